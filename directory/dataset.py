"""Reads a dataset folder into a `Dataset`, and says everything that is wrong with it in one run.

In: a folder as DESIGN section 3 draws it. Out: (Dataset or None, Problems). Nothing raises on bad data; what cannot be
read is left out and told. Next stage: `check`.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import stat
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from directory.location import line_of, written_at
from directory.model import City, Dataset, Holidays, Hotline, Issue, Notice, Source, Target, Venue
from directory.problem import Problem, did_you_mean, error, shorten

EVIDENCE = ("source", "method", "observed")
MAX_BYTES = 256 * 1024  # a venue file is a few kilobytes; beyond this it is not one
MAX_TABLE_BYTES = 16 * 1024 * 1024  # printed batches of twenty thousand venues
MAX_DEPTH = 32  # no table here nests deeper than five
INTEGERS = range(-(2**63), 2**63)  # TOML 1.0, Integer: what does not fit must be an error
T = TypeVar("T", bound=BaseModel)


def load(folder: Path) -> tuple[Dataset | None, list[Problem]]:
    """Read a whole dataset; the Dataset is None only if the city's settings cannot be read."""
    problems: list[Problem] = []
    if not folder.is_dir():
        return None, [
            error(str(folder), "", "no-dataset", "", "there is no such folder", "name a dataset folder with --data DIR")
        ]
    city = _one(folder / "city.toml", folder, City, problems)
    venues, files = _venues(folder, problems)
    tables: dict[str, Any] = {
        "sources": _many(folder / "sources.toml", folder, Source, problems),
        "hotlines": _many(folder / "hotlines.toml", folder, Hotline, problems),
        "targets": _many(folder / "targets.toml", folder, Target, problems),
        "notices": _many(folder / "notices.toml", folder, Notice, problems, optional=True),
        "holidays": _holidays(folder, problems),
        "codes": _pairs(folder / "codes.csv", folder, ("code", "id"), problems),
        "redirects": _pairs(folder / "redirects.csv", folder, ("old_id", "new_id"), problems),
        "issues": _issues(folder, problems),
    }
    if city is None:
        return None, sorted(set(problems))
    return Dataset(city=city, venues=venues, files=files, **tables), sorted(set(problems))


def _venues(folder: Path, problems: list[Problem]) -> tuple[dict[str, Venue], dict[str, str]]:
    """Read venues/<district>/<id>.toml, sorted by id."""
    venues: dict[str, Venue] = {}
    files: dict[str, str] = {}
    for path in sorted((folder / "venues").rglob("*.toml")):
        name = path.relative_to(folder).as_posix()
        if path.stem in files:
            problems.append(
                error(
                    name,
                    "",
                    "id-twice",
                    path.stem,
                    f'the id "{path.stem}" is also in {files[path.stem]}',
                    "rename one file; an id stands once in the whole dataset",
                )
            )
            continue
        files[path.stem] = name
        text, raw = _toml(path, name, problems)
        if raw is None:
            continue
        problems.extend(_misplaced(raw, name, text))
        if not isinstance(raw.get("record", {}), dict):
            continue  # else every table would lack its evidence too
        venue = _validated(Venue, {**inherit(raw), "id": path.stem}, name, text, problems)
        if venue is not None:
            venues[venue.id] = venue
    return dict(sorted(venues.items())), dict(sorted(files.items()))


def inherit(raw: Mapping[str, Any]) -> dict[str, Any]:
    """Let [record] stand for every table that does not say otherwise; it leaves the venue itself."""
    record = raw.get("record", {})
    record = {key: record[key] for key in EVIDENCE if key in record} if isinstance(record, dict) else {}
    result: dict[str, Any] = {}
    for key, table in raw.items():
        if key == "record":
            continue
        if isinstance(table, dict):
            result[key] = {**record, **table}
        elif key == "claim" and isinstance(table, list):
            result[key] = [{**record, **claim} if isinstance(claim, dict) else claim for claim in table]
        else:
            result[key] = table
    return result


