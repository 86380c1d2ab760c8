"""What do a venue's claims come to on a day? Which one counts, what is in conflict, what a filter may use.

In: claims of the model, the day. Out: a `Standing` for each slot, and tri-state answers for filters; unknown is never
"no". Next stages: `check` tells conflicts, `audit` counts, `localisation` shows them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from directory.dates import first_day
from directory.model import Claim, Method, Slot, Venue
from directory.vocabulary import Truth

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


def truth(venue: Venue, key: str, as_of: dt.date) -> Truth | None:
    """Tell what a venue's claims of a property come to for a filter: the claim about the whole venue if there is one,
    else the best among its parts; None is unknown, a conflict included.
    """
    found = standings((claim for claim in venue.claim if claim.property == key), as_of)
    whole = [standing for slot, standing in found.items() if not slot.scope]
    truths = [standing.truth for standing in whole or found.values()]
    return next((value for value in (Truth.YES, Truth.LIMITED, Truth.NO) if value in truths), None)


def answers(venue: Venue, key: str, as_of: dt.date) -> bool:
    """Tell whether a venue offers a property, wholly or with limits, by claims that are not in conflict."""
    return truth(venue, key, as_of) in (Truth.YES, Truth.LIMITED)
