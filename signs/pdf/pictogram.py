"""Pictograms: an SVG file on the 24-unit grid becomes vector paths, the same drawing the pages show inline.

In: a folder and a name. Out: a `Pictogram`, or Problems naming what the drawing may not hold. Only what pictograms
are made of is read (path, circle, rect, line, polyline, polygon, ellipse, g; `currentColor` strokes and fills):
anything else is refused, since it would silently print differently from the page. Grammar: SVG 2, chapter 9.
"""

from __future__ import annotations

import math
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from directory.problem import Problem, error

GRID = 24.0
KAPPA = 4 / 3 * (math.sqrt(2) - 1)  # a quarter circle as one cubic curve

Segment = tuple[str, tuple[float, ...]]
"""An operator of PDF 32000-1, 8.5.2 (m, l, c, h) and its absolute coordinates, y down."""

_ELEMENTS = frozenset({"svg", "g", "path", "circle", "ellipse", "rect", "line", "polyline", "polygon", "title"})
_INHERITED = ("fill", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin", "fill-rule")
_GEOMETRIC = ("d", "cx", "cy", "r", "rx", "ry", "x", "y", "x1", "y1", "x2", "y2", "width", "height", "points")
_SILENT = ("xmlns", "viewBox", "class", "role", "focusable", "aria-hidden", "id")
_ATTRIBUTES = frozenset({*_INHERITED, *_GEOMETRIC, *_SILENT})
_INITIAL = {"fill": "currentColor", "stroke": "none", "stroke-width": "1"}
_CAPS = {"butt": 0, "round": 1, "square": 2}
_JOINS = {"miter": 0, "round": 1, "bevel": 2}
_TOKEN = re.compile(r"([MmLlHhVvCcSsQqTtAaZz])|([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)|[\s,]+|(.)")
_TAKES = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7}


@dataclass(frozen=True)
class Shape:
    """One path with how it is painted; widths in grid units, caps and joins as PDF numbers them."""

    segments: tuple[Segment, ...]
    fill: bool
    stroke: bool
    width: float
    cap: int
    join: int
    even_odd: bool


@dataclass(frozen=True)
class Pictogram:
    """A drawing on the 24-unit grid, in one colour."""

    name: str
    shapes: tuple[Shape, ...]


def read(folder: Path, name: str) -> Pictogram | list[Problem]:
    """Read `<name>.svg` of a folder; the file is parsed once for all signs that show it."""
    path = folder / f"{name}.svg"
    if not re.fullmatch(r"[A-Za-z0-9_-]+", name) or not path.is_file():
        return [_refuse(name, "icon-missing", f'there is no pictogram "{name}"', "draw it, or use a term's own name")]
    return parse(name, path.read_text(encoding="utf-8"))


@lru_cache(maxsize=512)
def parse(name: str, svg: str) -> Pictogram | list[Problem]:
    """Turn the text of an SVG file into a pictogram."""
    try:
        root = ET.fromstring(svg)
        if root.get("viewBox", "").split() != ["0", "0", "24", "24"]:
            raise ValueError('the viewBox must be "0 0 24 24"')
        return Pictogram(name, tuple(_shapes(root, _INITIAL)))
    except (ET.ParseError, ValueError) as fault:
        return [_refuse(name, "icon-unreadable", str(fault), "keep to the elements that signs/pictogram.py names")]


def _refuse(name: str, code: str, message: str, hint: str) -> Problem:
    return error(f"templates/assets/icons/{name}.svg", "", code, name, message, hint)


def _shapes(element: ET.Element, inherited: Mapping[str, str]) -> Iterator[Shape]:
    tag = element.tag.rpartition("}")[2]
    if tag not in _ELEMENTS:
        raise ValueError(f"the element <{tag}> is not drawn")
    for attribute in element.attrib:
        if attribute not in _ATTRIBUTES:
            raise ValueError(f'the attribute "{attribute}" of <{tag}> is not drawn')
    style = {**inherited, **{key: element.attrib[key] for key in _INHERITED if key in element.attrib}}
    if tag in {"svg", "g"}:
        for child in element:
            yield from _shapes(child, style)
    elif tag != "title":
        yield _shape(_GEOMETRY[tag](element), style)


def _shape(segments: list[Segment], style: Mapping[str, str]) -> Shape:
    return Shape(
        tuple(segments),
        _painted(style["fill"]),
        _painted(style["stroke"]),
        float(style["stroke-width"]),
        _CAPS[style.get("stroke-linecap", "butt")],
        _JOINS[style.get("stroke-linejoin", "miter")],
        style.get("fill-rule") == "evenodd",
    )


def _painted(value: str) -> bool:
    if value not in {"none", "currentColor"}:
        raise ValueError(f'the paint "{value}" must be "currentColor" or "none"')
    return value == "currentColor"


def _number(element: ET.Element, name: str) -> float:
    return float(element.get(name, "0"))


