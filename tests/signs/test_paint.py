"""Layouts painted: each thing in its colour and place, each text tagged as what it is."""

from __future__ import annotations

from directory.signage.content import SignText
from signs.draw import Studio
from signs.layout.boxes import Box, Icon, Layout, Panel, Symbol, Text
from signs.layout.formats import Format
from signs.paint import Paints, paint
from signs.pdf import qr
from signs.pdf.colours import PALETTES
from signs.pdf.page import Page
from signs.pdf.pictogram import Pictogram
from signs.pdf.writer import write
from tests.signs import reading
from tests.signs.pdf.lines import OFFICE
from tests.signs.samples import POSTER, studio

FORM: Format = POSTER.form
MATRIX = qr.encode("https://city.example", "7K3FDG", "A1B2")
ADDRESS = "HTTPS://CITY.EXAMPLE/Q/7K3FDG/"


def text(value: str, role: str, lang: str = "en", y: float = 100.0, start: int = 0, end: int | None = None) -> Text:
    """Put a line on the page."""
    end = len(value) if end is None else end
    return Text(Box(20, y, 100, 10), role, value, start, end, lang, "bold", 20, y + 8, "ink")


def painted(layout: Layout, palette: str = "rgb") -> Page:
    """Paint with the faces of three languages."""
    opened: Studio = studio(("zh-Hans", "en", "ar"))
    drawings = {
        name: found for name in ("wheelchair", "arrow-left") if isinstance(found := opened.pictogram(name), Pictogram)
    }
    paints = Paints(opened.fonts, drawings, PALETTES[palette], MATRIX, ADDRESS)
    return paint(layout, FORM, "zh-Hans", "title", paints)


def test_grounds_lie_below_what_stands_on_them() -> None:
    """Grounds come first, then pictograms and words, the symbol last; each in its colour."""
    layout = Layout(
        (Panel(Box(10, 10, 100, 50), "halal"),),
        (text("Mosque", "name"),),
        (Icon(Box(20, 20, 20, 20), "wheelchair", "paper", "card"),),
        Symbol(Box(100, 200, 74, 74), 2.0),
    )
    inks = PALETTES["rgb"]
    operators = [piece.operators for piece in painted(layout).pieces]
    colours = ["halal", "card", "paper", "ink", "symbol"]
    assert [inks[name].fill in part for name, part in zip(colours, operators, strict=True)] == [True] * 5


def test_the_palette_reaches_every_piece() -> None:
    """In greys nothing sets a colour, in four inks nothing sets RGB."""
    layout = Layout(
        (Panel(Box(10, 10, 9, 9), "alert", 1, 1),), (text("A", "name"),), (), Symbol(Box(1, 99, 74, 74), 2.0)
    )
    for palette, unwanted in (("grey", {"rg", "RG", "k", "K"}), ("cmyk", {"rg", "RG", "g", "G"})):
        used = {word for piece in painted(layout, palette).pieces for word in piece.operators.split()}
        assert not used & unwanted


def test_lines_of_a_paragraph_are_one_element() -> None:
    """A second line, or the same words again as another paragraph, are told apart; the heading is the first name."""
    two = "Step-free entrance"
    layout = Layout(
        (),
        (
            text("清真寺", "kind", "zh-Hans"),
            text(two, "name", end=9),
            text(two, "name", start=10, y=110),
            text("مسجد", "name", "ar", 120),
            text(two, "fact", y=130),
            text(two, "fact", y=140),
        ),
        (),
        None,
    )
    found = reading.elements(reading.opened(write([painted(layout)], OFFICE)))
    assert [(one.kind, one.language, len(one.marks)) for one in found] == [
        ("P", "zh-Hans", 1), ("H1", "en", 2), ("P", "ar", 1), ("P", "en", 1), ("P", "en", 1),
    ]  # fmt: skip


def test_a_page_without_names_is_headed_by_its_title() -> None:
    """A board's title, in the band, is its heading."""
    layout = Layout((), (text("At the hotel", "kind"), text("Yes.", "phrase", y=120)), (), None)
    found = reading.elements(reading.opened(write([painted(layout)], OFFICE)))
    assert [one.kind for one in found] == ["H1", "P"]


def test_only_pictograms_that_tell_something_are_read_out() -> None:
    """An arrow has a word of its own, a pictogram beside its words has none; the symbol says its address."""
    icons = (
        Icon(Box(20, 20, 20, 20), "wheelchair", "ink"),
        Icon(Box(50, 20, 20, 20), "arrow-left", "paper", "information", "←"),
    )
    layout = Layout((), (text("A", "name"),), icons, Symbol(Box(100, 200, 74, 74), 2.0))
    found = reading.elements(reading.opened(write([painted(layout)], OFFICE)))
    assert [one.alt for one in found if one.kind == "Figure"] == ["←", f"QR: {ADDRESS}"]


def test_the_symbol_stands_within_its_quiet_zone() -> None:
    """The first dark module begins four modules inside the symbol's box, and it can be read."""
    layout = Layout((), (), (), Symbol(Box(100, 200, 37 * 2.0, 37 * 2.0), 2.0))
    image = reading.picture(write([painted(layout)], OFFICE), 127)  # five pixels a millimetre
    left, top, right, bottom = image.point(lambda value: 255 * (value < 128)).getbbox() or (0, 0, 0, 0)
    assert [round(edge / 5) for edge in (left, top, right, bottom)] == [108, 208, 166, 266]
    assert reading.by_zxing(image) == [f"{ADDRESS}#A1B2"]


def test_no_text_is_a_word_of_ours() -> None:
    """What is painted is what the layout says: nothing is added."""
    content = [SignText("Mosque", "en")]
    layout = Layout((), tuple(text(one.value, "name", one.lang) for one in content), (), None)
    assert reading.copied(write([painted(layout)], OFFICE)).strip() == "Mosque"
