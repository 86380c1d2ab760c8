"""The made-up city with one thing changed, and what rules say of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from directory.model import Claim, Dataset, LocalText, Position, Stated, Venue
from directory.problem import Problem
from tests.conftest import AS_OF

EVIDENCE = {"source": "example-survey", "method": "on_site", "observed": "2026-08-01"}
Rule = Callable[[Dataset, dt.date], Iterator[Problem]]


def told(rule: Rule, city: Dataset, as_of: dt.date = AS_OF) -> list[tuple[str, str]]:
    """What a rule says: codes and fields, sorted."""
    return sorted((problem.code, problem.field) for problem in rule(city, as_of))


def texts(**by_tag: str) -> LocalText:
    """A table of texts; `zh_Hans` stands for the tag zh-Hans."""
    return LocalText.model_validate({**EVIDENCE, **{tag.replace("_", "-"): text for tag, text in by_tag.items()}})


def stated(value: str) -> Stated:
    """A single value."""
    return Stated.model_validate({**EVIDENCE, "value": value})


def at(lat: float, lon: float) -> Position:
    """A position."""
    return Position.model_validate({**EVIDENCE, "lat": lat, "lon": lon})


def claim(key: str, value: object, **more: object) -> Claim:
    """A claim seen on the spot."""
    return Claim.model_validate({**EVIDENCE, "property": key, "value": value, **more})


def with_venue(city: Dataset, key: str, **update: Any) -> Dataset:
    """The city with one venue changed."""
    return with_venues(city, city.venues[key].model_copy(update=update))


def with_venues(city: Dataset, *venues: Venue) -> Dataset:
    """The city with these venues, new or instead of their namesakes."""
    new = {venue.id: venue for venue in venues}
    files = {key: f"venues/alpha/{key}.toml" for key in new}
    return replace(city, venues={**city.venues, **new}, files={**files, **city.files})
