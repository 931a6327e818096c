"""The page: questions with cited answers, reports beside their originals. Shows and wires; computes no value.

Gradio is loaded where the page is served. Modules that draw (answers, records, report_list, ...) are pure and know no
Gradio; those that wire (page, ask, reports) hold no state of a user: that is in the browser session's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.store import Store

__all__ = ["serve"]


def serve(store: Store, host: str, port: int) -> None:
    """Serve the page over this store until interrupted."""
    from assistant.ui.server import serve as run

    run(store, host, port)
