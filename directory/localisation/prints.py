"""Digests of what a venue's pages and rows are made from, in no language: they cost less than what they stand for.

In: a dataset and the day. Out: `Prints` by venue. Equal prints promise equal facts; words come from catalogues, which
have digests of their own. `loading` remembers them by the files they come from.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import NamedTuple

from directory import hours
from directory.dates import freshness
from directory.model import Dataset, Venue
from directory.output.recipe import digest
from directory.standing import Ledger
from directory.vocabulary import FIELD_SHELF_LIFE

HORIZON_DAYS = 28
SPECIAL_DAYS_AHEAD = 60  # holidays are looked up while a journey is planned
BASE36 = "0123456789abcdefghijklmnopqrstuvwxyz"


class Prints(NamedTuple):
    """Digests: `record` of a venue's file and its sources, `day` of what the day makes of it, `row` of what lists show.

    `found` is of what search and walks know of it too, `told` of what is counted: all its evidence. That is all but
    words: these have the digests of the catalogues.
    """

    record: str
    day: str
    row: str
    found: str
    told: str


class Timetable:
    """What opening hours come to from a day on, each expression worked out once: a city has few different ones."""

    def __init__(self, data: Dataset, as_of: dt.date) -> None:
        self.as_of = as_of
        self._off, self._working = data.calendar
        self._years = frozenset(data.holidays)
        self._schedules: dict[str, str] = {}
        self._special: dict[str, tuple[hours.Day, ...]] = {}

    def special_days(self, expression: str) -> tuple[hours.Day, ...]:
        """Give what opening hours come to on the coming public holidays and make-up workdays."""
        if expression not in self._special:
            days = self._days(expression, SPECIAL_DAYS_AHEAD)
            self._special[expression] = tuple(day for day in days if day.date in self._off or day.date in self._working)
        return self._special[expression]

    def schedule(self, expression: str) -> str:
        """Give the open spans for the coming days in one short line, for the reader's clock.

        `2026-11-23|540-1020;|00!1` is the first day, the distinct days' spans in minutes, and one letter a day: the
        place of its spans in that list in base 36, with "!" where the calendar makes them doubtful.
        """
        if expression not in self._schedules:
            self._schedules[expression] = self._line(self._days(expression, HORIZON_DAYS))
        return self._schedules[expression]

    def _days(self, expression: str, count: int) -> tuple[hours.Day, ...]:
        return tuple(hours.days(expression, self.as_of, count, self._off, self._working, self._years))

    def _line(self, days: tuple[hours.Day, ...]) -> str:
        patterns = list(dict.fromkeys(day.spans for day in days))
        written = ";".join(",".join(f"{start}-{end}" for start, end in spans) for spans in patterns)
        letters = "".join(f"{BASE36[patterns.index(day.spans)]}{'' if day.sure else '!'}" for day in days)
        return f"{self.as_of}|{written}|{letters}"


def prints(data: Dataset, as_of: dt.date, venues: Mapping[str, Venue]) -> dict[str, Prints]:
    """Digest some of a dataset's venues."""
    times, ledger = Timetable(data, as_of), Ledger(as_of)
    return {key: _prints(venue, data, times, ledger) for key, venue in venues.items()}


def _prints(venue: Venue, data: Dataset, times: Timetable, ledger: Ledger) -> Prints:
    schedule = times.schedule(venue.opening_hours.value) if venue.opening_hours else ""
    special = times.special_days(venue.opening_hours.value) if venue.opening_hours else ()
    row = digest(repr((*_row(venue, ledger), schedule)))
    more = [table.texts for table in (venue.alt_name, venue.address) if table]
    evidence = [(name, table.source, table.method, table.observed) for name, table in venue.stated().items()]
    claims = venue.model_dump_json(include={"claim"}, warnings=False)
    return Prints(
        record=_record(venue, data),
        day=digest(f"{_ages(venue, ledger.as_of)} {schedule} {special}"),
        row=row,
        found=digest(f"{row} {more}"),
        told=digest(f"{evidence} {claims}"),
    )


def _record(venue: Venue, data: Dataset) -> str:
    tables = (*venue.stated().values(), *venue.claim)
    sources = sorted({table.source for table in tables})
    return digest(venue.model_dump_json(warnings=False) + repr([data.sources[key] for key in sources]))


def _ages(venue: Venue, as_of: dt.date) -> str:
    """Tell how old each piece of evidence is, in a letter: fresh, due, stale."""
    stated = [(table.observed, FIELD_SHELF_LIFE.get(name, 0), None) for name, table in venue.stated().items()]
    claims = [(claim.observed, claim.definition.shelf_life, claim.valid_until) for claim in venue.claim]
    return "".join(freshness(observed, life, as_of, end)[0] for observed, life, end in (*stated, *claims))


def _row(venue: Venue, ledger: Ledger) -> tuple[object, ...]:
    """Give all of a venue that a row of a list shows."""
    at, halal = venue.position, ledger.told(venue).get("halal")
    said = (
        [(standing.conflict, [c.value for c in standing.claims]) for standing in halal.standings.values()]
        if halal
        else []
    )
    district = venue.district.value if venue.district else ""
    where = (at.lat, at.lon) if at else ()
    closed = venue.closed is not None
    return (
        venue.id,
        venue.name.texts,
        venue.kind,
        district,
        ledger.offers(venue),
        where,
        ledger.stale(venue),
        said,
        closed,
    )
