"""Who is a venue? Its kind, its code, its id, and the ids it once had."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from directory import codes as crockford
from directory.check.syntax import is_id
from directory.model import Dataset, Venue
from directory.problem import Problem, did_you_mean, error
from directory.vocabulary import KINDS


def kinds(data: Dataset, as_of: dt.date) -> Iterator[Problem]:
    """A venue's kind is in the vocabulary."""
    for venue in data.venues.values():
        if venue.kind not in KINDS:
            message, hint = f'"{venue.kind}" is not a kind', did_you_mean(venue.kind, KINDS)
            yield error(data.files[venue.id], "kind", "kind-unknown", venue.kind, message, hint)


def codes(data: Dataset, as_of: dt.date) -> Iterator[Problem]:
    """A venue's code is sound, its own, and given to it in codes.csv."""
    for venue in data.venues.values():
        if wrong := _code_fault(data, venue):
            code, message, hint = wrong
            yield error(data.files[venue.id], "code", code, venue.code, message, hint)


def _code_fault(data: Dataset, venue: Venue) -> tuple[str, str, str] | None:
    """Say what is wrong with a venue's code first of all: problem code, message, hint."""
    code, listed = venue.code, data.codes.get(venue.code)
    if not crockford.is_valid(code):
        expected = code[:5] + crockford.check_character(code[:5])
        hint = f"copy the code again from codes.csv; with these five characters it would be {expected}"
        return "code-check", f"{code} has a wrong check character", hint
    if (holder := _holder(data, venue)) is not None:
        hint = "give this venue a code of its own: python build.py code"
        return "code-twice", f"{code} is already the code of {holder}", hint
    if listed is None:
        return "code-unlisted", f"{code} is not in codes.csv", f"add the row {code},{venue.id}"
    if _final(data, listed) != venue.id:
        hint = "a code is never given to another venue; a renamed id needs a row in redirects.csv"
        return "code-reused", f"codes.csv gives {code} to {listed}", hint
    return None


def _holder(data: Dataset, venue: Venue) -> str | None:
    """Give the other venue that carries this venue's code and was given it in codes.csv, if there is one."""
    holder = data.venues.get(_final(data, data.codes.get(venue.code, "")))
    return holder.id if holder and holder.id != venue.id and holder.code == venue.code else None


def _final(data: Dataset, venue_id: str) -> str:
    """Follow redirects to a living id, or as far as they lead."""
    for _ in range(len(data.redirects) + 1):
        if venue_id in data.files or venue_id not in data.redirects:
            return venue_id
        venue_id = data.redirects[venue_id]
    return venue_id


def removals(data: Dataset, as_of: dt.date) -> Iterator[Problem]:
    """A code that was ever given out stays sound, and its venue keeps a file."""
    for code, owner in data.codes.items():
        if not crockford.is_valid(code):
            message, hint = f"{code} is not a code", "python build.py code makes one"
            yield error("codes.csv", code, "code-check", code, message, hint)
        elif owner not in data.redirects and owner not in data.files:  # a lost redirect is told as such
            message = f"{owner} has the code {code}, but no file"
            hint = "bring the file back (a closed venue keeps it, with [closed]), or add the id to redirects.csv"
            yield error("codes.csv", code, "venue-removed", owner, message, hint)


def redirects(data: Dataset, as_of: dt.date) -> Iterator[Problem]:
    """A renamed id leads to a venue that exists, and no living id is redirected."""
    for old, new in data.redirects.items():
        if not is_id(old):
            message, hint = f'"{old}" has not the form of an id', "use lower-case letters, digits and single hyphens"
            yield error("redirects.csv", old, "redirect-form", old, message, hint)
        elif old in data.files:
            message, hint = f"{old} is redirected, but has a file", "take the row out, or rename the file"
            yield error("redirects.csv", old, "redirect-shadows", old, message, hint)
        elif _final(data, old) not in data.files:
            message = f"{old} leads to {new}, which {'leads back' if new in data.redirects else 'does not exist'}"
            yield error("redirects.csv", old, "redirect-lost", new, message, "name the id of a venue file")
