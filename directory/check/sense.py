"""Can what is said of a venue be true together? Contradictions, odd measures, claims that do not fit the kind."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from directory.dates import UNKNOWN, first_day
from directory.model import Claim, Dataset, Method, Slot, Venue
from directory.problem import Problem, warning
from directory.standing import Standing, standings
from directory.vocabulary import PROPERTIES

Test = Callable[[object], bool]


def among(*values: str) -> Test:
    """Make a test of a choice: is it one of these?"""
    return lambda value: value in values


def positive(value: object) -> bool:
    """Tell whether a number is above 0."""
    return isinstance(value, int | float) and value > 0


@dataclass(frozen=True)
class Clash:
    """Two properties that cannot have these values of one part of a venue, one card origin and one channel.

    `main`: the first, said of the whole venue, clashes with the second at the main entrance too.
    `unless`: a property that explains both, wherever it is stated.
    """

    one: str
    said: Test
    other: str
    against: Test
    main: bool = False
    unless: str = ""


CLASHES: tuple[Clash, ...] = (
    Clash("wheelchair", among("yes", "designated"), "step_count", positive, main=True, unless="ramp:wheelchair"),
    Clash("entrance:level", among("yes"), "step_count", positive, main=True),
    Clash("step_height", positive, "step_count", lambda value: value == 0),
    Clash("diet:halal", among("only", "yes"), "halal", among("no")),
    Clash("diet:halal", among("no"), "halal", among("operator", "community", "municipal", "certificate")),
    Clash("diet:halal", among("only"), "pork", among("yes")),
    Clash("vegetarian", among("only"), "pork", among("yes")),
    Clash("toilets:wheelchair", among("yes", "limited"), "toilets", among("no")),
    *(
        Clash(f"payment:{scheme}", among("yes"), "payment:cards", among("no"))
        for scheme in ("visa", "mastercard", "american_express", "jcb", "unionpay", "diners_club", "discover_card")
    ),
)
BUILT_CM: Mapping[str, tuple[float, float]] = {  # what is built; beyond it a number is in metres or in millimetres
    "step_height": (2, 45),
    "door:width": (45, 600),
    "counter:height": (40, 160),
}
_STATIONS = frozenset({"metro_station", "railway_station", "maglev_station", "bus_station", "ferry_terminal"})
_CARE = frozenset({"hospital", "clinic"})
ONLY_OF: Mapping[str, frozenset[str]] = {  # properties that only these kinds have
    "line": _STATIONS | {"cruise_terminal", "airport", "airport_terminal"},
    "emergency_department": _CARE,
    "international_department": _CARE,
    "service_times": frozenset({"mosque", "temple", "church", "synagogue"}),
}
SEEN = frozenset({Method.ON_SITE, Method.MEASURED, Method.DOCUMENT_SEEN, Method.TRANSACTION_TEST})
LISTED = frozenset({Method.ON_SITE, Method.DOCUMENT_SEEN, Method.OFFICIAL_LIST})
RUNGS_SEEN = ("municipal", "certificate")  # the rungs of the halal ladder that somebody must have looked at
LONGEST = dt.timedelta(days=3653)  # no certificate is given for more than ten years


def contradictions(data: Dataset, as_of: dt.date) -> Iterator[Problem]:
    """claims-contradict: what counts of two properties on the day can be true of one place together."""
    for venue in data.venues.values():
        properties = {claim.property for claim in venue.claim}
        clashes = [clash for clash in CLASHES if clash.one in properties and clash.other in properties]
        if not clashes or venue.closed:
            continue
        standing = standings((claim for claim in venue.claim if claim.property in PROPERTIES), as_of)
        for clash in clashes:
            yield from _clashing(data, venue, clash, standing)


def _clashing(data: Dataset, venue: Venue, clash: Clash, standing: Mapping[Slot, Standing]) -> Iterator[Problem]:
    if clash.unless and any(slot.property == clash.unless for slot in standing):
        return
    counted = [(slot, found.effective) for slot, found in standing.items()]
    ones = [(s, c) for s, c in counted if c and s.property == clash.one and clash.said(c.value)]
    others = [(s, c) for s, c in counted if c and s.property == clash.other and clash.against(c.value)]
    for slot, one in ones:
        for against, other in others:
            if _one_part(slot, against, clash):
                at = f"claim.{venue.claim.index(one)}"
                message = f"says {_said(one)}, but claim.{venue.claim.index(other)} says {_said(other)}"
                hint = "both count today: one is wrong, or lacks the part of the venue where it holds (scope)"
                yield warning(data.files[venue.id], at, "claims-contradict", one.value, message, hint)


def _one_part(one: Slot, other: Slot, clash: Clash) -> bool:
    """Tell whether two slots speak of the same part, card origin and channel."""
    same = (one.card_origin, one.channel) == (other.card_origin, other.channel)
    return same and (one.scope == other.scope or (clash.main and not one.scope and other.scope == "main entrance"))


def _said(claim: Claim) -> str:
    return f"{claim.property} = {claim.value}"


def measures(data: Dataset, as_of: dt.date) -> Iterator[Problem]:
    """value-odd: what is measured in centimetres has a size that is built."""
    for venue in data.venues.values():
        for number, claim in enumerate(venue.claim):
            value, built = claim.value, BUILT_CM.get(claim.property)
            if built and isinstance(value, int | float) and not built[0] <= value <= built[1]:
                message = f"{value} cm is no {PROPERTIES[claim.property].label.lower()} that is built"
                hint = f"expected {built[0]} to {built[1]} centimetres: metres, millimetres?"
                field = f"claim.{number}.value"
                yield warning(data.files[venue.id], field, "value-odd", value, message, hint)


def kinds(data: Dataset, as_of: dt.date) -> Iterator[Problem]:
    """claim-kind: a property that only some kinds of place have is claimed of one of them."""
    for venue in data.venues.values():
        for number, claim in enumerate(venue.claim):
            fitting = ONLY_OF.get(claim.property)
            if fitting and venue.kind not in fitting:
                message, hint = f"{venue.kind} has no {claim.property}", f"it is said of: {', '.join(sorted(fitting))}"
                field = f"claim.{number}.property"
                yield warning(data.files[venue.id], field, "claim-kind", claim.property, message, hint)


def unseen(data: Dataset, as_of: dt.date) -> Iterator[Problem]:
    """certificate-unseen: a halal certificate or the city's plate was looked at, or stands in an official list."""
    for venue in data.venues.values():
        for number, claim in enumerate(venue.claim):
            if claim.property == "halal" and claim.value in RUNGS_SEEN and claim.method not in LISTED:
                message = f'"{claim.value}" by {claim.method}: nobody saw it'
                hint = 'claim "operator" or "community", or name the one who saw it: method = "document_seen"'
                field = f"claim.{number}.value"
                yield warning(data.files[venue.id], field, "certificate-unseen", claim.value, message, hint)


