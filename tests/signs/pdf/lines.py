"""Pages of a few lines, for the tests of files: what `paint` would make, without a layout."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from signs.pdf import page
from signs.pdf.finish import Finish
from signs.pdf.page import Page, Tag
from signs.pdf.writer import write
from signs.text import shaping
from signs.text.fonts import FontSet, find

OFFICE, GREY = Finish("office", "rgb", day="2026-05-02"), Finish("grey", "grey", day="2026-05-02")
INK = OFFICE.inks["ink"]


def opened(*tags: str) -> FontSet:
    """Open the faces of some languages."""
    found = find(tags)
    assert isinstance(found, FontSet), found
    return found


def opened_anew(*tags: str) -> FontSet:
    """Open the faces of some languages, of which nothing was shaped or cut out before; the others' stay as they are."""
    found = opened(*tags)
    return replace(found, faces={key: replace(face) for key, face in found.faces.items()}, alone={})


def paged(fonts: FontSet, lines: Sequence[tuple[str, str]], title: str = "测试", language: str = "zh-Hans") -> Page:
    """Set lines below one another on a small page, the first as its heading."""
    pieces = []
    for at, (text, lang) in enumerate(lines):
        shaped = shaping.shape(text, 0, len(text), lang, "bold", fonts)
        pieces.append(page.line(shaped, 10, 15 + 15 * at, 20, INK, Tag("P" if at else "H1", at, lang)))
    return Page(150, 120, tuple(pieces), language, title)


def filed(fonts: FontSet, lines: Sequence[tuple[str, str]], title: str = "测试") -> bytes:
    """Write such a page into a file."""
    return write([paged(fonts, lines, title)], OFFICE)
