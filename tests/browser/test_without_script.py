"""The site without JavaScript, and from a disk: nothing is lost but comfort."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import expect

from directory.localisation.edition import Site
from directory.signage.ask import Ask
from directory.signage.content import SignContent, revision
from directory.signage.kinds import RECORDS, asked_sign, venue_sign
from tests.browser.conftest import Open
from tests.browser.templates import CODE, LANGUAGES, MUSEUM, in_all_languages
from tests.conftest import AS_OF, SMALL_CITY
from tests.serving import serving
from tests.site.building import run
from tests.site.facts import Facts

FONT_PX = 40  # the driver reads the name from the front seat


@pytest.mark.parametrize("path", in_all_languages(("zh-hans", "en", "ar")))
def test_each_page_shows_its_heading_and_ways_on(visit: Open, path: str) -> None:
    """Without a script every page has its heading and links, and no control that would do nothing."""
    page = visit(path, java_script_enabled=False)
    expect(page.locator("h1, #driver-to").locator("visible=true").first).to_be_visible()
    assert page.locator("a[href]").locator("visible=true").count() > 0
    assert page.locator("button:not([type=submit])").locator("visible=true").count() == 0


@pytest.mark.parametrize("slug", LANGUAGES)
def test_the_driver_card_opens_by_its_address(visit: Open, facts: Facts, slug: str) -> None:
    """The Chinese name and address stand large on a screen of their own; Close leads back to the actions."""
    page = visit(f"{slug}/venue/{MUSEUM}.html", java_script_enabled=False)
    expect(page.locator("#driver")).to_be_hidden()
    page.locator('a[href="#driver"]').click()
    name = page.locator("#driver-to")
    expect(name).to_be_in_viewport(ratio=1)
    expect(name).to_have_text(facts.venues[MUSEUM]["name"]["zh-Hans"])
    expect(name).to_have_attribute("lang", "zh-Hans")
    expect(page.locator("#driver")).to_contain_text(facts.venues[MUSEUM]["address"]["zh-Hans"])
    assert float(name.evaluate("e => parseFloat(getComputedStyle(e).fontSize)")) >= FONT_PX
    expect(page.locator("main")).to_be_hidden()
    page.locator('#driver a[href="#actions"]').click()
    expect(page.locator("#driver")).to_be_hidden()
    expect(page.locator("#actions")).to_be_visible()


def test_a_sign_in_hand_is_told_up_to_date_without_a_script(visit: Open, site: Site) -> None:
    """The fragment on a sign picks its line: each current revision says so, an unknown one gets the general text."""
    venue = site.dataset.venues[MUSEUM]
    signs = [asked_sign(site, venue, Ask(kind)) for kind in RECORDS]
    current = [revision(sign) for sign in signs if isinstance(sign, SignContent)]
    assert revision(venue_sign(site, venue)) in current
    assert len(current) > 1
    for now in current:
        page = visit(f"Q/{CODE}/#{now}", java_script_enabled=False)
        expect(page.locator(".current")).to_be_in_viewport(ratio=0.1)
        expect(page.locator(".current")).to_contain_text("Your sign is up to date.")
        expect(page.locator(".revision-none")).to_be_hidden()
    for fragment in ("#ZZZZ", ""):
        other = visit(f"Q/{CODE}/{fragment}", java_script_enabled=False)
        expect(other.locator(".current")).to_be_hidden()
        expect(other.locator(".revision-none")).to_be_visible()


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """The made-up city after two places became one and the museum got another number: its address, an old revision."""
    folder = tmp_path_factory.mktemp("changed")
    data = Path(shutil.copytree(SMALL_CITY, folder / "city"))
    for words in (("example-museum",), ("example-toilets",)):
        run("issue", *words, "--data", data, "--as-of", AS_OF.isoformat(), "--count", "1", "--place", "gate")
    (data / "venues" / "unplaced" / "example-toilets.toml").unlink()
    renamed = data / "redirects.csv"
    renamed.write_text(renamed.read_text("utf-8") + "example-toilets,example-museum\n", "utf-8")
    museum = data / "venues" / "alpha" / "example-museum.toml"
    museum.write_text(museum.read_text("utf-8").replace("示例博物馆", "示例新博物馆"), "utf-8")
    settings = ("site", "--data", data, "--out", folder / "site", "--as-of", AS_OF.isoformat(), "--no-signs")
    done = run(*settings, "--jobs", "1")
    assert done.returncode == 0, done.stderr
    with (data / "issued.csv").open(encoding="utf-8") as rows, serving(folder / "site") as address:
        museums, toilets = [row["revision"] for row in csv.DictReader(rows)]
        yield address, f"{museums} {toilets}"


def test_an_old_sign_is_told_what_changed_without_a_script(visit: Open, changed: tuple[str, str]) -> None:
    """An old revision has its own words, and neither of the others'; the current one is still current."""
    address, revisions = changed
    old = revisions.split()[0]
    page = visit(f"{address}Q/EX0015/#{old}", java_script_enabled=False)
    expect(page.locator(f'[id="{old}"]')).to_be_visible()
    expect(page.locator(f'[id="{old}"] [lang="en"]')).to_contain_text("Your sign is out of date.")
    expect(page.locator(f'[id="{old}"] [lang="en"] li')).to_have_text(["name"])
    expect(page.locator(".current")).to_be_hidden()
    expect(page.locator(".revision-none")).to_be_hidden()
    now = page.locator(".now").first.get_attribute("id")
    other = visit(f"{address}Q/EX0015/#{now}", java_script_enabled=False)
    expect(other.locator(".current")).to_be_visible()
    expect(other.locator(f'[id="{old}"]')).to_be_hidden()


