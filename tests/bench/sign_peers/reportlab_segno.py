"""ReportLab as before, but with segno's symbol drawn by runs of modules: what is left without the slow QR widget."""

from __future__ import annotations

import segno  # type: ignore[import-not-found]  # of the peers' environment
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from tests.bench.sign_peers import naive_reportlab
from tests.bench.sign_peers import sheet as page
from tests.bench.sign_peers.symbol import MASK, runs


class Engine(naive_reportlab.Engine):
    """The naive script with another symbol."""

    @staticmethod
    def symbol(canvas: Canvas, url: str) -> None:
        """Draw the QR symbol as filled rectangles."""
        matrix = segno.make_qr(url, error="q", mask=MASK).matrix
        module = page.SYMBOL / len(matrix) * mm
        top = (page.HEIGHT - page.FOOT_TOP) * mm
        canvas.setFillGray(0)
        for row, column, length in runs(matrix):
            left = page.MARGIN * mm + column * module
            canvas.rect(left, top - (row + 1) * module, length * module, module, stroke=0, fill=1)
