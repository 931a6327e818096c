"""A question cut into stretches that were understood, and what is left over. Pure.

Every reading of every stretch is collected (words of the lexicon, names of the store, numbers, years); of those that
overlap the readings that cover the question best together are kept.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from assistant import numbers
from assistant.catalogue import Catalogue
from assistant.lexicon import places, words
from assistant.linking import Link, links
from assistant.planner.attaining import attained
from assistant.planner.defined import without_definitions
from assistant.planner.english import causes, without_glosses
from assistant.planner.given import given
from assistant.planner.span import Span
from assistant.planner.translated import translated
from extractors.budget import is_total
from extractors.records import BudgetLine

_RANKS = [
    (re.compile(r"(?:排名|排行|排序|排列|排|得分|名列|位居|位列|位于|处于|居于|高居|稳居|居|列|跻身|进入|挤进)?(?:在|到|于)?(?<![以之目])(?<!(?<!\d\d\d\d)年)前(\d+|[一二两三四五六七八九十]+)(?:名|个|位|项|条|家|甲|强|大(?=项目|单位|地区|$|[,?的]))?(?!年|期)"), "top"),
    (re.compile(r"(?<![一二三四五六七八九十等])(三)甲(?!医|级)(?:的)?"), "top"),
    (re.compile(r"(?:(?:排名|排序|排|名列|位居|位列|位于|居|列|落)(?:在|到|于)?)?(?:(?<![以之最])(?<!(?<!\d\d\d\d)年)后|倒着?数(?:过来)?|末尾?|末)(\d+|[二两三四五六七八九十]+)(?:名|个|位|项|条|家)?(?!年|期|天|个?月)"), "bottom"),
    (re.compile(r"(?:位列|位居|排在?|名列)?最后(?:的)?(\d+|[二两三四五六七八九十]+)(?:名|个|位|项|条|家)(?!年|期|天|个?月)"), "bottom"),
    (re.compile(r"(?:(?:排名|排|位列|位居|位于|居|列)(?:在|到|于)?)?倒数第([一二两三四五六七八九十]|\d+)(?:名|个|位)?(?:的)?"), "nth bottom"),
    (re.compile(r"(?<!人)(次)(?:高|大|多|好|优)(?:的)?(?![一-龥]{0,2}(?:次|率))"), "nth top"),
    (re.compile(r"(?<!人)(次)(?:低|小|少|差)(?:的)?(?![一-龥]{0,2}(?:次|率))"), "nth bottom"),
    (re.compile(r"第([一二三四五六七八九十]|\d+)(?:名|位)?(?:最)?(?:高|大|多|好|快)(?:的)?"), "nth top"),
    (re.compile(r"第([一二三四五六七八九十]|\d+)(?:名|位)?(?:最)?(?:低|小|少|差|慢)(?:的)?"), "nth bottom"),
    (re.compile(r"(?<=[,?])(?:你|就|只|光|单|给|我|也)*(?:报|要|说|给|讲|列|念|看)(?:我|出)?(?:第(一)名|头(一)名|第(一)个|头(一)个|最前面?的?(一)个|(一)个)(?:就|即)?(?:行|好|可以|可|成|够|够了|得|得了|完了)?(?:了|啦|吧)*$"), "one"),
    (re.compile(r"(?:(?:排名|排行|排序|排位|排列|排|名列|位列|位居|位于|居于|居|列|名次|往下数|往上数|数)(?:在|到|于)?)第([一二三四五六七八九十]|\d+)(?:名|位|个)?(?:的)?|第([一二三四五六七八九十]|\d+)(?:名|位(?!负责人|领导))(?:的)?"), "nth top"),
    (re.compile(r"(?:(?<=[往前后数],)|(?<=[数排看列]))第([一二三四五六七八九十]|\d+)(?:个|名|位)(?:的)?"), "nth top"),
    (re.compile(r"(仅次)于(?:排名)?(?:榜首|第一名?|头一?名|冠军|状元|首位|最高(?:分)?|魁首)(?:的)?|(榜眼|亚军|次席|探花|季军)(?:的)?|(?:排名?|坐|位居)?第?(二)把交椅(?:的)?"), "nth top"),
    (re.compile(r"(?<![带起口埋])头([两二三四五六七八九]|[2-9]|\d\d)(?:名|个|位|项|条|家)(?!月)"), "top"),
    (re.compile(r"(?<!结)尾(?:巴上?)?(?:的)?([两二三四五六七八九]|[2-9]|\d\d)(?:名|个|位|项|条|家)(?!月)"), "bottom"),
    (re.compile(r"(?<![a-z])(?:the )?(?:top|first|highest|largest|biggest|best)[- ]((?!(?:19|20)\d\d)\d+|two|three|four|five|six|seven|eight|nine|ten)(?![a-z\d.%])"), "top"),
    (re.compile(r"(?<![a-z])(?:the )?(\d+|two|three|four|five|six|seven|eight|nine|ten)[- ](?:highest|largest|biggest|best)(?![a-z])(?=[- ](?:\S+[- ]){0,2}(?:scor|rated|projects?|budgets?))"), "top"),
    (re.compile(r"(?<![a-z])(?:the )?(\d+|two|three|four|five|six|seven|eight|nine|ten)[- ](?:lowest|smallest|worst)(?![a-z])(?=[- ](?:\S+[- ]){0,2}(?:scor|rated|projects?|budgets?))"), "bottom"),
    (re.compile(r"(?<![a-z])(?:the )?(?:bottom|last|lowest|smallest|worst|fewest)[- ]((?!(?:19|20)\d\d)\d+|two|three|four|five|six|seven|eight|nine|ten)(?![a-z\d.%])"), "bottom"),
    (re.compile(r"(?<![a-z])(?:the )?(second|third|fourth|fifth)[- ](?:highest|largest|best|most|biggest)"), "nth top"),
    (re.compile(r"(?<![a-z])(?:the )?(second|third|fourth|fifth)[- ](?:lowest|smallest|worst|least|fewest)"), "nth bottom"),
]  # fmt: skip
_ORDINALS = {"次": 2, "仅次": 2, "榜眼": 2, "亚军": 2, "次席": 2, "探花": 3, "季军": 3, "second": 2, "third": 3, "fourth": 4, "fifth": 5}


def _ranks(text: str) -> list[Span]:
    found = []
    for pattern, meaning in _RANKS:
        for m in pattern.finditer(text):
            said = next(g for g in m.groups() if g)
            n = _ORDINALS.get(said) or (int(said) if said.isdigit() else numbers.spoken(said))
            if n:
                found.append(Span("rank", meaning, m.start(), m.end(), n))
    return found


_N = r"(?P<n>[两二三四五2-5])"
_RUNNING = [
    re.compile(rf"(?:连续|接连|一连|连着){_N}个?年度?(?:里|来|内|间)?(?:都|均|皆)?"),
    re.compile(r"(?<![a-z\d])(?P<n>two|three|four|2|3|4) (?:(?:consecutive|straight|successive) years|years (?:running|in a row|straight|on end|in succession))"),
]
_SO_MANY = re.compile(rf"(?<![近\d连续去前]){_N}个?年度?(?:里|来|内|间)?(?!(?:每一?年)?[都均][有报交])(?=[^,?]{{0,8}}(?:都|(?<!平)均|皆|一直|始终))")


def _runs(text: str) -> list[Span]:
    """连续两年, two years running; 两年都."""
    found = [(m, "running") for p in _RUNNING for m in p.finditer(text)] + [(m, "so many") for m in _SO_MANY.finditer(text)]
    return [Span("years", meaning, m.start(), m.end(), numbers.spoken(m["n"]) or int(m["n"])) for m, meaning in found]


def _numbers(text: str, known_years: Sequence[int]) -> list[Span]:
    years = numbers.years(text, known_years)
    found = [Span("year", "", y.start, y.end, y) for y in years]
    counted = [a for a in numbers.amounts(text) if not any(y.start <= a.start < y.end for y in years)]
    found += [Span("amount", a.unit or "", a.start, a.end, a) for a in counted]
    found += [Span("comparison", c.op, c.start, c.end, c) for c in (*numbers.comparisons(text, counted), *numbers.several(text))]
    return found


@lru_cache(maxsize=256)
def _words(text: str) -> tuple[Span, ...]:
    """All readings as words, also those that begin inside another: 项目的负责人, 负责人."""
    found: list[Span] = []
    latin = re.search("[a-z]", text) is not None
    for word in words():
        if word.language == "en" and not latin:
            continue
        for pattern in word.patterns:
            m = pattern.search(text)
            while m:
                if m.end() > m.start() and not _within_whether(text, m.start()):
                    found += _around(Span(word.kind, word.meaning, m.start(), m.end()), m)
                m = pattern.search(text, m.start() + 1)
    return tuple(found)


def _around(word: Span, m: re.Match[str]) -> list[Span]:
    """how much did … spend: in two parts, as a name between them is heard too."""
    if not m.groupdict().get("between"):
        return [word]
    start, end = m.span("between")
    parts = [replace(word, end=start), Span("idle", "rest", end, word.end, _AS_PRINTED)]
    return [p for p in parts if p.end > p.start]


_WHETHER = re.compile(r"(?<![所还只仍具拥持享])有没有")


def _within_whether(text: str, start: int) -> bool:
    """有没有指标掉队: its 没有 denies nothing."""
    return start > 0 and _WHETHER.match(text, start - 1) is not None


_MONEY_BEHIND = r"(?:财政)?(?:资金|经费|补助|拨款)"
_AS_PRINTED = 2.0  # worth more than words that only begin or end within it: 单位 and 资金的执行率
_SAYS_MONEY = 4  # characters from which a label of a line is no everyday word: 单位资金


def _sources(text: str, catalogue: Catalogue, known: Sequence[Span]) -> list[Span]:
    """Sources of funds as the reports print them, which the word list does not know: 单位资金, 旗县资金. Sums are no sources."""
    found: list[Span] = []
    in_words = [s for s in known if s.kind == "source"]
    listed = {w.meaning for w in words() if w.kind == "source"}
    for name in catalogue.sources.folded:
        if name in listed or is_total(BudgetLine(source=name)):
            continue
        said = re.escape(name) if len(name) >= _SAYS_MONEY or name.endswith("资金") else re.escape(name) + _MONEY_BEHIND
        there = [m for m in re.finditer(said, text) if not any(w.start <= m.start() and m.end() <= w.end for w in in_words)]
        found += [Span("source", name, m.start(), m.end(), _AS_PRINTED) for m in there]
    return found


_EVERYDAY = re.compile(r"项目|经费|资金|专项|工作|费用|支出|补助|指标|数量|情况|[一二三四]期|\d+年?度?|[,?()]")


PARTICLES = set("的了吗呢吧啊在是有和与及就都也还被把为对从到")
PREPOSITIONS = set("按以由将于各每多少最前后向使给让请查问看列")
_NO_PARTICLE = re.compile("就(?:业|医|学|诊|餐)|对(?:外|口)|和谐|从业|到位率")  # where a particle's character begins a noun


def _everyday(text: str, spans: Sequence[Span]) -> list[bool]:
    mask = [False] * len(text)
    for span in spans:
        if _NO_PARTICLE.match(text, span.start):
            continue
        if span.end - span.start > 1 or text[span.start] in PARTICLES or text[span.start] in PREPOSITIONS:
            mask[span.start : span.end] = [True] * (span.end - span.start)
    for m in _EVERYDAY.finditer(text):
        mask[m.start() : m.end()] = [True] * (m.end() - m.start())
    return mask


# How much a stretch is worth: longer is better than its parts together, names in full best, idle words least.
_LONGER = 1.25
_NAMED = (1.12, 1.5)  # in part, in full
_ALL_BUT_THE_END = 1.45
_IDLE = 0.4
_BARE = 0.5  # a number without a unit may be part of a word: 一下


def _worth(span: Span) -> float:
    length = span.end - span.start
    longer: float = length**_LONGER
    if span.is_name:
        link: Link = span.what
        said: float = max(link.strength, 0.5) ** _LONGER
        return (_ALL_BUT_THE_END if link.but_for_end else _NAMED[link.exact]) * said
    if span.kind == "source":
        return longer + (span.what or 0.0)
    if span.kind == "idle":
        return longer if span.meaning == "framing" else _IDLE * longer if span.what is None else longer + float(span.what)
    if span.kind == "amount" and not span.meaning:
        return _BARE * length
    return longer + (0.4 if span.kind in ("comparison", "year", "years", "attained", "drop", "rank") else 0.0)


def cut(text: str, catalogue: Catalogue) -> list[Span]:
    """The stretches that were understood, in order."""
    found = [*_words(text)]
    everyday = _everyday(text, found)
    for name in (form for region in catalogue.regions.folded for form in (region, region[:-1]) if len(form) > 1):  # 甲的项目: no part of 甲区文化演出项目
        for place in re.finditer(re.escape(name), text):
            everyday[place.start() : place.end()] = [True] * len(name)
    found += _sources(text, catalogue, found) + [Span(*said) for said in given(text)] + _ranks(text) + _runs(text) + _numbers(text, catalogue.years)
    found += [Span("attained", "", a.start, a.end, a) for a in attained(text)] + [Span("why", "", *c) for c in causes(text)]
    found += [Span(x.kind, "", x.start, x.end, x) for x in _but_for_field(_of_that_phase(links(text, catalogue, everyday), text), text, found)]
    spans = without_definitions(text, without_glosses(text, _in_place(text, _best_cover(_preferring_kinds(text, found), len(text)), found)))
    return translated(text, spans, catalogue) if re.search("[a-z]{3}", text) else spans


_PHASE_SAID = re.compile(r"\(?(?P<n>[一二三四五]期)\)?$")


def _of_that_phase(named: Sequence[Link], text: str) -> list[Link]:
    """某项目(二期): no project but one of that phase, wherever else one of that name may be."""
    kept = []
    for link in named:
        phase = _PHASE_SAID.search(text[link.start : link.end]) if link.kind == "project" else None
        tiers = tuple(those for tier in link.tiers if (those := tuple(n for n in tier if phase["n"] in n))) if phase else link.tiers
        kept += [replace(link, tiers=tiers)] if tiers else []
    return kept


_ITS_MONEY = re.compile(r"的(?=(?:资金|经费|项目|工作)$)")


def _but_for_field(named: Sequence[Link], text: str, found: Sequence[Span]) -> list[Link]:
    """某项目的资金性质: the noun behind the name begins a field's name, and does not end that of a project (某项目资金)."""
    fields = {s.start: s.end for s in found if s.kind == "field"}
    kept = []
    for link in named:
        behind = _ITS_MONEY.search(text[link.start : link.end])
        begins = link.start + behind.end() if behind else -1
        kept.append(replace(link, end=begins - 1) if behind and fields.get(begins, 0) > link.end else link)
    return kept


