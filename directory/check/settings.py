"""Do the city's settings hold together? Its zone, its box, its datum, its languages, its addresses."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from directory.check.place import is_box
from directory.check.syntax import is_host_root, is_language_tag
from directory.model import Dataset
from directory.problem import Problem, did_you_mean, error, warning

FILE = "city.toml"
PAGES = ("index", "search", "hotlines", "about", "sources")  # the front pages of every language
MAP_DATUMS = ("WGS-84", "GCJ-02")  # what map services expect; BD-09 is one service's own, made from GCJ-02


def zone(data: Dataset, as_of: dt.date) -> Iterator[Problem]:
    """The time zone is in the IANA database."""
    name = data.city.time_zone
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        message, hint = f'"{name}" is not a time zone', "write an IANA name such as Asia/Shanghai"
        yield error(FILE, "time_zone", "zone-unknown", name, message, hint)


def box(data: Dataset, as_of: dt.date) -> Iterator[Problem]:
    """The box is west, south, east, north."""
    if not is_box(data.city.box):
        message, hint = "is not west, south, east, north", "order the four numbers"
        yield error(FILE, "box", "box-order", data.city.box, message, hint)


def datum(data: Dataset, as_of: dt.date) -> Iterator[Problem]:
    """The maps' datum is one that map links know."""
    name = data.city.map_datum
    if name not in MAP_DATUMS:
        message, hint = f'"{name}" is not {" or ".join(MAP_DATUMS)}', "GCJ-02 in mainland China, WGS-84 elsewhere"
        yield error(FILE, "map_datum", "datum-unknown", name, message, hint)


def languages(data: Dataset, as_of: dt.date) -> Iterator[Problem]:
    """Languages are BCP 47 tags, each named once; a sign's are among the city's, the local one first as there."""
    city = data.city
    for field, tags in (("languages", city.languages), ("sign_languages", city.sign_languages)):
        if not tags or len(set(tags)) != len(tags):
            yield error(FILE, field, "languages", tags, "is empty or names a language twice", "list each tag once")
    for tag in city.languages:
        if not is_language_tag(tag):
            message, hint = f'"{tag}" is not a BCP 47 tag', "such as en, ar or zh-Hans"
            yield error(FILE, "languages", "language-tag", tag, message, hint)
    for tag in city.sign_languages:
        if tag not in city.languages:
            message, hint = f"{tag} is not among the city's languages", did_you_mean(tag, city.languages)
            yield error(FILE, "sign_languages", "languages", tag, message, hint)
    local, first = city.languages[:1], city.sign_languages[:1]
    if first and local != first and set(first) <= set(city.languages):
        message, hint = f"begins with {first[0]}", f"put {local[0]} first: a sign bears what the door says"
        yield error(FILE, "sign_languages", "languages", first[0], message, hint)


def addresses(data: Dataset, as_of: dt.date) -> Iterator[Problem]:
    """The site's address ends in a slash, the QR codes' is a host root; reports go to a link."""
    origin, base = data.city.qr_origin, data.city.base_url
    if not is_host_root(origin):
        hint = "write https://host without path or slash: QR addresses are /Q/<CODE>/ under it"
        yield error(FILE, "qr_origin", "origin-path", origin, "is not a host root", hint)
    if not base.endswith("/"):
        yield error(FILE, "base_url", "base-slash", base, "does not end in a slash", "add it")
    report = data.city.report
    if report is not None and not report.startswith(("mailto:", "https://")):
        message, hint = "is not a link to write to", "write mailto:name@host or https://host/page"
        yield error(FILE, "report", "report-scheme", report, message, hint)


def statements(data: Dataset, as_of: dt.date) -> Iterator[Problem]:
    """A statement is a page of its own, so its key is not the name of a page that every site has."""
    for key in data.city.statement:
        if key in PAGES:
            message, hint = f'"{key}" is the name of another page', f"rename it: {', '.join(PAGES)} are taken"
            yield error(FILE, f"statement.{key}", "statement-key", key, message, hint)


def statement_languages(data: Dataset, as_of: dt.date) -> Iterator[Problem]:
    """statement-half: a statement that has a title in a language has its text in it, and the other way round."""
    for key, statement in data.city.statement.items():
        half = sorted(set(statement.title) ^ set(statement.text)) if statement.title and statement.text else []
        for tag in half:
            there, missing = ("title", "text") if tag in statement.title else ("text", "title")
            message, hint = f"has a {there} in {tag}, but no {missing}", f"write [statement.{key}.{missing}] {tag} too"
            yield warning(FILE, f"statement.{key}.{there}.{tag}", "statement-half", tag, message, hint)


def local_names(data: Dataset, as_of: dt.date) -> Iterator[Problem]:
    """name-local: the city and its districts have names in the local language."""
    named = {"name": data.city.name}
    named |= {f"district.{key}.name": district.name for key, district in data.city.district.items()}
    for field, names in named.items():
        local = data.city.languages[:1]
        if names and local and local[0] not in names:
            hint = f'write {local[0]} = "…": venues of the place are named in it'
            yield error(FILE, field, "name-local", "", f"has no name in {local[0]}", hint)


def emergencies(data: Dataset, as_of: dt.date) -> Iterator[Problem]:
    """The numbers that head every page answer at any hour.

    emergency-doubtful: nobody knows whether the number still answers. emergency-hours: it is closed at times.
    """
    for key in data.city.emergency:
        hotline = data.hotlines.get(key)
        if hotline and hotline.doubtful:
            message, hint = f"{hotline.number} is doubtful, but heads every page", "call it, or take it out of the list"
            yield warning(FILE, "emergency", "emergency-doubtful", key, message, hint)
        if hotline and hotline.opening_hours not in (None, "24/7"):
            message = f"{hotline.number} answers {hotline.opening_hours}, but heads every page"
            hint = "name the number that answers at night"
            yield warning(FILE, "emergency", "emergency-hours", key, message, hint)
