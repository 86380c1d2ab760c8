"""Laws of building on a cluster: the same bytes as here whoever dies; a fault publishes nothing and says what to do."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from directory.output import cluster as clustered
from directory.output.engine import Progress
from directory.output.place import Place
from directory.output.recipe import Task
from directory.output.worker import Bench, Parcel
from directory.problem import Problem
from directory.program import surroundings
from tests.site import building

from . import toy
from .clusters import ROOT, Started, cluster
from .toy import codes, contents, report, run, site, stats

PAGES = [f"p/{number}.html" for number in range(150)]
Heard = list[tuple[str, int]]


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Started]:
    """A scheduler and three workers; who kills one starts another."""
    with cluster(tmp_path_factory.mktemp("cluster") / "three", 3) as started:
        yield started


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give up early, where nobody will come."""
    monkeypatch.setattr(clustered, "CONNECT_S", 1.0)
    monkeypatch.setattr(clustered, "PATIENCE_S", 2.0)
    monkeypatch.setattr(clustered, "TICK_S", 0.1)


def once(do: Callable[[], None], stage: str) -> Callable[[Progress], None]:
    """Give a listener that does something when a stage is first heard of."""
    done: list[None] = []

    def listen(progress: Progress) -> None:
        if progress.stage == stage and not done:
            done.append(None)
            do()

    return listen


def test_every_version_is_that_of_one_machine(three: Started, tmp_path: Path) -> None:
    """Cold, unchanged, edited, shrunk, damaged: the cluster publishes, and says, what one process does."""
    here, there = tmp_path / "here", tmp_path / "there"
    edited = site(*PAGES[:7], (PAGES[7], "new"), *PAGES[8:], "x")
    few = site(*PAGES[:9], lay="new")
    for version in (site(*PAGES), site(*PAGES), edited, site(*PAGES, lay="new"), few, few):
        one = report(run(here, version, work=toy.tasks(5)))
        many = report(run(there, version, work=toy.tasks(5), scheduler=three.address))
        assert (many.made, many.removed, many.unchanged) == (one.made, one.removed, one.unchanged)
        assert contents(there) == contents(here)
        for out in (here, there):
            (out / PAGES[0]).unlink()
            (out / PAGES[1]).write_text("by hand")


def test_nothing_changed_writes_nothing(three: Started, tmp_path: Path) -> None:
    """A second build on the cluster leaves every inode and date as they were."""
    report(run(tmp_path / "site", site(*PAGES), scheduler=three.address))
    before = stats(tmp_path)
    assert report(run(tmp_path / "site", site(*PAGES), scheduler=three.address)).unchanged
    assert stats(tmp_path) == before


