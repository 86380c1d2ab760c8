"""The share of work that makes the open data: one task, one recipe a file."""

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
    return [Task("data", plan, late=True, key=key_of)]


def key_of(site: Site) -> str:
    """Key the files: every venue's record and all tables beside."""
    data = site.dataset
    return digest(repr((site.as_of, site.sum_of("record"), replace(data, venues={}))))


def plan(site: Site) -> Iterator[Recipe]:
    """Plan the files under data/."""
    inputs = {"dataset": digest(repr(site.dataset)), "as-of": site.as_of.isoformat()}
    for name, make in FILES.items():
        yield Recipe(f"data/{name}", inputs, partial(make, site))
