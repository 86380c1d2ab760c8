"""Text to positioned glyphs: runs by direction, script and face, each shaped by HarfBuzz.

In: a paragraph in one language, a weight and a `FontSet`. Out: `Line`s of `Run`s in visual order, measured in ems.
`layout` measures with `advances`, `pdf` draws the runs. A character that no face covers is a `Missing`, never a box.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import uharfbuzz as hb

from signs import bidi
from signs.fonts import EVERY_SIGN, Face, FontSet

RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})
_EAST_ASIAN = frozenset({"zh", "ja", "ko"})
_LATIN_PUNCTUATION = frozenset("–·•°×")  # narrow in every language; quotes, dashes and dots follow the script
_INVISIBLE = frozenset({"Cf", "Zl", "Zp", "Cc"})  # controls: no glyph of their own, U+200B among them
_MEMO_LIMIT = 4096  # shaped lines kept a font set; a batch of signs repeats its labels


@dataclass(frozen=True)
class Glyph:
    """One glyph: its id in the face, its advance and offsets in ems, its width in the font file, and its text.

    `text` is the part of the line it stands for ("" for the second glyph of a cluster), for copying out of a PDF.
    """

    gid: int
    advance: float
    x: float
    y: float
    width: float
    text: str


@dataclass(frozen=True)
class Run:
    """Glyphs of one face and level, from left to right."""

    face: Face
    level: int
    glyphs: tuple[Glyph, ...]


@dataclass(frozen=True)
class Line:
    """One shaped line: its text in reading order, its runs from left to right, its width in ems."""

    text: str
    lang: str
    runs: tuple[Run, ...]
    width: float


@dataclass(frozen=True, order=True)
class Missing:
    """A character that no opened face covers, with the package that should be looked at."""

    char: str
    package: str

    @property
    def code_point(self) -> str:
        """Write the code point as `U+4E00 CJK UNIFIED IDEOGRAPH-4E00`."""
        return f"U+{ord(self.char):04X} {unicodedata.name(self.char, '(no name)')}"


def base_level(language: str) -> int:
    """Give the paragraph level of a language: 1 for those written from right to left."""
    return int(language.split("-")[0] in RIGHT_TO_LEFT)


def missing(text: str, language: str, weight: str, fonts: FontSet) -> list[Missing]:
    """List the characters of a text that would print as boxes, each once, in order."""
    found = dict.fromkeys(
        char for char, face in zip(text, _faces(text, language, weight, fonts), strict=True) if face is None
    )
    return [Missing(char, _package(char, language, fonts)) for char in found]


def advances(text: str, language: str, weight: str, fonts: FontSet) -> tuple[float, ...]:
    """Measure each character in ems, in reading order; a cluster's width stands at its first character."""
    key = ("advances", text, language, weight)
    found = fonts.memo.get(key)
    if not isinstance(found, tuple):
        widths = [0.0] * len(text)
        for start, end, face, level in _items(text, 0, len(text), language, weight, fonts):
            for info, position in zip(*_shape(text[start:end], face, level, language), strict=True):
                widths[start + info.cluster] += position.x_advance / face.upem
        found = tuple(widths)
        _remember(fonts, key, found)
    return found


def shape(text: str, start: int, end: int, language: str, weight: str, fonts: FontSet) -> Line:
    """Shape the characters `start` to `end` of a paragraph as one line; levels are the whole paragraph's.

    Characters without a face are left out: `missing` has told of them.
    """
    key = ("line", text, start, end, language, weight)
    found = fonts.memo.get(key)
    if not isinstance(found, Line):
        items = _items(text, start, end, language, weight, fonts)
        runs = tuple(_run(text[a:b], face, level, language) for a, b, face, level in items)
        ordered = tuple(runs[i] for i in bidi.visual_order([run.level for run in runs]))
        width = sum(glyph.advance for run in runs for glyph in run.glyphs)
        found = Line(text[start:end], language, ordered, width)
        _remember(fonts, key, found)
    return found


def _remember(fonts: FontSet, key: object, value: object) -> None:
    if len(fonts.memo) >= _MEMO_LIMIT:
        fonts.memo.clear()
    fonts.memo[key] = value


@lru_cache(maxsize=4096)
def script(char: str) -> str:
    """Give the ISO 15924 script of a character by HarfBuzz's tables (Unicode); empty for common ones and marks."""
    buffer = hb.Buffer()
    buffer.add_str(char)
    buffer.guess_segment_properties()
    return str(buffer.script or "")


def _faces(text: str, language: str, weight: str, fonts: FontSet) -> tuple[Face | None, ...]:
    """Choose a face for each character: by its script, or with its neighbours when it has none of its own."""
    key = ("faces", text, language, weight)
    found = fonts.memo.get(key)
    if isinstance(found, tuple):
        return found
    home = fonts.for_script(_home_script(language), language)
    chosen: list[Face | None] = []
    previous: Face | None = None
    for char in text:
        face = _face(char, previous, home, language, weight, fonts)
        previous = face or previous
        chosen.append(face)
    _remember(fonts, key, tuple(chosen))
    return tuple(chosen)


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
    attaches = unicodedata.category(char) in {"Mn", "Me", "Mc", "Zs"}
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


def _items(
    text: str, start: int, end: int, language: str, weight: str, fonts: FontSet
) -> list[tuple[int, int, Face, int]]:
    """Cut `start` to `end` into stretches of one level and face (and script, which HarfBuzz needs)."""
    base = base_level(language)
    levels = bidi.levels(text, base) if base or not _plain(text) else (0,) * len(text)
    levels = bidi.line_levels(text[start:end], levels[start:end], base)
    faces = _faces(text, language, weight, fonts)
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


@lru_cache(maxsize=4096)
def _plain(text: str) -> bool:
    """Tell whether a left-to-right paragraph holds nothing that could rise above level 0."""
    return not any(
        unicodedata.bidirectional(c) in {"R", "AL", "AN", "RLE", "RLO", "LRE", "LRO"} for c in text
    ) and not (any(c in text for c in "\u2066\u2067\u2068"))


def _shape(text: str, face: Face, level: int, language: str) -> tuple[list[hb.GlyphInfo], list[hb.GlyphPosition]]:
    buffer = hb.Buffer()
    buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if level % 2 else "ltr"
    buffer.language = language
    hb.shape(face.hb_font, buffer)
    return buffer.glyph_infos, buffer.glyph_positions


def _run(text: str, face: Face, level: int, language: str) -> Run:
    infos, positions = _shape(text, face, level, language)
    texts = _cluster_texts(text, [info.cluster for info in infos])
    glyphs = tuple(
        Glyph(
            info.codepoint,
            position.x_advance / face.upem,
            position.x_offset / face.upem,
            position.y_offset / face.upem,
            face.hb_font.get_glyph_h_advance(info.codepoint) / face.upem,
            part,
        )
        for info, position, part in zip(infos, positions, texts, strict=True)
    )
    return Run(face, level, glyphs)


def _cluster_texts(text: str, clusters: list[int]) -> list[str]:
    """Share the characters of each cluster out: all to its first glyph in reading order, none to the others."""
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
