"""Whether a page's text layer says what a person sees on the page. Pure judgements, each with its reason; no file is opened.

Wrong letters are worse than slow ones: what fails a judgement is read from the page's picture. A page that passes all of
them is read as it is, whatever pictures stand behind its letters.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise

from extractors.page import Box, Page
from extractors.text import fold

FEW = 30  # letters that a scanner's app, a stamp or a page number puts on a page that is a picture
TICKS, MOST_UNKNOWN = 2, 0.03  # letters of which the file does not say what they are, and their share
ENOUGH = 20  # letters below which nothing can be said of their kind
LEAST_COMMON = 0.7  # share of common characters among the Chinese ones; real text has 0.95, chance 0.2
MOST_FOREIGN = 0.15  # share of letters of other scripts
MOST_SIGNS = 0.35  # share of signs on a page without Chinese; a table of figures has 0.25
LONG = 200  # Chinese characters among which one of the commonest words must be
MOST_HIDDEN = 0.2  # share of letters that nobody sees
LEAST_RULES = 4  # heights at which a table that is drawn has lines
LEAST_OUTLINES = 100  # shapes of a letter's size that make a page of outlines
COVERED = 0.25  # share of a page from which on its pictures can hold the form
CELLS = 24  # a page is cut into so many parts each way to see how much is covered

USUAL = frozenset(
    [
        "项目",
        "资金",
        "目标",
        "指标",
        "年度",
        "完成",
        "情况",
        "工作",
        "单位",
        "管理",
        "部门",
        "服务",
        "实施",
        "提高",
        "保障",
        "预算",
        "绩效",
        "数量",
        "质量",
        "时效",
        "成本",
        "社会",
        "效益",
        "满意",
        "支出",
        "财政",
        "经费",
        "使用",
        "建设",
        "开展",
        "进行",
        "相关",
        "以及",
        "人员",
        "活动",
        "组织",
        "群众",
        "发展",
        "标准",
        "评价",
        "执行",
        "公共",
        "制度",
    ]
)
_PLAIN_SIGNS = frozenset(".,%/-—–_:()")


def letters(page: Page) -> list[str]:
    """What is printed on a page, one letter each; one that the file does not name is "\\ufffd"."""
    return [c for word in page.words for c in fold(word.text) if not c.isspace()]


def unknown(text: str) -> bool:
    """A letter of which the file does not say what it is: a bare glyph number, a private code point, a control character.

    Fonts are embedded with the shapes that print needs; what a shape means is an extra that many programs leave out."""
    return text.startswith("(cid:") or any(
        unicodedata.category(c) in ("Co", "Cc", "Cn", "Cs") or c == "\ufffd" for c in text
    )


def few(said: Sequence[str]) -> bool:
    """No more than a mark of a scanner's app or a page number: it says nothing of the page."""
    return len(said) <= FEW


def unmapped(said: Sequence[str]) -> bool:
    """More than a tick box or two is unknown: a whole font has no names, and with it the values that it prints."""
    return said.count("\ufffd") > max(TICKS, MOST_UNKNOWN * len(said))


def garbled(said: Sequence[str]) -> bool:
    """The letters have names, but wrong ones: bytes of one encoding read in another, or numbers of glyphs taken for text.

    Told by what such a form never prints: rare Chinese characters throughout, other scripts, signs instead of words, or
    a full page of Chinese without one of the commonest words."""
    text = [c for c in said if c != "\ufffd"]
    if len(text) < ENOUGH:
        return False
    chinese = [c for c in text if "\u3400" <= c <= "\u9fff"]
    foreign = sum(unicodedata.category(c)[0] in "LM" and not c.isascii() for c in text) - len(chinese)
    if foreign > MOST_FOREIGN * len(text):
        return True
    if len(chinese) >= ENOUGH:
        common = max(sum(_is_common(c, encoding) for c in chinese) for encoding in ("gb2312", "big5"))
        if common < LEAST_COMMON * len(chinese):
            return True
    elif sum(not c.isalnum() and c not in _PLAIN_SIGNS for c in text) > MOST_SIGNS * len(text):
        return True
    return len(chinese) >= LONG and not any(a + b in USUAL for a, b in pairwise(text))


@cache
def _is_common(c: str, encoding: str) -> bool:
    """Of the first level of the national standard: the characters that everyday print holds."""
    try:
        lead = c.encode(encoding)[0]
    except UnicodeEncodeError:
        return False
    return lead <= (0xD7 if encoding == "gb2312" else 0xC6)


def outlined(said: Sequence[str], sizes: Iterable[tuple[float, float]]) -> bool:
    """The print is drawn as shapes, not written: more shapes of a letter's size (width, height) than Chinese letters."""
    shapes = sum(1.5 <= width <= 30 and 3 <= height <= 30 for width, height in sizes)
    return shapes >= LEAST_OUTLINES and shapes > sum("\u3400" <= c <= "\u9fff" for c in said)


def ruled(page: Page) -> bool:
    """A table is drawn by lines, which no scanner does: what stands on its picture is a background, a seal, a logo."""
    return len({round(r.at) for r in page.horizontal}) >= LEAST_RULES and len({round(r.at) for r in page.vertical}) >= 2


def covered(boxes: Iterable[Box], width: float, height: float) -> bool:
    """Pictures take so much of the page that they can hold what it prints. Scanners cut a page into strips and put
    layers over one another, so areas do not simply add up."""
    filled: set[tuple[int, int]] = set()
    for x0, top, x1, bottom in boxes:
        across = range(max(round(x0 / width * CELLS), 0), min(round(x1 / width * CELLS), CELLS))
        down = range(max(round(top / height * CELLS), 0), min(round(bottom / height * CELLS), CELLS))
        filled |= {(x, y) for x in across for y in down}
    return len(filled) >= COVERED * CELLS * CELLS


def hidden(share: float) -> bool:
    """Letters that are written invisibly or behind a picture are somebody's reading of that picture, of unknown age and
    care; the picture is what a person sees."""
    return share > MOST_HIDDEN
