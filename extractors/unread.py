"""Pages of a file that could not be read, noted in the reports that they may belong to. Nothing is guessed of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extractors.errors import UnreadablePage
from extractors.records import Evidence, Report, Unread


def beside(reports: Sequence[Report], pages: Iterable[UnreadablePage]) -> list[Report]:
    """The reports, each with the pages next to it that could not be read: the last form that ends before such a page, the
    first that begins behind it, and a form on both sides of it; where only part of the page could not be, those on it instead."""
    near: dict[int, list[UnreadablePage]] = {}
    for page in pages:
        before = [n for n, r in enumerate(reports) if min(r.pages, default=0) < page.page]
        after = [n for n, r in enumerate(reports) if max(r.pages, default=0) > page.page]
        on = [n for n, r in enumerate(reports) if page.page in r.pages]
        for n in {*(on or [*before[-1:], *after[:1]])}:
            near.setdefault(n, []).append(page)
    return [_noted(report, near[n]) if n in near else report for n, report in enumerate(reports)]


def _noted(report: Report, pages: Sequence[UnreadablePage]) -> Report:
    """A report that goes on behind such a page is in review whole: what was joined over it may be another form's."""
    paths = [f"unread[{i}]" for i in range(len(pages))]
    amid = any(min(report.pages) < p.page < max(report.pages) and p.page not in report.pages for p in pages)
    places = {
        path: (Evidence(page=p.page, confidence=0.0, source="ocr"),) for path, p in zip(paths, pages, strict=True)
    }
    return report.model_copy(
        update={
            "unread": tuple(Unread(page=p.page, message_zh=p.zh, message_en=p.en) for p in pages),
            "review": tuple(sorted({*report.review, *paths, *(report.evidence if amid else ())})),
            "evidence": {**report.evidence, **places},
        }
    )
