"""Laws and cases of UAX #9."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signs.text import bidi

CASES = [
    line.split(";")
    for line in Path(__file__).with_name("bidi_cases.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
ANY = st.text(st.sampled_from("aبא1٣ ([)].,-%\u0301\u202a\u202b\u202c\u2066\u2067\u2068\u2069"), max_size=24)


def shown(text: str, base: int | None) -> str:
    """Write a text in visual order, mirrored brackets turned over."""
    levels = bidi.levels(text, base)
    mirror = {**bidi.CLOSING, **{v: k for k, v in bidi.CLOSING.items()}}
    order = bidi.visual_order(levels)
    return "".join(mirror.get(text[i], text[i]) if levels[i] % 2 else text[i] for i in order)


def test_unicode_character_cases() -> None:
    """Levels and visual order are those of Unicode's BidiCharacterTest."""
    for points, direction, _, expected, order in CASES:
        text = "".join(chr(int(point, 16)) for point in points.split())
        got = bidi.levels(text, {"0": 0, "1": 1, "2": None}[direction])
        kept = [i for i, level in enumerate(expected.split()) if level != "x"]
        assert [got[i] for i in kept] == [int(expected.split()[i]) for i in kept], points
        visual = bidi.visual_order([got[i] for i in kept])
        assert [kept[i] for i in visual] == [int(i) for i in order.split()], points


@pytest.mark.parametrize(
    ("text", "base", "visual"),
    [
        ("abc", 0, "abc"),
        ("ابج", 1, "جبا"),
        ("ابج 12", 1, "12 جبا"),
        ("ابج (Visa) 09:00.", 1, ".09:00 (Visa) جبا"),
        ("ab (ابج) cd", 0, "ab (جبا) cd"),
        ("ابج [ab] دهو", 1, "وهد [ab] جبا"),
        ("ابج 09:00–18:00", 1, "18:00–09:00 جبا"),
        ("ابج \u206609:00–18:00\u2069", 1, "\u206909:00–18:00\u2066 جبا"),
        ("אב 5% גד", 1, "דג 5% בא"),
        ("T2 ابج", 0, "T2 جبا"),
    ],
)
def test_hand_worked_lines(text: str, base: int, visual: str) -> None:
    """Numbers, brackets and stops stand where a reader of signs expects them."""
    assert shown(text, base) == visual


def test_bracket_pairs_take_one_level() -> None:
    """Both brackets of a pair get the same level (N0), as python-bidi 0.6 does not do."""
    text = "اتصل (Visa) 09:00–18:00."
    levels = bidi.levels(text, 1)
    assert levels[text.index("(")] == levels[text.index(")")] == 1


def test_isolates_keep_their_number_apart() -> None:
    """What stands in an isolate does not pull its neighbours along."""
    assert bidi.levels("\u2067ابج\u2069 12", 0)[-1] == 0


@given(ANY, st.sampled_from([0, 1, None]))
def test_levels_and_order_are_whole(text: str, base: int | None) -> None:
    """Every character has a level not below the base, and stands in the visual order once."""
    levels = bidi.levels(text, base)
    lowest = bidi.paragraph_level(text) if base is None else base
    assert len(levels) == len(text)
    assert all(lowest <= level <= bidi.MAX_DEPTH + 1 for level in levels)
    assert sorted(bidi.visual_order(levels)) == list(range(len(text)))


@given(st.text(st.characters(categories=["Lu", "Nd"], max_codepoint=0x24F)))
def test_latin_stays_in_order(text: str) -> None:
    """A left-to-right text is shown as it is written."""
    assert bidi.visual_order(bidi.levels(text, 0)) == list(range(len(text)))
