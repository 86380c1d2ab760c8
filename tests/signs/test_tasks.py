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
from directory.signage.content import revision
from directory.signage.kinds import venue_sign
from signs import tasks as shares
from signs.layout.formats import A4, A6, FORMATS
from signs.tasks import SignError, file_of, fonts_for, path_of, plan, sign, tasks, tasks_of
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


def test_a_folder_of_ones_own_gets_the_same_signs(load_small_city: Dataset) -> None:
    """For a folder the chosen signs are planned as for the site, in the order asked for, without the folder above."""
    made = site(load_small_city)
    ids = [venue.id for venue in reversed(made.living)]
    found = [recipe for task in pickle.loads(pickle.dumps(tasks_of(ids))) for recipe in task.plan(made)]
    assert [recipe.path for recipe in found] == [file_of(key) for key in ids]
    whole = planned(made)
    assert [recipe.inputs for recipe in found] == [whole[path_of(key)].inputs for key in ids]


def test_tasks_travel_to_workers() -> None:
    """Tasks can be pickled, and a city without places has none."""
    assert [task.name for task in pickle.loads(pickle.dumps(tasks(small())))] == ["signs/0"]
    assert tasks(site(dataset())) == []


def test_an_input_changes_with_what_it_stands_for(tmp_path: Path) -> None:
    """Content, address and pictograms are inputs of their own; nothing else is."""
    icons = tmp_path / "assets" / "icons"
    shutil.copytree(TEMPLATES / "assets" / "icons", icons)
    before = inputs(replace(small(), templates=tmp_path))
    assert set(before) == {"content", "format", "origin", "fonts", "pictograms"}
    assert before == inputs(small())
    cases = {"content": small("新馆"), "origin": small(qr_origin="https://other.example")}
    for name, changed in cases.items():
        assert {key for key, value in inputs(changed).items() if value != before[key]} == {name}
    (icons / "wheelchair.svg").rename(icons / "other.svg")
    after = inputs(replace(small(), templates=tmp_path))
    assert {key for key in before if before[key] != after[key]} == {"pictograms"}


def test_formats_lie_beside_each_other() -> None:
    """Each format of a sign has a path and a format of its own among its inputs; the poster keeps the plain one."""
    made = small()
    [recipes] = zip(*(plan(made, ("a",), form) for form in FORMATS.values()), strict=True)
    assert [recipe.path for recipe in recipes] == [f"signs/a{end}.pdf" for end in (".a3", "", ".a5", ".a6")]
    assert len({dict(recipe.inputs)["format"] for recipe in recipes}) == len(FORMATS)
    assert path_of("a") == path_of("a", A4)


def test_a_card_grows_old_with_its_poster() -> None:
    """A fact that only the poster has room for changes the card's revision too: one record tells of every format."""
    facts = [claim(key) for key in ("wheelchair", "toilets", "luggage", "baby_care")]
    few, many = (site(dataset(venue("a", *facts[:count], name={"zh-Hans": "馆", "en": "Hall"}))) for count in (3, 4))
    cards = [venue_sign(made, made.dataset.venues["a"], replace(A6.most, lines=1)) for made in (few, many)]
    assert cards[0] == cards[1]
    one, other = (
        next(plan(made, ("a",), replace(A6, most=replace(A6.most, lines=1)))).inputs["content"] for made in (few, many)
    )
    assert one != other


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
        sign(content, Imprint(made.dataset.city.qr_origin, revision(content)), TEMPLATES / "assets" / "icons")
    assert caught.value.problems
    assert str(caught.value.problems[0]) in str(caught.value)
