"""The work is cut into shares that together are the site, once."""

from __future__ import annotations

import pickle
from collections import Counter

import pytest

from directory.model import Dataset
from directory.output.recipe import check_paths
from directory.pages import tasks as shares
from directory.pages.tasks import tasks
from tests.directory.localisation.builders import dataset, site, venue


def paths(data: Dataset) -> Counter[str]:
    """All paths planned, with how often."""
    made = site(data)
    return Counter(recipe.path for task in tasks(made) for recipe in task.plan(made))


def test_every_page_is_planned_once(load_small_city: Dataset) -> None:
    """Each venue has a page in each language and a code; no path is planned twice or cannot be published."""
    found = paths(load_small_city)
    assert set(found.values()) == {1}
    assert check_paths((path, "t") for path in found) == []
    for slug in ("zh-hans", "en", "ar"):
        assert {f"{slug}/venue/{key}.html" for key in load_small_city.venues} <= set(found)
    assert {f"Q/{one.code}/index.html" for one in load_small_city.venues.values()} <= set(found)


@pytest.mark.parametrize("shard", [1, 2, 100])
def test_how_the_work_is_cut_does_not_show(
    monkeypatch: pytest.MonkeyPatch, load_small_city: Dataset, shard: int
) -> None:
    """Any size of share gives the same pages."""
    whole = paths(load_small_city)
    monkeypatch.setattr(shares, "SHARD", shard)
    assert paths(load_small_city) == whole


def test_tasks_travel_to_workers() -> None:
    """Tasks have names of their own and can be pickled."""
    found = tasks(site(dataset(venue("a"))))
    assert len({task.name for task in found}) == len(found)
    assert [task.name for task in pickle.loads(pickle.dumps(found))] == [task.name for task in found]


@pytest.mark.parametrize("most", [1, 2])
def test_places_of_a_small_city_stay_in_words(monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    """Those of a larger one are let go of when their shard is planned."""
    monkeypatch.setattr(shares, "AT_HAND", most)
    one = site(dataset(venue("a"), venue("b")))
    before = one.edition("en").venues_by_id["a"]
    for task in tasks(one):
        if task.name.startswith("venues/"):
            assert list(task.plan(one))
    assert (one.edition("en").venues_by_id["a"] is before) is (most == 2)
