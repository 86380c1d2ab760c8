"""What is near a place: the next toilet, cash machine and halal outlet first, then the nearest others.

In: the living venues and the day. Out: for each venue a short list of neighbours with distance and direction. Venues
are looked up through a grid, so the cost grows with the venues and not with their square.
"""

from __future__ import annotations

import datetime as dt
import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from directory.geo import EARTH_RADIUS_M, Point, bearing_deg, distance_m
from directory.model import Venue
from directory.standing import Ledger

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
    """Give the neighbours of every venue that has a position; each is looked for when it is asked for."""
    ledger = Ledger(as_of)
    placed = [(venue, point) for venue in venues if (point := venue.point)]
    grids = {
        purpose: _Grid({venue.id: point for venue, point in placed if _offers(ledger, venue, properties, kinds)})
        for purpose, properties, kinds in WANTED
    }
    return Neighbourhood(_Grid({venue.id: point for venue, point in placed}), grids)


def _offers(ledger: Ledger, venue: Venue, properties: tuple[str, ...], kinds: tuple[str, ...]) -> bool:
    return venue.kind in kinds or not set(properties).isdisjoint(ledger.offers(venue))


class Neighbourhood(Mapping[str, tuple[Neighbour, ...]]):
    """The neighbours of all places; a share of the work pays for its own places only."""

    def __init__(self, everywhere: _Grid, grids: Mapping[str, _Grid]) -> None:
        self.everywhere, self.grids = everywhere, grids
        self._found: dict[str, tuple[Neighbour, ...]] = {}

    def __iter__(self) -> Iterator[str]:
        return iter(self.everywhere.points)

    def __len__(self) -> int:
        return len(self.everywhere.points)

    def __getitem__(self, key: str) -> tuple[Neighbour, ...]:
        if key not in self._found:
            self._found[key] = self._near(key, self.everywhere.points[key])
        return self._found[key]

    def _near(self, key: str, point: Point) -> tuple[Neighbour, ...]:
        found: dict[str, Neighbour] = {}
        for purpose, grid in self.grids.items():
            for other in grid.nearest(point, 1, {key}):
                if other not in found:
                    found[other] = _neighbour(other, purpose, point, grid.points[other])
        for other in self.everywhere.nearest(point, OTHERS, {key, *found}):
            found[other] = _neighbour(other, "", point, self.everywhere.points[other])
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

    def nearest(self, point: Point, count: int, skip: Collection[str]) -> list[str]:
        """Give the nearest keys but those to skip, nearest first.

        Rings of cells are searched until no nearer one can follow.
        """
        row, column = _cell(point)
        # A degree of longitude shrinks towards the poles: the narrow end decides how far a ring surely reaches.
        narrow = min(90.0, abs(point.lat) + CELL_DEG * (MAX_RINGS + 1))
        reach = math.radians(CELL_DEG) * EARTH_RADIUS_M * math.cos(math.radians(narrow))
        found: list[tuple[float, str]] = []
        for ring in range(MAX_RINGS + 1):
            for r, c in _ring(ring):
                for key in self.cells.get((row + r, column + c), ()):
                    if key not in skip:
                        found.append((distance_m(point, self.points[key]), key))
            found.sort()
            if len(found) >= count and found[count - 1][0] <= ring * reach:
                break
        return [key for _, key in found[:count]]


def _cell(point: Point) -> tuple[int, int]:
    return math.floor(point.lat / CELL_DEG), math.floor(point.lon / CELL_DEG)


@lru_cache(maxsize=MAX_RINGS + 1)
def _ring(ring: int) -> tuple[tuple[int, int], ...]:
    """Give the cells at a distance from one, as steps from it."""
    edge = range(-ring, ring + 1)
    return tuple((r, c) for r in edge for c in edge if max(abs(r), abs(c)) == ring)
