"""Paths and shapes of pictograms."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from signs.pdf.pictogram import Pictogram, parse, path_segments, read

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="currentColor">{}</svg>'
ICONS = Path(__file__).parents[3] / "templates" / "assets" / "icons"
NAMES = sorted(path.stem for path in ICONS.glob("*.svg"))
SAME_BY_DESIGN = {
    frozenset({"door-halal", "halal"}),
    frozenset({"door-emergency", "emergency"}),
    frozenset({"door-access", "wheelchair"}),
    frozenset({"clock", "opening_hours"}),
    frozenset({"call", "phone"}),
}


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("M1 2L3 4", [("m", (1, 2)), ("l", (3, 4))]),
        ("m1 2 3 4h5v-6z", [("m", (1, 2)), ("l", (4, 6)), ("l", (9, 6)), ("l", (9, 0)), ("h", ())]),
        ("M0 0c1 1 2 2 3 3s2 2 3 3", [("m", (0, 0)), ("c", (1, 1, 2, 2, 3, 3)), ("c", (4, 4, 5, 5, 6, 6))]),
        ("M0 0Q3 3 6 0T12 0", [("m", (0, 0)), ("c", (2, 2, 4, 2, 6, 0)), ("c", (8, -2, 10, -2, 12, 0))]),
        ("M.5.5-1-1", [("m", (0.5, 0.5)), ("l", (-1, -1))]),
        ("M2 2A0 5 0 0 1 4 4", [("m", (2, 2)), ("l", (4, 4))]),
    ],
)
def test_paths(data: str, expected: list[tuple[str, tuple[float, ...]]]) -> None:
    """Relative, repeated, smooth and shorthand commands become absolute moves, lines and curves."""
    got = path_segments(data)
    assert [operator for operator, _ in got] == [operator for operator, _ in expected]
    for (_, one), (_, other) in zip(got, expected, strict=True):
        assert one == pytest.approx(other)


@pytest.mark.parametrize("flags", ["0 0", "0 1", "1 0", "1 1"])
def test_arcs_stay_on_their_circle(flags: str) -> None:
    """Every end and control polygon of an arc's pieces fits the circle, and the arc ends exactly."""
    segments = path_segments(f"M10 0A10 10 0 {flags} 0 10")
    assert segments[-1][1][-2:] == (0, 10)
    centre = (0, 0) if flags in {"0 1", "1 0"} else (10, 10)
    for _, numbers in segments:
        assert math.dist(numbers[-2:], centre) == pytest.approx(10, abs=1e-6)
    pieces = 3 if flags[0] == "1" else 1
    assert len(segments) == 1 + pieces


def test_packed_flags() -> None:
    """The flags of an arc may stand without separators."""
    assert path_segments("M0 0a5 5 0 0110 0") == path_segments("M0 0a5 5 0 0 1 10 0")


def test_groups_inherit_and_shapes_close() -> None:
    """Paint comes down from groups, and a child may differ."""
    found = parse("x", SVG.format('<g stroke-width="3"><rect x="2" y="2" width="4" height="4" rx="1"/></g>'
                                  '<circle cx="5" cy="5" r="2" fill="currentColor" stroke="none"/>'))  # fmt: skip
    assert isinstance(found, Pictogram)
    square, dot = found.shapes
    assert (square.stroke, square.fill, square.width) == (True, False, 3)
    assert (dot.stroke, dot.fill) == (False, True)
    assert square.segments[-1] == dot.segments[-1] == ("h", ())


@pytest.mark.parametrize(
    "inside",
    [
        '<text x="1" y="1">A</text>',
        '<path d="M0 0" transform="scale(2)"/>',
        '<path d="M0 0" fill="#ff0000"/>',
        '<path d="L1 1 X"/>',
        '<path d="M1"/>',
    ],
)
def test_what_is_not_drawn_is_refused(inside: str) -> None:
    """An element, attribute, paint or path that we do not draw is a Problem, not a gap on the sign."""
    found = parse("x", SVG.format(inside))
    assert isinstance(found, list)
    assert found[0].code == "icon-unreadable"


def test_missing_drawing_is_a_problem(tmp_path: Path) -> None:
    """A name without a file is a Problem, and a name never leaves its folder."""
    for name in ("nothing", "../nothing"):
        found = read(tmp_path, name)
        assert isinstance(found, list)
        assert found[0].code == "icon-missing"


@pytest.mark.parametrize("name", NAMES)
def test_every_drawing_is_read_and_stays_on_its_grid(name: str) -> None:
    """The sign can draw each pictogram of the page, and no line of it is cut at the edge of the grid."""
    found = read(ICONS, name)
    assert isinstance(found, Pictogram), found
    assert found.shapes
    for shape in found.shapes:
        pen = shape.width / 2 if shape.stroke else 0
        ends = [value for _, numbers in shape.segments for value in numbers[-2:]]
        assert min(ends) - pen >= 0, name
        assert max(ends) + pen <= 24, name


def test_no_two_drawings_are_alike() -> None:
    """Only a door and what it opens on, and two names of one action, share a drawing."""
    drawn: dict[str, set[str]] = {}
    for name in NAMES:
        drawn.setdefault((ICONS / f"{name}.svg").read_text("utf-8"), set()).add(name)
    assert {frozenset(names) for names in drawn.values() if len(names) > 1} == SAME_BY_DESIGN
