"""Equal inputs give equal bytes, nothing more is written than must be, and a bad day never costs the last good one."""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
from pathlib import Path

import pytest

from tests.conftest import AS_OF, SMALL_CITY
from tests.site.building import publish, run, tree

DAY = AS_OF.isoformat()
NEXT = (AS_OF + dt.timedelta(days=1)).isoformat()


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The made-up city, published once; nobody writes into it."""
    out = tmp_path_factory.mktemp("first") / "site"
    publish(SMALL_CITY, out, DAY, TZ="UTC", LC_ALL="C", PYTHONHASHSEED="1")
    return out


@pytest.fixture
def city(tmp_path: Path) -> Path:
    """A copy of the made-up city's data, to be changed."""
    return Path(shutil.copytree(SMALL_CITY, tmp_path / "city"))


def differing(one: Path, other: Path) -> list[str]:
    """The paths whose bytes differ between two folders."""
    a, b = tree(one), tree(other)
    return sorted(path for path in a.keys() | b.keys() if a.get(path) != b.get(path))


def test_the_machine_leaves_no_trace(first: Path, tmp_path: Path) -> None:
    """Another zone, locale, hash seed, umask, working folder and number of workers: the same bytes, signs too."""
    done = run(
        *("site", "--data", os.path.relpath(SMALL_CITY, tmp_path), "--out", "site", "--as-of", DAY, "--jobs", "2"),
        cwd=tmp_path,
        umask=0o077,
        TZ="America/New_York",
        LC_ALL="C.UTF-8",
        LANGUAGE="ar",
        PYTHONHASHSEED="77",
        SOURCE_DATE_EPOCH="0",
    )
    assert done.returncode == 0, done.stderr
    assert differing(first, tmp_path / "site") == []
    assert any(path.endswith(".pdf") for path in tree(first))


