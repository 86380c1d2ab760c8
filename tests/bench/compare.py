"""Measures our search beside other static searches, in one command and one sitting.

`python tests/bench/compare.py BENCH SCRATCH [--venues N] [--seed N] [--peers NAME ...]`: BENCH is a folder with
`world.py` and `search/` (make.py, build.mjs, bench.mjs, table.py, package.json naming the peers). The peers are
installed by npm into SCRATCH, where everything that is made stays; the table goes to stdout. Takes node, npm and a
Chromium ($CHROMIUM). On a busy machine a browser may not start, or not answer, in the time its driver allows: that is
tried again. An engine that cannot be measured is named, and the table is printed without it (exit code 1).
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ATTEMPTS, PAUSE = 3, 20  # seconds, longer each time


def run(*words: str | Path, cwd: Path, out: Path | None = None) -> None:
    """Run a program that must succeed; its stdout goes to a file if one is named."""
    sys.stderr.write(f"{' '.join(map(str, words))}\n")
    if out is None:
        subprocess.run(words, cwd=cwd, check=True, stdout=sys.stderr)
        return
    with out.open("wb") as file:
        subprocess.run(words, cwd=cwd, check=True, stdout=file)


def measure(tools: Path, queries: Path, result: Path) -> bool:
    """Measure an engine in a browser; again if that fails, since a busy machine is no fault of the engine."""
    for attempt in range(1, ATTEMPTS + 1):
        try:
            run("node", "bench.mjs", result.with_suffix(""), queries, result, cwd=tools)
        except subprocess.CalledProcessError as problem:
            sys.stderr.write(
                f"{result.stem}, attempt {attempt} of {ATTEMPTS}: {problem}; load {os.getloadavg()[0]:.1f}\n"
            )
            time.sleep(PAUSE * attempt)
        else:
            return True
    return False


def compare(bench: Path, scratch: Path, venues: int, seed: int, peers: list[str]) -> bool:
    """Make a city and its queries, build every index, measure one by one, print the table; tell if it is whole."""
    tools, world, queries = scratch / "search", scratch / "world.json", scratch / "queries.json"
    shutil.copytree(bench / "search", tools, dirs_exist_ok=True)
    for path in (scratch, *scratch.rglob("*")):
        path.chmod(path.stat().st_mode | 0o200)
    run("npm", "install", "--no-audit", "--no-fund", cwd=tools)
    size, start = str(venues), str(seed)
    run(sys.executable, bench / "world.py", size, start, cwd=scratch, out=world)
    run(sys.executable, bench / "search" / "make.py", size, start, cwd=scratch, out=queries)
    for peer in peers:
        run("node", "build.mjs", peer, world, scratch / peer, "assist", cwd=tools)
    run(sys.executable, HERE / "search.py", world, scratch / "ours", cwd=scratch)
    results = [scratch / f"{name}.json" for name in ("ours", *peers)]
    measured = [result for result in results if measure(tools, queries, result)]
    if measured:
        subprocess.run([sys.executable, tools / "table.py", *measured], check=True)
    return measured == results


def main() -> None:
    """Read the command line."""
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("bench", type=Path)
    reader.add_argument("scratch", type=Path)
    reader.add_argument("--venues", type=int, default=10_000)
    reader.add_argument("--seed", type=int, default=20_100_501)
    reader.add_argument("--peers", nargs="*", default=["minisearch", "flexsearch"])
    asked = reader.parse_args()
    asked.scratch.mkdir(parents=True, exist_ok=True)
    whole = compare(asked.bench.resolve(), asked.scratch.resolve(), asked.venues, asked.seed, asked.peers)
    sys.exit(0 if whole else 1)


if __name__ == "__main__":
    main()
