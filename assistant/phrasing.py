"""What a filter picks, said as people say it: 雁汀县2024年未达标的指标; projects in … with missed indicators. Pure.

One phrase per filter and subject, used alike in the answer and in the query in words, so that the two cannot drift.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from assistant.computed import JUDGED, MISSED
from assistant.execute import PROJECT_FORMS
from assistant.fields import FIELDS
from assistant.measures import MEASURES
from assistant.operators import OPERATORS
from assistant.query import (
    QUALITATIVE,
    SATISFACTION_BY_NAME,
    WITH_COMPARATOR,
    Against,
    AllOf,
    AnyOf,
    Condition,
    Filter,
    Has,
    Not,
    OtherForm,
    OtherYears,
    Top,
)
from assistant.wording import RULE, amount, field_name, shown

NOUN = {
    "indicators": ("指标", "indicator", "indicators"), "projects": ("项目", "project", "projects"),
    "departments": ("部门整体报告", "department report", "department reports"), "funds": ("资金", "line of funds", "lines of funds"),
    "findings": ("问题", "finding", "findings"), "printed": ("栏目", "printed value", "printed values"), "passages": ("文字", "text", "texts"),
}  # fmt: skip
COUNTER = {"indicators": "条", "projects": "个", "departments": "份", "funds": "条", "findings": "个", "printed": "项", "passages": "处"}
_THAT = {
    "missed": ("未达标", "that missed their targets"), "met": ("已完成", "that met their targets"), "partial": ("部分完成", "that were partly met"),
    "unverifiable": ("无法判定是否完成", "of which it cannot be told whether they were met"), "not_reported": ("未填报完成值", "without a reported actual value"),
    "not_applicable": ("没有实际值", "without actual values"),
}  # fmt: skip
_POINTS = {
    ("gt", 0): ("被扣分", "that lost points"), ("le", 0): ("得满分", "with full marks"), ("eq", 0): ("得满分", "with full marks"), ("lt", 0): ("得分超过分值", "scored above their weight"),
}  # fmt: skip
_SHOWN = 6


@dataclass
class Phrase:
    """`place`, `year` and `name` come first in Chinese and last in English; `that` are the conditions; `kind` goes with the
    noun; `notes` stand in brackets; `gone` is what other years do not have, `each_year` that all of the years alike fit."""

    place: list[str] = field(default_factory=list)
    year: list[str] = field(default_factory=list)
    name: list[str] = field(default_factory=list)
    kind: list[str] = field(default_factory=list)
    that: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    each_year: bool = False

    def zh(self, noun: str) -> str:
        head = "".join(self.place) + "".join(self.year) + "".join(self.name)
        said = ("都" if self.each_year else "") + "、".join([*(self.that or (["有"] if self.gone or self.each_year else [])), *self.gone])
        if self.name and noun == NOUN["projects"][0] and not (self.that or self.kind):
            return head
        noun = "".join(self.kind) + noun
        return head + (f"{said}的{noun}" if said else f"的{noun}" if head and self.name else noun if head or self.kind else f"全部{noun}")

    def en(self, noun: str) -> str:
        there = self.that or (["with a report"] if self.each_year else [])
        parts = [" ".join([*self.kind, noun]), " and ".join(there), f"of {', '.join(self.name)}" if self.name else "",
                 f"in {', '.join(self.place)}" if self.place else "", f"in {'each of ' if self.each_year else ''}{', '.join(self.year)}" if self.year else "", " and ".join(self.gone)]
        return " ".join(p for p in parts if p)


def phrase(where: Filter | None, subject: str, money: str, en: bool, number: int | None = None) -> str:
    """The records a filter picks; in English in the singular for one."""
    made = Phrase()
    parts = where.parts if isinstance(where, AllOf) else ((where,) if where else ())
    for part in _over_years(made, parts):
        _put(made, part, subject, money, en)
    noun = NOUN[subject]
    return made.en(noun[1 if number == 1 else 2]) if en else made.zh(noun[0])


def _over_years(made: Phrase, parts: Sequence[Filter]) -> Sequence[Filter]:
    """2023、2024年都未达标: where the other years are to fit what the record's own fits, the years are said together."""
    own = next((p for p in parts if isinstance(p, Condition) and p.field == "fiscal_year" and p.op == "eq"), None)
    alike = [p for p in parts if isinstance(p, OtherYears) and p.years and p.than is None and _is_among(p.where, parts)]
    if own is None or not alike:
        return parts
    made.each_year = True
    years = tuple(sorted({int(str(own.value)), *(y for p in alike for y in p.years)}))
    return [Condition(field="fiscal_year", op="in", value=years) if p is own else p for p in parts if p not in alike]


