"""The direction sign: which way, to what, how far, as its reader sees it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.geo import Point
from directory.localisation.edition import Site
from directory.model import Venue
from directory.signage.content import POSTER
from directory.signage.direction import rounded
from directory.vocabulary import ARROWS
from tests.directory.localisation.builders import dataset, site, venue
from tests.directory.signage.making import asked, hall, refused, said

HERE = Point(39.2, 82.3)
WAYS = tuple(ARROWS)


def there(name: str, bearing: float, metres: float, number: int = 1, **more: Any) -> Venue:
    """A place in some direction from the sign, as a flat map of the neighbourhood has it."""
    north = metres * math.cos(math.radians(bearing)) / 111_195
    east = metres * math.sin(math.radians(bearing)) / (111_195 * math.cos(math.radians(HERE.lat)))
    position = {"lat": HERE.lat + north, "lon": HERE.lon + east}
    return venue(name, number=number, name={"zh-Hans": name, "en": name.title()}, position=position, **more)


def corner(*places: Venue, redirects: Mapping[str, str] | None = None) -> Site:
    """A sign's place with others around it."""
    data = dataset(hall(position={"lat": HERE.lat, "lon": HERE.lon}), *places)
    return site(replace(data, redirects=redirects or {}))


@given(st.sampled_from(range(8)), st.integers(0, 359), st.integers(-21, 21))
def test_the_arrow_follows_from_the_bearing_and_the_readers_eyes(eighth: int, facing: int, off: int) -> None:
    """Whatever way the reader faces, each eighth of a turn has its arrow; it changes half way between two."""
    made = corner(there("park", facing + 45 * eighth + off, 500))
    (line,) = asked(made, "hall", "direction", toward=("park",), facing=facing).lines
    assert line.arrow == ARROWS[WAYS[eighth]]
    assert line.distance == "≈ 500 m"


@pytest.mark.parametrize("way", WAYS)
def test_a_stated_way_wins(way: str) -> None:
    """A straight line does not know the street: what staff say counts, with and without a bearing or a position."""
    made = corner(there("park", 0, 500), venue("pond", number=2))
    for facing in (None, 0, 90):
        (line,) = asked(made, "hall", "direction", toward=(f"park:{way}",), facing=facing).lines
        assert (line.arrow, line.distance) == (ARROWS[way], "≈ 500 m")
    (line,) = asked(made, "hall", "direction", toward=(f"pond:{way}",)).lines
    assert (line.arrow, line.distance) == (ARROWS[way], "")


@pytest.mark.parametrize(
    ("metres", "words"),
    [
        (0, "10 m"),
        (14, "10 m"),
        (16, "20 m"),
        (194, "190 m"),
        (199.9, "200 m"),
        (220, "200 m"),
        (226, "250 m"),
        (974, "950 m"),
        (975, "1.0 km"),
        (1049, "1.0 km"),
        (1051, "1.1 km"),
        (12_340, "12.3 km"),
    ],
)
def test_distances_are_as_a_walker_reckons(metres: float, words: str) -> None:
    """To ten metres, to fifty, to a tenth of a kilometre."""
    assert rounded(metres) == words


@given(st.floats(0, 50_000))
def test_a_distance_is_never_far_off(metres: float) -> None:
    """What is written is within half a step of the truth, and at least ten metres."""
    number, unit = rounded(metres).split()
    written = float(number) * (1000 if unit == "km" else 1)
    step = 10 if metres < 200 else 50 if metres < 975 else 100
    assert abs(written - max(10, metres)) <= step / 2 + 1e-6


def test_the_nearest_comes_last() -> None:
    """Farther places stand above nearer ones, whatever the order they were asked for in."""
    made = corner(there("park", 10, 800, 1), there("pond", 20, 90, 2), there("tower", 30, 2000, 3))
    for toward in (("park", "pond", "tower"), ("tower", "pond", "park")):
        sign = asked(made, "hall", "direction", toward=toward, facing=0)
        assert said(sign) == ["Tower", "Park", "Pond"]
        assert [line.distance for line in sign.lines] == ["≈ 2.0 km", "≈ 800 m", "≈ 90 m"]
    assert (sign.sign, sign.family, sign.names[0].value) == ("direction", "information", "馆")


def test_the_same_name_in_two_languages_stands_once() -> None:
    """A name that is written alike in another language is not said again."""
    same = venue("x", name={"zh-Hans": "T2", "en": "T2"}).name
    made = corner(there("park", 0, 500).model_copy(update={"name": same}))
    (line,) = asked(made, "hall", "direction", toward=("park",), facing=0).lines
    assert [text.value for text in line.texts] == ["T2"]


@pytest.mark.parametrize(
    ("toward", "facing", "code"),
    [
        ((), 0, "sign-nothing"),
        (("park",), None, "sign-nothing"),
        (("pond",), 0, "sign-nothing"),
        (("park", "pond"), 0, "sign-nothing"),
        (("gone",), 0, "sign-nothing"),
        (("park", "parc"), 0, "sign-venue"),
        (("park:left",) * 7, 0, "sign-destinations"),
    ],
)
def test_no_destination_drops_off_unseen(toward: tuple[str, ...], facing: int | None, code: str) -> None:
    """None named, no way known of one of them, a place that is none, more than there is room for: a Problem each."""
    made = corner(there("park", 0, 100), venue("pond", number=2), there("gone", 5, 70, 3, closed={"date": "2026-07"}))
    assert refused(made, "hall", "direction", toward=toward, facing=facing).code == code


def test_a_misspelt_destination_is_told_with_the_right_one() -> None:
    """The Problem names the nearest id."""
    found = refused(corner(there("park", 0, 100)), "hall", "direction", toward=("parc:left",))
    assert (found.value, found.hint) == ("parc", 'did you mean "park"?')
    few = refused(
        corner(there("park", 0, 100)),
        "hall",
        "direction",
        toward=("park:left", "park"),
        limits=replace(POSTER, lines=1),
    )
    assert few.message == "2 destinations, where this size has room for 1"


def test_nobody_is_led_to_a_place_that_closed() -> None:
    """It leaves the sign, which is on the list of what to print again then; the others stay."""
    gone = there("gone", 5, 70, 3, closed={"date": "2026-07"})
    assert said(asked(corner(there("park", 0, 100), gone), "hall", "direction", toward=("park", "gone"), facing=0)) == [
        "Park"
    ]


def test_a_renamed_destination_is_found() -> None:
    """The words of a printed sign keep the id of their day."""
    made = corner(there("park", 0, 100), redirects={"garden": "green", "green": "park"})
    assert said(asked(made, "hall", "direction", toward=("garden",), facing=0)) == ["Park"]
