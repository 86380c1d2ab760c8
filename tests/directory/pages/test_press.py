"""A page is made from its inputs and nothing else."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import html5lib
import pytest
from markupsafe import escape

from directory.localisation.catalogues import Catalogue
from directory.localisation.edition import Site
from directory.localisation.text import Status, Text
from directory.model import Dataset
from directory.output.recipe import Recipe, digest
from directory.pages.press import press, read_templates, say
from directory.pages.tasks import tasks
from tests.conftest import SMALL_CITY
from tests.directory.localisation.builders import AS_OF, TEMPLATES, Messages, catalogue, claim, dataset, site, venue

PARTS: dict[str, object] = {"notices": (), "doors": (), "kinds": (), "districts": (), "walks": (), "total": 0}
FRAME = {"templates", "city", "labels", "emergency", "words"}


def frame(made: Site, tag: str = "ar") -> dict[str, str]:
    """What every page of a language shares."""
    return {key: value for key, value in home(made, tag).inputs.items() if key in FRAME}


def home(made: Site, tag: str = "en", **parts: Any) -> Recipe:
    """The recipe of a home page."""
    return press(made.edition(tag)).page("index.html", "home.html", **{**PARTS, **parts})


STATEMENT = {"title": {"en": "Privacy"}, "text": {"en": "x"}}


def arabic(messages: Messages | None = None, *, reviewed: bool = False, **settings: Any) -> Site:
    """A site with one statement, and an Arabic catalogue."""
    data = dataset(venue("a"), statement={"privacy": STATEMENT}, **settings)
    return site(data, ar=catalogue("ar", messages, reviewed=reviewed))


@pytest.mark.parametrize("part", sorted(PARTS))
def test_an_input_changes_with_its_part_alone(part: str) -> None:
    """Another value of one part is another digest of that input, and of no other."""
    made = arabic()
    before, after = home(made).inputs, home(made, "en", **{part: ("other",)}).inputs
    assert {key for key in before if before[key] != after[key]} == {part}
    assert set(before) == FRAME | set(PARTS)


@pytest.mark.parametrize("name", ["templates", "city", "labels", "emergency", "words"])
def test_no_part_hides_the_frame(name: str) -> None:
    """A part that would be named as an input of the frame is refused: a change of the frame would go unseen."""
    with pytest.raises(ValueError, match=name):
        press(site(dataset(venue("a"))).edition("en")).page("x.html", "plain.html", **{name: 1})


def test_equal_parts_are_equal_inputs() -> None:
    """Two sites made apart from the same values plan the same recipes."""
    assert home(arabic()).inputs == home(arabic()).inputs


CHANGES: dict[str, tuple[Messages, dict[str, Any], set[str]]] = {
    "a label": ({"Search": "بحث"}, {}, {"labels", "words"}),
    "a statement's title": ({("statement.privacy.title", "Privacy"): "خصوصية"}, {}, {"words"}),
    "the city's name": ({("city.name", "示例城"): "مدينة"}, {}, {"words"}),
    "a setting": ({}, {"country": "XX"}, {"city"}),
}


@pytest.mark.parametrize("case", CHANGES)
def test_the_frame_changes_with_what_is_in_it(case: str) -> None:
    """Words in header and footer are inputs of every page."""
    messages, settings, expected = CHANGES[case]
    before, after = frame(arabic()), frame(arabic(messages, **settings))
    assert {key for key in before if before[key] != after[key]} == expected
    assert home(arabic(), "ar").make() != home(arabic(messages, **settings), "ar").make() or settings


def test_a_review_changes_the_notice_of_drafts() -> None:
    """Reviewing the last words takes the notice off every page, so it is an input of every page."""
    messages: Messages = {("a.name", "示例馆"): "متحف"}
    drafts, reviewed = (arabic(messages, reviewed=done) for done in (False, True))
    assert frame(drafts) != frame(reviewed)
    assert b"draft-notice" in home(drafts, "ar").make()
    assert b"draft-notice" not in home(reviewed, "ar").make()


def test_another_languages_words_are_no_input() -> None:
    """A translator of Arabic makes no English page again."""
    assert home(arabic({"Search": "بحث"})).inputs == home(arabic()).inputs


def copied(folder: Path) -> Path:
    """The project's templates, in a folder of their own."""
    for path in TEMPLATES.rglob("*"):
        if path.is_file():
            target = folder / path.relative_to(TEMPLATES)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
    return folder


@pytest.mark.parametrize(
    "name", ["home.html", "macros.html", "assets/css/style.css", "assets/js/page.js", "assets/icons/call.svg"]
)
def test_every_template_frames_every_page(tmp_path: Path, name: str) -> None:
    """A change in any template, style, script or pictogram changes the frame."""
    folder = copied(tmp_path / "templates")
    before = read_templates(folder).digest
    path = folder / name
    more = {".css": "b{top:0}", ".js": "let more;"}.get(path.suffix, "\n")
    path.write_text(path.read_text("utf-8").replace("</svg>", "<g/></svg>") + more, encoding="utf-8")
    read_templates.cache_clear()
    assert read_templates(folder).digest != before
    read_templates.cache_clear()


