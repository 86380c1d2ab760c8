"""TrueType font programs put together from glyphs that were cut out once (OpenType, glyf and loca tables).

In: what HarfBuzz gives for some glyphs of a face: a font with all glyph ids kept and without instructions. Out:
`Outline`s to keep, and from any choice of them a font file of the tables that PDF asks for (ISO 32000-1, 9.9). Glyphs
are numbered anew there, and a map leads from a page's codes to them (CIDToGIDMap, 9.7.4.2): the codes stay the same for
every choice.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

# Flags of a component (OpenType, "Composite Glyph Description").
WORDS, SCALE, MORE, XY_SCALE, TWO_BY_TWO = 1, 8, 32, 64, 128
NUMBER_OF_METRICS = 34  # its place in hhea
LOCA_FORMAT = 50  # its place in head


@dataclass(frozen=True)
class Outline:
    """One glyph: its bytes in glyf, padded to four, and the glyphs it is made of, each with the place of its id."""

    data: bytes
    parts: tuple[tuple[int, int], ...]

    @cached_property
    def checksum(self) -> int:
        """Give what its bytes add to a table's checksum."""
        return _checksum(self.data)


@dataclass(frozen=True)
class Frame:
    """The tables of a face that are the same for every choice, and each glyph's advance and left side bearing."""

    head: bytes
    hhea: bytes
    maxp: bytes
    metrics: Sequence[bytes]


def frame(head: bytes, hhea: bytes, maxp: bytes, hmtx: bytes) -> Frame:
    """Read the tables that hold for all glyphs of a face."""
    count = struct.unpack_from(">H", maxp, 4)[0]
    long = struct.unpack_from(">H", hhea, NUMBER_OF_METRICS)[0]
    metrics = [hmtx[4 * n : 4 * n + 4] for n in range(long)]
    last = metrics[-1][:2]
    metrics += [last + hmtx[4 * long + 2 * n : 4 * long + 2 * n + 2] for n in range(count - long)]
    return Frame(head, hhea, maxp, metrics)


def cut(glyf: bytes, loca: bytes, long: bool, wanted: Iterable[int]) -> dict[int, Outline]:
    """Take glyphs and what they are made of out of a glyf table; `long` is the format of loca."""
    found: dict[int, Outline] = {}
    waiting = list(wanted)
    while waiting:
        gid = waiting.pop()
        if gid not in found:
            data = glyf[_place(loca, long, gid) : _place(loca, long, gid + 1)]
            found[gid] = Outline(data + b"\0" * (-len(data) % 4), _parts(data))
            waiting += [part for _, part in found[gid].parts]
    return found


def _place(loca: bytes, long: bool, gid: int) -> int:
    if long:
        return int(struct.unpack_from(">I", loca, 4 * gid)[0])
    return 2 * int(struct.unpack_from(">H", loca, 2 * gid)[0])


def _parts(data: bytes) -> tuple[tuple[int, int], ...]:
    """List the components of a composite glyph, which has a negative number of contours."""
    if len(data) < 2 or data[0] < 128:
        return ()
    parts, at, flags = [], 10, MORE
    while flags & MORE:
        flags, gid = struct.unpack_from(">HH", data, at)
        parts.append((at + 2, gid))
        at += 8 if flags & WORDS else 6
        at += 2 if flags & SCALE else 4 if flags & XY_SCALE else 8 if flags & TWO_BY_TWO else 0
    return tuple(parts)


def closed(gids: Iterable[int], outlines: Mapping[int, Outline]) -> list[int]:
    """Give the glyphs with all they are made of, sorted."""
    gids = sorted(gids)
    if not any(outlines[gid].parts for gid in gids):
        return gids
    found: set[int] = set()
    waiting = list(gids)
    while waiting:
        gid = waiting.pop()
        if gid not in found:
            found.add(gid)
            waiting += [part for _, part in outlines[gid].parts]
    return sorted(found)


def join(gids: Sequence[int], outlines: Mapping[int, Outline], common: Frame) -> tuple[bytes, bytes]:
    """Put a font file together, with the map from glyph ids of the face to its own; `gids` are sorted, begin with 0 and
    are closed over components.
    """
    place = {gid: number for number, gid in enumerate(gids)}
    chosen = [outlines[gid] for gid in gids]
    pieces = [_renumbered(outline, place) if outline.parts else outline.data for outline in chosen]
    count, offsets = len(gids), list(accumulate(map(len, pieces), initial=0))
    long = offsets[-1] >= 0x20000  # the short format holds offsets of up to 131,070 bytes, halved
    loca = (
        struct.pack(f">{count + 1}I", *offsets) if long else struct.pack(f">{count + 1}H", *[n >> 1 for n in offsets])
    )
    mapped = [0] * (gids[-1] + 1)
    for gid, number in place.items():
        mapped[gid] = number
    tables = {
        b"glyf": b"".join(pieces),
        b"head": common.head[:8] + b"\0\0\0\0" + common.head[12:LOCA_FORMAT] + struct.pack(">H", long) + b"\0\0",
        b"hhea": common.hhea[:NUMBER_OF_METRICS] + struct.pack(">H", count),
        b"hmtx": b"".join([common.metrics[gid] for gid in gids]),
        b"loca": loca,
        b"maxp": common.maxp[:4] + struct.pack(">H", count) + common.maxp[6:],
    }
    if any(outline.parts for outline in chosen):
        summed = _checksum(tables[b"glyf"])
    else:
        summed = sum([outline.checksum for outline in chosen]) & 0xFFFFFFFF
    return _file(tables, summed), struct.pack(f">{len(mapped)}H", *mapped)


def _renumbered(outline: Outline, place: Mapping[int, int]) -> bytes:
    """Give a composite glyph's bytes with its components' new ids."""
    changed = bytearray(outline.data)
    for at, gid in outline.parts:
        changed[at : at + 2] = place[gid].to_bytes(2)
    return bytes(changed)


def _file(tables: Mapping[bytes, bytes], outlines: int) -> bytes:
    """Write an sfnt: its directory, then its tables, each padded to four bytes; `outlines` is the checksum of glyf."""
    power = len(tables).bit_length() - 1
    head = struct.pack(">IHHHH", 0x00010000, len(tables), 16 << power, power, 16 * len(tables) - (16 << power))
    at = len(head) + 16 * len(tables)
    directory, body = [], []
    for tag, data in sorted(tables.items()):
        padded = data + b"\0" * (-len(data) % 4)
        checksum = outlines if tag == b"glyf" else _checksum(padded)
        directory.append(tag + struct.pack(">III", checksum, at, len(data)))
        body.append(padded)
        at += len(padded)
    return b"".join([head, *directory, *body])


def _checksum(padded: bytes) -> int:
    return int(sum(struct.unpack(f">{len(padded) // 4}I", padded)) & 0xFFFFFFFF)
