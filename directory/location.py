"""Where in a TOML file a value stands. A leaf.

Python's parser gives no positions, so only a file with a fault is scanned again, line by line: tables and keys as TOML
1.0 writes them at the start of a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_TABLE = re.compile(r"\s*(\[\[?)\s*([^\]]+?)\s*\]\]?\s*(#.*)?$")
_PART = r"(?:[A-Za-z0-9_-]+|\"[^\"]*\"|'[^']*')"
_KEY = re.compile(rf"\s*({_PART}(?:\s*\.\s*{_PART})*)\s*=")
_LONG = re.compile(r'"""|' + "'''")


def _parts(dotted: str) -> list[str]:
    return [part.strip().strip("\"'") for part in re.findall(r"\"[^\"]*\"|'[^']*'|[^.]+", dotted)]


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Number the lines as editors and the parser do (by LF alone), without those inside multi-line strings."""
    fence = ""
    for number, line in enumerate(text.split("\n"), 1):
        if not fence:
            yield number, line.removesuffix("\r")
        for mark in _LONG.findall(line):
            fence = mark if not fence else "" if mark == fence else fence


def _indexed(names: list[str], counts: dict[tuple[str, ...], int]) -> tuple[str | int, ...]:
    """Give a header's path: [claim.value] belongs to the last [[claim]], so its index stands between."""
    path: list[str | int] = []
    for depth, name in enumerate(names, 1):
        path.append(name)
        if tuple(names[:depth]) in counts:
            path.append(counts[tuple(names[:depth])])
    return tuple(path)


def positions(text: str) -> list[tuple[tuple[str | int, ...], int]]:
    """List (path, line) of every table header and key; a table in an array has its index in the path."""
    found: list[tuple[tuple[str | int, ...], int]] = []
    counts: dict[tuple[str, ...], int] = {}
    table: tuple[str | int, ...] = ()
    for number, line in _lines(text):
        if header := _TABLE.match(line):
            names = _parts(header[2])
            if header[1] == "[[":
                counts[tuple(names)] = counts.get(tuple(names), -1) + 1
            table = _indexed(names, counts)
            found.append((table, number))
        elif key := _KEY.match(line):
            found.append(((*table, *_parts(key[1])), number))
    return found


def _known(text: str) -> dict[tuple[str, ...], int]:
    """Map every path to its first line; indexes as text, since a key may be a number too ([12345])."""
    return {tuple(map(str, where)): line for where, line in reversed(positions(text))}


def line_of(text: str, path: Sequence[str | int]) -> int:
    """Give the line of a path, of the first thing in it, or of its nearest enclosing table; 0 if there is none."""
    known, wanted = _known(text), tuple(map(str, path))
    while wanted:
        # TOML need not write a table that only holds others: [statement.about.title] is where statement.about begins.
        inside = [line for found, line in known.items() if found[: len(wanted)] == wanted]
        if inside:
            return known.get(wanted, min(inside))
        wanted = wanted[:-1]
    return 0


def written_at(text: str, path: Sequence[str | int]) -> tuple[str | int, ...]:
    """Give the path where a value is written: a table that does not state it takes [record]'s (`dataset.inherit`)."""
    own, shared = tuple(path), ("record", *path[-1:])
    known = _known(text)
    if len(own) < 2 or tuple(map(str, own)) in known or tuple(map(str, shared)) not in known:
        return own
    line = text.split("\n")[line_of(text, own) - 1]
    inline = re.search(rf"[{{,]\s*{re.escape(str(own[-1]))}\s*=", line)
    return own if inline else shared
