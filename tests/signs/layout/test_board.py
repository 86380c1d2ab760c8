"""The point-and-talk board: its laws, every phrase whole on its side, and who is spoken to first."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.signage.content import SignContent, SignLine, SignText
from signs.layout.board import arrange_board
from signs.layout.board_cells import DIGITS
from signs.layout.board_formats import A4, A5, BOARDS, BoardFormat
from signs.layout.boxes import Extras, Layout, Overfull, Setting
from tests.signs.conftest import MOSQUE
from tests.signs.laws import assert_laws, printed
from tests.signs.page_laws import inside

EXTRAS = Extras("", ("rev A1B2 · facts of 2026-05-02",), (), 0)
STAMPS = (SignText("SPECIMEN 样张", "zh-Hans"), SignText("DRAFT 待审校: 阿拉伯语 ar", "zh-Hans"))


def pair(zh: str, other: str, lang: str = "en") -> tuple[SignText, ...]:
    """Make the two texts of a phrase."""
    return SignText(zh, "zh-Hans"), SignText(other, lang)


QUESTIONS = tuple(
    SignLine("toilets", pair(f"第{number}个问题在哪里？", f"Where is the {number}th thing that I ask for?"))
    for number in range(1, 12)
)
BLANK = SignLine("warning", pair("我对以下东西过敏：____。", "I am allergic to: ____."))
ANSWERS = tuple(SignLine("check", pair(f"回答{number}。", f"Answer {number}.")) for number in range(1, 9))
BOARD = replace(
    MOSQUE,
    code="",
    icons=("hotel",),
    family="language",
    kind=pair("在酒店", "At the hotel"),
    names=pair("请指出您想说的话。", "Point at what you want to say."),
    lines=(*QUESTIONS, BLANK),
    scan=pair("回答：请指给对方看。", "Answers: please point."),
    address=(),
    hotline="110 · 120 · 119",
    sign="talk",
    back=ANSWERS,
)


def boxes(text: str, lang: str, weight: str) -> tuple[float, ...]:
    """Measure without fonts, as the fixture `boxy` does."""
    return tuple(1.0 if ord(char) >= 0x2E80 else 0.55 for char in text)


def arranged(content: SignContent, form: BoardFormat = A4, extras: Extras = EXTRAS) -> tuple[Layout, ...]:
    """Lay out both sides."""
    return arrange_board(content, extras, Setting(form, boxes))


def arabic(content: SignContent) -> SignContent:
    """Speak Arabic in place of English; the letters do not matter to the layout."""

    def swap(texts: tuple[SignText, ...]) -> tuple[SignText, ...]:
        return tuple(replace(text, lang="ar") if text.lang == "en" else text for text in texts)

    def lines(of: tuple[SignLine, ...]) -> tuple[SignLine, ...]:
        return tuple(replace(line, texts=swap(line.texts)) for line in of)

    words = replace(content, kind=swap(content.kind), names=swap(content.names), scan=swap(content.scan))
    return replace(words, lines=lines(content.lines), back=lines(content.back))


def counted(lines: tuple[SignLine, ...]) -> Counter[tuple[str, str]]:
    """Count the phrases of lines by language."""
    return Counter((text.value, text.lang) for line in lines for text in line.texts)


@pytest.mark.parametrize("form", BOARDS, ids=lambda form: form.name)
@pytest.mark.parametrize("stamps", [(), STAMPS[:1], STAMPS], ids=["none", "one", "two"])
@pytest.mark.parametrize("content", [BOARD, arabic(BOARD)], ids=["en", "ar"])
def test_examples_keep_the_laws(content: SignContent, stamps: tuple[SignText, ...], form: BoardFormat) -> None:
    """Every page keeps the laws, has the stamps, the emergency numbers and the small print, and no symbol."""
    pages = arranged(content, form, replace(EXTRAS, stamps=stamps))
    for page in pages:
        assert_laws(page, form)
        assert page.symbol is None
        assert printed([page], "stamp") == Counter((stamp.value, stamp.lang) for stamp in stamps)
        assert printed([page], "hotline") == {(BOARD.hotline, "en"): 1}
        assert printed([page], "fine") == {(EXTRAS.fine[0], "en"): 1}
        assert "call" in {icon.name for icon in page.icons}
    assert printed(pages, "phrase") == counted((*content.lines, *content.back))


WORDS = st.lists(st.text(st.sampled_from("abcdefgh"), min_size=1, max_size=9), min_size=1, max_size=11).map(" ".join)
HAN = st.text(st.sampled_from("一二三四五六七八"), min_size=1, max_size=26)
PAIRS = st.tuples(HAN, WORDS, st.sampled_from(["", " ____"])).map(lambda two: pair(two[0] + two[2], two[1] + two[2]))
LINES = st.lists(st.builds(SignLine, st.just("toilets"), PAIRS), max_size=12).map(tuple)
CONTENTS = st.builds(
    lambda lines, back, kind, names, scan, hotline: replace(
        BOARD, lines=lines, back=back, kind=kind, names=names, scan=scan, hotline=hotline
    ),
    LINES, LINES, PAIRS, PAIRS, PAIRS, st.sampled_from(["", "110", "110 · 120 · 119"]),
)  # fmt: skip


@pytest.mark.parametrize("form", BOARDS, ids=lambda form: form.name)
@settings(max_examples=60, deadline=None)
@given(CONTENTS, st.booleans(), st.sampled_from([(), STAMPS[:1], STAMPS]))
def test_any_board_keeps_the_laws(
    form: BoardFormat, content: SignContent, from_right: bool, stamps: tuple[SignText, ...]
) -> None:
    """Pages are added until every phrase stands on one, whole and once in each language."""
    content = arabic(content) if from_right else content
    pages = arranged(content, form, replace(EXTRAS, stamps=stamps))
    for page in pages:
        assert_laws(page, form)
        assert printed([page], "stamp") == Counter((stamp.value, stamp.lang) for stamp in stamps)
    assert printed(pages, "phrase") == counted((*content.lines, *content.back))


def test_each_side_speaks_first_to_who_points() -> None:
    """The visitor's words come first and bold on the front, the local ones on the back."""
    front, back = arranged(BOARD)
    for page, first in ((front, "en"), (back, "zh-Hans")):
        words = [text for text in page.texts if text.role == "phrase"]
        assert {text.lang for text in words if text.weight == "bold"} == {first}
        assert {text.lang for text in words if text.weight == "regular"} == {"en", "zh-Hans"} - {first}
        assert words[0].lang == next(text.lang for text in page.texts if text.role == "kind") == first
    assert printed([front], "scan") == Counter((text.value, text.lang) for text in BOARD.names)
    assert printed([back], "scan") == Counter((text.value, text.lang) for text in BOARD.scan)


