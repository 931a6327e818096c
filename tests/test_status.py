"""An indicator's status by docs/domain.md's table: target against actual, never inferred from the score."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.records import Flag, FormType, Indicator, Status
from extractors.status import judge

SELF = FormType.PROJECT_SELF_EVALUATION


def status_of(
    target: str | None, actual: str | None, name: str = "完成数量", level2: str = "数量指标", year: int | None = 2024
) -> tuple[str, set[str]]:
    indicator = Indicator(level2=level2, level3=name, target=target, actual=actual)
    status, flags = judge(SELF, indicator, year, has_actual=True)
    return status.value, {f.value for f in flags}


@pytest.mark.parametrize(
    ("target", "actual", "expected"),
    [
        # ≥, ≤, > and <
        ("≥50个", "50个", "met"), ("≥50个", "63", "met"), ("≥50个", "49个", "missed"), ("不少于3次", "4次", "met"),
        ("不低于95%", "94.9%", "missed"), ("≤5天", "5天", "met"), ("≤5天", "6天", "missed"), ("不超过10%", "8%", "met"),
        (">50个", "50个", "missed"), ("<5%", "4%", "met"), ("大于3次", "3次", "missed"), ("小于3次", "2次", "met"),
        # nothing at all wanted, and exactly so much
        ("=0次", "0次", "met"), ("=0起", "1起", "missed"), ("=100%", "100%", "met"), ("=100%", "98%", "missed"),
        ("≤0起", "1起", "missed"), ("0起", "0起", "met"),
        # no comparator reads as at least
        ("1次", "1次", "met"), ("100%", "99.5%", "missed"), ("3处", "4处", "met"),
        # ranges
        ("5-10个", "5个", "met"), ("5-10个", "10个", "met"), ("5-10个", "11个", "missed"), ("80%-90%", "75%", "missed"),
        # places in an order: the first of them is best
        ("全区前5名", "第4名", "met"), ("全市前三名", "第五名", "missed"), ("前10名以内", "10名", "met"), ("排名前3", "第3", "met"), ("前5名", "较好", "unverifiable"),
        # units brought together
        ("≥60人", "63人次", "met"), ("≥100万元", "1000000元", "met"), ("≥1亿元", "9000万元", "missed"), ("≥95%", "96百分比", "met"),
        ("≤5‰", "0.4%", "met"), ("≥1.2万亩", "12000亩", "met"), ("≥2万元", "2.5", "met"), ("≥300㎡", "320平方米", "met"),
        # units that cannot be brought together
        ("≥95%", "12个", "unverifiable"), ("≥50个", "90%", "unverifiable"), ("≥3次", "2场", "unverifiable"),
        # what a spreadsheet puts in place of a value: nobody can tell
        ("####", "####", "unverifiable"), ("≥3次", "###", "unverifiable"), ("#REF!", "#REF!", "unverifiable"),
        ("≥3次", "=#REF!+1", "unverifiable"), ("≥3次", "=SUM(B2:B4)", "unverifiable"), ("=F6/E6", "=F6/E6", "unverifiable"),
        ("=3次", "=4次", "met"), ("=A类2个", "2个", "met"),
        # less than nothing, as accountants write it, and nobody else for certain; a point without a digit before it
        ("≥5%", "(6.00%)", "unverifiable"), ("≥3", "△5", "unverifiable"), ("≥3元", "-¥5.00", "missed"), ("≥1", ".5", "missed"),
        ("≥.5", "0.4", "missed"), ("≥5%", "-6%", "missed"),
        # dates against deadlines
        ("2024年12月31日前", "2024年11月", "met"), ("2022年12月31日前", "2023年1月", "missed"), ("12月底前", "12月", "met"),
        ("9月底前", "10月8日", "missed"), ("2024年6月30日前", "2024年6月30日", "met"), ("2024年12月31日前", "2024年", "unverifiable"),
        ("2023.12", "2023.11", "met"),
        # said in words
        ("≥3次", "未完成", "missed"), ("有所提升", "未达到", "missed"), ("达成", "部分达成", "partial"), ("有所提升", "基本达到", "partial"),
        ("按期开展", "未开展", "missed"), ("提升", "基本完成", "partial"), ("达成年度指标", "达成年度指标", "met"),
        ("有所提升", "有所提升", "met"), ("严格执行", "完成", "met"), ("长期", "已完成", "met"), ("规范", "达标", "met"),
        ("效果显著", "改善办学条件", "unverifiable"), ("优良", "效果一般", "unverifiable"),
        # done, but how much?
        ("≥3次", "完成", "unverifiable"), ("95%", "已完成", "unverifiable"),
        # nothing reported
        ("≥3次", None, "not_reported"), ("≥3次", "", "not_reported"), ("≥3次", "/", "not_reported"), ("有所提升", "—", "not_reported"),
        ("≥3次", "无", "not_reported"),
        # in parts
        ("《手册》30000本、《图集》400册", "《手册》30000本、《图集》400册", "met"), ("修桥3座、修涵12处", "修桥3座、修涵11处", "missed"),
        ("修桥3座、修涵12处", "修桥4座、修涵12处", "met"), ("修桥3座、修涵12处", "3座", "unverifiable"),
    ],
)  # fmt: skip
def test_the_table_of_cases(target: str | None, actual: str | None, expected: str) -> None:
    assert status_of(target, actual)[0] == expected


@pytest.mark.parametrize(
    ("name", "level2"),
    [("单位成本", "成本指标"), ("设备故障率", "质量指标"), ("城镇登记失业率", "社会效益指标"), ("安全事故发生率", "质量指标"), ("人均费用", "经济成本指标")],
)  # fmt: skip
@pytest.mark.parametrize(("actual", "expected"), [("4%", "met"), ("5%", "met"), ("6%", "missed")])
def test_less_is_better_where_a_cost_or_a_failure_is_counted(
    name: str, level2: str, actual: str, expected: str
) -> None:
    assert status_of("5%", actual, name, level2)[0] == expected


@pytest.mark.parametrize(
    ("target", "actual", "expected", "flag"),
    [
        ("≥2次", "≥2次", "met", "copied_target"),
        ("≤5天", "≤ 5天", "met", "copied_target"),
        ("≥2次", "≥0次", "missed", "comparator_in_actual"),
        ("≥60人", "≥63人", "met", "comparator_in_actual"),
        ("=10个", "12个", "met", "exceeded"),
    ],
)
def test_flags_of_the_values(target: str, actual: str, expected: str, flag: str) -> None:
    assert status_of(target, actual) == (expected, {flag})


@pytest.mark.parametrize(("target", "actual"), [("100%", "100%"), ("3处", "3处"), ("有所提升", "有所提升")])
def test_an_equal_value_without_a_comparator_is_no_copy(target: str, actual: str) -> None:
    assert status_of(target, actual) == ("met", set())


@pytest.mark.parametrize(
    ("actual", "weight", "score", "status", "flags"),
    [
        ("4次", 10, 10, Status.MET, ()),
        ("4次", 10, 8, Status.MET, (Flag.UNEXPLAINED_DEDUCTION,)),
        ("2次", 10, 6, Status.MISSED, ()),
        ("2次", 10, 10, Status.MISSED, (Flag.MISSED_FULL_SCORE,)),
        ("2次", 0, 0, Status.MISSED, ()),
        ("2次", None, 10, Status.MISSED, ()),
        (None, 10, 10, Status.NOT_REPORTED, ()),
        ("部分完成", 10, 10, Status.PARTIAL, ()),
    ],
)
def test_flags_of_the_score(
    actual: str | None, weight: int | None, score: int, status: Status, flags: tuple[Flag, ...]
) -> None:
    points = None if weight is None else Decimal(weight)
    indicator = Indicator(level3="培训次数", target="≥3次", actual=actual, weight=points, score=Decimal(score))
    assert judge(SELF, indicator, 2024, has_actual=True) == (status, flags)


@pytest.mark.parametrize("form", [x for x in FormType if not x.judged])
def test_targets_and_monitoring_have_nothing_to_miss(form: FormType) -> None:
    indicator = Indicator(level3="培训次数", target="≥3次", actual="0次", weight=Decimal(10), score=Decimal(10))
    assert judge(form, indicator, 2024, has_actual=True) == (Status.NOT_APPLICABLE, ())
    assert judge(SELF, indicator, 2024, has_actual=False) == (Status.NOT_APPLICABLE, ())


PRINTED = st.one_of(
    st.none(),
    st.sampled_from(
        [
            "",
            "/",
            "≥3次",
            "3次",
            "100%",
            "≤5天",
            "12月底前",
            "2024年11月",
            "完成",
            "部分达成",
            "未完成",
            "有所提升",
            "5-10个",
        ]
    ),
    st.text(alphabet="≥≤=0123456789.%万元个次年月日完成未部分达到、 ", max_size=12),
)
POINTS = st.none() | st.decimals(0, 100, places=2)


@given(PRINTED, PRINTED, POINTS, POINTS, st.sampled_from([2024, None]))
def test_the_status_never_depends_on_the_score(
    target: str | None, actual: str | None, weight: Decimal | None, score: Decimal | None, year: int | None
) -> None:
    plain = Indicator(level3="培训次数", target=target, actual=actual)
    scored = plain.model_copy(update={"weight": weight, "score": score})
    assert judge(SELF, scored, year, has_actual=True)[0] is judge(SELF, plain, year, has_actual=True)[0]


@given(PRINTED, st.sampled_from([None, "", " ", "/", "—", "-", "无"]), POINTS)
def test_what_is_not_reported_is_never_missed(target: str | None, actual: str | None, score: Decimal | None) -> None:
    indicator = Indicator(level3="培训次数", target=target, actual=actual, weight=Decimal(10), score=score)
    assert judge(SELF, indicator, 2024, has_actual=True) == (Status.NOT_REPORTED, ())


@given(st.integers(1, 10**6), st.integers(0, 10**6))
def test_at_least_and_at_most_are_two_sides(target: int, actual: int) -> None:
    least, most = status_of(f"≥{target}个", f"{actual}个")[0], status_of(f"≤{target}个", f"{actual}个")[0]
    assert (least == "met") == (actual >= target)
    assert (most == "met") == (actual <= target)
