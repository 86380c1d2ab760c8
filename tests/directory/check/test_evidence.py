"""Dates of sources and of what was read in them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from directory.check import calendar, evidence
from directory.model import Dataset
from tests.directory.check.cities import claim, stated, told, with_venue


@pytest.mark.parametrize(
    ("seen", "read", "method", "older"),
    [
        ("2026-10-02", "2026-10-01", "imported", True),
        ("2026-10-01", "2026-10-01", "imported", False),
        ("2026-10-31", "2026-10", "official_list", False),
        ("2026", "2026-01-05", "inferred", False),
        ("2027", "2026-10-01", "official_list", True),
        ("unknown", "2026-10-01", "imported", False),
        ("2026-10-02", "unknown", "imported", False),
        ("2026-10-02", "2026-10-01", "on_site", False),
        ("2026-10-02", "2026-10-01", "operator_statement", False),
    ],
)
def test_copies(load_small_city: Dataset, seen: str, read: str, method: str, older: bool) -> None:
    """What is in a copy was seen before it was read, as far as both dates go; a survey goes on."""
    source = load_small_city.sources["example-survey"].model_copy(update={"retrieved": read})
    city = replace(load_small_city, sources={**load_small_city.sources, "copy": source})
    one = claim("toilets", "yes", source="copy", method=method, observed=seen)
    found = told(evidence.copies, with_venue(city, "new-teahouse", claim=(one,)))
    assert found == ([("source-older", "claim.0.observed")] if older else [])


def test_every_use_counts(load_small_city: Dataset) -> None:
    """A source named by one table of any kind is used; each that nothing names is told."""
    assert told(evidence.unused, load_small_city) == []
    spare = {f"{key}-too": source for key, source in load_small_city.sources.items()}
    city = replace(load_small_city, sources={**load_small_city.sources, **spare})
    assert told(evidence.unused, city) == [("source-unused", key) for key in sorted(spare)]
    named = with_venue(city, "new-teahouse", district=stated("gamma").model_copy(update={"source": "example-map-too"}))
    assert ("source-unused", "example-map-too") not in told(evidence.unused, named)


@pytest.mark.parametrize(
    ("day", "years"), [("2026-11-23", []), ("2026-12-03", []), ("2026-12-04", ["2027"]), ("2027-03-01", ["2027"])]
)
def test_the_coming_year(load_small_city: Dataset, day: str, years: list[str]) -> None:
    """A year's holidays are missed as soon as pages show its hours, and not before."""
    problems = list(calendar.coming(load_small_city, dt.date.fromisoformat(day)))
    assert [problem.value for problem in problems] == years


def test_no_holidays_are_missed_where_no_hours_need_them(load_small_city: Dataset) -> None:
    """A city whose hours do not speak of public holidays needs no list."""
    city = with_venue(replace(load_small_city, holidays={}), "example-museum", opening_hours=stated("09:00-17:00"))
    assert told(calendar.coming, city) == []
    assert told(calendar.coming, load_small_city, dt.date.max) == []
