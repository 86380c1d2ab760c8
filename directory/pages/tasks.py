"""The shares of work that make the pages: some a language for lists and what leads to them, shards of venues, the root.

A shard has its venues in all languages: what a page owes to no language (neighbours, signs, hours) is worked out once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache, partial

from directory.localisation.edition import Site
from directory.output.recipe import Recipe, Task, dealt
from directory.pages import about, front, keys, lists, moved, names, root, venue, walks
from directory.pages.press import Press, press
from directory.reprint import owner

# What shows all places of a language, one after the other: all at once would be most of a process's memory.
LISTS: dict[str, Callable[[Press], Iterator[Recipe]]] = {
    "front": front.plan,
    "moved": moved.plan,
    "doors": lists.doors,
    "kinds": lists.kinds,
    "districts": lists.districts,
    "names": names.plan,
}
AT_HAND = 1024  # of so many venues all stay in words from one share to the next; of more few would be asked for again
SHARD = 64  # about so many venues in a task, with all their languages: half a second of work, and little to plan anew


def tasks(site: Site) -> list[Task[Site]]:
    """List the tasks for a site; planning and making happen in the workers."""
    found: list[Task[Site]] = [Task("root", root.plan, key=keys.of_root)]
    for tag in (language.tag for language in site.languages):
        for name in LISTS:
            plan = partial(plan_lists, name=name, tag=tag)
            found.append(Task(f"{name}/{tag}", plan, group=tag, key=partial(keys.of_lists, tag=tag)))
        found.append(Task(f"walks/{tag}", partial(plan_walks, tag=tag), key=partial(keys.of_walks, tag=tag)))
        found.append(Task(f"about/{tag}", partial(plan_about, tag=tag), key=keys.of_counts))
    count = len(_dealt(site))  # not kept for the site: where work is only handed out, the site is let go of
    for n in range(count):
        plan, key = partial(plan_venues, shard=n), partial(key_of_venues, shard=n)
        found.append(Task(f"venues/{n}of{count}", plan, key=key))
    return found


def plan_lists(site: Site, name: str, tag: str) -> Iterator[Recipe]:
    """Plan a language's lists of one sort, or its front pages."""
    edition = site.edition(tag)
    yield from LISTS[name](press(edition))
    if name == list(LISTS)[-1]:
        edition.forget()


def plan_walks(site: Site, tag: str) -> Iterator[Recipe]:
    """Plan a language's areas and routes."""
    yield from walks.plan(press(site.edition(tag)))


def plan_about(site: Site, tag: str) -> Iterator[Recipe]:
    """Plan a language's pages about the data."""
    yield from about.plan(press(site.edition(tag)))


def plan_venues(site: Site, shard: int) -> Iterator[Recipe]:
    """Plan the pages of a shard of the venues in every language, and those behind their codes."""
    ids, codes = _shards(site)[shard], _codes(site)
    for language in site.languages:
        edition = site.edition(language.tag)
        yield from venue.plan(press(edition), ids)
        if len(site.dataset.venues) > AT_HAND:
            edition.forget()
    yield from root.plan_codes(site, [code for venue_id in ids for code in codes.get(venue_id, ())])


def key_of_venues(site: Site, shard: int) -> str:
    """Key the pages of a shard."""
    return keys.of_venues(site, _shards(site)[shard], _codes(site))


def _dealt(site: Site) -> tuple[tuple[str, ...], ...]:
    return dealt(site.dataset.venues, SHARD)


@lru_cache(maxsize=1)
def _shards(site: Site) -> tuple[tuple[str, ...], ...]:
    return _dealt(site)


@lru_cache(maxsize=1)
def _codes(site: Site) -> Mapping[str, list[str]]:
    """Give the codes of each venue, those of places that became part of it too."""
    found: dict[str, list[str]] = {}
    for code in site.dataset.codes:
        found.setdefault(owner(site.dataset, code).id, []).append(code)
    return found