LONG = os.environ.get("HYPOTHESIS_PROFILE") == "long"
# (environment, umask, --jobs): the first is in the short campaign too.
VARIANTS: tuple[tuple[dict[str, str], int, int], ...] = (
    ({"TZ": "Asia/Kathmandu", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "3", "USER": "nobody", "HOME": "/nowhere"}, 0, 8),
    *(({"TZ": zone}, 0o022, 1) for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Shanghai", "nonsense")),
    *(({"LC_ALL": locale}, 0o022, 2) for locale in ("C", "POSIX", "en_US.UTF-8", "ar_EG.UTF-8")),
    *(({"LANG": "th_TH.UTF-8", "LANGUAGE": tag}, 0o022, 1) for tag in ("th", "ar:fr")),
    *(({"PYTHONHASHSEED": seed}, 0o022, 2) for seed in ("0", "42", "4294967295")),
    *(({}, umask, 1) for umask in (0o000, 0o027, 0o077)),
    *(({}, 0o022, jobs) for jobs in (1, 2, 8)),
    ({"PYTHONUTF8": "0", "LC_ALL": "C", "USER": "root", "HOME": "/root", "SOURCE_DATE_EPOCH": "1"}, 0o022, 2),
)


@pytest.mark.parametrize("number", range(len(VARIANTS) if LONG else 1))
def test_variants(first: Path, tmp_path: Path, number: int) -> None:
    """Zone, locale, languages, hash seed, user, umask, workers, where data and output lie: the same bytes."""
    assert len(VARIANTS) >= 20
    environment, umask, jobs = VARIANTS[number]
    data = Path(shutil.copytree(SMALL_CITY, tmp_path / f"city {number}"))
    files = sorted(data.rglob("*.toml"), reverse=number % 2 == 0)
    for path in files:  # a folder lists its files in the order in which they came, on many file systems
        path.rename(path.with_suffix(".away"))
        path.with_suffix(".away").rename(path)
    words = ("site", "--data", data, "--out", tmp_path / f"out {number}", "--as-of", DAY, "--jobs", str(jobs))
    done = run(*words, cwd=tmp_path, umask=umask, **environment)
    assert done.returncode == 0, done.stdout + done.stderr
    assert differing(first, tmp_path / f"out {number}") == []


def test_where_the_data_lies_leaves_no_trace(first: Path, city: Path, tmp_path: Path) -> None:
    """A copied dataset, its files written in another order and at another time, gives the same bytes."""
    for number, path in enumerate(sorted(city.rglob("*.toml"), reverse=True)):
        os.utime(path, (number, number))
    publish(city, tmp_path / "elsewhere" / "site", DAY)
    assert differing(first, tmp_path / "elsewhere" / "site") == []


def test_a_second_run_writes_nothing(first: Path) -> None:
    """The same inputs again: nothing changed, not even a date, and the same folder stands there."""
    before = {path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in [first, *first.rglob("*")]}
    assert "nothing changed" in publish(SMALL_CITY, first, DAY)
    assert {path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in [first, *first.rglob("*")]} == before


def test_another_day_changes_what_shows_the_day(first: Path, tmp_path: Path) -> None:
    """A day later only pages with hours or the build day differ, and those differ in nothing but that."""
    publish(SMALL_CITY, tmp_path / "site", NEXT)
    changed = differing(first, tmp_path / "site")
    assert changed
    plain = {"assets", "signs", "Q", "index.html", "404.html", "sitemap.xml", "robots.txt"}
    assert [path for path in changed if path.split("/")[0] in plain] == []
    for path in changed:
        old, new = ((folder / path).read_text("utf-8") for folder in (first, tmp_path / "site"))
        if path.startswith("data/"):  # open data names its day
            assert old.replace(DAY, NEXT) == new, path
            continue
        if not path.endswith("about.html"):
            assert undated(old) == undated(new), path
        else:
            assert len(old.splitlines()) == len(new.splitlines()), path


def undated(page: str) -> str:
    """A page without its schedules, notices' and marks' states, which count from the day of the build."""
    return re.sub(r'data-schedule="[^"]*"', "", page)


def test_pages_of_a_day_gone_by_are_remade_in_place(city: Path, tmp_path: Path) -> None:
    """Building for the next day over the last one gives the same bytes as building it afresh."""
    publish(city, tmp_path / "over", DAY)
    said = publish(city, tmp_path / "over", NEXT)
    publish(city, tmp_path / "fresh", NEXT)
    assert " made, " in said
    assert differing(tmp_path / "over", tmp_path / "fresh") == []


def test_a_change_remakes_only_what_shows_it(city: Path, tmp_path: Path) -> None:
    """A telephone number that changes touches that venue's pages and the open data: no list, index or other venue."""
    publish(city, tmp_path / "site", DAY)
    shutil.copytree(tmp_path / "site", tmp_path / "before")
    file = city / "venues" / "alpha" / "example-museum.toml"
    file.write_text(file.read_text("utf-8").replace("+1 212 555 0101", "+1 212 555 0177"), "utf-8")
    publish(city, tmp_path / "site", DAY)
    changed = differing(tmp_path / "before", tmp_path / "site")
    assert {f"{slug}/venue/example-museum.html" for slug in ("zh-hans", "en", "ar")} <= set(changed)
    assert all("example-museum" in path or path.startswith("data/") for path in changed), changed


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("venues/alpha/example-museum.toml", 'kind = "museum"', 'kind = "musuem"'),
        ("venues/alpha/example-museum.toml", "[name]", "[name"),
        ("city.toml", 'languages = ["zh-Hans", "en", "ar"]', 'languages = ["zh-Hans", "xx"]'),
    ],
)
def test_an_error_publishes_nothing(city: Path, tmp_path: Path, file: str, old: str, new: str) -> None:
    """An error in the data ends with exit code 1, names the file, and the last site stands untouched."""
    publish(city, tmp_path / "site", DAY)
    before = {path: path.stat().st_mtime_ns for path in [tmp_path / "site", *(tmp_path / "site").rglob("*")]}
    text = (city / file).read_text("utf-8")
    assert old in text
    (city / file).write_text(text.replace(old, new, 1), "utf-8")
    done = run("site", "--data", city, "--out", tmp_path / "site", "--as-of", DAY, "--jobs", "1")
    assert done.returncode == 1
    assert file.rpartition("/")[2] in done.stderr
    assert "Traceback" not in done.stderr
    assert {path: path.stat().st_mtime_ns for path in [tmp_path / "site", *(tmp_path / "site").rglob("*")]} == before


def test_source_date_epoch_sets_the_day(first: Path, tmp_path: Path) -> None:
    """SOURCE_DATE_EPOCH is the day in the city's zone: 17:00 UTC is past midnight in a city eight hours ahead."""
    noon = dt.datetime(AS_OF.year, AS_OF.month, AS_OF.day, 4, tzinfo=dt.UTC)
    for moment, day in ((noon, DAY), (noon + dt.timedelta(hours=13), NEXT)):
        words = ("site", "--data", SMALL_CITY, "--out", tmp_path / day, "--jobs", "1", "--no-signs")
        done = run(*words, SOURCE_DATE_EPOCH=str(int(moment.timestamp())))
        assert f"as of {day}" in done.stdout, done.stdout + done.stderr
    # Without signs there are no example pictures of them, which the page for staff shows.
    others = [path for path in differing(first, tmp_path / DAY) if not path.startswith("signs/")]
    assert [path for path in others if not path.endswith("/print.html")] == []
