"""The ways a sign may point: eight directions as a reader sees them, each with its pictogram.

The order is clockwise from straight ahead, in steps of 45 degrees.
"""

from __future__ import annotations

ARROWS: dict[str, str] = {
    "ahead": "arrow-up",
    "ahead-right": "arrow-up-right",
    "right": "arrow-right",
    "back-right": "arrow-down-right",
    "back": "arrow-down",
    "back-left": "arrow-down-left",
    "left": "arrow-left",
    "ahead-left": "arrow-up-left",
}


def arrow_at(degrees: float) -> str:
    """Name the direction nearest to an angle in degrees, clockwise from straight ahead."""
    return tuple(ARROWS)[round(degrees / 45) % len(ARROWS)]
