"""Which font files draw a sign: found by script, language and weight, named by their SHA-256.

In: BCP 47 languages, and a table of candidates (`fonts.toml`). Out: a `FontSet`, opened once and shared by every
sign, or the Problems of what is not installed. Its `digest` is an input of the build. `shaping` comes next.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import uharfbuzz as hb

from directory.problem import Problem, error

CANDIDATES = Path(__file__).parents[1] / "fonts.toml"
WEIGHTS = ("regular", "bold")
EVERY_SIGN = "latin"  # digits, addresses and punctuation need it on any sign
SYMBOLS = "symbols"  # and this the few that Latin text has none of, such as "≈" before a distance


@dataclass(frozen=True, eq=False)
class Face:
    """One opened face: its table key, its file and that file's package, and what HarfBuzz needs of it. Equal only to
    itself.
    """

    name: str
    weight: str
    package: str
    path: Path
    index: int
    hb_face: Any
    hb_font: Any
    upem: int

    @cached_property
    def digest(self) -> str:
        """Give the SHA-256 of the file."""
        return _digest_of(self.path)

    @cached_property
    def stamp(self) -> bytes:
        """Give what tells this release of the face from others: its table of dates and checksums (OpenType, head)."""
        return bytes(self.hb_face.reference_table("head").data)

    @cached_property
    def key(self) -> str:
        """Give the name a PDF font is made from, such as `han-sc-bold`."""
        return f"{self.name}-{self.weight}"

    @cached_property
    def covers_ascii(self) -> bool:
        """Tell whether the face has a glyph for every printable character of ASCII."""
        return all(self.covers(chr(code)) for code in range(0x20, 0x7F))

    def covers(self, char: str) -> bool:
        """Tell whether the face has a glyph for a character."""
        return self.hb_font.get_nominal_glyph(ord(char)) is not None


@dataclass(frozen=True, eq=False)
class FontSet:
    """The faces of a set of languages, by name and weight, with the table they were found by."""

    faces: Mapping[tuple[str, str], Face]
    scripts: Mapping[str, str]
    han: Mapping[str, str]
    packages: Mapping[str, str]
    table: str
    alone: dict[tuple[str, str], dict[str, Face | None]] = field(
        default_factory=dict, repr=False
    )  # by language, weight

    @cached_property
    def digest(self) -> str:
        """Name the table and the bytes of the files: neither their folder nor the order of the languages changes it."""
        faces = [self.faces[key] for key in sorted(self.faces)]
        lines = [self.table, *(f"{face.key} {face.digest} {face.index}" for face in faces)]
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()

    def for_script(self, script: str, language: str) -> str:
        """Name the face of an ISO 15924 script in a language; empty where the table has none."""
        if script == "Hani":
            return self.han.get(language) or self.han.get(language.split("-")[0]) or self._local_han()
        if script in {"Hira", "Kana", "Hang"} and language in self.han:
            return self.han[language]  # 「の」 in a Chinese name keeps the Chinese design
        return self.scripts.get(script, "")

    def face(self, name: str, weight: str) -> Face | None:
        """Give an opened face, or nothing when this set's languages did not ask for it."""
        return self.faces.get((name, weight))

    def _local_han(self) -> str:
        opened = [name for name in self.han.values() if any(key == name for key, _ in self.faces)]
        return opened[0] if opened else next(iter(self.han.values()))


def find(
    languages: Iterable[str], npm_folder: Path | None = None, candidates: Path = CANDIDATES
) -> FontSet | list[Problem]:
    """Open the faces that the languages of a sign need, or give one Problem for each face that is not there."""
    text = candidates.read_text(encoding="utf-8")
    table = tomllib.loads(text)
    wanted = sorted(
        {EVERY_SIGN, SYMBOLS} | {table["languages"].get(_base(tag, table), EVERY_SIGN) for tag in languages}
    )
    chosen: dict[tuple[str, str], tuple[Path, int]] = {}
    problems = []
    for name in wanted:
        for weight in WEIGHTS:
            entry = table["faces"][name][weight]
            place = _locate(entry, npm_folder)
            if place:
                chosen[name, weight] = place
            else:
                problems.append(_not_installed(name, weight, entry, candidates))
    if problems:
        return problems
    packages = _packages(table)
    faces = {key: _open(key, packages[key[0]], path, index) for key, (path, index) in chosen.items()}
    return FontSet(faces, table["scripts"], table["han"], packages, text)


def _base(tag: str, table: Mapping[str, Any]) -> str:
    return tag if tag in table["languages"] else tag.split("-")[0]


def _locate(entry: Mapping[str, Any], npm_folder: Path | None) -> tuple[Path, int] | None:
    debian = Path(entry["debian"])
    if debian.is_file():
        return debian, int(entry.get("index", 0))
    if npm_folder and (npm_folder / entry["npm"]).is_file():
        return npm_folder / entry["npm"], 0
    return None


def _not_installed(name: str, weight: str, entry: Mapping[str, Any], candidates: Path) -> Problem:
    return error(
        f"signs/{candidates.name}",
        f"faces.{name}.{weight}",
        "font-missing",
        entry["debian"],
        f'the font file "{entry["debian"]}" is not installed (package {entry["package"]})',
        "run: apt-get install fonts-noto-cjk fonts-noto-core",
    )


@lru_cache(maxsize=32)
def _read(path: Path) -> Any:
    """Open a file as a HarfBuzz blob (mapped, not copied)."""
    return hb.Blob.from_file_path(str(path))


@lru_cache(maxsize=32)
def _digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@lru_cache(maxsize=64)
def _open(key: tuple[str, str], package: str, path: Path, index: int) -> Face:
    """Open a face once: signs in different languages stand in one file, where a face must be one font."""
    face = hb.Face(_read(path), index)
    name, weight = key
    return Face(name, weight, package, path, index, face, hb.Font(face), face.upem)


def _packages(table: Mapping[str, Any]) -> dict[str, str]:
    return {name: weights["regular"]["package"] for name, weights in table["faces"].items()}
