"""Labels that nobody knows: where each stands on the paper, what it holds, and what a reviewer says that it means.

Pure: values in, markup out; labels.js acts on the marked attributes, reports.py keeps what is said.
"""

from __future__ import annotations

from dataclasses import dataclass

from assistant.ui.checking import Values, name_field
from assistant.ui.crops import crops
from assistant.ui.markup import NOTHING, Html, element
from assistant.ui.places import selectable
from assistant.ui.texts import Language, say
from extractors.records import Indicator, Label, Report, Stands
from extractors.text import label_key
from extractors.vocabulary import Own

SAMPLES, LONGEST_SAMPLE = 3, 24
# What a label may mean, in an official's words, by where it stands. The last one: nothing that has a place of its own.
CHOICES: dict[Stands, dict[str, tuple[str, str]]] = {
    "head": {
        "project_name": ("项目名称", "Project name"), "prepared_by": ("编制（填报）单位", "Preparing unit"), "implementing_unit": ("实施单位", "Implementing unit"),
        "competent_department": ("主管部门", "Competent department"), "project_lead": ("项目负责人", "Project lead"), "phone": ("联系电话", "Phone"),
        "project_category": ("项目类别", "Project category"), "project_attribute": ("项目属性", "Project attribute"), "period": ("项目起止时间", "Period"),
        "fund_nature": ("资金性质", "Nature of funds"), "budget_amount": ("预算金额", "Budget"), "full_year_amount": ("全年预算（到位）金额", "Full-year budget"),
        "executed_amount": ("执行（支出）金额", "Amount executed"), "execution_rate": ("预算执行率", "Execution rate"), "total_score": ("自评总分", "Total score"),
        "annual_goal": ("年度目标", "Annual goal"), "actual_completion": ("目标完成情况", "Actual completion"), "long_term_goal": ("中长期目标", "Long-term goal"),
        "responsibilities": ("部门职责", "Responsibilities"), "organization": ("组织实施机构", "Organising body"), "management_rules": ("管理制度", "Management rules"),
        "conclusion": ("自评结论", "Conclusion"), "plans": ("工作计划（旁边逐条列出）", "Plans (listed beside it)"),
        "detail_goals": ("分项目标（旁边逐条列出）", "Detailed goals (listed beside it)"), "other": ("没有对应的栏目，只保留原文", "None of these: keep as printed"),
    },
    "budget": {
        "initial": ("年初预算数", "Initial budget"), "full_year": ("全年预算数", "Full-year budget"), "executed": ("全年执行数", "Amount executed"),
        "execution_rate": ("执行率", "Execution rate"), "weight": ("分值", "Weight"), "score": ("得分", "Score"),
        "adjusted": ("没有对应的栏目，只保留原文", "None of these: keep as printed"),
    },
    "indicator": {
        "level1": ("一级指标", "Level 1"), "level2": ("二级指标", "Level 2"), "level3": ("三级指标（指标名称）", "Indicator"), "target": ("目标值", "Target"),
        "actual": ("实际完成值", "Actual"), "comparator": ("比较符号（≥ ≤ =）", "Comparator (≥ ≤ =)"), "unit": ("计量单位", "Unit"), "weight": ("分值（权重）", "Weight"),
        "score": ("得分", "Score"), "deviation_reason": ("偏差原因及改进措施", "Reason for deviation"), "explanation": ("指标解释（评分标准）", "Explanation (scoring rule)"),
        "other": ("没有对应的栏目，只保留原文", "None of these: keep as printed"),
    },
}  # fmt: skip


@dataclass(frozen=True)
class Knowing:
    """What the workspace knows of labels, whether this report was read with it, and what became of the last thing said."""

    own: tuple[Own, ...] = ()
    outdated: bool = False
    told: str = ""
    wrong: str = ""


