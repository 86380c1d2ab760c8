"""A glyph's outline as operators of a path, for the few glyphs that are drawn and not set as text.

In: what HarfBuzz draws with a pen. Out: operators (ISO 32000-1, 8.5.2) in the units the pen is scaled to.
"""

from __future__ import annotations

Point = tuple[float, float]


class OutlinePen:
    """Collects the operators of an outline, scaled and moved."""

    def __init__(self, scale: float, x: float, y: float) -> None:
        self.operators: list[str] = []
        self._scale, self._x, self._y = scale, x, y
        self._last = (0.0, 0.0)

    def moveTo(self, point: Point) -> None:  # noqa: N802 - fontTools' pen protocol
        """Begin a contour."""
        self._add("m", point)

    def lineTo(self, point: Point) -> None:  # noqa: N802
        """Add a line."""
        self._add("l", point)

    def curveTo(self, *points: Point) -> None:  # noqa: N802
        """Add a cubic curve."""
        self._add("c", *points)

    def qCurveTo(self, control: Point, end: Point) -> None:  # noqa: N802
        """Add a quadratic curve as the cubic one of the same shape."""
        x, y = control
        near = [(a + 2 / 3 * (x - a), b + 2 / 3 * (y - b)) for a, b in (self._last, end)]
        self._add("c", *near, end)

    def closePath(self) -> None:  # noqa: N802
        """End a contour."""
        self.operators.append("h")

    def _add(self, operator: str, *points: Point) -> None:
        placed = (f"{self._x + x * self._scale:.0f} {self._y + y * self._scale:.0f}" for x, y in points)
        self.operators.append(f"{' '.join(placed)} {operator}")
        self._last = points[-1]
