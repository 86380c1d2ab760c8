"""Which days are holidays? The years' lists: their days are of the year, of one sort, and the coming one is there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from directory.model import Dataset
from directory.problem import Problem, error, warning

AHEAD = dt.timedelta(days=28)  # as far as a page carries its opening hours
SATURDAY = 5


def days(data: Dataset, as_of: dt.date) -> Iterator[Problem]:
    """A year's days lie in the year, and none is both off and worked.

    holiday-year: a day of another year. holiday-twice: a day stands twice, in one list or in both.
    """
    for year, holidays in data.holidays.items():
        file = f"holidays/{year}.toml"
        seen: set[str] = set()
        for field in ("off", "working"):
            for day in getattr(holidays, field):
                if not day.startswith(f"{year}-"):
                    message, hint = f"{day} is not in {year}", f"write it into holidays/{day[:4]}.toml"
                    yield error(file, field, "holiday-year", day, message, hint)
                if day in seen:
                    message, hint = f"{day} stands twice", "a day is off or worked, once"
                    yield error(file, field, "holiday-twice", day, message, hint)
                seen.add(day)


def worked(data: Dataset, as_of: dt.date) -> Iterator[Problem]:
    """holiday-workday: a day that is worked instead is a Saturday or Sunday; any other is worked anyway."""
    for year, holidays in data.holidays.items():
        for day in holidays.working:
            if dt.date.fromisoformat(day).weekday() < SATURDAY:
                message = f"{day} is a {dt.date.fromisoformat(day):%A}"
                hint = "list only the weekend days that are worked instead"
                yield warning(f"holidays/{year}.toml", "working", "holiday-workday", day, message, hint)


def coming(data: Dataset, as_of: dt.date) -> Iterator[Problem]:
    """holiday-missing: where opening hours speak of public holidays, the lists reach as far as pages show hours."""
    asked = [venue for venue in data.venues.values() if venue.opening_hours and "PH" in venue.opening_hours.value]
    if not asked or as_of > dt.date.max - AHEAD:
        return
    for year in sorted({as_of.year, (as_of + AHEAD).year} - set(data.holidays)):
        message = f"no list of {year}, but the hours of {_counted(len(asked))} speak of public holidays"
        hint = f"write holidays/{year}.toml from the government's notice; until then those days are shown as not known"
        yield warning(f"holidays/{year}.toml", "", "holiday-missing", year, message, hint)


def _counted(number: int) -> str:
    return "one venue" if number == 1 else f"{number} venues"
