"""Opening hours on a city's calendar: public holidays, days worked instead, years nobody knows."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.hours import Day, days, fault, suggestion, week

HOLIDAY, SATURDAY = dt.date(2026, 12, 1), dt.date(2026, 12, 5)  # a Tuesday; a Saturday worked instead


def on(expression: str, date: dt.date, known: tuple[int, ...] = (2026,)) -> Day:
    """One day of the made-up calendar."""
    return days(expression, date, 1, {HOLIDAY}, {SATURDAY}, known)[0]


@pytest.mark.parametrize(
    ("expression", "spans", "sure"),
    [
        ("Mo-Fr 09:00-17:00; PH off", (), True),
        ("Mo-Fr 09:00-17:00; PH 10:00-12:00", ((600, 720),), True),
        ("Mo-Su,PH 09:00-17:00", ((540, 1020),), True),
        ("PH,Su 10:00-12:00", ((600, 720),), True),
        ("PH off; Mo-Fr 09:00-17:00", ((540, 1020),), True),
        ("Mo-Fr 09:00-17:00", ((540, 1020),), False),
        ("24/7", ((0, 1440),), True),
        ("Mo-Fr 09:00-17:00, PH 18:00-20:00", ((540, 1020),), False),
    ],
)
def test_public_holiday(expression: str, spans: tuple[tuple[int, int], ...], sure: bool) -> None:
    """On a public holiday PH rules hold in their order; rules that are silent about it are not sure."""
    assert on(expression, HOLIDAY) == Day(HOLIDAY, spans, holiday=True, sure=sure)


def test_the_calendar_ends() -> None:
    """Days are given as far as the calendar has them: its last one has no end."""
    assert len(days("24/7", dt.date(9999, 12, 30), 28, (), (), ())) == 1
    assert days("24/7", dt.date.max, 28, (), (), ()) == ()
    assert len(week("24/7", dt.date.max)) == 7


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Mo\u2013Fr 09:00\u201317:00", "Mo-Fr 09:00-17:00"),
        ("Mo-Fr 9-17;", "Mo-Fr 09:00-17:00"),
        ("9\uff1a00\uff5e17\uff1a00", "09:00-17:00"),
    ],
)
def test_what_keyboards_write_is_understood(typed: str, meant: str) -> None:
    """A typographer's dash, a full-width colon, a last semicolon: the suggestion is what was meant."""
    assert fault(typed)
    assert suggestion(typed) == f'did you mean "{meant}"?'


def test_ordinary_day_ignores_ph() -> None:
    """On another day PH rules say nothing."""
    wednesday = HOLIDAY + dt.timedelta(days=1)
    assert on("Mo-Fr 09:00-17:00; PH off", wednesday) == Day(wednesday, ((540, 1020),))
    assert on("PH 10:00-12:00", wednesday).spans == ()


def test_make_up_day_is_doubtful() -> None:
    """A weekend day worked instead is doubtful where weekend and week differ, and only there."""
    assert not on("Mo-Fr 09:00-17:00", SATURDAY).sure
    assert on("Mo-Fr 09:00-17:00", SATURDAY).spans == ()
    assert on("Mo-Su 09:00-17:00", SATURDAY).sure
    assert on("Mo-Fr 09:00-17:00", SATURDAY + dt.timedelta(days=7)).sure


def test_a_year_without_calendar_stops() -> None:
    """Where rules need holidays, no day is told of a year whose holidays nobody has written down."""
    last = dt.date(2026, 12, 30)
    assert len(days("Mo-Su 09:00-17:00; PH off", last, 10, {HOLIDAY}, (), {2026})) == 2
    assert len(days("Mo-Su 09:00-17:00", last, 10, {HOLIDAY}, (), {2026})) == 10


def test_past_midnight() -> None:
    """Hours past midnight belong to both days, each within its own 1440 minutes."""
    assert on("Fr 22:00-02:00", dt.date(2026, 11, 27)).spans == ((1320, 1440),)
    assert on("Fr 22:00-02:00", dt.date(2026, 11, 28)).spans == ((0, 120),)


@given(st.dates(dt.date(2026, 1, 1), dt.date(2026, 11, 1)), st.integers(0, 23), st.integers(1, 24))
def test_days_are_consecutive_and_within_bounds(first: dt.date, opens: int, length: int) -> None:
    """Days follow one another; spans lie in order within the day."""
    found = days(f"Mo-Sa {opens:02}:00-{opens + length:02}:00", first, 14, (), (), {2026})
    assert [day.date for day in found] == [first + dt.timedelta(days=n) for n in range(14)]
    for day in found:
        flat = [minute for span in day.spans for minute in span]
        assert flat == sorted(flat)
        assert all(0 <= minute <= 1440 for minute in flat)


def test_week() -> None:
    """An ordinary week begins on Monday and knows no holiday."""
    found = week("Tu-Su 09:00-17:00; PH off", HOLIDAY)
    assert found == ((), *[((540, 1020),)] * 6)


@pytest.mark.parametrize(
    ("wrong", "guess"),
    [("Mo-Fr 9-17", "Mo-Fr 09:00-17:00"), ("9-17", "09:00-17:00"), ("Mo 9:30 – 12", "Mo 09:30-12:00")],
)
def test_suggestion(wrong: str, guess: str) -> None:
    """Hours without minutes are told, with what was probably meant."""
    assert fault(wrong)
    assert suggestion(wrong) == f'did you mean "{guess}"?'
    assert fault(guess) is None


def test_no_suggestion() -> None:
    """Where there is no guess, the syntax is named."""
    assert suggestion("all day") == "write OpenStreetMap's opening_hours, such as Mo-Fr 09:00-17:00; PH off"
    assert fault("SH 09:00-17:00") == "speaks of school holidays, for which there is no calendar"


WORDS = st.sampled_from(
    [
        "Mo",
        "Fr",
        "PH",
        "off",
        "24/7",
        "09:00",
        "-",
        "17:00",
        ",",
        ";",
        " ",
        "||",
        '"',
        "Jan",
        "week",
        "1",
        "sunrise",
        "25:99",
        "+",
        "\n",
        "(",
        "[1]",
        "easter",
    ]
)


@given(st.one_of(st.text(max_size=40), st.lists(WORDS, max_size=12).map("".join)))
def test_fault_never_raises(expression: str) -> None:
    """Any text is either readable, and then evaluates, or has a fault of one line."""
    said = fault(expression)
    if said is None:
        assert len(days(expression, HOLIDAY, 3, {HOLIDAY}, {SATURDAY}, {2026})) == 3
        assert len(week(expression, HOLIDAY)) == 7
    else:
        assert said.isprintable()
