"""The open data, read back by readers of its formats: GeoJSON, CSV and its description, JSON."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from directory.export import files
from directory.export.tasks import FILES, tasks
from directory.localisation.edition import Site
from directory.model import Dataset, Venue
from tests.directory.localisation.builders import AS_OF, claim, dataset, site, venue


def made(*venues: Venue) -> Site:
    """A site of these venues."""
    return site(dataset(*venues))


def rows(one: Site) -> list[dict[str, str]]:
    """The rows of the CSV."""
    return list(csv.DictReader(io.StringIO(files.table(one).decode("utf-8"), newline="")))


def test_every_file_says_its_licence_and_its_day(load_small_city: Dataset) -> None:
    """Whoever finds one file alone knows under which licence and of which day it is."""
    one = site(load_small_city)
    for make in FILES.values():
        text = make(one).decode("utf-8")
        assert load_small_city.city.data_licence in text
        assert AS_OF.isoformat() in text


def test_geojson_is_longitude_first(load_small_city: Dataset) -> None:
    """RFC 7946: longitude, then latitude; a place without a position has no geometry; each place once, by its id."""
    found: dict[str, Any] = json.loads(files.geojson(site(load_small_city)))
    assert found["type"] == "FeatureCollection"
    assert [feature["id"] for feature in found["features"]] == list(load_small_city.venues)
    for feature in found["features"]:
        at = load_small_city.venues[feature["id"]].position
        point = {"type": "Point", "coordinates": [at.lon, at.lat]} if at else None
        assert (feature["type"], feature["geometry"]) == ("Feature", point)
        assert feature["properties"]["url"].endswith(f"/venue/{feature['id']}.html")


def test_csv_holds_every_statement_once(load_small_city: Dataset) -> None:
    """As many rows as tables with evidence and claims; values that hold commas, quotes and line breaks come back."""
    found = rows(site(load_small_city))
    count = sum(len(v.stated()) + len(v.claim) for v in load_small_city.venues.values())
    assert len(found) == count
    assert set(found[0]) == set(files.COLUMNS)
    award = {"en": 'A "star", of\nsorts'}
    (row,) = [row for row in rows(made(venue("a", claim("award", award)))) if row["property"] == "award"]
    assert json.loads(row["value"]) == award


def test_csv_tells_the_age_on_the_day() -> None:
    """Freshness is that of the file's day."""
    old, new = claim("toilets", observed="2015"), claim("atm")
    told = {row["property"]: row["freshness"] for row in rows(made(venue("a", old, new)))}
    assert (told["toilets"], told["atm"]) == ("stale", "fresh")


def test_the_description_names_the_columns_in_order(load_small_city: Dataset) -> None:
    """The CSVW description and the header say the same."""
    one = site(load_small_city)
    header = files.table(one).decode("utf-8").splitlines()[0].split(",")
    described = json.loads(files.described(one))
    assert [column["name"] for column in described["tableSchema"]["columns"]] == header
    assert described["url"] in {name for name in FILES if name.endswith(".csv")}


def test_json_comes_back_as_the_same_values(load_small_city: Dataset) -> None:
    """Parse, then print: each venue read back is the venue that was written."""
    found = json.loads(files.whole(site(load_small_city)))
    assert {key: Venue.model_validate(one, strict=False) for key, one in found["venues"].items()} == dict(
        load_small_city.venues
    )
    assert set(found["sources"]) == set(load_small_city.sources)


def test_plan(load_small_city: Dataset) -> None:
    """One task a file; its recipe depends on the venues, on all other tables and on the day."""
    one = site(load_small_city)
    recipes = [recipe for task in tasks(one) for recipe in task.plan(one)]
    assert [recipe.path for recipe in recipes] == [f"data/{name}" for name in FILES]
    assert all(set(recipe.inputs) == {"venues", "tables", "as-of"} for recipe in recipes)
    assert recipes[0].make() == files.geojson(one)
