"""Staff choose a sign on a phone: from the name of their place to the file, with a print server and without."""

from __future__ import annotations

import itertools
import re
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote, urljoin

import pytest
from playwright.sync_api import Page, expect

from directory.commands import hosting
from directory.localisation.edition import Site
from directory.signage.ask import Ask
from directory.signage.kinds import possible
from directory.signage.stock import READY
from signs.designs import DESIGNS, sizes
from signs.order import Order, name, parse
from signs.pdf.finish import FINISHES
from tests.browser.conftest import Open, Watch
from tests.browser.templates import LANGUAGES, MOSQUE, MUSEUM, STATION
from tests.browser.test_axe import violations
from tests.browser.test_layout import misfits
from tests.conftest import AS_OF
from tests.serving import serving
from tests.site.building import SHIPPED

TAGS = ("zh-Hans", "zh-Hant", "en", "ja", "ko", "fr", "de", "es", "ru", "ar", "id", "th")
LOADED = "e => e.complete && e.naturalWidth > 0"
ASKED = "e => new URL(e.src).pathname.split('/').slice(-2).join('/')"


@pytest.fixture(scope="module")
def printer(shipped: Path) -> Iterator[str]:
    """The address of the shipped site with its print server."""
    with serving(shipped, hosting.print_server(SHIPPED, AS_OF)) as address:
        yield address


Staff = Callable[..., Page]


@pytest.fixture
def staff(visit: Open, printer: str) -> Staff:
    """Opens the page of a language where the signs are made on request."""

    def opened(slug: str = "en", query: str = "", **settings: object) -> Page:
        page = visit(f"{printer}{slug}/print.html{query}", **settings)
        page.set_default_timeout(20_000)
        return page

    return opened


def pick(page: Page, words: str, venue: str = "", box: str = "place") -> None:
    """Type into a box and take the place of that name."""
    page.locator(f"#{box}").fill(words)
    hits = page.locator(f"[data-finder={box}] [data-hits] button")
    (hits.filter(has_text=venue) if venue else hits).first.click()


def kind(page: Page, key: str) -> None:
    """Choose a kind of sign by touching its words."""
    page.locator(f".pick:has(input[value={key}])").click()


def file_of(page: Page) -> str:
    """The file that is offered for download, once it is."""
    link = page.locator("[data-download]")
    expect(link).to_be_visible(timeout=20_000)
    return str(link.get_attribute("href")).removeprefix("../signs/")


def fetched(page: Page) -> bytes:
    """What the download link gives."""
    with urllib.request.urlopen(urljoin(page.url, f"../signs/{file_of(page)}")) as answer:
        data: bytes = answer.read()
    return data


# ---- the whole way


@pytest.mark.parametrize("slug", ["zh-hans", "en", "ar", "th"])
def test_from_the_name_of_a_place_to_its_sign(staff: Staff, slug: str) -> None:
    """Name, kind, size, languages: the picture is the chosen sign's, and so is the file."""
    page = staff(slug)
    expect(page.locator("[data-outcome]")).not_to_be_empty()
    expect(page.locator("[data-download]")).to_be_hidden()
    pick(page, "上海博物馆")
    expect(page.locator("[data-chosen]")).to_contain_text("上海博物馆")
    assert file_of(page) == f"{MUSEUM}.pdf"
    kind(page, "card")
    page.locator("#size").select_option("a5")
    page.locator(".pick:has(input[value=fr])").click()
    expected = f"{MUSEUM}.card-a5.zh-hans+en+fr+ar.pdf"
    expect(page.locator("[data-file]")).to_have_text(expected)
    expect(page.locator("[data-download]")).to_have_attribute("href", f"../signs/{expected}")
    picture = page.locator("[data-picture]")
    expect(picture).to_be_visible()
    page.wait_for_function(f"() => ({LOADED})(document.querySelector('[data-picture]'))")
    assert picture.evaluate(ASKED) == f"signs/{expected.removesuffix('.pdf')}.png"
    assert fetched(page).startswith(b"%PDF-")
    assert page.url.endswith(f"/{slug}/print.html?venue={MUSEUM}")


