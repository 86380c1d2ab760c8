"""The page formats of a sign: how large, from how far each part is read, and how much one may say.

In: nothing. Out: `Format` values, an argument of everything that lays out or paints. All measures are millimetres,
all sizes points, all distances metres. A format is a place to hang or stand, not a scale: an A3 poster is read across
a hall and an A6 card over a counter, so each has its own distances, from which the least sizes follow
(`paragraph.least_size`), and its own wanted sizes.

The symbol: a phone's preview of 1080 lines over a view of 70 degrees needs four pixels a module, so a module is at
least 1/340 of the distance from which it is scanned. Posters hang where they get dirty and are encoded at level Q;
cards lie within reach and at level M, since larger modules help them more (ISO/IEC 18004:2015, 7.5.1).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from directory.signage import POSTER, Limits
from signs.paragraph import least_size
from signs.qr import QUIET_ZONE, Correction

SCAN_RATIO = 340  # scanning distance to module


@dataclass(frozen=True)
class Role:
    """What a text is for: the distance it is read from in metres, and the size wanted for it in points."""

    distance_m: float
    wanted_pt: float

    @property
    def least_pt(self) -> float:
        """Give the smallest size that may be printed for the distance."""
        return least_size(self.distance_m)


@dataclass(frozen=True)
class Format:
    """A page and what stands on it.

    `margin` is kept at the sides and below, `top` above the band, `trim` is what printers and frames may take.
    `symbol` is the least width of the QR symbol without its quiet zone, `scan_m` the distance it must be scanned from.
    `column` is the least height of what stands beside it, which may rise above it where the page has room to spare.
    `band_icon`, `fact_icon` and `small_icon` (hotline, street address) are the pictograms' sizes, `fact_columns` how
    many facts may stand side by side, `names` the wanted sizes of the local name, the first foreign one and the others.
    `space` multiplies the white between things, which the stages give for A4. `most` is how much of a venue's sign has
    room at the least sizes.
    """

    name: str
    width: float
    height: float
    margin: float
    top: float
    trim: float
    symbol: float
    scan_m: float
    correction: Correction
    column: float
    band_icon: float
    fact_icon: float
    fact_columns: int
    small_icon: float
    space: float
    names: tuple[float, ...]
    roles: Mapping[str, Role]
    most: Limits

    @property
    def left(self) -> float:
        """Give the left edge of what is printed."""
        return self.margin

    @property
    def right(self) -> float:
        """Give the right edge of what is printed."""
        return self.width - self.margin

    @property
    def bottom(self) -> float:
        """Give the lower edge of what is printed."""
        return self.height - self.margin

    @property
    def inner(self) -> float:
        """Give the width between the margins."""
        return self.right - self.left

    def least(self, role: str) -> float:
        """Give the smallest size of a role in points, for its reading distance."""
        return self.roles[role].least_pt

    def module(self, modules: int) -> float:
        """Give the width of one of a symbol's modules: large enough for the scanning distance."""
        return max(self.symbol / modules, self.scan_m * 1000 / SCAN_RATIO)

    def quiet(self, modules: int) -> float:
        """Give the width of the quiet zone around a symbol."""
        return QUIET_ZONE * self.module(modules)


# Read while walking towards it, from across a room; the measures of LOOK's poster.
A4 = Format(
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
A3 = Format(
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
A5 = Format(
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
A6 = Format(
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
FORMATS = {form.name: form for form in (A3, A4, A5, A6)}
