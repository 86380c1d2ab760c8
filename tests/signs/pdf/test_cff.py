"""CFF taken apart and put together: the same outlines under the same CIDs, and numbers as the format writes them."""

from __future__ import annotations

import pytest
import uharfbuzz as hb
from hypothesis import given
from hypothesis import strategies as st

from signs.pdf import cff
from signs.pdf.fontfile import program
from tests.signs.pdf.lines import opened

FACE = opened("zh-Hans").faces["han-sc", "regular"]
CIDS = [0, *sorted(gid for gid in (FACE.hb_font.get_nominal_glyph(ord(char)) for char in "小桃园清真寺A（、") if gid)]


def number(value: int) -> bytes:
    """Write a whole number in the shortest way (TN 5176, table 3)."""
    if -107 <= value <= 107:
        return bytes([value + 139])
    if 108 <= value <= 1131:
        return bytes([247 + (value - 108 >> 8), value - 108 & 255])
    if -1131 <= value <= -108:
        return bytes([251 + (-value - 108 >> 8), -value - 108 & 255])
    if -32768 <= value <= 32767:
        return b"\x1c" + value.to_bytes(2, signed=True)
    return b"\x1d" + value.to_bytes(4, signed=True)


NUMBERS = st.one_of(st.integers(-1200, 1200), st.integers(-33000, 33000), st.integers(-(2**31), 2**31 - 1))


@given(st.lists(st.tuples(st.lists(NUMBERS, max_size=4), st.sampled_from([5, 15, 17, 0xC1E, 0xC24])), max_size=5))
def test_dictionaries_are_read_as_written(wanted: list[tuple[list[int], int]]) -> None:
    """Whole numbers in every length and operators of one or two bytes come back, and each entry's own bytes."""
    parts = [
        b"".join(map(number, values)) + (bytes([12, operator & 255]) if operator > 21 else bytes([operator]))
        for values, operator in wanted
    ]
    found = list(cff.entries(b"".join(parts)))
    assert [(list(entry.operands), entry.operator) for entry in found] == wanted
    assert [entry.raw for entry in found] == parts


def test_real_numbers_are_passed_over() -> None:
    """A real number ends where its nibbles say, so that what follows is read."""
    for real in (b"\x1e\xe2\xa2\x5f", b"\x1e\x0a\x14\x05\x41\xc3\xff", b"\x1e\x2f"):
        [entry] = cff.entries(real + number(7) + b"\x05")
        assert entry.operands == (0, 7)


def test_what_is_joined_can_be_cut_again() -> None:
    """Cutting a joined table gives the outlines it was joined from; so does a table of some of them."""
    table = program(FACE, CIDS).data
    whole = cff.cut(table)
    assert sorted(whole.outlines) == CIDS
    assert cff.cut(cff.join("A", CIDS, whole)) == whole
    some = cff.cut(cff.join("A", CIDS[:3], whole))
    assert some.outlines == {cid: whole.outlines[cid] for cid in CIDS[:3]}
    assert some.bbox == whole.bbox


def test_each_glyph_keeps_its_font_dictionary() -> None:
    """Ideographs, letters and marks have their own hints and widths: a program keeps what HarfBuzz cut out, glyph by
    glyph, with more than one dictionary among them.
    """
    chosen = hb.SubsetInput()
    chosen.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.DESUBROUTINIZE | hb.SubsetFlags.NOTDEF_OUTLINE
    chosen.glyph_set.update(CIDS)
    fresh = cff.cut(bytes(hb.SubsetPlan(FACE.hb_face, chosen).execute().reference_table("CFF ").data))
    wanted = {cid: fresh.outlines[cid] for cid in CIDS}
    assert cff.cut(program(FACE, CIDS).data).outlines == wanted
    assert len({outline.font for outline in wanted.values()}) > 1


def test_joining_depends_on_nothing_but_its_glyphs() -> None:
    """A larger stock of outlines changes no byte."""
    whole = cff.cut(program(FACE, CIDS).data)
    fewer = cff.Cut({cid: whole.outlines[cid] for cid in CIDS[:4]}, whole.bbox)
    assert cff.join("A", CIDS[:4], fewer) == cff.join("A", CIDS[:4], whole)


def test_tables_that_lean_on_others_are_refused() -> None:
    """Charstrings that call subroutines cannot stand alone."""
    chosen = hb.SubsetInput()
    chosen.glyph_set.update(CIDS)
    table = bytes(hb.SubsetPlan(FACE.hb_face, chosen).execute().reference_table("CFF ").data)
    with pytest.raises(ValueError, match="without subroutines"):
        cff.cut(table)