def _is_among(where: Filter | None, parts: Sequence[Filter]) -> bool:
    return all(p in parts for p in (where.parts if isinstance(where, AllOf) else (where,) if where else ()))


def notes(where: Filter | None, en: bool) -> str:
    """What is to be known of the basis of a share."""
    judged = any(_is_judged(p) for p in (where.parts if isinstance(where, AllOf) else (where,)) if p is not None)
    return (" (of those that can be judged)" if en else "（仅计可判定是否完成的指标）") if judged else ""


def _is_judged(part: Filter) -> bool:
    return isinstance(part, Condition) and part.field == "status" and part.op == "in" and part.value == JUDGED


def _put(made: Phrase, part: Filter, subject: str, money: str, en: bool) -> None:
    if isinstance(part, AllOf) and part != QUALITATIVE:
        for inner in part.parts:
            _put(made, inner, subject, money, en)
    elif isinstance(part, Condition):
        _put_condition(made, part, money, en)
    elif isinstance(part, AnyOf) and (level := _level(part, en)):
        made.kind.append(level)
    elif isinstance(part, AnyOf) and all(isinstance(p, AllOf) and _names_report(p) for p in part.parts):
        made.name.append(("; " if en else "、").join(_one_report(p, en) for p in part.parts[:_SHOWN]))
    elif isinstance(part, Not) and isinstance(part.part, OtherYears) and part.part.of != "units":
        made.gone.append(clause(part, money, en))
    elif isinstance(part, OtherYears) and part.years and en:
        made.gone.append(f"and {clause(part, money, en)}")
    elif not (isinstance(part, Has) and _is_judged(part.where)):
        made.that.append(clause(part, money, en))


def _names_report(part: AllOf) -> bool:
    return any(isinstance(c, Condition) and c.field in ("unit", "project_name", "form_type") for c in part.parts)


def _one_report(part: Filter, en: bool) -> str:
    """A report by its unit, project and year: 某局《某项目》（2024年）."""
    said = {c.field: c.value for c in (part.parts if isinstance(part, AllOf) else (part,)) if isinstance(c, Condition)}
    name = f"《{said['project_name']}》" if "project_name" in said and not en else str(said.get("project_name", ""))
    year = said.get("fiscal_year")
    return " ".join(x for x in (str(said.get("unit", "")), name, f"({year})" if year else "") if x) if en else f"{said.get('unit', '')}{name}{f'（{year}年）' if year else ''}"


def _put_condition(made: Phrase, part: Condition, money: str, en: bool) -> None:
    values = part.value if isinstance(part.value, tuple) else (part.value,)
    names = _joined([str(v) for v in values], en)
    match part.field, part.op:
        case ("region_path" | "region", "lies_in" | "eq" | "in") | ("unit", "in" | "eq"):
            if part.field == "unit" and len(values) == 1 and len(made.place) == 1 and str(values[0]).startswith(made.place[0]):
                made.place = []  # the unit's name says where it lies
            made.place.append(names)
        case "fiscal_year", "eq" | "in":
            made.year.append(_years([int(str(v)) for v in values], en))
        case "project_name", "in" | "eq":
            made.name.append(names if en else _joined([f"《{v}》" for v in values], en))
        case "document", _:
            made.place.append(f"the file {names}" if en else f"文件“{names}”中")
        case "form_type", "present":
            pass  # any form
        case "form_type", "in" if part.value == PROJECT_FORMS:
            made.kind.append("project" if en else "项目")
        case "form_type", "in" | "eq":
            made.kind.append((", ".join(shown("form_type", v, money, True) for v in values) if en else _joined([shown("form_type", v, money, False) for v in values], en)) + (":" if en else "中的"))
        case "level3", "in":
            made.kind.append(f"“{names}”")
        case "source", "contains":
            made.kind.append(f"“{names}”")
        case _ if not _is_judged(part):
            made.that.append(clause(part, money, en))
        case _:
            pass


