"""Where everything on a sign stands, no PDF.

In: a `SignContent`, what is drawn beside it, and what texts are set with. Out: a `Layout`; a text that would have to be
printed smaller than may be read raises `Overfull`, of which `draw` makes a Problem. Two laws hold: no box overlaps
another, and none comes within what the trim may take. A `Panel` is the ground of the boxes inside it.

    band      pictograms and the kind, white on the family's colour
    stamps    SPECIMEN, DRAFT
    names     the local one first
    facts     one column, or two where that prints larger and the format is wide enough
    scan, address in words, code, place, hotline | QR symbol
    revision, date, sources                      |
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import lru_cache

from directory.signage.content import SignContent, SignText
from signs.layout.blocks import moved, symbol_at
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
    largest,
    place,
    set_all,
)
from signs.layout.column_formats import ColumnFormat
from signs.layout.names_and_facts import Stacks, both_sides, names_and_facts, set_texts
from signs.layout.scan_column import column_top, scan_column
from signs.text.paragraph import Paragraph, fit

MOST_ICONS = 4  # between the margins of every format
# The rest in millimetres of an A4 page; other formats multiply by their `space`.
BAND_PADDING, BAND_GAP, BAND_SIDE = 6.0, 4.0, 8.0
STAMP_HEIGHT = 10.0
ABOVE_COLUMN = 8.0  # white between the facts and the words beside the symbol
RISES = (0.0, 0.1, 0.2, 0.3, 0.45, 0.6)  # of the column, where six languages or large print need more height
WIDE_KIND = 75.0  # room for two stacks of the kind
MOST_COLUMNS = 3  # of kinds below the pictograms


def arrange(content: SignContent, extras: Extras, setting: Setting[ColumnFormat]) -> tuple[Layout, ...]:
    """Lay a sign out on one page; a text that does not fit at its least size raises `Overfull`."""
    space = setting.form.space
    symbol = symbol_at(extras.modules, setting.form)
    band = _band(content.icons, content.kind, content.family, setting)
    stamps = _stamps(extras.stamps, band.bottom + 4 * space, setting)
    top = max(band.bottom, stamps.bottom) + 5 * space
    lower, column = _lower(content, extras, symbol, setting)
    lowest = min(symbol.box.y - 3 * space, column - ABOVE_COLUMN * space)
    upper = names_and_facts(content, top, lowest, setting)
    blocks = (band, stamps, upper, lower)
    return (
        Layout(
            tuple(panel for block in blocks for panel in block.panels),
            tuple(text for block in blocks for text in block.texts),
            tuple(icon for block in blocks for icon in block.icons),
            symbol,
        ),
    )


def _lower(content: SignContent, extras: Extras, symbol: Symbol, setting: Setting[ColumnFormat]) -> tuple[Block, float]:
    """Lay the column beside the symbol, with its upper edge: as low as its words allow at their least sizes."""
    for rise in RISES[:-1]:
        try:
            return scan_column(content, extras, symbol, setting, rise), column_top(symbol, setting, rise)
        except Overfull:
            continue
    return scan_column(content, extras, symbol, setting, RISES[-1]), column_top(symbol, setting, RISES[-1])


@lru_cache(maxsize=1024)  # a city has a few dozen kinds of place
def _band(names: tuple[str, ...], kind: tuple[SignText, ...], family: str, setting: Setting[ColumnFormat]) -> Block:
    """Lay the band: pictograms from the left, the kind beside them where it is legible, else below.

    Pictograms come down in size where many share the band.
    """
    form = setting.form
    top, side, padding = form.top, BAND_SIDE * form.space, BAND_PADDING * form.space
    room = form.inner - 2 * side - BAND_GAP * form.space * (len(names) - 1)
    size = min(form.band_icon, room / max(1, len(names)))
    icons = tuple(
        Icon(Box(form.left + side + i * (size + BAND_GAP * form.space), top + padding, size, size), name, "paper")
        for i, name in enumerate(names)
    )
    x = icons[-1].box.right + side if icons else form.left + side
    beside = _kind_beside(kind, x, top + padding, size, setting)
    below = None if beside and not form.dense else _kind_below(kind, top + padding + size + 2 * form.space, setting)
    text = min((one for one in (beside, below) if one), key=lambda one: one.bottom)
    height = max(size + 2 * padding, text.bottom + 3 * form.space - top)
    panel = Panel(Box(form.left, top, form.inner, height), family, 4.0 * form.space)
    lower = (height - size) / 2 - padding if text is beside else 0.0  # pictograms level with taller words
    return Block(text.texts, moved(Block(icons=icons), down=lower).icons, (panel,), top + height)


def _kind_beside(
    kind: tuple[SignText, ...], x: float, top: float, size: float, setting: Setting[ColumnFormat]
) -> Block | None:
    """Stack the kind beside the pictograms, where it stays at least half way up the ladder; on a dense page any way."""
    form = setting.form
    right = form.right - BAND_SIDE * form.space
    found = (_lowest_stacks if form.dense else _largest_stacks)(kind, right - x, setting)
    if found is None:
        return None
    middle = top + max(size, found.height - BAND_PADDING * form.space) / 2
    return Block(both_sides(found, "kind", x, right, middle, "paper"), bottom=middle + found.height / 2)


def _largest_stacks(kind: tuple[SignText, ...], room: float, setting: Setting[ColumnFormat]) -> Stacks | None:
    """Set the kind hardly higher than the pictograms: in two stacks rather than one, on one line rather than two."""
    most = setting.form.band_icon + BAND_PADDING * setting.form.space
    ways = ((step, lines) for lines in (1, 2) for step in range(LADDER // 2 + 1))
    stacks = (found for step, lines in ways for found in _stacks(kind, room, step, lines, setting))
    return next((found for found in stacks if found.height <= most), None)


def _lowest_stacks(kind: tuple[SignText, ...], room: float, setting: Setting[ColumnFormat]) -> Stacks | None:
    """Set the kind so that it is as low as it can be at a small size, or else at the least."""
    for step in (LADDER * 3 // 4, LADDER):
        found = [one for lines in (1, 2, 3) for one in _stacks(kind, room, step, lines, setting)]
        if found:
            return min(found, key=lambda one: one.height)
    return None


def _stacks(
    kind: tuple[SignText, ...], room: float, step: int, lines: int, setting: Setting[ColumnFormat]
) -> Iterator[Stacks]:
    """Give the kind in two stacks where the room is wide, and in one, if its words fit so."""
    for wide in (True, False) if room > WIDE_KIND * setting.form.space else (False,):
        with suppress(Overfull):
            yield set_texts("", kind, ("kind", "bold", lines), step, room, wide, setting)


def _kind_below(kind: Sequence[SignText], y: float, setting: Setting[ColumnFormat]) -> Block:
    """Spread the kind in columns below the pictograms: in a row or two, or in more where a word is long."""
    most = len(kind) if len(kind) <= MOST_COLUMNS else -(-len(kind) // 2)
    fault = Overfull("kind", max(kind, key=lambda text: len(text.value), default=SignText("", "en")))
    for columns in range(max(1, most), 0, -1):
        try:
            return _in_columns(kind, columns, y, setting)
        except Overfull as overfull:
            fault = overfull
    raise fault


def _in_columns(kind: Sequence[SignText], columns: int, y: float, setting: Setting[ColumnFormat]) -> Block:
    form = setting.form
    side, gap = BAND_SIDE * form.space, 6 * form.space
    width = (form.inner - 2 * side - gap * (columns - 1)) / columns

    def attempt(step: int) -> list[Paragraph]:
        return set_all(kind, "kind", step, "bold", width, 1 if step < LADDER else 3, setting)

    found = largest(attempt, LADDER // 3)
    texts: list[Text] = []
    for start in range(0, len(found), columns):
        row = found[start : start + columns]
        tallest = max(paragraph.height_mm for paragraph in row)
        for index, paragraph in enumerate(row):
            top = y + (tallest - paragraph.height_mm) / 2
            texts += place(paragraph, "kind", form.left + side + index * (width + gap), top, width, "paper")
        y += tallest + form.space
    return Block(tuple(texts), bottom=y - (form.space if found else 0))


@lru_cache(maxsize=1024)  # below the bands of those kinds
def _stamps(stamps: tuple[SignText, ...], y: float, setting: Setting[ColumnFormat]) -> Block:
    """Lay the stamps side by side in outlined strips: seen at once, over nothing."""
    form = setting.form
    gap, inset = 4.0 * form.space, 4.0 * form.space
    if not stamps:
        return Block(bottom=y - gap)
    width = (form.inner - gap * (len(stamps) - 1)) / len(stamps)
    found = []
    for stamp in stamps:
        sizes, room = setting.sizes("stamp"), width - 2 * inset
        paragraph = fit(stamp.value, stamp.lang, "bold", sizes, room, 1, setting.measure)
        paragraph = paragraph or fit(stamp.value, stamp.lang, "bold", sizes, room, 3, setting.measure)
        if paragraph is None:
            raise Overfull("stamp", stamp)
        found.append(paragraph)
    height = max(STAMP_HEIGHT * form.space, *(paragraph.height_mm + 2 * form.space for paragraph in found))
    texts: list[Text] = []
    panels = []
    for index, paragraph in enumerate(found):
        x = form.left + index * (width + gap)
        panels.append(Panel(Box(x, y, width, height), "alert", 2.0 * form.space, 0.8 * form.space))
        top = y + (height - paragraph.height_mm) / 2
        texts += place(paragraph, "stamp", x + inset, top, width - 2 * inset, "alert", centred=True)
    return Block(tuple(texts), panels=tuple(panels), bottom=y + height)