def far_ends(data: Dataset, as_of: dt.date) -> Iterator[Problem]:
    """end-far: nothing holds until more than ten years after it was seen, or after the day."""
    for venue in data.venues.values():
        for number, claim in enumerate(venue.claim):
            since = first_day(claim.observed) or as_of
            if claim.valid_until and dt.date.fromisoformat(claim.valid_until) - since > LONGEST:
                message = f"ends {claim.valid_until}, more than ten years after {since}"
                hint = "copy the end again, or take it out: what has no end grows old by its own shelf life"
                field = f"claim.{number}.valid_until"
                yield warning(data.files[venue.id], field, "end-far", claim.valid_until, message, hint)


def after_the_end(data: Dataset, as_of: dt.date) -> Iterator[Problem]:
    """closed-seen: nobody stood in a venue after it had closed for good; dates are compared as far as both go."""
    for venue in data.venues.values():
        if venue.closed is None or venue.closed.date == UNKNOWN:
            continue
        for number, claim in enumerate(venue.claim):
            seen, closed = claim.observed, venue.closed.date
            digits = min(len(seen), len(closed))
            if claim.method in SEEN and seen != UNKNOWN and seen[:digits] > closed[:digits]:
                message = f"was seen {seen} ({claim.method}), but the venue closed {closed}"
                hint = "if it is open again, take [closed] out; else check both dates"
                field = f"claim.{number}.observed"
                yield warning(data.files[venue.id], field, "closed-seen", seen, message, hint)
