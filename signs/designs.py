"""Which signs can be drawn: every kind of sign with its sizes, and what lays it out.

In: a kind of sign and the name of a size. Out: a `Design`, an argument of everything that draws. A new design is a
composition and an entry here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from directory.signage.content import SignContent
from signs.layout.board import arrange_board
from signs.layout.board_formats import BOARDS
from signs.layout.boxes import Extras, Layout, Setting
from signs.layout.column import arrange
from signs.layout.column_formats import A3, A4, A5, A6, about
from signs.layout.decal import arrange_decal
from signs.layout.decal_formats import DECAL_FORMATS
from signs.layout.formats import Format, large_print
from signs.layout.panel import arrange_panel
from signs.layout.panel_formats import CARD_A5, TENT
from signs.layout.way_formats import WAYS
from signs.layout.ways import arrange_ways

Compose = Callable[[SignContent, Extras, Setting[Any]], tuple[Layout, ...]]
"""(content, what is drawn beside it, what texts are set with) -> the pages, each laid out; raises `Overfull`."""


@dataclass(frozen=True)
class Design:
    """How a kind of sign is drawn in one size.

    `faces` are how often the page stands on the sheet, each turned against the one before (a table tent has two),
    `round` says that the page is cut to a circle. `keeps`: how many facts
    it must say; those that find no room beyond them are left to the page behind the code, which says them all.
    """

    kind: str
    form: Format
    compose: Compose
    faces: int = 1
    round: bool = False
    keeps: int = 0

    @property
    def sheds(self) -> bool:
        """Tell whether it may do without any of its facts."""
        return not self.keeps

    def large(self) -> Design:
        """Give the same design in large print."""
        return replace(self, form=large_print(self.form))


ALL = 99  # facts: more than any sign has
_ABOUT_A3, _ABOUT_A4, _ABOUT_A5, _ABOUT_A6 = about(A3), about(A4), about(A5), about(A6)
_ALL = (
    Design("poster", A4, arrange),
    Design("poster", A3, arrange),
    Design("poster", A5, arrange),
    Design("card", A6, arrange),
    Design("card", CARD_A5, arrange_panel),
    Design("tent", TENT, arrange_panel, faces=2),
    *(Design("decal", form, arrange_decal, round=form.round) for form in DECAL_FORMATS),
    *(Design("cards", form, arrange, keeps=1) for form in (_ABOUT_A4, _ABOUT_A5, _ABOUT_A6)),
    *(Design("halal", form, arrange, keeps=ALL) for form in (_ABOUT_A4, _ABOUT_A5)),
    *(Design("access", form, arrange, keeps=1) for form in (_ABOUT_A4, _ABOUT_A3, _ABOUT_A5)),
    *(Design("promises", form, arrange, keeps=ALL) for form in (_ABOUT_A4, _ABOUT_A3)),
    *(Design("notice", form, arrange, keeps=ALL) for form in (_ABOUT_A4, _ABOUT_A3, _ABOUT_A5)),
    *(Design("direction", form, arrange_ways, keeps=ALL) for form in WAYS),
    *(Design("talk", form, arrange_board, keeps=ALL) for form in BOARDS),
)
DESIGNS: Mapping[tuple[str, str], Design] = {(one.kind, one.form.name): one for one in _ALL}


def kinds() -> tuple[str, ...]:
    """List the kinds of sign that can be drawn."""
    return tuple(dict.fromkeys(kind for kind, _ in DESIGNS))


def sizes(kind: str) -> tuple[str, ...]:
    """List the sizes of a kind, the usual one first."""
    return tuple(size for each, size in DESIGNS if each == kind)
