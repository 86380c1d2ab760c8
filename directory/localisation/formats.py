"""Dates, numbers, lists, distances and hours as a language writes them (CLDR, through Babel)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import lru_cache

from babel.dates import format_date, format_skeleton, get_day_names
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent
from babel.units import format_unit

from directory.dates import UNKNOWN
from directory.localisation.languages import Language


@lru_cache(maxsize=4096)
def observed_date(observed: str, language: Language, unknown: str) -> str:
    """Write a date of the precision it has, the month by its name; `unknown` stands for an unknown one."""
    if observed == UNKNOWN:
        return unknown
    parts = [int(part) for part in observed.split("-")]
    day = dt.date(*[*parts, 1, 1][:3])
    if len(parts) == 1:
        return str(format_skeleton("y", day, locale=language.locale))
    if len(parts) == 2:
        return str(format_skeleton("yMMM", day, locale=language.locale))
    return str(format_skeleton("yMMMd", day, locale=language.locale))


def long_date(day: dt.date, language: Language) -> str:
    """Write a day in full."""
    return str(format_date(day, format="long", locale=language.locale))


@lru_cache(maxsize=4096)
def short_date(day: dt.date, language: Language) -> str:
    """Write a day of a near month with its weekday, as calendars do: no year."""
    return str(format_skeleton("MMMEd", day, locale=language.locale))


def number(value: float, language: Language) -> str:
    """Write a number with the language's separators and digits."""
    return str(format_decimal(value, locale=language.locale))


def percent(share: float, language: Language) -> str:
    """Write a share of one as per cent."""
    return str(format_percent(share, locale=language.locale))


def all_of(items: Sequence[str], language: Language) -> str:
    """Join items as the language lists things ("a, b and c")."""
    return _all_of(tuple(items), language) if len(items) > 1 else "".join(items)


@lru_cache(maxsize=8192)
def _all_of(items: tuple[str, ...], language: Language) -> str:
    return format_list(list(items), style="standard", locale=language.locale)


def distance(metres: float, language: Language) -> str:
    """Write a distance: to ten metres below a kilometre, to a tenth of a kilometre above."""
    if metres < 995:
        return _length(max(10, round(metres / 10) * 10), "meter", language)
    return _length(round(metres / 1000, 1), "kilometer", language)


@lru_cache(maxsize=1 << 14)
def _length(value: float, unit: str, language: Language) -> str:
    return format_unit(value, f"length-{unit}", length="short", locale=language.locale)


def centimetres(value: float, language: Language) -> str:
    """Write a length in centimetres."""
    return _length(value, "centimeter", language)


def clock(minutes: int) -> str:
    """Write minutes from midnight as HH:MM; 24:00 is the end of the day. The same in all languages, as on doors."""
    return f"{minutes // 60:02}:{minutes % 60:02}"


def spans(day: Sequence[tuple[int, int]], language: Language) -> str:
    """Write a day's opening spans; each is kept together left to right, so that Arabic does not turn it around."""
    return all_of([f"\u2066{clock(start)}–{clock(end)}\u2069" for start, end in day], language)


@lru_cache(maxsize=32)
def weekdays(language: Language) -> tuple[str, ...]:
    """Name the days of the week, Monday first, as they stand alone."""
    names = get_day_names("wide", context="stand-alone", locale=language.locale)
    return tuple(str(names[n]) for n in range(7))


@lru_cache(maxsize=4096)
def language_name(tag: str, language: Language) -> str:
    """Name a language in a language, by CLDR; the tag itself if CLDR does not know it."""
    names = language.locale.languages
    parts = tag.replace("-", "_")
    if parts in names:
        return str(names[parts])
    return str(names.get(parts.split("_")[0], tag))
