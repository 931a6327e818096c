"""Texts that a question gives in its own words: part of a name, what a form says, why something was missed. Pure.

What is given is looked for as it stands; nothing here is known of its meaning.
"""

from __future__ import annotations

import re

from assistant.everyday import cause

Given = tuple[str, str, int, int, str]  # kind, meaning, where it begins and ends, and the words given


def given(text: str) -> list[Given]:
    return [*_because(text), *_says(text), *_named_with(text)]


_NAMED_WITH = [
    re.compile(r"(?:(?<![没无\u4e00-\u9fff])(?:带有?|含有?|有|属于|为)|^)(第?[一二三四五]期)(?:工程)?(?=的?项目|的$|$|的有)"),
    re.compile(r"(?<=are|.is|ere|was) ?(第?[一二三四五]期) ?(?:ones?|projects?|works?)?(?=$|[,?]| (?:in|of|at|for|by))"),
    re.compile(r"(?<=[,是])(第?[一二三四五]期)(?:工程)?的?$"),
    re.compile(r"(?:名称|名字|名)(?:里面?|中|上)?(?:含有?|带有?|包含|有|出现)(?:了)?([^,?的]{1,12}?)(?:这?(?:几|两|二|三|四)?个?字|字样)?的"),
    re.compile(r"(?:with|have|has|having|contain(?:s|ing)?) ?([^,?]{1,20}?) ?in (?:the|its|their) (?:project )?names?"),
    re.compile(r"(?:名称|名字|名)(?:里面?|中|上)?(?:完全|根本|都)?(?P<no>不含有?|不带有?|没有|没带|未含|不包含|不包括|未出现|没出现)([^,?的]{1,12}?)(?:这?(?:几|两|二|三|四)?个?字|字样)?(?:的|(?=有|$|[,?]))"),
    re.compile(r"(?:whose|which) names? (?P<no>(?:does not|do not|doesn't|don't) (?:contain|include|mention|have|say)) ?([^,?]{1,20}?)(?: ?(?:are|is) there)?$"),
    re.compile(r"(?P<no>without|with no|lacking) ?([^,?]{1,20}?) ?in (?:the|its|their) (?:project )?names?"),
    re.compile(r"(?:whose|which) names? (?:contains?|includes?|mentions?|has|have|say) ?([^,?]{1,20})$"),
]


def _named_with(text: str) -> list[Given]:
    """名字里带二期的: a part of a name, given as it is."""
    found = [(m, m.groupdict().get("no")) for p in _NAMED_WITH for m in p.finditer(text)]
    return [("named", "without" if no else "", m.start(), m.end(), m[2] if no else m[1]) for m, no in found]


_WRITTEN = r"(?:里面?|中|栏|一栏)?(?:写(?:的是|着|了|成)|填(?:的是|着|了|成)|记(?:的是|着)|表述(?:是|为|成))"
_SAYS = [
    ("actual", re.compile(rf"(?:实际)?(?:完成值|完成情况|实际值)(?:一?栏)?{_WRITTEN}(?P<said>[^,?]{{2,40}}?)的(?=指标|三级|有|$)")),
    ("target", re.compile(rf"(?:年度|年初)?(?:目标值|指标值)(?:一?栏)?{_WRITTEN}(?P<said>[^,?]{{2,40}}?)的(?=指标|三级|有|$)")),
    ("organization", re.compile(r"由(?P<said>[^,?的]{2,16}?)(?:具体|负责|牵头)?(?:组织实施|组织|承办)的(?=项目)")),
]


def _says(text: str) -> list[Given]:
    """实际完成值写的是…的指标: a text given as it stands on the form."""
    return [("says", name, m.start(), m.end(), m["said"]) for name, p in _SAYS for m in p.finditer(text)]


