"""What search engines may read: fresh and certain facts, safe inside a script element."""

from __future__ import annotations

import json
from typing import Any

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.model import Claim
from directory.pages.jsonld import venue_jsonld
from directory.vocabulary import PROPERTIES
from tests.directory.localisation.builders import STALE, Messages, claim, dataset, localiser, venue

URL = "https://city.example/en/venue/a.html"


def described(
    *claims: Claim, tag: str = "en", messages: Messages | None = None, reviewed: bool = False, **tables: Any
) -> str:
    """A venue's JSON-LD as it stands on the page."""
    one = venue("a", *claims, **tables)
    found = localiser(dataset(one), tag, messages, reviewed=reviewed).venue(one)
    return venue_jsonld(found, URL, "CN")


def features(*claims: Claim, **more: Any) -> dict[str, Any]:
    """The features named, with their values."""
    return {one["name"]: one["value"] for one in json.loads(described(*claims, **more)).get("amenityFeature", [])}


HOSTILE = st.one_of(
    st.sampled_from(
        ["</script><script>alert(1)</script>", "<!--<script>", "]]>", "\u2028\u2029", "&lt;/script&gt;", "\\u003c"]
    ),
    st.text(st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1, max_size=20),
)


@given(HOSTILE, HOSTILE)
def test_a_name_stays_inside_the_script(name: str, address: str) -> None:
    """Whatever a name holds, the browser sees one script element, and the reader gets the name back unchanged."""
    text = described(name={"zh-Hans": name, "en": address}, address={"zh-Hans": address})
    assert not set(text) & set("<>&\u2028\u2029")
    body = html5lib.parseFragment(f'<script type="application/ld+json">{text}</script>', namespaceHTMLElements=False)
    assert [element.tag for element in body.iter()] == ["DOCUMENT_FRAGMENT", "script"]
    found = json.loads(body[0].text or "")
    assert (found["name"], found["address"]["streetAddress"]) == (address, address)
    assert found.get("alternateName", address) == name


NEVER = {
    "stale": [claim("elevator", observed=STALE)],
    "undated": [claim("elevator", observed="unknown")],
    "conflict": [claim("elevator"), claim("elevator", "no", source="list")],
    "unknown": [],
    "partly stale": [claim("elevator"), claim("elevator", scope="exit 1", observed=STALE)],
    "not a feature": [claim("payment:cards"), claim("award", {"en": "x"})],
}


@pytest.mark.parametrize("case", NEVER)
def test_doubtful_facts_are_not_told(case: str) -> None:
    """What is stale, in conflict or unknown is left out: not false, not empty."""
    assert "amenityFeature" not in json.loads(described(*NEVER[case]))


def test_certain_facts_are_told() -> None:
    """Yes is true, no is false, a limit is said in words, with the day it was seen."""
    told = features(claim("elevator"), claim("atm", "no"), claim("wheelchair", "limited"))
    assert told == {"Lift": True, "Cash machine": False, "Step-free access": "limited"}
    (one,) = json.loads(described(claim("atm")))["amenityFeature"]
    assert one["validFrom"] == "2026-11-01"


@pytest.mark.parametrize("order", [1, -1])
def test_parts_answer_as_filters_do(order: int) -> None:
    """One lift that works makes a place with a lift, in whatever order its exits stand."""
    claims = [claim("elevator", scope="exit 1"), claim("elevator", "no", scope="exit 2")][::order]
    assert features(*claims) == {"Lift": True}
    assert features(*claims, claim("elevator", "no")) == {"Lift": False}


@pytest.mark.parametrize(
    ("key", "reviewed", "told"), [("elevator", False, 0), ("elevator", True, 1), ("atm", False, 1)]
)
def test_unreviewed_safety_words_are_not_told(key: str, reviewed: bool, told: int) -> None:
    """Where a wrong word does harm, nothing is told to machines before a person has read it."""
    words: Messages = {PROPERTIES[key].label: "x", "yes": "y"}
    assert len(features(claim(key), tag="ar", messages=words, reviewed=reviewed)) == told


def test_stale_contacts_are_not_told() -> None:
    """An old address or number sends nobody astray."""
    found = json.loads(
        described(address={"zh-Hans": "旧路", "observed": STALE}, phone={"value": "1", "observed": STALE})
    )
    assert not {"address", "telephone"} & set(found)
    found = json.loads(described(address={"zh-Hans": "新路"}, phone={"value": "1"}))
    assert (found["address"]["streetAddress"], found["telephone"]) == ("新路", "1")


def test_who_it_is() -> None:
    """Type, address on the web and position are those of the record; an unknown position is left out."""
    found = json.loads(described(kind="mosque", position={"lat": 31.2, "lon": 121.5}))
    assert (found["@type"], found["url"], found["@id"]) == ("Mosque", URL, f"{URL}#place")
    assert found["geo"] == {"@type": "GeoCoordinates", "latitude": 31.2, "longitude": 121.5}
    assert "geo" not in json.loads(described())
