"""The top of a page of rows or cells: a narrow band that says what it is.

In: a `SignContent`, the words, the top edge and what texts are set with. Out: a `Block`. Posters have a taller band
(`layout`), since there the pictograms are what is seen first; here what is below is.
"""

from __future__ import annotations

from collections.abc import Sequence

from directory.signage.content import SignContent, SignText
from signs.layout.boxes import LADDER, Block, Box, Icon, Overfull, Panel, Setting, Text, set_all
from signs.layout.flow import Line, flow, flow_height, put
from signs.layout.formats import Format
from signs.text.shaping import base_level

Said = tuple[str, str, Sequence[SignText]]
"""(role, weight, the same words in each language): one row of words in the band."""

# In millimetres of an A4 page; other formats multiply by their `space`.
PADDING, SIDE, GAP = 3.0, 5.0, 9.0
LAST_LINES = 3  # that a text may take at its least size


def heading(content: SignContent, said: Sequence[Said], top: float, size: float, setting: Setting[Format]) -> Block:
    """Lay the band: the pictograms, `size` mm high, and rows of words beside them, white on the family's colour.

    Where the first words are read from the right, the pictograms stand there.
    """
    form, side, padding = setting.form, SIDE * setting.form.space, PADDING * setting.form.space
    from_right = reads_from_right(said[0][2])
    taken = len(content.icons) * (size + padding) + padding
    left, room = form.left + side, form.inner - 2 * side - taken
    rows = _rows(said, room, size + padding, setting)
    tall = sum(flow_height(lines) for _, lines in rows)
    height = max(size, tall) + 2 * padding
    texts: list[Text] = []
    y = top + (height - tall) / 2
    for role, lines in rows:
        texts += put(lines, role, left if from_right else left + taken, y, room, "paper", GAP * form.space)
        y += flow_height(lines)
    first, apart = (form.right - side - size, -size - padding) if from_right else (left, size + padding)
    icons = tuple(
        Icon(Box(first + index * apart, top + (height - size) / 2, size, size), name, "paper")
        for index, name in enumerate(content.icons)
    )
    ground = Panel(Box(form.left, top, form.inner, height), content.family, 3.0 * form.space)
    return Block(tuple(texts), icons, (ground,), top + height)


def reads_from_right(texts: Sequence[SignText]) -> bool:
    """Tell whether a page whose first words are these is read from the right."""
    return bool(texts) and base_level(texts[0].lang) == 1


def _rows(said: Sequence[Said], room: float, height: float, setting: Setting[Format]) -> list[tuple[str, list[Line]]]:
    """Set the rows of words: one line a text down the ladder, and at its end several, however tall the band gets."""
    gap = GAP * setting.form.space
    for step in range(LADDER):
        try:
            rows = [
                (role, flow(set_all(texts, role, step, weight, room, 1, setting), room, gap))
                for role, weight, texts in said
            ]
        except Overfull:
            continue
        if sum(flow_height(lines) for _, lines in rows) <= height:
            return rows
    return [
        (role, flow(set_all(texts, role, LADDER, weight, room, LAST_LINES, setting), room, gap))
        for role, weight, texts in said
    ]
