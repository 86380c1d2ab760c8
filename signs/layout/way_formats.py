"""The pages of direction signs: landscape for walls and lecterns, portrait for posts.

In: nothing. Out: `WaysFormat` values for `ways`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from directory.signage.content import Limits
from signs.layout.formats import COMPACT, Format, Role

NEARER = 0.6  # of the reading distance, where names are long and languages many


@dataclass(frozen=True, eq=False)
class WaysFormat(Format):
    """A page of rows, one for each destination.

    `top` is kept above the band, whose pictogram is `band_icon` wide. `arrow` is the least and the most that an arrow
    is wide: it grows with the room its row has, and the names with it. `small_icon` is the size of the pictograms at
    the foot (here, hotline). The role "name" is the local name, "fact" the foreign ones.
    """

    top: float
    band_icon: float
    arrow: tuple[float, float]
    small_icon: float

    @cached_property
    def compact(self) -> WaysFormat:
        """Give the page with smaller arrows and pictograms, for readers who stand before it."""
        least, most = self.arrow
        nearer = {
            name: replace(role, distance_m=role.distance_m * NEARER) if name in ("name", "fact", "distance") else role
            for name, role in self.roles.items()
        }
        return replace(self, band_icon=self.band_icon * COMPACT, arrow=(least * COMPACT, most), roles=nearer)


# Over the heads of a hall or at the head of a passage, where one decides without walking up to it.
A3 = WaysFormat(
    name="a3",
    width=420.0,
    height=297.0,
    margin=18.0,
    top=14.0,
    trim=5.0,
    symbol=46.0,
    scan_m=0.5,
    correction="Q",
    space=1.4,
    band_icon=18.0,
    arrow=(24.0, 56.0),
    small_icon=11.0,
    roles={
        "kind": Role(2.0, 34.0),
        "name": Role(3.5, 72.0),
        "fact": Role(1.5, 46.0),
        "distance": Role(2.5, 48.0),
        "scan": Role(0.75, 15.0),
        "address": Role(0.75, 17.0),
        "code": Role(0.75, 17.0),
        "place": Role(0.75, 18.0),
        "hotline": Role(0.75, 17.0),
        "stamp": Role(1.5, 26.0),
        "fine": Role(0.5, 8.0),
    },
    most=Limits(languages=4, icons=1, lines=4, texts=16, room=24, columns=24),
)
# On a wall or a lectern, before which one stops.
A4 = WaysFormat(
    name="a4",
    width=297.0,
    height=210.0,
    margin=11.0,
    top=9.0,
    trim=5.0,
    symbol=32.0,
    scan_m=0.35,
    correction="Q",
    space=1.0,
    band_icon=13.0,
    arrow=(18.0, 40.0),
    small_icon=8.0,
    roles={
        "kind": Role(1.5, 24.0),
        "name": Role(3.0, 52.0),
        "fact": Role(1.2, 34.0),
        "distance": Role(1.8, 34.0),
        "scan": Role(0.5, 11.0),
        "address": Role(0.5, 12.0),
        "code": Role(0.6, 12.0),
        "place": Role(0.5, 13.0),
        "hotline": Role(0.6, 12.0),
        "stamp": Role(1.0, 18.0),
        "fine": Role(0.4, 7.0),
    },
    most=Limits(languages=3, icons=1, lines=4, texts=12, room=16, columns=24),
)
# On a post or beside a door, where there is no width.
A4_TALL = WaysFormat(
    name="a4-tall",
    width=210.0,
    height=297.0,
    margin=11.0,
    top=9.0,
    trim=5.0,
    symbol=32.0,
    scan_m=0.35,
    correction="Q",
    space=0.9,
    band_icon=13.0,
    arrow=(16.0, 24.0),
    small_icon=8.0,
    roles={**A4.roles, "name": Role(3.0, 48.0), "fact": Role(1.2, 28.0), "distance": Role(1.5, 26.0)},
    most=Limits(languages=2, icons=1, lines=6, texts=12, room=20, columns=16),
)
WAYS = (A3, A4, A4_TALL)
