"""The words of one sign, as every engine of the bench gets them, and the plain pictogram that the peers draw.

In: a record of the job file. Out: a `Sheet`. A leaf of the standard library alone, since it is read in the peers'
environment as well. Measures are millimetres from the upper left corner of an A4 page.
"""

from __future__ import annotations

from dataclasses import dataclass

WIDTH, HEIGHT, MARGIN, BAND = 210.0, 297.0, 16.0, 46.0  # ISO 216; the coloured band is at the top
NAMES_TOP, FACTS_TOP, FOOT_TOP, FINE_TOP = 54.0, 122.0, 202.0, 284.0
SCAN_STEP, NAMED_TOP, BLOCK_PT = 13.5, 258.0, 14.0  # beside the symbol; size of facts and invitation
SYMBOL = 75.0  # width of the QR symbol without its quiet zone
RIGHT_TO_LEFT = frozenset({"ar"})
# An "i" in a ring: enough paths to be a pictogram, few enough that no peer is slowed by reading them.
PICTOGRAM = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><circle cx="12" cy="12" r="10" fill="none" '
    'stroke="{colour}" stroke-width="2"/><circle cx="12" cy="7.2" r="1.6" fill="{colour}"/>'
    '<path d="M10 11h3v6h-3z" fill="{colour}"/></svg>'
)


@dataclass(frozen=True)
class Sheet:
    """One sign. Maps run from BCP 47 tag to words, the local language first; a fact has such a map of its own.

    `url` is what the QR symbol holds, `typed` the same address for a person, `fine` the small print.
    """

    venue: str
    code: str
    revision: str
    colour: str
    kind: dict[str, str]
    names: dict[str, str]
    facts: list[dict[str, str]]
    scan: dict[str, str]
    address: str
    hotline: str
    url: str
    typed: str
    fine: list[str]
    stamp: str


def size(text: str, wanted: float, room: float) -> float:
    """Give a size in points at which a name surely fits one line of `room` millimetres: an em a wide character."""
    ems = sum(1.0 if ord(character) > 0x2E80 else 0.62 for character in text)
    return min(wanted, room / 25.4 * 72 / ems)
