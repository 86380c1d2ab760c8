"""The work of drawing signs: one recipe an order, made from what the sign says and nothing else."""

from __future__ import annotations

import pickle
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from directory.localisation.edition import Site
from directory.model import Dataset
from directory.output.recipe import Recipe, RefusedError
from directory.problem import error
from directory.signage.ask import Ask
from directory.signage.kinds import possible
from directory.vocabulary import BOARDS, PROPERTIES
from signs import tasks as shares
from signs.designs import DESIGNS
from signs.order import BOARD, Order, name
from signs.pdf.colours import PALETTES
from signs.says import Said, said
from signs.tasks import FOLDER, Run, board_orders, drawn, plan, ready_orders, studio, tasks, tasks_of
from tests.directory.localisation.builders import AS_OF, TEMPLATES, claim, dataset, site, venue


def planned(made: Site) -> dict[str, Recipe]:
    """All recipes of a site's signs."""
    return {recipe.path: recipe for task in tasks(made) for recipe in task.plan(made)}


def recipe_of(made: Site, order: Order, run: Run | None = None) -> Recipe:
    """The recipe of one order."""
    (found,) = plan(made, (order,), run) if run else plan(made, (order,))
    return found


def inputs(made: Site, order: Order | None = None) -> dict[str, str]:
    """The inputs of a sign of venue `a`."""
    return dict(recipe_of(made, order or Order("a")).inputs)


def small(name: str = "馆", **settings: Any) -> Site:
    """A site of one venue."""
    return site(dataset(venue("a", claim("wheelchair"), name={"zh-Hans": name, "en": "Hall"}), **settings))


def test_every_place_has_the_signs_that_stand_ready(load_small_city: Dataset) -> None:
    """A living place has each ready kind that it has something to say in, a closed one its notice; and the boards."""
    made = site(load_small_city)
    wanted = set()
    for key, one in load_small_city.venues.items():
        usual = (("poster", "a4"), ("card", "a6"), ("cards", "a5"), ("halal", "a5"), ("access", "a5"), ("notice", "a4"))
        for kind, size in (("notice", "a4"),) if one.closed else usual:
            wanted |= {Order(key, Ask(kind), size)} if possible(made, one, kind) else set()
    wanted |= {Order(f"{BOARD}{key}", Ask("talk", ("zh-Hans", tag))) for key in BOARDS for tag in ("en", "ar")}
    assert {*ready_orders(made, tuple(made.dataset.venues)), *board_orders(made)} == wanted
    assert set(planned(made)) == {f"{FOLDER}{name(order)}" for order in wanted}
    closed = {path for path in planned(made) if "old-teahouse" in path}
    assert closed == {"signs/old-teahouse.notice-a4.pdf"}
    assert "signs/example-museum.pdf" in planned(made)


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
    orders = [Order(venue.id) for venue in reversed(made.living)]
    found = [recipe for task in pickle.loads(pickle.dumps(tasks_of(orders))) for recipe in task.plan(made)]
    assert [recipe.path for recipe in found] == [name(order) for order in orders]
    whole = planned(made)
    assert [recipe.inputs for recipe in found] == [whole[f"{FOLDER}{name(order)}"].inputs for order in orders]


def test_tasks_travel_to_workers() -> None:
    """Tasks can be pickled; a city without places has its boards alone."""
    assert [task.name for task in pickle.loads(pickle.dumps(tasks(small())))] == ["signs/0of1", "signs/boards"]
    assert {path.split(".")[0] for path in planned(site(dataset()))} == {f"{FOLDER}{BOARD}{key}" for key in BOARDS}
    assert tasks_of(()) == []


def test_an_input_changes_with_what_it_stands_for(tmp_path: Path) -> None:
    """Order, content, address and pictograms are inputs of their own; nothing else is."""
    same, other = tmp_path / "same", tmp_path / "other"
    for copy in (same, other):
        shutil.copytree(TEMPLATES / "assets" / "icons", copy / "assets" / "icons")
    (other / "assets" / "icons" / "wheelchair.svg").rename(other / "assets" / "icons" / "other.svg")
    before = inputs(replace(small(), templates=same))
    assert set(before) == {"order", "content", "origin", "fonts", "dictionary", "pictograms"}
    assert before == inputs(small())
    cases = {"content": small("新馆"), "origin": small(qr_origin="https://other.example")}
    for what, changed in cases.items():
        assert {key for key, value in inputs(changed).items() if value != before[key]} == {what}
    grey = inputs(small(), Order("a", finish="grey"))
    assert {key for key in before if before[key] != grey[key]} == {"order"}
    after = inputs(replace(small(), templates=other))
    assert {key for key in before if before[key] != after[key]} == {"pictograms"}


