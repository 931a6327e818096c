"""A question as the planner reads it: width, case and script unified, and turns of phrase that hide a meaning written out. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Literal

from assistant import numbers
from assistant.lexicon import SIMPLIFIED
from assistant.planner.english import in_full
from assistant.planner.english_money import plainly

_QUOTES = re.compile(r"[\"“”‘’《》〈〉「」『』【】\[\]〔〕`]|(?<![a-z])'|'(?![a-z])")
_HOW_MANY_ELSEWHERE = re.compile(r"几多(?=[个条项家钱万亿元块分%人次公平米亩户场期台]|百分|$|[,?])|好多(?=个(?:项目|指标)|条指标|钱|万元?)")  # as the south says 多少
_NEITHER = re.compile(r"\bneither (?P<one>[^,?]{3,80}?) nor ")
_LONE_YEAR = re.compile(r"(?:(?<=\s)|(?<=^))(20[12]\d)(?=\s+[\u4e00-\u9fff])")  # 甲县 预算合计 2023 万元
_SAME_TIME = re.compile(r"同比(?=[^,?百成率幅]{1,6}(?:多少|几)(?:分|万|元|亿|个(?!百分点|点)|条|项))")  # 同比下滑多少分: in points, no growth in percent
_OF_WHOM = r"(?P<whom>[^,?\d]{1,14}?(?:市|县|区|局|委|办|中心|院|厅|去年|上年|前年)|整体|总体|全体|全部|平均(?:水平|得分|分|值|数)?|大盘|大家|(?:19|20)\d\d年度?)(?P<much>(?:了)?(?:多少|几)(?=分|个|万|元|亿|条|项|$))"
_FURTHER = [  # 得分高于甲市多少分: how far, no bound
    (re.compile(rf"(?:高于|高出|超过|超出|领先于?|多于|大于|优于|好于|胜过){_OF_WHOM}"), r"比\g<whom>高\g<much>"),
    (re.compile(rf"(?:低于|落后于?|不及|不如|少于|小于|逊于|差于|落于){_OF_WHOM}"), r"比\g<whom>低\g<much>"),
]
_DONE = r"(?P<done>(?:按时|按期|如期|全部|完全|真正|很好地?)?(?:做到位?|完成|达标|达到|做完|做好|做成|办完|办好|办成|干完|干成|落实(?:到位|好)?|兑现|实现|搞定|拿下)(?:好|了)?)"
WHOSE_THEY_ARE = r"(?:它们|他们)?(?:又|也|都)?(?:分别|各自|各|都)?(?:是|属于|归|归属于?|来自|出自)(?:哪|什么)(?:些|几|一)?(?:个|家)?(?:单位|部门|地区|地方)(?:管|报|做|负责|实施|申报|填报)?的?[?？]?$"
_BANDS = re.compile(
    r"(?:按|以|照)?(?P<said>(?:\d+分?(?:及?以上)?(?:的)?(?:为|是|算))?优秀?[^?优良中差]{0,16}良好?[^?优良中差]{0,16}中等?[^?优良中差]{0,16}差[^,?优良中差]{0,14}?)(?:来|去)?(?:分(?:[成为](?:了)?[几三四]?(?:个)?)?[档等级类]|划[档分]|归[档类]|分(?=统计|,|$))(?:统计)?"
)  # 优(90分以上)、良(80至90)、中(60至80)、差: the grades that domain.md knows
_REWORDED: list[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]] = [
    (re.compile(rf"(?P<no>没有?|未)(?P<can>能)?(?:把|将)(?P<what>[^,?把将的]{{2,24}}?){_DONE}"), r"\g<what>\g<no>\g<can>\g<done>"),  # 没把污水管网做到位
    (re.compile(r"(?:占|到|超过|超出|不到|不足|达到|少于|多于|占到)了?(?:其|该项目|本项目|自身|自己|各自)?(?:的)?(?:指标)?(?:总数|总量|总条数|全部指标(?:数|总数)?|所有指标|指标总数)(?:的)?(?=[\d.]+%|百分之|[一二两三四五六七八九\d.]+成|一半|半数|[二三四五六七八九]分之)"), lambda m: ("各自" if "各自" in m[0] else "") + "占比" + (w[0] if (w := re.search("超过|超出|不到|不足|达到|少于|多于", m[0])) else "")),  # 超过了总数的30%
    (re.compile(r"(?:哪一?(?:个|些|家)|什么)(?P<who>地方|地区|市县|区县|县区|单位|部门)(?=[^,?最超不至达]{1,10}(?:多少|几)(?:条|项|个)(?!百分))"), r"各\g<who>"),  # 哪个地方没完成多少条
    (re.compile(r"凡是"), "凡"),
    (re.compile(r"(?:联系)?(?:电话|手机|座机)?(?:号码?)?(?P<n>1\d{10}|\d{7,8})(?:这个(?:号码|电话)|(?:登记|填写?|留)的?)*(?:是|属于)(?:谁|哪位|哪个人)(?:的)?(?:电话|号码)?,?(?:他|她|此人|这个?人)?(?:又|都)?(?:负责|管|分管|牵头)(?:着|的)?(?:是)?(?:什么|哪个|哪些)项目"), r"\g<n>这个号码对应哪个项目,负责人是谁"),
    (re.compile(r"^(?P<p>[^,?]{4,40}?)(?:的)?(?:计划|打算|准备|预计|安排)(?:在|于|分)?(?:什么时候|何时|几月份?|哪(?:几)?个?月份?)(?:组织|举办|开展|召开|进行|安排|办|搞|开)[^?]*[?]?$"), r"\g<p>的实施计划"),
    (re.compile(r"(?:在)?本(?:县|市|区|州|地)(?=当年|同年|全部|所有|的?平均)"), ""),
    (re.compile(r"(?:总共|一共|合计|共|合起来|累计)(?:都)?被扣"), "一共扣"),
    (re.compile(r"几[条个项](?=(?:没有?|未)[^,?]{1,6}的?指标[^,?]*(?:总共|一共|合计|合起来|加起来|共)[^,?]*(?:多少|几)分)"), ""),  # 几条没完成的指标总共扣了多少分
    (re.compile(r"全年预算(?:数)?比年初预算(?:数)?(?:要|被|都)?(?:砍|调|压|核|缩|降|削|追)*(?P<how>减少|增加|少|低|小|多|高|大|减(?!少)|增(?!加))(?:了|的)?(?!多少|最|[\d一二三四五六七八九十两百千万]|几|超过|不到)"), lambda m: "预算被调增的" if m["how"] in ("多", "高", "大", "增", "增加") else "预算被调减的"),
    (re.compile(r"(?P<did>追加|调增|增加|调减|核减|压减)(?P<what>[^,?得]{0,30}?)(?:追|加|增|调|减|砍|压)得(?=最)"), r"\g<did>\g<what>"),  # 追加预算追得最多
    (re.compile(r"(?<![在趴躺睡压滞])(?:账面?|账户|账目|帐)(?:上|里)(?:面)?(?=[^,?]{0,8}(?:剩|余|留|没|未|结))"), ""),
    (re.compile(r"比(?P<t>目标值?|年度目标|计划数?)(?P<how>少|多|低|高)(?:[铺建修做种放发办开植挖清装买购聘招演训管助栽](?:[铺建修做种放发办开植挖清装买购聘招演训管助栽])?)(?=了?(?:多少|几))"), r"比\g<t>\g<how>"),  # 比目标少铺了多少公里
    (re.compile(r"^把(?P<what>[^,?]{2,24}?)(?:全|都|全部|统统)?(?:翻|过|看|查|捋|理|筛|数|扫)一?(?:遍|下|过)(?:来)?,"), r"\g<what>中,"),
    (re.compile(r"(?P<who>他们|人家|单位|部门|^|,)自己(?=(?:是)?(?:怎么|如何|咋|又|写|填|解释|说明?|交代))"), r"\g<who>"),
    (re.compile(r"(?<=自评)(?:给|对|为)自己(?=打|评)|(?:给|对|为)自己(?=打|评)"), ""),
    (re.compile(r"(?:的)?资金(?:来源|构成|组成)?(?:里|中|当中|里面|构成)(?:都|还)?(?P<has>没?(?:有|含有?|包括|包含))(?=[^,?]{1,8}(?:资金|拨款|补助|收入|结转))"), r"\g<has>"),  # 资金里有其他资金
    (re.compile(r"(?:交|报|提交|上报|填报|填)(?:了|过|上来)?(?P<n>\d+|[一二两三四五六七八九十]+)份(?P<more>(?:及|或)?以上|或更多)(?:的)?(?P<of>(?:项目)?(?:自评表|报告|表))"), r"有\g<n>份以上\g<of>"),
    (re.compile(r"(?:跟|与|同|和|比起|较)(?P<a>年初预算(?:数)?)(?:相比|比较|相较|比起来|来比|比)?,?(?P<b>全年预算(?:数)?)"), r"\g<b>比\g<a>"),  # 跟年初预算相比，全年预算砍得最狠
    (re.compile(r"(?:或者?|及|和)更多(?=[个条项家份]?)"), "以上"),  # 两份或更多
    (re.compile(r"份以上(?=项目自评表|自评表|报告)"), "份以上的"),
    (re.compile(r"(?P<by>原因[^,?]{0,14})[,?](?:没有?|未)(?:写|填|说明|注明)明?(?:偏差)?原因的(?:指标)?(?:不算|除外|不计|不要|不含|不统计|剔除)"), r"\g<by>"),
    (re.compile(r"(?<![这那])(?:这|那)(?:位|个)(?:同志|人|领导|干部)?(?:当|做|任|担任|作为?)(?=负责人|项目负责人)"), ""),
    (_BANDS, lambda m: "按等次" if {"90", "80", "60"} >= set(re.findall(r"\d+", m["said"])) else m[0]),
    (re.compile(r"(?<=按等次)(?P<rest>[^?]*?)(?:各|每)(?:个)?(?:档|等|级)(?:次)?(?:各)?(?:有)?"), r"\g<rest>各等次各有"),
    (re.compile(r"(?<=[^才面述边次说到])的这(?:些|几个|一?批|类)(?=项目|指标|单位|报告)"), "的"),  # 名称里有森林防火的这些项目: these, of which the sentence itself tells
    (re.compile(r"(?<=[以之][上下])(?:的)?(?:大|小|重大|重点)(?=项目)"), "的"),  # 800万元以上的大项目: how large is said
    (re.compile(r"预算执行(?:率)?(?:的|那|这|里的?)*10分(?:里面?|中|当中|上|的)*,?(?:(?:得|拿|打|给)分?(?=最|多少|几))?"), "预算执行得分"),
    (re.compile(rf"(?P<list>哪(?:些|几)[^,?]*|有谁),?{WHOSE_THEY_ARE}"), r"\g<list>"),  # a list tells whose
    (re.compile(r"除了?(?P<a>[^,?除]{2,12}?(?:资金|拨款|补助|结转|收入))(?:以外|之外|外)?,?(?:还|也|另|又)(?:有|投入|使用|用|安排|动用|含有?|包括)(?:了|过)?(?P<b>[^,?]{2,10}?(?:资金|拨款|补助|结转|收入))"), r"既有\g<a>又有\g<b>"),  # besides, not except
    (re.compile(r"(?:年中|中途|年内|期间|执行中)?调过(?=预算)"), "调整过"),
    (re.compile(r"(?P<n>[一二两三四五六七八九十]|\d+)(?P<of>[个条项家])(?:或者?|及)(?:(?P=n)(?P=of)?|其)?(?:以上|更多)"), r"\g<n>\g<of>以上"),  # 两条或两条以上
    (re.compile(r"得分(?P<how>(?:还|都|连)?(?:不到|不足|没到|没有?达到|未达到|低于|超过|高于|不超过)?)(?:其|该项|自身|各自)?(?:的)?分值的(?=一半|半数|百分之|[\d.]+%|[一二三四五六七八九]成|[二三四五]分之)"), r"得分率\g<how>"),
    (re.compile(r"得分(?:却|还|反而|反倒|仍)?(?:比|低于|小于|少于|不及)(?:其|该项|自身|各自)?分值(?:要)?(?:低|少|小)?(?!的|\d|[一二三四五六七八九十])"), "被扣分"),  # 目标完成了，得分却比分值低
    (re.compile(r"^(?P<what>(?![^,]*(?:哪|谁|几|多少|最))[^,?]{2,40}?)(?:偏|过|较|太|这么|如此)(?:低|高|差|少|慢|大|多),(?=[^?]*(?:原因|理由|为什么|为何|为啥|解释|说明|缘))"), r"\g<what>,"),  # 满意度偏低，理由是什么: of the one named
    (re.compile(r"(?P<which>哪一?[个条](?:三级)?指标)在(?:各|所有|全部|不同)个?项目(?:里|中|当中|之中)(?:面|头)?(?=[^,?]{0,12}最)"), r"\g<which>"),  # over all of them
    (re.compile(r"(?:今|去|前|上|本|当|明|大前)年度?\((?P<year>(?:19|20)\d\d)年?度?\)"), r"\g<year>年"),  # 前年(2023年): the number tells which
    (re.compile(r"(?P<n>\d+|[一二两三四五六七八九十]+)(?P<of>个|条|项)(?:以上|之上)(?P<rest>[^?]*?)[,(]?(?:正好|刚好|恰好)?(?P=n)(?P=of)?的?(?:不算|不计|除外|不包括|不在内|不含)\)?(?=$|[,?])"), r"超过\g<n>\g<of>\g<rest>"),  # 三条以上…，三条的不算
    (re.compile(r"(?P<verb>[存算属含涉提写填达完设列落留])[不没](?P=verb)(?=[在完作于达标有及到成得为联电])"), r"是否\g<verb>"),  # 存不存在, 达没达标
    (re.compile(r"^(?P<asks>(?!.*(?:哪|谁|什么|啥|多少|几[个条项家份]|没有?.*没有$))[^?]*(?:过|了|有|存在|安排)[^?,]{2,40})(?<![过了])没有$"), r"\g<asks>吗"),  # 报过某项目没有
]
_SHARE_OF_GRADE = re.compile(r"(?:(?<=项目)|(?<=单位)|(?<=自评))(?:的)?(优秀|良好)率")  # no indicator's own rate
_TO_A_MAN = [(re.compile(r"个个(?:都|均|全)?"), "都"), (re.compile(r"无一(?:个|家|例外)?(?:项目)?(?=低于|不足|不到|少于|达不到|没到|未到)"), "都不")]
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
    for pattern, instead in [*_TO_A_MAN, *_FURTHER]:
        text = pattern.sub(instead, text)
    for pattern, other in _REWORDED:
        text = pattern.sub(other, text)
    text = _LONE_YEAR.sub(r"\1年", text)
    return numbers.with_ends_said(_BETWEEN.sub("", re.sub(r"\s+", " ", text))).strip(" ,?")


def language_of(question: str) -> Literal["zh", "en"]:
    """English where Latin words carry the question; a Chinese name within does not make it Chinese."""
    latin = len(re.findall(r"[A-Za-z]{2,}", question))
    asks_chinese = re.search(r"[的了吗呢哪谁几]|多少|什么|怎|为何|有没", question)
    return "en" if latin >= 2 and (not asks_chinese or latin > 6) else "zh"
