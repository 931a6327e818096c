"""All reports as a table, those that do not count marked as such. Pure: values in, markup out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from assistant.ui.markup import NOTHING, Html, element
from assistant.ui.records import state_chip
from assistant.ui.texts import Language, headed, say
from assistant.ui.whole import mark
from assistant.wording import FORM

LISTED_AT_ONCE = 300
_COLUMNS = ("unit", "project", "year", "kind", "score", "document", "state")


SHOWS: dict[str, Callable[[Mapping[str, Any]], bool]] = {
    "all": lambda report: True,
    "open": lambda report: report["doubtful"] > 0,
    "unmarked": lambda report: not report["verified_by"],
    "marked": lambda report: bool(report["verified_by"]),
}


def report_list(reports: Sequence[Mapping[str, Any]], words: str, language: Language, shows: str = "all") -> Html:
    """Those in which every one of `words` occurs, of the kind that is to be shown."""
    if not reports:
        return element("div", _title("0", language), element("p", say("list_empty", language), class_="calm"), class_="list")
    lines = [_cells(report, language) for report in reports]
    wanted = words.casefold().split()
    found = [n for n, line in enumerate(lines) if SHOWS[shows](reports[n]) and all(word in " ".join(line).casefold() for word in wanted)]
    title = _title(f"{len(found)} / {len(reports)}" if wanted or shows != "all" else str(len(reports)), language)
    heads = (element("th", say(name, language), class_=f"col-{name}", scope="col") for name in _COLUMNS)
    rows = (_row(reports[n], lines[n], language) for n in found[:LISTED_AT_ONCE])
    table = element("table", element("thead", element("tr", *heads)), element("tbody", *rows), class_="reports")
    rest = len(found) - LISTED_AT_ONCE
    note = element("p", say("list_rest", language, n=rest), class_="calm") if rest > 0 else NOTHING
    nothing = element("p", say("list_none", language), class_="calm") if not found else NOTHING
    return element("div", title, element("div", table, class_="rows"), note, nothing, class_="list")


def _title(count: str, language: Language) -> Html:
    return element("h3", say("all_reports", language), element("span", count, class_="count"))


def _cells(report: Mapping[str, Any], language: Language) -> list[str]:
    """What its row says; the last three stand together."""
    score = report["total_score"]
    return [
        report["unit"] or say("no_name", language),
        report["project_name"] or "—",
        str(report["fiscal_year"] or "—"),
        headed(FORM[report["form_type"]][language == "en"]),
        "—" if score is None else f"{score:g}",
        report["document"],
        say(report["state"], language),
        say("to_check", language, n=report["doubtful"]) if report["doubtful"] else "",
        f"{say('checked', language)} {report['verified_by']}" if report["verified_by"] else "",
    ]


def _row(report: Mapping[str, Any], line: Sequence[str], language: Language) -> Html:
    cells = [
        element("td", element("span", text, class_="clip", title=text), class_=f"col-{name}")
        for name, text in zip(_COLUMNS[:-1], line, strict=False)
    ]
    check = element("span", line[-2], class_="doubt") if line[-2] else NOTHING
    marked = mark(report["verified_by"], datetime.fromisoformat(report["verified_at"]), language) if report["verified_by"] else NOTHING
    state = element("td", state_chip(report["state"], report["chosen"], language), check, marked, class_="col-state")
    return element("tr", *cells, state, id=f"report-{report['id']}", class_=report["state"], tabindex=0, data_open=report["id"])
