"""Where everything on an A4 poster stands: boxes in millimetres from the top left, no PDF.

In: a `SignContent`, what is drawn beside it, and a measuring function. Out: a `Layout`, or the Problem of a text that
would have to be printed smaller than may be read. Two laws hold: no box overlaps another, and none comes within
5 mm of the trim. A `Panel` is the ground of the boxes inside it.

    band      pictograms 30 mm and the kind, white on the family's colour
    stamps    SPECIMEN, DRAFT
    names     the local one first
    facts     one column, or two where that prints larger
    scan, address in words, code, place, hotline | QR symbol
    revision, date, sources                      |
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from directory.problem import Problem, error, shorten
from directory.signage import SignContent, SignText
from signs.paragraph import Measure, Paragraph, fit, fit_name, least_size, metrics, set_paragraph
from signs.shaping import base_level

WIDTH, HEIGHT = 210.0, 297.0  # ISO 216, A4
TRIM = 5.0  # printers and frames take this much
MARGIN = 16.0  # leaves the quiet zone of a 75 mm symbol outside the text
TOP = 12.0
LEFT, RIGHT = MARGIN, WIDTH - MARGIN
BAND_ICON, BAND_PADDING, BAND_GAP = 30.0, 6.0, 4.0
FACT_ICON, FACT_GAP, COLUMN_GAP = 14.0, 5.0, 8.0
QR_SIZE, QR_QUIET = 75.0, 4
BOTTOM = HEIGHT - MARGIN
STAMP_HEIGHT = 10.0
WIDE_KIND = 75.0  # room for two stacks of the kind
LEAST_GAP = 4.0  # between the rows of facts
NAME_SIZES = (60.0, 40.0, 28.0)  # points: the local name, the first foreign one, the others
LADDER = 16  # steps from the wanted to the least sizes

CALL, PLACE = "call", "place"  # the pictograms of hotline and street address

# Role -> reading distance in metres and wanted size in points. The least size follows from the distance.
ROLES = {
    "kind": (1.0, 26.0),
    "name": (1.5, 60.0),
    "fact": (0.75, 20.0),
    "scan": (0.75, 20.0),
    "address": (0.6, 16.0),
    "code": (0.75, 17.0),
    "place": (0.6, 11.5),
    "hotline": (0.75, 17.0),
    "stamp": (0.75, 17.0),
    "fine": (0.5, 7.5),
}


@dataclass(frozen=True)
class Box:
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


@dataclass(frozen=True)
class Text:
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


@dataclass(frozen=True)
class Icon:
    """A pictogram; with a ground it stands in a filled rounded square."""

    box: Box
    name: str
    colour: str
    ground: str = ""


@dataclass(frozen=True)
class Symbol:
    """The QR symbol; `box` holds its quiet zone too, `module` is one module's width."""

    box: Box
    module: float


@dataclass(frozen=True)
class Panel:
    """A coloured ground, filled or outlined, for the boxes inside it."""

    box: Box
    colour: str
    radius: float = 0.0
    outline: float = 0.0


@dataclass(frozen=True)
class Layout:
    """Everything on the page, grounds first."""

    panels: tuple[Panel, ...]
    texts: tuple[Text, ...]
    icons: tuple[Icon, ...]
    symbol: Symbol


@dataclass(frozen=True)
class Extras:
    """What a poster prints beside the content: address in words, small print, stamps, and the symbol's modules."""

    address: str
    fine: tuple[str, ...]
    stamps: tuple[SignText, ...]
    modules: int


@dataclass(frozen=True)
class _Block:
    """Things laid out from a top edge: what they are and where they end."""

    texts: tuple[Text, ...] = ()
    icons: tuple[Icon, ...] = ()
    panels: tuple[Panel, ...] = ()
    bottom: float = 0.0


class _Overfull(Exception):  # noqa: N818 - carries the text that does not fit to `arrange`, never further
    def __init__(self, role: str, text: SignText) -> None:
        self.role, self.text = role, text


