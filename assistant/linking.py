"""Which of the store's names a question speaks of: in full, shortened, in part, or with a slip of the keyboard.

A link is a stretch of the question and the names that it may mean, best reading first (`tiers`). Choosing among kinds and
among names that other conditions rule out is left to the planner. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant import everyday, romanised
from assistant.catalogue import Catalogue, Names, fold

# What units are called for short, where leaving out characters does not give the short form.
UNIT_SYNONYMS = {
    "环保局": "生态环境局", "文旅局": "文化和旅游局", "文广新局": "文化广电和旅游局", "文体局": "文化体育局", "工商局": "市场监督管理局",
    "药监局": "市场监督管理局", "国土局": "自然资源局", "规划局": "自然资源和规划局", "林草局": "林业和草原局", "扶贫办": "乡村振兴局",
    "水利局": "水务局", "房管局": "住房和城乡建设局", "住建委": "住房和城乡建设局", "卫计局": "卫生健康局", "计生局": "卫生健康局",
    "卫生局": "卫生健康局", "人社局": "人力资源和社会保障局", "社保局": "人力资源和社会保障局", "劳动局": "人力资源和社会保障局",
    "城管局": "城市管理局", "老干局": "老干部局", "团委": "共产主义青年团委员会", "大数据局": "大数据管理局", "应急办": "应急管理局",
    "安监局": "应急管理局", "农委": "农业农村局", "畜牧局": "农业农村局", "信访办": "信访局", "金融办": "地方金融监督管理局",
    "妇联": "妇女联合会", "残联": "残疾人联合会", "文联": "文学艺术界联合会", "工商联": "工商业联合会", "侨联": "归国华侨联合会", "科协": "科学技术协会",
    "记协": "新闻工作者协会", "作协": "作家协会", "工会": "总工会", "供销社": "供销合作社", "供销联社": "供销合作社联合社", "政协": "政治协商会议",
}  # fmt: skip
# English names of the usual bureaus, so that both languages reach as far.
UNIT_ENGLISH = {
    "finance": "财政局", "education": "教育局", "health": "卫生健康", "transport(?:ation)?": "交通运输局", "water(?: affairs| resources)?": "水务局",
    "agriculture(?: and rural affairs)?": "农业农村局", "forestry": "林业局", "civil affairs": "民政局", "statistics": "统计局",
    "justice": "司法局", "audit": "审计局", "culture(?: and tourism)?": "文化", "ecology|ecological environment|environment(?:al protection)?": "生态环境局",
    "emergency(?: management)?": "应急管理局", "housing(?: and construction)?": "住房和城乡建设局", "public security": "公安局",
    "human resources(?: and social security)?": "人力资源和社会保障局", "market (?:supervision|regulation)": "市场监督管理局",
    "science(?: and technology)?": "科学技术局", "veterans'?(?: affairs)?": "退役军人事务局", "natural resources": "自然资源",
}  # fmt: skip
_UNIT_END = "局委办部院会处厅校所站队馆团社园厂联协"
_TRAILING = "年度的"
_CONNECTORS = "的、,-和与及"


@dataclass(frozen=True)
class Link:
    """`tiers[0]` are the names it means if nothing speaks against them, `tiers[1]` the next likely, and so on."""

    kind: str
    start: int
    end: int
    tiers: tuple[tuple[str, ...], ...]
    exact: bool
    strength: float
    read_as: tuple[str, str] | None = None  # an everyday word and the one of the name that it was read as
    kind_of: str = ""  # 某某类项目: every name that holds these words is meant
    but_for_end: bool = False  # a project's name but for what many end with: 资金, 经费


def links(text: str, catalogue: Catalogue, common: Sequence[bool]) -> list[Link]:
    """All readings of stretches of `text` as names. `common[i]` says that the character is part of an everyday word, so
    that such words alone name nothing."""
    found: list[Link] = []
    found += _regions(text, catalogue)
    found += _units(text, catalogue)
    for kind, names in (("project", catalogue.projects), ("indicator", catalogue.indicators), ("unit", catalogue.units)):
        found += _by_parts(kind, text, names, common)
    for kind, names in (("lead", catalogue.leads), ("label", catalogue.labels), ("category", catalogue.categories), *catalogue.stated.items()):
        found += _whole(kind, text, names)
    found += _documents(text, catalogue)
    found += _so_many(text, catalogue)
    found += _in_everyday_words(text, catalogue, common)
    found += _in_english(text, catalogue)
    return [*found, *_with_verbs(text, found)]


_SO_MANY_OF = re.compile(r"(?P<verb>[一-鿿]{2})(?:到|了|过|完|成)?(?:多少|几)个?(?P<of>人次|场次|人|户|场|次|台|套|期|天|册|件|家|篇|份|公里|米)(?=$|[,?])")


def _so_many(text: str, catalogue: Catalogue) -> Iterator[Link]:
    """培训了多少人: 培训人数, where an indicator is called so."""
    known = catalogue.indicators
    for m in _SO_MANY_OF.finditer(text):
        called = {m["verb"] + m["of"] + more for more in ("数", "", "次", "次数")}
        if names := tuple(n for n, folded in zip(known.names, known.folded, strict=True) if folded.partition("(")[0] in called):
            yield Link("indicator", m.start(), m.end(), (names,), False, m.end() - m.start())


def _in_everyday_words(text: str, catalogue: Catalogue, common: Sequence[bool]) -> Iterator[Link]:
    """修路的项目: of the names that hold 公路, as if that had been said."""
    kinds = {"project": catalogue.projects, "indicator": catalogue.indicators}
    for kind, names in kinds.items():
        for said in everyday.in_names(text, names):
            formal = next((f for f in said.formal if any(f in name for name in names.folded)), None)
            if formal is None:
                continue
            longer, end = len(formal) - len(said.word), said.start + len(formal)
            changed, mask = text[: said.start] + formal + text[said.end :], [*common[: said.start], *(False for _ in formal), *common[said.end :]]
            for link in _by_parts(kind, changed, names, mask):
                if link.start <= said.start and link.end >= end and (kept := _holding(link, (formal,))):
                    yield replace(kept, end=link.end - longer, strength=link.strength + max(0, -longer), read_as=(said.word, formal))


_LESS_SURE = 0.95  # so that a word that is understood otherwise is taken so


def _in_english(text: str, catalogue: Catalogue) -> Iterator[Link]:
    """the rural road project: the names that hold 农村公路."""
    for said in everyday.in_english(text):
        for kind, names in (("project", catalogue.projects), ("indicator", catalogue.indicators)):
            formal = next((f for f in said.formal if any(f in name for name in names.folded)), None)
            if formal is not None:
                meant = tuple(n for n, folded in zip(names.names, names.folded, strict=True) if formal in folded)
                tiers = (tuple(sorted(meant, key=lambda n: fold(n) != formal)),)
                yield Link(kind, said.start, said.end, tiers, False, (said.end - said.start) * _LESS_SURE, (said.word, formal))


def _with_verbs(text: str, found: Sequence[Link]) -> Iterator[Link]:
    """买医疗设备: the names that say 购置 of what is named right behind the verb."""
    for said in everyday.before_names(text):
        for link in found:
            if link.start == said.end and link.kind in ("project", "indicator") and (kept := _holding(link, said.formal)):
                formal = next(f for f in said.formal if f in kept.tiers[0][0])
                more = len(said.word)
                yield replace(kept, start=said.start, strength=link.strength + more, read_as=link.read_as or (said.word, formal))


def _holding(link: Link, words: Sequence[str]) -> Link | None:
    """With the names alone that hold one of the words."""
    tiers = tuple(kept for tier in link.tiers if (kept := tuple(n for n in tier if any(w in fold(n) for w in words))))
    return replace(link, tiers=tiers) if tiers else None


def _whole(kind: str, text: str, names: Names) -> Iterator[Link]:
    for folded, originals in names.by_fold.items():
        if len(folded) > 1 and (at := text.find(folded)) >= 0:
            yield Link(kind, at, at + len(folded), (tuple(originals),), True, len(folded))


def _documents(text: str, catalogue: Catalogue) -> Iterator[Link]:
    """A file is named in full, with or without its suffix; parts of its name are places and years, not a file."""
    for name, folded in zip(catalogue.documents.names, catalogue.documents.folded, strict=True):
        for form in (folded, folded.rpartition(".")[0]):
            if len(form) > 2 and (at := text.find(form)) >= 0:
                yield Link("document", at, at + len(form), ((name,),), True, len(form))


_RANKS = ("自治州", "自治县", "市", "县", "区", "旗", "州", "盟")


def _regions(text: str, catalogue: Catalogue) -> Iterator[Link]:
    for name, folded in zip(catalogue.regions.names, catalogue.regions.folded, strict=True):
        short = next((folded.removesuffix(r) for r in _RANKS if folded.endswith(r)), folded)
        for form in (folded, short):
            if len(form) < 2:
                continue
            at = text.find(form)
            while at >= 0:
                yield Link("region", at, at + len(form), ((name,),), form == folded, len(form))
                at = text.find(form, at + 1)
    for start, end, meant in romanised.places(text, catalogue.regions.names):
        yield Link("region", start, end, (meant,), True, end - start)


_COMMITTEE = re.compile(r"[省市县区州旗]委$")
_A_BODY = re.compile(
    r"(?:人大|政协|政府|党委|纪委)(?=(?:这边|那边|这儿|那儿|方面|机关|自己|本身|这家|那家)(?!的?代表))"
    r"|(?<=[省市县区州旗])(?:人大|政协|政府|党委|纪委)(?=的?(?:有(?:哪|多少|几|没)|哪|一共|总共|共|各|今年|去年|20\d\d|(?:所有|全部)?项目)|$|[,?])"
)  # 人大这边, 市人大有哪些项目: its office
_EACH_RANK = re.compile(r"(?:各|每个?|所有|全部)(?:个)?(?:省|市|县|区|旗|州|地){1,3}$")  # 各市县教育局: of all places


@lru_cache(maxsize=8192)
def stem(unit: str, regions: tuple[str, ...]) -> str:
    """A unit's name without its place: 某市某区财政局 -> 财政局."""
    folded = fold(unit)
    for prefix in ("中国共产党", "中共"):
        folded = folded.removeprefix(prefix)
    for region in regions:
        folded = folded.replace(fold(region), "", 1)
        short = fold(region)[:-1]
        if len(short) > 1:
            folded = folded.removeprefix(short)
    return re.sub(r"^(?:省|市|县|区)?委(?!员)", "", folded)


