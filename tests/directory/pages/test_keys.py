"""A key changes with whatever its pages may show, and stays where nothing of it has changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from directory.localisation.edition import Site
from directory.localisation.keys import of_places
from directory.pages import keys
from tests.directory.localisation.builders import AS_OF, TEMPLATES, catalogue, claim, dataset, site, venue

KEYS: dict[str, Callable[[Site], str]] = {
    "lists": lambda made: keys.of_lists(made, "en"),
    "walks": lambda made: keys.of_walks(made, "en"),
    "counts": keys.of_counts,
    "root": keys.of_root,
    "a": lambda made: keys.of_venues(made, ["a"], {"a": ["AAAAAA"]}),
    "signs of a": lambda made: of_places(made, ["a"]),
    "far": lambda made: keys.of_venues(made, ["far"], {}),
}
HERE, BESIDE, FAR = ({"lat": 31.2, "lon": 121.4 + east} for east in (0, 0.001, 0.9))


def city(own: dict[str, Any] | None = None, beside: dict[str, Any] | None = None, **settings: Any) -> Site:
    """A site of a place, one beside it, and one far from both; more or other things are told of the first two."""
    claims = [claim("toilets", (own or {}).pop("toilets", "yes"))] if own is not None else [claim("toilets", "yes")]
    first = venue("a", *claims, **{"position": HERE, **(own or {})})
    second = venue("b", **{"position": BESIDE, **(beside or {})})
    return site(dataset(first, second, venue("far", position=FAR), **settings))


def changed(before: Site, after: Site) -> set[str]:
    """The names of the keys that differ."""
    return {name for name, key in KEYS.items() if key(before) != key(after)}


CHANGES: dict[str, tuple[dict[str, Any], set[str]]] = {
    "nothing": ({}, set()),
    "a telephone number": ({"own": {"phone": {"value": "+86 21 1234 5678"}}}, {"a", "signs of a", "counts"}),
    "an address": ({"own": {"address": {"zh-Hans": "路1号"}}}, {"a", "signs of a", "counts", "walks"}),
    "a name": (
        {"own": {"name": {"zh-Hans": "新名", "en": "New"}}},
        {"a", "signs of a", "lists", "walks", "counts"},
    ),
    "what is claimed": ({"own": {"toilets": "no"}}, {"a", "signs of a", "lists", "walks", "counts"}),
    "the name of what is near": ({"beside": {"name": {"zh-Hans": "新名"}}}, {"a", "lists", "walks", "counts"}),
    "a setting of the city": ({"country": "XX"}, set(KEYS)),
}


@pytest.mark.parametrize("case", CHANGES)
def test_a_key_changes_with_what_is_shown(case: str) -> None:
    """Each change reaches the pages that show it, and no others."""
    different, reached = CHANGES[case]
    assert changed(city(), city(**different)) == reached


def test_the_day_reaches_all() -> None:
    """What a claim or an hour comes to may differ on another day."""
    made = city()
    tomorrow = Site(made.dataset, made.catalogues, AS_OF + dt.timedelta(days=1), TEMPLATES)
    assert changed(made, tomorrow) == set(KEYS)


def test_words_of_a_place_reach_what_names_it() -> None:
    """A translated name reaches its pages, its lists and its neighbours; a label reaches all."""
    data = city().dataset
    plain = site(data, en=catalogue("en", {"Search": "Find"}))
    named = site(data, en=catalogue("en", {"Search": "Find", ("b.name", "馆"): "Hall"}))
    labelled = site(data, en=catalogue("en", {"Search": "Look up"}))
    assert changed(plain, named) == {"lists", "walks", "counts", "a"}
    assert changed(plain, labelled) == set(KEYS)


def test_the_successor_of_a_place_reaches_it() -> None:
    """The page and the notice of a place that closed tell of the one that follows."""
    closed = {"closed": {"date": "2020-01", "successor": "b"}}
    before, after = city(own=dict(closed)), city(own=dict(closed), beside={"phone": {"value": "+86 21 1234 5678"}})
    assert {"a", "signs of a"} <= changed(before, after)
