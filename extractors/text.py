"""Characters as a reader sees them: code points folded, printed labels brought to one form. Pure functions on strings."""

from __future__ import annotations

import re
import unicodedata

# Some PDFs hold code points of the radical blocks in place of characters. NFKC folds the Kangxi block (U+2F00..2FD5)
# but only two of the CJK radicals supplement (U+2E80..2EF3); these are the simplified radicals that occur in print.
_SUPPLEMENT = {
    "⺌": "小", "⺟": "母", "⺠": "民", "⻁": "虎", "⻄": "西", "⻅": "见", "⻆": "角", "⻉": "贝", "⻋": "车", "⻓": "长",
    "⻔": "门", "⻘": "青", "⻙": "韦", "⻚": "页", "⻛": "风", "⻜": "飞", "⻝": "食", "⻢": "马", "⻣": "骨", "⻤": "鬼",
    "⻥": "鱼", "⻦": "鸟", "⻧": "卤", "⻨": "麦", "⻩": "黄", "⻬": "齐", "⻮": "齿", "⻰": "龙", "⻳": "龟", "⺎": "兀",
    "⺒": "巳", "⻏": "阝", "⻗": "雨", "⻪": "黾", "⻫": "齐", "⻭": "齿", "⻯": "龙", "⻲": "龟",
}  # fmt: skip
_RADICALS = str.maketrans(
    _SUPPLEMENT
    | {chr(c): unicodedata.normalize("NFKC", chr(c)).replace("戶", "户") for c in range(0x2F00, 0x2FD6)}
    | {"戶": "户", "\u00ad": "", "㬵": "胶", "晩": "晚"}  # fonts draw either with one letter, of which a file keeps the wrong code point
)
_INVISIBLE = re.compile("[\u200b-\u200f\u2028-\u202e\u2060\ufeff\u0000-\u0008\u000e-\u001f]")
_SPACE = re.compile(r"\s+")
_CJK = r"\u2e80-\u9fff\uf900-\ufaff\u3000-\u303f\uff00-\uffef"
_SPACE_AT_CJK = re.compile(rf"(?<=[{_CJK}])\s+|\s+(?=[{_CJK}])")
_BRACKETED = re.compile(r"[(\[【〔（［][^()\[\]【】〔〕（）［］]*[)\]】〕）］]")
_FORMULA = re.compile(r"(?<=.)[①-⑳].*$", re.DOTALL)  # 调整后预算③=①+②
_BLANK = re.compile(r"^[\s/／\\|｜\-－–—―_﹣~～.·*]*$")


def fold(text: str) -> str:
    """Radical code points to the characters they stand for, invisible marks dropped; nothing else changes."""
    return _INVISIBLE.sub("", text.translate(_RADICALS))


def join_lines(lines: list[str]) -> str:
    """Wrapped lines as one text: without a space, except between two Latin words."""
    out = ""
    for line in (x.strip() for x in lines):
        out += (" " if out and line and _latin(out[-1]) and _latin(line[0]) else "") + line
    return _SPACE_AT_CJK.sub("", out)


def _latin(char: str) -> bool:
    return char.isascii() and char.isalpha()


def squeeze(text: str | None) -> str:
    """NFKC without white space: the form in which two texts are compared."""
    return _SPACE.sub("", unicodedata.normalize("NFKC", text or ""))


def label_key(text: str) -> str:
    """A printed label in the form that the vocabulary holds: NFKC, no space, no brackets' content, colon or numbering."""
    key = squeeze(_FORMULA.sub("", text))
    while (bare := _BRACKETED.sub("", key)) != key:
        key = bare
    key = re.sub(r"^(?:[一二三四五六七八九十]+[、.]|\d+[、.]|[①-⑳★☆*#●■·]+)", "", key)
    return key.strip(":：;；,，.。、*＊()（）[]—-_")


def is_blank(text: str | None) -> bool:
    """Nothing, or only a mark that stands for nothing: / — -."""
    return text is None or bool(_BLANK.match(text))
