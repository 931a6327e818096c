"""The reviewer's arithmetic rules over invented forms whose faults are known: each found, and nothing else."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from extractors import extract
from extractors.checks import check
from samples.content import FAULTS, project_evaluation
from samples.files import write
from samples.layouts import Layout, print_form
from samples.provinces import EVALUATIONS, FULLY_SCORED


def rules_found(folder: Path, layout: Layout, seed: int, faults: tuple[str, ...]) -> set[str]:
    """What the rules that content can break say of a form written and read again."""
    form = print_form(project_evaluation(Random(seed), "雁汀县", 2023, faults=faults), layout)
    (report,) = extract(write(folder, "form", "xlsx", [form]))
    return {finding.rule for finding in check(report)} & set(FAULTS)


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("layout", FULLY_SCORED, ids=lambda layout: layout.name)
def test_a_fault_is_found_and_no_other(layout: Layout, fault: str, tmp_path: Path) -> None:
    assert rules_found(tmp_path, layout, len(fault), (fault,)) == {fault}


@pytest.mark.parametrize("layout", EVALUATIONS, ids=lambda layout: layout.name)
@pytest.mark.parametrize("seed", range(4))
def test_a_sound_form_has_no_findings(layout: Layout, seed: int, tmp_path: Path) -> None:
    assert rules_found(tmp_path, layout, seed, ()) == set()


def test_two_faults_on_one_form(tmp_path: Path) -> None:
    both = ("total_mismatch", "missing_reason")
    assert rules_found(tmp_path, FULLY_SCORED[0], 1, both) == set(both)
