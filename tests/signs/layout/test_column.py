"""The laws of the page: nothing overlaps, nothing comes near the trim, nothing is too small to read."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.signage.content import POSTER, SignContent, SignLine, SignText
from signs.layout.boxes import Box, Extras, Layout, Panel
from signs.layout.column import arrange
from signs.layout.formats import A3, A4, A5, A6, FORMATS, Format
from signs.text.paragraph import Measure, metrics
from tests.signs.conftest import LINES, LONG, MOSQUE, SIX, cut, texts

EXTRAS = Extras("city.example/Q/7K3FDG", ("rev A1B2 · facts of 2026-05-02", "OpenStreetMap contributors"), (), 29)
STAMPS = (SignText("SPECIMEN 样张", "zh-Hans"), SignText("DRAFT 待审校: 阿拉伯语 ar", "zh-Hans"))


def overlap(one: Box, other: Box) -> bool:
    """Tell whether two boxes share more than an edge."""
    return min(one.right, other.right) - max(one.x, other.x) > 1e-6 and (
        min(one.bottom, other.bottom) - max(one.y, other.y) > 1e-6
    )


def inside(one: Box, other: Box) -> bool:
    """Tell whether a box lies within another."""
    return (
        one.x >= other.x - 1e-6
        and one.y >= other.y - 1e-6
        and one.right <= other.right + 1e-6
        and (one.bottom <= other.bottom + 1e-6)
    )


def assert_laws(page: Layout, form: Format) -> None:
    """Assert every law of a page."""
    paper = Box(form.trim, form.trim, form.width - 2 * form.trim, form.height - 2 * form.trim)
    boxes = [*(text.box for text in page.texts), *(icon.box for icon in page.icons), page.symbol.box]
    for box in [*boxes, *(panel.box for panel in page.panels)]:
        assert inside(box, paper), box
    for one, other in combinations(boxes, 2):
        assert not overlap(one, other), (one, other)
    for first, second in combinations(page.panels, 2):
        assert not overlap(first.box, second.box), (first, second)
    for panel in page.panels:
        assert all(inside(box, panel.box) or not overlap(box, panel.box) for box in boxes), panel
    for text in page.texts:
        assert (
            text.size_pt >= form.least(text.role) * (metrics(text.lang).optical if text.role != "stamp" else 1) - 1e-6
        )


def arranged(content: SignContent, measure: Measure, extras: Extras = EXTRAS, form: Format = A4) -> Layout:
    """Lay out, expecting no problem."""
    page = arrange(content, extras, measure, form)
    assert isinstance(page, Layout), page
    return page


@pytest.mark.parametrize("content", [MOSQUE, LONG, SIX], ids=["short", "long", "six"])
@pytest.mark.parametrize("stamps", [(), STAMPS[:1], STAMPS], ids=["none", "one", "two"])
@pytest.mark.parametrize("form", FORMATS.values(), ids=FORMATS)
def test_examples_keep_the_laws(
    content: SignContent, stamps: tuple[SignText, ...], form: Format, boxy: Measure
) -> None:
    """Short, long and full signs of every format keep the laws, with and without stamps."""
    said = cut(content, form.most)
    assert_laws(arranged(said, boxy, replace(EXTRAS, stamps=stamps), form), form)


WORDS = st.lists(st.text(st.sampled_from("abcdefgh"), min_size=1, max_size=9), min_size=1, max_size=9).map(" ".join)
HAN = st.text(st.sampled_from("一二三四五六七八"), min_size=1, max_size=20)
NAMES = st.tuples(HAN, WORDS, WORDS).map(lambda three: texts(*three))
CONTENTS = st.builds(
    lambda names, lines, icons, kind, scan, address, hotline: replace(
        MOSQUE, names=names, lines=lines, icons=icons, kind=kind, scan=scan, address=address, hotline=hotline
    ),
    NAMES,
    st.lists(st.builds(SignLine, st.just("mosque"), NAMES), max_size=6).map(tuple),
    st.lists(st.sampled_from(["mosque", "wheelchair"]), min_size=1, max_size=4).map(tuple),
    NAMES,
    NAMES,
    st.one_of(st.just(()), NAMES),
    st.sampled_from(["", "12345", "+86 21 6355 6767 ext. 8009"]),
)


@pytest.mark.parametrize("form", FORMATS.values(), ids=FORMATS)
@settings(max_examples=120, deadline=None)
@given(CONTENTS, st.booleans(), st.sampled_from([(), STAMPS[:1], STAMPS]), st.sampled_from([25, 29, 33, 37]))
def test_any_content_keeps_the_laws_or_is_a_problem(
    form: Format, content: SignContent, whole: bool, stamps: tuple[SignText, ...], modules: int
) -> None:
    """Whatever a sign says, it is laid out by the laws, or one Problem names a text of it."""

    def measure(text: str, lang: str, weight: str) -> tuple[float, ...]:
        return tuple(1.0 if ord(char) >= 0x2E80 else 0.55 for char in text)

    said = content if whole else cut(content, form.most)
    page = arrange(said, replace(EXTRAS, stamps=stamps, modules=modules), measure, form)
    if isinstance(page, Layout):
        assert_laws(page, form)
    else:
        assert [problem.code for problem in page] == ["sign-text-too-long"]


def test_symbol_is_large_and_quiet(boxy: Measure) -> None:
    """A poster's symbol is 75 mm wide within a quiet zone of four modules."""
    symbol = arranged(MOSQUE, boxy).symbol
    assert symbol.module * 29 == pytest.approx(75)
    assert symbol.box.width == pytest.approx(75 + 8 * symbol.module)


