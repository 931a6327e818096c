"""The commands over the log of questions: written out as a test set, emptied, and a test set asked again.

As in `cli`: results to standard output, problems to standard error. app.py puts them beside the others.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli import HomeOption, JsonOption, opened
from assistant.terminal import either, print_json, print_table, problem

if TYPE_CHECKING:
    from assistant.evaluating import Judged, Share

questions = typer.Typer(help="提问记录：导出为测试集，或清空。 The log of questions: as a test set, or emptied.", no_args_is_help=True)


@questions.command(name="export")
def export_questions(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE.json", help="导出到 / where to")],
    judged: Annotated[bool, typer.Option("--judged", help="只要有人评价过的 / only those that a person judged")] = False,
    home: HomeOption = None,
) -> None:
    """把提问记录导出为测试集，供 jixiao eval 使用。 Write the log of questions as a test set for `jixiao eval`."""
    import json

    from assistant.evaluating import test_set
    from extractors.errors import InputError
    from index.asked import everything

    with opened(context, home) as store:
        cases = test_set(a for a in everything(store) if a.good is not None or not judged)
    try:
        file.write_text(json.dumps(cases, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    except OSError as error:
        raise InputError(f"无法写入 {file}：{error.strerror}。", f"Cannot write {file}: {error.strerror}.") from error
    problem(either(f"已导出 {len(cases)} 个问题到 {file}。", f"{len(cases)} questions written to {file}."))


@questions.command(name="forget")
def forget_questions(context: typer.Context, home: HomeOption = None) -> None:
    """清空提问记录，连同固定链接和评价。 Empty the log, permalinks and judgements with it."""
    from index.asked import forget

    with opened(context, home) as store:
        count = forget(store)
    problem(either(f"已清空 {count} 个问题。", f"{count} questions forgotten."))


def evaluate(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE.json", help="测试集 / a test set")],
    as_json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """把测试集重问一遍，按类给出正确率。 Ask a test set again; the share right by kind."""
    from assistant.answer import Assistant
    from assistant.evaluating import by_kind, read, run

    cases = read(file)
    with opened(context, home) as store:
        judged = list(run(Assistant(store), cases))
    shares = by_kind(judged)
    if as_json:
        print_json({"kinds": {kind: vars(share) for kind, share in shares.items()}, "cases": [_as_data(j) for j in judged]})
    else:
        _tell(shares, judged)
    raise typer.Exit(1 if any(j.verdict == "wrong" for j in judged) else 0)


def _as_data(j: Judged) -> dict[str, object]:
    return {"id": j.case.id, "q": j.case.q, "kind": j.case.kind, "verdict": j.verdict, "came_out": j.came_out}


def _tell(shares: dict[str, Share], judged: list[Judged]) -> None:
    from assistant.evaluating import in_all

    headings = either("类别,判定,正确,正确率,未判定,其中答案有变", "kind,judged,right,share,not judged,of these changed").split(",")
    rows = [(kind or "-", share) for kind, share in shares.items()]
    rows.append((either("合计", "all"), in_all(shares)))
    print_table(headings, [[kind, str(s.judged), str(s.right), s.percent, str(s.same + s.changed), str(s.changed)] for kind, s in rows])
    for j in judged:
        if j.verdict == "wrong":
            problem(either(f"不对 {j.case.id} {j.case.q}：{j.answer[:120]}", f"wrong {j.case.id} {j.case.q}: {j.answer[:120]}"))