def arrange(content: SignContent, extras: Extras, measure: Measure) -> Layout | list[Problem]:
    """Lay a poster out; a text that does not fit at its least size is a Problem."""
    try:
        return _arrange(content, extras, measure)
    except _Overfull as fault:
        return [_too_small(content, fault.role, fault.text)]


def _arrange(content: SignContent, extras: Extras, measure: Measure) -> Layout:
    symbol = _symbol(extras.modules)
    band = _band(content, measure)
    stamps = _stamps(extras.stamps, band.bottom + 4, measure)
    upper = _upper(content, max(band.bottom, stamps.bottom) + 5, symbol.box.y - 3, measure)
    lower = _lower(content, extras, symbol, measure)
    blocks = (band, stamps, upper, lower)
    return Layout(
        tuple(panel for block in blocks for panel in block.panels),
        tuple(text for block in blocks for text in block.texts),
        tuple(icon for block in blocks for icon in block.icons),
        symbol,
    )


def least(role: str) -> float:
    """Give the smallest size of a role in points, for its reading distance."""
    return least_size(ROLES[role][0])


def _too_small(content: SignContent, role: str, text: SignText) -> Problem:
    distance = ROLES[role][0]
    return error(
        f"sign of {content.venue}",
        role,
        "sign-text-too-long",
        text.value,
        f'"{shorten(text.value, 60)}" ({text.lang}) does not fit at {least(role)} pt, '
        f"the least for reading it at {distance} m",
        "shorten the text, or leave a fact or a language off the sign",
    )


def _symbol(modules: int) -> Symbol:
    """Place the symbol at the lower right, its quiet zone outside the trim's 5 mm."""
    module = QR_SIZE / modules
    quiet = QR_QUIET * module
    right = min(RIGHT, WIDTH - TRIM - quiet)
    bottom = min(BOTTOM, HEIGHT - TRIM - quiet)
    size = QR_SIZE + 2 * quiet
    return Symbol(Box(right + quiet - size, bottom + quiet - size, size, size), module)


def _place(
    paragraph: Paragraph, role: str, x: float, y: float, width: float, colour: str, centred: bool = False
) -> tuple[Text, ...]:
    """Put a paragraph's lines into a column: at its start in reading direction, or centred."""
    placed = []
    for index, (start, end, line_width) in enumerate(paragraph.lines):
        top = y + index * paragraph.leading_mm
        baseline = top + metrics(paragraph.lang).baseline / metrics(paragraph.lang).leading * paragraph.leading_mm
        space = width - line_width
        left = x + (space / 2 if centred else space if base_level(paragraph.lang) else 0)
        box = Box(left, top, line_width, paragraph.leading_mm)
        placed.append(
            Text(
                box,
                role,
                paragraph.text,
                start,
                end,
                paragraph.lang,
                paragraph.weight,
                paragraph.size_pt,
                baseline,
                colour,
            )
        )
    return tuple(placed)


def _stack(
    paragraphs: Sequence[Paragraph], role: str, x: float, y: float, width: float, colour: str, gap: float = 0.0
) -> _Block:
    """Put paragraphs below one another."""
    texts: list[Text] = []
    for paragraph in paragraphs:
        texts += _place(paragraph, role, x, y, width, colour)
        y += paragraph.height_mm + gap
    return _Block(tuple(texts), bottom=y - (gap if paragraphs else 0))


def _height(paragraphs: Iterable[Paragraph]) -> float:
    return sum(paragraph.height_mm for paragraph in paragraphs)


def _size(role: str, step: int, lang: str, wanted: float | None = None) -> float:
    """Give a role's size at a step of the ladder: 0 is the wanted size, LADDER the least; optically corrected."""
    low, high = least(role), wanted or ROLES[role][1]
    return (high - (high - low) * step / LADDER) * metrics(lang).optical


