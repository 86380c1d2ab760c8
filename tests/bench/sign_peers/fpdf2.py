"""fpdf2 with text shaping: a document a file, so the faces are read for each; the symbol as runs of modules."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import segno  # type: ignore[import-not-found]  # of the peers' environment
from fpdf import FPDF  # type: ignore[import-untyped]

from tests.bench.sign_peers import sheet as page
from tests.bench.sign_peers.engine import PACKAGES, WEIGHTS, Fonts
from tests.bench.sign_peers.sheet import Sheet
from tests.bench.sign_peers.symbol import MASK, runs

INK, WHITE, QUIET, ALERT = "#15202b", "#ffffff", "#4a5866", "#ad1219"


class Engine:
    """One FPDF a file."""

    def __init__(self, fonts: Fonts) -> None:
        self._fonts = fonts

    def prepare(self, sheet: Sheet) -> Sheet:
        """Give the sheet itself."""
        return sheet

    def sign(self, prepared: Sheet) -> bytes:
        """Draw one file."""
        return self.merged([prepared])

    def merged(self, prepared: Sequence[Sheet]) -> bytes:
        """Draw one file with a page a sign."""
        pdf = FPDF(format="A4")
        for tag in PACKAGES:
            for weight in WEIGHTS:
                pdf.add_font(tag, "B" if weight == "bold" else "", self._fonts.file(tag, weight))
        pdf.set_text_shaping(True)
        pdf.set_auto_page_break(False)
        for sheet in prepared:
            pdf.add_page()
            _draw(pdf, sheet)
        return bytes(pdf.output())


def _draw(pdf: Any, sheet: Sheet) -> None:
    pdf.set_fill_color(sheet.colour)
    pdf.rect(0, 0, page.WIDTH, page.BAND, style="F")
    _pictogram(pdf, page.MARGIN, 8, 30, WHITE)
    for number, (tag, text) in enumerate(sheet.kind.items()):
        _cell(pdf, text, tag, 10 + 8 * number, 20, WHITE, 52)
    for number, (tag, text) in enumerate(sheet.names.items()):
        _cell(pdf, text, tag, page.NAMES_TOP + 16 * number, page.size(text, 36, 178), INK)
    for number, fact in enumerate(sheet.facts):
        top = page.FACTS_TOP + 26 * number
        _pictogram(pdf, page.MARGIN, top, 14, sheet.colour)
        for place, (tag, text) in enumerate(fact.items()):
            _block(pdf, text, tag, 36 + 82 * (place % 2), top + 11 * (place // 2), 76)
    _symbol(pdf, sheet.url)
    _foot(pdf, sheet)


def _foot(pdf: Any, sheet: Sheet) -> None:
    for number, (tag, text) in enumerate(sheet.scan.items()):
        _block(pdf, text, tag, 104, page.FOOT_TOP + page.SCAN_STEP * number, 90)
    for number, (tag, text) in enumerate([("en", sheet.typed), ("en", sheet.hotline), ("zh-Hans", sheet.address)]):
        _cell(pdf, text, tag, page.NAMED_TOP + 7 * number, 14, INK, 104)
    _cell(pdf, sheet.stamp, "zh-Hans", page.FOOT_TOP - 9, 16, ALERT)
    for number, text in enumerate(sheet.fine):
        _cell(pdf, text, "en", page.FINE_TOP + 4 * number, 7.5, QUIET)


def _cell(pdf: Any, text: str, tag: str, top: float, size: float, colour: str, left: float = page.MARGIN) -> None:
    pdf.set_font(tag, "B", size)
    pdf.set_text_color(colour)
    pdf.set_xy(left, top)
    pdf.cell(page.WIDTH - page.MARGIN - left, size * 0.45, text, align="R" if tag in page.RIGHT_TO_LEFT else "L")


def _block(pdf: Any, text: str, tag: str, left: float, top: float, width: float) -> None:
    pdf.set_font(tag, "", page.BLOCK_PT)
    pdf.set_text_color(INK)
    pdf.set_xy(left, top)
    pdf.multi_cell(width, page.BLOCK_PT * 0.42, text, align="R" if tag in page.RIGHT_TO_LEFT else "L")


def _pictogram(pdf: Any, left: float, top: float, width: float, colour: str) -> None:
    unit = width / 24
    pdf.set_draw_color(colour)
    pdf.set_fill_color(colour)
    pdf.set_line_width(2 * unit)
    pdf.circle(left + 12 * unit, top + 12 * unit, 10 * unit)
    pdf.circle(left + 12 * unit, top + 7.2 * unit, 1.6 * unit, style="F")
    pdf.rect(left + 10 * unit, top + 11 * unit, 3 * unit, 6 * unit, style="F")


def _symbol(pdf: Any, url: str) -> None:
    matrix = segno.make_qr(url, error="q", mask=MASK).matrix
    module = page.SYMBOL / len(matrix)
    pdf.set_fill_color("#000000")
    for row, column, length in runs(matrix):
        pdf.rect(page.MARGIN + column * module, page.FOOT_TOP + row * module, length * module, module, style="F")
