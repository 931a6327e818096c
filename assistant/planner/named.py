"""Names and years of a question: what it is about, what it leaves out, what it takes back. Fills a frame's scope; pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.catalogue import fold
from assistant.linking import Link
from assistant.numbers import YearSpan
from assistant.planner.frame import Frame
from assistant.planner.span import Span

_ENDS = re.compile(r"项目|类|[的有是在共,?得各都中里和与、]|预算|执行|分别|平均|自评|总|合计|(?![\u4e00-\u9fff])")
_LEADING_YEAR = re.compile(r"(\d{4})年")
_A_KIND_OF = re.compile(r"(?:的)?(?:这|那|此|该|一|同)?(?:一)?(?:类(?![别型]|指标)|类型(?=的?(?:项目|资金|经费)))|系列(?!指标)")
_PROJECTS_CALLED = re.compile(r"(?:projects|programmes|programs|schemes) ?\($")  # the cable car projects (索道): every one that is called so
_STATED = {"attribute": "project_attribute", "nature": "fund_nature", "implementer": "implementing_unit"}


def names(frame: Frame, text: str, spans: Sequence[Span]) -> None:
    out = _left_out(text, spans)
    frame.leftover += [text[s.start : s.end] for s in spans if s.kind == "exclude" and not out]  # 除…外: of what, nobody knows
    corrected = _corrected(text, spans)
    for at, s in enumerate(spans):
        if at in corrected:
            continue
        if s.kind == "why":
            frame.reason_words += [w for w in re.split(r"[、,，;；]|以及", s.what) if w.strip()]
            if "|" in s.what:
                said, one_of = text[s.start : s.end], s.what.split("|")
                frame.told.append((f"“{said}”按原因里写有“{'”或“'.join(one_of)}”理解。", f"“{said}” was read as a reason that says “{'” or “'.join(one_of)}”."))
        elif s.kind == "named":
            (frame.exact_not if s.meaning == "without" else frame.exact).append(("level3" if "指标" in text[s.end : s.end + 4] else "project_name", s.what))
        elif s.kind == "says":
            frame.exact.append((s.meaning, s.what))
        elif at in out:
            _exclude(frame, s)
        elif s.kind == "year":
            found: YearSpan = s.what
            frame.years_apart |= bool(frame.years)
            frame.years += [y for y in found.years if y not in frame.years]
            frame.relative_years |= found.relative
        elif s.is_name:
            _name(frame, text, spans, s)


def _name(frame: Frame, text: str, spans: Sequence[Span], s: Span) -> None:
    link: Link = s.what
    first = [n for tier in link.tiers for n in tier]
    if link.read_as:
        word, formal = link.read_as
        frame.told.append((f"“{word}”按“{formal}”理解。", f"“{word}” was read as “{formal}”."))
    match s.kind:
        case "project":
            of_a_kind = _A_KIND_OF.match(text, s.end) or (_PROJECTS_CALLED.search(text[: s.start]) and text[s.end : s.end + 1] == ")")
            a_part = any(text[s.start : s.end] in n and len(n) > s.end - s.start for n in first) and not link.exact
            of_a_year = a_part and _LEADING_YEAR.match(text[s.start : s.end]) and _ENDS.match(text, s.end)  # 2024年学生资助项目: the year's, whatever their names begin with
            frame.projects.append(replace(link, kind_of=text[s.start : s.end]) if (of_a_kind or of_a_year) and not link.read_as else link)
            if (named := _LEADING_YEAR.match(text, s.start)) and any(x.kind == "year" and not x.what.relative for x in spans):
                frame.years, frame.years_apart = [*frame.years, int(named[1])], True  # 2022年和2023年某项目
        case "indicator":
            frame.indicators.append(link)
        case "unit":
            frame.units.append(link)
        case "region":
            frame.regions += [n for n in first if n not in frame.regions]
        case "document":
            frame.documents += first
        case "lead":
            frame.leads += first
        case "category":
            frame.categories += first
            frame.category_said |= any(x.kind in ("field", "dimension") and x.meaning in ("category", "project_category") for x in spans)
        case "attribute" | "nature" | "implementer":
            frame.exact.append((_STATED[s.kind], first[0]))
        case "label":
            frame.printed.append("|".join(re.escape(n) for n in first))


def rest_of_its_name(frame: Frame) -> None:
    """招聘会的目标场次: a piece of the one indicator's own name that stands apart from the rest says which is meant."""
    if len(frame.indicators) != 1 or frame.indicators[0].kind_of:
        return
    for word in [w for w in frame.leftover if len(w) > 1]:
        tiers = tuple(kept for tier in frame.indicators[0].tiers if (kept := tuple(n for n in tier if fold(word) in fold(n))))
        if tiers:
            frame.indicators = [replace(frame.indicators[0], tiers=tiers)]
            frame.leftover = [w for w in frame.leftover if w != word]


