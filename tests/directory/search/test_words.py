"""Words: slips are counted right, and words are taken apart."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from directory.search.folding import FOLDING
from directory.search.words import distances, letter_masks, penalty, slipped_penalty, slips_allowed, taken_apart

WORD = st.text("abcd", min_size=1, max_size=12)


def plain_distances(typed: str, word: str) -> tuple[int, int]:
    """Count slips by the textbook table: against the whole word, and its nearest beginning."""
    before: list[int] = []
    row = list(range(len(typed) + 1))
    nearest = row[-1]
    for j, letter in enumerate(word, 1):
        older, before, row = before, row, [j]
        for i, other in enumerate(typed, 1):
            cost = min(before[i] + 1, row[i - 1] + 1, before[i - 1] + (letter != other))
            if i > 1 and j > 1 and letter == typed[i - 2] and word[j - 2] == other:
                cost = min(cost, older[i - 2] + 1)
            row.append(cost)
        nearest = min(nearest, row[-1])
    return row[-1], nearest


@given(WORD, WORD)
def test_slips_agree_with_the_textbook(typed: str, word: str) -> None:
    """The bit-parallel count is the table's count."""
    assert distances(letter_masks(typed), len(typed), word) == plain_distances(typed, word)


def test_how_many_slips_a_word_may_hold() -> None:
    """None in short words and numbers, one, then two."""
    assert [slips_allowed(w) for w in ("abc", "abcd", "abcdef", "abcdefg", "1234567", "a" * 40)] == [0, 1, 1, 2, 0, 0]


def test_better_matches_cost_less() -> None:
    """Whole before beginning before slip before inside; a number matches only whole, or as a beginning while typed."""
    inner = FOLDING.inner
    slip = slipped_penalty("musuem", "museum", True, letter_masks("musuem"))
    costs = [
        penalty("museum", "museum", True, inner),
        penalty("muse", "museum", True, inner),
        slip,
        penalty("seum", "museum", True, inner),
    ]
    assert None not in costs
    assert costs == sorted(costs, key=lambda cost: cost or 0)
    assert penalty("12", "120", False, inner) is None
    assert penalty("12", "120", True, inner) == 10


def test_words_run_together_are_taken_apart() -> None:
    """As few parts as can be; the last may be unfinished only if it is still being typed."""
    known = {"halal", "restaurant", "hal", "al"}
    beginnings = {w[:i] for w in known for i in range(1, len(w) + 1)}
    assert taken_apart("halalrestaurant", known, False, beginnings) == ["halal", "restaurant"]
    assert taken_apart("halalresta", known, True, beginnings) == ["halal", "resta"]
    assert taken_apart("halalresta", known, False, beginnings) == []
