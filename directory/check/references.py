"""Does what is named exist? Notices, successors, targets and printed batches name venues, terms and codes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator

from directory.model import Dataset
from directory.problem import Problem, did_you_mean, error
from directory.vocabulary import KINDS, PROPERTIES


def notices(data: Dataset, as_of: dt.date) -> Iterator[Problem]:
    """A notice is about a venue that exists, or about all, and ends on or after the day it begins."""
    for key, notice in data.notices.items():
        if notice.venue is not None:
            yield from _venue(data, "notices.toml", f"{key}.venue", notice.venue)
        if notice.ends < notice.begins:
            message, hint = "ends before it begins", "check both days"
            yield error("notices.toml", f"{key}.ends", "end-before-start", notice.ends, message, hint)


def successors(data: Dataset, as_of: dt.date) -> Iterator[Problem]:
    """A closed venue's successor exists."""
    for venue in data.venues.values():
        if venue.closed and venue.closed.successor:
            yield from _venue(data, data.files[venue.id], "closed.successor", venue.closed.successor)


def _venue(data: Dataset, file: str, field: str, named: str) -> Iterator[Problem]:
    if named not in data.files:
        message, hint = f"there is no venue {named}", did_you_mean(named, data.files)
        yield error(file, field, "venue-unknown", named, message, hint)


def targets(data: Dataset, as_of: dt.date) -> Iterator[Problem]:
    """A target counts kinds and properties of the vocabulary."""
    for key, target in data.targets.items():
        yield from _terms(f"{key}.kinds", target.kinds, KINDS)
        yield from _terms(f"{key}.of_kinds", target.of_kinds, KINDS)
        yield from _terms(f"{key}.properties", target.properties, PROPERTIES)


def _terms(field: str, words: tuple[str, ...], known: Collection[str]) -> Iterator[Problem]:
    for word in words:
        if word not in known:
            message, hint = f'"{word}" is not in the vocabulary', did_you_mean(word, known)
            yield error("targets.toml", field, "term-unknown", word, message, hint)


def issues(data: Dataset, as_of: dt.date) -> Iterator[Problem]:
    """A printed batch carries a code that was given out."""
    for issue in data.issues:
        if issue.code not in data.codes:
            hint = "issued.csv is written by `python build.py issue` only"
            message = f"{issue.code} was never given out"
            yield error("issued.csv", issue.code, "code-unlisted", issue.code, message, hint)
