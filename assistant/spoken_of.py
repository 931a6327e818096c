"""What a pronoun means: the reports, the unit, the place or the one indicator that the answer before spoke of. Pure; when it is asked
for is for `conversation`.
"""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.catalogue import Catalogue, Listed, fold
from assistant.linking import Link, core
from assistant.planner.frame import NUMERIC, Frame, Rank
from assistant.said_in_part import OF_AN_INDICATOR
from assistant.taking_over import ASKED, CONDITIONS, SCOPE, says_only, scope_said, taken_over
from assistant.talk import Talk

_UNIT = re.compile(r"(?:这|那|该|此)(?:个|家)?(?:单位|部门|局)|(?:这|那|该)家|unit|bureau|department")
_REGION = re.compile(r"(?:这|那|该)(?:个)?(?:市|县|区|地区)|那里|there|region")
_OTHERS = re.compile(r"还有|其他|其它|另外|别的|other|else")
THAT_INDICATOR = re.compile(r"(?:这|那|该)(?:一)?(?:条|项|个)?指标|(?:这|那)(?:一)?条(?![^,?]*(?:和|与))|(?<![a-z])(?:this|that) indicator")
_POINTS_OF_IT = {"score", "deduction", "score_rate"}
_PROJECT = re.compile(r"项目|project|单位|unit|局|bureau|总分|总得分|total|overall")


def spoken_of(frame: Frame, text: str, talk: Talk, catalogue: Catalogue) -> Frame:
    filled = replace(frame, pronoun=False, these=False)
    last = talk.last
    assert last is not None
    if of_them := _of_those_counted(frame, text, last):
        return of_them
    if _REGION.search(text) and (last.regions or (talk.base and talk.base.regions)):
        told = [talk.alone.group] if talk.alone and talk.alone.group in catalogue.regions.names else []
        filled.regions = told or list(last.regions or (talk.base.regions if talk.base else []))
        filled.years = frame.years or list(last.years)
        return _by_the_same_number(filled, frame, last)
    if (places := _places_told(talk, catalogue)) and (frame.asked_dimension == "unit" or _REGION.search(text)) and not frame.regions:
        return _by_the_same_number(replace(filled, regions=places, years=frame.years or list(last.years)), frame, last)  # which unit there has the most
    if (_UNIT.search(text) or not talk.focus) and talk.units:
        filled.units = [Link("unit", 0, 0, (talk.units,), True, 1.0)]
        filled.everything = True
        filled.years = frame.years or list(last.years)
        if _OTHERS.search(text) and (spoken := tuple(r.project for r in focused(talk.focus, catalogue))):
            filled.excluded_projects = [Link("project", 0, 0, (spoken,), True, 1.0)]
            filled.years = frame.years
        return filled
    if talk.alone and talk.alone.group in catalogue.regions.names and not frame.regions:
        if frame.asks_list and not (frame.subject or frame.concepts or frame.statuses or frame.rank or frame.aggregate or frame.asked_dimension):
            filled.subject = "projects"  # what are its projects
        return _by_the_same_number(replace(filled, regions=[talk.alone.group], years=frame.years or list(last.years)), frame, last)  # 它, after 哪个地区最低
    if (last.aggregate or last.group) and not (last.reports or frame.has_question or frame.asks_list or frame.leftover) and (last.regions or last.units):
        return taken_over(replace(frame, pronoun=False), last, SCOPE + CONDITIONS + ASKED)  # 它2023年具体是多少, after each year's of a county
    if frame.these and (not talk.focus or not frame.has_question):
        return taken_over(frame, last, SCOPE + CONDITIONS + (() if frame.has_question else ASKED))
    if not talk.focus and _ALL_OF_THEM.search(text) and _listed(last):
        return taken_over(frame, last, (*SCOPE, *CONDITIONS, *(() if frame.subject else ("subject",))))  # more than can be named one by one
    if not talk.focus:
        return taken_over(frame, last, SCOPE) if last.projects or last.units else frame
    filled.reports = list(talk.focus)
    if last.reports and not (frame.has_question or frame.asks_list or frame.leftover):
        return replace(taken_over(filled, last, (*CONDITIONS, *ASKED)), indicators=list(frame.indicators or last.indicators))  # 第二个呢
    return _of_these_reports(filled, frame, text, talk)


_ALL_OF_THEM = re.compile(r"[它他她]们|(?:这|那)(?:些|几)|(?<![a-z])(?:they|them|their|theirs|these|those)(?![a-z])")


def _listed(last: Frame) -> bool:
    held = any(getattr(last, name) for name in (*SCOPE, *CONDITIONS))
    return held and last.subject in ("projects", "indicators") and not (last.aggregate in ("sum", "average") or last.group or last.asked_dimension or last.rank or last.share or last.compare or last.difference)


