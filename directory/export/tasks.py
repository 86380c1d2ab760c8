"""The shares of work that make the open data: a task for each file, since each takes a while."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from directory.export import files
from directory.localisation.edition import Site
from directory.output.recipe import Recipe, Task, digest

FILES = {
    "venues.geojson": files.geojson,
    "venues.csv": files.table,
    "venues.csv-metadata.json": files.described,
    "venues.json": files.whole,
}


def tasks(site: Site) -> list[Task[Site]]:  # noqa: ARG001 - all lists of tasks are asked alike
    """List the tasks for a site."""
    return [Task(f"data/{name}", partial(plan, name=name), late=True, key=key_of) for name in FILES]


def key_of(site: Site) -> str:
    """Key the files by what they are all made from."""
    return digest(repr(_inputs(site)))


def plan(site: Site, name: str) -> Iterator[Recipe]:
    """Plan a file under data/."""
    yield Recipe(f"data/{name}", _inputs(site), partial(FILES[name], site))


def _inputs(site: Site) -> dict[str, str]:
    """Name what all files are made from: every venue's record, all tables beside, the day."""
    tables = replace(site.dataset, venues={}, files={})
    return {"venues": site.sum_of("record"), "tables": digest(repr(tables)), "as-of": site.as_of.isoformat()}
