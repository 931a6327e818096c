"""Numbers, comparisons and years as people write them: 不到六成, 九十分以上, 60%-80%, 近三年, at least 90 points.

Pure; works on a normalised question (see `planner.normalise`) and knows nothing of the store but its years.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "俩": 2, "仨": 3, "壹": 1, "贰": 2, "叁": 3}
_TENS = {"十": 10, "百": 100, "千": 1000}
_BIG = {"万": 10_000, "亿": 100_000_000}
_CHINESE = "零〇一二三四五六七八九十百千万亿两俩仨"
_WORDS: dict[str, int | Decimal] = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "eighteen": 18, "twenty": 20, "thirty": 30, "forty": 40,
    "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100, "dozen": 12,
}  # fmt: skip


def chinese_number(text: str) -> Decimal | None:
    """ "一百五十万" -> 1500000, "九十五点五" -> 95.5; None where it is no number."""
    whole, _, part = text.partition("点")
    if part:
        if any(c not in _DIGITS for c in part) or (head := chinese_number(whole)) is None:
            return None
        return head + Decimal("0." + "".join(str(_DIGITS[c]) for c in part))
    total = section = digit = 0
    seen = False
    for c in whole:
        if c in _DIGITS:
            digit, seen = (digit * 10 + _DIGITS[c] if seen and digit and section == 0 else _DIGITS[c]), True
        elif c in _TENS:
            section, digit, seen = section + (digit or 1) * _TENS[c], 0, True
        elif c in _BIG:
            total, section, digit = (total + section + digit or 1) * _BIG[c], 0, 0
        else:
            return None
    return Decimal(total + section + digit) if whole else None


@dataclass(frozen=True)
class Amount:
    """A number with what it counts: percent, points, money (in yuan), items; or nothing said."""

    start: int
    end: int
    value: Decimal
    unit: str | None


_NUMBER = re.compile(rf"(?P<arabic>\d[\d,]*(?:\.\d+)?)|(?P<chinese>[{_CHINESE}]+(?:点[零〇一二三四五六七八九]+)?)|(?<![a-z])(?P<word>{'|'.join(_WORDS)})(?![a-z])")
_UNITS = [
    (re.compile(r"\s*(?:个百分点|percent(?:age points?)?|per cent|%)"), "percent", 1),
    (re.compile(r"成(?![果效立本员绩])"), "percent", 10),
    (re.compile(r"\s*(?:万(?:元|块钱?|人民币)?|wan(?: yuan)?|0,000 yuan)(?![人人次份册亩户平])"), "money", 10_000),
    (re.compile(r"\s*(?:亿(?:元|块钱?)?)"), "money", 100_000_000),
    (re.compile(r"\s*(?:million(?: yuan| rmb| cny)?)"), "money", 1_000_000),
    (re.compile(r"\s*(?:百万元?)"), "money", 1_000_000),
    (re.compile(r"\s*(?:千元)"), "money", 1_000),
    (re.compile(r"\s*(?:元|块钱?|yuan|rmb|cny)"), "money", 1),
    (re.compile(r"\s*(?:分(?!之[一二三四五六七八九十\d]|别|项|类|解|数|值)|points?|marks?)"), "points", 1),
    (re.compile(r"\s*(?:个|条|项(?!目)|家|份|名|位|次|起|笔|件)"), "items", 1),
]


_N = r"(\d[\d.]*(?:分|%|万元|元)?)"
_TO = r"(?:到|至|-|~|和|与)"
_INCLUDED = [
    (re.compile(rf"(?:在|介于)?{_N}\(含[^()]{{0,4}}\){_TO}{_N}\(不含[^()]{{0,4}}\)(?:之间)?"), r"\1以上不到\2"),
    (re.compile(rf"(?:在|介于)?{_N}{_TO}{_N}(?:之间)?\(不包?含[^()]{{0,6}}\)"), r"\1以上不到\2"),
    (re.compile(rf"(?:在|介于)?{_N}\(不含[^()]{{0,4}}\){_TO}{_N}\(含[^()]{{0,4}}\)(?:之间)?"), r"超过\1不超过\2"),
    (re.compile(rf"(?:在|介于)?{_N}\(不含[^()]{{0,4}}\){_TO}{_N}\(不含[^()]{{0,4}}\)(?:之间)?"), r"超过\1不到\2"),
    (re.compile(r"(\d[\d.]*(?:分|%|万元|元)?)\(含[^()]{0,4}\)(以上[,、]?)(\d[\d.]*(?:分|%|万元|元)?)以下(?!\()"), r"\1\2不到\3"),
    (re.compile(r"(?<=[\d%一二三四五六七八九十百分成元万个条项])\((?:包?含)[^()]{0,8}\)|(?<=[以之][上下内间])\((?:均|都)?(?:包?含)[^()]{0,8}\)"), ""),
    (re.compile(r"(\d[\d.]*(?:分|%|万元|元|个|条)?)(?:以上|往上|之上)([^()]*)\(不(?:包?含)\1\)"), r"超过\1\2"),
    (re.compile(r"(\d[\d.]*(?:分|%|万元|元|个|条)?)(?:以下|以内|之下)([^()]*)\(不(?:包?含)\1\)"), r"低于\1\2"),
    (re.compile(rf"([\d.{_CHINESE}]+(?:%|个百分点|分|成|元|万元|亿元|个|条|项)?)(?:以上|之上)\(不(?:包?含)[^()]{{0,8}}\)"), r"超过\1"),
    (re.compile(r"比(\d[\d.]*(?:分|%|万元|元|个|条)?)(?:还|要|都|更)*(?:高|多|大)(?=的|项目|指标|单位|$|[,?])"), r"超过\1"),
    (re.compile(r"比(\d[\d.]*(?:分|%|万元|元|个|条)?)(?:还|要|都|更)*(?:低|少|小)(?=的|项目|指标|单位|$|[,?])"), r"低于\1"),
    (re.compile(r"(\d[\d.]*(?:分|%|万元|元|个|条)?)(?:以上|往上|之上)([^,?()]{0,8}),(?:但|且|并)?不(?:包?含|算|包括)\1(?:本身|在内|整)?"), r"超过\1\2"),
    (re.compile(r"((?:超过|高于|大于|多于|低于|不到|不足|少于)(\d[\d.]*(?:分|%|万元|元|个|条)?)[^,?()]{0,10}),(?:但|且|并)?不(?:包?含|算|包括)\2(?:本身|在内|整)?"), r"\1"),
    (re.compile(r"(\d[\d.]*(?:分|%|万元|元|个|条)?)(?:以下|以内|之下)([^,?()]{0,8}),(?:但|且|并)?不(?:包?含|算|包括)\1(?:本身|在内|整)?"), r"低于\1\2"),
    (re.compile(rf"([\d.{_CHINESE}]+(?:%|个百分点|分|成|元|万元|亿元|个|条|项)?)(?:以下|以内|之下)\(不(?:包?含)[^()]{{0,8}}\)"), r"低于\1"),
]


_TOGETHER = str.maketrans({"仨": "三个", "俩": "两个"})


def with_ends_said(text: str) -> str:
    """90分(含)以上 and 2分以上(不含2分), as one comparison each; 仨 as 三个."""
    text = text.translate(_TOGETHER)
    for pattern, instead in _INCLUDED:
        text = pattern.sub(instead, text)
    return text


_PARTS_EN = {"third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10}
_FRACTION_EN = (
    r"(?<![a-z])(?<!first )(?<!second )(?<!last )(?:one |a |one-)?half(?![a-z])(?![- ](?:years?|way|an? |met|done|term|finished|complete))"
    r"|(?<![a-z])(?<!first )(?<!last )(?:(?P<many>one|two|three|four|five|seven|nine)[- ]|a )(?P<of>(?:third|quarter|fourth|fifth|sixth|eighth|tenth)s?)(?= (?:of|or|the|its|their)(?![a-z])|$|,| ?[?])"
)


_THOUSAND = {"百": Decimal(100), "千": Decimal(1000)}  # 过千万, 上百万
_SO_LARGE = re.compile(r"(?:[过超破上达满于]|不足|不到|未到|未达|没到|突破|冲[破过上]|跨过|突过|高过|压过|(?<![两几数一二三四五六七八九])在)$")
_OR_MORE = re.compile(r"万?(?:元)?(?:及|或)?(?:以上|以下|以内|之上|之下|往上|往下|大关|出头)")
_ROUGHLY = re.compile(r"(?:一[二两]|[二两]三|三四|四五|五六|六七|七八|八九|三五)(?=[十百千]|$)")


def amounts(text: str) -> Iterator[Amount]:
    """Every number in the text with its unit; 六成 is 60 percent, 一半 50, 百分之八十 80, 三百万元 3000000 yuan."""
    taken = 0
    for m in re.finditer(r"百分之([\d.]+|[零〇一二三四五六七八九十百点两]+)|百分(百)|(?<![一])(?:一半|过半数|半数|过半)|(?:绝)?大(?:多数|部分)(?!时)|一?多半|大半(?!年|天|夜|辈|截)|(?<![众许繁很太])多数(?=(?:的)?(?:指标|项目))|([一二三四五六七八九])分之([一二两三])|" + _FRACTION_EN, text):
        value = Decimal(50)
        if m[1]:
            value = Decimal(m[1]) if m[1][0].isdigit() else chinese_number(m[1]) or Decimal(0)
        elif m[2]:
            value = Decimal(100)
        elif m[3]:
            value = Decimal(_DIGITS[m[4]] * 100) / _DIGITS[m[3]]
        elif m["of"]:
            value = Decimal(100 * int(_WORDS.get(m["many"] or "", 1))) / _PARTS_EN[m["of"].rstrip("s")]
        yield Amount(m.start(), m.end(), value, "percent")
        text = text[: m.start()] + "\0" * (m.end() - m.start()) + text[m.end() :]
    for m in _NUMBER.finditer(text):
        if m.start() < taken:
            continue
        end = m.end()
        if m["arabic"]:
            value = Decimal(m["arabic"].replace(",", "").rstrip("."))
        elif m["word"]:
            value = Decimal(_WORDS[m["word"]])
        else:
            spoken = m["chinese"]
            # 三百万元 is money: leave its 万 to the unit.
            if spoken[-1] in "万亿" and len(spoken) > 1:
                spoken, end = spoken[:-1], end - 1
            if text.startswith(("一块", "一线", "一档", "一段", "一条线", "一道线"), m.start()) and text[: m.start()].endswith(("这", "那")):
                continue  # 其他资金这一块: a part, no yuan
            if _ROUGHLY.search(spoken) or re.match(r"一(?:起|道|同)(?=$|[,?看对列])|一一(?=[点列报说找给标核写讲摆])", text[m.start() :]):
                continue  # 两三百万, 七八十: about so much, which is no bound; 摆在一起, 一一列出: no number
            parsed = _THOUSAND.get(spoken) if spoken in _THOUSAND and (_SO_LARGE.search(text[: m.start()]) or _OR_MORE.match(text, end)) else None if spoken in "万亿百千" else chinese_number(spoken)
            if parsed is None:
                continue
            value = parsed
        unit = None
        for pattern, name, factor in _UNITS:
            if u := pattern.match(text, end):
                value, unit, end = value * factor, name, u.end()
                break
        if unit == "percent" and m["chinese"] and text[end : end + 1] in ("五", "半") and text[end - 1] == "成":
            value, end = value + 5, end + 1
        taken = end
        yield Amount(m.start(), end, value, unit)


@dataclass(frozen=True)
class Comparison:
    start: int
    end: int
    op: str
    value: Decimal
    unit: str | None
    upper: Decimal | None = None
    of_weight: bool = False  # 不到分值八成: a part of the points that can be had


_BEFORE = [
    ("ge", r"不(?:低|少|小)于|不得?(?:低|少)于|不下(?:于)?|大于(?:或)?等于|大于等于|高于等于|(?:至少|起码|最少|少说|怎么着|最起码)(?:也|都|要|还)?(?:有|得|是|在)?|达到|(?<=[率分数])达|超过或等于|(?<![没未不])(?:上了|够了|迈过了?)|(?<=[分率数算金费钱额模])上|(?<=[分率值重绩])(?:满|足|够)|(?<=有没有)(?:上|到|过|够)|>=|≥|at least|n(?:o|ot) (?:less|fewer|lower|smaller) than|not (?:below|under|beneath)|(?:at )?(?:a )?minimum(?: of)?|starting (?:at|from)"),
    ("le", r"不(?:高|多|大|超)(?:于|过)|小于(?:或)?等于|低于等于|至多|顶多|最多(?:有)?|(?<!有)没(?:有)?超过|未超过|<=|≤|at (?:the )?most|n(?:o|ot) (?:more|higher|greater|larger|bigger) than|not (?:above|over|beyond|exceeding)|not exceed|(?:a )?maximum(?: of)|capped at|up to(?: and including)?|within"),
    ("lt", r"跌破|掉破|跌穿|跌到|掉到|跌至|降到(?=[^,?]{1,6}以下)|(?<!有)(?:没有?|未)(?:能)?(?:花|用|执行|支出|完成|做|拿|得|考|达|混|捞|打|评|挣|凑|弄|挨|办|干)(?:到|够|上|着|满)|低于|小于|少于|不到|不足|未满|不满|够不(?:上|着|到)|及不上|(?<!有)没(?:有|能)?(?:够[到上着]|到|上|过|够|满)|未(?:能)?(?:到|过|上)|不够|不及|未达到?|没(?:有)?达到|达不到|比?[低少小]过|<|(?:f[ae]ll(?:s|en|ing)?|came|come|dropp?(?:s|ed)|slipp?(?:s|ed)|sank|dipp?(?:s|ed)|land(?:s|ed)|stay(?:s|ed)|remain(?:s|ed)|finish(?:es|ed)|end(?:s|ed)) (?:short of|below|under|shy of|beneath)|not (?:make it|get|come|rise|climb|go|got|even (?:get|make it))(?: up)? (?:to|above|over|past|beyond)|less than|fewer than|below|under(?:neath)?|lower than|smaller than|worse than|beneath|shy of|south of|short of|(?:not|failed to|never) (?:even )?(?:reach(?:ed|ing)?|hit|attain(?:ed)?)"),
    ("gt", r"不止|不只|逾|越过|[高多大胜盖]过|高于|大于|多于|超过|超出|高出|超|突破|冲[破过上]|跨过|突过|高过|压过|(?<![没不未])(?:刚刚?|才|勉强|将将|堪堪)?过了?|>|more than|greater than|(?:r[oi]se(?:s|n)?|climb(?:s|ed)|came|come|go(?:es|ne)?|went|got|land(?:s|ed)|stay(?:s|ed)|remain(?:s|ed)|finish(?:es|ed)|end(?:s|ed)) (?:above|over|past|beyond)|(?:cross|pass|clear|top|break|beat)(?:es|s|ed|ing)? the|above|over|higher than|exceed(?:s|ed|ing)?|larger than|bigger than|better than|beyond|north of|in excess of|upwards? of|surpass(?:es|ed|ing)?"),
    ("ne", r"不等于|不是|不为|≠|!=|not equal to|is not|isn't|other than"),
    ("eq", r"(?<![a-z])(?:a )?(?:perfect|flat|round|clean|straight)|precisely|(?:只|仅)(?:有|剩|差|占|欠)?|(?:就|才|单)(?:有|剩|差|欠)|only(?: had| have| has)?|just|(?:正好|刚好|刚刚好|恰好|恰恰|恰|整整|不多不少)(?:只|就)?(?:是|为|等于|得|拿|打|考|达到|有|差|剩|欠)?(?:到|了|满)*|(?:打|得|拿|考)满|等于|就是|写(?:的是|成|着|了)?|填(?:的是|成|着|了)?|为|是|得了?|=|exactly|equals?|equal to|of exactly"),
]
_AFTER = [
    ("ge", r"\s*(?:的)?(?:(?:这|那)?一?(?:条|道)?线)?(?:及|或|和)?(?:以上|之上|更高|更多|起步|打底|兜底|开外|往上|朝上|起(?=的|$|[,、?]|项目))|\s*(?:or|and) (?:more|above|higher|over|better|greater|up|upwards?|beyond)(?![a-z])|(?:at (?:the |a )?(?:least|minimum)|minimum|upwards)(?![a-z])|\+"),
    ("lt", r"\s*(?:的(?:钱|资金|预算|经费))?(?:都|也|还)(?:没(?:有)?|未)(?:能)?(?:花|用|执行|支出)(?:到|够|出去|掉)|\s*(?:都|也|还)?(?:没(?:有)?|未|不)(?:能)?(?:花|用|执行|支出|完成|做|拿|得|考|达|混|捞|打|评|拿|挣|凑|弄|挨)?(?:到|够|上|着)|\s*(?:都|还)?(?:不到|没到|未到|没达到)|\s*都(?:没有|没够|不够|不足|达不到)"),
    ("le", r"\s*(?:的)?(?:(?:这|那)?一?(?:条|道)?线)?(?:及|或|和)?(?:以下|以内|之内|更低|更少)|\s*(?:or|and) (?:less|below|lower|fewer|under|worse|smaller|down)(?![a-z])|\s*(?:at (?:the )?(?:most|maximum)|maximum|max|tops)(?![a-z])"),
    ("gt", r"\s*(?:多|出头|以外)(?=的|$|，)"),
]
_PRE = [(op, re.compile(rf"(?:{p})(?:\s|了|约|这个|the|数)*$")) for op, p in _BEFORE]
_POST = [(op, re.compile(p)) for op, p in _AFTER]
_RANGE = re.compile(r"\s*(?:到|至|~|～|-|—|–|and|(?:up )?to(?: and including)?|through|thru)\s*$")
_RANGE_AND = re.compile(r"\s*(?:和|与|、|,)\s*")
_RANGE_TAIL = re.compile(r"\s*(?:(?:points? |percent )?(?:range|bracket|band|interval|bandwidth)(?![a-z])|,? ?\(?(?:both )?(?:ends )?(?:inclusive(?:ly)?|included)\)?(?![a-z])|(?:的)?(?:这|那)?一?个?(?:分数)?(?:之间|(?:区间|范围|段|档)(?:之)?(?:内|里|中)?)|以内)")
_RANGE_HEAD = re.compile(r"(?:(?:落|处|位|分布|集中)?(?:在|于|入)|介(?:于|乎|在)|(?:区间|范围|[分数]段)(?:为|是|:)?|(?:(?:any|some)where )?(?:ranging )?(?:between|from)|in the range(?: of| from)?|in the)\s*$")
_RANGE_OF = re.compile(r"(?:分数?|率|成绩)(?:是|为|[:：])?$")  # 总分85-90的
_NEGATED = {"ge": "lt", "gt": "le", "lt": "ge", "le": "gt"}
_NOT = re.compile(r"(?:(?<!有)没有?|未|不)(?:能够?|曾|是?在)?$|(?<![a-z])not $")


_AND_SOME = re.compile(r"多(分(?!数|之|值)|万(?:元|块)?|亿元?|%|个百分点)")  # 八十多分, 三百多万
_SOME_OF = {"分": ("points", 1), "万": ("money", 10_000), "亿": ("money", 100_000_000), "%": ("percent", 1), "个": ("percent", 1)}


def _step(value: Decimal) -> Decimal | None:
    """80: ten, 300: a hundred; what "and some" goes up to."""
    return next((step for step in (Decimal(10) ** n for n in range(6, 0, -1)) if value and value % step == 0), None)


_MOST_OF = ("过半", "半数", "绝大", "大多数", "大部分", "大半", "多半", "一多半", "多数")


def comparisons(text: str, found: Sequence[Amount]) -> list[Comparison]:
    """Numbers that are held against something. A bare number with a unit stays an amount."""
    done: list[Comparison] = []
    skip = -1
    for n, amount in enumerate(found):
        if n == skip:
            continue
        following = found[n + 1] if n + 1 < len(found) else None
        between = text[amount.end : following.start] if following else ""
        if following and (_RANGE.fullmatch(between) or _RANGE_AND.fullmatch(between)):
            tail = _RANGE_TAIL.match(text, following.end)
            head = _RANGE_HEAD.search(text[: amount.start])
            if tail or head or (_RANGE.fullmatch(between) and (following.unit or _RANGE_OF.search(text[: amount.start]))):
                low, high = _in_one_unit(amount, following, text)
                start = head.start() if head else amount.start
                done.append(Comparison(start, tail.end() if tail else following.end, "between", low, following.unit or amount.unit, high))
                skip = n + 1
                continue
        if (more := _AND_SOME.match(text, amount.end)) and amount.unit is None and (step := _step(amount.value)):
            unit, factor = _SOME_OF[more[1][0]]
            start = head.start() if (head := _RANGE_HEAD.search(text[: amount.start])) else amount.start
            done.append(Comparison(start, more.end(), "between", amount.value * factor, unit, (amount.value + step) * factor - Decimal("0.01")))
            continue
        part, end_of_part = _of_weight(text, amount)
        of_weight = (part, end_of_part) != (amount.start, amount.end)
        before = text[:part]
        pre = next(((op, m) for op, p in _PRE if (m := p.search(before))), None)
        post = next(((op, m) for op, p in _POST if (m := p.match(text, end_of_part))), None)
        if post and not (pre and pre[0] not in ("eq", "ne")):
            op, start = post[0], part
            if denied := _NOT.search(before):
                op, start = _NEGATED[op], denied.start()
            elif pre:
                op, start = (_NEGATED[op], pre[1].start()) if pre[0] == "ne" else (op, pre[1].start())
            start -= int(text[:start].endswith("连"))  # 连九成都没到
            done.append(Comparison(start, post[1].end(), op, amount.value, amount.unit, of_weight=of_weight))
        elif pre:
            op, start = pre[0], pre[1].start()
            if op in _NEGATED and (denied := _NOT.search(text[:start])):  # 没有达到95分
                op, start = _NEGATED[op], denied.start()
            end = post[1].end() if post and post[0] == pre[0] == op else end_of_part  # 达到90分以上
            done.append(Comparison(start, end, op, amount.value, amount.unit, of_weight=of_weight))
        elif text.startswith(_MOST_OF, amount.start):
            denied = _NOT.search(before) if text.startswith("过半", amount.start) else None  # 没过半
            done.append(Comparison(denied.start() if denied else amount.start, amount.end, "le" if denied else "gt", amount.value, amount.unit))
    return done


_WEIGHT_BEFORE = re.compile(r"(?:其|该项|它|自身|本身|指标|所占)?的?(?:分值|权重|满分)的?$")
_WEIGHT_BEHIND = re.compile(r" ?of (?:its|their|the|that) (?:weights?|maximum(?: points| score)?|full (?:marks|score)|(?:available|possible) (?:points|marks)|(?:points|marks)(?: available| possible)?)")


def _of_weight(text: str, amount: Amount) -> tuple[int, int]:
    """Where 分值的八成, 80% of its weight begins and ends; the amount's own ends where no weight is spoken of."""
    if amount.unit != "percent":
        return amount.start, amount.end
    before, behind = _WEIGHT_BEFORE.search(text[: amount.start]), _WEIGHT_BEHIND.match(text, amount.end)
    return (before.start() if before else amount.start, behind.end() if behind else amount.end)


