"""The grid finds what looking at every pair finds."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.geo import Point, bearing_deg, distance_m
from directory.model import Claim, Venue
from directory.nearby import MAX_RINGS, OTHERS, WANTED, Neighbour, neighbours
from directory.standing import answers
from tests.directory.localisation.builders import AS_OF, claim, venue

CITIES = st.sampled_from([(31.2, 121.5), (-33.9, 18.4), (0.0, 0.0), (64.1, -21.9), (-0.003, 9.0)])
SPOTS = st.lists(
    st.tuples(
        st.integers(0, 90), st.integers(0, 90), st.sampled_from(["hotel", "toilets", "atm", "bank", ""]), st.booleans()
    ),
    max_size=14,
)


def at(id: str, lat: float, lon: float, *claims: Claim, kind: str = "hotel") -> Venue:  # noqa: A002
    """A venue at a point."""
    return venue(id, *claims, kind=kind, position={"lat": lat, "lon": lon})


def city(corner: tuple[float, float], spots: list[tuple[int, int, str, bool]]) -> list[Venue]:
    """Venues within some ten kilometres, a thousandth of a degree apart at least, or at the same point."""
    return [
        at(
            f"v{n}",
            corner[0] + y / 1000,
            corner[1] + x / 1000,
            *[claim("halal", "operator")] * halal,
            kind=kind or "museum",
        )
        for n, (y, x, kind, halal) in enumerate(spots)
    ]


def brute(one: Venue, venues: list[Venue]) -> list[tuple[str, str]]:
    """All (id, purpose) near a venue, by comparing it with every other."""
    here = one.point
    assert here
    others = [other for other in venues if other.id != one.id]
    near = sorted(others, key=lambda other: (distance_m(here, other.point or here), other.id))
    found: dict[str, str] = {}
    for purpose, properties, kinds in WANTED:
        for other in near:
            if other.kind in kinds or any(answers(other, key, AS_OF) for key in properties):
                found.setdefault(other.id, purpose)
                break
    plain = [other.id for other in near if other.id not in found][:OTHERS]
    return [*found.items(), *((key, "") for key in plain)]


@settings(max_examples=150, deadline=None)
@given(CITIES, SPOTS)
def test_the_grid_finds_what_all_pairs_give(
    corner: tuple[float, float], spots: list[tuple[int, int, str, bool]]
) -> None:
    """For every venue of a random city: the same neighbours, in the same order, for the same purpose."""
    venues = city(corner, spots)
    found = neighbours(venues, AS_OF)
    assert {key: [(other.id, other.purpose) for other in near] for key, near in found.items()} == {
        one.id: brute(one, venues) for one in venues
    }


@settings(max_examples=60, deadline=None)
@given(CITIES, SPOTS)
def test_a_list_is_short_and_without_itself(
    corner: tuple[float, float], spots: list[tuple[int, int, str, bool]]
) -> None:
    """No place is near itself, none stands twice, purposes come first, and distances are true."""
    venues = {one.id: one for one in city(corner, spots)}
    for key, near in neighbours(venues.values(), AS_OF).items():
        ids = [other.id for other in near]
        assert key not in ids
        assert len(ids) == len(set(ids)) <= OTHERS + len(WANTED)
        assert [bool(other.purpose) for other in near] == sorted((bool(other.purpose) for other in near), reverse=True)
        here = venues[key].point
        for other in near:
            there = venues[other.id].point
            assert here
            assert there
            assert abs(other.metres - distance_m(here, there)) <= 0.5
            assert other.octant == round(bearing_deg(here, there) / 45) % 8


def test_purposes_by_hand() -> None:
    """The next toilet, cash machine and halal outlet come first, though others are nearer."""
    venues = [
        at("here", 31.2, 121.5),
        *(at(f"near{n}", 31.2 + n / 10_000, 121.5) for n in range(1, 7)),
        at("wc", 31.21, 121.5, kind="toilets"),
        at("bank", 31.2, 121.52, kind="bank"),
        at("noodles", 31.18, 121.5, claim("halal", "municipal")),
    ]
    near = neighbours(venues, AS_OF)["here"]
    assert [(other.id, other.purpose, other.octant) for other in near[:3]] == [
        ("wc", "toilets", 0),
        ("bank", "atm", 2),
        ("noodles", "halal", 4),
    ]
    assert [other.id for other in near[3:]] == ["near1", "near2", "near3", "near4"]
    assert near[0] == Neighbour("wc", "toilets", 1112, 0)


def test_the_nearest_may_lie_behind_a_wider_ring() -> None:
    """In the north a cell is narrow: a place two cells east is nearer than one in the next cell north."""
    venues = [at("here", 64.105, 21.9001), at("north", 64.1195, 21.9001), at("east", 64.105, 21.929)]
    assert [other.id for other in neighbours(venues, AS_OF)["here"]] == ["east", "north"]


def test_far_is_not_near() -> None:
    """What lies beyond a dozen rings is left out, rather than sent for on foot."""
    venues = [at("a", 31.2, 121.5), at("b", 31.2 + 0.01 * (MAX_RINGS + 2), 121.5)]
    assert neighbours(venues, AS_OF) == {"a": (), "b": ()}


def test_without_a_position_nothing_is_near() -> None:
    """A place without a position has no neighbours and is nobody's."""
    found = neighbours([venue("nowhere"), at("a", 31.2, 121.5)], AS_OF)
    assert found == {"a": ()}
    assert venue("nowhere").point is None


@pytest.mark.parametrize(
    "claims", [[claim("toilets", "no")], [claim("toilets"), claim("toilets", "no", source="list")]]
)
def test_doubtful_places_serve_no_purpose(claims: list[Claim]) -> None:
    """A "no" or a conflict sends nobody there for a toilet."""
    near = neighbours([at("a", 31.2, 121.5), at("b", 31.201, 121.5, *claims)], AS_OF)["a"]
    assert [other.purpose for other in near] == [""]


def test_the_order_of_the_files_is_irrelevant() -> None:
    """Equal distances are told apart by id."""
    venues = [at("here", 31.2, 121.5), *(at(f"v{n}", 31.201, 121.5) for n in range(6))]
    found = neighbours(venues, AS_OF)
    assert neighbours(reversed(venues), AS_OF) == found
    assert [other.id for other in found["here"]] == ["v0", "v1", "v2", "v3"]
    assert found["here"][0].metres == round(distance_m(Point(31.2, 121.5), Point(31.201, 121.5)))
