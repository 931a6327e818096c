"""The head of a form: labels with their values beside, below or behind them, goals, lists of goals and plans.

One row at a time; tables of funds and indicators are read elsewhere. What has a label and no field goes to `other`.
"""

from __future__ import annotations

import re
from decimal import Decimal

from extractors.grid import Cell
from extractors.interpret import tasks
from extractors.interpret.amounts import (
    AMOUNTS,
    NOT_THIS_YEAR,
    blank_source,
    follows_money,
    is_money,
    names_source,
    put_amount,
)
from extractors.interpret.beside import below, beside, end_of_period, has_blank_beside, with_side
from extractors.interpret.draft import Draft, Places
from extractors.interpret.forms import Row, following
from extractors.interpret.funds import OF_EXECUTION, OF_WHICH
from extractors.interpret.goals import (
    beside_their_labels,
    completion,
    goes_on_below,
    goes_on_under,
    headed,
    heads_goals,
    side_labels,
    two_headings,
)
from extractors.text import is_blank, label_key, squeeze
from extractors.values import money, money_unit, number
from extractors.vocabulary import Vocabulary

_TEXT_FIELDS = {
    "project_name", "prepared_by", "project_lead", "phone", "competent_department", "implementing_unit", "competent_department_code",
    "project_category", "project_attribute", "period", "fund_nature", "annual_goal", "actual_completion", "responsibilities",
    "organization", "management_rules", "conclusion",
}  # fmt: skip
# The value stands beside these for certain, whatever it reads like.
_ALWAYS_BESIDE = {
    "project_name", "project_category", "project_attribute", "fund_nature", "prepared_by", "implementing_unit",
    "competent_department",
}  # fmt: skip
# These may head a column, their value below them.
_HEADING = {"annual_goal", "actual_completion", "long_term_goal"}
_UNIT_ONLY = re.compile(r"^(?:人民币)?(亿|万|千|百)?元(?:[、,，/;；](?:%|％|‰|分|个|人|户|百分比|百分点))*[)）\]】]?$")  # 万元、%
_CODED = re.compile(r"^[\[【(（]?(\d{3,})[\]】)）]?[-—_\s]*(\D.*)$")
_CODE_BEHIND = re.compile(r"^(.*?[^\d\s\-—_/、(（\[【])[\s\-—_/、]*[(（\[【]?(\d{3,})[)）\]】]?$")
_COLON = re.compile(r"\s+(?=[^\s:：]{2,16}[:：])")
_IN_SENTENCE = re.compile(r"[，,；;]\s*(?=[^\s:：，,；;]{2,12}[:：])")
_LEAD_AND_PHONE = re.compile(r"^(.*?\D)[\s、,，/：:()（）]*([\d][\d\-— ]{5,}\d)[)）]?$")
_SEALED = re.compile(r"^[(（](?:盖章|公章|签章|章)[)）]\s*(?=\S)|(?<=\S)\s*[(（](?:单位)?(?:盖章|公章|签章|章)[)）]$")  # 填报单位：（盖章）某局, 某局（公章）
_GAP = re.compile(r"[\s\u3000]{2,}")
_OF_YEAR = re.compile(r"年度|当年|本年|20\d\d年")
_IMPLEMENTS = re.compile("实施(单位|部门|主体)")
_RATE = re.compile("(率|进度|比例)$")
_SPENT = re.compile("实际|已|累计|执行|使用|拨付|(?<!转移)支付|支用|开支|花费|完成")  # in a label of money that nobody knows
_CONTACT = re.compile("(填[报表写]?)?联系人")  # below the table, of who filled the form in
_FILLER = ("填报人", "填表人", "制表人", "经办人")


def read_row(draft: Draft, row: Row, words: Vocabulary, used: set[int]) -> None:
    """Read every label of a row; cells taken as values from the row above are in `used` and left alone."""
    for cell in row.filled:
        if id(cell) not in used:
            _read_cell(draft, row, cell, words, used)


def _rate_under_its_label(draft: Draft, row: Row, cell: Cell, words: Vocabulary) -> bool:
    """89.8% behind pairs of labels and amounts, under 预算执行进度 in the row above."""
    if row.loose or not row.index or "%" not in squeeze(cell.text) or number(cell.text) is None:
        return False
    above = [c for c in row.grid.starting(row.index - 1) if c.left == cell.left and words.head.field(c.text) == "execution_rate"]
    return bool(above) and put_amount(draft, row, "execution_rate", above[0].text, above[0].places, cell.text, cell.places)


