"""What does [record] stand for? The evidence of every table of its file that does not say otherwise.

In: the tables of a TOML file as they are written. Out: the tables with their evidence filled in, and what is wrong with
[record] itself. Next stage: `validation`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from directory.dataset.toml_file import Toml
from directory.location import line_of
from directory.problem import Problem, did_you_mean, error

EVIDENCE = ("source", "method", "observed")


def inherit(raw: Mapping[str, Any]) -> dict[str, Any]:
    """Let [record] stand for every table that does not say otherwise; it leaves the venue itself."""
    record = raw.get("record", {})
    shared = {key: record[key] for key in EVIDENCE if key in record} if isinstance(record, dict) else {}
    return {key: _filled(key, table, shared) for key, table in raw.items() if key != "record"}


def _filled(key: str, table: Any, shared: Mapping[str, Any]) -> Any:
    """Fill in one top-level value; of a list, only the claims' tables have evidence."""
    if isinstance(table, dict):
        return {**shared, **table}
    if key == "claim" and isinstance(table, list):
        return [{**shared, **claim} if isinstance(claim, dict) else claim for claim in table]
    return table


def faults(file: Toml) -> Iterator[Problem]:
    """Tell what inheriting would hide: a [record] that is no table, or holds more than evidence."""
    record = file.tables.get("record", {})
    if not isinstance(record, dict):
        line, hint = line_of(file.text, ["record", 0]), "write [record] on a line of its own"
        yield error(file.name, "record", "model-type", record, "should be a table", hint, line)
        return
    for key, value in record.items():
        if key not in EVIDENCE:
            line, hint = line_of(file.text, ["record", key]), did_you_mean(key, EVIDENCE)
            yield error(file.name, f"record.{key}", "unknown-key", value, "is not a key here", hint, line)
