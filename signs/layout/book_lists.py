"""The lists of a booklet: contents, index, legend, guide, hotlines.

In: words of a `BookContent` and what texts are set with. Out: `Strip`s in a column of a width. Next: `book` lets them
flow over pages.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from directory.signage.book_content import BookContent, BookGroup, BookIndex, BookNumber
from directory.signage.content import SignLine, SignText
from signs.layout.book_flow import Row, Strip, below, rows, single
from signs.layout.book_formats import BookFormat
from signs.layout.boxes import Block, Box, Icon, Setting, place
from signs.layout.heading import reads_from_right

BESIDE = 2.5  # mm between the parts of a row
NUMBER = 9.0  # mm for a page's or an entry's number
ROW_ICON = 6.0
ABOVE = 2.0  # mm of white above a heading
HOTLINE = 44.0  # mm for a telephone number


def heading_strip(texts: Sequence[SignText], setting: Setting[BookFormat]) -> Strip:
    """Lay the heading of a list."""
    form = setting.form
    told = below([("group", "bold", "ink", texts)], form.left, ABOVE, form.inner, setting)
    return Strip(told, keep=True)


def contents_strip(group: BookGroup, page: int, setting: Setting[BookFormat]) -> Strip:
    """Lay a row of the contents: pictogram, words, from which number to which, page."""
    mirrored = reads_from_right(group.title)
    numbers = [str(group.entries[0].number), str(group.entries[-1].number)]
    span = SignText("–".join(dict.fromkeys(numbers)), "en")
    icon = (group.icon, "paper", group.family)
    return _row(icon, [("row", "bold", "ink", group.title)], [span, SignText(str(page), "en")], mirrored, setting)


def _row(
    icon: tuple[str, str, str],
    said: Sequence[Row],
    ends: Sequence[SignText],
    mirrored: bool,
    setting: Setting[BookFormat],
) -> Strip:
    """Lay a pictogram, words, and numbers in columns at the end."""
    form = setting.form
    widths = [2 * NUMBER, NUMBER][: len(ends)]
    width = form.inner - ROW_ICON - BESIDE - sum(widths) - BESIDE
    x = form.left + sum(widths) + BESIDE if mirrored else form.left + ROW_ICON + BESIDE
    told = below(said, x, 0.0, width, setting)
    height = max(ROW_ICON, told.bottom)
    told = below(said, x, (height - told.bottom) / 2, width, setting)
    texts = list(told.texts)
    edge = form.left if mirrored else form.right - sum(widths)
    for end, room in zip(ends[::-1] if mirrored else ends, widths[::-1] if mirrored else widths, strict=True):
        words = single(end, "row", "bold" if end is ends[-1] else "regular", room, setting)
        start = edge if mirrored else edge + room - words.width_mm
        texts += place(words, "row", start, (height - words.height_mm) / 2, words.width_mm, "ink")
        edge += room
    left = form.right - ROW_ICON if mirrored else form.left
    name, colour, ground = icon
    drawn = Icon(Box(left, (height - ROW_ICON) / 2, ROW_ICON, ROW_ICON), name, colour, ground)
    return Strip(Block(tuple(texts), (drawn,), bottom=height), ruled=True)


def index_strips(index: BookIndex, width: float, setting: Setting[BookFormat]) -> Iterator[Strip]:
    """Lay the rows of an index in a narrow column: the name, its number at the end."""
    form = setting.form
    for name, number in index.rows:
        mirrored = reads_from_right([SignText("", index.language)])
        told = below([("row", "regular", "ink", (name,))], form.left + (NUMBER if mirrored else 0), 0.0,
                     width - NUMBER, setting)  # fmt: skip
        words = single(SignText(str(number), "en"), "row", "bold", NUMBER - 1, setting)
        start = form.left if mirrored else form.left + width - words.width_mm
        texts = (*told.texts, *place(words, "row", start, 0.0, words.width_mm, "ink"))
        yield Strip(Block(texts, bottom=max(told.bottom, words.height_mm)))


def legend_strip(one: SignLine, width: float, setting: Setting[BookFormat]) -> Strip:
    """Lay a pictogram with what it means."""
    form, mirrored = setting.form, reads_from_right(one.texts)
    said = rows("row", "regular", "ink", one.texts)
    room = width - ROW_ICON - BESIDE
    x = form.left if mirrored else form.left + ROW_ICON + BESIDE
    tall = below(said, x, 0.0, room, setting).bottom
    height = max(ROW_ICON, tall)
    told = below(said, x, (height - tall) / 2, room, setting)
    left = form.left + width - ROW_ICON if mirrored else form.left
    icon = Icon(Box(left, (height - ROW_ICON) / 2, ROW_ICON, ROW_ICON), one.icon, "ink")
    return Strip(Block(told.texts, (icon,), bottom=height))


def guide_strips(content: BookContent, setting: Setting[BookFormat]) -> Iterator[Strip]:
    """Lay how to use the booklet: sentences in both languages, then the marks of evidence."""
    form = setting.form
    for texts in content.guide:
        said: list[Row] = [("prose", "regular", "ink", (text,)) for text in texts]
        yield Strip(below(said, form.left, 0.0, form.inner, setting), keep=texts is content.guide[-1])
    for mark in content.marks:
        yield legend_strip(mark, form.inner, setting)


def hotline_strip(one: BookNumber, colour: str, setting: Setting[BookFormat]) -> Strip:
    """Lay a number, large, with its names."""
    form, mirrored = setting.form, reads_from_right(one.names)
    number = single(SignText(one.number, "en"), "hotline", "bold", HOTLINE, setting)
    said = rows("row", "regular", "ink", one.names)
    room = form.inner - HOTLINE - BESIDE
    x = form.left if mirrored else form.left + HOTLINE + BESIDE
    tall = below(said, x, 0.0, room, setting).bottom
    height = max(number.height_mm, tall)
    told = below(said, x, (height - tall) / 2, room, setting)
    start = form.right - number.width_mm if mirrored else form.left
    texts = place(number, "hotline", start, (height - number.height_mm) / 2, number.width_mm, colour)
    return Strip(Block((*texts, *told.texts), bottom=height), ruled=True)
