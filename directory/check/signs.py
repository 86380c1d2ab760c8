"""Can signs be printed as the data asks, and can what was printed be read? Languages, numbers, issued.csv."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from directory.model import Dataset, Venue
from directory.problem import Problem, did_you_mean, error
from directory.signage.ask import read

FEWEST, MOST = 2, 6  # languages on a sign, the local one among them
CITY = "city.toml"
ANSWERS = {"sign_hotline": "questions", "sign_complaints": "complaints"}


def languages(data: Dataset, as_of: dt.date) -> Iterator[Problem]:
    """A venue's own choice of languages for its signs can be printed.

    sign-language: each is the city's. sign-languages: none stands twice, and with the local one, which comes first
    anyway, they are two to six (one in a city of one language). The city's choice is six at most too.
    """
    for venue in data.venues.values():
        if venue.sign_languages:
            yield from _chosen(data, venue)
    if len(data.city.sign_languages) > MOST:
        message, hint = f"{len(data.city.sign_languages)} languages do not fit a sign", f"name {MOST} at most"
        yield error(CITY, "sign_languages", "sign-languages", data.city.sign_languages, message, hint)


def _chosen(data: Dataset, venue: Venue) -> Iterator[Problem]:
    file, tags, known = data.files[venue.id], venue.sign_languages, data.city.languages
    for tag in tags:
        if tag not in known:
            message, hint = f"{tag} is not among the city's languages", did_you_mean(tag, known)
            yield error(file, "sign_languages", "sign-language", tag, message, hint)
    if len(set(tags)) < len(tags):
        message, hint = "names a language twice", "list each tag once"
        yield error(file, "sign_languages", "sign-languages", tags, message, hint)
    count = len({*known[:1], *tags})
    if not min(FEWEST, len(known)) <= count <= MOST:
        message = f"comes to {count} with {known[0]}"
        hint = f"name other languages until they are {FEWEST} to {MOST}, or take the line out for the city's choice"
        yield error(file, "sign_languages", "sign-languages", tags, message, hint)


def numbers(data: Dataset, as_of: dt.date) -> Iterator[Problem]:
    """The numbers that signs print answer questions and complaints: paper cannot take them back.

    hotline-unknown: each is in hotlines.toml. hotline-doubtful: somebody said lately that it answers. phone-emergency:
    it is no emergency number. hotline-twice: it stands once.
    """
    city = data.city
    asked = [("sign_hotline", key) for key in [city.sign_hotline] if key]
    asked += [("sign_complaints", key) for key in city.sign_complaints]
    for field, key in asked:
        if fault := _number(data, field, key):
            code, message, hint = fault
            yield error(CITY, field, code, key, message, hint)
    for key in sorted({key for key in city.sign_complaints if city.sign_complaints.count(key) > 1}):
        yield error(CITY, "sign_complaints", "hotline-twice", key, f"{key} stands twice", "name each hotline once")


def _number(data: Dataset, field: str, key: str) -> tuple[str, str, str] | None:
    """Say what is wrong with a printed number first of all: problem code, message, hint."""
    if key in data.city.emergency:
        return "phone-emergency", f"{key} is an emergency number", f"name a hotline that answers {ANSWERS[field]}"
    if key not in data.hotlines:
        return "hotline-unknown", f'"{key}" is not in hotlines.toml', did_you_mean(key, data.hotlines)
    if data.hotlines[key].doubtful:
        number = data.hotlines[key].number
        return "hotline-doubtful", f"{number} is doubtful, but would be printed", "call it, or name another hotline"
    return None


def batches(data: Dataset, as_of: dt.date) -> Iterator[Problem]:
    """A printed batch carries a code that was given out, and says which sign it was.

    code-unlisted: the code is in codes.csv. issue-sign: the kind of sign and its wishes can be read.
    """
    hint = "issued.csv is written by `python build.py issue` only"
    for issue in data.issues:
        row = f"{issue.code},{issue.revision}"
        if issue.code not in data.codes:
            yield error("issued.csv", row, "code-unlisted", issue.code, f"{issue.code} was never given out", hint)
        found = read(issue.sign, issue.languages.split())
        if isinstance(found, str):
            yield error("issued.csv", row, "issue-sign", issue.sign, f"names no sign: {found}", hint)
