"""What search engines may read: schema.org in JSON-LD, from fresh facts only.

Stale, unknown and conflicting claims are never emitted, nor anything unreviewed in a family where a wrong word does
harm. The text is safe inside a script element: "<", ">", "&" and the line separators are escaped (HTML standard,
section 4.12.1.3).
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from directory.dates import Freshness
from directory.localisation.values import Fact, LocalisedVenue
from directory.vocabulary import KINDS, PROPERTIES, Truth, Type

_UNSAFE = re.compile("[<>&\u2028\u2029]")


def venue_jsonld(venue: LocalisedVenue, url: str, country: str) -> str:
    """Describe a venue as a schema.org place."""
    place: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": KINDS[venue.venue.kind].schema_org,
        "@id": f"{url}#place",
        "url": url,
        "name": venue.name.value,
    }
    if venue.name.value != venue.local_name.value:
        place["alternateName"] = venue.local_name.value
    if venue.local_address and venue.address and venue.address.evidence.freshness is not Freshness.STALE:
        place["address"] = {
            "@type": "PostalAddress",
            "streetAddress": venue.local_address.value,
            "addressCountry": country,
        }
    if venue.venue.position:
        at = venue.venue.position
        place["geo"] = {"@type": "GeoCoordinates", "latitude": at.lat, "longitude": at.lon}
    if venue.phone and venue.phone.evidence.freshness is not Freshness.STALE:
        place["telephone"] = venue.phone.text.value
    if features := _features(venue):
        place["amenityFeature"] = features
    return script_json(place)


def script_json(value: object) -> str:
    """Write a value as JSON that is safe inside a script element, keys sorted."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _features(venue: LocalisedVenue) -> list[Mapping[str, object]]:
    facts = [fact for family in venue.families for fact in family.facts]
    return [feature for feature in map(_feature, facts) if feature]


@lru_cache(maxsize=1 << 14)  # places of which the same is said share a fact
def _feature(fact: Fact) -> Mapping[str, object] | None:
    """Describe a fact as schema.org has it; nothing where that is not sure."""
    prop = PROPERTIES[fact.key]
    if prop.schema_org != "amenityFeature" or fact.conflict:
        return None
    fresh = [claim for claim in fact.claims if claim.evidence.freshness is not Freshness.STALE]
    if not fresh or len(fresh) != len(fact.claims):
        return None
    if fact.safety and any(claim.draft for claim in fact.claims):
        return None
    # What is said of the whole place, else the best of its parts: as filters answer.
    claim = min([c for c in fresh if not c.where] or fresh, key=lambda c: list(Truth).index(c.truth))
    said = prop.type is not Type.CHOICE or claim.truth is Truth.LIMITED
    value: object = claim.value.value if said else claim.truth is Truth.YES
    return {
        "@type": "LocationFeatureSpecification",
        "name": fact.label,
        "value": value,
        **({"validFrom": claim.evidence.iso} if claim.evidence.iso != "unknown" else {}),
    }
