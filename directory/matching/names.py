"""When are two names of places the same, or nearly? Folding, words that say little, differences that tell.

In: names in any script, the kind of place, the city's own names. Out: folded text to compare, and verdicts. Names that
differ in a number or a direction are two, however alike they look (1号 and 2号航站楼, 东馆 and 西馆).
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache

from opencc import OpenCC
from rapidfuzz import fuzz

from directory.vocabulary import KINDS

HAN_RATIO = 83.0  # one character of six: of five, it is mostly another name (新场郑氏宅, 新场程氏宅)
LATIN_RATIO = 88.0  # one letter of eight or so: a slip, not another word
HAN, LATIN = 2, 5  # characters that must be left of a name for a word to be dropped, or for names to be compared

# Words that say only what kind of place it is: what is left when they go is the name.
_WORDS_OF_KINDS = """
博物馆 美术馆 图书馆 展览馆 会展中心 剧院 大剧院 剧场 电影院 影院 音乐厅 体育馆 体育场 体育中心
动物园 植物园 公园 花园 广场 清真寺 教堂 寺庙 餐厅 饭店 餐馆 酒店 宾馆 咖啡馆 茶馆 美容院 浴室
商店 超市 便利店 商场 百货商店 购物中心 医院 诊所 银行 自动取款机 取款机 派出所 领事馆 总领事馆
公共厕所 公共卫生间 无障碍卫生间 厕所 公厕 卫生间 洗手间 地铁站 火车站 汽车站 车站 码头 航站楼 机场 国际机场
游客中心 游客服务中心 旅游咨询中心 旅游咨询服务中心 旅游服务中心 问讯处 失物招领处
服务中心 服务点 行政服务中心 社区中心 志愿者服务站
toilet publictoilet restroom wc atm subwaystation station
"""
GENERIC = frozenset(_WORDS_OF_KINDS.split()).union(
    re.sub("[^a-z]", "", label.lower()) for kind in KINDS.values() for label in (kind.label, kind.plural)
)
ENDINGS: dict[str, tuple[str, ...]] = {
    "metro_station": ("地铁站", "站", "metrostation", "subwaystation", "station"),
    "railway_station": ("火车站", "站", "railwaystation", "trainstation", "station"),
    "maglev_station": ("磁浮站", "站", "maglevstation", "station"),
    "": ("股份有限公司", "有限责任公司", "有限公司", "coltd"),  # of every kind
}
# A difference in one of these tells two places apart.
TELLING = frozenset("0123456789一二三四五六七八九十东南西北中左右前后上下内外新老旧大小分总")
TELLING_WORDS = frozenset(
    {"north", "south", "east", "west", "new", "old", "upper", "lower", "inner", "outer", "branch"}
)
_WORD = re.compile(r"[^\W_]+")
_SIMPLIFIED = OpenCC("t2s")


@lru_cache(maxsize=65536)
def folded(text: str) -> str:
    """Fold a name: width, case, marks on letters, traditional characters; only letters and digits stay."""
    text = unicodedata.normalize("NFKD", text).casefold()
    text = "".join(c for c in text if not "\u0300" <= c <= "\u036f")
    return "".join(_WORD.findall(_SIMPLIFIED.convert(unicodedata.normalize("NFC", text))))


@lru_cache(maxsize=65536)
def core(text: str, kind: str, city: tuple[str, ...]) -> str:
    """Fold a name and drop what says little: the city's name, the kind's ending; never down to a word of a kind.

    上海市历史博物馆 is 历史博物馆, but 上海博物馆 stays: of 博物馆 there are many.
    """
    name = folded(text)
    for ending in (*ENDINGS[""], *ENDINGS.get(kind, ())):
        if name.endswith(ending) and tells(name[: -len(ending)], city):
            name = name[: -len(ending)]
            break
    for own in city:
        for opening in (own + "市", own):  # as 上海市 and 上海
            if name.startswith(opening) and tells(name[len(opening) :], city):
                return name[len(opening) :]
        if name.endswith("of" + own) and tells(name[: -len(own) - 2], city):
            return name[: -len(own) - 2]
    return name


def is_generic(text: str) -> bool:
    """Tell whether a name says no more than what kind of place it is."""
    return folded(text) in GENERIC


def tells(rest: str, city: tuple[str, ...]) -> bool:
    """Tell whether what is left of a name is still one."""
    return len(rest) >= (LATIN if rest.isascii() else HAN) and rest not in GENERIC and rest not in city


def told_apart(one: str, two: str) -> bool:
    """Tell whether names differ in a number, a direction, an age or a size; in Chinese, in a letter too (L1, M1)."""
    left, right = Counter(one), Counter(two)
    differing = set(left - right) | set(right - left)
    if one.isascii() and two.isascii():
        return bool(differing & TELLING) or any((word in one) != (word in two) for word in TELLING_WORDS)
    return bool(differing & TELLING) or any(c.isascii() for c in differing)


def is_fuller(one: str, two: str) -> bool:
    """Tell whether a Chinese name is another in full: behind an owner (复旦大学附属华山医院), or with a word of a kind.

    What else follows a name is mostly a part of the place: 古迹探索营 and its 绳索挑战道.
    """
    short, long = sorted((one, two), key=len)
    if len(short) <= HAN or short.isascii():
        return False
    owned = long.endswith(short) and len(long) - len(short) > HAN
    return owned or (long.startswith(short) and long[len(short) :] in GENERIC)


def is_slip(one: str, two: str) -> bool:
    """Tell whether two names differ by a slip of the pen."""
    if told_apart(one, two):
        return False
    if one.isascii() or two.isascii():
        return min(len(one), len(two)) > LATIN and fuzz.ratio(one, two, score_cutoff=LATIN_RATIO) > 0
    return fuzz.ratio(one, two, score_cutoff=HAN_RATIO) > 0