def _read_cell(draft: Draft, row: Row, cell: Cell, words: Vocabulary, used: set[int]) -> None:
    used.add(id(cell))
    if _inline(draft, row, cell, words):
        return
    name = words.head.field(cell.text)
    listed = words.section.field(cell.text) or name
    if listed in tasks.LISTS and tasks.read(draft, row, cell, listed, used):
        if words.head.own_field(cell.text):
            draft.unfamiliar("head", cell.text, listed, cell.places)
        return
    name = name or with_side(row, cell, words)
    if name is None:
        if _rate_under_its_label(draft, row, cell, words):
            return
        if listed in (None, "budget") and not row.loose:
            _unknown(draft, row, cell, words, used)
        return
    if name in _HEADING and (value := headed(row, cell, words)) is not None:
        if name == "annual_goal":
            completion(draft, row, cell, words, used)
    else:
        value = beside(row, cell, words, always=name in _ALWAYS_BESIDE)
        if value is not None and _beside_labels(draft, row, cell, name, value, words, used):
            return
    if value is None and (name in _HEADING or (name in AMOUNTS and not row.loose and not following(row, cell))):
        value = below(row.grid, cell, words)
        if value is not None and (words.known(value.text) if name in _HEADING else money(value.text, Decimal(1)) is None):
            value = None
    if value is None:
        blank = has_blank_beside(row, cell)
        if name in AMOUNTS and blank and not row.loose:
            blank_source(draft, row, cell)
        if name == "prepared_by" and blank:
            draft.put("prepared_by", "", ())
        elif name in _TEXT_FIELDS and (not blank or (row.loose and not cell.text.rstrip().endswith((":", "：")))):
            draft.unanswered.add(name)
        return
    used.add(id(value))
    text, places = value.text, value.places
    more = end_of_period(row, value) if name == "period" else []
    if name in _HEADING and value.top == cell.top:
        more = goes_on_below(row, cell, value)
    elif name in _HEADING:
        more = goes_on_under(row, cell, value)
    if more:
        used.update(id(c) for c in more)
        text, places = "".join([text, *(c.text for c in more)]), (*places, *(p for c in more for p in c.places))
    keep(draft, row, name, cell, cell.text, text, places)


def _beside_labels(
    draft: Draft, row: Row, cell: Cell, name: str, value: Cell, words: Vocabulary, used: set[int]
) -> bool:
    """Whether labels of their own stand beside a side label, each read by itself."""
    if name in _HEADING and heads_goals(row.grid, value):
        two_headings(draft, row, name, value, words, used)
        return True
    if name in ("annual_goal", "actual_completion") and (pairs := beside_their_labels(row, cell, words)):
        side_labels(draft, pairs, used)
        return True
    if cell.bottom - cell.top > 1 and words.head.field(cell.text + value.text) is not None:
        return True  # 项目 beside 名称, 实施单位
    return name in AMOUNTS and names_source(value.text)  # 项目预算（元） beside 合计


def keep(draft: Draft, row: Row, name: str, labelled: Cell, label: str, value: str, places: Places) -> None:
    """Put a value into its field; into `other` where it has none or the field is taken."""
    if draft.words.head.own_field(label):
        draft.unfamiliar("head", label, name, labelled.places)
    after_table = bool(draft.indicators) or bool(draft.columns)
    value = _SEALED.sub("", value)
    if name in ("project_lead", "lead_and_phone") and after_table and _CONTACT.match(label_key(label)):
        name = "other"
    if name == "lead_and_phone":
        if m := _LEAD_AND_PHONE.match(value.strip()):
            draft.put("project_lead", m[1], places)
            draft.put("phone", m[2], places)
            return
        name = "project_lead"
    if name == "phone" and (after_table or not _of_project(draft, row)):
        name = "other"
    if name in AMOUNTS or name in OF_EXECUTION:
        if put_amount(draft, row, name, label, labelled.places, value, places):
            return
    elif name == "total_score":
        if (score := number(value)) is not None and draft.put(name, score, places):
            return
        draft.review |= {name} if score is None and not is_blank(value) else set()
    elif name in ("project_category", "project_type", "project_attribute"):
        if _choice(draft, name, label, value, places):
            return
    elif name == "implementing_unit" and draft.implements_by and _IMPLEMENTS.search(label_key(label)) and not _IMPLEMENTS.search(draft.implements_by) and not is_blank(value):
        _, before, at = draft.instead(name, value, places)  # 预算单位 first, then 实施单位
        draft.add_other(draft.implements_by, before, at)
        draft.implements_by = label_key(label)
        return
    elif name in ("competent_department", "implementing_unit"):
        if _unit(draft, name, label, value, places):
            draft.implements_by = label_key(label) if name == "implementing_unit" and not is_blank(value) else draft.implements_by
            return
    elif name == "conclusion" and (chosen := ticked_option(value)):
        if draft.put(name, chosen, places):
            return
    elif name in _TEXT_FIELDS and (is_blank(value) or not label_key(value)):
        if name == "prepared_by":
            draft.put(name, "", ())
        return
    elif name == "annual_goal" and draft.values.get(name) and _OF_YEAR.search(label) and not draft.goal_of_year:
        draft.add_other(*draft.instead(name, value, places))  # 总体目标 first, then the year's
        draft.goal_of_year = True
        return
    elif name in _TEXT_FIELDS and draft.put(name, value, places):
        draft.goal_of_year |= name == "annual_goal" and bool(_OF_YEAR.search(label))
        return
    _told_twice(draft, name, value)
    draft.add_other(label_key(label) or label, value, places)


