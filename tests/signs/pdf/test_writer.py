"""Files: fonts embedded once, text that copies, the same bytes twice, and all that a reader looks up."""

from __future__ import annotations

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from signs.pdf import page
from signs.pdf.finish import Finish, Profile, finish
from signs.pdf.page import Page, Piece, Tag
from signs.pdf.writer import text, write
from signs.text.fonts import FontSet
from signs.text.shaping import missing
from tests.signs import reading
from tests.signs.pdf.lines import INK, OFFICE, filed, opened, opened_anew, paged
from tests.signs.samples import LANGUAGES, WORDS


def copied(data: bytes) -> list[str]:
    """Read the text of the first page by a reader that did not write it."""
    return reading.copied(data).splitlines()


def test_text_copies_out(fonts: FontSet) -> None:
    """Chinese and English come back exactly, Arabic by words."""
    lines = [("小桃园街52号（“清真”）", "zh-Hans"), ("Office AVATAR — fi", "en"), ("تقبل البطاقات الأجنبية", "ar")]
    got = copied(filed(fonts, lines))
    assert got[:2] == [lines[0][0], lines[1][0]]
    assert sorted(got[2].split()) == sorted(lines[2][0].split())


@pytest.mark.parametrize(
    ("line", "lang"),
    [("ห้องน้ำที่นี่", "th"), ("ขั้นบันได ปุ่น", "th"), ("장애인 화장실", "ko"), ("多目的トイレ", "ja"),
     ("無障礙洗手間", "zh-Hant"), ("Туалет", "ru"), ("Behindertengerechte Toilette, ß", "de"), ("œuvre d’été", "fr"),
     ("¿Dónde está el año?", "es")],
)  # fmt: skip
def test_other_languages_copy_out(line: str, lang: str) -> None:
    """Each launch language comes back exactly, by both readers; Thai with tones above vowels too."""
    data = filed(opened(lang), [(line, lang)])
    assert copied(data) == [line]
    assert reading.BLANK.sub("", reading.copied_by_poppler(data)) == reading.BLANK.sub("", line)


def words(lang: str) -> list[str]:
    """List the words of a language, a few of which make a line."""
    return " ".join(WORDS[lang]).replace("\u200b", " ").split()


LINES = st.sampled_from([tag for tag in LANGUAGES if tag != "ar"]).flatmap(
    lambda tag: st.tuples(st.permutations(words(tag)).map(lambda found: " ".join(found[:5])), st.just(tag))
)


