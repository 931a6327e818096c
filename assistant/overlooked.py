"""What an answer cannot know of: pages that were not read, and reports whose own unit, year, project or kind nobody is sure of,
so that they may belong to the question and were left out. Reads the store; one calm line each.

Values that an answer does rest on are `doubts`'; here is only what it passed over for want of reading.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

from assistant.catalogue import fold
from assistant.computed import Column
from assistant.doubts import Checks, Value, show
from assistant.execute import DEPARTMENT_FORMS, PROJECT_FORMS, predicate
from assistant.fields import FIELDS
from assistant.planner.compose import Plan
from assistant.query import AllOf, AnyOf, Condition, Filter, Not, OtherYears, all_of
from assistant.reply import Answer

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

NAMED = 3  # reports that a warning names
SCOPE = {"region_path", "unit", "project_name", "fiscal_year", "report_id", "document", "form_type", "project_lead", "project_category"}
_LEAST = 3  # characters of a word that says which unit or project
_UNSURE = ("unit", "region_path", "project_name", "fiscal_year", "form_type")  # that keep a report out where they were misread
_UNREAD = "unread["
UNKNOWN = "\ufffd"  # stands where something is printed that nobody could read


def scope_only(where: Filter | None) -> Filter | None:
    """The part of a filter that says which reports are asked about."""
    if isinstance(where, Condition):
        return where if where.field in SCOPE and where.op not in ("missing", "present") else None
    if isinstance(where, AllOf):
        looked_at = {y for p in where.parts for o in (p.part if isinstance(p, Not) else p,) if isinstance(o, OtherYears) for y in o.years}
        return all_of(*(_also_in(scope_only(p), looked_at) for p in where.parts))
    if isinstance(where, AnyOf) and all(scope_only(p) == p for p in where.parts):
        return where  # these reports by name: 其中…的
    return None


def _also_in(part: Filter | None, years: set[int]) -> Filter | None:
    """The year asked about, with the others that the question looks at."""
    if not years or not isinstance(part, Condition) or part.field != "fiscal_year":
        return part
    own = part.value if isinstance(part.value, tuple) else (part.value,)
    return Condition(field="fiscal_year", op="in", value=tuple(sorted({*years, *(int(str(y)) for y in own)})))


# pages that were not read


def tell_unread(made: Answer, session: Session, known: Checks, en: bool) -> None:
    """Name the reports among those asked about of which a page was not read, and no person has looked at it yet."""
    pages = {report: [p for p in review if p.startswith(_UNREAD)] for report, review in known.review.items()}
    found = _pages(session, {report: paths for report, paths in pages.items() if paths})
    if not found:
        return
    said = [_unread_said(document, *whose, en) for document, whose in list(found.items())[:NAMED]]
    rest = len(found) - len(said)
    if en:
        made.warnings.append(f"Not all pages could be read, so something may be missing: {'; '.join(said)}{f'; and {rest} more files' if rest else ''}.")
    else:
        made.warnings.append(f"有没读出的页，结果可能不全：{'；'.join(said)}{f'；另有 {rest} 个文件' if rest else ''}。")


def _pages(session: Session, wanted: dict[int, list[str]]) -> dict[str, tuple[list[str], list[int]]]:
    """File -> its reports concerned, by name, and the pages."""
    from sqlalchemy import select

    from index.schema import Document, ReportRow

    columns = select(ReportRow.id, Document.name, ReportRow.project_name, ReportRow.unit, ReportRow.payload).join(Document)
    out: dict[str, tuple[list[str], list[int]]] = {}
    for report, document, project, unit, payload in session.execute(columns.where(ReportRow.id.in_(wanted)).order_by(ReportRow.id)):
        names, pages = out.setdefault(document, ([], []))
        names += [name for name in (project or unit,) if name and name not in names]
        numbers = [u["page"] for n, u in enumerate(payload.get("unread", ())) if f"{_UNREAD}{n}]" in wanted[report]]
        pages += [n for n in numbers if n not in pages]
    return out


def _unread_said(document: str, names: Sequence[str], pages: Sequence[int], en: bool) -> str:
    """《甲》《乙》第 2、5 页（a.pdf）."""
    numbers = sorted(pages)
    if en:
        which = f"page{'s' * (len(numbers) > 1)} {', '.join(map(str, numbers))}"
        return f"{' and '.join(names[:2]) or document}{' and others' if len(names) > 2 else ''}, {which} ({document})"
    return f"{''.join(f'《{n}》' for n in names[:2])}{'等' if len(names) > 2 else ''}第 {'、'.join(map(str, numbers))} 页（{document}）"


# reports that may belong here


def tell_left_out(made: Answer, session: Session, planned: Plan, en: bool) -> None:
    """Name the reports outside of what was asked about that a misread unit, year, project or kind of form may have put there."""
    query = planned.query
    scope = scope_only(query.where if query else planned.scope.filter)
    forms = {"projects": PROJECT_FORMS, "departments": DEPARTMENT_FORMS}.get(query.subject if query else "", ())
    words = [fold(w) for w in planned.frame.leftover if len(fold(w)) >= _LEAST] if made.status == "unclear" or query is None else []
    found = _maybe(session, scope, words, forms)
    if not found:
        return
    fields = list(dict.fromkeys(FIELDS[name] for _, unsure in found for name in unsure))
    named = [_said(row, unsure, en) for row, unsure in found[:NAMED]]
    rest = len(found) - len(named)
    if en:
        which = " or ".join(dict.fromkeys(f.en for f in fields))
        made.warnings.append(f"Left out, though they may belong here, as their {which} was not read or is not yet checked: {'; '.join(named)}{f'; and {rest} more' if rest else ''}.")
    else:
        which = "、".join(dict.fromkeys(f.zh for f in fields))
        made.warnings.append(f"另有 {len(found)} 份报告的{which}未读到或尚未核对，可能也在所问范围内，没有计入：{'、'.join(named)}{'等' if rest else ''}。")
    open_ = [value for row, unsure in found for value in _in_review(row, unsure)]
    show(made, session, dict.fromkeys(open_, "beyond"), en)


def _maybe(session: Session, scope: Filter | None, words: Sequence[str], forms: Sequence[str]) -> list[tuple[Any, list[str]]]:
    """Such reports, each with the fields that keep it out: all other conditions hold, and these are unsure and could be what
    was asked for."""
    from sqlalchemy import and_, func, not_, or_, select

    from index.schema import Document, ReportRow

    parts = scope.parts if isinstance(scope, AllOf) else [scope] if scope else []
    asked = [p for p in parts if isinstance(p, Condition) and p.field in _UNSURE]
    if not asked and not words:
        return []
    holds = [func.coalesce(predicate(c), False) for c in asked]
    wanted = [predicate(p) for p in parts if p not in asked]
    wanted += [or_(held, _unsure(c.field)) for held, c in zip(holds, asked, strict=True)]
    wanted += [ReportRow.form_type.in_(forms)] if forms else []
    wanted += [or_(_unsure("unit"), _unsure("project_name"))] if words else [not_(and_(*holds))]
    columns = (ReportRow.id, Document.name.label("document"), ReportRow.unit, ReportRow.prepared_by, ReportRow.project_name,
               ReportRow.fiscal_year, ReportRow.form_type, ReportRow.review)  # fmt: skip
    statement = select(*columns, *holds).join(Document).where(ReportRow.state == "counted", ReportRow.verified_at.is_(None), *wanted)
    out = []
    for row in session.execute(statement.order_by(ReportRow.id)):
        unsure = [c for c, held in zip(asked, row[len(columns) :], strict=True) if not held]
        if all(_could_be(row, c) for c in unsure) and (not words or _named(row, words)):
            out.append((row, list(dict.fromkeys(c.field for c in unsure)) or _named(row, words)))
    return out


def _unsure(field: str) -> Column:
    """The field is in review, or the report has none."""
    from sqlalchemy import String, and_, cast, or_, select
    from sqlalchemy.orm import aliased

    from index.schema import ReportRow

    other = aliased(ReportRow)
    doubted = ReportRow.id.in_(select(other.id).where(other.doubts > 0))  # by its index: most have none, and a row is long
    in_review = and_(doubted, cast(ReportRow.review, String).contains(f'"{FIELDS[field].path}"', autoescape=True))
    if field == "form_type":
        return in_review
    if field == "fiscal_year":
        return or_(in_review, ReportRow.fiscal_year.is_(None))
    if field == "project_name":
        return or_(in_review, and_(ReportRow.form_type.in_(PROJECT_FORMS), ReportRow.project_key == ""))
    return or_(in_review, ReportRow.unit == "")


def _could_be(row: Any, condition: Condition) -> bool:
    """Whether what was read there may be a misreading of what was asked for. Of a year or a kind of form any may."""
    read = _read(row, condition.field)
    if condition.field in ("fiscal_year", "form_type") or not read:
        return True
    asked = condition.value if isinstance(condition.value, tuple) else (condition.value,)
    return any(resembles(str(value), read) for value in asked)


def _named(row: Any, words: Sequence[str]) -> list[str]:
    """The unsure names of a report that a word of the question may be."""
    unsure = [n for n in ("unit", "project_name") if FIELDS[n].path in row.review and _read(row, n)]
    return [n for n in unsure if any(resembles(word, _read(row, n)) for word in words)]


def _read(row: Any, field: str) -> str:
    read: Any = {"unit": row.prepared_by, "region_path": row.prepared_by, "project_name": row.project_name, "fiscal_year": row.fiscal_year}.get(field)
    return str(read or "")


def resembles(asked: str, read: str) -> bool:
    """Whether a name may stand in what was read, some of it misread: one character, or one in four of a long name. Where part
    could not be read at all, what could must be of the name."""
    name, there = fold(asked), fold(read)
    known = there.replace(UNKNOWN, "")
    same = sum(block.size for block in SequenceMatcher(None, name, known, autojunk=False).get_matching_blocks())
    measured = min(len(name), len(known)) if UNKNOWN in there else len(name)
    return measured - same <= max(1, measured // 4) and (same > 0 or not known)


def _in_review(row: Any, unsure: Iterable[str]) -> list[Value]:
    paths = dict.fromkeys(FIELDS[name].path or "" for name in unsure)
    return [(row.id, path) for path in paths if path in row.review]


def _said(row: Any, unsure: Sequence[str], en: bool) -> str:
    """《河堤加固工程》年度“2028”."""
    parts = []
    for name in dict.fromkeys("unit" if n == "region_path" else n for n in unsure):
        read = _read(row, name)
        if en:
            parts.append(f"{FIELDS[name].en} {f'“{read}”' if read else 'not read'}" if name != "form_type" else FIELDS[name].en)
        else:
            parts.append(f"{FIELDS[name].zh}{f'“{read}”' if read else '未读到'}" if name != "form_type" else FIELDS[name].zh)
    whose = row.project_name or row.unit or row.document
    return f"{whose} ({', '.join(parts)})" if en else f"《{whose}》（{'，'.join(parts)}）"
