"""The head of a form: labels with their values beside, below or behind them, goals, lists of goals and plans.

One row at a time; tables of funds and indicators are read elsewhere. What has a label and no field goes to `other`.
"""

from __future__ import annotations

import re
from decimal import Decimal

from extractors.grid import Cell, Grid
from extractors.interpret import tasks
from extractors.interpret.draft import Draft, Places, Record
from extractors.interpret.forms import Row, following
from extractors.interpret.funds import OF_WHICH as _OF_WHICH
from extractors.interpret.funds import source_name
from extractors.interpret.goals import completion, headed, heads_goals, two_headings
from extractors.text import is_blank, label_key, squeeze
from extractors.values import money, money_unit, number
from extractors.vocabulary import Vocabulary

_TEXT_FIELDS = {
    "project_name", "prepared_by", "project_lead", "phone", "competent_department", "implementing_unit", "competent_department_code",
    "project_category", "project_attribute", "period", "fund_nature", "annual_goal", "actual_completion", "responsibilities",
    "organization", "management_rules", "conclusion",
}  # fmt: skip
_AMOUNTS = {"budget_amount": "initial", "full_year_amount": "full_year", "executed_amount": "executed"}
_OF_EXECUTION = {"execution_rate": "execution_rate", "execution_score": "score", "execution_weight": "weight"}
# The value stands beside these for certain, whatever it reads like.
_ALWAYS_BESIDE = {
    "project_name",
    "project_category",
    "project_attribute",
    "fund_nature",
    "prepared_by",
    "implementing_unit",
    "competent_department",
}
# These may head a column, their value below them.
_HEADING = {"annual_goal", "actual_completion", "long_term_goal"}
_UNIT_ONLY = re.compile(r"^(亿|万|千|百)?元$")
_CODED = re.compile(r"^[\[【(（]?(\d{3,})[\]】)）]?[-—_\s]*(\D.*)$")
_COLON = re.compile(r"\s+(?=[^\s:：]{2,16}[:：])")
_LEAD_AND_PHONE = re.compile(r"^(.*?\D)[\s、,，/：:()（）]*([\d][\d\-— ]{5,}\d)[)）]?$")
_MONEY_LABEL = re.compile(
    r"(资金|资本金|预算|经费|金额|拨款|补助|补贴|投资|收入|支出|安排|总额|债券|结转|自筹|配套)(资金|总|预算)*(数|额|总额|合计|安排|金额|申请)?$"
)
_NOT_THIS_YEAR = re.compile(r"实施期|中期|前期|以前年度|历年|上年(?!结转|结余)|上一年|去年|前年")
_SEALED = re.compile(r"^[(（](?:盖章|公章|签章|章)[)）]\s*(?=\S)")  # 填报单位：（盖章）某局
_GAP = re.compile(r"[\s\u3000]{2,}")
_FILLER = ("填报人", "填表人", "制表人", "经办人")


def read_row(draft: Draft, row: Row, words: Vocabulary, used: set[int]) -> None:
    """Read every label of a row; cells taken as values from the row above are in `used` and left alone."""
    for cell in row.filled:
        if id(cell) not in used:
            _read_cell(draft, row, cell, words, used)


def _read_cell(draft: Draft, row: Row, cell: Cell, words: Vocabulary, used: set[int]) -> None:
    used.add(id(cell))
    if _inline(draft, row, cell, words):
        return
    name = words.head.field(cell.text)
    listed = words.section.field(cell.text)
    if listed in ("detail_goals", "plans") and tasks.read(draft, row.grid, cell, listed, used):
        return
    name = name or _with_side(row, cell, words)
    if name is None:
        if listed in (None, "budget") and not row.loose:
            _unknown(draft, row, cell, words, used)
        return
    if name in _HEADING and (value := headed(row, cell, words)) is not None:
        if name == "annual_goal":
            completion(draft, row, cell, words, used)
    else:
        value = _beside(row, cell, words, always=name in _ALWAYS_BESIDE)
        if value is not None and name in _HEADING and heads_goals(row.grid, value):
            two_headings(draft, row, name, value, words, used)
            return  # a side label: each heading beside it is read by itself
        if value is not None and cell.bottom - cell.top > 1 and words.head.field(cell.text + value.text) is not None:
            return  # 项目 beside 名称, 实施单位
    if value is None and name in _HEADING:
        value = _below(row.grid, cell, words)
    if value is None:
        if name == "prepared_by" and _has_blank_beside(row, cell):
            draft.put("prepared_by", "", ())
        return
    used.add(id(value))
    text, places = value.text, value.places
    if name == "period" and (end := _end_of_period(row, value)):
        used.update(id(c) for c in end)
        text, places = "".join([text, *(c.text for c in end)]), (*places, *(p for c in end for p in c.places))
    keep(draft, row, name, cell, cell.text, text, places)


