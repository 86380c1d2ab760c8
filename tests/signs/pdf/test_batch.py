"""Many signs in one file: fonts shared, each under its bookmark, each as it is alone."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2
import pytest

from signs.designs import DESIGNS
from signs.pdf.batch import folded, merged, on_sheets
from signs.pdf.page import Page
from tests.signs import reading
from tests.signs.pdf.lines import OFFICE
from tests.signs.samples import POSTER, each, file, made_for, sample, sheet, speaking

COUNT = 60
MOST_BYTES = 6000  # a page, of a batch as small as this one; fonts are a smaller share of a larger one


def batch(count: int = COUNT) -> list[tuple[Page, ...]]:
    """Draw posters of places that differ in name and code, in the languages of different cities."""
    tags = [("zh-Hans", "en", "ar"), ("zh-Hans", "en"), ("zh-Hans", "ja", "ko"), ("zh-Hans", "ru")]
    signs = []
    for at in range(count):
        spoken = tags[at % len(tags)]
        names = tuple(replace(name, value=f"{name.value} {at}") for name in each(spoken, 1))
        signs.append(sheet(replace(speaking(*spoken), names=names, code=f"7K3F{at:02}"), POSTER))
    return signs


def test_each_sign_has_its_bookmark() -> None:
    """Titles lead to the first page of each sign, two-sided ones too, under the title of the whole."""
    board = DESIGNS["talk", "a4"]
    signs = [*batch(3), sheet(sample(board, "zh-Hans", "en"), board), *batch(1)]
    data = merged(signs, OFFICE, "Huangpu, 2026-05")
    document = pypdfium2.PdfDocument(data)
    found = [(mark.get_title(), mark.get_dest().get_index()) for mark in document.get_toc()]
    assert found == [(sign[0].title, place) for sign, place in zip(signs, (0, 1, 2, 3, 5), strict=True)]
    assert len(document) == 6
    assert document.get_metadata_dict()["Title"] == "Huangpu, 2026-05"


def test_signs_share_their_fonts_and_stay_small() -> None:
    """A page of a batch takes a fraction of a file of its own; a face is embedded once, whatever signs speak."""
    signs = batch()
    data = merged(signs, OFFICE, "all")
    assert len(data) / COUNT < MOST_BYTES
    assert len(data) / COUNT < len(file(speaking("zh-Hans", "en"), POSTER)) / 4
    document = reading.opened(data)
    names = [name.partition("+")[2] for name in reading.fonts(document)]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("at", [0, 1, 2, 3])
def test_a_sign_in_a_batch_looks_and_copies_as_alone(at: int) -> None:
    """Shared subsets change neither a pixel nor a word."""
    signs = batch(4)
    together, alone = merged(signs, OFFICE, "all"), merged([signs[at]], OFFICE, "one")
    assert reading.picture(together, 100, at).tobytes() == reading.picture(alone, 100).tobytes()
    words = [
        pypdfium2.PdfDocument(data)[place].get_textpage().get_text_range()
        for data, place in ((together, at), (alone, 0))
    ]
    assert sorted(words[0].split()) == sorted(words[1].split())


def test_the_print_shops_batch_has_marks() -> None:
    """With a finish that asks for them, every page has bleed and marks around its trim."""
    content = speaking("zh-Hans", "en")
    press = made_for("press", content)
    document = reading.opened(merged([sheet(content, POSTER, "press")] * 2, press, "all"))
    for page in document.pages:
        sizes = [float(page.TrimBox[2] - page.TrimBox[0]) * 25.4 / 72, float(page.MediaBox[2]) * 25.4 / 72]
        assert sizes == [pytest.approx(210, abs=0.01), pytest.approx(230, abs=0.01)]


def test_sheets_hold_small_signs() -> None:
    """Eight stickers make two sheets of A4 at most; a poster is too large for one."""
    decal = DESIGNS["decal", "round-100"]
    sticker = sheet(sample(decal, "zh-Hans", "en"), decal)
    data = on_sheets([sticker] * 8, OFFICE, "stickers", round_cut=True)
    assert data is not None
    document = pypdfium2.PdfDocument(data)
    assert len(document) == 4
    assert sorted(round(side * 25.4 / 72) for side in document[0].get_size()) == [210, 297]
    assert len(reading.by_zxing(reading.picture(data, 150))) == 2
    assert on_sheets([sheet(speaking("zh-Hans", "en"), POSTER)], OFFICE, "posters") is None


def test_a_booklet_is_printed_on_both_sides() -> None:
    """Six pages make two sheets of four, side by side."""
    card = DESIGNS["card", "a6"]
    pages = sheet(sample(card, "zh-Hans", "en"), card) * 6
    document = pypdfium2.PdfDocument(folded(pages, OFFICE, "booklet"))
    assert len(document) == 4
    assert [round(side * 25.4 / 72) for side in document[0].get_size()] == [210, 148]


def test_equal_batches_are_equal_bytes() -> None:
    """A batch made again is the same file; in another order it is another."""
    signs = batch(3)
    assert merged(signs, OFFICE, "all") == merged(batch(3), OFFICE, "all")
    assert merged(signs[::-1], OFFICE, "all") != merged(signs, OFFICE, "all")
