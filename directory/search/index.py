"""The Python reader: answers what the browser's engine answers, for the terminal, for tests and for whoever has no
browser.

Of the rows found the first are: the better match (words, slips, field, exactness, see `part`), open before closed for
good, near before far in rings that double, fresh before stale, nearer, the shorter name.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import accumulate

from directory.search import columns as column
from directory.search.columns import Loader
from directory.search.corpus import Answer, Facets, Filters, Hit, Near, SearchEntry
from directory.search.folding import Token, fold, tokens
from directory.search.format import CorruptIndexError
from directory.search.part import MOST_TOKENS, Found, Part
from directory.search.shards import core_file, shard_file

LONGEST_QUERY, MOST_SHARDS = 100, 2
LEAST_SCORE = 250
# 250 m in 1e-9 degrees of latitude, squared; the first ring. Each next one is twice as wide.
NEAREST, FARTHEST = 505e10, 9


@dataclass(frozen=True)
class Index:
    """An index that was read, ready to answer; of one in shards the root, and the shards as they were asked for."""

    language: str
    root: Part
    load: Loader
    shards: dict[int, Part] = field(default_factory=dict)

    @classmethod
    def read(cls, files: Mapping[str, bytes] | Loader, language: str | None = None) -> Index:
        """Read the index of a language from its files; a mapping with one core needs no language."""
        if callable(files):
            load = files
            if language is None:
                raise ValueError("a loader needs to be told the language")
        else:
            load = files.__getitem__
            language = language or next(name for name in sorted(files) if name.startswith("core."))[5:-4]
        return cls(language, Part.of(column.read(load, core_file(language))), load)

    def search(self, query: str, limit: int = 10, filters: Filters | None = None) -> list[Hit]:
        """Give the best `limit` hits, best first."""
        return list(self.answer(query, limit, filters).hits)

    def answer(self, query: str, limit: int = 10, filters: Filters | None = None, near: Near | None = None) -> Answer:
        """Give the best hits, the number of all and their facets; an empty query lists what passes the filters."""
        text, filters = query[:LONGEST_QUERY], filters or Filters()
        tables = self.root.columns.tables
        asked = tokens(fold(text, tables.han.variants, tables.folding), tables.folding)[:MOST_TOKENS]
        blank = not text.strip(" \t\r\n")
        parts, lost = [self.root], 0
        if self.root.columns.rows:
            parts, lost = self.shards_of(self.chosen(asked, blank, filters, limit))
        found = list(self.found(parts, asked, blank, filters, limit))
        found.sort(key=lambda each: rank(each[0], each[1], each[2].score, parts.index(each[0]), near))
        entries = [part.columns.entries[row] for part, row, _ in found]
        hits = [hit(entry, one.score) for entry, (_, _, one) in zip(entries, found, strict=True)]
        return Answer(tuple(hits[: max(0, limit)]), len(found), facets(entries), lost)

    def shards_of(self, numbers: list[int]) -> tuple[list[Part], int]:
        """Read shards; give those that can be read, and how many cannot."""
        parts = []
        for number in numbers:
            with suppress(CorruptIndexError, KeyError, OSError):
                parts.append(self.shard(number))
        return parts, len(numbers) - len(parts)

    def found(
        self, parts: list[Part], asked: list[Token], blank: bool, filters: Filters, limit: int
    ) -> Iterator[tuple[Part, int, Found]]:
        """Give the rows that hold every token or are nearly as good as the best, each venue once."""
        scored = [rows_of(part, asked, blank, filters, limit) for part in parts]
        enough = enough_for(one for rows in scored for one in rows.values())
        seen: set[str] = set()
        for part, rows in zip(parts, scored, strict=True):
            kept = [(row, one) for row, one in rows.items() if one.worst or one.score >= enough]
            ids = {part.columns.entries[row].id for row, _ in kept}
            yield from ((part, row, one) for row, one in kept if part.columns.entries[row].id not in seen)
            seen |= ids

    def chosen(self, asked: list[Token], blank: bool, filters: Filters, limit: int) -> list[int]:
        """Give the shards that the best digests lie in; under filters, cells that hold every token go first."""
        columns = self.root.columns
        names, addresses, _ = columns.rows or (0, 0, 0)
        rows = rows_of(self.root, asked, blank, filters, limit)
        enough = enough_for(rows.values())
        kept = {row: one for row, one in rows.items() if one.worst or one.score >= enough}
        if filters != Filters() and (cells := [r for r, one in kept.items() if r >= names + addresses and one.worst]):
            kept = {row: kept[row] for row in cells}
        ends = list(accumulate(columns.ends))
        best = sorted(kept, key=lambda row: (-kept[row].score, row))
        return list(dict.fromkeys(bisect_right(ends, row) for row in best))[:MOST_SHARDS]

    def shard(self, number: int) -> Part:
        """Read a shard, once."""
        if number not in self.shards:
            data = self.load(shard_file(self.language, number))
            self.shards[number] = Part.of(column.read_shard(data, self.root.columns.tables))
        return self.shards[number]


def rows_of(part: Part, asked: list[Token], blank: bool, filters: Filters, limit: int) -> dict[int, Found]:
    """Score a part's rows; without words list those that pass."""
    allowed = part.allowed(filters)
    if asked:
        return part.scored(asked, allowed, limit)
    return part.listed(allowed) if blank else {}


def enough_for(found: Iterable[Found]) -> int:
    """Give the score that a row needs if it does not hold every token."""
    return max(LEAST_SCORE, max((one.score for one in found), default=0) * 3 // 4)


def rank(part: Part, row: int, score: int, place: int, near: Near | None) -> tuple[float, ...]:
    """Give what a row found is sorted by; `place` is that of its part."""
    entry = part.columns.entries[row]
    ring, far = distance(entry, near)
    return -score, entry.closed, ring, entry.stale, far, len(part.words.compact[row][0]), place, row


def distance(entry: SearchEntry, near: Near | None) -> tuple[int, float]:
    """Give the ring a place lies in as seen from a position, and the square of its distance in 1e-9 degrees."""
    if near is None or entry.lat is None or entry.lon is None:
        return FARTHEST + 1, 0
    across = math.floor(math.cos(near.lat * math.pi / 180) * 10_000 + 0.5)
    north = float((round(entry.lat * 100_000) - math.floor(near.lat * 100_000 + 0.5)) * 10_000)
    east = float((round(entry.lon * 100_000) - math.floor(near.lon * 100_000 + 0.5)) * across)
    squared, ring, edge = north * north + east * east, 0, NEAREST
    while squared >= edge and ring < FARTHEST:
        ring, edge = ring + 1, edge * 4
    return ring, squared


def facets(entries: Sequence[SearchEntry]) -> Facets:
    """Count the rows found by kind, district and tag."""
    return Facets(
        dict(Counter(entry.kind for entry in entries)),
        dict(Counter(entry.district for entry in entries if entry.district)),
        dict(Counter(tag for entry in entries for tag in entry.tags)),
    )


def hit(entry: SearchEntry, score: int) -> Hit:
    """Give a result row."""
    e = entry
    return Hit(e.id, score, e.name, e.name_zh, e.kind, e.district, e.tags, e.lat, e.lon, e.stale, e.closed)
