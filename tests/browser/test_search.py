"""Searching on the published site, as a visitor types."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, Open
from tests.browser.templates import MOSQUE, MUSEUM, STATION


@pytest.mark.parametrize(
    ("slug", "words", "venue"),
    [
        ("zh-hans", "人民广场", STATION),
        ("zh-hans", "renmin guangchang", STATION),
        ("en", "人民廣場", STATION),
        ("en", "renmin guangchang", STATION),
        ("en", "rmgc", STATION),
        ("en", "shanghai musuem", MUSEUM),
        ("en", "Xiao Tao Yuan", MOSQUE),
        ("ar", "مسجد", MOSQUE),
        ("ar", "小桃园", MOSQUE),
    ],
)
def test_typing_finds_a_place_and_its_link_opens(visit: Open, slug: str, words: str, venue: str) -> None:
    """Chinese of both scripts, pinyin, initials, a slip, English and Arabic; the link leads to the page."""
    page = visit(f"{slug}/search.html")
    page.locator("#q").fill(words)
    found = page.locator(f'[data-results] a[href="venue/{venue}.html"]')
    expect(found).to_be_visible()
    expect(page.locator("[data-status]")).to_have_text(re.compile(r"\S"))
    found.click()
    expect(page).to_have_url(re.compile(rf"/{slug}/venue/{venue}\.html$"))
    expect(page.locator("h1")).to_be_visible()


def test_filters_stand_in_the_address_and_survive_a_reload(visit: Open) -> None:
    """A chip, a kind and a word narrow the results, are written into the address, and are there again after."""
    page = visit("en/search.html")
    page.locator("#q").fill("museum")
    expect(page.locator("[data-results] li")).not_to_have_count(0)
    everything = page.locator("[data-results] li").count()
    chip = page.locator('button[data-tag="wheelchair"]')
    chip.click()
    expect(chip).to_have_attribute("aria-pressed", "true")
    page.locator("select[name=district]").select_option("huangpu")
    expect(page.locator(f'[data-results] a[href="venue/{MUSEUM}.html"]')).to_be_visible()
    state = parse_qs(urlsplit(page.url).query)
    assert state == {"q": ["museum"], "tag": ["wheelchair"], "district": ["huangpu"]}
    shown = page.locator("[data-results] a").evaluate_all("links => links.map(a => a.getAttribute('href'))")
    assert 0 < len(shown) < everything
    page.reload()
    expect(page.locator("[data-results] a")).to_have_count(len(shown))
    assert page.locator("[data-results] a").evaluate_all("links => links.map(a => a.getAttribute('href'))") == shown
    expect(page.locator("#q")).to_have_value("museum")
    expect(page.locator('button[data-tag="wheelchair"]')).to_have_attribute("aria-pressed", "true")
    expect(page.locator("select[name=district]")).to_have_value("huangpu")
    page.go_back()
    expect(page.locator("select[name=district]")).to_have_value("")


def test_the_form_of_the_home_page_leads_to_answers(visit: Open) -> None:
    """Words typed at home are searched on the search page."""
    page = visit("en/index.html")
    page.locator("#q").fill("museum")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/search.html?q=museum")
    expect(page.locator("[data-results] a").first).to_be_visible()


def test_nothing_found_says_so_and_offers_the_lists(visit: Open) -> None:
    """Words that fit nothing give a sentence, no row, and the lists stay."""
    page = visit("en/search.html")
    page.locator("#q").fill("qqqqxxxxzzzz")
    expect(page.locator("[data-status]")).to_have_text(str(page.locator("[data-status]").get_attribute("data-none")))
    expect(page.locator("[data-results] li")).to_have_count(0)
    expect(page.locator('a[href="district/huangpu.html"]')).to_be_visible()


def test_what_is_typed_is_never_markup(visit: Open) -> None:
    """Markup in the address is text in the box, and nothing else."""
    page = visit("en/search.html?q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E")
    expect(page.locator("#q")).to_have_value("<img src=x onerror=alert(1)>")
    expect(page.locator("main img")).to_have_count(0)


def test_results_are_reached_by_keys_alone(visit: Open) -> None:
    """Arrow down goes from the box into the results, arrow up back, Enter opens."""
    page = visit("en/search.html", viewport=PHONE)
    page.locator("#q").fill("museum")
    expect(page.locator("[data-results] a").first).to_be_visible()
    page.locator("#q").press("ArrowDown")
    expect(page.locator("[data-results] a").first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/venue/*.html")