def test_bytes_of_the_last_version_do_not_travel(
    three: Started, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file made again with the same bytes comes back without them, and stays the same file."""
    out, travelled = tmp_path / "site", {}
    put = Place.put

    def look(place: Place, name: str, parcels: list[Parcel]) -> object:
        travelled.update({parcel.order.path: parcel.data for parcel in parcels})
        return put(place, name, parcels)

    report(run(out, site("a", ("b", "b", "idle")), scheduler=three.address))
    inode = (out / "b").stat().st_ino
    monkeypatch.setattr(Place, "put", look)
    assert report(run(out, site(("a", "new"), ("b", "b", "moved")), scheduler=three.address)).made == ("a",)
    assert travelled == {"a": b"\nnew\n", "b": None}
    assert (out / "b").stat().st_ino == inode


def test_late_tasks_follow(three: Started, tmp_path: Path) -> None:
    """On a cluster too, what may come late is made after the rest is published."""
    out, seen = tmp_path / "site", []
    work = [Task("early", toy.tasks(2)[0].plan), Task("late", toy.tasks(2)[1].plan, late=True)]

    def look(progress: Progress) -> None:
        if progress.stage == "make" and out.exists():
            seen.append(((out / "early").read_text(), (out / "late").read_text()))

    for text in "12":
        version = site(("early", text), ("late", text))
        report(run(out, version, progress=look, work=work, scheduler=three.address))
    assert seen == [("\n1\n", "\n1\n"), ("\n2\n", "\n1\n")]
    assert contents(out) == {"early": b"\n2\n", "late": b"\n2\n"}


def test_progress_counts_to_the_end(three: Started, tmp_path: Path) -> None:
    """Planning is told by tasks and making by files, up to the last."""
    heard: list[Progress] = []
    report(run(tmp_path / "site", site(*PAGES), progress=heard.append, scheduler=three.address))
    assert [one.done for one in heard if one.stage == "plan"] == [1, 2, 3]
    making = [one.done for one in heard if one.stage == "make"]
    assert making == sorted(making)
    assert making[-1] == 150


def test_a_worker_killed_in_the_middle(three: Started, tmp_path: Path) -> None:
    """One of three workers is killed while files are made: the same bytes, and nobody hears of it."""
    version = site(*[(page, f"SLOW {page}") for page in [*PAGES, *(f"q/{page}" for page in PAGES)]])
    victim, number = three.processes[1], len(three.processes)
    kill = once(victim.kill, "make")
    many = run(tmp_path / "there", version, progress=kill, work=toy.tasks(6), scheduler=three.address)
    assert report(many).problems == ()
    assert victim.wait() == -9
    report(run(tmp_path / "here", version))
    assert contents(tmp_path / "there") == contents(tmp_path / "here")
    three.worker()
    three.joined(number)


@pytest.mark.usefixtures("hasty")
def test_a_stranger_that_comes_late(three: Started, tmp_path: Path) -> None:
    """A worker of another program that joins while files are made is refused, and nothing is published."""
    number = len(three.processes)

    def join() -> None:
        three.worker(TOY_EDITION="second")
        three.joined(number)

    version = site(*[(f"{n}", f"SLOW {n}") for n in range(900)])
    result = run(tmp_path / "site", version, progress=once(join, "make"), work=toy.tasks(6), scheduler=three.address)
    three.processes[number].kill()
    assert set(codes(result)) == {"worker-foreign"}
    assert not (tmp_path / "site").exists()


FAULTS: list[tuple[toy.Toy, list[Task[toy.Toy]]]] = [
    (site("a", ("b", "RAISE"), ("c", "STR")), toy.tasks()),
    (site("a", ("b", "REFUSE")), toy.tasks()),
    (site("a"), [*toy.tasks(1), Task("spring", toy.fails)]),
    (site("a/../b", "x", "X", ("ok", "RAISE")), toy.tasks()),
]


@pytest.mark.parametrize(("version", "work"), FAULTS)
def test_faults_are_told_alike(three: Started, tmp_path: Path, version: toy.Toy, work: list[Task[toy.Toy]]) -> None:
    """A make that fails or is refused, a plan that fails, a bad path: the same words as on one machine."""
    here = run(tmp_path / "here", version, work=work)
    there = run(tmp_path / "there", version, work=work, scheduler=three.address)
    assert codes(here)
    assert there == here
    assert not (tmp_path / "there").exists()


def test_many_faults(three: Started, tmp_path: Path) -> None:
    """A fault in everything is told some times, not a thousand; what was under way is called off."""
    version = site(*[(str(n), "RAISE") for n in range(1000)])
    assert 20 <= len(codes(run(tmp_path / "site", version, scheduler=three.address))) < 100
    report(run(tmp_path / "site", site("a"), scheduler=three.address))
    assert contents(tmp_path / "site") == {"a": b"\na\n"}


@pytest.mark.usefixtures("hasty")
@pytest.mark.parametrize(("process", "said"), [(1, "no worker is left"), (0, "the scheduler")])
def test_nobody_is_left(tmp_path: Path, process: int, said: str) -> None:
    """If the only worker or the scheduler is killed the build ends, in bounded time, and nothing is published."""
    with cluster(tmp_path / "cluster", 1) as one:
        version = site(*[(page, f"SLOW {page}") for page in PAGES])
        result = run(
            tmp_path / "site", version, progress=once(one.processes[process].kill, "make"), scheduler=one.address
        )
    assert codes(result) == ["workers-lost"]
    assert not (tmp_path / "site").exists()
    assert isinstance(result, list)
    assert said in str(result[0])
    assert toy.names(tmp_path / "site.state") == {"lock"}


def test_a_page_that_kills_its_workers(tmp_path: Path) -> None:
    """Where a file kills whoever makes it, its task is named, and nothing is published.

    So may be a task that the same worker had ahead: where no failure is allowed, dask cannot tell which of them it was.
    Where there is no other task, there is one problem.
    """
    pages = site("a", ("b", "DIE"), "c")
    with cluster(tmp_path / "cluster", 4, DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES="0") as many:
        alone = run(tmp_path / "alone", pages, scheduler=many.address, work=toy.tasks(1))
        shared = run(tmp_path / "site", pages, scheduler=many.address)
    assert codes(alone) == ["worker-died"]
    assert set(codes(shared)) == {"worker-died"}
    assert isinstance(alone, list)
    assert isinstance(shared, list)
    assert "share 0" in str(alone[0])
    assert any("share 1" in str(problem) for problem in shared)
    assert not (tmp_path / "alone").exists()
    assert not (tmp_path / "site").exists()


@pytest.mark.usefixtures("hasty")
def test_nobody_there(tmp_path: Path) -> None:
    """No scheduler, no address, and a scheduler without workers are told apart, each with what to do."""
    for address in ("tcp://127.0.0.1:9", "nowhere"):
        result = run(tmp_path / "site", site("a"), scheduler=address)
        assert codes(result) == ["scheduler-missing"]
        assert isinstance(result, list)
        assert address in str(result[0])
    with cluster(tmp_path / "cluster", 0) as empty:
        result = run(tmp_path / "site", site("a"), scheduler=empty.address)
    assert codes(result) == ["workers-missing"]
    assert not (tmp_path / "site").exists()


def test_the_package_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without dask.distributed the package is named; a build without a scheduler does not ask for it."""
    monkeypatch.setitem(sys.modules, "distributed", None)
    result = run(tmp_path / "site", site("a"), scheduler="tcp://127.0.0.1:9")
    assert codes(result) == ["cluster-missing"]
    assert isinstance(result, list)
    assert "pip install distributed" in str(result[0])
    report(run(tmp_path / "site", site("a")))


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """The program in another folder: what a worker on another machine has."""
    target = tmp_path / "elsewhere"
    target.mkdir()
    for folder in ("directory", "signs", "templates"):
        shutil.copytree(ROOT / folder, target / folder, ignore=shutil.ignore_patterns("data", "__pycache__"))
    for name in ("build.py", "requirements.lock"):
        shutil.copy(ROOT / name, target / name)
    return target


def city(small_city: Path, out: Path, *more: str) -> tuple[int, str]:
    """Build the made-up city with the command line; gives the exit code and what was said."""
    done = building.run("site", "--data", small_city, "--out", out, "--as-of", "2026-11-23", "--jobs", "1", *more)
    return done.returncode, done.stdout + done.stderr


def test_a_city(small_city: Path, tmp_path: Path, program: Path) -> None:
    """Workers with the program elsewhere, and no disk in common, make the same city, signs and all."""
    here, there = tmp_path / "here", tmp_path / "there"
    assert city(small_city, here)[0] == 0
    with cluster(tmp_path / "cluster", 2, program) as two:
        code, said = city(small_city, there, "--scheduler", two.address)
    assert code == 0, said
    assert building.tree(there) == building.tree(here)


def test_strangers(tmp_path: Path, program: Path) -> None:
    """A worker that has another template is refused, and so is one that has no program at all."""
    languages = ("zh-Hans", "en")
    with cluster(tmp_path / "cluster", 1, program) as one:
        assert refused(one, languages, tmp_path) == []
        with (program / "templates" / "base.html").open("a") as template:
            template.write(" ")
        one.worker(program)
        one.worker(tmp_path)
        one.joined(2)
        one.joined(3)
        faults = refused(one, languages, tmp_path)
    assert sorted(fault.code for fault in faults) == ["worker-foreign", "worker-foreign"]
    said = " ".join(map(str, faults))
    assert "has another program, other packages or other fonts" in said
    assert "cannot run this program" in said
    assert "No module named" in said


def refused(started: Started, languages: tuple[str, ...], tmp_path: Path) -> list[Problem]:
    """Join a cluster as the command line does; gives whom it would not work with."""
    place = Place(tmp_path / "site", tmp_path / "next")
    with clustered.hired(Bench([], None), place, started.address, partial(surroundings, languages)) as crew:
        return crew if isinstance(crew, list) else []
