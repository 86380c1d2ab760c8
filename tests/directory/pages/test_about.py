"""What the directory knows of itself: sources by use, names by language, plots, the sheet of pictograms."""

from __future__ import annotations

from directory.audit import audit
from directory.localisation.edition import Edition
from directory.model import Dataset
from directory.output.recipe import Recipe
from directory.pages import about
from directory.pages.press import press
from directory.vocabulary import FAMILIES, KINDS, PROPERTIES
from tests.directory.localisation.builders import AS_OF, claim, dataset, site, source, venue


def pages(made: Edition) -> dict[str, Recipe]:
    """The pages about the data of an edition, by their path without the language."""
    return {recipe.path.partition("/")[2]: recipe for recipe in about.plan(press(made))}


def test_sources_are_named_by_their_use() -> None:
    """The most used comes first; one that may not be published is named without a link."""
    sources = {"survey": source("survey", publish=False), "list": source("list")}
    made = site(dataset(venue("a", claim("atm", source="list")), venue("b"), sources=sources)).edition("en")
    assert [(line.title, line.count, line.url) for line in about._sources(made)] == [
        ("survey", 2, ""),
        ("list", 1, "https://list.example/"),
    ]


def test_coverage_counts_names_that_are_the_languages_own() -> None:
    """A name that fell back is not counted as translated."""
    made = site(dataset(venue("a", name={"zh-Hans": "馆", "en": "Hall"}), venue("b"))).edition("en")
    assert [(bar.label, bar.count, bar.total) for bar in about._coverage(made)] == [
        ("Simplified Chinese", 2, 2),
        ("English", 1, 2),
        ("Arabic", 0, 2),
    ]


def test_only_about_the_data_names_the_day(load_small_city: Dataset) -> None:
    """No other front page prints the build day."""
    found = pages(site(load_small_city).edition("en"))
    dated = {name for name, recipe in found.items() if "23 November 2026" in recipe.make().decode()}
    assert dated == {"about.html"}


def test_years_have_no_gap_and_the_unknown_come_last() -> None:
    """A year without statements is an empty column; heights are shares of the highest."""
    claims = (
        claim("toilets", observed="2023"),
        claim("atm", observed="2026-01"),
        claim("menu", observed="2026"),
        claim("seats", observed="unknown"),
    )
    made = site(dataset(venue("a", *claims))).edition("en")
    columns = about._years(made, audit(made.site.dataset, AS_OF))
    assert [(one.label, one.count, one.height) for one in columns] == [
        ("2023", 1, 50),
        ("2024", 0, 0),
        ("2025", 0, 0),
        ("2026", 2, 100),
        ("date unknown", 1, 50),
    ]


def test_grid_counts_places_of_a_district_by_family() -> None:
    """Each cell counts places with any statement of the family among the district's places; no empty district."""
    venues = (
        venue("a", claim("toilets"), claim("atm"), district={"value": "alpha"}),
        venue("b", district={"value": "alpha"}),
    )
    made = site(dataset(*venues)).edition("en")
    grid = about._grid(made, audit(made.site.dataset, AS_OF))
    ((name, key, cells),) = grid.rows
    assert (name, key) == ("Alpha", "alpha")
    assert dict(zip(FAMILIES, cells, strict=True)) == {
        **dict.fromkeys(FAMILIES, (0, 2, 0)),
        "convenience": (1, 2, 3),
    }


def test_every_kind_and_property_is_on_the_sheet(load_small_city: Dataset) -> None:
    """The sheet leaves out no word of the vocabulary."""
    made = site(load_small_city).edition("en")
    shown = {one.label for _, found in about._pictograms(made) for one in found}
    assert {one.label for one in KINDS.values()} | {one.label for one in PROPERTIES.values()} <= shown
