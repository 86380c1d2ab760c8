"""Why is a column of names small? Because most are a frequent pattern with one free slot, and the slot is
often derivable.

"Huxi Road", "Putuo Road" are "_ Road" filled with "Huxi" and "Putuo"; and "Huxi" is the pinyin of 沪西, which
fills the slot of 沪西路. `split` finds the patterns of a column, `filling` says how to derive a slot, `filled`
does it again when reading.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

from directory.search.folding import fold
from directory.search.format import PINYIN, SAME, SLOT, TRADITIONAL
from directory.search.han import HanTable, in_traditional, romanise

MOST_PATTERNS = 4000
LONGEST_END = 60


@lru_cache(maxsize=8)  # a language has five: those of the local names and addresses are asked for again by the next
def split(texts: tuple[str, ...]) -> list[tuple[str, str]]:
    """Give (pattern, filling) for each text; the pattern, with `SLOT` for the filling, makes the text again.

    An ending, then a beginning, is taken off when it stands in enough texts to be worth its place.
    """
    enough = max(3, len(texts) // 64)
    endings = frequent((ending for text in texts for ending in ends(text)), enough)
    rests = [(text, longest(ends(text), endings)) for text in texts]
    starts = frequent((start for text, end in rests for start in begins(text[: len(text) - len(end)])), enough)
    found = []
    for text, end in rests:
        body = text[: len(text) - len(end)]
        start = longest(begins(body), starts)
        parted = falls_apart(start, body[len(start) :], end)
        found.append((start + SLOT + end, body[len(start) :]) if parted else (SLOT, text))
    used = {pattern for pattern, _ in Counter(pattern for pattern, _ in found).most_common(MOST_PATTERNS)}
    return [pair if pair[0] in used else (SLOT, text) for pair, text in zip(found, texts, strict=True)]


def falls_apart(start: str, slot: str, end: str) -> bool:
    """Tell whether a text may be folded in parts: no mark composes with a letter across a cut (UAX 15)."""
    if all(begins_plainly(part) for part in (slot, end)):
        return True
    return fold(start, {}) + fold(slot, {}) + fold(end, {}) == fold(start + slot + end, {})


def begins_plainly(part: str) -> bool:
    """Tell whether a text begins with a character that never composes with one before it."""
    return part[:1] < "\u0300" or "\u4e00" <= part[0] <= "\u9fff"


def ends(text: str) -> list[str]:
    """List the endings at which a text may be cut: before a space or a non-ASCII letter, never all of it."""
    first = max(1, len(text) - LONGEST_END)
    return [text[i:] for i in range(first, len(text)) if text[i] == " " or text[i] > "\u2e7f"]


def begins(text: str) -> list[str]:
    """List the beginnings at which a text may be cut: after a space, or after the second Han character or a
    later one.

    One character is too little: it would tear the proper name apart, from which other columns derive.
    """
    last = min(len(text), LONGEST_END)
    return [text[:i] for i in range(2, last) if text[i - 1] == " " or text[i - 1] > "\u2e7f"]


def frequent(parts: Iterable[str], enough: int) -> set[str]:
    """Keep the parts that stand in at least `enough` texts."""
    return {part for part, count in Counter(parts).items() if count >= enough}


def longest(parts: Iterable[str], among: set[str]) -> str:
    """Give the longest of the parts that is among the frequent ones, or ""."""
    return max((part for part in parts if part in among), key=len, default="")


def remember(values: Sequence[int], contexts: Sequence[int]) -> list[int]:
    """Write numbers that their contexts nearly tell: each as its place among those the context had, the latest first.

    A number new to its context is written as the length of that list, and itself after all places.
    """
    seen: defaultdict[int, list[int]] = defaultdict(list)
    places, news = [], []
    for value, context in zip(values, contexts, strict=True):
        had = seen[context]
        place = had.index(value) if value in had else len(had)
        places.append(place)
        if place == len(had):
            news.append(value)
        else:
            had.pop(place)
        had.insert(0, value)
    return places + news


def recall(written: Sequence[int], contexts: Sequence[int]) -> list[int]:
    """Undo `remember`."""
    seen: defaultdict[int, list[int]] = defaultdict(list)
    news = iter(written[len(contexts) :])
    values = []
    for place, context in zip(written, contexts, strict=False):
        had = seen[context]
        had.insert(0, next(news) if place == len(had) else had.pop(place))
        values.append(had[0])
    return values


def filling(slot: str, source: str, han: HanTable) -> str:
    """Give the mark that derives a slot from the Chinese one, or the slot itself."""
    if slot and slot == source:
        return SAME
    if slot and slot == romanise(source, han):
        return PINYIN
    if slot and slot == in_traditional(source, han):
        return TRADITIONAL
    return slot


def filled(mark: str, source: str, han: HanTable) -> str:
    """Undo `filling`."""
    if mark == SAME:
        return source
    if mark == PINYIN:
        return romanise(source, han)
    return in_traditional(source, han) if mark == TRADITIONAL else mark
