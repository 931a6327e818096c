"""Symbol fonts: what their letters look like. Word files store ☑ as a letter of Wingdings and ≥ as one of Symbol."""

from __future__ import annotations

_FONTS = {
    "wingdings": {
        0x6E: "■", 0x6F: "□", 0x70: "□", 0x71: "□", 0x72: "□", 0xA1: "○", 0xA8: "□", 0xFB: "☒", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
        0x6C: "●", 0xD8: "",
    },
    "wingdings 2": {
        0x2A: "□", 0x4F: "☒", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x97: "●", 0xA1: "■", 0xA2: "■", 0xA3: "□",
        0xA4: "□",
    },
    "symbol": {
        0xA3: "≤", 0xB3: "≥", 0xB4: "×", 0xB1: "±", 0xB9: "≠", 0xB0: "°", 0x3E: ">", 0x3C: "<", 0x3D: "=", 0xB7: "·", 0xB8: "÷",
        0x2D: "-", 0xBB: "≈", 0xA5: "∞", 0x25: "%",
    },
}  # fmt: skip


def is_symbols(font: str) -> bool:
    return font.lower() in _FONTS


def drawn(char: str, font: str) -> str:
    """A character of a symbol font as what is seen; others as they are."""
    code = ord(char)
    return _FONTS.get(font.lower(), {}).get(code - 0xF000 if 0xF000 <= code <= 0xF0FF else code, char)