_SEVERAL = re.compile(r"(?<![一二两三四五六七八九十百\d])多(?:个|家|条|项|份)|不止[一1](?:个|家|条|项|份)|more than one|several|multiple")


def several(text: str) -> list[Comparison]:
    """报了多个项目: two or more."""
    return [Comparison(m.start(), m.end(), "ge", Decimal(2), "items") for m in _SEVERAL.finditer(text)]


def _in_one_unit(low: Amount, high: Amount, text: str) -> tuple[Decimal, Decimal]:
    """100到200万元: the first number is meant in the second's unit."""
    if low.unit is None and high.unit == "money":
        millions = (1_000_000,) if re.search(r"million|百万", text[high.start : high.end]) else ()
        for factor in (*millions, 100_000_000, 10_000):
            if high.value >= factor and high.value % factor == 0 and low.value < high.value / factor * 10:
                return low.value * factor, high.value
    return low.value, high.value


@dataclass(frozen=True)
class YearSpan:
    """Years meant; `relative` where they had to be counted from the reports' own years."""

    start: int
    end: int
    years: tuple[int, ...]
    relative: bool = False


_YEAR_DIGITS = str.maketrans("零〇一二三四五六七八九", "00123456789")
_Y = r"(?:(?:19|20)\d{2}|二[零〇][零〇一二三四五六七八九]{2})"
_YEAR_RANGE = re.compile(rf"({_Y})年?度?\s*(?:到|至|-|~|—|–|to|through|until)\s*({_Y})(?:年度?|年)?(?:间|期间|这几年)?")
_SINCE = [
    (re.compile(rf"({_Y})年度?(?:以后|之后|往后|后(?![\d一二两三四五六七八九十]))(?!勤|续)|after ({_Y})"), "gt"),
    (re.compile(rf"(?:自|从)?({_Y})年度?(?:以来|起|开始|及以后|及之后)|since ({_Y})|({_Y}) onwards"), "ge"),
    (re.compile(rf"({_Y})年度?(?:以前|之前|前)(?!三|五|十|\d|[两二四六七八九])|before ({_Y})|prior to ({_Y})"), "lt"),
]
_UP_TO = re.compile(rf"(?:截至|截止(?:到|至)?|到)({_Y})年度?(?:年?底|末|为止)?|(?:by the end of|up to|through|until|as of) ({_Y})")
_ADDED_UP = re.compile(r"累计|一共|总共|共计|合计|历年|(?<![a-z])(?:total|cumulative|altogether|overall)(?![a-z])")
_YEAR = re.compile(rf"(?:财年|fy\s*|年度)?(?<!\d)({_Y})(?!\d)(?!\s*(?:万|元|分|%|个|条|人|户|册))(?:年度|年)?")
_SHORT_YEAR = re.compile(r"(?<![\d.])(\d{2}|二[一二三四五六七八九])年度?(?!限|以)(?!底|初)")
_SHORT_RANGE = re.compile(r"(?:从)?(?<![\d.])(\d{2})(?:年度?)?\s*(?:到|至|-|~|—|–)\s*(\d{2})(?:年度?(?:间|期间|这几年)?|(?=这?[两三四五]个?年))")
_SHORT_LIST = re.compile(r"(?<![\d.])\d{2}(?:[、,和跟与]\d{2})+(?:年度?|(?=这?[两三四五]个?年))(?!\d)")
_SO_MANY = r"(?P<n>两|二|三|四|五|2|3|4|5|two|three|four|five)"
_RECENT = [
    re.compile(rf"(?:(?<![\d第近续])(?=[两二三四五]个?年(?:下来|以来|之内|当中|里|间|中(?![期等小学央])|内(?!部)|度?(?:每一?年)?[都均][有报交](?![哪什谁几多])))|最?近|过去|前|这)\s*{_SO_MANY}\s*个?年度?(?:下来|之内|当中|以?来|里|间|中(?![期等小学央])|内(?!部))?"),
    re.compile(rf"(?:(?<![a-z])(?:over|across|throughout|during|for|of|in) )?(?:all (?:of )?(?:the |these |those )?|(?:the |these |those )(?:last |past )?|(?:last|past) ){_SO_MANY} years(?: combined| together| taken together| put together)?"),
    re.compile(rf"(?<![a-z])(?:over|across|throughout|during) {_SO_MANY} years|(?<![a-z]){_SO_MANY.replace('n>', 'm>')}[- ]year (?=total|sum|average|mean|period|spending)"),
]
_RELATIVE = [
    (re.compile(r"今年|本年度?|(?<!\d\d\d\d)(?<!\d\d\d\d年)这一?年(?!来)|当年(?!财政)|this year|current year"), 0),
    (re.compile(r"明年|来年"), 1),
    (re.compile(r"去年度?|上一?个?年度?(?!结转|余)|(?<=[比较与和跟同于])前一年度?|last year|previous year"), -1),
    (re.compile(r"前年|the year before last"), -2),
    (re.compile(r"最新(?:的)?(?:一年|年度|年份)|最近一年|最近的年度|latest year|most recent year"), 0),
]


