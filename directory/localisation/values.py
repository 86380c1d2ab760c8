"""A venue and its parts in one language: what `localise` gives and pages, search and signs take."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from directory.dates import Freshness
from directory.localisation.text import Status, Text
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


@dataclass(frozen=True, eq=False)
class Fact:
    """All that is said of one property. In a conflict the claims of equal standing stand side by side.

    Where the same is said of two places they share one fact, so what is made of a fact can be kept for it.
    """

    key: str
    label: str
    icon: str
    claims: tuple[LocalisedClaim, ...]
    conflict: bool
    safety: bool


@dataclass(frozen=True, eq=False)
class FamilyBlock:
    """A family's facts, and the properties that visitors ask for and nobody has told yet; shared like facts."""

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


class Words(Protocol):
    """What puts the rest of a venue into words when it is asked for: most lists need no more than its name."""

    def families(self, venue: Venue) -> tuple[FamilyBlock, ...]:
        """Give what is told of it, by family."""

    def offers(self, venue: Venue) -> tuple[str, ...]:
        """Give the keys of what it offers."""

    def stale(self, venue: Venue) -> bool:
        """Tell whether all that is told of it is old."""

    def optional(self, venue: Venue, field: str) -> Text | None:
        """Give a text that may be missing."""

    def local_only(self, venue: Venue, field: str) -> Text | None:
        """Give a text in the city's own language."""

    def stated(self, venue: Venue, field: str) -> Stated | None:
        """Give a text with its evidence."""

    def plain(self, venue: Venue, field: str) -> Stated | None:
        """Give a value that is the same in all languages, with its evidence."""


@dataclass(frozen=True, eq=False)
class LocalisedVenue:
    """A venue in one language. `local_*` are the texts in the city's own language, for a finger to point at.

    `kind` and `district` are words. What most lists do not show is put into words when it is first asked for.
    """

    venue: Venue
    name: Text
    local_name: Text
    kind: str
    district: str
    words: Words

    @cached_property
    def alt_names(self) -> tuple[Text, ...]:
        """Other names, as they stand in the file."""
        texts = self.venue.alt_name.texts if self.venue.alt_name else {}
        return tuple(Text(value, tag, Status.SOURCE) for tag, value in texts.items())

    @cached_property
    def description(self) -> Text | None:
        """What the place is, in a sentence."""
        return self.words.optional(self.venue, "description")

    @cached_property
    def address(self) -> Stated | None:
        """The address for a reader."""
        return self.words.stated(self.venue, "address")

    @cached_property
    def local_address(self) -> Text | None:
        """The address for a driver."""
        return self.words.local_only(self.venue, "address")

    @cached_property
    def cross_street(self) -> Text | None:
        """The nearest crossing, for a driver."""
        return self.words.local_only(self.venue, "cross_street")

    @cached_property
    def opening_hours(self) -> Stated | None:
        """The hours as OSM opening_hours."""
        return self.words.plain(self.venue, "opening_hours")

    @cached_property
    def phone(self) -> Stated | None:
        """The telephone numbers."""
        return self.words.plain(self.venue, "phone")

    @cached_property
    def website(self) -> Stated | None:
        """The web address."""
        return self.words.plain(self.venue, "website")

    @cached_property
    def families(self) -> tuple[FamilyBlock, ...]:
        """What is told of it, by family."""
        return self.words.families(self.venue)

    @property
    def offers(self) -> tuple[str, ...]:
        """The keys of what it offers, in the vocabulary's order."""
        return self.words.offers(self.venue)

    @property
    def stale(self) -> bool:
        """Whether all that is told of it is old."""
        return self.words.stale(self.venue)


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
