"""Dates of evidence: their first day, and how trust only falls with time."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.dates import UNKNOWN, Freshness, age_days, first_day, freshness, turns

ORDER = list(Freshness)
DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2090, 1, 1))
OBSERVED = st.one_of(
    DAYS.map(lambda d: d.isoformat()), DAYS.map(lambda d: d.isoformat()[:7]), DAYS.map(lambda d: str(d.year))
)
ENDS = st.none() | st.dates().map(lambda d: d.isoformat())


@pytest.mark.parametrize(
    ("observed", "day"),
    [("2026", (2026, 1, 1)), ("2026-05", (2026, 5, 1)), ("2026-05-02", (2026, 5, 2)), ("2024-02-29", (2024, 2, 29))],
)
def test_first_day(observed: str, day: tuple[int, int, int]) -> None:
    """A vague date means its first day, so that it ages soonest."""
    assert first_day(observed) == dt.date(*day)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "26",
        "2026-5",
        "2026-13",
        "2026-02-30",
        "2026-05-02 ",
        "2026-05-02\n",
        "０２０26",
        "２０２６",
        "0000",
        "yesterday",
    ],
)
def test_first_day_refuses(text: str) -> None:
    """Anything but ISO text of a real date in ASCII digits is misuse."""
    with pytest.raises(ValueError):
        first_day(text)


def test_unknown_is_always_stale() -> None:
    """A fact whose date nobody knows has no age and is stale from the beginning."""
    assert first_day(UNKNOWN) is None
    assert age_days(UNKNOWN, dt.date(2026, 1, 1)) is None
    assert freshness(UNKNOWN, 365, dt.date.min) is Freshness.STALE


@given(OBSERVED, st.integers(0, 40000), ENDS, DAYS, st.integers(0, 9000))
def test_freshness_only_falls(observed: str, shelf_life: int, end: str | None, day: dt.date, later: int) -> None:
    """A claim never grows fresher as days pass."""
    now = ORDER.index(freshness(observed, shelf_life, day, end))
    then = ORDER.index(freshness(observed, shelf_life, day + dt.timedelta(days=later), end))
    assert then >= now


@given(OBSERVED, st.integers(0, 40000), ENDS)
def test_due_comes_before_stale(observed: str, shelf_life: int, end: str | None) -> None:
    """The turning days are in order, and freshness turns on them exactly."""
    due, stale = turns(observed, shelf_life, end)
    assert due <= stale
    assert freshness(observed, shelf_life, stale, end) is Freshness.STALE
    if stale > dt.date.min:
        assert freshness(observed, shelf_life, stale - dt.timedelta(days=1), end) is not Freshness.STALE


def test_quarter() -> None:
    """A claim of 100 days is due in the last quarter, and holds on its last day."""
    turned = {n: freshness("2026-01-01", 99, dt.date(2026, 1, 1) + dt.timedelta(days=n)) for n in (0, 74, 75, 99, 100)}
    assert list(turned.values()) == [Freshness.FRESH, Freshness.FRESH, Freshness.DUE, Freshness.DUE, Freshness.STALE]


def test_own_end() -> None:
    """A certificate holds on the day of its end, whatever the shelf life; "for ever" does not overflow."""
    assert freshness("2026-01-01", 5, dt.date(2026, 12, 31), "2026-12-31") is Freshness.DUE
    assert freshness("2026-01-01", 5, dt.date(2027, 1, 1), "2026-12-31") is Freshness.STALE
    assert freshness("2026-01-01", 5, dt.date(2026, 12, 31), "9999-12-31") is Freshness.FRESH
