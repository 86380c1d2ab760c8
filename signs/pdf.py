"""PDF pages: shaped lines, paths and boxes on a ReportLab canvas, with fonts subset by HarfBuzz.

In: `Line`s, `Pictogram`s and boxes in millimetres from the top left. Out: the bytes of a PDF that are the same for
the same drawing. Every face becomes one Type 0 font (PDF 32000-1, 9.7) whose codes are the glyph ids of the whole
font file, so that a page's operators do not depend on the subset: a CFF subset keeps them as CIDs, a glyf subset
gets a CIDToGIDMap. ReportLab's own Helvetica is never selected.
"""

from __future__ import annotations

import hashlib
import io
import os
import struct
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import uharfbuzz as hb
from reportlab import rl_config
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from signs import bidi
from signs.fonts import Face
from signs.pictogram import Pictogram, Segment, rounded
from signs.shaping import Line, Run

POINT_MM = 25.4 / 72
Colour = tuple[float, float, float]
_DROPPED = ("GSUB", "GPOS", "GDEF", "BASE", "VORG", "vhea", "vmtx", "name", "OS/2", "STAT", "DSIG", "cmap", "post")
_FLAGS = (
    hb.SubsetFlags.NO_HINTING
    | hb.SubsetFlags.NO_LAYOUT_CLOSURE
    | hb.SubsetFlags.DESUBROUTINIZE
    | hb.SubsetFlags.NOTDEF_OUTLINE
)
_PREPARE_AFTER = 12  # subsets of one face before it pays to prepare the face (0.6 s for a CJK one, then 8 times faster)
_OPPOSITE = {**bidi.CLOSING, **{closing: opening for opening, closing in bidi.CLOSING.items()}}


@dataclass(frozen=True)
class Program:
    """An embedded font file: its compressed bytes, their plain length, and the CIDToGIDMap a glyf font needs."""

    data: bytes
    length: int
    cff: bool
    cid_to_gid: bytes


