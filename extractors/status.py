"""The value status of an indicator: its target against its actual (docs/domain.md, "Status of an indicator").

Pure; never looks at the score to infer the status, and never turns an empty actual into a failure.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from decimal import Decimal

from extractors.records import Flag, FormType, Indicator, Status
from extractors.text import squeeze
from extractors.values import Comparator, Value, parse, split_comparator, unshown

_MISSED = re.compile(
    r"未(?:能|按期|按时|如期|全部|完全)?(?:达成|完成|开展|实施|达标|实现|达到|启动|执行)|没有(?:完成|达到|开展)|不达标|不合格|^否$"
)
_PARTIAL = re.compile(r"(?:部分|基本|大部分?|接近|大致)(?:达成|完成|达到|实现|达标|符合|落实)")
_NEARLY = re.compile(r"(?:部分|基本|大致|大体|初步)(?P<what>.{2,10})")
_DONE = re.compile(
    r"^(?:已|均已|全部|按时|按期|如期|按计划|超额|圆满|顺利|按要求|已经|均|较好|及时)*(?:完成|达标|达到|达成|实现|落实|到位|执行)(?:了|目标|任务|预期|年度?目标|预期目标|全部)?$"
)
_ACHIEVED = re.compile(
    r"^(?:已|全部|均|均已)?达成(?:年度|预期|全年|年初|绩效)*(?:指标|目标)?$|^(?:已|全部)?(?:达到|实现)(?:年度|预期|全年|年初)+(?:指标|目标|效果|要求)$"
)
_HEDGE = re.compile(r"未|不|没|较为|基本|部分|有待|仍")
# Where less is better although no comparator is printed: costs, and rates of failure.
_LESS_IS_BETTER = re.compile(
    r"成本|失业率|故障率|差错率|错误率|事故|投诉|死亡率|发生率|发病率|流失率|辍学率|违约率|不合格率|返工率|缺陷率|退货率|坏账率|"
    r"超支|控制率|控制数|响应时间|办理时限|等待时间|耗|偏差率|火灾|受害率|补助标准|单价|造价"
)

_TO_BRING_DOWN = re.compile(r"(下降|降低|减少|压减|节约|节省)(率|比例|幅度|数|数量|额|量)?(?=[\d(（]|$)")


def judge(
    form_type: FormType, indicator: Indicator, year: int | None, has_actual: bool
) -> tuple[Status, tuple[Flag, ...]]:
    """Status and flags of one indicator of a form; `year` completes dates printed without one."""
    if not form_type.judged or not has_actual:
        return Status.NOT_APPLICABLE, ()
    status, flags = _values(indicator, year)
    if status is Status.MET and _scored_below(indicator):
        flags = (*flags, Flag.UNEXPLAINED_DEDUCTION)
    if status is Status.MISSED and _full_score(indicator):
        flags = (*flags, Flag.MISSED_FULL_SCORE)
    return status, flags


def _scored_below(x: Indicator) -> bool:
    return x.weight is not None and x.score is not None and x.score < x.weight


def _full_score(x: Indicator) -> bool:
    return x.weight is not None and x.score is not None and x.weight > 0 and x.score == x.weight


def _values(x: Indicator, year: int | None) -> tuple[Status, tuple[Flag, ...]]:
    target, actual = parse(x.target), parse(x.actual)
    if (x.target or "").strip() == (x.actual or "").strip() == "无" and _UNWANTED.search(x.level3 or ""):
        return Status.MET, ()  # 一般及以上事故 | 无 | 无
    if actual.kind == "blank":
        return Status.NOT_REPORTED, ()
    if target.kind == "blank":
        return _without_target(x, actual), ()
    if unshown(x.target) or unshown(x.actual):
        return Status.UNVERIFIABLE, ()
    if target.text == actual.text:
        return _repeated(target)
    if (said := _said(actual, target)) is not None:
        return said, ()
    if actual.comparator and target.kind == "number":
        status, flags = _measured(x, target, actual, year)
        return status, (Flag.COMPARATOR_IN_ACTUAL, *flags)
    return _measured(x, target, actual, year)


_UNWANTED = re.compile("事故|投诉|违[规法纪约]|纠纷|损失|负面|舆情|返工|上访|信访|问题|差错|污染|案件")


def _without_target(x: Indicator, actual: Value) -> Status:
    said = _said(actual, Value("word", ""))
    if said is not None:
        return said
    # No rate can be above 100 %, so nothing can have been wanted beyond it.
    whole = actual.kind == "number" and actual.unit == "%" and actual.number == 100 and not _less_is_better(x)
    return Status.MET if whole else Status.UNVERIFIABLE


def _repeated(target: Value) -> tuple[Status, tuple[Flag, ...]]:
    if target.kind == "word" and target.text != "否" and _MISSED.search(target.text):  # 是否存在质量问题 | 否 | 否
        return Status.MISSED, ()
    return Status.MET, ((Flag.COPIED_TARGET,) if target.comparator else ())


def _said(actual: Value, target: Value) -> Status | None:
    """What the actual says in words of itself, or None."""
    if actual.kind in ("number", "range", "compound", "date", "year"):
        return None
    text = actual.text
    if _MISSED.search(text) and not re.search(r"未(?:达成|完成|达到)(?:的|率)", text):
        return Status.PARTIAL if re.match(r"部分(?:达成|完成|实现)", text) else Status.MISSED
    nearly = _NEARLY.fullmatch(text)
    if _PARTIAL.search(text) or (nearly and target.kind == "word" and nearly["what"] in target.text):
        return Status.PARTIAL  # 建立健全 | 基本建立
    if _ACHIEVED.match(text):
        return Status.MET
    if _DONE.match(text):
        return Status.UNVERIFIABLE if target.kind in ("number", "range", "compound") else Status.MET
    if target.kind == "word" and not _HEDGE.search(text) and min(len(text), len(target.text)) >= 2:
        return Status.MET if text in target.text or target.text in text else None
    return None


_AMONG_THE_FIRST = re.compile(r"(?:^|[^\d])前([\d一二三四五六七八九十]+)(?:名|位|强)?(?:以内|之内|以上)?$")
_PLACE = re.compile(r"第([\d一二三四五六七八九十]+)(?:名|位)?$|^([\d一二三四五六七八九十]+)(?:名|位)$")
_NUMERALS = {c: n for n, c in enumerate("一二三四五六七八九十", 1)}


def _place(text: str, pattern: re.Pattern[str]) -> int | None:
    """前5名, 第三: the place in an order; None where none such is said."""
    m = pattern.search(squeeze(text))
    said = next((g for g in m.groups() if g), "") if m else ""
    return int(said) if said.isascii() and said else _NUMERALS.get(said)


def _measured(x: Indicator, target: Value, actual: Value, year: int | None) -> tuple[Status, tuple[Flag, ...]]:
    wanted, reached = _place(target.text, _AMONG_THE_FIRST), _place(actual.text, _PLACE)
    if wanted and reached:
        return (Status.MET if reached <= wanted else Status.MISSED), ()  # 全区前5名 | 第4名
    if target.kind == "compound":
        return _all_parts(x, target, actual, year)
    if target.kind == "date" and actual.kind == "date":
        return _by_deadline(target, actual, year), ()
    if (month := _month_alone(target)) is not None and actual.number is not None and actual.number in _MONTHS and _bare(actual):
        return (Status.MET if actual.number <= month else Status.MISSED), ()
    if actual.kind != "number" or actual.number is None or target.number is None or not _reconciled(target, actual):
        return Status.UNVERIFIABLE, ()
    done = actual.number * target.scale if _bare(actual) else actual.number
    if target.kind == "range" and target.high is not None:
        return (Status.MET if target.number <= done <= target.high else Status.MISSED), ()
    if target.kind == "number":
        fewer = _less_is_better(x) or target.number == 0  # 脱管率 | 0%: met only at zero
        return _compared(target.comparator or ("≤" if fewer else "≥"), target.number, done)
    return Status.UNVERIFIABLE, ()


def _compared(comparator: Comparator, target: Decimal, actual: Decimal) -> tuple[Status, tuple[Flag, ...]]:
    if target == 0 and comparator in ("=", "≥", "≤"):
        beyond = (comparator == "≥" and actual > 0) or (comparator == "≤" and actual < 0)  # 变动率 | ≤0% | -12%
        return (Status.MET if actual == 0 or beyond else Status.MISSED), ()
    if comparator == "=" and actual > target:
        return Status.MET, (Flag.EXCEEDED,)
    holds = {
        "≥": actual >= target,
        "≤": actual <= target,
        "=": actual == target,
        ">": actual > target,
        "<": actual < target,
    }
    return (Status.MET if holds[comparator] else Status.MISSED), ()


def _all_parts(x: Indicator, target: Value, actual: Value, year: int | None) -> tuple[Status, tuple[Flag, ...]]:
    if actual.kind != "compound" or len(actual.parts) != len(target.parts):
        return Status.UNVERIFIABLE, ()
    each = [_measured(x, t, a, year)[0] for t, a in zip(target.parts, actual.parts, strict=True)]
    if Status.MISSED in each:
        return Status.MISSED, ()
    return (Status.MET if all(s is Status.MET for s in each) else Status.UNVERIFIABLE), ()


def _reconciled(target: Value, actual: Value) -> bool:
    """Whether the two units are the same thing: 人 and 人次, a bare number beside a unit, 元/年 and 元."""
    a, b = target.unit, actual.unit
    if _bare(actual) and target.number and actual.number:
        # 0.95 beside 90 %, 766000 beside 76.6万元: another unit or a slip, nobody can tell.
        ratio = actual.number * target.scale / target.number
        if (a == "%" and actual.number <= 1 and ratio < Decimal("0.05")) or (target.scale > 1 and ratio > 1000):
            return False
    if not a or not b or a == b:
        return True
    return "%" not in (a, b) and (a.startswith(b) or b.startswith(a))


def _bare(actual: Value) -> bool:
    """A number without a unit is in the unit that its target prints."""
    return not actual.unit and actual.scale == 1


def _less_is_better(x: Indicator) -> bool:
    if _TO_BRING_DOWN.search(squeeze(x.level3)) or _TO_BRING_DOWN.search(squeeze(x.target)):
        return False  # 事故下降 | 下降10%: the more the better
    return bool(_LESS_IS_BETTER.search(squeeze(x.level3)) or re.search("成本", squeeze(x.level2)))


_MONTHS = range(1, 13)


def _month_alone(target: Value) -> int | None:
    """≤ | 12 | 月, beside an actual of 12: the month that something is to be done by, its unit in a column of its own."""
    year, month, day = target.date or (None, 0, None)
    return month if target.kind == "date" and split_comparator(target.text)[0] == "≤" and year is None and day is None else None


def _by_deadline(target: Value, actual: Value, year: int | None) -> Status:
    """On or before the deadline's last day is in time; a month counts by its last day for the deadline, its first for the act."""
    assert target.date
    assert actual.date
    deadline = _day(target.date, year or actual.date[0], last=True)
    done = _day(actual.date, year or target.date[0], last=False)
    if deadline is None or done is None:
        return Status.UNVERIFIABLE
    return Status.MET if done <= deadline else Status.MISSED


def _day(parts: tuple[int | None, int, int | None], year: int | None, *, last: bool) -> date | None:
    y = parts[0] or year
    if y is None:
        return None
    end = monthrange(y, parts[1])[1]
    return date(y, parts[1], min(parts[2], end) if parts[2] else (end if last else 1))
