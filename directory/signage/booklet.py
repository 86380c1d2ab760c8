"""A booklet of a district, an area or a route: what it says, without a millimetre.

In: a `Site`, the key of a part of the city, the reader's language. Out: a `BookContent` in the local language and that
one, or the Problem that there is nothing of the kind. Places are in an order one can follow: of a district by kind and
then by name, of an area or a route as one walks. Metro stations come last and short, since they are many and alike.
Next: `signs.book` draws it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from directory.localisation import formats
from directory.localisation.catalogues import fill
from directory.localisation.edition import Edition, Site
from directory.localisation.localise import FRESHNESS, Localiser
from directory.localisation.text import Text
from directory.localisation.values import Fact, FamilyBlock
from directory.model import Venue
from directory.problem import Problem, did_you_mean, error
from directory.signage import nearest, week
from directory.signage.ask import Ask
from directory.signage.book_content import BookContent, BookEntry, BookGroup, BookIndex, BookNumber
from directory.signage.content import SignContent, SignLine, SignText, is_reserved, revision
from directory.signage.facts import line, said
from directory.signage.kinds import venue_sign
from directory.signage.nearest import METRO
from directory.signage.scene import Scene, printable, scene
from directory.vocabulary import KINDS, N_, PROPERTIES
from directory.walks import in_area, on_route

MOST_OFFERS = 4  # pictograms of an entry
MOST_COVER = 8  # pictograms on the cover
LIFT = "elevator"
LAST = 1000  # what no sign says comes after what one says
# NOTE: what a printed booklet is, on its cover
TITLE = N_("Directory of places")
# NOTE: a count follows: Places: 128
PLACES = N_("Places")
AS_OF = N_("As of {date}.")
HEADINGS: Mapping[str, str] = {
    # NOTE: heading of a page in a booklet
    "contents": N_("Contents"),
    # NOTE: heading of a page in a booklet
    "guide": N_("How to use this booklet"),
    # NOTE: heading of a page in a booklet
    "legend": N_("What the pictograms mean"),
    # NOTE: heading of a page in a booklet: all places by their names, each with its number
    "index": N_("Index of names"),
    "emergency": N_("Emergency"),
    "hotlines": N_("Hotlines"),
    # NOTE: heading of the places of an area or a route in a booklet
    "walk": N_("In walking order"),
}
GUIDE = (
    # NOTE: how to use a booklet
    N_("Point at the local name and address: a driver can read them."),
    # NOTE: how to use a booklet
    N_("Scan the square or type the web address for hours, access, cards and the way there."),
    # NOTE: how to use a booklet; "≈" stands before distances
    N_("Distances (≈) are in a straight line from the nearest station."),
    # NOTE: how to use a booklet
    N_("Only statements young enough to rely on are printed. Nothing printed means unknown, not no."),
    # NOTE: how to use a booklet; three marks follow, each with its meaning
    N_("On the pages every statement names its source and date, with one of these marks:"),
)


@dataclass(frozen=True)
class _Reader:
    """Whom a booklet is for: the editions in the local language and in the reader's."""

    site: Site
    editions: tuple[Edition, Edition]

    @property
    def localisers(self) -> tuple[Localiser, Localiser]:
        return self.editions[0].localiser, self.editions[1].localiser

    def each(self, texts: Iterable[Text]) -> tuple[SignText, ...]:
        """Give texts as those of a sign, none twice; what fell back to Chinese is spelled for who cannot read it."""
        found: dict[str, SignText] = {}
        for text in map(_shown, texts):
            found.setdefault(text.value, text)
        return tuple(found.values())

    def words(self, values: Sequence[str]) -> tuple[SignText, ...]:
        """Give words in both languages; none where one has nothing to say."""
        found = [SignText(value, one.tag) for value, one in zip(values, self.localisers, strict=True)]
        return tuple(found) if all(values) else ()

    def label(self, msgid: str) -> tuple[SignText, ...]:
        """Give a label in both languages."""
        return self.words([one.label(msgid) for one in self.localisers])

    def scene(self, venue: Venue) -> Scene:
        """Put a place into both languages."""
        return scene(self.site, venue, Ask(languages=(self.localisers[1].tag,)))


def _shown(text: Text) -> SignText:
    if text.reading:
        return SignText(text.reading, f"{text.lang.split('-')[0]}-Latn")
    return SignText(text.value, text.lang)


@dataclass(frozen=True)
class _Part:
    """A part of the city: its names, and its living places, in walking order if `walked`."""

    names: tuple[SignText, ...]
    venues: tuple[Venue, ...]
    walked: bool


