"""The index of all places by name: letters, order, and links that lead to where a letter begins."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.localisation.edition import Site
from directory.pages.names import begun, indexes, initial, letters
from tests.site.conftest import site

__all__ = ["site"]


@pytest.mark.parametrize(
    ("name", "letter"),
    [
        ("Shanghai Museum", "S"),
        ("Élysée", "E"),
        ("«Мост»", "М"),
        ("上海博物馆", "S"),
        ("安福路", "A"),
        ("중국", "ㅈ"),
        ("متحف", "م"),
        ("โรงแรม", "โ"),
        ("1933 老场坊", "#"),
        ("…", "#"),
        ("", "#"),
    ],
)
def test_names_stand_under_their_first_letter(name: str, letter: str) -> None:
    """Marks and quotes aside, Han by pinyin, Hangul by its consonant, numbers apart."""
    assert initial(name) == letter


@given(st.text())
def test_any_name_has_an_initial(name: str) -> None:
    """Whatever a place is called, it stands somewhere."""
    assert len(initial(name)) == 1


@given(st.lists(st.integers(1, 130), max_size=30))
def test_links_lead_to_the_page_and_group_where_a_letter_begins(sizes: list[int]) -> None:
    """The address of a letter is where fifty rows a page put its first row, among the groups of that page."""
    found = [(f"L{n}", [object()] * size) for n, size in enumerate(sizes)]
    rows = [letter for letter, places in found for _ in places]
    for way in begun("name/initial", found):  # type: ignore[arg-type]
        page, group = way.address.removeprefix("name/initial").split(".html#group-")
        number = int(page.removeprefix("-") or 1)
        shown = rows[50 * (number - 1) : 50 * number]
        assert list(dict.fromkeys(shown))[int(group) - 1] == way.letter


def test_every_living_place_stands_in_each_index_once(site: Site) -> None:
    """No place is left out, none twice; a Chinese edition leads to the index by pinyin alone."""
    living = {venue.id for venue in site.living}
    for tag, count in (("en", 2), ("zh-Hans", 1)):
        found = list(indexes(site.edition(tag)))
        assert len(found) == 2
        assert len(letters(site.edition(tag))) == count
        for _, _, groups in found:
            ids = [venue.venue.id for _, venues in groups for venue in venues]
            assert len(ids) == len(set(ids))
            assert set(ids) == living
