"""Signs as a reader, a camera and staff with a faulty content see them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from directory.problem import Problem
from directory.signage.content import SignContent, SignText, revision
from signs.designs import DESIGNS, Design
from signs.draw import Studio, draw, pages
from signs.extras import Imprint
from signs.pdf.writer import write
from signs.text import shaping
from signs.text.fonts import FontSet
from signs.text.paragraph import metrics
from tests.signs import samples
from tests.signs.conftest import LONG, MOSQUE, SIX, cut
from tests.signs.pdf.lines import opened_anew
from tests.signs.reading import by_zxing, copied, copied_by_poppler, fonts, holds, opened, picture, said
from tests.signs.samples import EVERY, LANGUAGES, NAMED, POSTER, file, fullest, made_for, sample, speaking

ORIGIN = "https://city.example"
COLUMNS = [DESIGNS[key] for key in (("poster", "a3"), ("poster", "a4"), ("poster", "a5"), ("card", "a6"))]
# One design of each composition.
COMPOSED = [
    DESIGNS[key]
    for key in (
        ("poster", "a4"), ("card", "a6"), ("tent", "a4"), ("decal", "round-100"), ("decal", "square-150"),
        ("direction", "a4"), ("talk", "a4"),
    )
]  # fmt: skip
EACH_COLUMN = pytest.mark.parametrize("design", COLUMNS, ids=["a3", "a4", "a5", "a6"])
EXAMPLES = pytest.mark.parametrize("content", [MOSQUE, LONG, SIX], ids=["short", "long", "six"])


@pytest.fixture(scope="session")
def studio(fonts: FontSet, icons: Path) -> Studio:
    """What the examples are drawn with."""
    return Studio(fonts, icons)


def found(content: SignContent, studio: Studio, design: Design = POSTER, origin: str = ORIGIN) -> bytes | list[Problem]:
    """Draw into a file of its own."""
    imprint = Imprint(origin, revision(content))
    return draw(cut(content, design.form.most), imprint, design, studio, made_for("office", content))


def drawn(content: SignContent, studio: Studio, design: Design = POSTER, origin: str = ORIGIN) -> bytes:
    """Draw, expecting no problem."""
    data = found(content, studio, design, origin)
    assert isinstance(data, bytes), data
    return data


def problems(content: SignContent, studio: Studio) -> list[Problem]:
    """Draw as it is, expecting problems."""
    faults = draw(content, Imprint(ORIGIN, revision(content)), POSTER, studio, made_for("office", content))
    assert isinstance(faults, list)
    return faults


@EXAMPLES
@pytest.mark.parametrize("dpi", [60, 100, 150])
def test_symbol_decodes_from_pixels(content: SignContent, dpi: int, studio: Studio) -> None:
    """Another library reads address and revision back from the rendered page, in grey too."""
    [text] = by_zxing(picture(drawn(content, studio), dpi))
    assert text == f"HTTPS://CITY.EXAMPLE/Q/{content.code}/#{revision(content)}"


@EXAMPLES
@EACH_COLUMN
@pytest.mark.parametrize("origin", [ORIGIN, "https://visitor-directory.municipality.example"], ids=["short", "long"])
def test_symbol_of_every_format_decodes(content: SignContent, design: Design, origin: str, studio: Studio) -> None:
    """At 100 dots per inch each format's symbol is read, with the revision of the whole sign, whatever is left out."""
    [text] = by_zxing(picture(drawn(content, studio, design, origin), 100))
    assert text == f"{origin.upper()}/Q/{content.code}/#{revision(content)}"


@EXAMPLES
def test_texts_copy_out(content: SignContent, studio: Studio) -> None:
    """Chinese and English texts come back exactly, line breaks aside; Arabic word by word."""
    data = drawn(content, studio)
    for page in (copied(data), copied_by_poppler(data)):
        missing = [text for text in said(content) if not holds(page, text)]
        assert not missing
        for wanted in (
            f"city.example/Q/{content.code}",
            content.hotline,
            f"rev {revision(content)} · facts of 2026-05-02",
        ):
            assert wanted in page


@pytest.mark.parametrize("design", COMPOSED, ids=lambda one: f"{one.kind}-{one.form.name}")
@pytest.mark.parametrize("pair", list(zip(LANGUAGES, (*LANGUAGES[1:], LANGUAGES[0]), strict=True)), ids=" ".join)
def test_every_language_copies_out_of_every_kind(design: Design, pair: tuple[str, str]) -> None:
    """Whoever copies the words of a sign, or has them read out, gets its words: pdfium and poppler, twelve languages.

    A sticker leaves off its scan words, and a card a fact, where there is no room: what is there is whole. On boards
    and direction signs short texts share a line; beside Arabic pdfium turns those around word by word.
    """
    content = sample(design, *pair)
    data = file(content, design)
    kept = [*content.names[:2], *(content.lines[0].texts if content.lines else ())]
    wanted = said(content) if design.kind in ("poster", "talk", "direction", "notice") else kept
    shared = "ar" in pair and design.kind in ("talk", "direction")
    for page in (copied(data), copied_by_poppler(data)):
        assert not [text for text in wanted if not holds(page, text, shared)]