def _exclude(frame: Frame, s: Span) -> None:
    if s.kind == "region":
        frame.excluded_regions += [n for tier in s.what.tiers for n in tier]
    elif s.kind == "unit":
        frame.excluded_units.append(s.what)
    elif s.kind == "project":
        frame.excluded_projects.append(s.what)
    elif s.kind == "year":
        frame.excluded_years += s.what.years
    elif s.kind == "level":
        frame.excluded_levels.append(s.meaning)


_BUT_FOR = re.compile(r"(?:之外|以外|外)(?=的|,|还|也|都)|(?:的)?(?:项目|指标)?(?:除外|排除在外|不算在内)(?=,.)|(?:都|就|则|可)?(?:不必|不用|无需|无须|不需要?)(?:再)?(?:列|算|计|看|管|统计)")
_NOT_WANTED = re.compile(r" ?(?:is |are )?(?:excluded|left out|not counted|not included)(?![a-z])|(?:的|类|方面|指标|项目)*(?:都|就|也)?(?:不要|不算|不看|不计|不含|不列|别算|剔除|刨掉|刨去|去掉|撇开|抛开)(?=$|,|了|掉)")


def _left_out(text: str, spans: Sequence[Span]) -> set[int]:
    """除…外: the names and levels behind it, or before an 以外 of their own."""
    found: set[int] = set()
    outside = False
    takes_away = any(s.kind == "drop" for s in spans)  # from the question before, see `taking_away`
    for at, s in enumerate(spans):
        outside &= at == 0 or "," not in text[spans[at - 1].end : s.start]
        joined = s.kind in ("and", "or") and 0 < at < len(spans) - 1 and spans[at - 1].is_name and spans[at - 1].kind == spans[at + 1].kind  # outside 甲市 and 乙区
        outside = s.kind == "exclude" or (outside and (joined or s.kind in ("idle", "level", "year") or (s.kind, s.meaning) == ("follow", "pronoun") or s.is_name))
        if s.kind == "idle" and outside and found and _ITS_VERB.fullmatch(text, s.start, s.end) and not _RELATIVE.search(text[: s.start]):
            outside = False  # what outside the output category did 甲市 miss
        if s.kind == "year" and outside and any(x.is_name for n, x in enumerate(spans[:at]) if n in found):
            outside = False  # 不属于甲市的2022年项目: the year is that of the projects left
        if (s.is_name or s.kind in ("level", "year")) and (outside or _BUT_FOR.match(text, s.end) or (not takes_away and _NOT_WANTED.match(text, s.end))):
            found |= {at, *_joined_before(text, spans, at)} if not outside else {at}
    return found


def _joined_before(text: str, spans: Sequence[Span], at: int) -> set[int]:
    """甲市和乙区之外的: both are left out."""
    found: set[int] = set()
    while at > 1 and spans[at - 2].kind == spans[at].kind and spans[at].is_name and _AND.fullmatch(text[spans[at - 2].end : spans[at].start]):
        at -= 2
        found.add(at)
    return found


_AND = re.compile(" ?(?:和|与|跟|及|以及|、|and) ?")
_ITS_VERB = re.compile("did|does|do|has|have|had")
_RELATIVE = re.compile(r"(?<![a-z])(?:that|which|who) $")
_NOT_BUT = re.compile(r"(?:不是|不要|不看|别看|并非|(?<![a-z])not )(?P<not>[^,?]{1,30}?)(?:的)?,?(?:而是|而要|(?<![不也])是|要的?是|要|看|我要|我问的?是|but)(?=.)")


def _corrected(text: str, spans: Sequence[Span]) -> set[int]:
    """不是2023年，是2024年: what is taken back, where something of its kind stands instead."""
    found: set[int] = set()
    for m in _NOT_BUT.finditer(text):
        behind = {s.kind for s in spans if s.start >= m.end()}
        found |= {n for n, s in enumerate(spans) if m.start("not") <= s.start < m.end("not") and s.kind in behind and (s.is_name or s.kind in ("year", "level"))}
    return found
