"""What may a share of the pages depend on? Digests that cost less than planning it: equal ones promise equal pages.

In: a `Site`. Out: keys of tasks. A key may say "changed" too often, never too seldom; `test_edits` holds that against
random edits of a whole city.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from directory.localisation.edition import Site
from directory.localisation.keys import of_city, of_place, words_of
from directory.output.recipe import digest
from directory.pages.press import read_templates


def of_lists(site: Site, tag: str) -> str:
    """Key the lists and front pages of a language: the rows of all venues."""
    return digest(f"{_frame(site)} {site.sum_of('row')} {site.catalogues[tag].digest}")


def of_walks(site: Site, tag: str) -> str:
    """Key the pages of areas and routes in a language: they show addresses too."""
    return digest(f"{_frame(site)} {site.sum_of('found')} {site.catalogues[tag].digest}")


def of_counts(site: Site) -> str:
    """Key the pages about the data: all evidence, the plan's targets, and how far every language has come."""
    words = [site.catalogues[language.tag].digest for language in site.languages]
    return digest(f"{_frame(site)} {site.sum_of('row')} {site.sum_of('told')} {words} {site.dataset.targets}")


def of_root(site: Site) -> str:
    """Key what stands once for the whole site: the addresses of all places that are open."""
    return digest(f"{_frame(site)} {[venue.id for venue in site.living]}")


def of_venues(site: Site, ids: Iterable[str], codes: Mapping[str, Sequence[str]]) -> str:
    """Key the pages of some venues: these, their codes and words; what is near, with the words of those places."""
    lines = [_frame(site)]
    for venue_id in ids:
        lines.append(f"{of_place(site, venue_id)} {codes.get(venue_id)}")
        for one in site.near.get(venue_id, ()):
            lines.append(f"{one.id} {one.purpose} {one.metres} {one.octant} {_as_neighbours(site)[one.id]}")
    return digest("\n".join(lines))


@lru_cache(maxsize=1)
def _as_neighbours(site: Site) -> dict[str, str]:
    """Give what other places' pages show of each place: several ask for it."""
    return {key: f"{site.prints(one).row} {words_of(site, key)}" for key, one in site.dataset.venues.items()}


def _frame(site: Site) -> str:
    """Digest what any page may show beside venues: the city, the templates."""
    return f"{of_city(site)} {read_templates(site.templates).digest}"