def _joined(names: list[str], en: bool) -> str:
    more = (f" and {len(names) - _SHOWN} more" if en else f"等 {len(names)} 个") if len(names) > _SHOWN else ""
    return (", " if en else "、").join(names[:_SHOWN]) + more


def _years(years: list[int], en: bool) -> str:
    years = sorted(years)
    if len(years) > 2 and years == list(range(years[0], years[-1] + 1)):
        return f"{years[0]}–{years[-1]}" if en else f"{years[0]}至{years[-1]}年"
    return ", ".join(map(str, years)) if en else "、".join(map(str, years)) + "年"


_LEVEL_EN = {
    "产出": "output", "效益": "benefit", "满意": "satisfaction", "成本": "cost", "数量": "quantity", "质量": "quality", "时效": "timeliness", "社会效益": "social-benefit",
    "经济效益": "economic-benefit", "生态": "ecological", "可持续": "sustainability", "经济成本": "economic-cost", "社会成本": "social-cost", "过程": "process", "决策": "decision",
}  # fmt: skip


def _level(part: AnyOf, en: bool) -> str:
    """一级或二级指标含“满意”: 满意度; several levels joined."""
    leaves = [c for p in part.parts for c in (p.parts if isinstance(p, AnyOf) else (p,)) if c != SATISFACTION_BY_NAME]
    if not leaves or not all(isinstance(c, Condition) and c.field in ("level1", "level2") and c.op == "contains" for c in leaves):
        return ""
    names = list(dict.fromkeys(str(c.value) for c in leaves if isinstance(c, Condition)))
    return " and ".join(_LEVEL_EN.get(n, n) for n in names) if en else "、".join("满意度" if n == "满意" else n for n in names) + ("" if len(names) == 1 else "类")


def clause(part: Filter, money: str, en: bool) -> str:
    """A condition as it stands before the noun in Chinese and behind it in English."""
    if isinstance(part, Condition) and part.field in ("fiscal_year", "region_path") and part.op in ("in", "lies_in"):
        values = [str(v) for v in (part.value if isinstance(part.value, tuple) else (part.value,))]
        return f"{'in ' if en else ''}{_years([int(v) for v in values], en) if part.field == 'fiscal_year' else _joined(values, en)}"
    if isinstance(part, Condition):
        return _condition(part, money, en)
    if part == QUALITATIVE:
        return "whose target is in words" if en else "目标值为定性表述"
    if isinstance(part, AllOf):
        return (" and " if en else "且").join(clause(p, money, en) for p in part.parts)
    if part == WITH_COMPARATOR:
        return "with a comparator in the actual value" if en else "实际完成值带比较符"
    if isinstance(part, AnyOf) and any(isinstance(p, Condition) and p.field == "flags" for p in part.parts):
        return "that went beyond their targets" if en else "超额完成"
    if isinstance(part, AnyOf) and (kind := _level(part, en)):
        return f"that are {kind} indicators" if en else f"属于{kind.removesuffix('类')}指标"
    if isinstance(part, AnyOf):
        return (" or " if en else "或").join(_bracketed(p, money, en) for p in part.parts)
    if isinstance(part, Not):
        return _negated(part.part, money, en)
    if isinstance(part, Against):
        return _against(part, en)
    if isinstance(part, OtherYears):
        return _elsewhen(part, money, en)
    if isinstance(part, OtherForm):
        return _other_form(part, en)
    return _top(part, en) if isinstance(part, Top) else _with(part, money, en)


def _bracketed(part: Filter, money: str, en: bool) -> str:
    """One side of an "or": several conditions in brackets."""
    said = clause(part, money, en)
    return said if not isinstance(part, AllOf) else f"({said})" if en else f"（{said}）"


def _top(part: Top, en: bool) -> str:
    """所在项目自评得分最低的2个."""
    name, n = field_name(part.field, en), part.limit
    way = ("highest" if part.descending else "lowest") if en else ("最高" if part.descending else "最低")
    if part.offset:
        return f"of the project that is number {part.offset + 1} by {way} {name}" if en else f"所在项目{name}{way}第 {part.offset + 1} 位"
    return f"of the {f'{n} projects' if n > 1 else 'project'} with the {way} {name}" if en else f"所在项目{name}{way}{f'的 {n} 个' if n > 1 else ''}"


