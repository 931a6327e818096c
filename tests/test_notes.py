"""What is noted of a value says the same in Chinese and in English, whenever it was written."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.why_doubted import Sign, why
from extractors.notes import FORMER, NOTES, in_english, note

GAP = re.compile(r"\{(\w+)\}")
HAN = re.compile("[\u4e00-\u9fff]")
TEMPLATES = [*NOTES.values(), *FORMER]
# What is printed may hold anything; a page of text with quotes of its own in it is no cell.
printed = st.text(st.characters(exclude_characters="“”", exclude_categories=("Cs", "Cc")), min_size=1, max_size=20)


@pytest.mark.parametrize(("zh", "en"), TEMPLATES)
def test_every_wording_has_its_english_with_the_same_gaps(zh: str, en: str) -> None:
    assert sorted(GAP.findall(zh)) == sorted(GAP.findall(en))
    assert not HAN.search(en)
    assert zh.endswith("。")


@given(st.lists(st.tuples(st.sampled_from(TEMPLATES), printed, printed, printed), min_size=1, max_size=3))
def test_notes_are_told_in_english_alone_and_behind_one_another(kept: list[tuple[tuple[str, str], str, str, str]]) -> None:
    def said(n: int) -> str:
        made = []
        for template, read, one, two in kept:
            values = {"read": read, "taken": one, "first": one, "second": two}
            made.append(template[n].format(**values))
        return " ".join(made)

    assert in_english(said(0)) == said(1)


@pytest.mark.parametrize("unknown", ["读作“2次”，同列均为≥，取“≥次”", "看过原件", ""])
def test_what_no_version_wrote_stays_as_it_is(unknown: str) -> None:
    assert in_english(unknown) == unknown


def test_a_note_is_shown_in_the_language_of_the_page() -> None:
    sign = Sign("ocr", 0.9, note("same_unit", read="8口", taken="8个"))
    chinese, english = (why({}, "indicators[0].target", "8个", sign, en) for en in (False, True))
    assert chinese == "识别为“8口”，按同行另一数值的单位取“8个”。"
    assert english == "Recognised as “8口”; by the unit of another quantity in its row taken as “8个”."


def test_nothing_that_reads_writes_a_note_of_its_own() -> None:
    sources = Path(__file__).parent.parent / "extractors"
    written = re.compile(r"""note["']?\s*[:=]\s*f?["'][^"']*[\u4e00-\u9fff]|识别为“""")
    assert [f.name for f in sources.rglob("*.py") if f.name != "notes.py" and written.search(f.read_text(encoding="utf-8"))] == []
