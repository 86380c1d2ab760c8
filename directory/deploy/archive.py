"""A zip file as a target: the whole site in one file, to hand over or to carry.

It is written anew as a whole beside its place and renamed, and only if something changed; equal sites give equal bytes
(sorted names, the first day that zip knows, no owner).
"""

from __future__ import annotations

import contextlib
import os
import threading
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from directory.deploy.record import RECORD
from directory.output import tree
from directory.output.headers import compressible
from directory.problem import Problem, error

EPOCH = (1980, 1, 1, 0, 0, 0)  # APPNOTE.TXT 4.4.6: dates of MS-DOS begin here
UNIX = 3  # APPNOTE.TXT 4.4.2.2: external attributes are a Unix mode
LEVEL = 6


class Archive:
    """A zip file; see `targets.Target`. What is put waits in a temporary file until `finish`."""

    threads = 0

    def __init__(self, path: Path, name: str, old: zipfile.ZipFile | None) -> None:
        self.path, self.name = path, name
        self._old = old
        self._kept = set(old.namelist()) if old else set()
        self._spool: IO[bytes] | None = None
        self._places: dict[str, tuple[int, int]] = {}  # name -> where in the spool, how long
        self._turn = threading.Lock()

    @staticmethod
    def open(path: Path, name: str) -> Archive | Problem:
        """Open a zip file, also one that is not there yet. Raises OSError."""
        if not path.exists():
            return Archive(path, name, None)
        try:
            return Archive(path, name, zipfile.ZipFile(path))
        except zipfile.BadZipFile as fault:
            hint = "nothing was touched: move it away"
            return error(name, "", "target-zip", name, f"it is not a zip file that can be read ({fault})", hint)

    def listing(self) -> Mapping[str, int]:
        """Give the size of every file in it."""
        found = self._old.infolist() if self._old else []
        return {one.filename: one.file_size for one in found if one.filename != RECORD}

    def read_record(self) -> bytes | None:
        """Read the record."""
        return self._read_old(RECORD) if RECORD in self._kept else None

    def write_record(self, data: bytes) -> None:
        """Put the record; only that of the end comes to stand in the file."""
        self.put(RECORD, data, {})

    def put(self, path: str, data: bytes, headers: Mapping[str, str]) -> None:  # noqa: ARG002 - a zip keeps none
        """Keep a file for the end."""
        with self._turn:
            if self._spool is None:
                self._spool = TemporaryFile(dir=self._folder())  # noqa: SIM115 - open until `close`
            self._places[path] = (self._spool.seek(0, os.SEEK_END), len(data))
            self._spool.write(data)

    def delete(self, path: str) -> None:
        """Leave a file out."""
        self._kept.discard(path)
        self._places.pop(path, None)

    def finish(self) -> None:
        """Write the new file and rename it into place."""
        partial = self._folder() / f".{self.path.name}.partial"
        try:
            with partial.open("wb") as file:
                with zipfile.ZipFile(file, "w") as archive:
                    for name in sorted(self._kept | self._places.keys()):
                        archive.writestr(_info(name), self._read(name), compresslevel=LEVEL)
                file.flush()
                os.fchmod(file.fileno(), tree.FILE_MODE)
                os.fsync(file.fileno())
            partial.replace(self.path)
        except BaseException:
            with contextlib.suppress(OSError):
                partial.unlink()
            raise

    def close(self) -> None:
        """Let go of both files."""
        for file in (self._spool, self._old):
            if file is not None:
                with contextlib.suppress(OSError):  # a full disk refuses what is left in a buffer that nobody needs
                    file.close()

    def _folder(self) -> Path:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        return self.path.parent

    def _read(self, name: str) -> bytes:
        if name not in self._places or self._spool is None:
            return self._read_old(name)
        where, size = self._places[name]
        self._spool.seek(where)
        return self._spool.read(size)

    def _read_old(self, name: str) -> bytes:
        """Read a file of the zip as it stands; raises OSError if it is damaged."""
        assert self._old is not None
        try:
            return self._old.read(name)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as fault:
            raise OSError(f"{name} in the old file is damaged ({fault}): move it away and run again") from fault


def _info(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, EPOCH)
    info.create_system, info.external_attr = UNIX, (0o100000 | tree.FILE_MODE) << 16
    info.compress_type = zipfile.ZIP_DEFLATED if compressible(name) else zipfile.ZIP_STORED
    return info