def test_orders_lie_beside_each_other() -> None:
    """Each kind, size and finish of a sign has a path of its own; the poster keeps the plain one."""
    made = small()
    orders = [Order("a", Ask(kind), size) for kind, size in DESIGNS if kind in ("poster", "card", "access", "decal")]
    paths = [recipe.path for recipe in plan(made, tuple(orders))]
    assert paths == [f"signs/{name(order)}" for order in orders]
    assert len(set(paths)) == len(orders)
    assert recipe_of(made, Order("a")).path == "signs/a.pdf"
    assert recipe_of(made, Order("a"), Run("")).path == "a.pdf"


def test_a_card_grows_old_with_its_poster() -> None:
    """A fact that only the poster has room for changes the card's revision too: one record tells of every format."""
    signed = [key for key, prop in PROPERTIES.items() if prop.sign and any(value.key == "yes" for value in prop.values)]
    facts = [claim(key) for key in sorted(signed, key=lambda key: PROPERTIES[key].sign)]
    few, many = (site(dataset(venue("a", *facts[:count], name={"zh-Hans": "馆", "en": "Hall"}))) for count in (3, 4))
    card = Order("a", Ask("card"), "a6")
    contents = [found.content for made in (few, many) if isinstance(found := said(made, card), Said)]
    assert contents[0] == contents[1]
    assert inputs(few, card)["content"] != inputs(many, card)["content"]


def test_the_day_alone_changes_no_sign() -> None:
    """A sign has no date of its own making: made a week later, it is the same."""
    assert inputs(small()) == inputs(replace(small(), as_of=AS_OF.replace(day=30)))


def test_a_sign_is_the_same_twice() -> None:
    """Drawn again, its bytes are equal."""
    recipe = planned(small())["signs/a.pdf"]
    assert recipe.make().startswith(b"%PDF-")
    assert recipe.make() == recipe.make()


@pytest.mark.parametrize("order", [Order("a"), Order("a", Ask("tent"), "tent"), Order("board-taxi", Ask("talk"))])
def test_a_sign_for_a_batch_has_the_pages_of_its_file(order: Order) -> None:
    """Drawn as pages it has as many as in a file of its own, and of the same size."""
    made = small()
    order = replace(order, size=next(size for kind, size in DESIGNS if kind == order.kind))
    pages = drawn(made, order, PALETTES["rgb"])
    document = pypdfium2.PdfDocument(recipe_of(made, order).make())
    assert len(document) == len(pages)
    for number, page in enumerate(pages):
        width, height = document[number].get_size()
        assert (width * 25.4 / 72, height * 25.4 / 72) == pytest.approx((page.width, page.height), abs=0.01)


def test_missing_fonts_are_told_with_their_problems(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a face cannot be found, the report says which."""
    broken = error("fonts.toml", "latin", "font-missing", "", "is not installed", "install fonts-noto-core")
    monkeypatch.setattr(shares, "find", lambda _languages: [broken])
    studio.cache_clear()
    try:
        with pytest.raises(RefusedError) as caught:
            recipe_of(small(), Order("a")).make()
    finally:
        studio.cache_clear()
    assert list(caught.value.problems) == [broken]


@pytest.mark.parametrize(
    ("order", "code"),
    [
        (Order("b"), "sign-venue"),
        (Order("a", Ask("halal")), "sign-nothing"),
        (Order("a", Ask("poster", ("fr",))), "sign-language"),
        (Order("a", size="round"), "sign-name"),
        (Order("a", Ask("decal"), "round-100", braille="marburg"), "braille-profile"),
    ],
)
def test_an_order_that_cannot_be_met_hinders_no_other(order: Order, code: str) -> None:
    """It is refused with its Problem when it is made; the sign beside it is drawn."""
    refused, sound = plan(small(), (order, Order("a")))
    with pytest.raises(RefusedError) as caught:
        refused.make()
    assert [problem.code for problem in caught.value.problems] == [code]
    assert sound.make().startswith(b"%PDF-")


def test_a_sign_that_cannot_be_drawn_is_refused_with_its_problems() -> None:
    """A character without a glyph is a problem with the place's name, never a box on paper."""
    with pytest.raises(RefusedError) as caught:
        recipe_of(small("馆\U0001f9ff"), Order("a")).make()
    assert {problem.file for problem in caught.value.problems} == {"sign of a"}
    assert str(caught.value.problems[0]) in str(caught.value)
    with pytest.raises(RefusedError):
        drawn(small("馆\U0001f9ff"), Order("a"), PALETTES["rgb"])
