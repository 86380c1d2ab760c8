"""The Python reader: answers what the browser's engine answers, for tests and for whoever has no browser.

Order of the tie-breaks: words matched, slips, field, exactness, shorter name; the scores are integers so
that both readers agree to the last digit.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from directory.search import columns as column
from directory.search.chains import Line, chain_penalty, chains, initials_at, is_pinyin, line, moves
from directory.search.columns import Columns, Loader
from directory.search.corpus import Answer, Filters, Hit
from directory.search.folding import Token, fold, tokens
from directory.search.vocabulary import FIELD_QUALITY, Field, Place, Vocabulary, vocabulary
from directory.search.words import (
    all_beginnings,
    letter_masks,
    penalty,
    slipped_penalty,
    slips_allowed,
    taken_apart,
)
from directory.search.writer import core_file

LONGEST_QUERY, MOST_TOKENS = 100, 24
JOINED, JOINED_OPEN, APART, TAG_LIMIT, CERTAIN = 6, 12, 30, 20, 80
WHOLE_NAME, NAME_START, WHOLE_RUN, RUN_START, CLOSED, STALE = 40, 15, 20, 8, 150, 2


@dataclass
class Board:
    """What a pass found: for each entry the quality of each token (0: not matched), and a bonus."""

    tokens: Sequence[Token]
    quality: dict[int, list[int]] = field(default_factory=dict)
    bonus: defaultdict[int, int] = field(default_factory=lambda: defaultdict(int))

    def put(self, entry: int, first: int, last: int, quality: int) -> None:
        """Raise the quality of tokens `first` to `last` of an entry."""
        row = self.quality.setdefault(entry, [0] * len(self.tokens))
        for number in range(first, last + 1):
            row[number] = max(row[number], quality, 1)


@dataclass(frozen=True)
class Index:
    """An index that was read, ready to answer."""

    columns: Columns
    words: Vocabulary
    beginnings: set[str]

    @classmethod
    def read(cls, files: Mapping[str, bytes] | Loader, language: str | None = None) -> Index:
        """Read the index of a language from its files; a mapping with one core needs no language."""
        if language is None:
            if callable(files):
                raise ValueError("a loader needs to be told the language")
            core = next(name for name in sorted(files) if name.startswith("core."))
        else:
            core = core_file(language)
        read = column.read(files, core)
        known = vocabulary(read)
        return cls(read, known, all_beginnings(iter(known.words)))

    def search(self, query: str, limit: int = 10, filters: Filters | None = None) -> list[Hit]:
        """Give the best `limit` hits, best first."""
        return list(self.answer(query, limit, filters).hits)

    def answer(self, query: str, limit: int = 10, filters: Filters | None = None) -> Answer:
        """Give the best hits and the number of all; an empty query with or without filters lists what passes them."""
        text = query[:LONGEST_QUERY]
        read = self.columns
        asked = tokens(fold(text, read.han.variants, read.folding), read.folding)[:MOST_TOKENS]
        allowed = self.allowed(filters or Filters())
        if asked:
            scores = self.scored(asked, allowed, limit)
        else:
            scores = {} if text.strip(" \t\r\n") else dict.fromkeys(allowed, 0)
        ranked = sorted(scores, key=lambda i: (-scores[i], len(self.words.compact[i][0]), i))
        return Answer(tuple(self.hit(i, scores[i]) for i in ranked[: max(0, limit)]), len(ranked))

    def allowed(self, filters: Filters) -> list[int]:
        """List the entries that pass the filters."""
        return [
            i
            for i, entry in enumerate(self.columns.entries)
            if (not filters.district or entry.district == filters.district)
            and (not filters.kind or entry.kind == filters.kind)
            and all(tag in entry.tags for tag in filters.tags)
        ]

    def scored(self, asked: list[Token], allowed: list[int], limit: int) -> dict[int, int]:
        """Score the entries: strictly first; with slips too if few entries hold every token, none of them surely."""
        ways = [(asked, 0)]
        apart = self.taken_apart(asked)
        if apart != asked:
            ways.append((apart, APART))
        scores: dict[int, int] = {}
        full: set[int] = set()
        sure = False
        for forgiving in (False, True):
            for way, cost in ways:
                board = self.board(way, forgiving)
                for i in allowed:
                    score, worst = self.score(i, board, cost)
                    if score > 0:
                        scores[i] = max(score, scores.get(i, 0))
                        full |= {i} if worst else set()
                        sure = sure or worst >= CERTAIN
            if not forgiving and (len(full) >= limit or sure):
                break
        enough = max(250, max(scores.values(), default=0) * 3 // 4)
        return {i: score for i, score in scores.items() if i in full or score >= enough}

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

    def board(self, asked: list[Token], forgiving: bool) -> Board:
        """Match every token against words and runs."""
        board = Board(asked)
        for number, token in enumerate(asked):
            if not token.unspaced:
                self.match_word(board, number, token.text, forgiving)
        self.match_joined(board)
        query = line(asked)
        self.match_runs(board, query, forgiving)
        for number, token in enumerate(asked):
            if is_pinyin(token) and len(token.text) >= 2:
                self.match_initials(board, number, token.text)
        return board

    def match_word(self, board: Board, number: int, typed: str, forgiving: bool) -> None:
        """Match one typed word against all known words."""
        last = number == len(board.tokens) - 1
        masks = letter_masks(typed) if forgiving and slips_allowed(typed) else None
        for word, place in self.words.words.items():
            cost = penalty(typed, word, last, self.columns.folding.inner)
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

    def match_runs(self, board: Board, query: Line, forgiving: bool) -> None:
        """Match characters and pinyin against all runs."""
        steps = moves(query, self.columns.han, forgiving)
        for run, place in self.words.runs.items():
            for chain in chains(run, query, steps):
                cost, telling = chain_penalty(chain, query), chain.end - chain.begin > 1
                self.put(board, place, chain.first, chain.last, cost, tags=telling)
                if chain.begin == 0 and chain.last - chain.first + 1 == len(query.tokens):
                    bonus = WHOLE_RUN if chain.end == len(run) else RUN_START
                    for i, where in place.entries:
                        if where == Field.NAME:
                            board.bonus[i] = max(board.bonus[i], bonus)

    def match_initials(self, board: Board, number: int, letters: str) -> None:
        """Match a typed word as the initials of a name's characters."""
        for run, place in self.words.runs.items():
            begin = initials_at(run, letters, self.columns.han)
            if begin < 0 or (len(letters) == 2 and begin > 0):
                continue
            cost = 40 if len(letters) == 2 else 22 + 4 * (begin > 0)
            for i, where in place.entries:
                if where in (Field.NAME, Field.OTHER):
                    board.put(i, number, number, FIELD_QUALITY[where] - cost)

    def put(self, board: Board, place: Place, first: int, last: int, cost: int, tags: bool) -> None:
        """Credit every entry in which a word or run stands; tags only if `tags` holds."""
        for i, where in place.entries:
            board.put(i, first, last, FIELD_QUALITY[where] - cost)
        for where, key in place.keys:
            if where != Field.TAG or tags:
                for i in self.words.members.get((where, key), ()):
                    board.put(i, first, last, FIELD_QUALITY[where] - cost)

    def score(self, i: int, board: Board, cost: int) -> tuple[int, int]:
        """Give an entry's score, and the quality of its worst token (0: one is not matched)."""
        row = board.quality.get(i)
        if row is None:
            return 0, 0
        weights = [weight(token) for token in board.tokens]
        score = (
            10 * sum(w * q for w, q in zip(weights, row, strict=True)) // sum(weights) + board.bonus.get(i, 0) - cost
        )
        typed = "".join(token.text for token in board.tokens)
        names = self.words.compact[i]
        score += WHOLE_NAME if typed in names else NAME_START if any(n.startswith(typed) for n in names) else 0
        entry = self.columns.entries[i]
        return score - CLOSED * entry.closed - STALE * entry.stale, min(row)

    def hit(self, i: int, score: int) -> Hit:
        """Give a result row."""
        e = self.columns.entries[i]
        return Hit(e.id, score, e.name, e.name_zh, e.kind, e.district, e.tags, e.lat, e.lon, e.stale, e.closed)


def weight(token: Token) -> int:
    """Give how much a token says: a character as much as three letters."""
    return 3 if token.unspaced else min(12, len(token.text))
