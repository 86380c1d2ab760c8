"""Which venues may be the same place? Pairs found by distance, and by names in all scripts.

In: venues (`twins`), or `Place`s from anywhere (`pairs`), and the city's own names. Out: `Twin`s, each with its reason.
Next stages: `check` tells them, `importers` ask whether a candidate is there already.

Being of one kind matters more than a name: a metro station, a railway station and a museum of one name are three
places. Branches of a chain far apart are two. Cells of a grid keep the work linear in the number of places.
"""

from __future__ import annotations

import enum
import itertools
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from directory.geo import Point, distance_m
from directory.matching.names import GENERIC, LATIN, core, folded, is_fuller, is_generic, is_slip, tells, told_apart
from directory.model import Venue
from directory.vocabulary import KINDS

NEAR_M = 150.0  # a source's point may be the door, another's the middle of the building; blocks are about this wide
FAR_M = 1000.0  # the same museum, park or hospital, placed by two sources at two of its gates or streets
CELL_DEG = 0.0016  # 178 m of latitude; of longitude 89 m at 60 degrees, so two cells are looked at on either side
COMMON = 50  # a name that more places bear is a chain's or a kind's: only those side by side are compared

STATIONS = frozenset({"metro_station", "railway_station", "maglev_station", "bus_station"})
# What one source calls this and another that; each other kind is akin to itself alone.
AKIN: tuple[frozenset[str], ...] = (
    frozenset({"museum", "gallery", "exhibition_centre", "historic_site", "attraction"}),
    frozenset({"theatre", "cinema", "exhibition_centre", "sports_centre"}),
    frozenset({"park", "garden", "zoo", "theme_park", "attraction", "historic_site", "viewpoint"}),
    frozenset({"temple", "church", "mosque", "synagogue", "historic_site", "attraction"}),
    frozenset({"restaurant", "cafe"}),
    frozenset({"shop", "mall", "department_store"}),
    frozenset({"hospital", "clinic"}),
    frozenset({"ferry_terminal", "cruise_terminal"}),
    frozenset({"service_hall", "immigration", "community_centre"}),
)
# Kinds of which a city has one by a name; all others may be branches of a chain, side by side.
SINGLE = frozenset().union(*AKIN[:4]) | STATIONS | {"hospital", "library", "airport", "airport_terminal", "mall"}
_BRANCH = re.compile(r"[(（\[【](.+?)[)）\]】]")

__all__ = ["Place", "Reason", "Twin", "akin", "folded", "is_generic", "pairs", "place_of", "twins"]


class Reason(enum.StrEnum):
    """Why two places may be one; the first two leave no doubt."""

    NAME_NEAR = "same name, near"
    NAME_ADDRESS = "same name, same address"
    NAME_FAR = "same name, not far"
    NAME_KIND = "same name, near, said to be of another kind"
    NAME_UNPLACED = "same name, without two positions to tell them apart"
    NAME_ALIKE = "like names, near"
    NAME_SOUND = "names that sound the same, near"


@dataclass(frozen=True, order=True)
class Twin:
    """Two places that may be one, by id in order; the distance is None where one has no position."""

    a: str
    b: str
    distance_m: float | None
    reason: Reason

    @property
    def sure(self) -> bool:
        """Whether nothing that is stated speaks against one place."""
        return self.reason in (Reason.NAME_NEAR, Reason.NAME_ADDRESS)


@dataclass(frozen=True)
class Place:
    """What is compared: the local name, all other names, the addresses, the point on WGS-84."""

    id: str
    kind: str
    name: str
    others: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    point: Point | None = None
    district: str = ""


def place_of(venue: Venue, local: str) -> Place:
    """Give what is compared of a venue; `local` is the tag of the local language."""
    names = venue.name.texts
    others = [text for tag, text in names.items() if tag != local]
    others += venue.alt_name.texts.values() if venue.alt_name else ()
    addresses = tuple(venue.address.texts.values()) if venue.address else ()
    district = venue.district.value if venue.district else ""
    return Place(venue.id, venue.kind, names.get(local, ""), tuple(others), addresses, venue.point, district)


def twins(venues: Iterable[Venue], local: str, city: Collection[str] = ()) -> Iterator[Twin]:
    """Find venues that may be one place, sorted; closed ones are out, they keep their files beside their successors."""
    yield from pairs((place_of(venue, local) for venue in venues if venue.closed is None), city)


def pairs(places: Iterable[Place], city: Collection[str] = ()) -> Iterator[Twin]:
    """Find places that may be one, sorted; `city` are the city's own names, which say little inside it."""
    dropped = tuple(sorted({folded(name) for name in city}, key=len, reverse=True))
    keys = [key for place in places if not (key := Key(place, dropped)).generic]
    found: dict[tuple[str, str], Twin] = {}
    for a, b in itertools.chain(_neighbours(keys), _namesakes(keys)):
        ids = (min(a.place.id, b.place.id), max(a.place.id, b.place.id))
        if ids[0] != ids[1] and ids not in found and (twin := _twin(a, b)):
            found[ids] = twin
    yield from sorted(found.values(), key=lambda twin: (twin.a, twin.b))