def labels(report: Report, values: Values, known: Knowing, language: Language) -> Html:
    """The report's labels that the package does not know, those first that nobody has told yet."""
    told = {n: _said(known, label) for n, label in enumerate(report.labels)}
    if not told and not known.told and not known.wrong:
        return NOTHING
    order = sorted(told, key=lambda n: (told[n] is not None, n))
    left = sum(own is None for own in told.values())
    count = element("span", say("labels_left", language, n=left), class_="count") if left else NOTHING
    head = element("div", element("h3", say("labels_title", language), count), name_field(language), class_="desk-head")
    lines = (_line(report, values, n, told[n], language) for n in order)
    parts = (
        element("p", say("labels_why", language), class_="calm keys"),
        element("p", known.wrong, class_="wrong", role="alert") if known.wrong else NOTHING,
        element("p", known.told, class_="told", role="status") if known.told else NOTHING,
        _offer(known, language),
        element("ul", *lines, class_="labels") if told else NOTHING,
    )
    return element("section", head, *parts, class_="desk label-desk")


def untold(report: Report, known: Knowing) -> bool:
    """Whether any of them is still to be told; what is in doubt may hang on it."""
    return any(_said(known, label) is None for label in report.labels)


def _said(known: Knowing, label: Label) -> Own | None:
    mine = (x for x in known.own if x.stands == label.stands and not x.pattern and label_key(x.text) == label.text)
    return next(mine, None)


def _offer(known: Knowing, language: Language) -> Html:
    if not known.outdated:
        return NOTHING
    button = element("button", say("read_anew", language), type="button", class_="action", data_anew=True)
    return element("p", element("span", say("labels_outdated", language)), button, class_="outdated")


def _line(report: Report, values: Values, n: int, own: Own | None, language: Language) -> Html:
    label, path = report.labels[n], f"labels[{n}]"
    spots = values.places.get(path, [])
    marks = selectable(f"r{values.report_id}-{path}", values.document_id, values.document, spots, label.text)
    said = element(
        "div", element("b", label.text, class_="read"), element("span", _where(report, label, language), class_="reason"), class_="card-said"
    )
    answer = _told(label, own, language) if own else _question(label, language)
    return element("li", crops(values.document_id, spots, language), said, answer, class_="label", **marks)


def _where(report: Report, label: Label, language: Language) -> str:
    """Where it stands and what it holds; of a guess, what it was taken for."""
    parts = [say(f"stands_{label.stands}", language)]
    if samples := _samples(report, label):
        parts.append(say("label_holds", language, values=("、" if language == "zh" else ", ").join(samples)))
    if label.taken_for and not label.taught:
        parts.append(say("label_guessed", language, field=_word(label.stands, label.taken_for, language)))
    return " · ".join(parts)


def _samples(report: Report, label: Label) -> list[str]:
    """A few of the values under it."""
    if label.stands == "indicator" and label.taken_for in Indicator.model_fields:
        found = [str(v) for i in report.indicators if (v := getattr(i, label.taken_for)) is not None]
    else:
        found = [o.value for o in report.other if _is_of(o.label, label.text, label.stands != "head")]
    shown = list(dict.fromkeys(found))[:SAMPLES]
    return [text if len(text) <= LONGEST_SAMPLE else text[:LONGEST_SAMPLE] + "…" for text in shown]


def _is_of(printed: str, label: str, of_column: bool) -> bool:
    return label_key(printed.rpartition(" ")[2] if of_column else printed) == label


def _question(label: Label, language: Language) -> Html:
    en = language == "en"
    blank = element("option", say("label_choose", language), value="", selected=True)
    options = (element("option", words[en], value=field) for field, words in CHOICES[label.stands].items())
    chosen = element("select", blank, *options, class_="means", aria_label=say("label_means", language), data_means=True)
    save = element("button", say("save", language), type="button", class_="action save", data_say=True)
    return element("div", chosen, save, class_="label-answer", data_label=label.text, data_stands=label.stands, data_seen="")


def _told(label: Label, own: Own, language: Language) -> Html:
    when = own.at[:10]
    by = say("label_by", language, who=own.who, when=when) if own.who else say("label_by_file", language)
    word = element("b", _word(label.stands, own.field, language))
    back = element("button", say("take_back_label", language), type="button", class_="action", data_unsay=True) if own.who else NOTHING
    return element("div", element("span", word, element("span", by, class_="reason"), class_="label-told"), back, class_="label-answer",
                   data_label=label.text, data_stands=label.stands, data_seen=own.field)  # fmt: skip


def _word(stands: Stands, field: str, language: Language) -> str:
    words = CHOICES[stands].get(field)
    return words[language == "en"] if words else field
