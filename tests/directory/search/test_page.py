"""The search page in a browser: typing, filters, address, keys, marks; under the site's policy, with and
without a worker.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

MARKUP = """<!doctype html><html lang="en"><title>Search</title><body>
<form class="search" role="search" data-forget="Forget"
 action="search.html" method="get" data-search data-index="small/" data-language="en"
 data-engine="search-engine.js" data-shown="search-shown.js" data-worker="search-worker.js" data-venue-base="venue/">
<label for="q">Search</label> <input id="q" name="q" type="search" autocomplete="off"></form>
<ul data-filters><li><button type="button" aria-pressed="false" data-tag="wheelchair">Step-free</button></li>
<li><button type="button" aria-pressed="false" data-tag="visa">Visa <span class="count">3</span></button></li></ul>
<select name="district"><option value="">All</option><option value="huangpu">Huangpu</option>
<option value="xuhui">Xuhui</option></select>
<select name="kind"><option value="">All</option><option value="hotel">Hotel</option></select>
<button type="button" data-wider hidden data-without="Without {words}" data-all="Without filters"></button>
<button type="button" data-nearest aria-pressed="false" hidden data-unknown="Position not known">Nearest</button>
<p data-status role="status" data-lost="Some are missing." data-none="No places found." data-count-one="{count} place"
 data-count-other="{count} places" data-failed="Search is not available."></p>
<ol data-results></ol>
<template data-row><li><a data-link><span data-name></span> <span data-name-zh lang="zh-Hans"></span></a>
<span data-kind></span> <span data-district></span> <i data-away></i> <b data-closed>Closed</b></li></template>
<script type="application/json" data-labels>{"kinds":{"hotel":"Hotel","museum":"Museum"},
"districts":{"huangpu":"Huangpu"}}</script>
<script type="module" src="search-page.js"></script>"""


HEADER = """<!doctype html><html lang="en"><title>Another page</title><body>
<form action="search.html" data-box="search-page.js"><input id="find" name="q" type="search" aria-label="Search"></form>
<script type="module" src="search-page.js"></script>"""


@pytest.fixture(scope="session")
def pages(folder: Path) -> None:
    """Put the search page into the folder, as it is, without a worker, and with an index that is not there."""
    (folder / "search.html").write_text(MARKUP)
    (folder / "plain.html").write_text(MARKUP.replace(' data-worker="search-worker.js"', ""))
    (folder / "unmarked.html").write_text(MARKUP.replace("search-shown.js", "lost.js"))
    (folder / "lost.html").write_text(MARKUP.replace('"small/"', '"lost/"'))
    (folder / "large.html").write_text(MARKUP.replace('"small/"', '"large/"'))
    (folder / "untagged").mkdir()
    for name in ("core.en.bin", "where.bin"):
        shutil.copy(folder / "small" / name, folder / "untagged")
    (folder / "untagged.html").write_text(MARKUP.replace('"small/"', '"untagged/"'))
    (folder / "other.html").write_text(HEADER)


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
def test_without_the_script_that_marks_there_are_answers(page: Page) -> None:
    """A file of its own has what is shown beside the rows: lost, it takes marks and the wider question, no more."""
    page.goto("/unmarked.html")
    page.locator("#q").press_sequentially("peace ho")
    expect(page.locator("[data-results] a").first).to_have_attribute("href", "venue/peace-hotel.html")
    expect(page.locator("[data-results] mark")).to_have_count(0)
    page.locator("#q").fill("xyzzy plugh")
    expect(page.locator("[data-status]")).to_have_text("No places found.")
    expect(page.locator("[data-wider]")).to_be_hidden()


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


@pytest.mark.usefixtures("pages")
def test_the_box_of_another_page_suggests_places(page: Page) -> None:
    """A combobox: options while typing, arrows name the active one, Enter opens it, Escape closes the list."""
    page.goto("/other.html")
    box, options = page.locator("#find"), page.get_by_role("option")
    box.press_sequentially("museum")
    expect(options).to_have_count(3)
    expect(options.first.locator("mark")).to_have_text("Museum")
    expect(box).to_have_attribute("aria-expanded", "true")
    assert page.get_by_role("combobox").get_attribute("aria-controls") == page.get_by_role("listbox").get_attribute(
        "id"
    )
    box.press("ArrowDown")
    chosen = box.get_attribute("aria-activedescendant")
    assert chosen == options.first.get_attribute("id")
    expect(options.first).to_have_attribute("aria-selected", "true")
    box.press("ArrowUp")
    assert box.get_attribute("aria-activedescendant") is None
    box.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")
    box.press_sequentially(" ")
    expect(options).to_have_count(3)
    box.press("ArrowUp")
    with page.expect_navigation(url="**/venue/*.html"):
        box.press("Enter")


@pytest.mark.usefixtures("pages")
def test_recent_searches_stay_on_the_device_and_can_be_forgotten(page: Page) -> None:
    """What was searched is offered in the empty box, newest first, and no longer once it is forgotten."""
    page.goto("/search.html")
    box, options = page.locator("#q"), page.get_by_role("listbox").get_by_role("option")
    for words in ("museum", "peace hotel"):
        box.fill(words)
        box.press("Enter")
    box.fill("")
    expect(options).to_have_text(["peace hotel", "museum", "Forget"])
    box.press("ArrowDown")
    box.press("ArrowDown")
    box.press("Enter")
    expect(box).to_have_value("museum")
    expect(page.locator("[data-results] a")).to_have_count(3)
    box.fill("")
    options.last.click()
    assert page.evaluate("localStorage.length") == 0


@pytest.mark.usefixtures("pages")
def test_an_empty_answer_offers_the_nearest_wider_question(page: Page) -> None:
    """A filter that leaves nothing is offered to be dropped, with what would be found then."""
    page.goto("/search.html?q=heping&district=xuhui")
    expect(page.locator("[data-status]")).to_have_text("No places found.")
    offer = page.locator("[data-wider]")
    expect(offer).to_have_text("Without xuhui (1)")
    offer.click()
    expect(page.locator("[data-results] a")).to_have_count(1)
    expect(page.locator("select[name=district]")).to_have_value("")
    assert "district" not in page.url
    expect(offer).to_be_hidden()


@pytest.mark.usefixtures("pages")
def test_filters_tell_how_many_places_they_would_leave(page: Page) -> None:
    """Counts follow the words; without words they are the city's."""
    page.goto("/search.html")
    visa = page.locator("[data-tag=visa] .count")
    expect(visa).to_have_text("3")
    page.locator("#q").fill("museum")
    expect(visa).to_have_text("1")
    expect(page.locator("select[name=district] option")).to_have_text(["All", "Huangpu (1)", "Xuhui (1)"])
    page.locator("#q").fill("")
    expect(visa).to_have_text("3")


