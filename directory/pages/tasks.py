"""The shares of work that make the pages: one a language for lists and front pages, shards of venues, the root."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from directory.localisation.edition import Site
from directory.output.recipe import Recipe, Task
from directory.pages import about, front, lists, moved, names, root, venue, walks
from directory.pages.nearby import neighbours
from directory.pages.press import press

SHARD = 400  # venues in one task: some seconds of work, so that workers finish together


def tasks(site: Site) -> list[Task[Site]]:
    """List the tasks for a site; planning and making happen in the workers."""
    ids = list(site.dataset.venues)
    shards = [tuple(ids[n : n + SHARD]) for n in range(0, len(ids), SHARD)]
    found: list[Task[Site]] = [Task("root", root.plan)]
    codes = tuple(site.dataset.codes)
    for number, start in enumerate(range(0, len(codes), SHARD)):
        found.append(Task(f"codes/{number}", partial(root.plan_codes, codes=codes[start : start + SHARD])))
    for language in site.languages:
        found.append(Task(f"pages/{language.tag}", partial(plan_language, tag=language.tag)))
        for number, shard in enumerate(shards):
            found.append(Task(f"venues/{language.tag}/{number}", partial(plan_venues, tag=language.tag, ids=shard)))
    return found


def plan_language(site: Site, tag: str) -> Iterator[Recipe]:
    """Plan a language's lists and front pages."""
    pressed = press(site.edition(tag))
    yield from front.plan(pressed)
    yield from about.plan(pressed)
    yield from lists.plan(pressed)
    yield from names.plan(pressed)
    yield from walks.plan(pressed)
    yield from moved.plan(pressed)


def plan_venues(site: Site, tag: str, ids: tuple[str, ...]) -> Iterator[Recipe]:
    """Plan a shard of a language's venue pages."""
    near = neighbours(site.living, site.as_of)
    yield from venue.plan(press(site.edition(tag)), near, ids)
