"""Pages put on larger ones: a sign with crop marks, the faces of a table tent, many signs on a sheet, a folded booklet.

In: drawn `Page`s. Out: `Page`s. Nothing is drawn anew: the pieces of a page are placed, so a sign on a sheet
is the sign.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from signs.pdf import page as drawing
from signs.pdf.colours import Ink
from signs.pdf.page import Page, Piece, placed

A4 = (210.0, 297.0)  # mm, ISO 216
MARK_LENGTH, MARK_GAP, HAIRLINE = 5.0, 2.0, 0.1  # of crop marks: they begin outside the bleed
FOLD_MARK = 4.0
SHEET_MARGIN, SHEET_GAP = 10.0, 8.0  # what office printers cannot reach, and the room for marks between signs
KAPPA = 0.5523  # a quarter circle as one curve


def marked(page: Page, bleed: float, ink: Ink, *, round_cut: bool = False) -> Page:
    """Give a page room for bleed and crop marks around its trim, as print shops ask for."""
    edge = max(bleed, MARK_GAP) + MARK_LENGTH + MARK_GAP
    width, height = page.width + 2 * edge, page.height + 2 * edge
    trim = (edge, edge, edge + page.width, edge + page.height)
    marks = [*_corners(trim, max(bleed, MARK_GAP), ink), *([_circle(trim, ink)] if round_cut else [])]
    return replace(page, width=width, height=height, pieces=(*placed(page, edge, edge), *marks), trim=trim, bleed=bleed)


def _corners(trim: tuple[float, float, float, float], gap: float, ink: Ink) -> Iterator[Piece]:
    left, top, right, bottom = trim
    ends = [(x, y, x, y + way * MARK_LENGTH) for x in (left, right) for y, way in ((top - gap, -1), (bottom + gap, 1))]
    ends += [(x, y, x + way * MARK_LENGTH, y) for y in (top, bottom) for x, way in ((left - gap, -1), (right + gap, 1))]
    yield _lines(ends, ink)


def _lines(ends: Iterable[tuple[float, float, float, float]], ink: Ink) -> Piece:
    number = drawing.number
    path = " ".join(f"{number(a)} {number(b)} m {number(c)} {number(d)} l" for a, b, c, d in ends)
    return Piece(f"{ink.stroke} {HAIRLINE} w {path} S")


def _circle(box: tuple[float, float, float, float], ink: Ink) -> Piece:
    """Draw the line that a round sign is cut along."""
    left, top, right, bottom = box
    return drawing.box(left, top, right - left, bottom - top, ink, (right - left) / 2, HAIRLINE)


def tent(face: Page, ink: Ink) -> Page:
    """Put a face twice on A4, foot to foot after folding: the upper one stands on its head; the rest is the base.

    Whoever listens hears it once: the upper one is not tagged.
    """
    width, height = A4
    folds = [face.height, 2 * face.height]
    ends = [(x, y, x + FOLD_MARK, y) for y in folds for x in (0.0, width - FOLD_MARK)]
    silent = replace(face, pieces=tuple(piece._replace(tag=None) for piece in face.pieces))
    pieces = (*placed(silent, 0, 0, 180), *placed(face, 0, face.height), _lines(ends, ink))
    return replace(face, width=width, height=height, pieces=pieces)


@dataclass(frozen=True)
class Grid:
    """How many pages stand on a sheet: columns and rows, and where the first one is."""

    columns: int
    rows: int
    left: float
    top: float


def grid(width: float, height: float, paper: tuple[float, float] = A4) -> Grid | None:
    """Find how many pages of a size fit on a paper with room for marks; None if not even one does."""
    columns = int((paper[0] - 2 * SHEET_MARGIN + SHEET_GAP) / (width + SHEET_GAP))
    rows = int((paper[1] - 2 * SHEET_MARGIN + SHEET_GAP) / (height + SHEET_GAP))
    if not columns or not rows:
        return None
    left = (paper[0] - columns * width - (columns - 1) * SHEET_GAP) / 2
    top = (paper[1] - rows * height - (rows - 1) * SHEET_GAP) / 2
    return Grid(columns, rows, left, top)


def best_grid(width: float, height: float) -> tuple[Grid, tuple[float, float]] | None:
    """Choose between an upright and a lying sheet of A4, whichever holds more."""
    papers = [A4, (A4[1], A4[0])]
    found = [(one, paper) for paper in papers if (one := grid(width, height, paper))]
    return max(found, key=lambda each: each[0].columns * each[0].rows, default=None)


def sheets(pages: Sequence[Page], ink: Ink, *, round_cut: bool = False) -> tuple[Page, ...]:
    """Put small signs of one size on sheets of A4 with cut marks; none if they are larger than that."""
    found = best_grid(pages[0].width, pages[0].height)
    if found is None:
        return ()
    one, paper = found
    share = one.columns * one.rows
    groups = [pages[at : at + share] for at in range(0, len(pages), share)]
    return tuple(_sheet(group, one, paper, ink, round_cut) for group in groups)


def _sheet(pages: Sequence[Page], one: Grid, paper: tuple[float, float], ink: Ink, round_cut: bool) -> Page:
    pieces: list[Piece] = []
    for place, each in enumerate(pages):
        x = one.left + place % one.columns * (each.width + SHEET_GAP)
        y = one.top + place // one.columns * (each.height + SHEET_GAP)
        box = (x, y, x + each.width, y + each.height)
        pieces += placed(each, x, y)
        pieces += [_circle(box, ink)] if round_cut else _ticks(box, ink)
    return replace(pages[0], width=paper[0], height=paper[1], pieces=tuple(pieces))


def _ticks(box: tuple[float, float, float, float], ink: Ink) -> Iterator[Piece]:
    """Draw cut marks beside a sign's corners, in the gap between it and the next."""
    left, top, right, bottom = box
    away, length = 1.0, SHEET_GAP / 2 - 1.0
    ends = [(x, y, x, y + way * length) for x in (left, right) for y, way in ((top - away, -1), (bottom + away, 1))]
    ends += [(x, y, x + way * length, y) for y in (top, bottom) for x, way in ((left - away, -1), (right + away, 1))]
    yield _lines(ends, ink)


def booklet(pages: Sequence[Page]) -> tuple[Page, ...]:
    """Put pages side by side for printing on both sides, folding and stapling: the last beside the first, and so on.

    The number of pages is filled up to a multiple of four; blanks come before the back cover.
    """
    first = pages[0]
    blanks = [replace(first, pieces=(), title="")] * (-len(pages) % 4)
    ordered = [*pages[:-1], *blanks, pages[-1]] if len(pages) > 1 else [*pages, *blanks]
    count = len(ordered)
    spreads = []
    for sheet in range(count // 2):
        outer, inner = ordered[count - 1 - sheet], ordered[sheet]
        spreads.append((outer, inner) if sheet % 2 == 0 else (inner, outer))
    return tuple(_spread(left, right) for left, right in spreads)


def _spread(left: Page, right: Page) -> Page:
    pieces = (*placed(left, 0, 0), *placed(right, left.width, 0))
    return replace(left, width=left.width + right.width, pieces=pieces, title=left.title or right.title)
