"""The poster and the signs that say a part of it: what a place is, its names, what it offers.

In: a `Scene` and how much there is room for. Out: a `SignContent`. Facts without fresh evidence are not printed.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from directory.localisation.values import Fact, LocalisedVenue
from directory.signage.content import POSTER, Limits, SignContent, SignLine, SignText
from directory.signage.facts import line
from directory.signage.scene import Scene, content, names, printable
from directory.vocabulary import KINDS, PROPERTIES


def poster(seen: Scene, limits: Limits) -> SignContent:
    """Gather what a place's poster says.

    Under narrower limits than a poster's it says a part of the same words: the facts and the languages that come first.
    """
    kind = KINDS[seen.venue.kind]
    facts = _chosen(seen.venues[0])
    lines = fitting(names(seen.venues), [line(fact.key, seen) for fact in facts], POSTER)
    fewer = seen.within(limits.languages)
    shorter = [SignLine(one.icon, one.texts[: limits.languages]) for one in lines]
    kept = fitting(names(fewer.venues), shorter, limits)
    facts = facts[: len(kept)]
    words = fewer.each([localiser.kind(seen.venue.kind) for localiser in fewer.localisers])
    icons = tuple(dict.fromkeys([kind.icon, *(fact.icon for fact in facts)]))[: limits.icons]
    said = content(fewer, words, icons, kept, facts, sign="poster")  # whatever it hangs or stands on
    return replace(said, names=said.names[: limits.names])


def _chosen(venue: LocalisedVenue) -> list[Fact]:
    """Choose the facts for a sign: offered, not stale, not in conflict, in the vocabulary's order for signs."""
    facts = [fact for family in venue.families for fact in family.facts if PROPERTIES[fact.key].sign]
    sound = [fact for fact in facts if not fact.conflict and any(map(printable, fact.claims))]
    return sorted(sound, key=lambda fact: PROPERTIES[fact.key].sign)[: POSTER.lines]


def fitting(said: Sequence[SignText], lines: Sequence[SignLine], limits: Limits) -> tuple[SignLine, ...]:
    """Keep the facts there is room for: the more and the longer the languages, the fewer; the page says them all."""
    room = limits.room - lines_of(said, limits.columns)
    kept: list[SignLine] = []
    for one in lines[: limits.lines]:
        room -= lines_of(one.texts, limits.columns)
        if room < 0 or (len(kept) + 1) * len(one.texts) > limits.texts:
            break
        kept.append(one)
    return tuple(kept)


def lines_of(texts: Sequence[SignText], columns: int) -> int:
    """Estimate the lines that texts take: wide characters (UAX #11) count two columns."""
    widths = [sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text.value) for text in texts]
    return sum(-(-width // columns) for width in widths)
