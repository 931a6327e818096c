"""What a question says a second time: a formula that only explains the word beside it (扣了多少分（分值减得分）), a second
clause that asks the same again (有没有…的项目？是哪几个). Taken out before the question is cut; pure.

A formula is left where it stands unless it is what the word means: 执行率（执行数÷年初预算） says something else.
"""

from __future__ import annotations

import re

from assistant.planner.wanted_for import without_purpose

_LESS = r"(?:数|额|金额|值)?(?:减去?|-|—|–|扣除)(?:去)?"
_BY = r"(?:数|额|金额|值)?(?:合计|总数|总额)?(?:除以|÷|/|比)"
_SCORE = r"(?:自评)?(?:总)?(?:得分|分数?|评分)"
_MEANS = [  # the word, and how it is made
    (r"扣|丢|失|损失|少得|少拿|亏|离满分", rf"(?:(?:指标|各项)?(?:分值|权重|满分)|(?:满分)?100分?(?:的?满分)?|满分100分?){_LESS}(?:实际)?{_SCORE}"),
    (r"没花|没用|未花|未用|没有花|没有用|剩|结余|结转|未执行|未支出|没支出|没执行|没有执行|未使用|闲置|沉淀", rf"(?:全年)?预算{_LESS}(?:全年)?(?:实际)?(?:执行|支出)(?:数|额)?"),
    (r"执行率|支出进度|执行进度|支出率", rf"(?:全年)?(?:执行|支出){_BY}(?:全年)?预算(?:数|额|金额)?(?:合计|总数|总额)?"),
    (r"完成率|达标率|完成比例|达标比例|达成率", r"(?:已?(?:完成|达标|达成)的?(?:指标)?(?:条数|项数|个数|数量?)?)(?:除以|÷|/|比)(?:全部|指标)?(?:总(?:条数|项数|个数|数)|指标数|全部(?:指标)?(?:条数)?)"),
    (r"[压调核削缩裁]减|砍|缩水|追加|[调核]增|收回|调整", rf"(?:(?:全年|调整后)预算{_LESS}年初预算(?:数)?|年初预算{_LESS}(?:全年|调整后)预算(?:数)?)"),
    (r"得分率", rf"{_SCORE}{_BY}(?:分值|权重|满分)"),
    (r"差|缺|距|少", rf"目标值?{_LESS}(?:实际|完成)(?:完成)?值?|(?:实际|完成)(?:完成)?值?{_LESS}目标值?"),
]
_THAT_IS = r"(?:即为?|也就是|指的?是?|就是|等于|=|按照?|用|以|公式[为是:]?|口径[为是:]?|计算公式[为是:]?|算法[为是:]?)*"
_SO_MADE = r"(?:的)?(?:差额?|结果|金额|比值|比例|比率|值)?(?:来|的口径|口径)*(?:计算|算|看|计|排|比|得出|为准|说)?(?:[,，、]?%)?"


def _patterns(formula: str) -> list[re.Pattern[str]]:
    inner = rf"{_THAT_IS}(?:{formula}){_SO_MADE}"
    return [re.compile(rf"[(（]{inner}[)）]"), re.compile(rf"[,，。?？:：]{_THAT_IS}(?<=[按用以照即是指于=:,，。?？：])(?:{formula}){_SO_MADE}(?=[。?？]?$)")]


_EXPLAINED = [(re.compile(word), _patterns(formula)) for word, formula in _MEANS]


def _without_formulas(text: str) -> str:
    for word, patterns in _EXPLAINED:
        for p in patterns:
            m = p.search(text)
            if m and word.search(rest := text[: m.start()] + text[m.end() :]):
                text = rest
    return text


_NOUN = r"(?P<noun>项目|指标|单位|部门|地区)?"
_AGAIN = re.compile(
    r"(?P<first>.{4,}?)[?？。,，;；]\s*(?:如?果?有的?话?|要是有|若有|如有|存在的话)?[,，]?(?:请|就|则|麻烦|都|又|并|一并|帮忙)*"
    r"(?:(?:是|为|都是|分别是|具体是|具体为|具体有|有|都有|列出|列明|说明|指出|点名|说说|告诉我)(?:一?下)?(?:是)?哪(?:几|些|一)?(?:个|条|家|项|份)?(?:的)?" + _NOUN + r"|哪(?:几|些|一)(?:个|条|家|项|份)?"
    r"|(?:列出来?|列一下|列明|列示|列出|逐[条项个](?:列出|列明|列示)|都?列(?:举|清单)?出?来|找出来|点出来)(?:一下)?)(?:呢|呀|啊)?[?？。]?$"
)
_WHETHER = re.compile(r"有没有|有无|是否(?:存在|有)|存不存在")
_IS_THERE = re.compile(r"(?:的)?(?:这种|这样的|此类)?(?:情况|情形|现象|问题)?(?:存在)?(?:吗|么|没有|有没有|有无|不)$|(?:存在|有)(?:吗|么|没有|不)?$|(?:的)?(?:情况|情形|现象)$")


