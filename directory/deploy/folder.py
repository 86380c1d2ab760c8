"""A folder as a target, on this machine or mounted on it.

Each file is written beside its place and renamed into it, so a web server that reads meanwhile sees the old or the new
one. Two deploys into one folder do not mix: the second is turned away.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
from collections.abc import Mapping
from itertools import count
from pathlib import Path

from directory.deploy.record import RECORD
from directory.output import tree
from directory.problem import Problem, error

PARTIAL = ".deploy-partial-"  # begins the name of a file that is being written; what a killed run left is cleared


class Folder:
    """A folder; see `targets.Target`."""

    threads = 0

    def __init__(self, root: Path, name: str, lock: int | None) -> None:
        self.root, self.name = root, name
        self._lock = lock
        self._number = count()

    @staticmethod
    def open(root: Path, name: str, write: bool) -> Folder | Problem:
        """Open a folder; to write, it is made if need be, and held until it is closed. Raises OSError."""
        if root.exists() and not root.is_dir():
            return error(name, "", "target-path", name, "it is not a folder", "name a folder, a .zip or a URL")
        if not write:
            return Folder(root, name, None)
        _make_folder(root)
        lock = os.open(root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(lock)
            hint = "wait for it to end; this run wrote nothing"
            return error(name, "", "target-locked", name, "another deploy is writing this folder", hint)
        for left in root.glob(f"{PARTIAL}*"):
            left.unlink()
        return Folder(root, name, lock)

    def listing(self) -> Mapping[str, int]:
        """Give the size of every file; what is no regular file has none."""
        found = tree.scan(self.root).items()
        own = (RECORD, PARTIAL)
        return {path: file.size if file.regular else -1 for path, file in found if not path.startswith(own)}

    def read_record(self) -> bytes | None:
        """Read the record."""
        try:
            return (self.root / RECORD).read_bytes()
        except FileNotFoundError:
            return None

    def write_record(self, data: bytes) -> None:
        """Make everything durable, then write the record."""
        tree.flush(self.root)
        self.put(RECORD, data, {})
        tree.flush(self.root)

    def put(self, path: str, data: bytes, headers: Mapping[str, str]) -> None:  # noqa: ARG002 - the server knows them
        """Write a file beside its place and rename it."""
        place, partial = self.root / path, self.root / f"{PARTIAL}{next(self._number)}"
        _make_folder(place.parent)
        try:
            with partial.open("xb") as file:
                file.write(data)
                file.flush()
                os.fchmod(file.fileno(), tree.FILE_MODE)
            partial.replace(place)
        except BaseException:
            with contextlib.suppress(OSError):
                partial.unlink()
            raise

    def delete(self, path: str) -> None:
        """Delete a file, and the folders that are empty without it."""
        place = self.root / path
        with contextlib.suppress(FileNotFoundError, NotADirectoryError):
            place.unlink()
        for folder in place.parents:
            if folder == self.root:
                return
            try:
                folder.rmdir()
            except OSError:  # something else is in it, or it is gone already
                return

    def finish(self) -> None:
        """Nothing is left to do."""

    def close(self) -> None:
        """Let others write."""
        if self._lock is not None:
            os.close(self._lock)


def _make_folder(folder: Path) -> None:
    """Make a folder and those above it, each with the mode of a published one."""
    if folder.is_dir():
        return
    _make_folder(folder.parent)
    with contextlib.suppress(FileExistsError):  # another thread was first; a file in its place is told by the next call
        folder.mkdir()
        folder.chmod(tree.FOLDER_MODE)
