"""One frame's query over its conditions: subject, measure, grouping, order, look-up. Pure; called by `compose`.

There is no list of sentence patterns: each slot adds its own part, and what a slot leaves open is filled by what makes
sense of it (a sum of money, an average of points, a rate over both sums).
"""

from __future__ import annotations

from typing import Any, Literal

from assistant.fields import FIELDS, JUDGED
from assistant.planner.conditions import (
    JUDGED_FORM,
    OF_DEPARTMENT,
    OF_INDICATOR,
    OF_LINE,
    OF_REPORT,
    STATUS,
    Conditions,
    about_projects,
    level,
)
from assistant.planner.frame import COUNTS, MONEY, NUMERIC, POINTS, RATES, Rank
from assistant.planner.scope import FORMS, Said
from assistant.query import Condition, Filter, Has, Measure, Order, Query, Top, all_of, any_of, conditions

AVERAGED = Said("涉及多份报告，得分按平均数计算。", "Over several reports, scores are averaged.")
_DEPARTMENT_STATES = {"annual_goal", "completion", "responsibilities", "organization", "management_rules", "plans", "detail_goals", "conclusion"}
_PLACED = ("region_path", "unit", "project_name", "project_category")
OF_LEVEL = ("score", "weight", "deduction")  # points that a level's indicators have together


