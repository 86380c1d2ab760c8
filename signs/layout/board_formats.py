"""The pages of point-and-talk boards: a sheet for the counter and one for the pocket.

In: nothing. Out: `BoardFormat` values for `board`. Both are held between two people, so each must read them from the
other side of a counter; staff may be older than the wanted sizes of a book allow for.
"""

from __future__ import annotations

from dataclasses import dataclass

from directory.signage.content import Limits
from signs.layout.formats import Format, Role


@dataclass(frozen=True, eq=False)
class BoardFormat(Format):
    """A page of cells to point at.

    `top` is kept above the band, whose pictogram is `band_icon` wide. `cell_icon` is the pictogram of a cell, `line`
    the height in which to write by hand, `digit` that of a digit's field, which is wide enough for a finger.
    `small_icon` is the handset at the foot. The role "code" is that of the digits.
    """

    top: float
    band_icon: float
    cell_icon: float
    line: float
    digit: float
    small_icon: float


_MOST = Limits(languages=2, icons=1, lines=12, texts=24, room=48, columns=24)
A4 = BoardFormat(
    name="a4",
    width=210.0,
    height=297.0,
    margin=12.0,
    top=10.0,
    trim=5.0,
    symbol=0.0,  # a board has none: it is about no place
    scan_m=0.0,
    correction="M",
    space=1.0,
    band_icon=17.0,
    cell_icon=15.0,
    line=9.0,
    digit=16.0,
    small_icon=8.0,
    roles={
        "kind": Role(1.0, 22.0),
        "scan": Role(0.75, 15.0),
        "phrase": Role(0.75, 18.0),
        "code": Role(1.0, 32.0),
        "hotline": Role(0.75, 20.0),
        "stamp": Role(0.75, 16.0),
        "fine": Role(0.5, 7.0),
    },
    most=_MOST,
)
A5 = BoardFormat(
    name="a5",
    width=148.0,
    height=210.0,
    margin=9.0,
    top=8.0,
    trim=5.0,
    symbol=0.0,
    scan_m=0.0,
    correction="M",
    space=0.7,
    band_icon=13.0,
    cell_icon=11.0,
    line=8.0,
    digit=12.0,
    small_icon=6.0,
    roles={
        "kind": Role(0.75, 16.0),
        "scan": Role(0.6, 11.0),
        "phrase": Role(0.6, 15.0),
        "code": Role(0.75, 24.0),
        "hotline": Role(0.6, 14.0),
        "stamp": Role(0.6, 12.0),
        "fine": Role(0.4, 6.0),
    },
    most=_MOST,
)
BOARDS = (A4, A5)
