"""A follow-up of what was listed or counted that has no noun of its own: those of one place (青岚县的是哪几条), which of them is the
lower (低的那个). What it leaves out is put in; when that is asked for is for `conversation` and `answer`. Pure."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.planner.frame import MONEY, NUMERIC, RATES, Frame
from assistant.taking_over import CONDITIONS, SCOPE, scope_said, taken_over
from assistant.talk import Talk

_OWN = ("concepts", "statuses", "bounds", "blanks", "rules", "group", "asked_dimension", "rank", "share", "against", "clauses", "over", "exact", "reason_words", "nothing_missed", "detail", "difference", "growth", "compare", "leftover", "everything", "pronoun", "these", "indicators", "projects", "reports")


def narrows_the_list(frame: Frame, last: Frame) -> bool:
    """青岚县的是哪几条, 2024年占几个, 两家加起来多少条, after indicators or projects that something is said of: those of them there."""
    listed = last.subject in ("indicators", "projects") and last.aggregate in (None, "count") and not (last.share or last.compare or last.difference or last.asked_dimension)
    some = any(getattr(last, name) for name in CONDITIONS) or bool(scope_said(last) - {"forms"})
    same = frame.subject in (None, last.subject) and not frame.named_subject
    return listed and some and same and bool(scope_said(frame)) and (frame.asks_list or frame.aggregate == "count") and not any(getattr(frame, name) for name in _OWN)


def those_of(frame: Frame, talk: Talk) -> Frame | None:
    """Which are those in 青岚县; and those of 2023, after something was asked of the ones of 2022: of the list that was told first."""
    if frame.language != "en" or not (frame.these or frame.pronoun) or talk.last is None:
        return None
    alone = replace(frame, these=False, pronoun=False, asks_list=frame.asks_list or frame.also)
    of = talk.base if talk.last.reports and talk.base is not None else talk.last
    return narrowed_to(alone, of) if _THOSE.intersection({frame.subject}) and narrows_the_list(alone, of) else None


_THOSE = {None, "indicators", "projects"}


def narrowed_to(frame: Frame, last: Frame) -> Frame:
    narrowed = taken_over(replace(frame, subject=None), last, (*SCOPE, *CONDITIONS, "subject", "rank"))
    return replace(narrowed, also=False)


def tells_whose(frame: Frame, last: Frame) -> bool:
    """分别是哪个项目的, after indicators: their list says it."""
    of_indicators = last.subject == "indicators" or (last.subject is None and bool(last.statuses or last.indicators))
    listed = of_indicators and last.aggregate in (None, "count") and not (last.share or last.group or last.compare or last.difference or last.asked_dimension)
    return listed and frame.each and frame.subject == "projects" and frame.asks_list and not scope_said(frame) and not any(getattr(frame, name) for name in _OWN)


def found_there(frame: Frame, last: Frame) -> bool:
    """总分不对的是哪个, after the projects of a county: of those, not of all."""
    placed = scope_said(last) & {"regions", "units", "years"} and not (last.projects or last.reports or last.rules)
    own = [name for name in _OWN if name not in ("rules", "checked") and getattr(frame, name)]
    return bool(frame.rules and placed and frame.asks_list and not (frame.named_subject or frame.aggregate or scope_said(frame) or own))


_WAY = {"低": "低", "少": "低", "小": "低", "差": "低", "慢": "低", "高": "高", "多": "高", "大": "高", "好": "高", "快": "高"}
_THE_LESS = re.compile(r"^(?:那么?|其中)?(?P<of>[^,?的最更比]{0,6}?)(?:更|较|比较)?(?P<way>[低少小差慢高多大好快])(?:一?点|一?些)?的(?:那|这)?(?:一)?(?:个|家)?(?:的)?(?:项目|单位)?(?!放|排|列|靠|往|优先|先|在前|在后|几|有)(?P<rest>[^?]*)")
_THE_LESS_EN = re.compile(r"(?i)(?<![a-z])the (?P<way>lower|smaller|worse|weaker|higher|larger|bigger|better|greater)(?:[- ](?P<of>scoring|budget|spending))? (?:one|project|of the two|of them)(?: of the two)?(?![a-z])")
_SAID = {"得分": "score", "分": "score", "分数": "score", "评分": "score", "自评得分": "score", "预算": "budget", "执行率": "execution_rate", "预算执行率": "execution_rate", "支出": "executed", "花钱": "executed", "钱": "budget"}
_IN_WORDS = {"score": "得分", "budget": "预算", "full_year": "预算", "initial": "年初预算", "executed": "执行数", "execution_rate": "执行率", "unspent": "未执行资金", "completion_rate": "指标完成率", "deduction": "扣分"}
_IN_ENGLISH = {"score": "score", "budget": "budget", "full_year": "budget", "initial": "initial budget", "executed": "spending", "execution_rate": "execution rate", "unspent": "unspent money", "completion_rate": "completion rate"}


def in_full(question: str, talk: Talk) -> str:
    """低的那个的满意度, the lower one: with the number by which it is, which the question before asked for; as it is where it points
    at nothing that was told."""
    many = _how_many_told(talk)
    if talk.last is None or many < 2:
        return question
    of_those = "其中" if len(talk.focus) == many else f"那{many}个里"
    if m := _THE_LESS.match(question):
        number = _SAID.get(m["of"]) if m["of"] else _told(talk.last)
        if number in _IN_WORDS:
            rest = m["rest"].strip("?？ ").removeprefix("的") if m["rest"].strip("呢?？ ") else "是哪个"
            return f"{of_those}{_IN_WORDS[number]}最{_WAY[m['way']]}的项目{'' if rest == '是哪个' else '的' * bool(re.match('没|未|[^哪有]', rest))}{rest}"
    return question


def which_and_it(question: str, talk: Talk) -> tuple[str, str] | None:
    """which indicators did the lower one miss: which of the two that is, and what is asked of it."""
    m = _THE_LESS_EN.search(question)
    if m is None or talk.last is None or _how_many_told(talk) < 2:
        return None
    number = {"scoring": "score", "budget": "budget", "spending": "executed"}.get((m["of"] or "").lower(), _told(talk.last))
    if number not in _IN_ENGLISH:
        return None
    end = "lowest" if m["way"].lower() in ("lower", "smaller", "worse", "weaker") else "highest"
    of_those = "of those two projects" if _how_many_told(talk) == 2 else "of these projects"
    behind = question[m.end() :]
    return f"which {of_those} has the {end} {_IN_ENGLISH[number]}?", f"{question[: m.start()]}{'its' if behind.startswith(chr(39) + 's') else 'it'}{behind.removeprefix(chr(39) + 's')}"


def _how_many_told(talk: Talk) -> int:
    """Projects of the last list, or those that were spoken of one after the other."""
    told = {x.report_id for x in (talk.shown or talk.outer) if x.report_id is not None and not x.level3} or set(talk.focus)
    return max(len(told), len({x.report_id for x in talk.recent[-2:] if x.report_id is not None}))


def _told(last: Frame) -> str | None:
    """The number that was told of each; points, where there was none."""
    numbers = [*(c for c in last.concepts if c in NUMERIC), *([last.rank.concept] if last.rank and last.rank.concept in NUMERIC else [])]
    known = [c for c in numbers if c in MONEY | RATES | {"score", "deduction"}]
    return known[-1] if known else None if numbers else "score"
