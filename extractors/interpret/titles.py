"""Titles: where a form begins, of which kind it is and for which year. Words of the title only."""

from __future__ import annotations

import re

from extractors.records import FormType
from extractors.text import squeeze

_TITLE = re.compile(r"(?=.*(绩效|自评|目标|监控|跟踪))(?=.*(表|公示|申报书|公开|报告|自评情况|监控情况)([(（].{0,12}[)）])?$).{4,60}$")
_ANY_TITLE = re.compile(r"(?!附[件表]).{4,60}表([(（].{0,12}[)）])?")
_NOT_TITLE = re.compile(r"[:：。；;]|^注|^说明|见附|^\d+[、.]")
_NUMBER = re.compile(  # 1、, 2-1., (3), （一）, 二、: a form's number in its file
    r"^(?:[(（]?\d{1,2}(?:[-—–.．]\d{1,2})*[)）]?[、.．)）]?(?=[^\d、.．)）年月日])|[(（][一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]{1,3}[、.．])"
)
_ASKS = re.compile("请|填写|报送|上报|附表")  # 1.请各单位填写绩效目标表
_COUNTED = re.compile(r"(?:之|[-—–])[一二三四五六七八九十\d]{1,2}$")  # 绩效目标表之一
_ANNEX = re.compile(r"^附[件表][\d一二三四五六七八九十\-—.]*[:：]")  # 附件3：项目支出绩效自评表
_UNIT = re.compile(r"[(（](?:金额|货币)?单位[:：].{1,6}[)）]$")  # 绩效自评表（单位：万元）
_GOES_ON = re.compile(r"[(（]?续[表一二三四\d]*[)）]?$|^续表")
OF_DEPARTMENT = re.compile("整体|部门")
_OF_TRANSFER = re.compile("转移支付|区域")
_OF_PROJECT = re.compile("项目|专项|政策|转移支付|区域")
_DAY = r"年\d{1,2}月\d{1,2}日"  # a date of filling in names no fiscal year
_YEAR = re.compile(rf"(?<!\d)((?:19|20)\d{{2}})(?!{_DAY})(?=年|\s*[-—–至.]|$|[)）])|(?<=[(（])((?:19|20)\d{{2}})(?!\d|{_DAY})")
_LABELLED_YEAR = re.compile(r"年度[:：]((?:19|20)\d{2})(?!\d)")
_HANZI_YEAR = re.compile(r"(二[〇○零Oo0][一二三四五六七八九〇○零]{2})年")
_HANZI = {c: str(i) for i, c in enumerate("零一二三四五六七八九")} | {"〇": "0", "○": "0", "O": "0", "o": "0"}


def is_title(text: str) -> bool:
    """Whether a line reads as a form's title: 某市2024年度项目支出绩效自评表."""
    plain = _plain(text)
    return bool(_TITLE.match(plain)) and not _NOT_TITLE.search(plain)


def numbered(text: str) -> bool:
    """1、某项目绩效目标表: a title that may be an entry of a list, or head a part of a form."""
    return bool(_NUMBER.match(squeeze(text)))


def _plain(text: str) -> str:
    """A title without its number in the file and the unit behind it."""
    plain = _ANNEX.sub("", squeeze(text))
    plain = plain if _ASKS.search(plain) else _NUMBER.sub("", plain)
    return _COUNTED.sub("", _UNIT.sub("", plain))


def may_be_title(text: str) -> bool:
    """Whether the first line over a table is its title, though no word of it says what it is: 使用成效对照表（2022年）."""
    plain = _plain(text)
    return bool(_ANY_TITLE.fullmatch(plain)) and not _NOT_TITLE.search(plain)


def goes_on(title: str) -> bool:
    """绩效自评表（续）: the form of the page before."""
    return bool(_GOES_ON.search(squeeze(title)))


def year_in(text: str) -> int | None:
    """The year that a title or the line below it names: 2024年度, （2019年1-6月）, 二〇二四年."""
    plain = squeeze(text)
    m = _YEAR.search(plain)
    if m:
        return int(m[1] or m[2])
    if labelled := _LABELLED_YEAR.search(plain):
        return int(labelled[1])
    h = _HANZI_YEAR.search(plain)
    return int("".join(_HANZI.get(c, c) for c in h[1])) if h else None


_KIND = re.compile("监控|监测|跟踪|自评|评价|完成情况|目标|申报")


def form_type(title: str, *, has_actual: bool, has_project: bool) -> FormType:
    """The kind of form: what its title says, else what it holds."""
    plain = squeeze(title)
    whole = "整体" in plain and not _OF_TRANSFER.search(plain)  # 转移支付区域（整体）绩效目标表
    department = whole or (not has_project and not _OF_PROJECT.search(plain))
    behind = plain[plain.rfind("绩效") :] if "绩效" in plain else plain
    plain = behind if _KIND.search(behind) else plain  # 空气自动监测站运维绩效目标表: a project's name tells no kind
    if "监控" in plain or "监测" in plain or "跟踪" in plain:
        return FormType.PERFORMANCE_MONITORING
    result = "自评" in plain or "评价" in plain or "完成情况" in plain
    if not result and not ("目标" in plain or "申报" in plain):
        result = has_actual
    if department:
        return FormType.DEPARTMENT_SELF_EVALUATION if result else FormType.DEPARTMENT_TARGET
    return FormType.PROJECT_SELF_EVALUATION if result else FormType.PROJECT_TARGET
