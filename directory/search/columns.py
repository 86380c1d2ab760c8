"""Reads index files back into the columns they hold; the other half of `encoding`."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from directory.search import format as layout
from directory.search.corpus import SearchEntry
from directory.search.encoding import Source
from directory.search.folding import Folding
from directory.search.format import SLOT, CorruptIndexError
from directory.search.han import HanTable
from directory.search.patterns import filled, recall
from directory.search.writer import TAGS_FILE, WHERE_FILE

Loader = Callable[[str], bytes]
KeyWords = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Tables:
    """What a core or root says once for all its rows: keys with their words, folding, Han characters."""

    language: str
    stamp: str
    kinds: KeyWords
    districts: KeyWords
    tags: KeyWords
    folding: Folding
    han: HanTable


@dataclass(frozen=True)
class Columns:
    """The rows of a core, root or shard, in order. A root's rows are digests: `rows` tells how many of names, of
    addresses and of cells, `ends` how many each shard has.
    """

    tables: Tables
    entries: tuple[SearchEntry, ...]
    rows: tuple[int, int, int] | None = None
    ends: tuple[int, ...] = ()


def read(load: Loader, core: str) -> Columns:
    """Read the core or root named `core`, and the files beside it that it needs; `CorruptIndexError` says what is
    wrong with a file.
    """
    data = load(core)
    if data[5:6] == layout.ROOT.encode():
        return guarded(lambda: read_root(layout.unpack(layout.ROOT, data)))
    core_sections = layout.unpack(layout.CORE, data)
    lazy = layout.unpack(layout.TAGS, load(TAGS_FILE)), layout.unpack(layout.WHERE, load(WHERE_FILE))
    return guarded(lambda: read_core(core_sections, *lazy))


def guarded(reading: Callable[[], Columns]) -> Columns:
    """Turn any misfit of the sections into a `CorruptIndexError`."""
    try:
        return reading()
    except CorruptIndexError:
        raise
    except (IndexError, KeyError, TypeError, ValueError) as problem:
        raise CorruptIndexError(f"columns do not fit each other: {problem!r}") from problem


def read_core(core: list[bytes], tag_file: list[bytes], where_file: list[bytes]) -> Columns:
    """Read a core with its tags and positions."""
    tables, meta = read_tables(core[0])
    for part in (tag_file, where_file):
        if layout.read_lines(part[0]) != [tables.stamp]:
            raise CorruptIndexError("a lazy file belongs to another core")
    tags = read_bitmaps(tag_file[1], [key for key, _ in tables.tags], meta["count"])
    return Columns(tables, read_entries(core[1:22], meta["count"], tables, tags, layout.read_integers(where_file[1])))


def read_root(sections: list[bytes]) -> Columns:
    """Read a root."""
    tables, meta = read_tables(sections[0])
    names, addresses, cells = meta["rows"]
    count = names + addresses + cells
    tags: list[tuple[str, ...]] = [()] * (names + addresses)
    tags += read_bitmaps(sections[22], [key for key, _ in tables.tags], cells)
    nowhere = [layout.NOWHERE] * (2 * count)
    entries = read_entries(sections[1:22], count, tables, tags, nowhere)
    return Columns(tables, entries, (names, addresses, cells), tuple(layout.read_numbers(sections[23])))


def read_shard(data: bytes, tables: Tables) -> Columns:
    """Read a shard of a root with these tables."""
    sections = layout.unpack(layout.SHARD, data)

    def reading() -> Columns:
        stamp, size = layout.read_lines(sections[0])
        if stamp != tables.stamp:
            raise CorruptIndexError("a shard belongs to another root")
        tags = read_bitmaps(sections[22], [key for key, _ in tables.tags], int(size))
        where = layout.read_integers(sections[23])
        return Columns(tables, read_entries(sections[1:22], int(size), tables, tags, where))

    return guarded(reading)


def read_tables(data: bytes) -> tuple[Tables, dict[str, Any]]:
    """Read the meta: the tables, and all of it."""
    meta: dict[str, Any] = json.loads(data)
    kinds, districts, tags = (
        tuple((key, tuple(words)) for key, words in meta[name]) for name in ("kinds", "districts", "tags")
    )
    folding, han = read_folding(meta["folding"]), read_han(meta["han"])
    return Tables(meta["language"], meta["stamp"], kinds, districts, tags, folding, han), meta


def read_entries(
    sections: Sequence[bytes], count: int, tables: Tables, tags: list[tuple[str, ...]], where: list[int]
) -> tuple[SearchEntry, ...]:
    """Read the 21 columns that cores, roots and shards have in common."""
    han = tables.han
    names_zh, named = read_texts(sections[2:5], None, han)
    names, _ = read_texts(sections[5:8], named, han)
    others = read_others(sections[8:12], named, han)
    addresses_zh, placed = read_texts(sections[15:18], None, han)
    addresses, _ = read_texts(sections[12:15], placed, han)
    kind = recall(layout.read_numbers(sections[18]), [source.pattern for source in named])
    district, flags = layout.read_numbers(sections[19]), layout.read_numbers(sections[20])
    degrees = [None if d == layout.NOWHERE else d / 100_000 for d in where]
    kinds = [*(key for key, _ in tables.kinds), ""]
    districts = ["", *(key for key, _ in tables.districts)]
    entries = tuple(
        SearchEntry(
            row_id,
            names[i],
            names_zh[i],
            others[i],
            addresses[i],
            addresses_zh[i],
            kinds[kind[i]],
            districts[district[i]],
            tags[i],
            degrees[i],
            degrees[count + i],
            bool(flags[i] & 1),
            bool(flags[i] & 2),
        )
        for i, row_id in enumerate(read_ids(list(sections[0:2])))
    )
    if len(entries) != count:
        raise CorruptIndexError(f"{len(entries)} ids where {count} were expected")
    return entries


def read_ids(sections: list[bytes]) -> list[str]:
    """Read front-coded ids."""
    found: list[str] = []
    for shared, rest in zip(layout.read_numbers(sections[0]), layout.read_lines(sections[1]), strict=True):
        found.append((found[-1][:shared] if found else "") + rest)
    return found


def read_texts(
    sections: Sequence[bytes], sources: list[Source] | None, han: HanTable
) -> tuple[list[str], list[Source]]:
    """Read a column of texts, and what others derive from it."""
    patterns, slots = layout.read_lines(sections[0]), layout.read_lines(sections[2])
    chosen = layout.read_numbers(sections[1])
    if sources is not None:
        chosen = recall(chosen, [source.pattern for source in sources])
        slots = [filled(mark, source.slot, han) for mark, source in zip(slots, sources, strict=True)]
    found = [Source(pattern, slot) for pattern, slot in zip(chosen, slots, strict=True)]
    return [patterns[pattern].replace(SLOT, slot, 1) for pattern, slot in found], found


def read_others(sections: Sequence[bytes], named: list[Source], han: HanTable) -> list[tuple[str, ...]]:
    """Read the other names of each entry."""
    counts = layout.read_numbers(sections[0])
    sources = [source for source, count in zip(named, counts, strict=True) for _ in range(count)]
    rest = iter(read_texts(sections[1:], sources, han)[0])
    return [tuple(next(rest) for _ in range(count)) for count in counts]


def read_bitmaps(data: bytes, tags: list[str], count: int) -> list[tuple[str, ...]]:
    """Read which tags each entry carries."""
    size = (count + 7) // 8
    maps = [int.from_bytes(data[i * size : (i + 1) * size], "little") for i in range(len(tags))]
    return [tuple(tag for tag, bits in zip(tags, maps, strict=True) if bits >> i & 1) for i in range(count)]


def read_folding(value: dict[str, Any]) -> Folding:
    """Read the folding table from the meta."""
    drop, word, unspaced, inner = (
        tuple((low, high) for low, high in value[name]) for name in ("drop", "word", "unspaced", "inner")
    )
    shift = tuple((low, high, by) for low, high, by in value["shift"])
    return Folding(drop, shift, value["letters"], word, unspaced, inner)


def read_han(value: dict[str, str]) -> HanTable:
    """Read the table of Han characters from the meta."""
    pairs = [dict(zip(value[name][::2], value[name][1::2], strict=True)) for name in ("variants", "traditional")]
    readings = {c: tuple(r.split("/")) for c, r in zip(value["chars"], value["readings"], strict=True)}
    common = tuple((m[1], int(m[2])) for m in re.finditer(r"([a-z]+)(\d+)", value["common"]))
    return HanTable(readings, pairs[0], pairs[1], common)
