"""Does a table fit the model? A value of the model, or what pydantic says of it as Problems with their lines.

In: a model, a table with its evidence filled in, the file it comes from. Out: the value or Problems. What to do about
them is `hints`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from directory.dataset import hints
from directory.dataset.toml_file import Toml
from directory.location import line_of, written_at
from directory.problem import Problem, error, shorten

T = TypeVar("T", bound=BaseModel)
Path = tuple[str | int, ...]  # keys and list indexes from the top of a file

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


def validated(model: type[T], raw: object, file: Toml, at: Path = ()) -> T | list[Problem]:
    """Build a model value of a table that stands `at` a path of a file, or say all that keeps it from being one."""
    try:
        return model.model_validate(raw)
    except ValidationError as fault:
        return list(_merged([_problem(model, detail, raw, file, at) for detail in fault.errors(include_url=False)]))


def _merged(found: Sequence[Problem]) -> Iterator[Problem]:
    """Make one problem of a union's: pydantic tells of each member why it does not fit."""
    distinct = list(dict.fromkeys(found))  # a fault in [record] is told for every table that inherits it
    fields = [problem.field for problem in distinct]
    for place, problem in enumerate(distinct):
        if fields.count(problem.field) == 1:
            yield problem
        elif fields.index(problem.field) == place and not any(f.startswith(f"{problem.field}.") for f in fields):
            message = f"should be a text, a number or a table of texts, found {problem.value}"
            yield replace(problem, code="value-type", message=message, hint='such as value = "yes"')


def _problem(model: type[BaseModel], detail: ErrorDetails, raw: object, file: Toml, at: Path) -> Problem:
    """Turn one of pydantic's faults into a Problem."""
    missing = detail["type"] == "missing"
    path = detail["loc"] if missing else _path_in_file(raw, detail["loc"])
    whole = (*at, *path) if missing else written_at(file.text, (*at, *path))
    field, line = ".".join(map(str, whole)), line_of(file.text, whole)
    if missing:
        return error(file.name, field, "missing", "", "is missing", hints.missing(model, path), line)
    given = detail["input"]
    if detail["type"] == "extra_forbidden":
        return error(file.name, field, "unknown-key", given, "is not a key here", hints.unknown_key(model, path), line)
    value = given.isoformat() if isinstance(given, dt.date | dt.time) else given
    message = f"{_said(detail)}, found {shorten(repr(value), 60)}"
    return error(file.name, field, detail["type"].replace("_", "-"), value, message, hints.value(detail, whole), line)


def _said(detail: ErrorDetails) -> str:
    said = detail["msg"].removeprefix("Value error, ").removeprefix("Input ").removeprefix("String ")
    return SAYS.get(detail["type"], said)


def _path_in_file(raw: object, loc: Path) -> Path:
    """Keep of pydantic's path what is in the file: members of a union show up in it too (a type's name, a function)."""
    keys = _keys_along(raw, loc)
    return tuple(part for part in loc if isinstance(part, int) or part in keys)


def _keys_along(raw: object, loc: Path) -> set[str]:
    """Gather the keys of all tables that a path leads through."""
    keys: set[str] = set()
    for part in loc:
        if isinstance(raw, dict):
            keys |= set(raw)
            raw = raw.get(part, raw)
        elif isinstance(raw, (list, tuple)) and isinstance(part, int) and part < len(raw):
            raw = raw[part]
    return keys
