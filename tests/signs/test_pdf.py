"""Files: fonts embedded once, text that copies, the same bytes twice."""

from __future__ import annotations

import re

import pypdfium2
import pytest

from signs import pdf, shaping
from signs.fonts import FontSet, find
from signs.pdf import Document

BLACK = (0.0, 0.0, 0.0)


def page(fonts: FontSet, lines: list[tuple[str, str]]) -> bytes:
    """Set lines below one another on a small page."""
    document = Document(150, 120, "zh-Hans", "测试")
    for index, (text, lang) in enumerate(lines):
        line = shaping.shape(text, 0, len(text), lang, "bold", fonts)
        document.text(line, 10, 15 + 15 * index, 20, BLACK)
    return document.finish()


def copied(data: bytes) -> list[str]:
    """Read the text of the first page by a reader that did not write it."""
    text: str = pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range()
    return text.splitlines()


def test_text_copies_out(fonts: FontSet) -> None:
    """Chinese and English come back exactly, Arabic by words."""
    lines = [("小桃园街52号（“清真”）", "zh-Hans"), ("Office AVATAR — fi", "en"), ("تقبل البطاقات الأجنبية", "ar")]
    got = copied(page(fonts, lines))
    assert got[:2] == [lines[0][0], lines[1][0]]
    assert sorted(got[2].split()) == sorted(lines[2][0].split())


@pytest.mark.parametrize(
    ("text", "lang"),
    [("ห้องน้ำที่นี่", "th"), ("장애인 화장실", "ko"), ("多目的トイレ", "ja"), ("無障礙洗手間", "zh-Hant"),
     ("Туалет", "ru"), ("Behindertengerechte Toilette, ß", "de"), ("œuvre d’été", "fr")],
)  # fmt: skip
def test_other_languages_copy_out(text: str, lang: str) -> None:
    """Each launch language comes back exactly."""
    fonts = find([lang])
    assert isinstance(fonts, FontSet)
    assert copied(page(fonts, [(text, lang)])) == [text]


def test_fonts_are_all_embedded(fonts: FontSet) -> None:
    """Both font formats are embedded as subsets, and no Helvetica is named anywhere."""
    data = page(fonts, [("小桃园", "zh-Hans"), ("Mosque", "en")])
    assert b"Helvetica" not in data
    assert b"ASCII85" not in data
    assert len(re.findall(rb"/FontFile[23] ", data)) == 2
    assert len(re.findall(rb"/BaseFont /[A-Z]{6}\+NotoSans", data)) == 4


def test_language_and_title(fonts: FontSet) -> None:
    """The file says its language and title, and each foreign line its own."""
    data = page(fonts, [("小桃园", "zh-Hans")])
    assert b"/Lang (zh-Hans)" in data
    assert pypdfium2.PdfDocument(data).get_metadata_dict()["Title"] == "测试"


def test_equal_drawings_are_equal_bytes(fonts: FontSet) -> None:
    """Drawing twice gives one file, also after the face was prepared for many subsets."""
    lines = [("小桃园清真寺", "zh-Hans"), ("Mosque", "en")]
    first = page(fonts, lines)
    face = fonts.faces["han-sc", "bold"]
    for count in range(pdf._PREPARE_AFTER + 1):
        pdf.program(face, (0, 1000 + count))
    pdf.program.cache_clear()
    assert page(fonts, lines) == first
