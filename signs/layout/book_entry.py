"""The entries of a booklet: a place with its symbol, a station in few words, the heading of a group.

In: a `BookEntry` or a `BookGroup`, what stands beside it and what texts are set with. Out: a `Strip`.

    12   names                          QR
    [p]  (kind) · pictograms           code
         address · way from the station
         hours · address in words

Where the local language is read from the right, all is mirrored.
"""

from __future__ import annotations

from collections.abc import Sequence

from directory.signage.book_content import BookEntry, BookGroup
from directory.signage.content import SignLine, SignText
from signs.layout.book_flow import Row, Strip, below, rows, single
from signs.layout.book_formats import BookFormat
from signs.layout.boxes import Block, Box, Extras, Icon, Panel, Setting, Symbol, place
from signs.layout.heading import reads_from_right

BESIDE = 3.0  # mm between columns of an entry
ICON_GAP = 1.6  # between pictograms of what it offers
GROUP_PADDING = 1.6
CODE_ROOM = 1.0  # the code may be this much wider than its symbol, on each side


def entry_strip(entry: BookEntry, mixed: bool, beside: Extras, setting: Setting[BookFormat]) -> Strip:
    """Lay out a place; in a group of mixed kinds it says its own."""
    form, mirrored = setting.form, reads_from_right(entry.names)
    symbol, code = _symbol(entry.code, beside.modules, mirrored, setting)
    number = _number(entry, form.right - form.icon if mirrored else form.left, setting)
    taken = form.icon + BESIDE
    width = form.inner - taken - symbol.box.width - BESIDE
    x = form.left + symbol.box.width + BESIDE if mirrored else form.left + taken
    shown = below(_names(entry, mixed), x, 0.0, width, setting)
    offers = _offers(entry.offers, x, shown.bottom, width, mirrored, setting)
    rest = below(_rest(entry, beside), x, offers.bottom, width, setting)
    texts = (*number.texts, *shown.texts, *rest.texts, *code.texts)
    bottom = max(number.bottom, rest.bottom, code.bottom)
    return Strip(Block(texts, (*number.icons, *offers.icons), bottom=bottom), symbol, entry.code, ruled=True)


def _symbol(code: str, modules: int, mirrored: bool, setting: Setting[BookFormat]) -> tuple[Symbol, Block]:
    """Place the symbol at the end of the entry, the code below it; its quiet zone reaches into the margin."""
    form = setting.form
    module = form.module(modules)
    size = (modules + 8) * module
    box = Box(form.left if mirrored else form.right - size, 0.0, size, size)
    words = single(SignText(code, "en"), "code", "bold", size + 2 * CODE_ROOM, setting)
    left = box.x + (size - words.width_mm) / 2
    texts = place(words, "code", left, box.bottom, words.width_mm, "ink")
    return Symbol(box, module), Block(texts, bottom=box.bottom + words.height_mm)


def _number(entry: BookEntry, x: float, setting: Setting[BookFormat]) -> Block:
    """Lay the entry's number and its kind's pictogram below one another."""
    size = setting.form.icon
    words = single(SignText(str(entry.number), "en"), "number", "bold", size, setting)
    texts = place(words, "number", x, 0.0, size, "ink", centred=True)
    icon = Icon(Box(x, words.height_mm + 0.4, size, size), entry.icon, "paper", entry.family)
    return Block(texts, (icon,), bottom=icon.box.bottom)


def _names(entry: BookEntry, mixed: bool) -> list[Row]:
    kind = [("fact", "regular", "quiet", entry.kind)] if mixed else []
    return [*_called(entry), *kind]


def _called(entry: BookEntry) -> list[Row]:
    """Give the names: the local one, and the other below it; from opposite sides they stand side by side."""
    both = rows("name", "bold", "ink", entry.names)
    return both if len(both) == 1 else [both[0], ("other", "bold", "ink", entry.names[1:])]


def _rest(entry: BookEntry, beside: Extras) -> list[Row]:
    address = SignText(f"{beside.address}{entry.code}", "en")
    return [
        ("place", "regular", "ink", entry.address),
        *rows("fact", "regular", "ink", entry.directions),
        *rows("fact", "regular", "ink", entry.hours),
        ("address", "regular", "quiet", (address,)),
    ]


def _offers(
    offers: Sequence[SignLine], x: float, y: float, width: float, mirrored: bool, setting: Setting[BookFormat]
) -> Block:
    """Lay the pictograms of what a place offers in a row; they are read out in the reader's words."""
    if not offers:
        return Block(bottom=y)
    size = setting.form.small_icon
    icons = []
    for index, offer in enumerate(offers):
        right = index * (size + ICON_GAP)
        left = x + width - size - right if mirrored else x + right
        alt = " · ".join(text.value for text in offer.texts)
        icons.append(Icon(Box(left, y + 0.5, size, size), offer.icon, "ink", alt=alt))
    return Block((), tuple(icons), bottom=y + size + 1.0)


def station_strip(entry: BookEntry, width: float, setting: Setting[BookFormat]) -> Strip:
    """Lay out a station in a narrow column: number, names, lifts, code."""
    form, mirrored = setting.form, reads_from_right(entry.names)
    number = single(SignText(str(entry.number), "en"), "number", "bold", form.icon, setting)
    x = form.left if mirrored else form.left + form.icon + BESIDE
    room = width - form.icon - BESIDE
    said: list[Row] = [
        *_called(entry),
        *rows("fact", "regular", "ink", entry.lifts),
        ("code", "regular", "quiet", (SignText(entry.code, "en"),)),
    ]
    told = below(said, x, 0.0, room, setting)
    left = form.left + room + BESIDE if mirrored else form.left
    texts = place(number, "number", left, 0.0, form.icon, "ink", centred=True)
    return Strip(Block((*texts, *told.texts), bottom=told.bottom), ruled=True)


def group_strip(group: BookGroup, key: str, setting: Setting[BookFormat]) -> Strip:
    """Lay the heading of a group: its pictogram and words, white on the kind's colour."""
    form, mirrored = setting.form, reads_from_right(group.title)
    size = form.icon - 2
    x = form.left + GROUP_PADDING if mirrored else form.left + size + BESIDE + GROUP_PADDING
    width = form.inner - size - BESIDE - 2 * GROUP_PADDING - 1
    told = below([("group", "bold", "paper", group.title)], x, 0.0, width, setting)
    height = max(size, told.bottom) + 2 * GROUP_PADDING
    shown = below([("group", "bold", "paper", group.title)], x, (height - told.bottom) / 2, width, setting)
    left = form.right - size - GROUP_PADDING if mirrored else form.left + GROUP_PADDING
    icon = Icon(Box(left, (height - size) / 2, size, size), group.icon, "paper")
    ground = Panel(Box(form.left, 0.0, form.inner, height), group.family, 2.0)
    return Strip(Block(shown.texts, (icon,), (ground,), height), keep=True, key=key)
