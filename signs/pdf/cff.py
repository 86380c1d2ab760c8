"""CFF font programs put together from glyphs that were cut out once (Adobe Technical Note 5176).

In: what HarfBuzz gives for some glyphs of a CID-keyed face: a small CFF table without subroutines. Out: `Outline`s to
keep, and from any choice of them a new CFF table whose charset holds the CIDs. HarfBuzz needs about ten milliseconds
for a face of 65,000 glyphs, more than a sign may take; joining pieces needs a tenth of one.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import NamedTuple

# Operators, TN 5176 tables 9, 10 and 23; those of two bytes are 12 << 8 plus the second.
BBOX, CHARSET, CHAR_STRINGS, PRIVATE, SUBRS = 5, 15, 17, 18, 19
ROS, CID_COUNT, FD_ARRAY, FD_SELECT, FONT_NAME = 0xC1E, 0xC22, 0xC24, 0xC25, 0xC26
ADOBE, IDENTITY = 391, 392  # the first two string ids that are not standard ones
CIDS = 65535


class Entry(NamedTuple):
    """One entry of a DICT: its operator, its operands (whole numbers), and all its bytes."""

    operator: int
    operands: tuple[int, ...]
    raw: bytes


@dataclass(frozen=True)
class Outline:
    """One glyph: its charstring, and the font dictionary it belongs to (its entries, then its Private DICT)."""

    charstring: bytes
    font: tuple[bytes, bytes]


@dataclass(frozen=True)
class Cut:
    """What was cut out of a face: outlines by CID, and the face's FontBBox entry."""

    outlines: Mapping[int, Outline]
    bbox: bytes


def cut(table: bytes) -> Cut:
    """Take a CID-keyed CFF table apart. Subroutines are a fault of the caller, since charstrings must stand alone."""
    at = table[2]
    _, at = _read_index(table, at)
    tops, at = _read_index(table, at)
    _, at = _read_index(table, at)
    subroutines, _ = _read_index(table, at)
    top = {entry.operator: entry for entry in entries(tops[0])}
    if subroutines or FD_SELECT not in top:
        raise ValueError("a CID-keyed CFF table without subroutines is needed")
    charstrings, _ = _read_index(table, top[CHAR_STRINGS].operands[0])
    fonts = [_font(table, each) for each in _read_index(table, top[FD_ARRAY].operands[0])[0]]
    cids = [0, *_charset(table, top[CHARSET].operands[0], len(charstrings) - 1)]
    chosen = _selected(table, top[FD_SELECT].operands[0], len(charstrings))
    outlines = {
        cid: Outline(charstring, fonts[font]) for cid, charstring, font in zip(cids, charstrings, chosen, strict=True)
    }
    return Cut(outlines, top[BBOX].raw if BBOX in top else b"")


def entries(dictionary: bytes) -> Iterator[Entry]:
    """Read the entries of a DICT (TN 5176, section 4); real numbers count as 0, since none is asked for."""
    at = start = 0
    operands: list[int] = []
    while at < len(dictionary):
        first = dictionary[at]
        if first <= 21:
            size = 2 if first == 12 else 1
            operator = first << 8 | dictionary[at + 1] if size == 2 else first
            at += size
            yield Entry(operator, tuple(operands), dictionary[start:at])
            operands, start = [], at
        else:
            number, at = _number(dictionary, at)
            operands.append(number)


def _number(data: bytes, at: int) -> tuple[int, int]:
    first = data[at]
    if first == 28:
        return int.from_bytes(data[at + 1 : at + 3], signed=True), at + 3
    if first == 29:
        return int.from_bytes(data[at + 1 : at + 5], signed=True), at + 5
    if first == 30:
        while data[at + 1] & 15 != 15 and data[at + 1] >> 4 != 15:
            at += 1
        return 0, at + 2
    if first < 247:
        return first - 139, at + 1
    high = (first - 247) * 256 + 108 if first < 251 else -(first - 251) * 256 - 108
    return high + (data[at + 1] if first < 251 else -data[at + 1]), at + 2


def _read_index(data: bytes, at: int) -> tuple[list[bytes], int]:
    """Read an INDEX: its items and the place after it (section 5)."""
    count = int.from_bytes(data[at : at + 2])
    if not count:
        return [], at + 2
    size = data[at + 2]
    start = at + 3
    offsets = [int.from_bytes(data[start + n * size : start + (n + 1) * size]) for n in range(count + 1)]
    base = start + (count + 1) * size - 1
    return [data[base + a : base + b] for a, b in pairwise(offsets)], base + offsets[-1]


