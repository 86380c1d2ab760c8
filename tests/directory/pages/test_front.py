"""Home, search, hotlines, about the data, sources and statements."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from directory.audit import audit
from directory.localisation.edition import Edition
from directory.model import Dataset, Notice
from directory.output.recipe import Recipe
from directory.pages import front
from directory.pages.press import press
from directory.vocabulary import DOORS
from tests.directory.localisation.builders import AS_OF, EVIDENCE, catalogue, claim, dataset, site, venue


def pages(made: Edition) -> dict[str, Recipe]:
    """The front pages of an edition, by their path without the language."""
    return {recipe.path.partition("/")[2]: recipe for recipe in front.plan(press(made))}


def test_which_front_pages_there_are(load_small_city: Dataset) -> None:
    """Three pages, and one for each statement of the city."""
    found = pages(site(load_small_city).edition("ar"))
    assert set(found) == {"index.html", "search.html", "hotlines.html", "privacy.html"}


def test_doors_lead_to_what_is_behind_them(load_small_city: Dataset) -> None:
    """Six doors with counts of their own; kinds only where there are places; all districts."""
    made = site(load_small_city).edition("en")
    counts = audit(load_small_city, AS_OF)
    assert {tile.key: tile.count for tile in front.door_tiles(made, counts)} == dict(counts.doors)
    assert len(DOORS) == 6
    assert {tile.key: tile.count for tile in front.kind_tiles(made, counts)} == dict(counts.kinds)
    assert [tile.key for tile in front.district_tiles(made, counts)] == ["alpha", "beta", "gamma"]


def test_facets_count_the_living() -> None:
    """A filter is offered where it finds something, and counts no closed place."""
    venues = [
        venue("a", claim("toilets")),
        venue("b", claim("toilets"), closed={"date": "2026"}),
        venue("c", claim("atm", "no")),
    ]
    tiles = front.facet_tiles(site(dataset(*venues)).edition("en"))
    assert [(tile.key, tile.count) for tile in tiles] == [("toilets", 1)]


@given(st.sampled_from(["</script><script>", "<!--", "&amp;", '"', "\\"]))
def test_labels_of_search_are_inert(payload: str) -> None:
    """Words for the search script hold no markup, and read back as they were."""
    made = site(
        dataset(venue("a", district={"value": "alpha"}), district={"alpha": {"name": {"en": payload}}})
    ).edition("en")
    counts = audit(made.site.dataset, AS_OF)
    text = front._search_labels(made, front.kind_tiles(made, counts), front.district_tiles(made, counts))
    assert not set(text) & set("<>&")
    assert json.loads(text)["districts"] == {"alpha": payload}


def test_counted_words_for_the_browsers_plural_rules() -> None:
    """Each CLDR category has its form, "other" always, translated or not."""
    forms = ("z {count}", "o", "t", "f {count}", "m {count}", "x {count}")
    one = site(dataset(venue("a")), ar=catalogue("ar", {"{count} place": forms}))
    keys = ("zero", "one", "two", "few", "many", "other")
    assert front._count_words(one.edition("ar")) == tuple(zip(keys, forms, strict=True))
    assert dict(front._count_words(one.edition("en"))) == {"one": "{count} place", "other": "{count} places"}
    russian = site(
        dataset(venue("a"), languages=["zh-Hans", "ru"]), ru=catalogue("ru", {"{count} place": ("1", "2", "5")})
    )
    assert dict(front._count_words(russian.edition("ru")))["other"] == "5"


def test_home_shows_the_citys_own_notices() -> None:
    """A notice about one place stands on its page; one about all stands at the front."""
    raw = {**EVIDENCE, "begins": "2026-11-20", "ends": "2026-12-20"}
    notices = {
        key: Notice.model_validate({**raw, "venue": of, "text": {"en": f"{key} notice"}})
        for key, of in (("one", "a"), ("all", None))
    }
    html = pages(site(dataset(venue("a"), notices=notices)).edition("en"))["index.html"].make().decode()
    assert "all notice" in html
    assert "one notice" not in html
