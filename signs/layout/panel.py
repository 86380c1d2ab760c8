"""A sign that is wider than high: a table tent, a counter card.

In: a `SignContent`, what is drawn beside it and what texts are set with. Out: one `Layout`; a text that does not fit at
its least size raises `Overfull`. Facts without room are left off from the last one, since the page says them all.

    +-------+ stamps                      scan, one    +-----------------------------+
    |       | names                       paragraph a  | band along the upper edge   |
    | band  | facts in one or two         language     +-----------------------------+
    |       | columns                     +--------+    or so: the rest is the same
    |       | code  address  hotline      |   QR   |
    +-------+ place, small print          +--------+
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from directory.signage.content import SignContent, SignText
from signs.layout.blocks import centred, joined, moved, page, stamp_strips, symbol_at
from signs.layout.boxes import (
    LADDER,
    Block,
    Box,
    Extras,
    Icon,
    Layout,
    Overfull,
    Panel,
    Setting,
    Symbol,
    Text,
    set_all,
    stack,
    stack_height,
)
from signs.layout.names_and_facts import Stacks, both_sides, names_and_facts, set_texts
from signs.layout.panel_footer import footer
from signs.layout.panel_formats import PanelFormat

# In millimetres of an A4 page; other formats multiply by their `space`.
BAND_PADDING, BAND_GAP, BAND_SIDE, BAND_RADIUS = 5.0, 4.0, 8.0, 5.0
BESIDE_BAND, BELOW_BAND = 11.0, 6.0
KIND_GAP, SCAN_GAP = 2.0, 2.5
ABOVE_FOOTER, BELOW_STAMPS = 7.0, 5.0
FEW = 2  # facts that a panel has even where its names are small
CALM = 0.3  # of the way from the least size to the wanted one: a name that is no longer small


def arrange_panel(content: SignContent, extras: Extras, setting: Setting[PanelFormat]) -> tuple[Layout, ...]:
    """Lay out a panel's one page."""
    space = setting.form.space
    symbol = symbol_at(extras.modules, setting.form)
    band, field = _band_left(content, setting) if setting.form.band else _band_above(content, setting)
    scan = _scan(content.scan, symbol, field, setting)
    column = Box(field.x, field.y, symbol.box.x - 2 * space - field.x, field.height)
    strips = stamp_strips(extras.stamps, column._replace(height=0.0), setting)
    foot = footer(content, extras, column, setting)
    top = strips.bottom + (BELOW_STAMPS * space if extras.stamps else 0.0)
    lowest = column.bottom - foot.bottom - ABOVE_FOOTER * space
    upper = _names_and_facts(content, Box(column.x, top, column.width, lowest - top), setting)
    below = moved(foot, column.x, column.bottom - foot.bottom)
    return (page((band, strips, upper, scan, below), symbol),)


def _band_left(content: SignContent, setting: Setting[PanelFormat]) -> tuple[Block, Box]:
    """Lay the band down the left edge, pictograms above the kind; give it and the field beside it."""
    form = setting.form
    top, space, padding = form.margin, form.space, BAND_PADDING * form.space
    ground = Box(form.left, top, form.band, form.bottom - top)
    inner = Box(ground.x + padding, top + padding, ground.width - 2 * padding, ground.height - 2 * padding)
    size, gap = form.band_icon, BAND_GAP * space
    if content.icons:
        size = min(size, (inner.width - gap * (len(content.icons) - 1)) / len(content.icons))
    row = size * len(content.icons) + gap * (len(content.icons) - 1)
    first = inner.x + (inner.width - row) / 2
    kind = _kind_below(content.kind, inner.width, inner.height - size - gap, setting)
    spare = inner.height - size - gap - kind.bottom
    y = inner.y + spare / 2
    icons = tuple(
        Icon(Box(first + i * (size + gap), y, size, size), name, "paper") for i, name in enumerate(content.icons)
    )
    words = moved(kind, inner.x, y + size + gap)
    panel = Panel(ground, content.family, BAND_RADIUS * space)
    field = Box(ground.right + BESIDE_BAND * space, top, 0.0, ground.height)
    return Block(words.texts, icons, (panel,), ground.bottom), field._replace(width=form.right - field.x)


def _kind_below(kind: Sequence[SignText], width: float, height: float, setting: Setting[PanelFormat]) -> Block:
    """Set the kind as large as it fits below the pictograms, a language rather on one line than on two."""
    gap = KIND_GAP * setting.form.space
    steps = [(step, lines) for lines in (1, 2, 3) for step in range(LADDER + 1)]
    fault = Overfull("kind", max(kind, key=lambda text: len(text.value)))
    for step, lines in steps:
        try:
            found = set_all(kind, "kind", step, "bold", width, lines, setting)
        except Overfull:
            continue
        if stack_height(found) + gap * (len(found) - 1) <= height:
            blocks, y = [], 0.0
            for paragraph in found:
                blocks.append(centred([paragraph], "kind", 0.0, y, width, "paper"))
                y = blocks[-1].bottom + gap
            return joined(blocks)
    raise fault


