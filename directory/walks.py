"""Which places lie in an area, or on a route, and in what order does one walk past them?

In: an `Area` or a `Route` of the model and the venues. Out: `Stop`s in walking order, with the metres between them.
An area's places follow from their positions, so a new venue is in its areas by itself. Next stages: `audit` counts in
areas, `pages` makes the numbered lists.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from directory.geo import EARTH_RADIUS_M, Point, distance_m
from directory.model import Area, Route, Venue


@dataclass(frozen=True)
class Stop:
    """A place on a walk: its id, and the metres in a straight line from the stop before (None: first, or not known)."""

    id: str
    metres: float | None


def in_area(area: Area, venues: Iterable[Venue]) -> tuple[Stop, ...]:
    """Give the places of an area in the order in which its line passes them; around one point, the nearest next.

    Those that are only known to belong to it come last.
    """
    line = [Point(lat, lon) for lat, lon in area.shape.line]
    living = {venue.id: venue for venue in venues if not venue.closed}
    placed = {key: point for key, venue in living.items() if (point := venue.point)}
    near = {key: _foot(line, point) for key, point in placed.items()} if line else {}
    near = {key: foot for key, foot in near.items() if foot.off <= area.shape.within}
    order = (
        sorted(near, key=lambda key: (near[key].along, near[key].off, key))
        if len(line) > 1
        else _nearest_next(line, {key: placed[key] for key in near})
    )
    return _stops([*order, *(key for key in area.shape.also if key in living and key not in near)], placed)


def on_route(route: Route, venues: Mapping[str, Venue]) -> tuple[Stop, ...]:
    """Give the places of a route in its own order; those that closed for good are left out."""
    living = [key for key in route.stops.venues if key in venues and not venues[key].closed]
    return _stops(living, {key: point for key in living if (point := venues[key].point)})


@dataclass(frozen=True)
class _Foot:
    """Where a line comes nearest to a point: metres along the line, metres off it."""

    along: float
    off: float


def _foot(line: Sequence[Point], point: Point) -> _Foot:
    """Find the nearest point of a line; the city is flat enough for a plane around the point."""
    metre = math.radians(1) * EARTH_RADIUS_M
    shrink = math.cos(math.radians(point.lat))
    plane = [((p.lon - point.lon) * metre * shrink, (p.lat - point.lat) * metre) for p in line]
    best = _Foot(0.0, math.hypot(*plane[0]))
    walked = 0.0
    for (ax, ay), (bx, by) in itertools.pairwise(plane):
        length = math.hypot(bx - ax, by - ay)
        share = 0.0 if length**2 == 0 else min(1.0, max(0.0, -(ax * (bx - ax) + ay * (by - ay)) / length**2))
        off = math.hypot(ax + share * (bx - ax), ay + share * (by - ay))
        if off < best.off:
            best = _Foot(walked + share * length, off)
        walked += length
    return best


def _nearest_next(start: Sequence[Point], points: Mapping[str, Point]) -> list[str]:
    """Walk from a point always to the nearest place that is left."""
    left, order = dict(points), []
    for here in start:
        while left:
            key = min(left, key=lambda other: (distance_m(here, left[other]), other))
            here = left.pop(key)
            order.append(key)
    return order


def _stops(order: Sequence[str], points: Mapping[str, Point]) -> tuple[Stop, ...]:
    return tuple(
        Stop(key, distance_m(points[last], points[key]) if last in points and key in points else None)
        for last, key in itertools.pairwise(("", *order))
    )
