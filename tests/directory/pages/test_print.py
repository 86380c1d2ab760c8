"""The page where staff choose a sign: what it offers is what can be made, in words for every choice."""

from __future__ import annotations

import json
import re

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.localisation.edition import Edition, Site
from directory.model import Dataset
from directory.pages import print_page
from directory.pages.press import press
from directory.pages.venue import venue_page
from directory.signage.ask import Ask
from directory.signage.kinds import SIGN_KINDS
from directory.signage.stock import CLOSED, READY, Size, Stock, ready, ready_file
from directory.vocabulary import ARROWS, BOARDS
from signs.designs import DESIGNS
from signs.order import BOARD, MOST_NAME, Order, name, parse
from signs.pdf.finish import FINISHES
from signs.stock import stock
from signs.text.braille_dots import PROFILES
from tests.directory.localisation.builders import catalogue, claim, dataset, site, venue

ALL = stock([("poster", "a4")])


def edition(tag: str = "en", **settings: object) -> Edition:
    """An edition of a city of one venue."""
    return site(dataset(venue("a", claim("wheelchair")), **settings)).edition(tag)  # type: ignore[arg-type]


def html(made: Edition, offered: Stock = ALL) -> str:
    """The page of an edition."""
    return print_page.page(press(made), offered).make().decode()


def values(page: str, field: str) -> list[str]:
    """The values that a field of the form offers."""
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    inputs = [one.get("value", "") for one in tree.iter("input") if one.get("name") == field]
    options = [
        o.get("value", "") for one in tree.iter("select") if one.get("name") == field for o in one.iter("option")
    ]
    return inputs + options


def test_every_kind_and_choice_of_a_sign_is_offered_and_nothing_else() -> None:
    """Kinds, boards, languages, arrows, finishes and profiles are those of the signs themselves."""
    page = html(edition())
    assert set(values(page, "kind")) == {kind for kind, _ in DESIGNS} == {*SIGN_KINDS, "talk"}
    assert values(page, "board") == list(BOARDS)
    assert values(page, "language") == ["zh-Hans", "en", "ar"]
    assert values(page, "arrow") == ["", *ARROWS]
    assert values(page, "finish") == list(FINISHES)
    assert values(page, "braille") == ["", *PROFILES]


def test_each_choice_has_words() -> None:
    """No key of the vocabulary stands without its words on the page."""
    assert set(print_page.WAYS) == set(ARROWS)
    assert set(print_page.FINISHES) == set(FINISHES)
    assert set(print_page.PROFILES) == set(PROFILES)
    made = edition(languages=["zh-Hans", "en", "ar"])
    for kind in print_page.sign_kinds(made, ALL):
        assert kind.label
        assert kind.purpose
        assert len(kind.sizes) == len(ALL.sizes[kind.key]) > 0


def test_what_the_script_is_told() -> None:
    """Sizes are the designs', the languages the city's with the local one first, and pictures only those there are."""
    told = json.loads(print_page.data(edition(sign_languages=["en", "zh-Hans"]), ALL))
    assert {(kind, one[0]) for kind, found in told["sizes"].items() for one in found} == set(DESIGNS)
    assert all(
        len(one) == 5 and (one[4] > 0) == (kind != "talk") for kind, found in told["sizes"].items() for one in found
    )
    assert told["usual"] == ["zh-Hans", "en"]
    assert told["examples"] == ["poster-a4"]
    assert told["longest"] == MOST_NAME


@given(st.sampled_from(["</script><script>", "<!--", "&amp;", '"', "\\"]))
def test_words_for_the_script_are_inert(payload: str) -> None:
    """A translation cannot leave the block of words, and reads back as it was."""
    made = site(dataset(venue("a")), en=catalogue("en", {"Ready to print.": payload})).edition("en")
    block = re.search(r'<script type="application/json" data-words>(.*?)</script>', html(made), re.DOTALL)
    assert block
    assert not set(block[1]) & set("<>&")
    assert json.loads(block[1])["ready"] == payload


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (Size("a4", 210, 297, 1), "A4 · 210 × 297 mm"),
        (Size("a4-tall", 210, 297, 1), "A4 · 210 × 297 mm"),
        (Size("round-100", 100, 100, 1, round=True), "⌀ 100 mm"),
        (Size("square-150", 150, 150, 1), "150 × 150 mm"),
        (Size("ax", 10.5, 20, 1), "10.5 × 20 mm"),
    ],
)
def test_a_size_in_words(size: Size, words: str) -> None:
    """Paper and millimetres, isolated so that a page from the right does not turn them around."""
    assert print_page.words(size) == f"\u2066{words}\u2069"


