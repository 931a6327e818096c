"""A workspace of invented self-evaluations in a city and a county, read for real: what tests of the page and its addresses ask about."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from random import Random

from index.ingest import ingest
from index.store import open_store
from samples import provinces
from samples.content import project_evaluation
from samples.layouts import print_form
from samples.table import Form

CITY, TOWN = "云岭市", "白沙县"


def evaluations(random: Random, year: int, *faults: str) -> list[Form]:
    """One of a project in each."""
    return [print_form(project_evaluation(random, region, year, faults=faults), provinces.LAKE) for region in (CITY, TOWN)]


def bring(home: Path, files: Iterable[Path]) -> Path:
    """The workspace, with all of these files in it."""
    with open_store(home) as store:
        assert {event.outcome for event in ingest(store, list(files)) if event.outcome != "reading"} == {"stored"}
    return home
