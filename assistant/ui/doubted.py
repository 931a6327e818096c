"""What nobody has checked yet of an answer: said calmly, shown beside the paper, and led to where it is checked.

Pure: values in, markup out. What can be checked carries data-check and data-path, see ask.py for what they do.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.naming import called
from assistant.reply import BEARING, Answer, Citation, Doubt, Place, Row
from assistant.ui.checking import LONG
from assistant.ui.crops import crops
from assistant.ui.markup import NOTHING, Html, element
from assistant.ui.places import selectable, spot
from assistant.ui.texts import Language, headed, say
from assistant.ui.turn import Turn

SHOWN, FOLDED = 3, 6  # with their crops at once, and behind the fold; of the rest only which reports they are in
LED_TO = 40  # values that a page leads to; files handed on list more
_NAMED = 2  # values that a row names


def cautions(answer: Answer) -> Html:
    """All that an answer is to be taken with care for, in one place."""
    if not answer.warnings:
        return NOTHING
    first, *rest = answer.warnings
    mark = element("b", say("warning", answer.language))
    return element("div", element("p", mark, first), *(element("p", text) for text in rest), class_="caution")


def doubts(turn: Turn, answer: Answer) -> Html:
    """The paper beside what was read: first what was asked for, then what the rows show beside it; what may only be missing
    from the answer is folded away with what is left."""
    if not answer.doubts:
        return NOTHING
    language = answer.language
    ordered = sorted(enumerate(answer.doubts[:LED_TO]), key=lambda pair: BEARING.index(pair[1].bears))
    items = [(d, _doubt(f"{turn.key}-doubt{n}", d, turn, language)) for n, d in ordered]
    first = [item for d, item in items if d.bears != "beyond"][:SHOWN]
    folded = items[len(first) :]
    head = element("p", say("doubts", language), class_="rows-note") if first else NOTHING
    return element("div", head, element("ul", *first) if first else NOTHING, _folded(folded, bool(first), language), class_="doubts")


def _folded(items: Sequence[tuple[Doubt, Html]], more: bool, language: Language) -> Html:
    if not items:
        return NOTHING
    said = say("doubts_more" if more else "doubts_beyond", language, n=len(items))
    listed = element("ul", *(item for _, item in items[:FOLDED]))
    return element("details", element("summary", said), listed, _reports([d for d, _ in items[FOLDED:]], language))


def _reports(rest: Iterable[Doubt], language: Language) -> Html:
    """By report, each leading to the first of its values."""
    of: dict[int | None, list[Doubt]] = {}
    for doubt in rest:
        of.setdefault(doubt.report_id, []).append(doubt)
    if not of:
        return NOTHING
    chips = (
        element("button", say("doubts_of", language, name=_whose(ds[0]), n=len(ds)), type="button", class_="chip", data_check=report, data_path=ds[0].path)
        for report, ds in of.items()
    )
    return element("div", element("span", say("doubts_rest", language), class_="chips-head"), *chips, class_="chips")


def _whose(doubt: Doubt) -> str:
    return doubt.project_name or doubt.prepared_by or doubt.document


def _doubt(key: str, doubt: Doubt, turn: Turn, language: Language) -> Html:
    place = spot(doubt.page, doubt.bbox, doubt.cell)
    turned = turn.turned.get(doubt.document_id or 0, {})
    name = " · ".join(part for part in (doubt.of, headed(doubt.name)) if part)
    whose = " · ".join(part for part in (doubt.project_name, doubt.prepared_by) if part) or doubt.document
    read = element("span", say("read_as", language), element("b", doubt.read or say("not_read", language)), class_="read-as long" if len(doubt.read) > LONG else "read-as")
    said = element("div", element("span", name, class_="card-name", title=f"{whose} · {name}"), read, element("span", whose, class_="reason"), class_="card-said")
    check = element("button", say("to_desk", language), type="button", class_="action", data_check=doubt.report_id, data_path=doubt.path)
    marks = selectable(key, doubt.document_id, doubt.document, [place], name, turned)
    return element("li", crops(doubt.document_id, [place], language, turned), said, check, **marks)


def checked(place: Place, language: Language) -> Html:
    """Of a row: which of its values nobody has checked, leading to the first of them; else who has checked it."""
    if not isinstance(place, Row | Citation):
        return NOTHING
    comma = "、" if language == "zh" else ", "
    if place.doubtful:
        names = list(dict.fromkeys(called(path, language == "en") for path in place.doubtful))
        text = say("unchecked" if len(names) <= _NAMED else "unchecked_more", language, names=comma.join(names[:_NAMED]), n=len(place.doubtful))
        return element("button", headed(text), type="button", class_="doubt", title=say("unchecked_why", language), data_check=place.report_id, data_path=place.doubtful[0])
    if place.verified_by:
        who = comma.join(place.verified_by)
        said = say("checked_part", language, who=who, part=comma.join(place.verified_part)) if place.verified_part else say("checked_by", language, who=who)
        return element("span", said, class_="doubt checked", title=say("checked_why", language))
    return NOTHING