class Document:
    """One PDF in the making: pages of one size, whose glyphs are gathered until `finish` embeds the fonts."""

    def __init__(self, width_mm: float, height_mm: float, language: str, title: str) -> None:
        self.height_pt = height_mm / POINT_MM
        self.language = language
        self._buffer = io.BytesIO()
        size = (width_mm / POINT_MM, self.height_pt)
        with _undated():
            self._canvas = _BareCanvas(
                self._buffer, pagesize=size, pageCompression=1, invariant=1, lang=language, pdfVersion=(1, 7)
            )
        self._canvas.setTitle(title)
        self._canvas.setViewerPreference("DisplayDocTitle", "true")
        self._canvas.setTrimBox((0, 0, *size))
        self._code: list[str] = []
        self._resources: dict[str, str] = {}
        self._faces: dict[str, Face] = {}
        self._texts: dict[str, dict[int, str]] = {}
        self._widths: dict[str, dict[int, float]] = {}

    def text(self, line: Line, x_mm: float, baseline_mm: float, size_pt: float, colour: Colour) -> None:
        """Draw a line with its left end at `x_mm`."""
        operators = [f"{_rgb(colour)} rg BT"]
        actual = self._differs(line)
        x = x_mm / POINT_MM
        y = self.height_pt - baseline_mm / POINT_MM
        for run in line.runs:
            name = self._resource(run)
            operators.append(f"/{name} {_fixed(size_pt)} Tf 1 0 0 1 {_fixed(x)} {_fixed(y)} Tm")
            operators.append(_show(run, size_pt))
            x += sum(glyph.advance for glyph in run.glyphs) * size_pt
        operators.append("ET")
        properties = f"/Lang ({line.lang})" if line.lang != self.language else ""
        if actual:
            properties += f" /ActualText <FEFF{line.text.encode('utf-16-be').hex().upper()}>"
        drawn = " ".join(operators)
        self._code.append(f"/Span <<{properties.strip()}>> BDC {drawn} EMC" if properties else drawn)

    def box(
        self, x_mm: float, y_mm: float, width_mm: float, height_mm: float, colour: Colour, radius_mm: float = 0.0
    ) -> None:
        """Fill a box, with rounded corners if a radius is given."""
        path = _path(rounded(x_mm, y_mm, width_mm, height_mm, radius_mm, radius_mm))
        self._code.append(f"q {self._millimetres()} {_rgb(colour)} rg {path} f Q")

    def frame(
        self,
        x_mm: float,
        y_mm: float,
        width_mm: float,
        height_mm: float,
        colour: Colour,
        line_mm: float,
        radius_mm: float,
    ) -> None:
        """Draw the outline of a box; the line lies inside it."""
        inset, half = line_mm, line_mm / 2
        path = _path(rounded(x_mm + half, y_mm + half, width_mm - inset, height_mm - inset, radius_mm, radius_mm))
        self._code.append(f"q {self._millimetres()} {_rgb(colour)} RG {_fixed(line_mm)} w {path} S Q")

    def boxes(self, boxes: Iterable[tuple[float, float, float, float]], colour: Colour) -> None:
        """Fill many rectangles (x, y, width, height in mm) at once, as a QR symbol is."""
        parts = (f"{_fixed(x)} {_fixed(y)} {_fixed(w)} {_fixed(h)} re" for x, y, w, h in boxes)
        self._code.append(f"q {self._millimetres()} {_rgb(colour)} rg {' '.join(parts)} f Q")

    def pictogram(self, pictogram: Pictogram, x_mm: float, y_mm: float, size_mm: float, colour: Colour) -> None:
        """Draw a pictogram in a square."""
        scale = size_mm / 24 / POINT_MM
        placed = f"{scale:.5f} 0 0 {-scale:.5f} {_fixed(x_mm / POINT_MM)} {_fixed(self.height_pt - y_mm / POINT_MM)} cm"
        self._code.append(f"q {placed} {_rgb(colour)} rg {_rgb(colour)} RG {_pictogram(pictogram)} Q")

    def new_page(self) -> None:
        """End the page."""
        self._canvas.addLiteral("\n".join(self._code))
        self._code = []
        self._canvas.showPage()

    def finish(self) -> bytes:
        """End the last page, embed the fonts and give the file."""
        if self._code:
            self.new_page()
        document: Any = vars(self._canvas)["_doc"]
        fonts = document.idToObject[pdfdoc.BasicFonts].dict
        for key, name in self._resources.items():
            fonts[name] = _embed(document, self._faces[key], self._widths[key], self._texts[key])
        with _settings(useA85=0, invariant=1):
            self._canvas.save()
        return self._buffer.getvalue()

    def _millimetres(self) -> str:
        scale = 1 / POINT_MM
        return f"{scale:.6f} 0 0 {-scale:.6f} 0 {_fixed(self.height_pt)} cm"

    def _resource(self, run: Run) -> str:
        key = run.face.key
        if key not in self._resources:
            self._resources[key] = f"T{len(self._resources) + 1}"
            self._faces[key], self._texts[key], self._widths[key] = run.face, {}, {}
        texts, widths = self._texts[key], self._widths[key]
        for glyph in run.glyphs:
            texts.setdefault(glyph.gid, _copied(glyph.text, run.level))
            widths[glyph.gid] = glyph.width
        return self._resources[key]

    def _differs(self, line: Line) -> bool:
        """Tell whether a line must carry its own text: ToUnicode knows one text a glyph, and this line needs another.

        Never where anything runs right to left: readers reorder ActualText as well.
        """
        if any(run.level for run in line.runs):
            return False
        for run in line.runs:
            texts = self._texts.get(run.face.key, {})
            if any(texts.get(glyph.gid, glyph.text) != glyph.text or not glyph.text for glyph in run.glyphs):
                return True
        return "".join(glyph.text for run in line.runs for glyph in run.glyphs) != line.text


class _BareCanvas(Canvas):
    """A canvas that selects no font at the start of a page: ReportLab's would be an unembedded Helvetica."""

    def _make_preamble(self) -> None:
        self._preamble = ""


@contextmanager
def _undated() -> Iterator[None]:
    """Hide SOURCE_DATE_EPOCH from ReportLab, which would date the file by it even if told to be invariant.

    A sign says the date of its facts; the day of the build is no input of its bytes.
    """
    epoch = os.environ.pop("SOURCE_DATE_EPOCH", None)
    try:
        yield
    finally:
        if epoch is not None:
            os.environ["SOURCE_DATE_EPOCH"] = epoch


