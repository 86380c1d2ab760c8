"""The cells of a point-and-talk board, and its row of digits.

In: lines, the area and the family's colour, a step of the ladder and what texts are set with. Out: `Block`s. A cell is
outlined, so that it is plain what the finger means. Words with a blank, written "____", get a line to write on below
them: one for all languages, since a number or a name is the same in each.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from directory.signage.content import SignLine, SignText
from signs.layout.blocks import joined
from signs.layout.board_formats import BoardFormat
from signs.layout.boxes import Block, Box, Icon, Overfull, Panel, Setting, Text, place, set_all, stack, stack_height
from signs.layout.flow import level
from signs.text.paragraph import POINT_MM, Paragraph, metrics

BLANK = "____"
DIGITS = "1234567890.:"  # as on a keypad; "." for prices, ":" for times
MOST_LINES = 4  # of a phrase in one language
MOST_CELL = 4.0  # times its pictogram: cells of a page with few of them do not grow beyond
# In millimetres of an A4 page; other formats multiply by their `space`.
GAP, PADDING, BESIDE, BETWEEN = 4.0, 3.0, 4.0, 1.0
OUTLINE, RADIUS = 0.4, 2.5


@dataclass(frozen=True)
class Grid:
    """Where the cells stand, their family's colour, and whether the page is read from the right."""

    area: Box
    family: str
    from_right: bool


@dataclass(frozen=True)
class _Cell:
    """One line, set; `height` is what it needs."""

    line: SignLine
    words: tuple[Paragraph, ...]
    blank: bool
    height: float


def cells(lines: Sequence[SignLine], columns: int, grid: Grid, step: int, setting: Setting[BoardFormat]) -> Block:
    """Lay lines in one or two columns, row by row, at one step of the ladder."""
    form = setting.form
    gap = GAP * form.space
    width = (grid.area.width - gap * (columns - 1)) / columns
    found = [_cell(line, width, step, setting) for line in lines]
    rows = [found[at : at + columns] for at in range(0, len(found), columns)]
    needed = [max(cell.height for cell in row) for row in rows]
    room = grid.area.height - gap * (len(rows) - 1)
    if sum(needed) > room:
        tallest = max(found, key=lambda cell: cell.height).line.texts
        raise Overfull("phrase", max(tallest, key=lambda text: len(text.value)))
    heights = level(needed, max(sum(needed), min(room, len(rows) * form.cell_icon * MOST_CELL)))
    blocks = []
    y = grid.area.y
    for row, height in zip(rows, heights, strict=True):
        for column, cell in enumerate(row):
            x = grid.area.x + (columns - 1 - column if grid.from_right else column) * (width + gap)
            blocks.append(_place(cell, Box(x, y, width, height), grid, setting))
        y += height + gap
    return joined(blocks)


def _cell(line: SignLine, width: float, step: int, setting: Setting[BoardFormat]) -> _Cell:
    form = setting.form
    room = width - form.cell_icon - (BESIDE + 2 * PADDING) * form.space
    first = set_all(line.texts[:1], "phrase", step, "bold", room, MOST_LINES, setting)
    others = set_all(line.texts[1:], "phrase", step, "regular", room, MOST_LINES, setting)
    words = (*first, *others)
    blank = any(BLANK in text.value for text in line.texts)
    tall = stack_height(words) + BETWEEN * form.space * (len(words) - 1) + (form.line if blank else 0.0)
    return _Cell(line, words, blank, max(form.cell_icon, tall) + 2 * PADDING * form.space)


def _place(cell: _Cell, box: Box, grid: Grid, setting: Setting[BoardFormat]) -> Block:
    form = setting.form
    padding, size, beside = PADDING * form.space, form.cell_icon, BESIDE * form.space
    at = box.right - padding - size if grid.from_right else box.x + padding
    icon = Icon(Box(at, box.y + (box.height - size) / 2, size, size), cell.line.icon, "paper", grid.family)
    x = box.x + padding if grid.from_right else icon.box.right + beside
    width = box.width - size - 2 * padding - beside
    line = form.line if cell.blank else 0.0
    tall = stack_height(cell.words) + BETWEEN * form.space * (len(cell.words) - 1)
    words = stack(cell.words, "phrase", x, box.y + (box.height - line - tall) / 2, width, "ink", BETWEEN * form.space)
    panels = [Panel(box, "line", RADIUS * form.space, OUTLINE * form.space)]
    if cell.blank:
        panels.append(Panel(Box(x, box.bottom - padding - OUTLINE, width, OUTLINE), "quiet"))
    return Block(words.texts, (icon,), tuple(panels))


def digits_height(setting: Setting[BoardFormat]) -> float:
    """Give the height that the row of digits takes below the cells."""
    return _field(setting) + GAP * setting.form.space


def _field(setting: Setting[BoardFormat]) -> float:
    """Give the height of a digit's field: that of the format, or of the digit where large print needs more."""
    tall = metrics("en").leading * setting.size_at("code", 0, "en") * POINT_MM
    return max(setting.form.digit, tall + 2 * OUTLINE)


def digits(top: float, setting: Setting[BoardFormat]) -> Block:
    """Lay the digits below the cells, each in a field of its own: one points at a price."""
    form = setting.form
    gap, field = GAP / 3 * form.space, _field(setting)
    width = (form.inner - gap * (len(DIGITS) - 1)) / len(DIGITS)
    y = top + GAP * form.space
    texts: list[Text] = []
    panels = []
    for index, digit in enumerate(DIGITS):
        x = form.left + index * (width + gap)
        [one] = set_all([SignText(digit, "en")], "code", 0, "bold", width, 1, setting)
        texts += place(one, "code", x, y + (field - one.height_mm) / 2, width, "ink", centred=True)
        panels.append(Panel(Box(x, y, width, field), "ink", RADIUS * form.space, OUTLINE * form.space))
    return Block(tuple(texts), panels=tuple(panels), bottom=y + field)
