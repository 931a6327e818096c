"""What a printed value says: comparator, number, unit, range, date, parts or words; money and plain numbers."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.values import hanzi_to_int, money, money_unit, number, parse, split_comparator


@pytest.mark.parametrize(
    ("printed", "comparator"),
    [
        *((sign, "≥") for sign in ("≥", "≧", ">=", "⩾", "=>", "≮", "不少于", "不低于", "不小于", "大于等于", "大于或等于", "至少", "达到")),
        *((sign, "≤") for sign in ("≤", "≦", "<=", "⩽", "≯", "不高于", "不超过", "不大于", "小于等于", "小于或等于", "控制在", "至多")),
        *((sign, "=") for sign in ("=", "＝", "等于", "﹦")),
        *((sign, ">") for sign in (">", "＞", "﹥", "大于", "高于", "超过", "多于")),
        *((sign, "<") for sign in ("<", "＜", "﹤", "小于", "低于", "少于")),
    ],
)  # fmt: skip
def test_comparators(printed: str, comparator: str) -> None:
    for text in (f"{printed}12个", f"{printed} 12 个", f"{printed}12"):
        value = parse(text)
        assert (value.kind, value.comparator, value.number) == ("number", comparator, Decimal(12))


@pytest.mark.parametrize(
    ("printed", "comparator", "number", "unit"),
    [
        ("50", None, "50", ""),
        ("≥50个", "≥", "50", "个"),
        ("100%", None, "100", "%"),
        ("100百分比", None, "100", "%"),
        ("≥95％", "≥", "95", "%"),
        ("5‰", None, "0.5", "%"),
        ("≤3.5‰", "≤", "0.35", "%"),
        ("98.50%", None, "98.5", "%"),
        ("0起", None, "0", "起"),
        ("=0次", "=", "0", "次"),
        ("每亩300", None, "300", ""),
        ("2.5天", None, "2.5", "天"),
        ("≤2.5天", "≤", "2.5", "天"),
        ("2.6亿元", None, "260000000", "元"),
        ("1.2万亩", None, "12000", "亩"),
        ("≤250万元", "≤", "2500000", "元"),
        ("3百万元", None, "3000000", "元"),
        ("≥2千万元", "≥", "20000000", "元"),
        ("1,234.56元", None, "1234.56", "元"),
        ("12,000人次", None, "12000", "人"),
        ("≥60人", "≥", "60", "人"),
        ("30名", None, "30", "人"),
        ("10个以上", "≥", "10", "个"),
        ("90%以上", "≥", "90", "%"),
        ("24小时以内", "≤", "24", "小时"),
        ("3天内", "≤", "3", "天"),
        ("≥三年", "≥", "3", "年"),
        ("十二次", None, "12", "次"),
        ("二十场", None, "20", "场"),
        ("一百零五户", None, "105", "户"),
        ("12千米", None, "12", "公里"),
        ("12km", None, "12", "公里"),
        ("300㎡", None, "300", "平方米"),
        ("-5%", None, "-5", "%"),
        ("≥+5%", "≥", "5", "%"),
        ("满意度达到90%", "≥", "90", "%"),
        ("５０个", None, "50", "个"),
    ],
)
def test_numbers(printed: str, comparator: str | None, number: str, unit: str) -> None:
    value = parse(printed)
    assert (value.kind, value.comparator, value.number, value.unit) == ("number", comparator, Decimal(number), unit)


@pytest.mark.parametrize(
    ("printed", "low", "high", "unit"),
    [
        ("5-10", 5, 10, ""),
        ("5~10个", 5, 10, "个"),
        ("5—10天", 5, 10, "天"),
        ("5至10次", 5, 10, "次"),
        ("5到10次", 5, 10, "次"),
        ("80%-90%", 80, 90, "%"),
        ("5个-10个", 5, 10, "个"),
        ("1万-2万元", 10_000, 20_000, "元"),
        ("10-20万元", 100_000, 200_000, "元"),
    ],
)
def test_ranges(printed: str, low: int, high: int, unit: str) -> None:
    value = parse(printed)
    assert (value.kind, value.number, value.high, value.unit) == ("range", Decimal(low), Decimal(high), unit)


@pytest.mark.parametrize(
    ("printed", "date"),
    [
        ("12月底前", (None, 12, None)),
        ("11月底之前", (None, 11, None)),
        ("2024年12月31日前", (2024, 12, 31)),
        ("2024年12月", (2024, 12, None)),
        ("2023.12", (2023, 12, None)),
        ("2023/06/30", (2023, 6, 30)),
        ("2024-11-05", (2024, 11, 5)),
        ("≤2024年12月", (2024, 12, None)),
        ("9月30日前完成", (None, 9, 30)),
        ("2023.07-2024.01", (2024, 1, None)),
        ("2024年3月至2024年11月", (2024, 11, None)),
    ],
)
def test_dates(printed: str, date: tuple[int | None, int, int | None]) -> None:
    value = parse(printed)
    assert (value.kind, value.date) == ("date", date)


@pytest.mark.parametrize("printed", ["2024年", "2024年底前", "2024", "2024年内", "2025年末"])
def test_a_year_alone(printed: str) -> None:
    assert parse(printed).kind == "year"


@pytest.mark.parametrize(
    ("printed", "parts"),
    [
        ("《手册》30000本、《图集》400册", [(30000, "本"), (400, "册")]),
        ("维修桥梁3座，新建涵洞12处", [(3, "座"), (12, "处")]),
        ("≥3座；≥12处", [(3, "座"), (12, "处")]),
    ],
)
def test_compound_values(printed: str, parts: list[tuple[int, str]]) -> None:
    value = parse(printed)
    assert value.kind == "compound"
    assert [(p.number, p.unit) for p in value.parts] == [(Decimal(n), unit) for n, unit in parts]


@pytest.mark.parametrize("printed", [None, "", " ", "/", "—", "-", "——", "无", "／", "\n"])
def test_blanks(printed: str | None) -> None:
    assert parse(printed).kind == "blank"


@pytest.mark.parametrize(
    "printed",
    ["长期", "优良", "有所提升", "严格执行", "基本达到", "达成年度指标", "部分达成年度指标并具有一定效果",
     "未达成年度指标且效果较差", "完成", "显著", "无重大事故"],
)  # fmt: skip
def test_words(printed: str) -> None:
    assert parse(printed).kind == "word"


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("100", 100), ("98.6%", "98.6"), ("10分", 10), ("250万", 2_500_000), ("1.5亿元", 150_000_000), ("1,234,567.89", "1234567.89"),
        ("¥12.50", "12.5"), ("￥3元", 3), ("０.５", "0.5"), ("-3", -3), (" 1 2 ", 12), ("10 分", 10),
        ("", None), (None, None), ("/", None), ("约10", None), ("10-20", None), ("#REF!", None), ("12,34", None), ("1.2.3", None),
    ],
)  # fmt: skip
def test_plain_numbers(printed: str | None, value: object) -> None:
    assert number(printed) == (None if value is None else Decimal(str(value)))


@pytest.mark.parametrize(
    ("printed", "unit", "yuan"),
    [
        ("125.5", 10_000, 1_255_000),
        ("125.5", 1, "125.5"),
        ("250万", 1, 2_500_000),
        ("250万元", 10_000, 2_500_000),
        ("1200元", 10_000, 1200),
        ("1.2亿元", 10_000, 120_000_000),
        ("1,234.560000", 10_000, "12345600"),
        ("0", 10_000, 0),
        ("-", 10_000, None),
        ("100%", 10_000, None),
    ],
)
def test_money(printed: str, unit: int, yuan: object) -> None:
    assert money(printed, Decimal(unit)) == (None if yuan is None else Decimal(str(yuan)))


@pytest.mark.parametrize(
    ("label", "unit"),
    [
        ("项目资金（万元）", 10_000), ("单位：万元", 10_000), ("金额单位:元", 1), ("预算数(亿元)", 10**8), ("资金总额（元）", 1),
        ("项目资金", None), ("单位：个", None), ("", None),
    ],
)  # fmt: skip
def test_the_unit_in_a_label(label: str, unit: int | None) -> None:
    assert money_unit(label) == unit


AMOUNTS = st.decimals(0, 10**10, places=6, allow_nan=False, allow_infinity=False)


@given(AMOUNTS)
def test_a_number_is_read_as_it_is_printed(value: Decimal) -> None:
    for printed in (str(value), f"{value:,f}", f"{value:f}%", f" {value:f} ", f"{value:f}分"):
        assert number(printed) == value


@given(AMOUNTS, st.sampled_from([1, 10**4, 10**8]))
def test_money_is_the_amount_times_its_unit(value: Decimal, unit: int) -> None:
    for printed in (f"{value:f}", f"{value:,f}", f"￥{value:,f}"):
        assert money(printed, Decimal(unit)) == value * unit
    assert money(f"{value:,f}万元", Decimal(unit)) == value * 10**4
    assert money(f"{value:f}元", Decimal(unit)) == value


@given(AMOUNTS, st.sampled_from("≥≤=><"), st.sampled_from(["个", "天", "%", "公里", "元", ""]))
def test_a_comparator_a_number_and_a_unit_come_apart(value: Decimal, sign: str, unit: str) -> None:
    read = parse(f"{sign}{value:f}{unit}")
    assert (read.kind, read.comparator, read.number, read.unit) == ("number", sign, value, unit)


@given(
    st.text(alphabet="≥≤=><一二三十百〇0123456789.,-~至%‰万亿元年月日前底、；：/（）()个人次完成未达到 ", max_size=24)
    | st.text(max_size=40)
)
def test_nothing_that_is_printed_is_a_fault(printed: str) -> None:
    value = parse(printed)
    if value.kind == "number":
        assert value.number is not None
    if value.kind == "range":
        assert value.number is not None
        assert value.high is not None
        assert value.number <= value.high
    number(printed)
    money(printed, Decimal(1))
    money_unit(printed)
    split_comparator(printed)


@given(st.integers(0, 999))
def test_chinese_numerals(value: int) -> None:
    assert hanzi_to_int(in_chinese(value)) == value


def in_chinese(value: int) -> str:
    digits = "零一二三四五六七八九"
    hundreds, tens, ones = value // 100, value // 10 % 10, value % 10
    if value < 10:
        return digits[value]
    out = f"{digits[hundreds]}百" if hundreds else ""
    if tens:
        out += f"{digits[tens]}十" if tens > 1 or hundreds else "十"
    elif ones and hundreds:
        out += "零"
    return out + (digits[ones] if ones else "")
