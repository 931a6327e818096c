"""An invented workspace to ask about, and gold worked out from its records by plain Python, never by the product's SQL."""

from __future__ import annotations

import random
import re
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from assistant.reply import Answer
from extractors.budget import total_line
from extractors.records import BudgetLine, Evidence, Finding, FormType, Indicator, Other, Report, Status
from index.originals import Original
from index.store import Store

Case = tuple[str, str, Any]  # question, kind, gold
REGIONS = ("青禾市", "白桦县", "云栖区")
BUREAUS = ("财政局", "教育局", "人力资源和社会保障局", "住房和城乡建设局", "文化广电和旅游局", "卫生健康局")
YEARS = (2022, 2023, 2024)
PROJECTS: dict[str, list[tuple[str, str, str, str, int, str]]] = {
    "校舍维修改造工程": [
        ("产出指标", "数量指标", "维修校舍栋数", "≥", 12, "栋"), ("产出指标", "质量指标", "维修验收合格率", "≥", 98, "%"),
        ("产出指标", "成本指标", "每平方米维修造价", "≤", 860, "元"), ("效益指标", "社会效益指标", "受益学生人数", "≥", 3200, "人"),
        ("满意度指标", "服务对象满意度指标", "师生满意度", "≥", 92, "%")],
    "职业技能提升补贴": [
        ("产出指标", "数量指标", "发放补贴人次", "≥", 1500, "人次"), ("产出指标", "时效指标", "补贴按时发放率", "≥", 95, "%"),
        ("效益指标", "经济效益指标", "参训人员月均增收", "≥", 400, "元"), ("满意度指标", "服务对象满意度指标", "参训人员满意度", "≥", 90, "%")],
    "雨污管网清淤项目": [
        ("产出指标", "数量指标", "清淤管网公里数", "≥", 46, "公里"), ("产出指标", "质量指标", "清淤合格率", "≥", 97, "%"),
        ("产出指标", "成本指标", "每公里清淤费用", "≤", 5200, "元"), ("效益指标", "生态效益指标", "内涝点减少个数", "≥", 8, "个"),
        ("满意度指标", "服务对象满意度指标", "沿线居民满意度", "≥", 88, "%")],
    "乡村图书角建设经费": [
        ("产出指标", "数量指标", "新建图书角个数", "≥", 30, "个"), ("产出指标", "时效指标", "图书配送及时率", "≥", 96, "%"),
        ("效益指标", "社会效益指标", "年借阅册次", "≥", 9000, "册次"), ("效益指标", "可持续影响指标", "图书更新机制健全性", "", 0, ""),
        ("满意度指标", "服务对象满意度指标", "读者满意度", "≥", 93, "%")],
    "古建筑修缮专项资金": [
        ("产出指标", "数量指标", "修缮古建筑处数", "≥", 5, "处"), ("产出指标", "质量指标", "修缮工程优良率", "≥", 90, "%"),
        ("成本指标", "经济成本指标", "单处修缮成本", "≤", 350000, "元"), ("满意度指标", "服务对象满意度指标", "游客满意度", "≥", 85, "%")],
    "老年助餐点运营补助": [
        ("产出指标", "数量指标", "运营助餐点个数", "≥", 22, "个"), ("产出指标", "质量指标", "餐食抽检合格率", "≥", 99, "%"),
        ("效益指标", "社会效益指标", "服务老年人次", "≥", 26000, "人次"), ("满意度指标", "服务对象满意度指标", "用餐老人满意度", "≥", 91, "%")],
}  # fmt: skip
LEADS = ("闻人澈", "端木桥", "司徒禾", "欧阳麦", "南宫樵", "尉迟舟", "公孙芷", "轩辕砚")
REASONS = ("梅雨期长，施工窗口不足，已调整工序。", "供货商交货延迟，下年度提前招标。", "报名人数少于预期，将扩大宣传。")


@dataclass(frozen=True)
class Of:
    """An indicator with its report."""

    report: Report
    unit: str
    indicator: Indicator


