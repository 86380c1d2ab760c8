"""TrueType tables taken apart and put together: parts are found, offsets lead to glyphs, the file's sums are right."""

from __future__ import annotations

import struct

from hypothesis import given
from hypothesis import strategies as st

from signs.pdf import glyf
from signs.pdf.fontfile import program
from tests.signs.pdf.lines import opened

FACES = opened("en", "ar", "th").faces


def tables(data: bytes) -> dict[str, bytes]:
    """Read a font file's directory (OpenType, "Table Directory")."""
    count = struct.unpack_from(">H", data, 4)[0]
    rows = [struct.unpack_from(">4sIII", data, 12 + 16 * at) for at in range(count)]
    return {tag.decode(): data[at : at + size] for tag, _, at, size in rows}


def composite(*parts: tuple[int, int]) -> bytes:
    """Write a composite glyph of (flags, glyph) with arguments and scales of the lengths the flags tell."""
    data = struct.pack(">hhhhh", -1, 0, 0, 9, 9)
    for at, (flags, gid) in enumerate(parts):
        flags = flags | (glyf.MORE if at + 1 < len(parts) else 0)
        scales = 2 if flags & glyf.SCALE else 4 if flags & glyf.XY_SCALE else 8 if flags & glyf.TWO_BY_TWO else 0
        data += struct.pack(">HH", flags, gid) + bytes((4 if flags & glyf.WORDS else 2) + scales)
    return data


FLAGS = st.sampled_from([0, glyf.WORDS, glyf.SCALE, glyf.XY_SCALE, glyf.TWO_BY_TWO, glyf.WORDS | glyf.TWO_BY_TWO])


@given(st.lists(st.tuples(FLAGS, st.integers(2, 9)), min_size=1, max_size=5), st.booleans())
def test_parts_are_found_and_come_along(parts: list[tuple[int, int]], long: bool) -> None:
    """However its components are placed and scaled, a composite glyph brings them, from either format of loca."""
    simple = struct.pack(">hhhhh", 1, 0, 0, 9, 9) + bytes(6)
    pieces = [simple, composite(*parts)] + [simple] * 8
    pieces = [piece + b"\0" * (-len(piece) % 4) for piece in pieces]
    ends = [sum(map(len, pieces[:at])) for at in range(len(pieces) + 1)]
    loca = struct.pack(f">{len(ends)}I", *ends) if long else struct.pack(f">{len(ends)}H", *(end // 2 for end in ends))
    found = glyf.cut(b"".join(pieces), loca, long, [0, 1])
    assert set(found) == {0, 1, *(gid for _, gid in parts)}
    assert glyf.closed([0, 1], found) == sorted(found)
    assert glyf.closed([0], found) == [0]


@given(st.sampled_from(sorted(FACES)), st.sets(st.integers(1, 300), max_size=30))
def test_files_are_whole(key: tuple[str, str], gids: set[int]) -> None:
    """The directory is sorted, tables are aligned, each sum is right, and loca has an end for every glyph."""
    face = FACES[key]
    gids = {gid for gid in gids if gid < face.hb_face.glyph_count}
    data = program(face, gids).data
    count = struct.unpack_from(">H", data, 4)[0]
    rows = [struct.unpack_from(">4sIII", data, 12 + 16 * at) for at in range(count)]
    assert [row[0] for row in rows] == sorted(row[0] for row in rows)
    for _, checksum, at, size in rows:
        assert at % 4 == 0
        body = data[at : at + size] + b"\0" * (-size % 4)
        assert sum(struct.unpack(f">{len(body) // 4}I", body)) & 0xFFFFFFFF == checksum
    found = tables(data)
    glyphs = struct.unpack_from(">H", found["maxp"], 4)[0]
    long = struct.unpack_from(">H", found["head"], glyf.LOCA_FORMAT)[0]
    ends = struct.unpack(f">{glyphs + 1}{'I' if long else 'H'}", found["loca"])
    assert list(ends) == sorted(ends)
    assert ends[-1] * (1 if long else 2) == len(found["glyf"])
    assert len(found["hmtx"]) == 4 * struct.unpack_from(">H", found["hhea"], glyf.NUMBER_OF_METRICS)[0] == 4 * glyphs


def test_many_glyphs_take_the_long_format() -> None:
    """Beyond 131,070 bytes of outlines offsets are written in full."""
    face = FACES["latin", "bold"]
    data = program(face, range(1, face.hb_face.glyph_count)).data
    found = tables(data)
    assert len(found["glyf"]) > 0x20000
    assert struct.unpack_from(">H", found["head"], glyf.LOCA_FORMAT) == (1,)
    assert struct.unpack(f">{len(found['loca']) // 4}I", found["loca"])[-1] == len(found["glyf"])
