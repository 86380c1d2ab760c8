"""What all commands share: where things are, the day, the options, and reading a dataset that must be sound."""

from __future__ import annotations

import datetime as dt
import os
import time
from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import click

from directory import loading
from directory.dataset import tables
from directory.localisation.edition import Site
from directory.model import City, Venue
from directory.output.cache import Cache
from directory.output.console import stop
from directory.problem import Problem, did_you_mean

ROOT = Path(__file__).resolve().parents[2]
DATA, OUT = ROOT / "directory" / "data", ROOT / "build" / "site"
LOCALES, TEMPLATES = ROOT / "locales", ROOT / "templates"
NO_CACHE = Cache(None, "")


def load(
    data: Path, as_of: dt.date | None, cache: Cache = NO_CACHE, jobs: int = 1
) -> tuple[Site | None, list[Problem]]:
    """Read and check a dataset and its catalogues; no Site if anything in it stops a build."""
    return loading.load(data, as_of or today(data), LOCALES, TEMPLATES, cache, jobs)


def today(data: Path) -> dt.date:
    """Give the day in the city: of SOURCE_DATE_EPOCH if it is set (reproducible-builds.org), else of the clock."""
    city, _ = tables.one(data, "city.toml", City)
    try:
        zone: dt.tzinfo = ZoneInfo(city.time_zone) if city else dt.UTC
    except (ZoneInfoNotFoundError, ValueError, OSError):
        zone = dt.UTC  # the check tells of the zone, with its line
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    try:  # a malformed one ends the build, as the specification asks: another day would be published unseen
        return dt.datetime.fromtimestamp(int(epoch) if epoch else time.time(), zone).date()
    except (ValueError, OverflowError, OSError):
        raise click.UsageError(f"SOURCE_DATE_EPOCH is {epoch!r}: set it to seconds since 1970, or unset it") from None


def loaded(data: Path, as_of: dt.date | None) -> Site:
    """Load for a command that can do nothing without a sound dataset."""
    made, problems = load(data, as_of)
    return made or stop(problems)


def venue_of(made: Site, venue_id: str) -> Venue:
    """Find a venue that was named on the command line."""
    if venue_id not in made.dataset.venues:
        raise click.BadParameter(f'there is no venue "{venue_id}"; {did_you_mean(venue_id, made.dataset.venues)}')
    return made.dataset.venues[venue_id]


class Day(click.ParamType[dt.date]):
    """An ISO day on the command line."""

    name = "date"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        """Read YYYY-MM-DD."""
        try:
            return value if isinstance(value, dt.date) else dt.date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is not a day; write YYYY-MM-DD", param, ctx)


Command = Callable[..., None]


def with_data(command: Command) -> Command:
    """Give a command --data and --as-of."""
    command = click.option("--as-of", type=Day(), help="The day to build for (default: today in the city).")(command)
    return click.option("--data", type=click.Path(path_type=Path), default=DATA, help="The dataset folder.")(command)


def with_out(command: Command) -> Command:
    """Give a command --out."""
    return click.option("--out", type=click.Path(path_type=Path), default=OUT, help="The published folder.")(command)
