"""The page about the data tells how old the copy is that one reads, by the reader's clock and in the reader's words."""

from __future__ import annotations

import datetime as dt

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import TUESDAY_10, Open

BUILT = "[data-built]"
DAY = dt.timedelta(days=1)  # the site is built for Monday; the clock of the tests stands at Tuesday


@pytest.mark.parametrize(
    ("slug", "words"),
    [
        ("en", {0: "yesterday", 1: "2 days ago", 7: "8 days ago"}),
        ("ar", {0: "أمس", 1: "أول أمس", 2: "قبل 3 أيام", 10: "قبل 11 يومًا"}),
        ("zh-hans", {0: "昨天", 2: "3天前"}),
    ],
)
def test_how_long_ago(visit: Open, slug: str, words: dict[int, str]) -> None:
    """The day stands there as a date, and how long ago it was beside it, in the words of the page's language."""
    for days, expected in words.items():
        page = visit(f"{slug}/about.html", TUESDAY_10 + days * DAY)
        expect(page.locator(f"p:has({BUILT}) time")).to_have_attribute("datetime", "2026-11-23")
        expect(page.locator(f"{BUILT} bdi")).to_have_text(expected)
        expect(page.locator(BUILT)).to_be_visible()


@pytest.mark.parametrize("slug", ["en", "ar"])
def test_an_old_copy_warns(visit: Open, slug: str) -> None:
    """A week without a new build is no fault; a day more, and the page says that it is old."""
    for days, old in ((6, False), (7, True), (400, True)):
        warning = visit(f"{slug}/about.html", TUESDAY_10 + days * DAY).locator("[data-outdated]")
        expect(warning).to_be_visible() if old else expect(warning).to_be_hidden()
        assert warning.locator("strong").text_content()


def test_the_day_is_the_citys(visit: Open) -> None:
    """Late on Monday in America it is Tuesday in the city: the copy of Monday is of yesterday."""
    page = visit("en/about.html", TUESDAY_10, timezone_id="America/New_York")
    expect(page.locator(f"{BUILT} bdi")).to_have_text("yesterday")


def test_a_clock_before_the_day_is_not_believed(visit: Open) -> None:
    """A device whose clock is wrong sees the date alone."""
    page = visit("en/about.html", TUESDAY_10 - 30 * DAY)
    expect(page.locator(BUILT)).to_be_hidden()
    expect(page.locator("[data-outdated]")).to_be_hidden()


@pytest.mark.parametrize("slug", ["en", "ar"])
def test_without_a_script_the_date_stands(visit: Open, slug: str) -> None:
    """Nothing is promised that only a script could tell."""
    page = visit(f"{slug}/about.html", TUESDAY_10 + 30 * DAY, java_script_enabled=False)
    expect(page.locator(f"p:has({BUILT}) time")).to_be_visible()
    expect(page.locator(BUILT)).to_be_hidden()
    expect(page.locator("[data-outdated]")).to_be_hidden()
