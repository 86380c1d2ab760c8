"""The cover of a booklet: which part of the city, what is in it, as of when, and the emergency numbers.

In: a `BookContent`, what is drawn beside it, and what texts are set with. Out: a `Leaf`. It has no QR symbol, since
codes lead to places alone.
"""

from __future__ import annotations

from directory.signage.book_content import BookContent, BookNumber
from directory.signage.content import SignText
from signs.layout.blocks import joined, stamp_strips
from signs.layout.book_flow import Leaf, Part, Row, below, rows
from signs.layout.book_formats import BookFormat
from signs.layout.boxes import Block, Box, Extras, Icon, Layout, Overfull, Panel, Setting, stack
from signs.layout.heading import reads_from_right
from signs.text.paragraph import Paragraph, fit_name, metrics

INSET = 8.0  # mm, of what stands in the coloured field
FIELD = 118.0  # mm, the field's height where the names leave room for it
NAME_GAP, ICON_GAP, BELOW = 3.0, 3.6, 6.0
IN_A_ROW = 3  # emergency numbers
CELL_GAP = 4.0
MOST_NAME_LINES = 3


def cover(content: BookContent, beside: Extras, setting: Setting[BookFormat]) -> Leaf:
    """Lay the cover out."""
    form = setting.form
    field = _field(content, setting)
    stamps = stamp_strips(beside.stamps, Box(form.left, field.bottom + BELOW, form.inner, 0.0), setting)
    told = below(
        [*(("dated", "bold", "ink", one) for one in content.counts), ("dated", "regular", "quiet", content.dated)],
        form.left,
        stamps.bottom + BELOW,
        form.inner,
        setting,
    )
    numbers = _numbers(content, setting)
    whole = joined([field, stamps, told, numbers])
    layout = Layout(whole.panels, whole.texts, whole.icons, None)
    return Leaf((Part(layout),), content.cover.names[0].value)


def _field(content: BookContent, setting: Setting[BookFormat]) -> Block:
    """Lay the coloured field: the city, the names as large as they fit, what it is, pictograms."""
    form = setting.form
    left, width, top = form.left + INSET, form.inner - 2 * INSET, form.margin + INSET
    city = below([("group", "regular", "paper", content.city)], left, top, width, setting)
    names = [_name(name, place_, width, setting) for place_, name in enumerate(content.cover.names)]
    said = stack(names, "title", left, city.bottom + NAME_GAP * 3, width, "paper", NAME_GAP)
    kind = below([("group", "regular", "paper", content.cover.kind)], left, said.bottom + NAME_GAP * 2, width, setting)
    size = form.cover_icon
    end = max(form.margin + FIELD, kind.bottom + NAME_GAP * 2 + size + INSET)
    icons = _icons(content, end - INSET - size, left, width, setting)
    ground = Panel(Box(form.left, form.margin, form.inner, end - form.margin), content.cover.family, 4.0)
    return Block((*city.texts, *said.texts, *kind.texts), icons, (ground,), end)


def _name(name: SignText, place_: int, width: float, setting: Setting[BookFormat]) -> Paragraph:
    """Set a name: the local one larger, since it has fewer characters."""
    least, wanted = setting.sizes("title")
    optical = metrics(name.lang).optical
    sizes = (least * optical, (wanted if place_ == 0 else wanted * 0.62) * optical)
    found = fit_name(name.value, name.lang, "bold", sizes, width, MOST_NAME_LINES, setting.measure)
    if found is None:
        raise Overfull("title", name)
    return found


def _icons(content: BookContent, y: float, left: float, width: float, setting: Setting[BookFormat]) -> tuple[Icon, ...]:
    size = setting.form.cover_icon
    most = int((width + ICON_GAP) / (size + ICON_GAP))
    names = content.cover.icons[:most]
    mirrored = reads_from_right(content.cover.names)
    first = left + width - size if mirrored else left
    step = -(size + ICON_GAP) if mirrored else size + ICON_GAP
    return tuple(Icon(Box(first + n * step, y, size, size), name, "paper") for n, name in enumerate(names))


def _numbers(content: BookContent, setting: Setting[BookFormat]) -> Block:
    """Lay the emergency numbers at the foot of the cover, each over its names."""
    form = setting.form
    width = (form.inner - CELL_GAP * (IN_A_ROW - 1)) / IN_A_ROW
    groups = [content.emergency[at : at + IN_A_ROW] for at in range(0, len(content.emergency), IN_A_ROW)]
    blocks: list[Block] = []
    bottom = form.bottom
    for row in reversed(groups):
        tall = max(_cell(one, 0.0, 0.0, width, setting).bottom for one in row)
        top = bottom - tall
        blocks += [_cell(one, form.left + n * (width + CELL_GAP), top, width, setting) for n, one in enumerate(row)]
        bottom = top - CELL_GAP
    return joined(blocks)


def _cell(one: BookNumber, x: float, y: float, width: float, setting: Setting[BookFormat]) -> Block:
    number: Row = ("hotline", "bold", "alert", [SignText(one.number, "en")])
    return below([number, *rows("fact", "regular", "ink", one.names)], x, y, width, setting)
