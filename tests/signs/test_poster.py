"""Posters as a reader and a camera see them."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import zxingcpp

from directory.problem import Problem
from directory.signage.content import SignContent, SignText, revision
from signs import poster
from signs.layout.formats import A4, FORMATS, Format
from signs.text import shaping
from signs.text.fonts import FontSet
from signs.text.paragraph import metrics
from tests.signs.conftest import LONG, MOSQUE, SIX, cut

ORIGIN = "https://city.example"


def drawn(content: SignContent, fonts: FontSet, icons: Path, form: Format = A4) -> bytes:
    """Draw, expecting no problem."""
    found = poster.draw(content, Imprint(ORIGIN, revision(content)), fonts, icons, form)
    assert isinstance(found, bytes), found
    return found


def problems(content: SignContent, fonts: FontSet, icons: Path) -> list[Problem]:
    """Draw, expecting problems."""
    found = poster.draw(content, Imprint(ORIGIN, revision(content)), fonts, icons, A4)
    assert isinstance(found, list)
    return found


def rendered(data: bytes, dpi: int) -> Any:
    """Render the first page as a printer would."""
    return pypdfium2.PdfDocument(data)[0].render(scale=dpi / 72).to_pil()


@pytest.mark.parametrize("content", [MOSQUE, LONG, SIX], ids=["short", "long", "six"])
@pytest.mark.parametrize("dpi", [60, 100, 150])
def test_symbol_decodes_from_pixels(content: SignContent, dpi: int, fonts: FontSet, icons: Path) -> None:
    """Another library reads address and revision back from the rendered page, in grey too."""
    image = rendered(drawn(content, fonts, icons), dpi).convert("L")
    [found] = zxingcpp.read_barcodes(image)
    assert found.text == f"HTTPS://CITY.EXAMPLE/Q/{content.code}/#{revision(content)}"


@pytest.mark.parametrize("content", [MOSQUE, LONG, SIX], ids=["short", "long", "six"])
@pytest.mark.parametrize("form", FORMATS.values(), ids=FORMATS)
@pytest.mark.parametrize("origin", [ORIGIN, "https://visitor-directory.municipality.example"], ids=["short", "long"])
def test_symbol_of_every_format_decodes(
    content: SignContent, form: Format, origin: str, fonts: FontSet, icons: Path
) -> None:
    """At 100 dots per inch each format's symbol is read, with the revision of the whole sign, whatever is left out."""
    rev = revision(content)
    data = poster.draw(cut(content, form.most), Imprint(origin, rev), fonts, icons, form)
    assert isinstance(data, bytes), data
    [found] = zxingcpp.read_barcodes(rendered(data, 100).convert("L"))
    assert found.text == f"{origin.upper()}/Q/{content.code}/#{rev}"


@pytest.mark.parametrize("content", [MOSQUE, LONG, SIX], ids=["short", "long", "six"])
def test_texts_copy_out(content: SignContent, fonts: FontSet, icons: Path) -> None:
    """Chinese and English texts come back exactly, line breaks aside; Arabic word by word."""
    page = pypdfium2.PdfDocument(drawn(content, fonts, icons))[0].get_textpage().get_text_range()
    joined, words = re.sub(r"\s", "", page), set(page.replace("–", " ").split())
    texts = [*content.names, *content.kind, *content.scan, *content.address]
    texts += [text for line in content.lines for text in line.texts]
    for text in texts:
        if text.lang == "ar":
            assert set(text.value.replace("–", " ").split()) <= words, text
        else:
            assert re.sub(r"\s", "", text.value) in joined, text
    for wanted in (f"city.example/Q/{content.code}", content.hotline, f"rev {revision(content)} · facts of 2026-05-02"):
        assert wanted in page


def test_stamps_say_what_is_not_final(fonts: FontSet, icons: Path) -> None:
    """SPECIMEN and DRAFT stand on the sign, the draft's languages named in the local one; else neither."""
    page = pypdfium2.PdfDocument(drawn(LONG, fonts, icons))[0].get_textpage().get_text_range()
    assert "SPECIMEN 样张" in page
    assert "DRAFT 待审校: 阿拉伯语 ar" in page
    final = replace(MOSQUE, specimen=False)
    page = pypdfium2.PdfDocument(drawn(final, fonts, icons))[0].get_textpage().get_text_range()
    assert "SPECIMEN" not in page
    assert "DRAFT" not in page


