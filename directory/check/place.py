"""Where is a venue? Its name on the spot, its address, its district and folder, its position and datum."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator
from pathlib import PurePosixPath

from directory import geo
from directory.model import Dataset, Position
from directory.problem import Problem, did_you_mean, error, warning

CONVERSION_TOLERANCE_M = 5.0


def names(data: Dataset, as_of: dt.date) -> Iterator[Problem]:
    """A venue has a name in the local language: what the sign over its door says."""
    local = data.city.languages[0] if data.city.languages else "und"
    for venue in data.venues.values():
        if local not in venue.name.texts:
            message, hint = f"has no name in {local}", f'write {local} = "…" in [name]'
            yield error(data.files[venue.id], "name", "name-local", "", message, hint)


def whereabouts(data: Dataset, as_of: dt.date) -> Iterator[Problem]:
    """A venue has an address or a position."""
    for venue in data.venues.values():
        if not (venue.address and venue.address.texts) and venue.position is None:
            message = "has neither address nor position"
            hint = "state one of them with its source; a place nobody can find is not published"
            yield error(data.files[venue.id], "", "place-missing", "", message, hint)


def districts(data: Dataset, as_of: dt.date) -> Iterator[Problem]:
    """A venue's district is one of the city's and the folder of its file; without one the folder is `unplaced`."""
    for venue in data.venues.values():
        file = data.files[venue.id]
        folder = PurePosixPath(file).parent.name
        district = venue.district.value if venue.district else "unplaced"
        field = "district.value" if venue.district else ""
        if venue.district and district not in data.city.district:
            message, hint = f'"{district}" is not a district of the city', did_you_mean(district, data.city.district)
            yield error(file, field, "district-unknown", district, message, hint)
        elif folder != district:
            message = f"the file lies in {folder}/, its district is {district}"
            yield error(file, field, "district-folder", folder, message, f"move it to venues/{district}/")


def addresses(data: Dataset, as_of: dt.date) -> Iterator[Problem]:
    """address-district: an address that names a district names the venue's own."""
    local = data.city.languages[0] if data.city.languages else "und"
    names = {key: district.name.get(local, "") for key, district in data.city.district.items()}
    for venue in data.venues.values():
        text = venue.address.texts.get(local, "") if venue.address else ""
        own = venue.district.value if venue.district else ""
        named = [key for key, name in names.items() if len(name) > 1 and name in text]
        if own in names and named and own not in named:
            message = f"names {names[named[0]]}, but the venue's district is {own}"
            hint = "check both: one of them is wrong"
            field = f"address.{local}"
            yield warning(data.files[venue.id], field, "address-district", text, message, hint)


def _positions(data: Dataset) -> Iterator[tuple[str, Position]]:
    """The positions that venues state, each with its file."""
    for venue in data.venues.values():
        if venue.position is not None:
            yield data.files[venue.id], venue.position


def is_box(box: tuple[float, float, float, float]) -> bool:
    """Tell whether west, south, east and north are degrees in this order."""
    west, south, east, north = box
    return -180 <= west < east <= 180 and -90 <= south < north <= 90


def box(data: Dataset, as_of: dt.date) -> Iterator[Problem]:
    """Positions lie in the city's box; a box that is none is told by `settings`."""
    west, south, east, north = data.city.box
    if not is_box(data.city.box):
        return
    for file, at in _positions(data):
        if south <= at.lat <= north and west <= at.lon <= east:
            continue
        swapped = south <= at.lon <= north and west <= at.lat <= east
        code = "position-swapped" if swapped else "position-outside"
        expected = f"expected latitude {south} to {north} and longitude {west} to {east} (city.toml, box)"
        hint = "latitude and longitude are swapped" if swapped else expected
        message = f"{at.lat}, {at.lon} lies outside the city's box"
        yield error(file, "position.lat", code, f"{at.lat}, {at.lon}", message, hint)


def datums(data: Dataset, as_of: dt.date) -> Iterator[Problem]:
    """An original on another datum converts to the position that is stated."""
    for file, at in _positions(data):
        original = at.original
        if original is None:
            continue
        if original.datum not in geo.DATUMS:
            message, hint = f'"{original.datum}" is not a datum', did_you_mean(original.datum, geo.DATUMS)
            yield error(file, "position.original.datum", "datum-unknown", original.datum, message, hint)
            continue
        converted = geo.wgs84_from(original.datum, geo.Point(original.lat, original.lon))
        gap = geo.distance_m(converted, geo.Point(at.lat, at.lon))
        if gap > CONVERSION_TOLERANCE_M:
            value = f"{original.lat}, {original.lon}"
            message = f"the original converts to a point {gap:.0f} m away from the position"
            hint = f"expected lat = {converted.lat:.6f}, lon = {converted.lon:.6f}"
            if not math.isfinite(converted.lat + converted.lon):  # at a pole the shift has no value
                hint = "check the original: no such point is on that datum"
            yield error(file, "position.original", "datum-conversion", value, message, hint)