def _places_told(talk: Talk, catalogue: Catalogue) -> list[str]:
    """The place that came first, or those that did alike."""
    first = talk.last is not None and talk.last.rank is not None and talk.last.asked_dimension == "region"
    told = [talk.alone] if talk.alone else list(talk.shown) if first else []
    return [x.group for x in told] if told and all(x.group in catalogue.regions.names for x in told) else []


def _by_the_same_number(filled: Frame, frame: Frame, last: Frame) -> Frame:
    """这个地区里哪个单位最多, after 哪个地区未完成的指标最多."""
    same = last.aggregate and frame.rank is not None and frame.rank.concept is None and says_only(frame, "rank", "asked_dimension")
    return taken_over(filled, last, (*CONDITIONS, "subject", "concepts", "aggregate")) if same else filled


_COUNTS_PROJECTS = re.compile(r"(?:(?<!指标)|有[^,?]{1,10}指标)的(?:项目)?(?:一共|总共|共)?(?:有|是|占)?(?:几|多少)个(?!指标)")


def _of_those_counted(frame: Frame, text: str, last: Frame) -> Frame | None:
    """其中哪些没有扣分, after 未达标的指标有多少条: of those indicators, not of all that their reports have."""
    own = frame.has_scope or frame.concepts or frame.bounds or frame.rank or frame.group or frame.asked_dimension or frame.everything or frame.leftover
    plain = not (last.rank or last.group or last.asked_dimension or last.share or last.compare or last.difference or last.over)
    if frame.these and frame.bounds and plain and frame.aggregate in (None, "count") and last.subject == "projects" and frame.subject in (None, "projects") and says_only(frame, "bounds", "subject"):
        merged = taken_over(replace(frame, bounds=[]), last, (*SCOPE, *CONDITIONS, "subject"))
        return replace(merged, bounds=[*merged.bounds, *frame.bounds])  # 其中执行率超过90%的有几个, after those above 90 points
    if not (frame.these and frame.statuses and plain) or own or frame.subject not in (None, last.subject, "indicators"):
        return None
    if last.subject == "indicators" and last.statuses and not set(frame.statuses) & set(last.statuses):
        merged = taken_over(frame, last, (*SCOPE, *CONDITIONS, "subject"))
        return replace(merged, statuses=[*last.statuses, *frame.statuses])
    if last.subject == "projects" and frame.aggregate == "count" and _COUNTS_PROJECTS.search(text):
        return replace(taken_over(frame, last, (*SCOPE, *CONDITIONS)), subject="projects")  # 其中有未完成指标的有几个
    if last.subject == "projects" and frame.statuses == ["full_score"] and not frame.named_subject:
        return replace(taken_over(frame, last, (*SCOPE, *CONDITIONS)), subject="projects")
    return None


_INDICATORS = re.compile(r"^(?!.*(?:of (?:them|these|those)|have|had) ).*(?:indicators?|targets?)(?![a-z])(?! (?:that|which|who))")  # its missed indicators: in one word with how they fared


def _of_these_reports(filled: Frame, frame: Frame, text: str, talk: Talk) -> Frame:
    last = talk.last
    assert last is not None
    if frame.subject is None and not frame.concepts and (last.subject in ("projects", "indicators")) and frame.statuses and frame.language == "en":
        filled.subject = "indicators" if _INDICATORS.search(text) else last.subject
    one = [Link("indicator", 0, 0, ((talk.alone.level3,),), True, 1.0)] if talk.alone and talk.alone.level3 else []
    indicators = last.indicators or one
    asked = set(frame.concepts)
    of_one = asked & OF_AN_INDICATOR or (asked & _POINTS_OF_IT and indicators and len(indicators[0].tiers[0]) == 1)
    if THAT_INDICATOR.search(text) and not indicators and not frame.indicators and asked & (OF_AN_INDICATOR | _POINTS_OF_IT) and len(talk.shown) != 1:
        filled.leftover = [*filled.leftover, THAT_INDICATOR.search(text)[0]]  # type: ignore[index]
    if not frame.indicators and of_one and not (frame.subject or frame.aggregate or frame.rank or _PROJECT.search(text)):
        filled.indicators = list(indicators)
    if frame.each and frame.aggregate == "count" and len(filled.reports) > 1 and not (frame.group or frame.asked_dimension):
        filled.group = ["project_name"]  # 它们各有几条没完成
    if frame.most_of and frame.rank and frame.rank.concept is None and frame.statuses and len(filled.reports) > 1 and re.search(r"哪(?:一)?个(?!指标)", text):
        filled.subject = "projects"  # 其中没完成指标最多的是哪个
    if frame.these and not frame.statuses:
        filled.statuses = list(last.statuses)
    listed = [x.level3 for x in talk.shown if x.level3 and x.report_id in filled.reports]
    if not (filled.indicators or frame.subject or frame.aggregate or frame.rank) and asked and asked <= OF_AN_INDICATOR and last.subject == "indicators" and last.rank and listed:
        filled.indicators = [Link("indicator", 0, 0, (tuple(listed),), True, 1.0)]  # 什么原因, of two that lost the most alike
    number = next((c for c in [*frame.concepts, *last.concepts, *([last.rank.concept] if last.rank and last.rank.concept else [])] if c in NUMERIC), None)
    if frame.aggregate in ("sum", "average") and number and not (frame.concepts or frame.subject):
        filled.concepts = [number]  # 两个加起来呢
    if frame.difference and number and len(filled.reports) == 2 and not frame.subject:
        filled.concepts, filled.group, filled.compare = [number], ["project_name"], False  # 这俩差几分
    if frame.compare and number and len(filled.reports) > 1 and frame.rank is None and (way := WHICH_IS_MORE.search(text)):
        filled.compare, filled.subject, filled.aggregate = False, "projects", None
        filled.rank = Rank(number, way.lastgroup == "up", 1)  # 这俩谁的得分更低
    return filled


