"""Paragraphs by measured widths: line breaks, sizes that fit, and the smallest size that may be printed.

In: a text with its language and a measuring function (ems a character, from `shaping` or a test). Out: `Paragraph`s
with their lines and heights in millimetres, which `layout` puts into place.

The least size follows the reading distance. Capitals must be at least distance/300 high: the comfortable rule of the
sign trade (1/550 is its limit), near the 1/200 that DIN 32975's worked example gives for acuity 0.7. ADA 703.5.5 asks
for 16 mm at 1.83 m, but of signs that name rooms, not of posters. Capitals of Noto Sans are 0.714 em.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from signs.text.linebreak import opportunities

POINT_MM = 25.4 / 72
CAP_HEIGHT = 0.714  # em, Noto Sans
DISTANCE_RATIO = 300
STEP = 0.5  # points between the sizes that are tried

Measure = Callable[[str, str, str], Sequence[float]]
"""(text, language, weight) -> the width of each character in ems, in reading order."""


@dataclass(frozen=True)
class Metrics:
    """How a script sits on the line, in ems: line height, where the baseline lies in it, and its optical size."""

    leading: float
    baseline: float
    optical: float = 1.0


# Room for accents, vowel marks and tails of Noto's faces; Arabic and Thai look smaller at the same size.
_METRICS = {
    "zh": Metrics(1.24, 0.97),
    "ja": Metrics(1.24, 0.97),
    "ko": Metrics(1.24, 0.97),
    "ar": Metrics(1.56, 1.1, 1.08),
    "fa": Metrics(1.56, 1.1, 1.08),
    "ur": Metrics(1.56, 1.1, 1.08),
    "th": Metrics(1.52, 1.14, 1.1),
}
_LATIN = Metrics(1.22, 0.96)


class Paragraph(NamedTuple):
    """A text set at one size: its lines as (start, end, width in mm), and the height of a line."""

    text: str
    lang: str
    weight: str
    size_pt: float
    lines: tuple[tuple[int, int, float], ...]
    leading_mm: float

    @property
    def height_mm(self) -> float:
        """Give the height of all lines."""
        return self.leading_mm * len(self.lines)

    @property
    def width_mm(self) -> float:
        """Give the width of the longest line."""
        return max([width for _, _, width in self.lines], default=0.0)


@lru_cache(maxsize=256)
def metrics(language: str) -> Metrics:
    """Give the line metrics of a language's script."""
    return _METRICS.get(language.split("-")[0], _LATIN)


def least_size(distance_m: float) -> float:
    """Give the smallest size in points that may be printed for a reading distance, rounded up to 0.1."""
    return math.ceil(distance_m * 1000 / DISTANCE_RATIO / CAP_HEIGHT / POINT_MM * 10) / 10


def break_lines(text: str, language: str, widths: Sequence[float], limit: float) -> list[tuple[int, int, float]] | None:
    """Break greedily into lines of at most `limit` ems, or give nothing when one piece alone is wider.

    Spaces at the end of a line take no room and are not drawn.
    """
    lines: list[tuple[int, int, float]] = []
    limit += 1e-9
    start = place = end = 0
    total = ink = 0.0
    for piece in _pieces(text, language, tuple(widths)):
        if place > start and total + piece.ink > limit:
            lines.append((start, end, ink))
            start, total = place, 0.0
        ink = total + piece.ink
        if ink > limit:
            return None
        total += piece.width
        end, place = piece.visible_end, piece.end
    if text:
        lines.append((start, end, ink))
    return lines


class _Piece(NamedTuple):
    """What stands between two break opportunities: its end with and without spaces, its width with and without."""

    end: int
    visible_end: int
    width: float
    ink: float


@lru_cache(maxsize=4096)
def _pieces(text: str, language: str, widths: tuple[float, ...]) -> tuple[_Piece, ...]:
    pieces = []
    for place, end in pairwise((0, *opportunities(text, language), len(text))):
        visible_end = place + len(text[place:end].rstrip(" \u200b"))
        pieces.append(_Piece(end, visible_end, sum(widths[place:end]), sum(widths[place:visible_end])))
    return tuple(pieces)


