"""The closed vocabulary: kinds, families, properties, values, doors, scopes, phrases, with their standards. A leaf."""

from __future__ import annotations

from directory.vocabulary.directions import ARROWS, arrow_at
from directory.vocabulary.kinds import DOORS, KINDS
from directory.vocabulary.phrases import BOARDS, Board, Phrase
from directory.vocabulary.properties import CARD_ORIGINS, CHANNELS, FAMILIES, FIELD_SHELF_LIFE, PROPERTIES, SCOPES
from directory.vocabulary.term import N_, Door, Family, Kind, Property, Truth, Type, Value

__all__ = [
    "ARROWS",
    "BOARDS",
    "CARD_ORIGINS",
    "CHANNELS",
    "DOORS",
    "FAMILIES",
    "FIELD_SHELF_LIFE",
    "KINDS",
    "N_",
    "PROPERTIES",
    "SCOPES",
    "Board",
    "Door",
    "Family",
    "Kind",
    "Phrase",
    "Property",
    "Truth",
    "Type",
    "Value",
    "arrow_at",
    "match_scope",
]


def match_scope(scope: str) -> tuple[str, str] | None:
    """Split a scope into its pattern and its part's own mark: "exit N1" -> ("exit {ref}", "N1"); None if unknown."""
    if scope in SCOPES:
        return scope, ""
    for pattern in SCOPES:
        before, mark, after = pattern.partition("{ref}")
        if mark and scope.startswith(before) and scope.endswith(after):
            ref = scope[len(before) : len(scope) - len(after)]
            if ref and ref == ref.strip() and len(ref) <= 20 and " to platform" not in ref:
                return pattern, ref
    return None