def test_stamps_say_what_is_not_final(studio: Studio) -> None:
    """SPECIMEN and DRAFT stand on the sign, the draft's languages named in the local one; else neither."""
    page = copied(drawn(LONG, studio))
    assert "SPECIMEN 样张" in page
    assert "DRAFT 待审校: 阿拉伯语 ar" in page
    page = copied(drawn(replace(MOSQUE, specimen=False), studio))
    assert "SPECIMEN" not in page
    assert "DRAFT" not in page


def test_same_sign_same_bytes(studio: Studio) -> None:
    """A sign drawn twice, with others between, is one file; what it says changes it."""
    first = drawn(MOSQUE, studio)
    drawn(LONG, studio)
    assert drawn(MOSQUE, studio) == first
    assert drawn(replace(MOSQUE, hotline="110"), studio) != first


@pytest.mark.parametrize("name", ["office", "grey", "press"])
def test_a_sign_alone_equals_itself_after_others(name: str) -> None:
    """With faces opened anew a sign is the same bytes as after all others were drawn with shared faces and caches."""
    tags = ("zh-Hans", "en", "th", "ar")
    contents = [(sample(design, *tags), design) for design in EVERY]
    after = [file(content, design, name) for content, design in contents]
    again = [file(content, design, name) for content, design in reversed(contents)]
    assert again == after[::-1]
    for at in (0, 7, len(EVERY) - 4):
        content, design = contents[at]
        fresh = Studio(opened_anew(*content.languages), samples.ICONS)
        assert draw(content, samples.imprint(content), design, fresh, made_for(name, content)) == after[at]


def test_a_sign_remade_alone_equals_itself_beside_a_batch() -> None:
    """Its pages can go into a batch; the file of its own is what it was before."""
    content = speaking("zh-Hans", "en")
    found = samples.sheet(content, POSTER)
    first = write(found, made_for("office", content))
    write([*found, *samples.sheet(speaking("ja", "en"), POSTER)], made_for("office", content))
    assert write(found, made_for("office", content)) == first == file(content, POSTER)


@pytest.mark.parametrize(
    ("key", "size"),
    [
        (("poster", "a3"), [297, 420]),
        (("poster", "a4"), [210, 297]),
        (("poster", "a5"), [148, 210]),
        (("card", "a6"), [105, 148]),
        (("card", "a5"), [210, 148]),
        (("tent", "a4"), [210, 297]),
        (("decal", "round-100"), [100, 100]),
        (("direction", "a3"), [420, 297]),
    ],
)
def test_one_page_of_its_format(key: tuple[str, str], size: list[float]) -> None:
    """A sign is one page of its size (ISO 216), all fonts embedded as subsets, none of PDF's own."""
    data = file(sample(DESIGNS[key], "zh-Hans", "en", "ar"), DESIGNS[key])
    document = pypdfium2.PdfDocument(data)
    assert len(document) == 1
    assert [round(side * 25.4 / 72, 1) for side in document[0].get_size()] == size
    reader = opened(data)
    for name, font in fonts(reader).items():
        descriptor = font.DescendantFonts[0].FontDescriptor
        assert name[7:8] == "+"
        assert "/FontFile2" in descriptor or "/FontFile3" in descriptor


def test_missing_glyph_is_a_problem(studio: Studio) -> None:
    """A character no font has stops the sign, naming venue, field, text, code point and package."""
    faults = problems(replace(MOSQUE, names=(SignText("ห้อง mosque", "en"),)), studio)
    assert {problem.code for problem in faults} == {"glyph-missing"}
    assert (faults[0].file, faults[0].field) == ("sign of xiaotaoyuan", "names")
    assert "U+0E2B THAI CHARACTER HO HIP" in faults[0].message
    assert "ห้อง mosque" in faults[0].message
    assert "fonts-noto-core" in faults[0].hint


def test_all_problems_come_at_once(studio: Studio) -> None:
    """A missing pictogram, an unknown family and a missing glyph are reported in one run."""
    faults = problems(replace(MOSQUE, family="hala", icons=("nothing",), hotline="☎😀"), studio)
    assert {problem.code for problem in faults} == {"sign-family", "icon-missing", "glyph-missing"}
    assert 'did you mean "halal"' in str(faults)


