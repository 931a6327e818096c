"""The median for SQLite, which has none of its own; PostgreSQL has `percentile_cont`. Knows no tables."""

from __future__ import annotations

from statistics import median


class Median:
    """An aggregate as the sqlite3 module takes it: NULLs are no numbers, of none there is no median."""

    def __init__(self) -> None:
        self.numbers: list[float] = []

    def step(self, number: float | None) -> None:
        if number is not None:
            self.numbers.append(number)

    def finalize(self) -> float | None:
        return median(self.numbers) if self.numbers else None
