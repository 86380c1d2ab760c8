"""Fonts of a file: the alphabet every sign shows is one font, others hold what is shown; widths and texts are right."""

from __future__ import annotations

import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signs.pdf import type0
from signs.pdf.page import glyphs_of
from signs.pdf.type0 import Font, font
from signs.text import shaping
from tests.signs.pdf.lines import opened

FONTS = opened("en", "ar", "zh-Hans")


def of(text: str, lang: str, face: str, small: bool = False) -> Font:
    """Give the font of a text that one face sets."""
    [run] = shaping.shape(text, 0, len(text), lang, "bold", FONTS).runs
    assert run.face.name == face
    return font(run.face, glyphs_of(run), small)


@pytest.mark.parametrize(
    ("one", "other", "more", "lang", "face"),
    [
        ("Mosque", "Wi-Fi, floor 3 (office)", "Café", "en", "latin"),
        ("مسجد", "لا إله، صراف آلي", "پارک", "ar", "arabic"),
    ],
)
def test_an_alphabet_is_one_font(one: str, other: str, more: str, lang: str, face: str) -> None:
    """Texts of the alphabet alone have the same font, ligatures and joined forms included; a further letter has its
    own, and in a batch each holds only what is shown.
    """
    assert of(one, lang, face) == of(other, lang, face)
    assert of(more, lang, face) != of(one, lang, face)
    assert of(one, lang, face, small=True) != of(other, lang, face, small=True)
    assert len(of(one, lang, face, small=True).program) < len(of(one, lang, face).program)


def test_other_faces_hold_what_is_shown() -> None:
    """Han has no alphabet: every text has its own font, and its bytes are packed for a batch alone."""
    first, second = of("小桃园", "zh-Hans", "han-sc"), of("清真寺", "zh-Hans", "han-sc")
    assert first != second
    assert b"/Filter" not in first.program
    assert b"/Filter" in of("小桃园", "zh-Hans", "han-sc", small=True).program


def test_ligatures_of_the_alphabet_copy_as_letters() -> None:
    """The map to texts says "fl" for the glyph of both, and nothing twice."""
    unicode = of("floor", "en", "latin").unicode
    body = zlib.decompress(unicode.partition(b">>stream\n")[2].rpartition(b"\nendstream")[0]).decode()
    assert "<0066006C>" in body
    codes = [line.split()[0] for line in body.splitlines() if line.startswith("<") and line.count("<") == 2]
    assert len(codes[1:]) == len(set(codes[1:])) > 95


@given(st.dictionaries(st.integers(1, 40), st.integers(0, 2000).map(lambda units: units / 1000)))
def test_widths_are_read_back(wanted: dict[int, float]) -> None:
    """Lists of neighbours say the width of every glyph, as a reader of the format takes them (9.7.4.3)."""
    written = type0._widths([(gid, (wanted[gid], "")) for gid in sorted(wanted)])
    found: dict[int, float] = {}
    for part in written.split("]")[:-1]:
        first, _, widths = part.partition("[")
        found |= {int(first) + place: int(width) / 1000 for place, width in enumerate(widths.split())}
    assert found == wanted
    assert written.count("[") == sum(gid - 1 not in wanted for gid in wanted)
