"""Compiled templates of the last build: twelve languages of them take seconds to compile, and a moment to read.

In: a folder beside the published one, and a mark of all that compiling depends on but the template's own text (labels,
pictograms, the program). Out: what Jinja compiled before. An entry carries the digest of mark and body: what is torn,
foreign or made for other labels is compiled again.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from pathlib import Path

from jinja2.bccache import Bucket, BytecodeCache


class Compiled(BytecodeCache):
    """The compiled templates of one language; a folder that cannot be used is none, and no fault."""

    def __init__(self, folder: Path, language: str, mark: str) -> None:
        self.folder, self.language, self.mark = folder, language, mark.encode()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give Jinja what it compiled, if it is as it was written and of these labels."""
        try:
            data = self._path(bucket).read_bytes()
        except OSError:
            return
        if data[:32] == self._digest(data[32:]):
            bucket.bytecode_from_string(data[32:])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what Jinja compiled; workers may write the same at the same time."""
        body = bucket.bytecode_to_string()
        path = self._path(bucket)
        partial = path.with_name(f"{path.name}.{os.getpid()}")
        with contextlib.suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            partial.write_bytes(self._digest(body) + body)
            partial.replace(path)

    def _path(self, bucket: Bucket) -> Path:
        return self.folder / f"{self.language}.{bucket.key}"

    def _digest(self, body: bytes) -> bytes:
        return hashlib.sha256(self.mark + b"\0" + body).digest()
