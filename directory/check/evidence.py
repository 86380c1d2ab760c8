"""Who says so, and when? The sources and days of every table that carries evidence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import replace

from pydantic import BaseModel

from directory.dates import UNKNOWN, first_day
from directory.model import Closed, Dataset, Evidence, Method
from directory.problem import Problem, did_you_mean, error, warning

OLDEST = 1990  # no source of a directory saw a place before; earlier years are slips, or the place's own age
FROM_COPY = frozenset({Method.IMPORTED, Method.OFFICIAL_LIST, Method.INFERRED})  # known from a copy that has a day


def _tables(data: Dataset) -> Iterator[tuple[str, str, Evidence]]:
    """Every table with evidence: its file, its path in the file with a dot behind ("" for a whole file), itself."""
    for venue in data.venues.values():
        for name, table in venue.stated().items():
            yield data.files[venue.id], f"{name}.", table
        for number, claim in enumerate(venue.claim):
            yield data.files[venue.id], f"claim.{number}.", claim
    for folder, found in (("areas", data.areas), ("routes", data.routes)):
        for key, one in found.items():
            for name in type(one).model_fields:
                if isinstance(table := getattr(one, name), Evidence):
                    yield f"{folder}/{key}.toml", f"{name}.", table
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
    for key, source in data.sources.items():
        if (day := first_day(source.retrieved)) is not None and day > as_of:
            message, hint = f"retrieved {source.retrieved}, after {as_of}", "write the day on which it was read"
            yield error("sources.toml", f"{key}.retrieved", "date-future", source.retrieved, message, hint)


def ages(data: Dataset, as_of: dt.date) -> Iterator[Problem]:
    """date-old: nothing was observed before directories were kept; when a place was built is not when it was seen."""
    for file, path, table in _tables(data):
        day = first_day(table.observed)
        if day is not None and day.year < OLDEST:
            message, hint = f"observed {table.observed}", "write when the fact was seen, or unknown"
            yield warning(file, f"{path}observed", "date-old", table.observed, message, hint)


def copies(data: Dataset, as_of: dt.date) -> Iterator[Problem]:
    """source-older: what was read in a copy was seen before the copy was made; as far as both dates go.

    A notice is left out: its source speaks again and again.
    """
    for file, path, table in _tables(data):
        source = data.sources.get(table.source)
        if source is None or table.method not in FROM_COPY or file == "notices.toml":
            continue
        seen, read = table.observed, source.retrieved
        digits = min(len(seen), len(read))
        if UNKNOWN not in (seen, read) and seen[:digits] > read[:digits]:
            message = f"observed {seen}, but {table.source} was retrieved {read}"
            hint = "write the source's own date, or in sources.toml the day on which it was read again"
            yield warning(file, f"{path}observed", "source-older", seen, message, hint)


def unused(data: Dataset, as_of: dt.date) -> Iterator[Problem]:
    """source-unused: a source that is listed is named by a fact."""
    named = {table.source for _, _, table in _tables(data)}
    for part in vars(replace(data, venues={})).values():  # all evidence of venues is in their tables
        values = part.values() if isinstance(part, Mapping) else part if isinstance(part, tuple) else ()
        named |= {name for value in values if isinstance(value, BaseModel) for name in _cited(value)}
    for key in data.sources:
        if key not in named:
            hint = "take it out, or name it where its facts are"
            yield warning("sources.toml", key, "source-unused", key, "no fact names this source", hint)


def _cited(value: BaseModel) -> Iterator[str]:
    """Name the sources of a value and of the tables in it."""
    if isinstance(value, Evidence):
        yield value.source
    for name in type(value).model_fields:
        if isinstance(inner := getattr(value, name), BaseModel):
            yield from _cited(inner)


def nameless(data: Dataset, as_of: dt.date) -> Iterator[Problem]:
    """source-nameless: a source that visitors are shown can be found: it has an address or a publisher."""
    for key, source in data.sources.items():
        if source.publish and not source.url and not source.publisher:
            message, hint = "has neither address nor publisher", "add url or publisher, or publish = false"
            yield warning("sources.toml", key, "source-nameless", source.title, message, hint)
