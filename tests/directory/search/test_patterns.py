"""Patterns and derivations: every text comes back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from directory.search.format import PINYIN, SAME, SLOT, TRADITIONAL
from directory.search.patterns import filled, filling, recall, remember, split
from directory.search.readings import han_table

TEXT = st.text(st.characters(min_codepoint=32, exclude_categories=["Cs"]), max_size=12)


@given(
    st.lists(
        TEXT | st.sampled_from(["Huxi Road", "Putuo Road", "Jing Road", "沪西路", "普陀路", "上海路", "路"]),
        max_size=40,
    )
)
def test_a_pattern_and_its_filling_are_the_text(texts: list[str]) -> None:
    """Whatever the column, filling the slot makes the text again."""
    assert [pattern.replace(SLOT, slot, 1) for pattern, slot in split(tuple(texts))] == texts


def test_a_frequent_ending_becomes_a_pattern() -> None:
    """Three roads are enough in a small column."""
    assert split(("沪西路", "普陀路", "新村路"))[0] == (SLOT + "路", "沪西")


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 3))))
def test_remembered_numbers_are_recalled(pairs: list[tuple[int, int]]) -> None:
    """What is written by its context comes back."""
    values, contexts = [v for v, _ in pairs], [c for _, c in pairs]
    assert recall(remember(values, contexts), contexts) == values


def test_names_are_derived_where_they_can_be() -> None:
    """Pinyin, the same and the traditional form cost a mark; all are undone."""
    han = han_table(["沪西绿地乐园"])
    for slot, source, mark in [
        ("Huxi", "沪西", PINYIN),
        ("Lüdi", "绿地", PINYIN),
        ("沪西", "沪西", SAME),
        ("滬西", "沪西", TRADITIONAL),
    ]:
        assert filling(slot, source, han) == mark
        assert filled(mark, source, han) == slot
    assert filling("HuXi", "沪西", han) == "HuXi"
