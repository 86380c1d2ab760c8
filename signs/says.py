"""What an ordered sign says, in which design and with which revision.

In: a `Site` and an `Order`. Out: a `Said`, all that drawing needs of the data; or the Problem of an order that cannot
be met. The revision is of all that a sign of its kind says in its languages, whatever a format leaves out: one record
of `build.py issue` tells of every size, and the page behind the code knows them all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from directory.localisation.edition import Site
from directory.problem import Problem, did_you_mean, error
from directory.signage.content import SignContent, canonical, revision
from directory.signage.kinds import SIGN_KINDS, asked_sign
from directory.signage.scene import FEWEST_LANGUAGES, MOST_LANGUAGES, languages_of, scan_short
from directory.signage.talk import talk
from directory.vocabulary import BOARDS
from signs.designs import DESIGNS, Design
from signs.extras import Imprint
from signs.order import BOARD, Order, checked


@dataclass(frozen=True)
class Said:
    """What a sign says in its format, its imprint, and its design."""

    content: SignContent
    imprint: Imprint
    design: Design

    @cached_property
    def canonical(self) -> str:
        """Give everything that its bytes depend on, but for fonts, pictograms and finish."""
        return f"{canonical(self.content)} {self.imprint.revision} {self.design.kind} {self.design.form.name}"


def said(site: Site, order: Order) -> Said | Problem:
    """Gather what an ordered sign says."""
    origin = site.dataset.city.qr_origin
    if order.kind == "talk":
        fault = checked(order) or _languages_fault(site, order)
        board = fault or _board(site, order)
        return board if isinstance(board, Problem) else Said(board, Imprint(origin, revision(board)), designed(order))
    whole = record(site, order)
    if isinstance(whole, Problem):
        return whole
    design = designed(order)
    most = design.form.most
    limits = most.speaking(MOST_LANGUAGES) if order.ask.languages else most
    shown = asked_sign(site, site.dataset.venues[order.venue], order.ask, limits)
    if isinstance(shown, Problem):
        return shown
    spoken = shown.languages
    brief = replace(shown, scan=scan_short(site, spoken)) if len(spoken) > design.form.wordy else shown
    return Said(brief, Imprint(origin, revision(whole)), design)


def record(site: Site, order: Order) -> SignContent | Problem:
    """Gather all that a sign of a kind says of a place: what its revision is of and what `build.py issue` records."""
    venue = site.dataset.venues.get(order.venue)
    if fault := checked(order) or _languages_fault(site, order):
        return fault
    if venue is None:
        hint = did_you_mean(order.venue, site.dataset.venues)
        return error(f"signs/{order.venue}", "venue", "sign-venue", order.venue, "there is no such venue", hint)
    if order.kind not in SIGN_KINDS:
        hint = did_you_mean(order.kind, SIGN_KINDS)
        return error(f"signs/{order.venue}", "kind", "sign-kind", order.kind, "is not about a venue", hint)
    return asked_sign(site, venue, order.ask)


def designed(order: Order) -> Design:
    """Give the design of an order, in large print if it asks for that."""
    design = DESIGNS[order.kind, order.size]
    return design.large() if order.large else design


def _board(site: Site, order: Order) -> SignContent | Problem:
    key = order.venue.removeprefix(BOARD)
    if key not in BOARDS or not order.venue.startswith(BOARD):
        named = [f"{BOARD}{one}" for one in BOARDS]
        hint = did_you_mean(order.venue, named)
        return error(f"signs/{order.venue}", "venue", "sign-board", order.venue, "there is no such board", hint)
    return talk(site, key, _pair(site, order.ask.languages))


def _pair(site: Site, asked: Sequence[str]) -> tuple[str, ...]:
    """Give the two languages of a board, the city's own and one more; any two that are asked for, staff's first."""
    tags, local = tuple(dict.fromkeys(asked)), site.dataset.city.languages[0]
    if len(tags) == FEWEST_LANGUAGES and local not in tags:
        return tags
    return languages_of(site, None, tags)[:FEWEST_LANGUAGES]


def _languages_fault(site: Site, order: Order) -> Problem | None:
    """Check the languages asked for: the city's, and no more than a sign may speak."""
    known = site.dataset.city.languages
    unknown = [tag for tag in order.ask.languages if tag not in known]
    if unknown:
        hint = did_you_mean(unknown[0], known)
        return error(
            f"signs/{order.venue}", "languages", "sign-language", unknown[0], "is no language of the city", hint
        )
    board, asked = order.kind == "talk", set(order.ask.languages)
    count = len(asked if board and len(asked) > 1 else {known[0], *asked})
    most = FEWEST_LANGUAGES if board else MOST_LANGUAGES
    if order.ask.languages and len(known) > 1 and not FEWEST_LANGUAGES <= count <= most:
        span = f"{most} languages" if board else f"{FEWEST_LANGUAGES} to {most} languages, the local one among them"
        message = f"it speaks {span}"
        return error(f"signs/{order.venue}", "languages", "sign-languages", "+".join(order.ask.languages), message, "")
    return None
