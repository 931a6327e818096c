"""The command line (docs/commands.md): results to standard output, progress and problems to standard error.

Exit 0: all done; 1: something failed, each failure on one line and the rest still done; 2: wrong usage. Heavy imports
stand inside the commands: `jixiao --help` answers at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant import terminal
from assistant.terminal import either, failed, language, print_json, print_table, problem

if TYPE_CHECKING:
    from extractors.records import Report
    from index.ingest import Event
    from index.store import Store

cli = typer.Typer(
    name="jixiao",
    help="绩效报告：逐值读取，按单元格溯源，用自然语言提问。 Budget performance reports: read exactly, asked in plain words.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

HomeOption = Annotated[
    Path | None, typer.Option("--home", metavar="DIR", help="工作区目录（默认 $JIXIAO_HOME）/ the workspace")
]
JsonOption = Annotated[bool, typer.Option("--json", help="输出 JSON / print JSON")]
WhoOption = Annotated[str, typer.Option("--who", metavar="NAME", help="核对人 / who decides")]
WhyOption = Annotated[str, typer.Option("--why", metavar="TEXT", help="原因 / why")]
ReportIds = Annotated[list[int], typer.Argument(metavar="ID...", help="报告编号（jixiao list）/ report numbers")]


@cli.callback()
def everywhere(context: typer.Context, home: HomeOption = None) -> None:
    terminal.prepare()
    context.obj = home


def workspace(context: typer.Context, home: Path | None) -> Path:
    from index.settings import home_of

    found = home_of(home or context.obj)
    terminal.log_to(found)
    return found


@contextmanager
def opened(context: typer.Context, home: Path | None) -> Iterator[Store]:
    from index.store import open_store

    with open_store(workspace(context, home)) as store:
        yield store


@cli.command()
def extract(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="报告文件 / report files")],
    as_json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """读取文件并输出其中的报表，不入库。 Structure files without storing anything."""
    from assistant.extracting import read_files

    try:
        reports, failures = read_files(files, workspace(context, home))
    except KeyboardInterrupt:
        problem(either("已取消，没有输出。", "cancelled; nothing is printed."))
        raise typer.Exit(1) from None
    if as_json:
        print_json({"forms": [report.model_dump(mode="json") for report in reports]})
    else:
        for report in reports:
            _print_report(report)
    raise typer.Exit(1 if failures else 0)


def _print_report(report: Report) -> None:
    head = [
        report.document,
        report.prepared_by,
        report.project_name,
        str(report.fiscal_year or ""),
        report.form_type.value,
    ]
    print(" · ".join(part for part in head if part))
    headings = either("三级指标,目标值,实际完成值,分值,得分,状态", "indicator,target,actual,weight,score,status").split(
        ","
    )
    rows = [[i.level3, i.target, i.actual, i.weight, i.score, i.status.value] for i in report.indicators]
    print_table(headings, [["" if cell is None else str(cell) for cell in row] for row in rows])


@cli.command()
def ingest(
    context: typer.Context,
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="文件或文件夹 / files and folders")],
    workers: Annotated[
        int, typer.Option(min=0, max=256, help="读取进程数，0 为自动 / reading processes, 0: automatic")
    ] = 0,
    scheduler: Annotated[str, typer.Option(metavar="ADDRESS", help="Dask 调度器地址 / a Dask scheduler")] = "",
    home: HomeOption = None,
) -> None:
    """将文件读入工作区；已有的跳过。 Bring files into the workspace; those already there are skipped."""
    from index.ingest import ingest as bring_in

    counts = dict.fromkeys(("stored", "skipped", "failed", "ignored", "cancelled"), 0)
    reports = 0
    with opened(context, home) as store, terminal.progress() as show, terminal.stopped_by_ctrl_c() as stop:
        for event in bring_in(store, paths, workers=workers, scheduler=scheduler, stop=stop):
            if event.outcome == "reading":
                show.page(event.path, event.page, event.pages)
                continue
            counts[event.outcome] += 1
            reports += event.reports
            show.done(event.path)
            show.files(event.done, event.total)
            _tell(event)
        _tell_vectors(store)
    problem(
        either(
            "入库 {stored} 个文件（{reports} 份报告），跳过 {skipped}，失败 {failed}，略过未知类型 {ignored}。",
            "{stored} files stored ({reports} reports), {skipped} skipped, {failed} failed, {ignored} of unknown kind left out.",
        ).format(**counts, reports=reports)
    )
    if cancelled := counts["cancelled"]:
        problem(
            either(
                f"已取消：{cancelled} 个文件没有入库。再次运行即从这里继续。",
                f"Cancelled: {cancelled} files were not stored. Run it again to go on from here.",
            )
        )
    raise typer.Exit(1 if counts["failed"] or counts["cancelled"] else 0)


def _tell_vectors(store: Store) -> None:
    """Where an embedding failed after files were stored: they can be asked about, texts by full text alone."""
    from index.vectors import out_of_step, vectors_of

    with store.reading() as session:
        why = out_of_step(session, vectors_of(store))
    if any(why):
        problem(either(*why))


def _tell(event: Event) -> None:
    """A line for each file that was not stored, or not stored whole, or that does not count."""
    from assistant.extracting import tell_unread

    if event.outcome == "failed":
        failed(str(event.path), event.say(language()))
    elif event.outcome == "ignored":
        problem(either(f"略过 {event.path}：{event.message_zh}", f"left out {event.path}: {event.message_en}"))
    elif event.superseded:
        n = event.superseded
        problem(
            either(
                f"{event.path}：其中 {n} 份已有同一报告在用",
                f"{event.path}: another report already stands for {n} of its reports",
            )
        )
    tell_unread(event.path, event.unread)


@cli.command()
def check(context: typer.Context, as_json: JsonOption = False, home: HomeOption = None) -> None:
    """列出各报告中发现的问题。 List what the rules find in all reports."""
    from index.findings import findings

    with opened(context, home) as store, store.reading() as session:
        found = findings(session)
    if as_json:
        print_json(found)
        return
    headings = either("程度,规则,单位,项目,问题,文件", "severity,rule,unit,project,finding,document").split(",")
    message = either("message", "message_en")
    print_table(
        headings, [[f["severity"], f["rule"], f["unit"], f["project_name"], f[message], f["document"]] for f in found]
    )


@cli.command()
def export(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE.xlsx|.csv|.json", help="导出到 / where to")],
    home: HomeOption = None,
) -> None:
    """导出记录及其出处。 Write the records with their sources."""
    from index.export import SUFFIXES
    from index.export import export as write

    if file.suffix.lower() not in SUFFIXES:
        raise typer.BadParameter(either(f"只能导出为 {'、'.join(SUFFIXES)}。", f"Exports are {', '.join(SUFFIXES)}."))
    with opened(context, home) as store, store.reading() as session:
        count = write(session, file)
    problem(either(f"已导出 {count} 份报告到 {file}。", f"{count} reports written to {file}."))


@cli.command(name="list")
def list_reports(context: typer.Context, as_json: JsonOption = False, home: HomeOption = None) -> None:
    """列出库中全部报告及其状态。 List all reports and whether they count."""
    from index.listing import listing

    with opened(context, home) as store, store.reading() as session:
        reports = listing(session)
    if as_json:
        print_json(reports)
        return
    headings = either("编号,状态,核对人,单位,项目,年度,表类型,文件", "id,state,checked by,unit,project,year,form,document").split(",")
    fields = ("id", "state", "verified_by", "unit", "project_name", "fiscal_year", "form_type", "document")
    print_table(headings, [[str(r[f] if r[f] is not None else "") for f in fields] for r in reports])


def _change(context: typer.Context, home: Path | None, ids: list[int], change: Callable[[Store, int], None]) -> None:
    from extractors.errors import InputError

    failures = 0
    with opened(context, home) as store:
        for report_id in ids:
            try:
                change(store, report_id)
            except InputError as error:
                failures += 1
                failed(str(report_id), error.say(language()))
    raise typer.Exit(1 if failures else 0)


@cli.command()
def withdraw(context: typer.Context, ids: ReportIds, home: HomeOption = None) -> None:
    """撤回报告，不再计入。 Withdraw reports; they no longer count."""
    _change(context, home, ids, lambda store, report_id: store.withdraw(report_id))


@cli.command()
def restore(context: typer.Context, ids: ReportIds, home: HomeOption = None) -> None:
    """恢复已撤回的报告。 Restore withdrawn reports."""
    _change(context, home, ids, lambda store, report_id: store.restore(report_id))


@cli.command()
def choose(context: typer.Context, ids: ReportIds, home: HomeOption = None) -> None:
    """同一报告有多份时，选用这一份。 Of several copies of a report, let this one count."""
    _change(context, home, ids, lambda store, report_id: store.choose(report_id))


@cli.command()
def verify(context: typer.Context, ids: ReportIds, who: WhoOption, why: WhyOption = "", home: HomeOption = None) -> None:
    """标为已与原件核对。 Mark reports as checked against their originals."""
    from index.decisions import Decider
    from index.decisions import verify as mark

    _change(context, home, ids, lambda store, report_id: mark(store, report_id, Decider(who, why)))


@cli.command()
def unverify(context: typer.Context, ids: ReportIds, who: WhoOption, why: WhyOption = "", home: HomeOption = None) -> None:
    """撤回已核对的标记。 Take that mark back."""
    from index.decisions import Decider, take_back
    from index.paths import WHOLE

    _change(context, home, ids, lambda store, report_id: take_back(store, report_id, WHOLE, Decider(who, why)))


@cli.command()
def reread(
    context: typer.Context,
    ids: Annotated[list[int] | None, typer.Argument(metavar="[ID...]", help="报告编号，不写则为词表更新所涉及的 / report numbers")] = None,
    home: HomeOption = None,
) -> None:
    """按工作区的词表重读报告，人工核对保留。 Read reports anew with the workspace's vocabulary; decisions stay."""
    from extractors.own_labels import own_labels
    from index.rereading import affected, documents_of
    from index.rereading import reread as read_anew

    counts = {"stored": 0, "failed": 0}
    with opened(context, home) as store, terminal.progress() as show, terminal.stopped_by_ctrl_c() as stop:
        own = own_labels(store.home)
        documents = documents_of(store, ids) if ids else affected(store, own)
        for event in read_anew(store, documents, own, stop):
            if event.outcome == "reading":
                show.page(event.path, event.page, event.pages)
                continue
            counts["stored" if event.outcome == "stored" else "failed"] += 1
            show.done(event.path)
            show.files(event.done, event.total)
            _tell(replace(event, outcome="stored" if event.outcome == "stored" else "failed"))
    problem(
        either("重读 {stored} 个文件，未重读 {failed}。", "{stored} files read anew, {failed} not.").format(**counts)
    )
    raise typer.Exit(1 if counts["failed"] else 0)


@cli.command()
def reindex(context: typer.Context, home: HomeOption = None) -> None:
    """由记录重建全文索引与向量。 Rebuild the text index and the vectors from the records."""
    from index import text_search
    from index.locking import one_writer
    from index.vectors import follow

    with opened(context, home) as store:
        with one_writer(store.home), store.writing() as session:
            text_search.rebuild(session)
        count = follow(store, anew=True)
    problem(either(f"已重建 {count} 段的索引。", f"Indexed {count} passages anew."))


@cli.command()
def doctor(context: typer.Context, home: HomeOption = None) -> None:
    """检查工作区并说明如何处理。 Say what is wrong with the workspace."""
    from index.doctor import examine

    with opened(context, home) as store:
        problems = examine(store)
        place = store.home
    for found in problems:
        print(either(found.zh, found.en))
    if not problems:
        print(either(f"工作区 {place} 一切正常。", f"The workspace {place} is in order."))
    raise typer.Exit(1 if problems else 0)
