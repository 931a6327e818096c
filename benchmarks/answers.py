"""How long an answer takes in process: planner, SQL and wording, over the bundled samples and over larger invented stores.

    python -m benchmarks.answers [INDICATORS ...]       default: 10000 100000

Prints p50 and p95 in milliseconds for each store, by kind of question, and the slowest. Each question is asked once to
warm the names up and then ROUNDS times.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path

from assistant.answer import Assistant
from extractors.records import BudgetLine, Evidence, FormType, Indicator, Report, Status
from index.ingest import ingest
from index.originals import Original
from index.store import Store, open_store

BUNDLED = Path(__file__).parents[1] / "samples" / "reports"
ROUNDS = 5
PER_REPORT = 10
A_FILE = 20  # reports
YEARS = 3
REGIONS = tuple(f"{a}{b}{r}" for a in "青白云松朔澄雁玉" for b in "禾桦栖河桥屿汀泉" for r in "市县区")
BUREAUS = ("财政局", "教育局", "水务局", "民政局", "卫生健康局", "住房和城乡建设局", "农业农村局", "交通运输局")
PROJECTS = ("校舍维修改造工程", "技能提升补贴", "管网清淤项目", "图书角建设经费", "古建筑修缮资金", "助餐点运营补助", "河道管护经费", "会诊设备运维")
QUESTIONS = {
    "list": ("{place}{year}年有哪些指标没有完成？", "Which indicators missed their targets in {place}?", "{place}有未完成指标的项目有哪些"),
    "look-up": ("{project}的负责人是谁，电话多少？", "{project}的执行率是多少", "what is the annual goal of {project}?"),
    "number": ("{place}一共有多少个项目", "{place}{year}年平均得分", "{place}的预算总额是多少万元", "{place}指标完成率"),
    "ranking": ("{year}年得分最低的5个项目", "{place}预算最大的项目", "{year}年执行率最低的3个项目"),
    "group": ("{place}每年的平均得分", "{place}各单位未完成的指标有多少条"),
    "over years": ("2023年和2024年都没完成的指标", "连续两年得分低于95的项目", "2023年有、2024年没有的项目", "{place}今年新增的指标", "projects below 95 points in both 2023 and 2024"),
    "several": ("哪些单位项目数超过2个且平均得分低于95", "{year}年各地区的项目数、预算和平均得分", "{place}超额完成3%以上的指标", "{place}完成不到目标90%的指标", "{place}各项目的得分和执行率"),
    "everything": ("一共有多少条指标没完成", "各地区的指标完成率", "所有没完成的指标有哪些", "{year}年各单位平均得分"),
}


def invented(n: int, rng: random.Random) -> Report:
    year, k = 2022 + n % YEARS, n // YEARS  # each project in all years
    region = REGIONS[k % len(REGIONS)]
    bureau, name = BUREAUS[k // len(REGIONS) % len(BUREAUS)], PROJECTS[k // 7 % len(PROJECTS)]
    indicators = tuple(_indicator(k, rng) for k in range(PER_REPORT))
    budget = Decimal(rng.randint(20, 900) * 10000)
    line = BudgetLine(source="年度资金总额", full_year=budget, executed=budget * rng.randint(40, 100) / 100, weight=Decimal(10), score=Decimal(9))
    report = Report(
        form_type=FormType.PROJECT_SELF_EVALUATION, fiscal_year=year, prepared_by=region + bureau, project_name=f"{region}{name}第{k}号", project_lead=f"闻人{n % 997}",
        phone=f"555{n:05d}", annual_goal=f"完成{name}年度任务", budget=(line,), indicators=indicators, total_weight=Decimal(100),
        total_score=sum((i.score or Decimal(0) for i in indicators), Decimal(9)), columns=("level3", "target", "actual", "weight", "score", "deviation_reason"),
    )  # fmt: skip
    return report.model_copy(update={"evidence": _evidence(report)})


def _indicator(k: int, rng: random.Random) -> Indicator:
    missed = rng.random() < 0.15
    return Indicator(
        level1=("产出指标", "效益指标", "满意度指标")[k % 3], level2="数量指标", level3=f"第{k}类任务完成数量", target="≥100个", actual="80个" if missed else "105个",
        weight=Decimal(9), score=Decimal(7) if missed else Decimal(9), deviation_reason="工期延误" if missed else None, status=Status.MISSED if missed else Status.MET,
    )  # fmt: skip


def _evidence(report: Report) -> dict[str, tuple[Evidence, ...]]:
    paths = ["project_name", "prepared_by", "project_lead", "phone", "annual_goal", "total_score", "budget[0].full_year", "budget[0].executed"]
    paths += [f"indicators[{n}].{key}" for n in range(PER_REPORT) for key in ("level3", "target", "actual", "score")]
    return {p: (Evidence(page=1, bbox=(40, 20 + 12 * n, 500, 31 + 12 * n), text="—"),) for n, p in enumerate(paths)}


def filled(home: Path, indicators: int) -> Store:
    store, rng = open_store(home), random.Random(7)
    for start in range(0, indicators // PER_REPORT, A_FILE):
        reports = [invented(n, rng) for n in range(start, min(start + A_FILE, indicators // PER_REPORT))]
        store.save(Original(sha256=f"{start:064x}", name=f"{start}.pdf", kind="pdf", pages=3, size=1), reports, [[]] * len(reports))
    return store


def questions(store: Store) -> Iterator[tuple[str, str]]:
    assistant = Assistant(store)
    with store.reading() as session:
        reports = assistant.catalogue(session).reports
    one = next(r for r in reports if r.project and r.regions)
    for kind, templates in QUESTIONS.items():
        for template in templates:
            yield kind, template.format(place=one.regions[-1], project=one.project, year=one.year)


def measured(store: Store) -> dict[str, list[tuple[float, str]]]:
    assistant = Assistant(store)
    taken: dict[str, list[tuple[float, str]]] = {}
    for kind, question in questions(store):
        assistant.ask(question)
        for _ in range(ROUNDS):
            start = time.perf_counter()
            assistant.ask(question)
            taken.setdefault(kind, []).append(((time.perf_counter() - start) * 1000, question))
    return taken


def shown(name: str, taken: dict[str, list[tuple[float, str]]]) -> None:
    print(f"\n{name}")
    everything = [t for kind, times in taken.items() if kind != "everything" for t in times]
    for kind, times in [*taken.items(), ("all but everything", everything)]:
        ms = sorted(t for t, _ in times)
        print(f"  {kind:20} p50 {statistics.median(ms):7.1f} ms   p95 {ms[int(0.95 * (len(ms) - 1))]:7.1f} ms   slowest: {max(times)[1]}")


def main(sizes: Sequence[int]) -> None:
    with tempfile.TemporaryDirectory() as home:
        store = open_store(Path(home) / "samples")
        for _ in ingest(store, [BUNDLED]):
            pass
        shown("bundled samples", measured(store))
        for size in sizes:
            shown(f"{size:,} indicators", measured(filled(Path(home) / str(size), size)))


if __name__ == "__main__":
    main([int(a) for a in sys.argv[1:]] or [10_000, 100_000])
