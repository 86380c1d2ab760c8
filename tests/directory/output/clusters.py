"""Real clusters for the tests: a scheduler and workers, each a process of its own with a folder of its own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[3]
START_S = 60  # a busy machine takes its time
QUICK = {"DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "5s"}  # dask calls a dead worker for half a minute else


@dataclass
class Started:
    """A scheduler at an address, and its workers; `folder` holds what they say."""

    folder: Path
    address: str = ""
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self, *words: str, program: Path = ROOT, **environment: str) -> subprocess.Popen[bytes]:
        """Start one process of dask's, which imports the program from a folder; its log has its number."""
        number = len(self.processes)
        (self.folder / str(number)).mkdir()
        with (self.folder / f"{number}.log").open("wb") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "dask", *words],
                cwd=self.folder / str(number),
                env={**os.environ, **QUICK, "PYTHONPATH": str(program), **environment},
                stdout=log,
                stderr=log,
            )
        self.processes.append(process)
        return process

    def worker(self, program: Path = ROOT, **environment: str) -> subprocess.Popen[bytes]:
        """Start a worker that nobody starts again when it has died."""
        words = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--memory-limit", "0", "--local-directory", ".")
        return self.start("worker", self.address, *words, program=program, **environment)

    def said(self, number: int, pattern: str) -> str:
        """Wait until a process has said something; gives the pattern's group."""
        log, end = self.folder / f"{number}.log", time.monotonic() + START_S
        while not (found := re.search(pattern, log.read_text("utf-8", "replace"))):
            assert time.monotonic() < end, log.read_text("utf-8", "replace")
            time.sleep(0.05)
        return found.group(1)

    def joined(self, number: int) -> None:
        """Wait until a worker has come to the scheduler."""
        self.said(number, r"(Registered) to")


@contextmanager
def cluster(folder: Path, workers: int, program: Path = ROOT, **environment: str) -> Iterator[Started]:
    """Start a scheduler on a free port of this machine, and workers; end them all afterwards."""
    folder.mkdir()
    started = Started(folder)
    try:
        started.start("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", program=ROOT, **environment)
        started.address = started.said(0, r"Scheduler at:\s+(tcp://\S+)")
        for _ in range(workers):
            started.worker(program)
        for number in range(1, workers + 1):
            started.joined(number)
        yield started
    finally:
        for process in started.processes:
            process.kill()
        for process in started.processes:
            process.wait()