_BECAUSE = [
    re.compile(r"(?:反映|显示|说明|表示|提到|提出|(?<!名)称|说|报告|反馈|写明|注明|解释|表明)(?:是|了|为)?(?:因为?|由于|受|被)(?:到|了)?(?!此|而|素|公)(?P<why>[^,?、的]{2,16}?)(?:的)?(?:影响|原因|拖累|制约|缘故)(?:而|才|,|、)?(?=(?:导致|造成|致使)?(?:的)?(?:有)?(?:部分|个别|一些|相关)?指标(?:的)?(?:没|未)|(?:导致|造成|致使)?(?:没|未)|[,、]|的|$)"),
    re.compile(r"(?:因为|由于|受|(?<![原成起诱])因)(?:到|了)?(?!此|而|素|公)(?P<why>[^,?的]{2,16}?)(?:的)?(?:影响|耽误|耽搁|拖累|拖慢|拖延|延误|制约|阻碍)(?:了|到)(?:(?:项目|工程|施工|工作)(?:的)?)?(?:建设)?(?:进度|进展|工期|实施|完成|开展|施工)?"),
    re.compile(r"(?:拿|用|借|以)(?P<why>[^,?]{2,20}?)(?:来)?(?:说事儿?|搪塞|推脱|打掩护|做文章|挡枪|甩锅|开脱)(?:的)?"),
    re.compile(r"(?:推说|借口|托词|托辞|说辞|由头|推给|推到|推托)(?:都)?(?:是|说是|说成|为|了)*(?P<why>[^,?]{2,20}?)(?:影响|造成|导致|头上|身上)?的(?=指标|项目|单位|有|几|多少|占|是|$)"),
    re.compile(r"(?<!奇)(?:怪罪|埋怨|怪|赖|怨)(?:到|给)?(?P<why>[^,?的]{2,12}?)(?:头上|身上)?的(?=指标|项目|有|几|多少|占|是|$)"),
    re.compile(r"(?:以|拿|用|借|凭|把|将|(?<!名)称|推说|声称)(?P<why>[^,?]{2,30}?)(?:来)?(?:为由头?|当(?:作|成)?(?:未完成|没完成)?(?:的)?(?:理由|借口|原因|说辞)|(?:作为|做|当作|为)(?:未完成|没完成|偏差|扣分)?(?:的)?(?:理由|借口|原因)|解释|搪塞|推脱|说事)(?=(?:的)?(?:未|没|指标|项目|$|,|有|共))"),
    re.compile(r"(?:推说|声称|(?<!名)称)(?P<why>[^,?]{2,30}?)(?:而|才|,)?(?:导致|造成|使得)?(?=(?:的)?(?:没有?|未)(?:能)?(?:按期|按时|如期)?(?:完成|达标|达到|实现|达成))"),
    re.compile(r"(?:归因于|归咎于|归结于|归结为|归于)(?P<why>[^,?]{2,30}?)(?=的(?:未|没|指标|项目|有|$))"),
    re.compile(r"(?:因为|由于|(?<![原成起诱])因)(?!此|而|素|公)(?P<why>[^,?]{2,20}?)(?:的?(?:原因|缘故))?(?:而|才|导致|造成|,)?(?=(?:没有?|未)(?:能)?(?:按期|按时|如期)?(?:完成|达标|达到|实现|达成|办成))"),
    re.compile(r"把?(?:没(?:有)?完成|未完成|没达标|未达标|扣分|偏差)?(?:的)?(?:原因|理由)(?:分析)?(?:都|均|被|一律)?(?:说成|归结?为|归咎于|归因于|归于|推给|归到|算到)(?:是|了)?(?P<why>[^,?]{2,20}?)(?:头上|身上)?(?:的(?=未|没|指标|项目|有|(?:一共|总共|共计|合计|共|多少|几)|$)|(?=(?:一共|总共|共计|合计|共)有?(?:多少|几))|$)"),
    re.compile(r"(?:偏差|未完成|没完成|扣分)?(?:的)?(?:原因|理由)(?:分析)?(?:里面?|中|栏)?(?:提到|提及|写(?:明|着|了|的是?|明是|明为)*|注明|填(?:的是|写的是|写|着|了|明)|标注|载明|列明|归咎于|归结于|归因于|归于|说(?:的是|成)?|含有?|涉及|包含|出现)(?:了)?(?P<why>[^,?]{2,30}?)(?:字样)?的"),
    re.compile(r"(?:偏差|未完成|没完成)?(?:的)?(?:主要)?(?:原因|理由)(?:分析)?(?:里面?|中|栏)?(?:提到|提及|写(?:明|着|了|的是?|明是|明为)*|注明|填(?:的是|写的是|写|着|了|明)|说(?:的是)?|含有?|涉及|包含|出现)(?:了)?(?P<why>[^,?的]{2,20})$"),
    re.compile(r"(?:偏差|未完成|没完成|扣分)?(?:的)?(?:原因|理由)(?:是|为|属于)(?!空|没|无|未|缺|漏)(?P<why>[^,?的]{3,20})$"),
    re.compile(r"(?:原因|理由)(?:是|为|在于|出在|归为)(?!空|没|无|未|缺|漏)(?P<why>[^,?]{2,20}?)(?:造成|导致)?的(?=指标|项目|有|几|多少|占|是|$)"),
    re.compile(r"(?:偏差|未完成|没完成)?(?:的)?(?:主要)?(?:原因|理由)(?:分析)?(?:里面?|中|栏)?(?:都|均|是)?(?:跟|与|和|同)(?P<why>[^,?的]{2,20}?)(?:有关|相关|挂钩|有关系)"),
    re.compile(r"(?:受|由于|因为?|被)(?:到|了)?(?P<why>[^,?的]{2,16}?)(?:的)?(?:影响|拖累|制约|波及)(?:而|才|导致|造成|,)?(?=(?:没有?|未)(?:能)?(?:按期|按时|如期)?(?:完成|达标|达到|实现|达成|办成)|的(?:指标|项目))"),
    re.compile(r"(?:because(?: of)?|due to|owing to|caused by) ?(?P<why>[^,?]{3,60})$"),
    re.compile(r"(?<![a-z])(?:giv(?:e|es|ing)|cit(?:e|es|ing)|stat(?:e|es|ing)|list(?:s|ing)?|nam(?:e|es|ing)) ?(?:[a-z ]*\()?(?P<why>[^,?a-z()]{2,40}?)\)? ?as (?:the |their |its |a )?(?:reasons?|causes?)"),
    re.compile(r"reasons? (?:that )?(?:mention(?:s|ing)?|contain(?:s|ing)?|refer(?:s|ring)? to) ?(?P<why>[^,?]{2,60})$"),
]
_OF_IT = re.compile(r"(?<=..)(?:的)?(?:影响|因素|缘故)$")  # 归结为疫情影响: of 受疫情后续影响 too
_SINCE = re.compile(r"^(?:都)?(?:是)?(?:因为|由于|因(?!素|公|地|病|人|故))(?=..)")  # 称因资金下达较晚
_ASKED_WHY = re.compile(r"什么|啥|何|哪|谁|what|which")


def _because(text: str) -> list[Given]:
    """因为资金没到位: a cause in the question's own words."""
    return [("why", "", m.start(), m.end(), cause(m["why"]) or _OF_IT.sub("", _SINCE.sub("", m["why"]))) for p in _BECAUSE for m in p.finditer(text) if not _ASKED_WHY.search(m["why"]) and m["why"] not in ("指标", "目标", "任务")]
