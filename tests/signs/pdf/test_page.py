"""Pieces of a page: lines as they were shaped, boxes, symbols, dots and figures where they belong."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pypdfium2
import pytest

from signs.pdf import page
from signs.pdf.page import Page, Piece
from signs.pdf.pictogram import Pictogram, Segment, Shape
from signs.pdf.writer import write
from signs.text import shaping
from signs.text.paragraph import POINT_MM
from tests.signs import reading
from tests.signs.pdf.lines import INK, OFFICE, opened

Point = tuple[float, float]


class OutlinePen:
    """Collects a glyph's outline as path segments, placed and scaled, y down."""

    def __init__(self, x: float, y: float, scale: float) -> None:
        self.segments: list[Segment] = []
        self._last = (0.0, 0.0)
        self._x, self._y, self._scale = x, y, scale

    def moveTo(self, point: Point) -> None:  # noqa: N802 - fontTools' pen protocol
        """Begin a contour."""
        self._add("m", point)

    def lineTo(self, point: Point) -> None:  # noqa: N802
        """Add a line."""
        self._add("l", point)

    def curveTo(self, *points: Point) -> None:  # noqa: N802
        """Add a cubic curve."""
        self._add("c", *points)

    def qCurveTo(self, control: Point, end: Point) -> None:  # noqa: N802
        """Add a quadratic curve as a cubic one."""
        start = self._last
        first, second = (
            (point[0] + 2 / 3 * (control[0] - point[0]), point[1] + 2 / 3 * (control[1] - point[1]))
            for point in (start, end)
        )
        self._add("c", first, second, end)

    def closePath(self) -> None:  # noqa: N802
        """End a contour."""
        self.segments.append(("h", ()))

    def _add(self, operator: str, *points: Point) -> None:
        placed = ((self._x + px * self._scale, self._y - py * self._scale) for px, py in points)
        self.segments.append((operator, tuple(number for point in placed for number in point)))
        self._last = points[-1]


def pixels(*pieces: Piece) -> Any:
    """Render a page of pieces in grey."""
    data = write([Page(200, 40, pieces, "en", "a")], OFFICE)
    return pypdfium2.PdfDocument(data)[0].render(scale=3, grayscale=True).to_pil()


