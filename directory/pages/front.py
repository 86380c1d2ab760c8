"""The pages of an edition that are not about one venue: home, search, hotlines, about the data, sources, statements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from directory.audit import Audit, audit
from directory.localisation.edition import Edition, Site
from directory.localisation.text import Text
from directory.localisation.values import LocalisedHotline
from directory.output.recipe import Recipe
from directory.pages.jsonld import script_json
from directory.pages.names import letters
from directory.pages.press import Press
from directory.pages.walks import walks
from directory.vocabulary import DOORS, FAMILIES, KINDS, PROPERTIES

FACETS = tuple(key for key, prop in PROPERTIES.items() if prop.facet)


@dataclass(frozen=True)
class Tile:
    """A way into the lists: its key in addresses, words, pictogram, colour, how many places are behind it.

    `local` is its name in the city's own language, as street signs have it; "" where there is none to show.
    """

    key: str
    label: str | Text
    question: str
    icon: str
    colour: str
    count: int
    local: str = ""


@lru_cache(maxsize=1)
def counted(site: Site) -> Audit:
    """Count what the site knows; once in each process, since the pages of every language show it."""
    return audit(site.dataset, site.as_of)


def plan(press: Press) -> Iterator[Recipe]:
    """Plan the front pages of an edition."""
    edition = press.edition
    counts = counted(edition.site)
    kinds, districts = kind_tiles(edition, counts), district_tiles(edition, counts)
    yield press.page(
        "index.html",
        "home.html",
        doors=door_tiles(edition, counts),
        kinds=kinds,
        districts=districts,
        walks=walk_tiles(edition),
        total=counts.venues,
        notices=_city_notices(edition),
    )
    yield press.page(
        "search.html",
        "search.html",
        kinds=kinds,
        districts=districts,
        facets=facet_tiles(edition),
        vocabulary=_search_labels(edition, kinds, districts),
        counts=_count_words(edition),
        letters=letters(edition),
    )
    yield press.page(
        "hotlines.html",
        "hotlines.html",
        hotlines=_hotlines(edition),
    )
    for key, statement in edition.site.dataset.city.statement.items():
        yield press.page(
            f"{key}.html",
            "statement.html",
            title=edition.localiser.text(statement.title, f"statement.{key}.title"),
            text=edition.localiser.text(statement.text, f"statement.{key}.text"),
        )


def door_tiles(edition: Edition, counts: Audit) -> tuple[Tile, ...]:
    """Give the six doors with what is behind them."""
    label = edition.localiser.label
    return tuple(
        Tile(key, label(door.label), label(door.question), door.icon, door.colour, counts.doors[key])
        for key, door in DOORS.items()
    )


def kind_tiles(edition: Edition, counts: Audit) -> tuple[Tile, ...]:
    """Give the kinds that have places, in the vocabulary's order."""
    return tuple(
        Tile(key, edition.localiser.label(kind.plural), "", kind.icon, kind.colour, counts.kinds[key])
        for key, kind in KINDS.items()
        if counts.kinds.get(key)
    )


def district_tiles(edition: Edition, counts: Audit) -> tuple[Tile, ...]:
    """Give all districts of the city; one without places says so."""
    local = edition.localiser.local
    return tuple(
        Tile(
            key,
            edition.localiser.district(key).value,
            "",
            "here",
            "access",
            counts.districts.get(key, 0),
            district.name.get(local, ""),
        )
        for key, district in edition.site.dataset.city.district.items()
    )


def walk_tiles(edition: Edition) -> tuple[Tile, ...]:
    """Give the areas and routes that have places; the folder is part of the key."""
    return tuple(
        Tile(f"{walk.folder}/{walk.key}", walk.name, "", walk.folder, "access", len(walk.legs), walk.local_name)
        for walk in walks(edition)
    )


def facet_tiles(edition: Edition) -> tuple[Tile, ...]:
    """Give the properties that search offers as filters, with how many places offer them."""
    offers = [venue.offers for venue in edition.venues.values() if not venue.venue.closed]
    return tuple(
        Tile(
            key,
            edition.localiser.label(PROPERTIES[key].label),
            "",
            PROPERTIES[key].icon,
            FAMILIES[PROPERTIES[key].family].colour,
            count,
        )
        for key in FACETS
        if (count := sum(key in offered for offered in offers))
    )


def _count_words(edition: Edition) -> tuple[tuple[str, str], ...]:
    """Give the counted message of each CLDR plural category, for the browser's own plural rules."""
    message = edition.localiser.catalogue.find("{count} place")
    forms = message.forms if message else ("{count} place", "{count} places")
    categories = edition.language.categories if message else ("one", "other")
    pairs = dict(zip(categories, forms, strict=True))
    return tuple({**pairs, "other": pairs.get("other", forms[-1])}.items())


def _search_labels(edition: Edition, kinds: Sequence[Tile], districts: Sequence[Tile]) -> str:
    labels = {
        "kinds": {tile.key: edition.localiser.kind(tile.key) for tile in kinds},
        "districts": {tile.key: tile.label for tile in districts},
        "tags": {key: edition.localiser.label(PROPERTIES[key].label) for key in FACETS},
    }
    return script_json(labels)


def _city_notices(edition: Edition) -> tuple[Text, ...]:
    found = edition.site.dataset.notices
    return tuple(
        edition.localiser.text(notice.text, f"notice.{key}.text")
        for key, notice in found.items()
        if notice.venue is None and notice in edition.site.notices
    )


def _hotlines(edition: Edition) -> tuple[LocalisedHotline, ...]:
    """Put the public numbers into words, the doubtful last."""
    found = [edition.localiser.hotline(key) for key in edition.site.dataset.hotlines]
    return tuple(sorted(found, key=lambda line: line.doubtful))