def _units(text: str, catalogue: Catalogue) -> Iterator[Link]:
    """Short forms: characters of the name in their order, ending as it ends (人社局, 统战部, 人大办)."""
    by_stem: dict[str, list[str]] = {}
    for unit, regions in catalogue.of_unit.items():
        if bare := stem(unit, regions):  # a form may name no unit, or nothing but the place was read of it
            by_stem.setdefault(bare, []).append(unit)
    for at, form, called in [*((at, form, form) for at, form in _short_forms(text)), *((m.start(), m[0], f"{m[0]}办") for m in _A_BODY.finditer(text))]:
        meant = [s for s in by_stem if _stands_for(called, s)]
        if not meant:
            continue
        full = [s for s in meant if s == form]
        closest = full or [s for s in meant if len(s) == min(map(len, meant))] if len(meant) > 2 else full or meant
        units = tuple(u for s in closest for u in by_stem[s])
        yield Link("unit", at, at + len(form), (units,), bool(full), len(form) + 0.5)
        if committee := _COMMITTEE.search(text[:at]):  # 市委统战部, behind the city's name or not
            yield from (Link("unit", start, at + len(form), (units,), bool(full), len(form) + 0.5 + at - start) for start in {committee.start(), at - 1})
        rank = text[at - 1 : at]
        of_rank = tuple(u for u in units if any(r.endswith(rank) for r in catalogue.of_unit[u][-1:])) if rank and rank in "省市县区州" and not _EACH_RANK.search(text[:at]) else ()
        if of_rank and not any(_stands_for(rank + called, s) for s in closest):  # 市教育局, not a county's; 市场监管局 is of no city
            yield Link("unit", at - 1, at + len(form), (of_rank,), bool(full), len(form) + 1.5)
    yield from _bare_units(text, catalogue, by_stem)
    for words, name in UNIT_ENGLISH.items():
        for m in re.finditer(rf"(?<![a-z])(?:the )?(?:bureau|department|office) of (?:{words})(?![a-z])|(?<![a-z])(?:{words}) (?:bureaus?|departments?|offices?)(?![a-z])", text):
            units = tuple(u for s, us in by_stem.items() if name in s for u in us)
            if units:
                yield Link("unit", m.start(), m.end(), (units,), False, m.end() - m.start())


