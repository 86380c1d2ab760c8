"""PDF/X-4 and PDF/UA-1: no error by a validator that knows nothing of us, and what it does not look at.

pdf-oxide checks metadata, boxes, intents, fonts and tagging, but traverses neither headings nor alternative texts nor
content streams; those are checked here with pikepdf.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from itertools import pairwise
from typing import Any

import pdf_oxide
import pikepdf
import pytest
from PIL import ImageCms

from signs.braille_strip import strip
from signs.designs import DESIGNS, Design
from signs.draw import draw
from signs.pdf.batch import folded, merged, on_sheets
from signs.pdf.finish import FINISHES
from signs.tactile import Strip
from tests.signs import reading
from tests.signs.samples import EVERY, NAMED, POSTER, file, imprint, made_for, sample, sheet, speaking, studio

TAGS = ("zh-Hans", "en", "ar", "th")
EACH = pytest.mark.parametrize("finish", FINISHES)
NOT_CHECKED = "WARN-007"  # what the validator says it does not look at
RGB, GREY_OR_CMYK = {"rg", "RG"}, {"g", "G", "k", "K"}
COLOUR = RGB | GREY_OR_CMYK | {"cs", "CS", "sc", "SC", "scn", "SCN", "sh"}


def faults(data: bytes, press: bool) -> list[str]:
    """List what the validators find."""
    document = pdf_oxide.PdfDocument.from_bytes(data)
    checks = [document.validate_pdf_ua(), *([document.validate_pdf_x("4")] if press else [])]
    found = [fault for check in checks for fault in (*check["errors"], *check["warnings"])]
    return [fault for fault in found if NOT_CHECKED not in fault]


def operators(document: pikepdf.Pdf) -> Iterable[tuple[list[Any], str]]:
    """Give every operator of all pages and of the forms they draw."""
    streams: list[Any] = [page.obj for page in document.pages]
    streams += [one for one in document.objects if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Form"]
    for each in streams:
        yield from ((list(one.operands), str(one.operator)) for one in pikepdf.parse_content_stream(each))


def assert_whole(data: bytes, finish: str) -> None:
    """Assert what every file keeps."""
    press = finish == "press"
    assert not faults(data, press)
    document = reading.opened(data)
    _assert_fonts(document)
    _assert_colours(document, finish)
    _assert_boxes(document, press)
    _assert_tags(document)
    if press:
        _assert_intent(document)


def _assert_fonts(document: pikepdf.Pdf) -> None:
    for name, font in reading.fonts(document).items():
        [descendant] = font.DescendantFonts
        assert {"/FontFile2", "/FontFile3"} & set(descendant.FontDescriptor.keys()), name
        assert "/ToUnicode" in font, name
        assert str(font.Encoding) == "/Identity-H"
    kinds = {str(one.get("/Subtype")) for one in document.objects if isinstance(one, pikepdf.Dictionary)}
    assert not kinds & {"/Type1", "/TrueType", "/Type3"}


def _assert_colours(document: pikepdf.Pdf, finish: str) -> None:
    """No RGB in what goes to press, no colour in what goes to a copier; nothing shines through anything."""
    used = {operator for _, operator in operators(document)}
    wanted = {"office": RGB, "grey": {"g", "G"}, "press": {"k", "K"}}[finish]
    assert used & COLOUR <= wanted | {"CS", "SCN"}
    assert used & wanted
    assert "gs" not in used
    for one in document.objects:
        if isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
            assert not {"/SMask", "/CA", "/ca", "/BM"} & set(one.keys())
            assert "/Group" not in one or str(one.Group.S) != "/Transparency"


def _assert_boxes(document: pikepdf.Pdf, press: bool) -> None:
    """Trim lies in bleed, bleed in the page; a print shop gets three millimetres of it."""
    for page in document.pages:
        media, bleed, trim = ([float(edge) for edge in page[name]] for name in ("/MediaBox", "/BleedBox", "/TrimBox"))
        for inner, outer in ((trim, bleed), (bleed, media)):
            assert all(a >= b - 0.01 for a, b in zip(inner[:2], outer[:2], strict=True))
            assert all(a <= b + 0.01 for a, b in zip(inner[2:], outer[2:], strict=True))
        if press and trim != media:
            assert trim[0] - bleed[0] == pytest.approx(3 * 72 / 25.4, abs=0.01)


def _assert_tags(document: pikepdf.Pdf) -> None:
    """Headings begin with the first and skip none, every picture has words, every text a language."""
    found = reading.elements(document)
    levels = [int(one.kind[1:]) for one in found if one.kind[0] == "H"]
    assert levels
    assert levels[0] == 1
    assert all(b <= a + 1 for a, b in pairwise(levels))
    assert all(one.alt for one in found if one.kind == "Figure")
    assert all(one.language for one in found)
    for page in document.pages:
        assert all((mark is None) == (tag == "Artifact") for tag, mark, _ in reading.marked(page))
        assert str(page.Tabs) == "/S"
    assert bool(document.Root.MarkInfo.Marked)
    assert bool(document.Root.ViewerPreferences.DisplayDocTitle)


def _assert_intent(document: pikepdf.Pdf) -> None:
    """The printing condition is inside, a profile of four inks that a colour engine reads."""
    [intent] = document.Root.OutputIntents
    assert str(intent.S) == "/GTS_PDFX"
    profile = ImageCms.ImageCmsProfile(io.BytesIO(intent.DestOutputProfile.read_bytes()))
    assert profile.profile.xcolor_space.strip() == "CMYK"
    assert int(intent.DestOutputProfile.N) == 4
    assert str(intent.OutputConditionIdentifier)


@EACH
@pytest.mark.parametrize("design", EVERY, ids=NAMED)
def test_every_design_keeps_the_standards(design: Design, finish: str) -> None:
    """Each kind and size, for the office, the press and the copier."""
    assert_whole(file(sample(design, *TAGS), design, finish), finish)


@EACH
def test_a_batch_keeps_the_standards(finish: str) -> None:
    """Many signs in one file, of several kinds and languages."""
    designs = [POSTER, DESIGNS["talk", "a4"], DESIGNS["direction", "a4"], DESIGNS["tent", "a4"]]
    signs = [sheet(sample(design, *TAGS[at % 2 :]), design, finish) for at, design in enumerate(designs)]
    assert_whole(merged(signs, made_for(finish, speaking("en")), "all"), finish)


@EACH
@pytest.mark.parametrize("key", [("card", "a6"), ("decal", "round-100")], ids=["cards", "stickers"])
def test_sheets_keep_the_standards(key: tuple[str, str], finish: str) -> None:
    """Small signs on sheets of A4."""
    design = DESIGNS[key]
    signs = [sheet(sample(design, *TAGS), design, finish)] * 5
    data = on_sheets(signs, made_for(finish, speaking("en")), "sheets", round_cut=design.round)
    assert data is not None
    assert_whole(data, finish)


@EACH
def test_booklets_keep_the_standards(finish: str) -> None:
    """Pages side by side, folded; blanks too."""
    design = DESIGNS["poster", "a5"]
    pages = [page for _ in range(6) for page in sheet(sample(design, *TAGS), design, finish)]
    assert_whole(folded(pages, made_for(finish, speaking("en")), "booklet"), finish)


@EACH
def test_signs_with_braille_keep_the_standards(finish: str) -> None:
    """A layer of dots in an ink of its own."""
    content = speaking("en", "de")
    dots = strip(content, POSTER, "marburg")
    assert isinstance(dots, Strip)
    data = draw(content, imprint(content), POSTER, studio(content.languages), made_for(finish, content), dots)
    assert isinstance(data, bytes)
    assert_whole(data, finish)


def without(data: bytes, *path: str) -> bytes:
    """Take a key out of a file."""
    document = reading.opened(data)
    node: Any = document.Root
    for key in path[:-1]:
        node = node[key]
    del node[path[-1]]
    packed = io.BytesIO()
    document.save(packed, fix_metadata_version=False)
    return packed.getvalue()


@pytest.mark.parametrize(
    "path",
    [("/Lang",), ("/MarkInfo",), ("/StructTreeRoot",), ("/Metadata",), ("/OutputIntents",), ("/ViewerPreferences",)],
    ids=lambda path: path[-1],
)
def test_the_validators_see_what_is_missing(path: tuple[str, ...]) -> None:
    """A file without what a standard asks for is found out, so that silence means something."""
    assert faults(without(file(speaking("zh-Hans", "en"), POSTER, "press"), *path), True)
