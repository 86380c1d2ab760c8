"""The index files byte by byte, version 1: the one declaration that the writer, this reader and the
browser's reader follow.

A file is `CDSI`, a byte of version, a letter of kind (`C` core, `T` tags, `W` where), the CRC-32 (IEEE
802.3, little-endian) of all bytes after it, the number of sections, then for each section its length and
its packed length (all unsigned LEB128), then the packed sections: raw DEFLATE (RFC 1951), which a browser
unpacks with `DecompressionStream("deflate-raw")`.

Sections are of three sorts:
- *meta*: JSON in UTF-8;
- *lines*: texts in UTF-8, each ended by a line feed (no text holds a control character but the marks below);
- *numbers*: 16-bit unsigned integers, first all low bytes, then all high bytes.

Core, venues ordered by id:
- 0 meta; 1 numbers, characters each id shares with the one before; 2 lines, the rest of each id;
- 3-5 Chinese names; 6-8 names; 9 numbers, how many other names; 10-12 other names;
- 13-15 addresses; 16-18 Chinese addresses;
- 19 numbers, kind, remembered by the pattern of the Chinese name;
- 20 numbers, district (0 none, else 1 + its place in the meta); 21 numbers, flags (1 stale, 2 closed).

Texts take three sections: lines of patterns with one `SLOT` each, numbers (a pattern a text), and lines of
what fills the slot. A filling may be one mark, derived from the filling of the Chinese text of the same
venue (of the name, or of the address): `PINYIN` its syllables as one capitalised word, `SAME` itself,
`TRADITIONAL` its traditional form. Columns that may derive also write their patterns as remembered by the
pattern of that Chinese text: each number as its place among the numbers that the same context had before,
the latest first; a new one as the length of that list, itself after all places. Addresses come after
Chinese addresses when reading, since they derive from them.

Tags: 0 lines: the core's stamp; 1 bytes: a bitmap a tag in the meta's order, ceil(n / 8) bytes each, lowest
bit first. Where: 0 lines: the stamp; 1 bytes: n latitudes, then n longitudes, as signed 32-bit little-
endian, 1e-5 degree, 0x7FFFFFFF none. Tags and where hold no language: one file serves every core with the
same stamp.
"""

from __future__ import annotations

import sys
import zlib
from array import array
from collections.abc import Iterable, Sequence

MAGIC = b"CDSI"
VERSION = 1
CORE, TAGS, WHERE = "C", "T", "W"
CORE_SECTIONS, LAZY_SECTIONS = 22, 2
SLOT, PINYIN, SAME, TRADITIONAL = "\x1f", "\x01", "\x02", "\x03"
NOWHERE = 0x7FFFFFFF
LARGEST_SECTION = 1 << 26


class CorruptIndexError(ValueError):
    """An index file is not what its header says: cut short, altered, or of another version."""


def pack(kind: str, sections: Sequence[bytes]) -> bytes:
    """Write a file from its sections."""
    packed = [deflate(section) for section in sections]
    head = leb128(len(sections))
    for section, small in zip(sections, packed, strict=True):
        head += leb128(len(section)) + leb128(len(small))
    rest = head + b"".join(packed)
    return MAGIC + bytes([VERSION]) + kind.encode() + zlib.crc32(rest).to_bytes(4, "little") + rest


def unpack(kind: str, data: bytes, count: int) -> list[bytes]:
    """Read a file's sections, or raise `CorruptIndexError`; never more memory than the header admits to."""
    if data[:4] != MAGIC:
        raise CorruptIndexError("not an index file")
    if len(data) < 11 or data[4] != VERSION or chr(data[5]) != kind:
        raise CorruptIndexError(f"not a file of kind {kind} in version {VERSION}")
    if zlib.crc32(data[10:]) != int.from_bytes(data[6:10], "little"):
        raise CorruptIndexError("checksum differs: the file was cut short or altered")
    found, at = read_leb128(data, 10)
    if found != count:
        raise CorruptIndexError(f"{found} sections where {count} were expected")
    sizes = []
    for _ in range(count):
        raw, at = read_leb128(data, at)
        small, at = read_leb128(data, at)
        sizes.append((raw, small))
    sections = []
    for raw, small in sizes:
        sections.append(inflate(data[at : at + small], raw))
        at += small
    return sections


def deflate(data: bytes) -> bytes:
    """Pack with raw DEFLATE, the smallest way zlib knows."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15, 9)
    return packer.compress(data) + packer.flush()


def inflate(data: bytes, size: int) -> bytes:
    """Unpack raw DEFLATE that must give exactly `size` bytes."""
    if size > LARGEST_SECTION:
        raise CorruptIndexError("a section is larger than any index")
    unpacker = zlib.decompressobj(-15)
    try:
        raw = unpacker.decompress(data, size + 1)
    except zlib.error as problem:
        raise CorruptIndexError(str(problem)) from problem
    if len(raw) != size:
        raise CorruptIndexError(f"a section has {len(raw)} bytes where {size} were expected")
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
    """Write integers below 65536: low bytes, then high bytes, so that each half packs well."""
    return bytes(v & 255 for v in values) + bytes(v >> 8 for v in values)


def read_numbers(data: bytes) -> list[int]:
    """Read what `numbers` wrote."""
    half = len(data) // 2
    return [data[i] | data[half + i] << 8 for i in range(half)]


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
