"""Whether one list or number is meant, or one for each: a dimension asked for, groups, and lists that are counted."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.planner.concepts import ASKED_BY
from assistant.planner.frame import MONEY, NUMERIC, POINTS, Frame


def one_or_each(frame: Frame, text: str) -> None:
    _dimension(frame, text)
    _list_or_number(frame, text)
    _ends_of_each(frame, text)
    _groups(frame, text)


_OFTEN_NAMED = re.compile(r"(?:出现|使用|用|设置?|采用|选用)(?:得|的|到)?(?:次数|频次|频率)?最|最(?:常见|普遍|常用|通用|高频)|(?:most|least) (?:common|frequent|often|frequently|widely)")
_HOW_OFTEN = re.compile(r"最(?:常|经常|频繁|容易)|(?:次数|频次|频率)(?:是)?(?:最|居|排|位列|名列|第一)|哪一?[个条](?:三级)?指标[^,?]{0,12}(?:完成|达标|实现)(?:得|的)?(?:次数)?最多$|(?:most|least) (?:often|frequently)")


def _dimension(frame: Frame, text: str) -> None:
    """哪家单位的哪个项目 asks for a project, 哪条指标最常没完成 for a name."""
    if frame.indicators and frame.asked_dimension == "status" and frame.aggregate is None:
        frame.asked_dimension, frame.concepts = None, [*frame.concepts, "status"]
    if frame.rank and frame.rank.concept and frame.asked_dimension == "fiscal_year" and frame.subject == "projects" and frame.asks_list and frame.aggregate is None:
        frame.asked_dimension = None  # 哪年哪个项目预算最大: a project, whose year is shown
    if frame.asked_dimension == "unit" and frame.subject == "projects" and not frame.aggregate and frame.group in ([], ["fiscal_year"]) and re.search(r"哪(?:一?个|家)(?:单位|局|部门)的(?:哪|什么)(?:一?个|些)?项目", text):
        frame.asked_dimension, frame.group, frame.asks_list = None, [], True  # 是哪家单位的哪个项目
    if frame.rank and frame.asked_dimension in ("unit", "region") and frame.subject == "projects" and re.search(r"哪(?:一?个|些)项目|项目,?(?:都|各|各自|分别)*(?:是|属于|归|归属|来自|出自)(?:哪|谁)|which projects?", text):
        frame.asked_dimension = None  # 哪家单位哪个项目预算最大: whose it is is shown
    if frame.rank and frame.rank.concept is None and frame.statuses and frame.subject == "indicators" and not (frame.group or frame.asked_dimension or frame.indicators) and _HOW_OFTEN.search(text):
        frame.asked_dimension = "level3"  # 哪条指标最常没完成
    if frame.rank and frame.rank.concept not in POINTS and frame.subject == "indicators" and not (frame.statuses or frame.concepts or frame.group or frame.asked_dimension) and _OFTEN_NAMED.search(text):
        frame.asked_dimension, frame.rank = "level3", replace(frame.rank, concept=None)  # 用得最多的三级指标


_LISTED_TOO = re.compile(r"(?:列出|列举|列示|罗列|逐条列|列明|列一下|清单|名单|明细)[^,?]{0,4}$|,(?:都|具体|分别|各)*(?:是|有)?(?:分别是)?哪(?:些|几[个条项])[^,?]{0,6}$|(?:list|name|show) (?:them|all of them|these)$")
_AND_WHICH = re.compile(r"(?:多少|几)(?:个|条|项)(?:项目|指标)?[,?](?:都|分别|各|具体|又)*(?:有|是|叫)?(?:哪些|哪几[个条项]|什么)$")
_TELL = re.compile(r"(?:说|讲|报|给|提|念|点|列)一?下(?:各自|具体|都)?(?:的)?(?:名字|名称|名单|名|清单|名目|有谁)?$|(?<![a-z])what (?:was|were|did|has|have|had|is|are)(?: not)? ?(?!the (?:number|count|total|share|extent))")
_ADDED_UP = re.compile(r"(?:加起来|加一块|加到一起|合一块|加在一起|合计|总共|一共|合在一起|加总|累计),?(?:一?共|总共|合计)?(?:[^,?\d的]{1,2}了|有|是|为|达|完成)?(?:多少|几)(?!个?(?:项目|指标|条))|(?:added up|in total|altogether|combined|(?<![a-z])(?:total|adding up)(?![a-z]))")
_HOW_MANY = re.compile(r"多少|几(?:个|条|项|家|份|名|位|种|类|笔)(?!\w*哪)|数量|个数|条数|how many|number of|count|合计|总和|总额|加起来|总数|[^哪]几(?:分|元|成)")
_WHICH_ONES = re.compile(r"哪|汇总(?:一下|成表|下)?$|^(?:请|麻烦|帮我?)*汇总|有什么|有啥|清单|名单|明细|which|list")


def _list_or_number(frame: Frame, text: str) -> None:
    """没完成的指标报一下, 一共有哪些 ask which; 两个项目实际资助的学生加起来有多少人 for a sum."""
    if frame.indicators and frame.aggregate == "count" and set(frame.concepts) <= {"actual"} and not (frame.statuses or frame.bounds or frame.group or frame.rank) and _ADDED_UP.search(text):
        frame.aggregate, frame.subject = "sum", None  # 两个项目实际资助的学生加起来有多少人
    if frame.asks_value and frame.statuses and not (frame.concepts or frame.aggregate) and frame.subject in ("projects", "indicators") and not frame.share and _TELL.search(text):
        frame.asks_list, frame.asks_value = True, False  # 没完成的指标报一下: which, not how many
    if frame.asks_list and "execution_rate" in {b.concept for b in frame.bounds} and frame.concepts == ["executed"] and frame.subject is None and not frame.aggregate:
        frame.concepts, frame.subject = [], "projects"  # 钱花了不到一半的有哪些
    if frame.exact and frame.projects and not frame.asks_list:
        frame.concepts = frame.concepts or [ASKED_BY[name] for name, _ in frame.exact if name in ASKED_BY]
        frame.exact = []  # 某项目是新增还是延续: asked, not filtered on
    if frame.aggregate == "count" and frame.subject in ("projects", "indicators") and _LISTED_TOO.search(text) and not (frame.group or frame.asked_dimension or frame.rank):
        frame.aggregate, frame.asks_list = None, True  # 有几条,请列出: a list tells how many it has
    if frame.aggregate == "count" and frame.subject in ("projects", "indicators", None) and _AND_WHICH.search(text) and not (frame.group or frame.asked_dimension or frame.rank):
        frame.aggregate, frame.asks_list, frame.subject = None, True, frame.subject or "projects"  # 报过几个项目?有哪些
    if frame.aggregate in ("sum", "count") and not _HOW_MANY.search(text) and _WHICH_ONES.search(text):
        frame.aggregate, frame.asks_list = None, True  # 一共有哪些


_END_OF_EACH = re.compile(
    r"(?<![a-z])(?:highest|lowest|best|worst|largest|smallest|maximum|minimum|biggest|top) (?:self-evaluation |project |full-year |budget |execution )*(?:scores?|rates?|budgets?|spending|amounts?)(?![a-z])[^?]* (?:in|of|for|per|by|from) (?:each|every)(?![a-z])"
    r"|(?:各自|分别)(?:的)?(?:项目)?最[高低大小多少](?:的)?(?:自评|绩效)?(?:得分|分数|分|预算执行率|执行率|预算)"
)


def _ends_of_each(frame: Frame, text: str) -> None:
    """甲、乙、丙各自的最高得分, the highest score in each region: each one's, not the one that is highest."""
    rank = frame.rank
    if rank is None or rank.n is not None or rank.nth or rank.concept is None or frame.asks_list or frame.aggregate or not _END_OF_EACH.search(text):
        return
    several = next((name for name, those in (("region", frame.regions), ("unit", frame.units), ("fiscal_year", frame.years)) if len(those) > 1), None)
    if not frame.group and several:
        frame.group = [several]
    if frame.group and frame.asked_dimension in (None, *frame.group):
        frame.asked_dimension, frame.asks_value = None, True


