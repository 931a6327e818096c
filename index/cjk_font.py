"""Gives PDFium the bundled Chinese font, so that a PDF whose fonts are not embedded reads the same on every machine.

PDFium asks a table of callbacks for each font that a file names without carrying it. Ours answer with the bundled font
where the font is a Chinese one (also where the machine has fonts of its own: an image must not depend on the machine),
and pass every other question on to the platform. Nothing here opens documents.
"""

from __future__ import annotations

import ctypes
import functools
import re
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

FONT_FILE = Path(__file__).parent / "fonts" / "wqy-microhei.ttf"
FACE = b"WenQuanYi Micro Hei"

_GB2312_CHARSET = 134
_CJK_CHARSETS = frozenset({128, 129, _GB2312_CHARSET, 136})  # Japanese, Korean, simplified and traditional Chinese
_CJK_FACE = re.compile(
    rb"[\x80-\xff]|song|sun|hei|kai|fang|ming|st(xi|zhong|li)|youyuan|lisu|yahei|deng|wenquan|wqy|microhei|droid.?sans.?f"
    rb"|cjk|source.?han|pingfang|founder|^fz|^hy[a-z]|gothic|mincho|unicode|gb2312|gbk",
    re.IGNORECASE,
)


def is_chinese(face: bytes, charset: int) -> bool:
    """Whether the bundled font stands in for this one: by the charset asked for, else by the usual Chinese names."""
    return charset in _CJK_CHARSETS or bool(_CJK_FACE.search(face))


def font_table(data: bytes, tag: int) -> bytes:
    """One table of a TrueType file, b"" where it has none; tag 0 is the file whole."""
    if tag == 0:
        return data
    (count,) = struct.unpack_from(">H", data, 4)
    for index in range(count):
        name, _checksum, offset, length = struct.unpack_from(">4I", data, 12 + 16 * index)
        if name == tag:
            return data[offset : offset + length]
    return b""


class BundledFont:
    """The callbacks of one FPDF_SYSFONTINFO. `info` and all it refers to must live as long as PDFium does."""

    def __init__(self, raw: Any) -> None:
        self._platform = raw.FPDF_GetDefaultSystemFontInfo()
        self._data = FONT_FILE.read_bytes()
        self._handle_buffer = ctypes.create_string_buffer(1)  # only its address counts: it names our font to PDFium
        self._handle = ctypes.addressof(self._handle_buffer)
        self.info = raw.FPDF_SYSFONTINFO()
        self.info.version = self._platform.contents.version if self._platform else 1
        types = dict(raw.FPDF_SYSFONTINFO._fields_)
        for name, callback in self._callbacks().items():
            setattr(self.info, name, types[name](callback))

    def _callbacks(self) -> dict[str, Callable[..., Any]]:
        return {
            "Release": lambda _this: None,
            "EnumFonts": lambda _this, mapper: self._ask("EnumFonts", mapper),
            "MapFont": self._map_font,
            "GetFont": self._get_font,
            "GetFontData": self._font_data,
            "GetFaceName": self._face_name,
            "GetFontCharset": self._charset,
            "DeleteFont": lambda _this, font: None if font == self._handle else self._ask("DeleteFont", font),
        }

    def _ask(self, name: str, *arguments: Any) -> Any:
        """The platform's own answer; nothing where it has none."""
        callback = getattr(self._platform.contents, name) if self._platform else None
        return callback(self._platform, *arguments) if callback else None

    def _map_font(self, _this: Any, weight: int, italic: int, charset: int, pitch: int, face: Any, exact: Any) -> Any:
        if is_chinese(ctypes.string_at(face) if face else b"", charset):
            return self._handle
        return self._ask("MapFont", weight, italic, charset, pitch, face, exact)

    def _get_font(self, _this: Any, face: Any) -> Any:
        if face and is_chinese(ctypes.string_at(face), charset=0):
            return self._handle
        return self._ask("GetFont", face)

    def _font_data(self, _this: Any, font: Any, table: int, buffer: Any, size: int) -> int:
        if font != self._handle:
            return self._ask("GetFontData", font, table, buffer, size) or 0
        return _copy_out(font_table(self._data, table), buffer, size)

    def _face_name(self, _this: Any, font: Any, buffer: Any, size: int) -> int:
        if font != self._handle:
            return self._ask("GetFaceName", font, buffer, size) or 0
        return _copy_out(FACE + b"\0", buffer, size)

    def _charset(self, _this: Any, font: Any) -> int:
        return _GB2312_CHARSET if font == self._handle else self._ask("GetFontCharset", font) or 0


def _copy_out(data: bytes, buffer: Any, size: int) -> int:
    """PDFium's habit: always say the length, fill the buffer only where it is large enough."""
    if buffer and size >= len(data):
        ctypes.memmove(buffer, data, len(data))
    return len(data)


@functools.cache
def install() -> BundledFont:
    """Once a process, before the first page is drawn; the cache keeps the callbacks alive."""
    import pypdfium2.raw as raw

    font = BundledFont(raw)
    raw.FPDF_SetSystemFontInfo(ctypes.byref(font.info))
    return font
