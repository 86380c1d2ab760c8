"""Is a venue really there? Its position beside those of the others: too rough, the same, or far from its district."""

from __future__ import annotations

import datetime as dt
import itertools
import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from directory.geo import Point
from directory.model import Dataset, Venue
from directory.problem import Problem, warning

DECIMALS = 4  # 11 m of latitude; three are 111 m, which is the next street
DEGREE_M = 111_195.0  # of latitude, on the mean sphere
OTHERS = 5  # with fewer, a district is not known well enough to say what lies in it
FAR_M = 1500.0  # nobody of its own district within a quarter of an hour's walk
TIMES = 3.0  # strangers lie so many times nearer than the nearest of its own
STRANGERS = 3  # and so many of one other district
# A point anywhere in one of these leads there.
BROAD = frozenset({"park", "garden", "zoo", "theme_park", "airport", "historic_site"})
Cell = tuple[int, int]


@dataclass(frozen=True)
class Placed:
    """A venue that is open and has a position, with its district."""

    venue: Venue
    point: Point
    district: str


def _placed(data: Dataset) -> list[Placed]:
    return [
        Placed(venue, point, venue.district.value if venue.district else "")
        for venue in data.venues.values()
        if (point := venue.point) and not venue.closed
    ]


def coarse(data: Dataset, as_of: dt.date) -> Iterator[Problem]:
    """position-coarse: a position has four decimals at least, unless the place is itself some hundred metres wide.

    A zero at the end is none to TOML, so one axis with four is enough.
    """
    for at in _placed(data):
        if at.venue.kind not in BROAD and max(_decimals(at.point.lat), _decimals(at.point.lon)) < DECIMALS:
            value = f"{at.point.lat}, {at.point.lon}"
            message = f"{value} is rounded to {100 if '.' in value else 1000} m or more"
            hint = f"state {DECIMALS} decimals or more, or leave the position out: nobody finds a door by this one"
            yield warning(data.files[at.venue.id], "position.lat", "position-coarse", value, message, hint)


def _decimals(degrees: float) -> int:
    """Count the decimals of a number as it is written at its shortest."""
    fraction = repr(degrees).partition(".")[2]
    return 0 if fraction == "0" else len(fraction)


def shared(data: Dataset, as_of: dt.date) -> Iterator[Problem]:
    """position-shared: two venues of a kind do not lie on one point to the last decimal, unless with one address.

    Of two kinds, one is mostly in the other: the observation deck of a tower.
    """
    first: dict[tuple[str, Point], Placed] = {}
    for at in _placed(data):
        other = first.setdefault((at.venue.kind, at.point), at)
        if other is not at and not _addresses(at.venue) & _addresses(other.venue):
            value = f"{at.point.lat}, {at.point.lon}"
            message = f"is the very point of {other.venue.id}"
            hint = "one of the two was copied, or stands for a whole block: state each place's own"
            yield warning(data.files[at.venue.id], "position.lat", "position-shared", value, message, hint)


def _addresses(venue: Venue) -> set[str]:
    return set(venue.address.texts.values()) if venue.address else set()


def strays(data: Dataset, as_of: dt.date) -> Iterator[Problem]:
    """district-far: a venue does not lie among the places of another district, far from all of its own.

    Far is: the nearest other place of its district is 1.5 km away or more, while three places of one other district lie
    within a third of that. So a lonely place at the end of a wide district is left alone, and so is one in the border
    street of a small one; and a district with fewer than five other positions. Either the position is wrong or the
    district. (Tried on 730 places of a city: no false alarm, and nine of ten that were moved into another district.)
    """
    everywhere = [at for at in _placed(data) if at.district in data.city.district]
    districts: dict[str, list[Placed]] = defaultdict(list)
    own_cells: dict[tuple[str, Cell], list[Placed]] = defaultdict(list)
    cells: dict[Cell, list[Placed]] = defaultdict(list)
    for at in everywhere:
        districts[at.district].append(at)
        own_cells[at.district, _cell(at)].append(at)
        cells[_cell(at)].append(at)
    for at in everywhere:
        own = districts[at.district]
        if len(own) > OTHERS and (nearest := _nearest(own, own_cells, at)) >= FAR_M:
            around = Counter(other.district for other in _within(cells, at, nearest / TIMES))
            yield from (_stray(data, at, nearest, key) for key, places in around.most_common(1) if places >= STRANGERS)


def _nearest(own: list[Placed], cells: Mapping[tuple[str, Cell], list[Placed]], at: Placed) -> float:
    """Measure how far the nearest other place of the district is."""
    for reach in (1, 3):
        found = [
            _metres(at.point, other.point)
            for cell in _cells(at, reach)
            for other in cells.get((at.district, cell), ())
            if other is not at
        ]
        if (nearest := min(found, default=math.inf)) < reach * FAR_M:  # nothing beyond these cells is nearer
            return nearest
    return min(_metres(at.point, other.point) for other in own if other is not at)


def _within(cells: Mapping[Cell, list[Placed]], at: Placed, metres: float) -> Iterator[Placed]:
    """Give the other places nearer than a distance."""
    for cell in _cells(at, math.ceil(metres / FAR_M)):
        yield from (o for o in cells.get(cell, ()) if o is not at and _metres(at.point, o.point) < metres)


def _cell(at: Placed) -> Cell:
    """Name a cell at least FAR_M wide, up to 60 degrees from the equator."""
    return int(at.point.lat * DEGREE_M // FAR_M), int(at.point.lon * DEGREE_M / 2 // FAR_M)


def _cells(at: Placed, reach: int) -> Iterator[Cell]:
    """Name the cells as far as `reach` in all directions."""
    (north, east), steps = _cell(at), range(-reach, reach + 1)
    return ((north + up, east + over) for up, over in itertools.product(steps, steps))


def _metres(a: Point, b: Point) -> float:
    """Measure on a plane: within a city, and to compare, that is enough."""
    east = (b.lon - a.lon) * math.cos(math.radians(a.lat))
    return math.hypot(b.lat - a.lat, east) * DEGREE_M


def _stray(data: Dataset, at: Placed, nearest: float, stranger: str) -> Problem:
    message = f"lies {nearest / 1000:.1f} km from every other venue of {at.district}, among those of {stranger}"
    hint = "check the position and the district: one of them is wrong"
    return warning(data.files[at.venue.id], "position.lat", "district-far", at.district, message, hint)
