"""A picture of a sign, to look at before it is printed.

In: the bytes of its PDF. Out: a small PNG of its first page, in a palette: signs are flat colours and text. pdfium
renders it, which is not safe for threads; the caller sees to that.
"""

from __future__ import annotations

import io
import math

import pypdfium2
from PIL import Image

HEIGHT = 800  # pixels: read on a phone without zooming in
MOST_PIXELS = 1_000_000  # of a picture, whatever the page's shape
COLOURS = (64, 16, 8)  # of the palette, until the picture is light enough
LIGHTER = 0.9  # what a picture is scaled by when fewer colours do not help


def picture(pdf: bytes, height: int = HEIGHT, most_bytes: int | None = None) -> bytes:
    """Render the first page at about a height in pixels; with `most_bytes` in fewer colours, then smaller, to fit."""
    page = _rendered(pdf, height)
    while True:
        for colours in COLOURS:
            data = _png(page.quantize(colours, dither=Image.Dither.NONE))
            if most_bytes is None or len(data) <= most_bytes or max(page.size) < 100:
                return data
        page = page.resize((round(page.width * LIGHTER), round(page.height * LIGHTER)), Image.Resampling.LANCZOS)


def _rendered(pdf: bytes, height: int) -> Image.Image:
    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[0]
        wide, high = page.get_size()
        scale = min(height / high, math.sqrt(MOST_PIXELS / (wide * high)))
        found: Image.Image = page.render(scale=scale).to_pil().convert("RGB")
    finally:
        document.close()
    return found


def _png(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()
