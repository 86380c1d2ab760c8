"""What every kind of sign is gathered from: the place in the sign's languages, and what was asked for.

In: a `Site`, a venue and an `Ask`. Out: a `Scene`, and the parts that all kinds of sign share. Next: the kinds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from directory.dates import Freshness
from directory.localisation.edition import Site
from directory.localisation.localise import Localiser
from directory.localisation.text import Status
from directory.localisation.values import Fact, LocalisedClaim, LocalisedVenue
from directory.model import Venue
from directory.signage.ask import Ask
from directory.signage.content import SignContent, SignLine, SignText, is_reserved
from directory.vocabulary import KINDS, N_, Truth

FEWEST_LANGUAGES, MOST_LANGUAGES = 2, 6  # of a sign; a city of one language has one
# NOTE: beside the QR code on a sign
SCAN = N_("Scan for hours, access, cards and the way here")
# NOTE: beside the QR code on a sign of many languages: as short as can be
SCAN_SHORT = N_("Scan for details")
FEW_LANGUAGES = 4  # up to which there is room to say what scanning is good for


@dataclass(frozen=True)
class Scene:
    """A place in the languages of a sign, the local one first; `localisers` and `venues` run over them."""

    site: Site
    venue: Venue
    ask: Ask
    localisers: tuple[Localiser, ...]
    venues: tuple[LocalisedVenue, ...]

    def within(self, most: int) -> Scene:
        """Keep the first languages."""
        return Scene(self.site, self.venue, self.ask, self.localisers[:most], self.venues[:most])

    def each(self, words: Sequence[str]) -> tuple[SignText, ...]:
        """Give words, one for each language, as the texts of a sign."""
        return tuple(SignText(word, one.tag) for word, one in zip(words, self.localisers, strict=True))

    def label(self, msgid: str) -> tuple[SignText, ...]:
        """Give a label in each language."""
        return self.each([localiser.label(msgid) for localiser in self.localisers])


def languages_of(site: Site, venue: Venue | None, asked: Sequence[str] = ()) -> tuple[str, ...]:
    """Say in which languages a sign speaks: those asked for, else the venue's own choice, else the city's.

    The city's own language always comes first (LOOK, "Order of languages").
    """
    local = site.dataset.city.languages[0]
    chosen = tuple(asked) or (venue and venue.sign_languages) or site.dataset.city.sign_languages
    return tuple(dict.fromkeys([local, *chosen]))[:MOST_LANGUAGES]


def scene(site: Site, venue: Venue, ask: Ask) -> Scene:
    """Put a place into the languages of a sign."""
    editions = [site.edition(tag) for tag in languages_of(site, venue, ask.languages)]
    localised = tuple(edition.venues_by_id[venue.id] for edition in editions)
    return Scene(site, venue, ask, tuple(edition.localiser for edition in editions), localised)


def content(
    seen: Scene,
    kind: tuple[SignText, ...],
    icons: Sequence[str],
    lines: Sequence[SignLine],
    facts: Sequence[Fact] = (),
    family: str = "",
    dates: Sequence[str] = (),
    sources: Sequence[str] = (),
    sign: str = "",
    words: Sequence[str] = (),
) -> SignContent:
    """Frame what a kind of sign says with what all say: names, address, hotline, date, sources, stamps.

    `dates` and `sources` are those of what is said beside `facts`. Without a `family` it is the kind of place's own,
    without `sign` the kind of sign that was asked for. `words` are msgids that must be reviewed, such as a heading.
    """
    return SignContent(
        venue=seen.venue.id,
        code=seen.venue.code,
        family=family or KINDS[seen.venue.kind].colour,
        icons=tuple(dict.fromkeys(icons)),
        kind=kind,
        names=names(seen.venues),
        lines=tuple(lines),
        scan=seen.label(SCAN if len(seen.localisers) <= FEW_LANGUAGES else SCAN_SHORT),
        address=_address(seen.venues[0]),
        hotline=hotline(seen.site),
        facts_of=newest([*stated_dates(seen.venue), *_observed(facts), *dates]),
        sources=tuple(dict.fromkeys([*_sources(facts), *sources]))[:3],
        drafts=_drafts(seen, {fact.key for fact in facts if fact.safety}, words),
        specimen=is_reserved(seen.site.dataset.city.qr_origin),
        sign=sign or seen.ask.kind,
    )


def scan_short(site: Site, languages: Sequence[str]) -> tuple[SignText, ...]:
    """Give the shortest words beside a code, for a sign that has no room for more."""
    return tuple(SignText(site.edition(tag).localiser.label(SCAN_SHORT), tag) for tag in languages)


def hotline(site: Site) -> str:
    """Give the number that the city prints on its signs; "" if it names none."""
    found = site.dataset.hotlines.get(site.dataset.city.sign_hotline)
    return found.number if found else ""


def names(venues: Sequence[LocalisedVenue]) -> tuple[SignText, ...]:
    """Give the name in each language that has one; a fallback would only repeat another line."""
    return tuple(SignText(v.name.value, v.name.lang) for v in venues if v.name.status is not Status.FALLBACK)


def _address(venue: LocalisedVenue) -> tuple[SignText, ...]:
    local = venue.local_address
    return (SignText(local.value, local.lang),) if local else ()


def printable(claim: LocalisedClaim) -> bool:
    """Tell whether a claim may be promised on paper: offered, wholly or with limits, and not stale."""
    return current(claim) and claim.truth in (Truth.YES, Truth.LIMITED)


def current(claim: LocalisedClaim) -> bool:
    """Tell whether a claim is young enough to be printed."""
    return claim.evidence.freshness is not Freshness.STALE


def stated_dates(venue: Venue) -> list[str]:
    """Give the dates of a venue's name and address."""
    stated = venue.stated()
    return [stated[name].observed for name in ("name", "address") if name in stated]


def newest(dates: Sequence[str]) -> str:
    """Give the newest of ISO dates; "unknown" if none is known."""
    return max((date for date in dates if date != "unknown"), default="unknown")


def _shown(fact: Fact) -> list[LocalisedClaim]:
    """Give the claims that a printed fact rests on: what is offered, or else the fresh no of a halal sign."""
    return list(filter(printable, fact.claims)) or list(filter(current, fact.claims))


def _observed(facts: Sequence[Fact]) -> list[str]:
    return [claim.evidence.iso for fact in facts for claim in _shown(fact)]


def _sources(facts: Sequence[Fact]) -> list[str]:
    return [claim.evidence.source for fact in facts for claim in _shown(fact)]


def _drafts(seen: Scene, keys: set[str], words: Sequence[str]) -> tuple[str, ...]:
    """Name the languages whose safety words on this sign nobody has reviewed: facts, and msgids such as a heading."""
    drafts = []
    for localiser, venue in zip(seen.localisers, seen.venues, strict=True):
        shown = [fact for fact in facts_by_key(venue).values() if fact.key in keys]
        reviewed = all(map(localiser.catalogue.is_reviewed, words))
        if not reviewed or any(claim.draft for fact in shown for claim in fact.claims):
            drafts.append(localiser.tag)
    return tuple(drafts)


def facts_by_key(venue: LocalisedVenue) -> Mapping[str, Fact]:
    """Give a venue's facts by their property."""
    return {fact.key: fact for family in venue.families for fact in family.facts}