def booklet(site: Site, key: str, language: str) -> BookContent | Problem:
    """Gather what the booklet of a district, an area or a route says, in the local language and another."""
    local, *others = site.dataset.city.languages
    if language not in others:
        hint = did_you_mean(language, others)
        message = "a booklet speaks the local language and another one of the city"
        return error(f"booklet of {key}", "languages", "sign-language", language, message, hint)
    reader = _Reader(site, (site.edition(local), site.edition(language)))
    part = _part(reader, key)
    if part is None or not part.venues:
        named = [*site.dataset.city.district, *site.dataset.areas, *site.dataset.routes]
        message = "there is no such district, area or route" if part is None else "no place of it is known"
        return error(f"booklet of {key}", "", "booklet-nothing", key, message, did_you_mean(key, named))
    return _content(reader, key, part)


def _part(reader: _Reader, key: str) -> _Part | None:
    """Find a part of the city by its key: a district, else an area, else a route."""
    site, data = reader.site, reader.site.dataset
    if key in data.city.district:
        inside = [v for v in site.living if v.district and v.district.value == key]
        names = {found.venue.id: place for place, found in enumerate(reader.editions[1].venues.values())}
        ordered = tuple(sorted(inside, key=lambda venue: names[venue.id]))
        return _Part(reader.each(one.district(key) for one in reader.localisers), ordered, walked=False)
    if key in data.areas:
        area = data.areas[key]
        stops = in_area(area, site.living)
        title = [one.text(area.name.texts, f"area.{key}.name") for one in reader.localisers]
    elif key in data.routes:
        route = data.routes[key]
        stops = on_route(route, data.venues)
        title = [one.text(route.name.texts, f"route.{key}.name") for one in reader.localisers]
    else:
        return None
    return _Part(reader.each(title), tuple(data.venues[stop.id] for stop in stops), walked=True)


def _content(reader: _Reader, key: str, part: _Part) -> BookContent:
    numbers = count(1)
    groups = tuple(_groups(reader, part, numbers))
    entries = [entry for group in groups for entry in group.entries]
    city = reader.site.dataset.city
    return BookContent(
        cover=_cover(reader, key, part, entries),
        city=reader.each(one.text(city.name, "city.name") for one in reader.localisers),
        counts=tuple(_counts(reader, part.venues)),
        dated=reader.words([_dated(one) for one in reader.localisers]),
        emergency=_numbers(reader, city.emergency),
        hotlines=_numbers(reader, _answering(reader.site)),
        groups=groups,
        indexes=tuple(_index(reader, edition, entries) for edition in reader.editions),
        legend=tuple({one.icon: one for entry in entries for one in entry.offers}.values()),
        guide=tuple(reader.label(msgid) for msgid in GUIDE),
        marks=tuple(SignLine(state.value, reader.label(msgid)) for state, msgid in FRESHNESS.items()),
        headings={name: reader.label(msgid) for name, msgid in HEADINGS.items()},
    )


def _cover(reader: _Reader, key: str, part: _Part, entries: Sequence[BookEntry]) -> SignContent:
    """Frame the booklet as a sign is framed, so that it is stamped by the same rules."""
    return SignContent(
        venue=key,
        code="",
        family="information",
        icons=tuple(dict.fromkeys(entry.icon for entry in entries))[:MOST_COVER],
        kind=reader.label(TITLE),
        names=part.names,
        lines=(),
        scan=(),
        address=(),
        hotline="",
        facts_of=reader.site.as_of.isoformat(),
        sources=(),
        drafts=_drafts(reader, part.venues),
        specimen=is_reserved(reader.site.dataset.city.qr_origin),
        sign="booklet",
    )


def _drafts(reader: _Reader, venues: Iterable[Venue]) -> tuple[str, ...]:
    """Name the languages in which safety words of what is shown are unreviewed."""
    shown = [
        (one.tag, fact)
        for venue in venues
        for one, edition in zip(reader.localisers, reader.editions, strict=True)
        for fact in _offered(edition.venues[venue.id].families)
    ]
    found = {tag for tag, fact in shown if fact.safety and any(claim.draft for claim in fact.claims)}
    return tuple(one.tag for one in reader.localisers if one.tag in found)


def _counts(reader: _Reader, venues: Sequence[Venue]) -> Iterator[tuple[SignText, ...]]:
    """Count the places, and the metro stations among them."""
    stations = sum(venue.kind == METRO for venue in venues)
    for msgid, number in ((PLACES, len(venues) - stations), (KINDS[METRO].plural, stations)):
        if number:
            counted = [said(one, one.label(msgid), _number(number, one)) for one in reader.localisers]
            yield reader.words(counted)


