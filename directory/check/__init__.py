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

RULES: tuple[Rule, ...] = (
    identity.kinds,
    identity.codes,
    identity.removals,
    identity.redirects,
    twins.twin_venues,
    place.names,
    place.whereabouts,
    place.districts,
    place.addresses,
    place.box,
    place.datums,
    positions.coarse,
    positions.shared,
    positions.strays,
    evidence.sources,
    evidence.days,
    evidence.ages,
    evidence.copies,
    evidence.unused,
    evidence.nameless,
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
    contacts.abroad,
    contacts.emergency_numbers,
    contacts.hotlines,
    contacts.websites,
    opening.hours,
    opening.meanings,
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


def check(dataset: Dataset, folder: Path, as_of: dt.date) -> list[Problem]:
    """Run every rule and give the problems their lines."""
    found = [problem for rule in RULES for problem in rule(dataset, as_of)]
    return sorted(set(lines.located(found, folder)))
