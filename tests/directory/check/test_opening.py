"""Hours that never open, and hours of the wrong half of the day."""

from __future__ import annotations

import datetime as dt

import pytest

from directory.check import opening
from directory.model import Dataset
from tests.conftest import AS_OF
from tests.directory.check.cities import stated, told, with_venue


@pytest.mark.parametrize(
    ("kind", "text", "codes"),
    [
        ("museum", "Tu-Su 09:00-17:00; PH off", []),
        ("museum", "24/7", []),
        ("museum", "Mar-Oct 09:00-17:00", []),
        ("museum", "PH 10:00-12:00", []),
        ("museum", "2027 Jan 10-2027 Jan 20 10:00-12:00", []),
        ("museum", '"by appointment"', []),
        ("museum", 'off "by appointment"', []),
        ("museum", "Mo-Su unknown", []),
        ("museum", "off", ["hours-never"]),
        ("museum", "2020 Jan 10-2020 Jan 20 10:00-12:00", ["hours-never"]),
        ("museum", "Tu-Su 17:00-09:00", ["hours-night"]),
        ("shop", "07:00-03:00", []),
        ("shop", "Mo-Su 22:00-10:00", ["hours-night"]),
        ("restaurant", "18:00-05:00", []),
        ("airport", "05:00-04:30", []),
        ("museum", "not hours", []),
    ],
)
def test_meanings(load_small_city: Dataset, kind: str, text: str, codes: list[str]) -> None:
    """Seasons, holidays, appointments, and bars are sound; what cannot be read is told elsewhere."""
    city = with_venue(load_small_city, "example-museum", opening_hours=stated(text), kind=kind)
    assert told(opening.meanings, city) == [(code, "opening_hours.value") for code in codes]


def test_the_end_of_the_calendar(load_small_city: Dataset) -> None:
    """On the last day that there is, nothing breaks."""
    city = with_venue(load_small_city, "example-museum", opening_hours=stated("Mar 09:00-17:00"))
    for day in (dt.date.max, dt.date.min, AS_OF):
        assert {code for code, _ in told(opening.meanings, city, day)} <= {"hours-never"}
