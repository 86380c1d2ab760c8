"""The page of a sign: how large, from how far each part is read and scanned, and how much one may say.

In: nothing. Out: `Format` values, an argument of everything that lays out or paints. All measures are millimetres,
all sizes points, all distances metres. A format is a place to hang or stand, not a scale: an A3 poster is read across
a hall and an A6 card over a counter, so each has its own distances, from which the least sizes follow
(`paragraph.least_size`), and its own wanted sizes. Each composition adds what it needs (`column_formats` and others);
`designs` lists them all.

The symbol: a phone's preview of 1080 lines over a view of 70 degrees needs four pixels a module, so a module is at
least 1/340 of the distance from which it is scanned. Posters hang where they get dirty and are encoded at level Q;
cards lie within reach and at level M, since larger modules help them more (ISO/IEC 18004:2015, 7.5.1).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import Self, TypeVar

from directory.signage.content import Limits
from signs.pdf.qr import QUIET_ZONE, Correction
from signs.text.paragraph import least_size

SCAN_RATIO = 340  # scanning distance to module
LARGE_PRINT = 1.4  # DIN 1450 asks 1.4 to 1.75 times the size for readers with low vision
FOR_STAFF = ("stamp",)  # what a sign's visitors need not read: it stays as large as it is
COMPACT = 0.55  # of a band's pictograms, where the words need their room


@dataclass(frozen=True)
class Role:
    """What a text is for: the distance it is read from in metres, and the size wanted for it in points."""

    distance_m: float
    wanted_pt: float

    @cached_property
    def least_pt(self) -> float:
        """Give the smallest size that may be printed for the distance."""
        return least_size(self.distance_m)


@dataclass(frozen=True, eq=False)
class Format:
    """A page and what stands on it. Equal only to itself.

    `margin` is kept at the sides and below, `trim` is what printers, knives and frames may take.
    `symbol` is the least width of the QR symbol without its quiet zone, `scan_m` the distance it must be scanned from.
    `space` multiplies the white between things, which the compositions give for A4. `most` is how much of a sign has
    room at the least sizes. Up to `wordy` languages say what scanning is good for; more say it in the fewest words.
    """

    name: str
    width: float
    height: float
    margin: float
    trim: float
    symbol: float
    scan_m: float
    correction: Correction
    space: float
    roles: Mapping[str, Role]
    most: Limits
    wordy: int = field(default=6, kw_only=True)

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

    @property
    def compact(self) -> Self:
        """Give the page for words that need more room than its pictograms leave; the same if it has none to give."""
        return self

    def quiet(self, modules: int) -> float:
        """Give the width of the quiet zone around a symbol."""
        return QUIET_ZONE * self.module(modules)


AnyFormat = TypeVar("AnyFormat", bound=Format)


@lru_cache(maxsize=64)
def large_print(form: AnyFormat) -> AnyFormat:
    """Give the same page for readers with low vision: every size and distance `LARGE_PRINT` times as large.

    It says less: a language or two and a few facts fewer.
    """
    roles = {
        name: role if name in FOR_STAFF else Role(role.distance_m * LARGE_PRINT, role.wanted_pt * LARGE_PRINT)
        for name, role in form.roles.items()
    }
    most = replace(
        form.most,
        languages=max(2, form.most.languages // 2),
        lines=max(1, round(form.most.lines / LARGE_PRINT)),
        texts=max(2, round(form.most.texts / LARGE_PRINT**2)),
        room=max(4, round(form.most.room / LARGE_PRINT**2)),
    )
    return replace(form, roles=roles, most=most, wordy=0)
