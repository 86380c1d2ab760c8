"""What cannot be true together, and what only looks so."""

from __future__ import annotations

import pytest

from directory.check import sense
from directory.model import Claim, Dataset
from directory.vocabulary import KINDS, PROPERTIES
from tests.directory.check.cities import claim, stated, told, with_venue


def codes(city: Dataset, *claims: Claim, kind: str = "restaurant") -> list[str]:
    """The codes for a venue that says only this."""
    changed = with_venue(city, "example-noodles", claim=claims, kind=kind)
    rules = (sense.contradictions, sense.measures, sense.kinds, sense.unseen, sense.far_ends)
    return [code for rule in rules for code, _ in told(rule, changed)]


STEPS = claim("step_count", 2, scope="main entrance")


@pytest.mark.parametrize(
    "claims",
    [
        (claim("wheelchair", "yes"), STEPS),
        (claim("wheelchair", "designated", scope="main entrance"), STEPS),
        (claim("entrance:level", "yes", scope="main entrance"), STEPS),
        (claim("diet:halal", "only"), claim("pork", "yes")),
        (claim("diet:halal", "no"), claim("halal", "operator")),
        (claim("halal", "no"), claim("diet:halal", "yes")),
        (claim("toilets", "no"), claim("toilets:wheelchair", "yes")),
        (claim("payment:cards", "no", card_origin="foreign"), claim("payment:visa", "yes", card_origin="foreign")),
        (claim("vegetarian", "only"), claim("pork", "yes")),
        (claim("step_count", 0), claim("step_height", 15)),
    ],
)
def test_contradictions(load_small_city: Dataset, claims: tuple[Claim, Claim]) -> None:
    """Two claims that count and cannot both hold are told once, in whatever order they stand."""
    assert codes(load_small_city, *claims) == ["claims-contradict"]
    assert codes(load_small_city, *reversed(claims)) == ["claims-contradict"]


@pytest.mark.parametrize(
    "claims",
    [
        (claim("wheelchair", "limited"), STEPS),
        (claim("wheelchair", "yes"), claim("step_count", 2, scope="side entrance")),
        (claim("wheelchair", "yes"), STEPS, claim("ramp:wheelchair", "yes")),
        (claim("wheelchair", "yes"), claim("step_count", 0, scope="main entrance")),
        (claim("wheelchair", "yes"), claim("step_count", 2, scope="main entrance", valid_until="2026-09-01")),
        (claim("payment:cards", "no", card_origin="foreign"), claim("payment:visa", "yes", card_origin="domestic")),
        (claim("payment:cards", "no", channel="chip"), claim("payment:visa", "yes", channel="online")),
        (claim("diet:halal", "yes"), claim("pork", "yes")),
        (claim("halal", "certificate"), claim("alcohol", "yes")),
        (claim("wheelchair", "yes", method="imported"), claim("wheelchair", "no"), STEPS),
    ],
)
def test_no_contradiction(load_small_city: Dataset, claims: tuple[Claim, ...]) -> None:
    """Another door, a ramp, another card, what has ended or is outranked: no contradiction."""
    assert "claims-contradict" not in codes(load_small_city, *claims)


def test_units_slip_by_tens(load_small_city: Dataset) -> None:
    """Every measure that is sound in centimetres is odd in metres and in millimetres."""
    for key, sound in {"door:width": 90, "step_height": 15, "counter:height": 75}.items():
        assert codes(load_small_city, claim(key, sound)) == []
        assert codes(load_small_city, claim(key, sound / 100)) == ["value-odd"]
        assert codes(load_small_city, claim(key, sound * 10)) == ["value-odd"]


def test_terms_are_of_the_vocabulary() -> None:
    """No table names a property, a value or a kind that has gone."""
    named = {clash.one for clash in sense.CLASHES} | {clash.other for clash in sense.CLASHES}
    named |= {clash.unless for clash in sense.CLASHES} - {""}
    assert named | set(sense.BUILT_CM) | set(sense.ONLY_OF) <= set(PROPERTIES)
    assert set().union(*sense.ONLY_OF.values()) <= set(KINDS)
    for clash in sense.CLASHES:
        for key, test in ((clash.one, clash.said), (clash.other, clash.against)):
            values: list[object] = [choice.key for choice in PROPERTIES[key].values] or [0, 1]
            assert any(test(value) for value in values), f"{key} has no value that clashes"
            assert not all(test(value) for value in values), f"every value of {key} clashes"


@pytest.mark.parametrize(
    ("value", "method", "doubted"),
    [
        ("certificate", "operator_statement", True),
        ("municipal", "imported", True),
        ("certificate", "official_list", False),
        ("municipal", "on_site", False),
        ("operator", "operator_statement", False),
    ],
)
def test_a_rung_must_have_been_seen(load_small_city: Dataset, value: str, method: str, doubted: bool) -> None:
    """The upper rungs of the halal ladder need somebody who looked, or an official list."""
    found = codes(load_small_city, claim("halal", value, method=method, issuer="x", valid_until="2027-01-01"))
    assert found == (["certificate-unseen"] if doubted else [])


def test_ends_within_ten_years(load_small_city: Dataset) -> None:
    """Ten years after it was seen a claim may end, and not a year later."""
    assert codes(load_small_city, claim("award", {"en": "x"}, valid_until="2036-07-31")) == []
    assert codes(load_small_city, claim("award", {"en": "x"}, valid_until="2037-07-31")) == ["end-far"]


@pytest.mark.parametrize(
    ("closed", "seen", "method", "doubted"),
    [
        ("2026-07", "2026-08-01", "on_site", True),
        ("2026-07", "2026-07-31", "on_site", False),
        ("2026", "2026-08-01", "on_site", False),
        ("2026-07-15", "2026", "on_site", False),
        ("2026-07", "2026-08-01", "imported", False),
        ("unknown", "2026-08-01", "on_site", False),
        ("2026-07", "unknown", "on_site", False),
    ],
)
def test_after_the_end(load_small_city: Dataset, closed: str, seen: str, method: str, doubted: bool) -> None:
    """Dates are compared as far as both go; maps and lists lag behind, a visitor does not."""
    end = load_small_city.venues["old-teahouse"].closed
    assert end is not None
    one = claim("vegetarian", "yes", observed=seen, method=method)
    city = with_venue(load_small_city, "old-teahouse", claim=(one,), closed=end.model_copy(update={"date": closed}))
    assert told(sense.after_the_end, city) == ([("closed-seen", "claim.0.observed")] if doubted else [])


def test_an_open_venue_has_no_end(load_small_city: Dataset) -> None:
    """What is seen in an open venue is never after its end."""
    assert told(sense.after_the_end, with_venue(load_small_city, "new-teahouse", district=stated("gamma"))) == []
