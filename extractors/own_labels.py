"""What a workspace adds to the vocabulary: its own vocabulary.toml, read and checked. Every fault is named with its line.

The file has the shape of the bundled one ([indicator.score] labels = [...]); what persons say in the app stands at its end as
[[said]] entries, of which the last on a label holds. Nothing is written here, and a file with a fault is never half used.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

from extractors.errors import InputError
from extractors.text import label_key
from extractors.vocabulary import FAMILIES, FILE, LONGEST, Own, bundled, vocabulary

WORDS = ("totals", "levels1", "levels2")  # lists of [words] that can be added to
MOST_BYTES = 1_000_000
# By these, forms and tables are found; whoever gave them another meaning would make forms unreadable.
_FIXED = {"indicator": ("level1", "level2", "level3"), "head": ("project_name",)}


class BadVocabulary(InputError):
    """The workspace's vocabulary.toml cannot be used as it is."""


def own_labels(home: Path) -> tuple[Own, ...]:
    """The labels that the workspace adds; () where it has no vocabulary.toml. Raises BadVocabulary."""
    file = home / FILE
    try:
        if not file.exists():
            return ()
        if file.stat().st_size > MOST_BYTES:
            raise BadVocabulary(f"{file} 过大（上限 1 MB）。", f"{file} is too large (1 MB at most).")
        text = file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise BadVocabulary(f"无法读取 {file}：{error.strerror}。", f"Cannot read {file}: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise BadVocabulary(
            f"{file} 第 {line} 行不是 UTF-8 文字，请另存为 UTF-8 编码。",
            f"{file}, line {line}: not UTF-8; save it in that encoding.",
        ) from error
    return understood(text, str(file))


def understood(text: str, file: str = FILE) -> tuple[Own, ...]:
    """What such a file says. Raises BadVocabulary, which names the line."""
    return _Reading(text, file).labels()


