"""The strip of Braille at the foot of a sign: how high it is, and the layer of dots.

In: a `Strip`, as `braille_strip` words it. Out: a format without it, and pages with its dots. The dots are a spot
colour on a layer of their own, for tactile varnish or a plate: printed ink alone cannot be felt.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from signs.layout.formats import Format
from signs.pdf import page as drawing
from signs.pdf.page import Page
from signs.text.braille_dots import PROFILES, Profile, dots

PADDING = 5.0  # mm above and below
LAYER = "Braille"
ON_LAYER = "/Spot CS 1 SCN"  # lines in the layer's own ink (ISO 32000-1, 8.6.6.4)


@dataclass(frozen=True)
class Strip:
    """Lines of Braille cells, the measures they are made with, and the height they take with the white around them."""

    lines: tuple[tuple[int, ...], ...]
    profile: Profile
    height: float


NONE = Strip((), PROFILES["marburg"], 0.0)


@lru_cache(maxsize=256)
def shortened(form: Format, height: float) -> Format:
    """Give a format without the strip at its foot; the same format where there is none."""
    return replace(form, height=form.height - height) if height else form


def dotted(page: Page, found: Strip, form: Format) -> Page:
    """Add the strip below a page that was laid out without it."""
    x, y = form.left + found.profile.dot_mm, page.height + PADDING
    centres = dots(found.lines, found.profile, x, y)
    piece = drawing.dots(centres, found.profile.dot_mm, ON_LAYER, LAYER)
    return replace(drawing.beside(page, [piece]), height=form.height)
