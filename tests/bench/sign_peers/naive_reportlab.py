"""ReportLab as a first script uses it: faces registered once, drawString and Paragraph, its own QR widget.

It neither joins nor turns Arabic, which its shaping needs a package for that cannot be installed (`rlbidi`).
"""

from __future__ import annotations

import io
from collections.abc import Sequence

from reportlab.graphics import renderPDF
from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing
from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from tests.bench.sign_peers import sheet as page
from tests.bench.sign_peers.engine import PACKAGES, WEIGHTS, Fonts
from tests.bench.sign_peers.sheet import Sheet


class Engine:
    """One canvas a file."""

    @staticmethod
    def symbol(canvas: Canvas, url: str) -> None:
        """Draw the QR symbol with ReportLab's widget, which takes about half of the time of a sign."""
        width = page.SYMBOL * mm
        drawing = Drawing(width, width)
        drawing.add(QrCodeWidget(url, barLevel="Q", barBorder=0, barWidth=width, barHeight=width))
        renderPDF.draw(drawing, canvas, page.MARGIN * mm, (page.HEIGHT - page.FOOT_TOP - page.SYMBOL) * mm)

    def __init__(self, fonts: Fonts) -> None:
        for tag in PACKAGES:
            for weight in WEIGHTS:
                registerFont(TTFont(f"{tag}-{weight}", str(fonts.file(tag, weight))))

    def prepare(self, sheet: Sheet) -> Sheet:
        """Give the sheet itself."""
        return sheet

    def sign(self, prepared: Sheet) -> bytes:
        """Draw one file."""
        return self.merged([prepared])

    def merged(self, prepared: Sequence[Sheet]) -> bytes:
        """Draw one file with a page a sign."""
        out = io.BytesIO()
        canvas = Canvas(out, (page.WIDTH * mm, page.HEIGHT * mm))
        for sheet in prepared:
            _draw(canvas, sheet)
            self.symbol(canvas, sheet.url)
            canvas.showPage()
        canvas.save()
        return out.getvalue()


def _draw(canvas: Canvas, sheet: Sheet) -> None:
    canvas.setFillColor(HexColor(sheet.colour))
    canvas.rect(0, (page.HEIGHT - page.BAND) * mm, page.WIDTH * mm, page.BAND * mm, stroke=0, fill=1)
    _pictogram(canvas, page.MARGIN, 8, 30, "#ffffff")
    for number, (tag, text) in enumerate(sheet.kind.items()):
        _string(canvas, text, tag, 17 + 8 * number, 20, "#ffffff", 52)
    for number, (tag, text) in enumerate(sheet.names.items()):
        _string(canvas, text, tag, page.NAMES_TOP + 12 + 16 * number, page.size(text, 36, 178), "#15202b")
    _facts(canvas, sheet)
    _foot(canvas, sheet)


def _string(
    canvas: Canvas, text: str, tag: str, top: float, size: float, colour: str, left: float = page.MARGIN
) -> None:
    canvas.setFont(f"{tag}-bold", size)
    canvas.setFillColor(HexColor(colour))
    if tag in page.RIGHT_TO_LEFT:
        canvas.drawRightString((page.WIDTH - page.MARGIN) * mm, (page.HEIGHT - top) * mm, text)
    else:
        canvas.drawString(left * mm, (page.HEIGHT - top) * mm, text)


def _facts(canvas: Canvas, sheet: Sheet) -> None:
    for number, fact in enumerate(sheet.facts):
        top = page.FACTS_TOP + 26 * number
        _pictogram(canvas, page.MARGIN, top, 14, sheet.colour)
        for place, (tag, text) in enumerate(fact.items()):
            _paragraph(canvas, text, tag, 36 + 82 * (place % 2), top + 11 * (place // 2), 76)


def _foot(canvas: Canvas, sheet: Sheet) -> None:
    for number, (tag, text) in enumerate(sheet.scan.items()):
        _paragraph(canvas, text, tag, 104, page.FOOT_TOP + page.SCAN_STEP * number, 90)
    for number, (tag, text) in enumerate([("en", sheet.typed), ("en", sheet.hotline), ("zh-Hans", sheet.address)]):
        _string(canvas, text, tag, page.NAMED_TOP + 5 + 7 * number, 14, "#15202b", 104)
    _string(canvas, sheet.stamp, "zh-Hans", page.FOOT_TOP - 3, 16, "#ad1219")
    for number, text in enumerate(sheet.fine):
        _string(canvas, text, "en", page.FINE_TOP + 4 + 4 * number, 7.5, "#4a5866")


def _paragraph(canvas: Canvas, text: str, tag: str, left: float, top: float, width: float) -> None:
    style = ParagraphStyle(
        tag,
        fontName=f"{tag}-regular",
        fontSize=page.BLOCK_PT,
        leading=1.2 * page.BLOCK_PT,
        alignment=TA_RIGHT if tag in page.RIGHT_TO_LEFT else TA_LEFT,
        wordWrap="CJK" if tag == "zh-Hans" else None,
    )
    paragraph = Paragraph(text, style)
    _, height = paragraph.wrap(width * mm, page.HEIGHT * mm)
    paragraph.drawOn(canvas, left * mm, (page.HEIGHT - top) * mm - height)


def _pictogram(canvas: Canvas, left: float, top: float, width: float, colour: str) -> None:
    unit = width / 24 * mm
    canvas.saveState()
    canvas.translate(left * mm, (page.HEIGHT - top - width) * mm)
    canvas.setFillColor(HexColor(colour))
    canvas.setStrokeColor(HexColor(colour))
    canvas.setLineWidth(2 * unit)
    canvas.circle(12 * unit, 12 * unit, 10 * unit)
    canvas.circle(12 * unit, 16.8 * unit, 1.6 * unit, stroke=0, fill=1)
    canvas.rect(10 * unit, 7 * unit, 3 * unit, 6 * unit, stroke=0, fill=1)
    canvas.restoreState()
