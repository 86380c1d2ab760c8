"""Measures our search beside other static searches, in one command and one sitting.

`python tests/bench/compare.py BENCH SCRATCH [--venues N] [--seed N] [--peers NAME ...]`: BENCH is a folder with
`world.py` and `search/` (make.py, build.mjs, bench.mjs, table.py, package.json naming the peers). The peers are
installed by npm into SCRATCH, where everything that is made stays; the table goes to stdout. Takes node, npm and a
Chromium ($CHROMIUM).
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def run(*words: str | Path, cwd: Path, out: Path | None = None) -> None:
    """Run a program that must succeed; its stdout goes to a file if one is named."""
    sys.stderr.write(f"{' '.join(map(str, words))}\n")
    if out is None:
        subprocess.run(words, cwd=cwd, check=True, stdout=sys.stderr)
        return
    with out.open("wb") as file:
        subprocess.run(words, cwd=cwd, check=True, stdout=file)


def compare(bench: Path, scratch: Path, venues: int, seed: int, peers: list[str]) -> None:
    """Make a city and its queries, build every index, measure one after the other, print the table."""
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
    for result in results:
        run("node", "bench.mjs", result.with_suffix(""), queries, result, cwd=tools)
    subprocess.run([sys.executable, tools / "table.py", *results], check=True)


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
    compare(asked.bench.resolve(), asked.scratch.resolve(), asked.venues, asked.seed, asked.peers)


if __name__ == "__main__":
    main()