def test_assets_are_named_by_their_bytes() -> None:
    """An address that holds the digest of its bytes may be kept for ever."""
    for asset in read_templates(TEMPLATES).assets.values():
        assert digest(asset.content) in asset.path


def everything(made: Site) -> list[Recipe]:
    """All recipes of the pages of a site."""
    return [recipe for task in tasks(made) for recipe in task.plan(made)]


def test_rendering_twice_gives_equal_bytes(load_small_city: Dataset) -> None:
    """Pages keep nothing from one rendering to the next; a second site gives the same bytes and inputs."""
    first, second = everything(site(load_small_city)), everything(site(load_small_city))
    assert [(recipe.path, recipe.inputs) for recipe in first] == [(recipe.path, recipe.inputs) for recipe in second]
    for one, other in zip(first, second, strict=True):
        bytes_ = one.make()
        assert bytes_ == one.make() == other.make()


SCRIPT = """
from tests.directory.pages.test_press import everything
from tests.directory.localisation.builders import site
from tests.conftest import SMALL_CITY
from directory.dataset import load
from directory.output.recipe import digest
recipes = everything(site(load(SMALL_CITY)[0]))
print(digest(repr([(r.path, sorted(r.inputs.items())) for r in recipes])))
"""


def test_another_process_plans_the_same() -> None:
    """No input depends on the order of sets or on addresses in memory."""
    root = SMALL_CITY.parents[2]
    digests = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT],
            cwd=root,
            env={"PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(digests) == 1
    assert len(digests.pop().strip()) == 16


def test_the_day_is_an_input(load_small_city: Dataset) -> None:
    """The next day's hours are other inputs of the pages that carry them; the rest keep theirs, and their bytes."""
    later = replace(site(load_small_city), as_of=AS_OF + dt.timedelta(days=1))
    one = {recipe.path: recipe for recipe in everything(site(load_small_city))}
    other = {recipe.path: recipe for recipe in everything(later)}
    same = [path for path in one if one[path].inputs == other[path].inputs]
    assert "en/venue/example-museum.html" not in same
    assert {"en/sources.html", "en/hotlines.html", "404.html"} <= set(same)
    assert all(one[path].make() == other[path].make() for path in same)


def test_a_press_is_made_once() -> None:
    """Templates are compiled once for each edition of a process."""
    made = arabic()
    assert press(made.edition("en")) is press(made.edition("en"))
    assert press(made.edition("en")) is not press(arabic().edition("en"))


def test_alternates_name_the_same_page() -> None:
    """Each page links to itself in every language."""
    (page,) = [recipe.make().decode() for recipe in everything(arabic()) if recipe.path == "en/venue/a.html"]
    for tag, path in (("zh-Hans", "zh-hans/venue/a.html"), ("en", "en/venue/a.html"), ("ar", "ar/venue/a.html")):
        assert f'<a href="../../{path}" lang="{tag}" hreflang="{tag}"' in page


@pytest.mark.parametrize("status", [Status.SOURCE, Status.REVIEWED])
def test_a_text_of_the_pages_language_is_bare(status: Status) -> None:
    """A text in the page's own language is escaped and nothing else."""
    assert say(Text("<a>", "en", status), "en", "draft") == "&lt;a&gt;"


def test_a_fallback_is_marked_with_its_language() -> None:
    """A text in another language is one element with that language, escaped."""
    page = html5lib.parseFragment(say(Text("<a>", "ar", Status.FALLBACK), "en", "draft"), namespaceHTMLElements=False)
    assert [(one.attrib["lang"], one.text) for one in page] == [("ar", "<a>")]
    assert page[0].tag == "bdi" or page[0].attrib["dir"] == "rtl"


@pytest.mark.parametrize("status", [Status.UNREVIEWED, Status.FALLBACK])
def test_a_hostile_text_stays_text(status: Status) -> None:
    """Whichever way a text is marked, all of its parts are escaped."""
    words = '"><script>x</script>'
    shown = say(Text(words, "zh-Hans", status, words), "en", words)
    assert "<script" not in shown
    assert str(escape(words)) in shown
    page = html5lib.parseFragment(shown, namespaceHTMLElements=False)
    assert words in "".join(page.itertext())


def test_a_draft_is_marked_for_all_readers() -> None:
    """A draft is told to eyes by a class and to ears by words."""
    shown = say(Text("a", "en", Status.UNREVIEWED), "en", "not yet reviewed")
    assert shown == '<span class="draft">a<span class="sr"> (not yet reviewed)</span></span>'


def test_catalogues_are_not_mixed() -> None:
    """Two languages with the same templates have their own words."""
    made: Catalogue = catalogue("ar", {"Search": "بحث"})
    one = site(dataset(venue("a", claim("toilets"))), ar=made)
    assert "بحث".encode() in home(one, "ar").make()
    assert "بحث".encode() not in home(one, "en").make()
