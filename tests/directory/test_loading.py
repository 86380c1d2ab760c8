"""Read with a cache or without, by one process or two: the same site, the same problems."""

from __future__ import annotations

import shutil
import tomllib
from pathlib import Path

import pytest

from directory import loading
from directory.localisation.edition import Site
from directory.output.cache import Cache
from directory.problem import Problem
from tests.conftest import AS_OF, SMALL_CITY
from tests.directory.localisation.builders import TEMPLATES
from tests.directory.test_check import COUNTEREXAMPLES, prepare, spoil

LOCALES = TEMPLATES.parent / "locales"


def load(data: Path, cache: Cache, jobs: int = 1) -> tuple[Site | None, list[Problem]]:
    """Load a dataset, and keep what was worked out."""
    found = loading.load(data, AS_OF, LOCALES, TEMPLATES, cache, jobs)
    cache.settle(whole=True)
    return found


def told(found: tuple[Site | None, list[Problem]]) -> tuple[object, list[str]]:
    """Give all that was read, for comparison."""
    site, problems = found
    return site and (site.dataset, site.catalogues), list(map(str, problems))


# Every seventh: that each is told at all is `test_check`'s.
@pytest.mark.parametrize("path", COUNTEREXAMPLES[::7], ids=lambda path: path.stem)
def test_a_fault_is_told_again(path: Path, tmp_path: Path) -> None:
    """What is wrong with a dataset is told by every run, be it read anew, known from before, or known but for it."""
    folder, store = Path(shutil.copytree(SMALL_CITY, tmp_path / "city")), tmp_path / "cache"
    edit = tomllib.loads(path.read_text("utf-8"))
    prepare(folder, edit)
    sound = told(load(folder, Cache(store, "c")))
    spoil(folder, edit)
    cold = told(load(folder, Cache(None, "c")))
    assert cold != sound
    assert told(load(folder, Cache(store, "c"))) == cold
    assert told(load(folder, Cache(store, "c"))) == cold


def test_two_processes_read_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many processes read, and however small the shards."""
    monkeypatch.setattr("directory.loading.SHARD", 1)
    assert told(load(SMALL_CITY, Cache(tmp_path / "cache", "c"), jobs=2)) == told(load(SMALL_CITY, Cache(None, "c")))


def test_an_edit_is_read(tmp_path: Path) -> None:
    """What is changed, added or taken away in a file of any kind is seen by the next run."""
    folder, store = Path(shutil.copytree(SMALL_CITY, tmp_path / "city")), tmp_path / "cache"
    load(folder, Cache(store, "c"))
    museum = folder / "venues/alpha/example-museum.toml"
    museum.write_text(museum.read_text("utf-8").replace('kind = "museum"', 'kind = "gallery"'), "utf-8")
    site, _ = load(folder, Cache(store, "c"))
    assert site is not None
    assert site.dataset.venues["example-museum"].kind == "gallery"
    later, _ = loading.load(folder, AS_OF.replace(year=2030), LOCALES, TEMPLATES, Cache(store, "c"))
    assert later is not None
    assert later.as_of.year == 2030


def test_no_dataset(tmp_path: Path) -> None:
    """A folder that is not there is told, and nothing is looked for in it."""
    site, problems = load(tmp_path / "nowhere", Cache(None, ""))
    assert site is None
    assert [problem.code for problem in problems] == ["no-dataset"]


@pytest.mark.parametrize("jobs", [1, 2])
def test_dictionaries_are_read_before_workers_begin(monkeypatch: pytest.MonkeyPatch, jobs: int) -> None:
    """Of a Chinese city all names are put in the order of their pinyin, by each worker: they share the dictionary."""
    asked: list[str] = []
    monkeypatch.setattr(loading, "pinyin", asked.append)
    site, _ = load(SMALL_CITY, Cache(None, "c"), jobs)
    assert site
    first = next(iter(site.dataset.venues.values())).name.texts
    chinese = [text for tag, text in first.items() if tag.startswith("zh")]
    assert chinese
    assert asked == (chinese if jobs > 1 else [])
