"""What pages, search and signs share: the dataset, its catalogues, the day; and an edition of it in one language.

A `Site` is handed to every worker once. An `Edition` is made from it in the worker that plans a language's share, and
kept there. Next stages: `pages`, `search`, `signs` turn editions into recipes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from directory import hours
from directory.localisation.catalogues import Catalogue
from directory.localisation.languages import LANGUAGES, Language
from directory.localisation.localise import Localiser
from directory.localisation.prints import Prints, Timetable, prints
from directory.localisation.reading import sort_key
from directory.localisation.text import Text
from directory.localisation.values import LocalisedVenue
from directory.model import Dataset, Notice, Venue
from directory.nearby import Neighbour, neighbours
from directory.output.recipe import digest
from directory.standing import Ledger

PROGRAM = Path(__file__).resolve().parents[2]


@dataclass
class Known:
    """What was worked out of the dataset before: digests of venues, the order of the names in each language, what is
    near each living venue that has a position, which signs can be drawn (by a digest of what they are made from).

    What is missing here is worked out when it is asked for. `compiled` is the folder of compiled templates, `code` the
    program that compiled them.
    """

    prints: dict[str, Prints] = field(default_factory=dict)
    orders: dict[str, tuple[str, ...]] = field(default_factory=dict)
    near: dict[str, tuple[Neighbour, ...]] = field(default_factory=dict)
    fits: dict[str, bool] = field(default_factory=dict)
    compiled: Path | None = None
    code: str = ""


@dataclass(frozen=True, eq=False)
class Site:
    """Everything that output is made from; itself and no other, so that what is worked out of it can be kept for it."""

    dataset: Dataset
    catalogues: Mapping[str, Catalogue]
    as_of: dt.date
    templates: Path
    known: Known = field(default_factory=Known)

    def __getstate__(self) -> dict[str, Any]:
        """What it was given: what was worked out of it would be many times as large, and is worked out where it goes.

        The program's own templates are named by their place in it: another machine has the program somewhere else.
        """
        place = self.templates.absolute()
        own = place.relative_to(PROGRAM) if place.is_relative_to(PROGRAM) else place
        given = {field.name: getattr(self, field.name) for field in fields(self)}
        return {**given, "templates": own, "known": replace(self.known, compiled=None)}

    def __setstate__(self, state: Mapping[str, Any]) -> None:
        self.__dict__.update({**state, "templates": PROGRAM / state["templates"]})

    def let_go(self) -> None:
        """Give the memory of it all back, where the work has been handed to other processes: nothing is left of it."""
        self.__dict__.clear()

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
    def _timetable(self) -> Timetable:
        return Timetable(self.dataset, self.as_of)

    def special_days(self, expression: str) -> tuple[hours.Day, ...]:
        """Give what opening hours come to on the coming public holidays and make-up workdays."""
        return self._timetable.special_days(expression)

    def schedule(self, venue: Venue) -> str:
        """Give a venue's open spans for the coming days in one short line (`Timetable`); "" without hours."""
        return self._timetable.schedule(venue.opening_hours.value) if venue.opening_hours else ""

    @cached_property
    def near(self) -> Mapping[str, tuple[Neighbour, ...]]:
        """What is near each living venue that has a position."""
        return self.known.near or neighbours(self.living, self.as_of)

    def prints(self, venue: Venue) -> Prints:
        """Give the digests of what a venue's pages are made from."""
        if venue.id not in self.known.prints:
            self.known.prints.update(prints(self.dataset, self.as_of, {venue.id: venue}))
        return self.known.prints[venue.id]

    def sum_of(self, print_name: str) -> str:
        """Digest one of the `Prints` of all venues: as long as it is the same, so is whatever is made of them all."""
        if print_name not in self._sums:
            lines = [f"{key} {getattr(self.prints(venue), print_name)}" for key, venue in self.dataset.venues.items()]
            self._sums[print_name] = digest("\n".join(lines))
        return self._sums[print_name]

    @cached_property
    def _sums(self) -> dict[str, str]:
        return {}

    @cached_property
    def notices(self) -> tuple[Notice, ...]:
        """Notices in force on the day or to come."""
        return tuple(n for n in self.dataset.notices.values() if n.ends >= self.as_of.isoformat())


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
    def venues_by_id(self) -> Localised:
        """All venues in this language, in no order of words; each is put into words when it is first asked for."""
        return Localised(self.localiser, self.site.dataset.venues)

    @property
    def venues(self) -> Mapping[str, LocalisedVenue]:
        """All venues in this language, closed ones too, by id in the language's order of names."""
        tag, known = self.language.tag, self.site.known.orders
        if tag not in known:
            known[tag] = in_order(tag, {key: venue.name for key, venue in self.venues_by_id.items()})
        return {key: self.venues_by_id[key] for key in known[tag]}

    def forget(self) -> None:
        """Let go of the venues that were put into words: who shows one, holds it.

        All of a large city in all its languages are hundreds of megabytes.
        """
        self.venues_by_id.forget()

    def path(self, rest: str) -> str:
        """Give the path of a page of this language."""
        return f"{self.language.slug}/{rest}"


class Localised(Mapping[str, LocalisedVenue]):
    """Venues in one language, by id: an edit asks for few of them."""

    def __init__(self, localiser: Localiser, venues: Mapping[str, Venue]) -> None:
        self._localiser, self._venues = localiser, venues
        self._made: dict[str, LocalisedVenue] = {}

    def __getitem__(self, key: str) -> LocalisedVenue:
        made = self._made.get(key)
        if made is None:
            made = self._made[key] = self._localiser.venue(self._venues[key])
        return made

    def forget(self) -> None:
        """Let go of those that were made."""
        self._made.clear()

    def __iter__(self) -> Iterator[str]:
        return iter(self._venues)

    def __len__(self) -> int:
        return len(self._venues)


def in_order(tag: str, names: Mapping[str, Text]) -> tuple[str, ...]:
    """Put ids in a language's order of the names that they stand for."""
    key = sort_key(tag)
    return tuple(sorted(names, key=lambda one: (*key(names[one]), one)))
