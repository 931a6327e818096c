"""他还负责哪些项目, after a project's lead was told: the person is named in place of the pronoun. Pure."""

from __future__ import annotations

import re

from assistant.catalogue import Catalogue
from assistant.talk import Talk

_PERSON = re.compile(r"(?<!其)[他她](?!们|人|家)|此人|[这那](?:个|一?位)?(?:人(?!员|次|数)|同志|干部|负责人)|该(?:同志|负责人|员)|这名(?:负责人|同志)|(?<![a-z])(?:he|she|this person|that person)(?![a-z])")
_OF_HIM = re.compile(r"负责|名下|手上|手里|手头|牵头|分管|主抓|主管|经手|承担|管着?(?=哪|几|什么|的)|(?:哪些|几个|什么|哪几个|别的|其他)项目|(?<![a-z])(?:projects?|lead|leads|charge|responsible|run|runs|head|heads|manage|manages)(?![a-z])")


_OF_A_LEAD = {"lead", "phone"}


def person_named(text: str, talk: Talk, catalogue: Catalogue) -> str:
    """Only where what he has is asked for: his telephone is that of the project spoken of."""
    if talk.last is None or not (talk.last.leads or _OF_A_LEAD & {*talk.last.concepts, *(talk.previous.concepts if talk.previous else ())}):
        return text
    m = _PERSON.search(text)
    told = (talk.alone.report_id,) if talk.alone and talk.alone.report_id is not None else talk.focus
    leads = set(talk.last.leads) or {r.lead for r in catalogue.reports if r.report_id in told}
    if m is None or len(leads) != 1 or not leads <= {*catalogue.leads.names} or not _OF_HIM.search(text[m.end() :]):
        return text
    return text[: m.start()] + leads.pop() + text[m.end() :]
