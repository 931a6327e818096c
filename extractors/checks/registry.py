"""Rules by id, with what rules.toml says of each. Holds no rule itself."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Literal

from extractors.records import Finding, Report


@dataclass(frozen=True)
class Tuning:
    """One rule's entry in rules.toml."""

    enabled: bool = True
    severity: Literal["error", "warning", "note"] = "warning"
    tolerance: Decimal = Decimal(0)
    unprinted_funds_weights: tuple[Decimal, ...] = field(default=())


@dataclass(frozen=True)
class Hit:
    """What a rule found: words in both languages and the paths it rests on."""

    zh: str
    en: str
    paths: tuple[str, ...]


Rule = Callable[[Report, Tuning], Iterator[Hit]]
RULES: dict[str, Rule] = {}


def rule(name: str) -> Callable[[Rule], Rule]:
    """Register a rule under its id."""

    def register(function: Rule) -> Rule:
        RULES[name] = function
        return function

    return register


@cache
def tunings() -> dict[str, Tuning]:
    data: dict[str, dict[str, Any]] = tomllib.loads(Path(__file__).with_name("rules.toml").read_text("utf-8"))
    return {name: _tuning(entry) for name, entry in data.items()}


def _tuning(entry: dict[str, Any]) -> Tuning:
    return Tuning(
        enabled=entry["enabled"],
        severity=entry["severity"],
        tolerance=Decimal(str(entry.get("tolerance", 0))),
        unprinted_funds_weights=tuple(Decimal(str(x)) for x in entry.get("unprinted_funds_weights", ())),
    )


def run(report: Report) -> Iterator[Finding]:
    for name, function in RULES.items():
        tuning = tunings()[name]
        if tuning.enabled:
            for hit in function(report, tuning):
                paths = tuple(p for p in hit.paths if p in report.evidence)
                yield Finding(rule=name, severity=tuning.severity, message_zh=hit.zh, message_en=hit.en, paths=paths)
