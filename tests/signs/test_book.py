"""Booklets as files: pages in folding order, codes that scan, Problems instead of boxes."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import pypdfium2
import pytest
import zxingcpp

from directory.localisation.edition import Site
from directory.model import Dataset, Venue
from signs.book import book
from signs.pdf.finish import Finish, finish
from tests.directory.localisation.builders import claim, dataset, site, venue

MM = 25.4 / 72


def office() -> Finish:
    """The finish of office printers."""
    found = finish("office", "2026-11-23")
    assert isinstance(found, Finish)
    return found


def place(number: int, **tables: Any) -> Venue:
    """A museum of district alpha."""
    names = {"zh-Hans": f"示例馆{number}", "en": f"Hall {number}"}
    given = {"name": names, "district": {"value": "alpha"}, **tables}
    return venue(f"hall-{number}", claim("wheelchair"), number=number, **given)


def city(count: int, **settings: Any) -> Site:
    """A city of so many museums."""
    return site(dataset(*(place(n) for n in range(1, count + 1)), **settings))


def made(found: Site, key: str = "alpha", language: str = "en", *, flat: bool = False) -> pypdfium2.PdfDocument:
    """Make a booklet and open it."""
    data = book(found, key, language, office(), flat=flat)
    assert isinstance(data, bytes), data
    return pypdfium2.PdfDocument(io.BytesIO(data))


def numbers(document: pypdfium2.PdfDocument, sheets: int) -> list[tuple[str, str]]:
    """Read the numbers at the foot of both pages of each side."""
    found = []
    for side in range(sheets):
        page = document[side]
        width, _ = page.get_size()
        words = page.get_textpage()
        feet = [words.get_text_bounded(at - 20, 25, at + 20, 42).strip() for at in (width / 4, width * 3 / 4)]
        found.append((feet[0], feet[1]))
    return found


def test_sheets_fold_into_reading_order() -> None:
    """Printed on both sides, laid into one another and folded, the pages follow as they are numbered."""
    document = made(city(20))
    sides = numbers(document, len(document))
    order: dict[int, str] = {}
    for sheet in range(0, len(sides), 2):
        front, back = sides[sheet], sides[sheet + 1]
        place_, last = sheet, 2 * len(sides) - 1 - sheet
        order |= {place_: front[1], place_ + 1: back[0], last - 1: back[1], last: front[0]}
    read = [order[at] for at in sorted(order)]
    assert read[0] == read[-1] == ""
    shown = [int(number) for number in read if number]
    assert shown == list(range(2, 2 + len(shown)))
    assert read[1 : 1 + len(shown)] == [str(number) for number in shown]


def test_every_code_scans_from_the_sheet() -> None:
    """At 300 dpi each entry's symbol is read, with its address and revision."""
    document, codes = made(city(9)), []
    for page in document:
        image = page.render(scale=300 / 72).to_pil().convert("L")
        codes += [found.text for found in zxingcpp.read_barcodes(image)]
    wanted = {f"HTTPS://CITY.EXAMPLE/Q/{place(n).code}/" for n in range(1, 10)}
    assert len(codes) == 9
    assert {code.partition("#")[0] for code in codes} == wanted
    assert all(len(code.partition("#")[2]) == 4 for code in codes)


def test_flat_pages_are_a5_with_bookmarks() -> None:
    """For reading on a screen the pages come one by one, with a bookmark for each group."""
    document = made(city(9), flat=True)
    width, height = document[0].get_size()
    assert (round(width * MM), round(height * MM)) == (148, 210)
    assert "Museums" in [mark.get_title() for mark in document.get_toc()]


def test_a_second_run_gives_the_same_bytes() -> None:
    """Equal arguments give equal bytes."""
    assert book(city(3), "alpha", "en", office()) == book(city(3), "alpha", "en", office())


@pytest.mark.parametrize("language", ["en", "ar"])
def test_text_copies_out(language: str) -> None:
    """Names, and the address in words, are text in the file."""
    words = "".join(page.get_textpage().get_text_bounded() for page in made(city(2), language=language, flat=True))
    for text in ("示例馆1", f"city.example/Q/{place(1).code}"):
        assert text in words


def test_a_character_without_a_glyph_is_a_problem() -> None:
    """A name no font can write is told with its entry and code point, and nothing is drawn."""
    strange = place(1, name={"zh-Hans": "馆", "en": "Hall \U0001f54c\U00012000"})
    found = book(site(dataset(strange)), "alpha", "en", office())
    assert isinstance(found, list)
    assert {problem.code for problem in found} == {"glyph-missing"}
    assert any("U+12000" in problem.message for problem in found)


def test_a_name_without_end_is_a_problem() -> None:
    """A text that does not fit at its least size is told with that size."""
    found = book(site(dataset(place(1, name={"zh-Hans": "馆", "en": "Hall " * 99}))), "alpha", "en", office())
    assert isinstance(found, list)
    assert [problem.code for problem in found] == ["sign-text-too-long"]
    assert "8.0 pt" in found[0].message or "7.5 pt" in found[0].message


def test_a_missing_pictogram_is_a_problem(tmp_path: Any) -> None:
    """Without its drawing a booklet is not made."""
    found = book(replace(city(1), templates=tmp_path), "alpha", "en", office())
    assert isinstance(found, list)
    assert any("museum" in str(problem) for problem in found)


def test_no_such_district_is_a_problem() -> None:
    """It names what there is."""
    found = book(city(1), "alhpa", "en", office())
    assert isinstance(found, list)
    assert 'did you mean "alpha"?' in found[0].hint


def test_the_small_city_has_its_booklets(load_small_city: Dataset) -> None:
    """Every district of the made-up city that has places can be printed."""
    whole = site(load_small_city)
    keys = {one.district.value for one in whole.living if one.district}
    assert keys
    for key in keys:
        assert isinstance(book(whole, key, load_small_city.city.languages[1], office()), bytes)
