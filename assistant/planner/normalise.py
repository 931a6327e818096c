"""A question as the planner reads it: width, case and script unified, and turns of phrase that hide a meaning written out. Pure."""

from __future__ import annotations

import re
import unicodedata

from assistant import numbers
from assistant.lexicon import SIMPLIFIED
from assistant.planner.english import in_full

_QUOTES = re.compile(r"[\"“”‘’《》〈〉「」『』【】\[\]〔〕`]|(?<![a-z])'|'(?![a-z])")
_HOW_MANY_ELSEWHERE = re.compile(r"几多(?=[个条项家钱万亿元块分%人次公平米亩户场期台]|百分|$|[,?])|好多(?=个(?:项目|指标)|条指标|钱|万元?)")  # as the south says 多少
_NEITHER = re.compile(r"\bneither (?P<one>[^,?]{3,80}?) nor ")
_LONE_YEAR = re.compile(r"(?:(?<=\s)|(?<=^))(20[12]\d)(?=\s+[\u4e00-\u9fff])")  # 甲县 预算合计 2023 万元
_SAME_TIME = re.compile(r"同比(?=[^,?百成率幅]{1,6}(?:多少|几)(?:分|万|元|亿|个(?!百分点|点)|条|项))")  # 同比下滑多少分: in points, no growth in percent
_OF_WHOM = r"(?P<whom>[^,?\d]{1,14}?(?:市|县|区|局|委|办|中心|院|厅|去年|上年|前年)|(?:19|20)\d\d年度?)(?P<much>(?:了)?(?:多少|几)(?=分|个|万|元|亿|条|项|$))"
_FURTHER = [  # 得分高于甲市多少分: how far, no bound
    (re.compile(rf"(?:高于|高出|超过|超出|领先于?|多于|大于|优于|好于|胜过){_OF_WHOM}"), r"比\g<whom>高\g<much>"),
    (re.compile(rf"(?:低于|落后于?|不及|不如|少于|小于|逊于|差于|落于){_OF_WHOM}"), r"比\g<whom>低\g<much>"),
]
_BETWEEN = re.compile(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])")

def normalise(question: str) -> str:
    """Width, case and script unified; quotes dropped; white space only between Latin words and numbers."""
    text = unicodedata.normalize("NFKC", question).casefold().translate(SIMPLIFIED)
    text = _QUOTES.sub("", in_full(text)).replace("，", ",").replace("？", "?").replace("；", ",").replace(";", ",").replace("!", "").replace("。", ",")
    text = _HOW_MANY_ELSEWHERE.sub("多少", text)
    text = _NEITHER.sub(r"not \g<one> and not ", text)
    text = text.replace("half a million", "0.5 million")
    text = _SAME_TIME.sub("比上年", text)
    for pattern, instead in _FURTHER:
        text = pattern.sub(instead, text)
    text = _LONE_YEAR.sub(r"\1年", text)
    return numbers.with_ends_said(_BETWEEN.sub("", re.sub(r"\s+", " ", text))).strip(" ,?")
