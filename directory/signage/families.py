"""Signs about one thing a place offers: cards, halal food, the accessible entrance.

In: a `Scene`. Out: a `SignContent`, or None where nothing that may be printed is known. The claims decide what the sign
says: cards by scheme, halal by its rung of evidence with issuer and end, access with its limits.
"""

from __future__ import annotations

from collections.abc import Sequence

from directory.localisation.catalogues import fill
from directory.localisation.localise import Localiser
from directory.localisation.values import Fact, LocalisedClaim
from directory.signage.content import Limits, SignContent, SignLine
from directory.signage.facts import line, said
from directory.signage.poster import fitting
from directory.signage.scene import Scene, content, current, facts_by_key, names, printable
from directory.vocabulary import ARROWS, N_, PROPERTIES

# NOTE: the words in the band of a sign for a shop's door
CARDS = N_("Cards accepted here")
# NOTE: the words in the band of a sign for a restaurant's door
HALAL = N_("Halal food")
# NOTE: the words in the band of a sign with an arrow
ACCESS = N_("Step-free entrance this way")
# NOTE: the words in the band of a sign at the entrance itself
ENTRANCE = N_("Step-free entrance")
# NOTE: who issued a certificate, on a sign
ISSUER = N_("issued by {issuer}")
# NOTE: until when a certificate is valid, on a sign; {date} is a whole date
VALID = N_("valid until {date}")

PAYMENTS = tuple(key for key in PROPERTIES if key.startswith("payment:"))
FOOD = ("halal", "diet:halal", "shared_kitchen", "alcohol", "pork")
ENTRANCES = (
    "wheelchair",
    "entrance:level",
    "step_count",
    "step_height",
    "ramp:wheelchair",
    "door:width",
    "automatic_door",
    "elevator",
    "stairlift",
    "toilets:wheelchair",
)


def cards(seen: Scene, limits: Limits) -> SignContent | None:
    """Gather which cards a place takes: each scheme, with the card's origin and the channel where they are known."""
    facts = _sound(seen, (*PAYMENTS, "tax_refund"))
    if not any(fact.key in PAYMENTS for fact in facts):
        return None
    return _about(seen, limits, CARDS, "card", [fact.icon for fact in facts], facts, [line(f.key, seen) for f in facts])


def halal(seen: Scene, limits: Limits) -> SignContent | None:
    """Gather the rung of the halal evidence, who issued it and until when; and what else the kitchen is said to do.

    "No alcohol" and "no pork" are part of the answer, so here a plain no is printed too.
    """
    facts = [fact for fact in (facts_by_key(seen.venues[0]).get(key) for key in FOOD) if fact and _known(fact)]
    if not facts or facts[0].key != "halal" or not any(map(printable, facts[0].claims)):
        return None
    lines = [_rung(seen), *(line(fact.key, seen, current) for fact in facts[1:])]
    return _about(seen, limits, HALAL, "halal", ["halal"], facts, lines)


def access(seen: Scene, limits: Limits) -> SignContent | None:
    """Gather where the step-free entrance is and how far it is step-free; with an arrow if one is asked for."""
    facts = _sound(seen, ENTRANCES)
    if not facts:
        return None
    arrow = ARROWS.get(seen.ask.arrow, "")
    icons = [arrow, "wheelchair"] if arrow else ["wheelchair"]
    lines = [line(fact.key, seen) for fact in facts]
    return _about(seen, limits, ACCESS if arrow else ENTRANCE, "access", icons, facts, lines)


def _about(
    seen: Scene,
    limits: Limits,
    heading: str,
    family: str,
    icons: Sequence[str],
    facts: Sequence[Fact],
    lines: Sequence[SignLine],
) -> SignContent:
    fewer = seen.within(limits.languages)
    shorter = [SignLine(one.icon, one.texts[: limits.languages]) for one in lines]
    kept = fitting(names(fewer.venues), shorter, limits)
    band = tuple(dict.fromkeys(icons))[: limits.icons]
    return content(fewer, fewer.label(heading), band, kept, facts[: len(kept)], family)


def _sound(seen: Scene, keys: Sequence[str]) -> list[Fact]:
    """Give the facts that may be printed, in the order of the keys."""
    known = facts_by_key(seen.venues[0])
    found = [known[key] for key in keys if key in known]
    return [fact for fact in found if not fact.conflict and any(map(printable, fact.claims))]


def _known(fact: Fact) -> bool:
    return not fact.conflict and any(map(current, fact.claims))


def _rung(seen: Scene) -> SignLine:
    """Say the rung of evidence with its issuer and end."""
    words = []
    for localiser, venue in zip(seen.localisers, seen.venues, strict=True):
        fact = facts_by_key(venue)["halal"]
        claim = next(claim for claim in fact.claims if printable(claim))
        words.append(said(localiser, fact.label, ", ".join(_evidence(claim, localiser))))
    return SignLine(PROPERTIES["halal"].icon, seen.each(words))


def _evidence(claim: LocalisedClaim, localiser: Localiser) -> list[str]:
    issuer, end = claim.evidence.issuer, claim.evidence.valid_until
    parts = [claim.value.value]
    parts += [fill(localiser.label(ISSUER), {"issuer": issuer})] if issuer else []
    parts += [fill(localiser.label(VALID), {"date": end})] if end else []
    return parts