def _elsewhen(part: OtherYears, money: str, en: bool) -> str:
    """2023年未达标; 上一年同样…: what the same project had in another year."""
    if part.than is not None:
        name, lower = field_name(part.than[0], en), part.than[1] == "lt"
        when = _years(list(part.years), en) if part.years else ("the year before" if en else "上一年")
        return f"whose {name} is {'lower' if lower else 'higher'} than in {when}" if en else f"{name}{'低于' if lower else '高于'}{when}"
    said = clause(part.where, money, en) if part.where else ("with a report" if en else "有")
    if part.step:
        return f"{said} in the year {'before' if part.step < 0 else 'after'} too" if en else f"{'上' if part.step < 0 else '下'}一年也{said}"
    return f"{said} in {_years(list(part.years), True)}" if en else f"{_years(list(part.years), False)}{said}"


def _not_elsewhen(part: OtherYears, money: str, en: bool) -> str:
    """2024年没有; 下一年不再…"""
    if part.step:
        when = ("上" if part.step < 0 else "下") + "一年"
        in_year = f"in the year {'before' if part.step < 0 else 'after'}"
        return f"no longer {in_year}" if en else f"{when}不再如此"
    years = _years(list(part.years), en)
    if part.where is None:
        if part.of == "units":
            return f"of units with no project in {years}" if en else f"所属单位{years}没有项目"
        return f"that are not there in {years}" if en else f"{years}没有"
    return f"but not {clause(part.where, money, en)} in {years}" if en else f"{years}并非{clause(part.where, money, en)}"


_FORM_KINDS = {"project_target": ("目标表", "target form"), "project_self_evaluation": ("自评表", "self-evaluation"), "performance_monitoring": ("监控表", "monitoring form")}


def _other_form(part: OtherForm, en: bool) -> str:
    """有自评表; 目标值与目标表不同."""
    kinds = [n for form, n in _FORM_KINDS.items() if form in part.forms]
    form = (" or " if en else "或").join(n[en] for n in kinds)
    if part.differs:
        name = field_name(part.differs, en)
        return f"whose {name} differs from the {form}'s" if en else f"{name}与{form}不同"
    return f"with a {form}" if en else f"有{form}"


def _against(part: Against, en: bool) -> str:
    """自评得分高于平均值; the records averaged are those that the question is about."""
    operator, made = OPERATORS[part.op], MEASURES[part.fn]
    over = (made.en if en else made.zh).format(field_name(part.field, en))
    if part.of_others:
        whom = phrase(part.among, "projects", "yuan", en)
        over = f"{over} (of {whom})" if en else f"{whom}的{over}"
    said = (operator.en if en else operator.zh).format(field=field_name(part.field, en), value=f"the {over}" if en else over)
    return f"whose {said}" if en else said


def _negated(part: Filter, money: str, en: bool) -> str:
    if isinstance(part, OtherYears):
        return _not_elsewhen(part, money, en)
    if isinstance(part, OtherForm):
        return _other_form(part, en).replace("with a", "without a", 1) if en else "没" + _other_form(part, en)
    if isinstance(part, Condition) and (part.field, part.op, part.value) == ("status", "eq", "not_applicable"):
        return "on forms with actual values" if en else "应填实际值"
    if isinstance(part, Condition) and part.field == "fiscal_year":
        years = _years([int(str(v)) for v in (part.value if isinstance(part.value, tuple) else (part.value,))], en)
        return f"other than of {years}" if en else f"{years}以外"
    if isinstance(part, AnyOf) and (kind := _level(part, en)):
        return f"other than {kind} ones" if en else f"{kind}类以外"
    if isinstance(part, Condition) and part.op == "contains":
        return f"whose {field_name(part.field, True)} does not contain “{part.value}”" if en else f"{field_name(part.field, False)}名称不含“{part.value}”"
    if isinstance(part, Condition) and part.field in ("region_path", "unit", "project_name"):
        values = part.value if isinstance(part.value, tuple) else (part.value,)
        names = _joined([f"《{v}》" if part.field == "project_name" and not en else str(v) for v in values], en)
        return f"other than {names}" if en else f"{names}以外"
    if isinstance(part, Has) and part.subject == "indicators" and _misses(part.where):
        kind = phrase(_without_status(part.where), "indicators", money, en)
        return f"with all {kind.removeprefix('all ')} met" if en else f"{kind.removeprefix('全部')}全部达标"
    if isinstance(part, Has) and (part.op, part.count) == ("ge", 1):
        return _with(part, money, en).replace("with ", "without ", 1) if en else "没" + _with(part, money, en)
    return ("without: " if en else "不属于：") + clause(part, money, en)


