"""What names the store holds: units, projects, indicators, regions, people, files. Read once per state of the store.

Pure look-ups afterwards; nothing is guessed here (see `linking`).
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from math import log
from typing import TYPE_CHECKING

from assistant.lexicon import SIMPLIFIED
from extractors.text import label_key

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_DROPPED = re.compile(r"[\s\"'“”‘’《》〈〉「」『』【】\[\]〔〕]")


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """A text as names are compared: width, case and script unified, without white space, quotes and square brackets."""
    plain = unicodedata.normalize("NFKC", text).casefold().translate(SIMPLIFIED)
    return _DROPPED.sub("", plain)


@dataclass(frozen=True)
class Listed:
    """One counted report, by name."""

    report_id: int
    unit: str
    regions: tuple[str, ...]
    project: str
    year: int | None
    form_type: str
    document: str
    lead: str = ""


@dataclass(frozen=True)
class Names:
    """The names of one kind, findable by their parts."""

    names: tuple[str, ...]
    folded: tuple[str, ...] = field(repr=False)
    parts: dict[str, list[int]] = field(repr=False)

    @classmethod
    def of(cls, names: Iterable[str]) -> Names:
        ordered = tuple(dict.fromkeys(n for n in names if n))
        folded = tuple(fold(n) for n in ordered)
        parts: dict[str, list[int]] = defaultdict(list)
        for n, name in enumerate(folded):
            for pair in {name[i : i + 2] for i in range(len(name) - 1)}:
                parts[pair].append(n)
        return cls(ordered, folded, dict(parts))

    @cached_property
    def by_fold(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for name, folded in zip(self.names, self.folded, strict=True):
            found[folded].append(name)
        return dict(found)

    def resembling(self, text: str, limit: int = 16) -> list[int]:
        """The names that share most and rarest pairs of characters with a text."""
        votes: dict[int, float] = defaultdict(float)
        for pair in {text[i : i + 2] for i in range(len(text) - 1)}:
            there = self.parts.get(pair)
            if there:
                rarity = 0.2 + log(1 + len(self.names) / len(there))
                for n in there:
                    votes[n] += rarity
        # A short name that is there as a whole must not be crowded out by long ones that share as much.
        best = sorted(votes, key=lambda n: (-votes[n], len(self.folded[n])))
        whole = [n for n in best[limit:] if self.folded[n] in text]
        return best[:limit] + whole


@dataclass(frozen=True, eq=False)
class Catalogue:
    reports: tuple[Listed, ...]
    units: Names
    projects: Names
    indicators: Names
    regions: Names
    leads: Names
    sources: Names
    labels: Names
    documents: Names
    categories: Names
    stated: dict[str, Names] = field(repr=False)  # what reports state of themselves: attribute, nature of funds, implementer

    @cached_property
    def years(self) -> tuple[int, ...]:
        return tuple(sorted({r.year for r in self.reports if r.year}))

    @cached_property
    def of_unit(self) -> dict[str, tuple[str, ...]]:
        """Unit -> the regions it lies in."""
        return {r.unit: r.regions for r in self.reports}


def signature(session: Session) -> tuple[int, ...]:
    """Changes whenever a report is added, withdrawn, restored or superseded, and whenever a person corrected a value."""
    from sqlalchemy import func, select

    from index.decisions import last_change
    from index.schema import ReportRow

    # By the index on `state` alone: a report's row is long.
    ids = ReportRow.id
    counted = session.execute(select(func.count(), func.max(ids), func.sum(ids), func.sum(ids * ids % 100003)).where(ReportRow.state == "counted")).one()
    row = (*counted, session.scalar(select(func.max(ids))))
    return (*(int(x or 0) for x in row), last_change(session))


def _with_columns(labels: Iterable[str]) -> Iterator[str]:
    """The labels, and those of columns by themselves: 复核意见 of 验收合格率 复核意见."""
    for label in labels:
        yield label
        if column := label_key(label.rpartition(" ")[2]) if " " in label else "":
            yield column


def read(session: Session) -> Catalogue:
    from sqlalchemy import select

    from index.schema import BudgetRow, Document, IndicatorRow, OtherRow, ReportRow

    counted = ReportRow.state == "counted"
    columns = (
        ReportRow.id, ReportRow.unit, ReportRow.region_path, ReportRow.project_name, ReportRow.fiscal_year, ReportRow.form_type,
        Document.name, ReportRow.project_lead, ReportRow.project_category,
        ReportRow.project_attribute, ReportRow.fund_nature, ReportRow.implementing_unit,
    )
    rows = session.execute(select(*columns).join(Document).where(counted).order_by(ReportRow.id)).all()
    reports = tuple(
        Listed(r[0], r[1], tuple(filter(None, r[2].split("/"))), r[3] or "", r[4], r[5], r[6], r[7] or "")
        for r in rows
    )

    units = {r.unit for r in reports}

    def distinct(column: object, table: type) -> list[str]:
        return list(session.scalars(select(column).join(ReportRow, ReportRow.id == table.report_id).where(counted).distinct()))  # type: ignore[call-overload, attr-defined]

    return Catalogue(
        reports=reports,
        units=Names.of(r.unit for r in reports),
        projects=Names.of(r.project for r in reports),
        indicators=Names.of(distinct(IndicatorRow.level3, IndicatorRow)),
        regions=Names.of(region for r in reports for region in r.regions),
        leads=Names.of(p for r in rows for p in re.split(r"[、,，;；\s/]+", r[7] or "") if len(p) > 1),
        sources=Names.of(distinct(BudgetRow.source, BudgetRow)),
        labels=Names.of(_with_columns(distinct(OtherRow.label, OtherRow))),
        documents=Names.of(r.document for r in reports),
        categories=Names.of(r[8] or "" for r in rows),
        stated={
            "attribute": Names.of(r[9] or "" for r in rows),
            "nature": Names.of(r[10] or "" for r in rows),
            "implementer": Names.of(r[11] or "" for r in rows if r[11] not in units),
        },
    )
