"""Which file of a dataset folder holds what? A reader for each: what it holds, and what is wrong with it.

In: the folder, a file's name in it. Out: values of the model with Problems. Next: `load` puts them together.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath

from directory.dataset import csv_file, record, toml_file
from directory.dataset.csv_file import Row
from directory.dataset.toml_file import Toml
from directory.dataset.validation import T, validated
from directory.location import line_of
from directory.model import Holidays, Issue, Notice, Rejected, Venue, share_claims
from directory.problem import Problem, error

REJECTED = ("lead", "name", "reason", "venue", "note")
ISSUED = ("code", "revision", "issued", "sign", "size", "languages", "count", "place", "says")
ONLY_POSTERS = ("code", "revision", "issued", "languages", "count", "place", "says")  # the columns of its first years


def one(folder: Path, name: str, model: type[T]) -> tuple[T | None, list[Problem]]:
    """Read a file that is one table."""
    file = toml_file.read(folder / name, name)
    if isinstance(file, Problem):
        hint = "write it; CONTRIBUTING.md says how to begin a dataset" if file.code == "missing" else file.hint
        return None, [replace(file, hint=hint)]
    value = validated(model, file.tables, file)
    return (None, value) if isinstance(value, list) else (value, [])


def many(folder: Path, name: str, model: type[T]) -> tuple[dict[str, T], list[Problem]]:
    """Read a file of tables by id, sorted; [record] stands for all of them."""
    file = toml_file.read(folder / name, name)
    if isinstance(file, Problem):
        return {}, [file]
    problems = list(record.faults(file))
    result: dict[str, T] = {}
    for key, table in sorted(record.inherit(file.tables).items()):
        value = validated(model, table, file, (key,))
        if isinstance(value, list):
            problems += value
        else:
            result[key] = value
    return result, problems


def notices(folder: Path) -> tuple[dict[str, Notice], list[Problem]]:
    """Read notices.toml, which only a city with something to announce has."""
    return many(folder, "notices.toml", Notice) if (folder / "notices.toml").exists() else ({}, [])


def folder_of(folder: Path, name: str, model: type[T]) -> tuple[dict[str, T], list[Problem]]:
    """Read a folder of files, one value each, by the file's name, sorted; a city need not have the folder."""
    result: dict[str, T] = {}
    problems: list[Problem] = []
    for path in sorted((folder / name).glob("*.toml")):
        file = toml_file.read(path, path.relative_to(folder).as_posix())
        if isinstance(file, Problem):
            problems.append(file)
            continue
        problems += record.faults(file)
        if not isinstance(file.tables.get("record", {}), dict):
            continue
        value = validated(model, record.inherit(file.tables), file)
        if isinstance(value, list):
            problems += value
        else:
            result[path.stem] = value
    return result, problems


def rejected(folder: Path) -> tuple[dict[str, Rejected], list[Problem]]:
    """Read rejected.csv, the leads that were not taken, by lead."""
    result: dict[str, Rejected] = {}
    problems: list[Problem] = []
    for row in csv_file.read(folder / "rejected.csv", "rejected.csv", REJECTED):
        if isinstance(row, Problem):
            problems.append(row)
            continue
        found = validated(Rejected, row.cells, Toml("rejected.csv", "", {}))
        if isinstance(found, list):
            problems += [replace(problem, line=row.line) for problem in found]
        elif found.lead in result:
            message = f'"{found.lead}" stands twice'
            problems.append(error("rejected.csv", "lead", "row-twice", found.lead, message, "remove one row", row.line))
        else:
            result[found.lead] = found
    return dict(sorted(result.items())), problems


def files(folder: Path) -> tuple[dict[str, str], list[Problem]]:
    """List venues/<district>/<id>.toml by id, sorted; an id stands once in the whole dataset."""
    found: dict[str, str] = {}
    problems = []
    root = folder.as_posix()
    named = [
        [*above, name]
        for place, folders, files in os.walk(f"{root}/venues")
        for above in [PurePosixPath(place).relative_to(root).parts]
        for name in (*folders, *files)
        if name.endswith(".toml")
    ]
    for parts in sorted(named):
        name, stem = "/".join(parts), PurePosixPath(parts[-1]).stem
        if stem in found:
            message = f'the id "{stem}" is also in {found[stem]}'
            hint = "rename one file; an id stands once in the whole dataset"
            problems.append(error(name, "", "id-twice", stem, message, hint))
        else:
            found[stem] = name
    return dict(sorted(found.items())), problems


