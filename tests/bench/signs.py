"""How many signs a CPU second makes, beside other ways of making PDFs: `python -m tests.bench.signs [--peers DIR]`.

In: nothing but the network's package indexes, for the peers' own environment in DIR (or a folder that is thrown away).
Out: Markdown tables. Every engine draws the same words of the same made-up venues, each in a process of its own, in
rounds one after another; the best round counts. Figures of different sittings are not to be compared, ratios are.
Samples stay in DIR/samples to be looked at: a figure is worth nothing if the sign is wrong.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tarfile
import tempfile
import time
import venv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path

from tests.bench.sign_peers.engine import PACKAGES, WEIGHTS
from tests.bench.sign_peers.sheet import Sheet
from tests.bench.sign_peers.world import made_up

ROOT = Path(__file__).resolve().parents[2]
Round = dict[str, float]


@dataclass(frozen=True)
class Contender:
    """An engine of the bench: its module, its packages, and how many signs and merged pages take it some seconds."""

    module: str
    title: str
    packages: tuple[str, ...]
    signs: int
    pages: int


OURS = Contender("ours", "this", (), 1000, 1000)
NAIVE = Contender("naive_reportlab", "ReportLab, naive", ("reportlab",), 60, 300)
TYPST = Contender("typst", "Typst", ("typst", "segno"), 150, 1000)
CONTENDERS = (
    OURS,
    NAIVE,
    Contender("reportlab_segno", "ReportLab, QR by segno", ("reportlab", "segno"), 100, 300),
    Contender("fpdf2", "fpdf2, shaping on", ("fpdf2", "uharfbuzz", "segno"), 3, 300),
    Contender("weasyprint", "WeasyPrint", ("weasyprint", "segno"), 20, 150),
    TYPST,
)


def main() -> None:
    """Prepare the peers, run the rounds, print the tables."""
    parser = argparse.ArgumentParser(description="Measure signs beside other engines.")
    parser.add_argument("--peers", type=Path, metavar="DIR", help="where the peers' environment is kept")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", nargs="*", metavar="ENGINE", choices=[one.module for one in CONTENDERS])
    options = parser.parse_args()
    chosen = [one for one in CONTENDERS if not options.only or one.module in options.only]
    with tempfile.TemporaryDirectory() as scratch:
        bench = Bench((options.peers or Path(scratch)).resolve())
        best, failures = bench.run(chosen, options.rounds)
        sys.stdout.writelines(f"{line}\n" for line in report(best, failures, bench.versions()))


class Bench:
    """The peers' folder: their environment, their fonts, the jobs and the samples."""

    def __init__(self, folder: Path) -> None:
        """Make what is not there yet; nothing is ever installed in the environment that runs this."""
        self.folder = folder
        self.python = folder / "venv" / "bin" / "python"
        self.samples = folder / "samples"
        self.samples.mkdir(parents=True, exist_ok=True)
        if not self.python.exists():
            venv.create(folder / "venv", with_pip=True)
        named = sorted({name for one in CONTENDERS for name in one.packages})
        subprocess.run([self.python, "-m", "pip", "install", "-qq", *named], check=True)
        self.fonts = fonts(folder / "fonts")

    def run(self, chosen: Sequence[Contender], rounds: int) -> tuple[dict[str, Round], dict[str, str]]:
        """Run all engines in turn, round by round; keep each figure's best, or why an engine failed."""
        sheets = made_up(1 + max(max(one.signs, one.pages) for one in chosen))
        best: dict[str, Round] = {}
        failures = {} if self.fonts else {one.title: "needs npm for its fonts" for one in chosen if one != OURS}
        for number in range(rounds):
            for one in chosen:
                if one.title in failures:
                    continue
                found = self._round(one, sheets)
                if isinstance(found, str):
                    failures[one.title] = found
                else:
                    best[one.title] = better(best.get(one.title, found), found)
                    sys.stderr.write(f"round {number + 1}, {one.title}: {found}\n")
        return {title: found for title, found in best.items() if title not in failures}, failures

    def _round(self, one: Contender, sheets: Sequence[Sheet]) -> Round | str:
        """Run an engine twice: for signs, and for merged pages."""
        signs = self._process(replace(one, pages=0), sheets)
        pages = self._process(replace(one, signs=0), sheets)
        return signs if isinstance(signs, str) else pages if isinstance(pages, str) else pages | signs

    def _process(self, one: Contender, sheets: Sequence[Sheet]) -> Round | str:
        needed = sheets[: 1 + max(one.signs, one.pages)]
        job = {
            **asdict(one),
            "engine": one.module,
            "fonts": str(self.fonts or ""),
            "sample": str(self.samples / f"{one.module}.pdf"),
            "sheets": [asdict(sheet) for sheet in needed],
        }
        path = self.folder / "job.json"
        python = Path(sys.executable) if one.module == OURS.module else self.python
        path.write_text(json.dumps(job), encoding="utf-8")
        command = [str(python), "-m", "tests.bench.sign_peers.run", str(path), str(time.monotonic())]
        # Python keeps compiled modules unless told otherwise, and pip has kept those of the peers.
        kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        done = subprocess.run(command, cwd=ROOT, env=kept, capture_output=True, text=True, check=False)
        if done.returncode:
            return (done.stderr.strip().splitlines() or [f"exit code {done.returncode}"])[-1]
        record: Round = json.loads(done.stdout)
        return record

    def versions(self) -> dict[str, str]:
        """Name the version of each engine: of the first of its packages."""
        listed = subprocess.run(
            [self.python, "-m", "pip", "list", "--format=json"], check=True, capture_output=True, text=True
        )
        installed = {entry["name"].lower(): entry["version"] for entry in json.loads(listed.stdout)}
        return {one.title: f"{one.title} {installed[one.packages[0]]}" for one in CONTENDERS if one.packages}


