"""A follow-up that points by place or number at what was just shown: 第一个, 后一个, 这俩, 另一个, the first one, those two. What it
points at is put in its place: a pronoun with the conversation narrowed to it, or a group's name. Pure; called by the planner
before a question is read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.catalogue import Listed, fold
from assistant.linking import Link, core
from assistant.next_in_order import number_of
from assistant.numbers import spoken
from assistant.planner.frame import Frame
from assistant.planner.span import Span
from assistant.shown import Shown, named
from assistant.talk import Talk

_N = r"(?P<n>[一二两三四五六七八九十]|\d\d?)"
_OF = r"(?:个|条|项|家|位|行|笔)(?:的)?(?:项目|指标|单位|部门|局|地区|区县|年度|年份)?"
_EN_N = r"(?P<n>two|three|four|five|six|[2-6])"
_EN_OF = r"(?: (?:ones?|projects?|indicators?|units?|bureaus?|departments?|regions?|counties|county|items?|entry|row)(?! (?:in|by|to|from|for) )(?: on (?:the|that) list)?)?(?: of (?:these|those|them))?"
_NOT_EN = r"(?![- ]?(?:highest|lowest|largest|smallest|biggest|best|worst|most|least|half|quarter|year|time|week|month|step|place|phase)|[a-z])"
_POINTERS: list[tuple[str, re.Pattern[str]]] = [
    ("place", re.compile(rf"(?<!倒数)(?<!连续)(?:排(?:在)?)?第{_N}{_OF}")),
    ("place", re.compile(rf"排(?:名|在)?第{_N}的(?:那)?(?:一)?(?:个|条|项|家)?(?:的)?(?:项目|指标|单位|地区)?")),
    ("from the end", re.compile(rf"倒数第{_N}{_OF}")),
    ("first", re.compile(rf"(?:排?在?)?(?:最(?:前|上)面?|打?头)(?:的)?(?:那)?一?{_OF}")),
    ("last", re.compile(rf"(?:排?在?)?最(?:后|末|下)面?(?:的)?(?:那)?一?{_OF}")),
    ("unlisted", re.compile(r"^(?:那么?|and |so )?(?=(?:(?:19|20)\d\d年)?(?:谁|哪(?:一?(?:个|家|边|条))?(?:项目|单位|地区|市|县|区|局)?)[^,?最]{0,6}(?:更|较|比较)?(?:高|低|多|少|好|差|快|慢|大|小)(?:一些|一点|些|点)?(?:呢|啊)?[?]?$|which(?: one)? (?:is|was|did|scored|has|had) (?:the )?(?:higher|lower|better|worse|more|less|larger|bigger|smaller))")),
    ("next", re.compile(rf"(?:再)?下(?:面)?(?:的)?一{_OF}|(?:(?<![a-z])the |^(?:and )?)next(?: one| project| unit| indicator)?(?=$|[,?]|'s| (?:do|does|did|is|was|has|had|spen[dt]|scored?|mis+|fail))")),
    ("previous", re.compile(rf"上(?:面)?(?:的)?一{_OF}|(?<![a-z])the (?:one before(?: (?:it|that))?|previous (?:one|project|unit|indicator))(?![a-z])")),
    ("former", re.compile(rf"前(?:面)?(?:的)?(?:一|那一?|这一?){_OF}|前者")),
    ("latter", re.compile(rf"(?<!最)后(?:面)?(?:的)?(?:一|那一?|这一?){_OF}|后者")),
    ("first of", re.compile(rf"^(?:那么?|请问?)?前(?:面)?(?:的)?{_N}{_OF}(?=.{{2,}})")),
    ("other", re.compile(rf"(?:另外?|还有)(?:的)?(?:那)?一?{_OF}|另外(?:的)?{_N}{_OF}|(?:剩|余)下?(?:的)?(?:那(?:{_N.replace('n', 'm')}|几)?|{_N.replace('n', 'l')}|几){_OF}|(?:其余|其他|其它|剩余)(?:的)?(?:那)?(?:{_N.replace('n', 'k')}|几){_OF}")),
    ("all", re.compile(rf"(?:这|那|上述|上面|前面|刚才|全部|所有)(?:的|说的|这|那)?{_N}{_OF}|(?:[这那他它]|它们|他们)俩(?:个)?(?:项目|指标|单位|局|地区)?|二者|两者|^那?两(?:个|家|条|地|边)(?:项目|指标|单位)?(?=加|合|一共|总共|谁|哪|相差|差|的|各|分别|都|[^,?]{{1,8}}(?:谁|哪|差多少|差几|相差|各))|两个都|两家都|^俩(?:个)?(?:项目|单位|指标)?")),
    ("every", re.compile(r"(?:这|那)(?:些|几(?:个|家|条|项))(?:项目|单位|指标|地区)?|(?<![a-z])(?:of )?(?:these|those) (?:projects|units|indicators|regions)(?![a-z])")),
    ("first of", re.compile(rf"(?<![a-z])the (?:first|top) {_EN_N}(?: of (?:these|those|them)| ones?)?(?![- a-z]*(?:most|best|worst|highest|lowest|largest))(?![a-z])")),
    ("last of", re.compile(rf"(?<![a-z])the (?:last|bottom) {_EN_N}(?: of (?:these|those|them)| ones?)?(?! years?)(?![a-z])")),
    ("place", re.compile(rf"(?<![a-z])(?:the )(?P<n>first|second|third|fourth|fifth|sixth){_EN_OF}{_NOT_EN}")),
    ("last", re.compile(r"(?<![a-z])(?:the )(?:last|final|bottom)(?: one| of (?:these|those|them)| on (?:the|that) list)(?![a-z])")),
    ("first", re.compile(r"(?<![a-z])the (?:top one|one (?:at|on) (?:the )?top)(?![a-z])")),
    ("last", re.compile(r"(?<![a-z])the one at the bottom(?![a-z])")),
    ("former", re.compile(r"(?<![a-z])the former(?: one| project| unit)?(?![a-z])")),
    ("latter", re.compile(r"(?<![a-z])the latter(?: one| project| unit)?(?![a-z])")),
    ("other", re.compile(rf"(?<![a-z])(?:the )?(?:other|remaining)(?: {_EN_N})?(?: ones?| project| unit| indicator| bureau)?(?=$|'s|[,?]| (?:do|does|did|is|are|was|were|have|has|spen[dt]|scored?|mis+|fail|g[eo]t|come|fare))|(?<![a-z])the (?:others|rest)(?= (?:of (?:them|those|these))|$|[,?]| (?:do|does|did|are|were|have|spen[dt]|scored?))(?: of (?:them|those|these))?")),
    ("all", re.compile(rf"(?<![a-z])(?:of )?(?:those|these|the|them|all) {_EN_N}(?: projects?| ones?| units?| indicators?| bureaus?| regions?)?(?: of them)?(?=$|'|[,?]| (?:do|does|did|is|are|was|were|have|has|had|spen[dt]|scored?|mis+|fail|g[eo]t|come|fare|together|combined|between|in total|in|had|taken))|(?<![a-z])(?P<n2>both|the pair)(?: of them| of those| projects| units)?(?=$|[,?]| (?:do|does|did|have|spen[dt]|scored?|together|combined|in total|in))")),
]
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6}


def pointed(text: str, talk: Talk) -> tuple[str, Talk] | None:
    """The question with what it points at in its place, and the conversation narrowed to that; None where it points at nothing
    that was shown."""
    if talk.last is None:
        return None
    for how, pattern in _POINTERS:
        if m := pattern.search(text):
            if "top" in m[0] and talk.last.rank is None:
                continue  # the top two, of what was in no order: those that have most
            if how == "other" and talk.last.told and re.search(r"rest|remaining|剩|余", m[0]):
                continue  # after some were left out: those that are left, not those that went
            for those in (talk.shown, talk.outer):
                if _of_the_kind(m[0], those) and (found := _meant(how, m, replace(talk, shown=those))):
                    return _put(text, m.span(), found, talk, same=how == "all" and number_of(talk.last) is not None)
    return None


def at_nothing(text: str, talk: Talk) -> str:
    """那两个, where so many were not told: the words; empty where it points at something or at nothing in particular."""
    if talk.last is None or pointed(text, talk) is not None:
        return ""
    return next((m[0] for how, pattern in _POINTERS if how == "all" and (m := pattern.search(text)) and _number(m)), "")


_THOSE_OF = re.compile(rf"(?P<year>(?:19|20)\d\d)年度?的?(?:那|这){_N}(?:个|条|项|家|笔)(?:项目)?")
_THE_ONE_OF = re.compile(r"(?P<year>(?:19|20)\d\d)年度?的?(?:那|这)(?:一)?(?:个|条|项|家|笔)(?:项目)?|(?<![a-z])(?:the )?(?P<en>(?:19|20)\d\d) one(?![a-z])")


def of_that_year(text: str, talk: Talk, years: Mapping[int, int | None]) -> tuple[str, Talk] | None:
    """2022年的那个呢, of two listed, also after the other was told of."""
    if talk.last is not None and (several := _THOSE_OF.search(text)) and (those_of := _those_of(text, several, talk, years)):
        return those_of
    m = _THE_ONE_OF.search(text) if talk.last is not None else None
    for those in (talk.shown, talk.outer) if m else ():
        found = tuple(x for x in those if x.report_id is not None and years.get(x.report_id) == int(m["year"] or m["en"]))  # type: ignore[index]
        if len(found) == 1 and len(those) > 1:
            return _put(text, m.span(), found, talk)  # type: ignore[union-attr]
    return None


def _those_of(text: str, m: re.Match[str], talk: Talk, years: Mapping[int, int | None]) -> tuple[str, Talk] | None:
    """2023年那两个, of those listed."""
    found = tuple(x for x in talk.shown if x.report_id is not None and years.get(x.report_id) == int(m["year"]))
    if talk.last is not None and talk.last.aggregate == "count" and talk.last.subject in (None, "projects") and not talk.shown:
        return f"那{m['year']}年的{text[: m.start()]}{text[m.end() :].removeprefix('的')}", talk  # of those that were counted
    n = int(m["n"]) if m["n"].isdigit() else spoken(m["n"])
    return _put(text, m.span(), found, talk) if len({x.report_id for x in found}) == n else None


_THERE = re.compile(rf"(?:的|那边的?|那里的?)?(?:那|这)(?:{_N}|一)?(?P<kind>个|条|项|家|笔|俩)(?:的)?(?:项目|指标)?(?=$|[,?的呢]|(?![一-鿿]{{2,}}(?:项目|指标|经费|资金|工程)))")


def of_that_place(text: str, talk: Talk, spans: Sequence[Span], reports: Mapping[int, Listed]) -> tuple[str, Talk] | None:
    """安和市那个, 水务局那两条: of what was listed, what is of that place or unit; else its project of the same name, where the
    question before was about projects of one name."""
    for span in spans if talk.last is not None else ():
        m = _THERE.match(text, span.end) if span.kind in ("region", "unit") else None
        if m is None:
            continue
        n = 2 if m["kind"] == "俩" else (int(m["n"]) if m["n"].isdigit() else spoken(m["n"])) if m["n"] else 1
        if span.kind == "unit" and not re.search(r"\w", text[m.end() :].removeprefix("呢")):
            continue  # 民政局那个呢: the same question of its project
        for those in (talk.shown, talk.outer, _alike(talk, reports)):
            found = tuple(x for x in those if x.report_id is not None and _of_the_kind(m[0], those) and _is_there(reports[x.report_id], span))
            if found and len(found) == n:
                return _put(text, (span.start, m.end()), found, talk, same=bool(talk.last and talk.last.concepts and not talk.last.aggregate))
    return None


def at_no_one_there(text: str, talk: Talk, spans: Sequence[Span]) -> str:
    """安和市那个, where nothing told is of that place, or more than one: the words."""
    if talk.last is None or any(s.kind in ("project", "indicator", "level", "superlative") for s in spans):
        return ""
    found = ((span, _THERE.match(text, span.end)) for span in spans if span.kind == "region")
    return next((text[span.start : m.end()] for span, m in found if m), "")


def _is_there(report: Listed, span: Span) -> bool:
    names = {name for tier in span.what.tiers for name in tier}
    return bool(names & ({report.unit} if span.kind == "unit" else set(report.regions)))


def _alike(talk: Talk, reports: Mapping[int, Listed]) -> tuple[Shown, ...]:
    """Projects of the name of those that were told."""
    told = {x.report_id for x in (*talk.shown, *talk.outer)} | set(talk.focus)
    names = {core(fold(reports[r].project)) for r in told if r is not None}
    years = set(talk.last.years) if talk.last else set()
    return tuple(Shown(r.report_id, r.unit) for r in reports.values() if len(names) == 1 and core(fold(r.project)) in names and (not years or r.year in years))


_GROUP = r"(?:地区|地方|区县|县区|县市|市县|单位|部门|局|年度|年份|一年|年|[市县区家])"
_EXTREME = re.compile(
    rf"(?P<of>[^,?的最]{{0,8}}?)(?:排(?:在|名)?)?(?:(?P<most>最[高多大好]|(?<!倒数)第一|打头)|(?P<least>最[低少小差]|倒数第一|垫底))(?:的)?(?:(?:那|这)(?:一)?(?:个|家|名)?的?{_GROUP}|{_GROUP}|(?:那|这)(?:个|家|一个))(?=[^,?]{{2,}}|呢)"
    r"|(?<![a-z])the (?P<of_en>)(?:region|unit|year|bureau|county|city|one|place) (?:with|that has|which has|having|had) the (?:(?P<most_en>highest|most|largest|best)|(?P<least_en>lowest|fewest|smallest|worst|least))(?: (?:average|mean|total|self-evaluation))*(?: (?:score|rate|number|count|amount|figure|sum|budget|value|one))?(?![a-z])"
    r"|(?<![a-z])the (?:(?P<most_en2>highest|top|best|highest-scoring|top-scoring)|(?P<least_en2>lowest|bottom|worst|lowest-scoring))[- ](?:scoring |ranked |placed )?(?:region|unit|year|bureau|county|city|one|place)(?![a-z])"
)
_SAME_NUMBER = {"分": "score", "得": "score", "率": "execution_rate", "算": "budget", "支出": "executed", "花": "executed"}


def of_the_groups(text: str, talk: Talk) -> tuple[str, Talk] | None:
    """最低的那个地区有哪些项目, after each region's average was told: that region is put in its place, where one alone has that number
    and no other number is spoken of."""
    m = _EXTREME.search(text)
    if m is None or talk.grouped is None:
        return None
    told = {*talk.grouped.concepts, *([talk.grouped.rank.concept] if talk.grouped.rank else [])} - {None}
    meant = {concept for word, concept in _SAME_NUMBER.items() if word in (m["of"] or "")}
    if meant and not meant & (told or {"score"}):
        return None
    numbers = [x.number for x in talk.groups if x.number is not None]
    end = max(numbers) if m["most"] or m["most_en"] or m["most_en2"] else min(numbers)
    found = tuple(x for x in talk.groups if x.number == end)
    if (kind := re.search(r"(?<![地县市区])[市县区]$", m[0])) and found and not found[0].group.endswith(kind[0]):
        return None  # the lowest of all is no county
    asked_anew = re.search(r"\w", text[m.end() :].removeprefix("呢"))  # 最低的呢: the same of it
    return _put(text, m.span(), found, _of_that_scope(talk, talk.grouped) if asked_anew else talk) if len(found) == 1 else None


def _of_that_scope(talk: Talk, grouped: Frame) -> Talk:
    """What the groups were told by is no part of what is asked of one of them."""
    one = replace(grouped, group=[], rank=None, aggregate=None, asked_dimension=None, average_of=None)
    return replace(talk, last=one, base=one)


_AN_INDICATOR = re.compile(r"条|指标|indicator")
_A_PROJECT = re.compile(r"家|项目|单位|部门|局|project|unit|bureau")


def _of_the_kind(said: str, those: Sequence[Shown]) -> bool:
    """第二条 is an indicator, 第二家 is none."""
    indicators = any(x.level3 for x in those)
    return not (_AN_INDICATOR.search(said) if those and not indicators else _A_PROJECT.search(said) and indicators)


def _number(m: re.Match[str]) -> int | None:
    said = next((str(number) for name, number in m.groupdict().items() if number and name != "n2"), None)
    if said:
        return _ORDINALS.get(said) or (int(said) if said.isdigit() else spoken(said))
    return 2 if re.search(r"俩|两|二者|both|pair", m[0]) else None


def _meant(how: str, m: re.Match[str], talk: Talk) -> tuple[Shown, ...]:
    those, n = talk.shown, _number(m)
    if how == "all":
        return _all_of_them(talk, n)
    if how == "unlisted":
        return _all_of_them(talk, 2) if not talk.shown and (len(talk.focus) < 2 or (talk.recent and talk.recent[-1].group)) else ()  # 谁高, after one and then another
    if how == "every":
        return those if len(talk.focus) == 1 and len({x.report_id for x in those}) > 1 else ()  # 这些项目, after one of them
    if len(those) < 2:
        those = _all_of_them(talk, 2)
    if how in ("former", "latter") and len(those) == 2:
        return (those[0 if how == "former" else 1],)
    if how == "other":
        rest = tuple(x for x in those if not _spoken_of(x, talk))
        wanted = n or (1 if re.search(r"[另还]|other(?!s)|one$", m[0]) and not re.search(r"几|ones|others|rest", m[0]) else None)
        return rest if rest and len(rest) < len(those) and wanted in (None, len(rest)) else ()
    if how in ("next", "previous", "former", "latter"):
        here = [k for k, x in enumerate(those) if _spoken_of(x, talk)]
        to = here[0] + (1 if how in ("next", "latter") else -1) if len(here) == 1 else -1
        return those[to : to + 1] if to >= 0 else ()
    if how in ("first", "last"):
        return those[:1] if how == "first" else those[-1:]
    if n is None or n > len(those):
        return ()
    at = {"place": slice(n - 1, n), "from the end": slice(len(those) - n, len(those) - n + 1), "first of": slice(n), "last of": slice(len(those) - n, None)}[how]
    return those[at]


def _all_of_them(talk: Talk, n: int | None) -> tuple[Shown, ...]:
    """All that was listed, where it is as many as is said; else the two that were spoken of one after the other."""
    if n is None or len(talk.shown) == n:
        return talk.shown
    if n > 1 and len(talk.focus) == n and not talk.shown:
        return tuple(Shown(r) for r in talk.focus)
    those = tuple(dict.fromkeys(talk.recent[::-1]))[:n][::-1]
    return those if len(those) == n and len({bool(x.group) for x in those}) == 1 else ()


def _spoken_of(x: Shown, talk: Talk) -> bool:
    """Of those listed the one that was asked about since."""
    last = talk.last
    if last is None or x.group:
        return last is not None and x.group in named(last)
    indicators = {n for link in last.indicators for n in link.tiers[0]}
    return x.report_id in talk.focus and (not x.level3 or x.level3 in indicators)


def _put(text: str, at: tuple[int, int], found: tuple[Shown, ...], talk: Talk, *, same: bool = False) -> tuple[str, Talk]:
    """`same`: what was asked of the one before is asked of it, where nothing else is."""
    assert talk.last is not None
    start, end = at
    said = text[start:end]
    english = said.isascii() if said else talk.last.language == "en"
    if found[0].group:
        names = [x.group.removesuffix("年") if english else x.group for x in found]
        mark = "and " if english else "那"
        mark = "" if text.startswith(mark.strip()) else mark
        return f"{mark}{text[:start]}{(' and ' if english else '和').join(names)}{text[end:]}", talk
    reports = tuple(dict.fromkeys(x.report_id for x in found if x.report_id is not None))
    level3 = tuple(dict.fromkeys(x.level3 for x in found if x.level3))
    indicators = [Link("indicator", 0, 0, (level3,), True, 1.0)] if level3 else []
    measured = [talk.last.rank.concept] if talk.last.rank and talk.last.rank.concept else []
    asked = talk.last if talk.last.reports or same else Frame(language=talk.last.language, detail=True, concepts=measured, years=list(talk.last.years) if set(found) <= set(talk.shown) else [])  # 第二个呢: the same of it; of a list all about it
    open_to = replace(asked, reports=list(reports), indicators=indicators, projects=[], units=[], regions=[], rank=None, group=[], asked_dimension=None)
    units = tuple(dict.fromkeys(x.unit for x in found if x.unit)) or talk.units
    narrowed = replace(talk, last=open_to, base=open_to, focus=reports, units=units)
    one = "it" if len(found) == 1 else "those"
    if english:
        word, end = ("its", end + 2) if text[end : end + 2] == "'s" and one == "it" else (one, end)
        word = f"of {word}" if said.startswith("of ") else word
        word += " " * bool(re.match("[a-z]", text[end:]))  # which one was lower: nothing of it is replaced
    else:
        word = "它" if len(found) == 1 else "它们"
    return text[:start] + word + text[end:], narrowed
