"""Every rule of loading and checking, told by the counterexample that breaks it and nothing else."""

from __future__ import annotations

import ast
import datetime as dt
import re
import shutil
import tomllib
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from directory.check import RULES, check, check_each, check_places, places
from directory.commands import options
from directory.dataset import load
from directory.model import Claim, Dataset, Source
from directory.problem import Level, Problem, has_errors
from tests.conftest import AS_OF, SMALL_CITY

ROOT = Path(__file__).parents[2]
COUNTEREXAMPLES = sorted((ROOT / "tests" / "counterexamples").glob("*.toml"))


def problems(folder: Path) -> list[Problem]:
    """What a build says of a folder: it checks only what was loaded without an error."""
    dataset, found = load(folder)
    return found + (check(dataset, folder, AS_OF) if dataset and not has_errors(found) else [])


def prepare(folder: Path, edit: dict[str, Any]) -> None:
    """Write what a counterexample takes for granted: [[given]] files, or lines at the end of those that are there."""
    for given in edit.get("given", ()):
        file = folder / given["file"]
        file.parent.mkdir(parents=True, exist_ok=True)
        before = file.read_text("utf-8") if file.exists() else ""
        file.write_text(before + given["content"], "utf-8")


def spoil(folder: Path, edit: dict[str, Any]) -> None:
    """Apply a counterexample's one edit."""
    file = folder / edit["file"]
    file.parent.mkdir(parents=True, exist_ok=True)
    if edit.get("remove"):
        file.unlink()
    elif "content" in edit:
        file.write_text(edit["content"], "utf-8")
    else:
        before, wanted = file.read_bytes(), edit["find"].encode()
        assert before.count(wanted) >= 1, "the text to replace is not in the file"
        after = bytes.fromhex(edit["replace_hex"]) if "replace_hex" in edit else edit["replace"].encode()
        file.write_bytes(before.replace(wanted, after, 1))


def spoilt(path: Path | None, tmp_path: Path) -> Path:
    """Give the made-up city with a counterexample's fault, or the sound one."""
    if path is None:
        return SMALL_CITY
    folder, edit = Path(shutil.copytree(SMALL_CITY, tmp_path / "city")), tomllib.loads(path.read_text("utf-8"))
    prepare(folder, edit)
    spoil(folder, edit)
    return folder


@pytest.mark.parametrize("path", COUNTEREXAMPLES, ids=lambda path: path.stem)
def test_counterexample(path: Path, tmp_path: Path) -> None:
    """One fault gives one problem, which names its file, line and field, says what is wrong and what to do."""
    edit = tomllib.loads(path.read_text("utf-8"))
    folder = Path(shutil.copytree(SMALL_CITY, tmp_path / "city"))
    prepare(folder, edit)
    before = {(p.file, p.code, p.value) for p in problems(folder)}
    assert not any(p.level is Level.ERROR for p in problems(folder)), "what is given is sound"
    spoil(folder, edit)
    found = [p for p in problems(folder) if p.level is Level.ERROR or (p.file, p.code, p.value) not in before]
    level = edit.get("level", "error")
    expected = f"{level}[{edit['code']}] {edit['expect']}: {edit['says']}"
    assert [str(p) for p in found if p.level == level] == [expected]
    assert not [p for p in found if p.level is Level.ERROR and level != "error"]


def codes_in(sources: Iterable[Path]) -> set[str]:
    """The codes that modules give to problems: the texts at the place of the code in `error(...)` and `warning(...)`.

    A code in a variable comes from a tuple of code, message and hint, or from a `Fault`: those are read too.
    """
    found: set[str] = set()
    for path in sources:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                places = {"error": 2, "warning": 2, "Fault": 0}
                values = node.args[places[node.func.id] :][:1] if node.func.id in places else []
            elif isinstance(node, ast.Tuple) and len(node.elts) in (2, 3):
                values = node.elts[:1] if isinstance(getattr(node, "ctx", None), ast.Load) else []
            else:
                values = []
            for value in values:
                found |= {str(v.value) for v in ast.walk(value) if isinstance(v, ast.Constant) and is_code(v.value)}
    return found


def is_code(text: object) -> bool:
    """Whether a text has the form of a problem's code."""
    return isinstance(text, str) and re.fullmatch("[a-z]+(-[a-z0-9]+)+", text) is not None


