"""Small made-up cities for the tests of search."""

from __future__ import annotations

import random
import re

from directory.search import SearchCorpus, SearchEntry, write

KIND_WORDS = {
    "hotel": ("Hotel", "宾馆", "ホテル", "فندق"),
    "museum": ("Museum", "博物馆", "musée", "متحف"),
    "toilet": ("Public toilet", "公共厕所", "ห้องน้ำสาธารณะ"),
    "mosque": ("Mosque", "清真寺", "مسجد"),
}
DISTRICT_WORDS = {"huangpu": ("Huangpu", "黄浦区"), "xuhui": ("Xuhui", "徐汇区")}
TAG_WORDS = {"wheelchair": ("wheelchair", "轮椅", "step-free"), "halal": ("halal", "清真"), "visa": ("Visa",)}


def entry(
    key: str,
    name: str,
    name_zh: str,
    *others: str,
    kind: str = "museum",
    district: str = "huangpu",
    address: str = "",
    address_zh: str = "",
    tags: tuple[str, ...] = (),
    closed: bool = False,
    stale: bool = False,
) -> SearchEntry:
    """Make an entry; what is not said is empty."""
    return SearchEntry(key, name, name_zh, others, address, address_zh, kind, district, tags, None, None, stale, closed)


def corpus(*entries: SearchEntry, language: str = "en") -> SearchCorpus:
    """Make a corpus with the words above."""
    return SearchCorpus(language, entries, KIND_WORDS, DISTRICT_WORDS, TAG_WORDS)


def small(language: str = "en") -> SearchCorpus:
    """Make a corpus that has a bit of everything."""
    return corpus(
        entry(
            "xiaotaoyuan-mosque",
            "Xiaotaoyuan Mosque",
            "小桃园清真寺",
            kind="mosque",
            tags=("halal",),
            address="52 Xiaotaoyuan Street",
            address_zh="小桃园街52号",
        ),
        entry(
            "city-museum",
            "Shanghai Museum",
            "上海博物馆",
            "Musée de Shanghai",
            tags=("wheelchair", "visa"),
            address="201 Renmin Avenue",
            address_zh="人民大道201号",
        ),
        entry("glass-museum", "Glass Museum", "玻璃博物馆", district="xuhui", tags=("wheelchair",)),
        entry(
            "peace-hotel",
            "Peace Hotel",
            "和平饭店",
            "和平ホテル",
            "فندق السلام",
            kind="hotel",
            tags=("visa",),
            address="20 Nanjing East Road",
            address_zh="南京东路20号",
        ),
        entry("luxun", "Lüxun Hôtel", "绿寻宾馆", kind="hotel", district="xuhui", stale=True),
        entry("music", "Music Hall", "音乐厅", district="", closed=True),
        entry("people-toilet", "People's Square Toilet", "人民广场公共厕所", kind="toilet", tags=("wheelchair",)),
        entry("thai", "โรงแรมเซี่ยงไฮ้", "泰国宾馆", kind="hotel"),
        language=language,
    )


def large(language: str = "en", size: int = 60, seed: int = 7) -> SearchCorpus:
    """Make a corpus of many names that resemble each other, so that ties and slips are common."""
    chance = random.Random(seed)
    syllables = [
        ("福", "fu"),
        ("兴", "xing"),
        ("泰", "tai"),
        ("乐", "le"),
        ("绿", "lü"),
        ("昌", "chang"),
        ("安", "an"),
        ("云", "yun"),
    ]
    entries = []
    for i in range(size):
        picked = [chance.choice(syllables) for _ in range(3)]
        kind = chance.choice(sorted(KIND_WORDS))
        han, latin = "".join(p[0] for p in picked), "".join(p[1] for p in picked).capitalize()
        label, label_zh = KIND_WORDS[kind][0], KIND_WORDS[kind][1]
        number = chance.randint(1, 300)
        entries.append(
            SearchEntry(
                f"v{i:03d}",
                f"{latin} {label}",
                han + label_zh,
                (f"{han}の{label}",) if i % 3 == 0 else (),
                f"{number} Nanjing East Road",
                f"南京东路{number}号",
                kind,
                chance.choice(["", *DISTRICT_WORDS]),
                tuple(sorted(chance.sample(sorted(TAG_WORDS), chance.randint(0, 3)))),
                31.2 + i / 1000 if i % 4 else None,
                121.5 - i / 1000 if i % 4 else None,
                i % 7 == 0,
                i % 11 == 0,
            )
        )
    return corpus(*small().entries, *entries, language=language)


def sharded(size: int = 300) -> dict[str, bytes]:
    """Write an index in many small shards, a dozen venues each."""
    return write(large(size=size, seed=11), largest=20, largest_shard=900)


SPOKEN = (
    "福fu兴xing泰tai绿lv昌chang安an云yun和he平ping永yong丰feng德de顺shun康kang宝bao华hua明ming瑞rui祥xiang麦mai"
    "聚ju鸿hong春chun月yue东dong海hai金jin石shi玉yu林lin江jiang山shan新xin天tian文wen光guang星xing百bai"
)
SOUNDS: dict[str, str] = dict(re.findall("([^a-z])([a-z]+)", SPOKEN))
# Kinds: English and Chinese words, and how the Chinese ones sound.
MANY_KINDS = {
    "hotel": ("Hotel", "宾馆", "bin guan"),
    "museum": ("Museum", "博物馆", "bo wu guan"),
    "toilet": ("Public Toilet", "公共厕所", "gong gong ce suo"),
    "hospital": ("Hospital", "医院", "yi yuan"),
    "station": ("Metro Station", "地铁站", "di tie zhan"),
    "restaurant": ("Restaurant", "饭店", "fan dian"),
    "library": ("Library", "图书馆", "tu shu guan"),
    "shop": ("Department Store", "商店", "shang dian"),
}
MANY_DISTRICTS = {f"{stem}-district": (f"{stem.title()} District",) for stem in ("north", "south", "east", "west")}


def many(size: int, seed: int = 3) -> SearchCorpus:
    """Make a corpus of any size, in English: names of three characters and a kind, 150 roads, three tags."""
    chance = random.Random(seed)
    chars = list(SOUNDS)
    roads = ["".join(chance.sample(chars, 2)) for _ in range(150)]
    entries = []
    for i in range(size):
        stem, road, number = "".join(chance.choices(chars, k=3)), chance.choice(roads), chance.randint(1, 2000)
        kind = chance.choice(sorted(MANY_KINDS))
        entries.append(
            SearchEntry(
                f"v{i:06d}",
                f"{latin(stem)} {MANY_KINDS[kind][0]}",
                stem + MANY_KINDS[kind][1],
                (),
                f"{number} {latin(road)} Road",
                f"{road}路{number}号",
                kind,
                chance.choice(sorted(MANY_DISTRICTS)),
                tuple(tag for tag in sorted(TAG_WORDS) if chance.random() < 0.4),
                31.0 + chance.random() / 2,
                121.2 + chance.random() / 2,
                stale=False,
                closed=False,
            )
        )
    kinds = {kind: words[:2] for kind, words in MANY_KINDS.items()}
    return SearchCorpus("en", tuple(entries), kinds, MANY_DISTRICTS, TAG_WORDS)


def latin(chars: str) -> str:
    """Write characters in pinyin, as one word of a name."""
    return "".join(SOUNDS[char] for char in chars).capitalize().replace("v", "ü")
