"""What no reading of a question covers and yet says something, in the asker's own words. Decides nothing about it. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.lexicon import light
from assistant.planner.span import Span
from assistant.planner.spans import PARTICLES, PREPOSITIONS

_NOTHING = re.compile(r"[\s,.?!:、()\-—~/'’·…|+*#&%@^=<>_]+")
DENIALS = {"没", "没有", "未", "不", "无", "not"}
_COUNTED = re.compile(r"^[场册次人户亩台套辆栋座口张件份处间名期](?=..)")
_LONE_MEASURE = re.compile(r"万(?:吨|人次?|户|亩|册|平方米|立方米|件|元|公里)|[场册次户亩台套辆栋座口张件份处间名期人头所块盏株棵吨米]|场次|人次|户次|平米|公里|公顷|家次|户数")
_CLAUSE_ENDS = re.compile(r"$|[,?]|[呢啊呀]?[,?]?$")
_A_VERB = 2
_DONE_SO_MUCH = re.compile(r"了?(?:多少|几)|[得的]最[高低多少]")
_NO_VERB = re.compile(r"[员者众民额价线]$")  # 会员多少名
_OF_A_KIND = ("单位", "部门", "机构", "时间", "地点", "方式")
_A_NAME = re.compile(r"[一-鿿]{2,}")
_OF_A_BODY = re.compile(r"(?:局|厅|委员会|办公室|中心|医院|学院|大学|中学|小学|公司|街道|[市县区州镇乡])(?![长里内面间部域])")


def leftovers(text: str, spans: Sequence[Span]) -> tuple[list[str], list[str]]:
    """What no reading covers and yet says something: what stands alone, and what is only joined to something else by "and"
    (负责人和施工单位). A single character is shown with the idle one beside it that may make it a word (市长, 条例)."""
    idle = {s.start for s in spans if s.kind == "idle" and s.end - s.start == 1 and text[s.start] not in PARTICLES}
    covered = [False] * len(text)
    for span in spans:
        covered[span.start : span.end] = [True] * (span.end - span.start)
    said_first = _introduction(text, spans)
    covered[:said_first] = [True] * said_first
    alone: list[str] = []
    joined: list[str] = []
    weak = True  # whether all that stands alone is too weak to narrow anything
    at = 0
    while at < len(text):
        if covered[at]:
            at += 1
            continue
        end = at
        while end < len(text) and not covered[end]:
            end += 1
        start, end = _whole_word(text, spans, at, end)
        piece = _NOTHING.sub(" ", text[start:end]).strip()
        if len(piece) == 1 and piece > "\u2e80" and end - start == 1:  # no punctuation beside it
            piece = (text[at - 1] if at - 1 in idle else "") + piece + (text[end] if end in idle and at - 1 not in idle else "")
        if len(piece.replace(" ", "")) > 1 or piece > "\u2e80" or piece in ("÷", "×"):
            (joined if _joined(text, start, end) else alone).append(piece)
            weak &= light().fullmatch(piece) is not None and not _describes(text, end, spans)
        at = max(end, at + 1)
    made = _made_of_idle_ones(text, spans)
    weak &= all(light().fullmatch(word) for word in made)
    return ([] if weak else alone + made), joined


_OF_A_NOUN = re.compile(r"[的类型性式级 ]*")


def _describes(text: str, end: int, spans: Sequence[Span]) -> bool:
    """在办三级指标, single projects: before a noun the weakest word says which of them."""
    at = _OF_A_NOUN.match(text, end).end()  # type: ignore[union-attr]
    return any(s.start == at and s.kind in ("subject", "level", "indicator", "status") for s in spans)


_INTRODUCES = re.compile(r"[^,?:]{2,20}:")
_RESTRICTS = re.compile(r"按|除|以|只|仅|单|不|没|非|限|排|扣|\d")


def _introduction(text: str, spans: Sequence[Span]) -> int:
    """听证之前先摸个底:… : where what is said before a colon ends, if nothing in it names, restricts or asks."""
    m = _INTRODUCES.match(text)
    if m is None or _RESTRICTS.search(m[0]) or any(s.start < m.end() and s.kind not in ("idle", "ask", "follow") for s in spans):
        return 0
    return m.end()


def _whole_word(text: str, spans: Sequence[Span], start: int, end: int) -> tuple[int, int]:
    """With the number before it (九月) and the noun behind it (施工单位), without a measure word (多少场讲座)."""
    before = next((s for s in spans if s.end == start), None)
    after = next((s for s in spans if s.start == end), None)
    if before and before.kind == "amount" and text[start] in "月日号":
        start = before.start
    elif before and re.search(r"(?:多少|几)$", text[before.start : before.end]) and _COUNTED.match(text[start:end]):
        start += 1
    elif before and re.search(r"(?:多少|几)$", text[before.start : before.end]) and _LONE_MEASURE.fullmatch(text[start:end]) and _CLAUSE_ENDS.match(text, end) and any(s.kind == "indicator" for s in spans):
        start = end  # 比目标少了多少户, 加起来是多少场: of the indicator named
    if end - start <= _A_VERB and _DONE_SO_MUCH.match(text, end) and any(s.kind == "indicator" for s in spans) and not DENIALS & set(text[start:end]) and not _NO_VERB.search(text[start:end]):
        start = end  # 聘了多少人, 发得最高: what is done to what the named indicator counts
    if after and (text[start:end].strip() in DENIALS or (after.kind == "amount" and re.search(r"[a-z]$", text[start:end]))):
        end = after.end  # 没有项目, q3
    if _A_NAME.fullmatch(text[start:end]) and (body := _OF_A_BODY.match(text, end)):
        end = body.end()  # 审计局, 南京市: a body or place that no report names
    if after and text[after.start : after.end] in _OF_A_KIND and re.search(r"\w", text[start:end]):
        end = after.end
    return start, end


def _joined(text: str, start: int, end: int) -> bool:
    """Whether "and" stands before it or behind it."""
    return bool(re.search(r"(?:[和与、跟]|(?<![涉提顾普谈述论触])及|以及|(?<![a-z])and ?)$", text[:start]) or re.match(r"[和与及、跟]|以及| ?and(?![a-z])", text[end:]))


def _made_of_idle_ones(text: str, spans: Sequence[Span]) -> list[str]:
    """中位数 is no 中, 位 and 数: idle characters side by side, which are no particles, are a word that nobody knows."""
    idle = [s for s in spans if s.kind == "idle" and s.end - s.start == 1 and text[s.start] > "\u2e80" and text[s.start] not in PARTICLES]
    runs: list[list[Span]] = []
    for s in idle:
        if runs and runs[-1][-1].end == s.start:
            runs[-1].append(s)
        else:
            runs.append([s])
    words = [text[run[0].start : run[-1].end] for run in runs if len(run) > 1]
    return [w for w in words if not set(w) <= PREPOSITIONS]
