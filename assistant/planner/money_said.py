"""What a frame says of money once its words are read: budget and spending named together, units of money, adjustments, what was left. Pure."""

from __future__ import annotations

import re

from assistant.planner.frame import MONEY, RATES, Frame
from assistant.planner.meant import settle_english

_CHANGED_BY = r"(?:一共|总共|共|净|累计|又|还|是)*(?:被)?(?:[核调压削缩裁扣]减|压缩|砍|收回|减少|追加|[核调]增|增加|增列|调整|变动|变化)"
_FROM_TO = re.compile(rf"(?:从|由)[^,?]{{0,4}}年初[^,?]*?(?:到|至|变成|调整为)[^,?]{{0,6}}(?:全年|调整后|年终)(?:的)?预算(?:数|额)?,?{_CHANGED_BY}|(?:比|较|与|和|跟|同|相对于?|对比|相比)(?:其|它的|原)?年初(?:核定|批复)?(?:的)?预算(?:数|额)?(?:相比|比较|比起来|相较|对比)?,?(?:全年预算(?:数|额)?)?{_CHANGED_BY}")
_IN_THE_YEAR = re.compile(r"年(?:初|中)|[调核压][增减整]|追加|收回|核定")
_UNITS_WITHIN = [("yi", re.compile(r"(?:多少|几)个?亿|\(亿元\)")), ("wan", re.compile(r"(?:多少|几)万|\(万元\)")), ("yuan", re.compile(r"(?:多少|几)元|\(元\)"))]


def settle_money(frame: Frame, text: str) -> None:
    """Budget and spending named together, and units of money, also inside longer words (多少万)."""
    if frame.language == "en":
        settle_english(frame, text)
    frame.money = frame.money or next((unit for unit, said in _UNITS_WITHIN if said.search(text)), None)
    if frame.sources == ["项目支出"] and not (frame.units or frame.subject == "departments" or frame.share or frame.bounds or frame.rank):
        said = "budget" if frame.language == "zh" else "executed"
        frame.sources, frame.concepts = [], list(dict.fromkeys([said, *frame.concepts]))  # of a place: its projects
    if frame.group == ["fiscal_year"] and "adjusted" in frame.concepts and re.search(r"预算(?:额|数)?(?:的)?(?:变化|变动|走势|趋势|增减)", text):
        frame.concepts = ["budget" if c == "adjusted" else c for c in frame.concepts]  # 历年预算变化
    if frame.money and {"execution_rate", "executed"} <= set(frame.concepts) and not re.search(r"率|比例|百分|进度|%|rate|percent|share", text):
        frame.concepts = [c for c in frame.concepts if c != "execution_rate"]  # how much of its budget did it spend, in 万元
    if len(frame.years) > 1 and frame.concepts in (["adjusted"], ["adjusted_rate"]) and not (frame.group or frame.bounds or frame.rank) and not _IN_THE_YEAR.search(text) and re.search(r"[减增加降升缩长大低高].{0,4}(?:多少|几)", text):
        frame.difference, frame.growth = frame.concepts == ["adjusted"], frame.concepts == ["adjusted_rate"]
        frame.concepts = ["full_year" if "全年预算" in text else "budget"]  # 2023年到2024年预算增加了多少
    if len(frame.years) > 1 and frame.concepts == ["adjusted"] and not (frame.group or frame.bounds or frame.rank) and re.search(r"预算(?:额|数|总额)?(?:的)?(?:变化|变动|走势|趋势|增减)", text):
        frame.concepts, frame.group = ["budget"], ["fiscal_year"]  # 2022到2024年的预算变化
    if "adjusted" in frame.concepts and _FROM_TO.search(text):
        frame.concepts = [c for c in frame.concepts if c not in ("initial", "full_year", "budget")]  # 从年初预算到全年预算核减了多少
    frame.share &= not re.search(r"占(?:了|到|用)?(?:多少|几)个?(?:万|亿|元)", text)  # 各占多少万元: amounts
    money = set(frame.concepts) & MONEY
    if frame.share and "executed" in money and money <= {"executed", "budget", "full_year"} and len(money) == 2:
        of_projects = any(b.concept == "execution_rate" for b in frame.bounds)  # what share of the projects spent 100% of their budget
        frame.share, frame.concepts = of_projects, [] if of_projects else ["execution_rate"]  # 执行数占预算的比例
    if frame.difference and "executed" in money and len(money) == 2 and not frame.compare:
        frame.difference, frame.concepts = False, ["unspent"]  # 预算和执行数的差距
    elif frame.difference and "initial" in money and len(money) == 2 and not frame.compare:
        frame.difference, frame.concepts = False, ["adjusted"]  # 年初预算比全年预算少多少
    if frame.share and set(frame.concepts) & RATES and not (frame.statuses or frame.bounds):
        frame.share = False  # 执行进度百分之几
    asks_money = frame.money or re.search(r"多少钱", text)
    if asks_money and not frame.concepts and not frame.sources and (not frame.subject or frame.aggregate == "average") and frame.aggregate in ("count", "sum", "average", None) and (frame.has_scope or frame.aggregate in ("sum", "average")) and not frame.statuses and not frame.bounds and not frame.rank:
        frame.concepts, frame.aggregate = ["budget"], None if frame.aggregate == "count" else frame.aggregate  # 某项目总共多少万元
    if frame.money and frame.aggregate == "count" and not frame.statuses and not frame.bounds and not re.search(r"项目(?:的)?(?:个|总)?数|[几少]个项目", text):
        frame.aggregate = None  # how many 万元


_ADDED_TOGETHER = re.compile(r"(?:合起来|加起来|合在一起|加在一起|加总|累加)(?:一共|总共|共)?(?:是|有|为|达|花|用)?(?:了)?(?:多少|几)")
_NOT_SPENT_OF_BUDGET = re.compile(r"预算(?:数|里|中|资金)?(?:的)?(?:还|仍|尚)?[没未](?:有)?(?:用|花|执行|支出|使用)|how much of (?:its|the|their) (?:budget|money|funds) (?:was|were|is|has been|had been)(?: still)? (?:not|un)")


_IN_ALL = re.compile(r"(?:一共|总共|合计|共计|累计|总计)(?:被)?(?:[核调压削缩裁扣追]|增|减)|in (?:total|all)(?![a-z])")


def added_or_left(frame: Frame, text: str) -> None:
    """One number of several projects' amounts, and what of a budget was left, whose own number is not asked for."""
    if frame.group == ["project_name"] and frame.aggregate in ("sum", None) and set(frame.concepts) & MONEY and _ADDED_TOGETHER.search(text):
        frame.group, frame.aggregate = [], "sum"  # 各项目的执行数合起来是多少
    if "adjusted" in frame.concepts and frame.aggregate is None and not (frame.rank or frame.group) and _IN_ALL.search(text):
        frame.aggregate = "sum"  # 追加预算的项目一共追加了多少
    if len(frame.concepts) == 2 and "unspent" in frame.concepts and _NOT_SPENT_OF_BUDGET.search(text):
        frame.concepts = ["unspent"]  # 全年预算没用完的钱
