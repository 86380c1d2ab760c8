"""From a layout to a drawn page: every box with its colour, every text shaped and tagged, the symbol module by module.

In: a `Layout`, the fonts, pictograms and inks it is painted with. Out: a `Page`. What words say is tagged for screen
readers: the first name, or on a board its title, is the page's heading, other texts are paragraphs, the symbol and
pictograms without words beside them are figures with words of their own; grounds, lines and other pictograms are
artifacts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from signs.layout.boxes import Icon, Layout, Symbol, Text
from signs.layout.formats import Format
from signs.pdf import page, qr
from signs.pdf.colours import Inks
from signs.pdf.page import Page, Piece, Tag
from signs.pdf.pictogram import Pictogram
from signs.text import shaping
from signs.text.fonts import FontSet

CORNER = 1 / 6  # of a pictogram's ground: its rounding
INSET = 1 / 8  # and the white around the figure in it


@dataclass(frozen=True)
class Paints:
    """What a layout is painted with; `symbol` holds the modules and `address` what they say, for screen readers."""

    fonts: FontSet
    drawings: Mapping[str, Pictogram]
    inks: Inks
    symbol: qr.Matrix
    address: str


def paint(layout: Layout, form: Format, language: str, title: str, paints: Paints) -> Page:
    """Paint a layout on a page of its format."""
    pieces = [*_panels(layout, paints), *_icons(layout.icons, paints), *_texts(layout.texts, paints)]
    if layout.symbol:
        pieces.append(_symbol(layout.symbol, paints, len(pieces)))
    return Page(form.width, form.height, tuple(pieces), language, title)


def _panels(layout: Layout, paints: Paints) -> Iterator[Piece]:
    for panel in layout.panels:
        box = panel.box
        ink = paints.inks[panel.colour]
        yield page.box(box.x, box.y, box.width, box.height, ink, panel.radius, panel.outline)


def _icons(icons: Sequence[Icon], paints: Paints) -> Iterator[Piece]:
    for place, icon in enumerate(icons):
        box, inset = icon.box, 0.0
        if icon.ground:
            yield page.box(box.x, box.y, box.width, box.height, paints.inks[icon.ground], box.width * CORNER)
            inset = box.width * INSET
        tag = Tag("Figure", place, alt=icon.alt) if icon.alt else None
        size = box.width - 2 * inset
        yield page.figure(paints.drawings[icon.name], box.x + inset, box.y + inset, size, paints.inks[icon.colour], tag)


def _texts(texts: Sequence[Text], paints: Paints) -> Iterator[Piece]:
    """Draw lines; those of one paragraph, which follow one another, are one element."""
    number, heading, last = 0, True, None
    first = "name" if any(text.role == "name" for text in texts) else "kind"
    tag = Tag("P", 0)
    for box, role, value, start, end, lang, weight, size_pt, baseline, colour in texts:
        if start == 0 or (value, lang, role) != last:
            number, last = number + 1, (value, lang, role)
            kind = "H1" if heading and role == first else "P"
            heading = heading and kind == "P"
            tag = Tag(kind, number, lang, spoken=value if shaping.has_vowel_marks(value) else "")
        line = shaping.shape(value, start, end, lang, weight, paints.fonts)
        yield page.line(line, box.x, baseline, size_pt, paints.inks[colour], tag)


def _symbol(symbol: Symbol, paints: Paints, number: int) -> Piece:
    quiet = qr.QUIET_ZONE * symbol.module
    tag = Tag("Figure", number, alt=f"QR: {paints.address}")
    return page.runs(
        qr.runs(paints.symbol),
        symbol.box.x + quiet,
        symbol.box.y + quiet,
        symbol.module,
        paints.inks["symbol"],
        tag,
    )
