"""Map links: each service gets the datum and the order it expects, and names survive as they are."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.geo import Point, gcj02_from_wgs84
from directory.pages.ways import CHINESE_NAMES, Way, ways

POINT = Point(31.1774276, 121.5272106)
GCJ = Point(31.17530398364597, 121.531541859215)  # the reference point of DESIGN section 4
# Names as the check lets them through: no control characters, no spaces at the ends.
NAMES = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1).filter(
    lambda name: name == name.strip()
)
ODD = "R&D #1 'café' 示例 +100% ;a:b ?q=\"<x>\""


def links(
    datum: str = "GCJ-02", name: str = "示例馆", address: str = "示例路1号", point: Point | None = POINT
) -> dict[str, str]:
    """The links of a place by service."""
    return {way.name: way.url for way in ways(name, address, point, datum)}


def pair(text: str) -> tuple[float, float]:
    """Two numbers with a comma between them."""
    first, second = text.split(",")
    return float(first), float(second)


def query(url: str) -> dict[str, str]:
    """A link's parameters; each stands once."""
    found = parse_qs(urlsplit(url).query, keep_blank_values=True, strict_parsing=True)
    assert all(len(values) == 1 for values in found.values())
    return {key: values[0] for key, values in found.items()}


@pytest.mark.parametrize("datum", ["WGS-84", "GCJ-02"])
def test_chinese_services_convert_wgs84_themselves(datum: str) -> None:
    """Amap, Baidu and Tencent get the point of record and are told its datum; Amap wants longitude first."""
    found = links(datum)
    amap, baidu, tencent = query(found["Amap"]), query(found["Baidu"]), query(found["Tencent"])
    assert (pair(amap["position"]), amap["coordinate"]) == ((121.527211, 31.177428), "wgs84")
    assert (pair(baidu["location"]), baidu["coord_type"]) == ((31.177428, 121.527211), "wgs84")
    assert tencent["marker"].startswith("coord:31.177428,121.527211;")
    assert tencent["coord_type"] == "1"


@pytest.mark.parametrize(("datum", "point"), [("GCJ-02", GCJ), ("WGS-84", POINT)])
def test_google_gets_the_citys_datum(datum: str, point: Point) -> None:
    """Google draws mainland China shifted: only where the city says so is the point shifted too."""
    lat, lon = pair(query(links(datum)["Google Maps"])["query"])
    assert lat == pytest.approx(point.lat, abs=1e-6)
    assert lon == pytest.approx(point.lon, abs=1e-6)


@pytest.mark.parametrize("datum", ["WGS-84", "GCJ-02"])
def test_open_maps_are_on_wgs84(datum: str) -> None:
    """OpenStreetMap and Organic Maps are never shifted."""
    found = links(datum)
    assert "ll=31.177428,121.527211" in found["Organic Maps"]
    assert found["OpenStreetMap"].endswith("mlat=31.177428&mlon=121.527211#map=18/31.177428/121.527211")


def test_apple_gets_words() -> None:
    """Its datum in mainland China is disputed, so no coordinates are sent."""
    assert not re.search(r"\d{2}\.\d", unquote(links()["Apple Maps"]))
    assert query(links()["Apple Maps"]) == {"q": "示例馆", "address": "示例路1号"}


@given(NAMES, NAMES, st.sampled_from([POINT, None]))
def test_a_name_arrives_as_it_is(name: str, address: str, point: Point | None) -> None:
    """No character of a name breaks out of its place: &, #, quotes, percent signs and any script included."""
    for way in ways(name, address, point, "GCJ-02"):
        assert re.fullmatch(r"[A-Za-z]+://[A-Za-z0-9\-._~:/?#@!$&()*+,;=%]+", way.url), way.url
        assert way.url.count("#") == (way.name == "OpenStreetMap")
        values = query(way.url).values()
        assert way.name in ("Google Maps", "OpenStreetMap") or any(name in value for value in values)


def test_odd_names_by_hand() -> None:
    """The worst name there is, in the three services that take a title."""
    found = links(name=ODD, address=ODD)
    assert query(found["Amap"])["name"] == ODD
    assert query(found["Baidu"])["title"] == query(found["Baidu"])["content"] == ODD
    assert "title:R%26D%20%231%20%27caf%C3%A9%27" in found["Tencent"]


def test_without_a_position_words_are_searched() -> None:
    """Only services that can search are linked, by address and name; no coordinates are made up."""
    found = links(point=None)
    assert set(found) == {"Apple Maps", "Amap", "Baidu"}
    assert all("示例路1号 示例馆" in unquote(url) for url in found.values())
    assert not any(re.search(r"position|location|coord", url) for url in found.values())


def test_without_an_address_the_name_stands_alone() -> None:
    """An unknown address leaves no gap."""
    assert query(links(address="", point=None)["Amap"])["keyword"] == "示例馆"
    assert query(links(address="")["Baidu"])["content"] == "示例馆"


def test_links_are_to_services_by_https() -> None:
    """Every link but the one to an app is encrypted, and none is to us."""
    for name, url in links().items():
        assert url.startswith("om://" if name == "Organic Maps" else "https://")


def test_chinese_names_belong_to_services() -> None:
    """A driver's names are for services that there are."""
    found = ways("a", "", POINT, "GCJ-02")
    assert {way.name for way in found if way.chinese} == set(CHINESE_NAMES)
    assert Way("Organic Maps", "").chinese == ""


def test_the_reference_point() -> None:
    """The shift is the one that was measured, to less than a centimetre."""
    shifted = gcj02_from_wgs84(POINT)
    assert shifted.lat == pytest.approx(GCJ.lat, abs=1e-8)
    assert shifted.lon == pytest.approx(GCJ.lon, abs=1e-8)