class Key:
    """A place with what is compared of it, worked out once."""

    def __init__(self, place: Place, city: tuple[str, ...]) -> None:
        self.place = place
        self.core = core(place.name, place.kind, city)
        self.others = tuple(core(name, place.kind, city) for name in place.others)
        self.cores = frozenset(filter(None, (self.core, *self.others)))
        self.generic = not self.core or self.core in GENERIC
        self.addresses = frozenset(folded(text) for text in place.addresses if re.search(r"\d", text))
        branch = _BRANCH.search(place.name)
        self.branch = folded(branch[1]) if branch else ""

    @cached_property
    def sound(self) -> str:
        """The local name in pinyin without tones, if it is Chinese."""
        from pypinyin import lazy_pinyin  # slow to load, and asked for only where two places are near

        return "" if self.core.isascii() else "".join(lazy_pinyin(self.core))


def _cell(point: Point, size: float) -> tuple[int, int]:
    return int(point.lat // size), int(point.lon // size)


def _neighbours(keys: list[Key]) -> Iterator[tuple[Key, Key]]:
    """Pair places in the same cell of the grid or one beside it; each pair once."""
    cells: dict[tuple[int, int], list[Key]] = defaultdict(list)
    for key in keys:
        if key.place.point:
            cells[_cell(key.place.point, CELL_DEG)].append(key)
    beside = [(0, 1), (0, 2), *((1, lon) for lon in range(-2, 3))]
    for (lat, lon), inside in cells.items():
        yield from itertools.combinations(inside, 2)
        for north, east in beside:
            yield from itertools.product(inside, cells.get((lat + north, lon + east), ()))


def _namesakes(keys: list[Key]) -> Iterator[tuple[Key, Key]]:
    """Pair places of one name that the grid does not bring together: without a position, or unique in a city."""
    named: dict[str, list[Key]] = defaultdict(list)
    for key in keys:
        named[key.core].append(key)
    for group in (keys for keys in named.values() if len(keys) <= COMMON):
        unplaced = [key for key in group if key.place.point is None]
        single = [key for key in group if key.place.point and key.place.kind in SINGLE]
        yield from itertools.combinations(single, 2)
        yield from itertools.product(unplaced, (key for key in group if key.place.point))
        yield from itertools.combinations(unplaced, 2)


def _twin(a: Key, b: Key) -> Twin | None:
    """Compare two places."""
    reason = _reason(a, b, metres := _distance(a, b))
    one, two = sorted((a.place.id, b.place.id))
    return Twin(one, two, metres, reason) if reason else None


def _distance(a: Key, b: Key) -> float | None:
    return distance_m(a.place.point, b.place.point) if a.place.point and b.place.point else None


def _reason(a: Key, b: Key, metres: float | None) -> Reason | None:
    """Say why two places may be one; None if they are two."""
    close, wide = akin(a.place.kind, b.place.kind)
    if not wide or (a.branch and b.branch and a.branch != b.branch):
        return None
    elsewhere = bool(a.addresses and b.addresses and not a.addresses & b.addresses)
    if a.core == b.core:
        return _of_namesakes(a, b, metres, close=close, elsewhere=elsewhere)
    if metres is None or metres >= NEAR_M or elsewhere or not close:
        return None
    if _alike(a, b):
        return Reason.NAME_ALIKE
    return Reason.NAME_SOUND if _sounds_alike(a, b) else None


def _of_namesakes(a: Key, b: Key, metres: float | None, *, close: bool, elsewhere: bool) -> Reason | None:
    """Judge two places of one name: `close` is whether their kinds are, `elsewhere` whether their addresses differ."""
    if close and a.addresses & b.addresses and (metres is None or metres < FAR_M):
        return Reason.NAME_ADDRESS
    if metres is not None and metres < NEAR_M:
        same = Reason.NAME_FAR if elsewhere else Reason.NAME_NEAR
        return same if close else Reason.NAME_KIND
    if elsewhere or not close or a.place.kind not in SINGLE or b.place.kind not in SINGLE:
        return None
    if metres is None:
        apart = a.place.district and b.place.district and a.place.district != b.place.district
        return None if apart else Reason.NAME_UNPLACED
    return Reason.NAME_FAR if metres < FAR_M else None


@lru_cache(maxsize=4096)
def akin(a: str, b: str) -> tuple[bool, bool]:
    """Tell whether two kinds may be one place: in the same group of kinds; or one of them what any building may be."""
    close = a == b or any(a in group and b in group for group in AKIN)
    visited = ("attraction", "historic_site")
    housed = {kind.key for kind in KINDS.values() if kind.sector in ("culture", "comprehensive")}
    housed -= {"tourist_information", "tax_refund", "atm"}
    return close, close or (a in visited and b in housed) or (b in visited and a in housed)


def _alike(a: Key, b: Key) -> bool:
    """Tell whether two places share a name in some script, or have local names that are one in full or with a slip."""
    shared = {name for name in a.cores & b.cores if tells(name, ())}
    if any(not name.isascii() for name in shared) or (shared and not told_apart(a.core, b.core)):
        return True
    return is_fuller(a.core, b.core) or is_slip(a.core, b.core)


def _sounds_alike(a: Key, b: Key) -> bool:
    """Tell whether a Chinese name read aloud is the other's Chinese or Latin name."""
    if told_apart(a.core, b.core) and not (a.core.isascii() or b.core.isascii()):
        return False
    said = [{key.sound, *filter(str.isascii, key.cores)} - {""} for key in (a, b)]
    read = {key.sound for key in (a, b)}
    return any(len(sound) > LATIN and sound in read for sound in said[0] & said[1])