def _path(element: ET.Element) -> list[Segment]:
    return path_segments(element.get("d", ""))


def _circle(element: ET.Element) -> list[Segment]:
    radius = _number(element, "r")
    return _ellipse_at(_number(element, "cx"), _number(element, "cy"), radius, radius)


def _ellipse(element: ET.Element) -> list[Segment]:
    return _ellipse_at(*(_number(element, name) for name in ("cx", "cy", "rx", "ry")))


def _ellipse_at(cx: float, cy: float, rx: float, ry: float) -> list[Segment]:
    return rounded(cx - rx, cy - ry, 2 * rx, 2 * ry, rx, ry)


def _rect(element: ET.Element) -> list[Segment]:
    x, y, width, height = (_number(element, name) for name in ("x", "y", "width", "height"))
    rx = float(element.get("rx", element.get("ry", "0")))
    ry = float(element.get("ry", element.get("rx", "0")))
    return rounded(x, y, width, height, min(rx, width / 2), min(ry, height / 2))


def rounded(x: float, y: float, width: float, height: float, rx: float, ry: float) -> list[Segment]:
    """Draw a rectangle with elliptic corners, clockwise from its top left side (SVG 2, 10.2)."""
    right, bottom, kx, ky = x + width, y + height, rx * (1 - KAPPA), ry * (1 - KAPPA)
    if not rx or not ry:
        corners = [(right, y), (right, bottom), (x, bottom)]
        return [("m", (x, y)), *(("l", corner) for corner in corners), ("h", ())]
    return [
        ("m", (x + rx, y)),
        ("l", (right - rx, y)),
        ("c", (right - kx, y, right, y + ky, right, y + ry)),
        ("l", (right, bottom - ry)),
        ("c", (right, bottom - ky, right - kx, bottom, right - rx, bottom)),
        ("l", (x + rx, bottom)),
        ("c", (x + kx, bottom, x, bottom - ky, x, bottom - ry)),
        ("l", (x, y + ry)),
        ("c", (x, y + ky, x + kx, y, x + rx, y)),
        ("h", ()),
    ]


def _line(element: ET.Element) -> list[Segment]:
    x1, y1, x2, y2 = (_number(element, name) for name in ("x1", "y1", "x2", "y2"))
    return [("m", (x1, y1)), ("l", (x2, y2))]


def _polyline(element: ET.Element) -> list[Segment]:
    numbers = [float(part) for part in re.split(r"[\s,]+", element.get("points", "").strip()) if part]
    points = list(zip(numbers[::2], numbers[1::2], strict=True))
    return [("m" if index == 0 else "l", point) for index, point in enumerate(points)]


def _polygon(element: ET.Element) -> list[Segment]:
    return [*_polyline(element), ("h", ())]


_GEOMETRY: dict[str, Callable[[ET.Element], list[Segment]]] = {
    "path": _path,
    "circle": _circle,
    "ellipse": _ellipse,
    "rect": _rect,
    "line": _line,
    "polyline": _polyline,
    "polygon": _polygon,
}


def path_segments(data: str) -> list[Segment]:
    """Read path data (SVG 2, 9.3) into absolute moves, lines and cubic curves."""
    pen = _Pen()
    for command, numbers in _commands(data):
        pen.draw(command, numbers)
    return pen.segments


def _commands(data: str) -> Iterator[tuple[str, list[float]]]:
    """Give each command with one set of arguments; a repeated set repeats the command, M as L."""
    tokens = _tokens(data)
    command = ""
    while tokens:
        if isinstance(tokens[0], str):
            command = tokens.pop(0)  # type: ignore[assignment]
            if command in "Zz":
                yield "Z", []
                command = ""
                continue
        if not command:
            raise ValueError("path data must begin with a command")
        count = _TAKES[command.upper()]
        taken = [tokens.pop(0) for _ in range(min(count, len(tokens)))]
        numbers = [float(token) for token in taken if not isinstance(token, str)]
        if len(numbers) != count:
            raise ValueError(f"the path command {command} needs {count} numbers")
        yield command, numbers
        command = {"M": "L", "m": "l"}.get(command, command)


def _tokens(data: str) -> list[str | float]:
    tokens: list[str | float] = []
    place = 0
    while place < len(data):
        if tokens and _in_flag(tokens) and data[place] in "01":
            tokens.append(float(data[place]))  # the flags of an arc may stand without a space (9.3.9)
            place += 1
            continue
        match = _TOKEN.match(data, place)
        if match is None or match[3]:
            raise ValueError(f'path data holds "{data[place]}"')
        if match[1]:
            tokens.append(match[1])
        elif match[2]:
            tokens.append(float(match[2]))
        place = match.end()
    return tokens


