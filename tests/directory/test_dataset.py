"""Loading: everything that is wrong in one run, and never an exception."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directory.check import check
from directory.dataset import MAX_BYTES, inherit, load
from directory.model import Dataset
from directory.problem import Problem
from tests.conftest import AS_OF, SMALL_CITY

MUSEUM = (SMALL_CITY / "venues" / "alpha" / "example-museum.toml").read_bytes()
WORDS = [
    b'"',
    b"'",
    b"[",
    b"]]",
    b"=",
    b"\n",
    b"\r",
    b"{",
    b"\x00",
    b"\xff",
    b"9" * 30,
    b"nan",
    b"inf",
    b"true",
    b"2026-01-01",
    b"'''",
    b"#",
    b".",
    b"\\u202e",
    b"[[claim]]\n",
    b"record",
    b"-",
    b"\xef\xbb\xbf",
]


@pytest.fixture
def city(tmp_path: Path) -> Path:
    """A copy of the made-up city, to spoil."""
    return Path(shutil.copytree(SMALL_CITY, tmp_path / "city"))


def told(folder: Path) -> list[Problem]:
    """What loading and checking say; each is a printable line without a path of this machine."""
    dataset, found = load(folder)
    found = found + (check(dataset, folder, AS_OF) if dataset else [])
    for problem in found:
        assert str(problem).isprintable()
        assert str(folder) not in str(problem)
        assert len(str(problem)) < 1200
    return [problem for problem in found if problem.level == "error"]


def test_small_city_is_whole(load_small_city: Dataset) -> None:
    """Every part of the folder is read, sorted by key."""
    city = load_small_city
    assert list(city.venues) == sorted(city.files)
    assert len(city.venues) == 6
    assert {Path(file).parent.name for file in city.files.values()} == {"alpha", "beta", "gamma", "unplaced"}
    assert (len(city.sources), len(city.hotlines), len(city.targets), len(city.notices)) == (3, 3, 2, 2)
    assert (len(city.codes), city.redirects, list(city.holidays)) == (6, {"tea-pavilion": "new-teahouse"}, [2026])
    families = {claim.definition.family for venue in city.venues.values() for claim in venue.claim}
    assert families == {"language", "card", "access", "halal", "convenience", "service"}


def test_no_folder(tmp_path: Path) -> None:
    """A folder that is not there is a problem, not an exception."""
    dataset, found = load(tmp_path / "nowhere")
    assert dataset is None
    assert [problem.code for problem in found] == ["no-dataset"]


def test_empty_folder(tmp_path: Path) -> None:
    """An empty folder lacks its files, each told by name."""
    dataset, found = load(tmp_path)
    assert dataset is None
    assert [(p.file, p.code) for p in found] == [
        (name, "missing") for name in ("city.toml", "hotlines.toml", "sources.toml", "targets.toml")
    ]


def test_record_stands_for_tables() -> None:
    """[record] fills in what a table does not say, reaches claims, and is not a table of its own."""
    raw = {"code": "x", "record": {"source": "a", "method": "m"}, "name": {"en": "n", "source": "b"}, "claim": [{}, 1]}
    assert inherit(raw) == {
        "code": "x",
        "name": {"source": "b", "method": "m", "en": "n"},
        "claim": [{"source": "a", "method": "m"}, 1],
    }


def test_many_faults_in_one_run(city: Path) -> None:
    """Faults of several files are told together, in the order of files and lines."""
    (city / "venues/alpha/example-museum.toml").write_text('kind = "museum"\n')
    (city / "venues/gamma/new-teahouse.toml").write_bytes(b"\xff")
    (city / "codes.csv").write_text("code,id\nonly-one\n")
    found = told(city)
    assert {problem.file for problem in found} >= {
        "venues/alpha/example-museum.toml",
        "venues/gamma/new-teahouse.toml",
        "codes.csv",
    }
    loaded = load(city)[1]
    assert loaded == sorted(loaded)


def test_good_venues_are_kept(city: Path) -> None:
    """A broken file does not hide the sound ones."""
    (city / "venues/alpha/example-museum.toml").write_text("= broken")
    dataset, _ = load(city)
    assert dataset is not None
    assert len(dataset.venues) == 5
    assert "example-museum" in dataset.files


@pytest.mark.parametrize("end", [b"\r\n", b"\n"])
@pytest.mark.parametrize("mark", [b"\xef\xbb\xbf", b""])
def test_other_editors(city: Path, end: bytes, mark: bytes) -> None:
    """Windows' line ends and a byte order mark are no faults, in TOML and in CSV."""
    for file in [*city.rglob("*.toml"), *city.rglob("*.csv")]:
        file.write_bytes(mark + file.read_bytes().replace(b"\n", end))
    assert told(city) == []


