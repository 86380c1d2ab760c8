"""Lists lose no row, keep their order, and have at most fifty rows a page."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.localisation.values import LocalisedVenue
from directory.model import Venue
from directory.pages.lists import (
    ICONS_A_ROW,
    ROWS,
    ROWS_A_PAGE,
    Entry,
    Group,
    _grouped,
    cut_pages,
    districts,
    doors,
    kinds,
    row,
)
from directory.pages.press import press
from directory.vocabulary import PROPERTIES
from tests.directory.localisation.builders import claim, dataset, site, venue

PLACE = site(dataset(venue("a"))).edition("en").venues_by_id["a"]
SIZES = st.lists(st.integers(1, 130), max_size=5)


def groups(sizes: Sequence[int]) -> list[Group]:
    """Groups of so many rows, each row with a number of its own."""
    number = iter(range(10**6))
    return [
        Group(
            f"g{n}",
            tuple(Entry(str(next(number)), PLACE) for _ in range(size)),
        )
        for n, size in enumerate(sizes)
    ]


@given(SIZES)
def test_cutting_keeps_every_row_in_order(sizes: list[int]) -> None:
    """The pages joined are the groups; all but the last page are full, and none is empty."""
    given_groups = groups(sizes)
    pages = list(cut_pages(given_groups))
    rows = [(group.heading, one.mark) for page in pages for group in page for one in group.rows]
    assert rows == [(group.heading, one.mark) for group in given_groups for one in group.rows]
    counts = [sum(len(group.rows) for group in page) for page in pages]
    assert all(count == ROWS_A_PAGE for count in counts[:-1])
    assert all(0 < count <= ROWS_A_PAGE for count in counts)


@given(SIZES)
def test_a_group_stands_once_on_a_page(sizes: list[int]) -> None:
    """A heading is repeated on the next page where its group goes on, and never without rows."""
    for page in cut_pages(groups(sizes)):
        headings = [group.heading for group in page]
        assert len(headings) == len(set(headings))
        assert all(group.rows for group in page)


def test_a_page_is_at_most_fifty_rows() -> None:
    """The limit of the design."""
    assert ROWS_A_PAGE == 50


PLACES = (
    venue("b", kind="hotel", district={"value": "beta"}),
    venue("a", claim("toilets"), district={"value": "beta"}),
    venue("lost", claim("toilets")),
    venue("c", claim("toilets"), district={"value": "alpha"}, position={"lat": 39.2, "lon": 82.3}),
    venue("gone", claim("toilets"), district={"value": "alpha"}, closed={"date": "2026"}),
)


def planned(*venues: Venue) -> dict[str, dict[str, str]]:
    """The list pages of English, with their inputs."""
    made = press(site(dataset(*venues)).edition("en"))
    return {recipe.path: dict(recipe.inputs) for plan in (doors, kinds, districts) for recipe in plan(made)}


def headings(by: str, **district_names: str) -> list[tuple[str, list[str]]]:
    """Groups of the living places, by heading."""
    districts = {
        key: {"name": {"en": name}} for key, name in (district_names or {"alpha": "Alpha", "beta": "Beta"}).items()
    }
    edition = site(dataset(*PLACES, district=districts)).edition("en")
    living: list[LocalisedVenue] = [one for one in edition.venues.values() if not one.venue.closed]
    return [(group.heading, [one.venue.venue.id for one in group.rows]) for group in _grouped(edition, living, by)]


def test_groups_are_in_the_citys_order() -> None:
    """By district in the order of the settings, places without one last; by kind in the vocabulary's."""
    assert headings("district") == [("Alpha", ["c"]), ("Beta", ["a", "b"]), ("", ["lost"])]
    assert headings("kind") == [("Museum", ["a", "c", "lost"]), ("Hotel", ["b"])]


def test_districts_of_one_name_are_one_group() -> None:
    """Two districts that share a name in some language do not list their places twice."""
    assert headings("district", alpha="Same", beta="Same") == [("Same", ["a", "b", "c"]), ("", ["lost"])]


def test_which_lists_there_are() -> None:
    """All doors, and the kinds and districts that have living places."""
    found = set(planned(*PLACES))
    assert {path for path in found if "/kind/" in path} == {"en/kind/museum.html", "en/kind/hotel.html"}
    assert {path for path in found if "/district/" in path} == {"en/district/alpha.html", "en/district/beta.html"}
    assert sum("/door/" in path for path in found) == 6


@pytest.mark.parametrize(("count", "pages"), [(50, 1), (51, 2), (101, 3)])
def test_long_lists_have_numbered_pages(count: int, pages: int) -> None:
    """The first page keeps its plain name, so that links to a list never change."""
    found = planned(*(venue(f"v{n}", kind="hotel", number=n) for n in range(count)))
    names = sorted(path for path in found if "/kind/" in path)
    assert names == sorted(["en/kind/hotel.html", *(f"en/kind/hotel-{n}.html" for n in range(2, pages + 1))])


def test_a_closed_place_is_in_no_list() -> None:
    """Adding a closed place changes no list."""
    assert planned(*PLACES) == planned(*PLACES[:-1])


def test_a_row_lasts_as_long_as_its_places_words() -> None:
    """It is made once for all lists of a language, and goes when nobody holds the place any more."""
    edition = site(dataset(venue("a"))).edition("en")
    held, before = edition.venues_by_id["a"], len(ROWS)
    assert row(edition, held) is row(edition, held)
    assert len(ROWS) == before + 1
    edition.forget()
    assert len(ROWS) == before + 1
    del held
    assert len(ROWS) == before


def test_a_row_shows_what_is_offered() -> None:
    """A row has a few pictograms of what filters may ask for, a point if there is one, and its own name."""
    facets = [key for key, prop in PROPERTIES.items() if prop.facet and prop.values]
    one = venue(
        "a", *(claim(key, PROPERTIES[key].values[0].key) for key in facets), position={"lat": 31.2, "lon": 121.5}
    )
    edition = site(dataset(one, venue("b", claim("elevator", "no")))).edition("en")
    full, empty = (row(edition, edition.venues[key]) for key in ("a", "b"))
    assert len(full.offers) == ICONS_A_ROW
    assert [label for _, label in full.offers] == [PROPERTIES[key].label for key in facets[:ICONS_A_ROW]]
    asked = row(edition, edition.venues["a"], tuple(facets[-2:]))
    assert [label for _, label in asked.offers[:2]] == [PROPERTIES[key].label for key in facets[-2:]]
    assert (full.lat, full.lon, empty.lat, empty.lon) == ("31.20000", "121.50000", "", "")
    assert empty.offers == ()
    assert [key for key, _ in groupby([full.schedule, empty.schedule])] == [""]
