"""What is near a place: the next toilet, cash machine and halal outlet first, then the nearest others.

In: the living venues and the day. Out: for each venue a short list of neighbours with distance and direction. Venues
are looked up through a grid, so the cost grows with the venues and not with their square.
"""

from __future__ import annotations

import datetime as dt
import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from directory.geo import EARTH_RADIUS_M, Point, bearing_deg, distance_m
from directory.model import Venue
from directory.standing import answers

CELL_DEG = 0.01  # about 1.1 km north to south
MAX_RINGS = 12  # beyond some 13 km nothing is near
OTHERS = 4
WANTED: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("toilets", ("toilets", "toilets:wheelchair"), ("toilets",)),
    ("atm", ("atm",), ("atm", "bank")),
    ("halal", ("halal",), ()),
)


@dataclass(frozen=True)
class Neighbour:
    """A venue near another: why it is named ("" for a plain neighbour), metres away, eighths of a turn from north."""

    id: str
    purpose: str
    metres: float
    octant: int


def neighbours(venues: Iterable[Venue], as_of: dt.date) -> Mapping[str, tuple[Neighbour, ...]]:
    """Find the neighbours of every venue that has a position."""
    placed = {venue.id: (venue, point) for venue in venues if (point := venue.point)}
    everywhere = _Grid({key: point for key, (_, point) in placed.items()})
    grids = {
        purpose: _Grid(
            {
                key: point
                for key, (venue, point) in placed.items()
                if venue.kind in kinds or any(answers(venue, prop, as_of) for prop in properties)
            }
        )
        for purpose, properties, kinds in WANTED
    }
    return {key: _near(key, point, everywhere, grids) for key, (_, point) in placed.items()}


def _near(key: str, point: Point, everywhere: _Grid, grids: Mapping[str, _Grid]) -> tuple[Neighbour, ...]:
    found: dict[str, Neighbour] = {}
    for purpose, grid in grids.items():
        for other in grid.nearest(point, 1, lambda other: other == key):
            if other not in found:
                found[other] = _neighbour(other, purpose, point, grid.points[other])
    for other in everywhere.nearest(point, OTHERS, lambda other: other == key or other in found):
        found[other] = _neighbour(other, "", point, everywhere.points[other])
    return tuple(found.values())


def _neighbour(key: str, purpose: str, here: Point, there: Point) -> Neighbour:
    octant = round(bearing_deg(here, there) / 45) % 8
    return Neighbour(key, purpose, round(distance_m(here, there)), octant)


class _Grid:
    """Points by cell of latitude and longitude."""

    def __init__(self, points: Mapping[str, Point]) -> None:
        self.points = points
        self.cells: dict[tuple[int, int], list[str]] = defaultdict(list)
        for key, point in points.items():
            self.cells[_cell(point)].append(key)

    def nearest(self, point: Point, count: int, skip: Callable[[str], bool]) -> list[str]:
        """Give the nearest keys, nearest first; rings of cells are searched until no nearer one can follow."""
        row, column = _cell(point)
        # A degree of longitude shrinks towards the poles: the narrow end decides how far a ring surely reaches.
        narrow = min(90.0, abs(point.lat) + CELL_DEG * (MAX_RINGS + 1))
        reach = math.radians(CELL_DEG) * EARTH_RADIUS_M * math.cos(math.radians(narrow))
        found: list[tuple[float, str]] = []
        for ring in range(MAX_RINGS + 1):
            for cell in _ring(row, column, ring):
                for key in self.cells.get(cell, ()):
                    if not skip(key):
                        found.append((distance_m(point, self.points[key]), key))
            found.sort()
            if len(found) >= count and found[count - 1][0] <= ring * reach:
                break
        return [key for _, key in found[:count]]


def _cell(point: Point) -> tuple[int, int]:
    return math.floor(point.lat / CELL_DEG), math.floor(point.lon / CELL_DEG)


def _ring(row: int, column: int, ring: int) -> Iterable[tuple[int, int]]:
    if ring == 0:
        return [(row, column)]
    edge = range(-ring, ring + 1)
    return [(row + r, column + c) for r in edge for c in edge if max(abs(r), abs(c)) == ring]
