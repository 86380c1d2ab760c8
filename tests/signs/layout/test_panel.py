"""The laws of tents and counter cards: nothing overlaps or is trimmed, all is legible, facts yield before names do."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.signage.content import SignContent, SignText
from signs.layout.boxes import Extras, Layout, Overfull, Setting
from signs.layout.panel import arrange_panel
from signs.layout.panel_formats import CARD_A5, PANEL_FORMATS, TENT, PanelFormat
from signs.text.paragraph import Measure
from tests.signs.conftest import LINES, LONG, MOSQUE, SIX, cut
from tests.signs.page_laws import EXTRAS, MODULES, SOME_STAMPS, STAMPS, assert_laws, named, said, within_trim

EACH = pytest.mark.parametrize("form", PANEL_FORMATS, ids=[form.name for form in PANEL_FORMATS])


def wide(text: str, lang: str, weight: str) -> tuple[float, ...]:
    """Measure as `boxy` does, for hypothesis."""
    return tuple(1.0 if ord(char) >= 0x2E80 else 0.55 for char in text)


def arranged(content: SignContent, form: PanelFormat, measure: Measure = wide, extras: Extras = EXTRAS) -> Layout:
    """Lay out the one page."""
    (page,) = arrange_panel(content, extras, Setting(form, measure))
    return page


@EACH
@pytest.mark.parametrize("content", [MOSQUE, LONG, SIX], ids=["short", "long", "six"])
@pytest.mark.parametrize("stamps", [(), STAMPS[:1], STAMPS], ids=["none", "one", "two"])
def test_examples_keep_the_laws(content: SignContent, stamps: tuple[SignText, ...], form: PanelFormat) -> None:
    """Short, long and full signs keep the laws, with and without stamps."""
    assert_laws(arranged(cut(content, form.most), form, extras=replace(EXTRAS, stamps=stamps)), form, within_trim(form))


@EACH
@settings(max_examples=60, deadline=None)
@given(
    named(60, 60),
    st.integers(0, 6),
    SOME_STAMPS,
    MODULES,
    st.sampled_from(["", "12345", "+86 21 6355 6767 ext. 8009"]),
    st.booleans(),
)
def test_any_name_keeps_the_laws(
    form: PanelFormat,
    content: SignContent,
    facts: int,
    stamps: tuple[SignText, ...],
    modules: int,
    hotline: str,
    addressed: bool,
) -> None:
    """Whatever a place is called in up to 60 characters, its sign fits and keeps the laws."""
    full = replace(content, lines=LINES[:facts], hotline=hotline, address=MOSQUE.address if addressed else ())
    page = arranged(cut(full, form.most), form, extras=replace(EXTRAS, stamps=stamps, modules=modules))
    assert_laws(page, form, within_trim(form))


@EACH
def test_all_but_facts_is_printed_whole(form: PanelFormat, boxy: Measure) -> None:
    """Names, kind, scan words, code, addresses, hotline, small print and stamps are there, every character."""
    content = cut(SIX, form.most)
    page = arranged(content, form, boxy, replace(EXTRAS, stamps=STAMPS))
    for role, texts in (
        ("name", content.names),
        ("kind", content.kind),
        ("scan", content.scan),
        ("place", content.address),
        ("stamp", STAMPS),
        ("code", [SignText(content.code, "en")]),
        ("hotline", [SignText(content.hotline, "en")]),
        ("address", [SignText(EXTRAS.address, "en")]),
        ("fine", [SignText(text, "en") for text in EXTRAS.fine]),
    ):
        assert said(page, role) == {text.value: text.value.replace(" ", "") for text in texts}, role


@EACH
def test_stamps_lie_above_the_names_in_frames(form: PanelFormat, boxy: Measure) -> None:
    """Every stamp has its own outlined strip across the column of names, above them and in the colour of alerts."""
    page = arranged(cut(MOSQUE, form.most), form, boxy, replace(EXTRAS, stamps=STAMPS))
    strips = [panel for panel in page.panels if panel.colour == "alert"]
    assert len(strips) == len(STAMPS)
    assert all(strip.outline > 0 for strip in strips)
    assert {text.colour for text in page.texts if text.role == "stamp"} == {"alert"}
    assert max(strip.box.bottom for strip in strips) < min(text.box.y for text in page.texts if text.role == "name")
    assert sum(strip.box.width for strip in strips) > 0.4 * form.width


@EACH
def test_little_to_say_is_laid_out_too(form: PanelFormat, boxy: Measure) -> None:
    """Without facts, address, hotline, scan words and pictograms the laws hold, and names are larger."""
    bare = cut(replace(MOSQUE, lines=(), address=(), hotline="", scan=(), icons=()), form.most)
    page = arranged(bare, form, boxy, replace(EXTRAS, fine=()))
    assert_laws(page, form, within_trim(form))
    assert {text.role for text in page.texts} == {"kind", "name", "code", "address"}
    full = arranged(cut(MOSQUE, form.most), form, boxy)
    first = [next(text.size_pt for text in one.texts if text.role == "name") for one in (page, full)]
    assert first[0] > first[1]


@EACH
def test_facts_come_from_the_first_and_yield_to_names(form: PanelFormat, boxy: Measure) -> None:
    """The facts on the sign are the first ones; with long names there are fewer, but not none."""
    kept = {}
    for content in (MOSQUE, LONG):
        page = arranged(cut(replace(content, lines=LINES), form.most), form, boxy, replace(EXTRAS, stamps=STAMPS))
        names = [icon.name for icon in page.icons if icon.ground]
        assert names == [line.icon for line in LINES[: len(names)]]
        kept[content.venue + content.code] = len(names)
    short, long = kept.values()
    assert short >= long > 0


@pytest.mark.parametrize("form", [TENT, CARD_A5], ids=["tent", "card"])
def test_arabic_ends_at_the_right_of_its_column(form: PanelFormat, boxy: Measure) -> None:
    """Arabic names end where the column ends, before the symbol; others begin where it begins."""
    page = arranged(cut(MOSQUE, form.most), form, boxy)
    assert page.symbol is not None
    end = page.symbol.box.x - 2 * form.space
    start = next(icon.box.x for icon in page.icons if icon.ground)
    names = [text for text in page.texts if text.role == "name"]
    assert [text.lang for text in names] == ["zh-Hans", "en", "ar"]
    edges = [text.box.right if text.lang == "ar" else text.box.x for text in names]
    assert edges == pytest.approx([start, start, end])


@EACH
def test_the_symbol_is_large_and_quiet(form: PanelFormat, boxy: Measure) -> None:
    """The symbol is at least as wide as the format asks, within a quiet zone of four modules."""
    symbol = arranged(cut(MOSQUE, form.most), form, boxy).symbol
    assert symbol is not None
    assert symbol.module * EXTRAS.modules >= form.symbol - 1e-9
    assert symbol.box.width == symbol.box.height == pytest.approx((EXTRAS.modules + 8) * symbol.module)


@EACH
def test_what_does_not_fit_is_named(form: PanelFormat, boxy: Measure) -> None:
    """A name, a kind, a stamp or an address without end raises Overfull with its role and text."""
    endless = SignText("Endlessly " * 60, "en")
    content = cut(MOSQUE, form.most)
    for role, said_so, extras in (
        ("name", replace(content, names=(endless,)), EXTRAS),
        ("kind", replace(content, kind=(endless,)), EXTRAS),
        ("scan", replace(content, scan=(endless,)), EXTRAS),
        ("place", replace(content, address=(endless,)), EXTRAS),
        ("stamp", content, replace(EXTRAS, stamps=(endless,))),
        ("address", content, replace(EXTRAS, address="e" * 300)),
        ("code", replace(content, code="7" * 200), EXTRAS),
        ("fine", content, replace(EXTRAS, fine=("e" * 900,))),
    ):
        with pytest.raises(Overfull) as caught:
            arranged(said_so, form, boxy, extras)
        assert caught.value.role == role


@EACH
def test_sizes_are_wanted_above_the_least(form: PanelFormat) -> None:
    """A wanted size is legible at its distance, of names too, and nothing is smaller than five points."""
    for role, found in form.roles.items():
        assert 5 <= found.least_pt <= found.wanted_pt, role
    assert min(form.names) >= form.least("name")
    assert form.names[0] == form.roles["name"].wanted_pt
