"""Words of one meaning fill their slot: statuses, levels, how a number is made, what is asked for, what a follow-up points at.

What several words say together is for `reading`. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from assistant.planner.frame import Bound, Frame
from assistant.planner.held import REST
from assistant.planner.span import Span

# words that do nothing but say something is so
_SAYS_SO: dict[tuple[str, str], tuple[str, ...]] = {
    ("aggregate", "share"): ("share",), ("aggregate", "difference"): ("difference",), ("aggregate", "compare"): ("compare",),
    ("aggregate", "missed_share"): ("share",), ("aggregate", "over_sums"): ("over_sums",), ("aggregate", "growth"): ("growth", "compare"), ("aggregate", "times"): ("times", "compare"), ("aggregate", "range"): ("spread",),
    ("ask", "list"): ("asks_list",), ("ask", "value"): ("asks_value",), ("ask", "detail"): ("detail",),
    ("scope", "all"): ("everything",), ("scope", "nothing_missed"): ("nothing_missed",), ("scope", "none_met"): ("none_met",), ("scope", "this_document"): ("this_document",),
    ("scope", "doubtful"): ("doubtful",),
    ("follow", "these"): ("these",), ("follow", "also"): ("also",), ("follow", "not_this"): ("not_this",), ("follow", "year_before"): ("year_before", "also"), ("follow", "year_after"): ("year_after", "also"),
    ("group", "each"): ("each",), ("subject", "people"): ("people",),
}  # fmt: skip
_FORMS = {"self_evaluation": "self", "target_form_of_projects": "project_target", "target_form": "target", "monitoring": "monitoring"}
_GRADES = {"良以下": ("良", "中", "差")}
_KINDS_ADDED = {"status": "statuses", "source": "sources"}


def words(frame: Frame, text: str, spans: Sequence[Span]) -> None:
    for at, s in enumerate(spans):
        for slot in _SAYS_SO.get((s.kind, s.meaning), ()):
            setattr(frame, slot, True)
        if s.kind in _KINDS_ADDED:
            getattr(frame, _KINDS_ADDED[s.kind]).append(s.meaning)
        frame.having_sources |= s.kind == "source" and _had_by_projects(s, text)
        if _counts_what_is_measured(frame, spans, at):
            frame.aggregate, frame.asks_value = stronger(frame.aggregate, "sum"), True
        elif not _counts_points(spans, at, text):
            _number(frame, s)
        _asked_how(frame, text, s)
        match (s.kind, s.meaning):
            case ("level", level) if level not in frame.excluded_levels:
                frame.levels.append(level)
            case ("scope", form) if form in _FORMS:
                frame.forms.append(_FORMS[form])
            case ("graded", "各等"):
                frame.group.append("grade")
            case ("graded", grade):
                frame.grades += _GRADES.get(grade, (grade,))
            case ("and", "baseline") if not any(x.kind == "held" or x.meaning.startswith("adjusted") for x in spans):
                frame.leftover.append(text[s.start : s.end])  # a budget compared with the initial one
            case ("refuse", _):
                frame.leftover.append(text[s.start : s.end])
                frame.refused = True
            case ("status", "late"):
                _late(frame, spans)
            case ("follow", "pronoun"):
                frame.pronoun |= not _of_this_sentence(s, text, spans)
                if "indicator" in text[s.start : s.end] and not _projects_asked_before(spans, at):
                    frame.subject = frame.subject or "indicators"  # how many of its indicators fell short
            case ("or", _):
                frame.either |= not _between_names(at, spans)
    _average_of_points(frame, text, spans)
    _what_was_reached(frame, spans)
    _full_although_missed(frame, text, spans)


def _projects_asked_before(spans: Sequence[Span], at: int) -> bool:
    """Which projects scored over 90 while their indicators were not met: projects."""
    said = [s for s in spans[:at] if s.kind not in ("idle", "year", "region")]
    return any(a.kind == "ask" and a.meaning == "list" and (b.kind, b.meaning) == ("subject", "projects") for a, b in pairwise(said))


def _average_of_points(frame: Frame, text: str, spans: Sequence[Span]) -> None:
    """有指标没完成的项目均分: of scores, whatever narrows them."""
    said = any((s.kind, s.meaning) == ("aggregate", "average") and text[s.start : s.end].endswith(("均分", "分数")) for s in spans)
    if said and not frame.against and (frame.statuses or frame.rank) and not (frame.rank and frame.rank.concept) and "score" not in frame.concepts:
        frame.concepts.append("score")


def _late(frame: Frame, spans: Sequence[Span]) -> None:
    """开工时间拖了: that indicator was missed; where none is named, one of those that say by when."""
    frame.statuses = ["missed" if s == "late" else s for s in frame.statuses]
    if not frame.indicators and not any(s.kind == "level" for s in spans):
        frame.levels.append("时效")


def _what_was_reached(frame: Frame, spans: Sequence[Span]) -> None:
    """Which targets did they reach; what rate did they reach: only of indicators is a target met by it."""
    if any(s.kind == "reached" for s in spans):
        of_indicators = any((s.kind, s.meaning) == ("subject", "indicators") for s in spans) and not any(s.kind == "field" and s.meaning != "target" for s in spans)
        frame.statuses += ["met"] * of_indicators


_TO_IT = re.compile(r" ?(?:(?:to|for|on|with) )?(?:an? |any |the |some )?(?:indicators?|targets?) (?:(?:that|which) )?")


def _full_although_missed(frame: Frame, text: str, spans: Sequence[Span]) -> None:
    """没实现还拿满分, full marks to an indicator that missed its target: both said of one indicator, whatever is listed."""
    said = [s for s in spans if s.kind in ("status", "subject") or (s.kind == "ask" and s.meaning == "boolean")]
    for one, other in pairwise(said):
        full_behind = (one.meaning, other.meaning) == ("missed", "full_score") and not re.search(r"[有,的]|存在", text[one.end : other.start])
        if full_behind or ((one.meaning, other.kind) == ("full_score", "subject") and _TO_IT.match(text, one.end)):
            frame.statuses = [s for s in frame.statuses if s not in ("missed", "full_score")] + ["missed_full_score"]


def _number(frame: Frame, s: Span) -> None:
    """How a number is made, and numbers that a word holds in itself (花完: a rate of 100 %)."""
    match (s.kind, s.meaning):
        case ("aggregate", "average") if frame.against:
            pass  # 低于甲市平均分
        case ("aggregate", "average" | "sum" | "count" | "distinct" as fn):
            frame.aggregate = stronger(frame.aggregate, fn)
        case ("aggregate", "median"):
            frame.aggregate, frame.median = "average", True
        case ("aggregate", "missed_share"):
            frame.statuses.append("missed")
            frame.subject = frame.subject or "indicators"
        case ("aggregate", "unspent_share") if any(b.of == REST for b in frame.bounds):
            pass  # 结余率超过30%: a rate of execution under 70 %
        case ("aggregate", "unspent_share"):
            frame.share, frame.concepts = True, ["unspent", "budget"]
        case ("spent", spent):
            frame.bounds.append(Bound("execution_rate", "ge" if spent == "all" else "lt", Decimal(100)))
        case ("held", said):
            concept, op, *value = said.split()
            frame.bounds.append(Bound(concept, op, Decimal(value[0]) if value else Decimal(0)))


def _asked_how(frame: Frame, text: str, s: Span) -> None:
    """In what unit, in what order, how a thing went."""
    match (s.kind, s.meaning):
        case ("money", "wan" | "million" | "yi" | "yuan" as unit):
            frame.money, frame.asks_value = unit, True
        case ("percent", _):
            frame.asks_value = True
        case ("ask", "kind") if re.match(r"怎|如何|咋", text[s.start : s.end]) and not frame.concepts:
            frame.detail = True
        case ("ask", "where"):  # 扣分扣在哪: the indicators that lost points
            frame.asks_list, frame.subject = True, "indicators"
            frame.concepts = [*frame.concepts, "deduction"]
        case ("order", "descending" | "ascending" as sort):
            frame.sort = sort


def _counts_what_is_measured(frame: Frame, spans: Sequence[Span], at: int) -> bool:
    """How many kilometres were built, of an indicator that is named: what it reached, added up."""
    counts = (spans[at].kind, spans[at].meaning) == ("aggregate", "count")
    return counts and bool(frame.indicators) and at + 1 < len(spans) and (spans[at + 1].kind, spans[at + 1].meaning) == ("idle", "measures")


def _counts_points(spans: Sequence[Span], at: int, text: str) -> bool:
    """How many points were deducted: the number itself is asked for, nothing is counted."""
    after = next((s for s in spans[at + 1 :] if s.kind != "idle"), None)
    counts = (spans[at].kind, spans[at].meaning) == ("aggregate", "count")
    return counts and after is not None and after.kind == "field" and bool(re.match(r"(?:points?|marks?)(?![a-z])", text[after.start :]))


def _between_names(at: int, spans: Sequence[Span]) -> bool:
    """甲市或乙县: one place or the other, not one condition or the other."""
    before = next((s.kind for s in reversed(spans[:at]) if s.kind != "idle"), "")
    behind = next((s.kind for s in spans[at + 1 :] if s.kind != "idle"), "")
    return before == behind and before in ("region", "unit", "project", "year", "level", "lead", "indicator")


_HAVING = re.compile(r"(?:[有含获得享用]|使用|动用|用|涉及|安排)[了到过]?$|(?:with|have|has|had|having|us(?:e|es|ed)|dr(?:aw|ew|awn|aws) on|rel(?:y|ies|ied) on|receiv(?:e|es|ed|ing)|using|(?:co-?)?(?:funded|financed|paid|supported|backed|sponsored)(?: (?:partly|in part|also))? (?:by|from|with|through|out of))(?: any| some)?\s*$")


def _had_by_projects(s: Span, text: str) -> bool:
    """有财政拨款的项目, 有其他资金且执行率低于80%的, projects with fiscal funds."""
    return bool(_HAVING.search(text[: s.start])) and bool(re.match(r"(?:资金|经费)?(?:$|[(?]|的(?!金额|数额|钱|预算|支出|执行|数)|,|、|而且|并且|且|但是?|同时|并|又|而|却|还)", text[s.end :]) or re.search(r"projects? (?:that )?\w+(?: \w+)?(?: any| some)?\s*$", text[: s.start]))


_CLAUSE_WORD = "that"
_OF_THE_MOST = re.compile(r"(?:得?分数?|预算|执行率|得分率)?的?")


_OF_ITS_OWN = re.compile(r"(?:该|本|其)(?:项目|单位|部门)?的?")
_SUCH_ONES = re.compile(r"(?:这样|这种|此类|这类|如此)的?(?:项目|单位)|的(?:项目|单位)(?:有|是|$|[,?])|哪(?:些|几个)(?:项目|单位)")


def _in_apposition(pronoun: Span, text: str, spans: Sequence[Span]) -> bool:
    """满意度这类指标, 产出、效益这些一级指标, 改造户数这一项: of what stands right before; 占到该项目指标的三成的项目: of each one."""
    said = text[pronoun.start : pronoun.end]
    if re.match("这|那", said) and any(s.end == pronoun.start and (s.is_name or s.kind in ("level", "dimension", "source", "category", "status")) for s in spans):
        return True
    return bool(_OF_ITS_OWN.fullmatch(said) and _SUCH_ONES.search(text, pronoun.end))


_OF_A_CLAUSE = re.compile(r"(?<![a-z])(?:though|although|while|whilst|because|since|as|if|when|where|that|yet|but|unless|whereas) $")


def _of_this_sentence(pronoun: Span, text: str, spans: Sequence[Span]) -> bool:
    """Which projects missed their targets: "their" speaks of the projects just named."""
    said = text[pronoun.start : pronoun.end]
    if any(s.kind in ("superlative", "rank", "phrase") and s.end <= pronoun.start and _OF_THE_MOST.fullmatch(text[s.end : pronoun.start]) for s in spans):
        return True  # 预算最大的那个项目
    if _in_apposition(pronoun, text, spans):
        return True
    if said == _CLAUSE_WORD and not text[pronoun.end :].strip(" ?"):
        return False  # how many projects is that
    if said != _CLAUSE_WORD and not re.match(r"(?:its|their|them|they|其)", said):
        return False
    if said == "they" and not _OF_A_CLAUSE.search(text[: pronoun.start]) and re.match(r" (?:have|had|get|got|miss|spend|lose|score)", text[pronoun.end :]) and all(s.meaning == "indicators" for s in spans if s.end <= pronoun.start and s.kind == "subject"):
        return False  # how many missed indicators do they have
    named = [s for s in spans if s.end <= pronoun.start and (s.kind in ("subject", "dimension") or s.is_name)]
    return bool(named)


def stronger(old: str | None, new: str) -> str:
    """一共有多少个: counted, not added up; 平均合计: averaged."""
    rank = {"sum": 0, "distinct": 1, "count": 2, "average": 3}
    return new if old is None or rank[new] > rank[old] else old