def of_the_one_told(said: Frame, text: str, talk: Talk) -> bool:
    """得分呢, after one indicator was told: that indicator's."""
    asked = {"attained" if c == "completion_rate" else c for c in said.concepts}
    other = scope_said(said) or (said.subject and not THAT_INDICATOR.search(text)) or said.aggregate or said.rank or said.group or said.everything or said.bounds or said.leftover or said.drop or said.not_this or said.asked_dimension
    told = talk.alone is not None and bool(talk.alone.level3) and talk.alone.report_id is not None
    return told and bool(asked) and asked <= OF_AN_INDICATOR | _POINTS_OF_IT and not other and not _PROJECT.search(text)


def narrowed_to_it(followed: Frame, talk: Talk) -> Frame:
    assert talk.alone is not None
    assert talk.alone.report_id is not None
    link = Link("indicator", 0, 0, ((talk.alone.level3,),), True, 1.0)
    followed.concepts = ["attained" if c == "completion_rate" else c for c in followed.concepts]  # 那条的完成率
    return replace(followed, indicators=[link], reports=[talk.alone.report_id], pronoun=False, these=False, units=[], projects=[], regions=[], years=[], levels=[])


WHICH_IS_MORE = re.compile(r"(?:谁|哪(?:一?个|一?家|项|条|边)|which|who)(?:.*?)(?:(?P<up>高|多|大|好|快|higher|more|larger|bigger|better|greater)|(?P<down>低|少|小|差|慢|lower|less|fewer|smaller|worse))")


def focused(reports: list[int] | tuple[int, ...], catalogue: Catalogue) -> list[Listed]:
    return [r for r in catalogue.reports if r.report_id in reports]


def same_projects(reports: list[int], years: set[int], catalogue: Catalogue) -> list[int]:
    known = {(r.unit, core(fold(r.project))) for r in focused(reports, catalogue)}
    return [r.report_id for r in catalogue.reports if r.year in years and (r.unit, core(fold(r.project))) in known]


def another_phase(text: str, talk: Talk, catalogue: Catalogue) -> list[Listed]:
    """不是这个，是二期: the project of the same name in its other phase."""
    said = re.search(r"([一二三四])期", text)
    if not said:
        return []
    focus = focused(talk.focus, catalogue)
    names = {core(fold(r.project)) for r in focus}
    regions = {r.regions for r in focus}
    found = [r for r in catalogue.reports if said[0] in r.project and any(n in fold(r.project) for n in names)]
    near = [r for r in found if r.regions in regions]
    return near or found


_THE_WHOLE = re.compile(r"(?:全|整个)(?P<rank>[市县区州])(?![市县区])")


def the_whole_place(frame: Frame, text: str, last: Frame, talk: Talk, catalogue: Catalogue) -> str:
    """全市2024年呢, while one city, or an office of it, is spoken of."""
    if not frame.everything or frame.regions or frame.units or frame.projects:
        return ""
    said = _THE_WHOLE.search(text)
    there = {*last.regions, *(talk.base.regions if talk.base else ()), *(r for unit in talk.units for r in catalogue.of_unit.get(unit, ()))}
    alike = [r for r in there if said and r.endswith(said["rank"])]
    return alike[0] if len(alike) == 1 else ""
