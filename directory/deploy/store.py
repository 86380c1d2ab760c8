"""Object storage as a target, and whatever else fsspec reaches: s3://bucket/prefix, sftp://host/folder, memory://site.

Credentials and endpoints come from where the storage's own library looks for them (AWS_ACCESS_KEY_ID, AWS_ENDPOINT_URL
and so on), never from the command line. Stores of the S3 kind keep content type, caching and coding with each object.
"""

from __future__ import annotations

import errno
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import fsspec

from directory.deploy.record import RECORD
from directory.problem import Problem, did_you_mean, error

S3 = frozenset({"s3", "s3a"})
# Where a name is only a name: no folders to make first, and an object is there whole or not at all.
FLAT = S3 | {"gs", "gcs", "az", "abfs", "abfss", "oss", "oci", "memory"}
S3_NAMES = {"Content-Type": "ContentType", "Cache-Control": "CacheControl", "Content-Encoding": "ContentEncoding"}
PARTIAL = ".deploy-partial"  # ends the name of a file that is being written
AT_ONCE = 16  # requests on the way to a store that takes several
PACKAGES = {"s3": "s3fs", "s3a": "s3fs", "gs": "gcsfs", "gcs": "gcsfs", "abfs": "adlfs", "sftp": "paramiko"}


class Store:
    """A prefix in a file system of fsspec; see `targets.Target`."""

    def __init__(self, files: Any, root: str, name: str, kind: str) -> None:
        self.name = name
        self.threads = AT_ONCE if getattr(files, "async_impl", False) else 1
        self._files, self._root = files, root.rstrip("/")
        self._flat, self._s3 = kind in FLAT, kind in S3

    def listing(self) -> Mapping[str, int]:
        """Give the size of every object below the prefix; a bucket that is missing is a fault, a folder is not."""
        with telling():
            self._files.invalidate_cache()
            try:
                found = self._files.find(self._root, detail=True)
            except FileNotFoundError:
                if self._flat:
                    raise
                found = {}
        start = len(self._root.strip("/")) + 1 if self._root.strip("/") else 0
        sizes = {name.strip("/")[start:]: int(one["size"] or 0) for name, one in found.items()}
        left = () if self._flat else (PARTIAL,)  # by a run that was killed; the next one writes over it
        return {name: size for name, size in sizes.items() if name and name != RECORD and not name.endswith(left)}

    def read_record(self) -> bytes | None:
        """Read the record."""
        with telling():
            try:
                return bytes(self._files.cat_file(self._place(RECORD)))
            except FileNotFoundError:
                return None

    def write_record(self, data: bytes) -> None:
        """Write the record."""
        self.put(RECORD, data, {"Content-Type": "application/json", "Cache-Control": "no-store"})

    def put(self, path: str, data: bytes, headers: Mapping[str, str]) -> None:
        """Put an object with its headers; where there are folders, beside its place first."""
        place = self._place(path)
        with telling():
            if self._flat:
                said = {S3_NAMES[name]: value for name, value in headers.items()} if self._s3 else {}
                self._files.pipe_file(place, data, **said)
                return
            partial = place + PARTIAL
            self._files.makedirs(place.rpartition("/")[0], exist_ok=True)
            self._files.pipe_file(partial, data)
            self._files.mv(partial, place)

    def delete(self, path: str) -> None:
        """Delete an object."""
        with telling():
            try:
                self._files.rm_file(self._place(path))
            except FileNotFoundError:
                return

    def finish(self) -> None:
        """Nothing is left to do."""

    def close(self) -> None:
        """Nothing is held."""

    def _place(self, path: str) -> str:
        return f"{self._root}/{path}"


@contextmanager
def telling() -> Iterator[None]:
    """Turn whatever a storage's library raises into an OSError: each has its own kinds of fault."""
    try:
        yield
    except OSError:
        raise
    except Exception as fault:  # botocore's faults, for one, share no class with anybody's
        raise OSError(errno.EIO, f"{type(fault).__name__}: {fault}") from fault


def open_store(url: str) -> Store | Problem:
    """Find the file system of a URL; nothing is asked of it yet."""
    kind, name = url.partition("://")[0], shown(url)
    if kind not in fsspec.available_protocols():
        hint = did_you_mean(kind, [*PACKAGES, "file", "memory"])
        return error(name, "", "target-scheme", kind, f"nobody knows how to reach {kind}://", hint)
    try:
        files, root = fsspec.core.url_to_fs(url)
    except ImportError as fault:
        package = PACKAGES.get(kind)
        hint = f"run  pip install {package}" if package else f"install it: {fault}"
        return error(name, "", "target-package", kind, f"a package for {kind}:// is missing", hint)
    except Exception as fault:  # each library has its own kinds of fault
        hint = "mend the address, or what the storage's library asks for"
        return error(name, "", "target-path", name, f"it cannot be opened: {type(fault).__name__}: {fault}", hint)
    if kind in S3 and not root.strip("/"):
        return error(name, "", "target-path", name, "no bucket is named", "write s3://bucket/prefix")
    return Store(files, root, name, kind)


def shown(url: str) -> str:
    """Give a URL without the name and password that may stand in it."""
    return re.sub(r"//[^/@]*@", "//", url)