def difference(one: bytes, other: bytes) -> float:
    """Give how much of the second picture's ink differs."""
    ink = sum(255 - value for value in other)
    assert ink > 0
    return sum(abs(a - b) for a, b in zip(one, other, strict=True)) / ink


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("小桃园街", "zh-Hans"), ("樓灣澳門", "zh-Hant"), ("段差のない骨", "ja"), ("계단 없는 뷁", "ko"),
        ("AVATAR Ham fi", "en"), ("ÉÅÖ œuvre ǻ", "fr"), ("Ёлка Йщф ї", "ru"), ("Fußgänger Ü", "de"),
        ("تُقبل البطاقات", "ar"), ("يوميًا لا إلى الله", "ar"), ("ที่นี่ ขั้นบันได กู้", "th"), ("≈ 350 m → x²", "en"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("weight", ["regular", "bold"])
def test_glyphs_look_as_shaped(text: str, lang: str, weight: str) -> None:
    """The page shows the outlines HarfBuzz shaped, where it put them: codes, subset, map and drawn marks agree."""
    line = shaping.shape(text, 0, len(text), lang, weight, opened(lang))
    size = 40 * POINT_MM
    grid = 24 / 100  # the pictogram is drawn 100 mm wide
    x = 10.0
    segments: list[Segment] = []
    for run in line.runs:
        for glyph in run.glyphs:
            scale = size / run.face.upem * grid
            pen = OutlinePen((x + glyph.x * size) * grid, (25 - glyph.y * size) * grid, scale)
            run.face.hb_font.draw_glyph_with_pen(glyph.gid, pen)
            segments += pen.segments
            x += glyph.advance * size
    outlines = Pictogram("outlines", (Shape(tuple(segments), True, False, 0, 0, 0, False),))
    one = pixels(page.line(line, 10, 25, 40, INK, None)).tobytes()
    assert difference(one, pixels(page.figure(outlines, 0, 0, 100, INK)).tobytes()) < 0.1


def test_vowel_marks_are_drawn_but_not_copied() -> None:
    """Readers tear an Arabic word apart at its marks: the letters copy out as words, the marks are paths."""
    plain, marked = "يوميا تقبل", "يوميًا تُقبل"
    fonts = opened("ar")
    lines = [shaping.shape(text, 0, len(text), "ar", "bold", fonts) for text in (plain, marked)]
    pieces = [page.line(line, 10, 25, 40, INK, None) for line in lines]
    assert " f Q" not in pieces[0].operators
    assert pieces[1].operators.endswith(" f Q")
    for piece in pieces:
        data = write([Page(150, 40, (piece,), "ar", "a")], OFFICE)
        assert reading.copied(data).split() == plain.split()
        assert sorted(reading.BLANK.sub(" ", reading.copied_by_poppler(data)).split()) == sorted(plain.split())
    assert shaping.has_vowel_marks(marked)
    assert not shaping.has_vowel_marks(plain)
    one, other = (pixels(piece).tobytes() for piece in pieces)
    assert 0.005 < difference(one, other) < 0.2


def black(image: Any, x: float, y: float) -> bool:
    """Tell whether a page is dark at a place in millimetres."""
    value: int = image.getpixel((round(x / POINT_MM * 3), round(y / POINT_MM * 3)))
    return value < 128


def test_boxes_stand_where_they_are_said_to() -> None:
    """A filled box is dark to its edges, an outlined one in its line alone, a rounded one not at its corners."""
    filled = pixels(page.box(10, 5, 40, 20, INK))
    assert all(black(filled, x, y) for x, y in ((10.5, 5.5), (49.5, 5.5), (10.5, 24.5), (49.5, 24.5), (30, 15)))
    assert not any(black(filled, x, y) for x, y in ((9, 15), (51, 15), (30, 4), (30, 26)))
    outlined = pixels(page.box(10, 5, 40, 20, INK, 0, 2))
    assert all(black(outlined, x, y) for x, y in ((11, 15), (49, 15), (30, 6), (30, 24), (11, 6)))
    assert not any(black(outlined, x, y) for x, y in ((30, 15), (9, 15), (51, 15)))
    rounded = pixels(page.box(10, 5, 40, 20, INK, 8))
    assert black(rounded, 30, 5.5)
    assert not black(rounded, 10.7, 5.7)


def test_symbols_are_drawn_module_by_module() -> None:
    """Each run of modules is dark and what is between them is not."""
    image = pixels(page.runs([(0, 0, 2), (3, 1, 1)], 10, 10, 3, INK, page.Tag("Figure", 0, alt="QR")))
    dark = {(row, column) for row in range(3) for column in range(5) if black(image, 11.5 + 3 * column, 11.5 + 3 * row)}
    assert dark == {(0, 0), (0, 1), (1, 3)}


def test_dots_are_round_and_as_wide_as_said() -> None:
    """A dot of Braille is a disc of its diameter around its centre."""
    image = pixels(page.dots([(20, 20)], 8, INK.stroke, "Braille"))
    assert all(black(image, x, y) for x, y in ((20, 20), (23.7, 20), (20, 16.4)))
    assert not any(black(image, x, y) for x, y in ((24.4, 20), (23.4, 23.4)))


def test_placed_pages_are_moved_and_turned() -> None:
    """A page put on another stands at its corner, or upside down in the same place."""
    small = Page(40, 20, (page.box(0, 0, 10, 5, INK),), "en", "a")
    for turn, inside, outside in ((0, (32, 12), (68, 28)), (180, (68, 28), (32, 12))):
        image = pixels(*page.placed(small, 30, 10, turn))
        assert black(image, *inside)
        assert not black(image, *outside)
    assert page.beside(small, small.pieces) == replace(small, pieces=small.pieces * 2)


def test_a_line_does_not_depend_on_where_it_stands() -> None:
    """Only two numbers differ between a line here and there, so its operators are made once for all signs."""
    line = shaping.shape("Mosque", 0, 6, "en", "bold", opened("en"))
    here, there = (page.line(line, x, y, 20, INK, None).operators for x, y in ((10, 20), (33.5, 47.25)))
    assert here.replace("10.00 20.00", "33.50 47.25") == there