def spoil_with_folder(city: Path) -> None:
    """A folder where a file belongs."""
    (city / "venues/alpha/x.toml").mkdir()


def spoil_with_pipe(city: Path) -> None:
    """A named pipe, which nobody writes into."""
    os.mkfifo(city / "venues/alpha/x.toml")


def spoil_with_loop(city: Path) -> None:
    """A link to itself."""
    (city / "venues/alpha/x.toml").symlink_to("x.toml")


def spoil_with_lost_link(city: Path) -> None:
    """A link to nothing."""
    (city / "venues/alpha/x.toml").symlink_to("nothing.toml")


def spoil_with_size(city: Path) -> None:
    """A file that is larger than any venue."""
    (city / "venues/alpha/x.toml").write_bytes(b"#" * (MAX_BYTES + 1))


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (spoil_with_folder, "not-a-file"),
        (spoil_with_pipe, "not-a-file"),
        (spoil_with_loop, "unreadable"),
        (spoil_with_lost_link, "missing"),
        (spoil_with_size, "too-large"),
    ],
)
def test_what_is_no_venue_file(city: Path, spoil: object, code: str) -> None:
    """What cannot be a venue's file is named and passed over, without waiting for it."""
    spoil(city)  # type: ignore[operator]
    assert [(p.file, p.code) for p in told(city)] == [("venues/alpha/x.toml", code)]


def test_a_folder_named_as_a_table(city: Path) -> None:
    """A folder in a table's place is told by the table's name."""
    (city / "issued.csv").mkdir()
    assert [(p.file, p.code) for p in told(city)] == [("issued.csv", "not-a-file")]


def test_a_folder_that_links_to_itself(city: Path) -> None:
    """A loop of folders is not walked."""
    (city / "venues/alpha/again").symlink_to("..", target_is_directory=True)
    assert told(city) == []


DEEP = {
    "arrays": "x = " + "[" * 5000 + "]" * 5000,
    "keys": "x" + ".x" * 5000 + " = 1",
    "header": "[x" + ".x" * 5000 + "]",
    "inline": "x = " + "{a=" * 100 + "1" + "}" * 100,
    "decimal": "x = " + "9" * 5000,
    "hexadecimal": "x = 0x" + "f" * 5000,
    "key that speaks as the parser": '["at line x"]\n["at line x"]',
}


@pytest.mark.parametrize("name", sorted(DEEP))
def test_bottomless_values(city: Path, name: str) -> None:
    """What would exhaust the parser, or Python's own printing, is one problem of its file."""
    (city / "venues/alpha/x.toml").write_text(DEEP[name])
    found = told(city)
    assert {problem.file for problem in found} == {"venues/alpha/x.toml"}
    assert len(found) == 1


@st.composite
def edits(draw: st.DrawFn) -> bytes:
    """A venue's file with one to three spans of bytes replaced."""
    data = MUSEUM
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 12)))
        data = data[:start] + draw(st.one_of(st.sampled_from(WORDS), st.binary(max_size=4))) + data[end:]
    return data


@pytest.fixture(scope="module")
def fuzzed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One copy of the city whose museum is spoilt again and again."""
    return Path(shutil.copytree(SMALL_CITY, tmp_path_factory.mktemp("fuzzed") / "city"))


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits())
def test_mutated_files_give_problems_or_a_dataset(fuzzed: Path, data: bytes) -> None:
    """Whatever bytes a venue's file holds, loading and checking return values; a lost venue is told."""
    (fuzzed / "venues/alpha/example-museum.toml").write_bytes(data)
    found = told(fuzzed)
    dataset, _ = load(fuzzed)
    assert dataset is not None
    assert "example-museum" in dataset.venues or any(p.file == "venues/alpha/example-museum.toml" for p in found)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(["city.toml", "hotlines.toml", "codes.csv", "redirects.csv", "holidays/2026.toml"]), st.data())
def test_mutated_tables_give_problems_or_a_dataset(fuzzed: Path, name: str, data: st.DataObject) -> None:
    """The other files, likewise."""
    sound = (SMALL_CITY / name).read_bytes()
    start = data.draw(st.integers(0, len(sound)))
    cut = data.draw(st.integers(0, 9))
    try:
        (fuzzed / name).write_bytes(sound[:start] + data.draw(st.sampled_from(WORDS)) + sound[start + cut :])
        told(fuzzed)
    finally:
        (fuzzed / name).write_bytes(sound)
