"""What is to go out: every file of the published folder with its digest.

In: the folder that a build published. Out: `Built` values by path, or the problems that keep it from being sent; `plan`
comes next. Links are refused, since what they lead to is not what was built.
"""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from directory.deploy import encode
from directory.output import tree
from directory.output.recipe import check_path, digest
from directory.problem import Problem, error

ENTRY = "index.html"  # without it, a folder is no site
REBUILD = "build it first: python build.py site"


@dataclass(frozen=True)
class Built:
    """One file of the build: the digest and the size in bytes of its contents."""

    digest: str
    size: int


class ChangedError(Exception):
    """Raised when a file is no longer what was planned, since another build was published meanwhile."""


def built(out: Path, jobs: int) -> Mapping[str, Built] | list[Problem]:
    """Read the published folder with `jobs` threads."""
    try:
        found = tree.scan(out)
        if faults := _faults(out, found):
            return faults
        with ThreadPoolExecutor(jobs) as pool:
            digests = pool.map(lambda path: tree.content_digest(out / path), found)
            return {path: Built(one, found[path].size) for path, one in zip(found, digests, strict=True)}
    except OSError as fault:
        return [error(str(out), "", "out-unreadable", fault, f"the site cannot be read: {fault.strerror}", REBUILD)]


def _faults(out: Path, found: Mapping[str, tree.Found]) -> list[Problem]:
    if ENTRY not in found:  # sent like this, it would delete a whole site
        return [error(str(out), "", "out-missing", out, f"there is no site here: {ENTRY} is missing", REBUILD)]
    faults = [fault for path in found if (fault := check_path(path, "deploy"))]
    for path, file in found.items():
        twins = [name for suffix in encode.suffixes(path) if (name := f"{path}.{suffix}") in found]
        if not file.regular:
            text = "a link or a special file stands in the site"
            faults.append(error(str(out), path, "out-link", path, text, f"remove it, or {REBUILD}"))
        if twins:
            text = f"{twins[0]} stands where the compressed copy of {path} belongs"
            faults.append(error(str(out), path, "out-copy", twins[0], text, "remove it"))
    return sorted(faults)


def read(out: Path, path: str, expected: Built) -> bytes:
    """Read a file again to send it; raises ChangedError if it is no longer what was planned."""
    try:
        data = (out / path).read_bytes()
    except FileNotFoundError:
        raise ChangedError(path) from None
    if digest(data) != expected.digest:
        raise ChangedError(path)
    return data
