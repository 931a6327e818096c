"""An office's assistant with a language model at hand, and the forms by which the model proposes queries.

The model is a server on this machine (`scripted_model`) that says what is written in the tests, lies included.
"""

from __future__ import annotations

import json
import re
from typing import Any

from scripted_model import KEY, Script
from test_planner import Q

from assistant.answer import Assistant
from assistant.planner.proposal import Proposal
from index.settings import load
from index.store import Store

MODEL = "openai:scripted"
ODD = "呱唧"  # a word that nobody knows


def assistant(store: Store, server: Script, **settings: Any) -> Assistant:
    """With the model in its settings, as an office sets it up."""
    lines = {"llm": MODEL, "llm_base_url": server.url, "llm_key": KEY, "llm_timeout": 20, "llm_retries": 0} | settings
    file = store.home / "settings.toml"
    file.write_text("".join(f"{name} = {json.dumps(value)}\n" for name, value in lines.items()), encoding="utf-8")
    store.settings = load(store.home)
    file.unlink()
    return Assistant(store)


def check(field: str, op: str, *values: str) -> dict[str, Any]:
    return {"field": field, "op": op, "values": list(values)}


def part(*tests: dict[str, Any], of: str = "itself", joined: str = "all", negated: bool = False, at_least: int = 1) -> dict[str, Any]:
    return {"of": of, "tests": list(tests), "joined": joined, "negated": negated, "at_least": at_least}


def proposal(**said: Any) -> dict[str, Any]:
    whole = {
        "understood": True, "subject": "projects", "where": [], "show": [], "number": None, "group_by": [], "having": None, "order_by": "",
        "descending": False, "first": 0, "skip": 0, "difference": False, "money": "yuan", "taken": [],
    } | said  # fmt: skip
    assert whole.keys() == Proposal.model_fields.keys()
    return whole


def taken(words: str, field: str) -> list[dict[str, str]]:
    return [{"words": words, "field": field}]


IN_2023 = part(check("fiscal_year", "eq", "2023"))
IN_Q = part(check("region", "eq", Q))
SLOWEST = {"where": [IN_2023], "order_by": "execution_rate", "first": 1, "taken": taken(ODD, "execution_rate")}
NO_IDEA = proposal(understood=False)


def figures(text: str) -> set[str]:
    return {m.replace(",", "").rstrip(".") for m in re.findall(r"\d[\d,]*\.?\d*", text)}
