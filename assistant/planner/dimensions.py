"""What a question's dimensions do: units, regions, years, persons that are grouped by (各单位), asked for (哪些单位, …的单位), or only
say whose things are meant. Fills `group`, `asked_dimension` and `bound_of_groups` of a frame; pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.planner.frame import COUNTS, MONEY, NUMERIC, POINTS, RATES, Frame
from assistant.planner.held import REST
from assistant.planner.span import Span
from assistant.planner.than_before import held_to_before

_EACH = re.compile(r"^(?:各|每|逐|[两三四五]个?年|历年|年年|(?:yearly|annually|year by year|over)|(?:.{0,2}等[级次]|档次|评级|优良中差)的?(?:分布|构成|结构|组成|格局|情况))")
_SO_MANY = re.compile(r"[两二三四五六七八九十]个|(?:two|three|four|five) ")  # 三个地区对比
_WHICH_OF_EACH = re.compile(r"(?:分别|各自?)(?:又)?(?:是|为|叫)(?:哪|谁)")  # 每年平均得分最高的地区分别是哪个
_WHICH = re.compile(r"^(?:哪|谁|几年|(?:which|what) )")

_UNITS = ("implementing_unit", "preparing_unit", "competent_department", "organization")


def dimension(frame: Frame, text: str, spans: Sequence[Span], at: int) -> None:
    s, said = spans[at], text[spans[at].start : spans[at].end]
    before = next((spans[i] for i in range(at - 1, max(-1, at - 4), -1) if not (spans[i].kind in ("idle", "year") or spans[i].is_name)), None)
    after = next((spans[i] for i in range(at + 1, min(len(spans), at + 4)) if spans[i].kind != "idle"), None)
    if s.meaning == "status" and next((x.kind for x in spans[at + 1 :] if x.kind != "idle"), "") == "status":
        return  # 状态为已完成
    if s.meaning == "unit" and _columns(frame, text, spans, at):
        frame.asks_list = True
        return  # 请列明单位和项目名称: what the list is to show
    named_one_by_one = frame.rank is not None and _WHICH_OF_EACH.match(text, s.end) is not None
    each = _EACH.match(said) or (before and before.kind == "group") or (after and after.kind == "group" and not named_one_by_one)
    each = each or (_SO_MANY.match(said) and (frame.compare or frame.difference or frame.each))
    each = each or _named_beside(frame, text, spans, at) or (s.meaning in ("level1", "level2") and _told_one_by_one(spans))
    each = each and not (s.meaning == "unit" and frame.group and _so_many_of_them(text, spans, at))  # 每个地区的单位各有几家
    asked = (before and (before.kind == "ask" or before.meaning in ("count", "distinct"))) or (after and (after.kind, after.meaning) in (("ask", "list"), ("aggregate", "count")))
    asked = asked or named_one_by_one or (s.meaning == "unit" and _so_many_of_them(text, spans, at))
    which = _WHICH.match(said) or asked or _is_head(frame, text, s)
    if which and s.meaning == "level1" and any(x.kind == "field" and x.meaning not in NUMERIC for x in spans[max(0, at - 3) : at]):
        return  # 资金性质属于哪一类: how the field is asked for
    if which and s.meaning == "unit" and s.end == len(text) and frame.rank is None and any(x.kind == "field" and x.meaning in _UNITS for x in spans[max(0, at - 2) : at]):
        return  # 实施单位是哪家
    if which and re.match(r"的(?:哪些|哪几个)?(?:项目|指标)(?!完成率|(?:个?数量?)?(?:都|还)?(?:不止|超过|多于|多过|大于|少于|不足|不到|不超过|至少有?|仅有?|只有|有)?(?:\d+|[一两二三四五六七八九十]+)个)", text[s.end :]) and frame.rank is None and frame.aggregate is None:
        frame.asks_list = True
        return  # 哪些单位的项目: the projects are asked for
    things = not frame.statuses and any(x.kind == "subject" and x.meaning in ("projects", "indicators") for x in spans[at + 1 :])
    ranked = frame.rank is not None and s.meaning != "status" and not things
    of_one = len(frame.projects) == 1 and frame.projects[0].exact and len(frame.projects[0].tiers[0]) == 1 and not (each or frame.rank or frame.group or frame.aggregate or frame.statuses or frame.bounds)
    if of_one and s.meaning in _TOLD_OF_ONE:
        frame.concepts.append(_TOLD_OF_ONE[s.meaning])
        return  # 某项目的类别和属性, 是哪个单位填报的
    if each or (said == "units" and frame.aggregate == "average"):
        frame.group.append(s.meaning)
    elif which or (ranked and not frame.asked_dimension) or _held(frame, text, spans, at) or s.meaning == "source" or (s.meaning in ("level1", "level2") and frame.aggregate == "count"):
        if which and frame.rank and frame.asked_dimension and frame.asked_dimension != s.meaning:
            frame.group.append(frame.asked_dimension)  # 哪个地区哪一年得分最低
            frame.jointly = True
        frame.asked_dimension = s.meaning
        if said.startswith("几年"):
            frame.aggregate = "count"
        frame.bound_of_groups = _bounds_groups(frame, text, spans, s.meaning)


_TOLD_OF_ONE = {"project_category": "category", "unit": "preparing_unit"}


def _so_many_of_them(text: str, spans: Sequence[Span], at: int) -> bool:
    """参与自评的单位某市有几家: names lie between."""
    after = next((x for x in spans[at + 1 :] if x.kind != "idle" and not x.is_name and (x.kind, x.meaning) != ("group", "each")), None)
    return after is not None and (after.kind, after.meaning) == ("aggregate", "count") and "家" in text[after.start : after.end]


_EACH_OF = re.compile(r"(?:各|每)(?:个|一|一个|家|地|市县|县区)?(?:的)?$")


_SO_MANY_EACH = re.compile(r"[两二三四五六七八九十\d]个项目(?!指标)[^,?]*(?:分别|各(?:是|有|为|自|多少|几))")
_OVER_SO_MANY = re.compile(r"[两三四五几]年(?:来|间|的)?[^,?]{0,8}(?:变化|变动|走势|趋势|增减)")


def each_of_a_kind(frame: Frame, text: str) -> None:
    """各民政局的预算: the offices of that name one by one; 两个项目的预算分别是多少: the projects."""
    asks = set(frame.concepts) & NUMERIC and not (frame.group or frame.rank or frame.bounds or frame.statuses)
    if asks and len(frame.projects) < 2 and _SO_MANY_EACH.search(text):
        frame.group.append("project_name")
    elif asks and frame.concepts == ["adjusted"] and not frame.years and _OVER_SO_MANY.search(text):
        frame.concepts, frame.group = ["budget"], ["fiscal_year"]  # 两年预算变化
    if not frame.group and any(len(link.tiers[0]) > 1 and _EACH_OF.search(text[: link.start]) for link in frame.units):
        frame.group.append("unit")


def _told_one_by_one(spans: Sequence[Span]) -> bool:
    """一级指标得分率,逐个给一下: "each" with no noun of its own behind it."""
    at = next((i for i, s in enumerate(spans) if (s.kind, s.meaning) == ("group", "each")), None)
    return at is not None and not any(s.is_name or s.kind in ("subject", "dimension", "level") for s in spans[at + 1 :])


_BESIDE = re.compile(r"[和与及、/,×x*]|以及|,? ?(?:and|&)(?: by)? ")


def _named_beside(frame: Frame, text: str, spans: Sequence[Span], at: int) -> bool:
    """按年度和地区: the second of two by which it is to be told."""
    before = next((s for s in reversed(spans[:at]) if s.kind == "dimension" or (s.kind, s.meaning) == ("group", "trend")), None)
    return before is not None and {before.meaning, "fiscal_year" if before.meaning == "trend" else ""} & {*frame.group} != set() and bool(_BESIDE.fullmatch(text[before.end : spans[at].start]))


_AND_PROJECT = re.compile(r"(?:的)?(?:名称|名字|全称|名)?(?:[和与及、,]|以及|跟|还有)(?:其|它的|对应的?|所属的?)?项目(?:的)?(?:名称|名字|全称|名)?(?!数|个数|总|多少|有几)")
_PROJECT_AND = re.compile(r"项目(?:的)?(?:名称|名字|全称|名)?(?:[和与及、,]|以及|跟|还有)(?:其|它的|对应的?|所属的?|所在的?)?$")


def _columns(frame: Frame, text: str, spans: Sequence[Span], at: int) -> bool:
    """Projects are asked for, and beside 单位 their names are."""
    told = any((x.kind, x.meaning) == ("subject", "projects") for x in spans)
    held_to = frame.bounds or frame.statuses or frame.blanks or frame.rules or frame.rank
    beside = _AND_PROJECT.match(text, spans[at].end) or _PROJECT_AND.search(text[: spans[at].start])
    asked = any((x.kind, x.meaning) == ("ask", "list") for x in spans) and frame.aggregate is None
    return bool(told and held_to and beside and asked) and not re.search(r"[各每]|分别|按单位", text)


_IN_BRACKETS = re.compile(r"\([^()]*\)$")  # …的地区(跟2023年比)
_LED_BY = re.compile(r"(?:(?:please |show me |list |find |name )?(?:all |the |any )*)$")
_FOLLOWED_BY = re.compile(r" (?:with|where|that|whose|which|having|in which)(?![a-z])")


def _is_head(frame: Frame, text: str, s: Span) -> bool:
    """执行率低于85%的单位, regions where quality indicators were missed: they are asked for, not their projects."""
    if not (frame.bounds or frame.statuses or frame.blanks or frame.grades or held_to_before(text) or len(frame.years) == 2) or frame.rank or frame.over:
        return False
    if frame.language == "en":
        return bool(_LED_BY.fullmatch(text[: s.start]) and _FOLLOWED_BY.match(text, s.end))
    return _IN_BRACKETS.sub("", text[s.end :]).strip(" ,?") in ("", "有", "呢") and text[: s.start].endswith("的")


def _held(frame: Frame, text: str, spans: Sequence[Span], at: int) -> bool:
    """未完成指标达到5条的单位: those whose number fits, although no "which" is said."""
    of_groups = any(b.concept in {"count", *COUNTS} for b in frame.bounds) or (bool(frame.bounds) and frame.aggregate in ("average", "sum"))
    nouns = [s.meaning for s in spans[at + 1 :] if s.kind == "subject"]
    many = any(b.concept == "count" and b.of == "projects" for b in frame.bounds)  # 报了多个项目的单位
    before = next((s for s in reversed(spans[:at]) if s.kind != "idle"), None)
    of_groups |= bool(frame.against) and text.rstrip("?").endswith(text[spans[at].start : spans[at].end])  # 高于平均分的地区
    of_groups |= before is not None and before.kind == "comparison" and _bounds_groups(frame, text, spans, spans[at].meaning)
    return of_groups and spans[at].meaning in ("unit", "region", "project_lead") and (frame.language == "en" or many or "projects" not in nouns)


_AS_A_WHOLE = re.compile(r"整体|总体|合计|总计|总额|总量|总(?=预算|支出|执行|花|投入|资金|金额|经费)|平均|(?<![a-z])(?:overall|total|combined|average)(?![a-z])")


_OF_A_WHOLE = MONEY | {"execution_rate"}  # 预算超过500万元的单位: all that it has, where no projects are spoken of


def _bounds_groups(frame: Frame, text: str, spans: Sequence[Span], dimension: str) -> bool:
    """总预算超过500万元的地区, 整体执行率低于80%的单位: all of its projects are held against the number together."""
    if [b.concept in COUNTS for b in frame.bounds] == [True]:
        return not any(s.kind == "subject" and s.meaning == "projects" for s in spans)  # 指标数超过5个的单位
    if [b.concept for b in frame.bounds] == ["completion_rate"] and dimension in ("unit", "region", "project_lead"):
        return not any(s.kind == "subject" and s.meaning == "projects" for s in spans)  # 完成率低于80%的单位: over all of its indicators
    one = [b for b in frame.bounds if b.concept in MONEY | POINTS | RATES and b.of in ("", REST)]
    each = any(s.kind == "subject" and s.meaning in ("projects", "indicators") for s in spans)
    return len(one) == len(frame.bounds) == 1 and (bool(_AS_A_WHOLE.search(text)) or (dimension == "region" and not each) or (not each and one[0].concept in _OF_A_WHOLE))
