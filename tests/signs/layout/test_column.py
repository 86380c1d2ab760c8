"""The laws of the page: nothing overlaps, nothing comes near the trim, nothing is too small to read."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.signage.content import POSTER, SignContent, SignLine, SignText
from signs.layout.boxes import Extras, Layout, Overfull, Panel, Setting
from signs.layout.column import arrange
from signs.layout.column_formats import A3, A4, A5, A6, ColumnFormat, about
from signs.layout.formats import large_print
from signs.text.paragraph import Measure
from tests.signs import page_laws
from tests.signs.conftest import LINES, LONG, MOSQUE, SIX, cut, texts
from tests.signs.page_laws import overlap, said, within_trim

EXTRAS = Extras("city.example/Q/7K3FDG", ("rev A1B2 · facts of 2026-05-02", "OpenStreetMap contributors"), (), 29)
STAMPS = (SignText("SPECIMEN 样张", "zh-Hans"), SignText("DRAFT 待审校: 阿拉伯语 ar", "zh-Hans"))
FORMATS = {"a3": A3, "a4": A4, "a5": A5, "a6": A6}
ALL = {
    **FORMATS,
    **{f"about-{name}": about(form) for name, form in FORMATS.items()},
    **{f"large-{name}": large_print(form) for name, form in FORMATS.items()},
}
EACH = pytest.mark.parametrize("form", FORMATS.values(), ids=FORMATS)
EACH_OF_ALL = pytest.mark.parametrize("form", ALL.values(), ids=ALL)


def assert_laws(page: Layout, form: ColumnFormat) -> None:
    """Assert every law of a page; in a column no two grounds overlap either."""
    page_laws.assert_laws(page, form, within_trim(form))
    for first, second in combinations(page.panels, 2):
        assert not overlap(first.box, second.box), (first, second)


def arranged(content: SignContent, measure: Measure, extras: Extras = EXTRAS, form: ColumnFormat = A4) -> Layout:
    """Lay out the one page."""
    [page] = arrange(content, extras, Setting(form, measure))
    return page


def wide(text: str, lang: str, weight: str) -> tuple[float, ...]:
    """Measure as `boxy` does, for hypothesis."""
    return tuple(1.0 if ord(char) >= 0x2E80 else 0.55 for char in text)


def tried(content: SignContent, extras: Extras, form: ColumnFormat) -> Layout | Overfull:
    """Lay out the one page, or give what does not fit."""
    try:
        return arranged(content, wide, extras, form)
    except Overfull as fault:
        return fault


def symbol_of(page: Layout) -> tuple[float, float]:
    """Give the width of a page's symbol with its quiet zone, and of a module."""
    assert page.symbol is not None
    return page.symbol.box.width, page.symbol.module


@pytest.mark.parametrize("content", [MOSQUE, LONG, SIX], ids=["short", "long", "six"])
@pytest.mark.parametrize("stamps", [(), STAMPS[:1], STAMPS], ids=["none", "one", "two"])
@EACH
def test_examples_keep_the_laws(
    content: SignContent, stamps: tuple[SignText, ...], form: ColumnFormat, boxy: Measure
) -> None:
    """Short, long and full signs of every format keep the laws, with and without stamps."""
    fewer = cut(content, form.most)
    assert_laws(arranged(fewer, boxy, replace(EXTRAS, stamps=stamps), form), form)


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


