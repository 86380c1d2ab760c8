"""Texts side by side: short ones share a line, the others stand below; and rows that share out a height.

In: `Paragraph`s in the order of their languages. Out: `Line`s of them, and their `Text`s in place. The compositions
of signs with many short texts (`way_rows`, `heading`) use it; a poster's names stand below one another.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from signs.layout.boxes import Text, place
from signs.text.paragraph import POINT_MM, Paragraph, metrics
from signs.text.shaping import base_level


@dataclass(frozen=True)
class Line:
    """Paragraphs on one baseline, or a single one of several lines."""

    paragraphs: tuple[Paragraph, ...]

    @property
    def ascent(self) -> float:
        """Give how far the tallest reaches above the baseline, in mm."""
        return max(_ascent(one) for one in self.paragraphs)

    def width(self, gap: float) -> float:
        """Give the width in mm, with `gap` between its paragraphs."""
        return sum(one.width_mm for one in self.paragraphs) + gap * (len(self.paragraphs) - 1)

    @property
    def height(self) -> float:
        """Give the height in mm; faces of different scripts hang differently on a shared baseline."""
        return self.ascent + max(one.height_mm - _ascent(one) for one in self.paragraphs)


def flow(paragraphs: Sequence[Paragraph], width: float, gap: float) -> list[Line]:
    """Let paragraphs share lines in their order: as many as fit `width` with `gap` between them, both in mm."""
    lines: list[list[Paragraph]] = []
    for one in paragraphs:
        row = [*(lines[-1] if lines else []), one]
        wide = sum(each.width_mm for each in row) + gap * (len(row) - 1)
        if lines and wide <= width and all(len(each.lines) == 1 for each in row):
            lines[-1] = row
        else:
            lines.append([one])
    return [Line(tuple(row)) for row in lines]


def flow_height(lines: Sequence[Line]) -> float:
    """Give the height of lines that stand below one another without a gap."""
    return sum(line.height for line in lines)


def put(
    lines: Sequence[Line], role: str, x: float, y: float, width: float, colour: str, gap: float, at_right: bool = False
) -> tuple[Text, ...]:
    """Put lines below one another: from the left, or `at_right` up to the right edge.

    Right-to-left paragraphs begin at the right edge either way.
    """
    texts: list[Text] = []
    for line in lines:
        left = [one for one in line.paragraphs if not base_level(one.lang)]
        right = [one for one in line.paragraphs if base_level(one.lang)]
        starts = _starts(left, right, x, width, gap, at_right)
        for one, start in zip([*left, *right], starts, strict=True):
            placed = place(one, role, start, y + line.ascent - _ascent(one), one.width_mm, colour)
            texts += [_to_right(text, start + one.width_mm) for text in placed] if at_right else placed
        y += line.height
    return tuple(texts)


def _starts(
    left: Sequence[Paragraph], right: Sequence[Paragraph], x: float, width: float, gap: float, at_right: bool
) -> list[float]:
    """Give the left edges of a line's paragraphs: those read from the left, then those read from the right."""
    edge = x + width
    from_right = []
    for one in right:
        from_right.append(edge - one.width_mm)
        edge -= one.width_mm + gap
    if at_right:
        x = edge - sum(one.width_mm for one in left) - gap * (len(left) - 1)
    from_left = []
    for one in left:
        from_left.append(x)
        x += one.width_mm + gap
    return from_left + from_right


def _to_right(text: Text, edge: float) -> Text:
    return text._replace(box=text.box._replace(x=edge - text.box.width))


def _ascent(paragraph: Paragraph) -> float:
    return metrics(paragraph.lang).baseline * paragraph.size_pt * POINT_MM


def level(heights: Sequence[float], total: float) -> list[float]:
    """Share a height out to rows: all alike where none needs more than its share, else the needy keep their own.

    `total` is at least the sum of `heights`; the result adds up to it.
    """
    rest, fixed = total, len(heights)
    for tallest in sorted(heights, reverse=True):
        if tallest <= rest / fixed:
            break
        rest, fixed = rest - tallest, fixed - 1
    share = rest / fixed if fixed else 0.0
    return [max(height, share) for height in heights]
