"""Do areas, routes and rejected leads hold together? What they name exists, what they draw lies in the city."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator

from directory.check.place import is_box
from directory.model import Dataset, Reason
from directory.problem import Problem, did_you_mean, error, warning
from directory.walks import in_area

TAKEN_BY = (Reason.SAME_PLACE, Reason.PART_OF)


def areas(data: Dataset, as_of: dt.date) -> Iterator[Problem]:
    """An area's line lies in the city's box, and some place lies in the area."""
    for key, area in data.areas.items():
        file = f"areas/{key}.toml"
        outside = [point for point in area.shape.line if not _in_box(data, point)]
        for lat, lon in outside:
            message, hint = f"{lat}, {lon} lies outside the city's box", "write latitude first, then longitude, WGS-84"
            yield error(file, "shape.line", "position-outside", f"{lat}, {lon}", message, hint)
        for named in area.shape.also:
            if named not in data.files:
                message, hint = f"there is no venue {named}", did_you_mean(named, data.files)
                yield error(file, "shape.also", "venue-unknown", named, message, hint)
        if not outside and not in_area(area, data.venues.values()):
            message, hint = "no place lies in this area, so it has no page", "move the line, or widen `within`"
            yield warning(file, "shape.line", "area-empty", "", message, hint)


def _in_box(data: Dataset, point: tuple[float, float]) -> bool:
    """Tell whether a point lies in the city's box; a box that is none is told by `settings`."""
    west, south, east, north = data.city.box
    lat, lon = point
    return not is_box(data.city.box) or (south <= lat <= north and west <= lon <= east)


def routes(data: Dataset, as_of: dt.date) -> Iterator[Problem]:
    """A route stops at places that exist, nowhere twice in a row, and at two of them at least."""
    for key, route in data.routes.items():
        file, stops = f"routes/{key}.toml", route.stops.venues
        for stop in stops:
            if stop not in data.files:
                message, hint = f"there is no venue {stop}", did_you_mean(stop, data.files)
                yield error(file, "stops.venues", "venue-unknown", stop, message, hint)
        for stop, following in itertools.pairwise(stops):
            if stop == following:
                message, hint = f"{stop} follows itself", "take one of the two out"
                yield error(file, "stops.venues", "stop-twice", stop, message, hint)
        if len(set(stops)) < 2:
            message, hint = "stops at one place only", "name two at least, in order; else it is no route"
            yield error(file, "stops.venues", "route-short", stops[0], message, hint)


def rejected(data: Dataset, as_of: dt.date) -> Iterator[Problem]:
    """A rejected lead is not a venue, and names the venue that took its facts where its reason says that one did."""
    for lead, row in data.rejected.items():
        if lead in data.files:
            message, hint = f"{lead} is rejected here, but has a venue file", "take the row out, or the file"
            yield error("rejected.csv", lead, "lead-taken", lead, message, hint)
        if row.reason in TAKEN_BY and row.venue not in data.files:
            message = f'"{row.venue}" is not a venue' if row.venue else f"{row.reason} of what?"
            hint = f"write its id into the column venue; {did_you_mean(row.venue, data.files)}"
            yield error("rejected.csv", lead, "venue-unknown", row.venue, message, hint)
        elif row.reason not in TAKEN_BY and row.venue:
            message = f"names a venue, though the reason is {row.reason}"
            hint = f"use one of {', '.join(TAKEN_BY)}, or leave the column empty"
            yield error("rejected.csv", lead, "lead-venue", row.venue, message, hint)
