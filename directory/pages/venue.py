"""The page of a venue: names, hours, the four actions, claims with their evidence, what is near, the sign."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import NamedTuple
from urllib.parse import quote

from directory import hours
from directory.localisation import formats
from directory.localisation.edition import Edition
from directory.localisation.text import Text
from directory.localisation.values import Fact, FamilyBlock, LocalisedVenue
from directory.nearby import WANTED, Neighbour
from directory.output.recipe import Recipe, digest
from directory.pages.jsonld import venue_jsonld
from directory.pages.press import Press
from directory.pages.walks import around
from directory.pages.ways import Way, ways
from directory.signage.content import is_reserved
from directory.signage.kinds import SIGN_KINDS
from directory.signage.scene import languages_of
from directory.signage.stock import ready, ready_file
from directory.vocabulary import KINDS, N_

PURPOSES = {"toilets": N_("Next toilet"), "atm": N_("Next cash machine"), "halal": N_("Next halal food"), "": ""}
DIRECTIONS = (
    N_("north"),
    N_("north-east"),
    N_("east"),
    N_("south-east"),
    N_("south"),
    N_("south-west"),
    N_("west"),
    N_("north-west"),
)


OCTANTS = ("n", "ne", "e", "se", "s", "sw", "w", "nw")
FAMILY_ICONS = {
    "language": "door-language",
    "card": "door-card",
    "access": "door-access",
    "halal": "door-halal",
    "convenience": "door-convenience",
    "service": "promise",
}


@dataclass(frozen=True)
class Group:
    """Facts of which exactly the same is said, by the same sources: five card schemes read as one line."""

    facts: tuple[Fact, ...]
    label: str


class Near(NamedTuple):
    """A neighbour in words."""

    id: str
    name: Text
    purpose: str
    icon: str
    distance: str
    direction: str
    octant: int


@dataclass(frozen=True)
class Own:
    """Something people look for that the place itself offers: its purpose, words, where the page tells of it."""

    purpose: str
    label: str
    anchor: str


@dataclass(frozen=True)
class WeekDay:
    """One day of an ordinary week: its name, its hours as text ("" when closed), its number for the clock's script."""

    number: int
    name: str
    hours: str


@dataclass(frozen=True)
class SpecialDay:
    """A coming public holiday or make-up workday: ISO day, date in words, what it is, its hours, if they are sure."""

    iso: str
    name: str
    label: str
    hours: str
    sure: bool


@dataclass(frozen=True)
class ReadySign:
    """A sign of the place whose file stands ready: the file's name, what it is."""

    file: str
    label: str


@dataclass(frozen=True)
class NoticeText:
    """A notice in words, with its last day."""

    text: Text
    begins: str
    ends: str


def plan(press: Press, ids: Sequence[str]) -> Iterator[Recipe]:
    """Plan the pages of some venues of an edition."""
    for venue_id in ids:
        yield venue_page(press, press.edition.venues_by_id[venue_id], press.edition.site.near.get(venue_id, ()))


def venue_page(press: Press, venue: LocalisedVenue, near: Sequence[Neighbour]) -> Recipe:
    """Plan one venue's page."""
    inputs = page_inputs(press.edition, venue, near)
    return press.page_of(f"venue/{venue.venue.id}.html", "venue.html", inputs, partial(page_parts, press, venue, near))


def page_inputs(edition: Edition, venue: LocalisedVenue, near: Sequence[Neighbour]) -> dict[str, str]:
    """Name what a page is made from, by digests that cost less than the page.

    `record` is the file with its sources, `day` what the day makes of it, `texts` its own translations, `others` the
    places and walks that it names, `driver` what the city's own language calls it.
    """
    site, place = edition.site, venue.venue
    successor = _successor(edition, venue)
    others = [f"{_as_named(edition.venues_by_id[n.id])} {n.purpose} {n.metres} {n.octant}" for n in near]
    walks = [(w.name, w.key) for w in around(edition) if place.id in w.ids]
    return {
        "record": site.prints(place).record,
        "day": site.prints(place).day,
        "texts": edition.localiser.catalogue.print_of(place.id),
        "others": digest(repr((others, walks, successor and _as_named(successor)))),
        "driver": digest(local_kind(edition, venue)),
        "notices": digest(repr(_notices(edition, venue))) if site.notices else "",
        "signs": digest(repr(ready(site, place))),
    }


