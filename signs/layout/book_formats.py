"""The pages of a booklet: A5, two of them on a sheet of A4 that is folded and stapled.

In: nothing. Out: a `BookFormat`. A booklet is held in the hand at 0.4 m, for which 5.3 points would do; but it is read
while walking, by lamp light and by those whose glasses are at home. So the small sizes are those of 0.56 m: 7.5 points,
also what newspapers set. Its symbols are scanned from 0.15 m, one at a time.
"""

from __future__ import annotations

from dataclasses import dataclass

from directory.signage.content import Limits
from signs.layout.formats import Format, Role


@dataclass(frozen=True, eq=False)
class BookFormat(Format):
    """A page of a booklet.

    `top` is where the entries begin, `foot` the height kept for the page's number. `icon` is the pictogram of an entry
    and the width of its number's column, `small_icon` those of what it offers, `cover_icon` those of the cover, `gap`
    the white between entries.
    """

    top: float
    foot: float
    icon: float
    small_icon: float
    cover_icon: float
    gap: float


BOOK = BookFormat(
    name="a5 booklet",
    width=148.0,  # ISO 216
    height=210.0,
    margin=11.0,
    trim=5.0,
    symbol=12.0,
    scan_m=0.15,
    correction="M",
    space=0.6,
    roles={
        "title": Role(1.0, 44.0),
        "subtitle": Role(0.75, 20.0),
        "group": Role(0.75, 13.0),
        "number": Role(0.6, 12.0),
        "name": Role(0.6, 11.5),
        "other": Role(0.56, 9.5),
        "place": Role(0.56, 9.0),
        "fact": Role(0.56, 8.5),
        "code": Role(0.56, 9.0),
        "address": Role(0.56, 7.5),
        "row": Role(0.56, 8.5),
        "prose": Role(0.56, 9.0),
        "hotline": Role(0.75, 15.0),
        "dated": Role(0.56, 10.0),
        "head": Role(0.56, 7.5),
        "stamp": Role(0.56, 11.0),
    },
    most=Limits(languages=2, icons=8, lines=4, texts=8, room=24, columns=60),
    top=18.0,
    foot=6.0,
    icon=9.0,
    small_icon=5.2,
    cover_icon=12.0,
    gap=2.2,
)
