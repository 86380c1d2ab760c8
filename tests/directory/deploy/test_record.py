"""The record of a target reads back as written; what is amiss in it is a problem, for by it files are deleted."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.deploy.record import Entry, Record, dump, parse
from directory.problem import Problem

NAMES = st.from_regex(r"[a-z0-9é]{1,8}(/[a-z0-9]{1,8}){0,2}\.html", fullmatch=True).filter(
    lambda name: not name.startswith(("con", "prn", "aux", "nul", "com", "lpt")) and "/c" not in name
)
ENTRIES = st.builds(
    Entry,
    st.text(max_size=16),
    st.integers(0, 10**12),
    st.text(max_size=16),
    st.dictionaries(st.sampled_from(["br", "gz"]), st.integers(0, 10**9)),
)
RECORDS = st.builds(Record, st.dictionaries(NAMES, ENTRIES, max_size=4), st.frozensets(NAMES, max_size=3))
GOOD: dict[str, Any] = {
    "format": "directory.deploy record",
    "version": 1,
    "files": {"en/index.html": {"digest": "d", "size": 3, "how": "h", "copies": {"br": 2}}},
    "leaving": ["old.html"],
}


@given(RECORDS)
def test_a_record_reads_back(record: Record) -> None:
    """What is written is read, whatever it holds; equal records have equal bytes."""
    assert parse(dump(record), "t") == record
    assert dump(Record(dict(reversed(list(record.files.items()))), record.leaving)) == dump(record)


def test_names_are_all_that_may_stand_there() -> None:
    """A file, its copies, and what is to be deleted still."""
    record = parse(json.dumps(GOOD).encode(), "t")
    assert isinstance(record, Record)
    assert record.names() == {"en/index.html", "en/index.html.br", "old.html"}


@pytest.mark.parametrize(
    "changed",
    [
        {"format": "something else"},
        {"version": 2},
        {"files": []},
        {"files": {"../secret": GOOD["files"]["en/index.html"]}},
        {"files": {"/etc/passwd": GOOD["files"]["en/index.html"]}},
        {"files": {"a.html": {}}},
        {"files": {"a.html": {**GOOD["files"]["en/index.html"], "size": "3"}}},
        {"files": {"a.html": {**GOOD["files"]["en/index.html"], "copies": {"/../../x": 3}}}},
        {"leaving": ["en/../../secret"]},
        {"leaving": [3]},
        {"leaving": None},
    ],
)
def test_a_record_that_cannot_be_trusted_is_a_problem(changed: dict[str, Any]) -> None:
    """No name in it may lead out of the target, and nothing in it is guessed."""
    found = parse(json.dumps({**GOOD, **changed}).encode(), "/srv/city")
    assert isinstance(found, Problem)
    assert (found.file, found.code) == ("/srv/city", "record-unreadable")


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"null", b"\xff", b"[" * 100_000])
def test_what_is_no_record_is_a_problem(data: bytes) -> None:
    """Torn or foreign bytes end the deploy before anything is touched."""
    assert isinstance(parse(data, "t"), Problem)
