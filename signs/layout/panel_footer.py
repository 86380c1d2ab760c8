"""The lower part of a panel's column: code, address in words, hotline, street address, small print.

In: a `SignContent`, what is drawn beside it, the column and what texts are set with. Out: a `Block` from (0, 0) down,
which `panel` moves to the column's lower edge. Its items stand beside one another while there is room, as words do on
a line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from directory.signage.content import SignContent, SignText
from signs.layout.blocks import joined, moved
from signs.layout.boxes import (
    LADDER,
    Block,
    Box,
    Extras,
    Icon,
    Overfull,
    Panel,
    Setting,
    place,
    set_all,
    stack,
    stack_height,
)
from signs.layout.panel_formats import PanelFormat
from signs.layout.scan_column import CALL, PLACE
from signs.text.paragraph import fit

# In millimetres of an A4 page; other formats multiply by their `space`.
ITEM_GAP, ROW_GAP, ABOVE_FINE = 6.0, 2.5, 2.5
CODE_INSET, CODE_PADDING, CODE_RADIUS, CODE_OUTLINE = 4.0, 1.2, 2.0, 0.5


@dataclass(frozen=True)
class _Item:
    """What keeps together: a block from (0, 0), and how wide it is."""

    block: Block
    width: float


def footer(content: SignContent, extras: Extras, column: Box, setting: Setting[PanelFormat]) -> Block:
    """Lay the footer as large as it takes no more than its share of the column, or else at the least sizes."""
    most = column.height * setting.form.footer
    fault: Overfull | None = None
    found: Block | None = None
    for step in range(LADDER + 1):
        try:
            found = _footer(content, extras, step, column.width, setting)
        except Overfull as overfull:
            fault = overfull
            continue
        if found.bottom <= most:
            return found
    if found is None:
        raise fault or Overfull("code", SignText(content.code, "en"))
    return found


def _footer(content: SignContent, extras: Extras, step: int, width: float, setting: Setting[PanelFormat]) -> Block:
    items = [_code(content.code, step, width, setting), _words(extras.address, step, width, setting)]
    if content.hotline:
        items.append(_marked(CALL, [SignText(content.hotline, "en")], "hotline", step, width, setting))
    if content.address:
        items.append(_marked(PLACE, content.address, "place", step, width, setting))
    rows = _flow(items, width, ROW_GAP * setting.form.space, setting)
    fine = _flow(_fine(extras.fine, width, setting), width, 0.0, setting)
    return joined([rows, moved(fine, down=rows.bottom + ABOVE_FINE * setting.form.space)]) if extras.fine else rows


def _flow(items: Sequence[_Item], width: float, between: float, setting: Setting[PanelFormat]) -> Block:
    """Put items beside one another, level by their middles, and begin a new row where the width ends."""
    gap = ITEM_GAP * setting.form.space
    rows: list[list[_Item]] = []
    used = 0.0
    for item in items:
        if not rows or used + gap + item.width > width + 1e-9:
            rows.append([])
            used = -gap
        rows[-1].append(item)
        used += gap + item.width
    blocks: list[Block] = []
    y = 0.0
    for row in rows:
        tall, x = max(item.block.bottom for item in row), 0.0
        for item in row:
            blocks.append(moved(item.block, x, y + (tall - item.block.bottom) / 2))
            x += item.width + gap
        y += tall + between
    return joined(blocks)


def _code(code: str, step: int, width: float, setting: Setting[PanelFormat]) -> _Item:
    """Set the code in an outlined box: what a caller reads out."""
    space = setting.form.space
    inset, padding = CODE_INSET * space, CODE_PADDING * space
    (found,) = set_all([SignText(code, "en")], "code", step, "bold", width - 2 * inset, 1, setting)
    box = Box(0.0, 0.0, found.width_mm + 2 * inset, found.height_mm + 2 * padding)
    texts = place(found, "code", inset, padding, found.width_mm, "ink")
    frame = Panel(box, "ink", CODE_RADIUS * space, CODE_OUTLINE * space)
    return _Item(Block(texts, panels=(frame,), bottom=box.height), box.width)


def _words(address: str, step: int, width: float, setting: Setting[PanelFormat]) -> _Item:
    """Set the address in words, for those whose telephone does not scan."""
    (found,) = set_all([SignText(address, "en")], "address", step, "bold", width, 2, setting)
    return _Item(stack([found], "address", 0.0, 0.0, found.width_mm, "ink"), found.width_mm)


def _marked(
    icon: str, texts: Sequence[SignText], role: str, step: int, width: float, setting: Setting[PanelFormat]
) -> _Item:
    """Set texts beside a pictogram that says what they are."""
    size, weight = setting.form.small_icon, "bold" if role == "hotline" else "regular"
    inset = size + 2 * setting.form.space
    found = set_all(texts, role, step, weight, width - inset, 2, setting)
    room = max(paragraph.width_mm for paragraph in found)
    tall = max(size, stack_height(found))
    words = stack(found, role, inset, (tall - stack_height(found)) / 2, room, "ink")
    mark = Icon(Box(0.0, (tall - size) / 2, size, size), icon, "ink")
    return _Item(Block(words.texts, (mark,), bottom=tall), inset + room)


def _fine(fine: Sequence[str], width: float, setting: Setting[PanelFormat]) -> list[_Item]:
    """Set the small print."""
    items = []
    for text in fine:
        found = fit(text, "en", "regular", setting.sizes("fine"), width, 4, setting.measure)
        if found is None:
            raise Overfull("fine", SignText(text, "en"))
        items.append(_Item(stack([found], "fine", 0.0, 0.0, found.width_mm, "quiet"), found.width_mm))
    return items
