"""Text to positioned glyphs: runs by direction, script and face, each shaped by HarfBuzz.

In: a paragraph in one language, a weight and a `FontSet`. Out: `Line`s of `Run`s in visual order, measured in ems.
`layout` measures with `advances`, `pdf` draws the runs. A character that no face covers is a `Missing`, never a box.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import uharfbuzz as hb

from signs.text import bidi
from signs.text.fonts import EVERY_SIGN, Face, FontSet

RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})
_EAST_ASIAN = frozenset({"zh", "ja", "ko"})
_LATIN_PUNCTUATION = frozenset("–·•°×")  # narrow in every language; quotes, dashes and dots follow the script
_INVISIBLE = frozenset({"Cf", "Zl", "Zp", "Cc"})  # controls: no glyph of their own, U+200B among them
# Blocks whose characters run right to left (UCD, DerivedBidiClass), and the controls that make others do so.
_RISING = re.compile(
    "[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_VOWELS = re.compile("[\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]")  # marks of Hebrew and Arabic
_ATTACHED = frozenset({"Mn", "Me", "Mc", "Zs"})
_DEPENDENT = _INVISIBLE | _ATTACHED  # whose face may be that of the character before
_IN_ORDER = list(range(256))  # clusters of an item whose characters have a glyph each
MANY = 16384  # texts kept: a batch of signs repeats its labels


class Glyph(NamedTuple):
    """One glyph: its id in the face, its advance and offsets in ems, its width in the font file, and its text.

    `text` is the part of the line it stands for ("" for the second glyph of a cluster), for copying out of a PDF.
    """

    gid: int
    advance: float
    x: float
    y: float
    width: float
    text: str


class Run(NamedTuple):
    """Glyphs of one face and level, from left to right.

    `even`: each stands on the line as wide as in the font file; `raised`: one stands above or below the line;
    `marked`: one may be a vowel mark of a right-to-left script.
    """

    face: Face
    level: int
    glyphs: tuple[Glyph, ...]
    even: bool
    raised: bool
    marked: bool


@dataclass(frozen=True, eq=False)
class Line:
    """One shaped line: its text in reading order, its runs from left to right. Equal only to itself: `shape` gives the
    same one for the same text, and what is drawn of it is kept by that.
    """

    text: str
    lang: str
    runs: tuple[Run, ...]

    @property
    def width(self) -> float:
        """Give the width in ems."""
        return sum(glyph.advance for run in self.runs for glyph in run.glyphs)


@dataclass(frozen=True, order=True)
class Missing:
    """A character that no opened face covers, with the package that should be looked at."""

    char: str
    package: str

    @property
    def code_point(self) -> str:
        """Write the code point as `U+4E00 CJK UNIFIED IDEOGRAPH-4E00`."""
        return f"U+{ord(self.char):04X} {unicodedata.name(self.char, '(no name)')}"


@lru_cache(maxsize=256)
def base_level(language: str) -> int:
    """Give the paragraph level of a language: 1 for those written from right to left."""
    return int(language.split("-")[0] in RIGHT_TO_LEFT)


def has_vowel_marks(text: str) -> bool:
    """Tell whether a right-to-left text has marks that are no letters: they are drawn, but do not copy out."""
    return not text.isascii() and bool(_VOWELS.search(text))


@lru_cache(maxsize=MANY)
def missing(text: str, language: str, weight: str, fonts: FontSet) -> tuple[Missing, ...]:
    """List the characters of a text that would print as boxes, each once, in order."""
    faces = _faces(text, language, weight, fonts)
    absent = dict.fromkeys(char for char, face in zip(text, faces, strict=True) if face is None)
    return tuple([Missing(char, _package(char, language, fonts)) for char in absent])


@lru_cache(maxsize=MANY)
def advances(text: str, language: str, weight: str, fonts: FontSet) -> tuple[float, ...]:
    """Measure each character in ems, in reading order; a cluster's width stands at its first character."""
    widths = [0.0] * len(text)
    for start, end, face, level in _items(text, 0, len(text), language, weight, fonts):
        run, clusters = shaped(text[start:end], face, level, language)
        if clusters == _IN_ORDER[: end - start]:
            widths[start:end] = [glyph.advance for glyph in run.glyphs]
            continue
        for glyph, cluster in zip(run.glyphs, clusters, strict=True):
            widths[start + cluster] += glyph.advance
    return tuple(widths)


