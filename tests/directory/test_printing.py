"""Signs on their way to paper: into a folder, into one file, into the record of what was printed."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory import printing
from directory.dataset import ISSUED
from directory.localisation.edition import Site
from directory.model import Issue
from directory.problem import Problem
from directory.reprint import StaleBatch, stale
from directory.signage.ask import ABOUT_PLACES, Ask
from directory.vocabulary import ARROWS
from signs.designs import sizes
from signs.order import Order, name
from tests.directory.localisation.builders import claim, dataset, site, venue

HALL = {"zh-Hans": "馆", "en": "Hall"}


def city(*facts: str, local: str = "馆") -> Site:
    """A city of three places."""
    first = venue("a", *map(claim, facts), name={**HALL, "zh-Hans": local}, position={"lat": 39.2, "lon": 82.3})
    others = [
        venue(key, claim("wheelchair"), number=number, name=HALL, position={"lat": 39.2, "lon": 82.3 + number / 100})
        for number, key in enumerate(("b", "c"), 1)
    ]
    return site(dataset(first, *others))


def read(data: bytes | list[Problem]) -> pypdfium2.PdfDocument:
    """A file that was made."""
    assert isinstance(data, bytes), data
    return pypdfium2.PdfDocument(data)


def sizes_mm(document: pypdfium2.PdfDocument) -> list[list[int]]:
    """The sizes of the pages in millimetres."""
    return [[round(side * 25.4 / 72) for side in page.get_size()] for page in document]


def words_of(document: pypdfium2.PdfDocument) -> list[str]:
    """The texts of the pages."""
    return [page.get_textpage().get_text_range() for page in document]


def test_each_sign_has_a_file_and_is_kept_while_it_is_the_same(tmp_path: Path) -> None:
    """A folder is filled once; after a change only what says something else is drawn again."""
    orders = [Order("a"), Order("b"), Order("b", Ask("access"), "a5")]
    first = printing.into_folder(city("wheelchair"), orders, tmp_path, 1, "code", None)
    assert first.made == tuple(map(name, orders))
    assert (first.kept, first.problems) == ((), ())
    assert all(printing.file_of(tmp_path, order).read_bytes().startswith(b"%PDF-") for order in orders)
    again = printing.into_folder(city("wheelchair"), orders, tmp_path, 1, "code", None)
    assert (again.made, again.kept) == ((), first.made)
    later = printing.into_folder(city("toilets"), orders, tmp_path, 1, "code", None)
    assert (later.made, later.kept) == (("a.pdf",), first.made[1:])


def test_a_sign_that_cannot_be_made_does_not_hinder_the_others(tmp_path: Path) -> None:
    """Its Problem is told, and says which."""
    done = printing.into_folder(city(), [Order("a", Ask("access"), "a5"), Order("b")], tmp_path, 1, "code", None)
    assert done.made == ("b.pdf",)
    assert [problem.code for problem in done.problems] == ["sign-nothing"]


def test_a_batch_is_one_file_with_a_page_and_a_bookmark_each() -> None:
    """In the order that was asked for."""
    orders = [Order(key) for key in ("c", "a", "b")]
    found = read(printing.in_one(city("wheelchair"), orders, sheets=False, icc=None))
    assert sizes_mm(found) == [[210, 297]] * 3
    assert [mark.get_dest().get_index() for mark in found.get_toc()] == [0, 1, 2]
    codes = [city().dataset.venues[order.venue].code for order in orders]
    assert all(code in page for code, page in zip(codes, words_of(found), strict=True))


def test_small_signs_share_a_sheet() -> None:
    """Counter cards of three places stand on fewer sheets of A4, none left out."""
    cards = [Order(key, Ask("card"), "a6") for key in ("a", "b", "c")]
    found = read(printing.in_one(city("wheelchair"), cards, sheets=True, icc=None))
    assert 1 <= len(found) < len(cards)
    assert all(sorted(size) == [210, 297] for size in sizes_mm(found))
    words = "".join(words_of(found))
    assert all(one.code in words for one in city().dataset.venues.values())


def test_what_fits_no_sheet_is_a_problem() -> None:
    """A poster as large as the sheet is printed one to a page."""
    found = printing.in_one(city("wheelchair"), [Order("a", size="a3")], sheets=True, icc=None)
    assert isinstance(found, list)
    assert [(problem.code, problem.value) for problem in found] == [("sign-sheet", "a3")]


def test_one_sign_that_cannot_be_made_stops_a_batch() -> None:
    """Nobody would miss it among hundreds; all that is wrong is told at once."""
    orders = [Order("a", Ask("access"), "a5"), Order("b", Ask("access"), "a5"), Order("x", Ask("access"), "a5")]
    found = printing.in_one(city(), orders, sheets=False, icc=None)
    assert isinstance(found, list)
    assert [problem.code for problem in found] == ["sign-nothing", "sign-venue"]


def test_a_batch_for_the_shop_needs_its_profile(tmp_path: Path) -> None:
    """A profile that is none is told before anything is drawn."""
    (tmp_path / "x.icc").write_bytes(b"no profile")
    found = printing.in_one(city(), [Order("a", finish="press")], sheets=False, icc=tmp_path / "x.icc")
    assert isinstance(found, list)
    assert len(found) == 1


ASKS = st.builds(
    Ask,
    kind=st.sampled_from(["poster", "card", "tent", "decal", "access", "direction"]),
    languages=st.sampled_from([(), ("zh-Hans", "en"), ("ar",), ("zh-Hans", "en", "ar")]),
    arrow=st.sampled_from(["", *ARROWS]),
    toward=st.just(("b:left", "c")),
    facing=st.integers(0, 359),
)


def issues(made: Site, orders: list[Order], count: int = 3, place: str = "gate") -> list[Issue]:
    """The batches that a record says were printed."""
    rows = printing.rows(made, orders, count, place)
    assert not isinstance(rows, Problem), rows
    assert all(len(row) == len(ISSUED) for row in rows)
    return [Issue.model_validate({**dict(zip(ISSUED, row, strict=True)), "count": int(row[6])}) for row in rows]


@given(ASKS)
def test_what_is_recorded_is_up_to_date_and_can_be_ordered_again(ask: Ask) -> None:
    """Right after issuing nothing is out of date; after a change the very sign is ordered again that was printed."""
    made = city("wheelchair")
    size = sizes(ask.kind)[0]
    (issue,) = issues(made, [Order("a", ask, size)])
    assert (issue.issued, issue.count, issue.place, issue.size) == ("2026-11-23", 3, "gate", size)
    assert json.loads(issue.says)["code"] == issue.code
    assert stale(replace(made, dataset=replace(made.dataset, issues=(issue,)))) == ()
    after = city("wheelchair", local="大馆")
    (batch,) = stale(replace(after, dataset=replace(after.dataset, issues=(issue,))))
    order = printing.again(batch)
    assert (order.venue, order.size, order.kind, order.ask.toward) == ("a", size, ask.kind, ask.toward)
    (reprinted,) = issues(after, [order])
    assert (reprinted.revision, reprinted.sign, reprinted.languages) == (batch.current, issue.sign, issue.languages)
    assert stale(replace(after, dataset=replace(after.dataset, issues=(issue, reprinted)))) == ()


@pytest.mark.parametrize(
    ("order", "code"),
    [
        (Order("x"), "sign-venue"),
        (Order("a", Ask("halal")), "sign-nothing"),
        (Order("a", Ask("poster", ("fr",))), "sign-language"),
        (Order("a", Ask("poster", ("zh-Hans",))), "sign-languages"),
        (Order("a", size="a9"), "sign-name"),
        (Order("a", Ask("direction", toward=("y:left",))), "sign-venue"),
        (Order("a", Ask("talk")), "sign-kind"),
    ],
)
def test_what_cannot_be_printed_is_not_recorded(order: Order, code: str) -> None:
    """One such sign, and no row is written."""
    found = printing.rows(city(), [Order("b"), order], 1, "gate")
    assert isinstance(found, Problem)
    assert found.code == code


def test_a_batch_of_an_unknown_kind_is_ordered_as_it_stands() -> None:
    """A record that cannot be read gives an order that is told as wrong when it is drawn, never a poster in silence."""
    raw: dict[str, Any] = {"code": "", "venue": "a", "names": (), "printed": "", "current": "", "issued": ""}
    batch = StaleBatch(**raw, sign="banner", size="a4", languages=("en",), place="", count=1, changed=(), gone=False)
    assert printing.again(batch) == Order("a", Ask("banner", ("en",)))
    assert "banner" not in ABOUT_PLACES