@pytest.mark.usefixtures("pages")
def test_a_shared_position_sorts_by_nearness_and_stays_out_of_the_address(page: Page) -> None:
    """Nearest first, with distances; pressed again, as before."""
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation({"latitude": 31.2, "longitude": 121.5})
    page.goto("/large.html?kind=hotel")
    rows = page.locator("[data-results] li")
    expect(rows.first).to_be_visible()
    page.locator("[data-nearest]").click()
    expect(rows.first.locator("[data-away]")).to_contain_text("km")
    assert "31.2" not in page.url
    away = [float(text.split()[0]) for text in page.locator("[data-away]").all_inner_texts() if text]
    assert away[0] < away[-1]
    page.locator("[data-nearest]").click()
    expect(page.locator("[data-nearest]")).to_have_attribute("aria-pressed", "false")


@pytest.mark.usefixtures("pages")
def test_a_lost_file_is_told_beside_what_was_found(page: Page) -> None:
    """Without the file of tags names are still found, and the page says that something is missing."""
    page.goto("/untagged.html?q=museum")
    expect(page.locator("[data-results] a")).to_have_count(3)
    expect(page.locator("[data-status]")).to_have_text("3 places Some are missing.")


@pytest.mark.usefixtures("pages")
def test_a_place_that_closed_for_good_says_so(page: Page) -> None:
    """Found by its name, marked as closed; the others are not."""
    page.goto("/search.html?q=music+hall")
    expect(page.locator("[data-results] li").first.locator("[data-closed]")).to_have_text("Closed")
    page.locator("#q").fill("peace hotel")
    expect(page.locator("[data-status]")).to_have_text("1 place")
    expect(page.locator("[data-closed]")).to_have_count(0)