def _paragraphs(
    texts: Iterable[SignText], role: str, step: int, weight: str, width: float, most_lines: int, measure: Measure
) -> list[Paragraph]:
    """Set every text of a role at one step of the ladder; the last step's failure names the text."""
    found = []
    for text in texts:
        size = _size(role, step, text.lang)
        paragraph = set_paragraph(text.value, text.lang, weight, size, width, most_lines, measure)
        if paragraph is None:
            raise _Overfull(role, text)
        found.append(paragraph)
    return found


def _band(content: SignContent, measure: Measure) -> _Block:
    """Lay the band: pictograms from the left, the kind beside them where it is legible, else below."""
    top = TOP
    icons = tuple(
        Icon(Box(LEFT + 8 + i * (BAND_ICON + BAND_GAP), top + BAND_PADDING, BAND_ICON, BAND_ICON), name, "paper")
        for i, name in enumerate(content.icons)
    )
    x = icons[-1].box.right + 8 if icons else LEFT + 8
    text = _kind_beside(content.kind, x, top + BAND_ICON / 2 + BAND_PADDING, measure)
    text = text or _kind_below(content.kind, top + BAND_PADDING + BAND_ICON + 2, measure)
    height = max(BAND_ICON + 2 * BAND_PADDING, text.bottom + 3 - top)
    panel = Panel(Box(LEFT, top, RIGHT - LEFT, height), content.family, 4.0)
    return _Block(text.texts, icons, (panel,), top + height)


