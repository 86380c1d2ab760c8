"""How is it reached? Telephone numbers, hotlines, web addresses."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlsplit

from directory.check.syntax import calling_code, is_dialled, is_language_tag, is_phone, phone_form
from directory.model import Dataset, Venue
from directory.problem import Problem, did_you_mean, error, warning

MOSTLY = 5  # so many numbers of one country say where the city is
# Encyclopaedias, maps, and sites where visitors write: they speak of a place, and are not its own.
ABOUT_PLACES = (
    *("wikipedia.org", "wikidata.org", "baike.baidu.com", "map.baidu.com", "amap.com", "openstreetmap.org"),
    *("google.com", "dianping.com", "meituan.com", "ctrip.com", "trip.com", "booking.com", "tripadvisor.com"),
    *("tripadvisor.cn", "foursquare.com", "yelp.com", "zabihah.com"),
)


def _numbers(venue: Venue) -> list[str]:
    return venue.phone.value.split("; ") if venue.phone else []


def _digits(number: str) -> str:
    return re.sub("[^0-9]", "", number)


def phones(data: Dataset, as_of: dt.date) -> Iterator[Problem]:
    """A venue's telephone numbers can be dialled from anywhere.

    phone-syntax: they are E.164 with spaces. phone-form: they have the length and the beginning that the country's
    numbering plan gives. phone-twice: one stands twice.
    """
    for venue in data.venues.values():
        file, numbers = data.files[venue.id], _numbers(venue)
        for number in numbers:
            if not is_phone(number):
                message = f'"{number}" is not a telephone number'
                hint = 'write it as dialled from abroad: "+86 21 6377 5442", several with "; "'
                yield error(file, "phone.value", "phone-syntax", number, message, hint)
            elif expected := phone_form(number):
                message = f'"{number}" is no number of +{calling_code(number)}'
                yield warning(file, "phone.value", "phone-form", number, message, f"expected {expected}")
        for number, times in Counter(map(_digits, numbers)).items():
            if times > 1:
                yield warning(file, "phone.value", "phone-twice", number, "stands twice", "write each number once")


def abroad(data: Dataset, as_of: dt.date) -> Iterator[Problem]:
    """phone-abroad: a number is of the country that all others are of, if at least five are."""
    codes = {venue.id: {code for n in _numbers(venue) if (code := calling_code(n))} for venue in data.venues.values()}
    counts = Counter(code for found in codes.values() for code in found)
    for venue_id, found in codes.items():
        for code in sorted(found):
            home = next((other for other, times in counts.most_common(1) if times >= MOSTLY and other != code), None)
            if home and counts[code] == 1:
                message, hint = f"is of +{code}, all others are of +{home}", "is it the venue's, or its owner's abroad?"
                value = next(number for number in _numbers(data.venues[venue_id]) if calling_code(number) == code)
                yield warning(data.files[venue_id], "phone.value", "phone-abroad", value, message, hint)


def emergency_numbers(data: Dataset, as_of: dt.date) -> Iterator[Problem]:
    """phone-emergency: no venue sends its callers to an emergency number."""
    shown = {_digits(data.hotlines[key].number): key for key in data.city.emergency if key in data.hotlines}
    for venue in data.venues.values():
        for number in _numbers(venue):
            if key := shown.get(_digits(number)):
                message = f"{number} is an emergency number ({key})"
                hint = "write the venue's own number, or take it out: who asks for the hours must not block the line"
                yield error(data.files[venue.id], "phone.value", "phone-emergency", number, message, hint)


def hotlines(data: Dataset, as_of: dt.date) -> Iterator[Problem]:
    """A hotline's number can be dialled, its languages are tags, and the numbers that head every page are hotlines.

    hotline-twice: two hotlines do not have one number.
    """
    first: dict[str, str] = {}
    for key, hotline in data.hotlines.items():
        if not is_dialled(hotline.number):
            message, hint = f'"{hotline.number}" is not a number to dial', "digits, spaces and hyphens"
            yield error("hotlines.toml", f"{key}.number", "phone-syntax", hotline.number, message, hint)
        elif (other := first.setdefault(_digits(hotline.number), key)) != key:
            message, hint = f"{hotline.number} is the number of {other} too", "keep one, with what both say"
            yield warning("hotlines.toml", f"{key}.number", "hotline-twice", hotline.number, message, hint)
        for tag in hotline.languages:
            if not is_language_tag(tag):
                message, hint = f'"{tag}" is not a BCP 47 tag', "such as en, ar or zh-Hans"
                yield error("hotlines.toml", f"{key}.languages", "language-tag", tag, message, hint)
    for key in data.city.emergency:
        if key not in data.hotlines:
            message, hint = f'"{key}" is not in hotlines.toml', did_you_mean(key, data.hotlines)
            yield error("city.toml", "emergency", "hotline-unknown", key, message, hint)


def websites(data: Dataset, as_of: dt.date) -> Iterator[Problem]:
    """A venue's website is its own.

    website-own: it is not this directory. website-copy: it is not a host that is only a copy (a source with
    publish = false). website-about: it is not an encyclopaedia, a map or a review.
    """
    ours = {_host(data.city.base_url), _host(data.city.qr_origin)}
    copies = {_host(source.url) for source in data.sources.values() if source.url and not source.publish}
    copies -= {_host(source.url) for source in data.sources.values() if source.url and source.publish}
    for venue in data.venues.values():
        if venue.website and (wrong := _not_own(_host(venue.website.value), ours, copies)):
            code, message, hint = wrong
            yield warning(data.files[venue.id], "website.value", code, venue.website.value, message, hint)


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


def _not_own(host: str, ours: set[str], copies: set[str]) -> tuple[str, str, str] | None:
    """Say whose a website is, if not the venue's: problem code, message, hint."""
    if host in ours:
        return "website-own", "is this directory", "write the venue's own address, or take it out"
    if host in copies:
        return "website-copy", f"{host} is a copy that sources.toml does not publish", "write the venue's own address"
    if any(host == known or host.endswith(f".{known}") for known in ABOUT_PLACES):
        hint = "write the venue's own address; name this one as a source"
        return "website-about", f"{host} speaks of places, it is not the venue's", hint
    return None
