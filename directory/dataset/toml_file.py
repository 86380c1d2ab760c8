"""What tables does a TOML file hold? Its values beside its text, or the one problem that keeps it from being read.

In: a path and its name in problems. Out: a `Toml` or a Problem, which has the line. Next stages: `record`,
`validation`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from directory.dataset import text_file
from directory.location import line_of
from directory.problem import Problem, error

MAX_BYTES = 256 * 1024  # a venue file is a few kilobytes; beyond this it is not one
MAX_DEPTH = 32  # no table here nests deeper than five
INTEGERS = range(-(2**63), 2**63)  # TOML 1.0, Integer: what does not fit must be an error
PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)\Z")  # how tomllib ends its sentences


@dataclass(frozen=True)
class Toml:
    """A file that was read: its name in problems, its text (for lines), its tables."""

    name: str
    text: str
    tables: dict[str, Any]


def read(path: Path, name: str) -> Toml | Problem:
    """Parse one file; a fault becomes a Problem with the parser's own line."""
    text = text_file.read(path, name, MAX_BYTES)
    if isinstance(text, Problem):
        return text
    try:
        tables = tomllib.loads(text)
    except RecursionError:
        return error(name, "", "not-toml", "", "not TOML: nests too deep", f"expected at most {MAX_DEPTH}")
    except ValueError as fault:  # TOMLDecodeError is one; an integer of thousands of digits is a plain one
        return _syntax(name, text, str(fault))
    return _unfit(tables, name, text) or Toml(name, text, tables)


def _syntax(name: str, text: str, said: str) -> Problem:
    """Turn the parser's sentence into a Problem: it ends in "(at line 3, column 5)" or "(at end of document)"."""
    place = PLACE.search(said)
    line = 0 if place is None else int(place[1] or text.rstrip().count("\n") + 1)
    message = _plainly(said[: place.start()] if place else "holds a number that is too long")
    if "twice" in message:
        hint = "keep one; several claims are [[claim]] with double brackets"
    elif "Invalid value" in said:
        hint = 'texts and dates stand in double quotes: observed = "2026-05-02"'
    else:
        hint = "see https://toml.io; texts stand in double quotes"
    return error(name, "", "not-toml", "", f"not TOML: {message}", hint, line)


def _plainly(said: str) -> str:
    """Say in TOML's words what the parser says in its own."""
    if twice := re.match(r"Cannot declare \((.*?),?\) twice", said):
        key = twice[1].replace(", ", ".").replace("'", "")
        return f"[{key}] stands twice"
    return {
        "Cannot overwrite a value": "a key stands twice",
        "Illegal character '\\n'": "a text does not end on its line",
    }.get(said, said)


def _unfit(tables: Mapping[str, Any], name: str, text: str) -> Problem | None:
    """Find what the parser lets through, but no other reader would: integers beyond 64 bits, bottomless tables."""
    for path, value in _walk(tables):
        if len(path) > MAX_DEPTH:
            line = line_of(text, path)
            return error(name, str(path[0]), "not-toml", "", "nests too deep", f"expected at most {MAX_DEPTH}", line)
        if isinstance(value, int) and value not in INTEGERS:
            field, line = ".".join(map(str, path)), line_of(text, path)
            return error(name, field, "integer-range", "", "is an integer beyond 64 bits", "write a smaller one", line)
    return None


def _walk(tables: Mapping[str, Any]) -> Iterator[tuple[tuple[str | int, ...], object]]:
    """Give every value with its path, a table before what is in it; a loop, since recursion would not survive depth."""
    rest: list[tuple[tuple[str | int, ...], object]] = [((), tables)]
    while rest:
        path, value = rest.pop()
        yield path, value
        if isinstance(value, dict):
            rest.extend(((*path, key), inner) for key, inner in value.items())
        elif isinstance(value, list):
            rest.extend(((*path, place), inner) for place, inner in enumerate(value))
