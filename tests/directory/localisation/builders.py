"""Small made-up datasets in code: a venue, its claims, a city, catalogues, a site."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from directory.codes import check_character
from directory.localisation.catalogues import Catalogue, key_of
from directory.localisation.edition import Site
from directory.localisation.languages import LANGUAGES
from directory.localisation.localise import Localiser
from directory.model import Area, City, Claim, Dataset, Holidays, Hotline, Notice, Route, Source, Target, Venue

AS_OF = dt.date(2026, 11, 23)
TEMPLATES = Path(__file__).parents[3] / "templates"
EVIDENCE = {"source": "survey", "method": "on_site", "observed": "2026-11-01"}
STALE = "2015-01-01"
Messages = Mapping[Any, str | tuple[str, ...]]  # by msgid, or (context, msgid)


def claim(key: str, value: Any = "yes", **more: Any) -> Claim:
    """A claim seen on site three weeks ago, unless told otherwise."""
    return Claim.model_validate({**EVIDENCE, "property": key, "value": value, **more})


def stated(**fields: Any) -> dict[str, Any]:
    """A stated table with the usual evidence."""
    return {**EVIDENCE, **fields}


def venue(id: str, *claims: Claim, kind: str = "museum", number: int = 0, **tables: Any) -> Venue:  # noqa: A002
    """A venue with a Chinese name; tables are given as their own fields, without evidence."""
    body = f"EX{number:03d}"
    raw: dict[str, Any] = {"name": {"zh-Hans": "示例馆"}, **tables}
    filled = {key: {**EVIDENCE, **table} for key, table in raw.items() if table is not None}
    return Venue.model_validate(
        {"id": id, "code": body + check_character(body), "kind": kind, **filled, "claim": list(claims)}
    )


def city(**more: Any) -> City:
    """A made-up city on a reserved domain."""
    raw: dict[str, Any] = {
        "id": "exampleton",
        "name": {"zh-Hans": "示例城", "en": "Exampleton"},
        "country": "CN",
        "time_zone": "Asia/Shanghai",
        "box": [82.0, 39.0, 82.6, 39.6],
        "map_datum": "WGS-84",
        "languages": ["zh-Hans", "en", "ar"],
        "sign_languages": ["zh-Hans", "en"],
        "base_url": "https://city.example/",
        "qr_origin": "https://city.example",
        "data_licence": "CC0-1.0",
        "attribution": ["Made up"],
        "district": {
            "alpha": {"name": {"zh-Hans": "甲区", "en": "Alpha"}},
            "beta": {"name": {"zh-Hans": "乙区", "en": "Beta"}},
        },
    }
    return City.model_validate(raw | more)


def dataset(
    *venues: Venue,
    sources: Mapping[str, Source] | None = None,
    hotlines: Mapping[str, Hotline] | None = None,
    targets: Mapping[str, Target] | None = None,
    notices: Mapping[str, Notice] | None = None,
    holidays: Mapping[int, Holidays] | None = None,
    areas: Mapping[str, Area] | None = None,
    routes: Mapping[str, Route] | None = None,
    **settings: Any,
) -> Dataset:
    """A dataset of these venues; `settings` are the city's."""
    return Dataset(
        city=city(**settings),
        venues={one.id: one for one in venues},
        sources=sources or {key: source(key) for key in ("survey", "list")},
        codes={one.code: one.id for one in venues},
        redirects={},
        hotlines=hotlines or {},
        targets=targets or {},
        notices=notices or {},
        holidays={2026: calendar(2026)} if holidays is None else holidays,
        areas=areas or {},
        routes=routes or {},
        rejected={},
        issues=(),
        files={one.id: f"venues/{one.id}.toml" for one in venues},
    )


def source(title: str, **more: Any) -> Source:
    """A source that may be linked."""
    raw = {"title": title, "url": f"https://{title}.example/", "licence": "CC0-1.0", "retrieved": "2026-11"}
    return Source.model_validate(raw | more)


def calendar(year: int, off: tuple[str, ...] = (), working: tuple[str, ...] = ()) -> Holidays:
    """A year's holidays."""
    return Holidays.model_validate({**EVIDENCE, "year": year, "off": off, "working": working})


def catalogue(tag: str, messages: Messages | None = None, *, reviewed: bool = False) -> Catalogue:
    """A catalogue in code: a key is a msgid, or (context, msgid); a value one form or several."""
    found = {key_of(*key) if isinstance(key, tuple) else key: forms for key, forms in (messages or {}).items()}
    return Catalogue(LANGUAGES[tag], found, frozenset(found if reviewed else ()))


def localiser(
    data: Dataset, tag: str, messages: Messages | None = None, *, reviewed: bool = False, as_of: dt.date = AS_OF
) -> Localiser:
    """A localiser of a dataset."""
    return Localiser(data, catalogue(tag, messages, reviewed=reviewed), as_of)


def site(data: Dataset, as_of: dt.date = AS_OF, templates: Path = TEMPLATES, **catalogues: Catalogue) -> Site:
    """A site in the city's languages, without translations unless given by folder (`zh_Hans=...`)."""
    given = {found.language.tag: found for found in catalogues.values()}
    return Site(data, {tag: given.get(tag, catalogue(tag)) for tag in data.city.languages}, as_of, templates)
