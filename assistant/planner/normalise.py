"""A question as the planner reads it: width, case and script unified, and turns of phrase that hide a meaning written out. Pure."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

from assistant import numbers
from assistant.lexicon import SIMPLIFIED
from assistant.planner.english import in_full, plainly
from assistant.planner.turns import put_plainly

_QUOTES = re.compile(r"[\"“”‘’《》〈〉「」『』【】\[\]〔〕`]|(?<![a-z])'|'(?![a-z])")
_HOW_MANY_ELSEWHERE = re.compile(r"几多(?=[个条项家钱万亿元块分%人次公平米亩户场期台]|百分|$|[,?])|好多(?=个(?:项目|指标)|条指标|钱|万元?)")  # as the south says 多少
_NEITHER = re.compile(r"\bneither (?P<one>[^,?]{3,80}?) nor ")
_LONE_YEAR = re.compile(r"(?:(?<=\s)|(?<=^))(20[12]\d)(?=\s+[\u4e00-\u9fff])")  # 甲县 预算合计 2023 万元
_SAME_TIME = re.compile(r"同比(?=[^,?百成率幅]{1,6}(?:多少|几)(?:分|万|元|亿|个(?!百分点|点)|条|项))")  # 同比下滑多少分: in points, no growth in percent
_BANDS = re.compile(
    r"(?:按|以|照)?(?P<said>(?:\d+分?(?:及?以上)?(?:的)?(?:为|是|算))?优秀?[^?优良中差]{0,16}良好?[^?优良中差]{0,16}中等?[^?优良中差]{0,16}差[^,?优良中差]{0,14}?)(?:来|去)?(?:分(?:[成为](?:了)?[几三四]?(?:个)?)?[档等级类]|划[档分]|归[档类]|分(?=统计|,|$))(?:统计)?"
)  # 优(90分以上)、良(80至90)、中(60至80)、差
_GRADES = {"90", "80", "60"}  # the bounds that domain.md knows
_SHARE_OF_GRADE = re.compile(r"(?:(?<=项目)|(?<=单位)|(?<=自评))(?:的)?(优秀|良好)率")  # no indicator's own rate
_BETWEEN = re.compile(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])")


def normalise(question: str) -> str:
    """Width, case and script unified; quotes dropped; white space only between Latin words and numbers."""
    text = unicodedata.normalize("NFKC", question).casefold().translate(SIMPLIFIED)
    text = _QUOTES.sub("", plainly(in_full(text))).replace("，", ",").replace("？", "?").replace("；", ",").replace(";", ",").replace("!", "").replace("。", ",")
    text = _HOW_MANY_ELSEWHERE.sub("多少", text)
    text = _NEITHER.sub(r"not \g<one> and not ", text)
    text = text.replace("half a million", "0.5 million")
    text = _SHARE_OF_GRADE.sub(r"\1占比", text)
    text = _SAME_TIME.sub("比上年", text)
    text = _BANDS.sub(lambda m: "按等次" if set(re.findall(r"\d+", m["said"])) <= _GRADES else m[0], put_plainly(text, "talk.zh"))
    text = put_plainly(text, "zh")
    text = _LONE_YEAR.sub(r"\1年", text)
    return numbers.with_ends_said(_BETWEEN.sub("", re.sub(r"\s+", " ", text))).strip(" ,?")


def language_of(question: str) -> Literal["zh", "en"]:
    """English where Latin words carry the question; a Chinese name within does not make it Chinese."""
    latin = len(re.findall(r"[A-Za-z]{2,}", question))
    asks_chinese = re.search(r"[的了吗呢哪谁几]|多少|什么|怎|为何|有没", question)
    return "en" if latin >= 2 and (not asks_chinese or latin > 6) else "zh"
