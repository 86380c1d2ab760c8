"""Signs about one thing a place offers: cards, halal food, the accessible entrance.

In: a `Scene`. Out: a `SignContent`, or None where nothing that may be printed is known. The claims decide what the sign
says: cards by scheme, halal by its rung of evidence with issuer and end, access with its limits.
"""

from __future__ import annotations

from collections.abc import Sequence

from directory.localisation.catalogues import fill
from directory.localisation.values import Fact
from directory.signage.content import Limits, SignContent, SignLine, SignText
from directory.signage.facts import line, said
from directory.signage.poster import fitting
from directory.signage.scene import Scene, content, current, facts_by_key, names, printable
from directory.vocabulary import ARROWS, N_, PROPERTIES, Truth

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
FOOD = ("halal", "alcohol", "pork", "shared_kitchen", "diet:halal")
# A way in without steps, or one over them; steps, widths and toilets alone promise none.
STEP_FREE = ("wheelchair", "entrance:level", "ramp:wheelchair", "elevator", "stairlift")
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
    return _about(seen, limits, CARDS, "card", (), [(fact, line(fact.key, seen)) for fact in facts])


def halal(seen: Scene, limits: Limits) -> SignContent | None:
    """Gather the rung of the halal evidence, who issued it and until when; and what else the kitchen is said to do.

    "No alcohol" and "no pork" are part of the answer, so here a plain no is printed too, where there is room. The
    evidence and what a guest must be warned of are never left out: "halal" alone promises more than the claims.
    """
    facts = [fact for fact in (facts_by_key(seen.venues[0]).get(key) for key in FOOD) if fact and _known(fact)]
    if not facts or facts[0].key != "halal" or not any(map(printable, facts[0].claims)):
        return None
    more = sorted(facts[1:], key=_calms)
    about = [(facts[0], one) for one in _evidence(seen)]
    about += [(fact, line(fact.key, seen, current)) for fact in more]
    return _about(seen, limits, HALAL, "halal", ["halal"], about, len(about) - sum(map(_calms, more)))


def access(seen: Scene, limits: Limits) -> SignContent | None:
    """Gather where the step-free entrance is and how far it is step-free; with an arrow if one is asked for.

    None where the way in has steps for all that is known, or where it is said to be no way for a wheelchair.
    """
    facts = _sound(seen, ENTRANCES)
    known = {fact.key for fact in facts}
    if known.isdisjoint(STEP_FREE) or ("wheelchair" not in known and _denied(seen, "wheelchair")):
        return None
    arrow = ARROWS.get(seen.ask.arrow, "")
    icons = [arrow, "wheelchair"] if arrow else ["wheelchair"]
    about = [(fact, line(fact.key, seen)) for fact in facts]
    return _about(seen, limits, ACCESS if arrow else ENTRANCE, "access", icons, about)


def _about(
    seen: Scene,
    limits: Limits,
    heading: str,
    family: str,
    icons: Sequence[str],
    about: Sequence[tuple[Fact, SignLine]],
    least: int = 1,
) -> SignContent:
    """Say a heading and the lines there is room for, each of a fact; the first `least` of them in any case.

    The band shows the pictograms of the facts where none are given.
    """
    fewer = seen.within(limits.languages)
    lines = [SignLine(one.icon, one.texts[: limits.languages]) for _, one in about]
    count = max(least, len(fitting(names(fewer.venues), lines, limits)))
    facts = list({fact.key: fact for fact, _ in about[:count]}.values())
    band = tuple(dict.fromkeys(icons or [fact.icon for fact in facts]))[: limits.icons]
    said = [heading, *([ISSUER, VALID] if family == "halal" else [])] if any(fact.safety for fact in facts) else []
    return content(fewer, fewer.label(heading), band, lines[:count], facts, family, words=said)


def _calms(fact: Fact) -> bool:
    """Tell whether what is said beside the evidence is no warning: no alcohol, all of the food."""
    good = Truth.YES if fact.key == "diet:halal" else Truth.NO
    return all(claim.truth is good for claim in fact.claims if current(claim))


def _denied(seen: Scene, key: str) -> bool:
    """Tell whether a fact that cannot be printed is a fresh no, alone or beside others in a conflict."""
    fact = facts_by_key(seen.venues[0]).get(key)
    return fact is not None and any(current(claim) and claim.truth is Truth.NO for claim in fact.claims)


def _sound(seen: Scene, keys: Sequence[str]) -> list[Fact]:
    """Give the facts that may be printed, in the order of the keys."""
    known = facts_by_key(seen.venues[0])
    found = [known[key] for key in keys if key in known]
    return [fact for fact in found if not fact.conflict and any(map(printable, fact.claims))]


def _known(fact: Fact) -> bool:
    return not fact.conflict and any(map(current, fact.claims))


def _evidence(seen: Scene) -> list[SignLine]:
    """Say the rung of evidence, who issued it and until when, each in a line of its own: one would be too long."""
    facts = [facts_by_key(venue)["halal"] for venue in seen.venues]
    claims = [next(claim for claim in fact.claims if printable(claim)) for fact in facts]
    rungs = [
        said(one, fact.label, claim.value.value)
        for one, fact, claim in zip(seen.localisers, facts, claims, strict=True)
    ]
    lines = [SignLine(PROPERTIES["halal"].icon, seen.each(rungs))]
    if claims[0].evidence.issuer:
        lines.append(SignLine("check", _filled(seen, ISSUER, "issuer", [one.evidence.issuer for one in claims])))
    if claims[0].evidence.valid_until:
        lines.append(SignLine("clock", _filled(seen, VALID, "date", [one.evidence.valid_until for one in claims])))
    return lines


def _filled(seen: Scene, msgid: str, name: str, values: Sequence[str]) -> tuple[SignText, ...]:
    words = [fill(one.label(msgid), {name: value}) for one, value in zip(seen.localisers, values, strict=True)]
    return seen.each(words)
