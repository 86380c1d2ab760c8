"""Which places may be one: laws of pairing, and pairs that are one or two."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.geo import Point
from directory.matching import AKIN, SINGLE, Place, Reason, Twin, akin, folded, is_generic, pairs, twins
from directory.matching.names import ENDINGS, core
from directory.model import Dataset
from directory.vocabulary import KINDS

CITY = ("示例城", "Exampleton")
A, A_TOO, B = "甲路1号", "甲路 １ 號", "乙路5号"
HERE = Point(39.2, 82.3)
M_LAT = 1 / 111_195  # degrees of latitude in a metre


def place(name: str, kind: str = "museum", metres: float | None = 0, **more: Any) -> Place:
    """A place so many metres north of a point; None: without a position."""
    point = None if metres is None else Point(HERE.lat + metres * M_LAT, HERE.lon)
    return replace(Place(f"{name}-{kind}-{metres}", kind, name, point=point), **more)


def one(*places: Place) -> Reason | None:
    """Why the two places are one."""
    numbered = [replace(found, id=str(number)) for number, found in enumerate(places)]
    found = list(pairs(numbered, CITY))
    assert len(found) <= 1
    return found[0].reason if found else None


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (place("小桃园清真寺", "mosque"), place("小桃園清真寺", "mosque", 100)),
        (place("小桃园清真寺", "mosque"), place("示例城小桃园清真寺", "attraction", 100)),
        (place("静安寺", "metro_station"), place("静安寺站", "metro_station", 100)),
        (place("静安寺地铁站", "metro_station"), place("静安寺", "metro_station", 149)),
        (place("历史博物馆"), place("示例城市历史博物馆", metres=20)),
        (place("Café Größe", "cafe"), place("CAFE Grösse", "restaurant", 20)),
        (place("金桥ＫＴＶ", "theatre"), place("金桥KTV", "theatre", 20)),
        (place("متحف المثال"), place("متحف المثال", "gallery", 20)),
    ],
)
def test_same_name_near(a: Place, b: Place) -> None:
    """Width, case, marks, traditional characters, the city's name and the kind's ending make no other place."""
    assert one(a, b) is Reason.NAME_NEAR


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (place("豫园", "garden"), place("豫园", "metro_station", 100)),
        (place("示例城站", "railway_station"), place("示例城站", "metro_station")),
        (place("动物园", "zoo"), place("动物园", "zoo", 20)),
        (place("公共厕所", "toilets"), place("公共厕所", "toilets", 20)),
        (place("全家便利", "shop"), place("全家便利", "shop", 200)),
        (place("全家便利", "shop"), place("全家便利", "shop", None)),
        (place("耶里夏丽（东方路店）", "restaurant"), place("耶里夏丽（南京路店）", "restaurant", 100)),
        (place("虹桥1号航站楼", "airport_terminal"), place("虹桥2号航站楼", "airport_terminal", 100)),
        (place("龙美术馆西馆"), place("龙美术馆东馆", metres=100)),
        (place("L1轮渡码头", "ferry_terminal"), place("M1轮渡码头", "ferry_terminal", 80)),
        (place("新场郑氏宅", "attraction"), place("新场程氏宅", "attraction", 50)),
        (place("古迹探索营", "attraction"), place("古迹探索营绳索道", "attraction", 16)),
        (place("North Gallery"), place("South Gallery", metres=10)),
        (place("示例路银行", "bank", addresses=(A,)), place("示利路银行", "bank", 10, addresses=("甲路3号",))),
        (place("中山公园", "park", None, district="a"), place("中山公园", "park", None, district="b")),
        (place("孔庙", "temple", addresses=(A,)), place("孔庙", "temple", None, addresses=(B,))),
        (place("蓝天路", "metro_station"), place("蓝天路", "metro_station", 1100)),
    ],
)
def test_two_places(a: Place, b: Place) -> None:
    """Another kind, a word of a kind, a branch, a number, a direction, a part of it, another address: two places."""
    assert one(a, b) is None
    assert one(b, a) is None


@pytest.mark.parametrize(
    ("a", "b", "reason"),
    [
        (place("孔庙", "temple", None, addresses=(A,)), place("孔庙", "temple", addresses=(A_TOO,)), "NAME_ADDRESS"),
        (place("孔庙", "temple"), place("孔庙", "temple", 900), "NAME_FAR"),
        (place("孔庙", "temple", addresses=(A,)), place("孔庙", "temple", 90, addresses=(B,)), "NAME_FAR"),
        (place("国际饭店", "hotel"), place("国际饭店", "historic_site", 60), "NAME_KIND"),
        (place("孔庙", "temple"), place("孔庙", "temple", None), "NAME_UNPLACED"),
        (place("复旦大学附属华山医院", "hospital"), place("华山医院", "hospital", 100), "NAME_ALIKE"),
        (place("新天地", "mall"), place("新天地购物中心", "mall", 100), "NAME_ALIKE"),
        (place("示例清真面馆", "restaurant"), place("示利清真面馆", "cafe", 100), "NAME_ALIKE"),
        (place("Example Noodle House", "cafe"), place("Exemple Noodle House", "cafe", 10), "NAME_ALIKE"),
        (place("甲楼", others=("Ark House of Exampleton",)), place("乙楼", others=("Ark House",)), "NAME_ALIKE"),
        (place("耶里夏丽", "restaurant"), place("叶里夏利", "restaurant", 50), "NAME_SOUND"),
        (place("耶里夏丽", "restaurant"), place("Ye Li Xia Li", "restaurant", 50), "NAME_SOUND"),
    ],
)  # fmt: skip
def test_perhaps_one(a: Place, b: Place, reason: str) -> None:
    """What leaves no doubt is told apart from what a curator must look at."""
    assert one(a, b) is Reason[reason]
    assert one(b, a) is Reason[reason]
    assert Twin("a", "b", None, Reason[reason]).sure == (reason in ("NAME_NEAR", "NAME_ADDRESS"))


def test_kinds_are_terms_of_the_vocabulary() -> None:
    """No table of kinds names one that has gone."""
    assert set().union(*AKIN) | SINGLE | set(ENDINGS) - {""} <= set(KINDS)


@given(st.sampled_from(sorted(KINDS)), st.sampled_from(sorted(KINDS)))
def test_kin_is_mutual(a: str, b: str) -> None:
    """Every kind is akin to itself, and kin is the same from both sides; what is close is akin."""
    assert akin(a, a) == (True, True)
    assert akin(a, b) == akin(b, a)
    assert not akin(a, b)[0] or akin(a, b)[1]


NAMES = st.sampled_from(
    ["孔庙", "孔廟", "豫园", "豫园站", "示例城豫园", "Yu Yuan", "公园", "1号楼", "2号楼", "饭店", "x", ""]
)
PLACES = st.builds(
    place, NAMES, st.sampled_from(["temple", "garden", "shop", "hotel"]), st.none() | st.floats(0, 2000, width=16)
)


@given(st.lists(PLACES, max_size=12))
def test_pairs_do_not_depend_on_order(places: list[Place]) -> None:
    """The same places in another order give the same pairs, sorted, each once, never a place with itself."""
    numbered = [replace(found, id=f"{number:02}") for number, found in enumerate(places)]
    found = list(pairs(numbered, CITY))
    assert found == list(pairs(reversed(numbered), CITY))
    assert [(twin.a, twin.b) for twin in found] == sorted({(twin.a, twin.b) for twin in found})
    assert all(twin.a < twin.b for twin in found)


@given(PLACES, PLACES, st.floats(-60, 60), st.floats(-179, 179))
def test_the_grid_hides_nobody(a: Place, b: Place, lat: float, lon: float) -> None:
    """Wherever on the earth two places lie beside each other, the grid's cells bring together what is near."""
    if a.point is None or b.point is None:
        return
    moved = [
        replace(
            found, id=str(number), point=Point(lat, lon + (found.point.lat - HERE.lat) / math.cos(math.radians(lat)))
        )
        for number, found in enumerate((a, b))
        if found.point
    ]
    still = [replace(found, id=str(number)) for number, found in enumerate((a, b))]
    there, here = list(pairs(moved, CITY)), list(pairs(still, CITY))
    edges = [
        twin for twin in (*there, *here) if twin.distance_m and min(abs(twin.distance_m - m) for m in (150, 1000)) < 1
    ]
    assert edges or [twin.reason for twin in there] == [twin.reason for twin in here]


