"""Folders of files on disk: look at one, write into one, link a kept file into another.

Modes are 0644 and 0755 whatever the umask; nothing is ever written through an existing file, because kept files
share their inode with the tree before.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import shutil
import stat
from dataclasses import dataclass
from pathlib import Path

from directory.output.artifact import Artifact
from directory.output.recipe import digest

FILE_MODE, FOLDER_MODE = 0o644, 0o755
# A link is refused across devices, beyond a file system's limit, or where there are none (FAT, some mounts).
UNLINKABLE = {errno.EXDEV, errno.EMLINK, errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EACCES}


@dataclass(frozen=True)
class Found:
    """One file found on disk: size in bytes, time stamp, and whether it is a regular file (not a link or pipe)."""

    size: int
    modified_ns: int
    regular: bool


def scan(root: Path) -> dict[str, Found]:
    """List all files below a folder by relative path; links are not followed, a missing folder is empty."""
    found: dict[str, Found] = {}
    pending = [""]
    while pending:
        prefix = pending.pop()
        try:
            entries = os.scandir(root / prefix)
        except FileNotFoundError:
            continue
        with entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    pending.append(f"{prefix}{entry.name}/")
                else:
                    status = entry.stat(follow_symlinks=False)
                    regular = stat.S_ISREG(status.st_mode)
                    found[prefix + entry.name] = Found(status.st_size, status.st_mtime_ns, regular)
    return found


def look(path: Path) -> Found | None:
    """Find one file, nothing where there is none; a link is not followed."""
    try:
        status = path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    return Found(status.st_size, status.st_mtime_ns, stat.S_ISREG(status.st_mode))


def is_as_published(root: Path, made: Artifact) -> bool:
    """Tell whether a file has the size and the time stamp that were noted of it."""
    try:
        status = os.lstat(f"{root}/{made.path}")
    except (FileNotFoundError, NotADirectoryError):
        return False
    same = status.st_size == made.size and status.st_mtime_ns == made.modified_ns
    return same and stat.S_ISREG(status.st_mode)


def count(root: Path) -> int:
    """Count all that is not a folder below a folder; a missing one has nothing."""
    total, pending = 0, [os.fspath(root)]
    while pending:
        try:
            entries = os.scandir(pending.pop())
        except FileNotFoundError:
            continue
        with entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    pending.append(entry.path)
                else:
                    total += 1
    return total


def write_all(descriptor: int, data: bytes) -> None:
    """Write bytes to the end of them: one call may take fewer than it was given (write(2))."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def content_digest(path: Path) -> str:
    """Give the digest of a file's bytes."""
    return digest(path.read_bytes())


class Staging:
    """A tree being put together. It is held by descriptor: a straggler of a killed run, whose tree has been moved
    away since, can therefore never write into the next one.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._descriptor = os.open(root, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        self._folders: set[str] = {""}

    def is_at(self, root: Path) -> bool:
        """Tell whether the tree is the one at a path."""
        try:
            return os.path.samestat(root.stat(), os.fstat(self._descriptor))
        except FileNotFoundError:
            return False

    def close(self) -> None:
        """Let go of the tree."""
        os.close(self._descriptor)

    def write(self, path: str, data: bytes) -> int:
        """Write a new file and give its time stamp in nanoseconds."""
        self._make_folder(path.rpartition("/")[0])
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
        descriptor = os.open(path, flags, FILE_MODE, dir_fd=self._descriptor)
        try:
            write_all(descriptor, data)
            os.fchmod(descriptor, FILE_MODE)
            return os.fstat(descriptor).st_mtime_ns
        finally:
            os.close(descriptor)

    def link(self, source: Path, path: str) -> None:
        """Give a kept file its place: the same inode where the file system allows it, else a copy with its date."""
        self._make_folder(path.rpartition("/")[0])
        try:
            os.link(source, path, dst_dir_fd=self._descriptor, follow_symlinks=False)
        except OSError as fault:
            if fault.errno not in UNLINKABLE:
                raise
            status = source.stat()
            self.write(path, source.read_bytes())
            os.utime(path, ns=(status.st_mtime_ns, status.st_mtime_ns), dir_fd=self._descriptor)

    def take(self, source: Path, path: str) -> None:
        """Move a file of the same file system to its place."""
        self._make_folder(path.rpartition("/")[0])
        os.rename(source, path, dst_dir_fd=self._descriptor)

    def unlink(self, path: str) -> None:
        """Remove a file, if it is there, and the folders that it leaves empty."""
        try:
            os.unlink(path, dir_fd=self._descriptor)
        except (FileNotFoundError, NotADirectoryError):
            return
        folder = path.rpartition("/")[0]
        while folder:
            try:
                os.rmdir(folder, dir_fd=self._descriptor)
            except OSError as fault:
                if fault.errno in (errno.ENOTEMPTY, errno.EEXIST):
                    return
                raise
            self._folders.discard(folder)
            folder = folder.rpartition("/")[0]

    def _make_folder(self, folder: str) -> None:
        if folder in self._folders:
            return
        self._make_folder(folder.rpartition("/")[0])
        with contextlib.suppress(FileExistsError):  # another worker was first
            os.mkdir(folder, FOLDER_MODE, dir_fd=self._descriptor)
            os.chmod(folder, FOLDER_MODE, dir_fd=self._descriptor)
        self._folders.add(folder)


def link_or_copy(source: Path, target: Path) -> None:
    """Give a file (or a symbolic link itself) a second name, by a copy where it cannot be linked."""
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError as fault:
        if fault.errno not in UNLINKABLE:
            raise
        shutil.copy2(source, target, follow_symlinks=False)


def make_root(root: Path) -> None:
    """Make the root folder of a tree, with its mode."""
    root.mkdir(mode=FOLDER_MODE)
    root.chmod(FOLDER_MODE)


def flush(root: Path) -> None:
    """Make everything written to a tree's file system durable, in one call (Linux syncfs(2)), before it is named."""
    syncfs = getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None)
    if syncfs is None:
        os.sync()
        return
    descriptor = os.open(root, os.O_RDONLY | os.O_DIRECTORY)
    try:
        if syncfs(descriptor) != 0:
            raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(root))
    finally:
        os.close(descriptor)


def remove(root: Path) -> None:
    """Remove a tree that is no longer named by anything; what resists stays for the next start."""
    shutil.rmtree(root, ignore_errors=True)