def test_the_code_of_a_merged_place_leads_on_without_a_script(visit: Open, changed: tuple[str, str]) -> None:
    """Its sign is out of date, says so, and leads to the place of today; nothing there claims to be current."""
    address, revisions = changed
    old = revisions.split()[1]
    page = visit(f"{address}Q/EX006V/#{old}", java_script_enabled=False)
    expect(page.locator(f'[id="{old}"]')).to_be_visible()
    expect(page.locator(f'[id="{old}"] [lang="en"]')).to_contain_text("Your sign is out of date.")
    expect(page.locator(".revision-none")).to_be_hidden()
    expect(page.locator(".current, .now")).to_have_count(0)
    page.locator('a[hreflang="en"]').click()
    expect(page.locator("h1")).to_contain_text("Example Museum")


def test_the_page_of_a_code_offers_every_language_above_all(visit: Open) -> None:
    """The ways to the place are on the first screen of a phone, in each language, whatever the fragment."""
    for fragment in ("", "#ZZZZ"):
        page = visit(f"Q/{CODE}/{fragment}", java_script_enabled=False)
        for slug in LANGUAGES:
            expect(page.locator(f'a[href="../../{slug}/venue/{MUSEUM}.html"]')).to_be_in_viewport()


def test_the_readers_language_comes_first(visit: Open) -> None:
    """With a script the reader's own language moves up; nobody is sent anywhere."""
    for locale, tag in (("ar", "ar"), ("en-GB", "en"), ("zh-CN", "zh-Hans"), ("fi", "zh-Hans")):
        page = visit(f"Q/{CODE}/index.html", locale=locale)
        expect(page.locator("[data-languages] > li").first).to_have_attribute("lang", tag)
        assert page.url.endswith(f"/Q/{CODE}/index.html")


def test_search_without_a_script_leads_to_the_lists(visit: Open) -> None:
    """The form still submits, and the page it leads to lists districts and kinds."""
    page = visit("en/index.html", java_script_enabled=False)
    page.locator("#q").fill("museum")
    page.locator("button[type=submit]").click()
    page.wait_for_url("**/en/search.html?q=museum")
    expect(page.locator('a[href="kind/museum.html"]')).to_be_visible()


@pytest.mark.parametrize("path", ["index.html", "en/index.html", "ar/door/halal.html", f"en/venue/{MUSEUM}.html"])
def test_pages_open_from_a_disk_with_their_style(visit: Open, shipped: Path, path: str, watch: object) -> None:
    """A page opened as a file has its style, and its links lead to files."""
    page = visit((shipped / path).as_uri(), java_script_enabled=False)
    expect(page.locator("h1")).to_be_visible()
    assert page.evaluate("() => getComputedStyle(document.querySelector('main')).display") == "grid"
    links = page.locator("main a[href]").evaluate_all("all => all.map(a => a.href).filter(h => h.startsWith('file:'))")
    assert links
    assert all(Path(unquote(urlsplit(link).path)).exists() for link in links)