def test_same_sign_same_bytes(fonts: FontSet, icons: Path) -> None:
    """A sign drawn twice, with others between, is one file; what it says changes it."""
    first = drawn(MOSQUE, fonts, icons)
    drawn(LONG, fonts, icons)
    assert drawn(MOSQUE, fonts, icons) == first
    assert drawn(replace(MOSQUE, hotline="110"), fonts, icons) != first


@pytest.mark.parametrize(
    ("name", "size"), [("a3", [297, 420]), ("a4", [210, 297]), ("a5", [148, 210]), ("a6", [105, 148])]
)
def test_one_page_of_its_format(name: str, size: list[float], fonts: FontSet, icons: Path) -> None:
    """A sign is one page of its size (ISO 216), all fonts embedded."""
    form = FORMATS[name]
    data = drawn(cut(SIX, form.most), fonts, icons, form)
    document = pypdfium2.PdfDocument(data)
    assert len(document) == 1
    assert [round(side * 25.4 / 72, 1) for side in document[0].get_size()] == size
    assert b"Helvetica" not in data


def test_missing_glyph_is_a_problem(fonts: FontSet, icons: Path) -> None:
    """A character no font has stops the sign, naming venue, field, text, code point and package."""
    found = problems(replace(MOSQUE, names=(SignText("ห้อง mosque", "en"),)), fonts, icons)
    assert {problem.code for problem in found} == {"glyph-missing"}
    assert (found[0].file, found[0].field) == ("sign of xiaotaoyuan", "names")
    assert "U+0E2B THAI CHARACTER HO HIP" in found[0].message
    assert "ห้อง mosque" in found[0].message
    assert "fonts-noto-core" in found[0].hint


def test_all_problems_come_at_once(fonts: FontSet, icons: Path) -> None:
    """A missing pictogram, an unknown family and a missing glyph are reported in one run."""
    found = problems(replace(MOSQUE, family="hala", icons=("nothing",), hotline="☎😀"), fonts, icons)
    assert {problem.code for problem in found} == {"sign-family", "icon-missing", "glyph-missing"}
    assert 'did you mean "halal"' in str(found)


def test_too_long_is_a_problem(fonts: FontSet, icons: Path) -> None:
    """A text that cannot be printed legibly stops the sign."""
    found = problems(replace(MOSQUE, scan=(SignText("Scan " * 120, "en"),)), fonts, icons)
    assert [(problem.code, problem.field) for problem in found] == [("sign-text-too-long", "scan")]


def test_band_holds_four_pictograms(fonts: FontSet, icons: Path) -> None:
    """A fifth pictogram is a Problem: the band has room for four."""
    assert drawn(replace(MOSQUE, icons=("mosque",) * 4), fonts, icons)
    found = problems(replace(MOSQUE, icons=("mosque",) * 5), fonts, icons)
    assert [problem.code for problem in found] == ["sign-icons"]


def luminance(name: str) -> float:
    """Give the relative luminance of a colour of the table (WCAG 2.2)."""
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in poster.rgb(name)]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


@pytest.mark.parametrize("name", [*poster.FAMILIES, "ink", "quiet", "alert"])
def test_contrast(name: str) -> None:
    """Every text and figure keeps 7:1 against paper, which holds in greyscale too."""
    assert 1.05 / (luminance(name) + 0.05) >= 7


def test_ink_stays_in_its_box(fonts: FontSet) -> None:
    """The line heights leave room for accents, vowel marks and tails."""
    for text, lang in (("ÉÅÖgjpqy", "fr"), ("藏鬱（）", "zh-Hans"), ("تُقبل يوميًا إلى مصلى", "ar")):
        line = shaping.shape(text, 0, len(text), lang, "bold", fonts)
        for run in line.runs:
            for glyph in run.glyphs:
                extents = run.face.hb_font.get_glyph_extents(glyph.gid)
                top = glyph.y + extents.y_bearing / run.face.upem
                assert top <= metrics(lang).baseline, (text, glyph)
                assert top + extents.height / run.face.upem >= metrics(lang).baseline - metrics(lang).leading, glyph