_BARE = re.compile(r"(?:住建|人社|卫健|应急|财政|教育|民政|交通|水务|林业|农业|环保|文旅|科技|统计|市监|退役|城管|审计|司法|公安|发改|医保)(?=\d\d|[的那这报]|,|$|有|一共|几|哪|没|得)")


def _bare_units(text: str, catalogue: Catalogue, by_stem: dict[str, list[str]]) -> Iterator[Link]:
    """青岚住建22年的项目: right behind its place a bureau may go without its 局."""
    for region, folded in zip(catalogue.regions.names, catalogue.regions.folded, strict=True):
        for place in re.finditer(f"{re.escape(folded)}|{re.escape(folded[:-1])}" if len(folded) > 2 else re.escape(folded), text):
            if m := _BARE.match(text, place.end()):
                units = tuple(u for s, us in by_stem.items() if _stands_for(f"{m[0]}局", s) for u in us if region in catalogue.of_unit[u])
                if units:
                    yield Link("unit", m.start(), m.end(), (units,), False, len(m[0]) + 1.0)


def _short_forms(text: str) -> Iterator[tuple[int, str]]:
    for m in re.finditer(rf"办公室|中心|医院|法院|协会|学会|商会|[{_UNIT_END}]", text):
        for length in range(2, 16):
            start = m.end() - length
            if text[m.end() - 1] == "办" and text[m.end() : m.end() + 1] == "公" and m[0] == "办":
                break  # 协会办公电话: no 会办
            if start < 0 or not re.fullmatch(r"[一-鿿]+", text[start : m.end()]):
                break
            yield start, text[start : m.end()]