def keep(draft: Draft, row: Row, name: str, labelled: Cell, label: str, value: str, places: Places) -> None:
    """Put a value into its field; into `other` where it has none or the field is taken."""
    if draft.words.head.own_field(label):
        draft.unfamiliar("head", label, name, labelled.places)
    after_table = bool(draft.indicators) or bool(draft.columns)
    value = _SEALED.sub("", value)
    if name == "lead_and_phone":
        if m := _LEAD_AND_PHONE.match(value.strip()):
            draft.put("project_lead", m[1], places)
            draft.put("phone", m[2], places)
            return
        name = "project_lead"
    if name == "phone" and (after_table or any(f in c.text for c in row.cells for f in _FILLER)):
        name = "other"
    if name in _AMOUNTS or name in _OF_EXECUTION:
        if _amount(draft, row, name, label, labelled.places, value, places):
            return
    elif name == "total_score":
        if (score := number(value)) is not None and draft.put(name, score, places):
            return
    elif name in ("project_category", "project_type", "project_attribute"):
        if _choice(draft, name, label, value, places):
            return
    elif name in ("competent_department", "implementing_unit"):
        if _unit(draft, name, value, places):
            return
    elif name == "provincial_department":
        if not draft.values.get("competent_department"):
            draft.add_other(label, value, places)
            return
    elif name == "conclusion" and (chosen := ticked_option(value)):
        if draft.put(name, chosen, places):
            return
    elif name in _TEXT_FIELDS and (is_blank(value) or not label_key(value)):
        if name == "prepared_by":
            draft.put(name, "", ())
        return
    elif name in _TEXT_FIELDS and draft.put(name, value, places):
        return
    draft.add_other(label_key(label) or label, value, places)


def _unit(draft: Draft, name: str, value: str, places: Places) -> bool:
    """A unit's name, its code apart: [132]某局, 219-某局."""
    if is_blank(value):
        return True
    m = _CODED.match(squeeze(value))
    if m and name == "competent_department":
        draft.put("competent_department_code", m[1], places)
    return draft.put(name, m[2] if m else value, places)


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


def _amount(draft: Draft, row: Row, name: str, label: str, label_places: Places, value: str, places: Places) -> bool:
    """An amount in a head cell is a budget line of its own; 全年 and executed amounts share one."""
    if name in _OF_EXECUTION:
        rate, column = number(value), _OF_EXECUTION[name]
        line = _shared_line(draft, column)
        if rate is None or line is None or (column != "execution_rate" and "executed" not in line.values):
            return False
        line.put(column, rate, places)
        return True
    amount = money(value, _money_unit(draft, row, label))
    if amount is None or _of_later_years(row, label_places):
        return False
    column = _AMOUNTS[name]
    line = _shared_line(draft, column) if column != "initial" else None
    if line is None:
        line = Record()
        if _is_part(label):
            line.values["of_which"] = True
        line.put("source", source_name(label) if column == "initial" else "预算资金", label_places)
        draft.budget.append(line)
    line.put(column, amount, places)
    if draft.words.head.field(label) is None:  # taken for money by its words or its place only
        line.doubtful.add(column)
    return True


def _shared_line(draft: Draft, column: str) -> Record | None:
    """The line that an amount printed apart belongs to: that of the head's only amount."""
    free = [r for r in draft.budget if column not in r.values]
    named = next((r for r in free if r.values.get("source") == "预算资金"), None)
    return named or (free[0] if len(draft.budget) == 1 and free else None)


