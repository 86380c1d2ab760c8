"""Venues as OpenStreetMap would tag them: its keys, its values, the day of each, and nothing that is disputed."""

from __future__ import annotations

import pytest

from directory.export.osm import tags
from directory.model import Claim
from tests.directory.localisation.builders import AS_OF, claim, stated, venue


def of(*claims: Claim) -> dict[str, str]:
    """The tags of a museum with these claims, without those that every museum has."""
    found = tags(venue("a", *claims), "zh-Hans", AS_OF)
    return {key: value for key, value in found.items() if key not in ("tourism", "name", "name:zh-Hans")}


def test_identity() -> None:
    """The kind's own tag, names by language, the address in the city's own language, fields under their own keys."""
    made = venue(
        "a",
        name=stated(**{"zh-Hans": "示例馆", "en": "Hall"}),
        address=stated(**{"zh-Hans": "示例路1号"}),
        opening_hours=stated(value="Tu-Su 09:00-17:00"),
    )
    assert tags(made, "zh-Hans", AS_OF) == {
        "tourism": "museum",
        "name": "示例馆",
        "name:zh-Hans": "示例馆",
        "name:en": "Hall",
        "addr:full": "示例路1号",
        "opening_hours": "Tu-Su 09:00-17:00",
        "check_date:opening_hours": "2026-11-01",
    }


def test_a_kind_that_is_any_value_gives_no_tag() -> None:
    """`shop=*` is no tag."""
    assert "shop" not in tags(venue("a", kind="shop"), "zh-Hans", AS_OF)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (claim("wheelchair", "limited"), {"wheelchair": "limited", "check_date:wheelchair": "2026-11-01"}),
        (claim("wheelchair", "yes", observed="unknown"), {"wheelchair": "yes"}),
        (claim("payment:visa"), {"payment:visa": "yes", "check_date:payment:visa": "2026-11-01"}),
        (claim("language", "consult", language="ja"), {"language:ja": "yes", "check_date:language:ja": "2026-11-01"}),
        (claim("halal", "community"), {"diet:halal": "yes", "check_date:diet:halal": "2026-11-01"}),
        (claim("internet_access", "free"), {"internet_access": "wlan", "check_date:internet_access": "2026-11-01"}),
        (claim("internet_access", "no"), {}),
        (claim("elevator", "self_service"), {}),  # a lift is a thing of its own
        (claim("low_counter"), {}),  # no tag is known
        (claim("door:width", 90), {"door:width": "90 cm", "check_date:door:width": "2026-11-01"}),
        (claim("step_count", 2), {"step_count": "2", "check_date:step_count": "2026-11-01"}),
    ],
)
def test_claims(given: Claim, expected: dict[str, str]) -> None:
    """Keys and values are OpenStreetMap's; a rung or level that it has no word for is a plain yes."""
    assert of(given) == expected


def test_parts_and_disputes() -> None:
    """The whole place speaks before its parts, the best part for all parts, and a conflict not at all."""
    assert of(claim("toilets", "no", scope="shop"), claim("toilets", scope="restaurant"))["toilets"] == "yes"
    assert of(claim("toilets", "no"), claim("toilets", scope="restaurant"))["toilets"] == "no"
    assert of(claim("toilets", "no"), claim("toilets", "yes", source="list")) == {}
    assert of(claim("halal", "certificate", valid_until="2026-11-22", issuer="x")) == {}
