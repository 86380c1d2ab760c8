"""What an ordered sign says, with the revision of all that a sign of its kind says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from directory.localisation.edition import Site
from directory.problem import Problem
from directory.signage.ask import Ask
from directory.signage.content import revision
from directory.vocabulary import BOARDS
from signs.designs import DESIGNS
from signs.order import BOARD, Order
from signs.says import Said, designed, record, said
from tests.directory.localisation.builders import claim, dataset, site, venue

SEVEN = ("zh-Hans", "en", "ar", "fr", "de", "es", "ja")
FACTS = ("wheelchair", "toilets", "luggage", "baby_care", "atm")


def city(*facts: str, languages: tuple[str, ...] = SEVEN) -> Site:
    """A city of one place, with more languages than a sign can speak."""
    one = venue("a", *map(claim, facts), name={"zh-Hans": "馆", "en": "Hall"})
    return site(dataset(one, languages=languages, sign_languages=languages[:3]))


def spoken(made: Site, order: Order) -> Said:
    """What a sign says that can be made."""
    found = said(made, order)
    assert isinstance(found, Said), found
    return found


@pytest.mark.parametrize(("kind", "size"), [key for key in DESIGNS if key[0] in ("poster", "card", "tent", "decal")])
def test_one_revision_in_every_size_and_form(kind: str, size: str) -> None:
    """A sticker that says nothing of the facts grows old with the poster: one record tells of every format."""
    few, many = city(*FACTS[:3]), city(*FACTS[:4])
    found = [spoken(made, Order("a", Ask(kind), size)) for made in (few, many)]
    posters = [spoken(made, Order("a")) for made in (few, many)]
    assert [one.imprint.revision for one in found] == [one.imprint.revision for one in posters]
    assert len({one.imprint.revision for one in found}) == 2
    assert found[0].content.lines == posters[0].content.lines[:0] or kind != "decal"
    assert len({one.canonical for one in found}) == 2


def test_large_print_says_a_part_of_the_same() -> None:
    """Fewer facts in larger letters, under the same revision."""
    made = city(*FACTS)
    usual, large = spoken(made, Order("a")), spoken(made, Order("a", large=True))
    assert large.imprint == usual.imprint
    assert len(large.content.lines) < len(usual.content.lines)
    assert large.canonical != usual.canonical
    assert designed(Order("a", large=True)) == DESIGNS["poster", "a4"].large()


@pytest.mark.parametrize(
    ("asked", "spoken_in"),
    [
        ((), ("zh-Hans", "en", "ar")),
        (("en",), ("zh-Hans", "en")),
        (("fr", "zh-Hans"), ("zh-Hans", "fr")),
        (("en", "ar", "fr", "de", "es"), ("zh-Hans", "en", "ar", "fr", "de", "es")),
    ],
)
def test_two_to_six_languages_the_local_one_first(asked: tuple[str, ...], spoken_in: tuple[str, ...]) -> None:
    """The local language comes first, whether or not it was asked for."""
    assert spoken(city(), Order("a", Ask("poster", asked))).content.languages == spoken_in


@pytest.mark.parametrize(("kind", "size"), [key for key in DESIGNS if key[0] in ("poster", "card", "tent", "decal")])
def test_what_is_asked_for_is_said_and_nothing_less(kind: str, size: str) -> None:
    """A small size says as many of the city's languages as surely fit, but every one that was asked for."""
    six = ("zh-Hans", "en", "ar", "fr", "de", "es")
    made = city("wheelchair")
    usual, asked = (spoken(made, Order("a", Ask(kind, tags), size)).content for tags in ((), six))
    most = DESIGNS[kind, size].form.most
    assert usual.languages == six[: min(3, most.languages)]
    assert len(usual.names) == 2  # in two languages there is a name
    assert asked.languages == six
    assert len(asked.scan) == 6
    assert {text.value for text in asked.scan} != {text.value for text in usual.scan}


