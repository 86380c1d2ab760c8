"""The page of a place on a small phone: a visitor's six questions, the clock, the keyboard."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import TUESDAY_10, Open
from tests.browser.templates import LANGUAGES, MUSEUM
from tests.site.facts import Facts

MONDAY_10 = TUESDAY_10 - dt.timedelta(days=1)
HALAL = "hongchangxing-guangxi-road"
FOCUSED = """() => {
  const e = document.activeElement, s = getComputedStyle(e), r = e.getBoundingClientRect();
  if (e === document.body) return null;
  return {
    outline: s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2,
    inside: r.bottom > 0 && r.top < innerHeight && r.right > 0 && r.left < innerWidth,
    what: e.outerHTML.slice(0, 90),
  };
}"""


def venue(slug: str, key: str = MUSEUM) -> str:
    """The path of a place's page."""
    return f"{slug}/venue/{key}.html"


@pytest.mark.parametrize("slug", LANGUAGES)
def test_the_first_screen_says_what_and_whether_and_offers_the_actions(visit: Open, facts: Facts, slug: str) -> None:
    """Both names, the state and four actions are on the first screen of a phone of 360 by 640."""
    page = visit(venue(slug), permissions=["clipboard-read", "clipboard-write"])
    expect(page.locator("h1")).to_be_in_viewport(ratio=1)
    if slug != "zh-hans":
        local = page.locator(".names .local")
        expect(local).to_have_text(facts.venues[MUSEUM]["name"]["zh-Hans"])
        expect(local).to_be_in_viewport(ratio=1)
    expect(page.locator("article .state").first).to_be_in_viewport(ratio=1)
    actions = page.locator("#actions .action")
    expect(actions).to_have_count(4)
    for number in range(4):
        expect(actions.nth(number)).to_be_in_viewport(ratio=1)


# ---- is it open?


@pytest.mark.parametrize(
    ("slug", "zone"),
    [(slug, "Asia/Shanghai") for slug in LANGUAGES] + [("en", "America/New_York"), ("ar", "Pacific/Kiritimati")],
)
@pytest.mark.parametrize(("now", "state"), [(TUESDAY_10, "open"), (MONDAY_10, "closed")])
def test_the_state_is_the_citys_wherever_the_reader_is(
    visit: Open, slug: str, zone: str, now: dt.datetime, state: str
) -> None:
    """The museum is open on Tuesday at ten and closed on Monday, by the city's clock in any zone of the device."""
    page = visit(venue(slug), now, timezone_id=zone)
    line = page.locator("article .state").first
    expect(line).to_be_visible()
    expect(line).to_have_attribute("data-state", state)
    expect(line.locator("strong")).not_to_be_empty()


def test_the_state_names_the_next_change(visit: Open) -> None:
    """Open until 17:00; closing soon at half past four; closed after, and the next opening is named."""
    for hours, state, told in ((0, "open", "17:00"), (6.5, "soon", "17:00"), (7, "closed", "09:00")):
        page = visit(venue("en"), TUESDAY_10 + dt.timedelta(hours=hours))
        line = page.locator("article .state").first
        expect(line).to_have_attribute("data-state", state)
        expect(line).to_contain_text(told)


def test_beyond_its_horizon_a_page_does_not_guess(visit: Open) -> None:
    """A copy read months later, or by a clock before its day, shows no state but still the hours."""
    for now in (TUESDAY_10 + dt.timedelta(days=60), TUESDAY_10 - dt.timedelta(days=60)):
        page = visit(venue("en"), now)
        expect(page.locator("article .state").first).to_be_hidden()
        expect(page.locator("table.week tr")).to_have_count(7)


def test_today_is_marked_in_the_week(visit: Open) -> None:
    """The city's day of the week is marked, though it is still yesterday where the reader is."""
    page = visit(venue("en"), TUESDAY_10, timezone_id="America/New_York")
    expect(page.locator("table.week [aria-current=date]")).to_have_attribute("data-day", "1")


# ---- cards, wheelchair, halal, the way, what is near


def claim(page: Page, key: str) -> str:
    """All that is said of a property: its label, value, evidence."""
    return page.locator(f"#claim-{key}").inner_text()


@pytest.mark.parametrize("slug", LANGUAGES)
def test_every_question_is_answered_or_known_to_be_open(visit: Open, facts: Facts, slug: str) -> None:
    """Cards, access and language each have their section: facts with evidence, or what is not known."""
    page = visit(venue(slug))
    for family in ("card", "access", "language"):
        section = page.locator(f"section[aria-labelledby={family}]")
        expect(section).to_be_visible()
        assert section.locator(".claim, .not-known").count() > 0
    for key in {entry["property"] for entry in facts.claims(MUSEUM)}:
        block = page.locator(f"#claim-{key.replace(':', '-')}")
        expect(block.locator(".evidence").first).to_be_visible()
        expect(block.locator(".age").first).to_be_visible()


