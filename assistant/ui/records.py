"""One report's records as HTML: head, funds, goals, indicators, other labels, findings; every value selectable.

Shows what the store holds and judges nothing. `load` reads; the rest is pure: values in, markup out.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.ui.checking import Attempt, Decided, Values, to_check
from assistant.ui.labels import Knowing, labels, untold
from assistant.ui.markup import NOTHING, Html, element, together
from assistant.ui.places import is_sheet, selectable, spot
from assistant.ui.status import flag_words, status_chip
from assistant.ui.texts import Language, headed, say
from assistant.ui.whole import Claim, state_says, whole
from assistant.why_doubted import Sign, of_all
from assistant.wording import FORM, RULE, field_name
from extractors.records import BudgetLine, Indicator, Report
from index.counting import COUNTED, WITHDRAWN
from index.decisions import standing
from index.findings import box, message
from index.paths import as_typed, is_value
from index.schema import EvidenceRow, Place, ReportRow, utc

HEAD = (
    "title", "prepared_by", "project_name", "fiscal_year", "project_lead", "phone", "competent_department",
    "competent_department_code", "implementing_unit", "project_category", "project_attribute", "period", "fund_nature",
    "total_weight", "total_score",
)  # fmt: skip
GOALS = ("annual_goal", "actual_completion", "responsibilities", "organization", "management_rules", "conclusion")
LISTED_GOALS = ("detail_goals", "plans")
MONEY = ("initial", "full_year", "executed")
_MONEY_AND_POINTS = (*MONEY, "execution_rate", "weight", "score")
_WAN = Decimal(10_000)
_CAPTION = 60  # characters of a value in a caption
SEVERITIES = {"error": "error", "warning": "warning_severity", "note": "note"}
ACTIONS = {"counted": ("withdraw",), "superseded": ("choose", "withdraw"), "withdrawn": ("restore",)}


@dataclass(frozen=True)
class Found:
    rule: str
    severity: str
    message: tuple[str, str]
    paths: tuple[str, ...]


@dataclass(frozen=True)
class Shown:
    """A report as it is shown: its values, where each stands, and what the rules found."""

    id: int
    document_id: int
    document: str
    state: str
    chosen: bool
    copies: int  # of the same report, itself among them, those withdrawn not
    claim: Claim  # what the one of them that counts counts by
    unit: str
    report: Report
    first: list[Any]
    values: Values
    findings: tuple[Found, ...]

    @property
    def places(self) -> Mapping[str, list[list[Any]]]:
        return self.values.places


def load(session: Session, report_id: int) -> Shown | None:
    row = session.get(ReportRow, report_id)
    if row is None:
        return None
    report = Report.model_validate(row.payload)
    first = [row.place_page or min(report.pages, default=1)]
    found = tuple(Found(f.rule, f.severity, message(f), tuple(f.paths)) for f in row.findings)
    copies = list(session.scalars(select(ReportRow).where(ReportRow.identity == row.identity, ReportRow.state != WITHDRAWN)))
    return Shown(
        row.id, row.document_id, row.document.name, row.state, row.chosen_at is not None, len(copies), _claim(copies), row.unit, report, first,
        _values(session, row), found,
    )  # fmt: skip


def _claim(copies: Iterable[ReportRow]) -> Claim:
    counted = next((c for c in copies if c.state == COUNTED), None)
    if counted is not None and counted.chosen_at:
        return "chosen"
    return "verified" if counted is not None and counted.verified_at else "newest"


def _values(session: Session, row: ReportRow) -> Values:
    places: dict[str, list[list[Any]]] = defaultdict(list)
    signs: dict[str, list[Sign]] = defaultdict(list)
    kept = select(EvidenceRow).where(EvidenceRow.report_id == row.id).order_by(EvidenceRow.path, EvidenceRow.part)
    for e in session.scalars(kept):
        places[e.path].append(spot(e.page, box(e), e.cell))
        signs[e.path].append(Sign(e.source, e.confidence, e.note or ""))
    around = {f"{name}[{x.position}]": around_of(x) for name, rows in (("indicators", row.indicators), ("budget", row.budget_lines)) for x in rows}
    decisions: dict[str, list[Decided]] = defaultdict(list)
    for d in row.decisions:
        before, after = (as_typed(d.path, v) if is_value(d.path) else "" for v in (d.before, d.after))
        decisions[d.path].append(Decided(d.id, d.path, d.kind, before, after, d.who, utc(d.at), d.why or ""))
    stands = {path: next(x for x in decisions[path] if x.id == d.id) for path, d in standing(row.decisions).items()}
    return Values(row.id, row.document_id, row.document.name, row.payload, row.review, places, {k: v for k, v in around.items() if v}, {path: of_all(s) for path, s in signs.items()}, decisions, stands)


def around_of(row: Place) -> list[Any]:
    """The place of a row as a whole."""
    if row.place_page is None:
        return []
    sides = (row.place_x0, row.place_top, row.place_x1, row.place_bottom)
    return spot(row.place_page, None if None in sides else [s for s in sides if s is not None], row.place_cell)


def report_page(shown: Shown, language: Language, attempt: Attempt | None = None, known: Knowing | None = None) -> Html:
    parts = (_findings, _head, _funds, _indicators, _goals, _other)
    knowing = known or Knowing()
    desk = [whole(shown.values, shown.state, shown.claim, attempt, language), to_check(shown.values, attempt, language), labels(shown.report, shown.values, knowing, language)]
    if untold(shown.report, knowing):
        desk.insert(0, desk.pop())
    return element(
        "div", _top(shown, language), *desk, *(part(shown, language) for part in parts), class_="report", data_shows="report", data_report=shown.id
    )


def _top(shown: Shown, language: Language) -> Html:
    report = shown.report
    name = report.project_name or shown.unit or say("no_name", language)
    facts = [shown.unit, str(report.fiscal_year or ""), headed(FORM[report.form_type][language == "en"])]
    buttons = [
        element("button", say(action, language), type="button", class_=f"action {action}", data_change=action)
        for action in ACTIONS[shown.state]
    ]
    opens: dict[str, object] = {
        "data_document": shown.document_id, "data_name": shown.document, "data_caption": name,
        "data_sheet": is_sheet(shown.document), "data_opens": str([shown.first]),
        "data_turns": json.dumps(shown.values.turns) if shown.values.turns else None,
    }  # fmt: skip
    return element(
        "header",
        element("button", say("back", language), type="button", class_="back", data_back=True),
        element("h2", name, **opens),
        element("p", " · ".join(fact for fact in facts if fact), class_="facts"),
        element("p", state_chip(shown.state, shown.chosen, language), element("span", state_says(shown.state, shown.claim, shown.copies, language)), *buttons, class_="state-line"),
    )


def state_chip(state: str, chosen: bool, language: Language) -> Html:
    words = say(state, language) + (f" · {say('chosen', language)}" if chosen and state == "counted" else "")
    return element("span", words, class_=f"state {state}")


# sections


def _section(title: str, count: int, *content: str) -> Html:
    number = element("span", str(count), class_="count") if count else NOTHING
    return element("section", element("h3", title, number), *content)


def _findings(shown: Shown, language: Language) -> Html:
    title = say("findings", language)
    if not shown.findings:
        return _section(title, 0, element("p", say("no_findings", language), class_="calm"))
    return _section(title, len(shown.findings), element("ul", *(_finding(shown, n, f, language) for n, f in enumerate(shown.findings)), class_="findings"))


def _finding(shown: Shown, n: int, found: Found, language: Language) -> Html:
    rule = headed(RULE.get(found.rule, (found.rule, found.rule))[language == "en"])
    severity = element("span", say(SEVERITIES[found.severity], language), class_=f"severity {found.severity}")
    spots = [place for path in found.paths for place in shown.places.get(path, [])]
    marks = selectable(f"r{shown.id}-finding{n}", shown.document_id, shown.document, spots, rule, shown.values.turns)
    return element("li", severity, element("b", rule), element("span", found.message[language == "en"], class_="message"), **marks)


def _head(shown: Shown, language: Language) -> Html:
    pairs = [
        (field_name("unit" if name == "prepared_by" else name, language == "en"), _value(shown, name, language))
        for name in HEAD
        if getattr(shown.report, name) is not None
    ]
    return _section(say("head", language), 0, _pairs(pairs), _not_found(shown, language))


def _not_found(shown: Shown, language: Language) -> Html:
    """What a form may hold and this one was not found to: can be filled in all the same."""
    lacking = [name for name in (*HEAD, *GOALS) if getattr(shown.report, name) is None]
    items = (
        element("span", element("button", headed(field_name("unit" if name == "prepared_by" else name, language == "en")), type="button", class_="lacking", data_path=name), _doubt(shown, name, language))
        for name in lacking
    )
    return element("p", say("not_found", language), *items, class_="calm not-found") if lacking else NOTHING


def _pairs(pairs: Iterable[tuple[str, Html]], *, printed: bool = False) -> Html:
    """Names with their values; `printed` names are the paper's own, in its language whatever the page's."""
    own = {"class_": "printed", "lang": "zh"} if printed else {}
    return element("dl", *(element("div", element("dt", headed(label), title=label, **own), value) for label, value in pairs))


def _value(shown: Shown, path: str, language: Language) -> Html:
    text = _text(getattr(shown.report, path))
    name = field_name("unit" if path == "prepared_by" else path, language == "en")
    return _listed(shown, path, text, name, language)


def _funds(shown: Shown, language: Language) -> Html:
    lines = shown.report.budget
    if not lines:
        return NOTHING
    used = [name for name in _MONEY_AND_POINTS if any(getattr(line, name) is not None for line in lines)]
    heads = [element("th", say(name, language), class_=_class(name), scope="col") for name in ("source", *used)]
    rows = (_fund(shown, n, line, used, language) for n, line in enumerate(lines))
    return _section(say("funds", language), 0, _wide_table(heads, rows, "funds"))


def _fund(shown: Shown, n: int, line: BudgetLine, used: Sequence[str], language: Language) -> Html:
    cells = [_cell(shown, f"budget[{n}].source", line.source, line.source, language, "of-which" if line.of_which else None)]
    for name in used:
        value: Decimal | None = getattr(line, name)
        text = _wan(value) if name in MONEY else _text(value)
        cells.append(_cell(shown, f"budget[{n}].{name}", text, _caption(language, line.source, say(name, language), text), language, "num"))
    return element("tr", *cells)


def _indicators(shown: Shown, language: Language) -> Html:
    found = shown.report.indicators
    if not found:
        return NOTHING
    optional = ("target", "actual", "weight", "score", "deviation_reason", "explanation")
    used = [name for name in optional if any(getattr(i, name) for i in found) or (name in ("target", "actual") and name in shown.report.columns)]
    judged = shown.report.form_type.judged
    columns = ["level1", "level2", "level3", *used]
    if judged:
        columns.insert(columns.index("actual") + 1 if "actual" in columns else 3, "status")
    heads = [element("th", say(name, language), class_=_class(name), scope="col") for name in columns]
    before: Sequence[Indicator | None] = (None, *found)
    rows = (_indicator(shown, n, i, before[n], columns, language) for n, i in enumerate(found))
    return _section(say("indicators", language), len(found), _wide_table(heads, rows, "indicators"))


def _indicator(shown: Shown, n: int, i: Indicator, above: Indicator | None, columns: Sequence[str], language: Language) -> Html:
    cells = []
    for name in columns:
        if name == "status":
            cells.append(element("td", status_chip(i.status, language), flag_words([str(f) for f in i.flags], language), class_="col-status"))
            continue
        again = above is not None and name in ("level1", "level2") and _same_level(i, above, name)
        if again:
            cells.append(element("td", class_=_class(name)))
            continue
        text = _text(getattr(i, name))
        caption = text if name.startswith("level") else _caption(language, i.level3 or i.level2 or "", say(name, language), text)
        cells.append(_cell(shown, f"indicators[{n}].{name}", text, caption, language, _class(name)))
    return element("tr", *cells)


def _same_level(i: Indicator, above: Indicator, name: str) -> bool:
    return i.level1 == above.level1 and (name == "level1" or i.level2 == above.level2)


def _goals(shown: Shown, language: Language) -> Html:
    report, en = shown.report, language == "en"
    pairs = [(field_name(name, en), _value(shown, name, language)) for name in GOALS if getattr(report, name) is not None]
    for name in LISTED_GOALS:
        for n, text in enumerate(getattr(report, name)):
            label = f"{field_name(name, en)} {n + 1}"
            pairs.append((label, _listed(shown, f"{name}[{n}]", text, label, language)))
    return _section(say("goals", language), 0, _pairs(pairs)) if pairs else NOTHING


def _other(shown: Shown, language: Language) -> Html:
    pairs = [(other.label, _listed(shown, f"other[{n}]", other.value, other.label, language)) for n, other in enumerate(shown.report.other)]
    return _section(say("other", language), len(pairs), _pairs(pairs, printed=True)) if pairs else NOTHING


# values


def _listed(shown: Shown, path: str, text: str, label: str, language: Language) -> Html:
    marks = _marks(shown, path, _caption(language, "", label, text))
    return element("dd", text or say("no_name", language), _doubt(shown, path, language), data_path=path, **marks)


def _cell(shown: Shown, path: str, text: str, caption: str, language: Language, class_: str | None = None) -> Html:
    inner = together(element("span", text, class_="clip", title=text), _doubt(shown, path, language)) if text else _doubt(shown, path, language)
    return element("td", inner, class_=class_, data_path=path, **_marks(shown, path, caption))


def _caption(language: Language, of: str, label: str, text: str) -> str:
    """What the viewer calls a value: 修复护岸长度 · 得分：12."""
    colon = "：" if language == "zh" else ": "
    return (f"{of} · " if of else "") + headed(label) + colon + (text if len(text) <= _CAPTION else text[:_CAPTION] + "…")


def _marks(shown: Shown, path: str, caption: str) -> dict[str, object]:
    return selectable(f"r{shown.id}-{path}", shown.document_id, shown.document, shown.values.spots(path), caption, shown.values.turns)


def _doubt(shown: Shown, path: str, language: Language) -> Html:
    """Whether somebody should look at it, or somebody has."""
    if path in shown.report.review:
        return element("span", say("in_review", language), class_="doubt")
    stands = shown.values.standing.get(path)
    if stands is None:
        return NOTHING
    word = "corrected" if stands.kind == "corrected" else "checked"
    return element("span", say(word, language), class_="doubt checked", title=say(f"did_{stands.kind}", language, who=stands.who))


def _wide_table(heads: Sequence[Html], rows: Iterable[Html], class_: str) -> Html:
    table = element("table", element("thead", element("tr", *heads)), element("tbody", *rows), class_=class_)
    return element("div", table, class_="rows")


def _class(name: str) -> str | None:
    return "num" if name in _MONEY_AND_POINTS else f"col-{name}"


def _wan(value: Decimal | None) -> str:
    """Yuan as 万元, with two decimals or as many as it needs."""
    if value is None:
        return ""
    text = f"{value / _WAN:,.6f}".rstrip("0")
    whole, _, decimals = text.partition(".")
    return f"{whole}.{decimals:0<2}"


def _text(value: object) -> str:
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return "" if value is None else str(value)