_CLAUSE = re.compile(r"[,:?()]")
_JOINING = {"的", "之", "the", "of", "a", "an"}


def _in_place(text: str, spans: Sequence[Span], found: Sequence[Span]) -> list[Span]:
    """Without the idle words that stand where their class carries something: the admitted rates, 在办的项目."""
    classes: dict[tuple[int, int], list[str]] = {}
    for s in found:
        if s.kind == "idle":
            classes.setdefault((s.start, s.end), []).append(s.meaning)
    return [s for n, s in enumerate(spans) if s.kind != "idle" or any(_fits(text, spans, n, c) for c in classes[s.start, s.end])]


def _fits(text: str, spans: Sequence[Span], at: int, of: str) -> bool:
    place = places().get(of)
    if place is None or place.along.intersection(s.kind for s in spans):
        return True
    if _beside(text, spans, at, -1) in place.behind or _beside(text, spans, at, 1) in place.before:
        return True
    return bool(place.not_before) and _beside(text, spans, at, 1, _JOINING) not in place.not_before


def _beside(text: str, spans: Sequence[Span], at: int, step: int, over: set[str] | None = None) -> str:
    """The kind of the next stretch that is not idle (of which only those in `over` are passed); the start or end of a clause."""
    edge = "start" if step < 0 else "end"
    while 0 <= at + step < len(spans):
        here, there = sorted((spans[at], spans[at + step]), key=lambda s: s.start)
        if _CLAUSE.search(text, here.end, there.start):
            return edge
        at += step
        if spans[at].kind != "idle" or (over is not None and text[spans[at].start : spans[at].end] not in over):
            return spans[at].kind
    return edge



