"""A site and its editions: the schedule line that the reader's clock reads, notices in force, the order of venues."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory import hours
from directory.localisation.prints import HORIZON_DAYS
from directory.model import Dataset, Notice
from tests.directory.localisation.builders import AS_OF, EVIDENCE, calendar, catalogue, claim, dataset, site, venue

OFF = ("2026-12-01", "2026-12-02")
WORKING = ("2026-12-05", "2026-12-13")
HOLIDAYS = {2026: calendar(2026, OFF, WORKING), 2027: calendar(2027, ("2027-01-01",))}
EXPRESSIONS = (
    "24/7",
    "Tu-Su 09:00-17:00; PH off",
    "Mo-Fr 09:00-17:00; PH 10:00-15:00",
    "Mo-Su,PH 09:00-12:00,13:00-24:00",
    "Fr-Sa 20:00-02:00",
    "Mo-We 08:00-16:00; Th 08:00-20:00; Fr off; Sa 10:00-12:00",
    "off",
)
Day = tuple[dt.date, tuple[tuple[int, int], ...], bool]


def read(line: str) -> list[Day]:
    """Read a schedule line as the page's script does."""
    first, patterns, letters = line.split("|")
    spans = [
        tuple((int(span.split("-")[0]), int(span.split("-")[1])) for span in day.split(",") if span)
        for day in patterns.split(";")
    ]
    start = dt.date.fromisoformat(first)
    marks = re.findall(r"([0-9a-z])(!?)", letters)
    assert "".join(letter + mark for letter, mark in marks) == letters
    return [(start + dt.timedelta(days=n), spans[int(letter, 36)], not mark) for n, (letter, mark) in enumerate(marks)]


def schedule(expression: str, as_of: dt.date = AS_OF, **more: Any) -> str:
    """The line of a venue with these hours."""
    one = venue("a", opening_hours={"value": expression})
    return site(dataset(one, holidays=HOLIDAYS, **more), as_of).schedule(one)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(EXPRESSIONS), st.dates(dt.date(2026, 1, 1), dt.date(2027, 12, 4)))
def test_the_line_says_what_the_hours_say(expression: str, as_of: dt.date) -> None:
    """Read back, the line gives the very days, spans and doubts of the evaluated hours."""
    off = {dt.date.fromisoformat(day) for year in HOLIDAYS.values() for day in year.off}
    working = {dt.date.fromisoformat(day) for year in HOLIDAYS.values() for day in year.working}
    expected = hours.days(expression, as_of, HORIZON_DAYS, off, working, set(HOLIDAYS))
    assert len(expected) == 28
    assert read(schedule(expression, as_of)) == [(day.date, day.spans, day.sure) for day in expected]


def test_the_line_by_hand() -> None:
    """Two ordinary weeks with a holiday and a Saturday worked, written out."""
    days = read(schedule("Mo-Fr 09:00-17:00; PH off"))
    assert days[0] == (dt.date(2026, 11, 23), ((540, 1020),), True)
    assert days[5][1] == ()
    assert days[8] == (dt.date(2026, 12, 1), (), True)
    assert days[12] == (dt.date(2026, 12, 5), (), False)


def test_midnight_is_between_two_days() -> None:
    """Hours past midnight stand on both days, so that the clock can join them."""
    days = {day: spans for day, spans, _ in read(schedule("Fr 20:00-02:00"))}
    assert days[dt.date(2026, 11, 27)] == ((1200, 1440),)
    assert days[dt.date(2026, 11, 28)] == ((0, 120),)


def test_no_hours_no_line() -> None:
    """A venue whose hours nobody told has no line, rather than a closed one."""
    one = venue("a")
    assert site(dataset(one)).schedule(one) == ""


@pytest.mark.parametrize(("expression", "days"), [("Mo-Fr 09:00-17:00; PH off", 10), ("Mo-Fr 09:00-17:00", 28)])
def test_the_horizon_stops_at_unknown_holidays(expression: str, days: int) -> None:
    """Where the rules need the holidays of a year that nobody has listed, the page knows no further than December."""
    one = venue("a", opening_hours={"value": expression})
    found = site(dataset(one, holidays={2026: calendar(2026)}), dt.date(2026, 12, 22)).schedule(one)
    assert len(read(found)) == days


