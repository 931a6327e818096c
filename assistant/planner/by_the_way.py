"""Clauses that only speak to the one who answers (我手上正编一份册子, 拍给我, I am compiling a booklet): set aside where a word in them
is not known, and said to be so. A last resort, behind all readings; a clause that names, counts, denies or restricts anything stays.
Pure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.planner.span import Span

_CLAUSES = re.compile(r"[^,?:;]+[,?:;]*")
_TO_US = re.compile(r"我|咱|俺|你|您|代表|委员|人大|政协|人代会|常委会|会议|上会|简报|调研|督查|巡察|群众|记者|市民|老百姓|局长|[县市区]长|主任|[处科]长|书记|麻烦|劳驾|帮忙|各位|诸位|大家|领导|同事|(?:们|组|科室?|处|股|局里|会上)(?:那[边头]|这[边头])?(?=[想要催等正在急])|(?<![a-z])(?:i|i'm|i've|i'll|we|we're|my|our|me|us|you|your|please|kindly|thanks?)(?![a-z])")
_DOES = re.compile(r"[想要编写记贴发抄拍看瞅帮烦说念催等问做弄填交报核查对画摘附备录转存]|关注|关心|反映|调研|审议|讨论|开会|上会|检查|抽查|督查|汇报|听说|打算|准备|需|汇总|(?<![a-z])(?:need|want|would|will|shall|am|are|is|have|'m|'ve|writ|mak|prepar|compil|check|send|help|tell|let|show|give|put|look|like|get|go)")
_RESTRICTS = re.compile(
    r"[按除以只仅单不没无非限排扣另别去剔刨含连加减超低高大小多少比最各每前后首末共总均\d]|其[他它余中]|的(?!话|时候)|[把将](?!它|这|那|结果|名单)|[谁哪啥几么吗呢]|[指意]的?[是思]"
    r"|(?<![a-z])(?:only|except|exclud\w*|includ\w*|without|not|no|nor|never|than|over|under|above|below|more|less|most|least|by|per|each|every|all|other|same|if|mean|means|who|what|which|when|where|why|how|whose|whether)(?![a-z])|n't"
)
_SAYS_NOTHING = ("idle", "follow", "and")
_ASKS = ("ask", "aggregate", "superlative", "rank", "share", "field", "percent", "spent", "group")
_LONGEST = 60


def without_asides(text: str, spans: Sequence[Span]) -> tuple[str, list[str]]:
    """The question without such clauses, and them; all of it where nothing that asks is left."""
    clauses = list(_CLAUSES.finditer(text))
    aside = [m for m in clauses if _only_speaks(m, spans)]
    kept = [m for m in clauses if m not in aside]
    if not aside or not any(s.kind in _ASKS and m.start() <= s.start < m.end() for m in kept for s in spans):
        return text, []
    return "".join(m[0] for m in kept).strip(" ,;:"), [m[0].strip(" ,?:;") for m in aside]


def _only_speaks(clause: re.Match[str], spans: Sequence[Span]) -> bool:
    said = clause[0]
    if len(said) > _LONGEST or not _TO_US.search(said) or not _DOES.search(said) or _RESTRICTS.search(said):
        return False
    return all(s.kind in _SAYS_NOTHING or (s.kind == "amount" and s.what.value == 1) for s in spans if s.start < clause.end() and s.end > clause.start())
