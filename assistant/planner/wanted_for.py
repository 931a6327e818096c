"""What a question is wanted for, in a clause of its own: 下午局里开会要用，…; …，我好去催. Taken out before the question is cut; pure.

Only clauses all of whose words are listed here are taken, and none that could narrow the question: no name, number, level, state,
order or denial is among the words, and a clause that says no need or occasion stays.
"""

from __future__ import annotations

import re

_WHO = (
    r"(?:分管|主要|上级|单位|部门|局|处|科)?领导(?:们)?|[局处科市县区院厅省]长|副?主任|书记|上级|上面|上头|省厅|[省市县区局处科室院厅](?:里|上|内)|我们?|咱们?|[本我](?:局|处|科|单位|部门)|大家|同事"
    r"|人大(?:常委会)?|政协|(?:人大)?代表(?:们)?|(?:政协)?委员(?:们)?|审计(?:组|局|部门|人员)?|巡[察视]组?|督[查导](?:组|室)?|检查组?|考核组?|专家(?:组)?|专班|绩效[科处办]|预算[科处股]|评审(?:中心|组|专家)?|第三方|媒体|群众|纪委|办公室|同志|老师"
)
_WHEN = r"[今明后]天|今晚|[上下]午|早上|中午|晚上|一?会儿|[等待]会儿?|马上|立刻|[本下这]?周[一二三四五六日天]?|月底|年[底终末初]|近期|最近|[这本此下]次|接下来|下一步|下个?[月周]|眼下|现在|随后|回头|尽快|抓紧|赶紧"
_NEED = (
    r"要|需要?|急需?|着急|想|得|须|应|准备|打算|计划|拟|将|等(?:着)?|正在?|在|来|请|用(?:于|来|以|作)?|作为?|做|[仅以]?供|写(?:进|入|到)?|编(?:写|制)?|撰写|起草|拟定|[召]?开(?:好)?|参加|组织|开展|做好|推进|落实|配合|迎接?|应对|整理|提[供交]|要求|[上呈]?报(?:送|给)?"
    r"|汇报|上会|交差|交|通报|约谈|督[促办查]|催(?:办|一催|一下)?|整改|问责|核[实对查]|复核|了解|掌握|参[考阅]|研究|讨论|决策|分析|总结|评[价审]|安排|部署|调度|考核|检查|迎检|验收|公[开示]|备查|存档|归档|对账|沟通|反馈|回[复话应]|答复|交代|好|去|给|问起?|询问|关心|关注|过问|知道|弄清楚?|向|跟|和|与|对|为了?|因为?|由于|出于|鉴于|围绕|以便|便于|好让|方便|有个?数|有底"
)
_WHAT = (
    r"的|了|着|时候?|一下|一份|一?个|下|上|里|中|进|到|会议?|(?:例|调度|汇报|座谈|办公|常务|党组|常委|推进|评审|通报|听证|碰头|专题|工作|总结|动员|分析|部务|局务)会|材料|报告|总结|稿子?|(?:讲话|发言|汇报)稿|简报|台账|表格?|ppt|课件|数据?|数字|底数|情况|资料|信息|依据|说明|附件|清单"
    r"|工作|任务|绩效(?:自评|评价|管理)?|预算|自评|财政|年度|明年|[下来]年度?|今后|后续|全[市县区]|我[市县区]|有关|相关|初步|进一步|下一年"
)
_WORD = rf"(?:{_WHO}|{_WHEN}|{_NEED}|{_WHAT})"
_CLAUSE = re.compile(rf"{_WORD}{{2,12}}", re.IGNORECASE)
_SAYS_SO = re.compile(
    r"用$|要用|会$|会议$|上会|汇报|参[考阅]|准备|(?:材料|报告|总结|稿|简报|台账|通报|ppt|课件|表格?|数据?|资料)$|(?:以便|便于|方便|好|要|准备|拟|将|用[于来]|为了?)[^,，]*整改|约谈|通报|督[促办]|催|迎检|备查|存档|归档|公[开示]|为了?|便于|以便|供|急|问责|交差|回话|需要$|要求|要$|要看$|问起?$|询问$|知道$|弄清楚?$|关[心注]$|有个?数|有底", re.IGNORECASE
)
_NARROWS = re.compile(r"(?:项目|资金|预算|绩效|自评|财政|指标|年度|情况|的|了)$|[按以](?!便)|(?:预算|资金|自评|年度)(?:安排|数据?|表)$")
_ASKED_BY = re.compile(rf"^(?:{_WHO})(?:们)?(?:刚才|刚刚?|今天|又|来|在)?(?:问起?|询问|想知道|想了解|关心|追问|过问|质询)(?:的是|到|了|一?下|一句|起)?[,，:：]?(?=.{{8}})")
_IN_STORE = re.compile(r"^(?:在|从|就)?(?:系统|库|数据库|工作区|平台|目前|现在)?(?:里|中|上)?(?:现有|已有|已上传|已导入|已入库|上传|导入|入库|收到|收上来|手上|手头|掌握)(?:的|了的|到的)?(?:这些|那些|所有|全部)?(?:自评)?(?:报告|材料|自评表|数据|表格|资料)(?:来看|里面?|中|当中|上)[,，]?(?=.{6})")
_LONGEST = 24
_LEFT = 6  # characters that a question has at least
_IN_FULL = re.compile(r"[,，](?:请|要|需|务必|最好|尽量|回答|说|讲|列|给|写)?(?:得|的)?(?:说|讲|列|给|写)?(?:得|的)?(?:越)?(?:快|全|全面|完整|详细|具体|细|准确?|清楚|明白|仔细)(?:一?点儿?|些|一些|越好)?(?:即可|就行|吧)?(?=[?？。!！]?$)|[,，](?:请|务必|千万|可)?(?:不要|别|勿|莫|不得|不能|不许)(?:有)?(?:遗漏|漏掉?|缺漏|落下|漏项|丢项|搞错|弄错|出错|有误)(?:了|任何一[条项个])?(?=[?？。!！]?$)|[,，]?[(（](?:急|加急|急用|急件|速|请速复|盼复|待复|在线等|备查|存档|供参考)[)）](?=[?？。!！]?$)")


def without_purpose(text: str) -> str:
    """The question without the clauses before and behind it that only say what it is wanted for, or how fully."""
    text = _IN_STORE.sub("", _ASKED_BY.sub("", _IN_FULL.sub("", _IN_FULL.sub("", text))))  # 要完整，不要遗漏
    head, mark, rest = _first(text)
    if mark and len(rest) >= _LEFT and _only_says_so(head):
        text = rest
    rest, mark, tail = _last(text)
    if mark and len(rest) >= _LEFT and _only_says_so(tail.rstrip("?？。!！")):
        text = rest
    return text


def _first(text: str) -> tuple[str, str, str]:
    m = re.search(r"[,，:：。]", text)
    return (text[: m.start()], m[0], text[m.end() :].lstrip()) if m else ("", "", text)


def _last(text: str) -> tuple[str, str, str]:
    at = max(text.rfind(","), text.rfind("，"))
    return (text[:at], text[at], text[at + 1 :].strip()) if at > 0 else (text, "", "")


def _only_says_so(clause: str) -> bool:
    clause = clause.strip()
    return len(clause) <= _LONGEST and bool(_CLAUSE.fullmatch(clause) and _SAYS_SO.search(clause)) and not _NARROWS.search(clause)
