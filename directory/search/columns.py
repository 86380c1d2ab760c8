"""Reads index files back into the columns they hold; the other half of `writer`."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from directory.search import format as layout
from directory.search.corpus import SearchEntry
from directory.search.folding import Folding
from directory.search.format import SLOT, CorruptIndexError
from directory.search.han import HanTable
from directory.search.patterns import filled, recall
from directory.search.writer import TAGS_FILE, WHERE_FILE, Source

Loader = Callable[[str], bytes]
KeyWords = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Columns:
    """What the files of one language say: entries in order of id, keys with their words, and the two tables."""

    language: str
    entries: tuple[SearchEntry, ...]
    kinds: KeyWords
    districts: KeyWords
    tags: KeyWords
    folding: Folding
    han: HanTable


def read(files: Mapping[str, bytes] | Loader, core: str) -> Columns:
    """Read the core named `core` and the two files beside it; `CorruptIndexError` says what is wrong with a file."""
    load = files if callable(files) else files.__getitem__
    try:
        return decode(
            layout.unpack(layout.CORE, load(core), layout.CORE_SECTIONS),
            layout.unpack(layout.TAGS, load(TAGS_FILE), layout.LAZY_SECTIONS),
            layout.unpack(layout.WHERE, load(WHERE_FILE), layout.LAZY_SECTIONS),
        )
    except CorruptIndexError:
        raise
    except (IndexError, KeyError, TypeError, ValueError) as problem:
        raise CorruptIndexError(f"columns do not fit each other: {problem!r}") from problem


def decode(core: list[bytes], tag_file: list[bytes], where_file: list[bytes]) -> Columns:
    """Turn unpacked sections into columns."""
    meta = json.loads(core[0])
    count: int = meta["count"]
    for part in (tag_file, where_file):
        if layout.read_lines(part[0]) != [meta["stamp"]]:
            raise CorruptIndexError("a lazy file belongs to another core")
    han = read_han(meta["han"])
    kinds, districts, tags = (
        tuple((key, tuple(words)) for key, words in meta[name]) for name in ("kinds", "districts", "tags")
    )
    names_zh, named = read_texts(core[3:6], None, han)
    names, _ = read_texts(core[6:9], named, han)
    others = read_others(core[9:13], named, han)
    addresses_zh, placed = read_texts(core[16:19], None, han)
    addresses, _ = read_texts(core[13:16], placed, han)
    kind = recall(layout.read_numbers(core[19]), [source.pattern for source in named])
    district, flags = layout.read_numbers(core[20]), layout.read_numbers(core[21])
    degrees = [None if d == layout.NOWHERE else d / 100_000 for d in layout.read_integers(where_file[1])]
    carried = read_bitmaps(tag_file[1], [key for key, _ in tags], count)
    entries = tuple(
        SearchEntry(
            name_id,
            names[i],
            names_zh[i],
            others[i],
            addresses[i],
            addresses_zh[i],
            kinds[kind[i]][0],
            districts[district[i] - 1][0] if district[i] else "",
            carried[i],
            degrees[i],
            degrees[count + i],
            bool(flags[i] & 1),
            bool(flags[i] & 2),
        )
        for i, name_id in enumerate(read_ids(core[1:3]))
    )
    if len(entries) != count:
        raise CorruptIndexError(f"{len(entries)} ids where {count} were expected")
    return Columns(meta["language"], entries, kinds, districts, tags, read_folding(meta["folding"]), han)


def read_ids(sections: list[bytes]) -> list[str]:
    """Read front-coded ids."""
    found: list[str] = []
    for shared, rest in zip(layout.read_numbers(sections[0]), layout.read_lines(sections[1]), strict=True):
        found.append((found[-1][:shared] if found else "") + rest)
    return found


def read_texts(sections: list[bytes], sources: list[Source] | None, han: HanTable) -> tuple[list[str], list[Source]]:
    """Read a column of texts, and what others derive from it."""
    patterns, slots = layout.read_lines(sections[0]), layout.read_lines(sections[2])
    chosen = layout.read_numbers(sections[1])
    if sources is not None:
        chosen = recall(chosen, [source.pattern for source in sources])
        slots = [filled(mark, source.slot, han) for mark, source in zip(slots, sources, strict=True)]
    found = [Source(pattern, slot) for pattern, slot in zip(chosen, slots, strict=True)]
    return [patterns[pattern].replace(SLOT, slot, 1) for pattern, slot in found], found


def read_others(sections: list[bytes], named: list[Source], han: HanTable) -> list[tuple[str, ...]]:
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
