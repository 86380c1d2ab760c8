"""The shares of work that make the pages: one a language for lists and front pages, shards of venues, the root.

A shard has its venues in all languages: what a page owes to no language (neighbours, signs, hours) is worked out once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache, partial

from directory.localisation.edition import Site
from directory.model import Dataset
from directory.output.recipe import Recipe, Task, dealt, digest
from directory.pages import about, front, lists, moved, names, root, venue, walks
from directory.pages.nearby import Neighbour, neighbours
from directory.pages.press import press, read_templates
from directory.reprint import owner

SHARD = 64  # about so many venues in a task, with all their languages: half a second of work, and little to plan anew


def tasks(site: Site) -> list[Task[Site]]:
    """List the tasks for a site; planning and making happen in the workers."""
    found: list[Task[Site]] = [Task("root", root.plan)]
    found += [Task(f"pages/{language.tag}", partial(plan_language, tag=language.tag)) for language in site.languages]
    count = len(_shards(site))
    for n in range(count):
        plan, key = partial(plan_venues, shard=n), partial(key_of_venues, shard=n)
        found.append(Task(f"venues/{n}of{count}", plan, key=key))
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


def plan_venues(site: Site, shard: int) -> Iterator[Recipe]:
    """Plan the pages of a shard of the venues in every language, and those behind their codes."""
    ids, codes, near = _shards(site)[shard], _codes(site), _near(site)
    for language in site.languages:
        yield from venue.plan(press(site.edition(language.tag)), near, ids)
    yield from root.plan_codes(site, [code for venue_id in ids for code in codes.get(venue_id, ())])


def key_of_venues(site: Site, shard: int) -> str:
    """Digest all that the pages of a shard may depend on: its venues, whom they name, their words, and the frame.

    It may say "changed" too often, never too seldom.
    """
    ids, near = _shards(site)[shard], _near(site)
    lines = [_frame(site)]
    for venue_id in ids:
        named = near.get(venue_id, ())
        lines += [f"{one}" for one in (venue_id, named)]
        lines += [_all_prints(site, one) for one in (venue_id, *(other.id for other in named))]
    return digest("\n".join(lines))


def _all_prints(site: Site, venue_id: str) -> str:
    """Join the digests of a venue and of its words in every language; of one that closed, of its successor too."""
    venue = site.dataset.venues[venue_id]
    words = [site.catalogues[language.tag].print_of(venue_id) for language in site.languages]
    after = (venue.closed and venue.closed.successor) or ""
    return f"{site.prints(venue)} {words} {_all_prints(site, after) if after in site.dataset.venues else ''}"


@lru_cache(maxsize=1)
def _frame(site: Site) -> str:
    """Digest what any page may show beside venues: the day, all tables of the city, all labels, the templates."""
    data = site.dataset
    tables = replace(data, venues={}, files={}, targets={}, rejected={})
    labels = [
        sorted(repr(pair) for pair in made.messages.items() if not _about_venue(pair[0][0], data))
        for made in site.catalogues.values()
    ]
    return digest(repr((site.as_of, tables, labels, read_templates(site.templates).digest)))


def _about_venue(context: str, data: Dataset) -> bool:
    return context.partition(".")[0] in data.venues


@lru_cache(maxsize=1)
def _near(site: Site) -> Mapping[str, tuple[Neighbour, ...]]:
    return neighbours(site.living, site.as_of)


@lru_cache(maxsize=1)
def _shards(site: Site) -> tuple[tuple[str, ...], ...]:
    return dealt(site.dataset.venues, SHARD)


@lru_cache(maxsize=1)
def _codes(site: Site) -> Mapping[str, list[str]]:
    """Give the codes of each venue, those of places that became part of it too."""
    found: dict[str, list[str]] = {}
    for code in site.dataset.codes:
        found.setdefault(owner(site.dataset, code).id, []).append(code)
    return found
