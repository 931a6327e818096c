"""The records that a query rests on, without holding them: how many there are is known, their rows are read when they are
looked at. A count over a hundred thousand records is answered at once, and every one of them can still be shown.

Reads the store; knows neither what a query means nor how it is told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

if TYPE_CHECKING:
    from sqlalchemy import Engine, Select
    from sqlalchemy.orm import Session

T = TypeVar("T")
AT_ONCE = 200  # records read together
Read = Callable[["Session", Sequence[int]], list[T]]


class Numbered(Sequence[T], Generic[T]):
    """The records of known ids; `read` reads those of some ids, in the order of the ids. The first are read at once."""

    def __init__(self, session: Session, ids: Sequence[int], read: Read[T]) -> None:
        self._engine: Engine = session.get_bind()  # type: ignore[assignment]
        self._ids, self._read = ids, read
        self._held: dict[int, T] = dict(enumerate(read(session, ids[:AT_ONCE]))) if ids else {}

    def ids(self, _: Session) -> Sequence[int]:
        return self._ids

    def __len__(self) -> int:
        return len(self._ids)

    def __iter__(self) -> Iterator[T]:
        return (self[n] for n in range(len(self)))

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> list[T]: ...
    def __getitem__(self, at: int | slice) -> T | list[T]:
        if isinstance(at, slice):
            places = range(*at.indices(len(self)))
            self._hold(places)
            return [self._held[n] for n in places]
        n = at + len(self) if at < 0 else at
        if not 0 <= n < len(self):
            raise IndexError(at)
        if n not in self._held:
            start = n - n % AT_ONCE
            self._hold(range(start, min(start + AT_ONCE, len(self))))
        return self._held[n]

    def _hold(self, places: Sequence[int]) -> None:
        from sqlalchemy.orm import Session

        missing = [n for n in places if n not in self._held]
        if not missing:
            return
        with Session(self._engine) as session:
            ids = self.ids(session)
            for start in range(0, len(missing), AT_ONCE):
                some = [n for n in missing[start : start + AT_ONCE] if n < len(ids)]
                for n, record in zip(some, self._read(session, [ids[n] for n in some]), strict=True):
                    self._held[n] = record


class Found(Numbered[T]):
    """What a query finds: `keys` selects (record's id, report's id) in order, `reports` the reports they are of."""

    def __init__(self, session: Session, keys: Select[Any], reports: Select[Any], read: Read[T], count: int | None = None) -> None:
        super().__init__(session, (), read)
        self._statement, self._of_reports, self._count = keys, reports, count
        self._keys: list[tuple[int, int]] | None = None
        self._reports: list[int] | None = None
        if count is None:
            self._load(session)

    def _load(self, session: Session) -> list[tuple[int, int]]:
        if self._keys is None:
            self._keys = [(row[0], row[1]) for row in session.execute(self._statement)]
            self._count = len(self._keys)  # as it stands now, where the store has changed since
        return self._keys

    def ids(self, session: Session) -> list[int]:
        return [key for key, _ in self._load(session)]

    def __len__(self) -> int:
        return self._count or 0

    def reports(self, session: Session) -> list[int]:
        """The reports that the records are of, each once."""
        if self._reports is None and self._keys is not None:
            self._reports = list(dict.fromkeys(report for _, report in self._keys))
        elif self._reports is None:
            self._reports = list(session.scalars(self._of_reports))
        return self._reports

    def of_reports(self, session: Session, reports: Sequence[int]) -> list[T]:
        """Those of some reports only."""
        these = set(reports)
        return self[0:0] if not these else [self[n] for n, (_, report) in enumerate(self._load(session)) if report in these]
