"""The shapes of the data: what competes with what, and that nothing changes after reading."""

from __future__ import annotations

import itertools
import pickle

import pytest
from pydantic import ValidationError

from directory.model import Claim, Dataset, share_claims
from directory.vocabulary import PROPERTIES, Type


def claim(value: object = "yes", key: str = "wheelchair", **more: object) -> Claim:
    """A claim with evidence of little interest."""
    table = {"source": "a", "method": "imported", "observed": "2026-01-01", "property": key, "value": value, **more}
    return Claim.model_validate(table)


def test_slots_stand_side_by_side() -> None:
    """Claims of other scopes, languages, card origins and channels do not compete."""
    claims = (
        claim(),
        claim(scope="exit 1"),
        claim("no", "payment:visa", card_origin="foreign"),
        claim("yes", "payment:visa", card_origin="domestic"),
        claim("yes", "payment:visa", card_origin="domestic", channel="chip"),
        claim("serve", "language", language="en"),
        claim("no", "language", language="fr"),
    )
    assert len({claim.slot for claim in claims}) == len(claims)


@pytest.mark.parametrize("key", sorted(key for key, prop in PROPERTIES.items() if prop.type is Type.TEXT))
def test_texts_stand_side_by_side(key: str) -> None:
    """Each award and each promise is a slot of its own; the order of its languages in the file is irrelevant."""
    texts = ({"en": "A"}, {"en": "B"}, {"fr": "A"}, {"en": "A", "zh-Hans": "甲"})
    for one, other in itertools.combinations(texts, 2):
        assert claim(one, key).slot != claim(other, key).slot
    assert claim({"en": "A", "zh-Hans": "甲"}, key).slot == claim({"zh-Hans": "甲", "en": "A"}, key).slot
    assert claim({"en": "A"}, key).slot != claim({"en": "A"}, key, scope="main entrance").slot


@pytest.mark.parametrize("key", sorted(key for key, prop in PROPERTIES.items() if prop.type is not Type.TEXT))
def test_other_values_compete(key: str) -> None:
    """What is not a text says one thing of one slot, whatever its value."""
    assert claim("yes", key).slot == claim("no", key).slot == claim({"en": "A"}, key).slot


def test_a_claim_of_no_known_property_has_a_slot() -> None:
    """A slot can be asked of every claim that was read, before the vocabulary has judged it."""
    assert claim({"en": "A"}, "no-such-property").slot == claim("yes", "no-such-property").slot
    assert claim("a text without its table", "award").slot.text == ()


def test_values_are_frozen(load_small_city: Dataset) -> None:
    """What was read cannot be changed by accident."""
    with pytest.raises(ValidationError):
        load_small_city.city.country = "XX"


def test_tables_do_not_keep_what_nobody_asks_for() -> None:
    """A hundred thousand sets of the names of given fields would be half of a large city; after a copy too."""
    one, other = claim(), claim("no", note={"en": "x"})
    assert one.model_fields_set is other.model_fields_set
    again = pickle.loads(pickle.dumps([one, other]))
    assert again == [one, other]
    assert again[0].model_fields_set is again[1].model_fields_set


def test_equal_claims_are_held_once(load_small_city: Dataset) -> None:
    """Whoever claims the same of two places, in every field; and no claim becomes another."""
    one, two, other = claim(), claim(), claim(ref="node/1")
    places = [load_small_city.venues["old-teahouse"].model_copy(update={"claim": (x,)}) for x in (one, two, other)]
    share_claims(places)
    assert places[0].claim[0] is places[1].claim[0]
    assert [place.claim for place in places] == [(one,), (two,), (other,)]


def test_stated_lists_tables_with_evidence(load_small_city: Dataset) -> None:
    """The tables of a venue, by name, without its identity and claims."""
    stated = load_small_city.venues["old-teahouse"].stated()
    assert list(stated) == ["name", "district", "address", "closed"]