@settings(max_examples=settings().max_examples // 2)
@given(LINES)
def test_any_words_copy_out(line: tuple[str, str]) -> None:
    """The words of a language in any order, ligatures and marks among them, come back exactly but for white space."""
    data = filed(opened(line[1]), [line])
    assert reading.BLANK.sub("", reading.copied(data)) == reading.BLANK.sub("", line[0])


def test_a_glyph_of_two_texts_is_told_apart(fonts: FontSet) -> None:
    """Where one glyph stands for two texts, as for Å and Å (the unit), each line says its own."""
    lines = [("Ångström", "en"), ("5 \u212b", "en"), ("\u212b\u00c5", "en")]
    assert not missing("\u212b", "en", "bold", fonts)
    assert copied(filed(fonts, lines)) == [line for line, _ in lines]


def test_fonts_are_all_embedded_once(fonts: FontSet) -> None:
    """Both font formats are embedded as subsets, once for all pages, and no font of PDF's own is named anywhere."""
    data = write([paged(fonts, [("小桃园", "zh-Hans"), ("Mosque", "en")])] * 3, OFFICE)
    document = reading.opened(data)
    found = reading.fonts(document)
    assert [name.partition("+")[2] for name in sorted(found, key=lambda name: name[8:])] == [
        "NotoSans-Bold",
        "NotoSansCJKsc-Bold",
    ]
    assert all(len(name.partition("+")[0]) == 7 for name in found)
    programs = [str(one.DescendantFonts[0].FontDescriptor.keys()) for one in found.values()]
    assert ["FontFile2" in programs[0], "FontFile3" in programs[0]] != ["FontFile2" in programs[1]] * 2
    assert sum("/FontFile" in str(one.keys()) for one in document.objects if hasattr(one, "keys")) == 2


def test_sets_of_languages_share_their_faces() -> None:
    """Lines set with the faces of different languages stand in one file: each copies out, each face is one font."""
    lines = [("Mosque Å", "en"), ("Quick fox", "en"), ("Вход", "ru")]
    sets = [opened("zh-Hans", "en"), opened("en", "ar"), opened("ru")]
    data = write([paged(one, [line]) for one, line in zip(sets, lines, strict=True)], OFFICE)
    assert copied(data) == [line for line, _ in lines]
    assert len(reading.fonts(reading.opened(data))) == 1


def test_language_and_title(fonts: FontSet) -> None:
    """The file says its language and title."""
    data = filed(fonts, [("小桃园", "zh-Hans")], title="测试 (a\\b)")
    assert str(reading.opened(data).Root.Lang) == "zh-Hans"
    assert pypdfium2.PdfDocument(data).get_metadata_dict()["Title"] == "测试 (a\\b)"


def test_equal_drawings_are_equal_bytes(fonts: FontSet) -> None:
    """Drawing twice gives one file, also after other glyphs were cut out of the faces and with faces opened anew."""
    lines = [("小桃园清真寺", "zh-Hans"), ("Mosque", "en")]
    first = filed(fonts, lines)
    filed(fonts, [("扫码查看最新信息和路线", "zh-Hans"), ("Quick brown fox Å", "en")])
    assert filed(fonts, lines) == first
    assert filed(opened_anew("ar", "en", "zh-Hans"), lines) == first
    assert filed(fonts, lines[::-1]) != first


def test_bookmarks_lead_to_their_pages(fonts: FontSet) -> None:
    """Each title leads to its page, in order, whatever it is written in."""
    pages = [paged(fonts, [("小桃园", "zh-Hans")])] * 5
    marks = [("小桃园清真寺", 0), ("(Visa) \\ café", 2), ("مسجد", 4)]
    document = pypdfium2.PdfDocument(write(pages, OFFICE, "all", marks))
    found = [(mark.get_title(), mark.get_dest().get_index()) for mark in document.get_toc()]
    assert found == marks
    assert document.get_metadata_dict()["Title"] == "all"
    assert str(reading.opened(write(pages, OFFICE)).Root.get("/Outlines")) == "None"


def test_boxes_lie_in_one_another(fonts: FontSet) -> None:
    """Media, bleed and trim are where the page says, in points from the lower left."""
    drawn = paged(fonts, [("一", "zh-Hans")])
    whole = Page(170, 140, drawn.pieces, "en", "a", trim=(10, 12, 160, 132), bleed=3)
    document = reading.opened(write([whole], OFFICE))
    found = document.pages[0]
    millimetres = {
        name: [round(float(edge) * 25.4 / 72, 2) for edge in found[name]]
        for name in ("/MediaBox", "/BleedBox", "/TrimBox")
    }
    assert millimetres == {
        "/MediaBox": [0, 0, 170, 140],
        "/BleedBox": [7, 5, 163, 131],
        "/TrimBox": [10, 8, 160, 128],
    }


def test_layers_can_be_turned_off() -> None:
    """What lies on a layer is optional content of its name, in the layer's own ink."""
    dots = page.dots([(5, 5), (7.5, 5)], 1.6, "/Spot CS 1 SCN", "Braille")
    document = reading.opened(write([Page(20, 20, (dots,), "en", "a")], OFFICE))
    [group] = document.Root.OCProperties.OCGs
    assert str(group.Name) == "Braille"
    assert [one.objgen for one in document.Root.OCProperties.D.ON] == [group.objgen]
    resources = document.pages[0].Resources
    assert resources.Properties.Braille.objgen == group.objgen
    assert [str(resources.ColorSpace.Spot[at]) for at in (0, 1)] == ["/Separation", "/Braille"]
    bare = reading.opened(write([Page(20, 20, (), "en", "a")], OFFICE))
    assert "/OCProperties" not in bare.Root


def test_a_profile_makes_it_pdf_x() -> None:
    """The print shop's file has its condition's profile inside, as it is, and says which standard it keeps."""
    profile = Profile(b"profile" * 9, "FOGRA39", "ISO Coated (v2)")
    document = reading.opened(
        write([Page(20, 20, (), "en", "a")], Finish("press", "cmyk", profile, day="2026-05-02", version="1.6"))
    )
    [intent] = document.Root.OutputIntents
    assert intent.DestOutputProfile.read_bytes() == profile.data
    assert (str(intent.S), str(intent.OutputConditionIdentifier)) == ("/GTS_PDFX", "FOGRA39")
    assert str(intent.Info) == "ISO Coated (v2)"
    assert document.pdf_version == "1.6"
    assert str(document.docinfo["/GTS_PDFXVersion"]) == "PDF/X-4"


def test_what_is_not_tagged_is_an_artifact() -> None:
    """Every piece that paints is marked: by its tag or as an artifact, and by nothing else."""
    pieces = (
        page.box(1, 1, 5, 5, INK),
        page.runs([(0, 0, 1)], 5, 5, 1, INK, Tag("Figure", 0, alt="QR")),
        Piece("q 1 0 0 1 3 3 cm"),
        page.box(1, 1, 5, 5, INK, 1, 0.5),
        Piece("Q"),
    )
    document = reading.opened(write([Page(20, 20, pieces, "en", "a")], OFFICE))
    assert list(reading.marked(document.pages[0])) == [
        ("Artifact", None, "f"),
        ("Figure", 0, "f"),
        ("Artifact", None, "S"),
    ]


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=40))
def test_text_strings_are_read_back(value: str) -> None:
    """A title of any characters is what a reader shows."""
    document = reading.opened(write([Page(20, 20, (), "en", "a")], OFFICE, value or "a"))
    assert str(document.docinfo["/Title"]) == (value or "a")
    assert text("plain") == "(plain)"
    assert text("a)b").startswith("<FEFF")


def test_a_batch_is_packed_smaller(fonts: FontSet) -> None:
    """What is written for a batch is smaller and looks the same."""
    pages = [paged(fonts, [("小桃园清真寺", "zh-Hans"), ("Mosque and more", "en")])]
    office = finish("office", "2026-05-02")
    assert isinstance(office, Finish)
    quick, small = write(pages, office), write(pages, Finish("office", "rgb", day="2026-05-02", small=True))
    assert len(small) < len(quick)
    assert reading.picture(quick, 72).tobytes() == reading.picture(small, 72).tobytes()
