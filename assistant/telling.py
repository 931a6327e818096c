"""What every kind of answer is told with: the query, its result, the language; and what to be wary of. No sentences here."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from assistant.catalogue import Catalogue
from assistant.citations import Cited
from assistant.doubts import Checks, checks, fields_stated, left_out, resting_on, show, tell
from assistant.execute import SAME, Record, Result
from assistant.fields import FIELDS
from assistant.overlooked import tell_unread
from assistant.phrasing import phrase
from assistant.planner.compose import Plan
from assistant.query import Query, conditions, measures, other_years
from assistant.query_words import query_text
from assistant.reply import Answer, Lazy
from assistant.wording import field_name, plain

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

LINES_SAID = 10
_WHOSE = ("unit", "region", "region_path", "fiscal_year", "project_name", "form_type", "document", "report_id", "level3", "title", "printed_rate", "line_printed_rate")  # whose a value is
NOT_LOOKED_AT: dict[str, Any] = {"doubtful": [], "verified_by": [], "verified_part": []}
CELLS_CITED = 300  # of more records the row as a whole is shown, not each value's cell


class Telling:
    """One result that is being put into words."""

    def __init__(self, session: Session, question: str, planned: Plan, result: Result, catalogue: Catalogue) -> None:
        assert planned.query is not None
        self.session, self.question, self.planned, self.result, self.catalogue = session, question, planned, result, catalogue
        self._reports: tuple[Result, list[int]] | None = None
        self.en = planned.frame.language == "en"
        self.query: Query = planned.query
        self.warnings = [a.say(planned.frame.language) for a in planned.assumed]

    def say(self, zh: str, en: str) -> str:
        return en if self.en else zh

    def phrase(self, number: int | None = None) -> str:
        """The records the query picks, as people say it."""
        return phrase(self.query.where, self.query.subject, self.query.money, self.en, number)

    def make(self, status: Literal["answered", "no_data"], text: str, **parts: Any) -> Answer:
        over = len(self.reports)
        stated = {"rows": [], "citations": [], "doubts": [], "suggestions": [], "readings": [], **parts}  # defaults that take long to make
        return Answer.model_construct(
            question=self.question, language="en" if self.en else "zh", status=status, answer=text,
            query=self.query.model_dump(mode="json", exclude_none=True), query_text=query_text(self.query, over, self.en),
            warnings=list(self.warnings), **stated,
        )  # fmt: skip

    def measured_fields(self) -> list[str]:
        return [n for m in measures(self.query) for n in (m.field, m.per) if n]

    def cited(self, names: Sequence[str], *, of_cells: bool) -> Cited:
        cells = of_cells and len(self.rested) <= CELLS_CITED
        return Cited(self.session, self.rested, names, of_cells=cells, checked=self._of_cited)

    @property
    def rested(self) -> Sequence[Record]:
        """All records that the answer rests on: those found, and those of other years that they are held against."""
        own, others = self.result.records, self.result.elsewhen
        return Lazy(len(own) + len(others), lambda n: own[n] if n < len(own) else others[n - len(own)]) if others else own

    @cached_property
    def elsewhen(self) -> dict[Any, list[Record]]:
        """The records of other years, by what is the same."""
        found: dict[Any, list[Record]] = {}
        for record in self.result.elsewhen:
            found.setdefault(record.values[self.same], []).append(record)
        return found

    @property
    def same(self) -> str:
        """The field that is equal over the years, where the query looks at several."""
        return next((SAME[p.of] for p in other_years(self.query.where) if p.of == self.query.subject), "")

    def _of_cited(self, record: Record) -> dict[str, Any]:
        """The same of a record that the answer rests on; of most nobody has decided anything and nothing is open."""
        known = record.report_id in self.checks.review or record.report_id in self.checks.deciders or record.verified
        return self.checked(record, fields_stated(self.query, record)) if known else {}

    @property
    def reports(self) -> list[int]:
        """Those that the records are of."""
        if self._reports is None or self._reports[0] is not self.result:
            self._reports = (self.result, self.result.reports(self.session))
        return self._reports[1]

    @cached_property
    def checks(self) -> Checks:
        return checks(self.session, self.reports)

    def checked(self, record: Record, names: Sequence[str]) -> dict[str, Any]:
        """Of a row that shows these fields: what nobody has checked yet, else who did."""
        open_ = self.checks.open(record, names)
        by = [] if open_ else [*([record.verified] if record.verified else []), *self.checks.by(record, names)]
        return {"doubtful": open_, "verified_by": list(dict.fromkeys(by)), "verified_part": self._part(record, names) if by and not record.verified else []}

    def checked_groups(self) -> dict[tuple[Any, ...], tuple[Record, dict[str, Any]]]:
        """The same of each group of which something is known: the record to be shown for it, and its row's checks. Who checked
        a group has checked all of its records; of more records than are looked at only what is open is told."""
        records, checks = self.result.records, self.checks
        whole = len(records) <= CELLS_CITED
        members: dict[tuple[Any, ...], list[tuple[Record, dict[str, Any]]]] = {}
        for record in records if whole else self.result.of_reports(self.session, checks.review):
            key = tuple(record.values[n] for n in self.query.group_by)
            members.setdefault(key, []).append((record, self.checked(record, fields_stated(self.query, record))))
        found = {}
        for key, checked in members.items():
            open_ = [(r, c) for r, c in checked if c["doubtful"]]
            if open_:
                found[key] = open_[0][0], {**NOT_LOOKED_AT, "doubtful": [path for _, c in open_ for path in c["doubtful"]]}
            elif whole and all(c["verified_by"] for _, c in checked):
                found[key] = checked[0][0], {**NOT_LOOKED_AT, **{n: list(dict.fromkeys(x for _, c in checked for x in c[n])) for n in ("verified_by", "verified_part")}}
        return found

    def _part(self, record: Record, names: Sequence[str]) -> list[str]:
        """Which of the values that a row states a person has checked, where it was not all of them."""
        stated = [n for n in names if n not in _WHOSE and there(record.values.get(n))]
        settled = [n for n in stated if self.checks.settled(record, n)]
        return [field_name(n, self.en) for n in settled] if len(settled) < len(stated) else []

    def doubt(self, made: Answer, in_question: Sequence[int]) -> None:
        """Say which values that nobody has checked the answer rests on; and how many more could have changed it, in the
        reports that were `in_question`."""
        told = resting_on(self.query, self.result.of_reports(self.session, self.checks.review), self.checks)
        tell(made, self.session, told, self.en)
        known = checks(self.session, in_question)
        rest = left_out(self.query, known, told)
        if rest:
            n = len(rest)
            made.warnings.append(self.say(
                f"另有 {n} 处用来筛选或计算的值尚未经人核对，可能影响这个结果。",
                f"{n} more value(s) that were compared or counted are not yet checked by a person and could change this result.",
            ))
            show(made, self.session, dict.fromkeys(rest, "beyond"), self.en)
        tell_unread(made, self.session, known, self.en)

    def caution(self) -> list[str]:
        found = []
        if self.result.tied and self.query.limit == 1:
            found.append(self.say(f"并列共 {self.result.tied + 1} 个，已全部列出。", f"{self.result.tied + 1} are tied; all are shown."))
        elif self.result.tied:
            found.append(self.say(f"最后一位另有 {self.result.tied} 个并列，未列出。", f"{self.result.tied} more tie with the last one shown."))
        return found + self._beside_bound()

    def _beside_bound(self) -> list[str]:
        """Rates by their amounts that two decimals would make equal to the bound they are below or above: 89.9975% is below 90%."""
        bounds = {c.field: Decimal(str(c.value)) for c in conditions(self.query.where) if c.op in ("lt", "gt") and FIELDS[c.field].kind == "rate" and isinstance(c.value, int | float | Decimal)}
        if not bounds or len(self.result.records) > CELLS_CITED:
            return []
        found = []
        for record in self.result.records:
            for name, bound in bounds.items():
                value = record.values.get(name)
                if value is not None and plain(value) == plain(bound):
                    of, exact = record.project_name or record.unit, f"{Decimal(str(value)).normalize():f}"
                    found.append(self.say(f"《{of}》的{field_name(name, False)}按金额计算为 {exact}%，四舍五入后是 {plain(bound)}%。",
                                          f"{of}: {field_name(name, True)} is {exact}% by its amounts, which rounds to {plain(bound)}%."))
        return found[:LINES_SAID]


def as_float(value: Decimal) -> float:
    """Without the digits that only binary fractions have."""
    return round(float(value), 6)


def there(value: Any) -> bool:
    return value not in (None, "", [], ())


def differing_rate(record: Record) -> str | None:
    """The field of a printed execution rate, a report's or a line's, that is not the one its amounts make."""
    for own, by_amounts in (("printed_rate", "execution_rate"), ("line_printed_rate", "line_execution_rate")):
        printed, computed = record.values.get(own), record.values.get(by_amounts)
        if printed is not None and computed is not None and abs(Decimal(str(printed)) - Decimal(str(computed))) > Decimal("0.01"):
            return own
    return None
