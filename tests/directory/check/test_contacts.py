"""Numbers and addresses that can be dialled and opened."""

from __future__ import annotations

from dataclasses import replace

import pytest

from directory.check import contacts
from directory.check.syntax import calling_code, phone_form
from directory.model import Dataset, StatedUrl
from tests.directory.check.cities import EVIDENCE, stated, told, with_venue


@pytest.mark.parametrize(
    "number",
    [
        "+86 21 6377 5442",
        "+86 21 5867 0561;ext=6166",
        "+86 10 8531 3000",
        "+86 138 0013 8000",
        "+86 512 5555 0101",
        "+86 400 820 8888",
        "+86 21 962288",
        "+86 21 12345",
        "+86 12306",
        "+86 95588",
        "+8621 6377 5442",
        "+852 2508 1234",
        "+853 2833 3000",
        "+1 212 555 0101",
        "+65 6736 6622",
        "+33 1 42 68 53 00",
        "12345",
    ],
)
def test_numbers_that_ring(number: str) -> None:
    """Landlines, mobiles, service numbers, and what no plan is known of."""
    assert phone_form(number) is None


@pytest.mark.parametrize(
    "number",
    ["+86 021 6377 5442", "+86 21 6377 544", "+86 21 6377 54422", "+86 6377 5442", "+86 138 0013 800", "+852 508 1234"],
)
def test_numbers_that_do_not(number: str) -> None:
    """A digit too few or too many, the 0 of the area code, no area code."""
    assert phone_form(number)


def test_calling_code() -> None:
    """The country's code ends at the first space; without one, a known code is found, a foreign one is not guessed."""
    assert [calling_code(n) for n in ("+86 21 1", "+8621 1", "+1-212", "+999999", "12345")] == ["86", "86", "1", "", ""]


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("https://museum.example/", None),
        ("https://exampleton.example.org/", None),
        ("https://exampleton.example/", "website-own"),
        ("https://WWW.exampleton.example/en/", "website-own"),
        ("https://zh.wikipedia.org/wiki/X", "website-about"),
        ("https://www.dianping.com/shop/1", "website-about"),
        ("https://notwikipedia.org/", None),
        ("https://map.example/place", None),
        ("https://copy.example/place", "website-copy"),
        ("https://survey.example/place", None),
    ],
)
def test_websites(load_small_city: Dataset, url: str, code: str | None) -> None:
    """Hosts are compared as names: their own, ours, a copy's, and those that only speak of places."""
    copy = load_small_city.sources["example-map"].model_copy(
        update={"url": "http://www.copy.example", "publish": False}
    )
    again = load_small_city.sources["example-survey"].model_copy(
        update={"publish": False}
    )  # of a host that is published
    city = replace(load_small_city, sources={**load_small_city.sources, "copy": copy, "again": again})
    site = StatedUrl.model_validate({**EVIDENCE, "value": url})
    assert told(contacts.websites, with_venue(city, "example-museum", website=site)) == (
        [(code, "website.value")] if code else []
    )


def test_abroad_needs_a_crowd(load_small_city: Dataset) -> None:
    """One number of another country is told where five say which country this is; two of them are no slip."""
    city = load_small_city
    for key, number in zip(city.venues, ["+86 21 6377 5442"] * 5 + ["+44 1632 960012"], strict=True):
        city = with_venue(city, key, phone=stated(number))
    assert told(contacts.abroad, city) == [("phone-abroad", "phone.value")]
    fewer = with_venue(city, next(iter(city.venues)), phone=None)
    assert told(contacts.abroad, fewer) == []


def test_short_numbers_are_not_emergencies(load_small_city: Dataset) -> None:
    """A hotline is a venue's number, an emergency number is not, however it is spaced."""
    ask = with_venue(load_small_city, "example-museum", phone=stated("12300"))
    assert told(contacts.emergency_numbers, ask) == []
    call = with_venue(load_small_city, "example-museum", phone=stated("12300; 911000"))
    assert told(contacts.emergency_numbers, call) == [("phone-emergency", "phone.value")]
