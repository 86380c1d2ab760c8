"""From a dataset folder to a `Site`: read, check, and the catalogues; everything wrong, in one run.

In: the folder, the day, a cache. Out: (Site or None, Problems). What is worked out from one shard of the venues, or
from one language's catalogues, is remembered by a digest of what it was worked out from, and shared among processes:
after an edit, one shard is read and checked again.
"""

from __future__ import annotations

import datetime as dt
import io
import pickle
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from itertools import islice
from pathlib import Path

from directory.check import check_each, check_places, check_together, places
from directory.check.lines import located
from directory.dataset import assemble, tables
from directory.dataset import load as load_dataset
from directory.localisation import catalogues
from directory.localisation.catalogues import Catalogue
from directory.localisation.edition import Site, in_order
from directory.localisation.languages import LANGUAGES
from directory.localisation.prints import prints
from directory.localisation.reading import pinyin
from directory.model import Dataset, Venue
from directory.nearby import Neighbour, neighbours
from directory.output.cache import Cache, aside, worked_out
from directory.output.recipe import dealt, digest
from directory.problem import Problem, did_you_mean, error, has_errors

SHARD = 64  # about so many venues are read together: a fifth of a second
MOST_FITS = 500  # designs times the places tried for each, some times over
Names = dict[str, str]  # a venue's id -> its file, from the dataset's folder


def load(
    data: Path, as_of: dt.date, shipped: Path, templates: Path, cache: Cache, jobs: int = 1
) -> tuple[Site | None, list[Problem]]:
    """Read and check a dataset and its catalogues; no Site if anything in it stops a build.

    `shipped` are the catalogues for a dataset that brings none of its own.
    """
    if not data.is_dir():
        return None, load_dataset(data)[1]
    reading = _Reading(data, cache, jobs)
    dataset, problems = reading.dataset()
    if dataset is None:
        return None, problems
    whole = not has_errors(problems)  # a dataset with holes would only add follow-on faults
    with aside(partial(check_together, dataset, data, as_of), jobs if whole else 1) as together:
        if whole:
            problems += reading.checked(dataset, as_of)
            problems += located(reading.placed(dataset, as_of), data)
        known, wrong = languages_of(dataset)
        locales = locales_of(data, shipped)
        found = reading.catalogues(locales, known)
        if whole:
            problems = sorted({*problems, *together()})
    problems += located(wrong, data)
    problems += [problem for _, faults in found.values() for problem in faults]
    problems += [gap for catalogue, _ in found.values() for gap in catalogues.incomplete(locales, catalogue)]
    if has_errors(problems):
        return None, problems
    site = Site(dataset, {tag: catalogue for tag, (catalogue, _) in found.items()}, as_of, templates)
    reading.know(site)
    return site, problems


def remember(site: Site, cache: Cache) -> None:
    """Have the cache keep what was found out on the way to the tasks, for the next `load`."""
    last = dict(list(site.known.fits.items())[-MOST_FITS:])
    cache.write(cache.key("fits"), pickle.dumps(last, pickle.HIGHEST_PROTOCOL))


def languages_of(dataset: Dataset) -> tuple[list[str], list[Problem]]:
    """Give the city's languages that the program knows, and a problem for each that it does not."""
    unknown = [tag for tag in dataset.city.languages if tag not in LANGUAGES]
    problems = [
        error(
            "city.toml",
            "languages",
            "language-unknown",
            tag,
            f"{tag} is not in the table of languages",
            did_you_mean(tag, LANGUAGES),
        )
        for tag in unknown
    ]
    return [tag for tag in dataset.city.languages if tag in LANGUAGES], problems


def locales_of(data: Path, shipped: Path) -> Path:
    """A dataset may bring its own catalogues beside it; the shipped ones serve otherwise."""
    own = data / "locales"
    return own if own.is_dir() else shipped


