"""What is searched, and what an answer is: the values that cross the wall between pages and search.

The page layer makes one `SearchCorpus` a language from its localised venues; `writer` turns it into index files,
`index` reads them back and answers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class SearchEntry:
    """One venue as it is found. `name` and `address` are in the page's language, the `_zh` ones in
    Simplified Chinese.

    `kind`, `district` and `tags` are the vocabulary's keys ("" where there is no district); `lat` and `lon`
    are WGS-84 degrees, both or neither. Of equal matches `closed` ones (for good) rank last, and
    `stale` ones after fresh ones.
    """

    id: str
    name: str
    name_zh: str
    other_names: tuple[str, ...]
    address: str
    address_zh: str
    kind: str
    district: str
    tags: tuple[str, ...]
    lat: float | None
    lon: float | None
    stale: bool
    closed: bool


@dataclass(frozen=True)
class SearchCorpus:
    """All entries of a page language (BCP 47), with the words by which a kind, district or tag key may be typed.

    The words come in any number of languages, the page language's label first.
    """

    language: str
    entries: tuple[SearchEntry, ...]
    kind_words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    district_words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    tag_words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Filters:
    """What must hold of every hit: this district, all of these tags, this kind; None and () ask for nothing."""

    district: str | None = None
    tags: tuple[str, ...] = ()
    kind: str | None = None


@dataclass(frozen=True)
class Near:
    """Where the reader is: WGS-84 degrees."""

    lat: float
    lon: float


@dataclass(frozen=True)
class Hit:
    """One answer and all that a result row shows of it. `score` runs to about 1100; only its order is a promise."""

    id: str
    score: int
    name: str
    name_zh: str
    kind: str
    district: str
    tags: tuple[str, ...]
    lat: float | None
    lon: float | None
    stale: bool
    closed: bool


@dataclass(frozen=True)
class Facets:
    """How many of the places found are of each kind and district, and carry each tag; none is not listed."""

    kinds: Mapping[str, int]
    districts: Mapping[str, int]
    tags: Mapping[str, int]


@dataclass(frozen=True)
class Answer:
    """The best hits, how many places were found in all, and their facets; `lost` index files could not be had."""

    hits: tuple[Hit, ...]
    total: int
    facets: Facets
    lost: int = 0
