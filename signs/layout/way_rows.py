"""The rows of a direction sign: the arrow, what is there, its names, how far.

In: a `SignContent`, the height there is and what texts are set with. Out: a `Block`. After the manner of GB/T 20501.6:
an arrow that points to the right stands at the right end of its row, every other at the left, and the words begin at
the arrow; the distance stands at the other end. All rows are set at one step of the ladder, so that no destination
looks more important than another.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from directory.signage.content import SignContent, SignLine, SignText
from signs.layout.boxes import LADDER, Block, Box, Icon, Overfull, Panel, Setting, Text, place, set_all
from signs.layout.flow import Line, flow, flow_height, level, put
from signs.layout.way_formats import WaysFormat
from signs.text.paragraph import Paragraph

ABOVE = 12  # steps of the ladder above the wanted sizes, for a sign to one place
# (the most lines of a local and of a foreign name, the last step of the ladder for which this is tried)
WAYS = (
    ((1, 1), 0),
    ((1, 2), 0),
    ((1, 1), LADDER * 3 // 4),
    ((1, 2), LADDER * 3 // 4),
    ((2, 2), LADDER),
    ((3, 3), LADDER),
)
ARROW_SHARE, ICON_SHARE = 0.76, 0.72  # of the row's height, of the arrow's
MOST_ROW = 1.8  # times the height that the row's things need: the rest stays white below
# In millimetres of an A4 page; other formats multiply by their `space`.
GAP, NAME_GAP, PADDING = 6.0, 8.0, 0.8
RULE = 0.4  # a hairline, thick enough to be seen from some metres
# How an arrow without words beside it is read out: by the character of the same shape, in the reader's own language.
SPOKEN = {
    "arrow-up": "↑",
    "arrow-up-right": "↗",
    "arrow-right": "→",
    "arrow-down-right": "↘",
    "arrow-down": "↓",
    "arrow-down-left": "↙",
    "arrow-left": "←",
    "arrow-up-left": "↖",
}


@dataclass(frozen=True)
class _Row:
    """One destination, set: its local name, the others, the distance; `height` is what they need."""

    line: SignLine
    local: tuple[Line, ...]
    others: tuple[Line, ...]
    far: Paragraph | None
    height: float


def way_rows(content: SignContent, top: float, bottom: float, setting: Setting[WaysFormat]) -> Block:
    """Lay a row for each destination, at the largest step of the ladder at which all fit.

    A name takes one line rather than two, but for a long foreign one two lines come before small type.
    """
    fault: Overfull | None = None
    least, most = setting.form.arrow
    share = (bottom - top) / max(1, len(content.lines))
    arrow = min(most, max(least, share * ARROW_SHARE))
    for lines, step in ((lines, step) for lines, last in WAYS for step in range(-ABOVE, last + 1)):
        try:
            rows = _set(content.lines, arrow, lines, step, setting)
        except Overfull as overfull:
            fault = overfull
            continue
        needed = [row.height for row in rows]
        if sum(needed) <= bottom - top:
            total = min(bottom - top, sum(needed) * MOST_ROW)
            return _place(rows, level(needed, total), arrow, top, content.family, setting)
        fault = _tallest(content)
    raise fault or _tallest(content)


def _tallest(content: SignContent) -> Overfull:
    """Blame the longest name, when each fits its line but all together do not fit the page."""
    names = [("fact" if index else "name", text) for line in content.lines for index, text in enumerate(line.texts)]
    return Overfull(*max(names, key=lambda name: len(name[1].value), default=("name", SignText("", "en"))))


def _set(
    lines: Sequence[SignLine], arrow: float, most_lines: tuple[int, int], step: int, setting: Setting[WaysFormat]
) -> list[_Row]:
    space = setting.form.space
    far = [_distance(line.distance, step, setting) for line in lines]
    end = max((one.width_mm + GAP * space for one in far if one), default=0.0)
    room = setting.form.inner - arrow * (1 + ICON_SHARE) - 2 * GAP * space - end
    rows = []
    for line, one in zip(lines, far, strict=True):
        local = flow(set_all(line.texts[:1], "name", step, "bold", room, most_lines[0], setting), room, 0)
        others = set_all(line.texts[1:], "fact", step, "regular", room, most_lines[1], setting)
        names = flow(others, room, NAME_GAP * space)
        tall = max(arrow, flow_height(local) + flow_height(names)) + 2 * PADDING * space
        rows.append(_Row(line, tuple(local), tuple(names), one, tall))
    return rows


def _distance(distance: str, step: int, setting: Setting[WaysFormat]) -> Paragraph | None:
    if not distance:
        return None
    return set_all([SignText(distance, "en")], "distance", step, "bold", setting.form.inner / 3, 1, setting)[0]


def _place(
    rows: Sequence[_Row], heights: Sequence[float], arrow: float, top: float, family: str, setting: Setting[WaysFormat]
) -> Block:
    form = setting.form
    texts: list[Text] = []
    icons: list[Icon] = []
    rules = []
    for index, (row, height) in enumerate(zip(rows, heights, strict=True)):
        if index:
            rules.append(Panel(Box(form.left, top - RULE / 2, form.inner, RULE), "line"))
        found = _row(row, Box(form.left, top, form.inner, height), arrow, family, setting)
        texts += found.texts
        icons += found.icons
        top += height
    return Block(tuple(texts), tuple(icons), tuple(rules), top)


def _row(row: _Row, box: Box, arrow: float, family: str, setting: Setting[WaysFormat]) -> Block:
    """Put one row's things: from the arrow at its end, the arrow always as the place lies."""
    at_right, space = "right" in row.line.arrow, setting.form.space
    size, gap = arrow * ICON_SHARE, GAP * space
    middle = box.y + box.height / 2
    taken = arrow + size + 2 * gap
    far = row.far.width_mm if row.far else 0.0
    ground = Box(box.right - arrow if at_right else box.x, middle - arrow / 2, arrow, arrow)
    kind = Box(ground.x - gap - size if at_right else ground.right + gap, middle - size / 2, size, size)
    width = box.width - taken - (far + gap if far else 0)
    x = kind.x - gap - width if at_right else kind.right + gap
    y = middle - (flow_height(row.local) + flow_height(row.others)) / 2
    texts = put(row.local, "name", x, y, width, "ink", 0, at_right)
    texts += put(row.others, "fact", x, y + flow_height(row.local), width, "ink", NAME_GAP * space, at_right)
    if row.far:
        start = box.x if at_right else box.right - far
        texts += place(row.far, "distance", start, middle - row.far.height_mm / 2, far, "ink")
    icons = (
        Icon(ground, row.line.arrow, "paper", family, SPOKEN.get(row.line.arrow, "")),
        Icon(kind, row.line.icon, "ink"),
    )
    return Block(texts, icons, bottom=box.bottom)
