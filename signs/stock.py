"""What the page for staff may offer: every design as plain figures, for pages that know nothing of drawing.

In: the designs, and the (kind, size) of which there are example pictures. Out: a `Stock`.
"""

from __future__ import annotations

from collections.abc import Iterable

from directory.signage.stock import Size, Stock
from signs.designs import DESIGNS, Design, kinds
from signs.order import MOST_NAME
from signs.pdf.finish import FINISHES
from signs.text.braille_dots import PROFILES


def stock(examples: Iterable[tuple[str, str]] = ()) -> Stock:
    """List all kinds of sign with their sizes."""
    sizes = {kind: tuple(_size(design) for (each, _), design in DESIGNS.items() if each == kind) for kind in kinds()}
    return Stock(sizes, FINISHES, tuple(PROFILES), MOST_NAME, tuple(examples))


def _size(design: Design) -> Size:
    form = design.form
    return Size(form.name, form.width, form.height, form.scan_m, design.round)
