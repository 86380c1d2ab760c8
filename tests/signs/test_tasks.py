"""The work of drawing signs: one recipe a living place, made from what the sign says and nothing else."""

from __future__ import annotations

import pickle
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from directory.localisation.edition import Site
from directory.model import Dataset
from directory.output.recipe import Recipe
from directory.problem import error
from directory.signage import venue_sign
from signs import tasks as shares
from signs.tasks import SignError, fonts_for, path_of, plan, sign, tasks
from tests.directory.localisation.builders import AS_OF, TEMPLATES, claim, dataset, site, venue


def planned(made: Site) -> dict[str, Recipe]:
    """All recipes of a site's signs."""
    return {recipe.path: recipe for task in tasks(made) for recipe in task.plan(made)}


def inputs(made: Site) -> dict[str, str]:
    """The inputs of the sign of venue `a`."""
    return dict(planned(made)["signs/a.pdf"].inputs)


def small(name: str = "馆", **settings: Any) -> Site:
    """A site of one venue."""
    return site(dataset(venue("a", claim("wheelchair"), name={"zh-Hans": name, "en": "Hall"}), **settings))


def test_every_living_place_has_its_sign(load_small_city: Dataset) -> None:
    """One sign each; a place that closed needs none."""
    found = planned(site(load_small_city))
    living = {key for key, one in load_small_city.venues.items() if not one.closed}
    assert set(found) == {path_of(key) for key in living}


@pytest.mark.parametrize("shard", [1, 2, 100])
def test_how_the_work_is_cut_does_not_show(
    monkeypatch: pytest.MonkeyPatch, load_small_city: Dataset, shard: int
) -> None:
    """Any size of share plans the same signs."""
    made = site(load_small_city)
    whole = {path: recipe.inputs for path, recipe in planned(made).items()}
    monkeypatch.setattr(shares, "SHARD", shard)
    assert {path: recipe.inputs for path, recipe in planned(made).items()} == whole


def test_tasks_travel_to_workers() -> None:
    """Tasks can be pickled, and a city without places has none."""
    assert [task.name for task in pickle.loads(pickle.dumps(tasks(small())))] == ["signs/0"]
    assert tasks(site(dataset())) == []


def test_an_input_changes_with_what_it_stands_for(tmp_path: Path) -> None:
    """Content, address and pictograms are inputs of their own; nothing else is."""
    icons = tmp_path / "assets" / "icons"
    shutil.copytree(TEMPLATES / "assets" / "icons", icons)
    before = inputs(replace(small(), templates=tmp_path))
    assert set(before) == {"content", "origin", "fonts", "pictograms"}
    assert before == inputs(small())
    cases = {"content": small("新馆"), "origin": small(qr_origin="https://other.example")}
    for name, changed in cases.items():
        assert {key for key, value in inputs(changed).items() if value != before[key]} == {name}
    (icons / "wheelchair.svg").rename(icons / "other.svg")
    after = inputs(replace(small(), templates=tmp_path))
    assert {key for key in before if before[key] != after[key]} == {"pictograms"}


def test_the_day_alone_changes_no_sign() -> None:
    """A sign has no date of its own making: made a week later, it is the same."""
    assert inputs(small()) == inputs(replace(small(), as_of=AS_OF.replace(day=30)))


def test_a_sign_is_the_same_twice() -> None:
    """Drawn again, its bytes are equal."""
    recipe = planned(small())["signs/a.pdf"]
    assert recipe.make().startswith(b"%PDF-")
    assert recipe.make() == recipe.make()


def test_missing_fonts_stop_with_their_problems(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a face cannot be found, the report says which, before anything is drawn."""
    broken = error("fonts.toml", "latin", "font-missing", "", "is not installed", "install fonts-noto-core")
    monkeypatch.setattr(shares, "find", lambda _languages: [broken])
    fonts_for.cache_clear()
    with pytest.raises(SignError) as caught:
        list(plan(small(), ("a",)))
    fonts_for.cache_clear()
    assert caught.value.problems == [broken]


def test_a_sign_that_cannot_be_drawn_stops_with_its_problems() -> None:
    """A character without a glyph is a problem with the place's name, never a box on paper."""
    made = small("馆\U0001f9ff")
    content = venue_sign(made, made.dataset.venues["a"])
    with pytest.raises(SignError) as caught:
        sign(content, made.dataset.city.qr_origin, TEMPLATES / "assets" / "icons")
    assert caught.value.problems
    assert str(caught.value.problems[0]) in str(caught.value)
