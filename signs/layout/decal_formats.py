"""The pages of door stickers: round and square, small and large.

In: nothing. Out: `DecalFormat` values for `decal`. Glass is read and scanned from outside, in dirt and glare: level Q,
and the symbol takes all that the names leave.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from directory.signage.content import Limits
from signs.layout.formats import Format, Role


@dataclass(frozen=True, eq=False)
class DecalFormat(Format):
    """A sticker; `width` and `height` are equal.

    `round` says that it is cut to a circle: all of it lies within the circle that is `trim` smaller. `icons` are the
    least and the wanted size of its pictogram, `names` the wanted sizes of the local name and the foreign one.
    """

    round: bool
    icons: tuple[float, float]
    names: tuple[float, float]


# Before the door: names as large as they fit, at least legible from three quarters of a metre.
_SMALL: Mapping[str, Role] = {
    "kind": Role(0.75, 14.0),
    "name": Role(0.75, 19.0),
    "fact": Role(0.5, 8.0),
    "scan": Role(0.4, 9.0),
    "address": Role(0.4, 7.0),
    "code": Role(0.5, 10.0),
    "place": Role(0.4, 6.0),
    "hotline": Role(0.5, 9.0),
    "stamp": Role(0.5, 10.0),
    "fine": Role(0.4, 5.5),
}
# From the pavement.
_LARGE: Mapping[str, Role] = {
    "kind": Role(1.0, 20.0),
    "name": Role(1.0, 28.0),
    "fact": Role(0.6, 12.0),
    "scan": Role(0.5, 13.0),
    "address": Role(0.5, 10.0),
    "code": Role(0.75, 15.0),
    "place": Role(0.5, 8.0),
    "hotline": Role(0.6, 13.0),
    "stamp": Role(0.6, 15.0),
    "fine": Role(0.4, 7.0),
}
# The local name and the first foreign one; the kind in a language more.
_MOST = Limits(languages=3, icons=1, lines=0, texts=0, room=12, columns=30, names=2)

ROUND_100 = DecalFormat(
    name="round-100",
    width=100.0,
    height=100.0,
    margin=5.0,
    trim=4.0,
    symbol=30.0,
    scan_m=0.4,
    correction="Q",
    space=0.5,
    round=True,
    icons=(8.5, 17.0),
    names=(19.0, 15.0),
    roles=_SMALL,
    most=_MOST,
)
ROUND_150 = replace(
    ROUND_100,
    name="round-150",
    width=150.0,
    height=150.0,
    margin=5.5,
    symbol=48.0,
    scan_m=0.6,
    space=0.75,
    icons=(13.0, 26.0),
    names=(28.0, 22.0),
    roles=_LARGE,
)
SQUARE_100 = replace(ROUND_100, name="square-100", round=False, margin=7.0, icons=(11.0, 20.0))
SQUARE_150 = replace(ROUND_150, name="square-150", round=False, margin=9.0, icons=(16.0, 32.0))
DECAL_FORMATS = (ROUND_100, ROUND_150, SQUARE_100, SQUARE_150)
