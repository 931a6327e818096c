"""What is to be listed or counted, and of what: the noun that a question asks for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.planner.frame import Frame
from assistant.planner.passed_over import A_KIND
from assistant.planner.span import Span


def subject(frame: Frame, text: str, spans: Sequence[Span]) -> None:
    """What is to be listed or counted: the noun at the question word, else the last one (English: the first)."""
    if any(s.kind == "subject" and s.meaning == "departments" for s in spans):
        if any(s.kind == "subject" and text.startswith("项目支出", s.start) for s in spans):
            frame.sources.append("项目支出")  # a line of the department's budget, not its projects
        if any(s.kind == "subject" and s.meaning == "indicators" for s in spans) and not frame.concepts:
            frame.subject = "indicators"  # 部门整体目标表里有几条指标
            frame.forms = [*(f for f in frame.forms if f != "target"), "department"]
            return
        frame.subject = "departments"
        return
    if frame.subject:
        return
    if _THEY_HAVE.match(text):
        frame.subject = "projects"  # which of them have indicators that were missed
        return
    if any(s.kind in ("ask", "aggregate") and s.meaning in ("list", "count") and "条" in text[s.start : s.end] for s in spans) and not any(s.kind == "subject" and not (s.meaning == "projects" and (frame.projects or text[s.end : s.end + 1] in ("里", "中", "内"))) for s in spans):
        frame.subject = "indicators"  # 哪条, 几条
        return
    if frame.projects and (frame.asks_list or frame.aggregate == "count") and _a_kind_of_theirs(text, spans):
        frame.subject = "indicators"  # 某项目的产出指标有哪些
        return
    nouns = [i for i, s in enumerate(spans) if s.kind == "subject" and s.meaning in ("indicators", "projects", "findings", "documents") and not _of_a_name(frame, spans, i)]
    nouns = [i for i in nouns if not (i and spans[i - 1].kind == "group" and spans[i].meaning == "projects")] or ([] if frame.group else nouns)
    asked = [i for i in nouns if _beside_question_word(spans, i) or _PART_OF_THEM.search(text[: spans[i].start])]
    if asked:
        frame.subject = spans[asked[0]].meaning
    elif nouns:
        frame.subject = spans[nouns[0] if frame.language == "en" else nouns[-1]].meaning
    elif (frame.levels and not frame.concepts) or any(b.concept == "attained" for b in frame.bounds):
        frame.subject = "indicators"


def _a_kind_of_theirs(text: str, spans: Sequence[Span]) -> bool:
    """Whether a kind of indicators is spoken of right behind the projects that have them, and the projects are not what is asked for."""
    said = [s for s in spans if s.kind != "idle" and s.meaning != "all"]
    for n, s in enumerate(said[1:], 1):
        if s.kind == "level" and text[s.start : s.end].endswith("指标") and (said[n - 1].kind, said[n - 1].meaning) == ("subject", "projects"):
            return n < 2 or said[n - 2].is_name
    return False


def _of_a_name(frame: Frame, spans: Sequence[Span], at: int) -> bool:
    """the weight of X in the project 某项目: the noun of what is named is not asked for."""
    return frame.language == "en" and spans[at].meaning == "projects" and any(s.kind == "project" for s in spans[max(0, at - 1) : at + 2])


_THEY_HAVE = re.compile(r"(?:and |but |so )?which of (?:them|(?:these|those|the)(?: [a-z]+)?(?: projects)?) (?:still |also |actually )?(?:have|had|has|contain(?:ed)?|show(?:ed)?) (?=[^?]*indicators)")
_PART_OF_THEM = re.compile(r"(?:百分之(?:几|多少)|几成|(?:多大|多少|什么|多高)(?:的)?比例)的?$")  # 百分之多少的项目有指标没完成


def _beside_question_word(spans: Sequence[Span], at: int) -> bool:
    def asks(s: Span) -> bool:
        return (s.kind == "ask" and s.meaning == "list") or (s.kind == "aggregate" and s.meaning == "count")

    before = next((s for s in reversed(spans[:at]) if s.kind not in ("idle", "year", "region", "amount")), None)
    after = next((s for s in spans[at + 1 : at + 3] if s.kind != "idle"), None)
    return bool((before and asks(before)) or (after and asks(after) and not any(s.kind == "subject" for s in spans[at + 1 : at + 8])))


_THEIR_VALUES = {"target", "actual", "status", "completion", "gap", "attained"}


def level_values(frame: Frame, text: str, spans: Sequence[Span]) -> None:
    """口袋公园的满意度是多少: what its indicators of that level are to reach and reached, not how many there are."""
    as_kinds = any(s.kind == "level" and A_KIND.search(text[s.start : s.end]) for s in spans) and not re.search(r"(?<!总数)是多少|what(?:'s| is| was| are| were)", text)
    nouns = {s.meaning for s in spans if s.kind == "subject"} - {"projects", "departments", "people"}
    filtered = frame.statuses or frame.bounds or frame.blanks or frame.rules or frame.share or frame.against or frame.nothing_missed
    listed = (frame.rank or (frame.asks_list and not re.match(r"what(?:'s| is| are| was| were) the ", text))) and frame.aggregate != "average" and not frame.compare
    asks = frame.asks_value or frame.group or frame.compare or frame.difference or frame.aggregate or frame.indicators or frame.projects
    frame.valued = bool(frame.levels and asks) and not (as_kinds or nouns or filtered or listed) and frame.aggregate in (None, "average") and set(frame.concepts) <= _THEIR_VALUES


OF_THOSE = re.compile(r"最[高低多少大小](?:的)?(?:那|这)?(?:[一两二三四五六七八九十\d]+)?个项目(?:都|分别|各|各自|共)?(?:设|定|有)?(?:了|置|的)*(?:哪些|哪几[个条项]|什么)[^,?]{0,6}指标")  # 得分最高的三个项目有哪些指标


def is_nested(frame: Frame, text: str, spans: Sequence[Span]) -> bool:
    """预算最大的项目有哪些指标没完成: first one project, then its indicators."""
    of_what_was_lost = frame.subject == "indicators" and sum((s.kind, s.meaning) in (("field", "deduction"), ("phrase", "deduction high"), ("ask", "where")) for s in spans) > 1
    if frame.rank is None or not (frame.statuses or of_what_was_lost or OF_THOSE.search(text)) or frame.group:
        return False
    ranked = next((n for n, s in enumerate(spans) if s.kind in ("superlative", "rank", "phrase")), len(spans))
    before, behind = ([noun for s in part if (noun := _noun(s, text))] for part in (spans[:ranked], spans[ranked + 1 :]))
    return behind[:2] == ["projects", "indicators"] or (frame.language == "en" and before[:1] == ["indicators"] and behind[:1] == ["projects"])


def _noun(s: Span, text: str) -> str:
    """The things that a word names: 那个项目 a project, 扣在哪 indicators."""
    if s.kind == "subject":
        return s.meaning
    if s.meaning == "pronoun" and "项目" in text[s.start : s.end]:
        return "projects"
    return "indicators" if (s.kind, s.meaning) == ("ask", "where") else ""
