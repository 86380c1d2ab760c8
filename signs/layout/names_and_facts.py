"""The upper part of a poster: the names, and the facts with their pictograms.

In: a `SignContent`, the height there is and what texts are set with. Out: a `Block`. Names and facts come down the
ladder of sizes together; facts stand in one column or, where the format allows, in two, whichever prints larger.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from directory.signage.content import SignContent, SignLine, SignText
from signs.layout.boxes import (
    LADDER,
    Block,
    Box,
    Icon,
    Overfull,
    Panel,
    Setting,
    Text,
    largest,
    set_all,
    stack,
    stack_height,
)
from signs.layout.column_formats import ColumnFormat
from signs.text.paragraph import Paragraph, fit_name, metrics
from signs.text.shaping import base_level

NAMES_ABOVE = 6  # steps of the ladder: 75 points for the local name on A4
# In millimetres of an A4 page; other formats multiply by their `space`.
FACT_GAP, COLUMN_GAP = 5.0, 8.0
LEAST_GAP, MOST_GAP = 4.0, 9.0  # between the rows of facts
FACT_LINES, DENSE_LINES = 2, 3  # of a fact in one language, at most
MOST_LEFT = 3  # languages in the first of two stacks, beside one from the right


_ANY = SignText("", "en")


def names_and_facts(content: SignContent, top: float, bottom: float, setting: Setting[ColumnFormat]) -> Block:
    """Lay names and facts: both come down the ladder of sizes together until they fit.

    Names begin a little above their wanted sizes, for a page with few facts.
    """
    form, facts = setting.form, _facts_of(content.lines, setting)

    def attempt(step: int) -> tuple[list[Paragraph], _Rows, float, float, float]:
        names = _names(content.names, step, setting)
        tight = max(step, 0) / LADDER  # white space comes down with the sizes
        between = (3.5 - 2.5 * tight) * form.space
        below = top + stack_height(names) + between * (len(names) - 1) + (9 - 4 * tight) * form.space
        fault = None
        for columns in range(1, form.fact_columns + 1):
            try:
                found = facts.rows(max(step, 0), columns)
            except Overfull as overfull:
                fault = overfull
                continue
            spare = bottom - below - found.height
            if spare >= (LEAST_GAP - 2 * tight) * form.space * max(0, len(found.rows) - 1):
                return names, found, between, below, spare
        raise fault or (_tallest(content) if step == LADDER else Overfull("fact", _ANY))  # the last one is told

    names, found, between, below, spare = largest(attempt, -NAMES_ABOVE)
    upper = stack(names, "name", form.left, top, form.inner, "ink", between)
    lower = _put(found.rows, below, spare, content.family, setting)
    return Block(upper.texts + lower.texts, lower.icons, lower.panels, lower.bottom)


def _tallest(content: SignContent) -> Overfull:
    """Blame the longest text, when each fits its line but all together do not fit the page."""
    candidates = [("name", text) for text in content.names]
    candidates += [("fact", text) for line in content.lines for text in line.texts]
    role, text = max(candidates, key=lambda item: len(item[1].value))
    return Overfull(role, text)


def _names(names: Sequence[SignText], step: int, setting: Setting[ColumnFormat]) -> list[Paragraph]:
    form, found = setting.form, []
    for index, name in enumerate(names):
        wanted = setting.size_at("name", step, name.lang, form.names[min(index, len(form.names) - 1)])
        low = form.least("name") * metrics(name.lang).optical
        paragraph = fit_name(name.value, name.lang, "bold", (low, wanted), form.inner, 4, setting.measure)
        if paragraph is None:
            raise Overfull("name", name)
        found.append(paragraph)
    return found


class Stacks(NamedTuple):
    """One fact in its column: paragraphs from the left, and those set at the right in a wide row; their heights."""

    icon: str
    left: tuple[Paragraph, ...]
    right: tuple[Paragraph, ...]
    left_width: float
    right_width: float
    left_height: float
    right_height: float

    @property
    def height(self) -> float:
        """Give the height of the taller stack."""
        return max(self.left_height, self.right_height)


class _Row(NamedTuple):
    """Facts that stand side by side."""

    facts: tuple[Stacks, ...]
    height: float
    width: float


class _Rows(NamedTuple):
    """All facts at one step of the ladder, with their height in all."""

    rows: tuple[_Row, ...]
    height: float


class _Facts:
    """The facts of a sign, set at each step of the ladder that was asked for."""

    def __init__(self, lines: tuple[SignLine, ...], setting: Setting[ColumnFormat]) -> None:
        self._lines, self._setting = lines, setting
        self._found: dict[tuple[int, int], _Rows] = {}

    def rows(self, step: int, columns: int) -> _Rows:
        """Give the facts in one column or more; raises Overfull."""
        found = self._found.get((step, columns))
        if found is None:
            rows = self._set(step, columns)
            found = self._found[step, columns] = _Rows(rows, sum([row.height for row in rows]))
        return found

    def _set(self, step: int, columns: int) -> tuple[_Row, ...]:
        form = self._setting.form
        width = (form.inner - COLUMN_GAP * form.space * (columns - 1)) / columns
        room = width - form.fact_icon - FACT_GAP * form.space
        style, wide = ("fact", "regular", DENSE_LINES if form.dense else FACT_LINES), columns == 1
        facts = [set_texts(line.icon, line.texts, style, step, room, wide, self._setting) for line in self._lines]
        rows = []
        for at in range(0, len(facts), columns):
            row = tuple(facts[at : at + columns])
            tallest = max(fact.height for fact in row)
            rows.append(_Row(row, max(form.fact_icon, tallest), width))
        return tuple(rows)


@lru_cache(maxsize=1024)  # many signs of a kind say the same
def _facts_of(lines: tuple[SignLine, ...], setting: Setting[ColumnFormat]) -> _Facts:
    return _Facts(lines, setting)


@lru_cache(maxsize=16384)  # the same facts stand on many signs
def set_texts(
    icon: str,
    texts: tuple[SignText, ...],
    style: tuple[str, str, int],
    step: int,
    room: float,
    wide: bool,
    setting: Setting[ColumnFormat],
) -> Stacks:
    """Set one text in its languages, in one stack or, where a row is wide, in two level with each other.

    The second stack holds the right-to-left languages, or else the latter half of more than two. `style` is the
    role, the weight and the most lines a language may take.
    """
    role, weight, most_lines = style
    first, second = _halves(texts) if wide else (list(texts), [])
    if not second:
        found = set_all(first, role, step, weight, room, most_lines, setting)
        return Stacks(icon, tuple(found), (), room, 0.0, stack_height(found), 0.0)
    share = 0.58 if base_level(second[0].lang) else 0.5
    left_width, right_width = room * share - 3 * setting.form.space, room * (1 - share) - 3 * setting.form.space
    left = set_all(first, role, step, weight, left_width, most_lines, setting)
    right = set_all(second, role, step, weight, right_width, most_lines, setting)
    heights = stack_height(left), stack_height(right)
    return Stacks(icon, tuple(left), tuple(right), left_width, right_width, *heights)


def _halves(texts: Sequence[SignText]) -> tuple[list[SignText], list[SignText]]:
    """Share languages out to two stacks; the second is empty where one stack is better.

    Those from the right have the second to themselves, until the first would be twice as high.
    """
    from_left = [text for text in texts if not base_level(text.lang)]
    from_right = [text for text in texts if base_level(text.lang)]
    if from_right and len(from_left) > MOST_LEFT:
        half = (len(texts) + 1) // 2
        left, rest = from_left[:half], from_left[half:]
        return left, [*from_right, *rest] if base_level(texts[0].lang) else [*rest, *from_right]
    if from_right:
        return (from_left, from_right) if from_left else (from_right, [])
    half = (len(from_left) + 1) // 2
    return (from_left[:half], from_left[half:]) if len(from_left) > 2 else (from_left, [])


def both_sides(fact: Stacks, role: str, left: float, right: float, middle: float, colour: str) -> tuple[Text, ...]:
    """Put a fact's two stacks between two edges, each centred on a height."""
    one = stack(fact.left, role, left, middle - fact.left_height / 2, fact.left_width, colour)
    if not fact.right:
        return one.texts
    start = right - fact.right_width
    other = stack(fact.right, role, start, middle - fact.right_height / 2, fact.right_width, colour)
    return one.texts + other.texts


def _put(rows: Sequence[_Row], top: float, spare: float, family: str, setting: Setting[ColumnFormat]) -> Block:
    """Put the rows below one another, with hairlines between them in a share of the spare height."""
    form = setting.form
    size = form.fact_icon
    gap = min(MOST_GAP * form.space, spare / max(1, len(rows)))
    texts: list[Text] = []
    icons, rules = [], []
    y = top
    for index, row in enumerate(rows):
        if index:
            rules.append(Panel(Box(form.left, y + gap / 2 - 0.1, form.inner, 0.2), "line"))
            y += gap
        for column, fact in enumerate(row.facts):
            x = form.left + column * (row.width + COLUMN_GAP * form.space)
            icons.append(Icon(Box(x, y + (row.height - size) / 2, size, size), fact.icon, "paper", family))
            edges = (x + size + FACT_GAP * form.space, x + row.width)
            texts += both_sides(fact, "fact", *edges, y + row.height / 2, "ink")
        y += row.height
    return Block(tuple(texts), tuple(icons), tuple(rules), y)