def test_every_code_has_a_counterexample() -> None:
    """Every code that a rule of `check` can give has a counterexample; so have the kinds of loading."""
    told = [tomllib.loads(path.read_text("utf-8")) for path in COUNTEREXAMPLES]
    given = codes_in([*(ROOT / "directory" / "check").glob("*.py"), ROOT / "directory" / "plaintext.py"])
    assert sorted(given - {edit["code"] for edit in told}) == []
    assert len(given) >= 90
    assert len({edit["code"] for edit in told}) >= 110
    assert all(";" in edit["says"] or ":" in edit["expect"] for edit in told)


def test_small_city_is_sound() -> None:
    """The made-up city has no error; its warnings are its conflict, and three positions that nobody measured."""
    found = [(p.level, p.code) for p in problems(SMALL_CITY)]
    assert found == [(Level.WARNING, "conflict"), *[(Level.WARNING, "position-coarse")] * 3]


def test_rules_do_not_depend_on_each_other(load_small_city: Dataset) -> None:
    """Each rule alone finds on the sound city what all find together."""
    alone = [problem.code for rule in RULES for problem in rule(load_small_city, AS_OF)]
    assert sorted(alone) == sorted(problem.code for problem in check(load_small_city, SMALL_CITY, AS_OF))


@pytest.mark.parametrize("path", [None, *COUNTEREXAMPLES], ids=lambda path: path.stem if path else "sound")
def test_of_a_part_the_same_is_told(path: Path | None, tmp_path: Path) -> None:
    """A rule that looks at each venue tells of parts of the venues, together, what it tells of all at once."""
    folder = spoilt(path, tmp_path)
    data, _ = load(folder)
    if data is None:
        return
    parts = [replace(data, venues={key: venue}, files={key: data.files[key]}) for key, venue in data.venues.items()]
    told = {problem for part in parts for problem in check_each(part, folder, AS_OF)}
    assert told == set(check_each(data, folder, AS_OF))


UNSEEN = ("sign_languages", "description", "cross_street", "opening_hours", "phone", "website", "claim")


@pytest.mark.parametrize("path", [None, *COUNTEREXAMPLES], ids=lambda path: path.stem if path else "sound")
def test_what_places_tell_is_remembered_by_all_they_look_at(path: Path | None, tmp_path: Path) -> None:
    """The same text promises the same problems: without claims, hours and the evidence of names, nothing changes."""
    folder = spoilt(path, tmp_path)
    data, _ = load(folder)
    if data is None:
        return
    bare = {}
    for key, venue in data.venues.items():
        fields = {name: type(venue).model_fields[name].default for name in UNSEEN}
        older = {
            name: table.model_copy(update={"observed": "2001-01-01", "source": ""})
            for name, table in venue.stated().items()
            if name not in UNSEEN
        }
        bare[key] = venue.model_copy(update={**fields, **older})
    stripped = replace(data, venues=bare, sources={}, notices={}, hotlines={}, codes={})
    assert places(stripped) == places(data)
    assert check_places(stripped, AS_OF) == check_places(data, AS_OF)
    assert check_places(data, AS_OF + dt.timedelta(days=5000)) == check_places(data, AS_OF)


def test_places_see_what_moves_a_venue(load_small_city: Dataset) -> None:
    """Another position, name, address, district, kind or file, or an end, is another text."""
    data, texts = load_small_city, {places(load_small_city)}
    key, venue = next((key, one) for key, one in data.venues.items() if one.position and one.address and one.district)
    assert venue.position
    assert venue.address
    assert venue.district
    changes = (
        {"position": venue.position.model_copy(update={"lat": 1.0})},
        {"position": None},
        {"name": venue.name.model_copy(update={"texts": {"en": "x"}})},
        {"alt_name": venue.name},
        {"address": venue.address.model_copy(update={"texts": {"en": "x"}})},
        {"address": None},
        {"address": None, "alt_name": venue.address},
        {"district": venue.district.model_copy(update={"value": "x"})},
        {"kind": "x"},
        {"closed": object()},
    )
    for change in changes:
        texts.add(places(replace(data, venues={**data.venues, key: venue.model_copy(update=change)})))
    texts.add(places(replace(data, files={**data.files, key: "elsewhere.toml"})))
    assert len(texts) == len(changes) + 2


