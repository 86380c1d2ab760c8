"""Every design: the laws of the page with the faces it is printed in, for short, full and longest contents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from itertools import product
from math import hypot

import pytest

from directory.signage.content import POSTER, SignContent
from directory.signage.kinds import SIGN_KINDS
from signs.designs import DESIGNS, Design, kinds, sizes
from signs.draw import compose
from signs.extras import extras
from signs.layout.boxes import Box, Layout, Panel
from tests.signs import laws, page_laws
from tests.signs.page_laws import within_trim
from tests.signs.samples import EVERY, NAMED, asked, fullest, imprint, sample, studio

EACH = pytest.mark.parametrize("design", EVERY, ids=NAMED)
SIX_LANGUAGES = (
    ("zh-Hans", "en", "ja", "ko", "ar", "th"),
    ("zh-Hans", "de", "ru", "fr", "ar", "th"),
    ("ar", "en", "fr", "ru", "de", "es"),
    ("th", "en", "ru", "id", "ko", "zh-Hant"),
)
TAGS = [
    ("zh-Hans", "en", "ar", "ko", "fr", "de"),
    ("ar", "en", "ru", "th", "zh-Hans", "id"),
    ("ja", "th", "ru", "es", "zh-Hant", "id"),
    ("en", "th"),
]
SPOKEN = pytest.mark.parametrize("tags", TAGS, ids=["zh", "ar", "ja", "en"])


def within(design: Design) -> Callable[[Box | Panel], bool]:
    """Give the law of the page: within the trim, or within the circle that it leaves."""
    if not design.round:
        return within_trim(design.form)
    middle, radius = design.form.width / 2, design.form.width / 2 - design.form.trim

    def law(thing: Box | Panel) -> bool:
        box = thing.box if isinstance(thing, Panel) else thing
        if isinstance(thing, Panel) and thing.radius == box.width / 2 == box.height / 2:
            return thing.radius <= radius
        corners = product((box.x, box.right), (box.y, box.bottom))
        return all(hypot(x - middle, y - middle) <= radius + 1e-6 for x, y in corners)

    return law


def arranged(content: SignContent, design: Design) -> tuple[tuple[Layout, ...], Design]:
    """Lay a sign out with real faces."""
    modules = 33 if content.code else 0
    return compose(content, extras(content, imprint(content), modules), design, studio(content.languages).measure)


def assert_laws(content: SignContent, design: Design) -> None:
    """Assert the laws of every page, and that stamps, code and address are on it."""
    pages, design = arranged(content, design)
    wanted = Counter((stamp.value, stamp.lang) for stamp in extras(content, imprint(content), 33).stamps)
    for page in pages:
        if content.code:
            page_laws.assert_laws(page, design.form, within(design))
            assert page_laws.said(page, "code") == {content.code: content.code}
        else:
            laws.assert_laws(page, design.form)
            assert page.symbol is None
        assert laws.printed([page], "stamp") == wanted


@EACH
@SPOKEN
@pytest.mark.parametrize("large", [False, True], ids=["usual", "large"])
def test_every_design_keeps_the_laws(design: Design, tags: tuple[str, ...], large: bool) -> None:
    """Signs of usual length, in any script, stamped SPECIMEN and DRAFT: all can be read and scanned."""
    design = design.large() if large else design
    assert_laws(sample(design, *tags), design)


@EACH
@SPOKEN
@pytest.mark.parametrize("large", [False, True], ids=["usual", "large"])
def test_the_largest_content_keeps_the_laws(design: Design, tags: tuple[str, ...], large: bool) -> None:
    """A sign that says all that its limits allow fits, by the laws, and says it."""
    design = design.large() if large else design
    assert_laws(fullest(design, *tags), design)


@EACH
@pytest.mark.parametrize("tags", SIX_LANGUAGES, ids="+".join)
def test_six_languages_keep_the_laws(design: Design, tags: tuple[str, ...]) -> None:
    """What is asked for is said in every size, in any mixture of scripts; in large print three languages are.

    The small stickers have room for six without stamps.
    """
    for each, spoken in ((design, tags), (design.large(), tags[:3])):
        content = asked(each, *spoken)
        if design.form.width == 100:
            content = replace(content, drafts=(), specimen=False)
        assert content.languages == (spoken if design.kind != "talk" else spoken[:2])
        assert_laws(content, each)


@EACH
def test_final_signs_keep_the_laws(design: Design) -> None:
    """Without stamps, hotline and street address there is more room and no less law."""
    bare = replace(sample(design, *TAGS[0][:4]), specimen=False, drafts=(), hotline="", address=())
    assert_laws(bare, design)


@EACH
def test_signs_about_facts_print_them_all(design: Design) -> None:
    """What a sign is for is whole on it: no fact, destination or phrase is shed where the design says so."""
    if design.sheds:
        assert design.kind in ("poster", "card", "tent", "decal", "cards", "access")
        return
    content = sample(design, "zh-Hans", "en")
    pages, design = arranged(content, design)
    words = [text for line in (*content.lines, *content.back) for text in line.texts]
    found = laws.printed(pages, "fact") + laws.printed(pages, "name") + laws.printed(pages, "phrase")
    for text in words:
        assert found[text.value, text.lang] >= 1


def test_sizes_are_unique_and_kinds_are_the_directorys() -> None:
    """A kind and a size name one design; every kind that can be gathered can be drawn."""
    assert len(DESIGNS) == len({(design.kind, design.form.name) for design in EVERY}) == len(EVERY)
    assert set(kinds()) == {*SIGN_KINDS, "talk"}
    for kind in kinds():
        assert len(sizes(kind)) == len(set(sizes(kind))) > 0
        assert all(DESIGNS[kind, size].kind == kind for size in sizes(kind))
    assert sizes("poster") == ("a4", "a3", "a5")


@EACH
def test_no_design_says_more_than_its_record(design: Design) -> None:
    """The revision is of what a poster's limits let in: a design with wider ones would say what no record covers."""
    if design.kind not in ("talk", "direction"):
        for field in ("languages", "icons", "lines", "texts"):
            assert getattr(design.form.most, field) <= getattr(POSTER, field), field


def test_round_designs_are_cut_to_a_circle() -> None:
    """Only round stickers are, and only tents have two faces."""
    assert {design.form.name for design in EVERY if design.round} == {"round-100", "round-150"}
    assert {design.kind: design.faces for design in EVERY if design.faces > 1} == {"tent": 2}
