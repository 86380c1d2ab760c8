"""One try at a sticker: sizes and what is left off; and the pieces that round and square ones share.

In: texts and a `Trial`. Out: `Paragraph`s. `decal` makes the trials, `decal_round` and `decal_square` lay them out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from directory.signage.content import SignContent, SignText
from signs.layout.boxes import LADDER, Overfull, Setting, set_all, stack_height
from signs.layout.decal_formats import DecalFormat
from signs.layout.flow import Line, flow
from signs.text.paragraph import Paragraph, fit, fit_name, metrics

NAME_LINES = 4
FAR_NAMES = 2  # the local one and the first foreign one
MORE = "fact"  # the role of the other names, which are read from nearer
NAME_GAP = 8.0  # as ROW_GAP
ROW_GAP = 2.0  # millimetres of an A4 page; other formats multiply by their `space`


@dataclass(frozen=True)
class Trial:
    """What is tried: a step of the ladder, a module's width in millimetres, and how much of the rest there is.

    `address` says that the address in words is there; `belt` that stamps lie across the sticker, and not in the place
    of the kind, which the pictogram tells too.
    """

    step: int
    module: float
    address: bool
    belt: bool

    def icon(self, form: DecalFormat) -> float:
        """Give the pictogram's size: it comes down with the names."""
        least, wanted = form.icons
        return wanted - (wanted - least) * self.step / LADDER


def set_name(name: SignText, index: int, width: float, trial: Trial, setting: Setting[DecalFormat]) -> Paragraph:
    """Set one of the names at a step of the ladder."""
    role = "name" if index < FAR_NAMES else MORE
    wanted = setting.size_at(role, trial.step, name.lang, setting.form.names[min(index, 1)])
    least = setting.form.least(role) * metrics(name.lang).optical
    found = fit_name(name.value, name.lang, "bold", (least, wanted), width, NAME_LINES, setting.measure)
    if found is None:
        raise Overfull(role, name)
    return found


def set_more(names: Sequence[SignText], width: float, trial: Trial, setting: Setting[DecalFormat]) -> list[Line]:
    """Set the names after the first foreign one: short ones share a line, `between` apart."""
    found = [set_name(name, FAR_NAMES + at, width, trial, setting) for at, name in enumerate(names[FAR_NAMES:])]
    return flow(found, width, between(setting))


def between(setting: Setting[DecalFormat]) -> float:
    """Give the white between two names on a line in millimetres."""
    return NAME_GAP * setting.form.space


def set_latin(
    value: str, role: str, weight: str, width: float, most_lines: int, setting: Setting[DecalFormat]
) -> Paragraph:
    """Set a code, an address or small print as large as it fits."""
    found = fit(value, "en", weight, setting.sizes(role), width, most_lines, setting.measure)
    if found is None:
        raise Overfull(role, SignText(value, "en"))
    return found


def set_what_fits(
    texts: Sequence[SignText], role: str, room: tuple[float, float], most_lines: int, setting: Setting[DecalFormat]
) -> list[Paragraph]:
    """Set optional texts within a width and a height: rather all languages small than fewer large; or none.

    White of `gap(setting)` stands between them and counts to the height.
    """
    width, height = room
    for kept in range(len(texts), 0, -1):
        for step in range(LADDER + 1):
            try:
                found = set_all(texts[:kept], role, step, "bold", width, most_lines, setting)
            except Overfull:
                continue
            if stack_height(found) + gap(setting) * (kept - 1) <= height:
                return found
    return []


def gap(setting: Setting[DecalFormat]) -> float:
    """Give the white between rows in millimetres."""
    return ROW_GAP * setting.form.space


def longest(content: SignContent) -> SignText:
    """Give the text to blame when nothing that was tried fits: the longest name, or what stands for one."""
    said = content.names or content.kind or (SignText(content.code, "en"),)
    return max(said, key=lambda text: len(text.value))
