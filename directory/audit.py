"""Counts what the dataset knows: coverage by family and district, ages of evidence, the plan's targets.

In: a Dataset and the day. Out: an `Audit`, numbers and keys without words; the page "about the data" puts it into a
language. Counting is by queries over claims, never by hand.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from directory.dates import UNKNOWN, Freshness, age_days, freshness
from directory.model import Claim, Dataset, Evidence, Target, Venue
from directory.standing import Ledger, answers, expired, standings, truth
from directory.vocabulary import DOORS, FAMILIES, PROPERTIES, Door, Truth
from directory.walks import in_area

VERIFIED_DAYS = 365  # the report's own promise: "n of 200, m verified within 365 days"


@dataclass(frozen=True)
class TargetCount:
    """A target's standing: how many answer the query, how many of them on evidence of the last 365 days.

    For a percentage `total` is the number of places asked about and `assessed` those of them with any answer.
    """

    key: str
    goal: int
    unit: str
    count: int
    verified: int
    total: int
    assessed: int


@dataclass(frozen=True)
class Audit:
    """What is known, in numbers.

    `families` counts venues by what their claims speak of, `grid` the same by district; `ages` counts claims by
    freshness, `years` by the year in which they were observed ("unknown" among them).
    """

    venues: int
    claims: int
    kinds: Mapping[str, int]
    districts: Mapping[str, int]
    doors: Mapping[str, int]
    families: Mapping[str, int]
    grid: Mapping[str, Mapping[str, int]]
    ages: Mapping[Freshness, int]
    years: Mapping[str, int]
    methods: Mapping[str, int]
    targets: tuple[TargetCount, ...]


def behind(door: Door, venues: Iterable[Venue], ledger: Ledger) -> list[Venue]:
    """Answer a door's query: places that offer one of its properties or are of one of its kinds, and are not closed."""
    asked = set(door.properties)
    return [
        venue
        for venue in venues
        if not venue.closed and (venue.kind in door.kinds or not asked.isdisjoint(ledger.offers(venue)))
    ]


def audit(data: Dataset, as_of: dt.date) -> Audit:
    """Count everything once."""
    living = [venue for venue in data.venues.values() if not venue.closed]
    claims = [claim for venue in living for claim in venue.claim if not expired(claim, as_of)]
    ledger = Ledger(as_of)
    told = {venue.id: _families(venue, ledger) for venue in living}
    return Audit(
        venues=len(living),
        claims=len(claims),
        kinds=Counter(venue.kind for venue in living),
        districts=Counter(venue.district.value for venue in living if venue.district),
        doors={key: len(behind(door, living, ledger)) for key, door in DOORS.items()},
        families={key: sum(key in families for families in told.values()) for key in FAMILIES},
        grid={district: _by_family(living, told, district) for district in data.city.district},
        ages=Counter(freshness(c.observed, c.definition.shelf_life, as_of, c.valid_until) for c in claims),
        years=Counter(UNKNOWN if claim.observed == UNKNOWN else claim.observed[:4] for claim in claims),
        methods=Counter(claim.method.value for claim in claims),
        targets=tuple(
            _target(key, target, _asked(target, data, living), as_of) for key, target in data.targets.items()
        ),
    )


def _families(venue: Venue, ledger: Ledger) -> frozenset[str]:
    """Name the families of which a venue's unexpired claims speak."""
    return frozenset(PROPERTIES[key].family for key in ledger.told(venue))


def _by_family(living: list[Venue], told: Mapping[str, frozenset[str]], district: str) -> dict[str, int]:
    """Count the places of a district of which each family speaks, in the vocabulary's order."""
    there = [told[venue.id] for venue in living if venue.district and venue.district.value == district]
    return {key: sum(key in families for families in there) for key in FAMILIES}


def _asked(target: Target, data: Dataset, living: list[Venue]) -> list[Venue]:
    """Give the places that a target asks about: those in its areas, if it names any."""
    if not target.of_areas:
        return living
    areas = [data.areas[key] for key in target.of_areas if key in data.areas]
    inside = {stop.id for area in areas for stop in in_area(area, living)}
    return [venue for venue in living if venue.id in inside]


def _target(key: str, target: Target, venues: list[Venue], as_of: dt.date) -> TargetCount:
    asked = [venue for venue in venues if not target.of_kinds or venue.kind in target.of_kinds]
    met = [venue for venue in asked if _meets(venue, target, as_of)]
    assessed = [v for v in asked if any(truth(v, key, as_of) is not None for key in target.properties)]
    return TargetCount(
        key=key,
        goal=target.goal,
        unit=target.unit,
        count=len(met),
        verified=sum(_verified(venue, target, as_of) for venue in met),
        total=len(asked),
        assessed=len(assessed),
    )


def _meets(venue: Venue, target: Target, as_of: dt.date) -> bool:
    if target.kinds and venue.kind not in target.kinds:
        return False
    if not target.properties:
        return True
    if target.unit == "percent":  # fully, not with limits
        return any(truth(venue, key, as_of) is Truth.YES for key in target.properties)
    return any(answers(venue, key, as_of) for key in target.properties)


def _speaks_for(claim: Claim, target: Target) -> bool:
    """Tell whether a claim is one that answers the query: what it outranks, or a "no" beside it, verifies nothing."""
    return claim.property in target.properties and claim.definition.truth(claim.value) is not Truth.NO


def _verified(venue: Venue, target: Target, as_of: dt.date) -> bool:
    """Tell whether the evidence that answers the query is of the last 365 days."""
    counted = [standing.effective for standing in standings(venue.claim, as_of).values()]
    tables: list[Evidence] = [claim for claim in counted if claim and _speaks_for(claim, target)]
    if not target.properties:
        tables = [*venue.stated().values()]
    ages = [age_days(table.observed, as_of) for table in tables]
    return any(age is not None and age <= VERIFIED_DAYS for age in ages)