def _is_part(label: str) -> bool:
    return bool(_OF_WHICH.match(squeeze(label)))


def _money_unit(draft: Draft, row: Row, label: str) -> Decimal:
    """What a printed amount is worth: as its label says, a label beside the row, or a line above the table."""
    own = money_unit(label)
    if own is None and not row.loose:
        beside = [u for c in row.grid.crossing(row.index) if len(c.text) <= 24 and (u := _unit_in_brackets(c.text))]
        own = beside[0] if beside else draft.money or _unit_above(row)
    return own or draft.money or Decimal(1)


def _unit_above(row: Row) -> Decimal | None:
    """The unit that a row of one cell, or an amount in the same columns, names above: 当年预算情况（万元）."""
    for r in range(row.index - 1, -1, -1):
        for cell in row.grid.starting(r):
            if len(cell.text) <= 24 and (unit := _unit_in_brackets(cell.text)) is not None:
                alone = sum(bool(c.text) for c in row.grid.starting(r)) == 1
                return unit if alone or cell.left == row.filled[0].left or cell.bottom - cell.top == 1 else None
    return None


def _unit_in_brackets(text: str) -> Decimal | None:
    m = re.search(r"[(（](?:单位[:：])?((?:亿|万)?元)[)）]", squeeze(text))
    return money_unit(m[1]) if m else None


def _is_money(row: Row, label: str, words: Vocabulary) -> bool:
    """Whether an unknown label with a number is an amount: it says so, or stands in the block of the funds."""
    if _NOT_THIS_YEAR.search(label) or len(squeeze(label)) > 30:
        return False
    if _unit_in_brackets(label) or _MONEY_LABEL.search(label_key(label)):
        return True
    if any(squeeze(c.text).rstrip(":：") == "其中" for c in row.grid.crossing(row.index)):
        return True
    if _is_part(label) and any(_MONEY_LABEL.search(label_key(c.text)) for c in row.filled):
        return True
    return any(words.section.field(c.text) == "budget" and c.top < row.index for c in row.grid.crossing(row.index))


def _of_later_years(row: Row, label: Places) -> bool:
    """Whether an amount is part of one above it that is not this year's: 实施期资金总额 over 其中：财政拨款."""
    own = next((c for c in row.cells if c.places is label), None)
    if own is None or row.loose:
        return False
    inside = False
    for r in range(row.index, -1, -1):
        for cell in (c for c in row.grid.starting(r) if c.left == own.left and c.text):
            if _NOT_THIS_YEAR.search(cell.text):
                return inside
            if inside and not _is_part(cell.text):
                return False
            inside = inside or _is_part(cell.text)
        if row.index - r > 6:
            return False
    return False


def _inline(draft: Draft, row: Row, cell: Cell, words: Vocabulary) -> bool:
    """填报单位：某局  金额单位：万元 in one cell or line."""
    text = _OF_WHICH.sub("", (" ".join(cell.lines) or cell.text).strip())
    pairs = [re.split(r"[:：]", part, maxsplit=1) for part in _COLON.split(text) if re.search(r"[:：]", part)]
    found = False
    unknown: list[tuple[str, str]] = []
    for label, value in pairs:
        value = value.strip()
        if "单位" in label and _UNIT_ONLY.match(squeeze(value)):
            draft.money = money_unit(value)
            found = True
            continue
        name = words.head.field(label)
        if name is None and not row.loose and money(value, Decimal(1)) is not None and _is_money(row, label, words):
            name = "budget_amount"
        if name is None and value and 1 < len(label_key(label)) <= 16:
            unknown.append((label, _before_gap(value)))
        if name is None or not (value or len(pairs) > 1):
            continue
        value = _before_gap(value)
        if not value and row.loose and _beside(row, cell, words) is not None:
            continue
        found = True
        keep(draft, row, name, cell, label, value, cell.places)
    for label, value in unknown if found else ():  # 复核科室：某科, beside labels that are known
        draft.unfamiliar("head", label, None, cell.places)
        draft.add_other(label_key(label), value, cell.places)
    if not found and row.loose and draft.money is None and "单位" in text:
        draft.money = money_unit(text)
    return found


