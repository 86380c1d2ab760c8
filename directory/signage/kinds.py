"""The kinds of sign: what each is for, and what gathers its words.

In: a `Site`, a venue and an `Ask`. Out: the sign's `SignContent`, or the Problem that it has nothing to say.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from directory.localisation.edition import Site
from directory.model import Venue
from directory.problem import Problem, did_you_mean, error
from directory.signage.ask import Ask
from directory.signage.content import POSTER, Limits, SignContent
from directory.signage.direction import direction, lost
from directory.signage.families import access, cards, halal
from directory.signage.notice import notice
from directory.signage.poster import poster
from directory.signage.promises import promises
from directory.signage.scene import Scene, scene
from directory.vocabulary import N_

Gather = Callable[[Scene, Limits], SignContent | None]


@dataclass(frozen=True)
class SignKind:
    """A kind of sign about a place: its msgids (what it is, what it is for), its pictogram, what gathers it.

    `nothing` says, for the Problem, what the data lacks where there is no such sign.
    """

    key: str
    label: str
    purpose: str
    icon: str
    gather: Gather
    nothing: str = ""


SIGN_KINDS: dict[str, SignKind] = {
    kind.key: kind
    for kind in (
        SignKind(
            "poster", N_("Poster"), N_("for a wall or a notice board: what the place is and offers"), "print", poster
        ),
        SignKind("card", N_("Counter card"), N_("for a holder on the counter"), "information_desk", poster),
        SignKind("tent", N_("Table tent"), N_("folded, to be read from both sides of a table"), "menu", poster),
        SignKind("decal", N_("Door sticker"), N_("small, round or square, for glass"), "qr", poster),
        SignKind(
            "cards",
            N_("Cards accepted"),
            N_("which cards and apps pay here"),
            "payment-cards",
            cards,
            "no claim about cards that is young enough to be printed",
        ),
        SignKind(
            "halal",
            N_("Halal"),
            N_("the evidence, who issued it, until when"),
            "halal",
            halal,
            "no claim about halal food that is young enough to be printed",
        ),
        SignKind(
            "access",
            N_("Step-free entrance"),
            N_("where it is and how far it is step-free, with an arrow"),
            "wheelchair",
            access,
            "no claim about step-free access that is young enough to be printed",
        ),
        SignKind(
            "promises",
            N_("Services and promises"),
            N_("what visitors may expect, and the numbers for complaints"),
            "promise",
            promises,
            "neither a promise nor a service that is young enough to be printed",
        ),
        SignKind(
            "notice",
            N_("Closing or temporary notice"),
            N_("for a door that does not open: since when, until when, where to go"),
            "warning",
            notice,
            "a place that is not closed and has no notice in notices.toml for the day",
        ),
        SignKind(
            "direction",
            N_("Direction sign"),
            N_("arrows and distances to several places"),
            "way",
            direction,
            "no open destination, or one whose way is unknown: name each with its direction, or say where readers face",
        ),
    )
}


def asked_sign(site: Site, venue: Venue, ask: Ask, limits: Limits = POSTER) -> SignContent | Problem:
    """Gather what a sign says; a Problem where there is no such kind, or nothing that may be printed."""
    kind = SIGN_KINDS.get(ask.kind)
    if kind is None:
        hint = did_you_mean(ask.kind, SIGN_KINDS)
        return error(f"sign of {venue.id}", "kind", "sign-kind", ask.kind, "there is no such kind of sign", hint)
    if fault := lost(site, venue, ask, limits):
        return fault
    found = kind.gather(scene(site, venue, ask), limits)
    if found is None:
        return error(f"sign of {venue.id}", ask.kind, "sign-nothing", ask.kind, f"{venue.id}: {kind.nothing}", "")
    return found


# The signs that differ in what they say; a card, a tent and a sticker say what the poster says.
RECORDS = ("poster", "cards", "halal", "access", "promises", "notice")


def possible(site: Site, venue: Venue, kind: str) -> bool:
    """Tell whether there is a sign of a kind for a venue, in its usual languages and without further wishes."""
    says = RECORDS[0] if kind in SIGN_KINDS and SIGN_KINDS[kind].gather is poster else kind
    return usual_sign(site, venue.id, says) is not None


@lru_cache(maxsize=1 << 10)
def usual_sign(site: Site, venue_id: str, kind: str) -> SignContent | None:
    """Gather what a sign says in its usual languages and without further wishes; None if there is no such sign.

    Kept for a while, since the page behind a code asks for what the page of the place has asked for.
    """
    found = asked_sign(site, site.dataset.venues[venue_id], Ask(kind))
    return found if isinstance(found, SignContent) else None


def venue_sign(site: Site, venue: Venue, limits: Limits = POSTER) -> SignContent:
    """Gather what a venue's poster says in its sign languages, on the site's day."""
    return poster(scene(site, venue, Ask()), limits)
