"""What stands on a page: boxes in millimetres from the top left, and how paragraphs become lines in them.

In: `Paragraph`s and places. Out: `Text`, `Icon`, `Symbol` and `Panel` values, which `layout` gathers into a `Layout`
and `poster` paints. `Setting` is what every stage of layout sets its texts with.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

from directory.signage.content import SignText
from signs.layout.formats import Format
from signs.text.paragraph import Measure, Paragraph, metrics, set_paragraph
from signs.text.shaping import base_level

LADDER = 16  # steps from the wanted to the least sizes
SomeFormat = TypeVar("SomeFormat", bound=Format, covariant=True)
SomeForm = TypeVar("SomeForm", bound=Format)
T = TypeVar("T")


class Box(NamedTuple):
    """A rectangle in millimetres; `x` and `y` are its top left corner."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Give the right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Give the lower edge."""
        return self.y + self.height


class Text(NamedTuple):
    """One line of a paragraph: characters `start` to `end` of `text`, from `box.x` on the baseline."""

    box: Box
    role: str
    text: str
    start: int
    end: int
    lang: str
    weight: str
    size_pt: float
    baseline: float
    colour: str


class Icon(NamedTuple):
    """A pictogram; with a ground it stands in a filled rounded square.

    `alt` says what it tells where no words beside it do; without it a screen reader passes over it (PDF/UA, 7.3).
    """

    box: Box
    name: str
    colour: str
    ground: str = ""
    alt: str = ""


class Symbol(NamedTuple):
    """The QR symbol; `box` holds its quiet zone too, `module` is one module's width."""

    box: Box
    module: float


class Panel(NamedTuple):
    """A coloured ground, filled or outlined, for the boxes inside it."""

    box: Box
    colour: str
    radius: float = 0.0
    outline: float = 0.0


@dataclass(frozen=True)
class Layout:
    """Everything on the page, grounds first; texts in the order in which they are read out."""

    panels: tuple[Panel, ...]
    texts: tuple[Text, ...]
    icons: tuple[Icon, ...]
    symbol: Symbol | None


@dataclass(frozen=True)
class Extras:
    """What a poster prints beside the content: address in words, small print, stamps, and the symbol's modules."""

    address: str
    fine: tuple[str, ...]
    stamps: tuple[SignText, ...]
    modules: int


class Block(NamedTuple):
    """Things laid out from a top edge: what they are and where they end."""

    texts: tuple[Text, ...] = ()
    icons: tuple[Icon, ...] = ()
    panels: tuple[Panel, ...] = ()
    bottom: float = 0.0


@dataclass(frozen=True, eq=False)
class Setting(Generic[SomeFormat]):
    """What texts are set with: the page's format and the measuring function. Equal only to itself (`setting_of`), so
    that what was set with it can be kept for the next sign.
    """

    form: SomeFormat
    measure: Measure

    def sizes(self, role: str) -> tuple[float, float]:
        """Give a role's least and wanted size in points."""
        return self.form.least(role), self.form.roles[role].wanted_pt

    def size_at(self, role: str, step: int, lang: str, wanted: float | None = None) -> float:
        """Give a size at a step of the ladder: 0 is the wanted size, LADDER the least; optically corrected."""
        found = self.form.roles[role]
        low = found.least_pt
        high = max(low, wanted or found.wanted_pt)  # a name's own wanted size may be less than large print allows
        return (high - (high - low) * step / LADDER) * metrics(lang).optical


@lru_cache(maxsize=256)
def setting_of(form: SomeForm, measure: Measure) -> Setting[SomeForm]:
    """Give what all signs of a format are set with."""
    return Setting(form, measure)


class Overfull(Exception):  # noqa: N818 - a message between the stages of layout
    """Carries the text that does not fit up to `arrange`, which makes a Problem of it; never further."""

    def __init__(self, role: str, text: SignText) -> None:
        self.role, self.text = role, text


def largest(attempt: Callable[[int], T], first: int = 0, last: int = LADDER) -> T:
    """Give what an attempt makes at the first step of the ladder at which it does not raise `Overfull`.

    What fits at one step fits at all below it, so the steps are halved; the last one's failure is raised.
    """
    found: list[T] = []
    step, low, high = first, first, last - 1
    while low <= high:
        try:
            found, high = [attempt(step)], step - 1
        except Overfull:
            low = step + 1
        step = (low + high) // 2
    return found[0] if found else attempt(last)


def place(
    paragraph: Paragraph, role: str, x: float, y: float, width: float, colour: str, centred: bool = False
) -> tuple[Text, ...]:
    """Put a paragraph's lines into a column: at its start in reading direction, or centred."""
    text, lang, weight, size_pt, lines, leading = paragraph
    script = metrics(lang)
    drop = script.baseline / script.leading * leading
    share = 0.5 if centred else 1.0 if base_level(lang) else 0.0
    placed = []
    for index, (start, end, line_width) in enumerate(lines):
        top = y + index * leading
        box = Box(x + (width - line_width) * share, top, line_width, leading)
        placed.append(Text(box, role, text, start, end, lang, weight, size_pt, top + drop, colour))
    return tuple(placed)


def stack(
    paragraphs: Sequence[Paragraph], role: str, x: float, y: float, width: float, colour: str, gap: float = 0.0
) -> Block:
    """Put paragraphs below one another."""
    texts: list[Text] = []
    for paragraph in paragraphs:
        texts += place(paragraph, role, x, y, width, colour)
        y += paragraph.height_mm + gap
    return Block(tuple(texts), bottom=y - (gap if paragraphs else 0))


def stack_height(paragraphs: Iterable[Paragraph]) -> float:
    """Give the height of paragraphs that stand below one another without a gap."""
    return sum([paragraph.leading_mm * len(paragraph.lines) for paragraph in paragraphs])


def set_all(
    texts: Iterable[SignText],
    role: str,
    step: int,
    weight: str,
    width: float,
    most_lines: int,
    setting: Setting[Format],
) -> list[Paragraph]:
    """Set every text of a role at one step of the ladder; the last step's failure names the text."""
    found = []
    for text in texts:
        size = setting.size_at(role, step, text.lang)
        paragraph = set_paragraph(text.value, text.lang, weight, size, width, most_lines, setting.measure)
        if paragraph is None:
            raise Overfull(role, text)
        found.append(paragraph)
    return found
