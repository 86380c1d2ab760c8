"""The pages of signs that are one column from band to symbol: posters, notices, cards.

In: nothing. Out: `ColumnFormat` values for `layout`.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property

from directory.signage.content import POSTER, Limits
from signs.layout.formats import COMPACT, Format, Role


@dataclass(frozen=True, eq=False)
class ColumnFormat(Format):
    """A page of one column.

    `top` is kept above the band. `column` is the least height of what stands beside the symbol, which may rise above it
    where the page has room to spare. `band_icon`, `fact_icon` and `small_icon` (hotline, street address) are the
    pictograms' sizes, `fact_columns` how many facts may stand side by side, `names` the wanted sizes of the local name,
    the first foreign one and the others. On a `dense` page the band takes the least height that its words allow.
    """

    top: float
    column: float
    band_icon: float
    fact_icon: float
    fact_columns: int
    small_icon: float
    names: tuple[float, ...]
    dense: bool = field(default=False, kw_only=True)

    @cached_property
    def compact(self) -> ColumnFormat:
        """Give the page with smaller pictograms and a band no higher than its words."""
        return replace(self, band_icon=self.band_icon * COMPACT, dense=True)


# Read while walking towards it, from across a room; the measures of LOOK's poster.
A4 = ColumnFormat(
    name="a4",
    width=210.0,  # ISO 216, as are the others
    height=297.0,
    margin=16.0,  # leaves the quiet zone of a 75 mm symbol outside the text
    top=12.0,
    trim=5.0,
    symbol=75.0,
    scan_m=0.65,
    correction="Q",
    column=75.0,
    band_icon=30.0,
    fact_icon=14.0,
    fact_columns=2,
    small_icon=7.0,
    space=1.0,
    names=(60.0, 40.0, 28.0),
    roles={
        "kind": Role(1.0, 26.0),
        "name": Role(1.5, 60.0),
        "fact": Role(0.75, 20.0),
        "scan": Role(0.75, 20.0),
        "address": Role(0.6, 16.0),
        "code": Role(0.75, 17.0),
        "place": Role(0.6, 11.5),
        "hotline": Role(0.75, 17.0),
        "stamp": Role(0.75, 17.0),
        "fine": Role(0.5, 7.5),
    },
    most=POSTER,
)
# For halls and entrances, seen over heads: the names and the pictograms grow most, the small print hardly.
A3 = ColumnFormat(
    name="a3",
    width=297.0,
    height=420.0,
    margin=22.0,
    top=16.0,
    trim=5.0,
    symbol=100.0,
    scan_m=1.0,
    correction="Q",
    column=122.0,
    band_icon=40.0,
    fact_icon=21.0,
    fact_columns=2,
    small_icon=9.0,
    space=1.4,
    names=(92.0, 60.0, 42.0),
    roles={
        "kind": Role(1.4, 38.0),
        "name": Role(2.0, 92.0),
        "fact": Role(1.0, 29.0),
        "scan": Role(1.0, 27.0),
        "address": Role(0.75, 22.0),
        "code": Role(1.0, 24.0),
        "place": Role(0.75, 16.0),
        "hotline": Role(1.0, 24.0),
        "stamp": Role(1.0, 22.0),
        "fine": Role(0.6, 9.0),
    },
    most=POSTER,
)
# For doors, windows and lifts, where one stands before it: fewer facts, and the symbol takes a larger share.
A5 = ColumnFormat(
    name="a5",
    width=148.0,
    height=210.0,
    margin=12.0,
    top=9.0,
    trim=5.0,
    symbol=52.0,
    scan_m=0.5,
    correction="Q",
    column=60.0,
    band_icon=20.0,
    fact_icon=10.5,
    fact_columns=2,
    small_icon=5.5,
    space=0.7,
    names=(42.0, 28.0, 20.0),
    roles={
        "kind": Role(0.75, 18.0),
        "name": Role(1.0, 42.0),
        "fact": Role(0.6, 14.5),
        "scan": Role(0.5, 14.0),
        "address": Role(0.5, 11.5),
        "code": Role(0.6, 13.0),
        "place": Role(0.5, 9.0),
        "hotline": Role(0.6, 13.0),
        "stamp": Role(0.5, 12.0),
        "fine": Role(0.4, 6.0),
    },
    most=Limits(languages=3, icons=3, lines=4, texts=12, room=22, columns=24),
)
# A card that stands on a counter, upright as the holders for it are, in the order of the posters, so that who saw
# one knows the other: two languages, two or three facts, and a symbol for a phone held over it.
A6 = ColumnFormat(
    name="a6",
    width=105.0,
    height=148.0,
    margin=9.0,
    top=7.0,
    trim=4.0,
    symbol=38.0,
    scan_m=0.35,
    correction="M",
    column=43.0,
    band_icon=14.0,
    fact_icon=8.0,
    fact_columns=1,
    small_icon=4.5,
    space=0.5,
    names=(30.0, 19.0),
    roles={
        "kind": Role(0.6, 13.0),
        "name": Role(0.75, 30.0),
        "fact": Role(0.5, 11.0),
        "scan": Role(0.45, 10.5),
        "address": Role(0.4, 8.5),
        "code": Role(0.45, 10.0),
        "place": Role(0.4, 7.0),
        "hotline": Role(0.45, 10.0),
        "stamp": Role(0.5, 9.0),
        "fine": Role(0.4, 5.5),
    },
    most=Limits(languages=2, icons=2, lines=3, texts=6, room=14, columns=22),
)


def about(form: ColumnFormat) -> ColumnFormat:
    """Give the page of a sign about one thing a place offers: what it is about is seen first, the place's name after.

    The pictograms grow by half and the words in the band with them; the names come down to the size of the facts.
    """
    kind, name, fact = form.roles["kind"], form.roles["name"], form.roles["fact"]
    roles = {
        **form.roles,
        "kind": Role(kind.distance_m * 1.25, kind.wanted_pt * 1.35),
        "name": Role(fact.distance_m, max(fact.wanted_pt * 1.5, name.wanted_pt * 0.5)),
        "fact": Role(fact.distance_m, fact.wanted_pt * 1.15),
    }
    names = tuple(size * 0.55 for size in form.names)
    return replace(form, band_icon=form.band_icon * 1.5, roles=roles, names=names, most=replace(form.most, room=30))
