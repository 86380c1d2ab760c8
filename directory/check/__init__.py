"""Checks a dataset against its vocabulary, its sources, its calendar and itself; everything wrong, in one run.

In: a Dataset, the folder it was read from (for lines), the day. Out: Problems, sorted. An error stops the build before
a byte is published. Each rule is a function from the dataset and the day to problems; the rooms hold them by subject,
`RULES` lists them.

Loading comes first, and only what it read without an error is checked (`build.load`): an entry that could not be read
is missing from its table, and every use of it would be told as a fault of its own.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

from directory.check import (
    calendar,
    claims,
    contacts,
    evidence,
    identity,
    lines,
    opening,
    place,
    positions,
    references,
    scripts,
    sense,
    settings,
    signs,
    texts,
    twins,
    walks,
)
from directory.model import Dataset
from directory.problem import Problem

Rule = Callable[[Dataset, dt.date], Iterator[Problem]]

# Rules that look at one venue at a time: what they tell of many is what they tell of each.
EACH: tuple[Rule, ...] = (
    identity.kinds,
    place.names,
    place.whereabouts,
    place.addresses,
    place.districts,
    place.box,
    place.datums,
    evidence.sources,
    evidence.days,
    evidence.ages,
    evidence.copies,
    claims.properties,
    claims.values,
    claims.scopes,
    claims.qualifiers,
    claims.repeats,
    claims.certificates,
    claims.ends,
    claims.conflicts,
    sense.contradictions,
    sense.measures,
    sense.kinds,
    sense.unseen,
    sense.far_ends,
    sense.after_the_end,
    texts.texts,
    texts.slips,
    texts.own_names,
    scripts.names,
    scripts.han,
    contacts.phones,
    contacts.websites,
    contacts.emergency_numbers,
    opening.hours,
    opening.meanings,
)
# Rules that look for the place of a venue among all others: by far the slowest, and told by `places` alone.
PLACES: tuple[Rule, ...] = (twins.twin_venues, positions.coarse, positions.shared, positions.strays)
# Other rules that set venues beside each other or beside the tables of the whole city.
TOGETHER: tuple[Rule, ...] = (
    identity.codes,
    identity.removals,
    identity.redirects,
    evidence.unused,
    evidence.nameless,
    contacts.abroad,
    contacts.hotlines,
    calendar.days,
    calendar.worked,
    calendar.coming,
    settings.zone,
    settings.box,
    settings.datum,
    settings.languages,
    settings.addresses,
    settings.statements,
    settings.statement_languages,
    settings.local_names,
    settings.emergencies,
    references.notices,
    references.lasting,
    references.successors,
    references.targets,
    signs.languages,
    signs.numbers,
    signs.batches,
    walks.areas,
    walks.routes,
    walks.rejected,
)
RULES = (*EACH, *PLACES, *TOGETHER)


def check(dataset: Dataset, folder: Path, as_of: dt.date) -> list[Problem]:
    """Run every rule and give the problems their lines."""
    by_place = lines.located(check_places(dataset, as_of), folder)
    return sorted({*check_each(dataset, folder, as_of), *by_place, *check_together(dataset, folder, as_of)})


def check_each(dataset: Dataset, folder: Path, as_of: dt.date) -> list[Problem]:
    """Run the rules that look at one venue at a time: of a part of the venues they tell what they tell of it anyway."""
    return _told(EACH, dataset, folder, as_of)


def places(dataset: Dataset) -> str:
    """Write all that the rules of `PLACES` look at: where it is the same, so is what they tell."""
    seen = [
        (
            key,
            dataset.files[key],
            venue.kind,
            venue.closed is None,
            venue.point,
            venue.district and venue.district.value,
            *(text.texts for text in (venue.name, venue.alt_name, venue.address) if text),
            venue.address is None,
        )
        for key, venue in dataset.venues.items()
    ]
    city = dataset.city
    return repr((sorted(city.district), city.languages[:1], city.name, seen))


def check_places(dataset: Dataset, as_of: dt.date) -> list[Problem]:
    """Run the rules that look for the place of a venue among all others; the problems have no lines yet."""
    return [problem for rule in PLACES for problem in rule(dataset, as_of)]


def check_together(dataset: Dataset, folder: Path, as_of: dt.date) -> list[Problem]:
    """Run the other rules that need all venues."""
    return _told(TOGETHER, dataset, folder, as_of)


def _told(rules: tuple[Rule, ...], dataset: Dataset, folder: Path, as_of: dt.date) -> list[Problem]:
    found = [problem for rule in rules for problem in rule(dataset, as_of)]
    return sorted(set(lines.located(found, folder)))
