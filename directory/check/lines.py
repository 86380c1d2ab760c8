"""On which line does a problem stand? A rule knows the field; the file knows the line.

In: problems without lines, the dataset's folder. Out: the same problems with them. Only files with a fault are read
again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from directory.dataset.record import EVIDENCE
from directory.location import line_of, written_at
from directory.problem import Problem


def located(problems: Iterable[Problem], folder: Path) -> Iterator[Problem]:
    """Give each problem its line, and evidence the field where it is written: [record] may stand for the table."""
    texts: dict[str, str] = {}
    for problem in problems:
        if problem.file not in texts:
            texts[problem.file] = _text(folder / problem.file)
        in_table = _in_csv if problem.file.endswith(".csv") else _in_toml
        yield in_table(problem, texts[problem.file])


def _text(path: Path) -> str:
    return path.read_text("utf-8-sig", errors="replace") if path.is_file() else ""


def _in_csv(problem: Problem, text: str) -> Problem:
    """The field of a table of rows is the first cell of the row."""
    rows = [number for number, row in enumerate(text.split("\n"), 1) if row.startswith(f"{problem.field},")]
    return replace(problem, line=rows[0] if rows else 0)


def _in_toml(problem: Problem, text: str) -> Problem:
    path: list[str | int] = list(problem.field.split(".")) if problem.field else []
    if path and path[-1] in EVIDENCE:
        path = list(written_at(text, path))
    return replace(problem, field=".".join(map(str, path)), line=line_of(text, path))
