"""The foot of a direction sign: where one stands, what the symbol is for, the code, the small print.

In: a `SignContent`, the address in words, the symbol's place and what texts are set with. Out: a `Block` as high as
the symbol. Two columns, since a sign of directions is wide: at the left where it hangs, beside the symbol what a
phone or a caller needs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from directory.signage.content import SignContent, SignText
from signs.layout.boxes import (
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
from signs.layout.scan_column import CALL
from signs.layout.way_formats import WaysFormat
from signs.pdf.qr import QUIET_ZONE

HERE = "here"  # the pictogram of the place where the sign hangs
LEFT_SHARE = 0.4  # of the width beside the symbol
RULE = 0.4
GAP = 6.0  # between the columns, in millimetres of an A4 page
FEW_NAMES = 2  # of the place where it hangs, where there is no room for all: who reads it stands there


def way_foot(content: SignContent, extras: Extras, symbol: Symbol, setting: Setting[WaysFormat]) -> Block:
    """Lay the foot beside the symbol, its columns at one step of the ladder."""
    form = setting.form
    quiet = QUIET_ZONE * symbol.module
    top, bottom = symbol.box.y + quiet, symbol.box.bottom - quiet
    width = symbol.box.x - form.left - GAP * form.space
    left = Box(form.left, top, width * LEFT_SHARE, bottom - top)
    right = Box(left.right + GAP * form.space, top, width - left.width, bottom - top)
    fault = Overfull("address", SignText(extras.address, "en"))
    for names, step in ((names, step) for names in (len(content.names), FEW_NAMES) for step in range(LADDER + 1)):
        try:
            here = _here(replace(content, names=content.names[:names]), extras, step, left, setting)
            scan = _scan(content, extras, step, right, setting)
        except Overfull as overfull:
            fault = overfull
            continue
        rule = Panel(Box(form.left, symbol.box.y - RULE, form.inner, RULE), "ink")
        return Block(here.texts + scan.texts, here.icons + scan.icons, (rule, *scan.panels), bottom)
    raise fault


def _here(content: SignContent, extras: Extras, step: int, box: Box, setting: Setting[WaysFormat]) -> Block:
    """Lay the place where the sign hangs and, at the lower edge, the small print."""
    size, space = setting.form.small_icon, setting.form.space
    x, width = box.x + size + 3 * space, box.width - size - 3 * space
    names = set_all(content.names, "place", step, "bold", width, 2, setting)
    names += set_all(content.address, "place", step, "regular", width, 2, setting)
    fine = set_all([SignText(text, "en") for text in extras.fine], "fine", step, "regular", box.width, 3, setting)
    upper = stack(names, "place", x, box.y, width, "ink")
    start = box.bottom - stack_height(fine)
    lower = stack(fine, "fine", box.x, start, box.width, "quiet")
    if max(upper.bottom, box.y + size) > start - space:
        raise _longest("place", (*content.names, *content.address), extras)
    icons = (Icon(Box(box.x, box.y, size, size), HERE, "ink"),) if names else ()
    return Block(upper.texts + lower.texts, icons)


def _scan(content: SignContent, extras: Extras, step: int, box: Box, setting: Setting[WaysFormat]) -> Block:
    """Lay what the symbol is for and, at the lower edge, the address in words, the code and the hotline."""
    space = setting.form.space
    scan = stack(
        set_all(content.scan, "scan", step, "bold", box.width, 2, setting), "scan", box.x, box.y, box.width, "ink"
    )
    words = set_all([SignText(extras.address, "en")], "address", step, "bold", box.width, 2, setting)
    code = _code_and_hotline(content, step, box, setting)
    start = min(panel.box.y for panel in code.panels) - space - stack_height(words)
    if scan.bottom > start - space:
        raise _longest("scan", content.scan, extras)
    typed = stack(words, "address", box.x, start, box.width, "ink")
    return Block(scan.texts + typed.texts + code.texts, code.icons, code.panels)


def _code_and_hotline(content: SignContent, step: int, box: Box, setting: Setting[WaysFormat]) -> Block:
    """Lay the code in an outlined box, what a caller reads out, and beside it whom to call."""
    space, size = setting.form.space, setting.form.small_icon * 0.8
    inset, padding = 3 * space, 0.8 * space
    [code] = set_all([SignText(content.code, "en")], "code", step, "bold", box.width / 2, 1, setting)
    height = max(size, code.height_mm + 2 * padding)
    ground = Box(box.x, box.bottom - height, code.width_mm + 2 * inset, height)
    middle = ground.y + height / 2
    texts = place(code, "code", box.x + inset, middle - code.height_mm / 2, code.width_mm, "ink")
    panel = Panel(ground, "ink", 1.5 * space, 0.4 * space)
    if not content.hotline:
        return Block(texts, panels=(panel,))
    call = Box(ground.right + GAP * space, middle - size / 2, size, size)
    x = call.right + 2 * space
    [number] = set_all([SignText(content.hotline, "en")], "hotline", step, "bold", box.right - x, 1, setting)
    texts += place(number, "hotline", x, middle - number.height_mm / 2, number.width_mm, "ink")
    return Block(texts, (Icon(call, CALL, "ink"),), (panel,))


def _longest(role: str, texts: Sequence[SignText], extras: Extras) -> Overfull:
    """Blame the longest text of a column, or the address, when the column has no words."""
    if not texts:
        return Overfull("address", SignText(extras.address, "en"))
    return Overfull(role, max(texts, key=lambda text: len(text.value)))
