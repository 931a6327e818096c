"""Projects whose number is higher or lower than the same project's of another year (2024年得分比2023年低的项目, 预算比上年减少的项目).
Fills a frame's `over`; pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.planner.concepts import OF_REPORT
from assistant.planner.frame import NUMERIC, Frame
from assistant.planner.span import Span

_LESS = "低|少|差|小|下降|降低|减少|退步|下滑|缩水|回落|下跌|缩减|跌|掉|滑落|走低|滑坡|倒退|下行|走弱"
_MORE = "高|多|好|大|上升|提高|增加|增长|进步|提升|上涨|改善|涨|攀升|走高|好转|回升"
_YEAR = r"(?P<year>(?:\d{4}|上一?|前一?|去)年度?)"
_DEEDS = r"(?P<less>fell|dropped|declined|decreased|went down|got worse)|(?P<more>grew|rose|increased|improved|went up|got better)"
_SAID = [
    re.compile(rf"(?:比|较|相比(?:于)?|同)(?:其)?{_YEAR}(?:的)?(?:同期|水平)?(?:来说|来讲|,)?(?:还|要|更|有所|明显|反而|都|出现)*(?:(?P<less>{_LESS})|(?P<more>{_MORE}))(?:了)?(?:的)?(?!多少|几|[\d一二两些])"),
    re.compile(rf"(?:(?P<less>低于|少于|不如|不及|没有达到|小于|逊于|差于|赶不上|落后于?|没赶上|比不[上过了])|(?P<more>高于|多于|超过|超出|好于|大于|胜过|强于|优于|胜于|好过|赢过))(?:其|它)?{_YEAR}(?:的)?(?:同期|水平|得分|平均分)?(?:的)?(?=项目|单位|地区|市|县|区|部门|$|有|,)"),
    re.compile(rf"同比(?:有所|明显|均|都|出现|呈)*(?:(?P<less>{_LESS})|(?P<more>{_MORE}))(?:了)?(?:的)(?P<year>)(?=项目)"),
    re.compile(r"(?:有所|出现|发生)(?:了)?(?:(?P<less>下降|降低|减少|退步|下滑|回落)|(?P<more>上升|提高|增加|增长|进步|提升))(?:了)?(?:的)?(?P<year>)"),
    re.compile(r"(?<![a-z])(?:(?P<less>lower|less|worse|smaller|fewer)|(?P<more>higher|more|better|larger|bigger)) (?:in (?:fy ?)?(?:\d{4}|this year) )?than (?:in |that of |those of |its |their )?(?:the )?(?P<year>\d{4}|last year|previous year|year before|prior year)"),
    re.compile(rf"(?<![a-z])(?:{_DEEDS}) (?:from|compared (?:to|with)|against) (?P<year>\d{{4}}|last year)(?: to (?:\d{{4}}|this year))?"),
    re.compile(rf"(?<![a-z])(?:{_DEEDS}) (?:in|between) (?P<year>)\d{{4}}(?: and \d{{4}})?"),
]  # fmt: skip


def held_to_before(text: str) -> re.Match[str] | None:
    """Where a number is said to be higher or lower than another year's."""
    return next((m for p in _SAID for m in [p.search(text)] if m), None)


def than_before(frame: Frame, text: str, spans: Sequence[Span]) -> None:
    """Only of projects that are listed or counted: a place's or one project's numbers of two years are compared otherwise."""
    said = held_to_before(text)
    concept = next((c for c in frame.concepts if c in NUMERIC and c in OF_REPORT), "score" if "scored" in text else None)
    listed = frame.subject in ("projects", None) and (frame.asks_list or frame.aggregate == "count" or (frame.language == "en" and frame.subject == "projects") or (spans and (spans[-1].kind, spans[-1].meaning) == ("subject", "projects")))
    if said is None or concept is None or not listed or frame.asked_dimension or frame.group or len(frame.projects) > 0:
        return
    later, earlier = _years(sorted(set(frame.years)), named=bool(said["year"]))
    frame.years = [later] if later else []
    frame.over.than = (OF_REPORT[concept], "lt" if said["less"] else "gt", earlier)
    frame.subject, frame.rank, frame.compare, frame.difference, frame.growth = "projects", None, False, False, False
    frame.numbers = []
    frame.concepts = [c for c in frame.concepts if c != concept]
    frame.leftover = [w for w in frame.leftover if w not in said[0]]


def _years(said: Sequence[int], *, named: bool) -> tuple[int, int]:
    """The year asked about and the one it is held against; of both 0 where any year is held against the one before."""
    if len(said) > 1:
        return said[-1], said[0]
    if len(said) == 1:
        return (said[0] + 1, said[0]) if named else (said[0], said[0] - 1)
    return 0, 0