class _settings:  # noqa: N801 - a context manager
    """Set ReportLab's module-wide settings while one file is written, and put them back."""

    def __init__(self, **values: int) -> None:
        self._values = values

    def __enter__(self) -> None:
        self._before = {name: getattr(rl_config, name) for name in self._values}
        for name, value in self._values.items():
            setattr(rl_config, name, value)

    def __exit__(self, *_: object) -> None:
        for name, value in self._before.items():
            setattr(rl_config, name, value)


def _copied(text: str, level: int) -> str:
    """Give what a glyph copies as. Readers turn right-to-left text around as they see it, so there a bracket is the
    one that is seen, and the letters of a ligature stand in visual order.
    """
    return _OPPOSITE.get(text, text)[::-1] if level % 2 else text


def _fixed(value: float) -> str:
    """Write a number with at most three decimals (1/1000 point), as short as can be."""
    return f"{value:.3f}".rstrip("0").rstrip(".") if value % 1 else str(int(value))


def _rgb(colour: Colour) -> str:
    return " ".join(_fixed(part) for part in colour)


def _path(segments: Iterable[Segment]) -> str:
    return " ".join(" ".join([*(_fixed(number) for number in numbers), operator]) for operator, numbers in segments)


@lru_cache(maxsize=512)
def _pictogram(pictogram: Pictogram) -> str:
    parts = []
    for shape in pictogram.shapes:
        paint = {(True, True): "B", (True, False): "f", (False, True): "S"}.get((shape.fill, shape.stroke), "n")
        star = "*" if shape.even_odd and shape.fill else ""
        parts.append(f"{_fixed(shape.width)} w {shape.cap} J {shape.join} j {_path(shape.segments)} {paint}{star}")
    return " ".join(parts)


def _show(run: Run, size_pt: float) -> str:
    """Write the operators of a run: glyph codes, with moves where the advance is not the font's own (9.4.3)."""
    parts: list[str] = []
    pending, rise, codes, moved = 0.0, 0.0, "", False
    elements: list[str] = []
    for glyph in run.glyphs:
        if glyph.y != rise:
            elements += [f"<{codes}>"] if codes else []
            parts += [f"[{' '.join(elements)}] TJ"] if elements else []
            parts.append(f"{_fixed(glyph.y * size_pt)} Ts")
            elements, codes, rise, moved = [], "", glyph.y, True
        pending -= glyph.x
        if abs(pending) > 1e-6:
            elements += [f"<{codes}>"] if codes else []
            elements.append(_fixed(pending * 1000))
            codes = ""
        codes += f"{glyph.gid:04X}"
        pending = glyph.x + glyph.width - glyph.advance
    elements += [f"<{codes}>"] if codes else []
    parts.append(f"[{' '.join(elements)}] TJ")
    if moved and rise:
        parts.append("0 Ts")
    return " ".join(parts)


class _Subsetter:
    """Subsets one face; after a few rounds the face is prepared once, which gives the same bytes sooner."""

    def __init__(self, face: Face) -> None:
        self._face = face.hb_face
        self._rounds = 0

    def subset(self, gids: Iterable[int]) -> tuple[Any, dict[int, int]]:
        """Give the subset face and the map from old to new glyph ids."""
        self._rounds += 1
        if self._rounds == _PREPARE_AFTER:
            self._face = hb.subset_preprocess(self._face)
        chosen = hb.SubsetInput()
        chosen.flags = _FLAGS
        chosen.glyph_set.update(gids)
        chosen.drop_table_tag_set.update(int.from_bytes(tag.encode()) for tag in _DROPPED)
        plan = hb.SubsetPlan(self._face, chosen)
        return plan.execute(), dict(plan.old_to_new_glyph_mapping)


@lru_cache(maxsize=64)
def _subsetter(face: Face) -> _Subsetter:
    return _Subsetter(face)