def fonts(folder: Path) -> Path | None:
    """Fetch the peers' faces through npm, once; nothing if that cannot be done."""
    wanted = {f"{name}-{weight}.ttf" for name in PACKAGES.values() for weight in WEIGHTS}
    folder.mkdir(exist_ok=True)
    if wanted <= {path.name for path in folder.iterdir()}:
        return folder
    with tempfile.TemporaryDirectory() as scratch:
        for name in PACKAGES.values():
            command = ["npm", "pack", "--silent", f"@expo-google-fonts/{name}"]
            try:
                packed = subprocess.run(command, cwd=scratch, check=True, capture_output=True, text=True)
            except (OSError, subprocess.CalledProcessError):
                return None
            _unpack(Path(scratch) / packed.stdout.split()[-1], name, folder)
    return folder


def _unpack(archive: Path, name: str, folder: Path) -> None:
    """Take a package's two upright faces, such as package/700Bold/NotoSans_700Bold.ttf."""
    with tarfile.open(archive) as tar:
        for weight, part in WEIGHTS.items():
            member = next(m for m in tar if f"/{part}/" in m.name and m.name.endswith(".ttf"))
            data = tar.extractfile(member)
            if data:
                (folder / f"{name}-{weight}.ttf").write_bytes(data.read())


def better(one: Round, other: Round) -> Round:
    """Take the lesser of each figure of two rounds: all that vary are times."""
    return {key: min(value, other[key]) for key, value in one.items()}


def report(best: Mapping[str, Round], failures: Mapping[str, str], versions: Mapping[str, str]) -> Iterator[str]:
    """Write the tables, and what they were measured on."""
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    yield (
        f"{date.today():%-d %B %Y}; {os.cpu_count()} cores ({platform.machine()}), load {load}; "
        f"CPython {platform.python_version()}; best of interleaved rounds, CPU time of all threads"
    )
    yield ""
    yield from _table("signs", "signs/CPU s", "KiB a sign", ("cpu_seconds", "signs", "bytes"), best, versions, True)
    yield ""
    yield from _table(
        "merged PDF", "pages/CPU s", "KiB a page", ("page_cpu_seconds", "pages", "page_bytes"), best, versions, False
    )
    for title, reason in failures.items():
        yield f"\n{versions.get(title, title)} could not be run: {reason}"


def _table(
    what: str, rate: str, size: str, keys: tuple[str, str, str], best: Mapping[str, Round],
    versions: Mapping[str, str], first: bool,
) -> Iterator[str]:  # fmt: skip
    """Write one table; an engine without the figures is left out."""
    seconds, count, total = keys
    found = {title: one for title, one in best.items() if seconds in one}
    rates = {title: one[count] / one[seconds] for title, one in found.items()}
    more = " first sign, s (CPU s) |" if first else ""
    yield f"| {what} | made | {rate} | vs naive ReportLab | vs Typst | {size} |{more}"
    yield "| --- " * (7 if first else 6) + "|"
    for title, one in found.items():
        ratios = " | ".join(_ratio(rates[title], rates.get(peer.title)) for peer in (NAIVE, TYPST))
        start = f" {one['first_sign']:.2f} ({one['first_cpu']:.2f}) |" if first else ""
        each = f"{one[total] / one[count] / 1024:.1f}"
        name = versions.get(title, title)
        yield f"| {name} | {one[count]:,} | {_figure(rates[title])} | {ratios} | {each} |{start}"


def _figure(value: float) -> str:
    return f"{value:.0f}" if value >= 20 else f"{value:.2g}"


def _ratio(rate: float, peer: float | None) -> str:
    return f"{_figure(rate / peer)}×" if peer else "not run"


if __name__ == "__main__":
    main()