def test_a_year_without_any_calendar() -> None:
    """Even then the line can be read: it knows no day at all."""
    one = venue("a", opening_hours={"value": "Mo-Fr 09:00-17:00; PH off"})
    assert read(site(dataset(one, holidays={})).schedule(one)) == []


@pytest.mark.parametrize("as_of", [dt.date(2026, 3, 20), dt.date(2026, 10, 20)])
def test_minutes_are_those_of_the_wall_clock(as_of: dt.date) -> None:
    """Where a zone changes its clocks, the doors still open at the same time: the zone never enters the line."""
    lines = {schedule("Mo-Su 09:00-17:00", as_of, time_zone=zone) for zone in ("Asia/Shanghai", "Europe/Berlin")}
    assert len(lines) == 1
    assert {spans for _, spans, _ in read(lines.pop())} == {((540, 1020),)}


def test_venues_are_in_the_order_of_their_names() -> None:
    """Each language has its own order; equal names are told apart by their ids."""
    names = {"a": ("中山", "Alpha"), "b": ("安徽", "Zulu"), "c": ("安徽", "Mike")}
    data = dataset(*(venue(key, name={"zh-Hans": zh, "en": en}) for key, (zh, en) in names.items()))
    one = site(data)
    assert list(one.edition("zh-Hans").venues) == ["b", "c", "a"]
    assert list(one.edition("en").venues) == ["a", "c", "b"]


def test_an_edition_is_made_once() -> None:
    """Asking twice gives the same edition, whose venues are localised once."""
    one = site(dataset(venue("a")))
    assert one.edition("en") is one.edition("en")
    assert one.edition("en").venues["a"] is one.edition("en").venues_by_id["a"]


def test_what_was_put_into_words_can_be_let_go_of() -> None:
    """Who is given a venue again is given an equal one."""
    edition = site(dataset(venue("a"), venue("b"))).edition("en")
    made = edition.venues
    edition.forget()
    assert edition.venues_by_id["a"] is not made["a"]
    assert edition.venues_by_id["a"].name == made["a"].name


def test_paths_are_in_lower_case() -> None:
    """A page's address has its language in lower case."""
    assert site(dataset(venue("a"))).edition("zh-Hans").path("venue/a.html") == "zh-hans/venue/a.html"


def test_closed_places_keep_their_page_and_leave_the_lists() -> None:
    """A closed venue is in the edition and not among the living."""
    one = site(dataset(venue("a"), venue("b", closed={"date": "2026-07"})))
    assert [living.id for living in one.living] == ["a"]
    assert set(one.edition("en").venues) == {"a", "b"}


@pytest.mark.parametrize(("ends", "shown"), [("2026-11-22", 0), ("2026-11-23", 1), ("2027-01-01", 1)])
def test_a_notice_ends_with_its_last_day(ends: str, shown: int) -> None:
    """On its last day a notice still stands."""
    raw = {**EVIDENCE, "text": {"en": "x"}, "begins": "2026-11-01", "ends": ends}
    assert len(site(dataset(notices={"n": Notice.model_validate(raw)})).notices) == shown


def test_the_local_language_comes_first(load_small_city: Dataset) -> None:
    """Languages are the city's, in its order."""
    one = site(load_small_city)
    assert [language.tag for language in one.languages] == ["zh-Hans", "en", "ar"]
    assert one.edition("ar").localiser.local == "zh-Hans"
    assert one.edition("ar").language.direction == "rtl"


def test_a_catalogue_reaches_its_edition() -> None:
    """Words of a language come from its own catalogue."""
    data = dataset(venue("a", claim("elevator")))
    one = site(data, ar=catalogue("ar", {"Lift": "مصعد"}))
    labels = {tag: one.edition(tag).venues["a"].families[2].facts[0].label for tag in ("ar", "en")}
    assert labels == {"ar": "مصعد", "en": "Lift"}


def test_a_site_that_was_let_go_of_holds_nothing() -> None:
    """Not even what others still hold: what asks it for something afterwards is told at once."""
    one = site(dataset(venue("a")))
    edition = one.edition("en")
    one.let_go()
    with pytest.raises(AttributeError):
        _ = edition.site.dataset
