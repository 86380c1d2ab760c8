"""What do a venue's claims come to on a day? Which one counts, what is in conflict, what a filter may use.

In: claims of the model, the day. Out: a `Standing` for each slot, and tri-state answers for filters; unknown is never
"no". Next stages: `check` tells conflicts, `audit` counts, `localisation` shows them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from directory.dates import Freshness, first_day, freshness
from directory.model import Claim, Method, Slot, Venue
from directory.vocabulary import PROPERTIES, Truth

RANK = {method: -place for place, method in enumerate(Method)}


@dataclass(frozen=True)
class Standing:
    """What a venue's claims of one slot come to on a day.

    `claims` are the unexpired ones of the highest method and newest date; more than one value among them is a conflict.
    `others` are those they outrank.
    """

    claims: tuple[Claim, ...]
    others: tuple[Claim, ...]

    @property
    def effective(self) -> Claim | None:
        """The claim that counts, or None in a conflict."""
        return None if self.conflict else self.claims[0]

    @property
    def conflict(self) -> bool:
        """Whether claims of equal standing differ: shown as such, unknown to filters."""
        return any(claim.value != self.claims[0].value for claim in self.claims)

    @property
    def truth(self) -> Truth | None:
        """What filters may use; None is unknown."""
        claim = self.effective
        return None if claim is None else claim.definition.truth(claim.value)


def expired(claim: Claim, as_of: dt.date) -> bool:
    """Tell whether a claim's own end has passed; on its last day it still holds."""
    return claim.valid_until is not None and dt.date.fromisoformat(claim.valid_until) < as_of


def standings(claims: Iterable[Claim], as_of: dt.date) -> dict[Slot, Standing]:
    """Group claims by slot, in file order, and rank each group: unexpired, highest method, then newest."""
    slots: dict[Slot, list[Claim]] = {}
    for claim in claims:
        if not expired(claim, as_of):
            slots.setdefault(claim.slot, []).append(claim)
    return {slot: _ranked(group) for slot, group in slots.items()}


def _ranked(group: list[Claim]) -> Standing:
    best = max(map(_strength, group))
    return Standing(
        claims=tuple(claim for claim in group if _strength(claim) == best),
        others=tuple(claim for claim in group if _strength(claim) != best),
    )


def _strength(claim: Claim) -> tuple[int, dt.date]:
    return RANK[claim.method], first_day(claim.observed) or dt.date.min


@dataclass(frozen=True, eq=False)
class Told:
    """All that is told of one property on a day: the standings of its slots.

    `place` is the venue's id where the words may be that place's own (texts and notes are translated for it), else "":
    places of which exactly the same is told share one value. So whatever is made of it is made once, not once a venue.
    """

    property: str
    place: str
    standings: Mapping[Slot, Standing]

    @cached_property
    def truth(self) -> Truth | None:
        """What filters may use; None is unknown."""
        return summed(self.standings)


def told(venue: Venue, as_of: dt.date, known: dict[object, Told]) -> tuple[Told, ...]:
    """Group a venue's unexpired claims by property, in file order; what is `known` already is taken from there."""
    found: dict[str, list[Claim]] = {}
    for claim in venue.claim:
        if not expired(claim, as_of):
            found.setdefault(claim.property, []).append(claim)
    return tuple(_told(venue.id, key, claims, as_of, known) for key, claims in found.items())


class Ledger:
    """What is told of every venue on a day, worked out once: languages, lists and filters all ask for the same."""

    def __init__(self, as_of: dt.date) -> None:
        self.as_of = as_of
        self._known: dict[object, Told] = {}
        self._told: dict[str, Mapping[str, Told]] = {}
        self._offers: dict[str, tuple[str, ...]] = {}
        self._stale: dict[str, bool] = {}

    def told(self, venue: Venue) -> Mapping[str, Told]:
        """Give what is told of each property, by its key, in file order."""
        if venue.id not in self._told:
            self._told[venue.id] = {one.property: one for one in told(venue, self.as_of, self._known)}
        return self._told[venue.id]

    def offers(self, venue: Venue) -> tuple[str, ...]:
        """Give the properties that a venue offers, wholly or with limits, in the vocabulary's order."""
        if venue.id not in self._offers:
            found = {key for key, one in self.told(venue).items() if one.truth in (Truth.YES, Truth.LIMITED)}
            self._offers[venue.id] = tuple(key for key in PROPERTIES if key in found) if found else ()
        return self._offers[venue.id]

    def stale(self, venue: Venue) -> bool:
        """Tell whether all unexpired claims of a venue are stale, and there are any."""
        if venue.id not in self._stale:
            known = [claim for claim in venue.claim if not expired(claim, self.as_of)]
            self._stale[venue.id] = bool(known) and all(_is_stale(claim, self.as_of) for claim in known)
        return self._stale[venue.id]


def _is_stale(claim: Claim, as_of: dt.date) -> bool:
    return freshness(claim.observed, claim.definition.shelf_life, as_of, claim.valid_until) is Freshness.STALE


def _told(venue_id: str, key: str, claims: list[Claim], as_of: dt.date, known: dict[object, Told]) -> Told:
    own = any(claim.note or isinstance(claim.value, dict) for claim in claims)
    mark = (venue_id, key) if own else (key, *map(_mark, claims))
    if mark not in known:
        known[mark] = Told(key, venue_id if own else "", standings(claims, as_of))
    return known[mark]


def _mark(claim: Claim) -> tuple[object, ...]:
    """Give everything of a claim that may be shown or decide its standing."""
    return (
        claim.value,
        type(claim.value),
        claim.scope,
        claim.language,
        claim.card_origin,
        claim.channel,
        claim.valid_until,
        claim.issuer,
        claim.source,
        claim.method,
        claim.observed,
    )


def truth(venue: Venue, key: str, as_of: dt.date) -> Truth | None:
    """Tell what a venue's claims of a property come to for a filter; None is unknown, a conflict included."""
    return summed(standings((claim for claim in venue.claim if claim.property == key), as_of))


def summed(found: Mapping[Slot, Standing]) -> Truth | None:
    """Sum up the slots of a property: what is said of the whole venue if anything is, else the best of its parts."""
    whole = [standing for slot, standing in found.items() if not slot.scope]
    truths = [standing.truth for standing in whole or found.values()]
    return next((value for value in (Truth.YES, Truth.LIMITED, Truth.NO) if value in truths), None)


def answers(venue: Venue, key: str, as_of: dt.date) -> bool:
    """Tell whether a venue offers a property, wholly or with limits, by claims that are not in conflict."""
    return truth(venue, key, as_of) in (Truth.YES, Truth.LIMITED)
