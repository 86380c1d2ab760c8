"""What may a share of the pages depend on? Digests that cost less than planning it: equal ones promise equal pages.

In: a `Site`. Out: keys of tasks. A key may say "changed" too often, never too seldom; `test_edits` holds that against
random edits of a whole city.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from directory.localisation.edition import Site
from directory.output.recipe import digest
from directory.pages.press import read_templates


def of_lists(site: Site, tag: str) -> str:
    """Key the lists and front pages of a language: the rows of all venues."""
    return digest(f"{frame(site)} {site.sum_of('row')} {site.catalogues[tag].digest}")


def of_walks(site: Site, tag: str) -> str:
    """Key the pages of areas and routes in a language: they show addresses too."""
    return digest(f"{frame(site)} {site.sum_of('found')} {site.catalogues[tag].digest}")


def of_counts(site: Site) -> str:
    """Key the pages about the data: all evidence, the plan's targets, and how far every language has come."""
    words = [site.catalogues[language.tag].digest for language in site.languages]
    return digest(f"{frame(site)} {site.sum_of('row')} {site.sum_of('told')} {words} {site.dataset.targets}")


def of_root(site: Site) -> str:
    """Key what stands once for the whole site: the addresses of all places that are open."""
    return digest(f"{frame(site)} {[venue.id for venue in site.living]}")


def of_venues(site: Site, ids: Iterable[str], codes: Mapping[str, Sequence[str]]) -> str:
    """Key the pages of some venues: these, their codes and words; what is near, with the words of those places."""
    lines = [frame(site)]
    for venue_id in ids:
        near = site.near.get(venue_id, ())
        lines.append(f"{_own(site, venue_id)} {codes.get(venue_id)} {near}")
        lines += [f"{site.prints(site.dataset.venues[one.id]).row} {_words(site, one.id)}" for one in near]
    return digest("\n".join(lines))


def of_places(site: Site, ids: Iterable[str]) -> str:
    """Key what is made of some venues alone, such as their signs."""
    return digest("\n".join([frame(site), *(_own(site, venue_id) for venue_id in ids)]))


def _own(site: Site, venue_id: str) -> str:
    """Join all digests of a venue and of its words; of one that closed, its successor's too."""
    venue = site.dataset.venues[venue_id]
    after = (venue.closed and venue.closed.successor) or ""
    heir = _own(site, after) if after in site.dataset.venues else ""
    return f"{venue_id} {site.prints(venue)} {_words(site, venue_id)} {heir}"


def _words(site: Site, venue_id: str) -> list[str]:
    return [site.catalogues[language.tag].print_of(venue_id) for language in site.languages]


@lru_cache(maxsize=1)
def frame(site: Site) -> str:
    """Digest what any page may show beside venues: the day, all tables of the city, all labels, the templates."""
    data = site.dataset
    tables = replace(data, venues={}, files={}, targets={}, rejected={}, codes={})
    words = [(made.unreviewed, _not_about(data.venues.keys(), made.prints)) for made in site.catalogues.values()]
    return digest(repr((site.as_of, tables, words, read_templates(site.templates).digest)))


def _not_about(ids: Iterable[str], prints: Mapping[str, str]) -> list[tuple[str, str]]:
    return sorted((key, prints[key]) for key in prints.keys() - ids)
