"""Where a site can go. One small protocol, and what finds the place that the command line names.

In: a folder's path, a path that ends in .zip, or a URL that fsspec knows. Out: a `Target`, or the problem with it.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

from directory.deploy.archive import Archive
from directory.deploy.folder import Folder
from directory.deploy.store import open_store
from directory.problem import Problem, error


class Target(Protocol):
    """A place that holds files by name. Whatever it cannot do it says by an OSError."""

    name: str
    threads: int
    """How many calls it takes at once; 0 is any number."""

    def listing(self) -> Mapping[str, int]:
        """Give the size in bytes of every file there by its name, without the record."""

    def read_record(self) -> bytes | None:
        """Read the record; None if there is none."""

    def write_record(self, data: bytes) -> None:
        """Write the record: whole or not at all, and after everything that was put before it."""

    def put(self, path: str, data: bytes, headers: Mapping[str, str]) -> None:
        """Put a file, whole or not at all; the headers go with it where the place can keep them."""

    def delete(self, path: str) -> None:
        """Delete a file of ours; one that is not there is no fault."""

    def finish(self) -> None:
        """End the work: a place that is written as a whole is written now."""

    def close(self) -> None:
        """Let go of the place."""


def open_target(text: str, out: Path, write: bool) -> Target | Problem:
    """Open the place that the command line names, to write or only to look; `out` is the published folder."""
    url = urlsplit(text)
    if "://" in text and url.scheme != "file":
        return open_store(text)
    path = Path(unquote(url.path) if url.scheme == "file" else text).expanduser()
    try:
        real, source = path.resolve(), out.resolve()
        if real.is_relative_to(source) or source.is_relative_to(real):
            hint = "choose a place beside it"
            return error(text, "", "target-overlap", text, f"it overlaps the built site {out}", hint)
        return Archive.open(real, text) if real.suffix.lower() == ".zip" else Folder.open(real, text, write)
    except (OSError, RuntimeError, ValueError) as fault:
        reason = fault.strerror if isinstance(fault, OSError) and fault.strerror else str(fault)
        hint = "choose another place, or mend its rights"
        return error(text, "", "target-path", text, f"it cannot be opened: {reason}", hint)
