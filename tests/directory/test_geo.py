"""Datums: reference points, round trips; distance and bearing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.geo import (
    DATUMS,
    Point,
    bd09_from_gcj02,
    bearing_deg,
    distance_m,
    gcj02_from_bd09,
    gcj02_from_wgs84,
    wgs84_from,
    wgs84_from_gcj02,
)

MAINLAND = st.builds(Point, st.floats(18, 53), st.floats(74, 134))
EARTH = st.builds(Point, st.floats(-89, 89), st.floats(-180, 180))


def test_reference_point() -> None:
    """The published reference point of GCJ-02 is met to the last digit that is stated."""
    got = gcj02_from_wgs84(Point(31.1774276, 121.5272106))
    assert (got.lat, got.lon) == pytest.approx((31.17530398364597, 121.531541859215), abs=1e-12)


def test_shanghai_centre() -> None:
    """The city's centre is met within a metre on all three datums."""
    wgs, gcj, bd = Point(31.2323443, 121.4691633), Point(31.2304194, 121.4737061), Point(31.2363541, 121.4802435)
    assert distance_m(gcj02_from_wgs84(wgs), gcj) < 1
    assert distance_m(bd09_from_gcj02(gcj), bd) < 1
    assert distance_m(wgs84_from("BD-09", bd), wgs) < 1


@given(MAINLAND)
def test_gcj02_round_trip(point: Point) -> None:
    """To GCJ-02 and back is the same point, to a millimetre."""
    assert distance_m(wgs84_from_gcj02(gcj02_from_wgs84(point)), point) < 0.001


@given(MAINLAND)
def test_bd09_round_trip(point: Point) -> None:
    """To BD-09 and back is the same point, to a metre: its inverse is a published approximation."""
    assert distance_m(gcj02_from_bd09(bd09_from_gcj02(point)), point) < 1


@given(MAINLAND)
def test_shift_is_hundreds_of_metres(point: Point) -> None:
    """A forgotten conversion is larger than the tolerance of the check, and smaller than a district."""
    assert 20 < distance_m(gcj02_from_wgs84(point), point) < 1500


def test_datum_by_name() -> None:
    """WGS-84 stays, the others convert, an unknown name is misuse."""
    assert wgs84_from("WGS-84", Point(1, 2)) == Point(1, 2)
    assert len({wgs84_from(datum, Point(31, 121)) for datum in DATUMS}) == 3
    with pytest.raises(ValueError):
        wgs84_from("NAD27", Point(1, 2))


@given(EARTH, EARTH)
def test_distance(a: Point, b: Point) -> None:
    """Distance is symmetric, never negative, at most half the equator, and nought to oneself."""
    assert distance_m(a, b) == pytest.approx(distance_m(b, a), abs=1e-3)
    assert 0 <= distance_m(a, b) <= 20_015_200
    assert distance_m(a, a) == 0


@given(EARTH, EARTH)
def test_bearing_range(a: Point, b: Point) -> None:
    """A bearing lies between 0 and 360 degrees."""
    assert 0 <= bearing_deg(a, b) <= 360


@pytest.mark.parametrize(("lat", "lon", "bearing"), [(1, 0, 0), (0, 1, 90), (-1, 0, 180), (0, -1, 270)])
def test_bearing(lat: float, lon: float, bearing: float) -> None:
    """The four winds, from the crossing of equator and Greenwich."""
    assert bearing_deg(Point(0, 0), Point(lat, lon)) == pytest.approx(bearing)


def test_degree_of_latitude() -> None:
    """A degree of latitude on the mean sphere is 111.195 km."""
    assert distance_m(Point(0, 0), Point(1, 0)) == pytest.approx(111_195, abs=1)
