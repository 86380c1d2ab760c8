"""The memory of a target, kept at the target itself: which files there are ours, and what of the build they are.

In: the JSON that stands there. Out: a `Record`, by which `plan` knows what to send and what may be deleted; what it
does not name is somebody else's. A file whose sending was begun and not seen to end is named without a digest: it is
ours, and sent again.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from directory.output.headers import ENCODINGS
from directory.output.recipe import check_path
from directory.problem import Problem, error

RECORD = ".deploy.json"
FORMAT, VERSION = "directory.deploy record", 1


@dataclass(frozen=True)
class Entry:
    """One file of ours: digest and size in bytes of its contents; "" is a file that may or may not be there whole.

    `how` is the digest of the rules it was sent by (headers, compression), `copies` the sizes of the compressed copies
    beside it by their suffix.
    """

    digest: str
    size: int
    how: str
    copies: Mapping[str, int]

    def sizes(self, path: str) -> Iterator[tuple[str, int]]:
        """Give the names under which the file at `path` and its copies stand, with their sizes."""
        yield path, self.size
        for suffix, size in self.copies.items():
            yield f"{path}.{suffix}", size


@dataclass(frozen=True)
class Record:
    """What of a target is ours: files by path, and names that are to be deleted still."""

    files: Mapping[str, Entry] = field(default_factory=dict)
    leaving: frozenset[str] = frozenset()

    def names(self) -> set[str]:
        """Give every name at the target that is ours."""
        return {name for path, entry in self.files.items() for name, _ in entry.sizes(path)} | self.leaving


def pending(path_size: int, suffixes: Mapping[str, int] | tuple[str, ...]) -> Entry:
    """Make the entry of a file that is about to be sent, with the copies that may come to stand beside it."""
    return Entry("", path_size, "", dict.fromkeys(suffixes, 0))


def dump(record: Record) -> bytes:
    """Write a record as sorted JSON: equal records have equal bytes."""
    files = {
        path: {"digest": entry.digest, "size": entry.size, "how": entry.how, "copies": dict(entry.copies)}
        for path, entry in record.files.items()
    }
    body = {"format": FORMAT, "version": VERSION, "files": files, "leaving": sorted(record.leaving)}
    return (json.dumps(body, sort_keys=True, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def parse(data: bytes, target: str) -> Record | Problem:
    """Read a record; one that cannot be trusted is a problem, since by it files would be deleted."""
    try:
        return _record(json.loads(data))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as fault:
        text = f"the record of what stands there cannot be used ({type(fault).__name__}: {fault})"
        hint = f"nothing was touched: bring {RECORD} back from a copy, or deploy to an empty place"
        return error(target, RECORD, "record-unreadable", "", text, hint)


def _record(body: Any) -> Record:
    """Check a parsed record and give its value; raises ValueError or KeyError on the first thing amiss."""
    if not isinstance(body, dict) or body.get("format") != FORMAT:
        raise ValueError("it is not a record of this tool")
    if body.get("version") != VERSION:
        raise ValueError(f"version {body.get('version')!r} instead of {VERSION}")
    files = {_path(path): _entry(entry) for path, entry in body["files"].items()}
    return Record(files, frozenset(_path(path) for path in body["leaving"]))


def _entry(entry: dict[str, Any]) -> Entry:
    copies = {suffix: _typed(size, int) for suffix, size in entry["copies"].items()}
    if not copies.keys() <= ENCODINGS.keys():
        raise ValueError(f"unknown copies: {sorted(copies)}")
    return Entry(_typed(entry["digest"], str), _typed(entry["size"], int), _typed(entry["how"], str), copies)


def _path(path: Any) -> str:
    """Let through what is a path of a published folder: by no other may anything be deleted."""
    if fault := check_path(_typed(path, str), "record"):
        raise ValueError(f"{path!r}: {fault.message}")
    return str(path)


def _typed(value: Any, kind: type) -> Any:
    if type(value) is not kind:
        raise ValueError(f"{value!r} is not of type {kind.__name__}")
    return value
