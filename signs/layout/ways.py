"""The direction sign: which way, to what, how far.

In: a `SignContent` whose lines are destinations and whose names are the place where it hangs, what is drawn beside it
and what texts are set with. Out: the page. The laws are those of `layout`.

    band      the way to, in each language
    stamps    SPECIMEN, DRAFT
    rows      arrow, pictogram, names, distance: from the left, or from the right for an arrow to the right
    here      | scan, address in words, code, hotline | QR symbol
"""

from __future__ import annotations

from directory.signage.content import SignContent
from signs.layout.blocks import page, stamp_strips, symbol_at
from signs.layout.boxes import Box, Extras, Layout, Setting
from signs.layout.heading import heading
from signs.layout.way_foot import way_foot
from signs.layout.way_formats import WaysFormat
from signs.layout.way_rows import way_rows

# White in millimetres of an A4 page; other formats multiply by their `space`.
ABOVE_STAMPS, ABOVE_ROWS, ABOVE_FOOT = 3.0, 2.0, 1.0


def arrange_ways(content: SignContent, extras: Extras, setting: Setting[WaysFormat]) -> tuple[Layout, ...]:
    """Lay a direction sign out on its page; raises `Overfull` for a text that does not fit at its least size."""
    form = setting.form
    symbol = symbol_at(extras.modules, form)
    band = heading(content, [("kind", "bold", content.kind)], form.top, form.band_icon, setting)
    marks = stamp_strips(
        extras.stamps, Box(form.left, band.bottom + ABOVE_STAMPS * form.space, form.inner, 0.0), setting
    )
    top = marks.bottom + ABOVE_ROWS * form.space
    rows = way_rows(content, top, symbol.box.y - ABOVE_FOOT * form.space, setting)
    foot = way_foot(content, extras, symbol, setting)
    return (page((band, marks, rows, foot), symbol),)