_EVERY_UNIT = ("单位", "部门", "哪", "各", "每", "个", "有", "这", "那", "该", "本", "是", "的")


def _stands_for(form: str, name: str) -> bool:
    if form == name or UNIT_SYNONYMS.get(form, "\0") in name:
        return True
    if len(form) < 2 or (form[-1] != name[-1] and not (form[-1] == "办" and name.endswith("办公室"))) or form.startswith(_EVERY_UNIT):
        return False
    # 公安 in 公安局: the first character begins the name, or a part of it after its rank words.
    starts = (name, *(name[i + 1 :] for i, c in enumerate(name) if c in "会省市县区委国"))
    return len(form) <= 14 and any(s[:1] == form[0] and _in_order(form, s) and len(s) - len(form) < 30 for s in starts)


def _in_order(form: str, name: str) -> bool:
    rest = iter(name)
    return all(c in rest for c in form)


@dataclass(frozen=True)
class _Match:
    start: int
    end: int
    matched: int
    own: int  # matched characters that are not everyday words
    slips: int
    asked: int  # characters of a question word between them: 新建多少个图书角


_BRACKETS = re.compile(r"[()]")


def _by_parts(kind: str, text: str, names: Names, common: Sequence[bool]) -> Iterator[Link]:
    """Names in full or in part. Names that fit one stretch equally well are one link."""
    stretches: dict[tuple[int, int], dict[str, _Match]] = {}
    for n in names.resembling(text):
        folded = names.folded[n]
        for match in _align(text, folded, common):
            stretches.setdefault((match.start, match.end), {})[names.names[n]] = match
    for (start, end), found in stretches.items():
        stretch = text[start:end]
        exact = [n for n in found if fold(n) == stretch or _BRACKETS.sub("", fold(n)) == stretch]
        best = max(m.matched - m.slips for m in found.values())
        near = [n for n, m in found.items() if m.matched - m.slips == best]
        # Of a project that recurs, the name that adds least to what was said comes first.
        near_exact = [n for n in near if core(fold(n)) == core(stretch)]
        if kind == "unit" and end - start == 2 and not exact and stretch[-1] in _UNIT_END:
            continue  # 政局 is no name of the 财政局
        tiers = [t for t in (exact, [n for n in near_exact if n not in exact], [n for n in near if n not in exact and n not in near_exact]) if t]
        if tiers:
            strength = best + max(m.asked for m in found.values()) + (1.0 if exact else 0.0) + (0.4 if near_exact else 0.0)
            ends_otherwise = kind == "project" and len(found) == 1 and any(fold(n).startswith(stretch) and _USUAL_END.fullmatch(fold(n), len(stretch)) for n in found)
            yield Link(kind, start, end, tuple(map(tuple, tiers)), bool(exact), strength, but_for_end=ends_otherwise)


