"""How is a corpus written down? As columns: the sections of the index files (bytes: see `FORMAT.md`).

In: a `SearchCorpus`. Out: sections, from which `writer` and `shards` make files.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from directory.search import format as layout
from directory.search.corpus import SearchCorpus, SearchEntry
from directory.search.folding import FOLDING
from directory.search.han import HanTable
from directory.search.patterns import filling, remember, split
from directory.search.readings import as_written, han_table

RESTART = 64  # every so many ids one shares nothing with the one before, so that a reader need not begin at the first


@dataclass(frozen=True)
class Prepared:
    """What every file of a language is written from: clean entries in order of id, keys in order, and the Han table."""

    language: str
    entries: tuple[SearchEntry, ...]
    kinds: list[str]
    districts: list[str]
    tags: list[str]
    han: HanTable
    stamp: str
    corpus: SearchCorpus


def prepared(corpus: SearchCorpus) -> Prepared:
    """Clean and order a corpus."""
    entries = tuple(sorted((cleaned(entry) for entry in corpus.entries), key=lambda entry: entry.id))
    kinds = keys(corpus.kind_words, (entry.kind for entry in entries))
    districts = keys(corpus.district_words, (entry.district for entry in entries))
    tags = keys(corpus.tag_words, (tag for entry in entries for tag in entry.tags))
    stamp = hashlib.sha256(layout.lines([entry.id for entry in entries] + tags)).hexdigest()[:16]
    han = as_written(
        han_table(text for entry in entries for text in texts_of(entry)),
        ((entry.name_zh, name) for entry in entries for name in (entry.name, *entry.other_names)),
    )
    return Prepared(corpus.language, entries, kinds, districts, tags, han, stamp, corpus)


def meta(made: Prepared, more: Mapping[str, object]) -> bytes:
    """Write what a reader must know before the columns."""
    words = made.corpus.kind_words, made.corpus.district_words, made.corpus.tag_words
    labelled = [
        [[key, [clean(word) for word in labels.get(key, ())]] for key in found]
        for labels, found in zip(words, (made.kinds, made.districts, made.tags), strict=True)
    ]
    values = {
        "language": made.language,
        "stamp": made.stamp,
        "count": len(made.entries),
        **dict(zip(("kinds", "districts", "tags"), labelled, strict=True)),
        "folding": folding_json(),
        "han": han_json(made.han),
        **more,
    }
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()


def shared_length(one: str, other: str) -> int:
    """Count the characters with which two texts begin alike."""
    alike = (a == b for a, b in zip(one, other, strict=False))
    return next((i for i, same in enumerate(alike) if not same), min(len(one), len(other)))


class Source(NamedTuple):
    """What other columns derive from: the number of a text's pattern, and what fills its slot."""

    pattern: int
    slot: str


def columns(entries: Sequence[SearchEntry], made: Prepared) -> list[bytes]:
    """Write the 21 columns that cores, roots and shards have in common; a kind that is "" is one after the last."""
    han = made.han
    ids = [entry.id for entry in entries]
    before = ["" if i % RESTART == 0 else ids[i - 1] for i in range(len(ids))]
    shared = [shared_length(one, other) for one, other in zip(before, ids, strict=True)]
    names, named = texts([entry.name_zh for entry in entries], None, han)
    others = [(name, source) for entry, source in zip(entries, named, strict=True) for name in entry.other_names]
    addresses, placed = texts([entry.address_zh for entry in entries], None, han)
    kinds = {key: i for i, key in enumerate([*made.kinds, ""])}
    districts = {key: i for i, key in enumerate(["", *made.districts])}
    return [
        layout.numbers(shared),
        layout.lines(name[n:] for name, n in zip(ids, shared, strict=True)),
        *names,
        *texts([entry.name for entry in entries], named, han)[0],
        layout.numbers([len(entry.other_names) for entry in entries]),
        *texts([name for name, _ in others], [source for _, source in others], han)[0],
        *texts([entry.address for entry in entries], placed, han)[0],
        *addresses,
        layout.numbers(remember([kinds[entry.kind] for entry in entries], [source.pattern for source in named])),
        layout.numbers([districts[entry.district] for entry in entries]),
        layout.numbers([entry.stale | entry.closed << 1 for entry in entries]),
    ]


def texts(column: list[str], sources: list[Source] | None, han: HanTable) -> tuple[list[bytes], list[Source]]:
    """Write a column of texts as patterns and fillings; give its three sections, and what others derive from it."""
    pairs = split(tuple(column))
    patterns = sorted({pattern for pattern, _ in pairs})
    place = {pattern: i for i, pattern in enumerate(patterns)}
    found = [Source(place[pattern], slot) for pattern, slot in pairs]
    chosen, slots = [source.pattern for source in found], [source.slot for source in found]
    if sources is not None:
        chosen = remember(chosen, [source.pattern for source in sources])
        slots = [filling(slot, source.slot, han) for slot, source in zip(slots, sources, strict=True)]
    return [layout.lines(patterns), layout.numbers(chosen), layout.lines(slots)], found


def bitmaps(entries: Sequence[SearchEntry], tags: list[str]) -> bytes:
    """Write a bitmap a tag: which entries carry it."""
    size = (len(entries) + 7) // 8
    place = {tag: t for t, tag in enumerate(tags)}
    bits = bytearray(size * len(tags))
    for i, entry in enumerate(entries):
        for tag in entry.tags:
            bits[place[tag] * size + (i >> 3)] |= 1 << (i & 7)
    return bytes(bits)


def positions(entries: Sequence[SearchEntry]) -> bytes:
    """Write latitudes, then longitudes, to about a metre."""
    columns = [entry.lat for entry in entries] + [entry.lon for entry in entries]
    return layout.integers([layout.NOWHERE if degrees is None else round(degrees * 100_000) for degrees in columns])


def folding_json() -> dict[str, object]:
    """Give the folding table as JSON-ready values."""
    return {
        "drop": FOLDING.drop,
        "shift": FOLDING.shift,
        "letters": FOLDING.letters,
        "word": FOLDING.word,
        "unspaced": FOLDING.unspaced,
        "inner": FOLDING.inner,
    }


def han_json(han: HanTable) -> dict[str, object]:
    """Give the table of Han characters compactly: pairs as strings, syllables parted by spaces."""
    return {
        "chars": "".join(han.readings),
        "readings": ["/".join(r) for r in han.readings.values()],
        "variants": "".join(c + to for c, to in han.variants.items()),
        "traditional": "".join(c + to for c, to in han.traditional.items()),
        "common": " ".join(f"{syllable}{count}" for syllable, count in han.common),
    }


def keys(words: Mapping[str, tuple[str, ...]], used: Iterable[str]) -> list[str]:
    """List the keys in use, and those that have words, in order."""
    return sorted({*words, *used} - {""})


def texts_of(entry: SearchEntry) -> tuple[str, ...]:
    """List every text of an entry in which characters are sought."""
    return entry.name, entry.name_zh, *entry.other_names, entry.address, entry.address_zh


def clean(text: str) -> str:
    """Put control characters, which the format keeps for itself, and lone surrogates aside."""
    if text.isprintable():
        return text.strip()
    return "".join(" " if c < " " or c == "\x7f" or "\ud800" <= c <= "\udfff" else c for c in text).strip()


def cleaned(entry: SearchEntry) -> SearchEntry:
    """Give the entry with clean texts."""
    return replace(
        entry,
        name=clean(entry.name),
        name_zh=clean(entry.name_zh),
        other_names=tuple(clean(name) for name in entry.other_names),
        address=clean(entry.address),
        address_zh=clean(entry.address_zh),
    )
