"""`python -m asked [--home HOME --gold FILE...]`, from `tests`: the share right by kind; with HOME over a workspace at hand."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from assistant.answer import Assistant
from index.store import open_store

from .judging import wrong
from .kinds import ANYWHERE, SINGLE, fill, sessions
from .world import generated, gold


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m asked", description=__doc__)
    parser.add_argument("--home", type=Path)
    parser.add_argument("--gold", type=Path, nargs="*", default=[])
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    world = gold(options.gold) if options.gold else generated()
    with tempfile.TemporaryDirectory() as home:
        store = open_store(options.home or Path(home))
        if not options.home:
            fill(store, world)
        asking, right, asked = Assistant(store), 0, 0
        for name, cases in {**SINGLE, **ANYWHERE}.items():
            if options.only and name not in options.only.split(","):
                continue
            shown = [(q, wrong(k, g, asking.ask(q))) for q, k, g in cases(world) if g is not None or k in ("none", "short")]
            right, asked = right + tell(name, shown), asked + len(shown)
        if not options.only or "sessions" in options.only:
            shown = [(f"{turns[0][0]} / {q}", wrong(k, g, said)) for turns in sessions(world) for q, k, g in turns for said in [asking.ask(q, session=turns[0][0])] if g is not None]
            right, asked = right + tell("sessions", shown), asked + len(shown)
        print(f"{right}/{asked} = {100 * right / max(asked, 1):.1f} %")


def tell(name: str, shown: list[tuple[str, str]]) -> int:
    right = sum(not why for _, why in shown)
    print(f"{name}: {right}/{len(shown)}")
    for q, why in shown:
        if why:
            print(f"   {q[:90]}: {why[:240]}")
    return right


if __name__ == "__main__":
    main()
