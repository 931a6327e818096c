"""HTML made from parts, safe by construction: whatever was not made here is text and gets escaped.

The words of reports and questions are written by strangers; they reach the page only through `element`. No layout, no
wording.
"""

from __future__ import annotations

from html import escape


class Html(str):
    """Markup that was made here."""


NOTHING = Html("")


def element(name: str, /, *content: str, **attributes: object) -> Html:
    """<name ...>content</name>. `class_` is class, `data_x` is data-x; None and False leave an attribute out."""
    written = "".join(_attribute(key, value) for key, value in attributes.items())
    return Html(f"<{name}{written}>{together(*content)}</{name}>")


def together(*content: str) -> Html:
    return Html("".join(part if isinstance(part, Html) else escape(part) for part in content))


def _attribute(key: str, value: object) -> str:
    if value is None or value is False:
        return ""
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escape(str(value))}"'