def _of_project(draft: Draft, row: Row) -> bool:
    """Whether a phone is the project's, not that of who filled the form in; a line of its own leaves that open."""
    if any(f in c.text for c in row.cells for f in _FILLER):
        return False
    if row.loose and not any("负责人" in c.text or "联系人" in c.text for c in row.cells):
        draft.review.add("phone")
        return bool(draft.values.get("project_lead"))
    return True


def _told_twice(draft: Draft, name: str, value: str) -> None:
    """A field that another place of the form states otherwise is looked at by a person."""
    if draft.values.get(name) and not is_blank(value) and squeeze(str(draft.values[name])) not in squeeze(value):
        draft.review.add(name)


def _unit(draft: Draft, name: str, label: str, value: str, places: Places) -> bool:
    """A unit's name, its code apart: [132]某局, 219-某局; behind it where the label speaks of a code: 某局 303."""
    if is_blank(value):
        return True
    plain = squeeze(value)
    if m := _CODED.match(plain):
        code, unit = m[1], m[2]
    elif "代码" in label and (m := _CODE_BEHIND.match(plain)):
        code, unit = m[2], m[1]
    else:
        return draft.put(name, value, places)
    if name == "competent_department":
        draft.put("competent_department_code", code, places)
    return draft.put(name, unit, places)


def _choice(draft: Draft, name: str, label: str, value: str, places: Places) -> bool:
    """A category, attribute or type; of tick boxes the ticked option's words."""
    ticked = ticked_option(value)
    if ticked == "":
        draft.add_other(label_key(label) or label, value, places)
        return True
    if name == "project_type":
        name = "project_category"
        if draft.values.get(name):
            return False
    return is_blank(value) or draft.put(name, ticked or value, places)


def ticked_option(text: str, ticked: str = "☑✓√■✔🗹▣☒", unticked: str = "□○◻☐◯▢") -> str | None:
    """The words of the ticked option; "" where none is ticked for sure, None where the text holds no boxes."""
    plain = squeeze(text)
    marks = ticked + unticked
    if not any(m in plain for m in unticked) and not any(m in plain for m in ticked):
        return None
    if re.search(rf"[{unticked}][{ticked}]|[{ticked}][{unticked}](?=$|[{marks}])", plain):
        return ""
    before = plain[0] in marks
    pieces = re.findall(rf"([{marks}])([^{marks}]*)" if before else rf"([^{marks}]*)([{marks}])", plain)
    options = [(p[1], p[0]) if before else (p[0], p[1]) for p in pieces]
    chosen = [re.sub(r"^\d+[、.．]|^[、,，;；]|[、,，;；]$", "", words) for words, mark in options if mark in ticked]
    return "、".join(c for c in chosen if c)


