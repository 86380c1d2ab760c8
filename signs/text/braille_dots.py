"""How large Braille is, and where its dots are in millimetres.

In: cells as `braille` gives them, and a `Profile`. Out: lines of cells, and the centres of their dots. A plate or a
spot-colour layer comes next (`tactile`): printed dots are not tactile.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from signs.text.braille_codes import Cells

BLANK = 0


@dataclass(frozen=True)
class Profile:
    """Measures of Braille in millimetres: a dot's base diameter and height, distances from centre to centre."""

    name: str
    dot_mm: float
    dot_spacing_mm: float
    cell_spacing_mm: float
    line_spacing_mm: float
    height_mm: float


# Marburg Medium: DIN 32976:2007, 3.2.3 (spacing) and 3.3 (height 0.6 to 0.7); the dot is EN ISO 17351's 1.6 mm. Both
# as guidelines for signs quote them.
# ADA: 2010 Standards, table 703.3.1, kept off the ends of its ranges for the maker's tolerance.
PROFILES: Mapping[str, Profile] = {
    "marburg": Profile("marburg", 1.6, 2.5, 6.0, 10.0, 0.6),
    "ada": Profile("ada", 1.55, 2.4, 6.2, 10.1, 0.75),
}


def wrap(cells: Sequence[int], width_mm: float, profile: Profile, most_lines: int) -> list[Cells] | None:
    """Break cells at blanks into lines of at most a width; None if a word is wider or the lines are too many."""
    lines: list[Cells] = []
    for word in _split(tuple(cells)):
        longer = (*lines[-1], BLANK, *word) if lines else word
        if lines and size([longer], profile)[0] <= width_mm:
            lines[-1] = longer
        else:
            lines.append(word)
    fits = all(size([line], profile)[0] <= width_mm for line in lines)
    return lines if fits and len(lines) <= most_lines else None


def _split(cells: Cells) -> Iterator[Cells]:
    start = 0
    for place, cell in enumerate(cells):
        if cell == BLANK:
            yield cells[start:place]
            start = place + 1
    if cells:
        yield cells[start:]


def dots(lines: Sequence[Cells], profile: Profile, x_mm: float, y_mm: float) -> tuple[tuple[float, float], ...]:
    """Give the dots' centres in millimetres from the page's top left; (x, y) is the first cell's dot 1."""
    step, across, down = profile.dot_spacing_mm, profile.cell_spacing_mm, profile.line_spacing_mm
    return tuple(
        (x_mm + column * across + dot // 3 * step, y_mm + row * down + dot % 3 * step)
        for row, line in enumerate(lines)
        for column, cell in enumerate(line)
        for dot in range(6)
        if cell >> dot & 1
    )


def size(lines: Sequence[Cells], profile: Profile) -> tuple[float, float]:
    """Give the width and height in millimetres of lines of full cells, from outer edge to outer edge of their dots.

    The rectangle's corner is half a dot left of and above the first cell's dot 1.
    """
    longest = max((len(line) for line in lines), default=0)
    if not longest:
        return 0.0, 0.0
    width = (longest - 1) * profile.cell_spacing_mm + profile.dot_spacing_mm + profile.dot_mm
    return width, (len(lines) - 1) * profile.line_spacing_mm + 2 * profile.dot_spacing_mm + profile.dot_mm