@pytest.mark.parametrize("kind", ["poster", "halal", "talk"])
@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (("zh-Hans",), "sign-languages"),
        (SEVEN, "sign-languages"),
        (("en", "xx"), "sign-language"),
        (("en", "EN"), "sign-language"),
    ],
)
def test_other_choices_of_languages_are_a_problem(kind: str, asked: tuple[str, ...], code: str) -> None:
    """One alone, seven, and a language that the city has not; for a record as for a drawing."""
    order = Order("a" if kind != "talk" else "board-taxi", Ask(kind, asked))
    for found in (said(city("wheelchair"), order), *([record(city("wheelchair"), order)] if kind != "talk" else [])):
        assert isinstance(found, Problem)
        assert (found.code, found.field) == (code, "languages")


def test_a_city_of_one_language_has_signs_in_it() -> None:
    """Where nobody speaks another language, a sign has one."""
    assert spoken(city(languages=("zh-Hans",)), Order("a")).content.languages == ("zh-Hans",)


@pytest.mark.parametrize("key", BOARDS)
def test_a_board_has_two_languages(key: str) -> None:
    """The city's own and one more; a third is a Problem, since it would drop off unseen."""
    board = f"{BOARD}{key}"
    assert spoken(city(), Order(board, Ask("talk", ("ar",)))).content.languages == ("zh-Hans", "ar")
    assert spoken(city(), Order(board, Ask("talk"))).content.languages == ("zh-Hans", "en")
    found = said(city(), Order(board, Ask("talk", ("zh-Hans", "en", "ar"))))
    assert isinstance(found, Problem)
    assert (found.code, found.message) == ("sign-languages", "it speaks 2 languages")


@pytest.mark.parametrize("pair", [("en", "ar"), ("ar", "en"), ("fr", "zh-Hans"), ("zh-Hans", "fr")], ids="+".join)
def test_a_board_has_any_pair_of_languages(pair: tuple[str, str]) -> None:
    """Two that are asked for are the pair, the staff's first; the local one is always the staff's."""
    board = spoken(city(), Order(f"{BOARD}hotel", Ask("talk", pair))).content
    assert board.languages == (pair if "zh-Hans" not in pair else ("zh-Hans", "fr"))
    assert all(len(line.texts) == 2 for line in (*board.lines, *board.back))


@pytest.mark.parametrize(
    ("order", "code", "hint"),
    [
        (Order("b"), "sign-venue", "expected one of: a"),
        (Order("board-taxis", Ask("talk")), "sign-board", 'did you mean "board-taxi"?'),
        (Order("taxi", Ask("talk")), "sign-board", "expected one of: board-hospital, board-hotel"),
        (Order("a", Ask("halal")), "sign-nothing", ""),
        (Order("a", size="a9"), "sign-name", "poster has the sizes"),
        (Order("board-taxi"), "sign-venue", "expected one of: a"),
    ],
)
def test_what_cannot_be_said_is_a_problem(order: Order, code: str, hint: str) -> None:
    """No such place, no such board, nothing to say, no such size."""
    found = said(city(), order)
    assert isinstance(found, Problem)
    assert found.code == code
    assert hint in found.hint


def test_a_board_is_not_recorded() -> None:
    """It has no code that could tell of its age."""
    found = record(city(), Order("a", Ask("talk")))
    assert isinstance(found, Problem)
    assert found.code == "sign-kind"


def test_what_is_drawn_depends_on_what_is_said_and_how() -> None:
    """Content, revision, kind and size are in the text that a file's digest is of."""
    made = city("wheelchair")
    one = spoken(made, Order("a"))
    others = [
        spoken(made, Order("a", size="a3")),
        spoken(made, Order("a", Ask("card"), "a6")),
        spoken(city("toilets"), Order("a")),
        replace(one, imprint=replace(one.imprint, revision="0000")),
    ]
    texts = {one.canonical, *(other.canonical for other in others)}
    assert len(texts) == 1 + len(others)
    assert one.imprint.revision == revision(one.content)