@lru_cache(maxsize=256)
def program(face: Face, gids: tuple[int, ...]) -> Program:
    """Subset a face to the given glyph ids (sorted), ready to embed."""
    subset, renumbered = _subsetter(face).subset(gids)
    cff = "CFF " in face.hb_face.table_tags
    plain = bytes(subset.reference_table("CFF ").data if cff else subset.blob.data)
    mapping = b""
    if not cff:
        table = [0] * (max(gids, default=0) + 1)
        for gid in gids:
            table[gid] = renumbered[gid]
        mapping = zlib.compress(struct.pack(f">{len(table)}H", *table), 6)
    return Program(zlib.compress(plain, 6), len(plain), cff, mapping)


def _embed(document: Any, face: Face, widths: dict[int, float], texts: dict[int, str]) -> Any:
    """Register the objects of one Type 0 font and give the reference to it (PDF 32000-1, 9.7.4 to 9.8)."""
    gids = tuple(sorted(widths))
    embedded = program(face, gids)
    name = f"{_tag(face, gids)}+{_post_script_name(face)}"
    extra = {"CIDToGIDMap": document.Reference(_stream(embedded.cid_to_gid))} if embedded.cid_to_gid else {}
    descendant = pdfdoc.PDFDictionary(
        {
            "Type": "/Font",
            "Subtype": "/CIDFontType0" if embedded.cff else "/CIDFontType2",
            "BaseFont": f"/{name}",
            "CIDSystemInfo": "<</Registry (Adobe) /Ordering (Identity) /Supplement 0>>",
            "FontDescriptor": document.Reference(_descriptor(document, face, name, embedded)),
            "W": "[" + " ".join(f"{gid} [{_fixed(widths[gid] * 1000)}]" for gid in gids) + "]",
            **extra,
        }
    )
    whole = pdfdoc.PDFDictionary(
        {
            "Type": "/Font",
            "Subtype": "/Type0",
            "BaseFont": f"/{name}",
            "Encoding": "/Identity-H",
            "DescendantFonts": pdfdoc.PDFArray([document.Reference(descendant)]),
            "ToUnicode": document.Reference(_stream(zlib.compress(_to_unicode(texts), 6))),
        }
    )
    return document.Reference(whole)


def _tag(face: Face, gids: tuple[int, ...]) -> str:
    """Give the six capitals that tell subsets of one font apart (9.6.4), from what the subset holds."""
    number = int.from_bytes(hashlib.sha256(f"{face.digest} {face.key} {gids}".encode()).digest()[:8])
    return "".join(chr(65 + number // 26**place % 26) for place in range(6))


@lru_cache(maxsize=64)
def _post_script_name(face: Face) -> str:
    return str(face.hb_face.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME) or face.key).replace(" ", "")


def _descriptor(document: Any, face: Face, name: str, embedded: Program) -> Any:
    head = bytes(face.hb_face.reference_table("head").data)
    scale = 1000 / face.upem
    box = " ".join(_fixed(number * scale) for number in struct.unpack(">4h", head[36:44]))
    extents = face.hb_font.get_font_extents("ltr")
    keys = {"Subtype": "/CIDFontType0C"} if embedded.cff else {"Length1": embedded.length}
    return pdfdoc.PDFDictionary(
        {
            "Type": "/FontDescriptor",
            "FontName": f"/{name}",
            "Flags": 4,
            "FontBBox": f"[{box}]",
            "ItalicAngle": 0,
            "Ascent": int(extents.ascender * scale),
            "Descent": int(extents.descender * scale),
            "CapHeight": 714,
            "StemV": 140 if face.weight == "bold" else 80,
            "FontFile3" if embedded.cff else "FontFile2": document.Reference(_stream(embedded.data, **keys)),
        }
    )


def _stream(compressed: bytes, **keys: object) -> Any:
    dictionary = pdfdoc.PDFDictionary({"Filter": "/FlateDecode", **keys})
    return pdfdoc.PDFStream(dictionary, compressed)


def _to_unicode(texts: dict[int, str]) -> bytes:
    """Write the CMap by which text copies out (9.10.3), at most 100 entries a block."""
    entries = [f"<{gid:04X}> <{text.encode('utf-16-be').hex().upper()}>" for gid, text in sorted(texts.items()) if text]
    blocks = [entries[at : at + 100] for at in range(0, len(entries), 100)]
    body = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        f"{body}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode()
