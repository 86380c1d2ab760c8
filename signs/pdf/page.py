"""A drawn page: pieces of a content stream with what they mean, and the glyphs they show.

In: shaped lines, pictograms and boxes in millimetres from the top left. Out: `Page`s, values that know no file: the
same page goes into a file of its own, a batch, a sheet of several or a booklet. Next: `pdf` writes them.

Within a page one unit is a millimetre and y runs down (`pdf` turns that around once a page), so the operators of a
line of text do not depend on where it stands or on the page's height, and are made once for all signs.
"""

from __future__ import annotations

import re
import struct
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from reportlab.pdfgen.pathobject import PDFPathObject

from signs.pdf.colours import Ink
from signs.pdf.outline import OutlinePen
from signs.pdf.pictogram import Pictogram, Segment
from signs.text import bidi
from signs.text.fonts import Face
from signs.text.shaping import Glyph, Line, Run

POINT_MM = 25.4 / 72
LEAST_MOVE = 5e-4  # em: what is less is left to the next glyph
_DECIMALS = re.compile(r"\d*\.\d{3,}")
_OPPOSITE = {**bidi.CLOSING, **{closing: opening for opening, closing in bidi.CLOSING.items()}}

Glyphs = Mapping[int, tuple[float, str]]
"""By glyph id: the glyph's width in ems in the font file, and the text it copies as."""


class Tag(NamedTuple):
    """A part of the structure tree: its type (ISO 32000-1, 14.8.4), its language, and what a figure shows in words.

    Pieces that follow one another with the same `number` are one element, such as the lines of a paragraph.
    """

    kind: str
    number: int
    lang: str = ""
    alt: str = ""
    spoken: str = ""  # its whole text, where what is marked lacks a part of it (14.9.4)


class Piece(NamedTuple):
    """A piece of a content stream. Without a tag it is an artifact: nothing that is read out (14.8.2.2).

    `glyphs` are what it shows, by face; `text` its text in reading order; `layer` the optional content it belongs to;
    `forms` the pictograms it names, which a file holds once. A line of text also gives its `body`, drawn from the
    origin, and `placed`, the operators that lead there: a file of many pages holds a body that recurs only once.
    """

    operators: str
    tag: Tag | None = None
    glyphs: tuple[tuple[Face, Glyphs], ...] = ()
    text: str = ""
    exact: bool = True
    layer: str = ""
    forms: tuple[Pictogram, ...] = ()
    body: str = ""
    placed: str = ""


@dataclass(frozen=True)
class Page:
    """A page of a width and height in millimetres. `language` and `title` are those of what it shows.

    `trim` is what the knife leaves: left, top, right and bottom edges; None if that is the whole page. `bleed` is how
    far colour runs beyond it.
    """

    width: float
    height: float
    pieces: tuple[Piece, ...]
    language: str
    title: str
    trim: tuple[float, float, float, float] | None = None
    bleed: float = 0.0


def number(value: float) -> str:
    """Write a length in millimetres to a hundredth."""
    return f"{value:.2f}"


def line(shaped: Line, x: float, baseline: float, size_pt: float, ink: Ink, tag: Tag | None) -> Piece:
    """Draw a line with its left end at `x`."""
    drawn = _drawn(shaped, size_pt)
    at = f"{x:.2f} {baseline:.2f}"
    operators = f"{ink.fill} BT 1 0 0 -1 {at} Tm {drawn.operators} ET"
    if drawn.marks:
        scale = f"{size_pt * POINT_MM / 1000:.5f}"
        operators += f" q {scale} 0 0 -{scale} {at} cm {drawn.marks} f Q"
    placed = f"{ink.fill} 1 0 0 1 {at} cm"
    return Piece(operators, tag, drawn.glyphs, shaped.text, drawn.exact, body=drawn.body, placed=placed)


class _Drawn(NamedTuple):
    operators: str
    glyphs: tuple[tuple[Face, Glyphs], ...]
    exact: bool
    marks: str
    body: str


@lru_cache(maxsize=8192)  # labels recur on every sign
def _drawn(shaped: Line, size_pt: float) -> _Drawn:
    """Write the operators of a line, each run after the other from the line's left end."""
    size, runs = size_pt * POINT_MM, shaped.runs
    operators = " ".join([f"/{run.face.key} {number(size)} Tf {_show(run, size)}" for run in runs])
    glyphs = tuple([(run.face, glyphs_of(run)) for run in runs])
    marks = " ".join(_marks(shaped)) if any(run.level for run in runs) else ""
    body = f"BT 1 0 0 -1 0 0 Tm {operators} ET"
    if marks:
        scale = f"{size / 1000:.5f}"
        body += f" q {scale} 0 0 -{scale} 0 0 cm {marks} f Q"
    return _Drawn(operators, glyphs, _exact(shaped, glyphs), marks, body)


