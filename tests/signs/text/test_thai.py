"""Where Thai lines may begin: at words of the dictionary, and nowhere inside them without it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signs.text import linebreak, thai

WORDS = ("ห้องน้ำ", "สาธารณะ", "ทางเข้า", "ไม่มี", "ขั้นบันได", "มัสยิด")


def words(text: str) -> list[str]:
    """Cut a text where a line may begin."""
    places = [0, *sorted(thai.word_starts(text)), len(text)]
    return [text[a:b] for a, b in pairwise(places)]


@pytest.fixture
def without(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Work as where the package is not installed."""
    caches = (thai.dictionary, thai._segmenter, thai.word_starts, linebreak.opportunities)
    monkeypatch.setitem(sys.modules, "pythainlp", None)
    for one in caches:
        getattr(one, "cache_clear", lambda: None)()
    yield
    for one in caches:
        getattr(one, "cache_clear", lambda: None)()


def test_words_of_the_dictionary_begin_lines() -> None:
    """Words are told apart though nothing stands between them; other scripts are let alone."""
    assert words("ห้องน้ำสาธารณะ") == ["ห้องน้ำ", "สาธารณะ"]
    assert words("เร็วๆนี้") == ["เร็วๆ", "นี้"]
    assert thai.word_starts("Hall 2 大厅") == frozenset()


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=4), st.sampled_from(["", " (Visa) ", " 09:00–18:00"]))
def test_no_word_begins_with_a_mark(found: list[str], tail: str) -> None:
    """No line begins with a vowel or tone mark, nor inside what is not Thai."""
    text = "".join(found) + tail
    for place in thai.word_starts(text):
        assert "\u0e01" <= text[place] <= "\u0e30" or "\u0e40" <= text[place] <= "\u0e44"


@pytest.mark.usefixtures("without")
def test_without_the_package_only_marked_places_break() -> None:
    """Then a line begins after U+200B and spaces alone, and the hint names the package."""
    assert thai.dictionary() == ""
    assert thai.word_starts("ห้องน้ำสาธารณะ") == frozenset()
    assert linebreak.opportunities("ห้องน้ำ\u200bสาธารณะ", "th") == (8,)
    assert "pythainlp" in thai.HINT