def test_by_keyboard_alone(staff: Staff) -> None:
    """Enter takes the first hit, arrows choose the kind, Space a language, Tab reaches the download."""
    page = staff()
    page.locator("#place").focus()
    page.keyboard.type("小桃园清真寺")
    expect(page.locator("[data-hits] button").first).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("[data-change]")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("input[value=poster]")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator("input[value=card]")).to_be_checked()
    page.keyboard.press("Tab")
    expect(page.locator("#size")).to_be_focused()
    page.locator("input[value=ar]").focus()
    page.keyboard.press("Space")
    expect(page.locator("input[value=ar]")).not_to_be_checked()
    assert file_of(page) == f"{MOSQUE}.card-a6.zh-hans+en.pdf"
    for _ in range(6):
        page.keyboard.press("Tab")
        if page.evaluate("() => document.activeElement.matches('[data-download]')"):
            return
    raise AssertionError("Tab does not reach the download")


def test_a_places_own_page_leads_here_with_the_place_filled_in(visit: Open, printer: str) -> None:
    """The link in the sign section; the focus stays at the top, as on every page that opens."""
    page = visit(f"{printer}en/venue/{MUSEUM}.html")
    page.locator("#sign a[href*='print.html']").click()
    expect(page.locator("[data-chosen]")).to_contain_text("Shanghai Museum")
    assert page.evaluate("() => document.activeElement === document.body")
    page.locator("[data-change]").click()
    expect(page.locator("#place")).to_be_focused()
    expect(page.locator("[data-download]")).to_be_hidden()


@pytest.mark.parametrize("wrong", ["../../index", "no such", "<img src=x onerror=alert(1)>"])
def test_an_address_that_names_no_place(staff: Staff, wrong: str) -> None:
    """A wrong id is told, asks nobody anything and never becomes markup."""
    page = staff(query=f"?venue={quote(wrong)}")
    expect(page.locator("[data-finder=place] [data-found]")).to_have_text("There is no such place.")
    expect(page.locator("main img[src=x]")).to_have_count(0)
    expect(page.locator("#place")).to_be_visible()


# ---- what only some kinds ask for


def test_a_kind_of_which_nothing_is_known_cannot_be_chosen(staff: Staff) -> None:
    """The museum says nothing about halal food: the choice says so; another place opens it again."""
    page = staff(query=f"?venue={MUSEUM}")
    expect(page.locator("[data-chosen]")).to_be_visible()
    expect(page.locator("input[value=halal]")).to_be_disabled()
    expect(page.locator(".pick:has(input[value=halal])")).to_contain_text("nothing recent is known for it")
    expect(page.locator("input[value=access]")).to_be_enabled()
    page.locator("[data-change]").click()
    expect(page.locator("input[value=halal]")).to_be_enabled()


def test_an_arrow_on_the_sign_of_an_entrance(staff: Staff) -> None:
    """Only the sign of an entrance asks for an arrow."""
    page = staff(query=f"?venue={MUSEUM}")
    expect(page.locator("#arrow")).to_be_hidden()
    kind(page, "access")
    page.locator("#arrow").select_option("back-left")
    page.locator("#size").select_option("a3")
    expect(page.locator("[data-file]")).to_have_text(f"{MUSEUM}.access-a3.arrow=back-left.pdf")
    assert fetched(page).startswith(b"%PDF-")


def test_a_direction_sign(staff: Staff) -> None:
    """Destinations are found by name, each has its direction, and can be taken off again."""
    page = staff(query=f"?venue={MUSEUM}")
    kind(page, "direction")
    expect(page.locator("[data-outcome]")).to_have_text("Add a place that the sign leads to.")
    pick(page, "人民广场", "People's Square", "destination")
    pick(page, "小桃园清真寺", box="destination")
    rows = page.locator("[data-toward] li")
    expect(rows).to_have_count(2)
    rows.nth(1).locator("select").select_option("left")
    first = str(page.locator("[data-file]").text_content())
    order = parse(first, TAGS)
    assert isinstance(order, Order)
    assert order.ask.toward[1] == f"{MOSQUE}:left"
    assert order.ask.toward[0].endswith(":ahead")
    assert fetched(page).startswith(b"%PDF-")
    rows.nth(0).locator("button").click()
    expect(rows).to_have_count(1)
    expect(page.locator("[data-file]")).to_have_text(f"{MUSEUM}.direction-a3.to={MOSQUE}=left.pdf")