def _number(number: int, localiser: Localiser) -> str:
    return formats.number(number, localiser.catalogue.language)


def _dated(localiser: Localiser) -> str:
    day = formats.long_date(localiser.as_of, localiser.catalogue.language)
    return fill(localiser.label(AS_OF), {"date": day})


def _answering(site: Site) -> tuple[str, ...]:
    """Name the hotlines that still answer as far as is known, the city's own first; emergency numbers stand apart."""
    city = site.dataset.city
    found = [key for key, one in site.dataset.hotlines.items() if not one.doubtful and key not in city.emergency]
    return tuple(sorted(found, key=lambda key: key != city.sign_hotline))


def _numbers(reader: _Reader, keys: Iterable[str]) -> tuple[BookNumber, ...]:
    found = [[one.hotline(key) for one in reader.localisers] for key in keys]
    return tuple(BookNumber(both[0].number, reader.each(one.name for one in both)) for both in found)


def _groups(reader: _Reader, part: _Part, numbers: Iterator[int]) -> Iterator[BookGroup]:
    """Group the places: along the walk, or by kind in the vocabulary's order; the metro last."""
    others = [venue for venue in part.venues if venue.kind != METRO]
    if part.walked and others:
        entries = tuple(_entry(reader, venue, next(numbers)) for venue in others)
        heading = HEADINGS["walk"]
        yield BookGroup(reader.label(heading), "way", "information", entries, mixed=True)
    for key, kind in KINDS.items():
        chosen = [venue for venue in others if venue.kind == key and not part.walked]
        if chosen:
            entries = tuple(_entry(reader, venue, next(numbers)) for venue in chosen)
            yield BookGroup(reader.label(kind.plural), kind.icon, kind.colour, entries)
    stations = [venue for venue in part.venues if venue.kind == METRO]
    if stations:
        entries = tuple(_entry(reader, venue, next(numbers)) for venue in stations)
        kind = KINDS[METRO]
        yield BookGroup(reader.label(kind.plural), kind.icon, kind.colour, entries, short=True)


def _entry(reader: _Reader, venue: Venue, number: int) -> BookEntry:
    seen = reader.scene(venue)
    way, kind = nearest.way_from_station(venue, reader.site.living), KINDS[venue.kind]
    address = seen.venues[0].local_address
    pairs = list(zip(seen.venues, seen.localisers, strict=True))
    facts = _offered(seen.venues[0].families)
    short = venue.kind == METRO
    return BookEntry(
        venue=venue.id,
        number=number,
        icon=kind.icon,
        family=kind.colour,
        kind=reader.words([one.kind(venue.kind) for one in reader.localisers]),
        names=reader.each([seen.venues[0].local_name, seen.venues[1].name]),
        address=(SignText(address.value, address.lang),) if address else (),
        code=venue.code,
        revision=revision(venue_sign(reader.site, venue)),
        hours=reader.words([week.in_words(one, localiser) for one, localiser in pairs]),
        directions=reader.words([nearest.in_words(way, one) for one in reader.localisers]) if way else (),
        offers=() if short else tuple(_pictured(reader, facts)),
        lifts=line(LIFT, seen).texts if short and any(fact.key == LIFT for fact in facts) else (),
    )


def _pictured(reader: _Reader, facts: Sequence[Fact]) -> Iterator[SignLine]:
    for fact in facts[:MOST_OFFERS]:
        yield SignLine(fact.icon, reader.label(PROPERTIES[fact.key].label))


def _offered(families: Iterable[FamilyBlock]) -> list[Fact]:
    """Choose what a place offers that may be printed: first what stands on signs, one fact of each pictogram."""
    facts = [fact for family in families for fact in family.facts if not fact.conflict]
    asked = [fact for fact in facts if PROPERTIES[fact.key].sign or PROPERTIES[fact.key].facet]
    sound = [fact for fact in asked if any(map(printable, fact.claims))]
    sound.sort(key=lambda fact: PROPERTIES[fact.key].sign or LAST)
    return list({fact.icon: fact for fact in reversed(sound)}.values())[::-1]


def _index(reader: _Reader, edition: Edition, entries: Iterable[BookEntry]) -> BookIndex:
    """Order the names as a language does; one that fell back stands as the entry has it."""
    numbers = {entry.venue: entry.number for entry in entries}
    rows = [(reader.each([venue.name])[0], numbers[key]) for key, venue in edition.venues.items() if key in numbers]
    return BookIndex(edition.language.tag, tuple(rows))
