"""Opening hours as OpenStreetMap writes them, evaluated for days of a city's calendar. A leaf.

The syntax and its meaning are the library's (opening-hours-py). Public holidays are the city's own list, since no
library knows which days China moves each year: a rule's PH is resolved here, day by day.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection
from dataclasses import dataclass

from opening_hours import OpeningHours, State

TYPED = str.maketrans("‐‑‒–—−～〜：；，", "--------:;,")  # what keyboards and editors write for ASCII
_DAYS = re.compile(r"^\s*((?:(?:Mo|Tu|We|Th|Fr|Sa|Su|PH)(?:-(?:Mo|Tu|We|Th|Fr|Sa|Su))?\s*,?\s*)+)(.*)$", re.DOTALL)


@dataclass(frozen=True)
class Day:
    """One day: its spans are (start, end) in minutes from midnight, 0 to 1440.

    `holiday`: a public holiday; `sure`: False where the rules do not say what holds on such a day.
    """

    date: dt.date
    spans: tuple[tuple[int, int], ...]
    holiday: bool = False
    sure: bool = True


def fault(expression: str) -> str | None:
    """Say what is wrong with an expression, or None."""
    if re.search(r"\bSH\b", expression):
        return "speaks of school holidays, for which there is no calendar"
    try:
        OpeningHours(expression)
        OpeningHours(_resolved(expression, holiday=True))
        OpeningHours(_resolved(expression, holiday=False))
    except Exception as found:  # the library has one class for syntax, and panics surface as others
        # the library points with an arrow: "--> line:column"
        place = re.search(r"-->\s*\d+:(\d+)", str(found))
        return f"cannot be read at character {place[1]}" if place else "cannot be read"
    return None


def suggestion(expression: str) -> str:
    """Guess what was meant by a common slip (no minutes, a long dash, a last semicolon), or give an example."""
    plain = expression.translate(TYPED).strip("; ")
    guess = re.sub(
        r"(?<![\d:])(\d{1,2})(?::(\d{2}))?\s*[-–]\s*(\d{1,2})(?::(\d{2}))?(?![\d:])",
        lambda m: f"{int(m[1]):02}:{m[2] or '00'}-{int(m[3]):02}:{m[4] or '00'}",
        plain,
    )
    if guess != expression and fault(guess) is None:
        return f'did you mean "{guess}"?'
    return "write OpenStreetMap's opening_hours, such as Mo-Fr 09:00-17:00; PH off"


def _resolved(expression: str, *, holiday: bool) -> str:
    """Rewrite the rules for a day that is a public holiday, or is not; their order keeps its meaning."""
    rules = []
    for rule in expression.split(";"):
        match = _DAYS.match(rule)
        tokens = [token.strip() for token in match[1].split(",") if token.strip()] if match else []
        if match is None or "PH" not in tokens:
            rules.append(rule.strip())
        elif holiday:
            rules.append(match[2].strip() or "00:00-24:00")
        elif days := [token for token in tokens if token != "PH"]:
            rules.append(f"{','.join(days)} {match[2]}".strip())
    return "; ".join(rule for rule in rules if rule) or "off"


def _spans(hours: OpeningHours, date: dt.date) -> tuple[tuple[int, int], ...]:
    start = dt.datetime.combine(date, dt.time())
    end = start + dt.timedelta(days=1)
    spans = []
    for begins, ends, state, _comment in hours.intervals(start, end):
        if state is State.OPEN or str(state) == str(State.OPEN):
            first = int((max(begins, start) - start).total_seconds()) // 60
            last = int((min(ends, end) - start).total_seconds()) // 60 if ends is not None else 1440
            if last > first:
                spans.append((first, last))
    return tuple(spans)


def days(
    expression: str,
    first: dt.date,
    count: int,
    off: Collection[dt.date],
    working: Collection[dt.date],
    known_years: Collection[int],
) -> tuple[Day, ...]:
    """Evaluate `count` days from `first`; stops before a year whose holidays are not known, when the rules need them.

    `off` are public holidays, `working` the weekend days worked instead.
    """
    ordinary = OpeningHours(_resolved(expression, holiday=False))
    on_holiday = OpeningHours(_resolved(expression, holiday=True))
    stated = "PH" in expression and "PH" not in _resolved(expression, holiday=True)  # else beyond what we resolve
    result = []
    count = min(count, (dt.date.max - first).days)  # the last day of the calendar has no end
    for date in (first + dt.timedelta(days=n) for n in range(count)):
        if date.year not in known_years and "PH" in expression:
            break
        if date in off:
            spans = _spans(on_holiday, date)
            result.append(Day(date, spans, holiday=True, sure=stated or spans == ((0, 1440),)))
        else:
            spans = _spans(ordinary, date)
            doubtful = date in working and spans != _spans(ordinary, date - dt.timedelta(days=date.weekday() - 2))
            result.append(Day(date, spans, sure=not doubtful))
    return tuple(result)


def week(expression: str, near: dt.date) -> tuple[tuple[tuple[int, int], ...], ...]:
    """Give the spans of an ordinary week, Monday first: that of the day asked for, as far as the calendar has one."""
    near = min(near, dt.date.max - dt.timedelta(days=7))
    monday = near - dt.timedelta(days=near.weekday())
    hours = OpeningHours(_resolved(expression, holiday=False))
    return tuple(_spans(hours, monday + dt.timedelta(days=n)) for n in range(7))
