"""The search page in a browser: typing, filters, address, keys, marks; under the site's policy, with and
without a worker.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

MARKUP = """<!doctype html><html lang="en"><title>Search</title><body>
<form class="search" role="search" action="search.html" method="get" data-search data-index="small/" data-language="en"
 data-engine="search-engine.js" data-worker="search-worker.js" data-venue-base="venue/">
<label for="q">Search</label> <input id="q" name="q" type="search" autocomplete="off"></form>
<ul data-filters><li><button type="button" aria-pressed="false" data-tag="wheelchair">Step-free</button></li>
<li><button type="button" aria-pressed="false" data-tag="visa">Visa</button></li></ul>
<select name="district"><option value="">All</option><option value="huangpu">Huangpu</option>
<option value="xuhui">Xuhui</option></select>
<select name="kind"><option value="">All</option><option value="hotel">Hotel</option></select>
<p data-status role="status" data-none="No places found." data-count-one="{count} place"
 data-count-other="{count} places" data-failed="Search is not available."></p>
<ol data-results></ol>
<template data-row><li><a data-link><span data-name></span> <span data-name-zh lang="zh-Hans"></span></a>
<span data-kind></span> <span data-district></span></li></template>
<script type="application/json" data-labels>{"kinds":{"hotel":"Hotel","museum":"Museum"},
"districts":{"huangpu":"Huangpu"}}</script>
<script type="module" src="search-page.js"></script>"""


@pytest.fixture(scope="session")
def pages(folder: Path) -> None:
    """Put the search page into the folder, as it is, without a worker, and with an index that is not there."""
    (folder / "search.html").write_text(MARKUP)
    (folder / "plain.html").write_text(MARKUP.replace(' data-worker="search-worker.js"', ""))
    (folder / "lost.html").write_text(MARKUP.replace('"small/"', '"lost/"'))


@pytest.mark.usefixtures("pages")
@pytest.mark.parametrize("address", ["/search.html", "/plain.html"])
def test_results_appear_while_typing(page: Page, address: str) -> None:
    """Rows, marks, count and address follow what is typed, with and without a worker."""
    page.goto(address)
    page.locator("#q").press_sequentially("peace ho")
    link = page.locator("[data-results] a").first
    expect(link).to_have_attribute("href", "venue/peace-hotel.html")
    expect(link.locator("mark")).to_have_text(["Peace", "Ho"])
    expect(page.locator("[data-results] li").first).to_contain_text("和平饭店")
    expect(page.locator("[data-status]")).to_have_text("1 place")
    assert page.url.endswith("?q=peace+ho")


@pytest.mark.usefixtures("pages")
def test_an_address_restores_the_whole_state(page: Page) -> None:
    """A shared link shows the same words, filters and places; Back undoes a choice."""
    page.goto("/search.html?q=museum&district=huangpu&tag=wheelchair")
    expect(page.locator("[data-results] a")).to_have_count(1)
    expect(page.locator("#q")).to_have_value("museum")
    expect(page.locator("select[name=district]")).to_have_value("huangpu")
    expect(page.locator("[data-tag=wheelchair]")).to_have_attribute("aria-pressed", "true")
    page.locator("select[name=district]").select_option("")
    expect(page.locator("[data-status]")).to_have_text("2 places")
    page.go_back()
    expect(page.locator("[data-status]")).to_have_text("1 place")
    expect(page.locator("select[name=district]")).to_have_value("huangpu")


@pytest.mark.usefixtures("pages")
def test_filters_alone_list_places_and_nothing_lists_none(page: Page) -> None:
    """A pressed filter answers without words; released, the list is empty again; no match is said."""
    page.goto("/search.html")
    page.locator("[data-tag=visa]").click()
    expect(page.locator("[data-status]")).to_have_text("2 places")
    page.locator("[data-tag=visa]").click()
    expect(page.locator("[data-results] li")).to_have_count(0)
    page.locator("#q").fill("zzzzzz")
    expect(page.locator("[data-status]")).to_have_text("No places found.")


@pytest.mark.usefixtures("pages")
def test_arrows_walk_the_results(page: Page) -> None:
    """Down goes from the box to the first link and on, up comes back."""
    page.goto("/search.html?q=museum")
    links = page.locator("[data-results] a")
    expect(links).to_have_count(3)
    page.locator("#q").press("ArrowDown")
    expect(links.nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(links.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator("#q")).to_be_focused()


@pytest.mark.usefixtures("pages")
def test_markup_typed_or_named_is_text(page: Page) -> None:
    """Nothing typed becomes markup, and it comes back in the box as it was."""
    page.goto("/search.html?q=%3Cimg%20src%3Dx%3E%20hotel")
    expect(page.locator("[data-results] li").first).to_be_visible()
    expect(page.locator("#q")).to_have_value("<img src=x> hotel")
    assert page.locator("img").count() == 0


@pytest.mark.usefixtures("pages")
def test_an_index_that_is_not_there_is_said(page: Page) -> None:
    """A failure is told in the page's words, and the form still works without the script."""
    page.goto("/lost.html?q=museum")
    expect(page.locator("[data-status]")).to_have_text("Search is not available.")
