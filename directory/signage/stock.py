"""What can be printed: the signs that stand ready on a site, and every kind in every size that can be ordered.

In: a `Site` and a venue; or, from `signs`, the designs. Out: `(kind, size)` pairs, a `Stock`. Next: the pages link the
ready files and offer the rest; `signs` makes both.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from directory.localisation.edition import Edition, Site
from directory.model import Venue
from directory.signage.kinds import possible

# What most staff want, of a place that is open and of one that has closed.
READY = (("poster", "a4"), ("card", "a6"), ("cards", "a5"), ("halal", "a5"), ("access", "a5"), ("notice", "a4"))
CLOSED = (("notice", "a4"),)
BOARD = ("talk", "a4")


@dataclass(frozen=True)
class Size:
    """A size of a kind of sign: its name in orders, width and height in mm, from how many metres its code is scanned.

    `round` says that it is cut to a circle.
    """

    name: str
    width_mm: float
    height_mm: float
    scan_m: float
    round: bool = False


@dataclass(frozen=True)
class Stock:
    """All that staff may choose from: the sizes of each kind, the usual one first; finishes; profiles of Braille.

    `longest` is how many characters the name of an order may have; `examples` are the (kind, size) of which the site
    shows a picture.
    """

    sizes: Mapping[str, tuple[Size, ...]]
    finishes: tuple[str, ...]
    profiles: tuple[str, ...]
    longest: int
    examples: tuple[tuple[str, str], ...] = field(default=())


def ready(site: Site, venue: Venue) -> tuple[tuple[str, str], ...]:
    """List the signs of a venue whose files stand ready on the site."""
    return _ready(site.edition(site.dataset.city.languages[0]), venue.id)


@lru_cache(maxsize=1 << 16)
def _ready(edition: Edition, venue_id: str) -> tuple[tuple[str, str], ...]:
    """Find the ready signs; once in each process, since the page of every language lists them."""
    site, venue = edition.site, edition.site.dataset.venues[venue_id]
    return tuple((kind, size) for kind, size in (CLOSED if venue.closed else READY) if possible(site, venue, kind))


def ready_file(venue_id: str, kind: str, size: str) -> str:
    """Give the name of a ready file; the poster is the plain one. The grammar is `signs.order`'s, which lies above."""
    return f"{venue_id}.pdf" if (kind, size) == READY[0] else f"{venue_id}.{kind}-{size}.pdf"
