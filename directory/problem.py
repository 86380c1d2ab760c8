"""Faults are values: what is wrong, where, what was expected, and what to do next.

Loading and checking return `Problem`s and never raise on bad data; an exception means misuse or our own bug.
The command line prints them (`str`) or writes them as JSON (`as_json`).
"""

from __future__ import annotations

import enum
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from difflib import get_close_matches


class Level(enum.StrEnum):
    """How bad: an error stops the build before a byte is published, a warning is only told."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, order=True)
class Problem:
    """One fault. `file` is relative to the dataset or project folder, `line` counts from 1 (0: the whole file)."""

    file: str
    line: int
    field: str
    code: str
    level: Level
    value: str
    message: str
    hint: str = ""

    def __str__(self) -> str:
        """Print `file:line field: what is wrong; what to do`, on one line whatever the value holds."""
        where = f"{self.file}:{self.line}" if self.line else self.file
        text = f"{where} {self.field}: {self.message}" if self.field else f"{where}: {self.message}"
        if self.hint:
            text += f"; {self.hint}"
        return printable(f"{self.level}[{self.code}] {text}")

    def as_json(self) -> dict[str, object]:
        """Give the fields as JSON-ready values, in declaration order."""
        return asdict(self)


def error(file: str, field: str, code: str, value: object, message: str, hint: str = "", line: int = 0) -> Problem:
    """Make an error; what it quotes is shown shortened."""
    return Problem(file, line, field, code, Level.ERROR, shorten(value), shorten(message, 400), shorten(hint, 400))


def warning(file: str, field: str, code: str, value: object, message: str, hint: str = "", line: int = 0) -> Problem:
    """Make a warning; what it quotes is shown shortened."""
    return Problem(file, line, field, code, Level.WARNING, shorten(value), shorten(message, 400), shorten(hint, 400))


def has_errors(problems: Iterable[Problem]) -> bool:
    """Tell whether anything here stops a build."""
    return any(problem.level is Level.ERROR for problem in problems)


def shorten(value: object, limit: int = 80) -> str:
    """Show a value in at most `limit` characters, control characters escaped."""
    text = printable(value if isinstance(value, str) else repr(value))
    return text if len(text) <= limit else text[: limit - 1] + "…"


def printable(text: str) -> str:
    """Escape what would move a terminal's cursor or reorder a line (C0, C1, bidirectional controls)."""
    return "".join(c if c.isprintable() else _escaped(ord(c)) for c in text)


def _escaped(number: int) -> str:
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"


def did_you_mean(word: str, choices: Iterable[str]) -> str:
    """Suggest the nearest allowed word, or name a few of the allowed ones."""
    options = sorted(choices)
    if not options:
        return "there is none yet"
    near = get_close_matches(word[:80], options, n=1, cutoff=0.6)
    if near:
        return f'did you mean "{near[0]}"?'
    shown = ", ".join(options[:8])
    return f"expected one of: {shown}{', …' if len(options) > 8 else ''}"
