"""Counting what is known: by hand on a small dataset, and by laws."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.audit import VERIFIED_DAYS, Audit, TargetCount, audit, behind
from directory.dates import Freshness
from directory.model import Claim, Dataset, Target, Venue
from directory.standing import Ledger
from directory.vocabulary import DOORS, FAMILIES, PROPERTIES
from tests.directory.localisation.builders import AS_OF, EVIDENCE, claim, dataset, venue

CLOSED = {"date": "2026-07"}


def target(**query: object) -> Target:
    """A target of ten places."""
    return Target.model_validate({**EVIDENCE, "label": {"en": "x"}, "goal": 10, "clause": "1", **query})


def counted(*venues: Venue, **query: object) -> TargetCount:
    """The count of one target over some venues."""
    (found,) = audit(dataset(*venues, targets={"t": target(**query)}), AS_OF).targets
    return found


def ago(days: int) -> str:
    """The ISO day some days before the day asked for."""
    return (AS_OF - dt.timedelta(days=days)).isoformat()


def test_the_made_up_city_by_hand(load_small_city: Dataset) -> None:
    """All figures of the made-up city, counted by hand from its files."""
    found = audit(load_small_city, AS_OF)
    assert (found.venues, found.claims) == (5, 26)
    assert found.kinds == {"museum": 1, "restaurant": 1, "metro_station": 1, "toilets": 1, "cafe": 1}
    assert found.districts == {"alpha": 2, "beta": 1, "gamma": 1}
    assert found.families == {"language": 1, "card": 2, "access": 3, "halal": 1, "convenience": 3, "service": 3}
    assert found.doors == {"language": 1, "card": 2, "access": 2, "halal": 1, "information": 1, "convenience": 3}
    cards, lifts = found.targets
    assert (cards.goal, cards.count, cards.verified) == (100, 0, 0)
    assert (lifts.unit, lifts.count, lifts.total, lifts.assessed) == ("percent", 1, 1, 1)


def by_hand() -> Audit:
    """A museum with a fresh, an old and an expired claim, a halal kitchen, and a closed place full of claims."""
    museum = venue(
        "museum",
        claim("wheelchair"),
        claim("elevator", "no", observed="2015-01-01"),
        claim("halal", "certificate", valid_until="2026-11-22", issuer="x"),
        district={"value": "alpha"},
    )
    kitchen = venue("kitchen", claim("halal", "operator", observed="2026-01-15"), kind="restaurant")
    closed = venue("closed", claim("halal", "operator"), kind="restaurant", closed=CLOSED, district={"value": "beta"})
    return audit(dataset(museum, kitchen, closed), AS_OF)


def test_ages_by_hand() -> None:
    """Claims are counted by age; what has expired is no claim any more."""
    found = by_hand()
    assert found.ages == {Freshness.FRESH: 1, Freshness.DUE: 1, Freshness.STALE: 1}
    assert (found.claims, found.methods) == (3, {"on_site": 3})


def test_closed_places_count_nowhere() -> None:
    """A place that closed is in no figure."""
    found = by_hand()
    assert (found.venues, found.kinds, found.districts) == (2, {"museum": 1, "restaurant": 1}, {"alpha": 1})
    assert found.doors["halal"] == 1


def test_an_expired_claim_is_no_statement() -> None:
    """A family is counted where its facts are still shown."""
    assert by_hand().families["halal"] == 1


@pytest.mark.parametrize(("days", "verified"), [(0, 1), (VERIFIED_DAYS, 1), (VERIFIED_DAYS + 1, 0)])
def test_verified_within_a_year(days: int, verified: int) -> None:
    """Evidence of the last 365 days verifies, that of the day before does not."""
    found = counted(venue("a", claim("halal", "operator", observed=ago(days))), properties=["halal"])
    assert (found.count, found.verified) == (1, verified)


def test_an_unknown_date_verifies_nothing() -> None:
    """A place counts on evidence without a date, and is not verified by it."""
    found = counted(venue("a", claim("halal", "operator", observed="unknown")), properties=["halal"])
    assert (found.count, found.verified) == (1, 0)


BESIDE = {
    "outranked": claim("halal", "no", method="imported"),
    "another part that says no": claim("halal", "no", scope="shop"),
    "another property": claim("wheelchair"),
}


@pytest.mark.parametrize("case", BESIDE)
def test_only_the_claims_that_answer_verify(case: str) -> None:
    """New evidence for something else does not make old evidence new."""
    old = claim("halal", "operator", observed="2020-01-01")
    assert counted(venue("a", old, BESIDE[case]), properties=["halal"]).verified == 0


def test_kinds_alone_are_verified_by_what_is_stated() -> None:
    """A target of places by kind looks at the date of their record."""
    old = {"zh-Hans": "馆", "observed": "2020-01-01"}
    found = counted(venue("a"), venue("b", name=old), venue("c", kind="hotel"), kinds=["museum"])
    assert (found.count, found.verified, found.total) == (2, 1, 3)


def test_kinds_and_properties_must_both_hold() -> None:
    """Brand restaurants are restaurants that carry the brand."""
    brand = claim("brand")
    both = (venue("a", brand, kind="restaurant"), venue("b", brand), venue("c", kind="restaurant"))
    assert counted(*both, kinds=["restaurant"], properties=["brand"]).count == 1


def test_percent_counts_what_is_wholly_so() -> None:
    """Of the kinds asked about: all of them, those with any answer, and those without limits."""
    venues = (
        venue("yes", claim("wheelchair"), kind="hotel"),
        venue("limited", claim("wheelchair", "limited"), kind="hotel"),
        venue("no", claim("wheelchair", "no"), kind="hotel"),
        venue("clash", claim("wheelchair"), claim("wheelchair", "no", source="list"), kind="hotel"),
        venue("silent", kind="hotel"),
        venue("other", claim("wheelchair")),
        venue("closed", claim("wheelchair"), kind="hotel", closed=CLOSED),
    )
    found = counted(*venues, properties=["wheelchair"], of_kinds=["hotel"], unit="percent")
    assert (found.count, found.assessed, found.total) == (1, 3, 5)


CLAIMS = st.builds(
    lambda key, value, source, observed: claim(key, value, source=source, observed=observed),
    st.sampled_from(["wheelchair", "elevator", "halal", "toilets"]),
    st.sampled_from(["yes", "no"]),
    st.sampled_from(["survey", "list"]),
    st.sampled_from(["unknown", "2015", "2026-01", "2026-11-01"]),
)
VENUES = st.lists(
    st.tuples(st.lists(CLAIMS, max_size=4), st.sampled_from(["hotel", "toilets"]), st.booleans()), max_size=6
)


@given(VENUES)
def test_no_figure_exceeds_what_it_is_part_of(drawn: list[tuple[list[Claim], str, bool]]) -> None:
    """Verified is part of counted, that of all; ages, methods and kinds add up."""
    venues = [
        venue(f"v{n}", *claims, kind=kind, closed=CLOSED if closed else None)
        for n, (claims, kind, closed) in enumerate(drawn)
    ]
    targets = {
        "p": target(properties=["wheelchair"]),
        "q": target(properties=["elevator"], of_kinds=["hotel"], unit="percent"),
    }
    found = audit(dataset(*venues, targets=targets), AS_OF)
    assert found.venues == sum(not closed for *_, closed in drawn)
    assert sum(found.kinds.values()) == found.venues
    assert sum(found.ages.values()) == sum(found.methods.values()) == found.claims
    for one in found.targets:
        assert 0 <= one.verified <= one.count <= one.total
        assert one.count <= one.assessed <= one.total
    assert all(count <= found.venues for table in (found.doors, found.families) for count in table.values())


def test_what_is_behind_a_door() -> None:
    """A door opens on places that offer its property, or are of its kind; a "no" or silence is not behind it."""
    venues = [
        venue("offers", claim("toilets")),
        venue("kind", kind="toilets"),
        venue("no", claim("toilets", "no")),
        venue("silent"),
        venue("closed", kind="toilets", closed=CLOSED),
    ]
    assert [one.id for one in behind(DOORS["convenience"], venues, Ledger(AS_OF))] == ["offers", "kind"]


def test_a_mosque_without_food_is_no_halal_outlet() -> None:
    """Halal is what is said of food, never what a place is."""
    venues = [venue("mosque", kind="mosque"), venue("kitchen", claim("halal", "municipal"), kind="restaurant")]
    assert [one.id for one in behind(DOORS["halal"], venues, Ledger(AS_OF))] == ["kitchen"]


def test_every_family_and_door_is_counted() -> None:
    """Nothing of the vocabulary is missing from an empty audit."""
    found = audit(dataset(), AS_OF)
    assert (set(found.families), set(found.doors)) == (set(FAMILIES), set(DOORS))
    assert found.venues == found.claims == 0
    assert all(key in PROPERTIES for door in DOORS.values() for key in door.properties)