def _misplaced(raw: Mapping[str, Any], name: str, text: str) -> Iterable[Problem]:
    """Tell of keys that inheriting would hide: an id of the file's own, and what [record] cannot hold."""
    if "id" in raw:
        yield error(
            name,
            "id",
            "unknown-key",
            raw["id"],
            "is not a key here",
            "take it out: the file's name is the id",
            line_of(text, ["id"]),
        )
    record = raw.get("record", {})
    if not isinstance(record, dict):
        line = line_of(text, ["record", 0])
        hint = "write [record] on a line of its own"
        yield error(name, "record", "model-type", record, "should be a table", hint, line)
        return
    for key, value in record.items():
        if key not in EVIDENCE:
            hint = did_you_mean(key, EVIDENCE)
            line = line_of(text, ["record", key])
            yield error(name, f"record.{key}", "unknown-key", value, "is not a key here", hint, line)


def _bytes(path: Path, name: str, problems: list[Problem], limit: int) -> bytes | None:
    """Read a file, or say why not; a device, a folder or a loop of links is not waited for."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            problems.append(
                error(name, "", "not-a-file", "", "is not a file", "take it away, or put a file in its place")
            )
            return None
        if status.st_size > limit:
            message = f"the file has {status.st_size} bytes"
            problems.append(error(name, "", "too-large", status.st_size, message, f"expected at most {limit}"))
            return None
        return path.read_bytes()
    except FileNotFoundError:
        hint = "remove the link" if path.is_symlink() else "write it; an empty file will do if there is none"
        problems.append(error(name, "", "missing", "", "there is no such file", hint))
    except OSError as fault:
        problems.append(
            error(name, "", "unreadable", "", f"cannot be read: {fault.strerror}", "check the file and its rights")
        )
    return None


def _decoded(data: bytes, name: str, problems: list[Problem]) -> str | None:
    """Read bytes as UTF-8, with or without a byte order mark, or say where they are not."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = data[: fault.start].count(b"\n") + 1
        message = f"byte 0x{data[fault.start]:02X} is not UTF-8"
        problems.append(error(name, "", "not-utf-8", "", message, "save the file as UTF-8", line))
        return None


def _toml(path: Path, name: str, problems: list[Problem]) -> tuple[str, dict[str, Any] | None]:
    """Parse one file; a fault becomes a Problem with the parser's own line."""
    data = _bytes(path, name, problems, MAX_BYTES)
    text = None if data is None else _decoded(data, name, problems)
    if text is None:
        return "", None
    try:
        raw = tomllib.loads(text)
    except RecursionError:
        problems.append(error(name, "", "not-toml", "", "not TOML: nests too deep", f"expected at most {MAX_DEPTH}"))
    except ValueError as fault:  # TOMLDecodeError is one; an integer of thousands of digits is a plain one
        problems.append(_syntax(name, text, str(fault)))
    else:
        unfit = _unfit(raw, name, text)
        if unfit is None:
            return text, raw
        problems.append(unfit)
    return "", None


def _syntax(name: str, text: str, said: str) -> Problem:
    """Turn the parser's sentence into a Problem: it ends in "(at line 3, column 5)" or "(at end of document)"."""
    place = re.search(r" \(at (?:line (\d+), column \d+|end of document)\)\Z", said)
    line = 0 if place is None else int(place[1] or text.rstrip().count("\n") + 1)
    message = said[: place.start()] if place else "holds a number that is too long"
    if twice := re.match(r"Cannot declare \((.*?),?\) twice", said):
        message = f"[{twice[1].replace(', ', '.').translate({39: None})}] stands twice"
    message = {
        "Cannot overwrite a value": "a key stands twice",
        "Illegal character '\\n'": "a text does not end on its line",
    }.get(message, message)
    if "twice" in message:
        hint = "keep one; several claims are [[claim]] with double brackets"
    elif "Invalid value" in said:
        hint = 'texts and dates stand in double quotes: observed = "2026-05-02"'
    else:
        hint = "see https://toml.io; texts stand in double quotes"
    return error(name, "", "not-toml", "", f"not TOML: {message}", hint, line)


