"""English turns of phrase of looking something up, put into the plain words that the word list knows: where X is mentioned, what years
the reports relate to, what a form itself states. Whole constructions only; single words belong to lexicon.en.toml. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable

_NO = r"(?<![a-z])"
_END = r"(?![a-z])"
_WHAT = r"(?P<what>[^,?:]{2,90}?)"
_STOP = r"(?=$| ?[,?:.!]| ?\((?=[a-z\d]))"
_TOPIC = r"(?:the (?:subject|topic|matter|question|issue) of )?(?P<what>[\u4e00-\u9fff《“][^,?:a-z]{0,60}?)"  # a topic in the reports' own words; what is asked in English is no topic
_UNITS = r"(?:units of )?(?:10,000|10k|ten[- ]thousand|万|yuan|元|wan|rmb|cny|percent|per cent|percentages?|a percentage|%|points)"
_NAME = r"(?P<what>[\u4e00-\u9fff][^,?:a-z]{1,70}?)"
_PROJECT = r"(?P<what>[\u4e00-\u9fff\d][^,?:a-z]{1,60}?(?:项目|经费|资金|工程|专项|补助|费|现场会)(?: ?\([一二三四]期\))?)"
_TEXTS = r"(?:(?:the|our|your|these|all|all the|any of the|any) )?(?:reports?|forms?|texts?|documents?|files?|self[- ]evaluations?|records|materials?)"
_MENTIONS = r"(?:mention(?:s|ed|ing)?|contain(?:s|ed|ing)?|refer(?:s|red|ring)? to|speaks? of|talks? (?:about|of)|discuss(?:es|ed|ing)?|allud(?:es?|ing) to|touch(?:es|ed)? (?:up)?on|brings? up|cit(?:es?|ed)|nam(?:es?|ed))"
_MENTIONED = r"(?:mentioned|discussed|referred to|brought up|talked about|spoken of|touched (?:up)?on|alluded to|cited|written about|dealt with)"
_ABOUT = r"(?:about|on|of|concerning|regarding|dealing with|to do with|related to|relating to|relevant to|with regard to|in connection with|on the (?:subject|topic|matter|question|issue) of|in relation to|as regards|touching on|covering|treating)"
_PASSAGES = r"(?:passages?|sentences?|paragraphs?|wordings?|quotes?|quotations?|texts?|statements?|remarks?|text passages?|extracts?|excerpts?|places?|references?|anything|something|everything|information|info|details?)"
_WRITTEN = r"(?:said|written|stated|reported|recorded|noted|put down|found|to be found|there|to read|mentioned)"
_MISMATCH = "the printed execution rate does not match the computed one"
_PRINTED = r"(?:printed|stated|given|written|shown|declared|filled in|noted|quoted|put down|entered|reported|self-reported)"
_RATE = r"(?:(?:budget |spending )?execution rates?|rates? of (?:budget )?execution|execution)"
_FROM_THE_AMOUNTS = r"(?: (?:with|from|and|to) [^,?]{2,70}?)?"
_DEPARTMENT = r"(?:department|office|unit|bureau|committee)"

_DIMENSIONS = {"一级指标": "level-1 indicator", "二级指标": "level-2 indicator", "单位": "unit", "地区": "region", "年度": "year", "资金来源": "source of funds"}
TURNS: list[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]] = [
    # what stands between two fields or two places
    (re.compile(r"(?<![a-z])(?:by what amount|how much) (?:did|was|were|has|have) (?:the )?full[- ]year budget (?P<of>(?:of [^,?]{3,60}? )?)(?:changed?|altered?|adjusted|differ(?:ed)?|move[d]?) (?:against|from|compared (?:to|with)|relative to|over) the initial (?:budget|one)"), r"what is the budget adjustment \g<of>"),
    (re.compile(r"(?<![a-z])by what amount did the full[- ]year budget change against the initial budget"), "what is the budget adjustment"),
    (re.compile(r"(?<![a-z])how much was the budget of (?P<p>[^,?]{3,60}?) (?:adjusted|changed|altered|amended) (?:between|from) the (?:start|beginning) of the year (?:and|to) the (?:full-year (?:figure|budget)|end of (?:the|it|the year))"), r"what is the budget adjustment of \g<p>"),
    (re.compile(r"^(?P<p>[^,?a-z]{3,60}?),?:? (?:the )?difference (?:between )?(?:the )?full[- ]year budget (?:vs\.?|versus|and|against) (?:the )?initial budget"), r"what is the budget adjustment of \g<p>"),
    (re.compile(r"full[- ]year budget (?:minus|less) (?:the )?initial budget (?:for|of)"), "budget adjustment of"),
    (re.compile(r"^(?:what is the )?(?P<n>[a-z -]{3,40}? (?:20\d\d)?):? ?(?P<a>[\u4e00-\u9fff]{2,8}) (?:minus|less) (?P<b>[\u4e00-\u9fff]{2,8})\?*$"), r"what is the difference between the \g<n> of \g<a> and \g<b>"),
    (re.compile(r"^(?P<a>[\u4e00-\u9fff]{2,8}) (?:against|versus|vs\.?) (?P<b>[\u4e00-\u9fff]{2,8}):? (?P<n>.{2,40})$"), r"compare \g<a> and \g<b>: \g<n>"),
    (re.compile(r"(?<=compared) (?:to|with) each other(?![a-z])"), ""),
    (re.compile(r"(?<![a-z])at what rate (?:was|were|is|are|did|has|have) (?P<who>[^?]{2,80}?)(?:'s)? (?:budgets? )?(?:executed?|implemented|spent|spend|carried out)(?: (?:its|the|their) budgets?)?"), r"what is the execution rate of \g<who>"),
    (re.compile(r"(?<![a-z])at what rate the budget of (?P<who>[^?]{2,80}?) (?:was|is|has been) (?:executed|implemented|spent)"), r"the execution rate of \g<who>"),
    (re.compile(r"(?<![a-z])how many targets did (?P<who>[^?]{2,60}?) (?:hit|meet|reach|achieve|attain)(?: in its| in the| under)?"), r"how many indicators were met by \g<who> in"),
    (re.compile(r"(?<![a-z])(?P<which>which (?:region|unit|county|city|office|bureau))'?s projects (?P<v>scored|did|performed|have|had|got|are)(?![a-z])"), r"\g<which> \g<v>"),
    (re.compile(r"(?<![a-z])(?:marked down|penali[sz]ed|punished|docked)(?: the)? (?:hardest|most|worst)(?: in points)?"), "lost the most points"),
    (re.compile(r"(?<![a-z])lose most points"), "lose the most points"),
    (re.compile(r"(?<![a-z])whose score fell furthest below its weight|'s score (?:fell|was|lay|is) furthest below its weight"), " lost the most points"),
    (re.compile(r"(?<![a-z])by how many points (?:does|did) the score of (?P<i>[^?]{2,60}?) (?:fall|fell) short of (?:its|the) weight"), r"how many points did \g<i> lose"),
    (re.compile(r"(?<![a-z])how much did they take off for (?P<i>[^?,]{2,60})"), r"how many points did \g<i> lose"),
    (re.compile(r"(?<![a-z])what was (?:the indicator )?(?P<i>[\u4e00-\u9fff]{3,30}) awarded(?= )"), r"what is the score of \g<i>"),
    (re.compile(r"(?<![a-z])(?:in total,? )?how many points did the (?P<what>(?:unmet|missed|failed) (?:indicators|targets)) cost"), r"how many points did the \g<what> lose in total"),
    (re.compile(r"(?<![a-z])that (?:have|has) money under(?= )"), "with"),
    (re.compile(r"(?<![a-z])(?:partly|partially|in part|also) (?=(?:financed|funded|paid|covered) (?:by|from|out of))"), ""),
    (re.compile(r"(?<![a-z])(?:nothing|no text|no words?|no entry) (?:filled in|entered|written|stated|given|put down)? ?(?:as|for|under) (?:the |a )?(?=(?:deviation )?reason)"), "no "),
    (re.compile(r"(?<![a-z])(?:the word |the term |the phrase )?(?P<w>[\u4e00-\u9fff]{2,12}) (?:occurs?|appears?|is (?:found|mentioned))? ?in (?:the |which )?deviation reasons?"), r"which deviation reasons mention \g<w>"),
    (re.compile(r"^in which deviation reasons? (?:does|do|is|are) (?:the (?:word|term|phrase) )?(?P<w>[\u4e00-\u9fff]{2,12}) (?:occur|appear|found|mentioned|stand)\W*$"), r"which deviation reasons mention \g<w>"),
    (re.compile(r"(?:what|which) deviation reasons? refer to"), "which deviation reasons mention"),
    (re.compile(r"^deviation reasons? (?:contains?|with|including) "), "which deviation reasons mention "),
    (re.compile(r"(?<![a-z])find (?=which deviation)"), ""),
    (re.compile(r"(?<![a-z])(?:that )?(?:ended|end|finished|wound) up with a (?:smaller|lower) (?:full[- ]year )?budget than (?:was |the one )?(?:set|fixed|planned|approved|given)? ?at the (?:start|beginning) of the year"), "whose full-year budget is lower than the initial budget"),
    (re.compile(r"(?<![a-z])(?:had|have|having) money taken out of (?:their|its) budgets?(?: mid-?year| during the year)?"), "whose budget was cut during the year"),
    (re.compile(r"(?<![a-z])left the (?:biggest|largest|highest) sums? (?:unused|unspent)"), "have the highest unspent funds"),
    (re.compile(r"^in (?P<y>20\d\d),? (?:what|which) (?P<n>[a-z]+|\d+) projects"), r"which \g<n> projects of \g<y>"),
    (re.compile(r"(?<![a-z])(?:at|from) the (?:very )?(?:end|bottom|tail) of the score ranking,? (?:the )?last (?P<n>[a-z]+|\d+)"), r"with the \g<n> lowest scores"),
    (re.compile(r"(?<![a-z])(?:the )?max(?:imum)?\.? (?:total )?score(?: for the year| in| of)? (?P<y>20\d\d)|(?P<z>20\d\d) max(?:imum)?\.? (?:total )?score"), lambda m: f"what is the highest score in {m['y'] or m['z']}"),
    (re.compile(r"(?<![a-z])(?:a )?table of (?P<of>regions|units|years) with their (?P<n>[a-z -]{3,40}?)(?= for| in| of|$|[?.,])"), r"\g<n> by \g<of>"),
    (re.compile(r"^show how the (?P<what>[^?]{3,40}?) are distributed (?:over|across|among|between) the (?P<by>regions|units|years)(?:,? in numbers)?"), r"how many \g<what> by \g<by>"),
    (re.compile(r"(?<![a-z])(?P<n>average (?:total )?score) (?:drop|fall|decrease|decline)(?: from (?P<a>20\d\d) to (?P<b>20\d\d))"), r"how much lower was the \g<n> in \g<b> than in \g<a>"),
    (re.compile(r"(?<![a-z])what is the (?:decrease|drop|fall|decline) in (?P<who>[^?]{2,40}?)(?:'s)? (?P<n>(?:mean|average) (?:total )?score) in (?P<y>20\d\d) (?:versus|compared (?:to|with)|against|over) (?:the (?:year before|previous year)|(?P<z>20\d\d))"), lambda m: f"how much lower was the {m['n']} of {m['who']} in {m['y']} than in {m['z'] or int(m['y']) - 1}"),
    (re.compile(r"(?<![a-z])by (?P<d>一级指标|二级指标|单位|地区|年度|资金来源)"), lambda m: "by " + _DIMENSIONS[m["d"]]),
    (re.compile(r"^(?:please )?(?:order|arrange|put|sort|rank) (?:these|those|them|the list|it)? ?(?:in |from |by )(?P<way>increasing|decreasing|ascending|descending|(?:the )?lowest to (?:the )?highest|(?:the )?highest to (?:the )?lowest) (?:order )?(?:of |by )?(?P<by>[^?,.]{3,40})[.?]*$"), lambda m: f"sort by {m['by']}, {'lowest' if re.match('(?:the )?(?:incr|asc|low)', m['way']) else 'highest'} first"),
    (re.compile(r"^(?:please )?put the (?P<way>worst|lowest|smallest|best|highest|largest) (?P<by>[a-z ]{3,40}?)s? first[.?]*$"), lambda m: f"sort by {m['by']}, {'lowest' if m['way'] in ('worst', 'lowest', 'smallest') else 'highest'} first"),
    (re.compile(r"^(?:can you |could you |please )*(?:enumerate|list|name|show|give me) (?:those|these|the) indicators[.?]*$|^which indicators are (?:these|they|those)[.?]*$|^what are they[.?]*$"), "list them"),
    (re.compile(r"^(?:i am|i'm|we are|we're) (?:only|just) interested in (?:those|the ones) (?:belonging to|from|in|of) "), "only those of "),
    (re.compile(r"(?<![a-z])at what rate did (?P<who>it|they|this|that|[^?]{2,60}?) execute (?:its|their|the) budgets?"), r"what is the execution rate of \g<who>"),
    (re.compile(r"(?<![a-z])what amount does the (?P<s>[^?]{2,20}?) line show (?:under|for|as) (?:the )?(?P<f>full[- ]year budget|initial budget|budget|spending)"), r"how much is the \g<f> from \g<s>"),
    (re.compile(r"(?<![a-z])how (?:was|were|is|are) (?P<what>the [a-z]+ (?:indicators|targets)|the annual (?:goals?|targets?)) (?P<of>(?:of [^?]{2,60}? )?)(?:actually |really )?(?:fulfilled|achieved|met|accomplished|attained|realised|realized|reached)[?.]*$"), r"how did \g<what> \g<of>turn out"),
    (re.compile(r"(?<![a-z])by which unit was (?P<what>[^?]{2,90}?) (?:filled in|filled out|compiled|prepared|written|drawn up|submitted|made out)[?.]*$"), r"which unit prepared \g<what>"),
    (re.compile(r"(?<![a-z])(?:at|by) (?:the )?(?:year end|year-end|end of the year)(?=[?.,]|$)| after the year's spending| over the (?:whole )?year(?=[?.,]|$)|(?<![a-z])the (?:large|big) ones: (?=projects)"), ""),
    (re.compile(r"^how is (?P<p>[\u4e00-\u9fff][^?]{2,60}?) planned to be (?:carried out|done|implemented|executed)"), r"what are the plans of \g<p>"),
    (re.compile(r"(?<![a-z])quote what (?P<p>[\u4e00-\u9fff][^?]{2,60}?) says about its (?P<f>[a-z ]{4,30})"), r"what are the \g<f> of \g<p>"),
    (re.compile(r"(?<![a-z])what management system \(管理制度\) is laid down for"), "what are the management rules of"),
    (re.compile(r"(?<![a-z])whose 得分 is (?P<n>\d+)(?![\d.])"), r"with a score of \g<n>"),
    (re.compile(r"(?<![a-z])summed (?:up )?(?:over|across) (?:every|all|the) (?:projects?)(?: together)?"), "in total"),
    (re.compile(r"^break down the (?P<n>(?:[a-z-]+ )?(?:completion|execution|average) (?:rates?|scores?)) by (?P<by>[^?,]{2,40}?)[.?]*$"), r"what is the \g<n> by \g<by>"),
    (re.compile(r"(?<![a-z])(?P<a>count|number) per (?=reason|unit|region|year|status|level)"), r"\g<a> by "),
    (re.compile(r"(?<![a-z])(?:does |do )?(?:the )?(?:total(?: score)?s?) (?:≠|!=|<>|not equal to) (?:the )?sum of (?:the )?scores"), "whose total score differs from the sum of the scores"),
    (re.compile(r"(?<![a-z])(?:with )?(?:a )?(?:mismatch|discrepancy|difference|inconsistency) (?:between|of|in) (?:the )?total score and (?:the )?sum of (?:the )?(?:individual |indicator )?scores"), "whose total score differs from the sum of the scores"),
    (re.compile(r"(?<![a-z])(?:that )?(?:have|with) a total (?:score )?(?:that|which) (?:does not|doesn't) (?:agree|match|tally|correspond) (?:with |to )?(?:their|the|its) (?:summed|added|individual) scores"), "whose total score differs from the sum of the scores"),
    (re.compile(r"^where (?:does|do) the (?:printed |stated )?total score deviate from the scores added up[?.]? ?(?:name|list|show) the projects[.?]*$"), "in which projects does the total score differ from the sum of the scores"),
    (re.compile(r"(?<![a-z])(?:the )?printed execution rates? (?:≠|!=|<>|not equal to) (?:the )?(?:computed|calculated)(?: one)?|(?<![a-z])(?:show |have |with )?(?:an |the )?execution rate (?:in print|on the form|printed|stated) (?:that )?(?:deviates?|differs?|is different|does not agree) (?:from|with) the (?:computed|calculated)(?: one| value| rate)?|(?<![a-z])(?:with )?(?:a )?(?:discrepancy|mismatch|difference) between (?:the )?printed and (?:the )?computed execution rate"), "the printed execution rate does not match the computed one"),
    (re.compile(r"^where does the (?:stated|printed) execution rate not agree with the one (?:you|that you|we) compute[?.]? ?(?:show|list|name) the projects[.?]*$"), "in which projects does the printed execution rate not match the computed one"),
    (re.compile(r"(?<=projects) (?=the printed execution rate does not match)"), " where "),
    (re.compile(r"(?<![a-z])from 2(?=\d{3} to 2\d{3}$)"), "from 2"),
    # said by the way, and questions put the other way round
    (re.compile(r"(?P<so>how (?:many|much) [^,?]{2,60}?) (?:was|were) (?P<p>[^,?]{3,60}?) to [a-z]+(?=,? and how (?:many|much)|[?.,]?$)"), r"\g<so> were planned in \g<p>"),
    (re.compile(r"(?P<partly>partly|partially)(?P<done> [a-z]+(?: ?\([\u4e00-\u9fff]+\))?),? (?:as opposed to|rather than|and not|as distinct from|in contrast to) (?:being |having been )?(?:missed|failed|unmet|not met)(?: outright| altogether| completely| entirely| at all)?"), r"\g<partly>\g<done>"),
    (re.compile(r"(?P<all>(?:all|every one) (?:of )?(?:their|its|the) (?:targets|indicators|goals)),? without (?:a single|any|even one) (?:miss|failure|shortfall|lapse|exception|partial result)(?: or (?:a |any )?(?:miss|failure|shortfall|partial (?:result|achievement|success)))*"), r"\g<all>"),
    (re.compile(r" ?\((?:exactly|precisely|just|only|literally) (?:that|this|the same) (?:name|wording|spelling|person|one)\)"), ""),
    (re.compile(r",? ?(?:[-–—] ?)?(?:please ?)?(?:[-–—] ?)?(?:just|only) (?:the )?(?:counts?|numbers?|figures?|totals?)(?:,? please)?(?=[.?!]|$)"), ""),
    (re.compile(r"^(?:please )?(?:break|split|divide|group) (?:those|them|it|that|these|this)(?: up| down)? (?=by )"), ""),
    (re.compile(r"^(?:please )?(?:break|split|divide|decompose) (?:down |up )?(?P<x>[^,?]{2,80}?(?:indicators|projects|reports|targets))(?: up| down)? (?P<by>by [^,?.-]{3,50}?)(?:,? please)?(?= ?[-–—.?!,]|$)"), r"how many \g<x> \g<by>"),
    (re.compile(r"[.,;?] ?(?:please )?(?:all |the )?(?:figures|amounts|sums|values) in (?=ten thousand|万元|亿元|yuan|million)"), ", in "),
    (re.compile(r"[.,;?] ?(?:in )?(?:the )?same units?(?: as (?:before|above))?(?:,? please)?[.!]?$"), ""),
    (re.compile(r"(?<![a-z])for [a-z]+ing (?:fewer|less) (?P<x>[^,?]{2,60}?) than (?:(?:it|they|was|were|had|been) )*(?:planned|intended|promised|targeted|foreseen|expected|agreed)(?![a-z])"), r"for not meeting the target of as many \g<x>"),
    (re.compile(r"(?<![a-z])(?!for )[a-z]+ed (?:fewer|less) (?P<x>[^,?]{2,60}?) than (?:(?:it|they|was|were|had|been) )*(?:planned|intended|promised|targeted|foreseen|expected|agreed)(?![a-z])"), r"missed the target of as many \g<x>"),
    (re.compile(r"(?<![a-z])(?:printed|listed|shown|given|stated|noted|entered) (?:on|in) (?=[^,?]{2,90}(?:form|sheet)[.? ]*$)"), "of "),
    (re.compile(r"(?<![a-z])(?:is|was) (?P<x>[^,?]{3,60}?) (?:an? )?new(?: one| project)?(?:,| or)[^?]{0,30}(?:continu|multi|carry|ongoing|recurring)[^?]*"), r"what is the project attribute of \g<x>"),
    (re.compile(r"(?<![a-z])how many points (?:lie|are there|separate|stand) (?:in )?(?:between )?the (?:highest|best|top) and (?:the )?(?:lowest|worst|bottom) (?:self-)?(?:scores?|marks?)(?: apart)?"), "what is the difference between the highest and the lowest score"),
    (re.compile(r"(?<![a-z])(?:failed|fell short|slipped|lagged|came up short|underperformed)(?: (?:on|in|with))? at least one (?:of (?:its|their) )?(?:indicator|target)s?"), "have indicators that missed their targets"),
    (re.compile(r"^(?:i(?: a|')m told|we hear|i hear|i have heard|i understand|it is said)(?: that)? (?P<what>[^?]{10,160}?) ?[-–—,.;:]+ ?(?:so )?which (?P<n>indicators|projects|units) (?:are|were) (?:those|they|these)[?]?$"), r"which \g<n> are those where \g<what>"),
    (re.compile(r"(?<![a-z])(?:mr|mrs|ms|dr)(?: ?/ ?(?:mr|mrs|ms|dr)\.?)*\.? (?=[\u4e00-\u9fff])"), ""),
    (re.compile(r",? in absolute (?:terms|numbers|figures|amounts)(?![a-z])"), ""),
    (re.compile(r"(?<![a-z])half a (?P<of>percentage point|percent|point)(?![a-z])"), r"0.5 \g<of>s"),
    (re.compile(r"(?:(?<=for )|(?<=of )|(?<=by )|(?<=despite ))missing (?=the |its |their |an? )"), "not meeting "),
    (re.compile(r"^what (?=(?:fell short|fell behind|fell through|was (?:missed|unmet|not met|not achieved|not reached)|went (?:unmet|wrong)|failed|lagged|underperformed)(?![a-z]))"), "which indicators "),
    (re.compile(r"^(?:by|per|broken down by|split by|for each|grouped by) (?P<by>(?:[a-z-]+ ){0,3}?(?:region|year|unit|department|bureau|level|category|type|status|reason|project|county|city|place|source|grade)s?(?: ?\([\u4e00-\u9fff]+\))?), ?(?P<rest>(?:how|what|which|list|show|give)[^?]*)"), r"\g<rest> by \g<by>"),
    (re.compile(r"^(?:please )?(?:set|put|hold|place|weigh) (?P<a>[^,?]{4,160}?) (?:up )?against (?:that of|the same of|those of) (?P<b>[^,?]{2,60}?)(?: in the same year)?(?=$|[?.])"), r"compare \g<a> with that of \g<b>"),
    (re.compile(r"(?<![a-z])by how many ?(?P<unit>(?:hundred million |million |ten thousand )?(?:万元|亿元|元|yuan)) (?:does|did|do) the full-year budget of (?P<x>[^,?]{3,80}?) (?:exceed|surpass|go beyond|fall below|fall short of|lie below|lie above|differ from) (?:its|their|the) (?:initial|original|opening) (?:budget|figure|one)"), r"what is the budget adjustment of \g<x>, in \g<unit>"),
    (re.compile(r"(?<![a-z])by how (?:much|many ?[^,? ]{0,12}) (?:does|did|do) the full-year budget of (?P<x>[^,?]{3,80}?) (?:exceed|surpass|go beyond|fall below|fall short of|lie below|lie above|differ from) (?:its|their|the) (?:initial|original|opening) (?:budget|figure|one)"), r"what is the budget adjustment of \g<x>"),
    (re.compile(r"(?<![a-z])second-level (?:indicator )?(?:category|categories|class|classes)(?: ?\(二级指标\))?(?![a-z])"), "level 2"),
    (re.compile(r"(?<![a-z])(?:first|top)-level (?:indicator )?(?:category|categories|class|classes)(?: ?\(一级指标\))?(?![a-z])"), "level 1"),
    (re.compile(r"(?<![a-z])(?:was|were|is|are|has been|have been|been)? ?(?:the )?(?:full-year )?budgets? (?P<how>increased|raised|lifted|topped up|cut|reduced|lowered|decreased) (?:above|over|beyond|below|under|from|compared with|against) (?:the )?(?:initial (?:budget|figure)|budget (?:that was )?(?:set|fixed|approved) at the (?:start|beginning) of the year|original (?:budget|figure))"), r"budget was \g<how>"),
    (re.compile(r"(?<![a-z])(?:did|do|does|has|have|had) not (?:[a-z]+ )(?:as|so) (?:many|much) (?P<what>[^,?]{2,40}?) as (?:(?:it|they|was|were|had|been|is|are|originally|initially) )*(?:planned|foreseen|intended|targeted|promised|required|expected)(?![a-z])"), r"missed the target of as many \g<what>"),
    (re.compile(r"(?<![a-z])(?:does|did|do) (?P<who>[^?]{4,120}?) plan(?= for (?:fy ?)?20\d\d)"), r"\g<who>"),
    (re.compile(r"(?<![a-z])(?:listed|shown|printed|contained|entered|noted|set out) (?=(?:on|in) (?:the|their|its) (?:[a-z0-9-]+ ){0,3}(?:forms?|reports?|self-evaluations?))"), ""),
    (re.compile(r"(?<![a-z])carry a (?=weight of)"), "with a "),
    (re.compile(r"(?<![a-z])(?:earned|obtained|received|got|gained|achieved) (?=(?:less|fewer|more|under|over|below|above|at least|at most) (?:than )?\d+(?:\.\d+)?(?: points?)?(?= |$|[,?]))(?!(?:[a-z]+ )*\d+(?:\.\d+)? (?:yuan|万|million|percent))"), "scored "),
    # in what unit the answer is wanted
    (re.compile(rf"[.,;:?]? ?{_NO}(?:please )?(?:express(?:ed)?|stated?|answer(?:ed)?|give(?:n)?|quoted?|show(?:n)?|put|convert(?:ed)?|reported|expressing|stating)(?: (?:it|this|that|them|me|(?:the|your) (?:answer|figure|amount|result|total|sum|number)s?))* (?:as|in|into) (?={_UNITS})"), ", in "),
    # texts that speak of something
    (re.compile(rf"{_NO}(?:in|within|under) (?:which|what) (?P<n>projects?|reports?|units?) (?:does|do|did|is|are|was|were|has|have) {_TOPIC} (?:come up|appear|occur|crop up|turn up|show up|figure|feature|get mentioned|been mentioned|{_MENTIONED}){_STOP}"), r"which \g<n> mention \g<what>"),
    (re.compile(rf"^(?:where|in which (?:places?|reports?)) (?:is|are|was|were|has|have) {_TOPIC} (?:been )?{_MENTIONED}(?: in {_TEXTS})?(?:[?,.;] ?(?:i need|i want|give me|list|name|show|which|please)? ?(?:me )?(?:the |which )?projects?(?: please)?)?[.?! ]*$"), r"which projects mention \g<what>"),
    (re.compile(rf"{_NO}(?:(?:is|are) there (?:any|an?)|any|(?:list|find|show)(?: me)?(?: all| any| every)?) (?:projects?|reports?) (?:whose (?:texts?|goals?|forms?|reports?|documents?) {_MENTIONS}|(?:that|which) {_MENTIONS}|with (?:a |any )?(?:references? to|mentions? of)) ?{_TOPIC}{_STOP}"), r"which projects mention \g<what>"),
    (re.compile(rf"^(?P<n>projects?) (?:with (?:an? |any )?(?:references? to|mentions? of)|(?:that |which )?(?:make|making|contain|containing) (?:a |any )?(?:references? to|mentions? of)|mentioning|referring to) ?{_TOPIC}{_STOP}"), r"which projects mention \g<what>"),
    (re.compile(rf"^(?:please )?(?:what|is there anything|is anything|anything) (?:is |was |has been |have been |can (?:one |we |i |be )?|do we |could one )?(?:{_WRITTEN}|read|find|learn|found|know)? ?{_ABOUT} {_TOPIC} (?:in|from|across|within) {_TEXTS}{_STOP}"), r"what do the reports say about \g<what>"),
    (re.compile(rf"^(?:please )?(?:is there|are there|is|do we have) (?:anything|something|any {_PASSAGES})(?: {_WRITTEN})? (?:in|from|across|within) {_TEXTS} {_ABOUT} {_TOPIC}{_STOP}"), r"what do the reports say about \g<what>"),
    (re.compile(rf"^(?:please )?(?:quote|cite|find|show|give|list|pull up|look up|search for|pick out|any)(?: me| us)?(?: the| any| all| every| what(?: is| was| has been)?)* ?(?:{_PASSAGES}|{_WRITTEN})(?: (?:in|from) {_TEXTS})? {_ABOUT} {_TOPIC}(?: (?:in|from) {_TEXTS})?{_STOP}"), r"what do the reports say about \g<what>"),
    (re.compile(rf"^(?:please )?(?:show|tell)(?: me| us)? where {_TEXTS} (?:discuss|mention|speak of|talk about|deal with|refer to|touch (?:up)?on|address|cover) {_TOPIC}{_STOP}"), r"what do the reports say about \g<what>"),
    # which years, which units
    (re.compile(rf"{_NO}(?:what (?:is|are) )?(?:the )?(?:range|span|set|list|spread) of (?:fiscal |budget )?years (?=(?:in|of|covered|that|for|on|we|available|there))"), "which years are "),
    (re.compile(rf"{_NO}(?:over|to|across|for|through|from) (?:which|what) (?:fiscal |financial |budget )?years (?:do|are|does) {_TEXTS} (?:extend|relate|run|refer|go|span|cover|apply|belong|date|stretch|reach|come|stem|from|of|for|about)(?: back)?(?: (?:to|from|for))?{_STOP}"), "which years do the reports cover"),
    (re.compile(rf"^{_TEXTS} (?:relate|refer|extend|apply|belong|go back|date(?: back)?|reach back|are) (?:to|over|from|for|of) (?:what|which) (?:fiscal |financial |budget )?years{_STOP}"), "which years do the reports cover"),
    (re.compile(r"^who (?:all )?(?:has |have |had )?(?:already )?(?:handed in|submitted|filed|sent in|turned in|delivered|lodged|given in|sent|provided)(?: any| their)? (?P<f>reports|forms|self-evaluations)(?! (?:on|of|about))"), r"which units have submitted \g<f>"),
    # what the form itself states of the rate; where that is not the computed one
    (re.compile(rf"{_NO}(?:is|are|was|were|has|have) (?:the |any )?{_RATE} (?:been )?(?:wrongly |incorrectly )?(?:miscalculated|miscomputed|misstated|wrong|incorrect|calculated (?:wrong(?:ly)?|incorrectly)|false)(?: (?:anywhere|somewhere|in any (?:of the )?(?:project|report|form)s?))*[?,. ]*(?:(?:in )?which projects?)?"), f"in which projects {_MISMATCH}"),
    (re.compile(rf"{_NO}(?:did |do |does |have |has )?(?:get|got|gotten|calculate[d]?|compute[d]?|state[d]?|report(?:ed)?|fill(?:ed)? in) (?:their|its|the|an?) {_RATE} (?:wrong(?:ly)?|incorrectly|in error|badly|falsely)"), f"where {_MISMATCH}"),
    (re.compile(rf"{_NO}(?:(?:the|their|its) )?(?:{_PRINTED} )+{_RATE} (?:that )?(?:is |are |was |were )?(?:inconsistent|cannot be (?:reproduced|derived|recomputed|recalculated|confirmed|reconciled|obtained|verified)|does not follow|do not follow|not reproducible|out of line|does not result){_FROM_THE_AMOUNTS}{_STOP}"), _MISMATCH),
    (re.compile(rf"(?:whose|where) {_MISMATCH}"), f"where {_MISMATCH}"),
    (re.compile(rf"{_NO}(?:is|are) there (?:an?|any) (?:discrepanc(?:y|ies)|differences?|mismatch(?:es)?|gaps?|inconsistenc(?:y|ies)|contradictions?|deviations?) (?:between|of) (?:the )?{_PRINTED}(?: {_RATE})? and (?:the )?(?:calculated|computed|actual|recomputed|recalculated|real|true)(?: (?:{_RATE}|one|rate))?"), f"where {_MISMATCH}"),
    (re.compile(rf"^where (?:is|are|was|were|does|do|did) (?:the )?(?={_MISMATCH[4:]})"), "in which projects the "),
    (re.compile(rf"(?P<which>which|what) projects (?:does |is |where )(?={_MISMATCH})"), r"\g<which> projects "),
    (re.compile(rf"{_NO}(?:which|what|the) {_RATE} (?:is|was|as|has been) {_PRINTED}(?: (?:in|on|by) (?:the |its )?(?:reports?|forms?|paper|self-evaluation|unit|documents?))?(?P<on> (?:on|for|of|by))?"), r"what is the printed execution rate\g<on>"),
    (re.compile(rf"{_NO}(?:which|what) {_RATE} (?:does|do|did) (?:the |its )?(?:form|report|self-evaluation|paper|document|unit|department|bureau)(?P<of> (?:for|on|of) [^,?]{{2,60}}?)? (?:itself )?(?:state|print|give|show|declare|claim|report|quote|contain|fill in|put down|name)(?P<on> (?:for|on|of) [^,?]{{2,60}}?)?{_STOP}"), r"what is the printed execution rate\g<of>\g<on>"),
    # a department's whole
    (re.compile(rf"{_NO}(?:entire|whole|total|overall) (?P<f>budgets?|funds|expenditure|spending) of the (?:entire |whole )?department(?= ?[\u4e00-\u9fff])"), r"department-wide \g<f> of"),
    # what points back, in other words and another order
    (re.compile(rf"{_NO}(?P<v>was|were|is|are|did|does|do|has|have|had|could|can) not (?P<who>it|they|this|that|these|those|he|she)(?= (?:been |be |get )?[a-z])"), r"\g<v> \g<who> not"),
    (re.compile(rf"{_NO}how many (?P<p>points|marks) (?:did|does|do|has|have|had) (?P<who>it|that|this|they|these|those|[^,?a-z]{{2,60}}?)(?: ?shortfall)? costs?(?: (?:it|them|the (?:project|unit)))?(?= in |$|[,?])"), r"how many \g<p> did \g<who> lose"),
    (re.compile(rf"{_NO}(?P<who>which (?:one|of (?:them|the two|these|those)|project|unit)) (?:has |had |have )?(?:spen[dt]s?|used?|executed|got through|disbursed|consumed) (?:a |the )(?:smaller|lower|lesser) (?:share|part|percentage|proportion|fraction|portion)(?: of (?:it|this|that|them|(?:its|their|the) (?:budgets?|money|funds|allocation)))?"), r"\g<who> had the lower execution rate"),
    (re.compile(rf"{_NO}(?P<who>which (?:one|of (?:them|the two|these|those)|project|unit)) (?:has |had |have )?(?:spen[dt]s?|used?|executed|got through|disbursed|consumed) (?:a |the )(?:smallest|lowest) (?:share|part|percentage|proportion|fraction|portion)(?: of (?:it|this|that|them|(?:its|their|the) (?:budgets?|money|funds|allocation)))?"), r"\g<who> had the lowest execution rate"),
    (re.compile(rf"{_NO}(?P<who>which (?:one|of (?:them|the two|these|those)|project|unit)) (?:has |had |have )?(?:spen[dt]s?|used?|executed|got through|disbursed|consumed) (?:a |the )(?:larger|higher|bigger|greater) (?:share|part|percentage|proportion|fraction|portion)(?: of (?:it|this|that|them|(?:its|their|the) (?:budgets?|money|funds|allocation)))?"), r"\g<who> had the higher execution rate"),
    (re.compile(rf"{_NO}(?P<who>which (?:one|of (?:them|the two|these|those)|project|unit)) (?:has |had |have )?(?:spen[dt]s?|used?|executed|got through|disbursed|consumed) (?:a |the )(?:largest|highest|biggest|greatest) (?:share|part|percentage|proportion|fraction|portion)(?: of (?:it|this|that|them|(?:its|their|the) (?:budgets?|money|funds|allocation)))?"), r"\g<who> had the highest execution rate"),
    (re.compile(rf"{_NO}what (?:does|do|did|will|is|are) (?P<who>it|they|this|that|[^,?a-z]{{2,60}}?) (?:intend|plan|propose|intending|planning|proposing|going) to (?:carry out|do|undertake|organi[sz]e|implement|conduct|hold|arrange){_STOP}"), r"what are the plans of \g<who>"),
    (re.compile(rf"{_NO}(?:what|which) (?:activities|steps|measures|actions|work|tasks|events) (?:are|is|were|was|has been|have been) (?:planned|scheduled|foreseen|envisaged|intended|laid down|provided for|to be done) (?:under|in|for|by|within)(?= )"), "what are the plans of"),
    (re.compile(rf"{_NO}what (?:is|was|stands|stood) (?:on|in) the (?:agenda|programme|program|to-do list|work plan) (?:of|for)(?= )"), "what are the plans of"),
    (re.compile(rf"{_NO}what (?:is|was|are|were) (?P<who>[\u4e00-\u9fff·]{{2,6}}) (?:heading|leading|running|managing|responsible for|in charge of|directing|looking after){_STOP}"), r"which projects does \g<who> lead"),
    (re.compile(rf"{_NO}(?:under|to|in|into|within) (?:which|what) (?:project )?(?:category|type|class|kind) (?:does|is|was|did|has) {_PROJECT} (?:fall|belong|come|been classified|classified|classed|listed|filed|put|placed)(?: (?:to|under|in))?{_STOP}"), r"what is the project category of \g<what>"),
    (re.compile(rf"{_NO}(?:what|which) (?:project )?category (?:is|has|was|does) {_PROJECT}(?: (?:in|have|belong to|fall under|under))?{_STOP}"), r"what is the project category of \g<what>"),
    (re.compile(rf"{_NO}(?:what|which) (?:is|was) the (?:project )?attribute of(?= )"), "what is the project attribute of"),
    (re.compile(rf"^(?:is|was) {_NAME} (?:something |anything )?(?:a )?(?:new|newly added|novel)(?: (?:one|project))?,? or (?:an? )?(?:continuation|continuing one|ongoing one|carry-?over|old one|recurring one|continued one)"), r"is \g<what> a new or a continuing project"),
    (re.compile(rf"{_NO}what (?:does|do|did|is|are|was|were) (?P<who>it|they|this|that|[^,?a-z]{{2,60}}?) (?:aim|aiming|try|trying|seek|seeking|want|hope|hoping|intend|intending|set out|setting out|supposed|meant|designed) to (?:do|achieve|accomplish|bring about|deliver|reach|attain)(?: (?:this|in the|over the|during the) year)?{_STOP}"), r"what is the annual goal of \g<who>"),
    (re.compile(r"^(?:please |now |and |then )*(?P<v>sort|rank|order|arrange|list) (?:it|this|that|the table|the list|the result|the figures|the numbers)(?= (?:from|by|in|high|low|largest|smallest|descending|ascending|starting|beginning))"), r"\g<v>"),
    (re.compile(r"^(?:please )?(?:put|bring|place|get|line up|arrange|order|rank|sort|list)(?P<m> (?:them|these|those|the list|the projects|the units|the regions|this|it|that)(?: all)?)? (?:up )?in (?:the )?order of (?P<by>[a-z -]{3,40}?)(?=$|[,?.])"), r"sort\g<m> by \g<by>"),
    # what rules there are, how it ends, who does it
    (re.compile(rf"{_NO}(?:which|what) (?:management |administrative |legal )?(?:rules?|regulations?|provisions?|norms?|laws?|documents?|guidelines?|policies|instructions) (?:govern|governs|apply to|applies to|regulate|regulates|cover|covers|are binding for|bind|are valid for|hold for|underlie|underpin|are decisive for|is valid for|must be followed (?:by|in|for)|have to be observed (?:by|in|for))(?= )"), "what are the management rules of"),
    (re.compile(rf"{_NO}(?:under|by|according to|on the basis of|following) (?:which|what) (?:rules?|regulations?|provisions?|laws?|documents?|guidelines?|policies) (?:is|are|was|were) {_WHAT} (?:managed|run|governed|regulated|administered|handled|carried out|organi[sz]ed|implemented){_STOP}"), r"what are the management rules of \g<what>"),
    (re.compile(rf"{_NO}(?:what|how) (?:did|does|do|has|have) (?:the (?:report|form|self-evaluation|evaluation|self-assessment) (?:on|of|for|about) )?{_WHAT} (?:conclude[d]?|end up concluding)(?: with)?{_STOP}"), r"what is the conclusion of \g<what>"),
    (re.compile(rf"{_NO}(?:by|through) (?P<who>(?:which|what) (?:organi[sz]ation|unit|body|agency|institution|office|bureau|department|entity)|whom) (?:is|are|was|were|has|have) {_WHAT} (?:been |being )?(?:implemented|carried out|executed|realised|realized|delivered|run){_STOP}"), r"which body implements \g<what>"),
    (re.compile(rf"{_NO}(?:which|what) (?:organi[sz]ation|body|institution|agency|entity) (?:is|was) (?:charged|entrusted|tasked) with (?:carrying out|implementing|executing|running|delivering)(?= )"), "which body implements"),
    (re.compile(rf"{_NO}(?:who) (?P<v>carries out|implements|executes|delivers) {_WHAT},? (?:that is|i mean|ie|meaning),? which (?:body|organi[sz]ation|unit|institution|agency)"), r"which body implements \g<what>"),
    (re.compile(rf"{_NO}how (?:high|large|big|much|low|long|many) (?:may|can|must|should|is|was|could|might) {_NAME} (?:be|have to be|allowed to be|supposed to be|permitted to be|meant to be)(?P<in> (?:in|under|for) [^,?a-z]{{2,60}})?(?: (?:according to|by|as per|under) (?:the |its )?target)?{_STOP}"), r"what is the target of \g<what>\g<in>"),
    (re.compile(rf"{_NO}(?:what|which) (?:value|figure|level|number|amount) (?:is|was|were|are) {_NAME} (?:supposed|meant|expected|intended|required|planned|due|to) (?:to )?(?:have|reach|attain|be|hit|get to|come to|achieve)(?= (?:in|under|for|by)|$|[,?])"), r"what is the target of \g<what>"),
    (re.compile(rf"{_NO}(?:what|which) (?:value|figure|level|result|number) (?:did|does|has|have) (?:the indicator )?{_NAME} (?:attain|reach|achieve|hit|get to|come to|arrive at|record|attained|reached|achieved)(?= (?:in|under|for|by)|$|[,?])"), r"what is the actual value of \g<what>"),
    (re.compile(rf"{_NO}(?:target|goal)s? (?:laid down|set(?: down)?|fixed|defined|given|specified|stated|put down|stipulated|established) (?=(?:for|of|in))"), "target "),
    (re.compile(rf"{_NO}(?:what|which) {_NAME} (?:has|have|had|was|were|is|are) (?:been )?(?:fixed|laid down|set|defined|specified|stipulated|prescribed|established)(?= (?:in|under|for|by)|$|[,?])(?<![a-z] set)"), r"what is the target of \g<what>"),
    (re.compile(rf"{_NO}(?:comprises?|comprised|numbers?|counts?|encompass(?:es)?|consists? of|is made up of|is assessed on|is measured by|is judged on|is evaluated on|has got) (?=how many)"), "has "),
    (re.compile(rf"{_NO}how many indicators (?:is|are|was|were) (?=[^?]*(?:assessed|measured|judged|evaluated|scored|rated))(?P<what>[^,?]{{2,90}}?) (?:assessed|measured|judged|evaluated|scored|rated)(?: (?:on|by|against|with))?{_STOP}"), r"how many indicators does \g<what> have"),
    (re.compile(rf"{_NO}what total (?:was|is|has been) (?:reached|achieved|arrived at|given|recorded|awarded|obtained|attained) (?:in|by|for|on) (?:the )?(?:self-(?:assessment|evaluation|rating|appraisal)) (?:of|for)(?= )"), "what is the total score of"),
    (re.compile(rf"{_NO}(?:what|which) (?:overall |total |final )?(?:mark|grade|result|total|score|rating|points) (?:did|does|has|have|was|were)(?= ?[^?]{{1,80}}(?:give itself|give themselves|award itself|award themselves|achieve|earn|end up with|come to|reach|record|receive|obtain))"), "what score did"),
    (re.compile(rf"{_NO}(?:organi[sz]ation|body|unit) (?:in charge of )?implementing(?= )"), "body that implements"),
    (re.compile(rf"{_NO}(?:over|during|within|for|in) (?:what|which) (?:period|time|time ?span|time ?frame|length of time)(?: of time)? (?:is|was|does|did|will|has|are|were) {_WHAT} (?:be |been |being )?(?:carried out|run|running|implemented|executed|last|take place|conducted|delivered|active|planned|scheduled){_STOP}"), r"what is the period of \g<what>"),
    (re.compile(rf"{_NO}(?:for )?how long (?:does|did|will|is|was|do|has) {_WHAT} (?:last|run|take|go on|continue|be running|lasting|running|supposed to (?:run|last)|meant to (?:run|last)|going on|planned to (?:run|last)|scheduled to (?:run|last)|been running){_STOP}"), r"what is the period of \g<what>"),
    (re.compile(rf"{_NO}(?:what|which) (?:project |implementation )?(?:period|duration|time ?frame|time ?span|term) (?:is|was|has been) (?:stated|given|set|indicated|fixed|foreseen|planned|named|printed|specified) (?:for|in|under|by)(?= )"), "what is the period of"),
    (re.compile(r"(?<![a-z])(?:(?:what|which) is |name )?(?:the )?(?:reporting|preparing|submitting|filing) (?:unit|department|body|bureau|agency|entity) (?:of|for|behind)(?= (?:the (?:report|form) (?:of|on|for) )?[\u4e00-\u9fff\d])"), "which unit prepared the report on"),
    # lookups of one value
    (re.compile(rf"{_NO}(?:against|by) (?:what|which) target(?: value| figure)? (?:is|was|are|were) {_NAME} (?:measured|assessed|judged|evaluated|gauged|benchmarked)(?= |$|[,?])"), r"what is the target of \g<what>"),
    (re.compile(rf"{_NO}how (?:heavily|strongly|much) (?:is|was|are|were) {_NAME} weighted(?= |$|[,?])"), r"what is the weight of \g<what>"),
    (re.compile(rf"{_NO}how many (?:points|marks) (?:could|can|may|might|does|do|did|would) {_NAME} (?:at (?:the )?most|at best|at maximum|maximally)(?: (?:bring|yield|earn|give|get|fetch|score|contribute|be worth|count for|carry))?(?= |$|[,?])"), r"what is the weight of \g<what>"),
    (re.compile(rf"{_NO}(?:what|which) (?:goals?|objectives?|aims?) (?:has|have|had|is|are|was|were) (?:been )?(?:laid down|set(?: down| out)?|fixed|defined|formulated|stated|drawn up|put down|adopted|agreed|established) (?:for|in|under)(?= )"), "what is the annual goal of"),
    (re.compile(rf"{_NO}what (?:are|is|do|does|were|was) (?:they|it|one|the (?:unit|project|bureau|office))? ?(?:aiming|hoping|striving|working|going|heading|shooting|aim|hope|strive|looking) (?:for|at|towards?|to get) (?:with|by|in|under|through|out of)(?= )"), "what is the annual goal of"),
    (re.compile(rf"{_NO}(?:which|what|whose) (?:persons?|officials?|individuals?|people|officers?|man or woman|employee) (?:answers?|answered|is (?:responsible|accountable|answerable|in charge)|is the one in charge|was in charge|takes? care|looks? after)(?: (?:for|of))?(?= )"), "who is in charge of"),
    (re.compile(rf"{_NO}(?P<agg>average |mean |median |total )?project size (?:by|in terms of|(?:as )?measured by) (?P<f>full-year budget|initial budget|budget|spending)"), r"\g<agg>\g<f> of projects"),
    (re.compile(rf"{_NO}(?:what|which) tasks? (?:falls?|fell|(?:is|are|was|were) assigned|(?:is|are) entrusted|belongs?|(?:is|are) given|(?:is|are) up) to(?= )"), "what are the responsibilities of"),
    (re.compile(rf"{_NO}how much (?:of|in) (?P<x>[^?,]{{3,70}}?) (?:is|was|are|were) (?:accounted for|made up|taken up|represented|constituted|absorbed|claimed|contributed|held) by {_WHAT}(?= in percent|$|,|\?| as a )"), r"what share of \g<x> belongs to \g<what>"),
    (re.compile(rf"{_NO}(?:the )?(?:part|portion|share|amount|piece) of (?:the )?(?P<f>full-year budget|initial budget|budget|spending) (?:that (?:is|was) )?(?:financed|funded|paid|covered|met|borne) (?:from|by|out of|through|with)"), r"\g<f> from"),
    (re.compile(rf"{_NO}(?:what|how much) (?:did|do|does) (?:the )?[\"'“”‘’]?(?P<s>[a-z ]{{4,30}}?)[\"'“”‘’]? (?:contribute|add|bring in|bring|put in|supply|provide|give) to (?:the |its )?(?P<f>full-year budget|initial budget|budget) (?=of)"), r"how much is the \g<f> from \g<s> "),
]  # fmt: skip
