"""Pages on larger ones: marks outside the trim, faces of a tent, sheets without a lost sign, booklets that fold."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signs.designs import DESIGNS, Design
from signs.pdf import page as drawing
from signs.pdf.imposition import A4, MARK_GAP, best_grid, booklet, grid, marked, sheets, tent
from signs.pdf.page import Page, Piece, Tag
from signs.pdf.writer import write
from tests.signs import reading
from tests.signs.pdf.lines import INK, OFFICE
from tests.signs.samples import EVERY, sample, sheet


def numbered(number: int, width: float = 100.0, height: float = 148.0) -> Page:
    """Make a page that can be told apart by its one piece."""
    return Page(width, height, (Piece(f"% {number}", Tag("H1", number)),), "en", str(number))


def shown(pages: tuple[Page, ...]) -> list[list[int]]:
    """List the numbered pages on each."""
    return [[piece.tag.number for piece in page.pieces if piece.tag] for page in pages]


def corners(page: Page) -> list[tuple[float, float]]:
    """Give where the pages on a page were put: their top left corners."""
    found = [re.fullmatch(r"q 1 0 0 1 (\S+) (\S+) cm", piece.operators) for piece in page.pieces]
    return [(float(one[1]), float(one[2])) for one in found if one]


@given(st.floats(40, 420), st.floats(40, 420), st.sampled_from([0.0, 2.0, 3.0, 5.0]), st.booleans())
def test_marks_stand_outside_trim_and_bleed(width: float, height: float, bleed: float, round_cut: bool) -> None:
    """A marked page keeps the sign's size as its trim; no mark reaches the bleed, and all lie on the paper."""
    found = marked(replace(numbered(1), width=width, height=height), bleed, INK, round_cut=round_cut)
    assert found.trim is not None
    left, top, right, bottom = found.trim
    assert [right - left, bottom - top] == pytest.approx([width, height])
    assert left >= bleed
    lines = [piece.operators for piece in found.pieces if " l" in piece.operators and "re" not in piece.operators]
    points = [(float(a), float(b)) for a, b in re.findall(r"(\S+) (\S+) [ml]\b", lines[0])]
    assert len(points) == 16
    clear = max(bleed, MARK_GAP) - 0.006
    for x, y in points:
        assert 0 <= x <= found.width
        assert 0 <= y <= found.height
        assert not (left - clear < x < right + clear and top - clear < y < bottom + clear)
    assert len(found.pieces) == 4 + round_cut


@pytest.mark.parametrize("design", EVERY, ids=lambda one: f"{one.kind}-{one.form.name}")
def test_a_placed_sign_is_the_sign(design: Design) -> None:
    """A page put on another shows there what it shows alone."""
    plain = sheet(sample(design, "zh-Hans", "en"), design)[0]
    edge = 10 * 25.4 / 72  # ten points, so that pixels fall on pixels
    moved = Page(plain.width + 2 * edge, plain.height + 2 * edge, tuple(drawing.placed(plain, edge, edge)), "en", "a")
    one, other = (reading.picture(write([page], OFFICE), 72) for page in (plain, moved))
    box = (10, 10, 10 + one.width, 10 + one.height)
    diff = sum(abs(a - b) for a, b in zip(one.tobytes(), other.crop(box).tobytes(), strict=True))
    assert diff / (one.width * one.height) < 1.5


def test_a_tent_has_two_faces_foot_to_foot() -> None:
    """The upper face stands on its head, both have folds below them, and only one is read out."""
    face = replace(numbered(1), width=210.0, height=99.0)
    found = tent(face, INK)
    assert (found.width, found.height) == A4
    assert shown((found,)) == [[1]]
    assert [piece.operators for piece in found.pieces].count("% 1") == 2
    assert "q -1 0 0 -1 210.00 99.00 cm" in [piece.operators for piece in found.pieces]
    assert corners(found) == [(0.0, 99.0)]
    folds = re.findall(r"(\S+) (\S+) m (\S+) (\S+) l", found.pieces[-1].operators)
    assert {float(y) for _, y, _, _ in folds} == {99.0, 198.0}


