"""The objects of a font in a file: a Type 0 font with its descriptor, widths, texts and font file (ISO 32000-1, 9.7).

In: a face and the glyphs a file shows of it. Out: a `Font`, the same bytes for the same glyphs; what it is made of is
kept glyph by glyph. Next: `writer` numbers its objects.

Codes are the glyph ids of the whole face, so a page's operators do not depend on which glyphs a file holds.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from signs.pdf.fontfile import program
from signs.pdf.page import Glyphs, glyphs_of
from signs.pdf.streams import stream
from signs.text.fonts import Face
from signs.text.shaping import base_level, shaped

_JOINED = "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي"  # letters of Arabic, of which most have four forms
# What signs show of a face, by its name: the language and a text that takes every form and ligature. Whoever shows
# nothing else gets all of it, 6 kB a weight: the same font in each file.
ALPHABETS = {
    "latin": ("en", "".join(map(chr, range(0x20, 0x7F))) + " – · ff fi fl ffi ffl"),
    "arabic": (
        "ar",
        " ".join(f"{one} {one}م م{one}م م{one}" for one in _JOINED)
        + " لا لأ لإ لآ ملا ملأ ملإ ملآ لى ملى لىم آه ، ؛ ؟ « »",
    ),
}
BLOCK = 100  # entries in one block of a CMap
QUICK, SMALLEST = 0, 9  # levels of zlib; outlines and texts of a single sign hardly shrink


class Font(NamedTuple):
    """The objects of a font but for the numbers by which they name one another; `map` is empty where none is needed."""

    descriptor: str
    descendant: str
    whole: str
    program: bytes
    unicode: bytes
    map: bytes


def font(face: Face, glyphs: Glyphs, small: bool) -> Font:
    """Give the font of some glyphs: with no others, packed as small as can be, or `not small` what is written fast."""
    if not small and glyphs.items() <= _alphabet(face).items():
        return _whole(face)
    return _font(face, tuple(sorted(glyphs.items())), SMALLEST if small else QUICK)


@lru_cache(maxsize=64)
def _alphabet(face: Face) -> Glyphs:
    """Give the glyphs of a face's alphabet, sorted, with their widths in ems and texts; none if it has no alphabet."""
    if face.name not in ALPHABETS:
        return {}
    language, text = ALPHABETS[face.name]
    found = glyphs_of(shaped(text, face, base_level(language), language).run)
    return {gid: found[gid] for gid in sorted(found)}


@lru_cache(maxsize=64)
def _whole(face: Face) -> Font:
    return _font(face, tuple(_alphabet(face).items()), SMALLEST)


@lru_cache(maxsize=512)  # signs of one kind often show the same labels in a face
def _font(face: Face, glyphs: tuple[tuple[int, tuple[float, str]], ...], level: int) -> Font:
    embedded = program(face, [gid for gid, _ in glyphs], ((gid, text) for gid, (_, text) in glyphs))
    kind, subtype = (3, "/CIDFontType0") if embedded.cff else (2, "/CIDFontType2")
    keys = "/Subtype/CIDFontType0C" if embedded.cff else f"/Length1 {len(embedded.data)}"
    system = "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
    named = f"/BaseFont/{embedded.name}"
    return Font(
        f"<</Type/FontDescriptor/FontName/{embedded.name}{_measures(face)}/FontFile{kind}",
        f"<</Type/Font/Subtype{subtype}{named}{system}/W[{_widths(glyphs)}]",
        f"<</Type/Font/Subtype/Type0{named}/Encoding/Identity-H",
        stream(embedded.data, keys, level),
        stream(_to_unicode([_pair(gid, text) for gid, (_, text) in glyphs if text]), "", level),
        stream(embedded.cid_to_gid, "", level or 1) if embedded.cid_to_gid else b"",  # mostly zeros
    )


def _widths(glyphs: Iterable[tuple[int, tuple[float, str]]]) -> str:
    """Write the widths of sorted glyphs; those that follow one another share a list (9.7.4.3)."""
    parts, after = [""], -1
    for gid, (width, _) in glyphs:
        parts.append(f" {round(width * 1000)}" if gid == after else f"]{gid}[{round(width * 1000)}")
        after = gid + 1
    return "".join(parts)[1:] + "]" if after > 0 else ""


@lru_cache(maxsize=16384)
def _pair(gid: int, text: str) -> str:
    return f"<{gid:04X}> <{text.encode('utf-16-be').hex().upper()}>"


@lru_cache(maxsize=64)
def _measures(face: Face) -> str:
    """Give what a descriptor says of a whole face, in thousandths of an em (9.8)."""
    head = bytes(face.hb_face.reference_table("head").data)
    scale = 1000 / face.upem
    bounds = " ".join(str(round(number * scale)) for number in struct.unpack(">4h", head[36:44]))
    extents = face.hb_font.get_font_extents("ltr")
    ascent, descent = round(extents.ascender * scale), round(extents.descender * scale)
    stem = 140 if face.weight == "bold" else 80
    return f"/Flags 4/FontBBox[{bounds}]/ItalicAngle 0/Ascent {ascent}/Descent {descent}/CapHeight 714/StemV {stem}"


def _to_unicode(entries: list[str]) -> bytes:
    """Write the CMap by which text copies out (9.10.3)."""
    blocks = [entries[at : at + BLOCK] for at in range(0, len(entries), BLOCK)]
    body = "\n".join([f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks])
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        f"{body}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode()
