"""One frame's conditions, and the number that is made of what they leave: a sum of money, an average of points, a rate over
both sums. Pure."""

from __future__ import annotations

from typing import Any, Literal

from assistant.computed import JUDGED
from assistant.planner.concepts import OF_INDICATOR, OF_LEVEL, STATUS
from assistant.planner.conditions import Conditions
from assistant.planner.frame import COUNTS, MONEY, NUMERIC, POINTS, RATES
from assistant.planner.scope import Said
from assistant.query import Condition, Measure, Query

PERCENT = ("%", "％")
AVERAGED = Said("涉及多份报告，得分按平均数计算。", "Over several reports, scores are averaged.")


class Asked(Conditions):
    """What a frame asks, of which modules beside make queries; each may settle the subject and add conditions."""

    def query(self, **parts: Any) -> Query:
        return Query(subject=self.subject, where=self.where(), money=self.money(), **parts)

    def money(self) -> Any:
        return self.frame.money or "yuan"

    def concept(self) -> str | None:
        numeric = [c for c in self.frame.concepts if c in NUMERIC]
        return numeric[0] if numeric else None

    def measure(self, concept: str | None) -> Measure:
        """One number for many records."""
        frame = self.frame
        if concept is None or concept in COUNTS:
            if frame.aggregate == "average":
                return Measure(fn="average", field=self.field("score"))
            return Measure(fn="count")
        fn: Literal["sum", "average"] | None = "average" if frame.aggregate == "average" else "sum" if frame.aggregate == "sum" else None
        if concept == "execution_rate" and fn != "average":
            return Measure(fn="ratio", field=self.field("executed"), per=self.field("budget"))
        if concept == "adjusted_rate" and fn != "average":
            return Measure(fn="percent", field=self.field("adjusted"), per=self.field("initial"))
        if concept == "completion_rate":
            return Measure(fn="average", field="completion_rate") if fn == "average" else Measure(fn="share", of=STATUS["met"])
        if concept in MONEY:
            return Measure(fn=fn or "sum", field=self.field(concept))
        if concept in ("deduction", "funds_lost"):
            return Measure(fn=fn or "sum", field=self.field(concept))
        if concept == "score_rate" and self.subject == "indicators" and fn is None:
            return Measure(fn="percent", field="score", per="weight")  # 产出指标的得分率: of all their points together
        if concept in OF_LEVEL and self.subject == "indicators" and fn is None:
            return Measure(fn="sum", field=self.field(concept))
        if concept in POINTS | RATES:
            if fn is None:
                self.assumed.append(AVERAGED)
            return Measure(fn="sum" if fn == "sum" and concept in POINTS else "average", field=self.field(concept))
        return Measure(fn="count")

    def average_reached(self) -> Measure:
        """What the indicators in question reached, of those that say it in percent where a whole level is meant."""
        self.subject = "indicators"
        if self.frame.valued:
            self.of_indicators.append(Condition(field="actual", op="contains", value=PERCENT))
        self.of_indicators.append(Condition(field="status", op="in", value=JUDGED))
        return Measure(fn="average", field="actual_percent" if self.frame.valued else "actual_number")

    def besides(self, first: str | None = None) -> tuple[Measure, ...]:
        """一共几个项目，预算合计多少: the other numbers asked for."""
        if self.subject not in ("projects", "departments", "funds"):
            return ()
        found = []
        for concept in dict.fromkeys(c for c in self.frame.concepts if c in MONEY | POINTS | {"execution_rate"} and c != first):
            fn: Literal["sum", "average"] = "sum" if concept in MONEY else "average"
            together = concept == "execution_rate" and not self.frame.averaged
            fn = "average" if self.frame.averaged else fn
            found.append(Measure(fn="ratio", field=self.field("executed"), per=self.field("budget")) if together else Measure(fn=fn, field=self.field(concept)))
        return tuple(found)

    def to_projects(self, concept: str | None) -> None:
        """Money and rates are a report's: conditions on indicators then say which reports."""
        if self.subject == "indicators" and concept is not None and concept not in OF_INDICATOR and concept != "completion_rate":
            self.subject = "projects"
