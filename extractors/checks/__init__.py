"""The reviewer's rules over one report: small functions, registered with their id, switched and tuned in rules.toml.

Rules read records only; they never change one. A finding names the values it rests on by their paths in
`Report.evidence`.
"""

from __future__ import annotations

from extractors.checks import arithmetic, pages
from extractors.checks.registry import run
from extractors.records import Finding, Report

__all__ = ["arithmetic", "check", "pages"]


def check(report: Report) -> list[Finding]:
    """All findings of the enabled rules, in the order in which the rules are registered."""
    return list(run(report))