def test_a_later_day_adds_no_error(load_small_city: Dataset) -> None:
    """A dataset that grows old gains warnings, never an error: the site can still be built."""
    later = check(load_small_city, SMALL_CITY, AS_OF + dt.timedelta(days=5000))
    assert all(problem.level is Level.WARNING for problem in later)
    assert "certificate-expired" in {problem.code for problem in later}


def test_what_is_seen_today_is_not_in_the_future(load_small_city: Dataset) -> None:
    """The newest fact may be of the build's own day, and not of the next."""
    newest = dt.date(2026, 11, 20)
    assert "date-future" not in {p.code for p in check(load_small_city, SMALL_CITY, newest)}
    day_before = check(load_small_city, SMALL_CITY, newest - dt.timedelta(days=1))
    assert [(p.file, p.field) for p in day_before if p.code == "date-future"] == [
        ("notices.toml", "museum-lift.observed")
    ]


def test_no_sources_is_said_once(load_small_city: Dataset) -> None:
    """Where sources.toml is missing or broken, the fault is told once and not for every fact."""
    found = check(replace(load_small_city, sources={}), SMALL_CITY, AS_OF)
    assert [p.file for p in found if p.code == "source-unknown"] == ["sources.toml"]


def test_a_missing_source_is_told_where_it_is_used(load_small_city: Dataset) -> None:
    """Each file that names a lost source is told, at [record] where all its tables inherit it."""
    kept: dict[str, Source] = {k: v for k, v in load_small_city.sources.items() if k != "example-map"}
    found = check(replace(load_small_city, sources=kept), SMALL_CITY, AS_OF)
    places = {(p.file, p.field) for p in found if p.code == "source-unknown"}
    assert places == {
        ("venues/alpha/example-museum.toml", "position.source"),
        ("venues/beta/example-station.toml", "record.source"),
        ("venues/unplaced/example-toilets.toml", "record.source"),
    }


@pytest.mark.parametrize("name", ["source-broken", "hotline-broken", "codes-not-utf-8"])
def test_what_could_not_be_read_is_not_missed(name: str, tmp_path: Path) -> None:
    """An entry that many others name is told where it is broken; a build does not tell its uses as faults too."""
    edit = tomllib.loads((Path(__file__).parents[1] / "counterexamples" / f"{name}.toml").read_text("utf-8"))
    folder = Path(shutil.copytree(SMALL_CITY, tmp_path / "city"))
    spoil(folder, edit)
    site, found = options.load(folder, AS_OF)
    assert site is None
    assert [(p.file, p.code) for p in found if p.level is Level.ERROR] == [(edit["file"], edit["code"])]
    dataset, _ = load(folder)
    assert dataset is not None
    assert has_errors(check(dataset, folder, AS_OF)), "the entry is used, so the order of the stages matters"


def award(text: str, **more: object) -> Claim:
    """An award by its English name."""
    table = {"source": "example-list", "method": "official_list", "observed": "2026-05", "property": "award"}
    return Claim.model_validate({**table, "value": {"en": text}, **more})


def with_awards(city: Dataset, *claims: Claim) -> Dataset:
    """The made-up city, whose new teahouse has won these and says nothing else."""
    venue = city.venues["new-teahouse"].model_copy(update={"claim": claims})
    return replace(city, venues={**city.venues, venue.id: venue})


def test_awards_stand_side_by_side(load_small_city: Dataset) -> None:
    """Two awards of one source on one day neither compete nor repeat each other."""
    before = check(load_small_city, SMALL_CITY, AS_OF)
    city = with_awards(load_small_city, award("Ten Best Windows"), award("Friendly House"))
    assert check(city, SMALL_CITY, AS_OF) == before


def test_an_award_said_twice_is_told(load_small_city: Dataset) -> None:
    """The same award of the same source and day stands once; of another day or source it may stand again."""
    said, again = award("Friendly House"), award("Friendly House")
    others = award("Friendly House", observed="2026-06"), award("Friendly House", source="example-map")
    found = check(with_awards(load_small_city, said, *others, again), SMALL_CITY, AS_OF)
    assert [(p.code, p.field) for p in found if p.level is Level.ERROR] == [("claim-twice", "claim.3")]
