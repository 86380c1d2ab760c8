"""Font programs to embed: the glyphs a file shows of a face, and no others.

In: a `Face` and glyph ids. Out: a `Program`, the same bytes for the same glyphs whatever was embedded before. Each
glyph is cut out of the face once in a process, by HarfBuzz; the rest is joining (`cff`, `glyf`). Next: `pdf` embeds it.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

import uharfbuzz as hb

from signs.pdf import cff, glyf
from signs.text.fonts import Face

_POWERS = [26**place for place in range(6)]
_FLAGS = (
    hb.SubsetFlags.NO_HINTING
    | hb.SubsetFlags.NO_LAYOUT_CLOSURE
    | hb.SubsetFlags.DESUBROUTINIZE
    | hb.SubsetFlags.NOTDEF_OUTLINE
    | hb.SubsetFlags.RETAIN_GIDS
)
_DROPPED = ("GSUB", "GPOS", "GDEF", "BASE", "VORG", "vhea", "vmtx", "name", "OS/2", "STAT", "DSIG", "cmap", "post")
_DROPPED_TAGS = [int.from_bytes(tag.encode()) for tag in _DROPPED]


@dataclass(frozen=True)
class Program:
    """An embedded font file: its bytes, whether it is CFF (else TrueType), and the name its subset goes by.

    `cid_to_gid` leads from a page's codes to the glyphs of a TrueType file; CFF has a table of its own for that.
    """

    data: bytes
    cff: bool
    name: str
    cid_to_gid: bytes = b""


@dataclass(frozen=True, eq=False)
class _Cutter:
    """The glyphs of one face that were cut out so far."""

    face: Face
    compact: dict[int, cff.Outline] = field(default_factory=dict)
    simple: dict[int, glyf.Outline] = field(default_factory=dict)
    once: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def is_cff(self) -> bool:
        """Tell the format of the face."""
        return "CFF " in self.face.hb_face.table_tags

    def table(self, tag: str) -> bytes:
        """Give a table of the face."""
        return bytes(self.face.hb_face.reference_table(tag).data)

    def add(self, gids: Iterable[int], texts: Iterable[tuple[int, str]]) -> None:
        """Cut out what is missing; `texts` are what glyphs stand for, where that is known."""
        known: Mapping[int, object] = self.compact if self.is_cff else self.simple
        missing = sorted([gid for gid in gids if gid not in known])
        if not missing:
            return
        characters = [ord(text) for gid, text in texts if len(text) == 1 and gid not in known] if self.is_cff else []
        if characters:
            self._cut(characters, ())
        others = [gid for gid in missing if gid not in known]
        if others:
            self._cut((), others)

    def _cut(self, characters: Iterable[int], glyphs: Sequence[int]) -> None:
        """Cut glyphs out of the face, by the characters they are the usual glyphs of or by their ids.

        By ids HarfBuzz reads through the character map of the whole face, which in one of 65,000 glyphs takes a hundred
        times as long as the cutting.
        """
        chosen = hb.SubsetInput()
        chosen.flags = _FLAGS if not self.is_cff else _FLAGS & ~hb.SubsetFlags.RETAIN_GIDS
        chosen.unicode_set.update(characters)
        chosen.glyph_set.update(glyphs)
        chosen.drop_table_tag_set.update(_DROPPED_TAGS)
        subset = hb.SubsetPlan(self.face.hb_face, chosen).execute()
        if self.is_cff:
            cut = cff.cut(bytes(subset.reference_table("CFF ").data))
            self.compact.update(cut.outlines)
            self.once.setdefault("bbox", cut.bbox)
        else:
            tables = [bytes(subset.reference_table(tag).data) for tag in ("glyf", "loca", "head")]
            long = struct.unpack_from(">H", tables[2], glyf.LOCA_FORMAT)[0] == 1
            self.simple.update(glyf.cut(tables[0], tables[1], long, glyphs))

    @cached_property
    def frame(self) -> glyf.Frame:
        """Give the tables that every choice shares."""
        return glyf.frame(*(self.table(tag) for tag in ("head", "hhea", "maxp", "hmtx")))


@lru_cache(maxsize=64)
def _cutter(face: Face) -> _Cutter:
    return _Cutter(face)


def program(face: Face, gids: Iterable[int], texts: Iterable[tuple[int, str]] = ()) -> Program:
    """Give the font file of some glyphs of a face, with the glyph for what is missing.

    `texts` are what glyphs stand for: whoever tells gets a new glyph sooner, and the same file.
    """
    chosen = sorted({0, *gids})
    cutter = _cutter(face)
    cutter.add(chosen, texts)
    name = f"{_tag(face, chosen)}+{post_script_name(face)}"
    if cutter.is_cff:
        whole = cff.Cut(cutter.compact, cutter.once["bbox"])
        return Program(cff.join(name, chosen, whole), True, name)
    data, mapped = glyf.join(glyf.closed(chosen, cutter.simple), cutter.simple, cutter.frame)
    return Program(data, False, name, mapped)


def _tag(face: Face, gids: list[int]) -> str:
    """Give the six capitals that tell subsets of one font apart (ISO 32000-1, 9.6.4), from what the subset holds."""
    held = struct.pack(f">{len(gids)}H", *gids)
    number = int.from_bytes(hashlib.sha256(face.stamp + face.key.encode() + held).digest()[:8])
    return "".join([chr(65 + number // power % 26) for power in _POWERS])


@lru_cache(maxsize=64)
def post_script_name(face: Face) -> str:
    """Give the name a font goes by in PDF."""
    return str(face.hb_face.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME) or face.key).replace(" ", "")
