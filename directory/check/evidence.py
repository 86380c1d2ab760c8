"""Who says so, and when? The sources and days of every table that carries evidence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from directory.dates import first_day
from directory.model import Closed, Dataset, Evidence
from directory.problem import Problem, did_you_mean, error


def _tables(data: Dataset) -> Iterator[tuple[str, str, Evidence]]:
    """Every table with evidence: its file, its path in the file with a dot behind ("" for a whole file), itself."""
    for venue in data.venues.values():
        for name, table in venue.stated().items():
            yield data.files[venue.id], f"{name}.", table
        for number, claim in enumerate(venue.claim):
            yield data.files[venue.id], f"claim.{number}.", claim
    for key, hotline in data.hotlines.items():
        yield "hotlines.toml", f"{key}.", hotline
    for key, target in data.targets.items():
        yield "targets.toml", f"{key}.", target
    for key, notice in data.notices.items():
        yield "notices.toml", f"{key}.", notice
    for year, holidays in data.holidays.items():
        yield f"holidays/{year}.toml", "", holidays


def sources(data: Dataset, as_of: dt.date) -> Iterator[Problem]:
    """Every source is listed; where none is, that is said once."""
    if not data.sources:
        hint = "every fact needs one: write [id] tables"
        yield error("sources.toml", "", "source-unknown", "", "lists no source", hint)
        return
    for file, path, table in _tables(data):
        if table.source not in data.sources:
            message, hint = f'"{table.source}" is not in sources.toml', did_you_mean(table.source, data.sources)
            yield error(file, f"{path}source", "source-unknown", table.source, message, hint)


def days(data: Dataset, as_of: dt.date) -> Iterator[Problem]:
    """Nothing was observed after the day of the build, and what closed for good had closed by then."""
    for file, path, table in _tables(data):
        day = first_day(table.observed)
        if day is not None and day > as_of:
            message, hint = f"observed {table.observed}, after {as_of}", "write the day on which the fact was seen"
            yield error(file, f"{path}observed", "date-future", table.observed, message, hint)
        if isinstance(table, Closed) and (closed := first_day(table.date)) is not None and closed > as_of:
            message, hint = f"closes {table.date}, after {as_of}", "until then write a notice in notices.toml"
            yield error(file, f"{path}date", "date-future", table.date, message, hint)
