"""A region read off a unit's name: 市, 县, 区, 旗, outermost first. Pure; knows names only, no list of all places.

Chinese unit names begin with the place they serve, each place ending in its rank's character. The same characters end
common words (城市, 社区, 开发区, 市场), so what is refused here matters as much as what is taken.
"""

from __future__ import annotations

import re

_PROVINCES = [
    "河北",
    "山西",
    "辽宁",
    "吉林",
    "黑龙江",
    "江苏",
    "浙江",
    "安徽",
    "福建",
    "江西",
    "山东",
    "河南",
    "湖北",
    "湖南",
    "广东",
    "海南",
    "四川",
    "贵州",
    "云南",
    "陕西",
    "甘肃",
    "青海",
    "台湾",
]
_AUTONOMOUS = {"内蒙古": "", "广西": "壮族", "西藏": "", "宁夏": "回族", "新疆": "维吾尔"}
_PROVINCE = re.compile(
    "|".join([f"(?:{'|'.join(_PROVINCES)})省", *(f"{name}{people}自治区" for name, people in _AUTONOMOUS.items())])
)
# 海南 is also the name of a 藏族自治州 in 青海.
_SHORT_PROVINCE = re.compile("|".join(["海南(?!藏族|州)", *(p for p in _PROVINCES if p != "海南"), *_AUTONOMOUS]))
# Bodies that put their own name before the place.
_BEFORE_PLACE = re.compile(
    r"^(?:中国共产党|中共|国家税务总局|国家统计局|共青团|中国共产主义青年团|中国人民银行|[^一-鿿]+)+"
)

_RANK = re.compile(r"自治州|[市县区旗盟州]")
_LENGTHS = {"市": (2, 4), "县": (1, 12), "区": (2, 7), "旗": (2, 10), "自治州": (2, 9)}
_INSTITUTION = re.compile(
    r"[局委办校厅处队室院]|中心|公司|大学|中学|小学|管理|服务|建设|街道|人民|发展|工程|综合|经济|农业|保护|整治"
)
_NOT_A_PLACE = re.compile(
    r"(?:智慧|文明|卫生|海绵|生态|中心|新型|园林)城市$|[全各本该我跨省市区]县$|自治区$|行政区$"
    r"|(?:社|园|景|开发|高新|经开|新技术|示范|保税|灌|库|牧|小|校|片|辖|老|灾|军|街|功能|试验|实验|合作|度假|工业|产业"
    r"|集聚|聚集|自贸|流域|林|主城|中心城|老城|全|各|本|县|区|贫困|民族|边远|偏远|核心|特|禁)区$"
)
# Ranks whose character says too little, so that their few places are told by name; 州 is short for 自治州.
_EXCEPTIONS = re.compile(
    r"^(?:神农架林区|(?:阿里|阿克苏|喀什|和田|塔城|阿勒泰|大兴安岭)地区|(?:兴安|锡林郭勒|阿拉善)盟"
    r"|(?:延边|恩施|湘西|阿坝|甘孜|凉山|黔西南|黔东南|黔南|楚雄|红河|文山|西双版纳|大理|德宏|怒江|迪庆|临夏|甘南"
    r"|海北|黄南|海南|果洛|玉树|海西|昌吉|博尔塔拉|巴音郭楞|克孜勒苏|伊犁)州)$"
)
_AFTER_A_WORD = re.compile(r"^(?:场|容|值|价|政(?!府|协|法|务))")  # 市场, 市容, 市政: the 市 belongs to that word
_STARTS_WITH_RANK = re.compile(r"^(?:市(?![中南北]区)|[县区旗盟])")  # 市中区, 市南区, 市北区 are districts


def _is_place(name: str, rank: str, rest: str) -> bool:
    place = name + rank
    if _EXCEPTIONS.match(place):
        return True
    low, high = _LENGTHS.get(rank, (1, 0))
    if not low <= len(name) <= high or place.endswith("地区"):
        return False
    if rank == "县" and len(name) > 5 and not name.endswith("自治"):
        return False
    if rank == "县" and len(name) == 1 and rest.startswith("市") and not _AFTER_A_WORD.match(rest[1:]):
        return False  # 辉县市 is a city
    if rank == "市" and _AFTER_A_WORD.match(rest):
        return False
    return not (_INSTITUTION.search(name) or _NOT_A_PLACE.search(place))


def _leading_place(text: str) -> tuple[str, str] | None:
    """The place that `text` begins with and its rank, the shortest that is one."""
    if _STARTS_WITH_RANK.match(text):
        return None
    for found in _RANK.finditer(text, 0, 16):
        name, rank = text[: found.start()], found.group()
        if _is_place(name, rank, text[found.end() :]):
            return name + rank, rank
    return None


def _without_province(text: str) -> str:
    if full := _PROVINCE.match(text):
        return text[full.end() :]
    short = _SHORT_PROVINCE.match(text)
    # 吉林市, 河北区: the province's name is the place's own unless a place follows it.
    if short and _leading_place(text[short.end() :]):
        return text[short.end() :]
    return text


def regions(unit: str) -> tuple[str, ...]:
    """ "澄屿市朔桥区卫生健康局" -> ("澄屿市", "朔桥区"); () where the name holds no place."""
    rest = _without_province(_BEFORE_PLACE.sub("", "".join(unit.split())))
    found: list[str] = []
    while len(found) < 2 and (place := _leading_place(rest)):
        found.append(place[0])
        if place[1] in "县区旗" and not place[0].endswith("地区"):
            break
        rest = rest[len(place[0]) :]
    return tuple(found)


def region_path(unit: str) -> str:
    """ "/澄屿市/朔桥区/", so that `LIKE '%/澄屿市/%'` finds all that lies in it; "" where there is none."""
    found = regions(unit)
    return f"/{'/'.join(found)}/" if found else ""