def test_an_arabic_front_is_read_from_the_right() -> None:
    """The pictograms and the Arabic words stand at the right of their cells, the first cell at the right; no more so
    on the back, which begins with the local language."""
    front, back = arranged(arabic(BOARD))
    for page, mirrored in ((front, True), (back, False)):
        grounds = [panel.box for panel in page.panels if panel.colour == "line"]
        assert (grounds[0].x > grounds[1].x) is mirrored
        for icon in (icon for icon in page.icons if icon.ground):
            cell = next(box for box in grounds if inside(icon.box, box))
            words = [text for text in page.texts if text.role == "phrase" and inside(text.box, cell)]
            edge = icon.box.x - 4 if mirrored else cell.right - 3
            assert (icon.box.x > cell.x + cell.width / 2) is mirrored
            assert all(text.box.right == pytest.approx(edge) for text in words if text.lang == "ar")


def test_a_blank_has_a_line_to_write_on() -> None:
    """Words with a blank have a ruled line below them with room for handwriting, others have none."""
    front, back = arranged(BOARD)
    [rule] = [panel.box for panel in front.panels if panel.colour == "quiet"]
    above = [text.box for text in front.texts if "____" in text.text]
    assert rule.y - max(box.bottom for box in above) >= A4.line - 1
    assert all(rule.x <= box.x + 1e-6 for box in above)
    assert not [panel for panel in back.panels if panel.colour == "quiet"]


def test_answers_have_digits() -> None:
    """The back has every digit and two signs, each in a field that a finger can point at; the front has none."""
    front, back = arranged(BOARD)
    assert printed([back], "code") == Counter((digit, "en") for digit in DIGITS)
    assert set("0123456789.:") == set(DIGITS)
    assert not printed([front], "code")
    fields = [panel.box for panel in back.panels if panel.colour == "ink"]
    assert all(min(field.width, field.height) >= 10 for field in fields)


@pytest.mark.parametrize("form", BOARDS, ids=lambda form: form.name)
def test_type_is_comfortable_or_there_are_more_pages(form: BoardFormat) -> None:
    """Twelve phrases of usual length are half way up to the wanted size at least, on as many pages as that takes."""
    pages = arranged(BOARD, form)
    low, high = form.least("phrase"), form.roles["phrase"].wanted_pt
    assert all(
        text.size_pt >= (low + high) / 2 - 1e-6 for page in pages for text in page.texts if text.role == "phrase"
    )
    assert len(pages) == 2 if form is A4 else len(pages) > 2


def test_words_without_spaces_get_the_whole_width() -> None:
    """A phrase that cannot break, as in Lao, puts the cells into one column."""
    unbroken = SignLine("toilets", pair("厕所", "ກ" * 40, "lo"))
    front = arranged(replace(BOARD, lines=(unbroken, *QUESTIONS[:2])))[0]
    assert all(panel.box.width == pytest.approx(A4.inner) for panel in front.panels if panel.colour == "line")


def test_least_sizes_hold_across_a_counter() -> None:
    """Phrases can be read from 0.6 m and more, and every wanted size is legible."""
    assert min(form.roles["phrase"].distance_m for form in (A4, A5)) >= 0.6
    assert all(role.least_pt <= role.wanted_pt for form in BOARDS for role in form.roles.values())


def test_an_endless_phrase_is_blamed() -> None:
    """A phrase that fits no page at its least size is what the caller hears of."""
    endless = SignLine("toilets", pair("厕所", "x" * 200))
    with pytest.raises(Overfull) as caught:
        arranged(replace(BOARD, lines=(endless,)))
    assert caught.value.text == endless.texts[1]
    assert caught.value.role == "phrase"
