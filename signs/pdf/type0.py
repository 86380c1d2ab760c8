"""The objects of a font in a file: a Type 0 font with its descriptor, widths, texts and font file (ISO 32000-1, 9.7).

In: a face and the glyphs a file shows of it. Out: a `Font`, the same bytes for the same glyphs; what it is made of is
kept glyph by glyph. Next: `writer` numbers its objects.

Codes are the glyph ids of the whole face, so a page's operators do not depend on which glyphs a file holds.
"""

from __future__ import annotations

import struct
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from signs.pdf.fontfile import program
from signs.pdf.page import Glyphs
from signs.pdf.streams import stream
from signs.text.fonts import EVERY_SIGN, Face

# What every sign shows some of, ligatures among it: a file of its own holds it whole, 6 kB a weight, and so the same
# font as others.
ALPHABET = "".join(map(chr, range(0x20, 0x7F))) + "–·ﬀﬁﬂﬃﬄ"
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
        return _font(face, tuple(_alphabet(face).items()), SMALLEST)
    return _font(face, tuple(sorted(glyphs.items())), SMALLEST if small else QUICK)


@lru_cache(maxsize=64)
def _alphabet(face: Face) -> Glyphs:
    """Give the glyphs of the alphabet in the face that every sign has, with their widths in ems and texts."""
    if face.name != EVERY_SIGN:
        return {}
    found = {face.hb_font.get_nominal_glyph(ord(char)): char for char in ALPHABET if face.covers(char)}
    widths = {gid: face.hb_font.get_glyph_h_advance(gid) / face.upem for gid in found}
    return {gid: (widths[gid], unicodedata.normalize("NFKC", found[gid])) for gid in sorted(found)}


@lru_cache(maxsize=512)  # signs of one kind often show the same labels in a face
def _font(face: Face, glyphs: tuple[tuple[int, tuple[float, str]], ...], level: int) -> Font:
    embedded = program(face, [gid for gid, _ in glyphs], {gid: text for gid, (_, text) in glyphs})
    kind, subtype = (3, "/CIDFontType0") if embedded.cff else (2, "/CIDFontType2")
    keys = "/Subtype/CIDFontType0C" if embedded.cff else f"/Length1 {len(embedded.data)}"
    entries = [_entry(gid, width, text) for gid, (width, text) in glyphs]
    widths = "".join([width for width, _ in entries])
    system = "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
    named = f"/BaseFont/{embedded.name}"
    return Font(
        f"<</Type/FontDescriptor/FontName/{embedded.name}{_measures(face)}/FontFile{kind}",
        f"<</Type/Font/Subtype{subtype}{named}{system}/W[{widths}]",
        f"<</Type/Font/Subtype/Type0{named}/Encoding/Identity-H",
        stream(embedded.data, keys, level),
        stream(_to_unicode([text for _, text in entries if text]), "", level),
        stream(embedded.cid_to_gid, "", level or 1) if embedded.cid_to_gid else b"",  # mostly zeros
    )


@lru_cache(maxsize=16384)
def _entry(gid: int, width: float, text: str) -> tuple[str, str]:
    """Write a glyph's entries in the widths and in the CMap of texts."""
    code = text.encode("utf-16-be").hex().upper()
    return f"{gid}[{round(width * 1000)}]", f"<{gid:04X}> <{code}>" if text else ""


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