_USUAL_END = re.compile(r"(?:专项|工作|补助|项目|活动)*(?:资金|经费|项目|工程|费)")
_LEADING_YEAR = re.compile(r"^(?:\d{4}年度?)?(?:[一-鿿]{2,6}?[市县区])?(?:\d{4}年度?)?")


@lru_cache(maxsize=8192)
def core(folded: str) -> str:
    """A project's name without the year and place before it."""
    rest = _LEADING_YEAR.sub("", folded, count=1)
    return re.sub(r"\((?:一|二|三|四|五|\d)期\)$", "", rest) if len(rest) > 3 else folded


_OF_A_YEAR = re.compile(r"[\d各每历近去今前本上几多两]$")
_A_NUMBER = re.compile(r"[\d一二三四五六七八九十]")  # 2022年某项目 is no slip for 2024年某项目, nor 一期 for 二期
_HOW_MANY = re.compile(r"了?(?:多少|几)[一-鿿]?")


def _align(text: str, name: str, common: Sequence[bool]) -> Iterator[_Match]:
    """The stretches of the text that are parts of the name, in the name's order, nothing else between them but a
    connecting character or one wrong one."""
    blocks = _blocks(text, name)
    used = -1
    for n, (i, j, size) in enumerate(blocks):
        if i < used:
            continue
        start, end, matched, slips, at, asked = i, i + size, size, 0, j + size, 0
        own = sum(not c for c in common[i:end])
        for i2, j2, size2 in blocks[n + 1 :]:
            gap = text[end:i2] if i2 >= end else None
            if gap is None or j2 < at:
                continue
            same_gap = len(gap) == 1 and j2 - at == 1 and not _A_NUMBER.search(gap + name[at:j2])
            how_many = bool(_HOW_MANY.fullmatch(gap))  # 新建多少个图书角: 新建图书角个数
            if gap and not how_many and not (len(gap) == 1 and (gap in _CONNECTORS or (same_gap and matched >= 2))):
                continue
            slips += 1 if gap and not how_many and gap not in _CONNECTORS else 0
            asked += len(gap) if how_many else 0
            matched, end, at = matched + size2, i2 + size2, j2 + size2
            own += sum(not c for c in common[i2:end])
        used = end
        begins = j == 0 and not _OF_A_YEAR.search(text[:start])  # 年借阅册次: the name's own character
        while start < end - 2 and text[start] in _TRAILING and not begins:  # 各年某项目: the year's own character
            start, matched = start + 1, matched - 1
        whole = matched >= len(name) - slips and end - start >= len(name)
        if whole or own >= 2 or (own and matched >= 3):
            yield _Match(start, end, matched, own, slips, asked)


def _blocks(text: str, name: str) -> list[tuple[int, int, int]]:
    """Longest common runs of two characters or more, by where they begin in the text."""
    found: list[tuple[int, int, int]] = []
    i, last = 0, len(text) - 1
    while i < last:
        best, at = 0, -1
        j = name.find(text[i : i + 2])
        while j >= 0:
            size = 2
            while i + size < len(text) and j + size < len(name) and text[i + size] == name[j + size]:
                size += 1
            if size > best:
                best, at = size, j
            j = name.find(text[i : i + 2], j + 1)
        if best:
            found.append((i, at, best))
            i += max(1, best - 1)
        else:
            i += 1
    return found