def test_too_many_destinations_are_told_before_anything_is_asked(staff: Staff) -> None:
    """A name longer than a file's may be is no sign: the page says to make two."""
    page = staff(query=f"?venue={MUSEUM}")
    kind(page, "direction")
    for _ in range(8):
        pick(page, "上海博物馆", box="destination")
    expect(page.locator("[data-outcome]")).to_have_text("Too many places for one sign. Make two.")
    expect(page.locator("[data-download]")).to_be_hidden()


def test_a_board_needs_no_place_and_has_two_languages(staff: Staff) -> None:
    """Another language takes the place of the first; the board is chosen by where it is used."""
    page = staff()
    kind(page, "talk")
    expect(page.locator("#place")).to_be_hidden()
    page.locator("#board").select_option("taxi")
    page.locator(".pick:has(input[value=ja])").click()
    assert page.locator("input[name=language]:checked").evaluate_all("all => all.map(e => e.value)") == [
        "zh-Hans",
        "ja",
    ]
    expect(page.locator("[data-file]")).to_have_text("board-taxi.talk-a4.zh-hans+ja.pdf")
    page.locator("#size").select_option("a5")
    expect(page.locator("[data-file]")).to_have_text("board-taxi.talk-a5.zh-hans+ja.pdf")
    assert fetched(page).startswith(b"%PDF-")
    page.locator(".pick:has(input[value=ja])").click()
    expect(page.locator("[data-outcome]")).to_have_text("Choose one other language: this board has two.")
    kind(page, "poster")
    expect(page.locator("input[name=language]:checked")).to_have_count(3)


def test_two_to_six_languages(staff: Staff) -> None:
    """One language, or seven, is told; the local one cannot be taken off."""
    page = staff(query=f"?venue={MUSEUM}")
    expect(page.locator("input[value=zh-Hans]")).to_be_disabled()
    for tag in ("en", "ar"):
        page.locator(f".pick:has(input[value={tag}])").click()
    expect(page.locator("[data-outcome]")).to_have_text("Choose 2 to 6 languages.")
    for tag in ("ja", "ko", "fr", "de", "es", "ru"):
        page.locator(f".pick:has(input[value={tag}])").click()
    expect(page.locator("[data-outcome]")).to_have_text("Choose 2 to 6 languages.")
    expect(page.locator("[data-download]")).to_be_hidden()


def test_a_sign_that_cannot_be_made_says_why(staff: Staff, watch: Watch, site: Site) -> None:
    """A place that promises nothing has no such sign: the reason stands there, as text; who to ask is offered."""
    mute = next(one.id for one in site.living if not possible(site, one, "promises"))
    page = staff(query=f"?venue={mute}")
    expect(page.locator("[data-chosen]")).to_be_visible()
    kind(page, "promises")
    expect(page.locator("[data-reason]")).to_contain_text("sign-nothing", timeout=20_000)
    expect(page.locator("[data-download]")).to_be_hidden()
    expect(page.locator("[data-ask]")).to_have_attribute("href", re.compile(rf"subject={mute}\.promises-a4\.pdf$"))
    kind(page, "poster")
    assert file_of(page) == f"{mute}.pdf"
    expect(page.locator("[data-reason]")).to_be_hidden()
    watch.complaints[:] = [one for one in watch.complaints if "404" not in one]


# ---- a static host


def test_without_a_print_server_the_nearest_ready_file_is_named(visit: Open, watch: Watch) -> None:
    """Ready files are linked; for others the nearest is named and who to ask; the host is asked once."""
    page = visit(f"en/print.html?venue={MUSEUM}")
    assert file_of(page) == f"{MUSEUM}.pdf"
    expect(page.locator("[data-outcome]")).to_have_text("Ready to print.")
    assert page.locator("[data-picture]").evaluate(ASKED) == "examples/poster-a4.png"
    expect(page.locator("[data-caption]")).to_have_text("Example: the sign of another place.")
    assert fetched(page).startswith(b"%PDF-")
    kind(page, "card")
    assert file_of(page) == f"{MUSEUM}.card-a6.pdf"
    expect(page.locator("[data-ask]")).to_be_hidden()
    page.locator("#size").select_option("a5")
    expect(page.locator("[data-outcome]")).to_contain_text("cannot make it on request")
    assert file_of(page) == f"{MUSEUM}.card-a6.pdf"
    expect(page.locator("[data-download]")).to_contain_text("Counter card")
    expect(page.locator("[data-ask]")).to_have_attribute("href", re.compile(r"^mailto:.*card-a5\.pdf$"))
    kind(page, "tent")
    assert file_of(page) == f"{MUSEUM}.pdf"
    kind(page, "talk")
    assert file_of(page) == "board-hotel.talk-a4.zh-hans+en.pdf"
    assert fetched(page).startswith(b"%PDF-")
    asked = [one for one in watch.complaints if "404" in one]
    assert len(asked) == len(watch.complaints) == 1
    watch.complaints.clear()


