"""How memory is looked after in a process that keeps much and makes no cycles: a worker, a bench.

In: nothing. Out: the process's own setting, and pages that the system has again.
"""

from __future__ import annotations

import ctypes
import gc
from typing import Any

M_MMAP_THRESHOLD, MAPPED_BYTES = -3, 128 * 1024  # mallopt(3): glibc's own value, which it would raise by itself


def calm() -> None:
    """Have the collector look at less: what came from the parent stays shared, and what is made holds no cycles.

    A worker keeps much that lives as long as it does (editions, shaped words, parts of fonts), which the collector's
    usual rhythm would walk through again and again: a tenth to a quarter of a worker's time.
    """
    gc.freeze()
    gc.set_threshold(100_000, 20, 100)
    _return_pages()


def give_back() -> None:
    """Give what is free between the pieces in use back to the system, as after a large table was let go of.

    All of the heap is gone through, so it is for the end of a task. Python's own small pieces are not among it.
    """
    if trim := _of_glibc("malloc_trim"):
        trim(0)


def _return_pages() -> None:
    """Have large pieces of memory, such as a page being written, go back to the system as soon as they are free.

    glibc would keep ever larger ones between the small pieces that stay: a quarter of a worker's memory.
    """
    if mallopt := _of_glibc("mallopt"):
        mallopt(M_MMAP_THRESHOLD, MAPPED_BYTES)


def _of_glibc(name: str) -> Any:
    """Find a function of the C library; other libraries have other ways, or none."""
    return getattr(ctypes.CDLL(None), name, None)
