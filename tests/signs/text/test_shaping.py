"""Runs, faces and glyphs."""

from __future__ import annotations

import pytest

from signs.text import shaping
from signs.text.fonts import FontSet, find


def runs(text: str, lang: str, fonts: FontSet) -> list[tuple[str, str]]:
    """Give face and text of each run, in visual order, as glyphs stand."""
    line = shaping.shape(text, 0, len(text), lang, "bold", fonts)
    return [(run.face.name, "".join(glyph.text for glyph in run.glyphs)) for run in line.runs]


def test_faces_follow_script_and_neighbours(fonts: FontSet) -> None:
    """Han keeps its face and punctuation, digits are Latin, a space goes with what it follows."""
    assert runs("小桃园街52号（东）", "zh-Hans", fonts) == [
        ("han-sc", "小桃园街"), ("latin", "52"), ("han-sc", "号（东）"),
    ]  # fmt: skip
    assert runs("カフェ", "en", fonts) == [("han-sc", "カフェ")]
    assert runs("East 东 gate", "en", fonts) == [("latin", "East "), ("han-sc", "东 "), ("latin", "gate")]


def test_arabic_joins_and_falls_back(fonts: FontSet) -> None:
    """Arabic letters take joined forms; the dash its face lacks comes from Noto Sans."""
    line = shaping.shape("مسجد", 0, 4, "ar", "bold", fonts)
    nominal = [line.runs[0].face.hb_font.get_nominal_glyph(ord(char)) for char in "دجسم"]
    assert [glyph.text for glyph in line.runs[0].glyphs] == list("دجسم")
    assert [glyph.gid for glyph in line.runs[0].glyphs][:3] != nominal[:3]
    assert runs("يوميًا 09:00–18:00", "ar", fonts)[:3] == [("latin", "18:00"), ("latin", "–"), ("latin", "09:00")]


def test_lines_measure_what_they_draw(fonts: FontSet) -> None:
    """The advances add up to the width of the shaped line."""
    for text, lang in (("小桃园清真寺", "zh-Hans"), ("Office AVATAR", "en"), ("تُقبل (Visa) 09:00", "ar")):
        line = shaping.shape(text, 0, len(text), lang, "regular", fonts)
        assert sum(shaping.advances(text, lang, "regular", fonts)) == pytest.approx(line.width)


def test_every_character_is_in_one_glyph(fonts: FontSet) -> None:
    """Glyph texts make up the line: nothing is lost or doubled, ligatures and marks included."""
    for text, lang in (("Office fi", "en"), ("تُقبل البطاقات", "ar"), ("扫码，查看“路线”", "zh-Hans")):
        line = shaping.shape(text, 0, len(text), lang, "regular", fonts)
        joined = "".join(glyph.text for run in line.runs for glyph in run.glyphs)
        assert sorted(joined) == sorted(text)


def test_missing_glyphs_are_named() -> None:
    """A character without a face is reported once, with its name and the package to look at."""
    fonts = find(["en"])
    assert isinstance(fonts, FontSet)
    found = shaping.missing("Café 漢漢 ไ", "en", "bold", fonts)
    assert [(each.char, each.package) for each in found] == [("漢", "fonts-noto-cjk"), ("ไ", "fonts-noto-core")]
    assert found[0].code_point == "U+6F22 CJK UNIFIED IDEOGRAPH-6F22"


def test_thai_marks_sit_on_their_letters() -> None:
    """Thai vowels and tones have no advance of their own."""
    fonts = find(["th"])
    assert isinstance(fonts, FontSet)
    line = shaping.shape("ที่นี่", 0, 6, "th", "regular", fonts)
    assert [glyph.advance > 0 for run in line.runs for glyph in run.glyphs] == [True, False, False] * 2
