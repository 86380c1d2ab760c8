"""A corpus becomes index files: `core.<language>.bin`, `tags.bin` and `where.bin` (bytes: see `FORMAT.md`).

Above `LARGEST_CORE` venues the core is a root, and the venues are in shards beside it (see `shards`). The same corpus
gives the same bytes. The two files without a language are equal for all corpora of the same venues.
"""

from __future__ import annotations

from directory.search import format as layout
from directory.search.corpus import SearchCorpus
from directory.search.encoding import Prepared, bitmaps, columns, meta, positions, prepared
from directory.search.shards import LARGEST_SHARD, core_file, write_shards

TAGS_FILE, WHERE_FILE = "tags.bin", "where.bin"
LARGEST_CORE = 20_000


def write(corpus: SearchCorpus, largest: int = LARGEST_CORE, largest_shard: int = LARGEST_SHARD) -> dict[str, bytes]:
    """Write the index of one language: file name to bytes; in shards if there are more than `largest` venues."""
    made = prepared(corpus)
    if len(made.entries) > largest:
        return write_shards(made, largest_shard)
    return {core_file(made.language): write_core(made), **lazy_files(made)}


def write_core(made: Prepared) -> bytes:
    """Write the core alone."""
    return layout.pack(layout.CORE, [meta(made, {}), *columns(made.entries, made)])


def lazy_files(made: Prepared) -> dict[str, bytes]:
    """Write the columns that all languages share and that are fetched when they are asked for."""
    stamp = layout.lines([made.stamp])
    return {
        TAGS_FILE: layout.pack(layout.TAGS, [stamp, bitmaps(made.entries, made.tags)]),
        WHERE_FILE: layout.pack(layout.WHERE, [stamp, positions(made.entries)]),
    }
