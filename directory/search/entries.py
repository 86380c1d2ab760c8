"""From an edition of the site to what search knows of it, and the tasks that make its index files.

In: an `Edition`. Out: a `SearchCorpus`, and recipes under assets/search/. Places that closed for good are in it,
so that who asks for one by name learns that it closed; they offer nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from directory.localisation.edition import Edition, Site
from directory.localisation.values import LocalisedVenue
from directory.output.recipe import Recipe, Task, digest
from directory.search.corpus import SearchCorpus, SearchEntry
from directory.search.encoding import prepared
from directory.search.shards import core_file
from directory.search.writer import LARGEST_CORE, TAGS_FILE, WHERE_FILE, lazy_files, write, write_core
from directory.vocabulary import KINDS, PROPERTIES

FOLDER = "assets/search/"


def tasks(site: Site) -> list[Task[Site]]:
    """List one task a language, and one for the columns that all languages share."""
    plans: list[tuple[str, Callable[[Site], Iterator[Recipe]]]] = [
        (language.tag, partial(plan, tag=language.tag)) for language in site.languages
    ]
    # The words of the city's own language are read once for all of them, where one worker has all.
    return [
        Task(f"search/{name}", one, late=True, group="search", key=key_of)
        for name, one in [*plans, ("shared", plan_shared)]
    ]


def key_of(site: Site) -> str:
    """Key all indexes: what search knows of every venue, the city's districts, the words of all languages."""
    words = [site.catalogues[language.tag].digest for language in site.languages]
    return digest(repr((site.sum_of("found"), site.dataset.city, words)))


def plan(site: Site, tag: str) -> Iterator[Recipe]:
    """Plan a language's core; of a large city its root and shards, whose number is known only when they are made."""
    made = _gathered(site, tag)
    inputs = {"corpus": digest(repr(made))}
    if len(made.entries) <= LARGEST_CORE:
        yield Recipe(FOLDER + core_file(tag), inputs, lambda: write_core(prepared(made)))
        return
    for name, data in write(made).items():
        yield Recipe(FOLDER + name, inputs, partial(bytes, data))


def plan_shared(site: Site) -> Iterator[Recipe]:
    """Plan the columns without words: they are the same for every language of the same venues."""
    made = _gathered(site, site.dataset.city.languages[0])
    if len(made.entries) <= LARGEST_CORE:
        for name in (TAGS_FILE, WHERE_FILE):
            yield Recipe(FOLDER + name, {"corpus": digest(repr(made))}, partial(_column, made, name))


def _gathered(site: Site, tag: str) -> SearchCorpus:
    """Gather a language's places, and let go of what was put into words for it."""
    edition = site.edition(tag)
    made = corpus(edition)
    edition.forget()
    return made


def _column(made: SearchCorpus, name: str) -> bytes:
    return lazy_files(prepared(made))[name]


def corpus(edition: Edition) -> SearchCorpus:
    """Gather a language's searchable venues and the words for kinds, districts and properties in all languages."""
    site = edition.site
    first = edition.language.tag
    tags = [first, *(language.tag for language in site.languages if language.tag != first)]
    localisers = [site.edition(tag).localiser for tag in tags]
    facets = [key for key, prop in PROPERTIES.items() if prop.facet]
    return SearchCorpus(
        language=first,
        entries=tuple(_entry(venue) for venue in edition.venues.values()),
        kind_words={key: _words([one.kind(key) for one in localisers]) for key in KINDS},
        district_words={
            key: _words([one.district(key).value for one in localisers]) for key in site.dataset.city.district
        },
        tag_words={key: _words([one.label(PROPERTIES[key].label) for one in localisers]) for key in facets},
    )


def _words(words: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))


def _entry(venue: LocalisedVenue) -> SearchEntry:
    others = [*venue.venue.name.texts.values(), *(text.value for text in venue.alt_names)]
    known = {venue.name.value, venue.local_name.value}
    at = venue.venue.position
    return SearchEntry(
        id=venue.venue.id,
        name=venue.name.value,
        name_zh=venue.local_name.value,
        other_names=tuple(dict.fromkeys(name for name in others if name not in known)),
        address=venue.address.text.value if venue.address else "",
        address_zh=venue.local_address.value if venue.local_address else "",
        kind=venue.venue.kind,
        district=venue.venue.district.value if venue.venue.district else "",
        tags=() if venue.venue.closed else tuple(key for key in venue.offers if PROPERTIES[key].facet),
        lat=at.lat if at else None,
        lon=at.lon if at else None,
        stale=venue.stale,
        closed=venue.venue.closed is not None,
    )
