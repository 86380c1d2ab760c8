"""Scores the rows of a core, a root or a shard for a query: how well does each row fit what was typed?

In: `Columns` and a query's tokens. Out: for each row found a score and whether it holds every token. The scores are
integers, so that both readers agree to the last digit.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from directory.search.chains import (
    FORGIVING,
    SLIPPING,
    STRICT,
    Chain,
    Line,
    chain_penalty,
    chains,
    initials_at,
    is_pinyin,
    line,
    moves,
)
from directory.search.columns import Columns
from directory.search.corpus import Filters
from directory.search.folding import Token
from directory.search.vocabulary import FIELD_QUALITY, Field, Place, Vocabulary, vocabulary
from directory.search.words import (
    all_beginnings,
    letter_masks,
    penalty,
    slipped_penalty,
    slips_allowed,
    taken_apart,
)

MOST_TOKENS, SEVERAL, LONG_PINYIN = 24, 3, 5
JOINED, JOINED_OPEN, APART, TAG_LIMIT, CERTAIN, ASSUMED = 6, 12, 30, 20, 80, 40
WHOLE_NAME, NAME_START, WHOLE_RUN, RUN_START = 40, 15, 20, 8


@dataclass
class Board:
    """What a pass found: for each row the quality of each token (0: not matched) and a bonus; known tokens."""

    tokens: Sequence[Token]
    quality: dict[int, list[int]] = field(default_factory=dict)
    bonus: defaultdict[int, int] = field(default_factory=lambda: defaultdict(int))
    known: set[int] = field(default_factory=set)

    def put(self, entry: int, first: int, last: int, quality: int) -> None:
        """Raise the quality of tokens `first` to `last` of a row."""
        row = self.quality.setdefault(entry, [0] * len(self.tokens))
        for number in range(first, last + 1):
            row[number] = max(row[number], quality, 1)


@dataclass(frozen=True)
class Found:
    """A row that a query found: its score, and the quality of its worst token (0: one is not matched)."""

    score: int
    worst: int


@dataclass(frozen=True)
class Part:
    """Columns with the vocabulary derived from them."""

    columns: Columns
    words: Vocabulary
    beginnings: set[str]

    @classmethod
    def of(cls, columns: Columns) -> Part:
        """Derive the vocabulary."""
        known = vocabulary(columns)
        return cls(columns, known, all_beginnings(iter(known.words)))

    def allowed(self, filters: Filters) -> list[int]:
        """List the rows that pass the filters; a root's rows pass where they say nothing.

        What closed for good is found by words alone, without filters.
        """
        names, addresses, _ = self.columns.rows or (0, 0, 0)
        cells = names + addresses
        return [
            i
            for i, entry in enumerate(self.columns.entries)
            if (not entry.closed or filters == Filters())
            and (not filters.district or entry.district == filters.district or (i < cells and self.knows(filters)))
            and (not filters.kind or entry.kind == filters.kind or (names <= i < cells and self.knows(filters)))
            and (all(tag in entry.tags for tag in filters.tags) or (i < cells and self.knows(filters)))
        ]

    def knows(self, filters: Filters) -> bool:
        """Tell whether the filters ask for keys that there are."""
        tables = self.columns.tables
        asked = [(filters.district, tables.districts), (filters.kind, tables.kinds)]
        asked += [(tag, tables.tags) for tag in filters.tags]
        return all(not key or key in {known for known, _ in keys} for key, keys in asked)

    def listed(self, allowed: list[int]) -> dict[int, Found]:
        """Find every row that passes, for a query without words."""
        return {i: Found(0, 1) for i in allowed if not self.columns.entries[i].closed}

    def scored(self, asked: list[Token], allowed: list[int], limit: int) -> dict[int, Found]:
        """Score the rows: strictly first; with slips too if few rows hold every token, none of them surely; with slips
        in pinyin if none holds every token even so.
        """
        ways = [(asked, 0)]
        apart = self.taken_apart(asked)
        if apart != asked:
            ways.append((apart, APART))
        found: dict[int, Found] = {}
        for mode in (STRICT, FORGIVING, SLIPPING):
            for way, cost in ways:
                board = self.board(way, mode)
                for i in allowed:
                    score, worst = self.score(i, board, cost)
                    if score > 0:
                        before = found.get(i, Found(0, 0))
                        found[i] = Found(max(score, before.score), max(worst, before.worst))
            full = [one for one in found.values() if one.worst]
            if mode == STRICT and (len(full) >= limit or any(one.worst >= CERTAIN for one in full)):
                break
            if mode == FORGIVING and (full or not any(map(may_slip, asked))):
                break
        return found

    def taken_apart(self, asked: list[Token]) -> list[Token]:
        """Take words that nobody knows apart into words that are known."""
        found: list[Token] = []
        for number, token in enumerate(asked):
            last = number == len(asked) - 1
            parts: list[str] = []
            if not token.unspaced and len(token.text) >= 5 and token.text not in self.beginnings:
                parts = taken_apart(token.text, self.words.words, last, self.beginnings)
            found += [Token(part, False) for part in parts] or [token]
        return found[:MOST_TOKENS]

    def board(self, asked: list[Token], mode: int) -> Board:
        """Match every token against words and runs."""
        board = Board(asked)
        for number, token in enumerate(asked):
            if not token.unspaced:
                self.match_word(board, number, token.text, mode != STRICT)
        self.match_joined(board)
        query = line(asked)
        self.match_runs(board, query, mode)
        for number, token in enumerate(asked):
            if is_pinyin(token) and len(token.text) >= 2:
                self.match_initials(board, number, token.text)
        return board

    def match_word(self, board: Board, number: int, typed: str, forgiving: bool) -> None:
        """Match one typed word against all known words."""
        last = number == len(board.tokens) - 1
        masks = letter_masks(typed) if forgiving and slips_allowed(typed) else None
        for word, place in self.words.words.items():
            cost = penalty(typed, word, last, self.columns.tables.folding.inner)
            if cost is None and masks:
                cost = slipped_penalty(typed, word, last, masks)
            if cost is not None:
                self.put(board, place, number, number, cost, tags=cost <= TAG_LIMIT and len(typed) >= 3)

    def match_joined(self, board: Board) -> None:
        """Match two or three neighbouring words as one."""
        for first in range(len(board.tokens)):
            for last in range(first + 1, min(first + 3, len(board.tokens))):
                span = board.tokens[first : last + 1]
                typed = "".join(token.text for token in span)
                if any(token.unspaced for token in span) or len(typed) < 4:
                    continue
                open_end = last == len(board.tokens) - 1 and typed in self.beginnings
                for word, place in self.words.words.items() if open_end or typed in self.words.words else ():
                    if word == typed or (open_end and word.startswith(typed)):
                        self.put(board, place, first, last, JOINED if word == typed else JOINED_OPEN, tags=False)

    def match_runs(self, board: Board, query: Line, mode: int) -> None:
        """Match characters and pinyin against all runs. Of several tokens single characters are many and say little:
        where longer matches found a row that holds half of the query, they count only in the rows found.
        """
        steps = moves(query, self.columns.tables.han, mode)
        found = [(run, place, chain) for run, place in self.words.runs.items() for chain in chains(run, query, steps)]
        for run, place, chain in found:
            if chain.end - chain.begin > 1:
                self.put_chain(board, run, place, chain, query)
        seen = set(board.quality) if len(query.tokens) >= SEVERAL and half_found(board) else None
        for run, place, chain in found:
            if chain.end - chain.begin == 1:
                self.put_chain(board, run, place, chain, query, seen)

    def put_chain(
        self, board: Board, run: str, place: Place, chain: Chain, query: Line, seen: set[int] | None = None
    ) -> None:
        """Credit a chain; more where it is the whole query and the beginning, or all, of a name."""
        cost, telling = chain_penalty(chain, query), chain.end - chain.begin > 1
        self.put(board, place, chain.first, chain.last, cost, tags=telling, seen=seen)
        if chain.begin == 0 and chain.last - chain.first + 1 == len(query.tokens):
            bonus = WHOLE_RUN if chain.end == len(run) else RUN_START
            for i, where in place.entries:
                if where == Field.NAME:
                    board.bonus[i] = max(board.bonus[i], bonus)

    def match_initials(self, board: Board, number: int, letters: str) -> None:
        """Match a typed word as the initials of a name's characters."""
        for run, place in self.words.runs.items():
            begin = initials_at(run, letters, self.columns.tables.han)
            if begin < 0 or (len(letters) == 2 and begin > 0):
                continue
            cost = 40 if len(letters) == 2 else 22 + 4 * (begin > 0)
            for i, where in place.entries:
                if where in (Field.NAME, Field.OTHER):
                    board.known.add(number)
                    board.put(i, number, number, FIELD_QUALITY[where] - cost)

    def put(
        self, board: Board, place: Place, first: int, last: int, cost: int, tags: bool, seen: set[int] | None = None
    ) -> None:
        """Credit every row in which a word or run stands, or of those the ones `seen`; tags only if `tags` holds."""
        if place.entries:
            board.known.update(range(first, last + 1))
        for i, where in place.entries:
            if seen is None or i in seen:
                board.put(i, first, last, FIELD_QUALITY[where] - cost)
        for where, key in place.keys:
            if where != Field.TAG or tags:
                board.known.update(range(first, last + 1))
                for i in self.words.members.get((where, key), ()):
                    if seen is None or i in seen:
                        board.put(i, first, last, FIELD_QUALITY[where] - cost)

    def score(self, i: int, board: Board, cost: int) -> tuple[int, int]:
        """Give a row's score, and the quality of its worst token (0: one is not matched)."""
        row = board.quality.get(i)
        if row is None:
            return 0, 0
        weights = [weight(token) for token in board.tokens]
        assumed = [ASSUMED if self.columns.rows and number in board.known else 0 for number in range(len(row))]
        points = sum(w * (q or a) for w, q, a in zip(weights, row, assumed, strict=True))
        score = 10 * points // sum(weights) + board.bonus.get(i, 0) - cost
        typed = "".join(token.text for token in board.tokens)
        names = self.words.compact[i]
        score += WHOLE_NAME if typed in names else NAME_START if any(n.startswith(typed) for n in names) else 0
        return score, min(row)


def may_slip(token: Token) -> bool:
    """Tell whether a token may be pinyin of two syllables and more, one of them with a slip."""
    return is_pinyin(token) and len(token.text) >= LONG_PINYIN


def half_found(board: Board) -> bool:
    """Tell whether some row holds at least half of what was typed."""
    weights = [weight(token) for token in board.tokens]
    return any(
        2 * sum(w for w, quality in zip(weights, row, strict=True) if quality) >= sum(weights)
        for row in board.quality.values()
    )


def weight(token: Token) -> int:
    """Give how much a token says: a character as much as three letters."""
    return 3 if token.unspaced else min(12, len(token.text))
