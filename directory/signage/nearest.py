"""The way to a place without a map: the nearest station, how far and on which side, in words.

In: a `Site` and a venue. Out: a `Way` from a station, and its sentence in a language. Distance and side are those of a
straight line, so each sentence carries "≈"; where a position is not known nothing is said. Next: `booklet`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from directory.geo import bearing_deg, distance_m
from directory.localisation import formats
from directory.localisation.catalogues import fill
from directory.localisation.localise import Localiser
from directory.model import Venue
from directory.vocabulary import N_

METRO = "metro_station"
# The kinds a traveller can arrive at by public transport; the metro first, since it is in reach of most places.
STATIONS = (METRO, "maglev_station", "railway_station", "bus_station", "ferry_terminal")
METRO_REACH, REACH = 2_000.0, 5_000.0  # metres: farther away another station, or none, is of use to a walker
# One sentence for each side, north first and clockwise: languages inflect and order them differently.
SIDES = (
    # NOTE: where a place lies, as in: ≈ 350 m north of Lujiazui metro station
    N_("≈ {distance} north of {station}"),
    # NOTE: where a place lies, seen from a station
    N_("≈ {distance} north-east of {station}"),
    # NOTE: where a place lies, seen from a station
    N_("≈ {distance} east of {station}"),
    # NOTE: where a place lies, seen from a station
    N_("≈ {distance} south-east of {station}"),
    # NOTE: where a place lies, seen from a station
    N_("≈ {distance} south of {station}"),
    # NOTE: where a place lies, seen from a station
    N_("≈ {distance} south-west of {station}"),
    # NOTE: where a place lies, seen from a station
    N_("≈ {distance} west of {station}"),
    # NOTE: where a place lies, seen from a station
    N_("≈ {distance} north-west of {station}"),
)
# NOTE: what a metro station is called within a sentence; {name} is its bare name, as on its signs
METRO_NAME = N_("{name} metro station")


@dataclass(frozen=True)
class Way:
    """How a place lies from a station: metres in a straight line, and eighths of a turn from north."""

    station: Venue
    metres: float
    octant: int


def way_from_station(venue: Venue, others: Iterable[Venue]) -> Way | None:
    """Find the station to start from: the nearest of the metro, or of any kind where that is far.

    None for a station itself, and where a position is not known or no station is within reach.
    """
    there = venue.point
    if there is None or venue.kind in STATIONS:
        return None
    found = []
    for other in others:
        if other.kind in STATIONS and other.point is not None:
            metres = distance_m(other.point, there)
            by_metro = other.kind == METRO and metres <= METRO_REACH
            found.append((not by_metro, metres, other.id, Way(other, metres, _octant(other, venue))))
    nearest = min(found, key=lambda each: each[:3], default=None)
    return nearest[3] if nearest and nearest[1] <= REACH else None


def _octant(station: Venue, venue: Venue) -> int:
    if station.point is None or venue.point is None:
        return 0
    return round(bearing_deg(station.point, venue.point) / 45) % 8


def in_words(way: Way, localiser: Localiser) -> str:
    """Say how a place lies from its station, in one language; names of another script are kept apart (UAX #9)."""
    name = localiser.name(way.station)
    station = _called(name.reading or name.value, way.station.kind, localiser)
    distance = formats.distance(_as_walkers_reckon(way.metres), localiser.catalogue.language)
    return fill(localiser.label(SIDES[way.octant]), {"distance": distance, "station": station})


def _called(name: str, kind: str, localiser: Localiser) -> str:
    """Call a metro station one, unless its name says so already."""
    shown, pattern = f"\u2068{name}\u2069", localiser.label(METRO_NAME)
    said = set(pattern.replace("{name}", " ").casefold().split()) & set(name.casefold().split())
    return fill(pattern, {"name": shown}) if kind == METRO and not said else shown


def _as_walkers_reckon(metres: float) -> float:
    """Round to what a straight line can promise: 10 m near by, 50 m from 200 m on."""
    step = 10 if metres < 200 else 50
    return max(10.0, round(metres / step) * step)