def _is_mark(glyph: Glyph, level: int) -> bool:
    """Tell whether a glyph is a vowel mark of a right-to-left script. Readers that turn a line around tear its words
    apart at marks, wherever they stand. So marks are drawn as paths, words copy out without them, as they are mostly
    written, and `Tag.spoken` has them.
    """
    return level % 2 == 1 and bool(glyph.text) and all(unicodedata.category(char) == "Mn" for char in glyph.text)


def _marks(shaped: Line) -> Iterator[str]:
    """Write the paths of a line's marks, in thousandths of its size from the line's left end, y up."""
    x = 0.0
    for run in shaped.runs:
        for glyph in run.glyphs:
            if run.marked and _is_mark(glyph, run.level):
                pen = OutlinePen(1000 / run.face.upem, (x + glyph.x) * 1000, glyph.y * 1000)
                run.face.hb_font.draw_glyph_with_pen(glyph.gid, pen)
                yield " ".join(pen.operators)
            x += glyph.advance


def glyphs_of(run: Run) -> Glyphs:
    """Give the glyphs that a run shows as text, each with what it copies as."""
    level, marked = run.level, run.marked
    if level == 0:
        return {glyph.gid: (glyph.width, glyph.text) for glyph in reversed(run.glyphs)}  # the first use counts
    found: dict[int, tuple[float, str]] = {}
    for glyph in run.glyphs:
        if not (marked and _is_mark(glyph, level)):
            found.setdefault(glyph.gid, (glyph.width, _copied(glyph.text, level)))
    return found


def _exact(shaped: Line, glyphs: Sequence[tuple[Face, Glyphs]]) -> bool:
    """Tell whether a line copies out right by its glyphs alone: each stands for one text, and all make the line.

    Lines with anything that runs right to left always count as exact: readers reorder a text that is given whole too.
    Others with a raised glyph, as in Thai, never do: readers take it for a line of its own.
    """
    if any(run.level for run in shaped.runs):
        return True
    if any(run.raised for run in shaped.runs):
        return False
    if len(shaped.runs) == 1:
        found = [glyphs[0][1][glyph.gid][1] for glyph in shaped.runs[0].glyphs]
        return "".join(found) == shaped.text and all(found)
    told: dict[tuple[str, int], str] = {}
    for run in shaped.runs:
        for glyph in run.glyphs:
            if not glyph.text or told.setdefault((run.face.key, glyph.gid), glyph.text) != glyph.text:
                return False
    return "".join(glyph.text for run in shaped.runs for glyph in run.glyphs) == shaped.text


def _copied(text: str, level: int) -> str:
    """Give what a glyph copies as. Readers turn right-to-left text around as they see it, so there a bracket is the
    one that is seen, and the letters of a ligature stand in visual order.
    """
    return _OPPOSITE.get(text, text)[::-1] if level % 2 else text


def _show(run: Run, size: float) -> str:
    """Write a run's glyph codes, with moves where the advance is not the font's own (9.4.3), to its end."""
    codes = struct.pack(f">{len(run.glyphs)}H", *[glyph.gid for glyph in run.glyphs]).hex().upper()
    if run.raised or run.marked:
        return _show_raised(run, size)
    if run.even:
        return f"[<{codes}>]TJ" if codes else ""
    parts, start, pending = [], 0, 0.0
    for place, (_, advance, x, _, width, _) in enumerate(run.glyphs):
        pending -= x
        if pending > LEAST_MOVE or pending < -LEAST_MOVE:
            moved = round(pending * 1000)
            parts.append(f"<{codes[4 * start : 4 * place]}>{moved}" if place > start else str(moved))
            start, pending = place, pending - moved / 1000
        pending += x + width - advance
    end = str(round(pending * 1000)) if abs(pending) > LEAST_MOVE else ""
    return f"[{''.join(parts)}<{codes[4 * start :]}>{end}]TJ"


