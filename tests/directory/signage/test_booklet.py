"""What a booklet says: who is in it, in which order, the way from a station in words, and nothing that is stale."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.geo import EARTH_RADIUS_M
from directory.localisation.edition import Site
from directory.model import Area, Hotline, Venue
from directory.problem import Problem
from directory.signage import nearest, week
from directory.signage.book_content import BookContent
from directory.signage.booklet import MOST_OFFERS, booklet
from tests.directory.localisation.builders import EVIDENCE, STALE, catalogue, claim, dataset, site, venue

DEGREE = EARTH_RADIUS_M * 3.141592653589793 / 180  # metres of a degree of latitude
STATION = {"name": {"zh-Hans": "中山路", "en": "Zhongshan Road"}, "position": {"lat": 39.0, "lon": 82.0}}


def place(called: str, number: int, kind: str = "museum", *claims: Any, **tables: Any) -> Venue:
    """A place of district alpha."""
    names = {"zh-Hans": f"{called}馆", "en": called}
    return venue(
        called.lower(), *claims, kind=kind, number=number, **{"name": names, "district": {"value": "alpha"}, **tables}
    )


def station(**tables: Any) -> Venue:
    """A metro station of district alpha."""
    return place("Zhongshan", 900, "metro_station", claim("elevator", scope="exit 6"), **{**STATION, **tables})


def content(*venues: Venue, key: str = "alpha", **settings: Any) -> BookContent:
    """The booklet of district alpha for readers of English."""
    found = booklet(site(dataset(*venues, **settings)), key, "en")
    assert isinstance(found, BookContent), found
    return found


def english(made: Site, one: Venue) -> str:
    """The way to a place, in English."""
    way = nearest.way_from_station(one, made.living)
    return nearest.in_words(way, made.edition("en").localiser).translate({0x2068: None, 0x2069: None}) if way else ""


def test_places_stand_by_kind_then_name_and_stations_last() -> None:
    """Kinds in the vocabulary's order, names in the reader's; the metro after all others; numbers without gaps."""
    found = content(
        place("Yew", 1), place("Ash", 2), station(), place("Oak", 3, "restaurant"), place("Elm", 4, "hospital")
    )
    assert [entry.venue for entry in found.entries] == ["elm", "ash", "yew", "oak", "zhongshan"]
    assert [entry.number for entry in found.entries] == [1, 2, 3, 4, 5]
    assert [group.short for group in found.groups] == [False, False, False, True]


def test_only_the_living_of_the_district_are_in_it() -> None:
    """A place that closed for good and one of another district are left out, of entries and indexes."""
    gone = place("Gone", 1, closed={"date": "2026-01-01"})
    found = content(gone, place("Far", 2, district={"value": "beta"}), place("Here", 3))
    assert [entry.venue for entry in found.entries] == ["here"]
    assert [[number for _, number in index.rows] for index in found.indexes] == [[1], [1]]


def test_an_area_is_told_as_one_walks() -> None:
    """Of an area the places stand in walking order, each with its kind."""
    places = [place(f"P{n}", n, position={"lat": 39.0, "lon": 82.0 + n / 1000}) for n in (3, 1, 2)]
    shape = {**EVIDENCE, "line": [[39.0, 82.0], [39.0, 82.1]], "within": 300}
    line = Area.model_validate({"name": {**EVIDENCE, "zh-Hans": "线"}, "shape": shape})
    made = content(*places, key="line", areas={"line": line})
    assert [entry.venue for entry in made.entries] == ["p1", "p2", "p3"]
    assert made.groups[0].mixed


@pytest.mark.parametrize(
    ("north", "east", "side"),
    [
        (400, 0, "north"),
        (300, 300, "north-east"),
        (0, 400, "east"),
        (-300, 300, "south-east"),
        (-400, 0, "south"),
        (-300, -300, "south-west"),
        (0, -400, "west"),
        (300, -300, "north-west"),
    ],
)
def test_the_side_is_where_the_place_lies_from_the_station(north: float, east: float, side: str) -> None:
    """All eight sides, seen from the station and not the other way round."""
    shrink = 0.7771459614569709  # the cosine of 39 degrees
    at = {"lat": 39.0 + north / DEGREE, "lon": 82.0 + east / DEGREE / shrink}
    one = place("Ash", 1, position=at)
    assert english(site(dataset(one, station())), one) == f"≈ 400 m {side} of Zhongshan Road metro station"


@given(st.floats(5, 4900))
def test_distances_are_rounded_as_walkers_reckon(metres: float) -> None:
    """To 10 m below 200 m and to 50 m above, never to nothing, and off by half a step at most."""
    rounded = nearest._as_walkers_reckon(metres)
    step = 10 if metres < 200 else 50
    assert rounded >= 10
    assert rounded % step == 0
    assert abs(rounded - metres) <= step / 2 or rounded == 10


def test_no_way_is_told_that_is_not_known() -> None:
    """Without either position, beyond reach, and from a station to itself nothing is said."""
    without, far = place("Ash", 1), place("Elm", 2, position={"lat": 39.2, "lon": 82.0})
    near = place("Oak", 3, position={"lat": 39.001, "lon": 82.0})
    made = site(dataset(without, far, near, station()))
    assert [bool(nearest.way_from_station(one, made.living)) for one in (without, far, near, station())] == [
        False,
        False,
        True,
        False,
    ]
    assert nearest.way_from_station(near, [near, station(position=None)]) is None


def test_the_metro_comes_before_a_nearer_railway() -> None:
    """Within its reach the metro is named even where another station is nearer; beyond it the nearer one is."""
    rail = place("Rail", 1, "railway_station", position={"lat": 39.008, "lon": 82.0})
    near = place("Ash", 2, position={"lat": 39.009, "lon": 82.0})
    far = place("Elm", 3, position={"lat": 39.03, "lon": 82.0})
    for one, kind in ((near, "metro_station"), (far, "railway_station")):
        way = nearest.way_from_station(one, [rail, station()])
        assert way is not None
        assert way.station.kind == kind


def test_a_name_that_says_station_is_not_said_twice() -> None:
    """Where a language's name has the word already, it stands alone."""
    one = place("Ash", 1, position={"lat": 39.003, "lon": 82.0})
    named = station(name={"zh-Hans": "西", "en": "West Station"})
    assert english(site(dataset(one, named)), one) == "≈ 350 m north of West Station"


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        ("24/7", "open 24 hours"),
        ("Mo-Su 09:00-17:00", "daily 09:00–17:00"),
        ("Tu-Su 09:00-17:00", "Tuesday–Sunday 09:00–17:00"),
        ("Mo-Fr 09:00-17:00; Sa 10:00-16:00", "Monday–Friday 09:00–17:00 and Saturday 10:00–16:00"),
        ("Mo-Su 11:00-14:00,17:00-22:00", "daily 11:00–14:00 and 17:00–22:00"),
        ("Mo-Su off", ""),
    ],
)
def test_a_week_is_one_line(rules: str, said: str) -> None:
    """Days of the same hours are joined, closed days left out."""
    made = site(dataset(place("Ash", 1, opening_hours={"value": rules})))
    edition = made.edition("en")
    words = week.in_words(edition.venues["ash"], edition.localiser)
    assert words.translate({0x2066: None, 0x2069: None}) == said


