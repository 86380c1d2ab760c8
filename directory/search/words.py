"""How well does a typed word fit a known word? Whole, as a beginning, inside, or with slips."""

from __future__ import annotations

from collections.abc import Container, Iterator

from directory.search.folding import Ranges, within

SLIP, FIRST_LETTER, LONGEST_SLIPPED = 18, 6, 31


def slips_allowed(word: str) -> int:
    """Tell how many slips a typed word may hold: none below 4 letters or with a digit, one below 7, else two."""
    if len(word) > LONGEST_SLIPPED or any("0" <= c <= "9" for c in word):
        return 0
    return 0 if len(word) < 4 else 1 if len(word) < 7 else 2


def penalty(typed: str, word: str, last: bool, inner: Ranges) -> int | None:
    """Give what a match without slips costs, or None; `last` words may still be being typed."""
    if word == typed:
        return 0
    number = all("0" <= c <= "9" for c in typed)
    if word.startswith(typed):
        if number:
            return 10 if last else None
        return 8 if last else 12 if len(typed) >= 3 else None
    if len(typed) >= 3 and not number and typed in word:
        return 8 if within(typed[0], inner) else 25
    return None


def slipped_penalty(typed: str, word: str, last: bool, pattern: dict[str, int]) -> int | None:
    """Give what a match with slips costs, or None. The word may go on after what was typed."""
    allowed = slips_allowed(typed)
    if len(word) < max(2, len(typed) - allowed) or "0" <= word[0] <= "9":
        return None
    whole, beginning = distances(pattern, len(typed), word)
    costs = []
    if whole <= allowed:
        costs.append(SLIP * whole)
    if beginning <= allowed and len(word) > len(typed) - allowed:
        costs.append(SLIP * beginning + (8 if last else 16))
    return min(costs) + FIRST_LETTER * (typed[0] != word[0]) if costs else None


def letter_masks(typed: str) -> dict[str, int]:
    """Give, for each letter of a typed word, the bits of its positions."""
    masks: dict[str, int] = {}
    for i, letter in enumerate(typed):
        masks[letter] = masks.get(letter, 0) | 1 << i
    return masks


def distances(pattern: dict[str, int], length: int, word: str) -> tuple[int, int]:
    """Give the slips between what was typed and the whole word, and its nearest beginning.

    A slip is a letter left out, added, replaced, or a swap of neighbours (optimal string alignment), counted with the
    bit-parallel automaton of Hyyrö, "A bit-vector algorithm for computing Levenshtein and Damerau edit
    distances" (2003).
    """
    mask, top = (1 << length) - 1, 1 << length - 1
    up, down, same, before = mask, 0, 0, 0
    distance = nearest = length
    for letter in word:
        here = pattern.get(letter, 0)
        swapped = (~same & here) << 1 & before
        same = ((here & up) + up ^ up | here | down | swapped) & mask
        right, left = down | ~(same | up) & mask, same & up
        distance += bool(right & top) - bool(left & top)
        nearest = min(nearest, distance)
        right, left = (right << 1 | 1) & mask, left << 1 & mask
        up, down, before = left | ~(same | right) & mask, right & same, here
    return distance, nearest


def taken_apart(typed: str, words: Container[str], last: bool, beginnings: Container[str]) -> list[str]:
    """Take a typed word apart into known words, as few as can be; the last part may still be being typed.
    [] if it cannot be.

    Of equally short ways the one with the longer first part, then the longer second part (and so on) is taken.
    """
    best: list[list[str] | None] = [None] * len(typed) + [[]]
    for start in range(len(typed) - 1, -1, -1):
        for end in range(len(typed), start, -1):
            part, rest = typed[start:end], best[end]
            known = part in words or (last and end == len(typed) and part in beginnings)
            shorter = rest is not None and (best[start] is None or len(rest) + 1 < len(best[start] or ()))
            if known and shorter and rest is not None:
                best[start] = [part, *rest]
    found = best[0]
    return found if found and len(found) > 1 else []


def all_beginnings(words: Iterator[str]) -> set[str]:
    """List every beginning of every word."""
    return {word[:i] for word in words for i in range(1, len(word) + 1)}