class _Reading:
    """One file's text, so that a fault can be found back in it."""

    def __init__(self, text: str, file: str) -> None:
        self.lines = text.splitlines()
        self.text, self.file = text, file

    def labels(self) -> tuple[Own, ...]:
        try:
            data = tomllib.loads(self.text)
        except tomllib.TOMLDecodeError as error:
            at = re.search(r"line (\d+)", str(error))
            line = int(at[1]) if at else len(self.lines)
            self._fail(line, f"不是有效的 TOML（{error}）", f"no valid TOML ({error})")
        found = [*self._listed(data), *self._said(data.pop("said", []))]
        for own in found:
            self._check(own)
        self._check_twice(found)
        return tuple(found)

    def _fail(self, where: str | int, zh: str, en: str) -> NoReturn:
        line = where if isinstance(where, int) else self._line(where)
        raise BadVocabulary(
            f"{self.file} 第 {line} 行：{zh}。改好之前不读取文件。",
            f"{self.file}, line {line}: {en}. No file is read until this is put right.",
        )

    def _line(self, what: str, nth: int = 0) -> int:
        """The line on which something stands, as a string or else as part of a name; 1 where it cannot be told."""
        quoted = [f'"{what}"', f"'{what}'", '"' + what.replace("\\", "\\\\") + '"']
        hits = [n for n, line in enumerate(self.lines, 1) if any(q in line for q in quoted) and not _comment(line)]
        hits = hits or [n for n, line in enumerate(self.lines, 1) if what in line and not _comment(line)]
        return hits[min(nth, len(hits) - 1)] if hits else 1

    def _listed(self, data: dict[str, Any]) -> Iterator[Own]:
        known = bundled()
        for stands, fields in data.items():
            if stands == "said":
                continue
            if stands not in (*FAMILIES, "words") or not isinstance(fields, dict):
                self._fail(
                    stands,
                    f"不认识 [{stands}]，可用：{'、'.join((*FAMILIES, 'words', 'said'))}",
                    f"[{stands}] is unknown; these are: {', '.join((*FAMILIES, 'words', 'said'))}",
                )
            if stands == "words":
                yield from self._words(fields)
                continue
            for field, entry in fields.items():
                if field not in known[stands]:
                    self._unknown_field(f"{stands}.{field}", stands, field)
                yield from self._entry(stands, field, entry)

    def _words(self, lists: dict[str, Any]) -> Iterator[Own]:
        for name, labels in lists.items():
            if name not in WORDS:
                self._fail(
                    name,
                    f"[words] 中只能补充 {'、'.join(WORDS)}",
                    f"of [words], only {', '.join(WORDS)} can be added to",
                )
            yield from (Own("words", name, label) for label in self._texts(f"words.{name}", labels))

    def _entry(self, stands: str, field: str, entry: Any) -> Iterator[Own]:
        name = f"{stands}.{field}"
        if not isinstance(entry, dict) or set(entry) - {"labels", "patterns"}:
            self._fail(name, f"[{name}] 只能有 labels 和 patterns", f"[{name}] may hold labels and patterns only")
        yield from (Own(stands, field, x) for x in self._texts(name, entry.get("labels", [])))
        yield from (Own(stands, field, x, pattern=True) for x in self._texts(name, entry.get("patterns", [])))

    def _texts(self, name: str, found: Any) -> list[str]:
        if not isinstance(found, list) or not all(isinstance(x, str) for x in found):
            self._fail(name, f'{name} 应为文字列表，如 ["栏目名"]', f'{name} must be a list of texts like ["label"]')
        return [str(x) for x in found]

    def _said(self, entries: Any) -> list[Own]:
        """What persons said, the last word on each label; an entry without a meaning takes back what was said."""
        known, said = bundled(), dict[tuple[str, str], Own]()
        if not isinstance(entries, list) or not all(isinstance(x, dict) for x in entries):
            self._fail("said", "说明应写作 [[said]]", "what was said is written as [[said]]")
        for entry in entries:
            label, stands, means = (str(entry.get(name, "")) for name in ("label", "stands", "means"))
            if not label or stands not in ("head", "budget", "indicator"):
                self._fail(
                    label or "[[said]]",
                    "[[said]] 要有 label，stands 为 head、budget 或 indicator",
                    "[[said]] needs a label, and stands is head, budget or indicator",
                )
            said.pop((stands, label_key(label)), None)
            if means and means not in known[stands]:
                self._unknown_field(label, stands, means)
            if means:
                at = (stands, label_key(label))
                said[at] = Own(stands, means, label, False, str(entry.get("who", "")), str(entry.get("at", "")))
        return list(said.values())

    def _unknown_field(self, where: str, stands: str, field: str) -> NoReturn:
        fields = list(bundled()[stands])
        elsewhere = [f for f in FAMILIES if field in bundled()[f]]
        zh, en = (f"（它属于 {elsewhere[0]}）", f" (it belongs to {elsewhere[0]})") if elsewhere else ("", "")
        self._fail(
            where,
            f"{stands} 里没有 {field}{zh}，可用：{'、'.join(fields)}",
            f"{stands} has no {field}{en}; these are: {', '.join(fields)}",
        )

    def _check(self, own: Own) -> None:
        """Whether a label can stand where it is said to, without making forms unreadable."""
        if own.pattern:
            self._check_pattern(own)
            return
        key = label_key(own.text)
        if not key or len(key) > LONGEST:
            self._fail(
                own.text,
                f"“{own.text}”不能作栏目名（去掉括号、编号后为 1 至 {LONGEST} 字）",
                f'"{own.text}" cannot be a label (1 to {LONGEST} characters without brackets and numbering)',
            )
        if own.stands == "words":
            return
        words = vocabulary()
        if key in words.totals | words.levels1 | words.levels2 and getattr(words, own.stands).field(key) != own.field:
            self._fail(
                own.text,
                f"“{own.text}”是表中的合计或指标分组，不是栏目名",
                f'"{own.text}" is a total or a group of indicators inside tables, no label',
            )
        if fixed := _fixed_meaning(own.stands, key, own.field):
            self._fail(
                own.text,
                f"“{own.text}”是识别表格所依据的栏目（{fixed}），不能改作 {own.stands}.{own.field}",
                f'"{own.text}" is one of the labels by which tables are found ({fixed}); it cannot be {own.stands}.{own.field}',
            )

    def _check_pattern(self, own: Own) -> None:
        try:
            pattern = re.compile(own.text)
        except re.error as error:
            self._fail(own.text, f"正则表达式有误（{error}）", f"no valid regular expression ({error})")
        except RecursionError:
            self._fail(own.text, "正则表达式过于复杂", "the regular expression is too complex")
        if own.stands == "words":
            return
        for label, field in _fixed_labels(own.stands):
            if field != own.field and pattern.fullmatch(label):
                self._fail(
                    own.text,
                    f"这个模式也符合“{label}”，而它是识别表格所依据的栏目，请写得更窄",
                    f'this pattern also fits "{label}", by which tables are found; make it narrower',
                )
        if pattern.fullmatch(""):
            self._fail(
                own.text, "这个模式也符合空白，请写得更窄", "this pattern also fits nothing at all; make it narrower"
            )

    def _check_twice(self, found: list[Own]) -> None:
        first: dict[tuple[str, str], Own] = {}
        for own in (x for x in found if not x.pattern):
            before = first.setdefault((own.stands, label_key(own.text)), own)
            if before.field != own.field:
                at = self._line(before.text)
                self._fail(
                    self._line(own.text, 1) if before.text == own.text else self._line(own.text),
                    f"“{own.text}”已在第 {at} 行作为 {before.stands}.{before.field}，不能又作 {own.field}",
                    f'"{own.text}" is {before.stands}.{before.field} by line {at} and cannot be {own.field} as well',
                )


def _comment(line: str) -> bool:
    return line.lstrip().startswith("#")


def _fixed_labels(stands: str) -> Iterator[tuple[str, str]]:
    data = bundled()
    for field in _FIXED.get(stands, ()):
        yield from ((label_key(x), field) for x in data[stands][field].get("labels", ()))
    samples = {"indicator": ("一级指标", "二级指标", "三级指标"), "head": ("项目名称",)}
    for label in samples.get(stands, ()):
        yield label, str(getattr(vocabulary(), stands).field(label))


def _fixed_meaning(stands: str, key: str, field: str) -> str:
    """What a label means by which tables are found, where that is another meaning; else ""."""
    words = vocabulary()
    meant = getattr(words, stands).field(key)
    if meant in _FIXED.get(stands, ()) and meant != field:
        return f"{stands}.{meant}"
    listed = words.section.field(key) if stands == "head" and words.head.field(key) is None else None
    return f"section.{listed}" if listed else ""
