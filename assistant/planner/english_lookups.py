"""English turns of phrase of looking something up, put into the plain words that the word list knows: where X is mentioned, what years
the reports relate to, what a form itself states. Whole constructions only; single words belong to lexicon.en.toml. Pure."""

from __future__ import annotations

import re

_NO = r"(?<![a-z])"
_END = r"(?![a-z])"
_WHAT = r"(?P<what>[^,?:]{2,90}?)"
_STOP = r"(?=$| ?[,?:.!]| ?\((?=[a-z\d]))"
_TOPIC = r"(?:the (?:subject|topic|matter|question|issue) of )?(?P<what>[\u4e00-\u9fff《“][^,?:a-z]{0,60}?)"  # a topic in the reports' own words; what is asked in English is no topic
_UNITS = r"(?:units of )?(?:10,000|10k|ten[- ]thousand|万|yuan|元|wan|rmb|cny|percent|per cent|percentages?|a percentage|%|points)"
_NAME = r"(?P<what>[\u4e00-\u9fff][^,?:a-z]{1,70}?)"
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

TURNS: list[tuple[re.Pattern[str], str]] = [
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
    (re.compile(rf"{_NO}(?P<who>which (?:one|of (?:them|the two|these|those)|project|unit)) (?:has |had |have )?(?:spen[dt]s?|used?|executed|got through|disbursed|consumed) (?:a |the )(?:smaller|lower|lesser|smallest|lowest) (?:share|part|percentage|proportion|fraction|portion)(?: of (?:it|this|that|them|(?:its|their|the) (?:budgets?|money|funds|allocation)))?"), r"\g<who> had the lower execution rate"),
    (re.compile(rf"{_NO}(?P<who>which (?:one|of (?:them|the two|these|those)|project|unit)) (?:has |had |have )?(?:spen[dt]s?|used?|executed|got through|disbursed|consumed) (?:a |the )(?:larger|higher|bigger|greater|largest|highest|biggest|greatest) (?:share|part|percentage|proportion|fraction|portion)(?: of (?:it|this|that|them|(?:its|their|the) (?:budgets?|money|funds|allocation)))?"), r"\g<who> had the higher execution rate"),
    (re.compile(rf"{_NO}what (?:does|do|did|is|are|was|were) (?P<who>it|they|this|that|[^,?a-z]{{2,60}}?) (?:aim|aiming|try|trying|seek|seeking|want|hope|hoping|intend|intending|plan|planning|set out|setting out|supposed|meant|designed) to (?:do|achieve|accomplish|bring about|deliver|reach|attain)(?: (?:this|in the|over the|during the) year)?{_STOP}"), r"what is the annual goal of \g<who>"),
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