class _Measured(NamedTuple):
    """A text's width of each character and of all, in ems, and its script's line height.

    `unbroken`: it has neither a forced break nor spaces at its end, which take no room.
    """

    widths: tuple[float, ...]
    total: float
    unbroken: bool
    leading: float


@lru_cache(maxsize=16384)  # a batch of signs measures the same labels again and again
def _measured(text: str, lang: str, weight: str, measure: Measure) -> _Measured:
    widths = tuple(measure(text, lang, weight))
    unbroken = bool(text) and text.isprintable() and not text[-1].isspace()
    return _Measured(widths, sum(widths), unbroken, metrics(lang).leading)


def set_paragraph(
    text: str, lang: str, weight: str, size_pt: float, width_mm: float, most_lines: int, measure: Measure
) -> Paragraph | None:
    """Set a text at one size within a width and a number of lines, its lines as even as they can be."""
    _, total, unbroken, leading = _measured(text, lang, weight, measure)
    em = size_pt * POINT_MM
    if unbroken and most_lines and total * em < width_mm:
        return Paragraph(text, lang, weight, size_pt, ((0, len(text), total * em),), leading * size_pt * POINT_MM)
    return _broken(text, lang, weight, size_pt, width_mm, most_lines, measure)


@lru_cache(maxsize=16384)
def _broken(
    text: str, lang: str, weight: str, size_pt: float, width_mm: float, most_lines: int, measure: Measure
) -> Paragraph | None:
    em, (widths, _, _, leading) = size_pt * POINT_MM, _measured(text, lang, weight, measure)
    lines = break_lines(text, lang, widths, width_mm / em)
    if lines is None or len(lines) > most_lines:
        return None
    if len(lines) > 1:
        lines = _even(text, lang, widths, width_mm / em, lines)
    placed = tuple([(start, end, width * em) for start, end, width in lines])
    return Paragraph(text, lang, weight, size_pt, placed, leading * size_pt * POINT_MM)


def _even(
    text: str, lang: str, widths: Sequence[float], limit: float, lines: list[tuple[int, int, float]]
) -> list[tuple[int, int, float]]:
    """Narrow the lines as far as their number allows, so that no word is left alone on the last one."""
    low, high = sum(width for _, _, width in lines) / len(lines), limit
    for _ in range(7):
        middle = (low + high) / 2
        tried = break_lines(text, lang, widths, middle)
        if tried is not None and len(tried) == len(lines):
            lines, high = tried, middle
        else:
            low = middle
    return lines


def fit(
    text: str,
    lang: str,
    weight: str,
    sizes: tuple[float, float],
    width_mm: float,
    most_lines: int,
    measure: Measure,
) -> Paragraph | None:
    """Set a text as large as it fits, between the least and the wanted size in points (least, wanted)."""
    least, wanted = sizes
    _, total, unbroken, _ = _measured(text, lang, weight, measure)
    if most_lines == 1 and unbroken:
        room = width_mm / POINT_MM / (total or 1.0)
        if room < least:
            return None
        size = wanted if wanted <= max(room, least) else least + int((room - least) / STEP) * STEP
        return set_paragraph(text, lang, weight, size, width_mm + 1e-6, 1, measure)
    steps = int((wanted - least) / STEP)
    whole = set_paragraph(text, lang, weight, wanted, width_mm, most_lines, measure)
    if whole or wanted <= least:
        return whole
    best = set_paragraph(text, lang, weight, least, width_mm, most_lines, measure)
    if best is None:
        return None
    low, high = 0, steps
    while low < high:
        middle = (low + high + 1) // 2
        tried = set_paragraph(text, lang, weight, least + middle * STEP, width_mm, most_lines, measure)
        if tried:
            best, low = tried, middle
        else:
            high = middle - 1
    return best


def fit_name(
    text: str, lang: str, weight: str, sizes: tuple[float, float], width_mm: float, most_lines: int, measure: Measure
) -> Paragraph | None:
    """Fit a name: rather one line fewer at seven tenths of the size than a short second line."""
    least, wanted = sizes
    for lines in range(1, most_lines):
        tried = fit(text, lang, weight, (max(least, wanted * 0.7), wanted), width_mm, lines, measure)
        if tried:
            return tried
    return fit(text, lang, weight, sizes, width_mm, most_lines, measure)
