"""What may be said of places, and of a whole city? Digests that cost less: equal ones promise equal words.

In: a `Site`. Out: parts of the keys of tasks. They may say "changed" too often, never too seldom.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache

from directory.localisation.edition import Site
from directory.output.recipe import digest


@lru_cache(maxsize=1)
def of_city(site: Site) -> str:
    """Digest what may be said beside venues: the day, all tables of the city, all labels."""
    data = site.dataset
    tables = replace(data, venues={}, files={}, targets={}, rejected={}, codes={})
    words = [(made.unreviewed, _not_about(data.venues.keys(), made.prints)) for made in site.catalogues.values()]
    return digest(repr((site.as_of, tables, words)))


def of_places(site: Site, ids: Iterable[str]) -> str:
    """Digest what may be said of some venues and their city, where no other venue is named but a successor."""
    return digest("\n".join([of_city(site), *(of_place(site, venue_id) for venue_id in ids)]))


def of_place(site: Site, venue_id: str) -> str:
    """Join all digests of a venue and of its words; of one that closed, its successor's too."""
    venue = site.dataset.venues[venue_id]
    after = (venue.closed and venue.closed.successor) or ""
    heir = of_place(site, after) if after in site.dataset.venues else ""
    return f"{venue_id} {site.prints(venue)} {words_of(site, venue_id)} {heir}"


def words_of(site: Site, venue_id: str) -> str:
    """Give the digests of a venue's messages, language by language."""
    return _words(site)[venue_id]


@lru_cache(maxsize=1)
def _words(site: Site) -> dict[str, str]:
    made = [site.catalogues[language.tag] for language in site.languages]
    return {key: " ".join([one.print_of(key) for one in made]) for key in site.dataset.venues}  # neighbours ask too


def _not_about(ids: Iterable[str], prints: Mapping[str, str]) -> list[tuple[str, str]]:
    return sorted((key, prints[key]) for key in prints.keys() - ids)
