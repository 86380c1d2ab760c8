"""How does the index go on above some 20,000 venues? As a root that knows every name, and shards that hold the rows.

Every venue stands in three orders: by name (as it sounds), by address (street, then number), and by district with
kind. Each order is cut into shards of at most `LARGEST_SHARD` bytes. A shard has all there is to show and to rank: it
is a small core, with its tags and positions, that borrows its tables from the root.

The root is a core whose rows are *digests*: for each shard the names (or addresses, or districts with kinds) in it,
each once. So the root finds any name with any slip without asking anyone, and says in which shards its venues are.
A query takes the two shards that its best digests lie in, and answers from them as from two cores.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from directory.search import format as layout
from directory.search.corpus import SearchEntry
from directory.search.encoding import Prepared, bitmaps, columns, meta, positions
from directory.search.han import HanTable

LARGEST_SHARD = 9_600  # bytes: two of them, with what HTTP says around them, are within 20 kB
FIRST_GUESS = 512  # venues
Order = tuple[Callable[[SearchEntry], object], Callable[[SearchEntry], SearchEntry]]


def core_file(language: str) -> str:
    """Name the core of a language (BCP 47), or the root that stands in its place."""
    return f"core.{language}.bin"


def shard_file(language: str, number: int) -> str:
    """Name a shard."""
    return f"shard.{language}.{number}.bin"


def write_shards(made: Prepared, largest: int) -> dict[str, bytes]:
    """Write a root and its shards: file name to bytes."""
    files: dict[str, bytes] = {}
    digests: list[SearchEntry] = []
    cells: list[SearchEntry] = []
    ends: list[int] = []
    rows: list[int] = []
    for key, digest in orders(made.han):
        before = len(digests)
        ordered = sorted((entry for entry in made.entries if key(entry)), key=lambda entry: (key(entry), entry.id))
        for shard, data in cut(ordered, made, largest):
            files[shard_file(made.language, len(ends))] = data
            found = digested(shard, digest)
            digests += found
            ends.append(len(found))
        rows.append(len(digests) - before)
    cells = digests[len(digests) - rows[-1] :]
    sections = [
        meta(made, {"rows": rows}),
        *columns(digests, made),
        bitmaps(cells, made.tags),
        layout.numbers(ends),
    ]
    return {core_file(made.language): layout.pack(layout.ROOT, sections), **files}


def orders(han: HanTable) -> tuple[Order, Order, Order]:
    """Give the three orders: by what a venue is sorted ("" or () leaves it out), and what the root knows of it."""

    def sound(entry: SearchEntry) -> object:
        return [han.readings.get(c, (c,))[0] for c in entry.name_zh], entry.name_zh, entry.name, entry.kind

    def place(entry: SearchEntry) -> object:
        text = entry.address_zh or entry.address
        return text and (re.sub("[0-9]+", "#", text), [int(number) for number in re.findall("[0-9]+", text)], text)

    def cell(entry: SearchEntry) -> object:
        return entry.district, entry.kind

    def by_name(entry: SearchEntry) -> SearchEntry:
        return blank(entry.name, entry.name_zh, entry.other_names, "", "", entry.kind, "", ())

    def by_address(entry: SearchEntry) -> SearchEntry:
        return blank("", "", (), entry.address, entry.address_zh, "", "", ())

    def by_cell(entry: SearchEntry) -> SearchEntry:
        return blank("", "", (), "", "", entry.kind, entry.district, entry.tags)

    return (sound, by_name), (place, by_address), (cell, by_cell)


def blank(
    name: str,
    name_zh: str,
    other_names: tuple[str, ...],
    address: str,
    address_zh: str,
    kind: str,
    district: str,
    tags: tuple[str, ...],
) -> SearchEntry:
    """Make a digest: a row without id, position and marks."""
    return SearchEntry(
        "", name, name_zh, other_names, address, address_zh, kind, district, tags, None, None, False, False
    )


def digested(shard: Sequence[SearchEntry], digest: Callable[[SearchEntry], SearchEntry]) -> list[SearchEntry]:
    """Give a shard's digests, each once, in order; those of a cell carry all tags that any of its venues carries."""
    found: dict[SearchEntry, set[str]] = {}
    for entry in shard:
        one = digest(entry)
        key = blank(one.name, one.name_zh, one.other_names, one.address, one.address_zh, one.kind, one.district, ())
        found.setdefault(key, set()).update(one.tags)
    return [
        blank(k.name, k.name_zh, k.other_names, k.address, k.address_zh, k.kind, k.district, tuple(sorted(tags)))
        for k, tags in found.items()
    ]


def cut(ordered: Sequence[SearchEntry], made: Prepared, largest: int) -> Iterator[tuple[Sequence[SearchEntry], bytes]]:
    """Cut venues into shards of at most `largest` bytes each, or of one venue; give each with its file."""
    at, size = 0, FIRST_GUESS
    while at < len(ordered):
        part = ordered[at : at + size]
        data = packed(part, made)
        if len(data) > largest and len(part) > 1:
            size = max(1, min(len(part) - 1, len(part) * largest * 19 // (20 * len(data))))
            continue
        yield part, data
        at += len(part)
        size = max(1, len(part) * largest * 19 // (20 * len(data)))


def packed(part: Sequence[SearchEntry], made: Prepared) -> bytes:
    """Write a shard."""
    head = layout.lines([made.stamp, str(len(part))])
    return layout.pack(layout.SHARD, [head, *columns(part, made), bitmaps(part, made.tags), positions(part)])
