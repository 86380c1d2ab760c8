"""Does what is named exist? Notices, successors and targets name venues and terms."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator

from directory.model import Dataset, Venue
from directory.problem import Problem, did_you_mean, error, warning
from directory.vocabulary import KINDS, PROPERTIES

UNITS = ("places", "percent")
YEAR = dt.timedelta(days=366)  # what lasts longer is a fact of the place, not news


def notices(data: Dataset, as_of: dt.date) -> Iterator[Problem]:
    """A notice is about a venue that exists, or about all, and ends on or after the day it begins."""
    for key, notice in data.notices.items():
        if notice.venue is not None:
            yield from _venue(data, "notices.toml", f"{key}.venue", notice.venue)
        if notice.ends < notice.begins:
            message, hint = "ends before it begins", "check both days"
            yield error("notices.toml", f"{key}.ends", "end-before-start", notice.ends, message, hint)


def lasting(data: Dataset, as_of: dt.date) -> Iterator[Problem]:
    """A notice is news of an open place.

    notice-long: it lasts a year at most. notice-closed: it does not begin after its venue has closed for good.
    """
    for key, notice in data.notices.items():
        if dt.date.fromisoformat(notice.ends) - dt.date.fromisoformat(notice.begins) > YEAR:
            message, hint = f"lasts from {notice.begins} to {notice.ends}", "state it as a fact of the venue"
            yield warning("notices.toml", f"{key}.ends", "notice-long", notice.ends, message, hint)
        venue = data.venues.get(notice.venue or "")
        if venue and venue.closed and notice.begins[: len(venue.closed.date)] > venue.closed.date:
            message = f"begins {notice.begins}, but {venue.id} closed {venue.closed.date}"
            hint = "take the notice out: the venue's page says that it has closed"
            yield warning("notices.toml", f"{key}.venue", "notice-closed", venue.id, message, hint)


def successors(data: Dataset, as_of: dt.date) -> Iterator[Problem]:
    """A closed venue's successor exists, and following successors does not lead back."""
    for venue in data.venues.values():
        if venue.closed and venue.closed.successor:
            yield from _venue(data, data.files[venue.id], "closed.successor", venue.closed.successor)
            if venue.id in _after(data, venue):
                message, hint = "leads back to this venue", "name the place that took over, or take the line out"
                successor = venue.closed.successor
                yield error(data.files[venue.id], "closed.successor", "successor-circle", successor, message, hint)


def _after(data: Dataset, venue: Venue) -> set[str]:
    """Follow the successors of a venue as far as they lead."""
    seen: set[str] = set()
    closed = venue.closed
    while closed and closed.successor and closed.successor not in seen:
        seen.add(closed.successor)
        following = data.venues.get(closed.successor)
        closed = following.closed if following else None
    return seen


def _venue(data: Dataset, file: str, field: str, named: str) -> Iterator[Problem]:
    if named not in data.files:
        message, hint = f"there is no venue {named}", did_you_mean(named, data.files)
        yield error(file, field, "venue-unknown", named, message, hint)


def targets(data: Dataset, as_of: dt.date) -> Iterator[Problem]:
    """A target counts kinds and properties of the vocabulary, one of them at least, and its goal can be reached."""
    for key, target in data.targets.items():
        if target.goal < 1:
            message = f"{target.goal} is not a goal"
            yield error("targets.toml", f"{key}.goal", "target-goal", target.goal, message, "expected 1 or more")
        if target.unit == "percent" and target.goal > 100:
            message = f"{target.goal} percent cannot be reached"
            yield error("targets.toml", f"{key}.goal", "target-goal", target.goal, message, 'or is it unit = "places"?')
        if not target.kinds and not target.properties:
            message, hint = "asks for nothing, so every place would count", "name kinds, properties or both"
            yield error("targets.toml", key, "target-empty", "", message, hint)
        if target.unit not in UNITS:
            message, hint = f'"{target.unit}" is not a unit', did_you_mean(target.unit, UNITS)
            yield error("targets.toml", f"{key}.unit", "target-unit", target.unit, message, hint)
        yield from _terms(f"{key}.kinds", target.kinds, KINDS)
        yield from _terms(f"{key}.of_kinds", target.of_kinds, KINDS)
        for area in target.of_areas:
            if area not in data.areas:
                message, hint = f"there is no area {area}", did_you_mean(area, data.areas)
                yield error("targets.toml", f"{key}.of_areas", "area-unknown", area, message, hint)
        yield from _terms(f"{key}.properties", target.properties, PROPERTIES)


def _terms(field: str, words: tuple[str, ...], known: Collection[str]) -> Iterator[Problem]:
    for word in words:
        if word not in known:
            message, hint = f'"{word}" is not in the vocabulary', did_you_mean(word, known)
            yield error("targets.toml", field, "term-unknown", word, message, hint)
