"""How the collector of cycles works in a process that keeps much and makes no cycles: a worker, a bench.

In: nothing. Out: the process's own setting.
"""

from __future__ import annotations

import gc


def calm() -> None:
    """Have the collector look at less: what came from the parent stays shared, and what is made holds no cycles.

    A worker keeps much that lives as long as it does (editions, shaped words, parts of fonts), which the collector's
    usual rhythm would walk through again and again: a tenth to a quarter of a worker's time.
    """
    gc.freeze()
    gc.set_threshold(100_000, 20, 100)
