"""The files under data/: each holds every living and closed place, the licence, the attribution and the day.

In: a Site. Out: bytes, the same for the same dataset and day. GeoJSON is RFC 7946 (WGS-84, longitude first; what goes
beyond it are foreign members, section 6.1); the CSV is RFC 4180 with a W3C CSVW description beside it.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Callable, Iterator
from typing import Any

from directory.dates import freshness
from directory.export.osm import tags
from directory.localisation.edition import Site
from directory.model import Claim, Evidence, LocalText, Position, Venue
from directory.vocabulary import FIELD_SHELF_LIFE

COLUMNS: dict[str, str] = {
    "id": "id of the place, stable; renamed ids are redirected",
    "code": "code on its signs, never reused",
    "kind": "what the place is: a key of the vocabulary",
    "name": "name in the city's own language",
    "name_en": "English name, if a source has one",
    "district": "key of the district",
    "lat": "degrees, WGS-84",
    "lon": "degrees, WGS-84",
    "property": "what the row states: a key of the vocabulary or a field of the record",
    "value": "the value as recorded; texts by language as JSON",
    "scope": "part of the place where it holds",
    "language": "BCP 47 tag, for statements about one language",
    "card_origin": "of which cards it speaks",
    "channel": "how the card is read",
    "source": "id of the source in venues.json",
    "method": "how it came to be known",
    "observed": "ISO date of the precision known, or unknown",
    "valid_until": "its own end, ISO date",
    "issuer": "who certified it",
    "freshness": "fresh, due or stale on the day of the file",
    "as_of": "the day of the file",
    "licence": "licence of the file",
}


def geojson(site: Site) -> bytes:
    """Write all places as GeoJSON features with OpenStreetMap tags; those without a position have no geometry."""
    city = site.dataset.city
    collection = {"type": "FeatureCollection", **_frame(site), "features": list(site.dataset.venues.values())}
    return _json(collection, lambda venue: _feature(venue, city.languages[0], city.base_url, site.as_of))


def _feature(venue: Venue, local: str, base_url: str, as_of: dt.date) -> dict[str, Any]:
    at = venue.position
    return {
        "type": "Feature",
        "id": venue.id,
        "geometry": {"type": "Point", "coordinates": [at.lon, at.lat]} if at else None,
        "properties": {
            "code": venue.code,
            "kind": venue.kind,
            "district": venue.district.value if venue.district else None,
            "closed": venue.closed.date if venue.closed else None,
            "url": f"{base_url}{local.lower()}/venue/{venue.id}.html",
            "tags": tags(venue, local, as_of),
        },
    }


def whole(site: Site) -> bytes:
    """Write the whole dataset as the program reads it: venues with all their evidence, sources, hotlines, areas."""
    data = site.dataset
    names = ("venues", "sources", "hotlines", "targets", "areas", "routes")
    tables = {name: dict(getattr(data, name)) for name in names}
    whole = {**_frame(site), "redirects": dict(data.redirects), **tables}
    return _json(whole, lambda table: table.model_dump(mode="json", exclude_none=True))


def table(site: Site) -> bytes:
    """Write one statement a row, fields of the record first, then claims in the order of the file."""
    data, lines = _lines()
    writer = csv.DictWriter(lines, COLUMNS, restval="", lineterminator="\r\n")  # RFC 4180
    writer.writeheader()
    local = site.dataset.city.languages[0]
    shared = {"as_of": site.as_of.isoformat(), "licence": site.dataset.city.data_licence}
    for venue in site.dataset.venues.values():
        place = {**_place(venue, local), **shared}
        writer.writerows({**place, **row} for row in _statements(venue, site.as_of))
    lines.flush()
    return data.getvalue()


def described(site: Site) -> bytes:
    """Describe the CSV: its columns, licence and day (W3C, Metadata Vocabulary for Tabular Data)."""
    return _json(
        {
            "@context": "http://www.w3.org/ns/csvw",
            "url": "venues.csv",
            "dc:license": site.dataset.city.data_licence,
            "dc:date": site.as_of.isoformat(),
            "dc:rights": list(site.dataset.city.attribution),
            "tableSchema": {"columns": [{"name": name, "dc:description": words} for name, words in COLUMNS.items()]},
        }
    )


def _place(venue: Venue, local: str) -> dict[str, Any]:
    at = venue.position
    return {
        "id": venue.id,
        "code": venue.code,
        "kind": venue.kind,
        "name": venue.name.texts.get(local, ""),
        "name_en": venue.name.texts.get("en", ""),
        "district": venue.district.value if venue.district else "",
        "lat": at.lat if at else "",
        "lon": at.lon if at else "",
    }


def _statements(venue: Venue, as_of: dt.date) -> Iterator[dict[str, Any]]:
    for name, field in venue.stated().items():
        yield {"property": name, "value": _stated(field), **_evidence(field, FIELD_SHELF_LIFE[name], as_of)}
    for claim in venue.claim:
        yield {
            "property": claim.property,
            "value": _written(claim.value),
            "scope": claim.scope or "",
            "language": claim.language or "",
            "card_origin": claim.card_origin or "",
            "channel": claim.channel or "",
            "valid_until": claim.valid_until or "",
            "issuer": claim.issuer or "",
            **_evidence(claim, claim.definition.shelf_life, as_of),
        }


def _stated(field: Evidence) -> str:
    if isinstance(field, LocalText):
        return _written(dict(field.texts))
    if isinstance(field, Position):
        return f"{field.lat} {field.lon}"
    return str(getattr(field, "value", getattr(field, "date", "")))


def _written(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True) if isinstance(value, dict) else str(value)


def _evidence(of: Evidence, shelf_life: int, as_of: dt.date) -> dict[str, str]:
    valid_until = of.valid_until if isinstance(of, Claim) else None
    return {
        "source": of.source,
        "method": of.method.value,
        "observed": of.observed,
        "freshness": freshness(of.observed, shelf_life, as_of, valid_until).value,
    }


def _frame(site: Site) -> dict[str, Any]:
    """What every file says of itself."""
    city = site.dataset.city
    return {
        "city": city.id,
        "as_of": site.as_of.isoformat(),
        "licence": city.data_licence,
        "attribution": list(city.attribution),
    }


def _json(value: object, plain: Callable[[Any], object] | None = None) -> bytes:
    """Write JSON piece by piece; `plain` describes what is not JSON yet when its turn comes, not all at once."""
    data, lines = _lines()
    json.dump(value, lines, ensure_ascii=False, indent=1, sort_keys=True, default=plain)
    lines.write("\n")
    lines.flush()
    return data.getvalue()


def _lines() -> tuple[io.BytesIO, io.TextIOWrapper]:
    """Give bytes, and what writes text into them: the text of a whole city would be many times as large."""
    data = io.BytesIO()
    return data, io.TextIOWrapper(data, "utf-8", newline="")
