"""The pages of areas and routes: numbered, in order, cut like all lists, with a code that leads back to them."""

from __future__ import annotations

import re

import zxingcpp
from PIL import Image, ImageDraw

from directory.localisation.edition import Edition
from directory.model import Area, Route
from directory.output.recipe import Recipe
from directory.pages import walks
from directory.pages.press import press
from tests.directory.localisation.builders import EVIDENCE, dataset, site, venue

NAME = {**EVIDENCE, "zh-Hans": "老城", "en": "Old Town"}


def edition(places: int, tag: str = "en") -> Edition:
    """A city with one area of so many places in a row, north to south, and a route over the first two."""
    venues = [
        venue(f"p{n:03d}", number=n, position={"lat": 39.5 - n / 1000, "lon": 82.3}, address={"zh-Hans": f"老街{n}号"})
        for n in range(places)
    ]
    shape = {**EVIDENCE, "line": [[39.6, 82.3], [39.0, 82.3]], "within": 50}
    area = Area.model_validate({"name": NAME, "shape": shape})
    route = Route.model_validate({"name": NAME, "stops": {**EVIDENCE, "venues": ["p001", "p000"]}})
    empty = Area.model_validate({"name": NAME, "shape": {**shape, "line": [[39.0, 82.0]]}})
    return site(dataset(*venues, areas={"old": area, "empty": empty}, routes={"way": route})).edition(tag)


def pages(made: Edition) -> dict[str, Recipe]:
    """The walk pages of an edition, by their path without the language."""
    return {recipe.path.partition("/")[2]: recipe for recipe in walks.plan(press(made))}


def test_fifty_places_a_page_and_no_page_without_places() -> None:
    """An area is cut like all lists, its numbers go on; an area without places has no page."""
    found = pages(edition(51))
    assert list(found) == ["area/old.html", "area/old-2.html", "route/way.html"]
    second = found["area/old-2.html"].make().decode()
    assert '<ol class="rows legs" start="51">' in second
    assert re.findall(r'class="order"[^>]*>(\d+)<', second) == ["51"]


def test_the_order_the_hops_and_the_local_address() -> None:
    """Places in order with the way between them, and the address as a driver or a passer-by can read it."""
    html = pages(edition(3))["area/old.html"].make().decode()
    assert re.findall(r"venue/(p\d+)\.html", html) == ["p000", "p001", "p002"]
    assert html.count('class="hop"') == 2
    assert "110 m" in html
    assert '<bdi lang="zh-Hans">老街2号</bdi>' in html


def test_a_route_keeps_its_own_order() -> None:
    """As its source names the places, not as they lie."""
    html = pages(edition(2))["route/way.html"].make().decode()
    assert re.findall(r"venue/(p\d+)\.html", html) == ["p001", "p000"]


def test_a_place_tells_what_it_is_part_of() -> None:
    """Each walk with the ids of its places, for the pages of those."""
    assert [(w.folder, w.key, sorted(w.ids)) for w in walks.around(edition(2))] == [
        ("area", "old", ["p000", "p001"]),
        ("route", "way", ["p000", "p001"]),
    ]


def test_the_code_of_a_list_leads_back_to_it() -> None:
    """The drawn symbol, read by a library that did not draw it, is the page's address; its quiet zone is empty."""
    address = "https://city.example/en/area/old.html"
    drawn = walks.symbol(address)
    scale = 4
    picture = Image.new("L", (drawn.size * scale, drawn.size * scale), 255)
    pen = ImageDraw.Draw(picture)
    runs = [tuple(map(int, run)) for run in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", drawn.path)]
    for x, y, length in runs:
        pen.rectangle([x * scale, y * scale, (x + length) * scale - 1, (y + 1) * scale - 1], fill=0)
    (read,) = zxingcpp.read_barcodes(picture)
    assert read.text == address
    assert min(x for x, _, _ in runs) == min(y for _, y, _ in runs) == walks.QUIET_ZONE
    assert max(x + length for x, _, length in runs) == drawn.size - walks.QUIET_ZONE
