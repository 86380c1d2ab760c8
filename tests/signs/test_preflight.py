"""The preflight: a sound sign passes, and each fault alone is told."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace

import pytest
from reportlab.pdfgen.canvas import Canvas

from directory.signage.content import revision
from signs.designs import DESIGNS, Design
from signs.draw import Studio, compose, draw
from signs.extras import Imprint, extras
from signs.layout.boxes import Box, Layout
from signs.pdf import page as drawing
from signs.pdf import qr
from signs.pdf.colours import Ink
from signs.pdf.finish import Finish
from signs.pdf.page import Page
from signs.pdf.writer import write
from signs.preflight import file_faults, layout_faults, preflight
from signs.text.fonts import FontSet
from tests.signs.conftest import MOSQUE

ORIGIN = "https://city.example"
ADDRESS = f"{qr.address(ORIGIN, MOSQUE.code)}#{revision(MOSQUE)}"
SYMBOL = qr.encode(ORIGIN, MOSQUE.code, revision(MOSQUE))
OFFICE = Finish("office", "rgb")
POSTER = DESIGNS["poster", "a4"]
BLACK, PALE = Ink("0 0 0 rg", "0 0 0 RG"), Ink("0.6 0.6 0.6 rg", "0.6 0.6 0.6 RG")


@pytest.fixture(scope="module")
def studio(fonts: FontSet, icons: object) -> Studio:
    """The fonts and pictograms of all tests."""
    return Studio(fonts, icons)  # type: ignore[arg-type]


def laid(studio: Studio, design: Design = POSTER) -> Layout:
    """The layout of a sound sign."""
    content = replace(MOSQUE, sign=design.kind)
    [found, *_], _ = compose(content, extras(content, Imprint(ORIGIN, "4B2C"), len(SYMBOL)), design, studio.measure)
    return found


def with_symbol(ink: Ink = BLACK, *spoils: Box, text: str = ADDRESS) -> bytes:
    """A page with nothing but a symbol, and what spoils it."""
    tag = drawing.Tag("Figure", 0, alt=text)
    pieces = [drawing.runs(qr.runs(SYMBOL), 60, 60, 2.0, ink, tag)]
    pieces += [drawing.box(box.x, box.y, box.width, box.height, BLACK) for box in spoils]
    return write([Page(200, 200, tuple(pieces), "en", "sign")], OFFICE)


@pytest.mark.parametrize("design", DESIGNS.values(), ids=[" ".join(key) for key in DESIGNS])
def test_a_sound_sign_passes(design: Design, studio: Studio) -> None:
    """Every design that carries a code passes with a sign that was drawn right."""
    if design.kind in {"talk", "direction"}:  # which have no code, and rows instead of facts
        assert not list(layout_faults([], design))
        return
    content = replace(MOSQUE, sign=design.kind)
    imprint = Imprint(ORIGIN, revision(MOSQUE))
    content = replace(content, lines=content.lines[:2])
    data = draw(content, imprint, design, studio, OFFICE)
    assert isinstance(data, bytes), data
    layouts, page = compose(
        content,
        extras(content, imprint, len(qr.encode(ORIGIN, MOSQUE.code, imprint.revision, design.form.correction))),
        design,
        studio.measure,
    )
    assert preflight("sign.pdf", layouts, page, data, ADDRESS) == []


def faults(studio: Studio) -> Iterator[tuple[str, Layout]]:
    """One fault each, by what is told of it."""
    sound = laid(studio)
    first, *others = sound.texts
    yield "overlap", replace(sound, texts=(first, first._replace(box=first.box._replace(y=first.box.y + 1)), *others))
    yield "trim", replace(sound, texts=(first._replace(box=first.box._replace(x=1.0)), *others))
    yield "less than", replace(sound, texts=(first._replace(size_pt=3.0), *others))
    assert sound.symbol is not None
    yield "too small to be scanned", replace(sound, symbol=sound.symbol._replace(module=0.5))
    panel = sound.panels[0]
    yield (
        "crosses the edge",
        replace(sound, panels=(panel._replace(box=panel.box._replace(height=panel.box.height / 2)), *sound.panels[1:])),
    )


def test_each_fault_of_a_layout_is_told(studio: Studio) -> None:
    """Overlaps, the trim, small type, small modules, a text over the edge of its ground."""
    assert list(layout_faults([laid(studio)], POSTER)) == []
    for told, layout in faults(studio):
        assert any(told in fault for fault in layout_faults([layout], POSTER)), told


def test_a_round_sign_keeps_within_its_circle(studio: Studio) -> None:
    """What would do in a square corner is cut off a round sticker."""
    design = DESIGNS["decal", "round-100"]
    sound = laid(studio, design)
    assert list(layout_faults([sound], design)) == []
    corner = sound.texts[0]._replace(box=Box(6, 6, 8, 4))
    assert any("trim" in fault for fault in layout_faults([replace(sound, texts=(corner,))], design))


@pytest.mark.parametrize(
    ("data", "address", "told"),
    [
        (with_symbol(), ADDRESS, ""),
        (with_symbol(), ADDRESS + "X", "instead of"),
        (with_symbol(PALE), ADDRESS, "contrast"),
        (with_symbol(BLACK, Box(56, 70, 1.5, 20)), ADDRESS, "quiet zone"),
        (with_symbol(BLACK, Box(60, 60, 58, 58)), ADDRESS, "0 of 1 codes"),
    ],
    ids=["sound", "wrong", "pale", "crowded", "covered"],
)
def test_each_fault_of_a_code_is_told(data: bytes, address: str, told: str) -> None:
    """What it says, how dark it is, what stands beside it, whether it reads at all: as the pixels are."""
    found = list(file_faults(data, address, 1))
    assert any(told in fault for fault in found) if told else not found


def test_a_font_that_is_not_embedded_is_told() -> None:
    """A file that leaves a font to the printer's machine is refused."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    canvas.drawString(100, 100, "Helvetica")
    canvas.save()
    assert list(file_faults(buffer.getvalue(), "", 0)) == ["a font is not embedded"]


def test_a_fault_is_a_problem(studio: Studio) -> None:
    """It names the sign's file, and says that the program is to blame."""
    [problem] = preflight("mosque.pdf", [laid(studio)], POSTER, with_symbol(PALE), ADDRESS)
    assert (problem.code, problem.file) == ("sign-preflight", "sign mosque.pdf")
    assert "fault of the program" in problem.hint
