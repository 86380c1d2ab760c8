"""The sections and files of the index: packing, unpacking, and the four sorts of sections.

The page `FORMAT.md` beside this module says the format byte by byte, version 2; this module, the browser's
reader (`templates/assets/js/search-engine.js`) and `writer` follow it.
"""

from __future__ import annotations

import sys
import zlib
from array import array
from collections.abc import Iterable, Sequence

from deflate import zlib_compress

MAGIC = b"CDSI"
VERSION = 2
CORE, TAGS, WHERE, ROOT, SHARD = "C", "T", "W", "R", "S"
SECTIONS = {CORE: 22, TAGS: 2, WHERE: 2, ROOT: 24, SHARD: 24}
SLOT, PINYIN, SAME, TRADITIONAL = "\x1f", "\x01", "\x02", "\x03"
NOWHERE = 0x7FFFFFFF
LARGEST = 1 << 26
LEVEL = 12  # libdeflate's best


class CorruptIndexError(ValueError):
    """An index file is not what its header says: cut short, altered, or of another version."""


def pack(kind: str, sections: Sequence[bytes]) -> bytes:
    """Write a file from its sections."""
    head = leb128(len(sections)) + b"".join(leb128(len(section)) for section in sections)
    return MAGIC + bytes([VERSION]) + kind.encode() + deflated([head, *sections])


def unpack(kind: str, data: bytes) -> list[bytes]:
    """Read a file's sections, or raise `CorruptIndexError`."""
    if data[:4] != MAGIC:
        raise CorruptIndexError("not an index file")
    if len(data) < 6 or data[4] != VERSION or chr(data[5]) != kind:
        raise CorruptIndexError(f"not a file of kind {kind} in version {VERSION}")
    raw = inflate(data[6:])
    found, at = read_leb128(raw, 0)
    if found != SECTIONS[kind]:
        raise CorruptIndexError(f"{found} sections where {SECTIONS[kind]} were expected")
    sizes, sections = [], []
    for _ in range(found):
        size, at = read_leb128(raw, at)
        sizes.append(size)
    if at + sum(sizes) != len(raw):
        raise CorruptIndexError(f"{len(raw) - at} bytes where {sum(sizes)} were expected")
    for size in sizes:
        sections.append(raw[at : at + size])
        at += size
    return sections


def deflated(parts: Sequence[bytes]) -> bytes:
    """Pack as one zlib stream. libdeflate finds where a new block pays: 8 % less than zlib makes of an index."""
    return bytes(zlib_compress(b"".join(parts), LEVEL))


def inflate(data: bytes) -> bytes:
    """Unpack a zlib stream, which checks itself; never more than `LARGEST` bytes."""
    unpacker = zlib.decompressobj()
    try:
        raw = unpacker.decompress(data, LARGEST)
    except zlib.error as problem:
        raise CorruptIndexError(f"altered: {problem}") from problem
    if not unpacker.eof or unpacker.unused_data:
        raise CorruptIndexError("cut short, longer than it says, or larger than any index")
    return raw


def leb128(number: int) -> bytes:
    """Write an unsigned integer, seven bits a byte, lowest first."""
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    return bytes(out + bytes([number]))


def read_leb128(data: bytes, at: int) -> tuple[int, int]:
    """Read an unsigned integer of at most 35 bits; give it and where the next begins."""
    number = 0
    for shift in range(0, 35, 7):
        if at >= len(data):
            break
        number |= (data[at] & 127) << shift
        at += 1
        if data[at - 1] < 128:
            return number, at
    raise CorruptIndexError("a number is cut short")


def lines(texts: Iterable[str]) -> bytes:
    """Write texts as lines."""
    return "".join(f"{text}\n" for text in texts).encode()


def read_lines(data: bytes) -> list[str]:
    """Read what `lines` wrote."""
    return data.decode().split("\n")[:-1]


def numbers(values: Sequence[int]) -> bytes:
    """Write integers below 65536: a byte that tells their width; of wide ones low bytes, then high bytes, so that
    each half packs well.
    """
    low = bytes([value & 255 for value in values])
    if max(values, default=0) < 256:
        return b"\x01" + low
    return b"\x02" + low + bytes([value >> 8 for value in values])


def read_numbers(data: bytes) -> list[int]:
    """Read what `numbers` wrote."""
    if data[0] == 1:
        return list(data[1:])
    half = (len(data) - 1) // 2
    return [low | high << 8 for low, high in zip(data[1 : half + 1], data[half + 1 :], strict=True)]


def integers(values: Sequence[int]) -> bytes:
    """Write signed 32-bit integers, little-endian."""
    return _swapped(array("i", values)).tobytes()


def read_integers(data: bytes) -> list[int]:
    """Read what `integers` wrote."""
    found = array("i")
    found.frombytes(data)
    return _swapped(found).tolist()


def _swapped(values: array[int]) -> array[int]:
    if sys.byteorder == "big":
        values.byteswap()
    return values