def test_stale_hours_and_facts_are_not_printed() -> None:
    """What is too old to rely on is neither among the hours nor among the pictograms nor in the legend."""
    old = place("Ash", 1, "museum", claim("wheelchair", observed=STALE), opening_hours={"value": "24/7"})
    assert old.opening_hours is not None
    old = old.model_copy(update={"opening_hours": old.opening_hours.model_copy(update={"observed": STALE})})
    [entry] = content(old).entries
    assert (entry.hours, entry.offers, content(old).legend) == ((), (), ())
    [fresh] = content(place("Ash", 1, "museum", claim("wheelchair"), opening_hours={"value": "24/7"})).entries
    assert fresh.hours
    assert [offer.icon for offer in fresh.offers] == ["wheelchair"]


def test_a_no_is_no_offer_and_few_pictograms_suffice() -> None:
    """A place shows at most four pictograms, of what it offers alone."""
    keys = ("wheelchair", "toilets", "elevator", "prayer_room", "luggage", "changing_table")
    [entry] = content(place("Ash", 1, "museum", *map(claim, keys), claim("internet_access", "no"))).entries
    assert len(entry.offers) == MOST_OFFERS
    assert "internet_access" not in [offer.icon for offer in entry.offers]


def test_stations_say_where_their_lifts_are() -> None:
    """A station tells its lifts in words and has no pictograms; another place has them the other way round."""
    entries = list(content(station(), place("Ash", 1, "museum", claim("elevator"))).entries)
    assert [bool(entry.lifts) for entry in entries] == [False, True]
    assert [len(entry.offers) for entry in entries] == [1, 0]
    assert entries[1].lifts[1].value.translate({0x2068: None, 0x2069: None}) == "Lift: exit 6"


def test_the_booklet_is_stamped_as_signs_are() -> None:
    """On a reserved domain it is a specimen; unreviewed safety words make it a draft of their language."""
    one = place("Ash", 1, "museum", claim("wheelchair"))
    assert content(one).cover.specimen
    assert content(one).cover.drafts == ("zh-Hans",)
    words = catalogue("zh-Hans", {"Step-free access": "无障碍", "yes": "是"}, reviewed=True)
    made = site(dataset(one, qr_origin="https://city.org"), zh_Hans=words)
    found = booklet(made, "alpha", "en")
    assert isinstance(found, BookContent)
    assert (found.cover.specimen, found.cover.drafts) == (False, ())


def test_doubtful_hotlines_are_left_out_and_the_citys_own_comes_first() -> None:
    """Emergency numbers stand apart, doubtful ones nowhere."""

    def line(number: str, **more: Any) -> Hotline:
        return Hotline.model_validate({**EVIDENCE, "name": {"zh-Hans": number}, "number": number, **more})

    lines = {"a": line("1"), "b": line("2", doubtful=True), "c": line("3"), "d": line("4")}
    found = content(place("Ash", 1), hotlines=lines, emergency=["a"], sign_hotline="d")
    assert [one.number for one in found.emergency] == ["1"]
    assert [one.number for one in found.hotlines] == ["4", "3"]


@pytest.mark.parametrize(
    ("key", "language", "code"),
    [
        ("alpha", "zh-Hans", "sign-language"),
        ("alpha", "xx", "sign-language"),
        ("gamma", "en", "booklet-nothing"),
        ("beta", "en", "booklet-nothing"),
    ],
)
def test_what_cannot_be_made_is_a_problem(key: str, language: str, code: str) -> None:
    """The local language alone, an unknown one, an unknown district and an empty one."""
    found = booklet(site(dataset(place("Ash", 1))), key, language)
    assert isinstance(found, Problem)
    assert found.code == code