@pytest.mark.parametrize("slug", LANGUAGES)
def test_without_a_script_it_tells_what_there_is_and_leads_to_the_places(visit: Open, slug: str) -> None:
    """No control that does nothing: kinds, advice, lists; a place's page has its ready files."""
    page = visit(f"{slug}/print.html", java_script_enabled=False)
    expect(page.locator("form.maker")).to_be_hidden()
    expect(page.locator("#signs-title")).to_be_visible()
    expect(page.locator("#advice")).to_be_visible()
    page.locator("a[href='kind/museum.html']").click()
    page.locator(f"a[href$='venue/{MUSEUM}.html']").click()
    files = page.locator("#sign a[href$='.pdf']")
    expect(files).to_have_count(3)
    for link in files.all():
        with urllib.request.urlopen(urljoin(page.url, str(link.get_attribute("href")))) as answer:
            assert answer.read(5) == b"%PDF-"


@pytest.mark.parametrize("slug", ["zh-hans", "en", "ar"])
def test_the_page_in_use_breaks_no_rule(staff: Staff, slug: str) -> None:
    """axe finds nothing, and nothing sticks out, with a place, destinations, more choices and hits on the screen."""
    page = staff(slug, query=f"?venue={STATION}", bypass_csp=True)
    kind(page, "direction")
    pick(page, "小桃园清真寺", box="destination")
    page.locator(".more summary").click()
    page.locator("#destination").fill("上海")
    expect(page.locator("[data-finder=destination] [data-hits] button").first).to_be_visible()
    expect(page.locator("[data-picture]")).to_be_visible()
    assert misfits(page) == []
    for width, scheme in ((360, "light"), (1280, "dark")):
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        assert violations(page) == []


# ---- one grammar


def orders() -> Iterator[Order]:
    """Every kind in every size with every other choice, each combination once."""
    places = ((), ("the-bund:left",), ("the-bund:ahead-right", "yu-garden"))
    choices = itertools.product(
        DESIGNS, ((), ("zh-Hans", "en"), TAGS[:6]), ("", "back-left"), (None, 0, 359), places, (False, True), FINISHES
    )
    for (sign, size), languages, arrow, facing, toward, large, finish in choices:
        for braille in ("", "marburg", "ada") if large else ("",):
            yield Order("a-1", Ask(sign, languages, arrow, toward, facing), size, finish, large, braille)


def test_the_script_names_files_as_python_does(visit: Open) -> None:
    """In every combination the name is the same, and so is read back."""
    page = visit("en/print.html")
    script = page.locator("script[src*='print-page']").get_attribute("src")
    every = list(orders())
    given = [
        {"venue": o.venue, "kind": o.kind, "size": o.size, "languages": o.ask.languages, "arrow": o.ask.arrow,
         "facing": o.ask.facing, "toward": o.ask.toward, "large": o.large, "braille": o.braille, "finish": o.finish}
        for o in every
    ]  # fmt: skip
    naming = "async ([at, all]) => all.map((await import(new URL(at, document.baseURI).href)).nameOf)"
    named = page.evaluate(naming, [script, given])
    assert named == [name(order) for order in every]
    assert len(every) > 10_000
    assert all(parse(text, TAGS) == order for text, order in zip(named[::97], every[::97], strict=True))


def test_the_usual_size_comes_first(visit: Open, watch: Watch) -> None:
    """The sizes of a kind stand in the order of its designs; the one that is ready is chosen, else the first."""
    page = visit("en/print.html")
    for key in dict.fromkeys(sign for sign, _ in DESIGNS):
        kind(page, key)
        assert tuple(page.locator("#size option").evaluate_all("all => all.map(e => e.value)")) == sizes(key)
        expect(page.locator("#size")).to_have_value(dict(READY).get(key, sizes(key)[0]))
    page.wait_for_load_state("networkidle")
    watch.complaints.clear()  # of the board, the only one that needs no place, a host without a print server was asked
