"""Which stretch of a Han run does a query walk through, character by character, however it is typed?

A query is a line of letters and characters; each character of a run may take the query from one position to
another: as itself, by one of its readings typed out (`chun`, for the last word also `chu`), by a reading
that sounds alike (`cun`), or as another character of the same sound. A chain is a stretch of a run that
leads from the start of a token to the end of one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from directory.search.folding import Token
from directory.search.han import HanTable, blur

UNFINISHED, UNUSUAL, BLURRED, SLIPPED, SAME_SOUND, NEAR_SOUND, DEAREST = 8, 3, 8, 30, 24, 30, 40
STRICT, FORGIVING, SLIPPING = (
    0,
    1,
    2,
)  # how a query is matched; what is spelled with slips only where nothing else is found
LONGEST_SYLLABLE = 6
Moves = dict[str, dict[int, dict[int, int]]]


@dataclass(frozen=True)
class Line:
    """A query as one line of units: where tokens start and end in it (position to token number)."""

    units: str
    starts: dict[int, int]
    ends: dict[int, int]
    tokens: tuple[Token, ...]

    @cached_property
    def beginnings(self) -> frozenset[int]:
        """Give where a chain may begin: not at one letter among other tokens, which would begin too many."""
        return frozenset(
            at
            for at, number in self.starts.items()
            if self.tokens[number].unspaced or len(self.tokens[number].text) > 1 or len(self.tokens) == 1
        )


@dataclass(frozen=True)
class Chain:
    """Tokens `first` to `last` (inclusive) led through `begin` to `end` (exclusive) of a run, at a cost."""

    first: int
    last: int
    cost: int
    begin: int
    end: int


def is_pinyin(token: Token) -> bool:
    """Tell whether a token can be pinyin: letters a to z alone."""
    return not token.unspaced and token.text.isascii() and token.text.isalpha()


def line(tokens: Sequence[Token]) -> Line:
    """Lay the tokens end to end."""
    starts, ends, at = {}, {}, 0
    for number, token in enumerate(tokens):
        starts[at] = number
        at += len(token.text)
        ends[at] = number
    return Line("".join(token.text for token in tokens), starts, ends, tuple(tokens))


def moves(query: Line, han: HanTable, way: int) -> Moves:
    """List, for each character in use, the steps it allows: position to (position, cost)."""
    found: Moves = defaultdict(lambda: defaultdict(dict))

    def allow(char: str, start: int, end: int, cost: int) -> None:
        steps = found[char][start]
        steps[end] = min(cost, steps.get(end, cost))

    for start, number in query.starts.items():
        token = query.tokens[number]
        if token.unspaced:
            allow(token.text, start, start + 1, 0)
            for char, cost in sounding_like(token.text, han) if way else ():
                allow(char, start, start + 1, cost)
        elif is_pinyin(token):
            finish = start + len(token.text)
            for at in range(start, finish):
                for end in range(at + 1, min(at + LONGEST_SYLLABLE, finish) + 1):
                    open_end = end == finish and number == len(query.tokens) - 1
                    for char, cost in spelled(query.units[at:end], open_end, han, way):
                        allow(char, at, end, cost)
    return {char: dict(steps) for char, steps in found.items()}


def sounding_like(char: str, han: HanTable) -> list[tuple[str, int]]:
    """List the characters in use that sound as this one, or nearly."""
    found = []
    for reading in han.readings_of(char):
        for other in han.by_reading.get(reading, ()):
            found.append((other, SAME_SOUND if han.readings[other][0] == reading else NEAR_SOUND))
        found += [(other, NEAR_SOUND) for other in han.by_blurred.get(blur(reading), ())]
    return found


def spelled(typed: str, open_end: bool, han: HanTable, way: int) -> list[tuple[str, int]]:
    """List the characters in use that a piece of pinyin may stand for."""
    found = [(char, 0 if han.readings[char][0] == typed else UNUSUAL) for char in han.by_reading.get(typed, ())]
    if open_end:
        found += [
            (char, UNFINISHED)
            for reading, chars in han.by_reading.items()
            if reading.startswith(typed)
            for char in chars
        ]
    if way:
        found += [(char, BLURRED) for char in han.by_blurred.get(blur(typed), ())]
    if way == SLIPPING:
        found += [(char, SLIPPED) for reading in han.slipped(typed) for char in han.by_reading[reading]]
    return found


def chains(run: str, query: Line, steps: Moves) -> list[Chain]:
    """Find the chains of a run: of two and more characters each as far as it leads, where a start inside a chain
    already walked is not walked again; and of each character alone.
    """
    found: list[Chain] = []
    walked: set[tuple[int, int]] = set()
    for begin, char in enumerate(run):
        for start in sorted(steps.get(char, ())):
            if start not in query.beginnings:
                continue
            ends = [(-end, cost) for end, cost in steps[char][start].items() if end in query.ends]
            if ends:
                end, cost = min(ends)
                found.append(Chain(query.starts[start], query.ends[-end], cost, begin, begin + 1))
            if (begin, start) in walked:
                continue
            chain = walk(run, begin, start, query, steps, walked)
            if chain and chain.end - chain.begin > 1:
                found.append(chain)
    return found


def walk(run: str, begin: int, start: int, query: Line, steps: Moves, walked: set[tuple[int, int]]) -> Chain | None:
    """Walk from a start as far as it leads, the cheapest way; None if it never reaches the end of a token."""
    front, at = {start: 0}, begin
    best: tuple[int, int, int] | None = None
    while front and at < len(run):
        allowed = steps.get(run[at], {})
        after: dict[int, int] = {}
        for position, cost in front.items():
            for end, step in allowed.get(position, {}).items():
                after[end] = min(cost + step, after.get(end, cost + step))
        at += 1
        for position, cost in after.items():
            walked.add((at, position))
            if position in query.ends and (best is None or (-position, cost) < best[:2]):
                best = (-position, cost, at)
        front = after
    if best is None:
        return None
    return Chain(query.starts[start], query.ends[-best[0]], best[1], begin, best[2])


def chain_penalty(chain: Chain, query: Line) -> int:
    """Give what a chain costs in quality: its steps, a mean over its characters rounded up, and its shortness."""
    pinyin = not query.tokens[chain.first].unspaced
    whole = chain.last - chain.first + 1 == len(query.tokens)
    short = {1: (25 if pinyin else 5) if whole else 30, 2: (5 if pinyin else 0) if whole else 12}
    units = chain.end - chain.begin
    return min(DEAREST, -(-chain.cost // units)) + 3 * pinyin + short.get(units, 0)


def initials_at(run: str, letters: str, han: HanTable) -> int:
    """Give where in a run the characters' readings begin with these letters one by one, or -1."""
    for begin in range(len(run) - len(letters) + 1):
        if all(
            any(r[0] == letter for r in han.readings.get(char, ()))
            for char, letter in zip(run[begin:], letters, strict=False)
        ):
            return begin
    return -1
