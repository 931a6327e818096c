"""How much of its target an indicator is said to reach: 超额完成30%以上, 完成值超过指标值一倍, 不到目标的一半. Words to numbers only,
in percent of the target; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from assistant import numbers


@dataclass(frozen=True)
class Attained:
    """`status` where the words also say whether the target was met: more of a cost is no over-achievement. `other` is what else
    may be meant."""

    start: int
    end: int
    op: str
    percent: Decimal
    status: str = ""
    other: Decimal | None = None


_AMOUNT = r"(?P<n>百分之[\d.零〇一二三四五六七八九十百]+|[\d.]+ ?%|[\d.]+成|[一二三四五六七八九两]成[五半]?|一半|半|[\d.一二三四五六七八九两十]+倍|[二三四五六七八九]分之[一二两三])"
_TARGET = r"(?:年度|年初|原定|既定|预定|设定|当初)?(?:的)?(?:目标|指标|计划)(?:值|数|任务)?"
_VALUE = r"(?:(?P<value>(?:实际|全年|年终)?(?:的)?(?:完成|达到|实现)?值|实际(?:完成|达到)?(?:数|值)?)(?:都|就|已经?|还)?)?"
_MORE = r"(?P<post>(?:及|或)?(?:以上|以下|以内|之上|之下)|(?:还|都)?(?:不到|不足|没到)|开外)?"
_LESS = r"不到|不足|不及|未(?:能)?(?:达到?|完成|实现)(?:了)?|没(?:有)?(?:能)?(?:达到?|到|完成|实现|做到|干到|办到|够到)(?:了)?|完(?:成)?不(?:成|到|足|了)|完成(?:了)?(?:还)?(?:不到|不足)|达不到"
_JUST = r"(?:只|仅|才)(?:有|是|为|完成|达到?|实现|做到?|干)?(?:了|到)?"
_REACHED = r"达(?:到|成)?(?:了)?|完成(?:了|到)?|实现(?:了)?|是|为|相当于|占|至少(?:完成|达到)(?:了)?"
_BY = r"超过|超出|高出|高于|大于|多出|多于|超|比{t}(?:要|还)?(?:高|多|大|超)(?:出|了|过)?".replace("{t}", _TARGET)
_UNDER = r"低于|少于|小于|差|比{t}(?:要|还)?(?:低|少|小|差)(?:了)?".replace("{t}", _TARGET)
_ENOUGH = r"(?P<pre>超过|不止|不低于|不少于|至少|达到?|在|高于|不到|不足|不超过|低于)?(?:了)?"

_OVER = re.compile(rf"(?:超额|超)(?:完成|达成|实现)?(?:了)?(?:{_TARGET})?(?:的)?(?:幅度|比例)?{_ENOUGH}{_AMOUNT}{_MORE}")
_ABOVE = re.compile(rf"{_VALUE}(?P<verb>{_BY})(?:了)?(?P<target>{_TARGET})?(?P<of>的)?{_ENOUGH}{_AMOUNT}{_MORE}")
_BELOW = re.compile(rf"{_VALUE}(?P<verb>{_UNDER})(?:了)?(?P<target>{_TARGET})?(?P<of>的)?{_ENOUGH}{_AMOUNT}{_MORE}")
_OF = re.compile(rf"{_VALUE}(?P<verb>{_LESS}|{_JUST}|{_REACHED})(?P<less>不到|不足)?{_TARGET}(?:的)?{_ENOUGH}{_AMOUNT}{_MORE}")
_NOT_EVEN = re.compile(rf"{_VALUE}连?(?:{_TARGET})(?:的)?{_AMOUNT}(?:都|也)(?:还)?(?:(?:没|未)(?:有|能)?(?:完成|达到?|到|实现|做到)(?:了)?|不到|不足|达不到|不及)")
_RATE = re.compile(rf"(?:完成|达成|实现)(?:率|度|比例|程度)(?:为|是)?{_ENOUGH}{_AMOUNT}{_MORE}(?=的[^,?]{{0,8}}指标)")
_OF_AND_MORE = re.compile(rf"{_VALUE}(?:比|较){_TARGET}(?:的)?{_AMOUNT}(?:还|更|都|也)?(?:要|得)?(?:多|高|大|强)(?:的|些)?")
_DOUBLED = re.compile(rf"{_VALUE}(?:(?:比|是|为|达到)?{_TARGET}(?:的)?|(?:(?<=完成值)|(?<=实际值)|(?<=完成数)))翻(?:了|过)?(?:一|1)?[倍番](?:还多|以上|有余|多)?")

_TARGET_EN = r"(?:the|their|its|a)? ?(?:own )?targets?(?: values?)?"
_AMOUNT_EN = r"(?P<n>[\d.]+ ?%|[\d.]+ percent|half|a half|one half|a third|a quarter|a fifth)"
_CMP_EN = r"(?P<pre>more than|over|at least|less than|under|below|no more than|at most|up to)?"
_MORE_EN = r"(?P<post> or (?:more|less|above|below))?"
_EN_BY = re.compile(rf"(?<![a-z])(?:(?P<over>over-?achieved|exceed(?:ed|ing|s)?|beat|surpass(?:ed|ing|es)?|outperformed|outdid|topped|overshot)|(?P<short>missed|fell short(?: of)?|undershot|fell below|short of))(?: {_TARGET_EN})? by (?:a margin of )?{_CMP_EN} ?{_AMOUNT_EN}{_MORE_EN}")
_EN_ABOVE = re.compile(rf"(?<![a-z]){_CMP_EN} ?{_AMOUNT_EN}{_MORE_EN} (?P<way>above|over|beyond|higher than|more than|below|under|short of|lower than|less than) {_TARGET_EN}")
_EN_OF = re.compile(rf"(?<![a-z])(?P<verb>(?:actually )?(?:reach(?:ed|ing)?|achiev(?:ed|ing)|met|attain(?:ed|ing)|deliver(?:ed|ing)|complet(?:ed|ing)|got to|made|were at|came to) )?(?:only )?{_CMP_EN} ?{_AMOUNT_EN}{_MORE_EN} (?:of )?{_TARGET_EN}")
_EN_TIMES = re.compile(rf"(?<![a-z])(?P<pre>more than|over|at least)? ?(?P<n>double|twice|two times|three times|1\.5 times|triple) {_TARGET_EN}")

_OPS = {"超过": "gt", "不止": "gt", "高于": "gt", "不低于": "ge", "不少于": "ge", "至少": "ge", "达": "ge", "达到": "ge", "不到": "lt", "不足": "lt", "低于": "lt", "不超过": "le"}
_OPS_EN = {"more than": "gt", "over": "gt", "at least": "ge", "less than": "lt", "under": "lt", "below": "lt", "no more than": "le", "at most": "le", "up to": "le"}
_TIMES_EN = {"double": 200, "twice": 200, "two times": 200, "three times": 300, "triple": 300, "1.5 times": 150}
_PARTS_EN = {"half": Decimal(50), "a half": Decimal(50), "one half": Decimal(50), "a third": Decimal(100) / 3, "a quarter": Decimal(25), "a fifth": Decimal(20)}
_ALL = Decimal(100)
_SMALL = Decimal(50)  # 低于目标20%: so much below; 低于目标80%: below that share of it


def attained(text: str) -> Iterator[Attained]:
    """All readings; the longest of a stretch is meant."""
    for m in _OVER.finditer(text):
        if (by := _percent(m["n"])) is not None:
            yield Attained(m.start(), m.end(), _op(m, "eq"), _ALL + by, "met")
    for m in _ABOVE.finditer(text):
        if m["target"] or "比" in m["verb"]:
            yield from _above(m)
    for m in _BELOW.finditer(text):
        if m["target"] or "比" in m["verb"]:
            yield from _below(m)
    for m in _OF.finditer(text):
        yield from _of_target(m)
    for m in (*_NOT_EVEN.finditer(text), *_RATE.finditer(text)):
        if (of := _percent(m["n"])) is not None:
            op = _op(m, "eq") if m.re is _RATE else "lt"
            yield Attained(m.start(), m.end(), op, of, "missed" if op in ("lt", "le") else "")
    for m in _DOUBLED.finditer(text):
        yield Attained(m.start(), m.end(), "gt" if re.search("还多|有余|多$", m[0]) else "ge", 2 * _ALL)
    for m in _OF_AND_MORE.finditer(text):
        if (of := _percent(m["n"])) is not None and of > _ALL:
            yield Attained(m.start(), m.end(), "gt", of)  # 比目标值的2倍还多
    yield from _in_english(text)


def _above(m: re.Match[str]) -> Iterator[Attained]:
    by = _percent(m["n"])
    if by is None:
        return
    of_it = by > _ALL if m["of"] or not m["n"].endswith("倍") else by > _ALL and "比" not in m["verb"]
    of_it |= bool(m["of"]) and by < _ALL  # 超过目标的80%
    other = _ALL + by if of_it and m["n"].endswith("倍") else None  # 超过目标两倍: twice or three times
    yield Attained(m.start(), m.end(), _op(m, "gt"), by if of_it else _ALL + by, other=other)


def _below(m: re.Match[str]) -> Iterator[Attained]:
    by = _percent(m["n"])
    if by is None or by >= _ALL:
        return
    short = (not m["of"] and (by < _SMALL or "比" in m["verb"] or m["verb"] == "差")) or bool(m["post"] and "上" in m["post"])
    op = {"ge": "le", "gt": "lt"}.get(_op(m, "gt"), "lt") if short else "lt"
    yield Attained(m.start(), m.end(), op, _ALL - by if short else by, "" if m["value"] else "missed")


def _of_target(m: re.Match[str]) -> Iterator[Attained]:
    of = _percent(m["n"])
    if of is None:
        return
    less = bool(re.fullmatch(_LESS, m["verb"])) or bool(m["less"])
    just = bool(re.fullmatch(_JUST, m["verb"]))
    op = "lt" if less else _op(m, "le" if just else "eq")
    yield Attained(m.start(), m.end(), op, of, "missed" if op in ("lt", "le") and not m["value"] else "")


def _op(m: re.Match[str], otherwise: str) -> str:
    """以上 behind, 超过 before; else what the verb says."""
    post, pre = m["post"] or "", m["pre"] or ""
    if post:
        return "lt" if re.search("不到|不足|没到", post) else "ge" if re.search("上|开外", post) else "le"
    return _OPS.get(pre, otherwise)


def _percent(said: str) -> Decimal | None:
    if said in ("半", "一半"):
        return Decimal(50)
    if said.endswith("倍"):
        times = Decimal(said[:-1]) if re.fullmatch(r"\d+(?:\.\d+)?", said[:-1]) else numbers.chinese_number(said[:-1])
        return None if times is None else times * 100
    found = list(numbers.amounts(said))
    return found[0].value if len(found) == 1 and found[0].unit == "percent" else None


def _in_english(text: str) -> Iterator[Attained]:
    for m in _EN_BY.finditer(text):
        by, over = _percent_en(m["n"]), bool(m["over"])
        op = _op_en(m, "eq")
        yield Attained(m.start(), m.end(), op if over else _turned(op), _ALL + by if over else _ALL - by, "met" if over else "missed")
    for m in _EN_ABOVE.finditer(text):
        by, above = _percent_en(m["n"]), m["way"] in ("above", "over", "beyond", "higher than", "more than")
        op = _op_en(m, "eq")
        yield Attained(m.start(), m.end(), op if above else _turned(op), _ALL + by if above else _ALL - by, "" if above else "missed")
    for m in _EN_OF.finditer(text):
        op = _op_en(m, "eq")
        yield Attained(m.start(), m.end(), op, _percent_en(m["n"]), "missed" if op in ("lt", "le") else "")
    for m in _EN_TIMES.finditer(text):
        yield Attained(m.start(), m.end(), _OPS_EN.get(m["pre"] or "", "ge"), Decimal(_TIMES_EN[m["n"]]))


def _op_en(m: re.Match[str], otherwise: str) -> str:
    if m["post"]:
        return "ge" if re.search("more|above", m["post"]) else "le"
    return _OPS_EN.get(m["pre"] or "", otherwise)


def _turned(op: str) -> str:
    return {"gt": "lt", "ge": "le", "lt": "gt", "le": "ge"}.get(op, op)


def _percent_en(said: str) -> Decimal:
    return _PARTS_EN.get(said) or Decimal(re.sub(r" ?%| percent", "", said))
