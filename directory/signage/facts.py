"""A fact in the words of a sign: its label, where it holds and how far, in each language.

In: a `Scene` and a fact's property. Out: a `SignLine`. Next: the kinds of sign.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from directory.localisation import formats
from directory.localisation.catalogues import fill
from directory.localisation.localise import Localiser
from directory.localisation.values import Fact, LocalisedClaim
from directory.signage.content import SignLine
from directory.signage.scene import Scene, facts_by_key, printable
from directory.vocabulary import N_, PROPERTIES, Truth

# NOTE: a fact on a sign, such as "Lift: exit 6"
LABEL_AND_DETAIL = N_("{label}: {detail}")
YES = N_("yes")
MAX_DETAIL = 44  # characters after a label: more belongs on the page, where there is room for the evidence too

Choose = Callable[[LocalisedClaim], bool]


def line(key: str, seen: Scene, choose: Choose = printable) -> SignLine:
    """Say a fact in every language of the sign; with its places in all of them, or in none."""
    pairs = [(one, facts_by_key(venue)[key]) for one, venue in zip(seen.localisers, seen.venues, strict=True)]
    details = [_detail(fact, localiser, choose) for localiser, fact in pairs]
    if max(map(len, details)) > MAX_DETAIL:
        details = [_value(fact, localiser, choose) if fact.safety else "" for localiser, fact in pairs]
    sentences = [said(localiser, fact.label, detail) for (localiser, fact), detail in zip(pairs, details, strict=True)]
    return SignLine(PROPERTIES[key].icon, seen.each(sentences))


def said(localiser: Localiser, label: str, detail: str) -> str:
    """Join a label and its detail as the language writes it."""
    return fill(localiser.label(LABEL_AND_DETAIL), {"label": label, "detail": detail}) if detail else label


def _detail(fact: Fact, localiser: Localiser, choose: Choose) -> str:
    """Give what stands after a fact's label: where it holds, and its value if that is a limit or there is no place.

    A limit is never left out: without it the sign would promise more than the claim.
    """
    best = _best(fact, choose)
    places = _joined(list(dict.fromkeys(", ".join(claim.where) for claim in best if claim.where)), localiser)
    value = _value(fact, localiser, choose)
    if value and places and best[0].truth is not Truth.YES:
        return f"{value} ({places})"
    return places or value


def _best(fact: Fact, choose: Choose) -> list[LocalisedClaim]:
    claims = [claim for claim in fact.claims if choose(claim)]
    return [claim for claim in claims if claim.truth is Truth.YES] or claims


def _value(fact: Fact, localiser: Localiser, choose: Choose) -> str:
    """Give a fact's value in words, nothing for a plain yes: halal is a ladder of evidence and not a badge."""
    value = _best(fact, choose)[0].value.value
    return "" if value == localiser.label(YES) else value


def _joined(words: Sequence[str], localiser: Localiser) -> str:
    return formats.all_of(words, localiser.catalogue.language)
