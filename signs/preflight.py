"""Is a sign fit to be released? What a print shop's preflight asks, and whether the code in it reads.

In: a sign's layouts and its file. Out: a Problem for each fault; a sign with one is not written. The layouts are held
against the laws of layout, the file is read as a printer and a camera would: rendered by pdfium and decoded by zxing,
neither of which made it. ISO/IEC 15415 grades symbols with a calibrated camera; this only asks what it would fail on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
import zxingcpp
from PIL.Image import Image

from directory.problem import Problem, error
from signs.designs import Design
from signs.layout.boxes import Box, Layout
from signs.layout.formats import SCAN_RATIO, Format
from signs.pdf.qr import QUIET_ZONE
from signs.text.paragraph import metrics

DPI = 100  # what an office printer surely resolves, and a camera sees from the distance the sign is made for
INCH_MM = 25.4
LEAST_CONTRAST = 0.7  # of full scale: symbol contrast of grade 4 (ISO/IEC 15415, table 4)
SLACK = 1e-6


def layout_faults(layouts: Iterable[Layout], design: Design) -> Iterator[str]:
    """Say what in a sign's layouts goes against the laws: overlaps, the trim, sizes, the symbol's room."""
    for layout in layouts:
        symbols = [layout.symbol.box] if layout.symbol else []
        boxes = [*(text.box for text in layout.texts), *(icon.box for icon in layout.icons), *symbols]
        yield from (
            f"{_at(one)} and {_at(other)} overlap" for one, other in combinations(boxes, 2) if _over(one, other)
        )
        grounds = [panel.box for panel in layout.panels]
        yield from (f"{_at(box)} lies in what the trim may take" for box in boxes if not _on_page(box, design))
        for ground in grounds:
            crossing = (box for box in boxes if _over(box, ground) and not _inside(box, ground))
            yield from (f"{_at(box)} crosses the edge of {_at(ground)}" for box in crossing)
        yield from _small(layout, design.form)


def _small(layout: Layout, form: Format) -> Iterator[str]:
    for text in layout.texts:
        least = form.least(text.role) * metrics(text.lang).optical
        if text.size_pt < least - SLACK:
            yield f'"{text.text}" is {text.size_pt:.1f} pt, less than the {least:.1f} pt of its reading distance'
    if layout.symbol and layout.symbol.module < form.scan_m * 1000 / SCAN_RATIO - SLACK:
        yield f"a module of the code is {layout.symbol.module:.2f} mm, too small to be scanned from {form.scan_m} m"


def _at(box: Box) -> str:
    return f"the box at {box.x:.0f}, {box.y:.0f} mm ({box.width:.0f} x {box.height:.0f})"


def _over(one: Box, other: Box) -> bool:
    return min(one.right, other.right) - max(one.x, other.x) > SLACK and (
        min(one.bottom, other.bottom) - max(one.y, other.y) > SLACK
    )


def _inside(one: Box, other: Box) -> bool:
    return (
        one.x >= other.x - SLACK
        and one.y >= other.y - SLACK
        and one.right <= other.right + SLACK
        and one.bottom <= other.bottom + SLACK
    )


def _on_page(box: Box, design: Design) -> bool:
    form = design.form
    if not design.round:
        edge = form.trim
        return _inside(box, Box(edge, edge, form.width - 2 * edge, form.height - 2 * edge))
    middle, reach = form.width / 2, form.width / 2 - form.trim + SLACK
    corners = [(x - middle, y - middle) for x in (box.x, box.right) for y in (box.y, box.bottom)]
    return all(x * x + y * y <= reach * reach for x, y in corners)


def file_faults(data: bytes, address: str, codes: int) -> Iterator[str]:
    """Say what a printer or a camera would trip over: `codes` symbols that say `address`, all fonts embedded."""
    document = pypdfium2.PdfDocument(data)
    found = 0
    for number in range(len(document)):
        page = document[number]
        yield from _unembedded(page)
        image = page.render(scale=DPI / 72, grayscale=True).to_pil()
        symbols = zxingcpp.read_barcodes(image)
        found += len(symbols)
        for symbol in symbols:
            if symbol.text != address:
                yield f'the code says "{symbol.text}" instead of "{address}"'
            yield from _dirty(symbol, image)
    if found != codes:
        yield f"{found} of {codes} codes can be read at {DPI} dpi"


def _unembedded(page: Any) -> Iterator[str]:
    for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
        font = pdfium.FPDFTextObj_GetFont(item)
        if pdfium.FPDFFont_GetIsEmbedded(font) != 1:
            yield "a font is not embedded"
            return


def _dirty(symbol: Any, image: Image) -> Iterator[str]:
    """Check the symbol's contrast and the four white modules around it, as the pixels are."""
    corners = [getattr(symbol.position, name) for name in ("top_left", "top_right", "bottom_right", "bottom_left")]
    left, right = min(corner.x for corner in corners), max(corner.x for corner in corners)
    top, bottom = min(corner.y for corner in corners), max(corner.y for corner in corners)
    darkest, lightest = _extrema(image, (left, top, right, bottom))
    if (lightest - darkest) / 255 < LEAST_CONTRAST:
        yield f"the contrast of the code is {(lightest - darkest) / 255:.0%}"
    size = 17 + 4 * int(symbol.extra["Version"])  # modules a side (ISO/IEC 18004:2015, 5.3.1)
    quiet = int(QUIET_ZONE * (right - left) / size) - 1  # less a pixel of doubt
    near, far = (left - 2, top - 2, right + 2, bottom + 2), (left - quiet, top - quiet, right + quiet, bottom + quiet)
    strips = [
        (far[0], far[1], far[2], near[1]),
        (far[0], near[3], far[2], far[3]),
        (far[0], far[1], near[0], far[3]),
        (near[2], far[1], far[2], far[3]),
    ]
    if any(_extrema(image, strip)[0] < 255 * LEAST_CONTRAST for strip in strips):
        yield "something stands in the quiet zone of the code"


def _extrema(image: Image, box: tuple[int, int, int, int]) -> tuple[float, float]:
    """Give the darkest and the lightest value in a part of a grey picture."""
    found: Any = image.crop(box).getextrema()
    return float(found[0]), float(found[1])


def preflight(name: str, layouts: Iterable[Layout], design: Design, data: bytes, address: str) -> list[Problem]:
    """Check a sign before it is released; `address` is what its code says, "" if it has none."""
    codes = design.faces if address else 0
    faults = [*layout_faults(layouts, design), *file_faults(data, address, codes)]
    hint = "this is a fault of the program: report it with the name of the sign"
    return [error(f"sign {name}", "preflight", "sign-preflight", name, fault, hint) for fault in dict.fromkeys(faults)]