def _band_above(content: SignContent, setting: Setting[PanelFormat]) -> tuple[Block, Box]:
    """Lay the band along the upper edge, the kind beside the pictograms; give it and the field below it."""
    form = setting.form
    top, space, size, padding = form.margin, form.space, form.band_icon, BAND_PADDING * form.space
    side, gap = BAND_SIDE * space, BAND_GAP * space
    icons = tuple(
        Icon(Box(form.left + side + i * (size + gap), top + padding, size, size), name, "paper")
        for i, name in enumerate(content.icons)
    )
    x = icons[-1].box.right + side if icons else form.left + side
    room = Box(x, top + padding / 2, form.right - side - x, size + padding)
    texts, tall = _kind_beside(content.kind, room, setting)
    middle = (tall - room.height) / 2  # the pictograms stand in the middle of a band that had to grow
    ground = Box(form.left, top, form.inner, tall + padding)
    panel = Panel(ground, content.family, BAND_RADIUS * space)
    y = ground.bottom + BELOW_BAND * space
    icons = moved(Block(icons=icons), down=middle).icons
    return Block(texts, icons, (panel,), ground.bottom), Box(form.left, y, form.inner, form.bottom - y)


def _kind_beside(kind: Sequence[SignText], room: Box, setting: Setting[PanelFormat]) -> tuple[tuple[Text, ...], float]:
    """Set the kind in one stack or two beside the pictograms, as large as it fits; give the height that it took.

    That is the room's, or more where many languages do not fit it at the least size.
    """
    column = Setting(setting.form.column(room.width), setting.measure)
    ways = [(step, lines, wide) for lines in (1, 2, 3) for step in range(LADDER + 1) for wide in (True, False)]
    lowest: Stacks | None = None
    for step, lines, wide in ways:
        try:
            found = set_texts("", tuple(kind), ("kind", "bold", lines), step, room.width, wide, column)
        except Overfull:
            continue
        if found.height <= room.height:
            return both_sides(found, "kind", room.x, room.right, room.y + room.height / 2, "paper"), room.height
        lowest = found if lowest is None or found.height < lowest.height else lowest
    if lowest is None:
        raise Overfull("kind", max(kind, key=lambda text: len(text.value)))
    return both_sides(lowest, "kind", room.x, room.right, room.y + lowest.height / 2, "paper"), lowest.height


def _scan(scan: Sequence[SignText], symbol: Symbol, field: Box, setting: Setting[PanelFormat]) -> Block:
    """Lay what the symbol is for above it, as large as it fits, and down to the quiet zone."""
    if not scan:
        return Block(bottom=field.y)
    gap, height = SCAN_GAP * setting.form.space, symbol.box.y - field.y
    quiet = 4 * symbol.module
    x, width = symbol.box.x + quiet, symbol.box.width - 2 * quiet
    for step in range(LADDER + 1):
        try:
            found = set_all(scan, "scan", step, "bold", width, 3, setting)
        except Overfull:
            if step == LADDER:
                raise
            continue
        tall = stack_height(found) + gap * (len(found) - 1)
        if tall <= height:
            return stack(found, "scan", x, symbol.box.y - tall, width, "ink", gap)
    raise Overfull("scan", max(scan, key=lambda text: len(text.value)))


def _names_and_facts(content: SignContent, room: Box, setting: Setting[PanelFormat]) -> Block:
    """Lay the names and as many facts as there is room for, from the first.

    Facts beyond the first `FEW` yield where the local name would come far down; the others only where nothing else
    helps.
    """
    column = Setting(setting.form.column(room.width), setting.measure)
    least, wanted = setting.form.least("name"), setting.form.names[0]
    found: Block | None = None
    for kept in range(len(content.lines), -1, -1):
        if found is not None and kept < FEW:
            break
        fewer = replace(content, lines=content.lines[:kept])
        try:
            found = moved(names_and_facts(fewer, room.y, room.bottom, column), room.x)
        except Overfull:
            if kept == 0:
                raise
            continue
        sizes = [text.size_pt for text in found.texts if text.role == "name"]
        if not sizes or sizes[0] >= least + (wanted - least) * CALM:
            break
    assert found is not None  # no facts at all either fit or raise
    return found