@EACH_OF_ALL
@settings(max_examples=settings().max_examples // 3)
@given(CONTENTS, st.booleans(), st.sampled_from([(), STAMPS[:1], STAMPS]), st.sampled_from([25, 29, 33, 37]))
def test_any_content_keeps_the_laws_or_names_a_text(
    form: ColumnFormat, content: SignContent, whole: bool, stamps: tuple[SignText, ...], modules: int
) -> None:
    """Whatever a sign says, it is laid out by the laws, or a text of it is blamed."""
    asked = content if whole else cut(content, form.most)
    found = tried(asked, replace(EXTRAS, stamps=stamps, modules=modules), form)
    if isinstance(found, Overfull):
        fields = (*asked.names, *asked.kind, *asked.scan, *asked.address, *stamps)
        known = {*fields, *(text for line in asked.lines for text in line.texts)}
        assert found.text in known or found.role in ("address", "hotline", "fine")
        assert found.role in form.roles
    else:
        assert_laws(found, form)


def test_symbol_is_large_and_quiet(boxy: Measure) -> None:
    """A poster's symbol is 75 mm wide within a quiet zone of four modules."""
    width, module = symbol_of(arranged(MOSQUE, boxy))
    assert module * 29 == pytest.approx(75)
    assert width == pytest.approx(75 + 8 * module)


@EACH_OF_ALL
@pytest.mark.parametrize("modules", [21, 25, 29, 33, 37, 41])
def test_modules_are_large_enough_for_the_distance(form: ColumnFormat, modules: int, boxy: Measure) -> None:
    """However long the address, a module is 1/340 of the scanning distance, and the quiet zone four of them."""
    content = cut(replace(MOSQUE, lines=(), scan=(), address=()), form.most)
    width, module = symbol_of(arranged(content, boxy, replace(EXTRAS, modules=modules), form))
    assert module >= form.scan_m * 1000 / 340 - 1e-9
    assert width == pytest.approx((modules + 8) * module)
    assert module * modules >= form.symbol - 1e-9


def test_larger_formats_are_read_from_further() -> None:
    """No text of a larger format is read from nearer or printed smaller, no symbol scanned from nearer."""
    for small, large in pairwise((A6, A5, A4, A3)):
        assert small.roles.keys() == large.roles.keys()
        assert small.scan_m < large.scan_m
        for role, found in small.roles.items():
            assert found.distance_m <= large.roles[role].distance_m, role
            assert found.wanted_pt < large.roles[role].wanted_pt, role


@EACH_OF_ALL
def test_sizes_are_wanted_above_the_least(form: ColumnFormat) -> None:
    """A wanted size is legible, of names too, and cards have no smaller print than five points."""
    for role, found in form.roles.items():
        assert 5 <= found.least_pt <= found.wanted_pt, role
    assert min(form.names) >= form.least("name")


@EACH_OF_ALL
def test_no_format_says_more_than_a_poster(form: ColumnFormat) -> None:
    """The revision is of what a poster says: a larger or wordier format would say things it does not cover."""
    for field in ("languages", "icons", "lines", "texts"):
        assert getattr(form.most, field) <= getattr(POSTER, field), field


def test_every_text_is_printed(boxy: Measure) -> None:
    """Every text of the content is on the page, whole."""
    page = arranged(SIX, boxy)
    for role, wanted in (
        ("name", SIX.names),
        ("kind", SIX.kind),
        ("scan", SIX.scan),
        ("place", SIX.address),
        ("fact", tuple(text for line in LINES for text in line.texts)),
    ):
        assert said(page, role) == {text.value: text.value.replace(" ", "") for text in wanted}, role


def test_arabic_ends_at_the_right(boxy: Measure) -> None:
    """Arabic names stand at the right edge, others at the left."""
    names = [text for text in arranged(MOSQUE, boxy).texts if text.role == "name"]
    assert {text.lang: round(text.box.right if text.lang == "ar" else text.box.x) for text in names} == {
        "zh-Hans": 16, "en": 16, "ar": 194,
    }  # fmt: skip


def test_a_sign_about_one_thing_shows_it_first(boxy: Measure) -> None:
    """On a sign about cards or access what it is about is larger than the place's name, with its pictograms."""
    for form in FORMATS.values():
        content = cut(replace(MOSQUE, icons=("wheelchair",)), form.most)
        page = arranged(content, boxy, EXTRAS, about(form))
        sizes = {role: max(text.size_pt for text in page.texts if text.role == role) for role in ("kind", "name")}
        poster = arranged(content, boxy, EXTRAS, form)
        assert sizes["kind"] > max(text.size_pt for text in poster.texts if text.role == "kind") * 0.99
        assert sizes["name"] < max(text.size_pt for text in poster.texts if text.role == "name")
        assert page.icons[0].box.width == pytest.approx(1.5 * poster.icons[0].box.width)


def test_short_names_keep_their_wanted_sizes(boxy: Measure) -> None:
    """With few facts and no stamp the names print at or above 60, 40 and 28 points, in that order."""
    sizes = [text.size_pt for text in arranged(replace(MOSQUE, lines=LINES[:2]), boxy).texts if text.role == "name"]
    assert sizes == sorted(sizes, reverse=True)
    assert all(size >= wanted * 0.95 for size, wanted in zip(sizes, (60, 40, 28), strict=True))
    alone = [text.size_pt for text in arranged(replace(MOSQUE, lines=()), boxy).texts if text.role == "name"]
    assert alone[0] >= 70


def test_what_would_be_too_small_is_a_problem(boxy: Measure) -> None:
    """A name that cannot be read at its distance is blamed, with its role, of which the least size follows."""
    endless = replace(MOSQUE, names=(*MOSQUE.names[:1], SignText("Endlessly " * 40, "en")))
    with pytest.raises(Overfull) as caught:
        arranged(endless, boxy)
    assert (caught.value.role, caught.value.text) == ("name", endless.names[1])
    assert A4.least("name") == 19.9


def test_stamps_cover_neither_name_nor_symbol(boxy: Measure) -> None:
    """A stamp is a strip of its own, wide enough to be seen."""
    page = arranged(MOSQUE, boxy, replace(EXTRAS, stamps=STAMPS))
    strips: list[Panel] = [panel for panel in page.panels if panel.colour == "alert"]
    assert len(strips) == 2
    assert all(strip.box.width > 80 for strip in strips)
    assert_laws(page, A4)
