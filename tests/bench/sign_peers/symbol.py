"""The QR symbol of the peers that have none of their own: segno's, with a fixed mask.

All masks are legal (ISO/IEC 18004:2015, 7.8) and the search for the best takes most of an encoder's time, which would
be held against engines that have no part in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

MASK = 1


def runs(matrix: Sequence[Sequence[int]]) -> Iterator[tuple[int, int, int]]:
    """Give each horizontal run of dark modules as row, first column and length."""
    for row, modules in enumerate(matrix):
        column = 0
        for dark, group in groupby(modules):
            length = len(list(group))
            if dark:
                yield row, column, length
            column += length


def svg(matrix: Sequence[Sequence[int]]) -> str:
    """Draw a symbol without a quiet zone as one path."""
    path = "".join(f"M{column} {row}h{length}v1h-{length}z" for row, column, length in runs(matrix))
    size = len(matrix)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}"><path d="{path}"/></svg>'