def test_wheelchair_and_its_evidence(visit: Open) -> None:
    """The claim about wheelchairs shows its value and the year it was seen."""
    words = claim(visit(venue("en")), "wheelchair")
    assert re.search(r"\byes\b", words)
    assert "2025" in words


def test_halal_names_who_says_so(visit: Open, facts: Facts) -> None:
    """Halal food is a statement with a source, never a badge."""
    page = visit(venue("en", HALAL))
    expect(page.locator("section[aria-labelledby=halal]")).to_be_visible()
    expect(page.locator("#claim-halal .evidence").first).not_to_be_empty()
    assert facts.claims(HALAL, "halal")


def test_the_next_toilet_is_a_link_with_its_distance(visit: Open) -> None:
    """What is near names the next toilet first, with metres and a direction, and leads there."""
    page = visit(venue("en"))
    first = page.locator(".near a").first
    expect(first.locator("use").first).to_have_attribute("href", "#i-toilets")
    assert re.search(r"\d+\s?m\b|\d\s?km", first.inner_text())
    first.click()
    page.wait_for_url("**/en/venue/*.html")
    expect(page.locator("#claim-toilets, #claim-toilets-wheelchair").first).to_be_visible()


@pytest.mark.parametrize("slug", LANGUAGES)
def test_the_way_there_needs_no_map_of_ours(visit: Open, slug: str) -> None:
    """The action leads to address and map links on the page itself; a map opens only when asked."""
    page = visit(venue(slug))
    page.locator('a.action[href="#way"]').click()
    expect(page.locator("#way-title")).to_be_in_viewport()
    assert page.locator("#way .ways a[rel~=external]").count() >= 3


# ---- the driver card and the keyboard


def test_the_driver_card_by_keyboard(visit: Open) -> None:
    """Enter opens the card and moves into it; Escape closes it and the actions are there again."""
    page = visit(venue("en"))
    opener = page.locator('a[href="#driver"]')
    opener.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#driver")).to_be_visible()
    expect(page.locator("#driver")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.closest('#driver') !== null")
    page.keyboard.press("Escape")
    expect(page.locator("#driver")).to_be_hidden()
    expect(opener).to_be_visible()


def test_the_keyboard_gets_back_to_where_it_was(visit: Open) -> None:
    """After the card closes, the next Tab is among the actions, not at the top of the page again."""
    page = visit(venue("en"))
    page.locator('a[href="#driver"]').press("Enter")
    expect(page.locator("#driver")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#driver")).to_be_hidden()
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.closest('#actions') !== null")


@pytest.mark.parametrize("slug", LANGUAGES)
def test_the_first_tab_skips_to_the_content(visit: Open, slug: str) -> None:
    """The skip link shows itself on focus and leads into the main part."""
    page = visit(venue(slug))
    page.keyboard.press("Tab")
    skip = page.locator("a.skip")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


@pytest.mark.parametrize("path", ["en/index.html", "en/search.html", venue("ar")])
def test_focus_is_always_seen(visit: Open, path: str) -> None:
    """Each of the first thirty stops of the Tab key has an outline, and is on the screen."""
    page = visit(path)
    for _ in range(30):
        page.keyboard.press("Tab")
        seen = page.evaluate(FOCUSED)
        if seen is None:
            break
        assert seen["outline"], seen
        assert seen["inside"], seen


# ---- age


def test_evidence_grows_old_in_the_readers_hand(visit: Open) -> None:
    """A copy of the page read years later calls every claim old, in mark and word, without asking anybody."""
    now = visit(venue("en"))
    young = now.locator('.age[data-age="stale"]').count()
    later = visit(venue("en"), TUESDAY_10.replace(year=2040))
    ages = later.locator(".age[data-stale]")
    assert young < ages.count()
    expect(later.locator('.age[data-age="stale"][data-stale]')).to_have_count(ages.count())
    words = set(later.locator(".age[data-stale] .word").all_inner_texts())
    assert len(words) == 1
    for use in later.locator(".age[data-stale] use").all():
        expect(use).to_have_attribute("href", "#i-stale")


def test_a_clock_that_runs_ahead_a_little_changes_no_age(visit: Open) -> None:
    """An hour's error of the device's clock changes no mark."""
    ages = [
        visit(venue("en"), TUESDAY_10 + dt.timedelta(hours=hour))
        .locator(".age")
        .evaluate_all("all => all.map(e => e.dataset.age)")
        for hour in (0, 1)
    ]
    assert ages[0] == ages[1] != []


def test_distance_is_worked_out_on_the_device(visit: Open) -> None:
    """With the reader's leave a distance is shown, and nothing is sent (the watch would see it)."""
    page = visit(
        venue("en"), None, permissions=["geolocation"], geolocation={"latitude": 31.2315, "longitude": 121.4722}
    )
    page.locator("article [data-near]").click()
    expect(page.locator("article [data-distance]")).to_have_text(re.compile(r"^\d+ ?m$"))