def _indicators(kind: str, rng: random.Random) -> list[Indicator]:
    found = []
    rows = PROJECTS[kind]
    weight = Decimal(90) / len(rows)
    weight = weight.quantize(Decimal("0.5"))
    for n, (level1, level2, level3, comparator, goal, unit) in enumerate(rows):
        own = weight if n else Decimal(90) - weight * (len(rows) - 1)
        draw = rng.random()
        status = Status.MET if draw < 0.72 else Status.MISSED
        if not comparator:
            target, status = "逐步健全", Status.MET if draw < 0.6 else Status.PARTIAL
            actual = "达成年度指标" if status is Status.MET else "部分达成年度指标"
        else:
            target = f"{comparator}{goal}{unit}"
            better = comparator == "≥"
            factor = Decimal(rng.randint(100, 106)) / 100 if status is Status.MET else Decimal(rng.randint(60, 95)) / 100
            factor = factor if better else 2 - factor
            value = int(goal * factor)
            if status is Status.MET:
                value = max(value, goal) if better else min(value, goal)
            elif value == goal:
                value = goal - 1 if better else goal + 1
            actual = f"{value}{unit}"
        score = own if status is Status.MET else (own * Decimal(rng.randint(3, 8)) / 10).quantize(Decimal("0.1"))
        reason = None if status is Status.MET or rng.random() < 0.3 else rng.choice(REASONS)
        if status is Status.MISSED and rng.random() < 0.08:
            score = own
        found.append(Indicator(level1=level1, level2=level2, level3=level3, target=target, actual=actual, weight=own, score=score, deviation_reason=reason, status=status))
    return found


