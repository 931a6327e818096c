"""What a frame's slots filter on: statuses, levels, numbers, blanks, findings; of reports, or of their indicators. Pure."""

from __future__ import annotations

import re

from assistant.computed import JUDGED
from assistant.fields import COMPARABLE
from assistant.planner import forms_held
from assistant.planner.concepts import (
    CHECKED,
    JUDGED_FORM,
    OF_DEPARTMENTS_FUNDS,
    OF_INDICATOR,
    OF_LINE,
    OF_REPORT,
    STATUS,
    full_on,
    level,
    money_of,
)
from assistant.planner.frame import POINTS, PRINTED, Bound, Frame
from assistant.planner.scope import FORMS, OF_INDICATORS_TEXT, Said, Scope, indicator_names
from assistant.query import (
    QUALITATIVE,
    WITH_COMPARATOR,
    Against,
    AllOf,
    Condition,
    Filter,
    Has,
    Not,
    Subject,
    all_of,
    any_of,
)

_PASSED = Condition(field="attained", op="gt", value=100)
_LOST = Condition(field="deduction", op="gt", value=0)
_FULL = Condition(field="deduction", op="le", value=0)
_FOUND = Has(subject="findings", where=Condition(field="rule", op="present"))

_INNER = {
    "产出": {"数量", "质量", "时效", "成本"}, "效益": {"社会效益", "经济效益", "生态", "可持续"}, "成本": {"经济成本", "社会成本"},
}  # fmt: skip


_COMPARED = Said(
    "只比较目标值和完成值各是一个数、单位相同的指标，其余不能换算，没有计入。",
    "Only indicators whose target and actual value are one number each in the same unit are compared; the others are not included.",
)


_OF_WHICH_LESS_IS_BETTER = re.compile(r"成本|费|故障|失业|受害|能耗|损耗|排放|投诉|事故|死亡|发病|误差|逾期|欠")
_OWED = Said("只看扣了分的指标：得满分的不必填写偏差原因。", "Only indicators that lost points are meant: those with full points owe no reason.")