def _as_named(venue: LocalisedVenue) -> str:
    """Give all that another place's page says of a place."""
    name = venue.name
    return "\0".join((venue.venue.id, venue.kind, name.value, name.lang, name.status, name.reading))


def page_parts(press: Press, venue: LocalisedVenue, near: Sequence[Neighbour]) -> dict[str, object]:
    """Gather what the template of a venue's page asks for."""
    edition, city = press.edition, press.edition.site.dataset.city
    own = _own(edition, venue)
    return {
        "venue": venue,
        "kind": KINDS[venue.venue.kind],
        "grouped": partial(grouped, edition=edition),
        "schedule": edition.site.schedule(venue.venue),
        "week": week(edition, venue),
        "special": special_days(edition, venue),
        "around": tuple((w.folder, w.key, w.name) for w in around(edition) if venue.venue.id in w.ids),
        "ways": venue_ways(venue, city.map_datum),
        "own": own,
        "near": tuple(_near(edition, n) for n in near if n.purpose not in {one.purpose for one in own}),
        "notices": _notices(edition, venue),
        "successor": _successor(edition, venue),
        "address_shown": _qr_address(city.qr_origin, venue.venue.code),
        "ready": ready_signs(edition, venue),
        "sign_languages": " ".join(languages_of(edition.site, venue.venue)) if venue.venue.sign_languages else "",
        "report": report_link(city.report or "", venue.venue.code, venue.local_name.value),
        "report_claim": report_link(city.report or "", venue.venue.code),
        "phone_link": dialled(venue),
        "local_kind": local_kind(edition, venue),
        "stated_hours": stated_hours(venue),
        "family_icons": FAMILY_ICONS,
        "octants": OCTANTS,
        "driver_note": city.driver_note.get(edition.localiser.local, ""),
        "driver_note_mine": edition.localiser.text(city.driver_note, "city.driver_note") if city.driver_note else None,
        "jsonld": venue_jsonld(venue, f"{city.base_url}{edition.path(f'venue/{venue.venue.id}.html')}", city.country),
    }


@lru_cache(maxsize=1 << 16)
def grouped(family: FamilyBlock, edition: Edition) -> tuple[Group, ...]:
    """Join the facts that are told in the same words, in the order of the first of each; a conflict stands alone."""
    found: dict[object, list[Fact]] = {}
    for fact in family.facts:
        found.setdefault(fact.key if fact.conflict else fact.claims, []).append(fact)
    return tuple(
        Group(tuple(group), formats.all_of([fact.label for fact in group], edition.language))
        for group in found.values()
    )


def week(edition: Edition, venue: LocalisedVenue) -> tuple[WeekDay, ...]:
    """Give the ordinary week of a venue's hours, Monday first; nothing without hours."""
    stated = venue.venue.opening_hours
    return _week(edition, stated.value) if stated else ()


@lru_cache(maxsize=1 << 14)
def _week(edition: Edition, expression: str) -> tuple[WeekDay, ...]:
    days = hours.week(expression, edition.site.as_of)
    names = formats.weekdays(edition.language)
    return tuple(WeekDay(n, names[n], _hours(spans, edition)) for n, spans in enumerate(days))


def _hours(spans: tuple[tuple[int, int], ...], edition: Edition) -> str:
    if spans == ((0, 1440),):
        return edition.localiser.label(N_("open 24 hours"))
    return formats.spans(spans, edition.language) if spans else ""


def special_days(edition: Edition, venue: LocalisedVenue) -> tuple[SpecialDay, ...]:
    """Give the hours of the next public holidays and make-up workdays of the city's calendar, as far as it is known."""
    stated = venue.venue.opening_hours
    return _special_days(edition, stated.value) if stated else ()


@lru_cache(maxsize=1 << 14)
def _special_days(edition: Edition, expression: str) -> tuple[SpecialDay, ...]:
    site, label = edition.site, edition.localiser.label
    labels = {True: label(N_("public holiday")), False: label(N_("weekend day worked"))}
    return tuple(
        SpecialDay(
            iso=day.date.isoformat(),
            name=formats.short_date(day.date, edition.language),
            label=labels[day.holiday],
            hours=_hours(day.spans, edition) or label(N_("closed")),
            sure=day.sure,
        )
        for day in site.special_days(expression)
    )


