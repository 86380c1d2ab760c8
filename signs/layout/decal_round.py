"""A round sticker: rows as wide as the circle lets them be, the symbol below, code and revision at its sides.

In: a `SignContent`, a `Trial`, what texts are set with. Out: a `Layout`, or `Overfull` where the trial asks too much.
All corners of all boxes lie within the circle that is `margin` smaller than the sticker, the coloured ground within the
one that is `trim` smaller.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from directory.signage.content import SignContent, SignText
from signs.layout.blocks import centred, joined, moved, page, stamp_strips
from signs.layout.boxes import Block, Box, Extras, Icon, Layout, Overfull, Panel, Setting, Symbol, place, stack_height
from signs.layout.decal_formats import DecalFormat
from signs.layout.decal_trial import (
    FAR_NAMES,
    MORE,
    Trial,
    between,
    gap,
    longest,
    set_latin,
    set_more,
    set_name,
    set_what_fits,
)
from signs.layout.flow import put
from signs.pdf.qr import QUIET_ZONE
from signs.text.paragraph import Paragraph

# In millimetres of an A4 page; other formats multiply by their `space`.
ABOVE_CARD, BELOW_CARD, BESIDE_CARD = 4.0, 2.0, 3.0
SIDE_HEIGHT = 44.0  # of what stands at either side of the symbol
CARD_RADIUS = 0.25  # modules: rounder, and a preflight sees the ground in the corners of the quiet zone
KIND_LINES, FINE_LINES = 2, 5


@dataclass(frozen=True)
class _Disc:
    """A circle: its centre is as far from the left as from the top."""

    centre: float
    radius: float

    def half_chord(self, *heights: float) -> float:
        """Give how far it reaches to each side at the outermost of some heights."""
        out = max(abs(height - self.centre) for height in heights)
        return sqrt(max(0.0, self.radius**2 - out**2))

    def row(self, top: float) -> tuple[float, float]:
        """Give where a row of its upper half begins and how wide it may be: as wide as at the upper edge."""
        half = self.half_chord(top)
        return self.centre - half, 2 * half


def on_disc(content: SignContent, extras: Extras, trial: Trial, setting: Setting[DecalFormat]) -> Layout:
    """Lay a round sticker out as a trial asks."""
    form = setting.form
    disc = _Disc(form.width / 2, form.width / 2 - form.margin)
    symbol, address = _card(extras, trial, disc, setting)
    side = (form.width - 2 * form.trim) / 2
    ground = Panel(Box(form.trim, form.trim, 2 * side, 2 * side), content.family, side)
    card = Panel(symbol.box, "paper", CARD_RADIUS * symbol.module)
    upper = _upper(content, extras.stamps, trial, disc, setting)
    spare = symbol.box.y - ABOVE_CARD * form.space - upper[-1].bottom
    if spare < 0:
        raise Overfull("name", longest(content))
    lowered = [moved(block, down=spare * (place + 1) / (len(upper) + 1)) for place, block in enumerate(upper)]
    blocks = [Block(panels=(ground, card)), *lowered, *_sides(content, extras, trial, symbol, disc, setting), address]
    return page(blocks, symbol)


def _card(extras: Extras, trial: Trial, disc: _Disc, setting: Setting[DecalFormat]) -> tuple[Symbol, Block]:
    """Place the symbol as low as the circle lets its corners or the address below it be."""
    below, size = BELOW_CARD * setting.form.space, (extras.modules + 2 * QUIET_ZONE) * trial.module
    lowest = disc.centre + disc.half_chord(disc.centre - size / 2)
    address = Block()
    if trial.address:
        words = set_latin(extras.address, "address", "bold", size, 1, setting)
        bottom = disc.centre + disc.half_chord(disc.centre - words.width_mm / 2)
        lowest = min(lowest, bottom - words.height_mm - below)
        x = disc.centre - words.width_mm / 2
        address = Block(place(words, "address", x, lowest + below, words.width_mm, "paper"), bottom=bottom)
    return Symbol(Box(disc.centre - size / 2, lowest - size, size, size), trial.module), address


def _upper(
    content: SignContent, stamps: Sequence[SignText], trial: Trial, disc: _Disc, setting: Setting[DecalFormat]
) -> list[Block]:
    """Lay pictogram, kind, names and stamps from the top down."""
    apart, size = gap(setting), trial.icon(setting.form)
    y = disc.centre - disc.half_chord(disc.centre - size / 2)
    icons = tuple(Icon(Box(disc.centre - size / 2, y, size, size), name, "paper") for name in content.icons[:1])
    blocks = [Block((), icons, bottom=y + size)] if icons else [Block(bottom=y)]
    for index, name in enumerate(content.names[:FAR_NAMES]):
        y = blocks[-1].bottom + apart
        x, width = disc.row(y)
        found = set_name(name, index, width, trial, setting)
        blocks.append(centred([found], "name", x, y, width, "paper"))
    for line in set_more(content.names, disc.row(blocks[-1].bottom + apart)[1], trial, setting):
        y, width = blocks[-1].bottom + apart, line.width(between(setting))
        placed = put([line], MORE, disc.centre - width / 2, y, width, "paper", between(setting))
        blocks.append(Block(placed, bottom=y + line.height))
    if stamps and trial.belt:
        y = blocks[-1].bottom + apart
        x, width = disc.row(y)
        blocks.append(stamp_strips(stamps, Box(x, y, width, 0.0), setting, filled=True))
    return blocks


def _sides(
    content: SignContent, extras: Extras, trial: Trial, symbol: Symbol, disc: _Disc, setting: Setting[DecalFormat]
) -> tuple[Block, Block]:
    """Lay the kind at the left of the symbol where it fits, code and dated line at its right, where the disc is widest.

    Without the kind, the code stands at the left; stamps that are no belt take the place of the kind.
    """
    space = setting.form.space
    middle = max(disc.centre, symbol.box.y + SIDE_HEIGHT / 2 * space)
    half = disc.half_chord(middle - SIDE_HEIGHT / 2 * space, middle + SIDE_HEIGHT / 2 * space)
    width = half - symbol.box.width / 2 - BESIDE_CARD * space
    code = [(set_latin(content.code, "code", "bold", width, 1, setting), "code")]
    fine = [(set_latin(text, "fine", "regular", width, FINE_LINES, setting), "fine") for text in extras.fine[:1]]
    kind = set_what_fits(content.kind, "kind", (width, SIDE_HEIGHT * space), KIND_LINES, setting)
    at = Box(disc.centre - half, middle, width, 0.0)
    opposite = at._replace(x=symbol.box.right + BESIDE_CARD * space)
    right = _centred_rows(code + fine if kind or not trial.belt else fine, opposite, setting)
    if trial.belt:
        return _centred_rows([(paragraph, "kind") for paragraph in kind] or code, at, setting), right
    field = at._replace(y=0.0, height=SIDE_HEIGHT * space)
    strips = stamp_strips(extras.stamps, field, setting, filled=True)
    return moved(strips, down=middle - strips.bottom / 2), right


def _centred_rows(rows: Sequence[tuple[Paragraph, str]], at: Box, setting: Setting[DecalFormat]) -> Block:
    """Put paragraphs and their roles below one another around a height, every line in the middle."""
    y = at.y - (stack_height(paragraph for paragraph, _ in rows) + gap(setting) * (len(rows) - 1)) / 2
    blocks = []
    for paragraph, role in rows:
        blocks.append(centred([paragraph], role, at.x, y, at.width, "paper"))
        y = blocks[-1].bottom + gap(setting)
    return joined(blocks)
