"""Which program this is: an input of everything that is made, and what machines that work together have in common.

Out: digests. Computed once in a process, since that goes on with the modules it has loaded, whatever is installed then.
"""

from __future__ import annotations

import importlib.metadata
import sys
import zlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from directory.output.recipe import digest
from signs.text.fonts import FontSet, find

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "requirements.lock"
OPTIONAL = ("pythainlp",)  # not locked, but texts come out otherwise with it


@cache
def program_digest() -> str:
    """Digest the program and what it was locked to run with: an input of everything that is made."""
    return _digest(program_files())


def program_files() -> list[Path]:
    """List the files of the program, and what it was locked to run with."""
    files = [ROOT / "build.py", LOCK, *(ROOT / "directory").rglob("*.py"), *(ROOT / "signs").rglob("*")]
    return [path for path in files if path.suffix in (".py", ".toml", ".lock")]


@cache
def surroundings(languages: Sequence[str]) -> str:
    """Digest all that decides what bytes this machine makes of equal recipes, with signs in these languages.

    That is the program, its templates, Python, the packages that are in fact installed, and the fonts.
    """
    locked = [line.partition("==")[0] for line in LOCK.read_text("utf-8").splitlines() if not line.startswith("#")]
    fonts = find(languages) if languages else ()
    parts = [
        program_digest(),
        _digest([path for path in (ROOT / "templates").rglob("*") if path.is_file()]),
        f"Python {sys.version_info.major}.{sys.version_info.minor}, zlib {zlib.ZLIB_RUNTIME_VERSION}",
        *(f"{name} {_version(name)}" for name in (*locked, *OPTIONAL)),
        fonts.digest if isinstance(fonts, FontSet) else " ".join(map(str, fonts)),
    ]
    return digest("\n".join(parts))


def _digest(files: Sequence[Path]) -> str:
    places = [path.relative_to(ROOT) for path in sorted(files)]
    return digest(
        "\0".join(f"{place}\0{(ROOT / place).read_text('utf-8')}" for place in places if "data" not in place.parts)
    )


def _version(package: str) -> str:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return "missing"