def venue_ways(venue: LocalisedVenue, map_datum: str) -> tuple[Way, ...]:
    """Give the map links; local words, since those are what the services know."""
    address = venue.local_address.value if venue.local_address else ""
    return ways(venue.local_name.value, address, venue.venue.point, map_datum)


@lru_cache(maxsize=256)  # of a place the same in every language
def report_link(report: str, code: str, name: str = "") -> str:
    """Give the address for reporting an error, with the code and the local name; "" if the city has none.

    Without a name it ends in the code, and the key of the property that is wrong is to be written behind it.
    """
    if not report:
        return ""
    if not report.startswith("mailto:"):
        return f"{report}?code={code}{'' if name else '&claim='}"
    return f"{report}?subject={quote(f'{code} {name}', safe='')}"


def ready_signs(edition: Edition, venue: LocalisedVenue) -> tuple[ReadySign, ...]:
    """Name the signs whose files stand ready."""
    label = edition.localiser.label
    return tuple(
        ReadySign(ready_file(venue.venue.id, kind, size), f"{label(SIGN_KINDS[kind].label)} {size.upper()}")
        for kind, size in ready(edition.site, venue.venue)
    )


def local_kind(edition: Edition, venue: LocalisedVenue) -> str:
    """Name the kind in the city's own language for a driver; nothing where the name says it already."""
    kind = edition.site.catalogues[edition.localiser.local].gettext(KINDS[venue.venue.kind].label)
    return "" if kind in venue.local_name.value else kind


def stated_hours(venue: LocalisedVenue) -> str:
    """Give daily hours of which no source tells the days, if sources agree; "" if proper opening hours are known."""
    facts = [fact for family in venue.families for fact in family.facts if fact.key == "hours_stated"]
    if venue.opening_hours or not facts or facts[0].conflict:
        return ""
    return facts[0].claims[0].value.value


def dialled(venue: LocalisedVenue) -> str:
    """Give the first telephone number as a tel: address wants it (RFC 3966): no spaces."""
    if venue.phone is None:
        return ""
    return venue.phone.text.value.split(";")[0].replace(" ", "").replace("-", "")


def _own(edition: Edition, venue: LocalisedVenue) -> tuple[Own, ...]:
    """Name what people look for next and need not look for: the place itself offers it."""
    found = []
    for purpose, properties, kinds in WANTED:
        offered = [key for key in properties if key in venue.offers]
        if offered or venue.venue.kind in kinds:
            anchor = f"claim-{offered[0].replace(':', '-')}" if offered else "main"
            found.append(Own(purpose, edition.localiser.label(PURPOSES[purpose]), anchor))
    return tuple(found)


def _near(edition: Edition, neighbour: Neighbour) -> Near:
    other = edition.venues_by_id[neighbour.id]
    label = edition.localiser.label
    return Near(
        id=neighbour.id,
        name=other.name,
        purpose=label(PURPOSES[neighbour.purpose]) if neighbour.purpose else other.kind,
        icon=neighbour.purpose or KINDS[other.venue.kind].icon,
        distance=formats.distance(neighbour.metres, edition.language),
        direction=label(DIRECTIONS[neighbour.octant]),
        octant=neighbour.octant,
    )


def _notices(edition: Edition, venue: LocalisedVenue) -> tuple[NoticeText, ...]:
    found = []
    for key, notice in edition.site.dataset.notices.items():
        if notice.venue in (None, venue.venue.id) and notice in edition.site.notices:
            text = edition.localiser.text(notice.text, f"notice.{key}.text")
            begins, ends = (
                formats.long_date(dt.date.fromisoformat(day), edition.language) for day in (notice.begins, notice.ends)
            )
            found.append(NoticeText(text, begins, ends))
    return tuple(found)


def _successor(edition: Edition, venue: LocalisedVenue) -> LocalisedVenue | None:
    closed = venue.venue.closed
    return edition.venues_by_id.get(closed.successor) if closed and closed.successor else None


def _qr_address(origin: str, code: str) -> str:
    """Give the address that stands in words on the sign; nothing to promise while the origin is a reserved one."""
    return "" if is_reserved(origin) else f"{origin.removeprefix('https://')}/Q/{code}"
