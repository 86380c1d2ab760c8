"""Do something again whenever files change: an edit is published a moment after it was saved.

In: what to look at, what to do. This process only waits, and keeps in memory what it was given to keep; the work is
done in a process forked from it, which therefore begins with all of that at hand, and leaves nothing behind.
Files are looked at by their dates: that costs a few milliseconds for thousands, needs no library, and works on every
file system.
"""

from __future__ import annotations

import contextlib
import os
import signal
import stat
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")
Seen = Mapping[str, tuple[int, int, int]]

PAUSE_S, QUIET_S = 0.2, 0.05  # between two looks; so long nothing may change before work begins
BUSY_S = 600.0  # who has just saved something may soon save again
SHARES = 4, 20  # of the time one part in so many is spent on looking at most: then, and later


def look(roots: Iterable[Path]) -> Seen:
    """Give size, date and inode of every file below some folders (or of files), by path.

    What an editor or a version control system keeps for itself is not looked at: names that begin with "." or end
    with "~". A file or folder that is not there has no entry.
    """
    found: dict[str, tuple[int, int, int]] = {}
    pending = [os.fspath(root) for root in roots]
    while pending:
        path = pending.pop()
        with contextlib.suppress(OSError):  # gone meanwhile, or not to be read: who builds from it will tell
            status = Path(path).stat()
            if not stat.S_ISDIR(status.st_mode):
                found[path] = _date(status)
                continue
            with os.scandir(path) as entries:
                kept = [entry for entry in entries if not (entry.name.startswith(".") or entry.name.endswith("~"))]
            pending += [entry.path for entry in kept if entry.is_dir()]
            found |= {entry.path: _date(entry.stat()) for entry in kept if not entry.is_dir()}
    return found


def _date(status: os.stat_result) -> tuple[int, int, int]:
    return status.st_size, status.st_mtime_ns, status.st_ino


def changed(
    see: Callable[[], T],
    before: T,
    sleep: Callable[[float], None] = time.sleep,
    clock: Callable[[], float] = time.perf_counter,
) -> T:
    """Wait until what is seen is another than before, and no longer changes; gives what is seen then."""
    began = clock()
    while True:
        start = clock()
        seen = see()
        if seen != before:
            sleep(QUIET_S)
            if see() == seen:
                return seen
            continue
        now = clock()
        sleep(max(PAUSE_S, SHARES[now - began > BUSY_S] * (now - start)))


def stay(
    sources: Callable[[], T],
    program: Callable[[], Seen],
    result: Callable[[], Seen],
    work: Callable[[bool], int],
    rest: Callable[[], object],
) -> None:
    """Work, and again after every change of the `sources`, until Ctrl-C or SIGTERM; a changed `program` begins anew.

    `work` is done in a process of its own and gives its exit code; it is told whether its `result` stands as its last
    good run left it, since nobody else wrote there. `rest` is what this process does before it waits, after a good one.
    """

    def see() -> tuple[T, Seen]:
        return sources(), program()

    seen, left = see(), None  # nothing that could be trusted yet
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # how a service is told to end
    with contextlib.suppress(KeyboardInterrupt):
        while True:
            trusted = left == result()
            left = None
            if forked(partial(work, trusted)):
                left = result()
                rest()
            sys.stderr.write("watching: what you save is published; Ctrl-C ends this\n")
            before, seen = seen, changed(see, seen)
            if seen[1] != before[1]:
                os.execv(sys.executable, sys.orig_argv)  # this very command, with the program as it is now


def forked(work: Callable[[], int]) -> bool:
    """Do some work in a process forked from this one, whose exit code it gives; tells whether that is 0.

    What the work raises is told as Python tells it, in that process: nothing runs on in a copy of the waiting one.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            code = work()
        except KeyboardInterrupt:
            code = 128 + signal.SIGINT
        except BaseException:
            sys.excepthook(*sys.exc_info())
        finally:
            os._exit(code)
    try:
        return os.waitpid(child, 0)[1] == 0
    except KeyboardInterrupt:  # the end of both
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGTERM)
        os.waitpid(child, 0)
        raise
