"""A page of pixels as the line finder gets it."""

from __future__ import annotations

from extractors.page import Rule
from extractors.scan import lines
from extractors.scan.straighten import Image


def ruled(page: Image, scale: float) -> tuple[list[Rule], list[Rule], Image]:
    """Level and upright rules of a grey page, and their mask."""
    return lines.rules(lines.ink(page, scale), lines.ink(page, scale, lines.FAINT), page, scale)
