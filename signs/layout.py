"""Where everything on an A4 poster stands, no PDF.

In: a `SignContent`, what is drawn beside it, and a measuring function. Out: a `Layout`, or the Problem of a text that
would have to be printed smaller than may be read. Two laws hold: no box overlaps another, and none comes within
5 mm of the trim. A `Panel` is the ground of the boxes inside it.

    band      pictograms 30 mm and the kind, white on the family's colour
    stamps    SPECIMEN, DRAFT
    names     the local one first
    facts     one column, or two where that prints larger
    scan, address in words, code, place, hotline | QR symbol
    revision, date, sources                      |
"""

from __future__ import annotations

from collections.abc import Sequence

from directory.problem import Problem, error, shorten
from directory.signage import SignContent, SignText
from signs.boxes import (
    BOTTOM,
    HEIGHT,
    LADDER,
    LEFT,
    QR_QUIET,
    QR_SIZE,
    RIGHT,
    ROLES,
    TRIM,
    WIDTH,
    Block,
    Box,
    Extras,
    Icon,
    Layout,
    Overfull,
    Panel,
    Symbol,
    Text,
    least,
    place,
    set_all,
    stack_height,
)
from signs.names_and_facts import both_sides, names_and_facts, set_texts
from signs.paragraph import Measure, fit
from signs.scan_column import scan_column

TOP = 12.0
MOST_ICONS = 4  # of BAND_ICON each, between the margins
BAND_ICON, BAND_PADDING, BAND_GAP = 30.0, 6.0, 4.0
STAMP_HEIGHT = 10.0
WIDE_KIND = 75.0  # room for two stacks of the kind


def arrange(content: SignContent, extras: Extras, measure: Measure) -> Layout | list[Problem]:
    """Lay a poster out; a text that does not fit at its least size is a Problem."""
    try:
        return _arrange(content, extras, measure)
    except Overfull as fault:
        return [_too_small(content, fault.role, fault.text)]


def _arrange(content: SignContent, extras: Extras, measure: Measure) -> Layout:
    symbol = _symbol(extras.modules)
    band = _band(content, measure)
    stamps = _stamps(extras.stamps, band.bottom + 4, measure)
    upper = names_and_facts(content, max(band.bottom, stamps.bottom) + 5, symbol.box.y - 3, measure)
    lower = scan_column(content, extras, symbol, measure)
    blocks = (band, stamps, upper, lower)
    return Layout(
        tuple(panel for block in blocks for panel in block.panels),
        tuple(text for block in blocks for text in block.texts),
        tuple(icon for block in blocks for icon in block.icons),
        symbol,
    )


def _too_small(content: SignContent, role: str, text: SignText) -> Problem:
    distance = ROLES[role][0]
    return error(
        f"sign of {content.venue}",
        role,
        "sign-text-too-long",
        text.value,
        f'"{shorten(text.value, 60)}" ({text.lang}) does not fit at {least(role)} pt, '
        f"the least for reading it at {distance} m",
        "shorten the text, or leave a fact or a language off the sign",
    )


def _symbol(modules: int) -> Symbol:
    """Place the symbol at the lower right, its quiet zone outside the trim's 5 mm."""
    module = QR_SIZE / modules
    quiet = QR_QUIET * module
    right = min(RIGHT, WIDTH - TRIM - quiet)
    bottom = min(BOTTOM, HEIGHT - TRIM - quiet)
    size = QR_SIZE + 2 * quiet
    return Symbol(Box(right + quiet - size, bottom + quiet - size, size, size), module)


def _band(content: SignContent, measure: Measure) -> Block:
    """Lay the band: pictograms from the left, the kind beside them where it is legible, else below."""
    top = TOP
    icons = tuple(
        Icon(Box(LEFT + 8 + i * (BAND_ICON + BAND_GAP), top + BAND_PADDING, BAND_ICON, BAND_ICON), name, "paper")
        for i, name in enumerate(content.icons)
    )
    x = icons[-1].box.right + 8 if icons else LEFT + 8
    text = _kind_beside(content.kind, x, top + BAND_ICON / 2 + BAND_PADDING, measure)
    text = text or _kind_below(content.kind, top + BAND_PADDING + BAND_ICON + 2, measure)
    height = max(BAND_ICON + 2 * BAND_PADDING, text.bottom + 3 - top)
    panel = Panel(Box(LEFT, top, RIGHT - LEFT, height), content.family, 4.0)
    return Block(text.texts, icons, (panel,), top + height)


def _kind_beside(kind: Sequence[SignText], x: float, middle: float, measure: Measure) -> Block | None:
    """Stack the kind beside the pictograms, where it stays at least half way up the ladder.

    Two stacks are tried before one, and one line a language before two.
    """
    room = RIGHT - 8 - x
    ways = [(step, lines, wide) for lines in (1, 2) for step in range(LADDER // 2 + 1) for wide in (True, False)]
    for step, lines, wide in ways:
        if wide and room <= WIDE_KIND:
            continue
        try:
            found = set_texts("", kind, ("kind", "bold", lines), step, room, wide, measure)
        except Overfull:
            continue
        if max(stack_height(found.left), stack_height(found.right)) <= BAND_ICON + BAND_PADDING:
            return Block(both_sides(found, "kind", x, RIGHT - 8, middle, "paper"), bottom=middle)
    return None


def _kind_below(kind: Sequence[SignText], y: float, measure: Measure) -> Block:
    """Spread the kind in columns below the pictograms."""
    width = (RIGHT - LEFT - 16 - 6 * (len(kind) - 1)) / max(1, len(kind))
    for step in range(LADDER // 3, LADDER + 1):
        try:
            found = set_all(kind, "kind", step, "bold", width, 1 if step < LADDER else 3, measure)
        except Overfull:
            if step == LADDER:
                raise
            continue
        break
    tallest = max((paragraph.height_mm for paragraph in found), default=0.0)
    texts: list[Text] = []
    for index, paragraph in enumerate(found):
        top = y + (tallest - paragraph.height_mm) / 2
        texts += place(paragraph, "kind", LEFT + 8 + index * (width + 6), top, width, "paper")
    return Block(tuple(texts), bottom=y + tallest)


def _stamps(stamps: Sequence[SignText], y: float, measure: Measure) -> Block:
    """Lay the stamps side by side in outlined strips: seen at once, over nothing."""
    if not stamps:
        return Block(bottom=y - 4)
    gap = 4.0
    width = (RIGHT - LEFT - gap * (len(stamps) - 1)) / len(stamps)
    found = []
    for stamp in stamps:
        sizes = (least("stamp"), ROLES["stamp"][1])
        paragraph = fit(stamp.value, stamp.lang, "bold", sizes, width - 8, 1, measure)
        paragraph = paragraph or fit(stamp.value, stamp.lang, "bold", sizes, width - 8, 3, measure)
        if paragraph is None:
            raise Overfull("stamp", stamp)
        found.append(paragraph)
    height = max(STAMP_HEIGHT, *(paragraph.height_mm + 2 for paragraph in found))
    texts: list[Text] = []
    panels = []
    for index, paragraph in enumerate(found):
        x = LEFT + index * (width + gap)
        panels.append(Panel(Box(x, y, width, height), "alert", 2.0, 0.8))
        top = y + (height - paragraph.height_mm) / 2
        texts += place(paragraph, "stamp", x + 4, top, width - 8, "alert", centred=True)
    return Block(tuple(texts), panels=tuple(panels), bottom=y + height)