def _evidence(report: Report) -> dict[str, tuple[Evidence, ...]]:
    found: dict[str, tuple[Evidence, ...]] = {}
    row = 0

    def put(path: str, value: Any) -> None:
        nonlocal row
        if value not in (None, "", ()):
            found[path] = (Evidence(page=1 + row // 60, bbox=(40.0, 20.0 + row % 60 * 12, 500.0, 31.0 + row % 60 * 12), text=str(value)),)
            row += 1

    for name in Report.model_fields:
        value = getattr(report, name)
        if isinstance(value, (str, int, Decimal)) and name not in ("form_type", "document"):
            put(name, value)
    for name in ("plans", "detail_goals"):
        for n, text in enumerate(getattr(report, name)):
            put(f"{name}[{n}]", text)
    for name, model in (("budget", BudgetLine), ("indicators", Indicator), ("other", Other)):
        for n, item in enumerate(getattr(report, name)):
            for key in model.model_fields:
                if key not in ("status", "flags", "of_which"):
                    put(f"{name}[{n}].{key}", getattr(item, key))
    return found


def _finished(report: Report) -> Report:
    return report.model_copy(update={"evidence": _evidence(report), "columns": ("level3", "target", "actual", "weight", "score", "deviation_reason")})


def _self_evaluation(unit: str, name: str, kind: str, year: int, n: int, rng: random.Random) -> Report:
    indicators = _indicators(kind, rng)
    budget = Decimal(rng.randint(200, 9000) * 100 + n)
    budget = budget * 10
    executed = budget if rng.random() < 0.35 else (budget * rng.randint(31, 99) / 100).quantize(Decimal("1"))
    rate = (executed / budget * 100).quantize(Decimal("0.01"))
    funds = (min(rate, Decimal(100)) / 10).quantize(Decimal("0.01"))
    score = sum((i.score or Decimal(0) for i in indicators), funds)
    if n in (4, 17):
        score += 2
    lines = (
        BudgetLine(source="年度资金总额", initial=budget - 1000, full_year=budget, executed=executed, weight=Decimal(10), execution_rate=rate + (3 if n == 9 else 0), score=funds),
        BudgetLine(source="当年财政拨款", initial=budget - 1000, full_year=budget * Decimal("0.8"), executed=executed * Decimal("0.8")),
        BudgetLine(source="其他资金", initial=Decimal(0), full_year=budget * Decimal("0.2"), executed=executed * Decimal("0.2")),
    )
    goal = f"{indicators[0].level3}{indicators[0].target}，{indicators[-1].level3}{indicators[-1].target}。"
    return _finished(Report(
        form_type=FormType.PROJECT_SELF_EVALUATION, title="项目支出绩效自评表", fiscal_year=year, prepared_by=unit, project_name=name,
        project_lead=LEADS[n % len(LEADS)], phone=f"555{n:04d}" if n % 3 else None, competent_department=unit, implementing_unit=unit,
        annual_goal=goal, actual_completion=f"全年使用资金{executed}元。", total_weight=Decimal(100), total_score=score, budget=lines,
        indicators=tuple(indicators), pages=(1,), other=(Other(label="填报日期", value=f"{year + 1}年2月{n % 27 + 1}日"),),
    ))  # fmt: skip


def _targets(unit: str) -> list[Report]:
    project = Report(
        form_type=FormType.PROJECT_TARGET, title="项目绩效目标表", fiscal_year=2024, prepared_by="", project_name="巾帼创业孵化基地资金", project_lead="闾丘岚",
        phone="5559001", project_category="创业扶持", project_attribute="延续项目", period="2024年1月至12月", fund_nature="一般公共预算",
        budget=(BudgetLine(source="预算资金", initial=Decimal(360000)),), annual_goal="孵化女性创业项目二十个，办好《青禾巾帼市集》。",
        plans=("三月发布招募公告", "九月举办巾帼市集"), organization="妇联发展科", management_rules="《创业孵化基地管理办法》",
        indicators=(Indicator(level1="产出指标", level2="数量指标", level3="孵化项目个数", target="≥20个"), Indicator(level1="满意度指标", level2="满意度指标", level3="创业者满意度", target="≥90%")),
    )  # fmt: skip
    other = project.model_copy(update={"prepared_by": unit, "project_name": "家庭教育指导经费", "project_lead": "闾丘岚", "annual_goal": "开展家庭教育讲座三十场。", "budget": (BudgetLine(source="预算资金", initial=Decimal(150000)),), "plans": ("全年开展讲座",), "organization": "家庭儿童科", "indicators": (Indicator(level1="产出指标", level2="数量指标", level3="讲座场次", target="≥30场"),)})
    department = Report(
        form_type=FormType.DEPARTMENT_TARGET, title="部门整体支出绩效目标表", fiscal_year=2024, prepared_by=unit, responsibilities="维护妇女儿童合法权益，组织巾帼志愿服务。",
        annual_goal="建成妇女儿童之家五十个。", budget=(BudgetLine(source="基本支出", initial=Decimal(2100000)), BudgetLine(source="项目支出", initial=Decimal(510000)), BudgetLine(source="资金总额", initial=Decimal(2610000))),
        indicators=(Indicator(level1="产出指标", level2="数量指标", level3="妇女儿童之家数量", target="≥50个"),),
    )  # fmt: skip
    return [_finished(r) for r in (department, project, other)]


class Workspace:
    """The store's content as plain records, for gold."""

    def __init__(self) -> None:
        rng = random.Random(20241)
        kinds = list(PROJECTS)
        self.files: dict[str, list[Report]] = {}
        n = 0
        for y, year in enumerate(YEARS):
            for p, region in enumerate(REGIONS):
                reports = []
                for step in range(4):
                    kind = kinds[(y * 4 + p * 2 + step) % len(kinds)]
                    unit = region + BUREAUS[(y + p * 2 + step) % len(BUREAUS)]
                    name = {0: kind, 1: f"{region}{kind}", 2: f"{year}年{kind}", 3: f"{kind}（二期）"}[(y + step) % 4]
                    reports.append(_self_evaluation(unit, name, kind, year, n, rng))
                    n += 1
                self.files[f"{region}{year}年项目自评.pdf"] = reports
        self.department = "青禾市妇女联合会"
        self.files["青禾市妇联2024年目标.pdf"] = _targets(self.department)
        propaganda = _self_evaluation("中共青禾市委宣传部", "全民阅读推广活动经费", "乡村图书角建设经费", 2024, 40, rng)
        self.files["青禾市委宣传部自评.pdf"] = [propaganda]

    @property
    def reports(self) -> list[Report]:
        return [r for reports in self.files.values() for r in reports]

    @property
    def projects(self) -> list[Report]:
        return [r for r in self.reports if not r.form_type.of_department]

    @property
    def judged(self) -> list[Report]:
        return [r for r in self.reports if r.form_type.judged]

    def unit(self, report: Report) -> str:
        return report.prepared_by or self.department

    def indicators(self, keep: Callable[[Of], bool] = lambda _: True) -> list[Of]:
        return [o for r in self.reports for i in r.indicators if keep(o := Of(r, self.unit(r), i))]

    def fill(self, store: Store) -> None:
        for name, reports in self.files.items():
            original = Original(sha256=f"{abs(hash(name)):064x}"[:64], name=name, kind="pdf", pages=3, size=1)
            store.save(original, [r.model_copy(update={"document": name}) for r in reports], [self.findings(r) for r in reports])

    def findings(self, report: Report) -> list[Finding]:
        """Only what the questions here ask about."""
        found = []
        if report.form_type.judged and mismatch(report):
            found.append(Finding(rule="total_mismatch", severity="error", message_zh="总分与各项得分之和不符。", message_en="The total differs from the sum of scores.", paths=("total_score",)))
        return found


def mismatch(report: Report) -> bool:
    line = report.budget[0]
    return abs((report.total_score or 0) - sum((i.score or Decimal(0) for i in report.indicators), line.score or Decimal(0))) > Decimal("0.01")


def rate(report: Report) -> Decimal:
    line = report.budget[0]
    return (line.executed or Decimal(0)) / (line.full_year or Decimal(1)) * 100


def money(report: Report) -> Decimal:
    line = total_line(report.budget)
    assert line is not None
    return line.full_year if line.full_year is not None else line.initial or Decimal(0)


def missed(o: Of) -> bool:
    return o.indicator.status in (Status.MISSED, Status.PARTIAL)


def mean(values: Iterable[Any]) -> float:
    found = [float(v) for v in values]
    return sum(found) / len(found)


def _norm(value: Any) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", str(value if value is not None else "")))


def _says(text: str, value: float) -> bool:
    return any(abs(float(x.replace(",", "")) - value) <= 0.011 for x in re.findall(r"-?\d[\d,]*\.?\d*", _norm(text)))


def judge(kind: str, gold: Any, answer: Answer) -> str:
    """What is wrong with an answer; "" where nothing is."""
    if kind == "none":
        return "" if answer.status in ("no_data", "unclear") else f"made up: {answer.answer[:120]}"
    if answer.status != "answered":
        return f"{answer.status}: {answer.answer[:120]}"
    if not answer.citations or any(c.bbox is None or c.page is None for c in answer.citations):
        return "citation without its place"
    if kind == "value":
        if answer.value is None or abs(answer.value - float(gold)) > 0.011:
            return f"want {gold} got {answer.value}: {answer.answer[:120]}"
        return "" if _says(answer.answer, float(gold)) else f"the text does not say {gold}: {answer.answer[:120]}"
    if kind == "groups":
        want = {re.sub("年度?$", "", _norm(k)): round(float(v), 2) for k, v in gold.items() if v}
        got = {re.sub("年度?$", "", _norm(r.label)): round(r.value, 2) for r in answer.rows if r.value}
        return "" if want.keys() == got.keys() and all(abs(want[k] - got[k]) <= 0.011 for k in want) else f"want {want} got {got}"
    if kind == "text":
        lacking = [m for m in gold if _norm(m) not in _norm(answer.answer)]
        return f"lacks {lacking}: {answer.answer[:160]}" if lacking else ""
    if any(r.bbox is None for r in answer.rows):
        return "row without its place"
    keys = ("prepared_by", "project_name", "level3") if kind == "indicators" else ("prepared_by", "project_name")
    want_rows = [tuple(map(_norm, g)) for g in gold]
    got_rows = [tuple(_norm(getattr(r, k)) for k in keys) for r in answer.rows]
    if kind == "ranking":
        return "" if want_rows == got_rows else f"want {want_rows[:4]} got {got_rows[:4]}"
    want_count, got_count = Counter(want_rows), Counter(got_rows)
    return "" if want_count == got_count else f"lacks {(want_count - got_count).total()} of {len(want_rows)}, has {(got_count - want_count).total()} too many"


def open_workspace(home: Path) -> tuple[Store, Workspace]:
    from index.store import open_store

    store, content = open_store(home), Workspace()
    content.fill(store)
    return store, content


def print_shares(kinds: Mapping[str, Callable[[], Iterable[Case]]], talks: Iterable[Sequence[Case]], wrong: Callable[[str, Any, Answer], str]) -> None:
    """For a shell: the share right by kind, and what is wrong with the others."""
    from assistant.answer import Assistant

    with tempfile.TemporaryDirectory() as home:
        one = Assistant(open_workspace(Path(home))[0])
        shown = {name: [(q, wrong(k, g, one.ask(q))) for q, k, g in cases()] for name, cases in kinds.items()}
        shown["conversations"] = [(f"{t[0][0]} / {q}", wrong(k, g, one.ask(q, session=t[0][0]))) for t in talks for q, k, g in t]
    for name, results in shown.items():
        print(f"{name}: {sum(not why for _, why in results)}/{len(results)}")
        for q, why in results:
            if why:
                print(f"   {q}: {why[:260]}")
    every = [why for results in shown.values() for _, why in results]
    print(f"{every.count('')}/{len(every)}")
