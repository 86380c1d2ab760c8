"""Folding: which spellings are the same, and the laws it keeps."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.search.folding import FOLDING, Token, fold, tokens, within

ALIKE = [
    ("Hôtel", "hotel"),
    ("ＨＯＴＥＬ　１２", "hotel 12"),
    ("Straße", "strasse"),
    ("Łódź", "lodz"),
    ("ﾎﾃﾙ", "ほてる"),
    ("ホテル", "ほてる"),
    ("ガラス", "がらす"),
    ("مدرسة", "مدرسه"),
    ("مُسْتَشْفَى", "مستشفي"),
    ("أحمد", "احمد"),
    ("متـــحف", "متحف"),
    ("٢٠", "20"),
    ("ΜΟΥΣΕΙΟΣ", "μουσειος"),
    ("МУЗЕЙ", "музеи"),
    ("Yan'an", "yan an"),
    ("cafe\u0301", "café"),
    ("Åse", "ase"),
]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_spellings_that_are_alike(one: str, other: str) -> None:
    """Marks, width, case, Arabic letters, kana and digits are put aside."""
    assert fold(one, {}) == fold(other, {})


def test_syllables_stay_whole() -> None:
    """Hangul is composed again, so that a slip is one syllable, not one of its letters."""
    assert fold("\u1107\u1161\u11a8물관", {}) == "박물관"
    assert fold("がﾞ", {}) == fold("が\u3099", {})


def test_traditional_is_sought_by_simplified() -> None:
    """A script variant is mapped to the form in use."""
    assert fold("廣場", {"廣": "广", "場": "场"}) == "广场"


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    """Folding is idempotent, whatever the text."""
    assert fold(fold(text, {}), {}) == fold(text, {})


@given(st.text(st.characters(exclude_categories=["Cs"]) | st.characters(categories=["Cs"])))
def test_only_word_characters_remain(text: str) -> None:
    """Folded text is words and spaces, even of lone surrogates."""
    assert all(c == " " or within(c, FOLDING.word) for c in fold(text, {}))


@given(st.text())
def test_tokens_lose_nothing(text: str) -> None:
    """Tokens in order are the folded text without its spaces."""
    folded = fold(text, {})
    assert "".join(token.text for token in tokens(folded)) == folded.replace(" ", "")


def test_han_is_cut_into_units_and_words_are_not() -> None:
    """A Han character is a token of its own, digits beside it a word."""
    assert tokens("南京路20号") == [
        Token("南", True),
        Token("京", True),
        Token("路", True),
        Token("20", False),
        Token("号", True),
    ]
