"""How a page lies: a scan may stand on its side, and whoever checks it should not have to.

Told from where the values of a row stand, for along a row a form is read from its label on. Nothing is read again, and
boxes stay those of the page as it is in the file; only what is shown is turned. `of_reports` reads the store.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_LABELS = ("level3", "source")  # what a row begins with
_FURTHER = ("target", "actual", "score", "initial", "full_year", "executed")  # what follows on it
_ENOUGH = 3  # pairs of values that a page is judged by


def turns(places: Mapping[str, Sequence[Sequence[Any]]]) -> dict[int, int]:
    """Page -> degrees by which to turn it clockwise so that it can be read; pages that lie upright are left out."""
    seen: dict[int, Counter[int]] = defaultdict(Counter)
    for page, across, down in _steps(places):
        if abs(across) > abs(down):
            seen[page][0 if across > 0 else 180] += 1
        else:
            seen[page][270 if down > 0 else 90] += 1
    found = {page: votes.most_common(1)[0] for page, votes in seen.items()}
    return {page: turn for page, (turn, n) in found.items() if turn and n >= _ENOUGH and 2 * n > seen[page].total()}


def of_reports(session: Session, reports: Iterable[int]) -> dict[int, dict[int, int]]:
    """The turns of the pages that these reports stand on, by document."""
    from sqlalchemy import or_, select

    from index.schema import EvidenceRow as E
    from index.schema import ReportRow

    rows = or_(*(E.path.endswith(f".{name}", autoescape=True) for name in (*_LABELS, *_FURTHER)))
    columns = (ReportRow.document_id, E.report_id, E.path, E.page, E.x0, E.top, E.x1, E.bottom)
    first = select(*columns).join(ReportRow).where(E.report_id.in_(set(reports)), E.part == 0, E.x0.is_not(None), rows)
    places: dict[tuple[int, int], dict[str, list[list[Any]]]] = defaultdict(dict)
    for document, report, path, *place in session.execute(first):
        places[document, report][path] = [place]
    found: dict[int, dict[int, int]] = defaultdict(dict)
    for (document, _), of_report in places.items():
        if lying := turns(of_report):
            found[document] |= lying
    return dict(found)


def _steps(places: Mapping[str, Sequence[Sequence[Any]]]) -> Iterator[tuple[int, float, float]]:
    """From each row's label to each value that follows on it: the page, and how far to the right and down."""
    for path, [label, *_] in places.items():
        row, _, name = path.rpartition(".")
        if name not in _LABELS or len(label) != 5:
            continue
        for further in _FURTHER:
            value = next(iter(places.get(f"{row}.{further}", ())), ())
            if len(value) == 5 and value[0] == label[0]:
                yield label[0], *(_middle(value, side) - _middle(label, side) for side in (1, 2))


def _middle(place: Sequence[Any], side: int) -> float:
    return float(place[side] + place[side + 2]) / 2