class Builder(Conditions):
    """One frame's query over its conditions."""

    def query(self) -> Query | None:
        frame = self.frame
        if self.subject == "findings":
            return self._findings()
        if frame.subject == "documents" and frame.asks_list and not frame.concepts:
            return Query(subject="projects", where=all_of(self.scope.filter, Condition(field="form_type", op="present")), measure=Measure(fn="count"), group_by=("document",))
        if frame.doubtful or (frame.both_ends and frame.difference) or (frame.nothing_missed and frame.asked_dimension in ("unit", "region", "fiscal_year")) or (frame.detail and not frame.has_scope and frame.subject in (None, "documents")):
            return None
        if not (frame.has_question or frame.has_scope) or not self._asks_something() or self._only_a_word():
            return None
        if self.counted and not (frame.subject or frame.statuses or frame.asked_dimension or frame.group):
            return None  # a number of nothing
        if frame.asks_list and not (frame.rank or frame.group or frame.aggregate or frame.asked_dimension):
            self._only_those_that_have()
        if frame.levels and not frame.statuses and set(frame.concepts) & set(OF_LEVEL) and not frame.indicators:
            self.subject = "indicators"  # 产出指标的权重: of that level's indicators together
        if frame.nested:
            return self._of_the_top()
        if frame.share and (frame.sources or self._money_of_a_place()):
            return self._portion()
        if self._sums_what_was_done():
            self.subject = "indicators"
            self.of_indicators = [c for c in self.of_indicators if c not in STATUS.values()]
            return self._query(measure=Measure(fn="sum" if frame.aggregate == "sum" else "average", field="actual_number"), group_by=self._groups())
        if self._asks_of_named_indicators():
            return self._look_up()
        if frame.spread:
            return self._spread()
        if frame.aggregate == "average" and not frame.statuses and self._concept() is None and frame.subject == "indicators" and not frame.indicators:
            return Query(subject="projects", where=all_of(self.scope.filter, JUDGED_FORM), measure=Measure(fn="average", field="indicator_count"), group_by=self._groups())
        if frame.aggregate == "average" and frame.statuses and self._concept() is None:
            return self._average_missed()
        if self._counts_silently():
            frame.aggregate = "count"
        if frame.share or self._completion_asked():
            return self._share()
        if frame.rank and (each := self._ranks_within()):
            return self._ranked(within=each)
        if frame.group or frame.asked_dimension or self._compares():
            return self._grouped()
        if frame.rank:
            return self._ranked()
        if frame.aggregate in ("count", "distinct") and frame.concepts == ["lead"] and frame.subject in (None, "projects"):
            return self._query(measure=Measure(fn="distinct", field="project_lead"))
        if frame.aggregate == "count" or (frame.aggregate == "distinct"):
            return self._query(measure=Measure(fn="count"), besides=self._besides())
        if not self._only_lists() and self._looks_up():
            return self._look_up()
        if self._only_lists():
            return self._listed()
        if self._concept() in NUMERIC or frame.aggregate in ("sum", "average"):
            return self._measured()
        if self.subject == "funds" and frame.asks_value:
            return self._query(show=("line_budget", "line_executed")) if self.scope.one_project else self._measured()
        return self._listed()

    def _of_the_top(self) -> Query | None:
        """得分最低的项目有哪些指标没完成: the projects that come first, then their indicators."""
        top = self._top()
        self.subject = "indicators"
        return Query(subject="indicators", where=all_of(self.scope.filter, top, *self.of_indicators)) if top else None

    def _top(self) -> Top | None:
        rank = self.frame.rank
        assert rank is not None
        concept = rank.concept or "score"
        if concept not in OF_REPORT or rank.n == 0:
            return None
        return Top(where=all_of(self.scope.filter, *self.of_reports), field=OF_REPORT[concept], descending=rank.descending, limit=_limit(rank) or 1, offset=_offset(rank))

    def _money_of_a_place(self) -> bool:
        """甲市的预算占全部预算的多少."""
        return self._concept() in MONEY and not self.frame.statuses and any(c.field in _PLACED for w in self.scope.where for c in conditions(w))

    def _portion(self) -> Query | None:
        """Money of some in percent of money of all: of a line within its funds, of a place within its year."""
        frame, concept = self.frame, self._concept() or "budget"
        if frame.sources:
            self.subject = "funds"
            named = any_of(*(Condition(field="source", op="contains", value=s) for s in frame.sources))
            whole = Condition(field="is_whole", op="eq", value=1)
            name = OF_LINE.get(concept, "line_budget")
            of_department = frame.subject == "departments" or set(frame.sources) <= {"基本支出", "项目支出"}
            where = all_of(self.scope.filter, Condition(field="form_type", op="in", value=FORMS["department"]) if of_department else None)
            return Query(subject="funds", where=where, measure=Measure(fn="portion", field=name, of=named, whole=whole), group_by=self._groups())
        placed = [w for w in self.scope.where if any(c.field in _PLACED for c in conditions(w))]
        self.subject = "projects"
        where = all_of(*(w for w in self.scope.where if w not in placed))
        return Query(subject="projects", where=where, measure=Measure(fn="portion", field=OF_REPORT[concept], of=all_of(*placed, *self.of_reports)))

    def _sums_what_was_done(self) -> bool:
        """资助学生人数合计多少, 学生满意度平均多少: over what the indicators of that name reached."""
        frame = self.frame
        named = bool(frame.indicators) and not (set(frame.statuses) - {"met"} or frame.rank)
        return named and frame.aggregate in ("sum", "average") and not (frame.share and frame.aggregate == "sum") and set(frame.concepts) <= {"actual", "status", "completion"}

    def _spread(self) -> Query | None:
        """最高和最低相差多少."""
        concept = (self.frame.rank.concept if self.frame.rank else None) or self._concept() or "score"
        self._to_projects(concept)
        if self.subject == "indicators" and self.frame.subject is None:
            self.subject = "projects"
        return self._query(measure=Measure(fn="range", field=self.field(concept))) if concept in OF_REPORT else None

    def _asks_of_named_indicators(self) -> bool:
        """各项目的读者满意度是多少, 之家建了多少个: what a named indicator is to reach and reached, not how many there are."""
        frame = self.frame
        if not frame.indicators or frame.statuses or frame.rank or frame.share or self.of_reports:
            return False
        counts = frame.aggregate == "count" and frame.subject is None
        return counts or (frame.aggregate is None and set(frame.group) <= ({"project_name", "unit", "fiscal_year"} if set(frame.concepts) & {"target", "actual", "status", "completion"} else {"project_name", "unit"}) and bool(frame.group) and not frame.asks_list)

    def _average_missed(self) -> Query | None:
        """平均每个项目有几条指标没完成."""
        if set(self.frame.statuses) != {"missed"}:
            return None
        where = all_of(self.scope.filter, JUDGED_FORM)
        return Query(subject="projects", where=where, measure=Measure(fn="average", field="missed_count"), group_by=self._groups())

    def _counts_silently(self) -> bool:
        """执行率超过九成的项目有多少: how many, without a measure word."""
        frame = self.frame
        plain = frame.asks_value and not (frame.asks_list or frame.money or frame.rank or frame.aggregate or frame.share or frame.group or frame.indicators)
        if frame.subject is None and not self.of_reports:
            return False
        return plain and not frame.concepts and frame.subject in ("projects", "indicators", None) and bool(self.of_reports or self.of_indicators or frame.nothing_missed)

    def _only_lists(self) -> bool:
        """哪些项目花的钱不到预算的六成: what the conditions speak of is not asked for again."""
        frame = self.frame
        narrowed = bool(self.of_reports or self.rules or self.of_indicators or frame.nothing_missed)
        lists = frame.asks_list or not (frame.asks_value or frame.money or frame.each)
        return lists and frame.subject == "projects" and frame.aggregate is None and narrowed and not (self.scope.one_project and not frame.asks_list)

    def _only_those_that_have(self) -> None:
        """哪些指标扣分了, 哪些项目调整过预算: those where there is something of it."""
        for concept, op in (("deduction", "gt"), ("adjusted", "ne"), ("unspent", "gt")):
            if concept in self.frame.concepts:
                there = Condition(field=self.field(concept), op=op, value=0)
                (self.of_indicators if self.subject == "indicators" and concept in OF_INDICATOR else self.of_reports).append(there)
                self.frame.concepts.remove(concept)

    def _asks_something(self) -> bool:
        frame = self.frame
        return bool(
            frame.subject or frame.concepts or frame.aggregate or frame.rank or self.of_indicators or self.of_reports or self.rules
            or frame.group or frame.asked_dimension or frame.nothing_missed or frame.detail or frame.share or frame.sources or frame.spread
            or ((frame.projects or frame.reports) and (frame.detail or frame.asks_value)) or frame.leads
        )  # fmt: skip

    def _only_a_word(self) -> bool:
        """得分: a thing named, and nothing asked of it."""
        frame = self.frame
        said = frame.has_scope or frame.asks_value or frame.asks_list or frame.aggregate or frame.share or frame.subject or frame.rank or frame.group
        return not (said or frame.everything or frame.money or self.conditions() or frame.asked_dimension or frame.compare or frame.spread) and bool(frame.concepts)

    def _query(self, **parts: Any) -> Query:
        return Query(subject=self.subject, where=self.where(), money=self._money(), **parts)

    def _money(self) -> Any:
        return self.frame.money or "yuan"

    def _concept(self) -> str | None:
        numeric = [c for c in self.frame.concepts if c in NUMERIC]
        return numeric[0] if numeric else None

    def _measure(self, concept: str | None) -> Measure:
        """One number for many records."""
        frame = self.frame
        if concept is None or concept in COUNTS:
            if frame.aggregate == "average":
                return Measure(fn="average", field=self.field("score"))
            return Measure(fn="count")
        fn: Literal["sum", "average"] | None = "average" if frame.aggregate == "average" else "sum" if frame.aggregate == "sum" else None
        if concept == "execution_rate" and fn != "average":
            return Measure(fn="ratio", field="executed", per="budget")
        if concept == "completion_rate":
            return Measure(fn="average", field="completion_rate") if fn == "average" else Measure(fn="share", of=STATUS["met"])
        if concept in MONEY:
            return Measure(fn=fn or "sum", field=self.field(concept))
        if concept in ("deduction", "funds_lost"):
            return Measure(fn=fn or "sum", field=self.field(concept))
        if concept in OF_LEVEL and self.subject == "indicators" and fn is None:
            return Measure(fn="sum", field=self.field(concept))
        if concept in POINTS | RATES:
            if fn is None:
                self._assume_average()
            return Measure(fn="sum" if fn == "sum" and concept in POINTS else "average", field=self.field(concept))
        return Measure(fn="count")

    def _besides(self, first: str | None = None) -> tuple[Measure, ...]:
        """一共几个项目，预算合计多少: the other numbers asked for."""
        if self.subject not in ("projects", "departments"):
            return ()
        found = []
        for concept in dict.fromkeys(c for c in self.frame.concepts if c in MONEY | POINTS | {"execution_rate"} and c != first):
            fn: Literal["sum", "average"] = "sum" if concept in MONEY else "average"
            found.append(Measure(fn="ratio", field="executed", per="budget") if concept == "execution_rate" else Measure(fn=fn, field=self.field(concept)))
        return tuple(found)

    def _assume_average(self) -> None:
        self.assumed.append(AVERAGED)

    def _to_projects(self, concept: str | None) -> None:
        """Money and rates are a report's: conditions on indicators then say which reports."""
        if self.subject == "indicators" and concept is not None and concept not in OF_INDICATOR and concept != "completion_rate":
            self.subject = "projects"

    def _completion_asked(self) -> bool:
        frame = self.frame
        if "completion_rate" not in frame.concepts or frame.rank:
            return False
        return frame.aggregate != "average"

    def _share(self) -> Query | None:
        frame = self.frame
        completion = "completion_rate" in frame.concepts and not frame.share
        if completion:
            self.subject = "indicators"
            self.of_indicators = [c for c in self.of_indicators if c not in STATUS.values()]
            where = all_of(self.where(), Condition(field="status", op="in", value=JUDGED))
            measure = Measure(fn="share", of=STATUS["met"])
        else:
            part, where = self._part_of_whole()
            if part is None:
                return None
            measure = Measure(fn="share", of=part)
        groups = self._groups()
        if not groups and self._compares() and (compared := self._compared()):
            groups = (compared,)
        return Query(subject=self.subject, where=where, measure=measure, group_by=groups, difference=frame.difference and bool(groups), money=self._money())

    def _part_of_whole(self) -> tuple[Filter | None, Filter | None]:
        """未完成的占多少: what is counted, and of what. Where only a place or level is named, that is the part."""
        frame = self.frame
        levels = [level(n) for n in frame.levels if self.subject == "indicators"]
        own = [c for c in self.conditions() if c not in levels]
        if own:
            where = all_of(self.scope.filter, *levels, *self._stated_there())
            if self.subject == "indicators" and any(c in STATUS.values() for c in own):
                where = all_of(where, Condition(field="status", op="in", value=JUDGED))
            elif self.subject == "projects" and (frame.statuses or frame.nothing_missed):
                where = all_of(where, JUDGED_FORM)
            return all_of(*own), where
        if levels:
            return any_of(*levels), self.scope.filter
        placed = [w for w in self.scope.where if any(c.field in ("region_path", "unit", "project_category") for c in conditions(w))]
        return all_of(*placed), all_of(*(w for w in self.scope.where if w not in placed))

    def _stated_there(self) -> list[Filter]:
        """得分95分以上的占比: of those that have a score."""
        named = [c.field for part in self.of_reports for c in conditions(part) if FIELDS[c.field].kind in ("points", "rate")]
        return [Condition(field=n, op="present") for n in dict.fromkeys(named)]

    def _groups(self) -> tuple[str, ...]:
        named = [*self.frame.group, *([self.frame.asked_dimension] if self.frame.asked_dimension else [])]
        found = list(dict.fromkeys(named))
        if "project_name" in found:
            found = ["report_id", *found]
        return tuple(found)

    def _compares(self) -> bool:
        frame = self.frame
        if self.subject == "findings" or (frame.rank and not (frame.compare or frame.difference)):
            return False
        asks = frame.compare or frame.difference or frame.growth or (frame.aggregate is not None) or self._concept() is not None
        return self._compared() is not None and bool(asks) and (frame.compare or frame.difference or self._separately())

    def _separately(self) -> bool:
        """Several names with a number asked of each; 和 alone may also add them up: said by 一共 or 合计."""
        return self.frame.aggregate != "sum" and not self.frame.everything and not self.frame.together

    def _compared(self) -> str | None:
        frame = self.frame
        if len(set(frame.regions)) > 1:
            return "region"
        if len(frame.projects) > 1:
            return "project_name"
        if len(frame.units) > 1:
            return "unit"
        if len(frame.years) > 1 and (frame.years_apart or frame.each or frame.compare or frame.difference):
            return "fiscal_year"
        if len(set(frame.levels)) > 1 and self._levels_apart():
            return "level1"
        if (frame.compare or frame.difference) and not frame.rank and len({r.year for r in self.scope.reports}) > 1:
            return "fiscal_year"
        return None

    def _grouped(self) -> Query | None:
        frame = self.frame
        groups = self._groups() or ((compared,) if (compared := self._compared()) else ())
        if not groups:
            return None
        concept = frame.rank.concept if frame.rank and frame.rank.concept else self._concept()
        if groups == ("source",) or "source" in groups:
            self.subject = "funds"
        if concept in COUNTS:
            self.subject = "indicators"
            self.of_indicators += [STATUS["missed"]] if concept == "missed_count" and STATUS["missed"] not in self.of_indicators else []
            concept = None
        self._to_projects(concept)
        if concept == "completion_rate":
            self.subject = "indicators"
            self.of_indicators.append(Condition(field="status", op="in", value=JUDGED))
        if concept in POINTS and concept in OF_INDICATOR and self.subject == "indicators" and not (set(groups) & {"level1", "level2", "status"} or frame.levels or frame.indicators) and not self.of_indicators:
            self.subject = "projects"
        if set(groups) & {"level1", "level2", "status", "deviation_reason"}:
            self.subject = "indicators"
        if "deviation_reason" in groups:
            self.of_indicators += [Condition(field="deviation_reason", op="present")] + ([STATUS["missed"]] if not self.of_indicators else [])
        if "grade" in groups:
            self.of_reports.append(Condition(field="total_score", op="present"))
        if frame.growth or (frame.difference and frame.minuend):
            groups = groups or ("fiscal_year",)
        if frame.aggregate == "count" and frame.asked_dimension in groups and not frame.group and not frame.rank and frame.subject is None and not self.counted:
            return self._query(measure=Measure(fn="distinct", field=frame.asked_dimension))
        if frame.aggregate == "count" and frame.asked_dimension and not frame.group and self._counts_dimension() and not (self.counted or frame.each):
            return self._query(measure=Measure(fn="distinct", field=frame.asked_dimension))
        measure = self._measure(concept)
        having = Condition(field="value", op=self.counted.op, value=int(self.counted.value)) if self.counted else None
        if having is None and (outer := self._having(concept)):
            having = outer
        rank = frame.rank
        return self._query(
            measure=measure, group_by=groups, having=having, difference=frame.difference and len(groups) == 1,
            minuend=frame.minuend if len(groups) == 1 else None, growth=frame.growth and len(groups) == 1,
            order=(Order(field="value", descending=frame.both_ends or rank.descending),) if rank else (), both_ends=frame.both_ends,
            limit=_limit(rank) if rank else None, offset=_offset(rank) if rank else 0,
        )  # fmt: skip

    def _counts_dimension(self) -> bool:
        """多少个单位有…: the units are counted, not what they have."""
        return self.frame.asked_dimension in ("unit", "region", "fiscal_year", "level1", "level2", "project_category")

    def _having(self, concept: str | None) -> Condition | None:
        """哪些单位平均得分低于90: the bound is on the group's number."""
        frame = self.frame
        if frame.aggregate not in ("average", "sum") or len(frame.bounds) != 1 or frame.rank:
            return None
        bound = frame.bounds[0]
        self.of_reports = [c for c in self.of_reports if not (isinstance(c, Condition) and c.value == bound.value)]
        if bound.op == "between" and bound.upper is not None:
            return Condition(field="value", op="between", value=(bound.value, bound.upper))
        return Condition(field="value", op=bound.op, value=bound.value)

    def _ranks_within(self) -> tuple[str, ...]:
        """各地区得分最低的项目: the first of each, where records are asked for by their noun."""
        frame = self.frame
        each = tuple(g for g in dict.fromkeys(frame.group) if g not in ("report_id", "project_name"))
        records = frame.subject in ("projects", "indicators") and frame.named_subject and frame.aggregate is None
        return each if records and (frame.rank and frame.rank.n != 0) and (frame.subject == "projects" or self._concept_ranked()) else ()

    def _concept_ranked(self) -> bool:
        return bool(self.frame.rank and self.frame.rank.concept)

    def _ranked(self, within: tuple[str, ...] = ()) -> Query | None:
        frame, rank = self.frame, self.frame.rank
        assert rank is not None
        concept = rank.concept or self._concept()
        if within and concept is None and frame.statuses:
            concept = "missed_count"
            self.subject, self.of_indicators = "projects", []
        if asked := self._asked_of_the_top(concept):
            return asked
        if concept is None and (frame.indicators or "满意" in frame.levels) and not frame.statuses:
            self.subject, concept = "indicators", "actual_number"  # 师生满意度最低的是哪个项目
        if concept is None and self.of_indicators and self.subject != "indicators":
            return self._most_of(rank)
        if concept is None and (frame.statuses or self.of_indicators) and frame.subject == "indicators" and about_projects(frame):
            return self._most_of(rank)
        concept = concept or ("budget" if self.subject == "funds" else "score")
        self._to_projects(concept)
        if self.subject == "indicators" and concept in POINTS and frame.subject is None and not self.of_indicators:
            self.subject = "projects"
        field_name = self.field(concept) if not (self.subject == "departments" and concept in OF_LINE) else OF_REPORT[concept]
        if frame.aggregate in ("average", "sum") and rank.n is None and concept in NUMERIC:
            return None
        order = (Order(field=field_name, descending=True if frame.both_ends else rank.descending),)
        shown = tuple(OF_REPORT[c] for c in frame.concepts if c in OF_REPORT and c not in NUMERIC) if self.subject == "projects" else ()
        return self._query(show=shown, both_ends=frame.both_ends, order=order, limit=_limit(rank), offset=_offset(rank), within=within)

    def _asked_of_the_top(self, ranked: str | None) -> Query | None:
        """预算最大的项目得了多少分: another number of the one that comes first."""
        frame = self.frame
        asked = [c for c in frame.concepts if c in OF_REPORT and c in NUMERIC and c != ranked]
        if not (asked and ranked and (frame.asks_value or not frame.asks_list) and frame.subject == "projects" and not frame.both_ends and frame.aggregate is None and not self.of_indicators):
            return None
        top = self._top()
        if top is None:
            return None
        where = all_of(self.scope.filter, top)
        return Query(subject="projects", where=where, show=tuple(OF_REPORT[c] for c in [*frame.concepts, ranked] if c in OF_REPORT), money=self._money())

    def _most_of(self, rank: Rank) -> Query:
        """未完成指标最多的项目: projects by how many such indicators they have."""
        self.subject = "indicators"
        return self._query(
            measure=Measure(fn="count"), group_by=("report_id", "project_name"), order=(Order(field="value", descending=rank.descending),),
            limit=_limit(rank), offset=_offset(rank),
        )  # fmt: skip

    def _looks_up(self) -> bool:
        frame = self.frame
        if frame.asks_list and frame.concepts == ["reason"] and self.subject == "indicators" and frame.statuses and not frame.indicators:
            return False  # the missed ones with their reasons: also those that have none
        if frame.aggregate in ("average", "sum") and not self.scope.one_project:
            return False
        if frame.aggregate == "average":
            return False
        if not frame.concepts and not frame.detail and not (frame.indicators and not frame.asks_list):
            return False
        if self.subject == "indicators" and frame.levels and set(frame.concepts) & set(OF_LEVEL) and not frame.indicators:
            return False
        if frame.indicators or self.scope.one_project or frame.projects or frame.reports:
            return True
        if self.subject == "departments":
            return len({r.unit for r in self.scope.reports if r.form_type.startswith("department")}) <= 1
        return any(c not in NUMERIC for c in frame.concepts)

    def _look_up(self) -> Query | None:
        frame = self.frame
        concepts = list(frame.concepts)
        if frame.indicators and "completion" in concepts:
            concepts += ["actual", "status"]
        of_indicator = [c for c in concepts if c in OF_INDICATOR]
        if frame.sources and all(c in OF_LINE for c in concepts):
            self.subject = "funds"
            return self._query(show=tuple(OF_LINE[c] for c in concepts) or ("line_budget", "line_executed"))
        if frame.indicators or (of_indicator and not all(c in OF_REPORT for c in concepts)) or (self.subject == "indicators" and self.of_indicators and of_indicator):
            self.subject = "indicators"
            show = [OF_INDICATOR[c] for c in of_indicator] or ["target", "actual", "status"]
            if frame.statuses and "target" in show:
                show += ["actual", "status"]
            return self._query(show=tuple(dict.fromkeys(show)))
        if (set(concepts) & OF_DEPARTMENT and not frame.projects) or self._of_department_itself():
            self.subject = "departments"
        if self.subject == "indicators":
            self.subject = "projects"
        show = [OF_REPORT[c] for c in concepts if c in OF_REPORT]
        if frame.detail and not show:
            show = ["unit", "fiscal_year", "project_lead", "budget", "executed", "execution_rate", "total_score", "annual_goal"]
        return self._query(show=tuple(dict.fromkeys(show))) if show else self._listed()

    def _of_department_itself(self) -> bool:
        """某单位的年度目标: where the unit has stated its own, that is meant, not its projects'."""
        frame = self.frame
        named = bool(frame.units) and not (frame.projects or frame.reports or frame.subject)
        own = set(frame.concepts) and set(frame.concepts) <= _DEPARTMENT_STATES
        return named and bool(own) and any(r.form_type.startswith("department") for r in self.scope.reports)

    def _measured(self) -> Query | None:
        concept = self._concept()
        if self.subject == "funds" and concept is None:
            concept = "budget"
        if concept is None and self.frame.aggregate == "sum" and self.subject in ("indicators", "projects"):
            return self._query(measure=Measure(fn="count"))
        if self.subject == "departments" and concept is None:
            concept = "budget"
        self._to_projects(concept)
        return self._query(measure=self._measure(concept), besides=self._besides(concept))

    def _listed(self) -> Query | None:
        return self._query()

    def _findings(self) -> Query:
        if self.frame.aggregate == "count":
            return Query(subject="findings", where=self.scope.filter, measure=Measure(fn="count"), group_by=self._groups())
        if self.frame.subject == "projects":
            inner = Condition(field="rule", op="present")
            return Query(subject="projects", where=all_of(self.scope.filter, Has(subject="findings", where=inner)))
        return Query(subject="findings", where=self.scope.filter)


def _limit(rank: Rank) -> int | None:
    if rank.n == 0:
        return None
    return 1 if rank.nth or rank.n is None else rank.n


def _offset(rank: Rank) -> int:
    return (rank.n or 1) - 1 if rank.nth else 0