@lru_cache(maxsize=MANY)
def shape(text: str, start: int, end: int, language: str, weight: str, fonts: FontSet) -> Line:
    """Shape the characters `start` to `end` of a paragraph as one line; levels are the whole paragraph's.

    Characters without a face are left out: `missing` has told of them.
    """
    items = _items(text, start, end, language, weight, fonts)
    runs = tuple([shaped(text[a:b], face, level, language).run for a, b, face, level in items])
    if len(runs) > 1:
        runs = tuple([runs[i] for i in bidi.visual_order([run.level for run in runs])])
    return Line(text[start:end], language, runs)


@lru_cache(maxsize=4096)
def script(char: str) -> str:
    """Give the ISO 15924 script of a character by HarfBuzz's tables (Unicode); empty for common ones and marks."""
    buffer = hb.Buffer()
    buffer.add_str(char)
    buffer.guess_segment_properties()
    return str(buffer.script or "")


@lru_cache(maxsize=MANY)
def _faces(text: str, language: str, weight: str, fonts: FontSet) -> tuple[Face | None, ...]:
    """Choose a face for each character: by its script, or with its neighbours when it has none of its own."""
    latin = _plain_latin(text, weight, fonts)
    return (latin,) * len(text) if latin else tuple(_chosen(text, language, weight, fonts))


def _plain_latin(text: str, weight: str, fonts: FontSet) -> Face | None:
    """Give the Latin face for a text that needs no other, whatever its language: printable ASCII."""
    if not (text.isascii() and text.isprintable() and fonts.scripts.get("Latn") == EVERY_SIGN):
        return None
    latin = fonts.face(EVERY_SIGN, weight)
    return latin if latin and latin.covers_ascii else None


def _chosen(text: str, language: str, weight: str, fonts: FontSet) -> list[Face | None]:
    home = fonts.for_script(_home_script(language), language)
    known = fonts.alone.setdefault((language, weight), {})
    chosen: list[Face | None] = []
    previous: Face | None = None
    for char in text:
        face = previous if char == " " and previous and previous.covers(char) else known.get(char)
        if face is None:
            face = _face(char, previous, home, language, weight, fonts)
            if unicodedata.category(char) not in _DEPENDENT:
                known[char] = face
        previous = face or previous
        chosen.append(face)
    return chosen


def _home_script(language: str) -> str:
    main = language.split("-")[0]
    if main in _EAST_ASIAN:
        return "Hani"
    if main in RIGHT_TO_LEFT:
        return "Hebr" if main == "he" else "Arab"
    return "Thai" if main == "th" else "Latn"


def _face(char: str, previous: Face | None, home: str, language: str, weight: str, fonts: FontSet) -> Face | None:
    if unicodedata.category(char) in _INVISIBLE:
        return previous or fonts.face(home, weight) or fonts.face(EVERY_SIGN, weight)
    attaches = unicodedata.category(char) in _ATTACHED
    if attaches and previous and previous.covers(char):
        return previous
    own = script(char)
    if own:
        order = [fonts.for_script(own, language), home]
    elif char.isascii() or char in _LATIN_PUNCTUATION:
        order = [EVERY_SIGN, home]
    else:
        order = [home, EVERY_SIGN]
    faces = [fonts.face(name, weight) for name in order if name]
    faces += [face for (_, each), face in fonts.faces.items() if each == weight]
    return next((face for face in faces if face and face.covers(char)), None)


def _package(char: str, language: str, fonts: FontSet) -> str:
    own = script(char)
    name = fonts.for_script(own or _home_script(language), language)
    return fonts.packages.get(name, "") or "none known"


Item = tuple[int, int, Face, int]
"""A stretch of a text: from, to, its face and its level."""