def _unfit(raw: Mapping[str, Any], name: str, text: str) -> Problem | None:
    """Find what the parser lets through, but no other reader would: integers beyond 64 bits, bottomless tables."""
    rest: list[tuple[tuple[str | int, ...], object]] = [((), raw)]
    while rest:
        path, value = rest.pop()
        if len(path) > MAX_DEPTH:
            line = line_of(text, path)
            return error(name, str(path[0]), "not-toml", "", "nests too deep", f"expected at most {MAX_DEPTH}", line)
        if isinstance(value, int) and value not in INTEGERS:
            field, line = ".".join(map(str, path)), line_of(text, path)
            return error(name, field, "integer-range", "", "is an integer beyond 64 bits", "write a smaller one", line)
        if isinstance(value, dict):
            rest.extend(((*path, key), inner) for key, inner in value.items())
        elif isinstance(value, list):
            rest.extend(((*path, place), inner) for place, inner in enumerate(value))
    return None


def _validated(
    model: type[T], raw: object, name: str, text: str, problems: list[Problem], at: tuple[str | int, ...] = ()
) -> T | None:
    """Build a model value, or turn each of pydantic's faults into a Problem with its line."""
    try:
        return model.model_validate(raw)
    except ValidationError as fault:
        found = [_problem(model, detail, raw, name, text, at) for detail in fault.errors(include_url=False)]
        problems.extend(_merged(found))
        return None


def _merged(found: Sequence[Problem]) -> Iterable[Problem]:
    """Make one problem of a union's: pydantic tells of each member why it does not fit."""
    distinct = list(dict.fromkeys(found))  # a fault in [record] is told for every table that inherits it
    fields = [problem.field for problem in distinct]
    for place, problem in enumerate(distinct):
        if fields.count(problem.field) == 1:
            yield problem
        elif fields.index(problem.field) == place and not any(f.startswith(f"{problem.field}.") for f in fields):
            message = f"should be a text, a number or a table of texts, found {problem.value}"
            yield replace(problem, code="value-type", message=message, hint='such as value = "yes"')


SAYS = {  # what pydantic says in Python's words, in TOML's
    "string_type": "should be a text",
    "int_type": "should be a whole number",
    "float_type": "should be a number",
    "bool_type": "should be true or false",
    "dict_type": "should be a table",
    "model_type": "should be a table",
    "tuple_type": "should be a list",
    "string_pattern_mismatch": "has another form",
    "enum": "is not one of the allowed words",
}


def _problem(
    model: type[BaseModel], detail: ErrorDetails, raw: object, name: str, text: str, at: tuple[str | int, ...]
) -> Problem:
    # Members of a union show up as part of the path (a type's name, a function); they are not in the file.
    loc = tuple(part for part in detail["loc"] if isinstance(part, int) or part in _keys_along(raw, detail["loc"]))
    missing = detail["type"] == "missing"
    path = detail["loc"] if missing else loc
    whole = (*at, *path) if missing else written_at(text, (*at, *path))
    line = line_of(text, whole)
    field = ".".join(str(part) for part in whole)
    if missing:
        return error(name, field, "missing", "", "is missing", _missing_hint(model, path), line)
    if detail["type"] == "extra_forbidden":
        return error(name, field, "unknown-key", detail["input"], "is not a key here", _unknown_hint(model, path), line)
    said = detail["msg"].removeprefix("Value error, ").removeprefix("Input ").removeprefix("String ")
    value = detail["input"].isoformat() if isinstance(detail["input"], dt.date | dt.time) else detail["input"]
    message = f"{SAYS.get(detail['type'], said)}, found {shorten(repr(value), 60)}"
    return error(name, field, detail["type"].replace("_", "-"), value, message, _value_hint(detail, whole), line)


