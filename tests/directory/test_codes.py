"""Codes: the check character finds slips of the hand."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from directory.codes import ALPHABET, BODY_LENGTH, check_character, is_valid, new_code

BODIES = st.text(st.sampled_from(ALPHABET), min_size=BODY_LENGTH, max_size=BODY_LENGTH)


def test_alphabet_is_crockfords() -> None:
    """Thirty-two characters, without those that look or sound like others."""
    assert len(set(ALPHABET)) == 32
    assert not set("ILOU") & set(ALPHABET)


@given(BODIES)
def test_every_slip_of_one_character_is_found(body: str) -> None:
    """No single wrong character makes another valid code."""
    code = body + check_character(body)
    assert is_valid(code)
    slips = (code[:n] + other + code[n + 1 :] for n in range(len(code)) for other in ALPHABET if other != code[n])
    assert not any(map(is_valid, slips))


def test_swaps_of_neighbours() -> None:
    """Of all pairs of different neighbours at most one in 496 can be swapped unseen (Luhn: 0 with the last)."""
    for place in range(BODY_LENGTH):
        unseen = []
        for a, b in itertools.combinations(ALPHABET, 2):
            body = list("00000")
            if place < BODY_LENGTH - 1:
                body[place : place + 2] = a, b
                code = "".join(body) + check_character("".join(body))
            else:
                code = next(c for c in (x + "000" + a + b for x in ALPHABET) if is_valid(c))
            if is_valid(code[:place] + code[place + 1] + code[place] + code[place + 2 :]):
                unseen.append(a + b)
        assert unseen in ([], ["0Z"])


@given(st.text(max_size=8))
def test_anything_else_is_not_a_code(text: str) -> None:
    """A text of another length or alphabet is no code, and no exception."""
    if len(text) != 6 or not set(text) <= set(ALPHABET):
        assert not is_valid(text)


def test_lower_case_is_not_valid() -> None:
    """Codes are stored in upper case only."""
    assert is_valid("7K3FDG")
    assert not is_valid("7k3fdg")


def test_new_code_is_new() -> None:
    """A code that was given out is never drawn again."""
    draws = iter("00000" + "00001")
    first = "00000" + check_character("00000")
    assert new_code({first}, lambda _: next(draws)) == "00001" + check_character("00001")
    assert is_valid(new_code(set()))
