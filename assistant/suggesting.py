"""Questions that do work here, for whoever asked one that did not: about names that are in the store, never made up."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.catalogue import Catalogue, Listed
from assistant.planner.frame import Frame


def suggestions(catalogue: Catalogue, language: str, document: str | None = None, near: Frame | None = None) -> list[str]:
    """Questions that do work here, about names that are there; after one that did not, about what it named."""
    of = [r for r in catalogue.reports if document is None or r.document == document]
    judged = [r for r in of if r.form_type == "project_self_evaluation"]
    if not of:
        return []
    some = _nearest(judged or of, near)
    place = (some.regions[-1] if some.regions else some.unit) or some.project
    if language == "en":
        asked = [f"Which indicators missed their targets in {place}?", f"What is the execution rate of {some.project}?"] if judged else []
        return [*asked, f"Who leads {some.project}?", f"How many projects does {place} have?"] if some.project else [f"How many projects does {place} have?"]
    asked = [f"{place}有哪些指标没有完成？", f"{place}自评得分最低的3个项目是哪些？", f"{some.project}的预算执行率是多少？"] if judged else [f"{place}预算最大的3个项目是哪些？"]
    return [*asked, f"{some.project}的年度目标是什么？"] if some.project else asked


def _nearest(reports: Sequence[Listed], near: Frame | None) -> Listed:
    """The report that shares most with what a question named; the last one where it named nothing."""
    if near is None:
        return reports[-1]
    projects = {n for link in near.projects for n in link.tiers[0]}
    units = {n for link in near.units for n in link.tiers[0]}

    def shared(r: Listed) -> tuple[bool, bool, bool, bool]:
        return (r.report_id in near.reports or r.project in projects, r.unit in units, bool(set(r.regions) & set(near.regions)), r.year in near.years)

    return max(reversed(reports), key=shared)