def test_no_two_sizes_of_a_kind_read_alike() -> None:
    """Whoever chooses can tell the sizes of a kind apart."""
    for sizes in ALL.sizes.values():
        assert len({print_page.words(one) for one in sizes}) == len(sizes)


def test_without_a_script_it_leads_to_the_places() -> None:
    """The form waits for its script; the kinds, the districts and the kinds of place stand there as they are."""
    page = html(edition())
    assert re.search(r'<form class="maker"[^>]* hidden', page)
    assert 'href="kind/museum.html"' in page
    assert "data-plain hidden" not in page
    assert not re.search(r"<script(?![^>]*(src=|application/json))", page)
    assert not re.findall(r"<[a-z][^>]*\son[a-z]+=", page)


@pytest.mark.parametrize("report", [None, "mailto:x@city.example", "https://city.example/report"])
def test_who_to_ask_is_named_where_the_city_names_somebody(report: str | None) -> None:
    """The address for reports is where a missing sign is asked for; without one the words say who."""
    page = html(edition(report=report))
    assert ("data-ask" in page) == bool(report)
    assert page.count(f'href="{report}"') == (2 if report else 0)


# ---- the ready files


@pytest.mark.parametrize(("kind", "size"), [*READY, *CLOSED])
def test_a_ready_file_has_the_name_of_its_order(kind: str, size: str) -> None:
    """Pages, which know nothing of drawing, name files as `signs.order` does."""
    assert ready_file("a", kind, size) == name(Order("a", Ask(kind), size))
    assert (kind, size) in DESIGNS


def test_a_place_has_the_ready_signs_that_the_data_allow(load_small_city: Dataset) -> None:
    """A closed place has at most the notice of its closing; others the poster and the card, and what is known."""
    made = site(load_small_city)
    for one in load_small_city.venues.values():
        found = ready(made, one)
        assert set(found) <= set(CLOSED if one.closed else READY)
        assert one.closed or {("poster", "a4"), ("card", "a6")} <= set(found)
    plain, known = venue("a"), venue("b", claim("wheelchair"), number=1)
    two = site(dataset(plain, known))
    assert ("access", "a5") not in ready(two, plain)
    assert ("access", "a5") in ready(two, known)


def links(made: Site, venue_id: str) -> list[str]:
    """The addresses in the sign section of a venue's page."""
    found = made.edition("en")
    page = venue_page(press(found), found.venues[venue_id], ()).make().decode()
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    return [a.get("href", "") for one in tree.iter("section") if one.get("id") == "sign" for a in one.iter("a")]


def test_a_places_page_links_its_ready_files_and_the_rest() -> None:
    """Exactly the ready files, and the page where all others are chosen, with the place filled in."""
    one = venue("a", claim("wheelchair"))
    made = site(dataset(one))
    *files, other = links(made, "a")
    assert files == [f"../../signs/{ready_file('a', kind, size)}" for kind, size in ready(made, one)]
    assert other == "../print.html?venue=a"
    assert all(isinstance(parse(file.rpartition("/")[2], ["zh-Hans", "en"]), Order) for file in files)


def test_a_place_with_languages_of_its_own_says_so() -> None:
    """Where a place's signs speak other languages than the city's, the script is told: no file's name has them."""
    made = site(dataset(venue("a", sign_languages=None), venue("b", number=1)))
    own = made.dataset.venues["b"].model_copy(update={"sign_languages": ["ar"]})
    made.dataset.venues["b"] = own  # type: ignore[index]
    english = made.edition("en")
    pages = [venue_page(press(english), english.venues[key], ()).make().decode() for key in ("a", "b")]
    assert ["data-speaks" in page for page in pages] == [False, True]
    assert 'data-speaks="zh-Hans ar"' in pages[1]


def test_boards_are_ordered_by_their_keys() -> None:
    """A board's name in the form makes an order that is understood."""
    for key in BOARDS:
        order = Order(f"{BOARD}{key}", Ask("talk", ("zh-Hans", "en")))
        assert parse(name(order), ["zh-Hans", "en"]) == order
