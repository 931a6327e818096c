"""What every kind of answer is told with: the query, its result, the language; and what to be wary of. No sentences here."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

from assistant.catalogue import Catalogue
from assistant.citations import Cited, paths
from assistant.execute import Record, Result
from assistant.fields import FIELDS
from assistant.phrasing import phrase, query_text
from assistant.planner.compose import Plan
from assistant.query import Query, conditions
from assistant.reply import Answer

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

LINES_SAID = 10
CELLS_CITED = 300  # of more records the row as a whole is shown, not each value's cell


class Telling:
    """One result that is being put into words."""

    def __init__(self, session: Session, question: str, planned: Plan, result: Result, catalogue: Catalogue) -> None:
        assert planned.query is not None
        self.session, self.question, self.planned, self.result, self.catalogue = session, question, planned, result, catalogue
        self.en = planned.frame.language == "en"
        self.query: Query = planned.query
        self.warnings = [a.say(planned.frame.language) for a in planned.assumed]

    def say(self, zh: str, en: str) -> str:
        return en if self.en else zh

    def phrase(self, number: int | None = None) -> str:
        """The records the query picks, as people say it."""
        return phrase(self.query.where, self.query.subject, self.query.money, self.en, number)

    def make(self, status: Literal["answered", "no_data"], text: str, **parts: Any) -> Answer:
        over = len({r.report_id for r in self.result.records})
        return Answer.model_construct(
            question=self.question, language="en" if self.en else "zh", status=status, answer=text,
            query=self.query.model_dump(mode="json", exclude_none=True), query_text=query_text(self.query, over, self.en),
            warnings=list(self.warnings), **parts,
        )  # fmt: skip

    def measured_fields(self) -> list[str]:
        measures = (self.query.measure, *self.query.besides)
        return [n for m in measures if m for n in (m.field, m.per) if n]

    def cited(self, names: Sequence[str], *, of_cells: bool) -> Cited:
        return Cited(self.session, self.result.records, names, of_cells=of_cells and len(self.result.records) <= CELLS_CITED)

    def caution(self) -> list[str]:
        found = []
        doubtful = self._doubtful()
        if doubtful:
            names = "、".join(doubtful[:5]) if not self.en else ", ".join(doubtful[:5])
            more = self.say(f" 等 {len(doubtful)} 处", f" and {len(doubtful) - 5} more") if len(doubtful) > 5 else ""
            found.append(self.say(f"以下内容尚未经人核对：{names}{more}。", f"Values not yet checked by a person: {names}{more}."))
        if self.result.tied and self.query.limit == 1 and not self.query.offset:
            found.append(self.say(f"并列共 {self.result.tied + 1} 个，已全部列出。", f"{self.result.tied + 1} are tied; all are shown."))
        elif self.result.tied:
            found.append(self.say(f"最后一位另有 {self.result.tied} 个并列，未列出。", f"{self.result.tied} more tie with the last one shown."))
        return found

    def _doubtful(self) -> list[str]:
        names: list[str] = [*self.query.show, *self.measured_fields(), *(o.field for o in self.query.order if o.field != "value")]
        names += [c.field for c in conditions(self.query.where) if c.field in FIELDS and FIELDS[c.field].of in ("report", "indicator")]
        found = []
        for record in self.result.records:
            if record.verified:
                continue
            if record.doubtful:
                found.append(f"{record.project_name or record.unit} · {record.level3}")
            elif (review := self.catalogue.reviews.get(record.report_id)) and review & set(paths(record, names)):
                found.append(record.project_name or record.unit)
        return list(dict.fromkeys(found))


def as_float(value: Decimal) -> float:
    """Without the digits that only binary fractions have."""
    return round(float(value), 6)


def there(value: Any) -> bool:
    return value not in (None, "", [], ())


def rates_differ(record: Record) -> bool:
    printed, computed = record.values.get("printed_rate"), record.values.get("execution_rate")
    return printed is not None and computed is not None and abs(Decimal(str(printed)) - Decimal(str(computed))) > Decimal("0.01")
