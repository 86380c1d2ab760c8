"""Files: fonts embedded once, text that copies, the same bytes twice."""

from __future__ import annotations

import re

import pypdfium2
import pytest

from signs.pdf import writer as pdf
from signs.pdf.pictogram import Pictogram, Segment, Shape
from signs.pdf.writer import POINT_MM, Document
from signs.text import shaping
from signs.text.fonts import FontSet, find

BLACK = (0.0, 0.0, 0.0)
Point = tuple[float, float]


def page(fonts: FontSet, lines: list[tuple[str, str]]) -> bytes:
    """Set lines below one another on a small page."""
    document = Document(150, 120, "zh-Hans", "测试")
    for index, (text, lang) in enumerate(lines):
        line = shaping.shape(text, 0, len(text), lang, "bold", fonts)
        document.text(line, 10, 15 + 15 * index, 20, BLACK)
    return document.finish()


def copied(data: bytes) -> list[str]:
    """Read the text of the first page by a reader that did not write it."""
    text: str = pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range()
    return text.splitlines()


def test_text_copies_out(fonts: FontSet) -> None:
    """Chinese and English come back exactly, Arabic by words."""
    lines = [("小桃园街52号（“清真”）", "zh-Hans"), ("Office AVATAR — fi", "en"), ("تقبل البطاقات الأجنبية", "ar")]
    got = copied(page(fonts, lines))
    assert got[:2] == [lines[0][0], lines[1][0]]
    assert sorted(got[2].split()) == sorted(lines[2][0].split())


@pytest.mark.parametrize(
    ("text", "lang"),
    [("ห้องน้ำที่นี่", "th"), ("장애인 화장실", "ko"), ("多目的トイレ", "ja"), ("無障礙洗手間", "zh-Hant"),
     ("Туалет", "ru"), ("Behindertengerechte Toilette, ß", "de"), ("œuvre d’été", "fr")],
)  # fmt: skip
def test_other_languages_copy_out(text: str, lang: str) -> None:
    """Each launch language comes back exactly."""
    fonts = find([lang])
    assert isinstance(fonts, FontSet)
    assert copied(page(fonts, [(text, lang)])) == [text]


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


def pixels(document: Document) -> bytes:
    """Render the first page in grey."""
    image: bytes = pypdfium2.PdfDocument(document.finish())[0].render(scale=3, grayscale=True).to_pil().tobytes()
    return image


@pytest.mark.parametrize(("text", "lang"), [("小桃园街", "zh-Hans"), ("AVATAR Ham fi", "en"), ("تُقبل البطاقات", "ar")])
def test_glyphs_look_as_shaped(text: str, lang: str, fonts: FontSet) -> None:
    """The page shows the outlines HarfBuzz shaped, where it put them: codes, subset and map agree."""
    line = shaping.shape(text, 0, len(text), lang, "bold", fonts)
    printed, drawn = Document(150, 40, "en", "a"), Document(150, 40, "en", "b")
    printed.text(line, 10, 25, 40, BLACK)
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
    shape = Shape(tuple(segments), True, False, 0, 0, 0, False)
    drawn.pictogram(Pictogram("outlines", (shape,)), 0, 0, 100, BLACK)
    one, other = pixels(printed), pixels(drawn)
    ink = sum(255 - value for value in other)
    assert ink > 0
    assert sum(abs(a - b) for a, b in zip(one, other, strict=True)) < 0.1 * ink


def test_fonts_are_all_embedded(fonts: FontSet) -> None:
    """Both font formats are embedded as subsets, and no Helvetica is named anywhere."""
    data = page(fonts, [("小桃园", "zh-Hans"), ("Mosque", "en")])
    assert b"Helvetica" not in data
    assert b"ASCII85" not in data
    assert len(re.findall(rb"/FontFile[23] ", data)) == 2
    assert len(re.findall(rb"/BaseFont /[A-Z]{6}\+NotoSans", data)) == 4


def test_language_and_title(fonts: FontSet) -> None:
    """The file says its language and title, and each foreign line its own."""
    data = page(fonts, [("小桃园", "zh-Hans")])
    assert b"/Lang (zh-Hans)" in data
    assert pypdfium2.PdfDocument(data).get_metadata_dict()["Title"] == "测试"


def test_equal_drawings_are_equal_bytes(fonts: FontSet) -> None:
    """Drawing twice gives one file, also after the face was prepared for many subsets."""
    lines = [("小桃园清真寺", "zh-Hans"), ("Mosque", "en")]
    first = page(fonts, lines)
    face = fonts.faces["han-sc", "bold"]
    for count in range(pdf._PREPARE_AFTER + 1):
        pdf.program(face, (0, 1000 + count))
    pdf.program.cache_clear()
    assert page(fonts, lines) == first
