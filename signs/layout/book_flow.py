"""How a booklet's things flow over its pages: none is split, and a heading stays with what it heads.

In: `Strip`s laid out at the top of a page, a column's width wide. Out: columns of them in place, and `Leaf`s, one a
page, of `Part`s. A part has a `Layout` of its own, since a layout has one symbol and a page of a booklet many.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from directory.signage.content import SignText
from signs.layout.blocks import moved
from signs.layout.boxes import LADDER, Block, Box, Layout, Overfull, Panel, Setting, Symbol, Text, largest, set_all
from signs.layout.flow import Line, flow, flow_height, put
from signs.layout.formats import Format
from signs.text.paragraph import Paragraph
from signs.text.shaping import base_level

Row = tuple[str, str, str, Sequence[SignText]]
"""(role, weight, colour, the same words in each language): texts that share a line where there is room."""

MOST_LINES = 2  # of a text at its wanted size; at its least it may take four times as many
APART = 4.0  # mm between texts that share a line
RULE = 0.2  # mm, the hairline between entries


@dataclass(frozen=True)
class Strip:
    """A thing of a booklet laid out at y = 0, where `block.bottom` is its height.

    `code` is that of its `symbol`. `keep`: on the page of what follows. `ruled`: a hairline parts it from what is
    above. `key` names it for whoever asks on which page it came to stand.
    """

    block: Block
    symbol: Symbol | None = None
    code: str = ""
    keep: bool = False
    ruled: bool = False
    key: str = ""


@dataclass(frozen=True)
class Part:
    """A layout in its place on a page; `code` is that of its symbol, "" if it has none."""

    layout: Layout
    code: str = ""


@dataclass(frozen=True)
class Leaf:
    """A page of a booklet, its parts in the order in which they are read; `title` names what begins on it."""

    parts: tuple[Part, ...]
    title: str = ""


def columns(
    strips: Sequence[Strip], gap: float, across: tuple[float, float], room: Callable[[int], tuple[float, float]]
) -> list[list[Strip]]:
    """Fill columns from above; `room` gives the upper and lower edge of the n-th. Strips keep their order.

    `across` are the left edge and the width of hairlines.
    """
    found: list[list[Strip]] = []
    pending = list(strips)
    while pending:
        top, bottom = room(len(found))
        taken = _taken(pending, top, bottom, gap)
        found.append(_put(pending[:taken], top, gap, across))
        pending = pending[taken:]
    return found


def _taken(strips: Sequence[Strip], top: float, bottom: float, gap: float) -> int:
    """Count the strips that fit a column, headings only with what they head; one at least, else it would never end."""
    y, count = top, 0
    for strip in strips:
        y += strip.block.bottom
        if y > bottom + 1e-6:
            break
        count, y = count + 1, y + gap
    while count > 1 and count < len(strips) and strips[count - 1].keep:
        count -= 1
    return max(1, count)


def _put(strips: Sequence[Strip], top: float, gap: float, across: tuple[float, float]) -> list[Strip]:
    placed: list[Strip] = []
    y = top
    for strip in strips:
        down = shifted(strip, down=y)
        if strip.ruled and placed and not placed[-1].keep:
            rule = Panel(Box(across[0], y - gap / 2 - RULE / 2, across[1], RULE), "line")
            down = replace(down, block=down.block._replace(panels=(rule, *down.block.panels)))
        placed.append(down)
        y += strip.block.bottom + gap
    return placed


def shifted(strip: Strip, right: float = 0.0, down: float = 0.0) -> Strip:
    """Move a strip with its symbol."""
    symbol = strip.symbol
    if symbol:
        symbol = symbol._replace(box=symbol.box._replace(x=symbol.box.x + right, y=symbol.box.y + down))
    return replace(strip, block=moved(strip.block, right, down), symbol=symbol)


def part(strip: Strip) -> Part:
    """Make a strip that is in its place a part of a page."""
    block = strip.block
    return Part(Layout(block.panels, block.texts, block.icons, strip.symbol), strip.code)


def side_by_side(strips: Sequence[Strip], step: float) -> Strip:
    """Join strips without symbols that were laid out in the same column, each `step` mm right of the one before."""
    blocks = [moved(strip.block, place * step) for place, strip in enumerate(strips)]
    whole = Block(
        tuple(text for block in blocks for text in block.texts),
        tuple(icon for block in blocks for icon in block.icons),
        tuple(panel for block in blocks for panel in block.panels),
        max(strip.block.bottom for strip in strips),
    )
    return Strip(whole, keep=strips[0].keep, ruled=strips[0].ruled)


def words(texts: Sequence[SignText], role: str, weight: str, width: float, setting: Setting[Format]) -> list[Line]:
    """Set texts that may share a line: at the wanted size, and very long ones at the least in more lines."""
    try:
        return flow(set_all(texts, role, 0, weight, width, MOST_LINES, setting), width, APART)
    except Overfull:
        return flow(set_all(texts, role, LADDER, weight, width, 4 * MOST_LINES, setting), width, APART)


def single(text: SignText, role: str, weight: str, width: float, setting: Setting[Format]) -> Paragraph:
    """Set a text that never breaks, such as a number: as large as it fits, in one line."""
    return largest(lambda step: set_all([text], role, step, weight, width, 1, setting)[0])


def rows(role: str, weight: str, colour: str, texts: Sequence[SignText]) -> list[Row]:
    """Give each language a row; two that run from opposite sides may share one, each at its own side."""
    if len({base_level(text.lang) for text in texts}) > 1:
        return [(role, weight, colour, texts)]
    return [(role, weight, colour, (text,)) for text in texts]


def below(found: Sequence[Row], x: float, y: float, width: float, setting: Setting[Format]) -> Block:
    """Put rows of texts below one another."""
    texts: list[Text] = []
    for role, weight, colour, said in found:
        lines = words(said, role, weight, width, setting)
        texts += put(lines, role, x, y, width, colour, APART)
        y += flow_height(lines)
    return Block(tuple(texts), bottom=y)
