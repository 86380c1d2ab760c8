"""What rows does a CSV file hold? Rows of exactly the columns asked for, and a problem for each that is not.

In: a path, its name in problems, its columns. Out: `Row`s and Problems, in the order of the file. A missing file is an
empty one: a young dataset has no redirects yet.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from directory.dataset import text_file
from directory.problem import Problem, error

MAX_BYTES = 16 * 1024 * 1024  # printed batches of twenty thousand venues


@dataclass(frozen=True)
class Row:
    """One row: the line on which it ends, and its cells by column, without spaces around them."""

    line: int
    cells: dict[str, str]


def read(path: Path, name: str, columns: tuple[str, ...]) -> Iterator[Row | Problem]:
    """Read a file in Python's "excel" dialect, strictly (RFC 4180), with a header of exactly these columns."""
    if not path.exists():
        return
    text = text_file.read(path, name, MAX_BYTES)
    if isinstance(text, Problem):
        yield text
        return
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = next(reader, [])
        yield from _header(header, name, columns)
        if len(header) != len(columns):
            return
        for cells in reader:
            yield from _row(cells, reader.line_num, name, columns)
    except csv.Error as fault:
        hint = "write plain fields, or whole fields in double quotes"
        yield error(name, "", "csv-syntax", "", f"not CSV: {fault}", hint, reader.line_num)


def _header(header: list[str], name: str, columns: tuple[str, ...]) -> Iterator[Problem]:
    if tuple(header) != columns:
        shown, wanted = ",".join(header), ",".join(columns)
        message = f"the columns are {shown}" if shown else "has no header"
        yield error(name, "", "csv-header", shown, message, f"expected {wanted}", 1)


def _row(cells: list[str], line: int, name: str, columns: tuple[str, ...]) -> Iterator[Row | Problem]:
    if len(cells) != len(columns):
        message = f"{len(cells)} columns" if cells else "is an empty row"
        yield error(name, "", "csv-row", cells, message, f"expected {len(columns)} columns", line)
        return
    for column, cell in zip(columns, cells, strict=True):
        if cell != cell.strip():
            yield error(name, column, "csv-space", cell, "has spaces around it", "take them out", line)
    yield Row(line, {column: cell.strip() for column, cell in zip(columns, cells, strict=True)})


def append(path: Path, columns: tuple[str, ...], rows: Iterable[Sequence[str]]) -> None:
    """Add rows to a file, which is begun with its header if it is not there; raises OSError."""
    with path.open("a+", encoding="utf-8", newline="") as lines:
        lines.seek(0)
        before = lines.read()
        if before and not before.endswith("\n"):  # an editor left the last row open
            lines.write("\n")
        writer = csv.writer(lines, lineterminator="\n")
        if not before:
            writer.writerow(columns)
        writer.writerows(rows)