_SAME_YEAR = re.compile(r"这一?年|当年|that year")
_RELATIVE_RANGE = re.compile(r"(前年|去年|上年)(?:到|至|-|~|—)(去年|上年|今年|本年)度?")


def _relative_year(said: str, newest: int | None) -> int:
    assert newest is not None
    return newest + next(back for pattern, back in _RELATIVE if pattern.match(said))


def _year(text: str) -> int:
    year = int(text.translate(_YEAR_DIGITS))
    return 2000 + year if year < 100 else year


def years(text: str, known: Sequence[int]) -> list[YearSpan]:
    """Years in the text. 今年 is the newest year of the reports, and the answer says so."""
    found: list[YearSpan] = []

    def add(m: re.Match[str], values: Sequence[int], *, relative: bool = False) -> None:
        if all(m.end() <= f.start or m.start() >= f.end for f in found):
            found.append(YearSpan(m.start(), m.end(), tuple(values), relative))

    newest = max(known, default=None)
    for m in _YEAR_RANGE.finditer(text):
        low, high = _year(m[1]), _year(m[2])
        if low < high <= low + 30:
            add(m, range(low, high + 1))
    for m in _RELATIVE_RANGE.finditer(text) if newest else ():
        add(m, range(_relative_year(m[1], newest), _relative_year(m[2], newest) + 1), relative=True)  # 前年到今年
    for pattern, op in _SINCE:
        for m in pattern.finditer(text):
            said = _year(next(g for g in m.groups() if g))
            if meant := [y for y in known if y > said or (op == "ge" and y == said)] if op != "lt" else [y for y in known if y < said]:
                add(m, meant)
    for m in _UP_TO.finditer(text) if _ADDED_UP.search(text) else ():
        said = _year(m[1] or m[2])
        add(m, [y for y in known if y <= said] or [said])  # 截至2023年底累计; without a sum it is that year's
    for m in _YEAR.finditer(text):
        add(m, [_year(m[1])])
    for m in _SHORT_RANGE.finditer(text):
        if 10 <= int(m[1]) < int(m[2]) <= 50:
            add(m, range(_year(m[1]), _year(m[2]) + 1))
    for m in _SHORT_LIST.finditer(text):
        if all(10 <= int(y) <= 50 for y in re.findall(r"\d{2}", m[0])):
            add(m, [_year(y) for y in re.findall(r"\d{2}", m[0])])
    for m in _SHORT_YEAR.finditer(text):
        if m[1][0] == "二":
            add(m, [2000 + int(chinese_tail(m[1]))])
        elif 10 <= int(m[1]) <= 50:
            add(m, [_year(m[1])])
    named = sorted({y for f in found for y in f.years})
    for pattern in _RECENT:
        for m in pattern.finditer(text):
            n = m[m.lastgroup or 0]
            count = int(chinese_number(n) or 0) if n in _DIGITS else int(_WORDS.get(n, 0)) or int(n)
            if len(named) == count:
                add(m, named)  # 2022年和2023年这两年
            elif newest:
                add(m, range(newest - count + 1, newest + 1), relative=True)
    for pattern, back in _RELATIVE:
        for m in pattern.finditer(text):
            if len(named) == 1 and _SAME_YEAR.match(m[0]):
                add(m, named)  # 2023年度,先看看这一年: the one that was named
                continue
            base = _held_against(m[0], found) or newest
            if base:
                add(m, [base + back], relative=base == newest)
    return sorted(found, key=lambda f: f.start)


def _held_against(said: str, found: Sequence[YearSpan]) -> int | None:
    """2023年比上年: the year before the one that is named."""
    named = {y for f in found for y in f.years if not f.relative}
    return next(iter(named)) if len(named) == 1 and re.match(r"上|前一|当|previous|last", said) else None


def chinese_tail(text: str) -> str:
    """二四 -> 24."""
    return text.translate(_YEAR_DIGITS)


def spoken(text: str) -> int | None:
    """A small number in words of either language."""
    if text in _WORDS:
        return int(_WORDS[text])
    value = chinese_number(text)
    return None if value is None else int(value)