def _inline(draft: Draft, row: Row, cell: Cell, words: Vocabulary) -> bool:
    """填报单位：某局  金额单位：万元 in one cell or line."""
    text = OF_WHICH.sub("", (" ".join(cell.lines) or cell.text).strip())
    pairs = [re.split(r"[:：]", part, maxsplit=1) for part in _parts(text, words) if re.search(r"[:：]", part)]
    found = False
    unknown: list[tuple[str, str]] = []
    for label, value in pairs:
        value = value.strip() if label_key(value) else ""  # 年度目标1：（50分）
        if ("单位" in label or label_key(label) == "金额") and _UNIT_ONLY.match(squeeze(value)):
            draft.money = money_unit(value)
            found = True
            continue
        name = words.head.field(label)
        if name is None and not row.loose and money(value, Decimal(1)) is not None and _is_amount(row, label, words):
            name = "budget_amount"
        if name is None and value and 1 < len(label_key(label)) <= 16:
            unknown.append((label, _before_gap(value)))
        if name is None or not (value or len(pairs) > 1):
            continue
        value = _before_gap(value)
        if not value and row.loose and beside(row, cell, words) is not None:
            continue
        found = True
        keep(draft, row, name, cell, label, value, cell.places)
    for label, value in unknown if found else ():  # 复核科室：某科, beside labels that are known
        draft.unfamiliar("head", label, None, cell.places)
        draft.add_other(label_key(label), value, cell.places)
    if not found and row.loose and draft.money is None and "单位" in text:
        draft.money = money_unit(text)
    return found


def _is_amount(row: Row, label: str, words: Vocabulary) -> bool:
    """总额：85 | 其他：5: a source with its amount beside others in the row."""
    parts = [c.text.replace(":", "：").partition("：") for c in row.filled]
    sources = [left for left, _, right in parts if names_source(left) and money(right, Decimal(1)) is not None]
    return is_money(row, label, words) or (len(sources) > 1 and names_source(label))


def _parts(text: str, words: Vocabulary) -> list[str]:
    """A line's labels with their values: 填报单位：某局  电话：123; in a sentence too: 自评得分：93分，自评等级：优."""
    out: list[str] = []
    for part in _COLON.split(text):
        label, *rest = _IN_SENTENCE.split(part)
        known = words.head.field(re.split(r"[:：]", label)[0]) not in (None, "annual_goal", "actual_completion")
        out += [label, *rest] if known and all(words.head.field(re.split(r"[:：]", x)[0]) for x in rest) else [part]
    return out


def _before_gap(value: str) -> str:
    """The value in front of a wide gap, behind which something else stands: 某局　　　2022年度."""
    first, *rest = _GAP.split(value, maxsplit=1)
    return first if rest and len(first) > 1 and len(rest[0]) > 2 else value


def _unknown(draft: Draft, row: Row, cell: Cell, words: Vocabulary, used: set[int]) -> None:
    """A short text with another beside it, neither known: kept as label and value."""
    value = beside(row, cell, words)
    if value is None and has_blank_beside(row, cell) and is_money(row, cell.text, words):
        blank_source(draft, row, cell)
    if value is None or id(value) in used or len(squeeze(cell.text)) > 20 or not _names(cell):
        return
    if words.section.field(cell.text) is not None and money(value.text, Decimal(1)) is None:
        return
    if names_source(value.text) and _holds_amount(row, value):
        return  # 收支预算（元） beside 收入合计 and its amount
    if cell.bottom - cell.top > 1 and value.bottom - value.top < cell.bottom - cell.top:
        return
    used.add(id(value))
    told = is_money(row, cell.text, words) or follows_money(draft, row, cell)
    amount = told and money(value.text, Decimal(1)) is not None
    spent = _SPENT.search(cell.text) or words.budget.field(cell.text) == "executed"
    field = "executed_amount" if spent else "budget_amount"
    if "%" in squeeze(value.text) and _RATE.search(label_key(cell.text)) and draft.budget:
        draft.budget[-1].doubtful |= {"execution_rate"} - draft.budget[-1].values.keys()
    taken = amount and put_amount(draft, row, field, cell.text, cell.places, value.text, value.places)
    draft.heads([cell])
    if not taken:
        if not (OF_WHICH.match(squeeze(cell.text)) or NOT_THIS_YEAR.search(cell.text)):
            draft.unfamiliar("head", cell.text, None, cell.places)
        draft.add_other(label_key(cell.text) or cell.text, value.text, value.places)


def _holds_amount(row: Row, label: Cell) -> bool:
    after = [c for c in following(row, label) if c.text]
    return bool(after) and money(after[0].text, Decimal(1)) is not None


def _names(cell: Cell) -> bool:
    """Whether a text may be a label: no number, and no formula's error."""
    return number(cell.text) is None and not cell.uncomputed