def _asked_once(text: str) -> str:
    """有没有总分超过100分的？是哪几个项目 -> 总分超过100分的项目有哪些."""
    m = _AGAIN.fullmatch(text.strip())
    if m is None:
        return text
    first = m["first"]
    whether = _WHETHER.search(first)
    there = _IS_THERE.search(first)
    if not (whether or there):
        return text
    if there:
        first = first[: there.start()] + ("的" if there[0].startswith("的") else "")
    if whether:
        first = first[: whether.start()] + first[whether.end() :] if whether.end() <= len(first) else first
    noun = m["noun"] or ("" if re.search(r"(?:项目|指标|单位|部门|地区)$", first) else "项目" if re.search(r"总分|执行率|预算", first) and "指标" not in first else "")
    if noun and not first.endswith(noun):
        first = first.rstrip("的") + "的" + noun
    return f"{first}有哪些"


_LOOSELY = re.compile(r"(?:规模|体量|金额|资金量|盘子|分值|权重|得分)(?:较|偏|比较|相对)(?:小|大|低|高|多|少)(?:的)?[,，、](?=[^,，。?？]{0,12}\d)|^满分(?:才|只有|不过|仅|也就|就)是?(?:100|一百)分?[,，]")  # 规模较小，全年预算不足50万元
_HOW_SO = re.compile(r"(?<=[率度分数算额])(?:明显|较为|比较|较|偏|过|相对)?(?:滞后|缓慢|偏慢|偏低|偏高|不高|不低|低|高|不理想|不佳|小|大|少|多|慢|快)[、,，](?=(?:仅|只|均|都|不|低|未|在|高|超|大|小)[^,，。?？]{0,6}[\d一二三四五六七八九])")  # 执行率偏低、不足80%
_SO_MANY = re.compile(r"(?:共?(?:报|做|有|申报|安排|实施|搞))了?[两二三四五2-5]个项目[,，](?=[^,，]{2,12}的(?:那个)?是哪)")  # 报了两个项目，得分高的是哪个
_OFFICE = r"绩效|预算|自评|管理|工作|审计|财政|项目|资金|评价|年度|全市|全县|我局|我市|局里|单位|领导|上级|省厅|部门|会议|汇报|报告|材料|总结|分析|整改|检查|督导|巡察|巡视|考核|通报|核查|复核|抽查|撰写|编写|编制|起草|准备|开展|做好|推进|加强|进一步|落实|配合|有关|相关|要求|需要?|安排|部署|通知|初步|系统|数据|情况|结果|信息|填报|掌握|了解|摸清|底数|下一步|近期|本次|此次|梳理|核对|核实|统计|反映|显示|来看|看|表格?|所报|提供|便于|报送|向|用于?|供|参考|研究|讨论|决策|问题|的|和|及|与|内|上"
_OPENING = re.compile(rf"^(?:您好|你好|领导好?|老师好?)?[,，]?(?:为了?|以便于?|便于|因|应|根据|按照?|依据|结合|据|经|从|对照|围绕|出于|鉴于|配合|落实|现因|局里|会议|本次|此次|近期|领导|向|(?:今天|明天|下午|上午|马上|回头)?(?:要|得)?(?:开会|上会|写材料|汇报|交差)(?:要|得|需)?用?)(?:{_OFFICE})*[,，:：](?=.{{6}})")  # 为做好整改工作，
_COLUMNS = re.compile(r"[,，](?:并|请|需|同时|要|再)*(?:(?:注明|标明|附上?|标注|列明|写明|带上)(?:其|所属|所在|对应的?)?(?:(?:填报)?单位|地区|年度|年份|项目名称|名称|得分)(?:、|和|及|与)?)+(?:即可)?[?？。]?$|[,，](?:分别|各)?(?:属于|是|属)哪(?:个|家|些)单位的?[?？。]?$")  # a list names them anyway
_SEVERAL = re.compile(r"(?<![有共是计少这那前后哪])几个(?=项目的?[^,，?？]{0,10}(?:平均|加起来|合计|一共|总共|加总|相加|之和)[^?？]*(?:多少|几))")  # 某人负责的几个项目预算加起来多少: the several, not how many
_SUCH = re.compile(r"(?<=.{6})[,，](?:像|凡)?(?:这样|这种|此类|这类|该类|如此|符合(?:上述|这些|以上)?条件)(?:情况|情形)?的?(?=项目|指标|单位|部门)")
_EXIST = re.compile(r"(?<=项目|指标|单位|部门)(?:还|到底|究竟)?(?:存在吗|存不存在|有吗|有没有|存在不存在|有否)[?？]?$")