@given(st.floats(20, 260), st.floats(20, 260))
def test_grids_hold_what_they_say(width: float, height: float) -> None:
    """The signs of a grid lie on the paper with room for marks between, centred, and one more would not fit."""
    found = grid(width, height)
    if found is None:
        assert width > 190 or height > 277
        return
    for count, size, start, paper in (
        (found.columns, width, found.left, A4[0]),
        (found.rows, height, found.top, A4[1]),
    ):
        end = start + count * size + (count - 1) * 8
        assert start >= 10 - 1e-6
        assert end <= paper - 10 + 1e-6
        assert start == pytest.approx(paper - end)
        assert end - start + size + 8 > paper - 20
    best = best_grid(width, height)
    assert best is not None
    assert best[0].columns * best[0].rows >= found.columns * found.rows


@given(
    st.integers(1, 30), st.sampled_from([(105.0, 148.0), (100.0, 100.0), (60.0, 60.0), (148.0, 105.0)]), st.booleans()
)
def test_no_sign_is_lost_on_sheets(count: int, size: tuple[float, float], round_cut: bool) -> None:
    """Every sign is on a sheet once, in order, over no other, with marks or its circle to cut along."""
    found = sheets([numbered(at, *size) for at in range(count)], INK, round_cut=round_cut)
    assert [number for each in shown(found) for number in each] == list(range(count))
    for each in found:
        places = corners(each)
        assert len({*places}) == len(places)
        for x, y in places:
            assert x >= 10 - 1e-6
            assert y >= 10 - 1e-6
            assert x + size[0] <= each.width - 10 + 1e-6
            assert y + size[1] <= each.height - 10 + 1e-6
            others = [(a, b) for a, b in places if (a, b) != (x, y)]
            assert all(abs(a - x) >= size[0] + 7.9 or abs(b - y) >= size[1] + 7.9 for a, b in others)
        assert sum(" S" in piece.operators for piece in each.pieces) == len(places)


def test_what_is_larger_than_a_sheet_is_not_put_on_one() -> None:
    """A poster of A4 has no room for marks on A4."""
    assert sheets([numbered(1, 210.0, 297.0)], INK) == ()


@given(st.integers(1, 23))
def test_a_folded_booklet_is_read_in_order(count: int) -> None:
    """Folded and stapled, the pages turn up in order; blanks come before the back cover alone."""
    pages = [numbered(at) for at in range(count)]
    found = booklet(pages)
    assert len(found) % 2 == 0
    total = 2 * len(found)
    assert total % 4 == 0
    assert total - count < 4
    order: dict[int, int] = {}
    for side, spread in enumerate(found):
        assert spread.width == 200
        halves = {x: None for x, _ in corners(spread)}
        assert set(halves) == {0.0, 100.0}
        left, right = _halves(spread)
        # Sheets lie in one another: on the front the last pages are left, on the back the first ones are.
        first, last = (right, left) if side % 2 == 0 else (left, right)
        order[side], order[total - 1 - side] = first, last
    turned = [order[at] for at in range(total)]
    assert [number for number in turned if number >= 0] == list(range(count))
    if count > 1:
        assert turned[-1] == count - 1
    assert turned[0] == 0


def _halves(spread: Page) -> tuple[int, int]:
    """Give the numbers on the left and the right half; -1 for a blank."""
    halves: list[int] = []
    for piece in spread.pieces:
        if piece.operators.startswith("q 1 0 0 1"):
            halves.append(-1)
        elif piece.tag:
            halves[-1] = piece.tag.number
    left, right = halves
    return left, right


def test_round_stickers_are_cut_along_a_circle() -> None:
    """The line to cut along is a circle of the sticker's own size."""
    design = DESIGNS["decal", "round-100"]
    [found] = sheets(sheet(sample(design, "zh-Hans", "en"), design), INK, round_cut=True)
    image: Any = reading.picture(write([found], OFFICE), 144)
    x, y = corners(found)[0]
    mm = 144 / 25.4
    edge = [image.getpixel((round((x + 50) * mm), round((y + far) * mm))) for far in (-0.5, 100.5)]
    assert all(value == 255 for value in edge)
    ring = [
        min(image.getpixel((round((x + 50) * mm), round((y + far) * mm) + at)) for at in (-1, 0, 1))
        for far in (0.05, 99.95)
    ]
    assert all(value < 255 for value in ring)
