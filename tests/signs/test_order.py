"""The file name of a sign says all that was asked for, and is read back."""

from __future__ import annotations

import string

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from directory.problem import Problem
from directory.signage.ask import Ask
from directory.vocabulary import ARROWS
from signs.designs import DESIGNS, kinds, sizes
from signs.order import MOST_NAME, Order, checked, name, parse
from signs.pdf.finish import FINISHES
from signs.text.braille_dots import PROFILES

TAGS = ("zh-Hans", "zh-Hant", "en", "ja", "ko", "fr", "de", "es", "ru", "ar", "id", "th")
IDS = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,2}", fullmatch=True)
WAYS = st.sampled_from(["", *(f":{way}" for way in ARROWS)])


@st.composite
def orders(draw: st.DrawFn) -> Order:
    """Any order of any design."""
    kind, size = draw(st.sampled_from(sorted(DESIGNS)))
    ask = Ask(
        kind,
        draw(st.lists(st.sampled_from(TAGS), unique=True, max_size=6).map(tuple)),
        draw(st.sampled_from(["", *ARROWS])),
        draw(st.lists(st.builds("{}{}".format, IDS, WAYS), max_size=3).map(tuple)),
        draw(st.none() | st.integers(0, 359)),
    )
    braille = draw(st.sampled_from(["", *PROFILES]))
    return Order(draw(IDS), ask, size, draw(st.sampled_from(FINISHES)), draw(st.booleans()), braille)


@given(orders())
def test_a_name_is_read_back_as_the_order(order: Order) -> None:
    """All kinds, sizes, languages, wishes and finishes: one order, one name, and the same order again."""
    assume(checked(order) is None)
    assert parse(name(order), TAGS) == order
    assert set(name(order)) <= set(string.ascii_lowercase + string.digits + "-.+=")


@given(orders(), orders())
def test_two_orders_have_two_names(one: Order, other: Order) -> None:
    """A folder never holds one sign under the name of another."""
    assert (name(one) == name(other)) == (one == other)


PARTS = [
    "a",
    "b-c",
    ".",
    "poster-a4",
    "halal-a5",
    "zh-hans+en",
    "en+en",
    "press",
    "large",
    "braille=",
    "facing=",
    "to=",
]
TEXTS = st.text() | st.lists(st.sampled_from([*PARTS, ".pdf", "9" * 300, "²", "/", ".."]), max_size=8).map("".join)


@given(TEXTS)
def test_any_text_is_an_order_or_a_problem(text: str) -> None:
    """An address that anybody may type makes nothing fail; what is read has this very name."""
    for one in (text, f"{text}.pdf"):
        found = parse(one, TAGS)
        assert isinstance(found, Problem) or name(found) == one


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("huxi-mosque.pdf", Order("huxi-mosque")),
        (
            "huxi-mosque.halal-a5.zh-hans+en+ar.press.pdf",
            Order("huxi-mosque", Ask("halal", ("zh-Hans", "en", "ar")), "a5", "press"),
        ),
        (
            "yu-garden.direction-a4.facing=90.to=the-bund=left.pdf",
            Order("yu-garden", Ask("direction", toward=("the-bund:left",), facing=90)),
        ),
        ("a.poster-a4.large.braille=marburg.pdf", Order("a", large=True, braille="marburg")),
        ("board-hotel.talk-a4.zh-hans+ar.pdf", Order("board-hotel", Ask("talk", ("zh-Hans", "ar")))),
    ],
)
def test_names_as_they_are_documented(text: str, order: Order) -> None:
    """The examples of the documentation."""
    assert parse(text, TAGS) == order
    assert name(order) == text


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("a.pdf.exe", "a name is an id"),
        ("../a.pdf", "a name is an id"),
        (f"{'a' * MOST_NAME}.pdf", "a name is an id"),
        ("a.poster-a4.pdf", 'the name of this sign is "a.pdf"'),
        ("a.halal-a9.pdf", 'did you mean "halal-a5"?'),
        ("a.poster-a4.zh-hans+xx.pdf", '"zh-hans+xx"'),
        ("a.poster-a4.en+en.pdf", '"en+en"'),
        ("a.poster-a4.EN.pdf", '"EN"'),
        ("a.poster-a4.press.large.pdf", 'the name of this sign is "a.poster-a4.large.press.pdf"'),
        ("a.poster-a4.braille=morse.pdf", "expected one of"),
        ("a.access-a4.arrow=lefft.pdf", 'did you mean "left"?'),
        ("a.direction-a4.facing=090.pdf", 'the name of this sign is "a.direction-a4.facing=90.pdf"'),
    ],
)
def test_a_wrong_name_is_told_with_the_right_one(text: str, hint: str) -> None:
    """What is wrong in it, and where it can be, the name that was meant."""
    found = parse(text, TAGS)
    assert isinstance(found, Problem)
    assert found.code == "sign-name"
    assert hint in found.hint


@pytest.mark.parametrize(
    ("order", "value", "hint"),
    [
        (Order("a", size="a9"), "a9", "poster has the sizes a4, a3, a5"),
        (Order("a", Ask("posters")), "posters", 'did you mean "poster"?'),
        (Order("a", Ask("direction", toward=("b" * 60,) * 4)), "a.direction-a4", "make two signs of it"),
    ],
)
def test_an_order_in_parts_is_checked(order: Order, value: str, hint: str) -> None:
    """A size that the kind has not, a kind that there is not, a name that no disk takes."""
    found = checked(order)
    assert found
    assert found.value.startswith(value)
    assert hint in found.hint


def test_every_kind_has_a_usual_size() -> None:
    """The first of its sizes is what is made where none is asked for."""
    assert {sizes(kind)[0] for kind in kinds()} <= {size for _, size in DESIGNS}
    assert all(checked(Order("a", Ask(kind), size)) is None for kind, size in DESIGNS)