@pytest.mark.parametrize("lat", [-60.0, 0.0, 31.2, 60.0])
def test_cells_are_wide_enough(lat: float) -> None:
    """Far from the equator, where a degree of longitude is short, places 149 m apart are still compared."""
    east = 149 * M_LAT / math.cos(math.radians(lat))
    for step in range(20):
        lon = 24.9 + step * 0.0003
        near = (place("全家便利", "shop", point=Point(lat, at)) for at in (lon, lon + east))
        assert one(*near) is Reason.NAME_NEAR


@given(st.text(max_size=20))
def test_folding_is_stable(text: str) -> None:
    """A folded name folds to itself as far as its letters go, and holds no space."""
    once = folded(text)
    assert " " not in once
    assert folded(folded(once)) == folded(once)


def test_the_core_keeps_a_name() -> None:
    """What little is dropped never leaves a word of a kind, the city's name, or a single character."""
    city = ("示例城",)
    assert core("示例城博物馆", "museum", city) == "示例城博物馆"
    assert core("示例城站", "railway_station", city) == "示例城站"
    assert core("示例城南站", "railway_station", city) == "示例城南"
    assert core("示例城市豫园", "garden", city) == "豫园"
    assert core("豫园站", "metro_station", city) == "豫园"
    assert core("豫园站", "shop", city) == "豫园站"
    assert is_generic("公 厕")
    assert is_generic("Public toilets")
    assert not is_generic("豫园")


def test_closed_venues_are_out(load_small_city: Dataset) -> None:
    """A closed venue beside its namesake is no twin: it keeps its file."""
    old, new = (load_small_city.venues[key] for key in ("old-teahouse", "new-teahouse"))
    namesake = new.model_copy(update={"name": old.name, "address": old.address})
    assert list(twins([old, namesake], "zh-Hans")) == []
    reopened = old.model_copy(update={"closed": None})
    assert [twin.reason for twin in twins([reopened, namesake], "zh-Hans")] == [Reason.NAME_ADDRESS]