def _show_raised(run: Run, size: float) -> str:
    """Write a run of which some glyphs stand above or below the line, or are marks, which are not shown here."""
    parts: list[str] = []
    elements: list[str] = []
    codes, pending, rise = "", 0.0, 0.0
    for glyph in run.glyphs:
        gid, advance, x, y, width, _ = glyph
        if run.marked and _is_mark(glyph, run.level):
            pending -= advance
            continue
        if y != rise:
            parts += _shown(elements, codes)
            parts.append(f"{number(y * size)} Ts")
            elements, codes, rise = [], "", y
        pending -= x
        if abs(pending) > LEAST_MOVE:
            elements += [f"<{codes}>"] if codes else []
            moved = round(pending * 1000)
            elements.append(str(moved))
            codes, pending = "", pending - moved / 1000
        codes += f"{gid:04X}"
        pending += x + width - advance
    elements += [f"<{codes}>"] if codes else []
    if abs(pending) > LEAST_MOVE:
        elements.append(str(round(pending * 1000)))
    parts += _shown(elements, "")
    return " ".join([*parts, "0 Ts"] if rise else parts)


def _shown(elements: Sequence[str], codes: str) -> list[str]:
    whole = [*elements, f"<{codes}>"] if codes else list(elements)
    return [f"[{''.join(whole)}]TJ"] if whole else []


def box(x: float, y: float, width: float, height: float, ink: Ink, radius: float = 0.0, outline: float = 0.0) -> Piece:
    """Fill a box, or draw its outline, whose line lies inside it; rounded by a radius."""
    if not outline:
        return Piece(f"{ink.fill} {_rounded(x, y, width, height, radius)} f")
    half = outline / 2
    path = _rounded(x + half, y + half, width - outline, height - outline, max(0.0, radius - half))
    return Piece(f"{ink.stroke} {number(outline)} w {path} S")


@lru_cache(maxsize=4096)
def _rounded(x: float, y: float, width: float, height: float, radius: float) -> str:
    if not radius:
        return f"{x:.2f} {y:.2f} {width:.2f} {height:.2f} re"
    path = PDFPathObject()
    path.roundRect(x, y, width, height, min(radius, width / 2, height / 2))
    code: str = path.getCode()
    return _DECIMALS.sub(lambda number: f"{float(number[0]):.2f}", code.replace("\n", " "))


def runs(found: Sequence[tuple[int, int, int]], x: float, y: float, module: float, ink: Ink, tag: Tag) -> Piece:
    """Fill the runs of a symbol (first column, row, length), each module `module` wide."""
    rectangles = "%d %d %d 1 re " * len(found) % tuple(chain.from_iterable(found))  # at once: there are hundreds
    return Piece(f"q {ink.fill} {module:.5f} 0 0 {module:.5f} {x:.3f} {y:.3f} cm {rectangles}f Q", tag)


def dots(centres: Iterable[tuple[float, float]], diameter: float, colour: str, layer: str) -> Piece:
    """Fill round dots on a layer: lines of no length with round caps. `colour` sets the colour of lines."""
    marks = " ".join(f"{number(x)} {number(y)} m {number(x)} {number(y)} l" for x, y in centres)
    return Piece(f"q {colour} {number(diameter)} w 1 J {marks} S Q", layer=layer)


def figure(pictogram: Pictogram, x: float, y: float, size: float, ink: Ink, tag: Tag | None = None) -> Piece:
    """Draw a pictogram in a square; with a tag it is a figure that is read out."""
    scale = size / 24
    placed = f"{scale:.4f} 0 0 {scale:.4f} {number(x)} {number(y)} cm"
    return Piece(f"q {placed} {ink.fill} {ink.stroke} /{pictogram.name} Do Q", tag, forms=(pictogram,))


@lru_cache(maxsize=512)
def form(pictogram: Pictogram) -> str:
    """Write the operators of a pictogram on its 24-unit grid; its colours are those at the place where it is shown."""
    parts = []
    for shape in pictogram.shapes:
        paint = {(True, True): "B", (True, False): "f", (False, True): "S"}.get((shape.fill, shape.stroke), "n")
        star = "*" if shape.even_odd and shape.fill else ""
        parts.append(f"{number(shape.width)} w {shape.cap} J {shape.join} j {_path(shape.segments)} {paint}{star}")
    return " ".join(parts)


def _path(segments: Iterable[Segment]) -> str:
    return " ".join(" ".join([*(number(each) for each in numbers), operator]) for operator, numbers in segments)


def placed(page: Page, x: float, y: float, turn: int = 0) -> Iterator[Piece]:
    """Give a page's pieces with its top left corner at a point of another page, turned by 0 or 180 degrees."""
    matrix = (
        f"1 0 0 1 {number(x)} {number(y)}"
        if not turn
        else f"-1 0 0 -1 {number(x + page.width)} {number(y + page.height)}"
    )
    yield Piece(f"q {matrix} cm")
    yield from page.pieces
    yield Piece("Q")


def beside(page: Page, pieces: Iterable[Piece]) -> Page:
    """Give a page with more on it."""
    return replace(page, pieces=(*page.pieces, *pieces))
