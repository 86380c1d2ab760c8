"""The point-and-talk board: what a visitor asks on the front, what staff answer on the back.

In: a `SignContent` without a code, what is drawn beside it and what texts are set with. Out: the pages, first those of
the front, then those of the back; mostly one of each. The laws are those of `layout`. A side begins with the language
of who points at it, the visitor on the front and staff on the back, and is read from that language's side.

    band      title in both languages, what to do
    stamps    DRAFT
    cells     in two columns or one: pictogram, the words in both languages
    digits    on the back: for prices, floors and times
    foot      emergency numbers, small print
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, product

from directory.signage.content import SignContent, SignLine, SignText
from signs.layout.blocks import joined, stamp_strips
from signs.layout.board_cells import Grid, cells, digits, digits_height
from signs.layout.board_formats import BoardFormat
from signs.layout.boxes import LADDER, Block, Box, Extras, Icon, Layout, Overfull, Setting, Text, place
from signs.layout.heading import heading, reads_from_right
from signs.layout.scan_column import CALL
from signs.text.paragraph import Paragraph, fit

COMFORT = LADDER // 2  # rather one more page than type below this step
# White in millimetres of an A4 page; other formats multiply by their `space`.
ABOVE_STAMPS, ABOVE_CELLS, ABOVE_FOOT = 3.0, 4.0, 4.0


@dataclass(frozen=True)
class _Side:
    """One side's words, the language of who points at it first: title, what to do, lines; `answers` has the digits."""

    title: tuple[SignText, ...]
    what: tuple[SignText, ...]
    lines: tuple[SignLine, ...]
    answers: bool


def arrange_board(content: SignContent, extras: Extras, setting: Setting[BoardFormat]) -> tuple[Layout, ...]:
    """Lay a board out on as many pages as it needs; raises `Overfull` for a text too long for its least size."""
    front = _Side(
        _visitor_first(content.kind),
        _visitor_first(content.names),
        tuple(replace(line, texts=_visitor_first(line.texts)) for line in content.lines),
        answers=False,
    )
    back = _Side(content.kind, content.scan, content.back, answers=True)
    return tuple(page for side in (front, back) if side.lines for page in _pages(side, content, extras, setting))


def _visitor_first(texts: Sequence[SignText]) -> tuple[SignText, ...]:
    """Put the local language, which comes first in every sign, last."""
    return (*texts[1:], *texts[:1])


def _pages(side: _Side, content: SignContent, extras: Extras, setting: Setting[BoardFormat]) -> list[Layout]:
    """Lay one side on the fewest pages on which its type is comfortable, or else on which it is legible."""
    space = setting.form.space
    said = [("kind", "bold", side.title), ("scan", "regular", side.what)]
    band = heading(content, said, setting.form.top, setting.form.band_icon, setting)
    strips = Box(setting.form.left, band.bottom + ABOVE_STAMPS * space, setting.form.inner, 0.0)
    marks = stamp_strips(extras.stamps, strips, setting)
    foot = _foot(content, extras, setting)
    low = min((box.y for box in _boxes(foot)), default=setting.form.bottom)
    taken = digits_height(setting) if side.answers else 0.0
    top = marks.bottom + ABOVE_CELLS * space
    area = Box(setting.form.left, top, setting.form.inner, low - ABOVE_FOOT * space - taken - top)
    grid = Grid(area, content.family, reads_from_right(side.title))
    pages = _cells(side.lines, grid, setting)
    numbers = digits(area.bottom, setting) if side.answers else Block()
    wholes = [joined((band, marks, each, numbers, foot)) for each in pages]
    return [Layout(whole.panels, whole.texts, whole.icons, None) for whole in wholes]


def _cells(lines: Sequence[SignLine], grid: Grid, setting: Setting[BoardFormat]) -> list[Block]:
    """Find the fewest pages of two columns; of one, where a word is wider than a cell (Thai writes no spaces)."""
    fault: Overfull | None = None
    for steps, columns in product((range(COMFORT + 1), range(COMFORT + 1, LADDER + 1)), (2, 1)):
        for pages, step in product(range(1, len(lines) + 1), steps):
            try:
                parts = _shared(lines, columns, pages)
                return [cells(part, columns, grid, step, setting) for part in parts]
            except Overfull as overfull:
                fault = overfull
    raise fault or Overfull("phrase", SignText("", "en"))


def _shared(lines: Sequence[SignLine], columns: int, pages: int) -> list[Sequence[SignLine]]:
    """Share lines out to pages in whole rows."""
    rows = -(-len(lines) // columns)
    ends = [min(len(lines), columns * -(-rows * page // pages)) for page in range(pages + 1)]
    return [lines[start:end] for start, end in pairwise(ends) if end > start]


def _foot(content: SignContent, extras: Extras, setting: Setting[BoardFormat]) -> Block:
    """Lay the emergency numbers behind a handset and, at the other end, the small print."""
    form, size = setting.form, setting.form.small_icon
    x, y = form.left, form.bottom
    texts: tuple[Text, ...] = ()
    icons: tuple[Icon, ...] = ()
    if content.hotline:
        numbers = _fitted(content.hotline, "hotline", "bold", form.inner * 0.6, setting)
        height = max(size, numbers.height_mm)
        icons = (Icon(Box(x, y - (height + size) / 2, size, size), CALL, "ink"),)
        x += size + 2 * form.space
        texts = place(numbers, "hotline", x, y - (height + numbers.height_mm) / 2, numbers.width_mm, "ink")
        x += numbers.width_mm + 6 * form.space
    if extras.fine:
        fine = _fitted(extras.fine[0], "fine", "regular", form.right - x, setting)
        texts += place(fine, "fine", form.right - fine.width_mm, y - fine.height_mm, fine.width_mm, "quiet")
    return Block(texts, icons, bottom=y)


def _fitted(value: str, role: str, weight: str, width: float, setting: Setting[BoardFormat]) -> Paragraph:
    found = fit(value, "en", weight, setting.sizes(role), width, 3, setting.measure)
    if found is None:
        raise Overfull(role, SignText(value, "en"))
    return found


def _boxes(block: Block) -> list[Box]:
    return [*(text.box for text in block.texts), *(icon.box for icon in block.icons)]