class _Reading:
    """One run of `load`: the folder's venues in shards, each with the digest of its files."""

    def __init__(self, data: Path, cache: Cache, jobs: int) -> None:
        self.data, self.cache, self.jobs = data, cache, jobs
        self.names, self.twins = tables.files(data)
        self.shards = _dealt(self.names)
        self.prints = [_print(data, shard.values()) for shard in self.shards]

    def dataset(self) -> tuple[Dataset | None, list[Problem]]:
        """Read all tables, the venues shard by shard."""
        keys = [self.cache.key("venues", made) for made in self.prints]
        parts = worked_out(self.cache, partial(tables.venues, self.data), self.shards, keys, self.jobs)
        venues = {key: venue for found, _ in parts for key, venue in found.items()}
        problems = [*self.twins, *(problem for _, wrong in parts for problem in wrong)]
        return assemble(self.data, self.names, {key: venues[key] for key in self.names if key in venues}, problems)

    def know(self, site: Site) -> None:
        """Have the site know its digests and orders, if they are known from before or can be worked out by several."""
        data, day = site.dataset, site.as_of
        site.known.compiled, site.known.code = self.cache.beside("templates"), self.cache.code
        keys = [self.cache.key("prints", made, self.rest(data), day.isoformat()) for made in self.prints]
        shards = [_within(data.venues, names) for names in self.shards]
        for found in worked_out(self.cache, partial(prints, data, day), shards, keys, self.jobs):
            site.known.prints.update(found)
        if fits := self.cache.read(self.cache.key("fits")):
            site.known.fits.update(pickle.loads(fits))
        row = site.sum_of("row")
        shares = [[key for key in names if key in data.venues] for names in self.shards]
        keys = [self.cache.key("near", row, digest(repr(share))) for share in shares]
        for near in worked_out(self.cache, partial(_near, site), shares, keys, self.jobs):
            site.known.near.update(near)
        tags = [language.tag for language in site.languages]
        orders = [self.cache.key("order", tag, row, site.catalogues[tag].digest) for tag in tags]
        if self.jobs > 1 and not all(map(self.cache.has, orders)):
            _put_one_into_words(site)
        ordered = worked_out(self.cache, partial(_ordered, site), tags, orders, self.jobs)
        site.known.orders.update(zip(tags, ordered, strict=True))

    def rest(self, dataset: Dataset) -> str:
        """Digest the tables of the whole city: what is worked out of a venue may depend on them too."""
        return digest(repr(replace(dataset, venues={}, files={}, codes={}, issues=(), redirects={})))

    def checked(self, dataset: Dataset, as_of: dt.date) -> Iterator[Problem]:
        """Check each venue by itself, shard by shard."""
        rest = self.rest(dataset)
        keys = [self.cache.key("check", made, rest, as_of.isoformat()) for made in self.prints]
        shards = [(_within(dataset.venues, names), names) for names in self.shards]
        for found in worked_out(self.cache, partial(_checked, dataset, self.data, as_of), shards, keys, self.jobs):
            yield from found

    def placed(self, dataset: Dataset, as_of: dt.date) -> list[Problem]:
        """Check the place of each venue among all others."""
        key = self.cache.key("places", digest(places(dataset)), as_of.isoformat())
        [found] = worked_out(self.cache, partial(_placed, as_of, self.jobs), [dataset], [key], 1)
        return found

    def catalogues(self, locales: Path, tags: Sequence[str]) -> dict[str, tuple[Catalogue, list[Problem]]]:
        """Read the catalogues of all languages."""
        languages = [LANGUAGES[tag] for tag in tags]
        folders = [locales / language.folder for language in languages]
        keys = [
            self.cache.key("catalogue", language.tag, locales.name, _print(locales, _files(locales, folder)))
            for language, folder in zip(languages, folders, strict=True)
        ]
        found = worked_out(self.cache, partial(catalogues.load, locales), languages, keys, self.jobs)
        return dict(zip(tags, found, strict=True))


def _checked(dataset: Dataset, data: Path, as_of: dt.date, shard: tuple[Mapping[str, Venue], Names]) -> list[Problem]:
    venues, names = shard
    return check_each(replace(dataset, venues=venues, files=names), data, as_of)


def _placed(as_of: dt.date, jobs: int, dataset: Dataset) -> list[Problem]:
    """Compare places in a process of its own: names, and what is made of them for it, would stay in the memory of this
    one and of all that are forked from it.
    """
    with aside(partial(check_places, dataset, as_of), jobs) as found:
        return found()


def _near(site: Site, ids: Sequence[str]) -> dict[str, tuple[Neighbour, ...]]:
    around = _neighbourhood(site)
    return {key: around[key] for key in ids if key in around}


@lru_cache(maxsize=1)
def _neighbourhood(site: Site) -> Mapping[str, tuple[Neighbour, ...]]:
    return neighbours(site.living, site.as_of)


def _ordered(site: Site, tag: str) -> tuple[str, ...]:
    return in_order(tag, {key: venue.name for key, venue in site.edition(tag).venues_by_id.items()})


def _put_one_into_words(site: Site) -> None:
    """Have this process read what words take (dictionaries of pinyin are the largest): all it forks then share that."""
    for venue in islice(site.dataset.venues.values(), 1):
        for language in site.languages:
            site.edition(language.tag).localiser.name(venue)
        for tag, name in venue.name.texts.items():
            if tag.startswith("zh"):
                pinyin(name)  # lists and indexes have all names in its order


def _within(venues: Mapping[str, Venue], names: Names) -> dict[str, Venue]:
    return {key: venues[key] for key in names if key in venues}


def _dealt(names: Names) -> list[Names]:
    return [{key: names[key] for key in share} for share in dealt(names, SHARD)]


def _files(locales: Path, folder: Path) -> list[str]:
    files = [folder / "reviewed.csv", *(folder / "LC_MESSAGES" / f"{domain}.po" for domain in catalogues.DOMAINS)]
    return [path.relative_to(locales).as_posix() for path in files]


def _print(root: Path, names: Iterable[str]) -> str:
    """Digest files with their names; one that cannot be read is what it is, and told when it is read."""
    return digest("\0".join(f"{name}\0{_content(f'{root}/{name}')}" for name in names))


def _content(path: str) -> str:
    try:
        with io.FileIO(path) as file:  # thousands are read for each edit: a `Path` takes as long again as the reading
            return digest(file.readall())
    except OSError as fault:
        return f"{type(fault).__name__} {fault.errno}"
