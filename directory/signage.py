"""What a sign says of a venue, and its revision.

In: a localised venue in each of the sign's languages. Out: a `SignContent`, plain texts and pictogram names
without a single millimetre; `signs` draws it.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from urllib.parse import urlsplit

from directory.codes import ALPHABET
from directory.dates import Freshness
from directory.localisation import formats
from directory.localisation.catalogues import fill
from directory.localisation.edition import Site
from directory.localisation.localise import Localiser
from directory.localisation.text import Status
from directory.localisation.values import Fact, LocalisedClaim, LocalisedVenue
from directory.model import Venue
from directory.vocabulary import KINDS, N_, PROPERTIES, Truth


@dataclass(frozen=True)
class SignText:
    """A text in one language; `lang` is a BCP 47 tag and chooses face, direction and line breaking."""

    value: str
    lang: str


@dataclass(frozen=True)
class SignLine:
    """One fact: a pictogram's name and the same words in each language, the local one first."""

    icon: str
    texts: tuple[SignText, ...]


@dataclass(frozen=True)
class SignContent:
    """Everything a venue's sign says, without QR and revision (DESIGN section 8).

    `family` names the colour of the band, `icons` the two to four pictograms in it. `names`, `kind` and `scan`
    hold one text a language, the local first. `facts_of` is the newest date among the facts (ISO, or "unknown").
    `drafts` are the BCP 47 tags in which safety words are unreviewed: they stamp the sign DRAFT.
    `specimen` stamps it SPECIMEN, since its address lies on a reserved example domain.
    """

    venue: str
    code: str
    family: str
    icons: tuple[str, ...]
    kind: tuple[SignText, ...]
    names: tuple[SignText, ...]
    lines: tuple[SignLine, ...]
    scan: tuple[SignText, ...]
    address: tuple[SignText, ...]
    hotline: str
    facts_of: str
    sources: tuple[str, ...]
    drafts: tuple[str, ...]
    specimen: bool


