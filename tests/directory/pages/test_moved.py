"""Pages under ids of before lead to the page of today."""

from __future__ import annotations

from dataclasses import replace

import html5lib

from directory.pages import moved
from directory.pages.press import press
from tests.directory.localisation.builders import dataset, site, venue


def test_a_renamed_place_is_found_under_its_old_address() -> None:
    """However often it was renamed, the old page leads straight to today's, and says so to search engines."""
    data = replace(dataset(venue("hall")), redirects={"annex": "wing", "wing": "hall", "lost": "nowhere"})
    found = {recipe.path: recipe for recipe in moved.plan(press(site(data).edition("en")))}
    assert found.keys() == {"en/venue/annex.html", "en/venue/wing.html"}
    page = html5lib.parse(found["en/venue/annex.html"].make().decode(), namespaceHTMLElements=False)
    refresh = next(one for one in page.iter("meta") if one.get("http-equiv") == "refresh")
    assert refresh.get("content") == "0; url=hall.html"
    assert [one.get("href") for one in page.iter("a")] == ["hall.html"]
    canonical = next(one for one in page.iter("link") if one.get("rel") == "canonical")
    assert str(canonical.get("href")).endswith("/en/venue/hall.html")


def test_a_name_that_is_taken_again_is_not_overwritten() -> None:
    """An id that a place bears today leads nowhere else."""
    data = replace(dataset(venue("hall"), venue("wing")), redirects={"wing": "hall"})
    assert list(moved.plan(press(site(data).edition("en")))) == []
