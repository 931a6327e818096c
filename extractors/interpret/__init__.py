"""Grids and lines -> reports: each form's head, funds and indicators, every value with its place.

What a label means comes from the vocabulary, where it stands from the grid. No file is opened here and nothing stored.
"""

from __future__ import annotations

from collections.abc import Iterable

from extractors.errors import UnreadablePage
from extractors.grid import Block
from extractors.interpret import (
    contradicted,
    funds,
    funds_across,
    head,
    indicator,
    indicator_columns,
    indicators,
    lacking,
    leftover,
    merged,
    money_units,
    pointed,
    unplaced,
)
from extractors.interpret.doubt import doubtful
from extractors.interpret.draft import Draft
from extractors.interpret.forms import Form, split
from extractors.interpret.in_pieces import put_together
from extractors.interpret.left_out import said as left_out_of
from extractors.interpret.mending import mended
from extractors.interpret.plausible import miss_funds_points, settle_money, tell_units
from extractors.interpret.repeated import as_elsewhere
from extractors.interpret.titles import OF_DEPARTMENT, form_type, year_in
from extractors.interpret.turned import upright
from extractors.interpret.years import of_file, year_nearby
from extractors.language_model import LanguageModel
from extractors.records import FormType, Report
from extractors.vocabulary import Vocabulary

_TASK = "任务名称"
_AS_PROJECT = {
    FormType.DEPARTMENT_SELF_EVALUATION: FormType.PROJECT_SELF_EVALUATION,
    FormType.DEPARTMENT_TARGET: FormType.PROJECT_TARGET,
}


def interpret(
    blocks: Iterable[Block],
    document: str,
    words: Vocabulary,
    model: LanguageModel | None = None,
    left_out: list[UnreadablePage] | None = None,
) -> list[Report]:
    """The reports of one file, in printed order; [] where it holds none. `model` reads forms that the words cannot place;
    `left_out` is told of tables that look like reports and were read as none."""
    forms = split(upright(as_elsewhere(put_together(mended(blocks, words), words)), words), words)
    asked = pointed.Asked(model) if model else None
    drafts: list[Draft] = []
    for form in forms:
        read, found_by_model = _read(form, words, asked)
        merged.tell(read, form.rows, words)
        found = [d for d in _projects(read) if _holds_something(d)]
        if left_out is not None:
            left_out += left_out_of(form, found, words, drafts)
            left_out += asked.refusals(form.rows) if asked else ()
        if found_by_model:
            found_by_model.mark(read)
        drafts += found
    if forms:
        of_file(forms, drafts)
    settle_money(drafts)
    for draft in drafts:
        miss_funds_points(draft)
        tell_units(draft)
        lacking.tell(draft)
        contradicted.tell(draft)
    return [_with_doubts(draft.report(document)) for draft in drafts]


def _with_doubts(report: Report) -> Report:
    found = doubtful(report) - set(report.review)
    return report.model_copy(update={"review": tuple(sorted({*report.review, *found}))}) if found else report


def _projects(draft: Draft) -> list[Draft]:
    """The forms of a table that lists several projects; else the form itself."""
    for part in draft.parts:
        part.form_type, part.fiscal_year = draft.form_type, draft.fiscal_year
        part.labels = {**draft.labels, **part.labels}
        part.other += draft.other  # printed for all of them
        part.evidence |= {n: draft.evidence[n] for n in ("title", "fiscal_year") if n in draft.evidence}
    return draft.parts or [draft]


def _holds_something(draft: Draft) -> bool:
    named = draft.values.get("project_name")
    return bool(
        draft.indicators
        or draft.values.get("annual_goal")
        or (named and draft.budget)
        or (draft.unplaced and (named or draft.title))  # its labels are to be taught
    )


def _read(form: Form, words: Vocabulary, asked: pointed.Asked | None) -> tuple[Draft, pointed.Found | None]:
    """The form as it was read, and what a model pointed at in it, where nothing else could place it."""
    draft = Draft(words, title=form.title, money=money_units.of_title(form.title))
    used: set[int] = set()
    i = 0
    while i < len(form.rows):
        row = form.rows[i]
        draft.saw(row.grid)
        if not row.loose and indicator_columns.header(row, words, guess=False):
            i = indicators.read(draft, form.rows, i, words, used)
        elif funds_across.is_header(row, words):
            i = funds_across.read(draft, form.rows, i, words, used)
        elif not row.loose and funds.is_header(row, words):
            i = funds.read(draft, form.rows, i, words, used)
        elif not row.loose and indicator_columns.header(row, words):
            i = indicators.read(draft, form.rows, i, words, used)
        else:
            head.read_row(draft, row, words, used)
            i += 1
    found = asked.point(draft, form.rows) if asked and not (draft.indicators or draft.parts) else None
    if found:
        found.put(draft)
    elif not (draft.indicators or draft.parts):
        unplaced.set_aside(draft, form.rows, words)
    _classify(draft, form)
    for part in (draft, *draft.parts):
        indicator.points_of_levels(part)
    leftover.keep(draft, form.rows, words)
    _task_as_project(draft)
    _project_after_all(draft)
    return draft, found


def _classify(draft: Draft, form: Form) -> None:
    """The form's kind and year, from its title, the lines around it and, last, what it holds."""
    if form.title:
        draft.evidence["title"] = tuple(p for c in form.titles for p in c.places)
    draft.form_type = form_type(
        form.title,
        has_actual="actual" in draft.columns,
        has_project=bool(draft.parts or draft.values.get("project_name")),
    )
    if (year := year_in(form.title)) is not None:
        draft.fiscal_year = year
        draft.evidence["fiscal_year"] = draft.evidence["title"]
    elif found := year_nearby(form.rows, draft):
        draft.fiscal_year, draft.evidence["fiscal_year"], sure = found
        draft.review |= set() if sure else {"fiscal_year"}
    if draft.form_type.of_department:
        _department_only(draft)
    _nearest_department(draft)


def _department_only(draft: Draft) -> None:
    """A department's form has no project."""
    if name := draft.values.pop("project_name", None):
        draft.add_other("项目名称", name, draft.evidence.pop("project_name", ()))


def _project_after_all(draft: Draft) -> None:
    """A form that seemed a department's for want of a project's name, and prints a label that may be of one: 事项."""
    asked = next(pattern for name, pattern in draft.words.alike if name == "project_name")
    unknown = [x.text for x, _ in draft.labels.values() if x.stands == "head" and x.taken_for is None]
    if not draft.form_type or OF_DEPARTMENT.search(draft.title) or not any(map(asked.search, unknown)):
        return
    draft.form_type = _AS_PROJECT.get(draft.form_type, draft.form_type)


def _task_as_project(draft: Draft) -> None:
    """任务名称 names the project where nothing else does, as on forms of transfers; in review."""
    tasks = [o for o in draft.other if o[0] == _TASK]
    if draft.values.get("project_name") or draft.parts or len(tasks) != 1 or not draft.form_type:
        return
    if not draft.form_type.of_department:
        draft.other.remove(tasks[0])
        draft.put("project_name", *tasks[0][1:])
        draft.review.add("project_name")


def _nearest_department(draft: Draft) -> None:
    """The province's department, where no nearer one is printed."""
    if draft.values.get("competent_department"):
        return
    named = [o for o in draft.other if draft.words.head.field(o[0]) == "provincial_department"]
    if named:
        draft.other.remove(named[0])
        draft.put("competent_department", *named[0][1:])
