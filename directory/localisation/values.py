"""A venue and its parts in one language: what `localise` gives and pages, search and signs take."""

from __future__ import annotations

from dataclasses import dataclass

from directory.dates import Freshness
from directory.localisation.text import Text
from directory.model import Venue
from directory.vocabulary import Truth


@dataclass(frozen=True)
class LocalisedEvidence:
    """Who says so, how, when; `due` and `stale` are the ISO days on which the mark changes."""

    source: str
    url: str
    method: str
    observed: str
    iso: str
    freshness: Freshness
    freshness_label: str
    due: str
    stale: str
    issuer: str
    valid_until: str


@dataclass(frozen=True)
class LocalisedClaim:
    """One value: the text shown, where it holds, what it means to a filter, a note, its evidence."""

    value: Text
    where: tuple[str, ...]
    truth: Truth
    note: Text | None
    draft: bool
    evidence: LocalisedEvidence


@dataclass(frozen=True)
class Fact:
    """All that is said of one property. In a conflict the claims of equal standing stand side by side."""

    key: str
    label: str
    icon: str
    claims: tuple[LocalisedClaim, ...]
    conflict: bool
    safety: bool


@dataclass(frozen=True)
class FamilyBlock:
    """A family's facts, and the properties that visitors ask for and nobody has told yet."""

    key: str
    label: str
    colour: str
    facts: tuple[Fact, ...]
    unknown: str


@dataclass(frozen=True)
class Stated:
    """A stated field (address, hours, phone) with its evidence."""

    text: Text
    evidence: LocalisedEvidence


@dataclass(frozen=True)
class LocalisedVenue:
    """A venue in one language. `local_*` are the texts in the city's own language, for a finger to point at."""

    venue: Venue
    name: Text
    local_name: Text
    alt_names: tuple[Text, ...]
    kind: str
    district: str
    description: Text | None
    address: Stated | None
    local_address: Text | None
    cross_street: Text | None
    opening_hours: Stated | None
    phone: Stated | None
    website: Stated | None
    families: tuple[FamilyBlock, ...]
    offers: tuple[str, ...]
    stale: bool


@dataclass(frozen=True)
class LocalisedHotline:
    """A public number in one language."""

    key: str
    name: Text
    number: str
    languages: str
    hours: str
    note: Text | None
    doubtful: bool
    evidence: LocalisedEvidence
