"""What is asked of a sign, in words that are read back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.signage.ask import ABOUT_PLACES, Ask, is_wish, read, wished, words
from directory.signage.kinds import RECORDS, SIGN_KINDS
from directory.vocabulary import ARROWS

IDS = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,6}){0,2}", fullmatch=True)
WAYS = st.sampled_from(["", *(f":{way}" for way in ARROWS)])
ASKS = st.builds(
    Ask,
    kind=st.sampled_from(ABOUT_PLACES),
    languages=st.lists(st.sampled_from(["zh-Hans", "en", "ar"]), unique=True).map(tuple),
    arrow=st.sampled_from(["", *ARROWS]),
    toward=st.lists(st.builds("{}{}".format, IDS, WAYS), max_size=4).map(tuple),
    facing=st.none() | st.integers(0, 359),
)


@given(ASKS)
def test_what_is_written_is_read_back(ask: Ask) -> None:
    """The words of a record give the same ask, with the languages of their own column."""
    assert read(words(ask), ask.languages) == ask


PIECES = st.sampled_from(
    ["poster", "access", "direction", " ", "arrow=", "facing=", "to=", "left", "9" * 5000, "²", "="]
)


@given(st.text() | st.lists(PIECES, max_size=6).map("".join))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Nothing in a file that people may edit makes reading fail; what is read is written as it stood."""
    found = read(text, ())
    assert isinstance(found, str) or words(found).split(" ")[0] == text.split(" ")[0]
    assert isinstance(wished(Ask(), text), Ask | str)
    assert is_wish(text) in (True, False)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("posters", '"posters": did you mean "poster"?'),
        ("talk", '"talk": expected one of: access, card, cards, decal, direction, halal, notice, poster, …'),
        ("", '"": expected one of: access, card, cards, decal, direction, halal, notice, poster, …'),
        ("access arrow=lefft", '"lefft": did you mean "left"?'),
        ("access arow=left", '"arow=left": did you mean "arrow"?'),
        ("direction facing=360", '"360" is not a bearing of 0 to 359 degrees'),
        ("direction facing=-1", '"-1" is not a bearing of 0 to 359 degrees'),
        ("direction to=The-Bund", '"The-Bund" is not an id'),
        ("direction to=the-bund=up", '"up": expected one of: ahead, ahead-left, ahead-right, back, back-left'),
        ("access  arrow=left", '"": expected one of: arrow, facing, to'),
    ],
)
def test_what_is_wrong_is_said(text: str, told: str) -> None:
    """A slip is named with what was meant."""
    found = read(text, ("zh-Hans", "en"))
    assert isinstance(found, str)
    assert found.startswith(told)


def test_every_kind_of_sign_about_a_place_can_be_recorded() -> None:
    """The names that the checks know are those of the kinds, in one order; those on a code's page are among them."""
    assert tuple(SIGN_KINDS) == ABOUT_PLACES
    assert set(RECORDS) < set(ABOUT_PLACES)