_DEFINED = re.compile(
    r"^(?P<bound>\d+分(?:及|或)?(?:以上|以下))(?:\(含\d*分?\)|（含\d*分?）)?(?:就|都|的)?(?:算|为|是|视为|评为|定为|属于|叫做?|记为)(?P<grade>优秀?|良好?|合格|及格|不合格|差)[,，]"
    r"(?:含\d+分[,，])?(?P<rest>.*?)(?:得|评|算|为|是|达到|拿|属于|评为|被评)*(?P=grade)(?P<end>的?(?:项目|单位)?[^优良差合及]*)$"
)


def _as_defined(text: str) -> str:
    """90分以上算优，有几个项目得优: the bound in place of the word, whatever the word means elsewhere."""
    return _DEFINED.sub(lambda m: f"{m['rest']}得分{m['bound']}{m['end']}", text)


def _of_such(text: str) -> str:
    """总分等于100分，却仍有指标未达标，这样的项目存在吗 -> …未达标的项目有哪些."""
    joined = _SUCH.sub("的", text, count=1)
    return _EXIST.sub("有哪些", joined)


def _listed_anyway(text: str) -> str:
    """…的项目有哪些，请注明单位: each row says whose it is."""
    return _COLUMNS.sub("", text) if re.search(r"哪些|列出|名单|清单|项目[,，]|指标[,，]", text) else text


_PREFACE = re.compile(
    r"^(?:(?:我|本|这|局|处|科|领导|上级)?(?:们|份|次|个|里|室)*(?:的)?(?:年度|半年|绩效|工作|自评|评价|决算|预算|总)*(?:报告|材料|汇报|总结|稿子?|讲话|简报|台账|通报|会议|公报|课件|说明|分析|表格?|附件|文稿)(?:里面?|中|上|内|用|时)?)?"
    r"(?:需|要|得|想|打算|准备|须|应|请|帮忙?)*(?:写|列|填|用|引用|附|讲|说|放|体现|反映|统计|核对|提到?|报|问|核实|请教|确认|交代|查)(?:一下|一句|一?个|到|上|清)*(?P<what>[^,，。：:？?\d]{0,14})[:：](?=.{8})"
)
_RESTRICTS = re.compile(r"优|良|差|[未没无不非除仅只超低高最]|市|县|区|局|委|办|完成|达标|期")
_HELD_BY_A_NUMBER = re.compile(r"\d(?:\.\d+)?(?:分|%|万|个百分点)")


_IF_NEEDED = re.compile(
    r"(?:^|(?<=[,，]))(?:如果?|若|倘若|万一|假如|要是)(?:有|还)?(?:需要?|要|想|得)?(?:再|进一步|当面|电话)?(?:核实|核对|了解|咨询|询问|确认|沟通|对接|联系|请教|问)(?:一下|下)?(?:相关|有关|具体|详细)?(?:的)?(?:情况|详情|数据|问题|信息|细节|项目|内容)?(?:的话|时)?(?:[,，]|(?=打|拨|找|该|应|可|联系|哪|怎))"
)  # 如需核实，打哪个电话


def _without_preface(text: str) -> str:
    """报告里要写优秀项目数：…: what it is wanted for. What would narrow the question stays, unless the question itself says it in numbers."""
    m = _PREFACE.match(text)
    if m is None or (_RESTRICTS.search(m["what"]) and not (re.fullmatch(r"(?:优秀|优良|良好|高分|低分)(?:等次|等级|档)?的?(?:项目|单位)?(?:的)?(?:数量?|个数|名单|情况|占比)?", m["what"]) and _HELD_BY_A_NUMBER.search(text[m.end() :]))):
        return text
    return text[m.end() :].lstrip()


def said_once(question: str) -> str:
    question = without_purpose(_IF_NEEDED.sub("", _without_preface(question)))
    question = re.sub(r"目标[（(]申报[）)]表", "目标申报表", question)
    question = _as_defined(_SO_MANY.sub("的项目里", question))
    return _of_such(_asked_once(_SEVERAL.sub("", _HOW_SO.sub("", _LOOSELY.sub("", _OPENING.sub("", _listed_anyway(_without_formulas(question))))))))
