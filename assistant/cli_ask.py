"""The command that asks: one question answered in the terminal, or a list of them as JSON. As in `cli`: answers to standard
output, what is to be said of them to standard error. app.py puts it beside the others.

One question goes into the log as it does in the browser; a list comes from where it is kept already.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from uuid import uuid4

import typer

from assistant.cli import HomeOption, JsonOption, opened
from assistant.terminal import either, explained, failed, print_json, print_table, problem

if TYPE_CHECKING:
    from assistant.answer import Assistant
    from assistant.reply import Answer, Row


DOUBTS_SAID = 20  # of more how many there are


def ask(
    context: typer.Context,
    question: Annotated[str | None, typer.Argument(help="问题 / the question")] = None,
    as_json: JsonOption = False,
    batch: Annotated[
        Path | None, typer.Option(metavar="FILE", help='问题列表 [{"id", "q", "session"?}] / a list of questions')
    ] = None,
    export: Annotated[
        Path | None, typer.Option(metavar="FILE.xlsx|.docx", help="把答案连同出处写入文件 / write the answer with its sources")
    ] = None,
    home: HomeOption = None,
) -> None:
    """提问，得到有出处的答案。 Ask; the answer cites its places."""
    if (question is None) == (batch is None):
        raise typer.BadParameter(
            either("请给出一个问题，或用 --batch 给出问题列表。", "Give either one question or a list with --batch.")
        )
    if export is not None and (batch or export.suffix.lower() not in (".xlsx", ".docx")):
        raise typer.BadParameter(either("--export 只能把一个问题的答案写成 .xlsx 或 .docx。", "--export writes the answer to one question as .xlsx or .docx."))
    questions = _questions(batch) if batch else []
    from assistant.answer import Assistant
    from assistant.kept import note

    with opened(context, home) as store:
        assistant = Assistant(store)
        if batch:
            answered = [_answered(assistant, *asked) for asked in questions]
            print_json([answer for answer, _ in answered])
            if not all(well for _, well in answered):
                raise typer.Exit(1)
        elif question is not None:
            answer = assistant.ask(question)
            note(store, uuid4().hex, uuid4().hex, answer)
            print_json(answer.model_dump(mode="json")) if as_json else _print_answer(answer)
            if export is not None:
                _hand_out(answer, export)


def _answered(assistant: Assistant, id_: str | None, question: str, session: str | None) -> tuple[dict[str, Any], bool]:
    """One answer of a list, as data, and whether there was one: a fault of ours in one question must not lose the others."""
    from assistant.reply import Answer

    try:
        return assistant.ask(question, session).model_copy(update={"id": id_}).model_dump(mode="json"), True
    except Exception as error:  # the outermost boundary of one question
        why = explained(error, question)
        failed(question, why)
        return Answer(id=id_, question=question, status="unclear", answer=why).model_dump(mode="json"), False


def _hand_out(answer: Answer, file: Path) -> None:
    from datetime import UTC, datetime

    from assistant.handout_files import write

    write(answer, file, datetime.now(UTC))
    problem(either(f"答案已写入 {file}。", f"The answer is in {file}."))


def _questions(file: Path) -> list[tuple[str | None, str, str | None]]:
    """Id, question and conversation of each."""
    import json

    from extractors.errors import InputError

    shape = '[{"id": "1", "q": "…", "session": "…"}]'
    try:
        listed = json.loads(file.read_text(encoding="utf-8"))
        if not isinstance(listed, list):
            raise TypeError(shape)
        return [(_text(item.get("id")), str(item["q"]), _text(item.get("session"))) for item in listed]
    except OSError as error:
        raise InputError(f"无法读取 {file}：{error.strerror}。", f"Cannot read {file}: {error.strerror}.") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(
            f"{file} 不是问题列表，应为 {shape}。", f"{file} is no list of questions like {shape}."
        ) from error


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


def _print_answer(answer: Answer) -> None:
    english = answer.language == "en"
    print(answer.answer)
    if answer.rows:
        rows = [_columns(row, english) for row in answer.rows]
        headings = list(dict.fromkeys(heading for row in rows for heading in row))
        print_table(headings, [[row.get(heading, "") for heading in headings] for row in rows])
    for note in (answer.query_text, answer.how, *answer.warnings, *(r.text for r in answer.readings), *answer.suggestions):
        if note:
            problem(note)
    _print_doubts(answer)


def _print_doubts(answer: Answer) -> None:
    """Beside the warnings: each value that nobody has checked yet, where it stands and why it is in doubt."""
    from assistant.handout import doubts

    table = doubts(answer)
    if table.rows:
        print_table(list(table.heads), [[str(cell or "") for cell in row] for row in table.rows[:DOUBTS_SAID]], aside=True)
    if rest := len(table.rows[DOUBTS_SAID:]) + answer.more_doubts:
        problem(f"… {rest} more; --export lists them" if answer.language == "en" else f"……另有 {rest} 处，用 --export 可全部列出")


def _columns(row: Row, english: bool) -> dict[str, str]:
    """A row of an answer under its headings, its place last."""
    names = ("unit", "project", "indicator") if english else ("单位", "项目", "指标")
    named = zip(names, (row.prepared_by, row.project_name, row.level3), strict=True)
    columns = {heading: text for heading, text in named if text}
    columns |= row.cells_en if english else row.cells
    if not columns:
        columns = {"": row.label or "", "value" if english else "数值": "" if row.value is None else f"{row.value:g}"}
    where = row.cell or (f"p{row.page}" if row.page else "")
    return columns | {"place" if english else "出处": f"{row.document} {where}".strip()}