def _font(table: bytes, dictionary: bytes) -> tuple[bytes, bytes]:
    """Give a Font DICT's entries without name and Private, and its Private DICT."""
    kept, private = b"", b""
    for entry in entries(dictionary):
        if entry.operator == PRIVATE:
            size, at = entry.operands
            private = table[at : at + size]
        elif entry.operator != FONT_NAME:
            kept += entry.raw
    if any(entry.operator == SUBRS for entry in entries(private)):
        raise ValueError("a CFF table without subroutines is needed")
    return kept, private


def _charset(data: bytes, at: int, count: int) -> list[int]:
    """Read the CIDs of all glyphs but the first (section 13)."""
    form, at = data[at], at + 1
    found: list[int] = []
    if form == 0:
        return [int.from_bytes(data[at + 2 * n : at + 2 * n + 2]) for n in range(count)]
    size = form  # format 1 counts in one byte, format 2 in two
    while len(found) < count:
        first, left = int.from_bytes(data[at : at + 2]), int.from_bytes(data[at + 2 : at + 2 + size])
        found += range(first, first + left + 1)
        at += 2 + size
    return found


def _selected(data: bytes, at: int, count: int) -> list[int]:
    """Read which font dictionary each glyph belongs to (section 19)."""
    if data[at] == 0:
        return list(data[at + 1 : at + 1 + count])
    ranges = int.from_bytes(data[at + 1 : at + 3])
    found: list[int] = []
    for n in range(ranges):
        place = at + 3 + 3 * n
        first, font, after = data[place : place + 2], data[place + 2], data[place + 3 : place + 5]
        found += [font] * (int.from_bytes(after) - int.from_bytes(first))
    return found


def join(name: str, cids: Sequence[int], whole: Cut) -> bytes:
    """Put a CFF table together from cut outlines; `cids` are sorted and begin with 0, the glyph for what is missing."""
    outlines = [whole.outlines[cid] for cid in cids]
    owners = [outline.font for outline in outlines]
    fonts = list(dict.fromkeys(owners))
    place = {font: n for n, font in enumerate(fonts)}
    head = b"\1\0\4\4" + _index([name.encode()])
    charset = b"\0" + struct.pack(f">{len(cids) - 1}H", *cids[1:])
    select = b"\0" + bytes([place[font] for font in owners])
    charstrings = _index([outline.charstring for outline in outlines])
    at = len(head) + _top_length(whole.bbox) + len(_STRINGS)
    at_select = at + len(charset)
    at_charstrings = at_select + len(select)
    at_private = at_charstrings + len(charstrings)
    dictionaries, privates = [], b""
    for entries_of, private in fonts:
        dictionaries.append(entries_of + _integer(len(private)) + _integer(at_private + len(privates)) + b"\x12")
        privates += private
    at_fonts = at_private + len(privates)
    top = _index([_top(whole.bbox, at, at_select, at_charstrings, at_fonts)])
    return b"".join([head, top, _STRINGS, charset, select, charstrings, privates, _index(dictionaries)])


@lru_cache(maxsize=64)
def _top_length(bbox: bytes) -> int:
    """Give the length of the Top DICT INDEX, which its numbers do not change."""
    return len(_index([_top(bbox, 0, 0, 0, 0)]))


def _top(bbox: bytes, charset: int, select: int, charstrings: int, fonts: int) -> bytes:
    """Write the Top DICT; ROS must be its first entry (section 9)."""
    parts = [_integer(ADOBE), _integer(IDENTITY), _integer(0), _operator(ROS), bbox]
    numbers = (
        (CID_COUNT, CIDS),
        (CHARSET, charset),
        (FD_SELECT, select),
        (CHAR_STRINGS, charstrings),
        (FD_ARRAY, fonts),
    )
    parts += [_integer(number) + _operator(operator) for operator, number in numbers]
    return b"".join(parts)


def _operator(operator: int) -> bytes:
    return operator.to_bytes(2) if operator > 21 else bytes([operator])


def _integer(number: int) -> bytes:
    """Write a whole number in five bytes, so that no offset changes a length."""
    return b"\x1d" + number.to_bytes(4, signed=True)


def _index(items: Sequence[bytes]) -> bytes:
    if not items:
        return b"\0\0"
    offsets = list(accumulate(map(len, items), initial=1))
    size = (offsets[-1].bit_length() + 7) // 8
    if size == 2:
        written = struct.pack(f">{len(offsets)}H", *offsets)
    else:
        written = b"".join([offset.to_bytes(size) for offset in offsets])
    return b"".join([len(items).to_bytes(2), bytes([size]), written, *items])


_STRINGS = _index([b"Adobe", b"Identity"]) + _index([])  # and no subroutines
