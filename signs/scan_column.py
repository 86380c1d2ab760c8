"""The column beside the symbol: what it is for, the address in words, the place, the small print.

In: a `SignContent`, the address in words and the symbol's place. Out: a `Block` as high as the symbol.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from directory.signage import SignContent, SignText
from signs.boxes import (
    LADDER,
    LEFT,
    QR_QUIET,
    RIGHT,
    ROLES,
    Block,
    Box,
    Extras,
    Icon,
    Overfull,
    Panel,
    Symbol,
    least,
    place,
    set_all,
    stack,
    stack_height,
)
from signs.paragraph import Measure, fit, fit_name, set_paragraph

CALL, PLACE = "call", "place"  # the pictograms of hotline and street address


def scan_column(content: SignContent, extras: Extras, symbol: Symbol, measure: Measure) -> Block:
    """Lay the column beside the symbol: what it is for, the address in words, the place, the small print."""
    quiet = QR_QUIET * symbol.module
    top, bottom = symbol.box.y + quiet, symbol.box.bottom - quiet
    width = symbol.box.x - 2 - LEFT
    fault = Overfull("scan", content.scan[0]) if content.scan else Overfull("address", SignText(extras.address, "en"))
    for step in range(LADDER + 1):
        try:
            block = _column(content, extras, step, width, top, measure)
        except Overfull as overfull:
            fault = overfull
            continue
        fine = _fine(extras.fine, width, bottom, measure)
        spare = min(text.box.y for text in fine.texts) - 3 - block.bottom if fine.texts else bottom - block.bottom
        if spare >= 0:
            moved = _spread(block, spare)
            return Block(moved.texts + fine.texts, moved.icons, moved.panels, bottom)
    raise fault


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


def _column(content: SignContent, extras: Extras, step: int, width: float, top: float, measure: Measure) -> Block:
    scan = stack(set_all(content.scan, "scan", step, "bold", width, 3, measure), "scan", LEFT, top, width, "ink", 1.5)
    words = fit_name(extras.address, "en", "bold", (least("address"), ROLES["address"][1]), width, 2, measure)
    if words is None:
        raise Overfull("address", SignText(extras.address, "en"))
    typed = stack([words], "address", LEFT, scan.bottom + 5, width, "ink")
    code = _code(content.code, typed.bottom + 1.5, measure)
    hotline = _hotline(content.hotline, code, width, measure)
    place = _address(content.address, step, max(code.bottom, hotline.bottom) + 3, width, measure)
    blocks = (scan, typed, code, hotline, place)
    return Block(
        tuple(text for block in blocks for text in block.texts),
        tuple(icon for block in blocks for icon in block.icons),
        tuple(panel for block in blocks for panel in block.panels),
        max(block.bottom for block in blocks),
    )


def _code(code: str, y: float, measure: Measure) -> Block:
    """Lay the code in an outlined box: what a caller reads out."""
    paragraph = set_paragraph(code, "en", "bold", ROLES["code"][1], RIGHT - LEFT, 1, measure)
    if paragraph is None:
        raise Overfull("code", SignText(code, "en"))
    height = paragraph.height_mm + 2
    panel = Panel(Box(LEFT, y, paragraph.width_mm + 8, height), "ink", 2.0, 0.5)
    return Block(
        place(paragraph, "code", LEFT + 4, y + 1, paragraph.width_mm, "ink"), panels=(panel,), bottom=y + height
    )


def _hotline(hotline: str, code: Block, width: float, measure: Measure) -> Block:
    """Lay the hotline beside the code where it fits, else below: a handset and the number."""
    if not hotline:
        return Block(bottom=code.bottom)
    beside = code.panels[0].box
    sizes = (least("hotline"), ROLES["hotline"][1])
    room = LEFT + width - beside.right - 6 - 9
    paragraph = fit(hotline, "en", "bold", sizes, room, 1, measure)
    x, y = beside.right + 6, beside.y + 1
    if paragraph is None:
        paragraph = fit(hotline, "en", "bold", sizes, width - 9, 2, measure)
        x, y = LEFT, code.bottom + 2
    if paragraph is None:
        raise Overfull("hotline", SignText(hotline, "en"))
    line = max(7.0, beside.height - 2 if x > LEFT else 7.0, paragraph.height_mm)
    icon = Icon(Box(x, y + (line - 7) / 2, 7, 7), CALL, "ink")
    texts = place(paragraph, "hotline", x + 9, y + (line - paragraph.height_mm) / 2, paragraph.width_mm, "ink")
    return Block(texts, (icon,), bottom=y + line)


def _address(address: Sequence[SignText], step: int, y: float, width: float, measure: Measure) -> Block:
    """Lay the street address in its languages beside a pin."""
    if not address:
        return Block(bottom=y)
    paragraphs = set_all(address, "place", step, "regular", width - 9, 2, measure)
    icon = Icon(Box(LEFT, y, 7, 7), PLACE, "ink")
    text = stack(paragraphs, "place", LEFT + 9, y + max(0.0, (7 - stack_height(paragraphs)) / 2), width - 9, "ink")
    return Block(text.texts, (icon,), bottom=max(text.bottom, icon.box.bottom))


def _fine(fine: Sequence[str], width: float, bottom: float, measure: Measure) -> Block:
    """Lay the small print, a paragraph for each of its texts, upwards from the lower edge."""
    found = []
    for text in fine:
        paragraph = fit(text, "en", "regular", (least("fine"), ROLES["fine"][1]), width, 4, measure)
        if paragraph is None:
            raise Overfull("fine", SignText(text, "en"))
        found.append(paragraph)
    return stack(found, "fine", LEFT, bottom - stack_height(found), width, "quiet")
