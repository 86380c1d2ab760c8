"""What pages, search and signs share: the dataset, its catalogues, the day; and an edition of it in one language.

A `Site` is handed to every worker once. An `Edition` is made from it in the worker that plans a language's share, and
kept there. Next stages: `pages`, `search`, `signs` turn editions into recipes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path
from typing import Any

from directory import hours
from directory.dates import freshness
from directory.localisation.catalogues import Catalogue
from directory.localisation.languages import LANGUAGES, Language
from directory.localisation.localise import Localiser
from directory.localisation.reading import sort_key
from directory.localisation.values import LocalisedVenue
from directory.model import Dataset, Notice, Venue
from directory.output.recipe import digest
from directory.standing import Ledger
from directory.vocabulary import FIELD_SHELF_LIFE

PROGRAM = Path(__file__).resolve().parents[2]
HORIZON_DAYS = 28
SPECIAL_DAYS_AHEAD = 60  # holidays are looked up while a journey is planned
BASE36 = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, eq=False)
class Site:
    """Everything that output is made from; itself and no other, so that what is worked out of it can be kept for it."""

    dataset: Dataset
    catalogues: Mapping[str, Catalogue]
    as_of: dt.date
    templates: Path

    def __getstate__(self) -> dict[str, Any]:
        """What it was given: what was worked out of it would be many times as large, and is worked out where it goes.

        The program's own templates are named by their place in it: another machine has the program somewhere else.
        """
        place = self.templates.absolute()
        own = place.relative_to(PROGRAM) if place.is_relative_to(PROGRAM) else place
        return {**{field.name: getattr(self, field.name) for field in fields(self)}, "templates": own}

    def __setstate__(self, state: Mapping[str, Any]) -> None:
        self.__dict__.update({**state, "templates": PROGRAM / state["templates"]})

    @property
    def languages(self) -> tuple[Language, ...]:
        """The site's languages, the local one first."""
        return tuple(LANGUAGES[tag] for tag in self.dataset.city.languages)

    @cached_property
    def ledger(self) -> Ledger:
        """What is told of each venue on the day, for all languages."""
        return Ledger(self.as_of)

    @cached_property
    def living(self) -> tuple[Venue, ...]:
        """Venues that have not closed for good."""
        return tuple(venue for venue in self.dataset.venues.values() if not venue.closed)

    @cached_property
    def _editions(self) -> dict[str, Edition]:
        return {}

    def edition(self, tag: str) -> Edition:
        """Give the site in a language; made once in each process."""
        if tag not in self._editions:
            self._editions[tag] = Edition(self, Localiser(self.dataset, self.catalogues[tag], self.as_of, self.ledger))
        return self._editions[tag]

    @cached_property
    def _schedules(self) -> dict[str, str]:
        return {}

    @cached_property
    def _special(self) -> dict[str, tuple[hours.Day, ...]]:
        return {}

    def special_days(self, expression: str) -> tuple[hours.Day, ...]:
        """Give what opening hours come to on the coming public holidays and make-up workdays."""
        if expression not in self._special:
            self._special[expression] = _special_days(expression, self.as_of, self.dataset)
        return self._special[expression]

    @cached_property
    def _prints(self) -> dict[str, Mapping[str, str]]:
        return {}

    def prints(self, venue: Venue) -> Mapping[str, str]:
        """Give what stands in a venue's file and its sources, and what the day makes of it, as digests by name."""
        if venue.id not in self._prints:
            self._prints[venue.id] = {"record": self._record(venue), "day": self._day(venue)}
        return self._prints[venue.id]

    def _record(self, venue: Venue) -> str:
        tables = (*venue.stated().values(), *venue.claim)
        sources = sorted({table.source for table in tables})
        return digest(venue.model_dump_json(warnings=False) + repr([self.dataset.sources[key] for key in sources]))

    def _day(self, venue: Venue) -> str:
        """Digest how old the evidence is, and what the calendar makes of the hours."""
        stated = [(t.observed, FIELD_SHELF_LIFE.get(name, 0), None) for name, t in venue.stated().items()]
        claims = [(claim.observed, claim.definition.shelf_life, claim.valid_until) for claim in venue.claim]
        ages = [freshness(observed, life, self.as_of, end)[0] for observed, life, end in (*stated, *claims)]
        spans = self.special_days(venue.opening_hours.value) if venue.opening_hours else ()
        return digest(f"{''.join(ages)} {self.schedule(venue)} {spans}")

    @cached_property
    def notices(self) -> tuple[Notice, ...]:
        """Notices in force on the day or to come."""
        return tuple(n for n in self.dataset.notices.values() if n.ends >= self.as_of.isoformat())

    def schedule(self, venue: Venue) -> str:
        """Give a venue's open spans for the coming days in one short line, for the reader's clock; "" without hours.

        `2026-11-23|540-1020;|00!1` is the first day, the distinct days' spans in minutes, and one letter a day: the
        place of its spans in that list in base 36, with "!" where the calendar makes them doubtful.
        """
        if venue.opening_hours is None:
            return ""
        expression = venue.opening_hours.value
        if expression not in self._schedules:  # a city has far fewer different hours than venues
            self._schedules[expression] = _schedule(expression, self.as_of, self.dataset)
        return self._schedules[expression]


def _special_days(expression: str, as_of: dt.date, data: Dataset) -> tuple[hours.Day, ...]:
    off, working = data.calendar
    days = hours.days(expression, as_of, SPECIAL_DAYS_AHEAD, off, working, frozenset(data.holidays))
    return tuple(day for day in days if day.date in off or day.date in working)


def _schedule(expression: str, as_of: dt.date, data: Dataset) -> str:
    off, working = data.calendar
    days = hours.days(expression, as_of, HORIZON_DAYS, off, working, frozenset(data.holidays))
    patterns = list(dict.fromkeys(day.spans for day in days))
    written = ";".join(",".join(f"{start}-{end}" for start, end in spans) for spans in patterns)
    letters = "".join(f"{BASE36[patterns.index(day.spans)]}{'' if day.sure else '!'}" for day in days)
    return f"{as_of}|{written}|{letters}"


@dataclass(frozen=True, eq=False)
class Edition:
    """The site in one language; itself and no other, so that what is made of it can be kept for it."""

    site: Site
    localiser: Localiser

    @property
    def language(self) -> Language:
        """The edition's language."""
        return self.localiser.catalogue.language

    @cached_property
    def venues_by_id(self) -> Mapping[str, LocalisedVenue]:
        """All venues in this language, in no order of words: putting names in order costs more than naming them."""
        return {key: self.localiser.venue(venue) for key, venue in self.site.dataset.venues.items()}

    @cached_property
    def venues(self) -> Mapping[str, LocalisedVenue]:
        """All venues in this language, closed ones too, by id in the language's order of names."""
        found = self.venues_by_id.values()
        key = sort_key(self.language.tag)
        return {v.venue.id: v for v in sorted(found, key=lambda v: (*key(v.name), v.venue.id))}

    def path(self, rest: str) -> str:
        """Give the path of a page of this language."""
        return f"{self.language.slug}/{rest}"
