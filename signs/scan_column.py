"""The column beside the symbol: what it is for, the address in words, the place, the small print.

In: a `SignContent`, the address in words, the symbol's place and what texts are set with. Out: a `Block`
that ends level with the symbol.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from directory.signage import SignContent, SignText
from signs.boxes import (
    LADDER,
    Block,
    Box,
    Extras,
    Icon,
    Overfull,
    Panel,
    Setting,
    Symbol,
    place,
    set_all,
    stack,
    stack_height,
)
from signs.paragraph import fit, fit_name, set_paragraph
from signs.qr import QUIET_ZONE

CALL, PLACE = "call", "place"  # the pictograms of hotline and street address


def scan_column(content: SignContent, extras: Extras, symbol: Symbol, setting: Setting) -> Block:
    """Lay the column beside the symbol: what it is for, the address in words, the place, the small print."""
    form = setting.form
    quiet = QUIET_ZONE * symbol.module
    bottom = symbol.box.bottom - quiet
    top = column_top(symbol, setting)
    width = symbol.box.x - 2 * form.space - form.left
    fault = Overfull("scan", content.scan[0]) if content.scan else Overfull("address", SignText(extras.address, "en"))
    for step in range(LADDER + 1):
        try:
            block = _column(content, extras, step, width, top, setting)
        except Overfull as overfull:
            fault = overfull
            continue
        fine = _fine(extras.fine, width, bottom, setting)
        upper = min((text.box.y for text in fine.texts), default=bottom + 3 * form.space)
        spare = upper - 3 * form.space - block.bottom
        if spare >= 0:
            moved = _spread(block, spare)
            return Block(moved.texts + fine.texts, moved.icons, moved.panels, bottom)
    raise fault


def column_top(symbol: Symbol, setting: Setting) -> float:
    """Give the column's upper edge: the symbol's, without its quiet zone, or higher where the format has room."""
    quiet = QUIET_ZONE * symbol.module
    return min(symbol.box.y + quiet, symbol.box.bottom - quiet - setting.form.column)


def _spread(block: Block, spare: float) -> Block:
    """Move what stands below the scan lines down onto the small print, so that both ends align with the symbol."""

    def down(box: Box) -> Box:
        return replace(box, y=box.y + spare)

    texts = tuple(
        text if text.role == "scan" else replace(text, box=down(text.box), baseline=text.baseline + spare)
        for text in block.texts
    )
    icons = tuple(replace(icon, box=down(icon.box)) for icon in block.icons)
    return Block(
        texts, icons, tuple(replace(panel, box=down(panel.box)) for panel in block.panels), block.bottom + spare
    )


def _column(content: SignContent, extras: Extras, step: int, width: float, top: float, setting: Setting) -> Block:
    space, left = setting.form.space, setting.form.left
    lines = set_all(content.scan, "scan", step, "bold", width, 3, setting)
    scan = stack(lines, "scan", left, top, width, "ink", 1.5 * space)
    words = fit_name(extras.address, "en", "bold", setting.sizes("address"), width, 2, setting.measure)
    if words is None:
        raise Overfull("address", SignText(extras.address, "en"))
    typed = stack([words], "address", left, scan.bottom + 5 * space, width, "ink")
    code = _code(content.code, typed.bottom + 1.5 * space, setting)
    hotline = _hotline(content.hotline, code, width, setting)
    place = _address(content.address, step, max(code.bottom, hotline.bottom) + 3 * space, width, setting)
    blocks = (scan, typed, code, hotline, place)
    return Block(
        tuple(text for block in blocks for text in block.texts),
        tuple(icon for block in blocks for icon in block.icons),
        tuple(panel for block in blocks for panel in block.panels),
        max(block.bottom for block in blocks),
    )


def _code(code: str, y: float, setting: Setting) -> Block:
    """Lay the code in an outlined box: what a caller reads out."""
    form = setting.form
    inset, space = 4 * form.space, form.space
    paragraph = set_paragraph(code, "en", "bold", form.roles["code"].wanted_pt, form.inner, 1, setting.measure)
    if paragraph is None:
        raise Overfull("code", SignText(code, "en"))
    height = paragraph.height_mm + 2 * space
    panel = Panel(Box(form.left, y, paragraph.width_mm + 2 * inset, height), "ink", 2.0 * space, 0.5 * space)
    texts = place(paragraph, "code", form.left + inset, y + space, paragraph.width_mm, "ink")
    return Block(texts, panels=(panel,), bottom=y + height)


def _hotline(hotline: str, code: Block, width: float, setting: Setting) -> Block:
    """Lay the hotline beside the code where it fits, else below: a handset and the number."""
    if not hotline:
        return Block(bottom=code.bottom)
    form = setting.form
    size, space = form.small_icon, form.space
    inset, sizes = size + 2 * space, setting.sizes("hotline")
    beside = code.panels[0].box
    room = form.left + width - beside.right - 6 * space - inset
    paragraph = fit(hotline, "en", "bold", sizes, room, 1, setting.measure)
    x, y = beside.right + 6 * space, beside.y + space
    if paragraph is None:
        paragraph = fit(hotline, "en", "bold", sizes, width - inset, 2, setting.measure)
        x, y = form.left, code.bottom + 2 * space
    if paragraph is None:
        raise Overfull("hotline", SignText(hotline, "en"))
    line = max(size, beside.height - 2 * space if x > form.left else size, paragraph.height_mm)
    icon = Icon(Box(x, y + (line - size) / 2, size, size), CALL, "ink")
    texts = place(paragraph, "hotline", x + inset, y + (line - paragraph.height_mm) / 2, paragraph.width_mm, "ink")
    return Block(texts, (icon,), bottom=y + line)


def _address(address: Sequence[SignText], step: int, y: float, width: float, setting: Setting) -> Block:
    """Lay the street address in its languages beside a pin."""
    if not address:
        return Block(bottom=y)
    left, size = setting.form.left, setting.form.small_icon
    inset = size + 2 * setting.form.space
    paragraphs = set_all(address, "place", step, "regular", width - inset, 2, setting)
    icon = Icon(Box(left, y, size, size), PLACE, "ink")
    middle = y + max(0.0, (size - stack_height(paragraphs)) / 2)
    text = stack(paragraphs, "place", left + inset, middle, width - inset, "ink")
    return Block(text.texts, (icon,), bottom=max(text.bottom, icon.box.bottom))


def _fine(fine: Sequence[str], width: float, bottom: float, setting: Setting) -> Block:
    """Lay the small print, a paragraph for each of its texts, upwards from the lower edge."""
    found = []
    for text in fine:
        paragraph = fit(text, "en", "regular", setting.sizes("fine"), width, 4, setting.measure)
        if paragraph is None:
            raise Overfull("fine", SignText(text, "en"))
        found.append(paragraph)
    return stack(found, "fine", setting.form.left, bottom - stack_height(found), width, "quiet")
