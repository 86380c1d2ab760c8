"""What a phone downloads: the bytes of each kind of page over the wire, gzip as web servers send it.

In: a built site. Out: a table; exit code 1 if a budget is broken. Run by `make weights`. A first visit to a venue is
its page and the style sheet: together within 14 kB, which is what the first round trip of TCP carries (RFC 6928).
"""

from __future__ import annotations

import gzip
import sys
from dataclasses import dataclass
from pathlib import Path

LEVEL = 6  # what nginx and Caddy are usually set to
FIRST_FLIGHT = 14_000
ALL_SCRIPTS = 25_000  # the engine of search has 16 kB of them; they are fetched only when someone searches


@dataclass(frozen=True)
class Weight:
    """The lightest, middle and heaviest of a group of files, in bytes over the wire."""

    group: str
    files: int
    least: int
    median: int
    most: int
    heaviest: str


def wire(path: Path) -> int:
    """Give the bytes of a file as they are sent."""
    return len(gzip.compress(path.read_bytes(), LEVEL))


def weigh(site: Path, pattern: str) -> Weight:
    """Weigh the files that match a pattern."""
    sizes = sorted((wire(path), path) for path in site.glob(pattern))
    middle = sizes[len(sizes) // 2][0]
    return Weight(pattern, len(sizes), sizes[0][0], middle, sizes[-1][0], str(sizes[-1][1].relative_to(site)))


def linked(site: Path, page: str, suffix: str) -> list[Path]:
    """Give the assets of a kind that a page links."""
    text = (site / page).read_text("utf-8")
    return [path for path in sorted((site / "assets").glob(f"*{suffix}")) if path.name in text]


def main(site: Path) -> int:
    """Print the table; tell which budget is broken."""
    scripts = {path.name: wire(path) for path in linked(site, "en/search.html", ".js")}
    patterns = ("*/index.html", "*/search.html", "*/hotlines.html", "*/about.html", "*/kind/*.html", "*/area/*.html")
    lines = [weigh(site, pattern) for pattern in (*patterns, "*/venue/*.html") if any(site.glob(pattern))]
    style = sum(wire(path) for path in linked(site, lines[-1].heaviest, ".css"))
    out = sys.stdout
    out.write(f"{'pages':20} {'files':>6} {'least':>7} {'median':>7} {'most':>7}  heaviest\n")
    for line in lines:
        out.write(f"{line.group:20} {line.files:6} {line.least:7} {line.median:7} {line.most:7}  {line.heaviest}\n")
    out.write(f"{'style of a venue':20} {1:6} {style:7}\n")
    for name, size in scripts.items():
        out.write(f"{name.split('.')[0]:20} {1:6} {size:7}\n")
    heaviest, all_scripts = lines[-1].most + style, sum(scripts.values())
    out.write(f"heaviest venue page with its style: {heaviest} of {FIRST_FLIGHT}\n")
    out.write(f"all scripts: {all_scripts} of {ALL_SCRIPTS}\n")
    return int(heaviest > FIRST_FLIGHT or all_scripts > ALL_SCRIPTS)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
