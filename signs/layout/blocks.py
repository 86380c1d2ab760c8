"""What compositions share: where the symbol stands, blocks moved and gathered into a page, the strips of stamps.

In: a format, `Block`s and stamps. Out: a `Symbol`, `Block`s and a `Layout`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import itemgetter

from directory.signage.content import SignText
from signs.layout.boxes import LADDER, Block, Box, Layout, Overfull, Panel, Setting, Symbol, Text, place, set_all
from signs.layout.formats import Format
from signs.text.paragraph import Paragraph

STAMP_LINES = 4  # of a stamp that has a strip alone: one that names many languages
# In millimetres of an A4 page; other formats multiply by their `space`.
STAMP_GAP, STAMP_INSET, STAMP_PADDING, STAMP_RADIUS, STAMP_OUTLINE = 4.0, 3.0, 1.6, 2.0, 0.8


def symbol_at(modules: int, form: Format) -> Symbol:
    """Place the symbol at the lower right: itself at the margins, its quiet zone outside the trim."""
    module, quiet = form.module(modules), form.quiet(modules)
    right = min(form.right, form.width - form.trim - quiet)
    bottom = min(form.bottom, form.height - form.trim - quiet)
    size = module * modules + 2 * quiet
    return Symbol(Box(right + quiet - size, bottom + quiet - size, size, size), module)


def moved(block: Block, right: float = 0.0, down: float = 0.0) -> Block:
    """Move all that stands in a block, in millimetres."""

    def there(box: Box) -> Box:
        return Box(box.x + right, box.y + down, box.width, box.height)

    return Block(
        tuple([text._replace(box=there(text.box), baseline=text.baseline + down) for text in block.texts]),
        tuple([icon._replace(box=there(icon.box)) for icon in block.icons]),
        tuple([panel._replace(box=there(panel.box)) for panel in block.panels]),
        block.bottom + down,
    )


def joined(blocks: Sequence[Block]) -> Block:
    """Make one block of several; it ends where the lowest ends."""
    return Block(
        tuple(text for block in blocks for text in block.texts),
        tuple(icon for block in blocks for icon in block.icons),
        tuple(panel for block in blocks for panel in block.panels),
        max((block.bottom for block in blocks), default=0.0),
    )


def page(blocks: Sequence[Block], symbol: Symbol) -> Layout:
    """Gather a page; blocks are given in the order in which they are read out, grounds before what stands on them."""
    whole = joined(blocks)
    return Layout(whole.panels, whole.texts, whole.icons, symbol)


def stamp_strips(stamps: Sequence[SignText], field: Box, setting: Setting[Format], filled: bool = False) -> Block:
    """Lay the stamps in strips across a field, from its top: side by side where they fit so, else one below another.

    On paper a strip is outlined in the colour of alerts; on a coloured ground (`filled`) it is filled with paper, so
    that its red letters stand out from every family's colour. A field without height takes what height they need;
    within a given height the way is chosen that prints larger.
    """
    if not stamps:
        return Block(bottom=field.y)
    ways = [(step, way) for way in (_beside, _below) for step in range(LADDER + 1)]
    for step, way in sorted(ways, key=itemgetter(0)) if field.height else ways:
        try:
            found = way(stamps, step, field, setting, filled)
        except Overfull:
            continue
        if not field.height or found.bottom <= field.bottom:
            return found
    raise Overfull("stamp", max(stamps, key=lambda stamp: len(stamp.value)))


def _beside(stamps: Sequence[SignText], step: int, field: Box, setting: Setting[Format], filled: bool) -> Block:
    """Share the width out by the stamps' own widths, one line each."""
    gap, inset = STAMP_GAP * setting.form.space, STAMP_INSET * setting.form.space
    found = set_all(stamps, "stamp", step, "bold", field.width, 1, setting)
    room = field.width - gap * (len(found) - 1) - 2 * inset * len(found)
    spare = room - sum(paragraph.width_mm for paragraph in found)
    if spare < 0:
        raise Overfull("stamp", stamps[0])
    height = max(paragraph.height_mm for paragraph in found) + 2 * STAMP_PADDING * setting.form.space
    x, strips = field.x, []
    for paragraph in found:
        width = paragraph.width_mm + spare / len(found) + 2 * inset
        strips.append(_strip(paragraph, Box(x, field.y, width, height), setting, filled))
        x += width + gap
    return joined(strips)


def _below(stamps: Sequence[SignText], step: int, field: Box, setting: Setting[Format], filled: bool) -> Block:
    """Give each stamp a strip of the whole width."""
    space = setting.form.space
    room, y, strips = field.width - 2 * STAMP_INSET * space, field.y, []
    for paragraph in set_all(stamps, "stamp", step, "bold", room, STAMP_LINES, setting):
        box = Box(field.x, y, field.width, paragraph.height_mm + 2 * STAMP_PADDING * space)
        strips.append(_strip(paragraph, box, setting, filled))
        y = box.bottom + STAMP_GAP / 2 * space
    return joined(strips)


def _strip(paragraph: Paragraph, box: Box, setting: Setting[Format], filled: bool) -> Block:
    space = setting.form.space
    outline = 0.0 if filled else STAMP_OUTLINE * space
    panel = Panel(box, "paper" if filled else "alert", STAMP_RADIUS * space, outline)
    top = box.y + (box.height - paragraph.height_mm) / 2
    inset = STAMP_INSET * space
    texts = place(paragraph, "stamp", box.x + inset, top, box.width - 2 * inset, "alert", centred=True)
    return Block(texts, panels=(panel,), bottom=box.bottom)


def centred(paragraphs: Iterable[Paragraph], role: str, x: float, y: float, width: float, colour: str) -> Block:
    """Put paragraphs below one another, every line in the middle of a width."""
    texts: list[Text] = []
    for paragraph in paragraphs:
        texts += place(paragraph, role, x, y, width, colour, centred=True)
        y += paragraph.height_mm
    return Block(tuple(texts), bottom=y)
