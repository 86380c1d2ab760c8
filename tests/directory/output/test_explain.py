"""What is told of a published file."""

from functools import partial
from pathlib import Path

from directory.output.explain import Explanation, why
from directory.output.publish import State
from directory.output.recipe import Recipe
from directory.problem import Problem

from .toy import report, run, site


def make() -> bytes:
    """Make nothing."""
    return b""


planned = partial(Recipe, make=make)


def explained(result: Explanation | Problem) -> Explanation:
    """Expect an explanation."""
    assert isinstance(result, Explanation), result
    return result


def test_inputs_of_the_last_version(tmp_path: Path) -> None:
    """Without a fresh plan, the inputs are listed, the code among them."""
    report(run(tmp_path / "site", site("en/a.html")))
    told = explained(why(tmp_path / "site", "en/a.html"))
    assert [one.name for one in told.inputs] == ["code", "idle", "lay", "text"]
    assert {one.state for one in told.inputs} == {"known"}
    assert told.standing == "published"


def test_inputs_against_a_fresh_plan(tmp_path: Path) -> None:
    """With a fresh plan, each input is the same, changed, new or gone."""
    report(run(tmp_path / "site", site("a")))
    old = {one.name: one.before for one in explained(why(tmp_path / "site", "a")).inputs}
    fresh = planned("a", {"text": old["text"], "lay": "other", "font": "f"})
    told = explained(why(tmp_path / "site", "a", fresh, "c"))
    states = {one.name: one.state for one in told.inputs}
    assert states == {"code": "same", "text": "same", "lay": "changed", "font": "new", "idle": "gone"}
    assert told.standing == "3 of 5 inputs differ: it would be made again"
    assert "changed lay" in str(told)


def test_up_to_date(tmp_path: Path) -> None:
    """Equal inputs are up to date."""
    report(run(tmp_path / "site", site("a")))
    old = {one.name: one.before for one in explained(why(tmp_path / "site", "a")).inputs if one.name != "code"}
    assert explained(why(tmp_path / "site", "a", planned("a", old))).standing == "up to date"


def test_never_published(tmp_path: Path) -> None:
    """A planned file that was never published has new inputs only, also where nothing was published."""
    told = explained(why(tmp_path / "site", "a", planned("a", {"x": "1"}), "c"))
    assert [(one.name, one.state) for one in told.inputs] == [("code", "new"), ("x", "new")]
    assert "never published" in str(told)


def test_carried_asset(tmp_path: Path) -> None:
    """A carried asset says that it is no longer planned."""
    report(run(tmp_path / "site", site("assets/a.0123abcd.js")))
    report(run(tmp_path / "site", site("b")))
    assert "no longer planned" in explained(why(tmp_path / "site", "assets/a.0123abcd.js")).standing


def test_problems(tmp_path: Path) -> None:
    """An unknown path suggests the nearest; no manifest or a corrupt one is a problem."""
    out = tmp_path / "site"
    nothing = why(out, "a")
    report(run(out, site("en/about.html")))
    unknown = why(out, "en/abuot.html")
    State(out).manifest.write_text("{")
    corrupt = why(out, "en/about.html")
    assert isinstance(nothing, Problem)
    assert isinstance(unknown, Problem)
    assert isinstance(corrupt, Problem)
    assert [nothing.code, unknown.code, corrupt.code] == ["no-manifest", "path-unknown", "manifest-unreadable"]
    assert 'did you mean "en/about.html"?' in str(unknown)
