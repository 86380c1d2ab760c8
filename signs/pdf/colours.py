"""The colours of signs in each colour space: LOOK's palette for the office, inks for the print shop, greys.

In: a palette's name. Out: `Inks`, the operators by which a content stream sets each colour (ISO 32000-1, 8.6.8).
White on each of the families, and each of them on paper, keeps 7:1 (WCAG 2.2, 1.4.6); a grey has its colour's own
luminance, so it keeps that too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from reportlab.lib.colors import CMYKColor, HexColor, PCMYKColor

FAMILIES = {
    "language": "#5b3a9d",
    "card": "#0b5f46",
    "access": "#0b4f9e",
    "information": "#0b4f9e",
    "halal": "#1a631b",
    "convenience": "#824600",
    "emergency": "#ad1219",
}
COLOURS = {
    "ink": "#15202b",
    "paper": "#ffffff",
    "quiet": "#4a5866",
    "line": "#d5dce2",
    "tint": "#eef4fb",
    "alert": "#ad1219",
    "symbol": "#000000",  # the strongest contrast a scanner can get
    **FAMILIES,
}
# Percents of cyan, magenta, yellow and black. Texts and the symbol are of black alone: small type in four inks is
# printed with coloured fringes as soon as a plate is a tenth of a millimetre off. No colour is over 300 % in all.
INKS = {
    "ink": (0, 0, 0, 100),
    "paper": (0, 0, 0, 0),
    "quiet": (0, 0, 0, 85),
    "line": (0, 0, 0, 18),
    "tint": (8, 3, 0, 0),
    "alert": (20, 100, 100, 25),
    "symbol": (0, 0, 0, 100),
    "language": (80, 90, 0, 5),
    "card": (90, 35, 80, 35),
    "access": (100, 75, 0, 10),
    "information": (100, 75, 0, 10),
    "halal": (85, 35, 100, 35),
    "convenience": (30, 75, 100, 35),
    "emergency": (20, 100, 100, 25),
}


@dataclass(frozen=True)
class Ink:
    """One colour: the operators that fill and that draw lines with it, and its name for the spot of a layer."""

    fill: str
    stroke: str


Inks = Mapping[str, Ink]


def _numbers(parts: tuple[float, ...]) -> str:
    return " ".join(f"{part:.4f}".rstrip("0").rstrip(".") for part in parts)


def _rgb(name: str) -> Ink:
    numbers = _numbers(HexColor(COLOURS[name]).rgb())
    return Ink(f"{numbers} rg", f"{numbers} RG")


def _cmyk(name: str) -> Ink:
    colour: CMYKColor = PCMYKColor(*INKS[name])
    numbers = _numbers(colour.cmyk())
    return Ink(f"{numbers} k", f"{numbers} K")


def _grey(name: str) -> Ink:
    light = luminance(COLOURS[name])
    value = 12.92 * light if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055  # IEC 61966-2-1
    return Ink(f"{_numbers((value,))} g", f"{_numbers((value,))} G")


def luminance(colour: str) -> float:
    """Give the relative luminance of a colour like "#0b4f9e", 0 to 1 (WCAG 2.2)."""
    parts = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in HexColor(colour).rgb()]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def _palette(make: Callable[[str], Ink]) -> Inks:
    return {name: make(name) for name in COLOURS}


PALETTES: Mapping[str, Inks] = {"rgb": _palette(_rgb), "cmyk": _palette(_cmyk), "grey": _palette(_grey)}
