"""The pages of signs that are wider than high: table tents and counter cards.

In: nothing. Out: `PanelFormat` values for `panel`.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from functools import cached_property

from directory.signage.content import Limits
from signs.layout.column_formats import ColumnFormat
from signs.layout.formats import COMPACT, Format, Role

WIDER = 1.25  # a band whose words are long


@dataclass(frozen=True, eq=False)
class PanelFormat(Format):
    """A page of a band, a column of names and facts, and the symbol at the right.

    `band` is the width of a band at the left edge, or 0 for one along the upper edge. `band_icon` is the wanted size of
    its pictograms, which come down where several share its width. `footer` is the largest share of the column's height
    that code, address, hotline and small print may take before they come down in size. The other fields are those of
    `ColumnFormat`.
    """

    band: float
    band_icon: float
    fact_icon: float
    fact_columns: int
    small_icon: float
    footer: float
    names: tuple[float, ...]

    @cached_property
    def compact(self) -> PanelFormat:
        """Give the page with smaller pictograms in its band, which is wider at the left edge, and a smaller symbol."""
        return replace(self, band_icon=self.band_icon * COMPACT, band=self.band * WIDER, symbol=0.0)

    def column(self, width: float) -> ColumnFormat:
        """Give a page as wide as a column of this one and without margins, on which the column is laid out."""
        same = {field.name: getattr(self, field.name) for field in fields(Format)}
        return ColumnFormat(
            **{**same, "width": width, "margin": 0.0},
            top=0.0,
            column=0.0,
            band_icon=self.band_icon,
            fact_icon=self.fact_icon,
            fact_columns=self.fact_columns,
            small_icon=self.small_icon,
            names=self.names,
        )


# One face of an A4 sheet folded in three: read over a table, by those who sit at it.
TENT = PanelFormat(
    name="a4",
    width=210.0,
    height=99.0,
    margin=8.0,
    trim=5.0,
    symbol=41.0,
    scan_m=0.4,
    correction="M",
    space=0.6,
    band=42.0,
    band_icon=28.0,
    fact_icon=7.0,
    fact_columns=2,
    small_icon=4.5,
    footer=0.25,
    names=(32.0, 22.0, 17.0),
    roles={
        "kind": Role(0.75, 15.0),
        "name": Role(0.75, 32.0),
        "fact": Role(0.6, 10.0),
        "scan": Role(0.5, 11.0),
        "address": Role(0.45, 9.5),
        "code": Role(0.5, 11.0),
        "place": Role(0.45, 8.0),
        "hotline": Role(0.5, 11.0),
        "stamp": Role(0.6, 12.0),
        "fine": Role(0.4, 5.5),
    },
    most=Limits(languages=4, icons=1, lines=4, texts=9, room=15, columns=26),
    wordy=3,
)
# Stands on a counter, read by those who wait before it.
CARD_A5 = PanelFormat(
    name="a5",
    width=210.0,
    height=148.0,
    margin=10.0,
    trim=5.0,
    symbol=58.0,
    scan_m=0.5,
    correction="M",
    space=0.7,
    band=0.0,
    band_icon=18.0,
    fact_icon=9.0,
    fact_columns=2,
    small_icon=5.5,
    footer=0.22,
    names=(46.0, 30.0, 23.0),
    roles={
        "kind": Role(0.75, 20.0),
        "name": Role(1.0, 46.0),
        "fact": Role(0.6, 13.0),
        "scan": Role(0.5, 14.0),
        "address": Role(0.5, 12.0),
        "code": Role(0.6, 14.0),
        "place": Role(0.5, 9.5),
        "hotline": Role(0.6, 14.0),
        "stamp": Role(0.6, 14.0),
        "fine": Role(0.4, 6.0),
    },
    most=Limits(languages=4, icons=3, lines=5, texts=12, room=18, columns=28),
)
# The same beside a till, where there is hardly room: two languages and what matters most.
CARD_A6 = PanelFormat(
    name="a6-wide",
    width=148.0,
    height=105.0,
    margin=8.0,
    trim=4.0,
    symbol=39.0,
    scan_m=0.35,
    correction="M",
    space=0.5,
    band=0.0,
    band_icon=13.0,
    fact_icon=7.0,
    fact_columns=1,
    small_icon=4.0,
    footer=0.25,
    names=(28.0, 18.0),
    roles={
        "kind": Role(0.6, 13.0),
        "name": Role(0.75, 28.0),
        "fact": Role(0.5, 10.5),
        "scan": Role(0.45, 10.0),
        "address": Role(0.4, 8.0),
        "code": Role(0.45, 10.0),
        "place": Role(0.4, 7.0),
        "hotline": Role(0.45, 10.0),
        "stamp": Role(0.5, 10.0),
        "fine": Role(0.4, 5.5),
    },
    most=Limits(languages=2, icons=2, lines=3, texts=6, room=10, columns=26),
)
PANEL_FORMATS = (TENT, CARD_A5, CARD_A6)
