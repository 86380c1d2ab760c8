"""The strip of Braille: below the sign, of the names and the code, its dots on a layer of their own."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from signs.braille_strip import LINES, strip
from signs.designs import DESIGNS
from signs.draw import draw, pages
from signs.pdf.page import Page
from signs.tactile import LAYER, NONE, PADDING, Strip, dotted, shortened
from signs.text.braille_dots import PROFILES
from tests.signs import reading
from tests.signs.conftest import MOSQUE
from tests.signs.samples import POSTER, imprint, made_for, speaking, studio

CONTENT = speaking("en", "de")


def made(profile: str = "marburg") -> Strip:
    """Set the names of the example, expecting no problem."""
    found = strip(CONTENT, POSTER, profile)
    assert isinstance(found, Strip), found
    return found


@pytest.mark.parametrize("profile", PROFILES)
def test_a_strip_holds_its_lines_and_the_white_around_them(profile: str) -> None:
    """Its height is that of its lines with padding, and the page above is shorter by it and otherwise the same."""
    found = made(profile)
    assert 2 <= len(found.lines) <= 2 * LINES + LINES
    assert found.height > 2 * PADDING + 6
    form = shortened(POSTER.form, found.height)
    assert form.height + found.height == POSTER.form.height
    assert (form.width, form.roles, form.margin) == (POSTER.form.width, POSTER.form.roles, POSTER.form.margin)
    assert shortened(POSTER.form, NONE.height) is POSTER.form


@pytest.mark.parametrize("name", ["office", "press"])
def test_the_dots_are_a_spot_colour_on_a_layer(name: str) -> None:
    """All dots lie on the layer, below the sign and on the page; the sign above has the size it had."""
    data = draw(CONTENT, imprint(CONTENT), POSTER, studio(CONTENT.languages), made_for(name, CONTENT), made())
    assert isinstance(data, bytes)
    document = reading.opened(data)
    assert [str(group.Name) for group in document.Root.OCProperties.OCGs] == [LAYER]
    found = pages(CONTENT, imprint(CONTENT), POSTER, studio(CONTENT.languages), made_for(name, CONTENT).inks, made())
    assert isinstance(found, tuple)
    [dots] = [piece for piece in found[0].pieces if piece.layer]
    assert dots.tag is None
    assert (found[0].width, found[0].height) == (210, 297)
    heights = [float(y) for y in re.findall(r"\S+ (\S+) m", dots.operators)]
    assert heights
    assert all(297 - made().height < y < 297 for y in heights)
    assert len(reading.by_zxing(reading.picture(data, 100))) == 1


def test_every_dot_is_drawn() -> None:
    """As many dots as the cells have."""
    found = made()
    page = dotted(replace(pages_of()[0], height=297 - found.height), found, POSTER.form)
    wanted = sum(bin(cell).count("1") for line in found.lines for cell in line)
    assert page.pieces[-1].operators.count(" m ") == wanted > 20


def pages_of() -> tuple[Page, ...]:
    """Draw the example's pages."""
    found = pages(CONTENT, imprint(CONTENT), POSTER, studio(CONTENT.languages), made_for("office", CONTENT).inks)
    assert isinstance(found, tuple)
    return found


@pytest.mark.parametrize(
    ("key", "profile"), [(("poster", "a4"), "braille"), (("decal", "round-100"), "ada"), (("tent", "a4"), "marburg")]
)
def test_where_braille_cannot_be_is_a_problem(key: tuple[str, str], profile: str) -> None:
    """An unknown profile, a round sticker and a folded tent are refused, with the profiles there are."""
    found = strip(CONTENT, DESIGNS[key], profile)
    assert isinstance(found, list)
    assert [problem.code for problem in found] == ["braille-profile"]
    assert "marburg" in found[0].hint


def test_a_name_that_does_not_fit_is_left_off_or_a_problem() -> None:
    """The code always has Braille; without any line the problems say why."""
    long = replace(MOSQUE, names=(replace(MOSQUE.names[1], value="Endlessly " * 30),))
    found = strip(long, DESIGNS["card", "a6"], "marburg")
    assert isinstance(found, Strip)
    assert len(found.lines) == 1
