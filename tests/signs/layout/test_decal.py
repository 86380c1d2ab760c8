"""The laws of stickers: nothing overlaps, all lies in the square or the circle, all is legible, the symbol is large."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import product
from math import hypot

import pytest
from hypothesis import given, settings

from directory.signage.content import SignContent, SignText
from signs.layout.boxes import Box, Extras, Layout, Overfull, Panel, Setting
from signs.layout.decal import arrange_decal
from signs.layout.decal_formats import DECAL_FORMATS, ROUND_100, ROUND_150, SQUARE_100, SQUARE_150, DecalFormat
from signs.text.paragraph import Measure
from tests.signs.conftest import LONG, MOSQUE, cut
from tests.signs.page_laws import EXTRAS, MODULES, SOME_STAMPS, STAMPS, assert_laws, inside, named, said, within_trim

EACH = pytest.mark.parametrize("form", DECAL_FORMATS, ids=[form.name for form in DECAL_FORMATS])
CAP = 14  # characters a Han name may have, twice as many a foreign one, so that it always fits


def wide(text: str, lang: str, weight: str) -> tuple[float, ...]:
    """Measure as `boxy` does, for hypothesis."""
    return tuple(1.0 if ord(char) >= 0x2E80 else 0.55 for char in text)


def arranged(content: SignContent, form: DecalFormat, measure: Measure = wide, extras: Extras = EXTRAS) -> Layout:
    """Lay out the one page."""
    (page,) = arrange_decal(content, extras, Setting(form, measure))
    return page


def on_page(form: DecalFormat) -> Callable[[Box | Panel], bool]:
    """Give the law of the page: within the trim, and on a round one within the circle that the trim leaves.

    A panel whose corners are rounded to a circle lies within it if it is no wider and has the same centre.
    """
    if not form.round:
        return within_trim(form)
    middle, radius = form.width / 2, form.width / 2 - form.trim

    def law(thing: Box | Panel) -> bool:
        box = thing.box if isinstance(thing, Panel) else thing
        if isinstance(thing, Panel) and thing.radius == box.width / 2 == box.height / 2:
            return box.x + thing.radius == box.y + thing.radius == middle and thing.radius <= radius
        corners = product((box.x, box.right), (box.y, box.bottom))
        return all(hypot(x - middle, y - middle) <= radius + 1e-6 for x, y in corners)

    return law


@EACH
@pytest.mark.parametrize("content", [MOSQUE, LONG], ids=["short", "long"])
@pytest.mark.parametrize("stamps", [(), STAMPS[:1], STAMPS], ids=["none", "one", "two"])
def test_examples_keep_the_laws(
    content: SignContent, stamps: tuple[SignText, ...], form: DecalFormat, boxy: Measure
) -> None:
    """Short and long names keep the laws, with and without stamps."""
    page = arranged(cut(content, form.most), form, boxy, replace(EXTRAS, stamps=stamps))
    assert_laws(page, form, on_page(form))
    assert said(page, "stamp") == {stamp.value: stamp.value.replace(" ", "") for stamp in stamps}


@EACH
@settings(max_examples=40, deadline=None)
@given(named(60, 60), SOME_STAMPS, MODULES)
def test_any_name_keeps_the_laws_or_is_overfull(
    form: DecalFormat, content: SignContent, stamps: tuple[SignText, ...], modules: int
) -> None:
    """Whatever it is called, a place's sticker keeps the laws; only a long name may be refused."""
    asked = cut(content, form.most)
    try:
        page = arranged(asked, form, extras=replace(EXTRAS, stamps=stamps, modules=modules))
    except Overfull:
        assert any(len(name.value) > (CAP if name.lang == "zh-Hans" else 2 * CAP) for name in asked.names[:2])
    else:
        assert_laws(page, form, on_page(form))


@EACH
@settings(max_examples=40, deadline=None)
@given(named(CAP, 2 * CAP), SOME_STAMPS, MODULES)
def test_a_name_of_usual_length_always_fits(
    form: DecalFormat, content: SignContent, stamps: tuple[SignText, ...], modules: int
) -> None:
    """Names up to the cap are never refused: local and first foreign name, code, dated line and stamps are there."""
    page = arranged(cut(content, form.most), form, extras=replace(EXTRAS, stamps=stamps, modules=modules))
    for role, texts in (
        ("name", [name.value for name in content.names[:2]]),
        ("code", [content.code]),
        ("fine", [EXTRAS.fine[0]]),
        ("stamp", [stamp.value for stamp in stamps]),
    ):
        assert said(page, role) == {text: text.replace(" ", "") for text in texts}, role