@lru_cache(maxsize=MANY)
def _items(text: str, start: int, end: int, language: str, weight: str, fonts: FontSet) -> list[Item]:
    """Cut `start` to `end` into stretches of one level and face (and script, which HarfBuzz needs), once."""
    base = base_level(language)
    latin = None if base else _plain_latin(text, weight, fonts)
    if latin and end > start:
        return [(start, end, latin, 0)]
    faces = _faces(text, language, weight, fonts)
    first = faces[start] if end > start else None
    same = first and faces[start:end].count(first) == end - start and len({*map(script, text[start:end]), ""}) < 3
    plain = not base and _plain(text)
    if first and same and plain:
        return [(start, end, first, 0)]
    levels = (0,) * len(text) if plain else bidi.levels(text, base)
    levels = levels[start:end]
    if levels.count(base) < end - start:
        levels = bidi.line_levels(text[start:end], levels, base)
    if first and same and levels.count(levels[0]) == end - start:
        return [(start, end, first, levels[0])]
    items: list[tuple[int, int, Face, int]] = []
    current = ""
    for place in range(start, end):
        face, own = faces[place], script(text[place])
        if face is None:
            continue
        level = levels[place - start]
        joins = not own or not current or own == current
        if items and joins and items[-1][1] == place and items[-1][2] is face and items[-1][3] == level:
            items[-1] = (items[-1][0], place + 1, face, level)
            current = own or current
        else:
            items.append((place, place + 1, face, level))
            current = own
    return items


def _plain(text: str) -> bool:
    """Tell whether a left-to-right paragraph holds nothing that could rise above level 0."""
    return text.isascii() or not _RISING.search(text)


class Shaped(NamedTuple):
    """What HarfBuzz made of an item: its glyphs, and for each the place of its cluster in the item."""

    run: Run
    clusters: list[int]


@lru_cache(maxsize=MANY)  # what is measured is mostly drawn as it was measured
def shaped(text: str, face: Face, level: int, language: str) -> Shaped:
    """Shape a text of one level in one face, whether the face has glyphs for it or not."""
    buffer = hb.Buffer()
    buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if level % 2 else "ltr"
    buffer.language = language
    hb.shape(face.hb_font, buffer)
    infos = buffer.glyph_infos
    gids, clusters = [info.codepoint for info in infos], [info.cluster for info in infos]
    if not gids:
        return Shaped(Run(face, level, (), True, False, False), [])
    xs, ys, advances, _ = zip(*[position.position for position in buffer.glyph_positions], strict=True)
    upem, texts = face.upem, _cluster_texts(text, clusters)
    none = [0.0] * len(gids)
    measures = [[units / upem for units in each] if any(each) else none for each in (advances, xs, ys)]
    widths = list(map(_widths(face).__getitem__, gids))
    glyphs = tuple(map(Glyph, gids, *measures, widths, texts))
    raised = measures[2] is not none
    even = measures[0] == widths and measures[1] is none and not raised
    marked = level % 2 == 1 and any(unicodedata.category(char) == "Mn" for char in text)
    return Shaped(Run(face, level, glyphs, even, raised, marked), clusters)


class _Widths(dict[int, float]):
    """The widths that a face's file gives its glyphs, in ems."""

    def __init__(self, face: Face) -> None:
        super().__init__()
        self._face = face

    def __missing__(self, gid: int) -> float:
        """Ask the face, once for each glyph."""
        self[gid] = width = float(self._face.hb_font.get_glyph_h_advance(gid) / self._face.upem)
        return width


@lru_cache(maxsize=64)
def _widths(face: Face) -> _Widths:
    return _Widths(face)


def _cluster_texts(text: str, clusters: list[int]) -> Sequence[str]:
    """Share the characters of each cluster out: all to its first glyph in reading order, none to the others."""
    if clusters == _IN_ORDER[: len(text)]:
        return text
    starts = sorted(set(clusters))
    ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
    seen: set[int] = set()
    rtl = clusters != sorted(clusters)
    parts = [""] * len(clusters)
    for index in reversed(range(len(clusters))) if rtl else range(len(clusters)):
        cluster = clusters[index]
        if cluster not in seen:
            seen.add(cluster)
            parts[index] = text[cluster : ends[cluster]]
    return parts
