"""Colours can be told from their ground in each colour space, and printed."""

from __future__ import annotations

import io
from itertools import product

import pytest
from PIL import Image, ImageCms

from signs.pdf.colours import COLOURS, FAMILIES, INKS, PALETTES, luminance
from signs.pdf.finish import Profile, profile

WRITTEN = [*FAMILIES, "ink", "quiet", "alert", "symbol"]  # on paper; paper is written on all but "quiet"
LEAST = 7.0  # WCAG 2.2, 1.4.6


def contrast(one: float, other: float) -> float:
    """Give the contrast of two luminances."""
    light, dark = max(one, other), min(one, other)
    return (light + 0.05) / (dark + 0.05)


def numbers(operators: str) -> list[float]:
    """Read the operands of a colour operator."""
    return [float(part) for part in operators.split()[:-1]]


def channel(value: float) -> float:
    """Give the light of an sRGB channel of 0 to 1."""
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def printed(inks: tuple[int, ...]) -> float:
    """Give the luminance of inks on paper under the installed printing condition."""
    found = profile()
    assert isinstance(found, Profile)
    press = ImageCms.ImageCmsProfile(io.BytesIO(found.data))
    patch = Image.new("CMYK", (1, 1), tuple(round(part * 2.55) for part in inks))
    screen = ImageCms.profileToProfile(patch, press, ImageCms.createProfile("sRGB"), outputMode="RGB")
    assert screen is not None
    red, green, blue = (channel(part / 255) for part in screen.getpixel((0, 0)))  # type: ignore[union-attr]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("name", WRITTEN)
def test_contrast(name: str) -> None:
    """Every text and figure keeps 7:1 against paper on screens and office printers."""
    assert contrast(luminance(COLOURS[name]), luminance(COLOURS["paper"])) >= LEAST


@pytest.mark.parametrize(("name", "ground"), list(product(["ink"], ["paper", "tint"])))
def test_ink_on_grounds(name: str, ground: str) -> None:
    """What is read stands on paper or tint."""
    assert contrast(luminance(COLOURS[name]), luminance(COLOURS[ground])) >= LEAST


@pytest.mark.parametrize("name", WRITTEN)
def test_greys_have_their_colours_light(name: str) -> None:
    """A grey copier prints each colour as light as it is, so contrast holds there too."""
    [grey] = numbers(PALETTES["grey"][name].fill)
    assert channel(grey) == pytest.approx(luminance(COLOURS[name]), abs=2e-3)
    assert contrast(channel(grey), 1.0) >= LEAST


@pytest.mark.parametrize("name", WRITTEN)
def test_inks_are_as_dark_in_print(name: str) -> None:
    """Under the printing condition that is installed, inks keep 7:1 against the paper's white."""
    assert contrast(printed(INKS[name]), printed(INKS["paper"])) >= LEAST


@pytest.mark.parametrize("name", COLOURS)
def test_no_colour_is_too_much_ink(name: str) -> None:
    """No more than 300 % of ink; texts and symbol of black alone, which cannot misregister."""
    assert sum(INKS[name]) <= 300
    assert all(0 <= part <= 100 for part in INKS[name])
    if name in ("ink", "quiet", "symbol"):
        assert INKS[name][:3] == (0, 0, 0)


@pytest.mark.parametrize(
    ("palette", "fill", "stroke", "count"), [("rgb", "rg", "RG", 3), ("cmyk", "k", "K", 4), ("grey", "g", "G", 1)]
)
def test_operators_set_the_colour_of_their_space(palette: str, fill: str, stroke: str, count: int) -> None:
    """Fill and stroke set the same colour, every colour is in every palette, numbers lie between 0 and 1."""
    inks = PALETTES[palette]
    assert inks.keys() == COLOURS.keys()
    for ink in inks.values():
        assert (ink.fill.split()[-1], ink.stroke.split()[-1]) == (fill, stroke)
        assert numbers(ink.fill) == numbers(ink.stroke)
        assert len(numbers(ink.fill)) == count
        assert all(0 <= part <= 1 for part in numbers(ink.fill))
