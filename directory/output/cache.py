"""Values that were worked out before, by a digest of all they were worked out from: reading, checking, catalogues.

In: a folder beside the published one, and the program's digest. Out: a value, or nothing. An entry carries the digest
of its own bytes: what is torn, foreign or of another version is as if it were not there, and is never unpickled. The
folder is the builder's own, like the program; nobody else's data ever comes into it.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import pickle
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import IO, Any, TypeVar

from directory.output import tree

T = TypeVar("T")
V = TypeVar("V")

MARK = b"directory.output cache 1\n"
FEW = 2  # so few are not worth a second process


class Cache:
    """A store of values by key; without a folder it holds nothing. `code` is part of every key.

    `warm` are values that this process has read from the store before: they are taken as they are.
    """

    def __init__(self, folder: Path | None, code: str, warm: Mapping[str, Any] | None = None) -> None:
        self.folder, self.code, self.warm = folder, code, warm or {}
        self._used: set[str] = set()
        self._new: dict[str, tuple[int, int]] = {}  # where in `_spill` each lies
        self._spill: IO[bytes] | None = None

    def key(self, *parts: str) -> str:
        """Give the key of a value that is worked out from `parts`, by the program of this version."""
        return hashlib.sha256("\0".join((self.code, *parts)).encode("utf-8", "surrogatepass")).hexdigest()[:40]

    def recall(self, key: str) -> list[Any]:
        """Give a value as the only one of a list, or an empty list where nobody knows it."""
        if key in self.warm:
            self._used.add(key)
            return [self.warm[key]]
        body = self.read(key)
        return [] if body is None else [pickle.loads(body)]

    def has(self, key: str) -> bool:
        """Tell whether a value seems to be known."""
        return key in self.warm or (self.folder is not None and (self.folder / key).exists())

    def read(self, key: str) -> bytes | None:
        """Give a pickled value if it is there and as it was written."""
        if self.folder is None:
            return None
        try:
            data = (self.folder / key).read_bytes()
        except OSError:
            return None
        head, body = data[: len(MARK) + 32], data[len(MARK) + 32 :]
        if head != MARK + hashlib.sha256(key.encode() + body).digest():
            return None
        self._used.add(key)
        return body

    def write(self, key: str, body: bytes) -> None:
        """Have a pickled value kept, once `settle` is called; until then it lies on disk, since all are a city."""
        if self.folder is None:
            return
        with contextlib.suppress(OSError):
            # Without a buffer: what a full disk refuses is told here, and not again when the file is closed.
            self._spill = self._spill or tempfile.TemporaryFile(buffering=0)  # noqa: SIM115 - it lives as long as this
            start = self._spill.seek(0, os.SEEK_END)
            tree.write_all(self._spill.fileno(), body)
            self._new[key] = start, len(body)

    def _written(self) -> Iterator[tuple[str, bytes]]:
        """Give the new values back, but for those that a full disk did not take."""
        for key, (start, size) in self._new.items():
            body = _part(self._spill, start, size) if self._spill else b""
            if len(body) == size:
                yield key, body

    def __del__(self) -> None:
        if self._spill:
            self._spill.close()

    def beside(self, name: str) -> Path | None:
        """Give a folder for what is kept in another way; None without a store."""
        return self.folder / name if self.folder else None

    def settle(self, *, whole: bool) -> None:
        """Keep the new values beside a folder that is ours; after a `whole` run forget what it did not ask for.

        A store that cannot be written is none, and no fault.
        """
        with self._spill or contextlib.nullcontext(), contextlib.suppress(OSError):
            if self.folder is None or not self.folder.parent.is_dir():
                return
            self.folder.mkdir(exist_ok=True)
            for key, body in self._written():
                partial = self.folder / f"{key}.partial"
                partial.write_bytes(MARK + hashlib.sha256(key.encode() + body).digest() + body)
                partial.replace(self.folder / key)
            for path in self.folder.iterdir() if whole else ():
                if path.name not in self._used and path.name not in self._new and path.is_file():
                    path.unlink()


def _part(file: IO[bytes], start: int, size: int) -> bytes:
    file.seek(start)
    return file.read(size)


def warmed(folder: Path | None, code: str, before: Mapping[str, Any]) -> dict[str, Any]:
    """Read a store whole, but for what was read `before`: for a process that is to work with it again and again.

    What cannot be read is left out, and worked out by who asks for it.
    """
    store, found = Cache(folder, code, before), dict[str, Any]()
    with contextlib.suppress(OSError):
        for path in folder.iterdir() if folder and folder.is_dir() else ():
            with contextlib.suppress(Exception):  # a value of a class that another version of the program had
                found.update((path.name, value) for value in store.recall(path.name))
    return found


def worked_out(cache: Cache, work: Callable[[T], V], items: Sequence[T], keys: Iterable[str], jobs: int) -> list[V]:
    """Give `work(item)` for each item, from the cache where it knows; the rest is worked out by `jobs` processes.

    `work` is a function of a module or a partial of one, pure, and its value can be pickled.
    """
    named = list(zip(items, keys, strict=True))
    found = {key: value for key in dict.fromkeys(key for _, key in named) for value in cache.recall(key)}
    missing = [(item, key) for item, key in named if key not in found]
    for (_, key), body in zip(missing, _bodies(work, [item for item, _ in missing], jobs), strict=True):
        cache.write(key, body)
        found[key] = pickle.loads(body)
    return [found[key] for _, key in named]


def _bodies(work: Callable[[T], V], items: Sequence[T], jobs: int) -> Iterable[bytes]:
    """Work items out, pickled where that was done: in forked processes, which share what is loaded, or right here."""
    if min(jobs, len(items)) < FEW or not hasattr(os, "fork"):
        return [_pickled(work, item) for item in items]
    try:
        # The work and its items are inherited by the fork: a dataset is not sent along with each of its shards.
        context, shared = get_context("fork"), (work, items)
        with ProcessPoolExecutor(min(jobs, len(items)), context, _begin, shared) as pool:
            return list(pool.map(_at_hand, range(len(items))))
    except BrokenProcessPool:  # memory ran out, say: slower, but without a second copy
        return [_pickled(work, item) for item in items]


@contextlib.contextmanager
def aside(work: Callable[[], V], jobs: int) -> Iterator[Callable[[], V]]:
    """Do one piece of work in a forked process while this one goes on; gives what waits for its value.

    With one job, and where a process cannot fork (or has threads), it is done here when its value is asked for.
    """
    if jobs < FEW or not hasattr(os, "fork") or threading.active_count() > 1:
        yield work
        return
    context = get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_sent, args=(work, theirs), daemon=True)
    process.start()
    theirs.close()
    try:
        yield partial(_received, ours, work)
    finally:
        process.kill()  # nobody asked for its value, or it is here
        process.join()
        ours.close()


def _sent(work: Callable[[], Any], to: Connection) -> None:
    to.send_bytes(pickle.dumps(work(), pickle.HIGHEST_PROTOCOL))


def _received(ours: Connection, work: Callable[[], V]) -> V:
    """Take the value; do the work here if the process died of it."""
    try:
        value: V = pickle.loads(ours.recv_bytes())
    except (EOFError, OSError):
        return work()
    return value


_HAND: list[Any] = []  # what a forked process has at hand: the work, its items


def _begin(work: Callable[[Any], Any], items: Sequence[Any]) -> None:
    _HAND[:] = [work, items]


def _at_hand(place: int) -> bytes:
    work, items = _HAND
    return _pickled(work, items[place])


def _pickled(work: Callable[[Any], Any], item: Any) -> bytes:
    return pickle.dumps(work(item), pickle.HIGHEST_PROTOCOL)
