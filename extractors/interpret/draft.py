"""A form in the making: values with their places, put in as they are read. The only place where a Report is built."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from extractors.grid import Cell, Grid
from extractors.records import BudgetLine, Evidence, FormType, Indicator, Label, Other, Report, Stands
from extractors.status import judge
from extractors.text import is_blank, label_key
from extractors.vocabulary import Vocabulary

SURE = 0.97  # confidence from which on a text of a picture is taken as read
Places = tuple[Evidence, ...]


@dataclass(slots=True)
class Record:
    """One budget line or indicator in the making."""

    values: dict[str, Any] = field(default_factory=dict)
    places: dict[str, Places] = field(default_factory=dict)
    doubtful: set[str] = field(default_factory=set)
    unitless: set[str] = field(default_factory=set)  # amounts of which nothing says in what unit they are printed

    def put(self, name: str, value: Any, places: Places) -> None:
        if value is None or value == "":
            return
        self.values[name] = value
        self.places[name] = places

    def doubt(self, name: str, places: Places) -> None:
        """Something is printed that could not be read as what its column holds."""
        self.doubtful.add(name)
        self.places[name] = places


@dataclass(slots=True)
class Draft:
    words: Vocabulary
    title: str = ""
    form_type: FormType | None = None
    fiscal_year: int | None = None
    money: Decimal | None = None  # what one printed unit of money is worth, where a line above the table says
    values: dict[str, Any] = field(default_factory=dict)
    evidence: dict[str, Places] = field(default_factory=dict)
    budget: list[Record] = field(default_factory=list)
    indicators: list[Record] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    other: list[tuple[str, str, Places]] = field(default_factory=list)
    labels: dict[tuple[Stands, str], tuple[Label, Places]] = field(default_factory=dict)  # that the package does not know
    headings: set[int] = field(default_factory=set)  # places of cells that head a column, by identity
    lists: dict[str, list[tuple[str, Places]]] = field(default_factory=lambda: {"detail_goals": [], "plans": []})
    review: set[str] = field(default_factory=set)
    goal_of_year: bool = False  # whether the label of the goal names the year
    implements_by: str = ""  # the label that the implementing unit was taken from
    unanswered: set[str] = field(default_factory=set)  # fields whose label stands there, and no place for a value
    pages: set[int] = field(default_factory=set)
    unplaced: list[str] = field(default_factory=list)  # labels over rows like indicators that nobody knows, so that none was read
    parts: list[Draft] = field(default_factory=list)  # the projects of a table that lists several

    def put(self, name: str, value: Any, places: Places) -> bool:
        """Keep a value where none stands yet; False where the field is taken by another."""
        if self.values.get(name) not in (None, ""):
            return bool(self.values[name] == value)
        self.values[name] = value
        if value not in (None, ""):
            self.evidence[name] = places
        return True

    def instead(self, name: str, value: Any, places: Places) -> tuple[str, str, Places]:
        """Take a value in the place of one that stands; the earlier one, for `other`."""
        before = name, str(self.values[name]), self.evidence[name]
        self.values[name], self.evidence[name] = value, places
        return before

    def add_other(self, label: str, value: str, places: Places) -> None:
        if not is_blank(value):
            self.other.append((label, value, places))

    def unfamiliar(self, stands: Stands, label: str, taken_for: str | None, places: Places) -> None:
        """A label that nobody knows, or only this workspace does, and the field that it was taken for. One that was hardly
        read on a picture is no such label: it may be a known one."""
        if any(p.source == "ocr" and p.confidence < SURE for p in places):
            return
        text = label_key(label)
        if text and (stands, text) not in self.labels:
            taught = getattr(self.words, stands).own_field(text) is not None
            self.labels[stands, text] = Label(text=text, stands=stands, taken_for=taken_for, taught=taught), places

    def heads(self, cells: Iterable[Cell]) -> None:
        """Cells that were read as headers of a table."""
        self.headings |= {id(place) for cell in cells for place in cell.places}

    def saw(self, grid: Grid) -> None:
        self.pages |= set(grid.pages)

    def report(self, document: str) -> Report:
        """The finished record, each indicator judged."""
        assert self.form_type
        evidence = dict(self.evidence)
        review = set(self.review)
        labels = [self.labels[key] for key in sorted(self.labels)]
        for family, records in (("budget", self.budget), ("indicators", self.indicators)):
            for i, record in enumerate(records):
                evidence |= {f"{family}[{i}].{name}": places for name, places in record.places.items()}
                review |= {f"{family}[{i}].{name}" for name in record.doubtful}
                if family == "budget" and "source" not in record.values:
                    review.add(f"{family}[{i}].source")
        for name, entries in self.lists.items():
            evidence |= {f"{name}[{i}]": places for i, (_, places) in enumerate(entries)}
        evidence |= {f"other[{i}]": places for i, (_, _, places) in enumerate(self.other)}
        evidence |= {f"labels[{i}]": places for i, (_, places) in enumerate(labels)}
        review |= {path for path, places in evidence.items() if any(p.confidence == 0 for p in places)}
        return Report(
            document=document,
            form_type=self.form_type,
            title=self.title or None,
            fiscal_year=self.fiscal_year,
            **self.values,
            budget=tuple(BudgetLine(**{"source": "", **r.values}) for r in self.budget),
            indicators=tuple(self._indicator(r) for r in self.indicators),
            detail_goals=tuple(t for t, _ in self.lists["detail_goals"]),
            plans=tuple(t for t, _ in self.lists["plans"]),
            other=tuple(Other(label=label, value=value) for label, value, _ in self.other),
            labels=tuple(label for label, _ in labels),
            columns=tuple(dict.fromkeys(self.columns)),
            pages=tuple(sorted(self.pages)),
            review=tuple(sorted(review)),
            evidence=evidence,
        )

    def _indicator(self, record: Record) -> Indicator:
        assert self.form_type
        plain = Indicator(**record.values)
        status, flags = judge(self.form_type, plain, self.fiscal_year, "actual" in self.columns)
        return plain.model_copy(update={"status": status, "flags": flags})