def _misses(where: Filter) -> bool:
    return any(isinstance(p, Condition) and p.field == "status" and p.value == MISSED for p in (where.parts if isinstance(where, AllOf) else (where,)))


def _without_status(where: Filter) -> Filter | None:
    kept = tuple(p for p in (where.parts if isinstance(where, AllOf) else (where,)) if not (isinstance(p, Condition) and p.field == "status"))
    return AllOf(parts=kept) if kept else None


def _with(part: Has, money: str, en: bool) -> str:
    """有未达标指标; with 3 or more such."""
    if part.subject == "findings" and isinstance(part.where, Condition):
        rule = RULE.get(str(part.where.value))
        if part.where.op == "present" or rule is None:
            if (part.op, part.count) == ("ge", 1):
                return "with findings" if en else "查出问题"
            many = OPERATORS[part.op]
            return f"with findings ({many.en.format(field='number', value=part.count)})" if en else "查出问题" + many.zh.format(field="数", value=f"{part.count}个")
        return f"with the finding “{rule[1]}”" if en else f"查出“{rule[0]}”"
    inner = phrase(part.where, part.subject, money, en)
    inner = inner if en else inner.removeprefix("全部").replace("未达标的指标", "未达标指标").replace("已完成的指标", "已完成指标")
    if (part.op, part.count) == ("ge", 1):
        return f"with {inner}" if en else f"有{inner}"
    operator = OPERATORS[part.op]
    how_many = operator.zh.format(field="", value=f"{part.count}{COUNTER[part.subject]}")
    return f"with {inner} ({operator.en.format(field='number', value=part.count)})" if en else f"{inner}{how_many}"


def _condition(part: Condition, money: str, en: bool) -> str:
    values = part.value if isinstance(part.value, tuple) else (part.value,)
    if part.field == "status":
        if values == MISSED:
            return _THAT["missed"][en]
        return (" or " if en else "或").join(("that were missed outright" if en else "完全未完成") if v == "missed" else _THAT[str(v)][en] for v in values)
    if part.field in ("deduction", "lost_points") and (part.op, part.value) in _POINTS:
        return _POINTS[part.op, part.value][en]  # type: ignore[index]
    if part.field == "flags":
        return "that went beyond their targets" if en else "超额完成"
    if part.field == "project_lead" and part.op == "person":
        return f"led by {_joined([str(v) for v in values], en)}" if en else f"由{_joined([str(v) for v in values], en)}负责"
    if part.field == "is_sum":
        return "that are no sums" if en else "合计行以外"
    name = field_name(part.field, en)
    if part.field == "target_number" and part.op == "present":
        return "whose target is a number" if en else "目标值为定量数值"
    if part.op in ("missing", "present"):
        filled = part.op == "present"
        return f"{'with' if filled else 'without'} a stated {name}" if en else f"{'填写了' if filled else '未填写'}{name}"
    return f"whose {stated(part, money, en)}" if en else stated(part, money, en)


def stated(part: Condition, money: str, en: bool) -> str:
    """Field, operator and value as one clause."""
    operator = OPERATORS[part.op]
    return (operator.en if en else operator.zh).format(field=field_name(part.field, en), value=_value(part, money, en))


def _value(part: Condition, money: str, en: bool) -> str:
    values = part.value if isinstance(part.value, tuple) else (part.value,)
    spec = FIELDS[part.field]
    said = []
    for v in values[:_SHOWN]:
        if part.field in ("status", "form_type", "rule"):
            said.append(shown(part.field, v, money, en))
        elif isinstance(v, (int, Decimal)) and spec.kind not in ("year", "number", "text"):
            said.append(amount(Decimal(v), spec.kind, money, en))
        else:
            said.append(f"“{v}”" if part.field == "deviation_reason" and part.op in ("in", "eq") else str(v))
    if part.op == "between":
        return (" and " if en else "至").join(said)
    return (" or " if en else "或").join(said) + ((f" and {len(values) - _SHOWN} more" if en else f"等 {len(values)} 个") if len(values) > _SHOWN else "")