def venues(folder: Path, names: dict[str, str]) -> tuple[dict[str, Venue], list[Problem]]:
    """Read the venues' files, given by id; a broken one does not hide the others."""
    result: dict[str, Venue] = {}
    problems: list[Problem] = []
    for venue_id, name in names.items():
        file = toml_file.read(folder / name, name)
        if isinstance(file, Problem):
            problems.append(file)
            continue
        problems += [*_own_id(file), *record.faults(file)]
        if not isinstance(file.tables.get("record", {}), dict):
            continue  # else every table would lack its evidence too
        venue = validated(Venue, {**record.inherit(file.tables), "id": venue_id}, file)
        if isinstance(venue, list):
            problems += venue
        else:
            result[venue_id] = venue
    share_claims(result.values())
    return result, problems


def _own_id(file: Toml) -> Iterator[Problem]:
    if "id" in file.tables:
        hint, line = "take it out: the file's name is the id", line_of(file.text, ["id"])
        yield error(file.name, "id", "unknown-key", file.tables["id"], "is not a key here", hint, line)


def holidays(folder: Path) -> tuple[dict[int, Holidays], list[Problem]]:
    """Read holidays/<year>.toml, by year."""
    result = {}
    problems = []
    for path in sorted((folder / "holidays").glob("*.toml")):
        name = path.relative_to(folder).as_posix()
        year, wrong = one(folder, name, Holidays)
        problems += wrong
        if year is not None and path.stem != str(year.year):
            message = f"the year {year.year} stands in a file named {path.name}"
            problems.append(error(name, "year", "year-file", year.year, message, f"name it {year.year}.toml"))
        elif year is not None:
            result[year.year] = year
    return result, problems


def pairs(folder: Path, name: str, columns: tuple[str, str]) -> tuple[dict[str, str], list[Problem]]:
    """Read a two-column table whose first column is unique."""
    result: dict[str, str] = {}
    problems = []
    for row in csv_file.read(folder / name, name, columns):
        if isinstance(row, Problem):
            problems.append(row)
            continue
        key, value = (row.cells[column] for column in columns)
        if key in result:
            message = f'"{key}" stands twice'
            problems.append(error(name, columns[0], "row-twice", key, message, "remove one row", row.line))
        else:
            result[key] = value
    return result, problems


def issues(folder: Path) -> tuple[tuple[Issue, ...], list[Problem]]:
    """Read issued.csv, the printed batches."""
    result: list[Issue] = []
    problems: list[Problem] = []
    for row in csv_file.read(folder / "issued.csv", "issued.csv", ISSUED):
        issue = [_of_posters(row)] if isinstance(row, Problem) else _issue(row)
        if isinstance(issue, list):
            problems += issue
        else:
            result.append(issue)
    return tuple(result), problems


def _of_posters(problem: Problem) -> Problem:
    """Say how to bring a record up to date that was begun when there were only posters in A4."""
    if problem.code != "csv-header" or problem.value != ",".join(ONLY_POSTERS):
        return problem
    added = ",".join(column for column in ISSUED if column not in ONLY_POSTERS)
    hint = f"write {added} after issued in the first row, and poster,a4 there in each other row"
    return replace(problem, message=f"lacks the columns {added}", hint=hint)


def _issue(row: Row) -> Issue | list[Problem]:
    """Build a batch of a row; a count that is no number stays text, and the model says what is wrong with it."""
    count = row.cells["count"]
    raw = {**row.cells, "count": int(count) if re.fullmatch("[0-9]{1,9}", count) else count}
    issue = validated(Issue, raw, Toml("issued.csv", "", {}))
    return [replace(problem, line=row.line) for problem in issue] if isinstance(issue, list) else issue