def _missing_hint(model: type[BaseModel], path: tuple[int | str, ...]) -> str:
    field = str(path[-1])
    if field in EVIDENCE:
        return f"say {field} here or once in [record]"
    if model is Venue and field == "code":
        return "`python build.py code` makes one"
    if isinstance(path[-1], int):
        return "the list is too short"
    annotation = model.model_fields[field].annotation if len(path) == 1 and field in model.model_fields else None
    if _inner(annotation) is not None or get_origin(annotation) is dict:
        return f"write a table [{field}]"
    return f"write {field} = […]" if get_origin(annotation) is tuple else f'write {field} = "…"'


def _keys_along(raw: object, loc: tuple[int | str, ...]) -> set[str]:
    keys: set[str] = set()
    for part in loc:
        if isinstance(raw, dict):
            keys |= set(raw)
            raw = raw.get(part, raw)
        elif isinstance(raw, (list, tuple)) and isinstance(part, int) and part < len(raw):
            raw = raw[part]
    return keys


def _unknown_hint(model: type[BaseModel], path: tuple[int | str, ...]) -> str:
    word = str(path[-1])
    if model is Venue and len(path) == 3 and path[0] == "claim" and word in Venue.model_fields:
        where = "a key after [[claim]] is part of that claim, move it above the first [[claim]]"
        return f'"{word}" belongs to the venue: {where}'
    fields = set(model.model_fields)
    for part in path[:-1]:
        if isinstance(part, str) and part in model.model_fields:
            inner = _inner(model.model_fields[part].annotation)
            if inner is not None:
                model, fields = inner, set(inner.model_fields)
    return did_you_mean(word, fields - {"id"})


def _inner(annotation: Any) -> type[BaseModel] | None:
    for candidate in (annotation, *getattr(annotation, "__args__", ())):
        if isinstance(candidate, type) and issubclass(candidate, BaseModel):
            return candidate
    return None


def _value_hint(detail: ErrorDetails, path: tuple[int | str, ...]) -> str:
    field = str(path[-1]) if path else ""
    if path[:1] == ("claim",) and detail["type"] in ("tuple_type", "model_type"):
        return "every claim begins with [[claim]] in double brackets"
    if detail["type"] in ("model_type", "dict_type") and field:
        return f"write a table: [{field}] on a line of its own, its keys below"
    if detail["type"] in ("int_type", "float_type"):
        return "write a number, without quotes"
    if detail["type"] == "tuple_type":
        return f'write {field} = ["…", "…"]'
    if field in ("lat", "lon") and abs(detail["input"]) <= 180:
        return "are latitude and longitude swapped?"
    if field in ("observed", "date", "retrieved"):
        return 'write "YYYY", "YYYY-MM", "YYYY-MM-DD" or "unknown", with the quotes'
    if field == "code":
        return "five characters of Crockford's alphabet and a check character; `python build.py code` makes one"
    if field in ("valid_until", "begins", "ends", "issued"):
        return "write YYYY-MM-DD in quotes"
    if detail["type"] == "enum":
        return did_you_mean(
            str(detail["input"]), str(detail["ctx"]["expected"]).replace("'", "").replace(" or ", ", ").split(", ")
        )
    if detail["type"].startswith("string_type"):
        return "put the text in double quotes"
    if field in ("value", "website", "url", "base_url", "qr_origin") and "pattern" in detail["type"]:
        return "write a whole address, such as https://example.org/page"
    if field in ("source", "id", "successor", "venue"):
        return "use lower-case letters, digits and single hyphens"
    if detail["type"] == "string_pattern_mismatch":
        return f"expected {detail['ctx']['pattern']}"
    return ""


def _one(path: Path, folder: Path, model: type[T], problems: list[Problem]) -> T | None:
    """Read a file that is one table."""
    name = path.relative_to(folder).as_posix()
    text, raw = _toml(path, name, problems)
    return None if raw is None else _validated(model, raw, name, text, problems)


