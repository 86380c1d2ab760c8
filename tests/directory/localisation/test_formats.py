"""Dates, numbers and distances as CLDR writes them."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from directory.localisation import formats
from directory.localisation.languages import LANGUAGES, Language

ALL = pytest.mark.parametrize("language", LANGUAGES.values(), ids=lambda language: language.tag)
ENGLISH, ARABIC, GERMAN, CHINESE = (LANGUAGES[tag] for tag in ("en", "ar", "de", "zh-Hans"))


def months(language: Language, month: int) -> set[str]:
    """All that CLDR calls a month."""
    found = Locale.parse(language.folder).months
    return {str(found[context][width][month]) for context in found for width in ("wide", "abbreviated")}


@ALL
@pytest.mark.parametrize("month", range(1, 13))
def test_a_month_has_its_name(language: Language, month: int) -> None:
    """Dates name the month, so that no reader can take it for the day."""
    for observed in (f"2026-{month:02}", f"2026-{month:02}-09"):
        written = formats.observed_date(observed, language, "?")
        assert any(name in written for name in months(language, month)), written
        assert "2026" in written


@ALL
def test_a_date_has_the_precision_it_was_given(language: Language) -> None:
    """A year says no month and a month no day."""
    year, month, day = (formats.observed_date(text, language, "?") for text in ("2026", "2026-05", "2026-05-19"))
    assert re.findall(r"\d+", year) == ["2026"]
    assert "19" in day
    assert "19" not in month
    assert len({year, month, day}) == 3
    assert all(name not in year for name in months(language, 5) - {"5"})


def test_an_unknown_date_says_so() -> None:
    """The words for it are the caller's."""
    assert formats.observed_date("unknown", ARABIC, "?") == "?"


@ALL
def test_figures_are_those_on_doors(language: Language) -> None:
    """All languages write European digits, as signs and telephones in the city do."""
    written = [formats.number(1234567, language), formats.distance(1234, language), formats.percent(0.25, language)]
    written += [formats.long_date(dt.date(2026, 11, 23), language), formats.centimetres(82.5, language)]
    assert all(
        re.fullmatch(r"[\d]+|\D+", part) and part.isascii() for text in written for part in re.findall(r"\d+", text)
    )


DISTANCES = [
    (0, "10 m"),
    (14, "10 m"),
    (16, "20 m"),
    (994, "990 m"),
    (995, "1 km"),
    (1240, "1.2 km"),
    (12_345, "12.3 km"),
]


@pytest.mark.parametrize(("metres", "written"), DISTANCES)
def test_distances_are_rounded(metres: float, written: str) -> None:
    """To ten metres below a kilometre, to a tenth above, and never nothing at all."""
    assert formats.distance(metres, ENGLISH) == written


@given(st.floats(0, 20_000), st.sampled_from(list(LANGUAGES.values())))
def test_distances_are_near_the_truth(metres: float, language: Language) -> None:
    """What is written is within a rounding step of what was measured, in every language."""
    text = formats.distance(metres, language)
    figure = float(re.findall(r"[\d.,]+", text)[0].replace(",", "."))
    far = any(unit in text for unit in ("km", "км", "كم", "公里", "กม"))
    assert abs(figure * (1000 if far else 1) - metres) <= (51 if far else 11)


def test_separators_are_the_languages() -> None:
    """German writes a comma where English has a point."""
    assert formats.distance(1240, GERMAN) == "1,2 km"
    assert formats.centimetres(82.5, GERMAN) == "82,5 cm"


SPANS = st.lists(st.tuples(st.integers(0, 1440), st.integers(0, 1440)), min_size=1, max_size=3)


@given(SPANS, st.sampled_from(list(LANGUAGES.values())))
def test_spans_stay_left_to_right(day: list[tuple[int, int]], language: Language) -> None:
    """Each span is isolated as one left-to-right piece, opened and closed, in every language."""
    written = formats.spans(day, language)
    pieces = re.findall("\u2066(\\d\\d:\\d\\d–\\d\\d:\\d\\d)\u2069", written)
    assert pieces == [f"{formats.clock(start)}–{formats.clock(end)}" for start, end in day]
    assert written.count("\u2066") == written.count("\u2069") == len(day)


@given(st.integers(0, 1440))
def test_the_clock_is_of_24_hours(minutes: int) -> None:
    """Two figures each, and midnight at the end of a day is 24:00."""
    written = formats.clock(minutes)
    assert re.fullmatch(r"([01]\d|2[0-4]):[0-5]\d", written)
    assert int(written[:2]) * 60 + int(written[3:]) == minutes


@ALL
def test_the_week_begins_on_monday(language: Language) -> None:
    """Seven different names, Monday first."""
    names = formats.weekdays(language)
    assert len(set(names)) == 7
    monday = Locale.parse(language.folder).days["stand-alone"]["wide"][0]
    assert names[0] == monday


@ALL
def test_languages_are_named_in_the_language(language: Language) -> None:
    """Every language of the table has a name in every other, and its own is CLDR's."""
    names = [formats.language_name(tag, language) for tag in LANGUAGES]
    assert len(set(names)) == len(LANGUAGES)
    assert not set(names) & (set(LANGUAGES) - {"id"})


NAMES = [
    ("ar", "阿拉伯语"),
    ("zh-Hant", "繁体中文"),
    ("de-CH", "瑞士高地德语"),
    ("ja-JP", "日语"),
    ("xx-unknown", "xx-unknown"),
]


@pytest.mark.parametrize(("tag", "name"), NAMES)
def test_a_language_name(tag: str, name: str) -> None:
    """A region that CLDR has no name for is left out; a language it does not know keeps its tag."""
    assert formats.language_name(tag, CHINESE) == name


@given(st.lists(st.text("abc", min_size=1), min_size=1, max_size=4))
def test_lists_name_every_item_in_order(items: list[str]) -> None:
    """Joining loses nothing."""
    written = formats.all_of([f"<{item}>" for item in items], ARABIC)
    assert re.findall("<(.*?)>", written) == items


def test_an_empty_list_is_empty() -> None:
    """Nothing joined is nothing."""
    assert formats.all_of([], ENGLISH) == ""
