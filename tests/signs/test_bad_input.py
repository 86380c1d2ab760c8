"""Whatever a record says, every design gives a sign that passes the preflight, or Problems; never a traceback."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from directory.signage.content import SignContent, SignText
from signs.designs import DESIGNS, Design
from signs.draw import Studio, compose, draw
from signs.extras import Imprint, extras
from signs.pdf import qr
from signs.pdf.finish import Finish
from signs.preflight import preflight
from signs.text.fonts import FontSet, find
from tests.signs.samples import sample

ICONS = Path(__file__).parents[2] / "templates" / "assets" / "icons"
ORIGIN, REVISION = "https://city.example", "4B2C"
OFFICE = Finish("office", "rgb")


def named(*names: SignText) -> Callable[[SignContent], SignContent]:
    """Change the names alone."""
    return lambda content: replace(content, names=names)


LOCAL = SignText("示例馆", "zh-Hans")
BAD: dict[str, Callable[[SignContent], SignContent]] = {
    "300 Han": named(SignText("很" * 300, "zh-Hans")),
    "300 letters": named(LOCAL, SignText("Long " * 60, "en")),
    "one word of 300": named(LOCAL, SignText("x" * 300, "en")),
    "no name": named(),
    "no translation": named(LOCAL),
    "empty names": named(SignText("", "zh-Hans"), SignText(" ", "en")),
    "emoji": named(SignText("茶馆🍵", "zh-Hans")),
    "right to left inside": named(LOCAL, SignText("Cafe مقهى (VIP) 24", "en")),
    "left to right inside": named(LOCAL, SignText("مقهى Café 24/7 (A)", "ar")),
    "controls": named(SignText("a\u202eb\u0000c\n d", "zh-Hans")),
    "lone surrogate": named(SignText("\ud800", "zh-Hans")),
    "phone in Arabic digits": lambda content: replace(content, hotline="٠٢١١٢٣٤٥"),
    "phone of 220 characters": lambda content: replace(content, hotline="1234567890 " * 20),
    "no claims": lambda content: replace(content, lines=()),
    "no address": lambda content: replace(content, address=()),
    "long address": lambda content: replace(content, address=(SignText("路" * 200, "zh-Hans"),)),
    "no sources": lambda content: replace(content, sources=(), facts_of="unknown"),
    "long source": lambda content: replace(content, sources=("S" * 400,)),
}


@pytest.fixture(scope="module")
def studio() -> Studio:
    """All faces and the shipped pictograms."""
    found = find(["zh-Hans", "en", "ar"])
    assert isinstance(found, FontSet), found
    return Studio(found, ICONS)


@pytest.mark.parametrize("design", DESIGNS.values(), ids=[" ".join(key) for key in DESIGNS])
def test_bad_input_is_a_sound_sign_or_a_problem(design: Design, studio: Studio) -> None:
    """Long, missing, mixed and unprintable texts: no box, no overlap, no traceback."""
    base, imprint = sample(design, "zh-Hans", "en"), Imprint(ORIGIN, REVISION)
    for name, spoil in BAD.items():
        content = spoil(base)
        found = draw(content, imprint, design, studio, OFFICE)
        if isinstance(found, list):
            assert {problem.code for problem in found} <= {"sign-text-too-long", "glyph-missing"}, (name, found)
            assert all(problem.hint for problem in found), (name, found)
            continue
        code = content.code
        modules = len(qr.encode(ORIGIN, code, REVISION, design.form.correction)) if code else 0
        layouts, laid = compose(content, extras(content, imprint, modules), design, studio.measure)
        address = f"{qr.address(ORIGIN, code)}#{REVISION}" if code else ""
        assert preflight(name, layouts, laid, found, address) == [], name