@EACH
def test_usual_stickers_say_kind_and_address(form: DecalFormat, boxy: Measure) -> None:
    """With short names there is room for the kind in three languages and the address in words, stamped or not."""
    for stamps in ((), STAMPS):
        page = arranged(cut(MOSQUE, form.most), form, boxy, replace(EXTRAS, stamps=stamps))
        assert list(said(page, "kind")) == [text.value for text in MOSQUE.kind]
        assert list(said(page, "address")) == [EXTRAS.address]
        assert [icon.name for icon in page.icons] == ["mosque"]


@EACH
def test_the_symbol_takes_what_the_names_leave(form: DecalFormat, boxy: Measure) -> None:
    """A symbol of few modules is larger than its least, and its quiet zone is four modules of white card."""
    page = arranged(cut(MOSQUE, form.most), form, boxy, replace(EXTRAS, modules=25))
    symbol = page.symbol
    assert symbol is not None
    assert symbol.module > form.module(25)
    assert symbol.box.width == symbol.box.height == pytest.approx((25 + 8) * symbol.module)
    card = next(panel for panel in page.panels if panel.colour == "paper")
    assert card.box.y <= symbol.box.y
    assert card.box.bottom >= symbol.box.bottom
    assert card.box.x <= symbol.box.x
    assert card.box.right >= symbol.box.right
    assert card.radius * (1 - 0.5**0.5) <= 0.1 * symbol.module  # a larger one cuts the quiet zone's corners


@EACH
def test_white_stands_on_the_ground_and_ink_on_the_card(form: DecalFormat, boxy: Measure) -> None:
    """Every text contrasts with the innermost panel it stands on."""
    page = arranged(cut(MOSQUE, form.most), form, boxy, replace(EXTRAS, stamps=STAMPS))
    grounds = {"paper": MOSQUE.family, "ink": "paper", "quiet": "paper", "alert": "paper"}
    for text in page.texts:
        under = [panel for panel in page.panels if inside(text.box, panel.box)]
        assert (under[-1].colour, under[-1].outline) == (grounds[text.colour], 0.0), text


@pytest.mark.parametrize("form", [SQUARE_100, SQUARE_150], ids=["100", "150"])
def test_arabic_ends_at_the_right(form: DecalFormat, boxy: Measure) -> None:
    """On a square sticker an Arabic name ends at the right edge, a Chinese one begins at the left."""
    arab = cut(replace(MOSQUE, names=(MOSQUE.names[0], MOSQUE.names[2], MOSQUE.names[1])), form.most)
    names = [text for text in arranged(arab, form, boxy).texts if text.role == "name"]
    assert [text.lang for text in names] == ["zh-Hans", "ar"]
    assert names[0].box.x == pytest.approx(form.left)
    assert names[1].box.right == pytest.approx(form.right)


@pytest.mark.parametrize("form", [ROUND_100, ROUND_150], ids=["100", "150"])
def test_round_names_stand_in_the_middle(form: DecalFormat, boxy: Measure) -> None:
    """On a round sticker every name is centred, from the right too."""
    for text in arranged(cut(MOSQUE, form.most), form, boxy).texts:
        if text.role in ("name", "address"):
            assert text.box.x + text.box.width / 2 == pytest.approx(form.width / 2)


@EACH
def test_what_does_not_fit_is_named(form: DecalFormat, boxy: Measure) -> None:
    """A name, a code or a stamp without end raises Overfull with its role and text; a kind or scan words yield."""
    endless = SignText("Endlessly " * 60, "en")
    content = cut(MOSQUE, form.most)
    for role, asked, extras in (
        ("name", replace(content, names=(endless,)), EXTRAS),
        ("code", replace(content, code="7" * 90), EXTRAS),
        ("stamp", content, replace(EXTRAS, stamps=(endless,))),
        ("fine", content, replace(EXTRAS, fine=("e" * 90,))),
    ):
        with pytest.raises(Overfull) as caught:
            arranged(asked, form, boxy, extras)
        assert caught.value.role == role
    page = arranged(replace(content, kind=(endless,), scan=(endless,)), form, boxy)
    assert not {"kind", "scan"} & {text.role for text in page.texts}


@EACH
def test_sizes_are_wanted_above_the_least(form: DecalFormat) -> None:
    """A wanted size is legible at its distance, of names too; the sticker is as wide as high."""
    for role, found in form.roles.items():
        assert 5 <= found.least_pt <= found.wanted_pt, role
    assert min(form.names) >= form.least("name")
    assert form.width == form.height
