"""What is said of a venue? Claims of known properties, in fitting words, with their ends and their conflicts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from directory.check.syntax import is_language_tag
from directory.dates import first_day
from directory.model import Claim, Dataset
from directory.problem import Problem, did_you_mean, error, warning
from directory.standing import expired, standings
from directory.vocabulary import CARD_ORIGINS, CHANNELS, PROPERTIES, SCOPES, Property, Type, match_scope

WANTED = {
    Type.COUNT: "a whole number, 0 or more",
    Type.SEATS: "a whole number, 1 or more",
    Type.CENTIMETRES: "a number of centimetres",
    Type.PLAIN: "a text",
    Type.TEXT: "a table of texts by language",
}
WORDS = {"card_origin": CARD_ORIGINS, "channel": CHANNELS}  # qualifiers of a closed vocabulary


def _stated(data: Dataset) -> Iterator[tuple[str, str, Claim]]:
    """Every claim: its file, its path in the file, itself."""
    for venue in data.venues.values():
        for number, claim in enumerate(venue.claim):
            yield data.files[venue.id], f"claim.{number}", claim


def _known(data: Dataset) -> Iterator[tuple[str, str, Claim, Property]]:
    """The claims whose property the vocabulary has: what else they say can be judged."""
    for file, at, claim in _stated(data):
        if claim.property in PROPERTIES:
            yield file, at, claim, claim.definition


def properties(data: Dataset, as_of: dt.date) -> Iterator[Problem]:
    """A claim speaks of a property of the vocabulary."""
    for file, at, claim in _stated(data):
        if claim.property not in PROPERTIES:
            message, hint = f'"{claim.property}" is not a property', did_you_mean(claim.property, PROPERTIES)
            yield error(file, f"{at}.property", "property-unknown", claim.property, message, hint)


def values(data: Dataset, as_of: dt.date) -> Iterator[Problem]:
    """A claim's value is of its property's type."""
    for file, at, claim, prop in _known(data):
        allowed = [choice.key for choice in prop.values]
        if prop.type is Type.CHOICE and claim.value not in allowed:
            message = f'"{claim.value}" is not a value of {prop.key}'
            hint = f"{did_you_mean(str(claim.value), allowed)} (unknown is no claim at all)"
            yield error(file, f"{at}.value", "value-unknown", claim.value, message, hint)
        elif prop.type is not Type.CHOICE and not _fits(claim.value, prop.type):
            message, hint = f"{claim.value!r} does not fit {prop.key}", f"expected {WANTED[prop.type]}"
            yield error(file, f"{at}.value", "value-type", claim.value, message, hint)


def _fits(value: object, kind: Type) -> bool:
    """Tell whether a value is of a type; Python's booleans are integers, TOML's are not."""
    if isinstance(value, bool):
        return False
    if kind is Type.COUNT:
        return isinstance(value, int) and value >= 0
    if kind is Type.SEATS:
        return isinstance(value, int) and value >= 1
    if kind is Type.CENTIMETRES:
        return isinstance(value, int | float) and 0 < value < 10_000
    return isinstance(value, str) if kind is Type.PLAIN else isinstance(value, dict) and bool(value)


def scopes(data: Dataset, as_of: dt.date) -> Iterator[Problem]:
    """A claim about a part of a venue names it in words that can be translated."""
    for file, at, claim, _ in _known(data):
        if claim.scope is not None and match_scope(claim.scope) is None:
            message, hint = f'"{claim.scope}" is not a scope', did_you_mean(claim.scope, SCOPES)
            yield error(file, f"{at}.scope", "scope-unknown", claim.scope, message, hint)


def qualifiers(data: Dataset, as_of: dt.date) -> Iterator[Problem]:
    """Qualifiers stand where their property has them, in words of the vocabulary; a language claim names one."""
    for file, at, claim, prop in _known(data):
        for name in ("language", "card_origin", "channel"):
            value = getattr(claim, name)
            if value is not None and (wrong := _qualifier_fault(name, value, prop)):
                code, message, hint = wrong
                yield error(file, f"{at}.{name}", code, value, message, hint)
        if prop.key == "language" and claim.language is None:
            yield error(file, at, "qualifier-missing", "", "does not say which language", 'add language = "en"')


def _qualifier_fault(name: str, value: str, prop: Property) -> tuple[str, str, str] | None:
    """Say what is wrong with a qualifier: problem code, message, hint."""
    if name not in prop.qualifiers:
        return "qualifier-misplaced", f"{prop.key} has no {name}", "take it out"
    if name in WORDS and value not in WORDS[name]:
        return "qualifier-unknown", f'"{value}" is not a {name}', did_you_mean(value, WORDS[name])
    if name == "language" and not is_language_tag(value):
        return "language-tag", f'"{value}" is not a BCP 47 tag', "such as en, ar or zh-Hans"
    return None


def repeats(data: Dataset, as_of: dt.date) -> Iterator[Problem]:
    """A source says one thing of one slot on one day."""
    seen: dict[tuple[object, ...], str] = {}
    for file, at, claim, _ in _known(data):
        first = seen.setdefault((file, claim.slot, claim.source, claim.ref, claim.observed), at)
        if first != at:
            message = f"says the same of {claim.property} as {first}"
            hint = "keep one; a source says one thing of one property on one day"
            yield error(file, at, "claim-twice", claim.property, message, hint)


def certificates(data: Dataset, as_of: dt.date) -> Iterator[Problem]:
    """A halal certificate names its issuer and its end."""
    for file, at, claim in _stated(data):
        if claim.property == "halal" and claim.value == "certificate" and not (claim.issuer and claim.valid_until):
            hint = 'add issuer = "…" and valid_until = "YYYY-MM-DD", or claim a lower rung'
            yield error(file, at, "certificate-incomplete", "", "a certificate without issuer or end", hint)


def ends(data: Dataset, as_of: dt.date) -> Iterator[Problem]:
    """A claim does not end before it was seen; one past its end counts no more and is told."""
    for file, at, claim in _stated(data):
        end, seen = claim.valid_until, first_day(claim.observed)
        if end is None:
            continue
        if seen is not None and dt.date.fromisoformat(end) < seen:
            message, hint = f"ends {end}, before it was observed", "check both dates"
            yield error(file, f"{at}.valid_until", "end-before-start", end, message, hint)
        elif expired(claim, as_of):
            message, hint = f"ended {end} and counts no more", "ask for the new one, or take the claim out"
            yield warning(file, f"{at}.valid_until", "certificate-expired", end, message, hint)


def conflicts(data: Dataset, as_of: dt.date) -> Iterator[Problem]:
    """Claims of equal standing that differ are published as a conflict; the curator is told."""
    for venue in data.venues.values():
        known = (claim for claim in venue.claim if claim.property in PROPERTIES)
        for slot, standing in standings(known, as_of).items():
            if standing.conflict:
                said = " / ".join(f"{claim.value} ({claim.source})" for claim in standing.claims)
                at = f"claim.{venue.claim.index(standing.claims[0])}"
                message = f"sources of equal standing differ on {slot.property}: {said}"
                hint = "go and look, then add an on_site claim"
                yield warning(data.files[venue.id], at, "conflict", said, message, hint)