class Conditions:
    """One frame's subject and conditions. Each method adds one part; they are called in the order in which they depend on
    another."""

    def __init__(self, frame: Frame, scope: Scope) -> None:
        self.frame, self.scope = frame, scope
        self.assumed: list[Said] = []
        self.refused: Said | None = None
        self.rules: list[Filter] = []
        self.of_indicators: list[Filter] = []
        self.of_reports: list[Filter] = []
        self.of_lines: list[Filter] = []  # on the budget lines of the sources named
        self.alternatives: list[Filter] = []  # conditions that 或者 may join
        self.counted: Bound | None = None
        self._rule_conditions()
        self._forms_conditions()
        self._indicator_conditions()
        self.subject: Subject = self._subject()
        self._bounds()
        self._averages()
        self._blanks()
        if frame.either and self.subject == "projects" and len(self.rules) + len(self.alternatives) > 1:
            self.of_reports, self.alternatives, self.rules = [*self.of_reports, *self.rules], [*self.rules, *self.alternatives], []  # 总分对不上或者得分低于80分
        if frame.either and len(self.alternatives) > 1:
            self._join_alternatives()
        if frame.sides:
            self._join_sides()

    # conditions

    def _join_alternatives(self) -> None:
        """或者: one of the conditions is enough, on the report or on its indicators alike."""
        own = [c for c in self.alternatives if c in self.of_indicators]
        self.of_indicators = [c for c in self.of_indicators if c not in own]
        self.of_reports = [c for c in self.of_reports if c not in self.alternatives]
        if self.subject == "indicators":
            self.of_indicators.append(any_of(*self.alternatives))
            return
        many = {"op": self.counted.op, "count": int(self.counted.value)} if self.counted and own else {}
        either = [c if c not in own else Has(subject="indicators", where=all_of(c, *self.of_indicators) or c, **many) for c in self.alternatives]
        self.counted = None if many else self.counted
        if len(own) == len(self.alternatives):
            self.of_indicators.append(any_of(*self.alternatives))
        else:
            self.of_indicators = []
            self.of_reports.append(any_of(*either))

    def _join_sides(self) -> None:
        """One side's conditions together, or the other's."""
        sides = []
        for side in self.frame.sides:
            side.subject = self.frame.subject
            made = Conditions(side, Scope(reports=self.scope.reports))
            self.assumed += made.assumed
            sides.append(all_of(_placed(side), *made.conditions()))
        joined = any_of(*(s for s in sides if s is not None))
        (self.of_indicators if self.subject == "indicators" else self.of_reports).append(joined)

    def _rule_conditions(self) -> None:
        frame = self.frame
        for rule in frame.rules:
            if rule == "none":
                self.rules.append(Not(part=_FOUND))
            elif rule == "any":
                if frame.subject == "projects":
                    self.rules.append(_FOUND)
            elif rule == "missed_full_score":
                frame.statuses.append("missed_full_score")
            elif rule == "score_above_weight" and frame.subject == "indicators" and not about_projects(frame):
                self.of_indicators.append(Condition(field="deduction", op="lt", value=0))
            elif rule == "missing_reason":
                self.of_indicators += [_LOST, Condition(field="deviation_reason", op="missing")]
            elif rule in CHECKED and frame.whether and (self.scope.one_project or len(frame.projects) == 1):
                frame.subject, frame.checked = "findings", [*frame.checked, rule]  # 总分对得上吗: what the check found, with its numbers
            elif rule in CHECKED:
                self.rules.append(Has(subject="findings", where=Condition(field="rule", op="eq", value=rule)))
            else:
                self.refused = Said("目前没有这一项检查。", "There is no such check yet.")
        frame.subject = "projects" if self.rules and frame.subject in (None, "indicators", "findings", "documents") else frame.subject

    def _forms_conditions(self) -> None:
        """没有自评表的项目, 没有设满意度指标的项目."""
        of_targets = "differs" in self.frame.forms_held
        (self.of_indicators if of_targets else self.of_reports).extend(forms_held.conditions(self.frame))
        self.of_reports += [Not(part=Has(subject="funds", where=money_of(n))) for n in dict.fromkeys(self.frame.lacking_sources)]
        self.of_reports += [Not(part=Has(subject="indicators", where=level(n))) for n in dict.fromkeys(self.frame.lacking_levels)]

    def _indicator_conditions(self) -> None:
        frame = self.frame
        named = indicator_names(frame.indicators, wide=bool(frame.group or frame.everything or frame.asks_list))
        if named:
            self.of_indicators.append(named)
        self.of_levels = self._levels()
        if named and self.of_levels and frame.valued:
            self.of_indicators[-1] = any_of(named, self.of_levels)  # 绿植成活率和满意度分别是多少
        else:
            self.of_indicators += [self.of_levels] if self.of_levels else []
        self.of_indicators += [Condition(field=name, op="contains", value=(text, text.replace("=", "＝")) if "=" in text else text) for name, text in frame.exact if name in OF_INDICATORS_TEXT]
        self.of_indicators += [Not(part=Condition(field=name, op="contains", value=text)) for name, text in frame.exact_not if name in OF_INDICATORS_TEXT]
        self.of_indicators += [Not(part=level(n)) for n in dict.fromkeys(frame.excluded_levels)]
        self._statuses()
        self.of_indicators += [any_of(*(Condition(field="deviation_reason", op="contains", value=one) for one in w.split("|"))) for w in frame.reason_words]
        if frame.grades:
            self.of_reports.append(Condition(field="grade", op="in", value=tuple(frame.grades)))

    def _levels(self) -> Filter | None:
        levels = list(dict.fromkeys(self.frame.levels))
        if not levels:
            return None
        if self.levels_apart():
            return any_of(*map(level, levels))
        inner = [n for n in levels if n not in _INNER] or levels[1:]
        return all_of(*(level(n) for n in levels if n not in inner), any_of(*map(level, inner)))  # 产出指标中数量指标和质量指标

    def levels_apart(self) -> bool:
        """产出指标中的质量指标 is one level within the other; 数量指标和满意度指标 are two."""
        levels = set(self.frame.levels)
        outer = levels & set(_INNER)
        return not any(levels - {o} and levels - {o} <= _INNER[o] for o in outer)

    def _statuses(self) -> None:
        frame = self.frame
        statuses = list(dict.fromkeys(frame.statuses))
        plain: list[Filter] = []
        if frame.clauses:
            self._clauses()
        for status in statuses:
            if status == "over_cost":
                self._over(frame)
            elif status == "with_comparator":
                self.of_indicators.append(WITH_COMPARATOR)
            elif status == "qualitative":
                self.of_indicators.append(QUALITATIVE)
            elif status == "quantitative":
                self.of_indicators.append(Condition(field="target_number", op="present"))
            elif status == "missed_full_score":
                self.of_indicators += [STATUS["missed"], _FULL]
            elif status in ("full_score", "not_full_score"):
                of_funds = "funds_score" in frame.concepts  # 预算执行得分没拿满
                of_projects = (frame.subject == "projects" and not frame.levels) or of_funds
                name = "funds_lost" if of_funds else "lost_points" if of_projects else "deduction"
                frame.concepts = [c for c in frame.concepts if c != "funds_score"]
                condition = Condition(field=name, op=("eq" if of_projects and not of_funds else "le") if status == "full_score" else "gt", value=0)  # 101 points are no full score
                if status == "full_score" and frame.subject == "projects" and not of_projects:
                    self.of_reports += [c for n in dict.fromkeys(frame.levels) for c in full_on(n)]
                else:
                    (self.of_reports if of_projects else self.of_indicators).append(condition)
            elif status == "unexplained_deduction":
                self.of_indicators += [STATUS["met"], _LOST]
            else:
                plain.append(STATUS[status])
        if {"met", "missed"} <= set(statuses) and frame.aggregate == "count":
            frame.group.append("status")
        if plain and not self._status_is_asked():
            self.of_indicators.append(any_of(*plain))
            self.alternatives.append(self.of_indicators[-1])

    def _clauses(self) -> None:
        """产出指标都完成、效益指标没完成的项目: each of it holds; that a level is met means that none of it is missed."""
        for named, status in [(level(name), status) for levels, status in self.frame.clauses for name in levels]:
            missed = Has(subject="indicators", where=AllOf(parts=(named, STATUS["missed"])))
            judged = Has(subject="indicators", where=AllOf(parts=(named, Condition(field="status", op="in", value=JUDGED))))
            self.of_reports += [missed] if status == "missed" else [judged, Not(part=missed)]

    def _over(self, frame: Frame) -> None:
        if "成本" in frame.levels or any(_OF_WHICH_LESS_IS_BETTER.search(n) for link in frame.indicators for n in link.tiers[0]):
            self.of_indicators += [STATUS["missed"], _PASSED]  # a fixed cost (=851元) may be missed from below
        elif set(frame.concepts) & {"executed", "budget", "full_year"} or frame.subject == "projects":
            self.of_reports.append(Condition(field="execution_rate", op="gt", value=100))
            frame.concepts = [c for c in frame.concepts if c not in ("executed", "budget", "full_year")]
        else:
            self.of_indicators.append(STATUS["over_achieved"])

    def _status_is_asked(self) -> bool:
        """完成了吗, 为什么没完成: about an indicator that is named, its status is told, not filtered on."""
        frame = self.frame
        whose = {"preparing_unit"} & set(frame.concepts) or frame.asked_dimension in ("unit", "project_name", "region")
        if whose and not (frame.units or frame.projects or frame.reports or frame.whether):
            return False  # 登记失业率没达标的是哪个单位的
        about_it = frame.subject != "projects" or bool({"reason", "target", "actual", "status"} & set(frame.concepts))
        return bool(frame.indicators) and about_it and not frame.asks_list and frame.aggregate is None and not frame.group and not frame.rank and not (frame.asked_dimension and not frame.concepts)

    def _subject(self) -> Subject:
        frame = self.frame
        if self._of_lines_themselves():
            return "funds"
        if frame.subject == "departments":
            if frame.sources and not self.of_indicators:
                return "funds"  # 部门整体的项目支出
            return "indicators" if self.of_indicators else "departments"
        if frame.subject in ("indicators", "projects"):
            return "indicators" if frame.subject == "indicators" else "projects"
        if "any" in frame.rules or frame.subject == "findings":
            return "findings"
        if frame.sources and not self.of_indicators:
            return "funds"
        concepts = set(frame.concepts)
        if self.of_indicators or concepts & {"target", "actual", "reason", "explanation", "status"}:
            return "indicators"
        return "projects"

    def _of_lines_themselves(self) -> bool:
        """财政拨款最多的项目, 项目的财政拨款执行数: a line's own number, although projects are spoken of."""
        frame = self.frame
        if not frame.sources or frame.having_sources or self.of_indicators or frame.subject not in (None, "projects"):
            return False
        return frame.rank is not None or (not frame.bounds and bool(set(frame.concepts) & OF_LINE.keys()))

    def _bounds(self) -> None:
        frame = self.frame
        for bound in frame.bounds:
            if bound.concept == "count":
                self.counted = bound
                continue
            condition = self.bound_condition(bound)
            if bound.concept in COMPARABLE:
                self.assumed.append(_COMPARED)
            if condition is None:
                continue
            if self.of_named_line(bound.concept):
                self.of_lines.append(condition.model_copy(update={"field": OF_LINE[bound.concept]}))
                continue
            if condition.field in OF_INDICATOR.values():
                self.of_indicators.append(condition)
                self.alternatives.append(condition)
            else:
                self.of_reports.append(condition)
                self.alternatives.append(condition)

    def _averages(self) -> None:
        """高于平均分: the average over the reports that the question is about."""
        for concept, op in self.frame.against:
            if self.frame.sources and concept in OF_LINE and not self.frame.having_sources:
                self.refused = Said("还不能把一种资金来源的数与它的平均数比较。", "The number of one source of funds cannot be held against its average yet.")
            elif concept in OF_REPORT:
                others = self.frame.average_of is not None
                self.of_reports.append(Against(field=OF_REPORT[concept], op=op, among=self.scope.averaged if others else self.scope.filter, of_others=others))
                self.alternatives.append(self.of_reports[-1])

    def bound_condition(self, bound: Bound) -> Condition | None:
        concept = bound.concept
        if self.subject == "funds" and concept in OF_LINE:
            name = OF_LINE[concept]
        elif concept in POINTS | {"score_rate"} and concept in OF_INDICATOR and bound.of != "projects" and self._points_are_of_indicators(concept):
            name = OF_INDICATOR[concept]
        elif concept in PRINTED.values() or concept in COMPARABLE:
            name = concept
        elif concept in OF_REPORT:
            name = OF_REPORT[concept]
        else:
            return None
        if bound.op == "between" and bound.upper is not None:
            return Condition(field=name, op="between", value=(bound.value, bound.upper))
        return Condition(field=name, op=bound.op, value=bound.value)

    def _points_are_of_indicators(self, concept: str) -> bool:
        frame = self.frame
        if frame.indicators or (concept == "weight" and "completion_rate" in frame.concepts):
            return True
        return self.subject == "indicators" and not about_projects(frame)

    def _blanks(self) -> None:
        for concept, blank in self.frame.blanks:
            op = "missing" if blank else "present"
            if concept in OF_INDICATOR and not (concept in OF_REPORT and self.subject == "projects"):
                self.of_indicators.append(Condition(field=OF_INDICATOR[concept], op=op))
                self.alternatives.append(self.of_indicators[-1])
                if concept == "actual" and blank:
                    self.of_indicators.append(Not(part=Condition(field="status", op="eq", value="not_applicable")))  # of forms that have actual values
                if concept == "reason" and blank and not (self._narrowed() or self.frame.either):
                    self.of_indicators.append(_LOST)
                    self.assumed.append(_OWED)
                if self.subject == "projects" and self.frame.subject is None:
                    self.subject = "indicators"
            elif concept in OF_REPORT:
                name = "prepared_by" if concept == "preparing_unit" else OF_REPORT[concept]  # what the form says, not what its file does
                self.of_reports.append(Condition(field=name, op=op))
                self.alternatives.append(self.of_reports[-1])

    def _narrowed(self) -> bool:
        """Whether it is said of which indicators a reason is asked."""
        frame = self.frame
        return bool(frame.statuses or frame.rules or frame.indicators or any(b.concept in OF_INDICATOR for b in frame.bounds) or "deduction" in frame.concepts)

    def where(self, *, without_conditions: bool = False) -> Filter | None:
        parts: list[Filter | None] = [self.scope.filter]
        if self.frame.subject == "departments" and self.subject in ("indicators", "funds"):
            parts.append(Condition(field="form_type", op="in", value=FORMS["department"]))
        elif self.subject == "funds":
            parts.append(self.of_projects_alone())
        if not without_conditions:
            parts += self.conditions()
        return all_of(*parts)

    def conditions(self) -> list[Filter]:
        parts: list[Filter] = [*self.of_reports, *self.rules]
        if self.frame.sources:
            named = any_of(*(Condition(field="source", op="contains", value=s) for s in self.frame.sources))
            there = [Condition(field="line_budget", op="gt", value=0)] if self.frame.having_sources else []  # 哪些单位用了其他资金
            parts += [named, *there] if self.subject == "funds" else self._having_lines(named)
        inner = all_of(*self.of_indicators)
        if self.frame.nothing_missed:
            parts += [self._judged_of_these(), Not(part=Has(subject="indicators", where=all_of(*(c for c in self.of_indicators if c not in STATUS.values()), STATUS["missed"]) or STATUS["missed"]))]
        elif inner and self.subject == "indicators":
            parts += self.of_indicators
        elif inner and self.counted:
            parts.append(Has(subject="indicators", where=inner, op=self.counted.op, count=int(self.counted.value)))
        elif inner and self.subject in ("projects", "departments"):
            parts += self._of_their_indicators(inner)
        found = self.counted and "any" in self.frame.rules and self.subject == "projects"
        if found and self.counted:
            parts = [Has(subject="findings", where=_FOUND.where, op=self.counted.op, count=int(self.counted.value)), *(p for p in parts if p != _FOUND)]
        elif self.counted and not inner and self.subject == "projects" and not (self.frame.group or self.frame.asked_dimension):
            parts.append(Condition(field="indicator_count", op=self.counted.op, value=int(self.counted.value)))
        return parts

    def _having_lines(self, named: Filter) -> list[Filter]:
        """有财政拨款和其他资金的项目: a line of each with an amount in it; printed with 0 it is not there."""
        if self.of_lines or self.frame.either:
            lines = self.of_lines or [Condition(field="line_budget", op="gt", value=0)]
            return [Has(subject="funds", where=all_of(named, *lines) or named)]
        each = [Condition(field="source", op="contains", value=s) for s in dict.fromkeys(self.frame.sources)]
        return [Has(subject="funds", where=AllOf(parts=(c, Condition(field="line_budget", op="gt", value=0)))) for c in each]

    def _judged_of_these(self) -> Filter:
        """满意度指标全部达标: one of these at least can be judged."""
        named = all_of(*(c for c in self.of_indicators if c not in STATUS.values()))
        return Has(subject="indicators", where=all_of(named, Condition(field="status", op="in", value=JUDGED)) or named) if named else JUDGED_FORM

    def _of_their_indicators(self, inner: Filter) -> list[Filter]:
        """既有数量指标没完成又有满意度指标没完成: one indicator of each level, not one of both."""
        levels = list(dict.fromkeys(self.frame.levels))
        if not (self.frame.as_well and len(levels) > 1):
            return [Has(subject="indicators", where=inner)]
        rest = [c for c in self.of_indicators if c != self.of_levels]
        return [Has(subject="indicators", where=all_of(level(n), *rest) or level(n)) for n in levels]

    def of_projects_alone(self) -> Filter | None:
        """A department's funds hold those of its projects: where reports of both are in question, lines are the projects'."""
        frame = self.frame
        departments = {r.form_type in FORMS["department"] for r in self.scope.reports}
        if len(departments) < 2 or frame.forms or (frame.sources and set(frame.sources) <= OF_DEPARTMENTS_FUNDS):
            return None
        return Condition(field="form_type", op="in", value=FORMS["project"])

    def of_named_line(self, concept: str) -> bool:
        """财政拨款超过100万元的项目: a condition on that line of a project."""
        named = bool(self.frame.sources) and not self.frame.having_sources
        return named and self.subject == "projects" and concept in OF_LINE

    def field(self, concept: str) -> str:
        if self.subject == "funds" and concept in OF_LINE:
            return OF_LINE[concept]
        if self.subject == "indicators" and concept in OF_INDICATOR:
            return OF_INDICATOR[concept]
        return OF_REPORT[concept]


def about_projects(frame: Frame) -> bool:
    return frame.subject == "projects"


def _placed(frame: Frame) -> Filter | None:
    """The years and places of one side."""
    years = Condition(field="fiscal_year", op="in", value=tuple(frame.years)) if frame.years else None
    regions = Condition(field="region_path", op="lies_in", value=tuple(frame.regions)) if frame.regions else None
    return all_of(years, regions)
