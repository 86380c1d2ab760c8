"""Dates of evidence and what their age means. A leaf: the day is always an argument.

An observation is ISO 8601 text of the precision that the source gives, `YYYY[-MM[-DD]]`, or "unknown".
"""

from __future__ import annotations

import datetime as dt
import enum
import re
from functools import lru_cache

UNKNOWN = "unknown"
_PATTERN = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?\Z")  # not \d, which takes every script\'s digits


class Freshness(enum.StrEnum):
    """How far a claim may be trusted on a day: due is the last quarter of its shelf life, stale is beyond it."""

    FRESH = "fresh"
    DUE = "due"
    STALE = "stale"


@lru_cache(maxsize=65536)
def first_day(observed: str) -> dt.date | None:
    """Give the first day that an observation may mean, so that vague dates age soonest; None for "unknown".

    Raises ValueError on anything that is not ISO text of a real date.
    """
    if observed == UNKNOWN:
        return None
    match = _PATTERN.match(observed)
    if not match:
        raise ValueError(f"not YYYY, YYYY-MM, YYYY-MM-DD or unknown: {observed!r}")
    return dt.date(int(match[1]), int(match[2] or 1), int(match[3] or 1))


def age_days(observed: str, as_of: dt.date) -> int | None:
    """Count the days from an observation to a day; None if the observation's date is unknown."""
    day = first_day(observed)
    return None if day is None else (as_of - day).days


def turns(observed: str, shelf_life: int, valid_until: str | None = None) -> tuple[dt.date, dt.date]:
    """Give the first day on which a claim is due and the first on which it is stale.

    An unknown date is stale from the beginning of time. A claim with an end of its own (a certificate) is stale on the
    day after it, and due in the last quarter before.
    """
    day = first_day(observed)
    if day is None:
        return dt.date.min, dt.date.min
    stale = _later(day, shelf_life + 1)
    if valid_until:
        stale = _later(dt.date.fromisoformat(valid_until), 1)
    due = stale - max(dt.timedelta(0), stale - day) / 4
    return due, stale


def _later(day: dt.date, days: int) -> dt.date:
    """Add days, at most up to the calendar's end: "9999-12-31" is how some say "for ever"."""
    return day + dt.timedelta(days=min(days, (dt.date.max - day).days))


def freshness(observed: str, shelf_life: int, as_of: dt.date, valid_until: str | None = None) -> Freshness:
    """Tell fresh, due or stale on a day."""
    due, stale = turns(observed, shelf_life, valid_until)
    if as_of >= stale:
        return Freshness.STALE
    return Freshness.DUE if as_of >= due else Freshness.FRESH
