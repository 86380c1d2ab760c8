"""Embedded font programs: the glyphs that are shown, drawn as in the face, and readable by another library."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from fontTools.cffLib import CFFFontSet
from fontTools.pens.recordingPen import DecomposingRecordingPen, RecordingPen
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st

from signs.pdf.fontfile import Program, post_script_name, program
from signs.text.fonts import Face
from tests.signs.pdf.lines import opened, opened_anew
from tests.signs.samples import LANGUAGES, WORDS

FACES = {key: face for key, face in opened(*LANGUAGES).faces.items() if key[1] == "bold"}
EACH = pytest.mark.parametrize("face", FACES.values(), ids=[name for name, _ in FACES])


def gids(face: Face, text: str) -> list[int]:
    """Give the nominal glyphs of the characters that a face has."""
    found = [face.hb_font.get_nominal_glyph(ord(char)) for char in dict.fromkeys(text) if face.covers(char)]
    return [gid for gid in found if gid]


def outline(face: Face, gid: int) -> list[Any]:
    """Draw a glyph of the face with HarfBuzz."""
    pen = RecordingPen()
    face.hb_font.draw_glyph_with_pen(gid, pen)
    return normal(pen.value)


def normal(value: list[Any]) -> list[Any]:
    """Write an outline as its points, curves of TrueType one by one and contours closed without a last line."""
    points: list[Any] = []
    for operator, args in value:
        if operator == "qCurveTo" and len(args) > 2:
            for at, control in enumerate(args[:-1]):
                end = (
                    args[-1]
                    if at == len(args) - 2
                    else tuple((a + b) / 2 for a, b in zip(control, args[at + 1], strict=True))
                )
                points.append((operator, (control, end)))
        elif operator != "closePath":
            points.append((operator, tuple(args)))
        elif points and points[-1][0] == "lineTo":
            start = next(args for operator, args in reversed(points) if operator == "moveTo")
            if points[-1][1] == start:
                points.pop()
    return [(operator, tuple(tuple(round(number) for number in point) for point in args)) for operator, args in points]


def embedded(found: Program, gid: int) -> list[Any]:
    """Draw a glyph of an embedded program with fontTools, by the code that a page shows."""
    pen: Any
    if found.cff:
        table = CFFFontSet()
        table.decompile(BytesIO(found.data), None)
        strings = table[table.fontNames[0]].CharStrings
        pen = RecordingPen()
        strings[f"cid{gid:05d}" if gid else ".notdef"].draw(pen)
        return normal(pen.value)
    font = TTFont(BytesIO(found.data))
    number = int.from_bytes(found.cid_to_gid[2 * gid : 2 * gid + 2]) if found.cid_to_gid else gid
    name = font.getGlyphName(number)
    glyphs = font.getGlyphSet()
    pen = DecomposingRecordingPen(glyphs)
    glyphs[name].draw(pen)
    return normal(pen.value)


@EACH
def test_every_glyph_is_the_faces_own(face: Face) -> None:
    """Each glyph of the launch languages' words, and of composed letters, has the outline it has in the face."""
    chosen = gids(face, "".join(map("".join, WORDS.values())) + "ÉÅÖǻœßЁЙЇїў0123456789–·")
    found = program(face, chosen)
    assert found.cff == face.name.startswith("han")
    for gid in chosen[:60]:
        assert embedded(found, gid) == outline(face, gid), gid


@EACH
def test_widths_are_the_faces_own(face: Face) -> None:
    """A TrueType program has the face's advances and only what PDF asks for; a CFF one its CIDs alone."""
    chosen = gids(face, "Mosque 清真寺 مسجد มัสยิด ÉÅ")
    found = program(face, chosen)
    if found.cff:
        table = CFFFontSet()
        table.decompile(BytesIO(found.data), None)
        top = table[table.fontNames[0]]
        assert sorted(int(name[3:]) for name in top.charset[1:]) == sorted(chosen)
        assert table.fontNames == [found.name]
        return
    font = TTFont(BytesIO(found.data))
    assert set(font.keys()) - {"GlyphOrder"} == {"glyf", "head", "hhea", "hmtx", "loca", "maxp"}
    for gid in chosen:
        number = int.from_bytes(found.cid_to_gid[2 * gid : 2 * gid + 2]) if found.cid_to_gid else gid
        assert font["hmtx"][font.getGlyphName(number)][0] == face.hb_font.get_glyph_h_advance(gid)


def test_composed_letters_bring_their_parts() -> None:
    """É and Ё are put together from parts, which come along though no page shows them."""
    face = FACES["latin", "bold"]
    [gid] = gids(face, "É")
    font = TTFont(BytesIO(program(face, [gid]).data))
    composed = [font["glyf"][name] for name in font.getGlyphOrder() if font["glyf"][name].isComposite()]
    assert composed
    assert all(part.glyphName in font.getGlyphOrder() for glyph in composed for part in glyph.components)


@settings(max_examples=settings().max_examples // 4)
@given(
    st.sampled_from(sorted(FACES)), st.sets(st.integers(1, 600), max_size=12), st.sets(st.integers(1, 600), max_size=12)
)
def test_a_program_does_not_depend_on_what_came_before(key: tuple[str, str], some: set[int], others: set[int]) -> None:
    """The same glyphs are the same bytes, cut out alone or after others; others are not."""
    some = {min(gid, FACES[key].hb_face.glyph_count - 1) for gid in some}
    others = {min(gid, FACES[key].hb_face.glyph_count - 1) for gid in others}
    fresh = opened_anew(*LANGUAGES).faces[key]
    first = program(FACES[key], some)
    program(fresh, others)
    assert program(fresh, some) == first
    assert (program(fresh, others).name == first.name) == ({0} | some == {0} | others)


def test_names_tell_subsets_apart() -> None:
    """A subset's name is six capitals, a plus and the face's own name (ISO 32000-1, 9.6.4)."""
    face = FACES["latin", "bold"]
    assert post_script_name(face) == "NotoSans-Bold"
    names = {program(face, [gid]).name for gid in range(1, 40)}
    assert len(names) == 39
    assert all(name[:6].isupper() and name[6:] == "+NotoSans-Bold" for name in names)


def test_characters_only_make_it_faster() -> None:
    """Whoever tells what glyphs stand for gets the same program, also where a face draws a character otherwise."""
    for key in (("han-sc", "bold"), ("latin", "bold")):
        texts = {gid: char for char in "小桃园A1é" for gid in gids(FACES[key], char)}
        told = {**texts, 500: "小", 501: "xy"}  # a glyph that is not the usual one of its text, and one of two letters
        plain, quick = (opened_anew(*LANGUAGES).faces[key] for _ in range(2))
        assert program(plain, told) == program(quick, told, told.items())
