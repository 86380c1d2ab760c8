"""The pages of areas and routes: their places in walking order, numbered, to follow on the phone or on paper."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from qrcode.constants import ERROR_CORRECT_M
from qrcode.image.pure import PyPNGImage
from qrcode.main import QRCode

from directory.localisation import formats
from directory.localisation.edition import Edition, Site
from directory.localisation.text import Text
from directory.localisation.values import LocalisedEvidence
from directory.model import Area, Evidence, Route
from directory.output.recipe import Recipe
from directory.pages.lists import COLOURS, ROWS_A_PAGE, Row, page_names, row
from directory.pages.press import Press
from directory.vocabulary import FIELD_SHELF_LIFE
from directory.walks import Stop, in_area, on_route

QUIET_ZONE = 4  # modules, ISO/IEC 18004:2015 section 6.3.8


@dataclass(frozen=True)
class Leg:
    """A place on the way: its number, its row, how far it is from the one before ("" if unknown), its local address."""

    number: int
    row: Row
    hop: str
    address: str


@dataclass(frozen=True)
class Walk:
    """An area or a route in words: its folder and key in addresses, name, sentence, evidence and places in order."""

    folder: str
    key: str
    name: Text
    local_name: str
    description: Text | None
    evidence: LocalisedEvidence
    legs: tuple[Leg, ...]


@dataclass(frozen=True)
class Symbol:
    """A QR symbol as an SVG path of unit modules, with its quiet zone: `size` is the edge in modules."""

    size: int
    path: str


def plan(press: Press) -> Iterator[Recipe]:
    """Plan the pages of an edition's areas and routes, cut like all lists."""
    for walk in walks(press.edition):
        cut = [walk.legs[n : n + ROWS_A_PAGE] for n in range(0, len(walk.legs), ROWS_A_PAGE)] or [()]
        base = f"{walk.folder}/{walk.key}"
        names = page_names(base, len(cut))
        address = f"{press.edition.site.dataset.city.base_url}{press.edition.path(names[0])}"
        for number, legs in enumerate(cut):
            yield press.page(
                names[number],
                "walk.html",
                walk=walk,
                legs=legs,
                colours=COLOURS,
                pages=names,
                place=number,
                address=address,
                symbol=symbol(address),
            )


@lru_cache(maxsize=64)
def walks(edition: Edition) -> tuple[Walk, ...]:
    """Give all areas that have places, then all routes, in the order of their ids; made once for an edition."""
    return tuple(_walk(edition, folder, key, stops) for (folder, key), stops in all_stops(edition.site).items())


@lru_cache(maxsize=1)
def all_stops(site: Site) -> Mapping[tuple[str, str], Sequence[Stop]]:
    """Give the stops of each area and route that has any: the same in every language."""
    data = site.dataset
    found = {("area", key): in_area(area, site.living) for key, area in data.areas.items()}
    found |= {("route", key): on_route(route, data.venues) for key, route in data.routes.items()}
    return {place: stops for place, stops in found.items() if stops}


@dataclass(frozen=True)
class Around:
    """An area or route as its places name it: folder and key in addresses, name, the ids of its places."""

    folder: str
    key: str
    name: Text
    ids: frozenset[str]


@lru_cache(maxsize=64)
def around(edition: Edition) -> tuple[Around, ...]:
    """Give all areas and routes with their places; made once for an edition."""
    return tuple(
        Around(folder, key, _name(edition, folder, key), frozenset(stop.id for stop in stops))
        for (folder, key), stops in all_stops(edition.site).items()
    )


def _name(edition: Edition, folder: str, key: str) -> Text:
    return edition.localiser.text(_one(edition.site, folder, key).name.texts, f"{folder}.{key}.name")


def _one(site: Site, folder: str, key: str) -> Area | Route:
    return site.dataset.areas[key] if folder == "area" else site.dataset.routes[key]


def _walk(edition: Edition, folder: str, key: str, stops: Sequence[Stop]) -> Walk:
    one = _one(edition.site, folder, key)
    localiser = edition.localiser

    source: Evidence = one.name if isinstance(one, Area) else one.stops
    description = one.description
    return Walk(
        folder=folder,
        key=key,
        name=_name(edition, folder, key),
        local_name=one.name.texts.get(localiser.local, ""),
        description=localiser.text(description.texts, f"{folder}.{key}.description") if description else None,
        evidence=localiser.evidence(source, FIELD_SHELF_LIFE["description"]),
        legs=tuple(_leg(edition, number, stop) for number, stop in enumerate(stops, 1)),
    )


def _leg(edition: Edition, number: int, stop: Stop) -> Leg:
    venue = edition.venues_by_id[stop.id]
    hop = formats.distance(stop.metres, edition.language) if stop.metres is not None else ""
    return Leg(number, row(edition, venue), hop, venue.local_address.value if venue.local_address else "")


def symbol(address: str) -> Symbol:
    """Draw an address as QR for the printed list: one path of horizontal runs, dark modules only."""
    code = QRCode(error_correction=ERROR_CORRECT_M, border=QUIET_ZONE, image_factory=PyPNGImage)
    code.add_data(address)
    code.make(fit=True)
    rows = code.get_matrix()
    runs = [f"M{start} {y}h{length}v1h-{length}z" for y, modules in enumerate(rows) for start, length in _runs(modules)]
    return Symbol(len(rows), "".join(runs))


def _runs(modules: Sequence[bool | None]) -> Iterator[tuple[int, int]]:
    """Give the first column and length of each run of dark modules."""
    start = None
    for column, dark in enumerate((*modules, False)):
        if dark and start is None:
            start = column
        elif not dark and start is not None:
            yield start, column - start
            start = None
