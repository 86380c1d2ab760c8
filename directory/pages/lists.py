"""The list pages: by door, by kind, by district; at most fifty rows a page, grouped."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from weakref import WeakKeyDictionary

from directory.audit import behind
from directory.localisation.catalogues import fill
from directory.localisation.edition import Edition
from directory.localisation.text import Text
from directory.localisation.values import LocalisedVenue
from directory.output.recipe import Recipe, digest
from directory.pages.press import Press
from directory.vocabulary import DOORS, FAMILIES, KINDS, N_, PROPERTIES

ROWS_A_PAGE = 50
ICONS_A_ROW = 6
# The colour of each pictogram that a row may show: its family's.
COLOURS = {prop.icon: FAMILIES[prop.family].colour for prop in PROPERTIES.values() if prop.facet}
DISAGREE = N_("Sources disagree")
# The rows of places, which stand in ten lists each, for as long as somebody holds the place's words (`Edition.forget`).
ROWS: WeakKeyDictionary[LocalisedVenue, Row] = WeakKeyDictionary()


@dataclass(frozen=True)
class Row:
    """A venue in a list. `offers` are (pictogram, label) of what filters may ask for; lat and lon may be "".

    `rung` is what is said of its halal food, "" if nothing is; `draft` tells that nobody has reviewed those words.
    """

    id: str
    name: Text
    local_name: Text
    kind: str
    icon: str
    colour: str
    district: str
    offers: tuple[tuple[str, str], ...]
    schedule: str
    lat: str
    lon: str
    stale: bool
    rung: str = ""
    draft: bool = False


@dataclass(frozen=True)
class Entry:
    """A place in a list before its row is made: what tells the row from any other of its language, and the place."""

    mark: str
    venue: LocalisedVenue
    first: tuple[str, ...] = ()


@dataclass(frozen=True)
class Group:
    """Places under one heading: each a digest of its row, and what makes the row."""

    heading: str
    rows: tuple[Entry, ...]


def row(edition: Edition, venue: LocalisedVenue, first: tuple[str, ...] = ()) -> Row:
    """Make the row of a venue; of what it offers, the properties that the list asks for come `first`."""
    plain = ROWS.get(venue)
    if plain is None:
        plain = ROWS[venue] = _row(edition, venue)
    if not first:
        return plain
    shown = _shown(edition, venue.offers, first)
    return plain if shown == plain.offers else replace(plain, offers=shown)


@lru_cache(maxsize=1 << 13)  # a city has few different ones
def _shown(edition: Edition, keys: tuple[str, ...], first: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Choose the pictograms of a row with their labels: of what filters may ask for, that which comes `first` first."""
    offers = [PROPERTIES[key] for key in keys if PROPERTIES[key].facet]
    offers.sort(key=lambda prop: prop.key not in first)
    return tuple((prop.icon, edition.localiser.label(prop.label)) for prop in offers[:ICONS_A_ROW])


def _row(edition: Edition, venue: LocalisedVenue) -> Row:
    kind, at = KINDS[venue.venue.kind], venue.venue.position
    rung, draft = halal_rung(edition, venue)
    return Row(
        id=venue.venue.id,
        name=venue.name,
        local_name=venue.local_name,
        kind=venue.kind,
        icon=kind.icon,
        colour=kind.colour,
        district=venue.district,
        offers=_shown(edition, venue.offers, ()),
        schedule=edition.site.schedule(venue.venue),
        lat=f"{at.lat:.5f}" if at else "",
        lon=f"{at.lon:.5f}" if at else "",
        stale=venue.stale,
        rung=rung,
        draft=draft,
    )


def entry(edition: Edition, venue: LocalisedVenue, first: tuple[str, ...] = ()) -> Entry:
    """Enter a place into a list whose rows show what it asks for `first`."""
    mark = edition.site.prints(venue.venue).row + edition.localiser.catalogue.print_of(venue.venue.id)
    return Entry(mark, venue, first)


def halal_rung(edition: Edition, venue: LocalisedVenue) -> tuple[str, bool]:
    """Tell how halal food is vouched for, and whether those words are a draft; ("", False) if nobody says anything."""
    facts = [fact for family in venue.families for fact in family.facts if fact.key == "halal"]
    if not facts:
        return "", False
    fact = facts[0]
    detail = edition.localiser.label(DISAGREE) if fact.conflict else fact.claims[0].value.value
    words = fill(edition.localiser.label(N_("{label}: {detail}")), {"label": fact.label, "detail": detail})
    return words, any(claim.draft for claim in fact.claims)