def test_every_printed_text_is_looked_at_for_glyphs(studio: Studio) -> None:
    """A character without a glyph is found wherever it stands: on the back, in a source, a distance, a code."""
    odd, line = "\U0001f9ff", MOSQUE.lines[0]
    word = (SignText(odd, "en"),)
    for field, content in {
        "names": replace(MOSQUE, names=word),
        "kind": replace(MOSQUE, kind=word),
        "scan": replace(MOSQUE, scan=word),
        "address": replace(MOSQUE, address=word),
        "lines": replace(MOSQUE, lines=(replace(line, distance=odd),)),
        "back": replace(MOSQUE, back=(replace(line, texts=word),)),
        "hotline": replace(MOSQUE, hotline=odd),
        "sources": replace(MOSQUE, sources=(odd,)),
    }.items():
        assert {(problem.code, problem.field) for problem in problems(content, studio)} == {("glyph-missing", field)}


def test_too_long_is_a_problem(studio: Studio) -> None:
    """A text that cannot be printed legibly stops the sign."""
    faults = problems(replace(MOSQUE, scan=(SignText("Scan " * 120, "en"),)), studio)
    assert [(problem.code, problem.field) for problem in faults] == [("sign-text-too-long", "scan")]


def test_what_would_be_too_small_is_a_problem(studio: Studio) -> None:
    """A name that cannot be read at its distance is a Problem that names text, language, size and distance."""
    endless = replace(MOSQUE, names=(*MOSQUE.names[:1], SignText("Endlessly " * 40, "en")))
    [fault] = problems(endless, studio)
    for part in ("Endlessly", "(en)", "19.9 pt", "1.5 m", "A4"):
        assert part in fault.message


def test_facts_are_left_off_only_where_the_page_says_them(studio: Studio) -> None:
    """A poster with long names sheds its last facts; a sign that is about its facts is refused instead."""
    wordy = replace(LONG, lines=SIX.lines)
    text = copied(drawn(wordy, studio))
    assert "Step-free entrance" in text
    assert "Open daily" not in text
    halal = DESIGNS["halal", "a4"]
    for names, fits in ((LONG.names, True), (LONG.names * 3, False)):
        found = draw(replace(wordy, names=names), Imprint(ORIGIN, "A1B2"), halal, studio, made_for("office", wordy))
        assert isinstance(found, bytes) is fits
        if isinstance(found, bytes):
            assert not [text for line in wordy.lines for text in line.texts if not holds(copied(found), text)]
        else:
            assert [problem.code for problem in found] == ["sign-text-too-long"]


def test_band_holds_four_pictograms(studio: Studio) -> None:
    """A fifth pictogram is a Problem: the band has room for four."""
    assert drawn(replace(MOSQUE, icons=("mosque",) * 4), studio)
    assert [problem.code for problem in problems(replace(MOSQUE, icons=("mosque",) * 5), studio)] == ["sign-icons"]


@pytest.mark.parametrize("design", EVERY, ids=NAMED)
@pytest.mark.parametrize(
    "tags", [("zh-Hans", "en", "ar", "ko", "fr", "de"), ("ja", "th", "ru", "es", "zh-Hant", "id")], ids=["zh", "ja"]
)
def test_the_largest_content_fits(design: Design, tags: tuple[str, ...]) -> None:
    """A sign that says as much as its format allows, with long names and both stamps, is drawn, in large print too."""
    for each in (design, design.large()):
        content = fullest(each, *tags)
        assert len(content.languages) == min(len(tags), each.form.most.languages)
        found = pages(content, samples.imprint(content), each, samples.studio(tags), made_for("office", content).inks)
        assert isinstance(found, tuple), found


def test_ink_stays_in_its_box() -> None:
    """The line heights leave room for accents, vowel marks and tails."""
    for text, lang in (
        ("ÉÅÖgjpqy", "fr"),
        ("藏鬱（）", "zh-Hans"),
        ("藏鬱（）", "ja"),
        ("뷁쭒（）", "ko"),
        ("Йщф", "ru"),
        ("تُقبل يوميًا إلى مصلى", "ar"),
        ("ที่นี่ ปุ่น กู้ ญู ฟื้น", "th"),
    ):
        opened = samples.studio((lang,)).fonts
        for run in shaping.shape(text, 0, len(text), lang, "bold", opened).runs:
            for glyph in run.glyphs:
                extents = run.face.hb_font.get_glyph_extents(glyph.gid)
                top = glyph.y + extents.y_bearing / run.face.upem
                assert top <= metrics(lang).baseline, (text, glyph)
                assert top + extents.height / run.face.upem >= metrics(lang).baseline - metrics(lang).leading, glyph
