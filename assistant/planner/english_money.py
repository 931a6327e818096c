"""English turns of phrase about money, put into the plain words that the word list knows: how far X got in spending its budget is its
execution rate. Whole constructions only, whose words mean something else one by one; single words belong to lexicon.en.toml. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from assistant.planner.english_lookups import TURNS

_NO = r"(?<![a-z])"
_END = r"(?![a-z])"
_ITS = r"(?:the |its |their |that |this |all (?:the )?|all of (?:the |its |their ))*"
_KIND = r"(?:full[- ]year |whole[- ]year |annual |yearly |total |overall |available |allocated |entire |whole |project |approved |own )*"
_MONEY = r"(?:budget(?:ed)? (?:money|funds|amounts?|allocations?)|budgets?|money|funds|funding|allocations?|appropriations?|resources)"
_SPEND = r"(?:spend|use(?: up)?|disburse|execute|consume|draw down|pay out|utili[sz]e|absorb|expend|get through|touch)"
_SPENT = r"(?:(?:fully |actually |really |already )*(?:spent|used(?: up)?|disbursed|executed|consumed|drawn down|paid out|utili[sz]ed|absorbed|expended|got through|carried out|implemented|reali[sz]ed|exhausted))"
_SPENDING = r"(?:(?:the |its |their )?(?:actual |total |real |budget )*(?:spending|expenditures?|outlays?|disbursements?|execution|executed amounts?|amounts? (?:executed|spent)|payments?))"
_SHORT_OF = r"(?:(?:falls?|fell|fallen|falling|lags?|lagged|lagging|stays?|stayed|remains?|remained|comes?|came|is|was|are|were)(?: in)? (?:short of|behind|below|under|beneath|less than|lower than)|trails?|trailed|trailing|undershoots?|undershot)"
_YEAR_S = r"(?:(?:the |this |its |their )?(?:fiscal |budget )?year)"  # no year of its own: a number is never dropped
_IN_THE_YEAR = r"(?: (?:during|over|in|within|throughout|through|in the course of|over the course of|since the (?:start|beginning) of|after the (?:start|beginning) of|from the (?:start|beginning) of) " + _YEAR_S + r"| mid-?year| part-?way through(?: the year)?| later on| afterwards)?"
_FIRST = rf"(?:(?:the |its |their )?(?:(?:initial|original|opening|first|starting) (?:budgets?|ones?|figures?|amounts?|allocations?)|(?:budgets?|ones?|figures?|amounts?) (?:(?:that (?:was|were) )?(?:set|fixed|given|approved|granted) )?(?:at|from|for) the (?:start|beginning|outset|opening) of {_YEAR_S}|what (?:it|they) (?:started|began)(?: {_YEAR_S})? with)|its beginning-of-year budget)"
_FINAL = r"(?:(?:the |its |their )?(?:full[- ]year|final|adjusted|revised|annual|year-end|amended)(?: (?:budgets?|ones?|figures?|amounts?|allocations?))?)"
_CUT = r"(?:cut(?: back| down)?|reduced|slashed|trimmed|lowered|decreased|shaved|pared(?: back| down)?|scaled (?:back|down)|curtailed|revised down(?:wards?)?|adjusted down(?:wards?)?|brought down|shrunk|squeezed)"
_RAISED = r"(?:increased|raised|topped up|boosted|upped|lifted|expanded|enlarged|augmented|revised up(?:wards?)?|adjusted up(?:wards?)?|stepped up|supplemented)"
_CUTS = r"(?:cuts?|reductions?|decreases?|cutbacks?|trimming|downward (?:adjustments?|revisions?|corrections?))"
_RAISES = r"(?:increases?|rises?|raises?|top-?ups?|boosts?|additions?|upward (?:adjustments?|revisions?|corrections?))"
_HOW_MUCH = r"(?:(?:by )?how (?:much|many)|by what (?:amount|sum|margin))(?P<unit>,?(?: in)? (?:yuan|10,000 yuan|ten[- ]thousand yuan))?,?"
_HOW_BIG = r"(?:how (?:big|large|great|high|much|substantial)|what|by how much)(?P<unit> of)?"
_TAIL = r"(?P<tail>(?: (?:in|for|during) (?:fy ?)?20\d\d)?)"
_WHAT = r"(?P<what>[^,?:]{2,90}?)"
_NUMBER = r"(?:rmb |cny |¥ ?)?\d[\d,.]*(?:%| ?(?:million|thousand|billion|yuan|万|元|亿|percent|points?)[a-z ]*)"
_STOP = r"(?=$| ?[,?:.!]| ?\((?=[a-z\d])| in (?:10,000|ten|yuan|wan|万))"  # no bracket of a name: （二期）

_LESS = r"how much lower is the full-year budget of \g<what> than its initial budget\g<tail>\g<unit>"
_MORE = r"how much higher is the full-year budget of \g<what> than its initial budget\g<tail>\g<unit>"


def _rate(of: str) -> str:
    return rf"what is the execution rate of {of}"


_AS_PLANNED = r"(?:(?:what |that )?(?:(?:it|they|was|were|had been|is|are|has been|had) ?)*(?:originally |initially )?(?:planned|targeted|promised|intended|expected|required|foreseen|agreed|scheduled|hoped(?: for)?|aimed(?: for)?|due|supposed to|should have(?: (?:been|done|reached|achieved))?)|(?:the |its |their )?(?:plans?|expectations?|promises?))"
_REACHED = r"(?:reach|achiev|deliver|attain|complet|accomplish|produc|fulfil|did|do|perform|yield)(?:l?ed|d|e|es|s|ing)?"
_TURNS: list[tuple[re.Pattern[str], str]] = [
    (re.compile(rf"{_NO}(?:{_REACHED}|(?:ended|finished|came|wound)(?: up| in| out)?|fell|stayed|remained|landed|closed|turned out) (?:less|lower|fewer|worse|below|under|beneath|short)(?: of)?(?: than)? {_AS_PLANNED}{_END}"), "missed their targets"),
    (re.compile(rf"{_NO}(?:{_REACHED}|(?:ended|finished|came|wound)(?: up| in| out)?|landed|closed|turned out) (?:more|higher|better|above|over|beyond)(?: than)? {_AS_PLANNED}{_END}"), "exceeded their targets"),
    (re.compile(rf"{_NO}(?:fewer|less)(?P<what> [^,?]{{3,60}}?) than (?:they|it|he|she|we|was|were)(?: had| have)?(?: been)? (?:planned|targeted|intended|promised|scheduled|aimed for|set out to)(?: to| for)?{_END}"), r"missed\g<what>"),
    (re.compile(rf"{_NO}(?:end(?:s|ed)? up|finish(?:ed|es)?|clos(?:ed|es)|wound up|(?:was|were) left) with (?:an? |its |their )?{_FINAL} (?:that (?:was|is) )?(?P<way>smaller|lower|less|larger|higher|bigger|greater|more) than {_FIRST}"), r"have a full-year budget \g<way> than their initial budget"),
    (re.compile(rf"{_NO}(?:biggest|largest|highest) (?P<n>projects?)(?P<of> (?:of|in|for) [^,?]{{2,40}}?)? by (?:the |their )?full[- ]year budgets?(?:, ?(?:(?:largest|biggest|highest) first|in descending order))?"), r"\g<n>\g<of> with the highest full-year budget"),
    # numbers: 60 per cent, RMB 8 million, the 8-million-yuan line
    (re.compile(r"(?<=\d) ?(?:per ?cent|pct\.?)(?![a-z])"), "%"),
    (re.compile(rf"{_NO}(?:rmb|cny|renminbi|¥) ?(\d[\d,.]*(?: (?:million|thousand|billion))?)(?! ?(?:yuan|%))"), r"\1 yuan"),
    (re.compile(rf"(\d[\d,.]*(?: (?:million|thousand|billion))?) (?:rmb|cny|renminbi){_END}"), r"\1 yuan"),
    (re.compile(rf"(\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|half[- ]a)[- ](million|thousand|billion)[- ]yuan(?:[- ](?:mark|line|threshold|level|bar|barrier|limit|hurdle))?{_END}"), r"\1 \2 yuan"),
    (re.compile(rf"{_NO}(?:with )?(?:in excess of|upwards? of|north of|to the tune of more than)(?= ?(?:rmb|cny|¥)? ?\d)"), "more than"),
    (re.compile(rf"{_NO}(?:tops?|topped|topping|cross(?:es|ed|ing)?|clear(?:s|ed|ing)?|surpass(?:es|ed|ing)?|pass(?:es|ed|ing)|break(?:s|ing)? through|broke through|went past|going past|goes? (?:beyond|past))(?= (?:the )?{_NUMBER})"), "exceed"),
    # did not reach 60 %, failed to execute even 60 % of the money
    (re.compile(rf"{_NO}(?:(?:did|do|does|have|has|had|was|were|could) not|not|never|fail(?:s|ed)? to|failing to|unable to) (?:even |quite |actually |ever )*(?:reach|attain|achieve|hit|make|get (?:up )?to|manage|come (?:up )?to|arrive at|attain)(?:ed)? (?:even |as much as |so much as |at least )?(?:an? |the )?(?={_NUMBER}(?! ?of (?:its|the|their) target))"), "had below "),
    (re.compile(rf"{_NO}(?:(?:did|do|does|have|has|had|could) not|not|never|fail(?:s|ed)? to|failing to|unable to) (?:even |quite |actually |ever |manage to )*(?P<spend>{_SPEND}) (?:even |as much as |so much as |at least )?(?:the )?(?={_NUMBER})"), "spent less than "),
    (re.compile(rf"(?<=than) (?P<n>{_NUMBER}) of (?:{_ITS}{_KIND})(?P<m>{_MONEY}) (?:that (?:was|were|had been) )?(?:allotted|allocated|granted|given|made available|assigned|available|provided|budgeted|set aside|earmarked|appropriated|they had|it had)(?: (?:to|for) (?:them|it|him|those|these|each))?{_STOP}"), r" \g<n> of its budget"),
    # the rate at which the budget was executed; to what extent was the budget carried out; how far it got in spending it
    (re.compile(rf"{_NO}(?:rate|pace|percentage|extent|degree) (?:at|to) which {_ITS}{_KIND}{_MONEY} (?:was|were|is|are|has been|have been|got) {_SPENT}"), "execution rate"),
    (re.compile(rf"{_NO}(?:to what (?:extent|degree|percentage)|how (?:well|far|fully|completely)|by what percentage) (?:was|were|is|are|has|have|had) {_ITS}{_KIND}{_MONEY} (?:of|for) {_WHAT} (?:been )?{_SPENT}{_STOP}"), _rate(r"\g<what>")),
    (re.compile(rf"{_NO}(?:to what (?:extent|degree|percentage)|how (?:well|far|fully|completely)) (?:did|do|does|has|have|had) {_WHAT} (?:{_SPEND}|{_SPENT}|implement|carry out|reali[sz]e) {_ITS}{_KIND}{_MONEY}{_STOP}"), _rate(r"\g<what>")),
    (re.compile(rf"{_NO}how far (?:did|do|does|has|have|had) {_WHAT} (?:get|got|gotten|come|came|progress(?:ed)?|go|gone|advance[d]?) (?:in|with) (?:spending|using(?: up)?|executing|implementing|disbursing|carrying out|reali[sz]ing) {_ITS}(?P<y>\d{{4}} )?{_KIND}{_MONEY}(?P<for> (?:for|of)(?: its| their| the)? [^,?]{{2,60}}?)?{_STOP}"), _rate(r"\g<what>\g<for> \g<y>")),
    (re.compile(rf"{_NO}(?:what|which) (?:portion|part|share|percentage|proportion|fraction) of {_ITS}{_KIND}{_MONEY} (?:of|for) {_WHAT} (?:was|were|is|are|has been|have been|got) {_SPENT}{_STOP}"), _rate(r"\g<what>")),
    (re.compile(rf"{_NO}(?:ratio|proportion) of {_SPENDING} to {_ITS}{_KIND}{_MONEY}"), "execution rate"),
    # what was left of it
    (re.compile(rf"(?P<ask>{_NO}how much(?: of)?[^,?]{{0,60}}?) (?:did|do|does|has|have|had) {_WHAT} (?:fail(?:ed|s)? to|not(?: manage to)?|never) (?:{_SPEND}|{_SPENT}){_STOP}"), r"\g<ask> of \g<what> was left unspent"),
    (re.compile(rf"{_NO}{_HOW_MUCH} (?:did|do|does|has|have|had) {_SPENDING}(?P<of> (?:of|on|in|by|for) [^,?]{{2,60}}?)? {_SHORT_OF} {_ITS}{_KIND}{_MONEY}"), r"what was the unspent amount\g<of>\g<unit>"),
    (re.compile(rf"{_ITS}{_KIND}{_MONEY} (?:minus|less) {_SPENDING}"), "unspent funds"),
    (re.compile(rf"{_NO}(?:what is |what was )?(?:the )?(?:size|amount|volume|extent) of {_ITS}(?:budget )?(?:surplus|balance|leftover|remainder)(?: (?:of|in) the budget)?(?: (?:still |yet )*(?:sitting |lying |left |remaining )?(?:unused|unspent|idle|untouched|in hand))?"), "how much unspent funds "),
    # budgets that were changed
    (re.compile(rf"{_NO}(?:{_FINAL},? (?:and {_FIRST} (?:(?:budgets? )?(?:do|does|did) not (?:match|agree|coincide|tally|correspond)|(?:budgets? )?(?:is|are|was|were) (?:different|not (?:the same|equal|identical|alike)|unequal)|differ(?:s|ed)?|diverged?)|(?:that )?(?:is|are|was|were) (?:not (?:the same as|equal to|identical (?:to|with))|different from|unequal to|other than) {_FIRST}|(?:that )?(?:does not|do not|did not) (?:match|equal|agree with|correspond (?:to|with)|coincide with) {_FIRST}|(?:deviates?|departs?|deviated|departed|diverges?|diverged) from {_FIRST}))"), "the full-year budget differs from the initial budget"),
    (re.compile(rf"{_NO}(?:(?:{_FIRST}|(?:the )?(?:initial|original)),? (?:and {_FINAL} (?:budgets? )?(?:(?:do|does|did) not (?:match|agree|coincide|tally|correspond)|(?:is|are|was|were) (?:different|not (?:the same|equal|identical|alike)|unequal)|differ(?:s|ed)?|diverged?)|(?:that )?(?:is|are|was|were) (?:not (?:the same as|equal to|identical (?:to|with))|different from|unequal to|other than) {_FINAL}|(?:that )?(?:does not|do not|did not) (?:match|equal|agree with|correspond (?:to|with)|coincide with) {_FINAL}|(?:deviates?|departs?|deviated|departed|diverges?|diverged) from {_FINAL}))"), "the full-year budget differs from the initial budget"),
    (re.compile(rf"^where (?=(?:has|have|had|was|were|did) {_ITS}(?:initial |original )?budgets? [^?]*(?:chang|adjust|revis|amend|modif|alter))"), "in which projects "),
    (re.compile(rf"{_NO}(?:has|have|had|was|were) {_ITS}(?:initial |original )?(?P<b>budgets?) (?:been )?(?:later |subsequently )?(?:changed|adjusted|revised|amended|modified|altered)(?: (?:during|in the course of|over|within|after the (?:beginning|start) of|since the (?:beginning|start) of) {_YEAR_S}| mid-?year)?"), "budget was adjusted"),
    (re.compile(rf"{_NO}(?:saw|had|see|have|underwent|experienced|went through|show(?:ed)?|with)(?: an?| any| some)? (?:mid-?year )?budget (?:changes?|adjustments?|revisions?|amendments?|modifications?)(?: (?:during the year|mid-?year|in the course of the year))?"), "had budget adjustments"),
    (re.compile(rf"{_NO}{_HOW_MUCH}(?=[^?]*(?:budget|allocation|funding)) (?:was|were|has|have|had|is|did) (?:the )?(?:initial |original |first |opening )?(?:budgets? of )?{_WHAT}(?:'s (?:initial |original )?budgets?)? (?:been |get |got |be )?{_CUT}(?: (?:from|compared (?:with|to)|against|below) {_FIRST})?{_IN_THE_YEAR}{_TAIL}{_STOP}"), _LESS),
    (re.compile(rf"{_NO}{_HOW_MUCH}(?=[^?]*(?:budget|allocation|funding)) (?:was|were|has|have|had|is|did) (?:the )?(?:initial |original |first |opening )?(?:budgets? of ){_WHAT}(?:'s (?:initial |original )?budgets?)? (?:been |get |got |be )?{_RAISED}(?: (?:from|compared (?:with|to)|against|above|over) {_FIRST})?{_IN_THE_YEAR}{_TAIL}{_STOP}"), _MORE),
    (re.compile(rf"{_NO}{_HOW_MUCH}(?: (?:was|were|is|had been|has been|have been))? (?:taken (?:out|away|off)|cut|removed|withdrawn|deducted|shaved off|sliced off|stripped|clawed back) (?:of|from|off|out of) (?:the )?(?:initial |original )?(?:budgets? of )?{_WHAT}{_IN_THE_YEAR}{_TAIL}{_STOP}"), _LESS),
    (re.compile(rf"{_NO}{_HOW_MUCH}(?: (?:was|were|is|had been|has been|have been))? (?:added|put on top|given in addition) (?:to|of) (?:the )?(?:initial |original )?(?:budgets? of ){_WHAT}{_IN_THE_YEAR}{_TAIL}{_STOP}"), _MORE),
    (re.compile(rf"{_NO}{_HOW_BIG}(?: (?:was|were|is))? ?(?:the |an? )?{_CUTS} (?:did |has |have )?(?:in |to |of |for )?(?:the )?(?:initial |original )?budgets? (?:of|for) {_WHAT}(?: (?:undergo|undergone|suffer(?:ed)?|experienced?|see|saw|get))?{_IN_THE_YEAR}{_TAIL}{_STOP}"), _LESS),
    (re.compile(rf"{_NO}{_HOW_BIG}(?: (?:was|were|is))? ?(?:the |an? )?{_RAISES} (?:did |has |have )?(?:in |to |of |for )?(?:the )?(?:initial |original )?budgets? (?:of|for) {_WHAT}(?: (?:undergo|undergone|experienced?|see|saw|get))?{_IN_THE_YEAR}{_TAIL}{_STOP}"), _MORE),
    # the year's beginning: what was budgeted then
    (re.compile(rf"{_NO}(?P<b>{_MONEY})(?: that| which)? (?P<who>[^,?a-z]{{2,40}}?(?:'s)?(?: projects?| units?)?) (?:started|began|opened|entered|went into|set out)(?: (?:off|out))?(?P<y> 20\d\d| the year)? with"), r"initial budget of \g<who> in\g<y>"),
    (re.compile(rf"{_NO}(?:at|from|by) the (?:outset|start|beginning|opening) of (?:the (?:fiscal |budget )?year )?(?P<y>20\d\d),? how much (?:had been|was|were|has been|is) (?:budgeted|planned|allocated|set aside|earmarked|approved|foreseen|provided|granted)"), r"in \g<y> how much was the initial budget"),
    (re.compile(rf"{_NO}initial project budgets{_END}"), "initial budgets of projects"),
    (re.compile(r"(?P<whose>[\u4e00-\u9fff]{2,20})'s initial budgets of projects"), r"initial budgets of projects of \g<whose>"),
    (re.compile(rf"{_NO}(?:what (?:is|was) the )?(?:largest|biggest|greatest|highest|steepest) budget (?:increase|raise|rise|growth|addition|top-up)(?: (?:among|of|in|across) (?:all )?(?:the )?projects)?,? and (?:which|what) project (?:had|has|got|saw|received|was given) (?:it|that)"), "which project had the largest budget increase"),
    (re.compile(rf"{_NO}(?P<who>(?:which|what|whose) (?:project|unit|bureau|department)s?)(?:'s)? (?:had |saw |has |have )?(?:its |their )?budgets? (?:(?:go|went|gone|going) up|gr[eo]w|grown|rise|rose|risen|increased?|(?:was |were |been )?(?:increased|raised|topped up|boosted)) (?:by )?(?:the )?most(?: (?:compared (?:with|to)|against|over|from) {_FIRST})?(?: over the year| during the year)?"), r"\g<who> had the largest budget increase"),
    (re.compile(r"^whose budgets? (?:was |were )?(?:increased|raised|topped up|boosted|grew|rose|went up) (?:by )?(?:the )?most(?: (?:over|during|in the course of) the year)?"), "which project had the largest budget increase"),
    (re.compile(rf"{_NO}(?:(?:is|was) )?(?:the )?(?:upward|positive) (?:budget )?(?:adjustment|revision|correction|change)s? (?:(?:was|is|were|are) )?(?:the )?(?:biggest|largest|greatest|highest)"), "was the largest budget increase"),
    (re.compile(rf"{_NO}(?:for|in) (?P<w>which|what) (?P<n>project|unit)s? (?:was|were|is) the (?:upward|positive) (?:budget )?(?:adjustment|revision|correction|change)s? (?:to the budget )?(?:the )?(?:biggest|largest|greatest|highest)|{_NO}(?P<w2>which) (?P<n2>project)s? (?:was|were) the largest budget increase"), "which project had the largest budget increase"),
    (re.compile(rf"{_NO}(?:greatest|largest|biggest|highest) increase from (?:its |the )?(?:initial|original|opening)(?: budget)? to (?:its |the )?(?:full[- ]year|final|revised|adjusted)(?: budget)?"), "largest budget increase"),
    # more than so much left, by how much one is above the other
    (re.compile(r"^(?:where|in which projects?) (?:did|do|does|has|have) (?P<n>(?:more|less|over|under|at least|at most)(?: than)? [^,?]{2,30}?) (?:go|going|gone|stay|remain|lie|get left) (?:unused|unspent|idle|untouched)"), r"which projects left \g<n> unspent"),
    (re.compile(rf"{_NO}(?:got|get|gets|went|came|rose|made it) (?:up )?to (?P<n>\d[\d.]*%)(?P<f> (?:budget )?execution)? or (?:beyond|above|higher|more|better|over)"), r"had an execution rate of at least \g<n>"),
    (re.compile(rf"{_NO}by (?:how much|what amount|how many (?P<u>(?:10,000 |ten[- ]thousand )?yuan)) (?:did|does|do|has|have) (?P<one>[^,?a-z]{{2,40}}?)'?s? (?P<f>(?:total |overall |actual )*(?:spending|expenditure|outlays?|execution amount|executed amount)) (?:exceed|surpass|top|outstrip|go beyond|outdo) (?P<other>[^,?a-z]{{2,40}}?)(?:'?s)?(?P<y> in 20\d\d)?{_STOP}"), r"how much more did \g<one> spend than \g<other>\g<y>"),
    (re.compile(rf"{_NO}how far (?P<d>ahead of|behind) (?P<other>[^,?a-z]{{2,40}}?) (?:was|is|were|did|lies|lay) (?P<one>[^,?a-z]{{2,40}}?) (?:in|on|with|by|in terms of)(?P<y> 20\d\d)? (?P<f>(?:total |overall |actual )*(?:spending|expenditure|money spent)){_STOP}"), r"how much more did \g<one> spend than \g<other> in\g<y>"),
    (re.compile(rf"{_NO}(?:what (?:has been|was|is) )?(?:the )?(?:trend|development|trajectory|evolution)s? (?:in|of) (?P<f>[a-z -]{{4,40}}?) (?:over|from|for|across|during|in) (?P<a>20\d\d) ?(?:-|–|to|through|until) ?(?P<b>20\d\d)"), r"how did \g<f> change from \g<a> to \g<b>"),
    (re.compile(rf"{_NO}how (?:did|has|have|does) (?P<f>(?:the )?[a-z -]{{4,50}}?) (?:develop(?:ed)?|evolve[d]?|move[d]?|progress(?:ed)?|change[d]?|go|gone|fare[d]?|vary|varied) (?:between|from|over|in|across|during) (?:the (?:three |four |two )?years )?(?P<a>20\d\d) ?(?:and|to|through|until|till|-|–) ?(?P<b>20\d\d)"), r"how did \g<f> change from \g<a> to \g<b>"),
    (re.compile(rf"{_NO}how (?P<f>(?:the )?[a-z -]{{4,50}}?) (?:developed|evolved|moved|progressed|changed|fared|varied) (?:between|from|over) (?P<a>20\d\d) ?(?:and|to|through|until|till|-|–) ?(?P<b>20\d\d)"), r"how did \g<f> change from \g<a> to \g<b>"),
    (re.compile(rf"{_NO}(?:add(?:ed|ing)?|sum(?:med)?|tot(?:ted)?|lump(?:ed)?|put) (?:up |together )+(?P<what>[^,?]{{4,90}}?)(?:,? and (?:(?:give|tell|show|send)(?: me| us)? the (?:result|total|sum|figure|answer))?(?=,| in|$)|,? and(?=, in)|(?=$|,))"), r"total \g<what>"),
    (re.compile(rf"{_NO}how much (?:did|do|does) {_WHAT} cost (?:in|as|by way of) (?:actual )?(?:spending|expenditure|outlays?|money)"), r"how much did \g<what> spend"),
    (re.compile(rf"{_NO}averaged (?:out )?(?:over|across) (?:all )?(?:the )?(?:its )?projects,? how (?:high|large|big|low) (?:was|is|were)"), "on average what was"),
    (re.compile(rf"{_NO}(?P<a>execute|spend|use|disburse|absorb|consume)(?P<y> in 20\d\d)?(?=$|[?])(?<!not execute)(?<=[a-z\d])"), r"spend\g<y>"),
    (re.compile(rf"{_NO}(?:was|were|is|are|has been|have been|had been) never (?:actually )?{_SPENT}"), "was left unspent"),
    (re.compile(rf"{_NO}(?:how (?:large|big|wide|much|great) (?:is|was) )?(?:the )?(?:gap|difference|distance|margin) between what (?:was|were|is|had been|has been) (?:originally |actually )?(?:budgeted|planned|allocated|granted|available|approved) and what (?:was|were|is|had been|has been) (?:actually |really |finally )?{_SPENT}(?P<on> (?:on|for|in|by|under))?"), r"how much unspent funds in"),
    (re.compile(rf"{_NO}(?P<d>differences?|gaps?|margin|distance) between (?:the )?(?:(?P<a>initial|original|opening) and (?:the )?(?:full[- ]year|final|adjusted|revised)|(?:full[- ]year|final|adjusted|revised) and (?:the )?(?:initial|original|opening)) (?:budgets?|figures?|amounts?|allocations?)"), r"\g<d> between the initial budget and the full-year budget"),
    (re.compile(rf"^(?:the )?(?:initial |original )?budgets? of {_WHAT} (?:was|were|has been|got) {_CUT}[.,;!]? ?by how (?:much|many)(?P<unit>)(?P<tail>)"), _LESS),
    (re.compile(rf"^(?:the )?(?:initial |original )?budgets? of {_WHAT} (?:was|were|has been|got) {_RAISED}[.,;!]? ?by how (?:much|many)(?P<unit>)(?P<tail>)"), _MORE),
    (re.compile(rf"{_NO}how much (?:did|do|does|has|have|had) {_WHAT} (?:{_SPEND}|{_SPENT}) less than (?:planned|budgeted|allocated|granted|foreseen|allowed|available|it had|they had){_STOP}"), r"how much unspent funds of \g<what>"),
    (re.compile(rf"{_NO}how much less than (?:planned|budgeted|allocated|granted|foreseen|allowed|available) (?:did|do|does|has|have|had) {_WHAT} (?:{_SPEND}|{_SPENT}){_STOP}"), r"how much unspent funds of \g<what>"),
    (re.compile(r"^(?:did|does|has|have|do) (?P<who>[\u4e00-\u9fff][^,?a-z]{1,50}?) (?P<verb>spend|spent|use|used|execute|executed|budget|budgeted|disburse|disbursed|pay out|paid out) (?P<way>more|less)(?: money| funds)? in (?P<a>20\d\d) than in (?P<b>20\d\d)"), r"how much \g<way> did \g<who> \g<verb> in \g<a> than in \g<b>"),
    (re.compile(r"^(?:did|does|has|have|do) (?P<who>[\u4e00-\u9fff][^,?a-z]{1,50}?) (?P<verb>spend|spent|use|used|execute|executed|disburse|disbursed|pay out|paid out) (?P<way>more|less)(?: money| funds)? than (?P<other>[\u4e00-\u9fff][^,?a-z]{1,50}?)(?: did)?(?P<y> in 20\d\d)?(?=$|[?])"), r"how much \g<way> did \g<who> \g<verb> than \g<other>\g<y>"),
    (re.compile(rf"^(?P<pre>(?!.*(?:spen[dt]|execut|scor|rate|full-year)).*?){_NO}(?P<b>budgets?|money|funds|funding|endowed with)(?P<mid>.*?),? (?:for|over) the (?:full|whole|entire) (?:fiscal |budget )?year{_END}"), r"\g<pre>full-year budget\g<mid>"),
    (re.compile(rf"{_NO}(?:that |which |who )?(?:ended up |finished |closed the year |came out )?(?:with |had |have |has )?more (?:money |funds |budget )?than (?:what )?(?:they|it) (?:was|were|had been|had) (?:originally|initially|at first) (?:been )?(?:given|allocated|granted|approved|budgeted|planned|promised|awarded|received){_END}"), "had their budget increased"),
    (re.compile(rf"{_NO}(?:that |which |who )?(?:ended up |finished |closed the year |came out )?(?:with |had |have |has )?(?:less|smaller|fewer) (?:money |funds |budget )?than (?:what )?(?:they|it) (?:was|were|had been|had) (?:originally|initially|at first) (?:been )?(?:given|allocated|granted|approved|budgeted|planned|promised|awarded|received){_END}"), "had their budget cut"),
    (re.compile(rf"{_NO}(?:got|received|get|receive|were given|was given|obtained|were granted|was granted) (?:extra|additional|supplementary|further|supplemental) (?:money|funds|funding|budgets?|allocations?|appropriations?){_IN_THE_YEAR}"), "had their budget increased"),
    (re.compile(rf"{_NO}(?P<n>projects?) (?:that |which )?(?:were|was|got|have been|has been) (?:topped up|boosted){_IN_THE_YEAR}"), r"\g<n> had their budget increased"),
    (re.compile(rf"^where (?:was|were|has|have|did) (?:the |any )?budgets? (?:been |get )?{_RAISED}{_IN_THE_YEAR}"), "which projects had their budget increased"),
    (re.compile(rf"^where (?:was|were|has|have|did) (?:the |any )?budgets? (?:been |get )?{_CUT}{_IN_THE_YEAR}"), "which projects had their budget cut"),
    (re.compile(rf"{_NO}(?:what|how much) (?:had been|was|were|has been) (?:approved|budgeted|allocated|granted|planned|set aside|earmarked) (?:at first|initially|originally|in the beginning|to begin with|to start with) (?:for|to)(?= )"), "what was the initial budget of"),
    (re.compile(rf"{_NO}with how (?:many|much)(?: money)?(?P<unit> (?:yuan|10,000 yuan|ten[- ]thousand yuan))? (?:did|does|do) {_WHAT} (?:start|begin|open|enter)(?: (?:out|off))?(?: the (?:budget |fiscal )?year)?{_STOP}"), r"what was the initial budget of \g<what>\g<unit>"),
    (re.compile(rf"{_NO}(?P<n>(?:\d+|two|three|four|five|six|seven|eight|nine|ten) )?(?:worst|poorest|weakest|slowest) budget spenders?(?P<of>(?: (?:of|in) [^,?]{{2,20}}?)?)(?: by (?:budget )?execution(?: rate)?)?(?=$|[,?.])"), r"\g<n>projects\g<of> with the lowest execution rate"),
    (re.compile(rf"{_NO}(?:lag(?:s|ged)?|trail(?:s|ed)?|was|were|is|are|fell|came) (?:the )?furthest behind (?:in|on|with) (?:spending|executing|using|disbursing) (?:its|their|the) {_MONEY}"), "had the lowest execution rate"),
    (re.compile(rf"{_NO}how (?:do|did|does|have) the (?:different |various |individual )?(?P<one>region|unit|bureau|department|count(?:y|ie)|district|project|year)s compare (?:on|in|by|in terms of|as regards|with respect to|regarding|when it comes to) (?P<f>[a-z -]{{4,40}}?)(?= (?:in|for|during) |$|[,?])"), r"what was the \g<f> of each \g<one>"),
    (re.compile(r"^(?:out )?of all (?:the )?(?P<n>(?:20\d\d )?projects(?: (?:in|of) [^,?]{2,20}?)?),? (?:what|which) (?P<s>percentage|share|proportion|fraction|part)(?= )"), r"what \g<s> of all \g<n>"),
    (re.compile(rf"{_NO}how (?:large|big|high|great|small) (?:a|is the|was the) (?P<s>percentage|share|proportion|fraction|part) of(?= )"), r"what \g<s> of"),
    (re.compile(rf"{_NO}rang(?:e|es|ed|ing) (?:from )?(?=between \d)"), "is "),
    (re.compile(rf"{_NO}(?:rang(?:e|es|ed|ing)|var(?:y|ies|ied)|lies?|lay|falls?|fell) (?:somewhere )?(?:from|between) (?P<a>\d[\d.,]*%?) (?:to|and|up to) (?P<b>\d[\d.,]*%?)"), r"is between \g<a> and \g<b>"),
    (re.compile(rf"{_NO}more than a single{_END}"), "more than one"),
    (re.compile(r"^(?:are|is|were|was) there (?:any )?(?P<x>(?:units?|projects?|regions?|bureaus?|departments?)(?![a-z])[^,?]{2,80}?),? and (?:if so,? )?(?:which|what|who)(?: ones?)?(?: (?:are|is) (?:they|it|those))?[?.]*$"), r"which \g<x>"),
    # where money comes from
    (re.compile(rf"{_NO}(?:where|from where|from what|whence) (?:does|do|did|is|are|has|have) {_ITS}{_KIND}{_MONEY} (?:of|for|behind|in|under) {_WHAT} (?:come|coming|flow|flowing|originate|stem|derive|obtained|drawn)(?: from)?{_STOP}"), r"what are the sources of funds of \g<what>"),
    (re.compile(rf"{_NO}(?:how|from what (?:sources?|funds|money)|from which (?:sources?|funds|money)|by what means|out of what(?: funds| money)?|with what (?:money|funds)|by whom|by which sources?) (?:is|are|was|were|did|has|have) {_WHAT} (?:been )?(?:financed|funded|paid(?: for)?|bankrolled|supported financially|resourced|get its (?:money|funds|funding)){_STOP}"), r"what are the sources of funds of \g<what>"),
    (re.compile(rf"{_NO}(?:what|which) (?:sources?|funds|funding|money) (?:pays?|paid|finances?|financed|funds?|funded|stands?|stood|lies?) (?:for |behind )?{_WHAT}{_STOP}"), r"what are the sources of funds of \g<what>"),
    (re.compile(rf"{_NO}(?:break(?:ing)?|split|divide)(?: down| up)? {_ITS}{_KIND}{_MONEY} (?:of|for) {_WHAT} (?:down |up )?(?:by|into|according to) (?:its |their |the )?(?:sources?(?: of (?:funds?|funding|money|finance))?|funding sources?){_STOP}"), r"what are the sources of funds of \g<what>"),
    (re.compile(rf"{_NO}(?:what (?:is|was|are|were) )?(?:the )?(?:funding|budget|financing|financial|money) (?:composition|structure|mix|make-?up|breakdown|split)(?: by source)? (?:of|for|behind) {_WHAT}{_STOP}"), r"what are the sources of funds of \g<what>"),
    (re.compile(rf"{_NO}who (?:pays|paid) for {_WHAT}(?:,? (?:i mean|that is|ie) )?,? ?(?:from )?(?:which|what) (?:funding )?sources?{_STOP}"), r"what are the sources of funds of \g<what>"),
    (re.compile(rf"{_NO}(?P<n>(?:funding )?sources?) behind(?= )"), "sources of funds of"),
    # for the full year, which no year is
    (re.compile(rf"{_NO}(?:money|funds) (?:budgeted|given|allocated|granted|allotted) (?:\(full[- ]year\)|for the (?:full|whole|entire) (?:fiscal |budget )?year{_END})"), "full-year budget"),
    (re.compile(rf"{_NO}(?:were |was |are |is )?(?:budgeted|given|allocated|granted|allotted)(?P<x>(?:[^?,]|,(?=\d)){{0,40}}?) (?:\(full[- ]year\)|for the (?:full|whole|entire) (?:fiscal |budget )?year{_END})"), r"had a full-year budget\g<x>"),
    (re.compile(rf"{_NO}(?<!second )(?<!second-)(?<!third )(?<!next )(?:lowest|smallest)[- ](?P<f>budget|cost|spending|scor(?:e|ing)|execution)[- ](?P<n>projects?)"), r"\g<n> with the lowest \g<f>"),
    (re.compile(rf"{_NO}(?<!second )(?<!second-)(?<!third )(?<!next )(?:highest|largest|biggest|top)[- ](?P<f>budget|cost|spending|scor(?:e|ing)|execution)[- ](?P<n>projects?)"), r"\g<n> with the highest \g<f>"),
    (re.compile(rf"{_NO}(?P<one>unit|region|county|city|project|bureau|department|district) by (?P=one){_END}"), r"for each \g<one>"),
    # from year to year
    (re.compile(rf"{_NO}(?<!by )how much (?P<d>did|do|does|has|have) (?P<what>[^,?]{{2,90}}?) (?P<verb>increased?|rise|risen|grow|grown|go up|gone up|climb(?:ed)?|fall|fallen|drop(?:ped)?|declined?|decreased?|shrink|shrunk|go down|gone down) (?=(?:between|from|over|since|in) )"), r"by how much \g<d> \g<what> \g<verb> "),
    (re.compile(rf"{_NO}what (?:was|is|were) the (?:rise|increase|growth|gain|jump) in (?P<what>[^,?]{{2,90}}?) (?=(?:between|from) (?:fy ?)?20)"), r"by how much did \g<what> grow "),
    (re.compile(rf"{_NO}what (?:was|is|were) the (?:fall|drop|decrease|decline|reduction) in (?P<what>[^,?]{{2,90}}?) (?=(?:between|from) (?:fy ?)?20)"), r"by how much did \g<what> fall "),
    (re.compile(rf"^(?P<what>[^,?]{{4,90}}?) in (?P<a>20\d\d) (?:less|minus) (?:that|those|the one|the same) (?:in|of|for) (?P<b>20\d\d){_END}"), r"by how much did \g<what> change from \g<b> to \g<a>"),
]  # fmt: skip

_YEAR_BEFORE = re.compile(r"(?P<in>(?:in|for|of) )(?P<year>20\d\d)(?P<than>[^?]{0,60}?(?:than|with|to|against)(?: (?:it was|they were|it had been))?) (?:(?:in|for) )?(?:(?:a|one) year (?:earlier|before|ago|previously)|the (?:year before|previous year|preceding year|prior year|year prior))(?![a-z])")
_LATIN = re.compile(r"[a-z]{2,} [a-z]{2,}")


def plainly(text: str) -> str:
    """The question with such turns of phrase said plainly; what a construction holds (names, years, units of money) stays."""
    if not _LATIN.search(text):
        return text
    for pattern, instead in (*TURNS, *_TURNS):
        text = pattern.sub(partial(_instead, instead=instead), text)
    return _YEAR_BEFORE.sub(lambda m: f"{m['in']}{m['year']}{m['than']} in {int(m['year']) - 1}", text)


def _instead(m: re.Match[str], instead: str | Callable[[re.Match[str]], str]) -> str:
    """A group that was not there is nothing; \\1 and \\g<name> as in `re`."""
    if callable(instead):
        return instead(m)
    return re.sub(r"\\g<(\w+)>|\\(\d)", lambda g: m[g[1] or int(g[2])] or "", instead)