def canonical(content: SignContent) -> str:
    """Write a sign's content as canonical JSON, for its hash and for the record of what was printed."""
    return json.dumps(asdict(content), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def revision(content: SignContent) -> str:
    """Give the four-character revision of what a sign says: a hash in Crockford's alphabet.

    Four characters tell 2^20 contents apart; a venue has few revisions, and the page of its code lists them all.
    """
    number = int.from_bytes(hashlib.sha256(canonical(content).encode()).digest()[:4]) >> 12
    return "".join(ALPHABET[number >> shift & 31] for shift in (15, 10, 5, 0))


# NOTE: a fact on a sign, such as "Lift: exit 6"
LABEL_AND_DETAIL = N_("{label}: {detail}")
YES = N_("yes")
# NOTE: beside the QR code on a sign
SCAN = N_("Scan for hours, access, cards and the way here")
# RFC 2606 and RFC 6761: names that never belong to anybody, so an address on them cannot be a real sign's.
RESERVED = re.compile(r"(^|\.)(example\.(com|net|org)|example|test|invalid|localhost)$")


@dataclass(frozen=True)
class Limits:
    """How much a sign may say, so that it surely fits at the least legal size.

    The most languages, pictograms in the band, facts, and facts times languages; `room` is in lines of names and
    facts of `columns` columns, as `_lines` counts them.
    """

    languages: int
    icons: int
    lines: int
    texts: int
    room: int
    columns: int


# The most that any sign says, and what its revision is of. Found by drawing a made-up city of 1,000 venues in three
# and in four languages on A4; a city of more languages has to shorten its texts, as the Problems of its signs tell.
POSTER = Limits(languages=12, icons=4, lines=6, texts=18, room=24, columns=24)
MAX_DETAIL = 44  # characters after a label: more belongs on the page, where there is room for the evidence too


def is_reserved(origin: str) -> bool:
    """Tell whether an origin lies on a reserved example domain: then every sign is a SPECIMEN."""
    return RESERVED.search((urlsplit(origin).hostname or "").lower()) is not None


def sign_content(
    localisers: Sequence[Localiser], venues: Sequence[LocalisedVenue], hotline: str, limits: Limits = POSTER
) -> SignContent:
    """Gather what a venue's sign says. Both sequences run over the sign's languages, the local one first.

    Under narrower limits than a poster's it says a part of the same words: the facts and the languages that come first.
    """
    first, venue = localisers[0], venues[0].venue
    kind = KINDS[venue.kind]
    facts = _chosen(venues[0])
    lines = _fitting(_names(venues), [_line(fact.key, localisers, venues) for fact in facts], POSTER)
    localisers, venues = localisers[: limits.languages], venues[: limits.languages]
    names = _names(venues)
    lines = _fitting(names, [SignLine(line.icon, line.texts[: limits.languages]) for line in lines], limits)
    facts = facts[: len(lines)]
    icons = tuple(dict.fromkeys([kind.icon, *(fact.icon for fact in facts)]))[: limits.icons]
    return SignContent(
        venue=venue.id,
        code=venue.code,
        family=kind.colour,
        icons=icons,
        kind=_each(localisers, [localiser.kind(venue.kind) for localiser in localisers]),
        names=names,
        lines=lines,
        scan=_each(localisers, [localiser.label(SCAN) for localiser in localisers]),
        address=_addresses(venues),
        hotline=hotline,
        facts_of=_facts_of(venues[0], facts),
        sources=_sources(facts),
        drafts=_drafts(localisers, venues, facts),
        specimen=is_reserved(first.dataset.city.qr_origin),
    )


def venue_sign(site: Site, venue: Venue, limits: Limits = POSTER) -> SignContent:
    """Gather what a venue's sign says in the city's sign languages, on the site's day."""
    editions = [site.edition(tag) for tag in site.dataset.city.sign_languages]
    hotline = site.dataset.hotlines.get(site.dataset.city.sign_hotline)
    return sign_content(
        [edition.localiser for edition in editions],
        [edition.venues[venue.id] for edition in editions],
        hotline.number if hotline else "",
        limits,
    )


def _each(localisers: Sequence[Localiser], words: Sequence[str]) -> tuple[SignText, ...]:
    return tuple(SignText(word, localiser.tag) for word, localiser in zip(words, localisers, strict=True))


def _names(venues: Sequence[LocalisedVenue]) -> tuple[SignText, ...]:
    """Give the name in each language that has one; a fallback would only repeat another line."""
    return tuple(SignText(v.name.value, v.name.lang) for v in venues if v.name.status is not Status.FALLBACK)


def _addresses(venues: Sequence[LocalisedVenue]) -> tuple[SignText, ...]:
    local = venues[0].local_address
    return (SignText(local.value, local.lang),) if local else ()


def _chosen(venue: LocalisedVenue) -> list[Fact]:
    """Choose the facts for a sign: offered, not stale, not in conflict, in the vocabulary's order for signs."""
    facts = [fact for family in venue.families for fact in family.facts if PROPERTIES[fact.key].sign]
    sound = [fact for fact in facts if not fact.conflict and any(map(_printable, fact.claims))]
    return sorted(sound, key=lambda fact: PROPERTIES[fact.key].sign)[: POSTER.lines]


def _fitting(names: Sequence[SignText], lines: Sequence[SignLine], limits: Limits) -> tuple[SignLine, ...]:
    """Keep the facts there is room for: the more and the longer the languages, the fewer; the page says them all."""
    room = limits.room - _lines(names, limits.columns)
    kept: list[SignLine] = []
    for line in lines[: limits.lines]:
        room -= _lines(line.texts, limits.columns)
        if room < 0 or (len(kept) + 1) * len(line.texts) > limits.texts:
            break
        kept.append(line)
    return tuple(kept)


def _lines(texts: Sequence[SignText], columns: int) -> int:
    """Estimate the lines that texts take: wide characters (UAX #11) count two columns."""
    widths = [sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text.value) for text in texts]
    return sum(-(-width // columns) for width in widths)


def _printable(claim: LocalisedClaim) -> bool:
    return claim.evidence.freshness is not Freshness.STALE and claim.truth in (Truth.YES, Truth.LIMITED)


def _line(key: str, localisers: Sequence[Localiser], venues: Sequence[LocalisedVenue]) -> SignLine:
    """Say a fact in every language of the sign; with its places in all of them, or in none."""
    pairs = [
        (localiser, next(fact for family in venue.families for fact in family.facts if fact.key == key))
        for localiser, venue in zip(localisers, venues, strict=True)
    ]
    details = [_detail(fact, localiser) for localiser, fact in pairs]
    if max(map(len, details)) > MAX_DETAIL:
        details = [_value(fact, localiser) if fact.safety else "" for localiser, fact in pairs]
    sentences = [
        fill(localiser.label(LABEL_AND_DETAIL), {"label": fact.label, "detail": detail}) if detail else fact.label
        for (localiser, fact), detail in zip(pairs, details, strict=True)
    ]
    return SignLine(PROPERTIES[key].icon, _each(localisers, sentences))


def _detail(fact: Fact, localiser: Localiser) -> str:
    """Give what stands after a fact's label: where it holds, and its value if that is a limit or there is no place.

    A limit is never left out: without it the sign would promise more than the claim.
    """
    best = _best(fact)
    places = _joined(list(dict.fromkeys(", ".join(claim.where) for claim in best if claim.where)), localiser)
    value = _value(fact, localiser)
    if value and places and best[0].truth is Truth.LIMITED:
        return f"{value} ({places})"
    return places or value


def _best(fact: Fact) -> list[LocalisedClaim]:
    claims = [claim for claim in fact.claims if _printable(claim)]
    return [claim for claim in claims if claim.truth is Truth.YES] or claims


def _value(fact: Fact, localiser: Localiser) -> str:
    """Give a fact's value in words, nothing for a plain yes: halal is a ladder of evidence and not a badge."""
    value = _best(fact)[0].value.value
    return "" if value == localiser.label(YES) else value


def _joined(words: Sequence[str], localiser: Localiser) -> str:
    return formats.all_of(words, localiser.catalogue.language)


def _facts_of(venue: LocalisedVenue, facts: Sequence[Fact]) -> str:
    """Give the newest date among the sign's facts, its name and address included."""
    stated = venue.venue.stated()
    dates = [stated[name].observed for name in ("name", "address") if name in stated]
    dates += [claim.evidence.iso for fact in facts for claim in fact.claims if _printable(claim)]
    known = sorted(date for date in dates if date != "unknown")
    return known[-1] if known else "unknown"


def _sources(facts: Sequence[Fact]) -> tuple[str, ...]:
    named = [claim.evidence.source for fact in facts for claim in fact.claims if _printable(claim)]
    return tuple(dict.fromkeys(named))[:3]


def _drafts(
    localisers: Sequence[Localiser], venues: Sequence[LocalisedVenue], facts: Sequence[Fact]
) -> tuple[str, ...]:
    """Name the languages whose safety words on this sign nobody has reviewed."""
    keys = {fact.key for fact in facts if fact.safety}
    result = []
    for localiser, venue in zip(localisers, venues, strict=True):
        shown = [fact for family in venue.families for fact in family.facts if fact.key in keys]
        if any(claim.draft for fact in shown for claim in fact.claims):
            result.append(localiser.tag)
    return tuple(result)


def changes(then: Mapping[str, object], now: SignContent) -> tuple[str, ...]:
    """Name the fields of a sign that differ between what a printed one said and what it would say now."""
    current = json.loads(canonical(now))
    return tuple(sorted(field for field in current if current[field] != then.get(field) and field not in ("specimen",)))
