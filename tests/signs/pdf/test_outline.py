"""Outlines as paths: scaled, moved, and curves of TrueType as cubic ones."""

from __future__ import annotations

import pytest

from signs.pdf.outline import OutlinePen


def test_outlines_are_scaled_and_moved() -> None:
    """Each operator has its points where the glyph stands."""
    pen = OutlinePen(0.5, 100, 10)
    pen.moveTo((0, 0))
    pen.lineTo((20, 40))
    pen.curveTo((20, 40), (40, 60), (60, 80))
    pen.closePath()
    assert pen.operators == ["100 10 m", "110 30 l", "110 30 120 40 130 50 c", "h"]


@pytest.mark.parametrize("share", [0.25, 0.5, 0.75])
def test_quadratic_curves_keep_their_shape(share: float) -> None:
    """The cubic curve passes where the quadratic one did, up to a unit."""
    start, control, end = (0.0, 0.0), (300.0, 900.0), (600.0, 0.0)
    pen = OutlinePen(1, 0, 0)
    pen.moveTo(start)
    pen.qCurveTo(control, end)
    numbers = [float(part) for part in pen.operators[1].split()[:-1]]
    cubic = [start, *zip(numbers[::2], numbers[1::2], strict=True)]
    rest = 1 - share
    for axis in (0, 1):
        wanted = rest**2 * start[axis] + 2 * share * rest * control[axis] + share**2 * end[axis]
        weights = (rest**3, 3 * rest**2 * share, 3 * rest * share**2, share**3)
        found = sum(weight * point[axis] for weight, point in zip(weights, cubic, strict=True))
        assert found == pytest.approx(wanted, abs=1)