@pytest.mark.parametrize("form", FORMATS.values(), ids=FORMATS)
@pytest.mark.parametrize("modules", [21, 25, 29, 33, 37, 41])
def test_modules_are_large_enough_for_the_distance(form: Format, modules: int, boxy: Measure) -> None:
    """However long the address, a module is 1/340 of the scanning distance, and the quiet zone four of them."""
    symbol = arranged(cut(replace(MOSQUE, lines=()), form.most), boxy, replace(EXTRAS, modules=modules), form).symbol
    assert symbol.module >= form.scan_m * 1000 / 340 - 1e-9
    assert symbol.box.width == pytest.approx((modules + 8) * symbol.module)
    assert symbol.module * modules >= form.symbol - 1e-9


def test_larger_formats_are_read_from_further() -> None:
    """No text of a larger format is read from nearer or printed smaller, no symbol scanned from nearer."""
    for small, large in pairwise((A6, A5, A4, A3)):
        assert small.roles.keys() == large.roles.keys()
        assert small.scan_m < large.scan_m
        for role, found in small.roles.items():
            assert found.distance_m <= large.roles[role].distance_m, role
            assert found.wanted_pt < large.roles[role].wanted_pt, role


@pytest.mark.parametrize("form", FORMATS.values(), ids=FORMATS)
def test_sizes_are_wanted_above_the_least(form: Format) -> None:
    """A wanted size is legible, of names too, and cards have no smaller print than five points."""
    for role, found in form.roles.items():
        assert 5 <= found.least_pt <= found.wanted_pt, role
    assert min(form.names) >= form.least("name")


@pytest.mark.parametrize("form", FORMATS.values(), ids=FORMATS)
def test_no_format_says_more_than_a_poster(form: Format) -> None:
    """The revision is of what a poster says: a larger or wordier format would say things it does not cover."""
    for field in ("languages", "icons", "lines", "texts", "room"):
        assert getattr(form.most, field) <= getattr(POSTER, field), field


def test_every_text_is_printed(boxy: Measure) -> None:
    """Every text of the content is on the page, whole."""
    page = arranged(SIX, boxy)
    printed: dict[str, str] = {}
    for text in page.texts:
        printed[text.text] = printed.get(text.text, "") + text.text[text.start : text.end]
    for wanted in (*SIX.names, *SIX.kind, *SIX.scan, *SIX.address, *(text for line in LINES for text in line.texts)):
        assert printed[wanted.value].replace(" ", "") == wanted.value.replace(" ", "")


def test_arabic_ends_at_the_right(boxy: Measure) -> None:
    """Arabic names stand at the right edge, others at the left."""
    names = [text for text in arranged(MOSQUE, boxy).texts if text.role == "name"]
    assert {text.lang: round(text.box.right if text.lang == "ar" else text.box.x) for text in names} == {
        "zh-Hans": 16, "en": 16, "ar": 194,
    }  # fmt: skip


def test_short_names_keep_their_wanted_sizes(boxy: Measure) -> None:
    """With few facts and no stamp the names print at or above 60, 40 and 28 points, in that order."""
    sizes = [text.size_pt for text in arranged(replace(MOSQUE, lines=LINES[:2]), boxy).texts if text.role == "name"]
    assert sizes == sorted(sizes, reverse=True)
    assert all(size >= wanted * 0.95 for size, wanted in zip(sizes, (60, 40, 28), strict=True))
    alone = [text.size_pt for text in arranged(replace(MOSQUE, lines=()), boxy).texts if text.role == "name"]
    assert alone[0] >= 70


def test_what_would_be_too_small_is_a_problem(boxy: Measure) -> None:
    """A name that cannot be read at its distance is a Problem that names text, language and size."""
    endless = replace(MOSQUE, names=(*MOSQUE.names[:1], SignText("Endlessly " * 40, "en")))
    found = arrange(endless, EXTRAS, boxy, A4)
    assert isinstance(found, list)
    assert "Endlessly" in found[0].message
    assert "(en)" in found[0].message
    assert "19.9 pt" in found[0].message


def test_stamps_cover_neither_name_nor_symbol(boxy: Measure) -> None:
    """A stamp is a strip of its own, wide enough to be seen."""
    page = arranged(MOSQUE, boxy, replace(EXTRAS, stamps=STAMPS))
    strips: list[Panel] = [panel for panel in page.panels if panel.colour == "alert"]
    assert len(strips) == 2
    assert all(strip.box.width > 80 for strip in strips)
    assert_laws(page, A4)