def _kind_beside(kind: Sequence[SignText], x: float, middle: float, measure: Measure) -> _Block | None:
    """Stack the kind beside the pictograms, a line a language, where it stays at least half way up the ladder."""
    room = RIGHT - 8 - x
    for step in range(LADDER // 2 + 1):
        try:
            found = _fact("", kind, ("kind", "bold", 1), step, room, room > WIDE_KIND, measure)
        except _Overfull:
            continue
        if max(_height(found.left), _height(found.right)) <= BAND_ICON + BAND_PADDING:
            texts = _both_sides(found, "kind", x, RIGHT - 8, middle, "paper")
            return _Block(texts, bottom=middle)
    return None


def _kind_below(kind: Sequence[SignText], y: float, measure: Measure) -> _Block:
    """Spread the kind in columns below the pictograms."""
    width = (RIGHT - LEFT - 16 - 6 * (len(kind) - 1)) / max(1, len(kind))
    for step in range(LADDER // 3, LADDER + 1):
        try:
            found = _paragraphs(kind, "kind", step, "bold", width, 1 if step < LADDER else 3, measure)
        except _Overfull:
            if step == LADDER:
                raise
            continue
        break
    tallest = max((paragraph.height_mm for paragraph in found), default=0.0)
    texts: list[Text] = []
    for index, paragraph in enumerate(found):
        top = y + (tallest - paragraph.height_mm) / 2
        texts += _place(paragraph, "kind", LEFT + 8 + index * (width + 6), top, width, "paper")
    return _Block(tuple(texts), bottom=y + tallest)


def _stamps(stamps: Sequence[SignText], y: float, measure: Measure) -> _Block:
    """Lay the stamps side by side in outlined strips: seen at once, over nothing."""
    if not stamps:
        return _Block(bottom=y - 4)
    gap = 4.0
    width = (RIGHT - LEFT - gap * (len(stamps) - 1)) / len(stamps)
    found = []
    for stamp in stamps:
        sizes = (least("stamp"), ROLES["stamp"][1])
        paragraph = fit(stamp.value, stamp.lang, "bold", sizes, width - 8, 1, measure)
        paragraph = paragraph or fit(stamp.value, stamp.lang, "bold", sizes, width - 8, 3, measure)
        if paragraph is None:
            raise _Overfull("stamp", stamp)
        found.append(paragraph)
    height = max(STAMP_HEIGHT, *(paragraph.height_mm + 2 for paragraph in found))
    texts: list[Text] = []
    panels = []
    for index, paragraph in enumerate(found):
        x = LEFT + index * (width + gap)
        panels.append(Panel(Box(x, y, width, height), "alert", 2.0, 0.8))
        top = y + (height - paragraph.height_mm) / 2
        texts += _place(paragraph, "stamp", x + 4, top, width - 8, "alert", centred=True)
    return _Block(tuple(texts), panels=tuple(panels), bottom=y + height)


def _upper(content: SignContent, top: float, bottom: float, measure: Measure) -> _Block:
    """Lay names and facts: both come down the ladder of sizes together until they fit."""
    fault: _Overfull | None = None
    for step in range(LADDER + 1):
        try:
            names = _names(content.names, step, measure)
        except _Overfull as overfull:
            fault = overfull
            continue
        tight = step / LADDER  # white space comes down with the sizes
        between = 3.5 - 2.5 * tight
        below = top + _height(names) + between * (len(names) - 1) + 9 - 4 * tight
        for columns in (1, 2):
            try:
                rows = _rows(content, step, columns, measure)
            except _Overfull as overfull:
                fault = overfull
                continue
            spare = bottom - below - sum(row.height for row in rows)
            if spare >= (LEAST_GAP - 2 * tight) * max(0, len(rows) - 1):
                upper = _stack(names, "name", LEFT, top, RIGHT - LEFT, "ink", between)
                facts = _facts(rows, below, spare, content.family)
                return _Block(upper.texts + facts.texts, facts.icons, facts.panels, facts.bottom)
        fault = _tallest(content)
    raise fault or _tallest(content)


def _tallest(content: SignContent) -> _Overfull:
    """Blame the longest text, when each fits its line but all together do not fit the page."""
    candidates = [("name", text) for text in content.names]
    candidates += [("fact", text) for line in content.lines for text in line.texts]
    role, text = max(candidates, key=lambda item: len(item[1].value))
    return _Overfull(role, text)


def _names(names: Sequence[SignText], step: int, measure: Measure) -> list[Paragraph]:
    found = []
    for index, name in enumerate(names):
        wanted = _size("name", step, name.lang, NAME_SIZES[min(index, len(NAME_SIZES) - 1)])
        low = least("name") * metrics(name.lang).optical
        paragraph = fit_name(name.value, name.lang, "bold", (low, wanted), RIGHT - LEFT, 4, measure)
        if paragraph is None:
            raise _Overfull("name", name)
        found.append(paragraph)
    return found


@dataclass(frozen=True)
class _Fact:
    """One fact in its column: paragraphs from the left, and those set at the right in a wide row."""

    icon: str
    left: tuple[Paragraph, ...]
    right: tuple[Paragraph, ...]
    left_width: float
    right_width: float


@dataclass(frozen=True)
class _Row:
    """Facts that stand side by side."""

    facts: tuple[_Fact, ...]
    height: float
    width: float


def _rows(content: SignContent, step: int, columns: int, measure: Measure) -> list[_Row]:
    width = (RIGHT - LEFT - COLUMN_GAP * (columns - 1)) / columns
    room = width - FACT_ICON - FACT_GAP
    style = ("fact", "regular", 2)
    facts = [_fact(line.icon, line.texts, style, step, room, columns == 1, measure) for line in content.lines]
    rows = []
    for at in range(0, len(facts), columns):
        row = tuple(facts[at : at + columns])
        heights = [max(_height(fact.left), _height(fact.right)) for fact in row]
        rows.append(_Row(row, max(FACT_ICON, *heights), width))
    return rows


def _fact(
    icon: str,
    texts: Sequence[SignText],
    style: tuple[str, str, int],
    step: int,
    room: float,
    wide: bool,
    measure: Measure,
) -> _Fact:
    """Set one text in its languages; a wide row has its right-to-left ones at the right, level with the others.

    `style` is the role, the weight and the most lines a language may take.
    """
    role, weight, most_lines = style
    from_right = [text for text in texts if base_level(text.lang)]
    if not wide or not from_right or len(from_right) == len(texts):
        found = _paragraphs(texts, role, step, weight, room, most_lines, measure)
        return _Fact(icon, tuple(found), (), room, 0.0)
    left_width, right_width = room * 0.58 - 3, room * 0.42 - 3
    others = [text for text in texts if not base_level(text.lang)]
    left = _paragraphs(others, role, step, weight, left_width, most_lines, measure)
    right = _paragraphs(from_right, role, step, weight, right_width, most_lines, measure)
    return _Fact(icon, tuple(left), tuple(right), left_width, right_width)


def _both_sides(fact: _Fact, role: str, left: float, right: float, middle: float, colour: str) -> tuple[Text, ...]:
    """Put a fact's two stacks between two edges, each centred on a height."""
    one = _stack(fact.left, role, left, middle - _height(fact.left) / 2, fact.left_width, colour)
    start = right - fact.right_width
    other = _stack(fact.right, role, start, middle - _height(fact.right) / 2, fact.right_width, colour)
    return one.texts + other.texts


def _facts(rows: Sequence[_Row], top: float, spare: float, family: str) -> _Block:
    """Put the rows below one another, with hairlines between them in a share of the spare height."""
    gap = min(9.0, spare / max(1, len(rows)))
    texts: list[Text] = []
    icons, rules = [], []
    y = top
    for index, row in enumerate(rows):
        if index:
            rules.append(Panel(Box(LEFT, y + gap / 2 - 0.1, RIGHT - LEFT, 0.2), "line"))
            y += gap
        for column, fact in enumerate(row.facts):
            x = LEFT + column * (row.width + COLUMN_GAP)
            icons.append(
                Icon(Box(x, y + (row.height - FACT_ICON) / 2, FACT_ICON, FACT_ICON), fact.icon, "paper", family)
            )
            edges = (x + FACT_ICON + FACT_GAP, x + row.width)
            texts += _both_sides(fact, "fact", *edges, y + row.height / 2, "ink")
        y += row.height
    return _Block(tuple(texts), tuple(icons), tuple(rules), y)


def _lower(content: SignContent, extras: Extras, symbol: Symbol, measure: Measure) -> _Block:
    """Lay the column beside the symbol: what it is for, the address in words, the place, the small print."""
    quiet = QR_QUIET * symbol.module
    top, bottom = symbol.box.y + quiet, symbol.box.bottom - quiet
    width = symbol.box.x - 2 - LEFT
    fault = _Overfull("scan", content.scan[0]) if content.scan else _Overfull("address", SignText(extras.address, "en"))
    for step in range(LADDER + 1):
        try:
            block = _column(content, extras, step, width, top, measure)
        except _Overfull as overfull:
            fault = overfull
            continue
        fine = _fine(extras.fine, width, bottom, measure)
        spare = min(text.box.y for text in fine.texts) - 3 - block.bottom if fine.texts else bottom - block.bottom
        if spare >= 0:
            moved = _spread(block, spare)
            return _Block(moved.texts + fine.texts, moved.icons, moved.panels, bottom)
    raise fault


def _spread(block: _Block, spare: float) -> _Block:
    """Move what stands below the scan lines down onto the small print, so that both ends align with the symbol."""

    def down(box: Box) -> Box:
        return replace(box, y=box.y + spare)

    texts = tuple(
        text if text.role == "scan" else replace(text, box=down(text.box), baseline=text.baseline + spare)
        for text in block.texts
    )
    icons = tuple(replace(icon, box=down(icon.box)) for icon in block.icons)
    return _Block(
        texts, icons, tuple(replace(panel, box=down(panel.box)) for panel in block.panels), block.bottom + spare
    )


def _column(content: SignContent, extras: Extras, step: int, width: float, top: float, measure: Measure) -> _Block:
    scan = _stack(
        _paragraphs(content.scan, "scan", step, "bold", width, 3, measure), "scan", LEFT, top, width, "ink", 1.5
    )
    words = fit(extras.address, "en", "bold", (least("address"), ROLES["address"][1]), width, 2, measure)
    if words is None:
        raise _Overfull("address", SignText(extras.address, "en"))
    typed = _stack([words], "address", LEFT, scan.bottom + 5, width, "ink")
    code = _code(content.code, typed.bottom + 1.5, measure)
    hotline = _hotline(content.hotline, code, width, measure)
    place = _address(content.address, step, max(code.bottom, hotline.bottom) + 3, width, measure)
    blocks = (scan, typed, code, hotline, place)
    return _Block(
        tuple(text for block in blocks for text in block.texts),
        tuple(icon for block in blocks for icon in block.icons),
        tuple(panel for block in blocks for panel in block.panels),
        max(block.bottom for block in blocks),
    )


def _code(code: str, y: float, measure: Measure) -> _Block:
    """Lay the code in an outlined box: what a caller reads out."""
    paragraph = set_paragraph(code, "en", "bold", ROLES["code"][1], RIGHT - LEFT, 1, measure)
    if paragraph is None:
        raise _Overfull("code", SignText(code, "en"))
    height = paragraph.height_mm + 2
    panel = Panel(Box(LEFT, y, paragraph.width_mm + 8, height), "ink", 2.0, 0.5)
    return _Block(
        _place(paragraph, "code", LEFT + 4, y + 1, paragraph.width_mm, "ink"), panels=(panel,), bottom=y + height
    )


def _hotline(hotline: str, code: _Block, width: float, measure: Measure) -> _Block:
    """Lay the hotline beside the code where it fits, else below: a handset and the number."""
    if not hotline:
        return _Block(bottom=code.bottom)
    beside = code.panels[0].box
    sizes = (least("hotline"), ROLES["hotline"][1])
    room = LEFT + width - beside.right - 6 - 9
    paragraph = fit(hotline, "en", "bold", sizes, room, 1, measure)
    x, y = beside.right + 6, beside.y + 1
    if paragraph is None:
        paragraph = fit(hotline, "en", "bold", sizes, width - 9, 2, measure)
        x, y = LEFT, code.bottom + 2
    if paragraph is None:
        raise _Overfull("hotline", SignText(hotline, "en"))
    line = max(7.0, beside.height - 2 if x > LEFT else 7.0, paragraph.height_mm)
    icon = Icon(Box(x, y + (line - 7) / 2, 7, 7), CALL, "ink")
    texts = _place(paragraph, "hotline", x + 9, y + (line - paragraph.height_mm) / 2, paragraph.width_mm, "ink")
    return _Block(texts, (icon,), bottom=y + line)


def _address(address: Sequence[SignText], step: int, y: float, width: float, measure: Measure) -> _Block:
    """Lay the street address in its languages beside a pin."""
    if not address:
        return _Block(bottom=y)
    paragraphs = _paragraphs(address, "place", step, "regular", width - 9, 2, measure)
    icon = Icon(Box(LEFT, y, 7, 7), PLACE, "ink")
    text = _stack(paragraphs, "place", LEFT + 9, y + max(0.0, (7 - _height(paragraphs)) / 2), width - 9, "ink")
    return _Block(text.texts, (icon,), bottom=max(text.bottom, icon.box.bottom))


def _fine(fine: Sequence[str], width: float, bottom: float, measure: Measure) -> _Block:
    """Lay the small print, a paragraph for each of its texts, upwards from the lower edge."""
    found = []
    for text in fine:
        paragraph = fit(text, "en", "regular", (least("fine"), ROLES["fine"][1]), width, 4, measure)
        if paragraph is None:
            raise _Overfull("fine", SignText(text, "en"))
        found.append(paragraph)
    return _stack(found, "fine", LEFT, bottom - _height(found), width, "quiet")