def doors(press: Press) -> Iterator[Recipe]:
    """Plan the lists behind the six doors."""
    edition, label, living = press.edition, press.edition.localiser.label, _living(press.edition)
    for key, door in DOORS.items():
        ids = {venue.id for venue in behind(door, edition.site.living, edition.site.ledger)}
        groups = _grouped(edition, [one for one in living if one.venue.id in ids], "district", door.properties)
        words = label(door.label), label(door.question)
        yield from list_pages(press, f"door/{key}", *words, door.icon, door.colour, groups)


def kinds(press: Press) -> Iterator[Recipe]:
    """Plan a list for each kind of which there is a place."""
    edition, label, living = press.edition, press.edition.localiser.label, _living(press.edition)
    for key, kind in KINDS.items():
        if groups := _grouped(edition, [one for one in living if one.venue.kind == key], "district"):
            yield from list_pages(press, f"kind/{key}", label(kind.plural), "", kind.icon, kind.colour, groups)


def districts(press: Press) -> Iterator[Recipe]:
    """Plan a list for each district in which there is a place."""
    edition = press.edition
    inside = [one for one in _living(edition) if one.venue.district]
    for key in edition.site.dataset.city.district:
        here = [one for one in inside if one.venue.district and one.venue.district.value == key]
        if groups := _grouped(edition, here, "kind"):
            heading = edition.localiser.district(key).value
            yield from list_pages(press, f"district/{key}", heading, "", "here", "access", groups)


def _living(edition: Edition) -> list[LocalisedVenue]:
    return [venue for venue in edition.venues.values() if not venue.venue.closed]


def _grouped(
    edition: Edition, venues: Sequence[LocalisedVenue], by: str, first: tuple[str, ...] = ()
) -> tuple[Group, ...]:
    """Group rows by the words of their district or kind, in the order of the city's settings or the vocabulary."""
    if by == "district":
        order = [edition.localiser.district(key).value for key in edition.site.dataset.city.district] + [""]
    else:
        order = [edition.localiser.kind(key) for key in KINDS]
    groups: dict[str, list[Entry]] = {heading: [] for heading in order}
    for venue in venues:
        groups[getattr(venue, by)].append(entry(edition, venue, first))
    return tuple(Group(heading, tuple(rows)) for heading, rows in groups.items() if rows)


def list_pages(
    press: Press, base: str, heading: str, question: str, icon_name: str, colour: str, groups: tuple[Group, ...]
) -> Iterator[Recipe]:
    """Cut groups into pages and plan each."""
    total = sum(len(group.rows) for group in groups)
    cut = list(cut_pages(groups)) or [()]
    names = page_names(base, len(cut))
    for number, page in enumerate(cut):
        parts = {
            "heading": heading,
            "question": question,
            "heading_icon": icon_name,
            "colour": colour,
            "total": total,
            "pages": names,
            "place": number,
        }
        rows = [(group.heading, *((one.mark, one.first) for one in group.rows)) for group in page]
        inputs = {name: digest(repr(part)) for name, part in parts.items()}
        gather = partial(_gathered, press.edition, parts, page)
        yield press.page_of(names[number], "list.html", {**inputs, "rows": digest(repr(rows))}, gather)


def _gathered(edition: Edition, parts: Mapping[str, object], page: tuple[Group, ...]) -> dict[str, object]:
    """Make the rows of a page."""
    groups = [(group.heading, [row(edition, one.venue, one.first) for one in group.rows]) for group in page]
    return {**parts, "groups": groups, "colours": COLOURS}


def page_names(base: str, count: int) -> tuple[str, ...]:
    """Name the pages of a list: the first plainly, the others by their number."""
    return tuple(f"{base}.html" if number == 1 else f"{base}-{number}.html" for number in range(1, count + 1))


def cut_pages(groups: Sequence[Group]) -> Iterator[tuple[Group, ...]]:
    """Split groups into pages of at most fifty rows, repeating the heading of a group that goes on."""
    page: list[Group] = []
    room = ROWS_A_PAGE
    for group in groups:
        rows = group.rows
        while rows:
            page.append(Group(group.heading, rows[:room]))
            rows, room = rows[room:], room - len(rows[:room])
            if room == 0:
                yield tuple(page)
                page, room = [], ROWS_A_PAGE
    if page:
        yield tuple(page)
