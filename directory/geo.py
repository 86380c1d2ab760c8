"""Coordinates on the ground: datums of mainland China, distance and bearing. A leaf.

Degrees everywhere, latitude first. WGS-84 is the datum of record; GCJ-02 and BD-09 are the shifted ones that Chinese
map services expect. Constants and reference points: DESIGN section 4 and the mission study, section (d).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

AXIS_M = 6378245.0  # semi-major axis of Krasovsky 1940, as GCJ-02 uses it
ECCENTRICITY_SQUARED = 0.00669342162296594323
BD_FACTOR = math.pi * 3000.0 / 180.0  # not plain pi: that slip costs 31 m on average
EARTH_RADIUS_M = 6371008.8  # mean radius, IUGG
DATUMS = ("WGS-84", "GCJ-02", "BD-09")


@dataclass(frozen=True)
class Point:
    """A point in degrees on a datum that the caller knows."""

    lat: float
    lon: float


def _shift(point: Point) -> tuple[float, float]:
    """Give the shift of GCJ-02 against WGS-84 at a point, in degrees of latitude and longitude."""
    x, y = point.lon - 105.0, point.lat - 35.0
    waves = (20.0 * math.sin(6.0 * x * math.pi) + 20.0 * math.sin(2.0 * x * math.pi)) * 2.0 / 3.0
    lat = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * math.sqrt(abs(x)) + waves
    lat += (20.0 * math.sin(y * math.pi) + 40.0 * math.sin(y / 3.0 * math.pi)) * 2.0 / 3.0
    lat += (160.0 * math.sin(y / 12.0 * math.pi) + 320.0 * math.sin(y * math.pi / 30.0)) * 2.0 / 3.0
    lon = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * math.sqrt(abs(x)) + waves
    lon += (20.0 * math.sin(x * math.pi) + 40.0 * math.sin(x / 3.0 * math.pi)) * 2.0 / 3.0
    lon += (150.0 * math.sin(x / 12.0 * math.pi) + 300.0 * math.sin(x / 30.0 * math.pi)) * 2.0 / 3.0
    sine = math.sin(math.radians(point.lat))
    magic = 1.0 - ECCENTRICITY_SQUARED * sine * sine
    meridian = AXIS_M * (1.0 - ECCENTRICITY_SQUARED) / (magic * math.sqrt(magic))
    parallel = AXIS_M / math.sqrt(magic) * math.cos(math.radians(point.lat))
    return math.degrees(lat / meridian), math.degrees(lon / parallel)


def gcj02_from_wgs84(point: Point) -> Point:
    """Convert WGS-84 to GCJ-02; right only in mainland China, the caller decides where that is."""
    lat, lon = _shift(point)
    return Point(point.lat + lat, point.lon + lon)


def wgs84_from_gcj02(point: Point) -> Point:
    """Convert GCJ-02 to WGS-84 by fixed-point iteration, to better than 1e-9 degrees within six rounds."""
    guess = point
    for _ in range(6):
        there = gcj02_from_wgs84(guess)
        guess = Point(guess.lat + point.lat - there.lat, guess.lon + point.lon - there.lon)
    return guess


def bd09_from_gcj02(point: Point) -> Point:
    """Convert GCJ-02 to BD-09."""
    radius = math.hypot(point.lat, point.lon) + 0.00002 * math.sin(point.lat * BD_FACTOR)
    angle = math.atan2(point.lat, point.lon) + 0.000003 * math.cos(point.lon * BD_FACTOR)
    return Point(radius * math.sin(angle) + 0.006, radius * math.cos(angle) + 0.0065)


def gcj02_from_bd09(point: Point) -> Point:
    """Convert BD-09 to GCJ-02."""
    lat, lon = point.lat - 0.006, point.lon - 0.0065
    radius = math.hypot(lat, lon) - 0.00002 * math.sin(lat * BD_FACTOR)
    angle = math.atan2(lat, lon) - 0.000003 * math.cos(lon * BD_FACTOR)
    return Point(radius * math.sin(angle), radius * math.cos(angle))


def wgs84_from(datum: str, point: Point) -> Point:
    """Convert a point of a named datum to WGS-84; raises ValueError on a datum that is not in `DATUMS`."""
    if datum == "WGS-84":
        return point
    if datum == "GCJ-02":
        return wgs84_from_gcj02(point)
    if datum == "BD-09":
        return wgs84_from_gcj02(gcj02_from_bd09(point))
    raise ValueError(f"unknown datum {datum!r}")


def distance_m(a: Point, b: Point) -> float:
    """Measure the great-circle distance in metres (haversine)."""
    lat_a, lat_b = math.radians(a.lat), math.radians(b.lat)
    half_lat, half_lon = (lat_b - lat_a) / 2, math.radians(b.lon - a.lon) / 2
    chord = math.sin(half_lat) ** 2 + math.cos(lat_a) * math.cos(lat_b) * math.sin(half_lon) ** 2
    return 2 * EARTH_RADIUS_M * math.asin(math.sqrt(min(1.0, chord)))


def bearing_deg(a: Point, b: Point) -> float:
    """Give the initial bearing from a to b: degrees clockwise from north, 0 to 360."""
    lat_a, lat_b, lon = math.radians(a.lat), math.radians(b.lat), math.radians(b.lon - a.lon)
    east = math.sin(lon) * math.cos(lat_b)
    north = math.cos(lat_a) * math.sin(lat_b) - math.sin(lat_a) * math.cos(lat_b) * math.cos(lon)
    return math.degrees(math.atan2(east, north)) % 360.0
