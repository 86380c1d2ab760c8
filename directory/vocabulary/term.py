"""The shapes of the closed terms: kinds, families, properties, values, doors.

A leaf. The tables stand in `kinds` and `properties`; pages, filters, signs and exports are driven by them, so a new
property is one new entry and not a new branch in the code.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass


def N_(msgid: str) -> str:  # noqa: N802 - gettext's own name for "mark, do not translate yet"
    """Mark an English msgid for extraction; it is translated where a language is known."""
    return msgid


class Truth(enum.StrEnum):
    """What a value means to a filter. No claim at all is unknown, never `NO`."""

    YES = "yes"
    LIMITED = "limited"
    NO = "no"


class Type(enum.StrEnum):
    """The type of a property's value as it stands in TOML."""

    CHOICE = "choice"  # one of the property's values
    COUNT = "count"  # a whole number of obstacles, 0 or more: steps
    SEATS = "seats"  # a whole number of what is offered, 1 or more: places, seats
    CENTIMETRES = "centimetres"  # a number of centimetres, more than 0
    PLAIN = "plain"  # a short text that is the same in every language: line numbers, a licence number
    TEXT = "text"  # a table of texts by BCP 47 tag, translated in the venues domain


@dataclass(frozen=True)
class Value:
    """One allowed value of a choice: its key in TOML, its English msgid, what it means to a filter."""

    key: str
    label: str
    truth: Truth


@dataclass(frozen=True)
class Family:
    """A group of properties that answers one question of a visitor; `colour` names a token of the look."""

    key: str
    label: str
    colour: str


@dataclass(frozen=True)
class Property:
    """A term that a claim can speak of.

    `key` is OpenStreetMap's where it has one; `osm`, `schema_org`, `a11yjson` are its names elsewhere ("" if none).
    `shelf_life` is in days: beyond it a claim is stale. `qualifiers` are the extra claim fields that tell claims of the
    same property apart. `facet`: offered as a filter. `safety`: unreviewed words of it stamp a sign DRAFT.
    `sign`: the place in the order of facts on a sign, 0 for never.
    """

    key: str
    family: str
    label: str
    icon: str
    shelf_life: int
    type: Type = Type.CHOICE
    values: tuple[Value, ...] = ()
    qualifiers: tuple[str, ...] = ()
    osm: str = ""
    schema_org: str = "amenityFeature"
    a11yjson: str = ""
    facet: bool = False
    safety: bool = False
    sign: int = 0

    def truth(self, value: object) -> Truth:
        """Tell what a value means to a filter; a number of steps above 0 counts as limited, other facts as yes."""
        for allowed in self.values:
            if allowed.key == value:
                return allowed.truth
        if self.type is Type.COUNT:
            return Truth.YES if value == 0 else Truth.LIMITED
        return Truth.YES


@dataclass(frozen=True)
class Kind:
    """What a place is. `sector` is the plan's group of service windows (part four of the plan of 2008)."""

    key: str
    label: str
    plural: str
    icon: str
    osm: str
    schema_org: str
    sector: str
    colour: str = "access"


@dataclass(frozen=True)
class Door:
    """A tile of the home page: a query over claims (and kinds that are themselves the answer)."""

    key: str
    label: str
    question: str
    icon: str
    colour: str
    properties: tuple[str, ...]
    kinds: tuple[str, ...] = ()
