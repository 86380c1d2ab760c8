"""What is asked of a sign, and the file name that says so.

In: a file name, or options. Out: an `Order`. A name tells everything, so a folder needs no list, a web server can make
a sign from its address alone, and equal orders are one file:

    huxi-mosque.pdf                                           the poster, A4, in the venue's languages
    huxi-mosque.halal-a5.zh-hans+en+ar.press.pdf              another kind and size, languages, for the print shop
    yu-garden.direction-a4.facing=90.to=the-bund=left.pdf     with values

Next: `tasks` gathers what it says and draws it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from directory.problem import Problem, did_you_mean, error
from directory.signage.ask import ID, Ask, is_wish, wished, wishes
from signs.designs import DESIGNS, kinds, sizes
from signs.pdf.finish import FINISHES
from signs.text.braille_dots import PROFILES

SUFFIX = ".pdf"
BOARD = "board-"  # before the key of a point-and-talk board, in the place of a venue
POSTER = Ask()
MOST_NAME = 240  # characters: a file name has at most 255 bytes


@dataclass(frozen=True)
class Order:
    """A sign that is wanted: of which place, what is asked of it, and in what size.

    `finish` is for whom the file is made, `large` asks for large print, `braille` for a line of dots by one of
    `PROFILES`.
    """

    venue: str
    ask: Ask = POSTER
    size: str = "a4"
    finish: str = "office"
    large: bool = False
    braille: str = ""

    @property
    def kind(self) -> str:
        """Give the kind of sign."""
        return self.ask.kind


def name(order: Order) -> str:
    """Give the file name of an order; `parse` reads it back."""
    parts = [order.venue]
    parts += [f"{order.kind}-{order.size}"] if order != Order(order.venue) else []
    parts += ["+".join(order.ask.languages).lower()] if order.ask.languages else []
    parts += wishes(order.ask)
    parts += ["large"] if order.large else []
    parts += [f"braille={order.braille}"] if order.braille else []
    parts += [order.finish] if order.finish != "office" else []
    return ".".join(parts) + SUFFIX


def parse(text: str, languages: Sequence[str]) -> Order | Problem:
    """Read a file name; `languages` are the BCP 47 tags that the site has."""
    parts = text.removesuffix(SUFFIX).split(".")
    if not text.endswith(SUFFIX) or len(text) > MOST_NAME or not ID.fullmatch(parts[0]):
        return _wrong(text, text, "a name is an id, then what is wanted, then .pdf, with dots between")
    order: Order | str = Order(parts[0])
    for part in parts[1:]:
        if isinstance(order, Order):
            order = _with(order, part, languages)
    if isinstance(order, str):
        return _wrong(text, text, order)
    if name(order) != text:
        return _wrong(text, text, f'the name of this sign is "{name(order)}"')
    return order


def checked(order: Order) -> Problem | None:
    """Say what is wrong with an order whose parts came one by one."""
    if (order.kind, order.size) in DESIGNS:
        return _too_long(order) if len(name(order)) > MOST_NAME else None
    if order.kind not in kinds():
        return _wrong(order.venue, order.kind, did_you_mean(order.kind, kinds()))
    return _wrong(order.venue, order.size, f"{order.kind} has the sizes {', '.join(sizes(order.kind))}")


def _too_long(order: Order) -> Problem:
    hint = "make two signs of it, with some of the destinations each"
    return _wrong(order.venue, name(order), f"its name would have more than {MOST_NAME} characters; {hint}")


def _with(order: Order, part: str, languages: Sequence[str]) -> Order | str:
    """Add one part of a name to an order, or say what is wrong with it."""
    kind, _, size = part.partition("-")
    if (kind, size) in DESIGNS:
        return replace(order, ask=replace(order.ask, kind=kind), size=size)
    if part in FINISHES:
        return replace(order, finish=part)
    if part == "large":
        return replace(order, large=True)
    if part.startswith("braille="):
        profile = part.partition("=")[2]
        return replace(order, braille=profile) if profile in PROFILES else did_you_mean(profile, PROFILES)
    if is_wish(part):
        ask = wished(order.ask, part)
        return ask if isinstance(ask, str) else replace(order, ask=ask)
    tags = {tag.lower(): tag for tag in languages}
    chosen = part.split("+")
    if all(one in tags for one in chosen) and len(set(chosen)) == len(chosen):
        return replace(order, ask=replace(order.ask, languages=tuple(tags[one] for one in chosen)))
    return f'"{part}": {did_you_mean(part, [*tags, *FINISHES, "large", *(f"{k}-{s}" for k, s in DESIGNS)])}'


def _wrong(where: str, value: str, hint: str) -> Problem:
    return error(f"signs/{where}", "", "sign-name", value, "no sign can be made of this name", hint)
