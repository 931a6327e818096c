"""The rule about pages: a form beside a page that could not be read may be incomplete, and its sums with it."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.checks.registry import Hit, Tuning, rule
from extractors.records import Report


@rule("unread_page")
def unread_page(report: Report, _: Tuning) -> Iterator[Hit]:
    for i, page in enumerate(report.unread):
        yield Hit(
            f"{page.message_zh}这份报告可能不完整，请对照原件。",
            f"{page.message_en} This report may be incomplete; hold it against the original.",
            (f"unread[{i}]",),
        )
