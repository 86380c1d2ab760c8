"""The laws of a page of any composition, for the tests of each, and names to try them with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import combinations

from hypothesis import strategies as st

from directory.signage.content import SignContent, SignText
from signs.layout.boxes import Box, Extras, Layout, Panel
from signs.layout.formats import Format
from signs.text.paragraph import metrics
from tests.signs.conftest import MOSQUE

EXTRAS = Extras("directory.example.org/Q/7K3FDG", ("rev A1B2 · facts of 2026-05-02", "OpenStreetMap"), (), 29)
STAMPS = (SignText("SPECIMEN 样张", "zh-Hans"), SignText("DRAFT 待审校: 阿拉伯语 ar · 英语 en", "zh-Hans"))
SOME_STAMPS = st.sampled_from([(), STAMPS[:1], STAMPS])
MODULES = st.sampled_from([25, 29, 33])  # of addresses on short and long hosts, at both levels


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


def contents(page: Layout) -> list[Box]:
    """Give the boxes of all that is printed on grounds."""
    symbols = [page.symbol.box] if page.symbol else []
    return [*(text.box for text in page.texts), *(icon.box for icon in page.icons), *symbols]


def assert_laws(page: Layout, form: Format, on_page: Callable[[Box | Panel], bool]) -> None:
    """Assert that all is on the page, nothing lies over another but on its grounds, and all can be read and scanned."""
    boxes = contents(page)
    things: list[Box | Panel] = [*boxes, *page.panels]
    for thing in things:
        assert on_page(thing), thing
    for one, other in combinations(boxes, 2):
        assert not overlap(one, other), (one, other)
    for ground, later in combinations(page.panels, 2):
        assert not overlap(ground.box, later.box) or inside(later.box, ground.box), (ground, later)
    for panel in page.panels:
        assert all(inside(box, panel.box) or not overlap(box, panel.box) for box in boxes), panel
    for text in page.texts:
        assert text.size_pt >= form.least(text.role) * metrics(text.lang).optical - 1e-6, text
    assert page.symbol is not None
    assert page.symbol.module >= form.scan_m * 1000 / 340 - 1e-9


def within_trim(form: Format) -> Callable[[Box | Panel], bool]:
    """Give the law of a rectangular page: nothing in what the trim may take."""
    paper = Box(form.trim, form.trim, form.width - 2 * form.trim, form.height - 2 * form.trim)
    return lambda thing: inside(thing.box if isinstance(thing, Panel) else thing, paper)


def said(page: Layout, role: str) -> dict[str, str]:
    """Give what is printed in a role, each text whole under itself, its lines joined without spaces."""
    printed: dict[str, str] = {}
    for text in page.texts:
        if text.role == role:
            printed[text.text] = printed.get(text.text, "") + text.text[text.start : text.end]
    return {text: lines.replace(" ", "") for text, lines in printed.items()}


_LATIN = st.lists(st.text(st.sampled_from("abcdefgh"), min_size=1, max_size=11), min_size=1, max_size=9)
_ARABIC = st.lists(st.text(st.sampled_from("مسجدشياو"), min_size=1, max_size=9), min_size=1, max_size=9)


def named(most_han: int, most: int) -> st.SearchStrategy[SignContent]:
    """Give contents with a Han, a Latin and an Arabic name of up to so many characters, in either foreign order."""
    han = st.text(st.sampled_from("一二三四五六七八"), min_size=1, max_size=most_han)
    latin = _LATIN.map(lambda words: " ".join(words)[:most].strip())
    arabic = _ARABIC.map(lambda words: " ".join(words)[:most].strip())

    def content(local: str, english: str, arab: str, arab_first: bool) -> SignContent:
        foreign = [SignText(english, "en"), SignText(arab, "ar")]
        return replace(MOSQUE, names=(SignText(local, "zh-Hans"), *(reversed(foreign) if arab_first else foreign)))

    return st.builds(content, han, latin, arabic, st.booleans())