def _before_gap(value: str) -> str:
    """The value in front of a wide gap, behind which something else stands: 某局　　　2022年度."""
    first, *rest = _GAP.split(value, maxsplit=1)
    return first if rest and len(first) > 1 and len(rest[0]) > 2 else value


def _beside(row: Row, cell: Cell, words: Vocabulary, *, always: bool = False) -> Cell | None:
    """The value to the right: the next filled cell, unless that is a label itself."""
    after = [c for c in following(row, cell) if c.text]
    if not after or _is_inline(after[0].text, words) or _amount_follows(cell, after):
        return None
    return after[0] if always or not _is_label(after[0].text, words) else None


def _amount_follows(cell: Cell, after: list[Cell]) -> bool:
    """Whether the text behind a blank is a label of money with its own amount: 地方资金 |   | 地方资金 | 250."""
    text = after[0].text
    if after[0].left == cell.right or len(after) < 2 or number(text) is not None:
        return False
    return bool(_MONEY_LABEL.search(label_key(text)) or _is_part(text)) and money(after[1].text, Decimal(1)) is not None


def _end_of_period(row: Row, begin: Cell) -> list[Cell]:
    """Cells in which a period goes on: 20210101 | 到 | 20211231."""
    after = [c for c in following(row, begin) if c.text]
    return after[:2] if len(after) > 1 and squeeze(after[0].text) in ("至", "到", "-", "—", "~") else []


def _with_side(row: Row, cell: Cell, words: Vocabulary) -> str | None:
    """The field that a label names together with the side label it stands beside: 项目 over several rows, 名称."""
    if row.loose or len(squeeze(cell.text)) > 6:
        return None
    side = [c for c in row.grid.crossing(row.index) if c.right == cell.left and c.bottom - c.top > 1 and c.text]
    return words.head.field(side[-1].text + cell.text) if side and len(squeeze(side[-1].text)) <= 4 else None


def _has_blank_beside(row: Row, cell: Cell) -> bool:
    after = following(row, cell)
    return row.loose or (bool(after) and not after[0].text)


def _below(grid: Grid, cell: Cell, words: Vocabulary) -> Cell | None:
    """The value under a label that heads a column: 预期目标 over its text."""
    if cell.bottom >= grid.rows or cell.bottom - cell.top > 1:
        return None
    under = [c for c in grid.starting(cell.bottom) if grid.overlap(cell, c) > 0 and c.text]
    if len(under) > 1 and _is_label(under[0].text, words):
        return None  # the label heads a part of the form: rows of labels and values follow
    best = max(under, key=lambda c: grid.overlap(cell, c), default=None)
    return best if best is not None and not _is_label(best.text, words) else None


def _is_label(text: str, words: Vocabulary) -> bool:
    return words.heads(text)


def _is_inline(text: str, words: Vocabulary) -> bool:
    """A label with its own value behind a colon: 金额单位：万元."""
    label, colon, _ = text.replace(":", "：").partition("：")
    return bool(colon) and len(label) <= 16 and words.head.field(label) is not None


def _unknown(draft: Draft, row: Row, cell: Cell, words: Vocabulary, used: set[int]) -> None:
    """A short text with another beside it, neither known: kept as label and value."""
    value = _beside(row, cell, words)
    if value is None or id(value) in used or len(squeeze(cell.text)) > 20 or number(cell.text) is not None:
        return
    if words.section.field(cell.text) is not None and money(value.text, Decimal(1)) is None:
        return
    if cell.bottom - cell.top > 1 and value.bottom - value.top < cell.bottom - cell.top:
        return
    used.add(id(value))
    is_money = money(value.text, Decimal(1)) is not None and _is_money(row, cell.text, words)
    taken = is_money and _amount(draft, row, "budget_amount", cell.text, cell.places, value.text, value.places)
    draft.heads([cell])
    if not taken:
        if not (_OF_WHICH.match(squeeze(cell.text)) or _NOT_THIS_YEAR.search(cell.text)):
            draft.unfamiliar("head", cell.text, None, cell.places)
        draft.add_other(label_key(cell.text) or cell.text, value.text, value.places)
