"""The order of a walk: along a line, from the nearest to the next around a point, and as a route names its places."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from directory.model import Area, Route, Venue
from directory.walks import in_area, on_route
from tests.directory.localisation.builders import EVIDENCE, venue

METRE = 360 / 40_030_000  # degrees of latitude
NAME = {**EVIDENCE, "zh-Hans": "示例"}


def area(*line: tuple[float, float], within: int = 100, also: tuple[str, ...] = ()) -> Area:
    """An area around a line of points."""
    return Area.model_validate(
        {"name": NAME, "shape": {**EVIDENCE, "line": [list(p) for p in line], "within": within, "also": list(also)}}
    )


def at(id: str, north: float, east: float = 0.0, **more: Any) -> Venue:  # noqa: A002
    """A venue some metres north and east of 0, 0, where degrees of both are equally long."""
    return venue(id, position={"lat": north * METRE, "lon": east * METRE}, **more)


def ids(found: object) -> list[str]:
    """The ids of stops."""
    return [stop.id for stop in found]  # type: ignore[attr-defined]


def test_a_line_is_walked_from_its_beginning() -> None:
    """Places stand in the order in which the line passes them, whichever side of it they are on."""
    places = [at("far", 900, 90), at("near", 100, -90), at("middle", 500), at("off", 500, 120)]
    found = in_area(area((0, 0), (1000 * METRE, 0)), places)
    assert ids(found) == ["near", "middle", "far"]
    assert found[0].metres is None
    assert found[1].metres == pytest.approx(math.hypot(400, 90), rel=0.01)


def test_a_line_that_turns_is_followed_round_the_corner() -> None:
    """What lies behind the corner comes after what lies before it, though it is nearer to the beginning."""
    line = area((0, 0), (1000 * METRE, 0), (1000 * METRE, 1000 * METRE))
    assert ids(in_area(line, [at("after", 950, 500), at("before", 990)])) == ["before", "after"]


def test_a_single_point_is_a_round_area() -> None:
    """From the middle to the nearest, then always to the nearest that is left."""
    places = [at("c", -80), at("a", 10), at("b", 70), at("outside", 101)]
    assert ids(in_area(area((0, 0)), places)) == ["a", "b", "c"]


def test_places_without_a_position_come_last_if_they_are_named() -> None:
    """What is only known to belong to an area comes last, once; what is closed or unknown does not come."""
    places = [at("a", 10), venue("b"), venue("gone", closed={"date": "2026-07"})]
    assert ids(in_area(area((0, 0), also=("b", "a", "gone", "nobody")), places)) == ["a", "b"]
    assert ids(in_area(area(also=("b",)), places)) == ["b"]
    assert in_area(area((0, 0), also=("b",)), places)[1].metres is None


def test_the_closed_are_passed_by() -> None:
    """A place that closed for good is on no walk."""
    assert in_area(area((0, 0)), [at("a", 10, closed={"date": "2026-07"})]) == ()
    route = Route.model_validate({"name": NAME, "stops": {**EVIDENCE, "venues": ["b", "a", "c", "b"]}})
    known = {one.id: one for one in (at("b", 0), at("a", 10, closed={"date": "2026-07"}), at("c", 300))}
    found = on_route(route, known)
    assert ids(found) == ["b", "c", "b"]
    assert [round(stop.metres or 0) for stop in found] == [0, 300, 300]


POINTS = st.lists(st.tuples(st.floats(-2000, 2000), st.floats(-2000, 2000)), max_size=12)


@given(POINTS, st.lists(st.tuples(st.floats(-2000, 2000), st.floats(-2000, 2000)), min_size=1, max_size=4))
@example(points=[(0.0, 0.0)], line=[(0.0, 0.0), (0.0, 1.1125369292536007e-308)])  # too short to be squared
def test_the_order_of_the_files_does_not_matter(
    points: list[tuple[float, float]], line: list[tuple[float, float]]
) -> None:
    """The same places in any order give the same walk, and each place is on it at most once."""
    shape = area(*((north * METRE, east * METRE) for north, east in line), within=700)
    places = [at(f"p{number}", *point) for number, point in enumerate(points)]
    found = in_area(shape, places)
    assert in_area(shape, places[::-1]) == found
    assert len(set(ids(found))) == len(found)