_OTHERS = re.compile("其[他它]|其余")
_AFTER_PROJECT = re.compile(r"(?:的)?(?:这个|该)?(?:专项|类)?(?:项目|经费|资金|工程)| (?:special )?(?:projects?|programmes?|programs?|schemes?|funds?)(?![a-z])")
_AFTER_INDICATOR = re.compile(r"(?:的)?(?:这|那)?(?:一)?(?:个|条|项)?(?:三级)?(?:指标|那条|这条|那项|完成|目标|实际|没|未|(?:也|都|还|又)?(?:没|未|拖|晚|迟|延|耽误|耽搁)|为什么|的?得分|indicator)|(?:的)?(?:这|那)(?:一)?(?:条|项)| indicator| target")


_SO_MANY_OF = re.compile(r"(?:how many|number of)(?: [a-z]+ of)?(?: (?:of )?the)? $")
_HINTED = {
    "project": re.compile(rf"{_AFTER_PROJECT.pattern}|(?:有关|相关|方面|类)|(?:的)?(?:项目|指标)|(?:的)?(?:那|这)(?:个|笔|块)|的(?:预算|钱|资金|经费|执行|得分|进度)"),
    "indicator": re.compile(rf"{_AFTER_INDICATOR.pattern}|(?:有关|相关|方面|类)|(?:的)?指标"),
}