_OF_EACH = re.compile(r"各|每|分别|逐|年年")
_IN_ALL = re.compile(r"总额|总数|总量|总和|合计|总共|一共")
_EACH_SO_MANY = re.compile(r"各(?:自|个)?(?:有|是|占)?(?:了)?(?:几|多少)(?:条|项|个指标)")
_ALL_YEARS_TOGETHER = re.compile(r"历年(?!各|每|分别|逐)[^,?各每]*(?:合计|总计|累计|共计|总共|一共|加起来)(?:[^,?各每分]*)$")
_YEAR_BY_YEAR = re.compile(r"[每各逐分]年|历年(?=[^?]*(?:各|每|分别|逐))|年度|年年|一年一|各自|分别|(?<![a-z])(?:each|every|per|by|annual|yearly)(?![a-z])|year on year|year[- ]by[- ]year")


def _groups(frame: Frame, text: str) -> None:
    """历年合计, 各项目加起来, 各地都有哪些项目: all of them together, though each is said."""
    if frame.rank and frame.units and "region" in frame.group and re.search(r"各(?:地|市|县|区).*哪一?[个家条]", text) and not re.search(r"分别|各自|每", text):
        frame.group = [g for g in frame.group if g != "region"]  # 各地民政局的项目里得分垫底的是哪一个: one of all of them
    computed = frame.aggregate or frame.rank or frame.share or frame.compare or frame.difference or set(frame.concepts) & NUMERIC
    if frame.everything and frame.projects and not (frame.aggregate or frame.rank or frame.group) and set(frame.concepts) and set(frame.concepts) <= MONEY and _IN_ALL.search(text):
        frame.aggregate = "sum"  # 全部某项目的实际支出总额
    if frame.aggregate == "count" and frame.subject == "projects" and frame.asks_list and frame.statuses and not (frame.group or frame.asked_dimension or frame.rank) and _EACH_SO_MANY.search(text):
        frame.subject, frame.group, frame.asks_list = "indicators", ["project_name"], False  # 哪些项目有未完成指标，各有几条
    if frame.aggregate == "count" and frame.subject == "indicators" and any(b.of == "projects" for b in frame.bounds) and not (frame.group or frame.asked_dimension or frame.rank) and _EACH_SO_MANY.search(text):
        frame.group = ["project_name"]  # 执行率低于60%的项目，未达标指标各有几条
    plain = (frame.subject in ("projects", "indicators") or bool(frame.statuses)) and not re.search(r"[各每].{0,8}[各每]|分别|各有", text)
    if frame.asks_list and plain and not computed:
        frame.group = [g for g in frame.group if g not in ("region", "project_name", "unit")]  # 各地都有哪些项目: one list
    if frame.group == ["fiscal_year"] and frame.asks_list and plain and not (computed or _OF_EACH.search(text)):
        frame.group = []  # 历年申报过哪些项目
    if frame.group == ["fiscal_year"] and frame.statuses and not (frame.aggregate or frame.share or frame.concepts) and re.search(r"历年|历次|[这近]几年", text) and not re.search(r"(?:各|分别)(?:自)?(?:有|是|占)?(?:了)?(?:多少|几)", text):
        frame.group = []  # 历年没完成的指标: a list over all years
    if "fiscal_year" in frame.group and len(frame.group) > 1 and re.search(r"[两二三四五]个?年(?:度)?(?:来|间|里)?(?:累计|合计|一共|总共|共)", text):
        frame.group = [g for g in frame.group if g != "fiscal_year"]  # 各单位三年累计
    if frame.group == ["fiscal_year"] and re.search(r"(?:这|近)几年[^,?]{0,10}(?:累计|一共|总共|加起来)", text) and not re.search(r"各|每|分别|逐", text):
        frame.group = []  # 这几年总共
    if frame.aggregate == "sum" and len(frame.group) == 1 and re.search(r"(?:加总|加起来|加在一起|相加)(?:是|有|为|后|多少|几|一共|$)|[把将][^,?]*(?:在|到|成)(?:一起|一块|一处)|(?:合并|归总|累加|求和)(?:在一起|起来|后|计算|统计|,|$)", text):
        frame.group = []  # 各年未达标指标加总
    if frame.aggregate == "sum" and frame.group == ["fiscal_year"] and _ALL_YEARS_TOGETHER.search(text):
        frame.group = []  # 历年其他资金支出合计
    if frame.group == ["project_name"] and re.search(r"各项目(?:合计|总共|一共|共计|共|加起来)", text):
        frame.group = []  # 各项目合计设了多少条指标
    if frame.aggregate == "sum" and frame.group == ["project_name"]:
        frame.group = []  # 各项目预算加起来 is one number
    if frame.rank and frame.subject in ("projects", "indicators") and frame.group == ["fiscal_year"] and not _YEAR_BY_YEAR.search(text):
        frame.group = []  # 近几年得分最高的是哪个项目: of all these years
