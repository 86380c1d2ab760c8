"""Measures one engine in a process of its own: `python -m tests.bench.sign_peers.run JOB.json START`, JSON on stdout.

In: a job, as `signs` writes it: the engine's module, the fonts, the sheets, how many signs and merged pages to make;
and when the process was started, on the system's monotonic clock. Out: a record of one round. The first sign is
measured from the start of the process: interpreter, imports, fonts, drawing. It warms the engine up and is not among
the others. Signs and merged pages, which say the same, are made in processes of their own: an engine that keeps what
it shaped would else find the one in what it kept of the other. Times of work are CPU seconds of all threads and child
processes.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
import time
from pathlib import Path
from typing import Any

from tests.bench.sign_peers.engine import Engine, Fonts, Merging
from tests.bench.sign_peers.sheet import Sheet


def cpu() -> float:
    """Give the CPU seconds that this process, all its threads and its ended children have taken."""
    times = os.times()
    return time.process_time() + times.children_user + times.children_system


def measure(job: dict[str, Any], started: float) -> dict[str, float]:
    """Make the job's signs: the first, the others, the merged file."""
    sheets = [Sheet(**record) for record in job["sheets"]]
    engine: Engine = importlib.import_module(f"tests.bench.sign_peers.{job['engine']}").Engine(
        Fonts(Path(job["fonts"]))
    )
    first, *others = map(engine.prepare, sheets)
    sample = engine.sign(first)
    record = {"first_sign": time.monotonic() - started, "first_cpu": cpu()}
    Path(job["sample"]).write_bytes(sample)
    if job["signs"]:
        record |= _separate(engine, others[: job["signs"]])
    if job["pages"] and isinstance(engine, Merging):
        record |= _merged(engine, others[: job["pages"]], Path(job["sample"]))
    return record


def _separate(engine: Engine, prepared: list[Any]) -> dict[str, float]:
    before = cpu()
    size = sum(len(engine.sign(one)) for one in prepared)
    return {"signs": len(prepared), "cpu_seconds": cpu() - before, "bytes": size}


def _merged(engine: Merging, prepared: list[Any], sample: Path) -> dict[str, float]:
    before = cpu()
    document = engine.merged(prepared)
    seconds = cpu() - before
    sample.with_suffix(".merged.pdf").write_bytes(document)
    return {"pages": len(prepared), "page_cpu_seconds": seconds, "page_bytes": len(document)}


if __name__ == "__main__":
    json.dump(measure(json.loads(Path(sys.argv[1]).read_text("utf-8")), float(sys.argv[2])), sys.stdout)
