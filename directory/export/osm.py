"""A venue as OpenStreetMap would tag it: what our vocabulary has a tag for, each value with the day it was checked.

In: a Venue and the day. Out: tags, sorted. Keys and values: wiki.openstreetmap.org, as the vocabulary states them; the
day stands in `check_date:<key>`. Only what holds of the whole place, or of the best of its parts, and is in no conflict
goes out; a conflict is left out, as unknown. Nothing here says that OpenStreetMap has it so.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from directory.dates import UNKNOWN
from directory.model import Claim, Venue
from directory.standing import RANK, standings
from directory.vocabulary import KINDS, PROPERTIES, Property, Truth, Type

# Keys that OpenStreetMap gives to things of their own (a lift, a car park): no tag of the place that has one.
OF_THEIR_OWN = frozenset({"highway", "amenity", "information", "shop", "bench"})


def tags(venue: Venue, local: str, as_of: dt.date) -> dict[str, str]:
    """Tag a venue; `local` is the language of the plain `name`."""
    found = dict(_identity(venue, local))
    for key in sorted({claim.property for claim in venue.claim}):
        if claim := _counts(venue, key, as_of):
            found.update(_tagged(PROPERTIES[key], claim))
    return dict(sorted(found.items()))


def _identity(venue: Venue, local: str) -> Iterator[tuple[str, str]]:
    """Kind, names, and the fields that carry OpenStreetMap's own keys."""
    key, _, value = KINDS[venue.kind].osm.partition("=")
    if value != "*":
        yield key, value
    texts = venue.name.texts
    if local in texts:
        yield "name", texts[local]
    for tag, text in texts.items():
        yield f"name:{tag}", text
    if venue.address and local in venue.address.texts:
        yield "addr:full", venue.address.texts[local]
    for key, table in (("opening_hours", venue.opening_hours), ("phone", venue.phone), ("website", venue.website)):
        if table is not None:
            yield key, table.value
            yield from _checked(key, table.observed)


def _counts(venue: Venue, key: str, as_of: dt.date) -> Claim | None:
    """Give the claim of a property that counts: about the whole place, else the best of its parts."""
    found = standings((claim for claim in venue.claim if claim.property == key), as_of)
    whole = [standing for slot, standing in found.items() if not slot.scope]
    effective = [claim for standing in whole or found.values() if (claim := standing.effective)]
    order = list(Truth)
    return min(
        effective,
        key=lambda claim: (order.index(claim.definition.truth(claim.value)), -RANK[claim.method]),
        default=None,
    )


def _tagged(prop: Property, claim: Claim) -> Iterator[tuple[str, str]]:
    key, _, fixed = prop.osm.partition("=")
    if not key or key in OF_THEIR_OWN or prop.type is Type.TEXT:
        return
    if key == "language:*":
        key = f"language:{claim.language}"
    if fixed:
        if claim.definition.truth(claim.value) is not Truth.YES:
            return
        value = fixed
    else:
        value = _value(prop, claim)
    yield key, value
    yield from _checked(key, claim.observed)


def _value(prop: Property, claim: Claim) -> str:
    """Give a value as the tag has it; a rung of evidence that the tag has no word for is a plain yes or no."""
    if prop.type is Type.CENTIMETRES:
        return f"{claim.value} cm"
    own = {"yes", "limited", "no", "designated", "only", "required", "recommended", "seated", "squat", "seated;squat"}
    if prop.type is not Type.CHOICE or claim.value in own or prop.key == "cuisine":
        return str(claim.value)
    return {Truth.YES: "yes", Truth.LIMITED: "limited", Truth.NO: "no"}[claim.definition.truth(claim.value)]


def _checked(key: str, observed: str) -> Iterator[tuple[str, str]]:
    if observed != UNKNOWN:
        yield f"check_date:{key}", observed
