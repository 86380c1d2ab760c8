"""A door sticker: a ground in the family's colour with one pictogram, two names, and the symbol on a white card.

In: a `SignContent`, what is drawn beside it and what texts are set with. Out: one `Layout`; a text that does not fit at
its least size raises `Overfull`. A sticker says the local name and the first foreign one, smaller those in the other
languages that were asked for, the code and its revision; the kind, the address in words and the words of the scan stand
where there is room. Stamps lie across it, or, where long names need that room, in the place of the kind.

This module decides who yields to whom: names come down the ladder of sizes until there is room for the symbol at the
least width of its modules, and the symbol takes what the names then leave. `decal_round` and `decal_square` lay out.
"""

from __future__ import annotations

from collections.abc import Iterator

from directory.signage.content import SignContent
from signs.layout.boxes import LADDER, Extras, Layout, Overfull, Setting
from signs.layout.decal_formats import DecalFormat
from signs.layout.decal_round import on_disc
from signs.layout.decal_square import on_square
from signs.layout.decal_trial import Trial

MOST_GROWTH, GROWTH_STEP = 1.6, 0.05  # of the modules beyond their least width


def arrange_decal(content: SignContent, extras: Extras, setting: Setting[DecalFormat]) -> tuple[Layout, ...]:
    """Lay out a sticker's one page."""
    compose = on_disc if setting.form.round else on_square
    fault: Overfull | None = None
    for trial in _trials(setting.form.module(extras.modules), bool(extras.stamps)):
        try:
            return (compose(content, extras, trial, setting),)
        except Overfull as overfull:
            fault = overfull
    assert fault is not None  # there are trials, and each returns or raises
    raise fault


def _trials(least: float, stamped: bool) -> Iterator[Trial]:
    """Give what to try, the best first; the last is the least that a sticker must say."""
    growths = [1 + GROWTH_STEP * step for step in range(round((MOST_GROWTH - 1) / GROWTH_STEP), -1, -1)]
    ways = ((True, True), (True, False), (False, False)) if stamped else ((True, True), (False, True))
    for address, belt in ways:
        for step in range(LADDER + 1):
            for growth in growths:
                yield Trial(step, least * growth, address, belt)
