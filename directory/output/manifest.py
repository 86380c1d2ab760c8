"""The memory of the last publication: each file, what it was made from, and which tree that was.

Kept beside the published folder: a line that says what it is, then a line of JSON for each task's share. A share is
read only where it is asked for, since of a hundred thousand files an edit touches a dozen. What cannot be trusted
(torn, foreign, of another version) is treated as absent: the next build is then a clean one and says so.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from directory.output import tree
from directory.output.artifact import Artifact
from directory.problem import Problem, warning

FORMAT = "directory.output manifest"
VERSION = 2


@dataclass(frozen=True)
class Share:
    """What one task has published: the digest of its plan, how many files, the files as JSON; the task's key if any."""

    stamp: str
    count: int
    text: str
    key: str = ""

    @cached_property
    def files(self) -> Mapping[str, Artifact]:
        """The files by path."""
        return self.read()

    def read(self) -> dict[str, Artifact]:
        """Read the files, which are then the caller's: all shares of a large city are hundreds of megabytes."""
        body = json.loads(self.text)
        pairs = [(name, digest) for name, digest in body["inputs"]]
        return {
            path: Artifact(path, digest, size, dict(pairs[n] for n in inputs), modified_ns, age)
            for path, (digest, size, modified_ns, age, inputs) in body["files"].items()
        }

    def paths(self) -> Iterable[str]:
        """Name the files."""
        return json.loads(self.text)["files"].keys()  # type: ignore[no-any-return]


def share(stamp: str, files: Iterable[Artifact], key: str = "") -> Share:
    """Put what a task has published into a share; an input that many files have is written once."""
    pairs: dict[tuple[str, str], int] = {}
    entries = {
        one.path: [
            one.digest,
            one.size,
            one.modified_ns,
            one.age,
            [pairs.setdefault(pair, len(pairs)) for pair in sorted(one.inputs.items())],
        ]
        for one in sorted(files, key=lambda one: one.path)
    }
    body = {"inputs": list(pairs), "files": entries}
    return Share(stamp, len(entries), json.dumps(body, ensure_ascii=False, separators=(",", ":")), key)


@dataclass(frozen=True)
class Other:
    """Another tree beside the published one: the inode of its root (0 if there is none), where it differs from it."""

    tree: int = 0
    changes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Manifest:
    """The last published tree: digest of the code that made it, inode of its root, and its files by task.

    The inode tells, after a killed run, which of two manifests describes the folder that is published. `previous` is
    the version before, `spare` the tree of which the next version may be made. `second`: this is the second step of a
    build, so that the version before is the one before the first.
    """

    code: str = ""
    tree: int = 0
    shares: Mapping[str, Share] = field(default_factory=dict)
    previous: Other = Other()
    spare: Other = Other()
    second: bool = False

    @cached_property
    def files(self) -> Mapping[str, Artifact]:
        """All files by path."""
        return {path: one for part in self.shares.values() for path, one in part.files.items()}

    @property
    def count(self) -> int:
        """How many files the tree has."""
        return sum(part.count for part in self.shares.values())


def write(path: Path, manifest: Manifest) -> None:
    """Write a manifest so that a reader finds the old or the new one, whole, even after a power cut."""
    shares = sorted(manifest.shares.items())
    lines = "".join(f"{part.text}\n" for _, part in shares).encode("utf-8", "surrogatepass")
    head = {
        "format": FORMAT,
        "version": VERSION,
        "code": manifest.code,
        "tree": manifest.tree,
        "previous": [manifest.previous.tree, *manifest.previous.changes],
        "spare": [manifest.spare.tree, *manifest.spare.changes],
        "second": manifest.second,
        "shares": [[name, part.stamp, part.count, part.key] for name, part in shares],
        "body": hashlib.sha256(lines).hexdigest(),
    }
    first = json.dumps(head, sort_keys=True, ensure_ascii=False).encode("utf-8", "surrogatepass")
    partial = path.with_name(path.name + ".partial")
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
    try:
        tree.write_all(descriptor, first + b"\n" + lines)
        os.fchmod(descriptor, 0o644)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    partial.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable (fsync of the directory)."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def read(path: Path) -> Manifest | Problem | None:
    """Read a manifest: None if there is none, a warning if it cannot be trusted.

    Raises OSError where the file system refuses: else all would be made anew as if nothing had been published.
    """
    try:
        return _manifest(path.read_bytes())
    except FileNotFoundError:
        return None
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as fault:
        return warning(
            path.name,
            "",
            "manifest-unreadable",
            fault,
            f"the manifest cannot be used ({type(fault).__name__}: {fault})",
            "everything is made again",
        )


def tree_of(path: Path) -> int:
    """Read of which tree a manifest speaks, and no more of it; 0 if it does not say."""
    try:
        with path.open("rb") as file:
            head = json.loads(file.readline())
        return _typed(head["tree"], int) if head["format"] == FORMAT else 0
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return 0


def _manifest(data: bytes) -> Manifest:
    """Check a manifest and give its value; raises ValueError or KeyError on the first thing amiss."""
    first, _, lines = data.partition(b"\n")
    head = json.loads(first)
    if not isinstance(head, dict) or head.get("format") != FORMAT:
        raise ValueError("it is not a manifest of this tool")
    if head.get("version") != VERSION:
        raise ValueError(f"version {head.get('version')!r} instead of {VERSION}")
    if hashlib.sha256(lines).hexdigest() != head["body"]:
        raise ValueError("it is not as it was written")
    texts = lines.decode("utf-8", "surrogatepass").split("\n")[:-1]  # JSON holds no line feed, but other separators
    shares = {
        _typed(name, str): Share(_typed(stamp, str), _typed(count, int), text, _typed(key, str))
        for (name, stamp, count, key), text in zip(head["shares"], texts, strict=True)
    }
    previous, spare = _other(*head["previous"]), _other(*head["spare"])
    code, inode, second = _typed(head["code"], str), _typed(head["tree"], int), _typed(head["second"], bool)
    return Manifest(code, inode, shares, previous, spare, second)


def _other(inode: Any, *changes: Any) -> Other:
    return Other(_typed(inode, int), tuple(_typed(one, str) for one in changes))


def _typed(value: Any, kind: type) -> Any:
    if type(value) is not kind:
        raise ValueError(f"{value!r} is not of type {kind.__name__}")
    return value
