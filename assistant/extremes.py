"""A question about what comes first or last of its kind (平均分最低的地区有哪些项目, the missed indicators of the lowest-scoring project):
cut into which one that is and what is asked of it, where no one query says both. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.catalogue import Catalogue
from assistant.in_turn import says_both
from assistant.planner.frame import Frame
from assistant.planner.normalise import language_of, normalise
from assistant.planner.rules import framed
from assistant.query import Query

_NOUNS = {
    "地区": "region", "区县": "region", "县区": "region", "市县": "region", "地方": "region", "单位": "unit", "部门": "unit", "局": "unit", "年度": "fiscal_year", "年份": "fiscal_year", "一年": "fiscal_year", "年": "fiscal_year", "项目": "project",
    "region": "region", "county": "region", "city": "region", "district": "region", "place": "region", "unit": "unit", "bureau": "unit", "department": "unit", "office": "unit", "year": "fiscal_year", "project": "project",
}  # fmt: skip
_ASKED_AS = {"region": "地区", "unit": "单位", "fiscal_year": "年度", "project": "项目"}
_ZH = re.compile(
    rf"^(?P<of>[^?？。；;]*?(?:最[高低多少大小好差快慢]|垫底|(?<!倒数)第一|倒数第一))(?:的)?(?:(?:那|这)(?:一)?(?:个|家)?(?:的)?)?(?P<noun>{'|'.join(n for n in _NOUNS if not n.isascii())})(?P<rest>[^的,，][^?？。]+|(?:的|[,，])[^?？。]{{2,}})[?？。]*$"
)
_WHICH_IT_IS = re.compile(rf"[,，的]?(?:又|都|到底|究竟)?(?:是|为|有|叫)?(?:哪(?:一?个|些|几个|家|里|位|儿)?|谁|什么名字|什么)?(?P<noun>{'|'.join(n for n in _NOUNS if not n.isascii())})?(?:呢|啊)?$|[,，]?(?:一共|总共|共)?(?:有)?(?:多少|几)(?:个|家)$|[、和与]|数|数量")
_NOUN_EN = "|".join(n for n in _NOUNS if n.isascii())
_SCORING = r"(?P<end>highest|lowest|best|worst|top|bottom)[- ](?:scoring|scored|rated|ranked|performing)"
_WITH = r"(?:with|that has|that had|which has|which had|having) (?:the )?(?P<with>(?:most|fewest|least|highest|lowest|largest|smallest|biggest|best|worst) [^,?.]+?)"
_OF_IT = r"(?:of|in|for|from|by|at)"
_EN = [
    re.compile(rf"(?i)^(?P<rest>.+?) {_OF_IT} (?:the )?(?:{_SCORING} (?P<noun>{_NOUN_EN})|(?P<noun2>{_NOUN_EN}) {_WITH})(?P<when>(?: in (?:the year )?(?:19|20)\d\d)?)[?.]*$"),
    re.compile(rf"(?i)^(?P<rest>.+?) (?P<verb>does|did|do|has) (?:the )?(?:{_SCORING} (?P<noun>{_NOUN_EN})|(?P<noun2>{_NOUN_EN}) {_WITH})(?P<tail> (?:have|report|submit|run|include|contain|miss|get|spend|lead)(?: [a-z ]+)?)?(?P<when>(?: in (?:the year )?(?:19|20)\d\d)?)[?.]*$"),
]


@dataclass(frozen=True)
class Steps:
    """Which one it is; what is asked of it, by a pronoun and behind its name."""

    which: str
    asked: str
    of_name: str  # with {} for the name
    dimension: str


def in_two_steps(question: str, catalogue: Catalogue) -> Steps | None:
    for steps in _english(question) if language_of(question) == "en" else _chinese(question):
        which, asked = framed(steps.which, catalogue), framed(steps.asked, catalogue)
        measured = which.concepts or which.statuses or which.subject or (which.rank and which.rank.concept)
        if which.rank and measured and not which.leftover and _goes_on(asked, steps):
            return steps
    return None


def _goes_on(asked: Frame, steps: Steps) -> bool:
    """Whether it asks something of that one, and of nothing else."""
    points = asked.pronoun or asked.these or steps.dimension == "fiscal_year"
    own = asked.regions or asked.units or asked.projects or asked.years or asked.rank or asked.compare or asked.difference or asked.average_of or asked.leftover or steps.dimension in asked.group
    return bool(points and not own and (asked.has_question or asked.asks_list or asked.detail))


def _chinese(question: str) -> Iterator[Steps]:
    m = _ZH.match(normalise(question))
    if m is None:
        return
    dimension, same = _NOUNS[m["noun"]], _WHICH_IT_IS.match(m["rest"])
    if same and (same["noun"] is None or _NOUNS[same["noun"]] == dimension):
        return
    noun, rest = _ASKED_AS[dimension], m["rest"].lstrip(",，")
    of_it = "的" * bool(re.match("没|未", rest))
    for it in (f"该{noun}", "它"):
        yield Steps(f"{m['of']}的是哪个{noun}", f"{it}{of_it}{rest}", f"{{}}{of_it}{rest}", dimension)


def _english(question: str) -> Iterator[Steps]:
    for pattern in _EN:
        if m := pattern.match(question.strip()):
            said = m.groupdict()
            noun = (said.get("noun") or said["noun2"]).lower()
            extreme = said["with"] or f"{said['end']} score"
            its = f"{m['rest']} {said.get('verb') or 'of'} {{}}{said.get('tail') or ''}"
            for it in (f"that {noun}", "it") if noun != "project" else ("it",):
                yield Steps(f"Which {noun} has the {extreme}{m['when']}?", its.format(it), its, _NOUNS[noun])
            return


def one_says_it(query: Query, first: Query, steps: Steps, catalogue: Catalogue) -> bool:
    """Whether one query tells what is asked of the one that comes first (`first` tells which that is): a number of it, beside that
    by which it does."""
    asked = framed(steps.asked, catalogue)
    both = says_both(query, framed(steps.which, catalogue), asked)
    if steps.dimension == "project":
        return '"kind":"top"' in query.model_dump_json() or (both and asked.subject != "indicators")
    lists = asked.asks_list or (asked.aggregate == "count" and not query.besides) or bool(asked.statuses)
    return (query.group_by, query.order, query.measure) == ((steps.dimension,), first.order, first.measure) and not lists and both