def _in_flag(tokens: list[str | float]) -> bool:
    """Tell whether the next number is the large-arc or the sweep flag of an arc."""
    for count, token in enumerate(reversed(tokens)):
        if isinstance(token, str):
            return token in "Aa" and count % 7 in {3, 4}
    return False


class _Pen:
    """The current point, the start of the subpath and the last control point while a path is read."""

    def __init__(self) -> None:
        self.segments: list[Segment] = []
        self.x = self.y = self.start_x = self.start_y = 0.0
        self.control: tuple[str, float, float] = ("", 0.0, 0.0)

    def draw(self, command: str, n: list[float]) -> None:
        """Append one command."""
        kind = command.upper()
        dx, dy = (self.x, self.y) if command.islower() else (0.0, 0.0)
        if kind == "Z":
            self.segments.append(("h", ()))
            self.x, self.y = self.start_x, self.start_y
        elif kind == "M":
            self.x, self.y = self.start_x, self.start_y = n[0] + dx, n[1] + dy
            self.segments.append(("m", (self.x, self.y)))
        elif kind in "LHV":
            x = self.x if kind == "V" else n[0] + dx
            y = self.y if kind == "H" else n[-1] + dy
            self._to("l", (x, y))
        elif kind == "A":
            self._arc(n[0], n[1], n[2], bool(n[3]), bool(n[4]), n[5] + dx, n[6] + dy)
        else:
            self._curve(kind, [value + (dy if index % 2 else dx) for index, value in enumerate(n)])
            return
        self.control = ("", self.x, self.y)

    def _to(self, operator: str, numbers: tuple[float, ...]) -> None:
        self.segments.append((operator, numbers))
        self.x, self.y = numbers[-2], numbers[-1]

    def _curve(self, kind: str, n: list[float]) -> None:
        """Append a C, S, Q or T; S and T reflect the control point of the curve before (9.3.6, 9.3.7)."""
        family = "C" if kind in "CS" else "Q"
        known, cx, cy = self.control
        reflected = [2 * self.x - cx, 2 * self.y - cy] if known == family else [self.x, self.y]
        points = [*reflected, *n] if kind in "ST" else n
        if family == "C":
            self.control = ("C", points[2], points[3])
            self._to("c", tuple(points))
        else:
            qx, qy, x, y = points
            first = (self.x + 2 / 3 * (qx - self.x), self.y + 2 / 3 * (qy - self.y))
            self.control = ("Q", qx, qy)
            self._to("c", (*first, x + 2 / 3 * (qx - x), y + 2 / 3 * (qy - y), x, y))

    def _arc(self, rx: float, ry: float, turn: float, large: bool, sweep: bool, x: float, y: float) -> None:
        """Append an elliptic arc as cubic curves of at most a quarter turn (SVG 2, appendix B.2)."""
        if (x, y) == (self.x, self.y):
            return
        if not rx or not ry:
            self._to("l", (x, y))
            return
        cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))
        half_x, half_y = (self.x - x) / 2, (self.y - y) / 2
        px, py = cos * half_x + sin * half_y, cos * half_y - sin * half_x
        scale = max(1.0, math.sqrt((px / rx) ** 2 + (py / ry) ** 2))  # radii too small are enlarged
        rx, ry = abs(rx) * scale, abs(ry) * scale
        rest = max(0.0, (rx * ry) ** 2 / ((rx * py) ** 2 + (ry * px) ** 2) - 1)
        factor = math.sqrt(rest) * (-1 if large == sweep else 1)
        qx, qy = factor * rx * py / ry, -factor * ry * px / rx
        centre = (cos * qx - sin * qy + (self.x + x) / 2, sin * qx + cos * qy + (self.y + y) / 2)
        begin = math.atan2((py - qy) / ry, (px - qx) / rx)
        end = math.atan2((-py - qy) / ry, (-px - qx) / rx)
        span = (end - begin) % (2 * math.pi) - (0 if sweep else 2 * math.pi)
        steps = max(1, math.ceil(abs(span) / (math.pi / 2) - 1e-9))
        for step in range(steps):
            first = begin + span * step / steps
            points = _quarter(first, span / steps, rx, ry)
            placed = [(cos * a - sin * b + centre[0], sin * a + cos * b + centre[1]) for a, b in points]
            if step == steps - 1:
                placed[-1] = (x, y)  # arrive exactly
            self._to("c", tuple(value for point in placed for value in point))


def _quarter(begin: float, span: float, rx: float, ry: float) -> list[tuple[float, float]]:
    """Give the two control points and the end of an arc about the origin."""
    k = 4 / 3 * math.tan(span / 4)
    end = begin + span
    return [
        (rx * (math.cos(begin) - k * math.sin(begin)), ry * (math.sin(begin) + k * math.cos(begin))),
        (rx * (math.cos(end) + k * math.sin(end)), ry * (math.sin(end) - k * math.cos(end))),
        (rx * math.cos(end), ry * math.sin(end)),
    ]
