"""What is asked of a sign beside its place, and the words that record it.

In: a kind of sign and wishes. Out: an `Ask`, and its words (`access arrow=left`), which stand in file names and in
issued.csv and are read back. A leaf below `check`, which reads the words of issued.csv too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from directory.problem import did_you_mean
from directory.vocabulary import ARROWS

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
# The kinds of sign about a place, which issued.csv names; `kinds` says what each is and gathers it.
ABOUT_PLACES = (
    "poster",
    "card",
    "tent",
    "decal",
    "cards",
    "halal",
    "access",
    "promises",
    "notice",
    "direction",
)


@dataclass(frozen=True)
class Ask:
    """The kind of sign, its languages (BCP 47; none: the data's), and what only some kinds know.

    `arrow` is the way to turn on a sign that points somewhere: a direction of `ARROWS`. `toward` are the ids of the
    places a direction sign leads to, each with ":<direction>" where the way does not lie in the straight line.
    `facing` is the compass bearing in degrees that a reader of the sign looks to.
    """

    kind: str = "poster"
    languages: tuple[str, ...] = ()
    arrow: str = ""
    toward: tuple[str, ...] = ()
    facing: int | None = None


def wishes(ask: Ask) -> list[str]:
    """Give what is asked beside kind and languages, a word each."""
    return [
        *([f"arrow={ask.arrow}"] if ask.arrow else []),
        *([f"facing={ask.facing}"] if ask.facing is not None else []),
        *(f"to={one.replace(':', '=')}" for one in ask.toward),
    ]


def words(ask: Ask) -> str:
    """Write an ask for the record, without its languages, which have a column of their own."""
    return " ".join([ask.kind, *wishes(ask)])


def read(text: str, languages: Sequence[str]) -> Ask | str:
    """Read what `words` wrote, or say what is wrong with it."""
    kind, *rest = text.split(" ")
    if kind not in ABOUT_PLACES:
        return f'"{kind}": {did_you_mean(kind, ABOUT_PLACES)}'
    ask: Ask | str = Ask(kind, tuple(languages))
    for word in rest:
        if isinstance(ask, Ask):
            ask = wished(ask, word)
    return ask


def wished(ask: Ask, word: str) -> Ask | str:
    """Add one wish, or say what is wrong with it."""
    key, _, value = word.partition("=")
    return _WISHES[key](ask, value) if key in _WISHES else f'"{word}": {did_you_mean(key, _WISHES)}'


def is_wish(word: str) -> bool:
    """Tell whether a word is a wish at all."""
    return word.partition("=")[0] in _WISHES


def _arrow(ask: Ask, value: str) -> Ask | str:
    return replace(ask, arrow=value) if value in ARROWS else f'"{value}": {did_you_mean(value, ARROWS)}'


def _facing(ask: Ask, value: str) -> Ask | str:
    if value.isascii() and value.isdigit() and len(value) <= 3 and int(value) < 360:
        return replace(ask, facing=int(value))
    return f'"{value}" is not a bearing of 0 to 359 degrees'


def _toward(ask: Ask, value: str) -> Ask | str:
    there, _, way = value.partition("=")
    if not ID.fullmatch(there):
        return f'"{there}" is not an id'
    if way and way not in ARROWS:
        return f'"{way}": {did_you_mean(way, ARROWS)}'
    return replace(ask, toward=(*ask.toward, f"{there}:{way}" if way else there))


_WISHES: Mapping[str, Callable[[Ask, str], Ask | str]] = {"arrow": _arrow, "facing": _facing, "to": _toward}
