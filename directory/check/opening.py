"""When is it open? Opening hours parse, open the place at some time, and not by day and night at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from directory import hours as opening_hours
from directory.model import Dataset
from directory.problem import Problem, error, warning

DEEP_NIGHT = (0, 240)  # minutes: open from midnight to four, which bars and airports are
BY_DAY = frozenset(
    {
        *("museum", "gallery", "library", "exhibition_centre", "zoo", "garden", "theme_park", "temple", "church"),
        *("synagogue", "immigration", "service_hall", "consulate", "community_centre", "bank", "tax_refund", "shop"),
        *("mall", "department_store", "beauty_salon"),
    }
)
Spans = tuple[tuple[int, int], ...]


def hours(data: Dataset, as_of: dt.date) -> Iterator[Problem]:
    """Opening hours parse as OpenStreetMap's syntax."""
    for venue in data.venues.values():
        if venue.opening_hours:
            yield from _syntax(data.files[venue.id], "opening_hours.value", venue.opening_hours.value)
    for key, hotline in data.hotlines.items():
        if hotline.opening_hours:
            yield from _syntax("hotlines.toml", f"{key}.opening_hours", hotline.opening_hours)


def _syntax(file: str, field: str, text: str) -> Iterator[Problem]:
    if wrong := opening_hours.fault(text):
        yield error(file, field, "hours-syntax", text, wrong, opening_hours.suggestion(text))


def meanings(data: Dataset, as_of: dt.date) -> Iterator[Problem]:
    """Opening hours open the place, when such a place is open.

    hours-never: they open it on no day of the coming year. hours-night: a museum, an office or a shop is open from
    midnight to four, but not around the clock: "17:00-09:00" for "09:00-17:00".
    """
    for venue in data.venues.values():
        text = venue.opening_hours.value if venue.opening_hours and not venue.closed else ""
        if not text or opening_hours.fault(text):
            continue
        file, week = data.files[venue.id], opening_hours.week(text, as_of)
        if not any(week) and _never(data, text, as_of):
            hint = "a place that closed needs [closed], a closure with an end a notice; else write when it is open"
            yield warning(file, "opening_hours.value", "hours-never", text, "never open the place", hint)
        if venue.kind in BY_DAY and _through_the_night(week):
            message, hint = f"hold a {venue.kind} open through the night", "are opening and closing swapped?"
            yield warning(file, "opening_hours.value", "hours-night", text, message, hint)


def _never(data: Dataset, text: str, as_of: dt.date) -> bool:
    """Tell whether no day of the coming year opens; hours that are not known ("by appointment") are left alone."""
    if '"' in text or "unknown" in text:
        return False
    off, working = data.calendar
    years = (as_of.year, as_of.year + 1)
    return not any(day.spans for day in opening_hours.days(text, as_of, 366, off, working, years))


def _through_the_night(week: tuple[Spans, ...]) -> bool:
    always = all(day == ((0, 1440),) for day in week if day)
    return not always and any(start == DEEP_NIGHT[0] and end >= DEEP_NIGHT[1] for day in week for start, end in day)
