"""Han characters: readings, variants, and sounds alike."""

from __future__ import annotations

import pytest

from directory.search.han import blur, gb_level_1, in_traditional, romanise
from directory.search.readings import as_written, han_table, longest_rising, readings


def test_several_readings_are_known() -> None:
    """A character with two readings is found by either; the usual one is first."""
    assert set(readings("乐")) >= {"le", "yue"}
    assert readings("绿")[0] == "lv"


def test_traditional_and_japanese_forms_lead_to_the_one_in_use() -> None:
    """Both forms of a character are mapped, whichever the corpus writes."""
    table = han_table(["图书馆", "観光"])
    assert (table.variants["圖"], table.variants["書"], table.variants["觀"], table.variants["観"]) == (
        "图",
        "书",
        "观",
        "观",
    )
    assert in_traditional("图书", table) == "圖書"
    assert romanise("图书", table) == "Tushu"


def test_a_simplified_character_is_no_japanese_form() -> None:
    """沪 and 浜 stand in Shanghai's names; that Japan writes other characters so does not matter."""
    table = han_table(["沪西肇嘉浜路"])
    assert not {"沪", "浜"} & table.variants.keys()
    assert table.variants["滬"] == "沪"


def test_common_characters_have_readings_without_being_shipped() -> None:
    """Of the 3,755 common characters, nearly all get a reading of theirs from the order of GB 2312 alone."""
    table = han_table([])
    assert len(gb_level_1()) == 3755
    assert sum(table.common_readings[c] in readings(c) for c in gb_level_1()) > 3740
    assert table.readings_of("富") == ("fu",)
    assert table.readings_of("x") == ()


def test_longest_rising_sequence() -> None:
    """The longest sequence that never falls is found."""
    assert longest_rising(["b", "a", "b", "c", "a", "c"]) == {1, 2, 3, 5}


def test_sounds_that_regions_do_not_tell_apart() -> None:
    """zh and z, ng and n, n and l at the front, ü and u."""
    assert blur("zhang") == blur("zan")
    assert blur("nv") == blur("lu")
    assert blur("an") != blur("ai")


def test_the_reading_that_a_city_writes_goes_first() -> None:
    """长 is Chang or Zhang: as most names of the city have it; what is not pinyin decides nothing."""
    table = han_table(["长江", "长宁"])
    for written in ("Chang", "Zhang"):
        pairs = [("长江馆", f"{written}jiang Museum"), ("长宁", f"{written}ning"), ("长宁", "Longevity Hall")]
        assert as_written(table, pairs).readings["长"][0] == written.lower()
    assert as_written(table, []).readings == table.readings


@pytest.mark.parametrize("typed", ["gan", "guna", "guaan", "guam", "gaun"])
def test_a_syllable_is_a_slip_away(typed: str) -> None:
    """A letter left out, swapped, doubled, replaced; never the first one, and not of two letters."""
    table = han_table(["博物馆"])
    assert "guan" in table.slipped(typed)
    assert typed not in table.slipped(typed)


def test_what_is_no_slip_away() -> None:
    """Another first letter, two slips, two letters."""
    table = han_table(["博物馆"])
    assert not {typed for typed in ("huan", "gxyn", "gu", "g", "", "guan") if "guan" in table.slipped(typed)}
