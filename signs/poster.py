"""The sign of a venue: from what it says to the bytes of a PDF, on a page of any format.

In: a `SignContent`, its `Imprint`, opened fonts, the folder of pictograms and the page's format. Out: the PDF, or every
Problem that keeps it from being printed right: a missing pictogram, a character without a glyph, a text too long.
Colours are LOOK's; white on each of the families, and each of them on paper, keeps 7:1 (WCAG 2.2, 1.4.6).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from babel import Locale, UnknownLocaleError

from directory.problem import Problem, did_you_mean, error, shorten
from directory.signage import SignContent, SignText
from signs import pictogram, qr, shaping
from signs.boxes import Extras, Icon, Layout, Text
from signs.fonts import FontSet
from signs.formats import Format
from signs.layout import MOST_ICONS, arrange
from signs.paragraph import Measure
from signs.pdf import Colour, Document
from signs.pictogram import Pictogram
from signs.scan_column import CALL, PLACE

FAMILIES = {
    "language": "#5b3a9d",
    "card": "#0b5f46",
    "access": "#0b4f9e",
    "information": "#0b4f9e",
    "halal": "#1a631b",
    "convenience": "#824600",
    "emergency": "#ad1219",
}
COLOURS = {
    "ink": "#15202b",
    "paper": "#ffffff",
    "quiet": "#4a5866",
    "line": "#d5dce2",
    "alert": "#ad1219",
    "symbol": "#000000",  # the strongest contrast a scanner can get
    **FAMILIES,
}
# The pin of a street address, drawn here since no page shows it.
PIN = (
    '<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linejoin="round">'
    '<path d="M12 22C7.5 16.5 5 13 5 9.5a7 7 0 0 1 14 0C19 13 16.5 16.5 12 22Z"/><circle cx="12" cy="9.5" r="2"/></svg>'
)
# The stamps in the local language beside English; a language not named here has English alone.
_SPECIMEN = {"zh-Hans": "样张", "zh-Hant": "樣張", "ja": "見本", "ko": "견본"}
_DRAFT = {"zh-Hans": "待审校", "zh-Hant": "待審校", "ja": "未校閲", "ko": "검토 전"}


@dataclass(frozen=True)
class Imprint:
    """By what a printed sign is known again: the origin of QR addresses, like `https://city.example`, and its revision.

    The revision is of all that a venue's sign says, whatever a format leaves out: one record tells of every format.
    """

    origin: str
    revision: str


def draw(content: SignContent, imprint: Imprint, fonts: FontSet, icons: Path, form: Format) -> bytes | list[Problem]:
    """Draw a sign. Equal arguments give equal bytes."""
    drawings, problems = _pictograms(content, icons)
    symbol = qr.encode(imprint.origin, content.code, imprint.revision, form.correction)
    extras = _extras(content, imprint, len(symbol))
    problems += _band_problems(content) + _uncovered(content, extras, fonts)
    if problems:
        return problems
    found = arrange(content, extras, measure(fonts), form)
    return found if isinstance(found, list) else _paint(found, content, symbol, fonts, drawings, form)


def measure(fonts: FontSet) -> Measure:
    """Give the measuring function that `layout` asks for."""
    return lambda text, lang, weight: shaping.advances(text, lang, weight, fonts)


def _extras(content: SignContent, imprint: Imprint, modules: int) -> Extras:
    dated = f"rev {imprint.revision} · facts of {content.facts_of}"
    fine = tuple(text for text in (dated, " · ".join(content.sources)) if text)
    return Extras(qr.in_words(imprint.origin, content.code), fine, tuple(_stamps(content)), modules)


def _stamps(content: SignContent) -> Iterator[SignText]:
    """Word the stamps; the languages of a draft are named in the local one, for the staff that must have them read."""
    local = content.names[0].lang if content.names else "en"
    if content.specimen:
        yield SignText(" ".join(["SPECIMEN", *_SPECIMEN.get(local, "").split()]), local)
    if content.drafts:
        named = " · ".join(f"{_language_name(tag, local)} {tag}".strip() for tag in content.drafts)
        word = _DRAFT.get(local, "")
        yield SignText(f"DRAFT {word}: {named}" if word else f"DRAFT: {named}", local)


@lru_cache(maxsize=512)
def _language_name(tag: str, local: str) -> str:
    """Name a language in another (CLDR)."""
    try:
        return str(Locale.parse(tag, sep="-").get_display_name(Locale.parse(local, sep="-")) or "")
    except UnknownLocaleError:
        return ""  # the tag alone names it


def _band_problems(content: SignContent) -> list[Problem]:
    """Check what the band is made of: a known colour, and no more pictograms than it has room for."""
    problems = []
    if content.family not in FAMILIES:
        message = f'there is no colour for the family "{content.family}"'
        hint = did_you_mean(content.family, FAMILIES)
        problems.append(error(_named(content), "family", "sign-family", content.family, message, hint))
    if len(content.icons) > MOST_ICONS:
        message = f"{len(content.icons)} pictograms do not fit the band"
        hint = f"name at most {MOST_ICONS}"
        problems.append(error(_named(content), "icons", "sign-icons", " ".join(content.icons), message, hint))
    return problems


def _named(content: SignContent) -> str:
    return f"sign of {content.venue}"


def _pictograms(content: SignContent, folder: Path) -> tuple[dict[str, Pictogram], list[Problem]]:
    drawings: dict[str, Pictogram] = {}
    problems: list[Problem] = []
    for name in dict.fromkeys([*content.icons, *(line.icon for line in content.lines), CALL, PLACE]):
        found = pictogram.parse(PLACE, PIN) if name == PLACE else pictogram.read(folder, name)
        if isinstance(found, Pictogram):
            drawings[name] = found
        else:
            problems += found
    return drawings, problems


def _uncovered(content: SignContent, extras: Extras, fonts: FontSet) -> list[Problem]:
    """Find the characters that would print as boxes, before anything is laid out."""
    problems = []
    for field, text, weight in dict.fromkeys(_texts(content, extras)):
        for absent in shaping.missing(text.value, text.lang, weight, fonts):
            message = (
                f'"{shorten(text.value, 60)}" ({text.lang}) needs {absent.code_point}, which no font of this sign has'
            )
            hint = f"the package to look at: {absent.package}"
            problems.append(error(_named(content), field, "glyph-missing", absent.char, message, hint))
    return problems


def _texts(content: SignContent, extras: Extras) -> Iterator[tuple[str, SignText, str]]:
    """Give every text of a poster with its field and weight."""
    for field, texts, weight in (
        ("kind", content.kind, "bold"),
        ("names", content.names, "bold"),
        ("scan", content.scan, "bold"),
        ("address", content.address, "regular"),
        ("stamps", extras.stamps, "bold"),
    ):
        yield from ((field, text, weight) for text in texts)
    yield from (("lines", text, "regular") for line in content.lines for text in line.texts)
    for field, value in (("code", content.code), ("hotline", content.hotline), ("origin", extras.address)):
        yield field, SignText(value, "en"), "bold"
    yield from (("sources", SignText(text, "en"), "regular") for text in extras.fine)


def _paint(
    page: Layout, content: SignContent, symbol: qr.Matrix, fonts: FontSet, drawings: dict[str, Pictogram], form: Format
) -> bytes:
    local = content.names[0] if content.names else SignText(content.venue, "en")
    document = Document(form.width, form.height, local.lang, local.value)
    for panel in page.panels:
        box, colour = panel.box, rgb(panel.colour)
        if panel.outline:
            document.frame(box.x, box.y, box.width, box.height, colour, panel.outline, panel.radius)
        else:
            document.box(box.x, box.y, box.width, box.height, colour, panel.radius)
    for icon in page.icons:
        _paint_icon(document, icon, drawings[icon.name])
    for text in page.texts:
        _paint_text(document, text, fonts)
    left = page.symbol.box.x + qr.QUIET_ZONE * page.symbol.module
    top = page.symbol.box.y + qr.QUIET_ZONE * page.symbol.module
    module = page.symbol.module
    document.boxes(
        (
            (left + column * module, top + row * module, length * module, module)
            for row, column, length in qr.runs(symbol)
        ),
        rgb("symbol"),
    )
    return document.finish()


def _paint_icon(document: Document, icon: Icon, drawing: Pictogram) -> None:
    box = icon.box
    inset = 0.0
    if icon.ground:
        document.box(box.x, box.y, box.width, box.height, rgb(icon.ground), box.width / 6)
        inset = box.width / 8
    document.pictogram(drawing, box.x + inset, box.y + inset, box.width - 2 * inset, rgb(icon.colour))


def _paint_text(document: Document, text: Text, fonts: FontSet) -> None:
    line = shaping.shape(text.text, text.start, text.end, text.lang, text.weight, fonts)
    document.text(line, text.box.x, text.baseline, text.size_pt, rgb(text.colour))


def rgb(name: str) -> Colour:
    """Give a colour of the table as parts from 0 to 1."""
    number = int(COLOURS[name][1:], 16)
    return (number >> 16) / 255, (number >> 8 & 255) / 255, (number & 255) / 255
