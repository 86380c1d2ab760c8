"""A square sticker: pictogram and kind, names, and below them a white card with the symbol and the code beside it.

In: a `SignContent`, a `Trial`, what texts are set with. Out: a `Layout`, or `Overfull` where the trial asks too much.
"""

from __future__ import annotations

from collections.abc import Sequence

from directory.signage.content import SignContent, SignText
from signs.layout.blocks import moved, page, stamp_strips
from signs.layout.boxes import (
    Block,
    Box,
    Extras,
    Icon,
    Layout,
    Overfull,
    Panel,
    Setting,
    Symbol,
    Text,
    place,
    stack,
    stack_height,
)
from signs.layout.decal_formats import DecalFormat
from signs.layout.decal_trial import (
    FAR_NAMES,
    MORE,
    Trial,
    between,
    gap,
    longest,
    set_latin,
    set_more,
    set_name,
    set_what_fits,
)
from signs.layout.flow import flow_height, put
from signs.pdf.qr import QUIET_ZONE
from signs.text.shaping import base_level

# In millimetres of an A4 page; other formats multiply by their `space`.
BESIDE_ICON, ABOVE_CARD, CARD_INSET = 6.0, 3.0, 6.0
GROUND_RADIUS, CARD_RADIUS = 10.0, 0.7  # the card is hardly rounded: its corner is the quiet zone's
FROM_LEFT = 0.6  # of the room beside the pictogram, for the kind in languages from the left
SCAN_LINES, FINE_LINES, ADDRESS_LINES = 3, 4, 2


def on_square(content: SignContent, extras: Extras, trial: Trial, setting: Setting[DecalFormat]) -> Layout:
    """Lay a square sticker out as a trial asks."""
    form = setting.form
    size = (extras.modules + 2 * QUIET_ZONE) * trial.module
    card = Box(form.left, form.bottom - size, form.inner, size)
    symbol = Symbol(Box(form.right - size, card.y, size, size), trial.module)
    width = form.width - 2 * form.trim
    ground = Panel(Box(form.trim, form.trim, width, width), content.family, GROUND_RADIUS * form.space)
    white = Panel(card, "paper", CARD_RADIUS * form.space)
    head = _head(content, extras.stamps, trial, setting)
    names = _names(content.names, head.bottom + gap(setting), trial, setting)
    field = Box(form.left, names.bottom + gap(setting), form.inner, 0.0)
    belt = extras.stamps if trial.belt else ()
    strips = stamp_strips(belt, field, setting, filled=True)
    spare = card.y - ABOVE_CARD * form.space - (strips if belt else names).bottom
    if spare < 0:
        raise Overfull("name", longest(content))
    beside = _beside(content, extras, trial, symbol, setting)
    lowered = (moved(names, down=spare / 2), moved(strips, down=spare * 0.75))
    return page((Block(panels=(ground, white)), head, *lowered, beside), symbol)


def _head(content: SignContent, stamps: Sequence[SignText], trial: Trial, setting: Setting[DecalFormat]) -> Block:
    """Lay the pictogram in the corner, and the kind or else the stamps at its side."""
    form, size, y = setting.form, trial.icon(setting.form), setting.form.margin
    icons = tuple(Icon(Box(form.left, y, size, size), name, "paper") for name in content.icons[:1])
    x = form.left + (size + BESIDE_ICON * form.space if icons else 0.0)
    room = Box(x, y, form.right - x, size)
    if trial.belt:
        return Block(_kind(content.kind, room, setting), icons, bottom=y + size)
    strips = stamp_strips(stamps, room._replace(y=0.0), setting, filled=True)
    placed = moved(strips, down=y + (size - strips.bottom) / 2)
    return placed._replace(icons=icons, bottom=y + size)


def _kind(kind: Sequence[SignText], room: Box, setting: Setting[DecalFormat]) -> tuple[Text, ...]:
    """Lay the kind in as many languages as have room, those from the right at the right edge, both level."""
    sides = [[text for text in kind if base_level(text.lang) == level] for level in (0, 1)]
    share = FROM_LEFT if all(sides) else 1.0
    texts: list[Text] = []
    for side, part in zip(sides, (share, 1.0 - share if all(sides) else 1.0), strict=True):
        width = room.width * part
        found = set_what_fits(side, "kind", (width, room.height), 1, setting)
        tall = stack_height(found) + gap(setting) * max(0, len(found) - 1)
        x = room.x if side is sides[0] else room.right - width
        top = room.y + (room.height - tall) / 2
        texts += stack(found, "kind", x, top, width, "paper", gap(setting)).texts
    return tuple(texts)


def _names(names: Sequence[SignText], y: float, trial: Trial, setting: Setting[DecalFormat]) -> Block:
    form = setting.form
    apart = gap(setting) / 2
    found = [set_name(name, index, form.inner, trial, setting) for index, name in enumerate(names[:FAR_NAMES])]
    far = stack(found, "name", form.left, y, form.inner, "paper", apart)
    more = set_more(names, form.inner, trial, setting)
    top = far.bottom + (apart if more else 0.0)
    near = put(more, MORE, form.left, top, form.inner, "paper", between(setting))
    return Block((*far.texts, *near), bottom=top + flow_height(more))


def _beside(content: SignContent, extras: Extras, trial: Trial, symbol: Symbol, setting: Setting[DecalFormat]) -> Block:
    """Lay the column beside the symbol: the words of the scan at its top, code, address and revision at its foot."""
    form, quiet = setting.form, QUIET_ZONE * symbol.module
    x = form.left + CARD_INSET * form.space
    width = symbol.box.x - x
    foot = [(set_latin(content.code, "code", "bold", width, 1, setting), "code", "ink")]
    if trial.address:
        foot.append((set_latin(extras.address, "address", "bold", width, ADDRESS_LINES, setting), "address", "ink"))
    for text in extras.fine[:1]:
        foot.append((set_latin(text, "fine", "regular", width, FINE_LINES, setting), "fine", "quiet"))
    between = gap(setting) / 2
    height = stack_height(paragraph for paragraph, _, _ in foot) + between * (len(foot) - 1)
    y = top = symbol.box.bottom - quiet - height
    if top < symbol.box.y + quiet:
        raise Overfull("code", SignText(content.code, "en"))
    texts: list[Text] = []
    for paragraph, role, colour in foot:
        texts += place(paragraph, role, x, y, width, colour)
        y += paragraph.height_mm + between
    upper = symbol.box.y + quiet
    words = set_what_fits(content.scan, "scan", (width, top - upper - 2 * gap(setting)), SCAN_LINES, setting)
    scan = stack(words, "scan", x, upper, width, "ink", gap(setting))
    return Block((*scan.texts, *texts), bottom=symbol.box.bottom)
