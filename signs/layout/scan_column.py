"""The column beside the symbol: what it is for, the address in words, the place, the small print.

In: a `SignContent`, the address in words, the symbol's place and what texts are set with. Out: a `Block`
that ends level with the symbol.
"""

from __future__ import annotations

from collections.abc import Sequence

from directory.signage.content import SignContent, SignText
from signs.layout.blocks import moved
from signs.layout.boxes import (
    Block,
    Box,
    Extras,
    Icon,
    Overfull,
    Panel,
    Setting,
    Symbol,
    largest,
    place,
    set_all,
    stack,
    stack_height,
)
from signs.layout.column_formats import ColumnFormat
from signs.pdf.qr import QUIET_ZONE
from signs.text.paragraph import Paragraph, fit, fit_name, set_paragraph

CALL, PLACE = "call", "place"  # the pictograms of hotline and street address


def scan_column(
    content: SignContent, extras: Extras, symbol: Symbol, setting: Setting[ColumnFormat], rise: float = 0.0
) -> Block:
    """Lay the column beside the symbol: what it is for, the address in words, the place, the small print.

    It is `rise` times its usual height higher, for words in many languages.
    """
    form = setting.form
    quiet = QUIET_ZONE * symbol.module
    bottom = symbol.box.bottom - quiet
    top = column_top(symbol, setting, rise)
    space, width = form.space, symbol.box.x - 2 * form.space - form.left
    fine = _fine(extras.fine, width, bottom, setting)
    upper = min((text.box.y for text in fine.texts), default=bottom + 3 * space)
    typed = _typed(content, extras, width, setting)
    tallest = content.scan[0] if content.scan else SignText(extras.address, "en")

    def attempt(step: int) -> tuple[list[Paragraph], list[Paragraph], float]:
        scan = set_all(content.scan, "scan", step, "bold", width, 3, setting)
        place = set_all(content.address, "place", step, "regular", width - _inset(setting), 2, setting)
        heights = (_scan_height(scan, space), typed.bottom, max(stack_height(place), form.small_icon if place else 0.0))
        spare = upper - 3 * space - top - sum(heights) - (3 * space if place else 0.0)
        if spare < 0:
            raise Overfull("scan" if content.scan else "address", tallest)
        return scan, place, spare

    scan, place, spare = largest(attempt)
    first = stack(scan, "scan", form.left, top, width, "ink", 1.5 * space)
    second = moved(typed, down=first.bottom + (5 * space if scan else 0.0) + spare)
    third = _address(place, second.bottom + 3 * space, width, setting)
    blocks = (first, second, third, fine)
    return Block(
        tuple(text for block in blocks for text in block.texts),
        tuple(icon for block in blocks for icon in block.icons),
        tuple(panel for block in blocks for panel in block.panels),
        bottom,
    )


def _scan_height(scan: Sequence[Paragraph], space: float) -> float:
    """Give the height of the scan lines with the white below them."""
    return stack_height(scan) + 1.5 * space * (len(scan) - 1) + 5 * space if scan else 0.0


def _inset(setting: Setting[ColumnFormat]) -> float:
    return setting.form.small_icon + 2 * setting.form.space


def column_top(symbol: Symbol, setting: Setting[ColumnFormat], rise: float = 0.0) -> float:
    """Give the column's upper edge: the symbol's, without its quiet zone, or higher where the format has room."""
    quiet = QUIET_ZONE * symbol.module
    return min(symbol.box.y + quiet, symbol.box.bottom - quiet - setting.form.column * (1 + rise))


def _typed(content: SignContent, extras: Extras, width: float, setting: Setting[ColumnFormat]) -> Block:
    """Lay what a person types or calls, from 0 down: the address in words, the code, the hotline."""
    words = fit_name(extras.address, "en", "bold", setting.sizes("address"), width, 2, setting.measure)
    if words is None:
        raise Overfull("address", SignText(extras.address, "en"))
    typed = stack([words], "address", setting.form.left, 0.0, width, "ink")
    code = _code(content.code, typed.bottom + 1.5 * setting.form.space, setting)
    hotline = _hotline(content.hotline, code, width, setting)
    return Block(typed.texts + code.texts + hotline.texts, hotline.icons, code.panels, max(code.bottom, hotline.bottom))


def _code(code: str, y: float, setting: Setting[ColumnFormat]) -> Block:
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


def _hotline(hotline: str, code: Block, width: float, setting: Setting[ColumnFormat]) -> Block:
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


def _address(place: Sequence[Paragraph], y: float, width: float, setting: Setting[ColumnFormat]) -> Block:
    """Lay the street address in its languages beside a pin."""
    if not place:
        return Block(bottom=y)
    left, size, inset = setting.form.left, setting.form.small_icon, _inset(setting)
    icon = Icon(Box(left, y, size, size), PLACE, "ink")
    middle = y + max(0.0, (size - stack_height(place)) / 2)
    text = stack(place, "place", left + inset, middle, width - inset, "ink")
    return Block(text.texts, (icon,), bottom=max(text.bottom, icon.box.bottom))


def _fine(fine: Sequence[str], width: float, bottom: float, setting: Setting[ColumnFormat]) -> Block:
    """Lay the small print, a paragraph for each of its texts, upwards from the lower edge."""
    found = []
    for text in fine:
        paragraph = fit(text, "en", "regular", setting.sizes("fine"), width, 4, setting.measure)
        if paragraph is None:
            raise Overfull("fine", SignText(text, "en"))
        found.append(paragraph)
    return stack(found, "fine", setting.form.left, bottom - stack_height(found), width, "quiet")