def _short(s: Span) -> bool:
    """So little of a name that it may be a word like any other; also where it was said in everyday words."""
    if s.what.read_as is None:
        return s.end - s.start == 2
    return bool(s.kind == "indicator" and s.end - s.start == len(s.what.read_as[0]) and not s.what.read_as[0].isascii())


_PHASE = re.compile(r"\([一二三四五\d]期\)")


_DENIED = re.compile(r"(?:没有?|未)(?:能够?|曾|予以?)?$")


def _preferring_kinds(text: str, spans: Sequence[Span]) -> list[Span]:
    """Where project and indicator names read alike, what follows tells them apart."""
    by_place: dict[tuple[int, int], set[str]] = {}
    for s in spans:
        if s.kind in ("project", "indicator"):
            by_place.setdefault((s.start, s.end), set()).add(s.kind)
    kept = []
    for s in spans:
        if s.kind in ("project", "indicator") and _short(s) and not s.what.exact and not _HINTED[s.kind].match(text, s.end):
            continue  # two characters of a name are a word like any other
        if s.kind == "project" and (phase := _PHASE.match(text, s.end)) and any(o.kind == "project" and o.end >= phase.end() and o.start < s.end for o in spans):
            continue  # 2023年某项目(二期): the second phase is another project
        if s.kind == "category" and _OTHERS.fullmatch(text, s.start, s.end) and text[s.end : s.end + 1] not in ("类", "项"):
            continue  # 其他地方: those left, not the category that is called so
        if s.kind == "nature" and "性质" not in text and any(o.kind == "source" and s.start <= o.start and o.end <= s.end for o in spans):
            continue  # 财政拨款多少: a line of the funds, unless their nature is spoken of
        if s.kind == "category" and any(o.kind == "source" and s.start == o.start and s.end < o.end for o in spans):
            continue  # 其他资金: no category called 其他
        if s.kind == "indicator" and any(o.kind == "field" and o.meaning not in ("target", "actual") and (o.start, o.end) == (s.start, s.end) for o in spans) and not _HINTED[s.kind].match(text, s.end):
            continue  # 预算执行率 is the report's, unless the indicator that some form calls so is spoken of
        if s.kind == "indicator" and _DENIED.search(text[: s.start]):
            continue  # 没按时完成 is said of an indicator, whatever one may be called
        if s.kind in ("project", "indicator") and len(by_place[s.start, s.end]) == 2:
            other = next(o for o in spans if (o.start, o.end) == (s.start, s.end) and o.kind in ("project", "indicator") and o.kind != s.kind)
            fits = {"project": _AFTER_PROJECT, "indicator": _AFTER_INDICATOR}
            if s.what.exact == other.what.exact:
                mine, its = bool(fits[s.kind].match(text, s.end)), bool(fits[other.kind].match(text, s.end))
                if not (mine or its) and _SO_MANY_OF.search(text[: s.start]):
                    mine, its = s.kind == "indicator", s.kind == "project"  # how many performances were held
                if (its and not mine) or (mine == its and s.what.strength < other.what.strength) or (mine == its and s.what.strength == other.what.strength and s.kind == "indicator"):
                    continue
        kept.append(s)
    return kept


def _best_cover(spans: Sequence[Span], length: int) -> list[Span]:
    """Of overlapping readings those worth most together; at equal worth names before words."""
    ending: dict[int, list[Span]] = {}
    for span in spans:
        ending.setdefault(span.end, []).append(span)
    best: list[tuple[float, Span | None, int]] = [(0.0, None, 0)]
    for end in range(1, length + 1):
        top: tuple[float, Span | None, int] = (best[end - 1][0], None, end - 1)
        for span in ending.get(end, ()):
            worth = best[span.start][0] + _worth(span)
            if worth > top[0] + 1e-9:
                top = (worth, span, span.start)
        best.append(top)
    chosen: list[Span] = []
    at = length
    while at > 0:
        _, kept, before = best[at]
        if kept:
            chosen.append(kept)
        at = before
    return chosen[::-1]