def _many(path: Path, folder: Path, model: type[T], problems: list[Problem], *, optional: bool = False) -> dict[str, T]:
    """Read a file of tables by id; [record] stands for all of them."""
    name = path.relative_to(folder).as_posix()
    if optional and not path.exists():
        return {}
    text, raw = _toml(path, name, problems)
    problems.extend(problem for problem in _misplaced(raw or {}, name, text) if problem.field != "id")
    result = {}
    for key, table in sorted(inherit(raw or {}).items()):
        value = _validated(model, table, name, text, problems, (key,))
        if value is not None:
            result[key] = value
    return result


def _holidays(folder: Path, problems: list[Problem]) -> dict[int, Holidays]:
    result = {}
    for path in sorted((folder / "holidays").glob("*.toml")):
        year = _one(path, folder, Holidays, problems)
        if year is None:
            continue
        if path.stem != str(year.year):
            name = path.relative_to(folder).as_posix()
            message = f"the year {year.year} stands in a file named {path.name}"
            problems.append(error(name, "year", "year-file", year.year, message, f"name it {year.year}.toml"))
        else:
            result[year.year] = year
    return result


def _rows(
    path: Path, name: str, columns: tuple[str, ...], problems: list[Problem]
) -> Iterable[tuple[int, dict[str, str]]]:
    """Read a CSV with exactly these columns; a missing file is an empty one."""
    data = _bytes(path, name, problems, MAX_TABLE_BYTES) if path.exists() else None
    text = None if data is None else _decoded(data, name, problems)
    if text is None:
        return
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = next(reader, [])
        if tuple(header) != columns:
            shown, wanted = ",".join(header), ",".join(columns)
            message = f"the columns are {shown}" if shown else "has no header"
            problems.append(error(name, "", "csv-header", shown, message, f"expected {wanted}", 1))
            if len(header) != len(columns):
                return
        for row in reader:
            line = reader.line_num
            if len(row) != len(columns):
                message = f"{len(row)} columns" if row else "is an empty row"
                problems.append(error(name, "", "csv-row", row, message, f"expected {len(columns)} columns", line))
                continue
            for column, cell in zip(columns, row, strict=True):
                if cell != cell.strip():
                    problems.append(
                        error(name, column, "csv-space", cell, "has spaces around it", "take them out", line)
                    )
            yield line, {column: cell.strip() for column, cell in zip(columns, row, strict=True)}
    except csv.Error as fault:
        hint = "write plain fields, or whole fields in double quotes"
        problems.append(error(name, "", "csv-syntax", "", f"not CSV: {fault}", hint, reader.line_num))


def _pairs(path: Path, folder: Path, columns: tuple[str, str], problems: list[Problem]) -> dict[str, str]:
    """Read a two-column table whose first column is unique."""
    name = path.relative_to(folder).as_posix()
    result: dict[str, str] = {}
    for line, row in _rows(path, name, columns, problems):
        key, value = row[columns[0]], row[columns[1]]
        if key in result:
            problems.append(error(name, columns[0], "row-twice", key, f'"{key}" stands twice', "remove one row", line))
        else:
            result[key] = value
    return result


ISSUED = ("code", "revision", "issued", "languages", "count", "place", "says")


def _number(text: str) -> object:
    """Read a count; anything else stays text, and the model says what is wrong with it."""
    return int(text) if re.fullmatch("[0-9]{1,9}", text) else text


def _issues(folder: Path, problems: list[Problem]) -> tuple[Issue, ...]:
    """Read issued.csv, the printed batches."""
    convert: dict[str, Callable[[str], object]] = {"count": _number}
    result = []
    for line, row in _rows(folder / "issued.csv", "issued.csv", ISSUED, problems):
        raw = {key: convert.get(key, str)(value) for key, value in row.items()}
        found: list[Problem] = []
        issue = _validated(Issue, raw, "issued.csv", "", found)
        problems.extend(error(p.file, p.field, p.code, p.value, p.message, p.hint, line) for p in found)
        if issue is not None:
            result.append(issue)
    return tuple(result)
