"""Which words a stretch of Chinese characters most likely is, where some of the characters are uncertain.

Common words and how common they are come from `words.txt`; the ones of indicators, that such lists lack, stand here.
Nothing is decided here about what a report says: `context.py` does that.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache
from itertools import product
from pathlib import Path

LONGEST = 4  # characters
OPEN = 2  # uncertain characters that one word may hold; more would be guessing
WEIGHT = 0.35  # of how common a word is beside how likely the recogniser holds its characters
RARE = -1.0  # logarithm of the count of a character that stands in no list
_COMMON = math.log(1000)  # of a word of the field
OF_THE_FIELD = """
及时率 完成率 合格率 达标率 覆盖率 执行率 到位率 支付率 使用率 利用率 增长率 下降率 知晓率 满意率 参与率 参训率 通过率 就业率 失业率
入住率 回收率 处置率 处理率 整改率 办结率 返还率 节约率 控制率 成活率 完好率 准确率 规范率 优良率 发放率 验收率 普及率 响应率 出勤率
篇数 次数 人数 户数 场次 台数 套数 个数 份数 件数 期数 批次 人次 班次 条数 处数 座数 里程 预算数 执行数 决算数 指标值 完成值 目标值
自评 自评表 绩效 测算 结转 结余 拨款 专户 一级 二级 三级 分值 得分 权重 偏差 填报 科室 盖章 年初 全年 上年 年度
"""

Candidates = Sequence[tuple[str, float]]  # what one character may be, each with the logarithm of its probability


@cache
def _common() -> dict[str, float]:
    """Words -> logarithm of how common they are."""
    counts = dict.fromkeys(OF_THE_FIELD.split(), _COMMON)
    for line in Path(__file__).with_name("words.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            degree, *words = line.split(" ")
            counts.update((w, max(int(degree) / 2, counts.get(w, 0.0))) for w in words)
    total = math.log(sum(map(math.exp, counts.values())))
    return {w: count - total for w, count in counts.items()} | {"": RARE - total}


def likeliest(stretch: Sequence[Candidates]) -> list[str]:
    """The words that a stretch most likely is, one after another; together as long as the stretch."""
    common = _common()
    best: list[tuple[float, str]] = [(0.0, "")] + [(-math.inf, "")] * len(stretch)
    for start in range(len(stretch)):
        for length in range(1, min(LONGEST, len(stretch) - start) + 1):
            some = stretch[start : start + length]
            if length > 1 and sum(len(c) > 1 for c in some) > OPEN:
                break
            for letters in product(*some):
                word = "".join(c for c, _ in letters)
                if length > 1 and word not in common:
                    continue
                chance = best[start][0] + WEIGHT * common.get(word, common[""]) + sum(p for _, p in letters)
                best[start + length] = max(best[start + length], (chance, word))
    return _back(best)


def _back(best: Sequence[tuple[float, str]]) -> list[str]:
    words, end = list[str](), len(best) - 1
    while end:
        words.append(best[end][1])
        end -= len(words[-1])
    return words[::-1]
