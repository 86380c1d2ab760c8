"""A sign, from what it says to the bytes of a PDF; or every Problem that keeps it from being printed right.

In: a `SignContent`, its `Imprint`, a `Design`, a `Studio` of fonts and pictograms, a `Finish`. Out: pages or a file. A
missing pictogram, a character without a glyph, a text that does not fit at the size it is read from: each is a Problem
naming the sign, the text and what to do; nothing is ever printed as a box, over the edge or too small.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from directory.problem import Problem, did_you_mean, error
from directory.signage.content import SignContent, SignText
from signs import faults
from signs.designs import Design
from signs.extras import Imprint, extras
from signs.layout.boxes import Extras, Layout, Overfull, setting_of
from signs.layout.scan_column import CALL, PLACE
from signs.paint import Paints, paint
from signs.pdf import pictogram, qr
from signs.pdf.colours import FAMILIES, Inks
from signs.pdf.finish import Finish
from signs.pdf.imposition import marked, tent
from signs.pdf.page import Page
from signs.pdf.pictogram import Pictogram
from signs.pdf.writer import write
from signs.tactile import NONE, Strip, dotted, shortened
from signs.text import shaping
from signs.text.fonts import FontSet
from signs.text.paragraph import Measure

# The pin of a street address, drawn here since no page shows it.
PIN = (
    '<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linejoin="round">'
    '<path d="M12 22C7.5 16.5 5 13 5 9.5a7 7 0 0 1 14 0C19 13 16.5 16.5 12 22Z"/><circle cx="12" cy="9.5" r="2"/></svg>'
)
ALWAYS = (CALL, PLACE, "here")  # what compositions draw of their own accord
FEW_FACTS = 2  # that a sign has rather than large pictograms
SHED = ("name", "fact")  # what a fact less makes room for
MOST_ICONS = 4  # in the band, between the margins of every format


@dataclass(frozen=True)
class Studio:
    """What all signs are drawn with: opened fonts and the folder of pictograms."""

    fonts: FontSet
    icons: Path
    _read: dict[str, Pictogram | list[Problem]] = field(default_factory=dict, repr=False)

    def pictogram(self, name: str) -> Pictogram | list[Problem]:
        """Read a pictogram, once for all signs."""
        if name not in self._read:
            self._read[name] = pictogram.parse(PLACE, PIN) if name == PLACE else pictogram.read(self.icons, name)
        return self._read[name]

    @cached_property
    def measure(self) -> Measure:
        """Give the measuring function that compositions ask for."""
        return lambda text, lang, weight: shaping.advances(text, lang, weight, self.fonts)


def draw(
    content: SignContent, imprint: Imprint, design: Design, studio: Studio, finish: Finish, strip: Strip = NONE
) -> bytes | list[Problem]:
    """Draw a sign into a file of its own, with the print shop's marks if the finish asks for them.

    Equal arguments give equal bytes.
    """
    found = pages(content, imprint, design, studio, finish.inks, strip)
    if isinstance(found, list):
        return found
    ink = finish.inks["ink"]
    if finish.marks:
        found = tuple(marked(page, finish.bleed, ink, round_cut=design.round) for page in found)
    return write(found, finish)


def pages(
    content: SignContent, imprint: Imprint, design: Design, studio: Studio, inks: Inks, strip: Strip = NONE
) -> tuple[Page, ...] | list[Problem]:
    """Draw a sign as pages, for a file of its own, a batch, a sheet or a booklet.

    The dots of a Braille strip stand below, on a layer of their own.
    """
    drawings, problems = faults.drawings(_icons(content), studio.pictogram)
    level = design.form.correction
    symbol = qr.encode(imprint.origin, content.code, imprint.revision, level) if content.code else ()
    beside = extras(content, imprint, len(symbol))
    problems += _band_problems(content)
    problems += faults.without_glyphs(_named(content), _texts(content, beside), studio.fonts)
    if problems:
        return problems
    form = shortened(design.form, strip.height)
    try:
        found, _ = compose(content, beside, replace(design, form=form) if strip.height else design, studio.measure)
    except Overfull as fault:
        return [faults.too_long(_named(content), fault, design.form.compact)]  # the last that was tried
    address = qr.address(imprint.origin, content.code) if content.code else ""
    paints = Paints(studio.fonts, drawings, inks, symbol, address)
    title = (content.names or content.kind or (SignText(content.venue, "en"),))[0]
    painted = [paint(layout, form, title.lang, title.value, paints) for layout in found]
    if strip.height:
        painted = [dotted(page, strip, design.form) for page in painted]
    return tuple(tent(page, inks["line"]) for page in painted) if design.faces == 2 else tuple(painted)


def compose(
    content: SignContent, beside: Extras, design: Design, measure: Measure
) -> tuple[tuple[Layout, ...], Design]:
    """Lay a sign out with as many of its facts as there is room for; the last ones go first.

    Gives also the design with the page it was laid out on, by which it is to be judged.

    Only a sign that says what a place offers may leave a fact to the page behind its code; where the facts are what the
    sign is for, one too many raises `Overfull` as everything else that does not fit. Before the last `FEW_FACTS` go,
    and before anything fails, the pictograms come down in size.
    """
    facts, form = len(content.lines), design.form
    ways = [(form, count) for count in range(facts, min(facts, max(design.keeps, FEW_FACTS)) - 1, -1)]
    ways += [(form.compact, count) for count in range(facts, min(facts, design.keeps) - 1, -1)]
    fault: Overfull | None = None
    for page, count in dict.fromkeys(ways):  # a page that has nothing to yield is tried once
        if fault and page is form and fault.role not in SHED:
            continue  # fewer facts are no help
        try:
            layouts = design.compose(_saying(content, count), beside, setting_of(page, measure))
            return layouts, design if page is form else replace(design, form=page)
        except Overfull as overfull:
            fault = overfull
    assert fault is not None  # there are ways, and each returns or raises
    raise fault


def _saying(content: SignContent, count: int) -> SignContent:
    """Leave a sign its first facts."""
    return content if count == len(content.lines) else replace(content, lines=content.lines[:count])


def _band_problems(content: SignContent) -> Iterator[Problem]:
    """Check what the band is made of: a known colour, and no more pictograms than it has room for."""
    if content.family not in FAMILIES:
        message = f'there is no colour for the family "{content.family}"'
        hint = did_you_mean(content.family, FAMILIES)
        yield error(_named(content), "family", "sign-family", content.family, message, hint)
    if len(content.icons) > MOST_ICONS:
        message = f"{len(content.icons)} pictograms do not fit the band"
        hint = f"name at most {MOST_ICONS}"
        yield error(_named(content), "icons", "sign-icons", " ".join(content.icons), message, hint)


def _named(content: SignContent) -> str:
    return f"sign of {content.venue}"


def _icons(content: SignContent) -> list[str]:
    lines = (*content.lines, *content.back)
    return [*content.icons, *(line.icon for line in lines), *(line.arrow for line in lines if line.arrow), *ALWAYS]


def _texts(content: SignContent, beside: Extras) -> Iterator[tuple[str, SignText, str]]:
    """List what is printed as (field, text, weight)."""
    named: Sequence[tuple[str, Sequence[SignText], str]] = (
        ("kind", content.kind, "bold"),
        ("names", content.names, "bold"),
        ("scan", content.scan, "bold"),
        ("address", content.address, "regular"),
        ("stamps", beside.stamps, "bold"),
    )
    for name, texts, weight in named:
        yield from ((name, text, weight) for text in texts)
    for part, lines in (("lines", content.lines), ("back", content.back)):
        yield from ((part, text, weight) for line in lines for text in line.texts for weight in ("regular", "bold"))
        yield from ((part, SignText(line.distance, "en"), "bold") for line in lines if line.distance)
    for part, value in (("code", content.code), ("hotline", content.hotline), ("origin", beside.address)):
        yield part, SignText(value, "en"), "bold"
    yield from (("sources", SignText(text, "en"), "regular") for text in beside.fine)
