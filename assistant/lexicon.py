"""The words of questions: `lexicon.toml` read once into patterns. Words are data; only their meanings are known to code."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

# Traditional characters that occur in questions on budgets and performance, and what they simplify to.
_TRADITIONAL = "項項目標沒達完績預執評財經費單個條產業質數時間實際總額較與從為請問顯示農電鄉鎮區縣書計劃設備資務處級關係結論責負職組織維護運行環護衛健場監衛應學習勞動會議團體師員書長門別類於內間對於較無獎勵補貼購買對應發展統戰綫線網絡絡導選舉聯黨軍訓練濟連續價價報導條約萬億兩處後這裡裏還幾誰麼嗎過進開關實現規則審計庫讀寫號碼據鐵橋樓廠園廣東廳縣鎮鄉億優異滿蓋錢慢點節餘餘轉撥撥來買賣勝敗戶戶術專員歷曆歲習慣證據檢驗測試溫濕樹林種類養殖漁畜牧糧麥濱灣瀋陽遼寧龍滬蘇淅魯鄂贛湘瓊貴雲陝寧"
_SIMPLE = "项项目标没达完绩预执评财经费单个条产业质数时间实际总额较与从为请问显示农电乡镇区县书计划设备资务处级关系结论责负职组织维护运行环护卫健场监卫应学习劳动会议团体师员书长门别类于内间对于较无奖励补贴购买对应发展统战线线网络络导选举联党军训练济连续价价报导条约万亿两处后这里里还几谁么吗过进开关实现规则审计库读写号码据铁桥楼厂园广东厅县镇乡亿优异满盖钱慢点节余余转拨拨来买卖胜败户户术专员历历岁习惯证据检验测试温湿树林种类养殖渔畜牧粮麦滨湾沈阳辽宁龙沪苏淅鲁鄂赣湘琼贵云陕宁"
SIMPLIFIED = str.maketrans(_TRADITIONAL, _SIMPLE)


@dataclass(frozen=True)
class Word:
    """One meaning with the pattern of all its words."""

    kind: str
    meaning: str
    patterns: tuple[re.Pattern[str], ...]


def _pattern(word: str) -> str:
    return rf"(?<![a-z]){word}(?![a-z])" if re.match(r"[a-z(?:]*[a-z]", word) and word.isascii() else word


@cache
def words() -> tuple[Word, ...]:
    """All words. Chinese and English are matched apart, so that neither hides the other's longer reading."""
    found = []
    for kind, meanings in tomllib.loads((files("assistant") / "lexicon.toml").read_text("utf-8")).items():
        for meaning, entries in meanings.items():
            if entries:
                found.append(Word(kind, meaning, tuple(re.compile(_pattern(e)) for e in entries)))
    return tuple(found)
