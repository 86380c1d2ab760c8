"""The notice of services, standards and promises, with the numbers for complaints (plan of 2008, services windows).

In: a `Scene`. Out: a `SignContent`, or None for a place of which neither a promise nor a service is known.
"""

from __future__ import annotations

from directory.localisation.values import Fact
from directory.signage.content import Limits, SignContent, SignLine
from directory.signage.facts import line, said
from directory.signage.poster import fitting
from directory.signage.scene import Scene, content, current, facts_by_key, names, printable
from directory.vocabulary import N_, PROPERTIES

# NOTE: the words in the band of a notice beside a counter
PROMISES = N_("Services and promises")
# What a counter promises, in the order of the notice.
SERVICES = ("promise", "award", "brand", "fee", "reservation", "language", "interpreter", "complaints")


def promises(seen: Scene, limits: Limits) -> SignContent | None:
    """Gather a place's promises, awards and services, then the numbers for complaints."""
    fewer = seen.within(limits.languages)
    known = facts_by_key(seen.venues[0])
    facts = [known[key] for key in SERVICES if key in known and not known[key].conflict]
    facts = [fact for fact in facts if any(map(printable, fact.claims))]
    if not facts:
        return None
    numbers = _numbers(fewer)
    said_of = [(fact, one) for fact in facts for one in _said(fact.key, fewer)]
    lines = [one for _, one in said_of[: max(1, limits.lines - len(numbers))]]
    kept = fitting(names(fewer.venues), lines, limits) or lines[:1]
    shown = {fact.key: fact for fact, _ in said_of[: len(kept)]}
    hotlines = [seen.site.dataset.hotlines[key] for key in seen.site.dataset.city.sign_complaints]
    return content(
        fewer,
        fewer.label(PROMISES),
        ["promise", "complaints"][: limits.icons],
        [*kept, *numbers],
        list(shown.values()),
        "access",
        [hotline.observed for hotline in hotlines],
    )


def _said(key: str, seen: Scene) -> list[SignLine]:
    """Say a fact: each promise and award is a line of its own, in its own words."""
    if key not in ("promise", "award"):
        return [line(key, seen)]
    facts = [facts_by_key(venue)[key] for venue in seen.venues]
    count = len([claim for claim in facts[0].claims if current(claim)])
    return [SignLine(PROPERTIES[key].icon, seen.each([_nth(fact, place) for fact in facts])) for place in range(count)]


def _nth(fact: Fact, place: int) -> str:
    return [claim.value.value for claim in fact.claims if current(claim)][place]


def _numbers(seen: Scene) -> list[SignLine]:
    """Give the city's numbers for complaints, each with its name."""
    lines = []
    for key in seen.site.dataset.city.sign_complaints:
        found = [localiser.hotline(key) for localiser in seen.localisers]
        words = [
            said(one, hotline.name.value, hotline.number) for one, hotline in zip(seen.localisers, found, strict=True)
        ]
        lines.append(SignLine("call", seen.each(words)))
    return lines
