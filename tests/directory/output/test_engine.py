"""Laws of the build: warm equals cold, nothing changed writes nothing, a fault publishes nothing."""

import multiprocessing
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.output import explain, processes
from directory.output.crew import Crew
from directory.output.decision import Decision, Draft
from directory.output.engine import Progress, build
from directory.output.place import Place
from directory.output.publish import State
from directory.output.recipe import Recipe, Task
from directory.output.worker import Bench
from directory.problem import Problem

from . import toy
from .toy import codes, contents, report, run, site, stats

PATHS = ["index.html", "en/a.html", "en/b.html", "en/c/d.html", "Q/7K3FDG/index.html", "assets/x.bin"]
TEXT = st.sampled_from(["one", "two", "three"])


@st.composite
def toys(draw: st.DrawFn) -> toy.Toy:
    """Draw a site: some of the paths, in some order, with some texts."""
    paths = draw(st.lists(st.sampled_from(PATHS), unique=True))
    return site(*[(path, draw(TEXT), draw(TEXT)) for path in paths], lay=draw(TEXT))


DAMAGE = st.sampled_from(["", "", "edit", "delete", "touch", "add", "link", "copy", "manifest"])


def damage(out: Path, kind: str) -> None:
    """Do something to a published folder behind the build's back."""
    files = sorted(path for path in out.rglob("*") if path.is_file()) if out.exists() else []
    if kind == "add" and out.exists():
        (out / "stray.txt").write_text("stray")
    elif kind == "copy" and files:
        shutil.copytree(out, out.with_name("copy"))
        shutil.rmtree(out)
        out.with_name("copy").rename(out)
    elif kind == "manifest" and files:
        State(out).manifest.write_text("{")
    elif files and kind in ("edit", "delete", "touch", "link"):
        if kind == "touch":
            os.utime(files[0], ns=(1, 1))
            return
        files[0].unlink()
        if kind == "edit":
            files[0].write_text("edited by hand")
        elif kind == "link":
            files[0].symlink_to("/dev/null")


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(toys(), DAMAGE), min_size=2, max_size=6))
def test_warm_equals_cold(versions: list[tuple[toy.Toy, str]]) -> None:
    """After any changes and damages, the folder is the one a first build would make, byte for byte."""
    with tempfile.TemporaryDirectory() as folder:
        warm, cold = Path(folder, "warm"), Path(folder, "cold")
        for number, (version, harm) in enumerate(versions):
            report(run(warm, version))
            report(run(cold / str(number), version))
            assert contents(warm) == contents(cold / str(number))
            damage(warm, harm)


def test_a_copy_that_was_taken_for_ours_is_ours(tmp_path: Path) -> None:
    """What was copied whole is known by its files; it need not be proved again by files that differ later."""
    out = tmp_path / "site"
    report(run(out, site("a")))
    damage(out, "copy")
    assert report(run(out, site("a"))).unchanged
    damage(out, "edit")
    assert report(run(out, site("a"))).made == ("a",)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(toys(), DAMAGE), min_size=3, max_size=8), st.booleans())
def test_patched_equals_cold(versions: list[tuple[toy.Toy, str]], tampered: bool) -> None:
    """The same where each version is made of the one before the last, even if somebody was at that one."""
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr("directory.output.engine.PATCH_SHARE", 0)
        warm, cold = Path(folder, "warm"), Path(folder, "cold")
        for number, (version, harm) in enumerate(versions):
            report(run(warm, version))
            report(run(cold / str(number), version))
            assert contents(warm) == contents(cold / str(number))
            assert not State(warm).work.exists()
            damage(warm, harm)
            if tampered:
                damage(State(warm).spare, "delete" if number % 2 else "add")


def keyed(late: bool) -> list[Task[toy.Toy]]:
    """Share the site among tasks that have keys, the last of them perhaps late."""
    return [Task(task.name, task.plan, late and n == 3, key=partial(key_of, n)) for n, task in enumerate(toy.tasks(4))]


def key_of(share: int, version: toy.Toy) -> str:
    """Key a share by all that its pages are made from."""
    return f"{version.pages[share::4]} {version.lay}"


@settings(max_examples=40, deadline=None)
@given(st.lists(toys(), min_size=3, max_size=8), st.booleans(), st.integers(1, 2), st.sampled_from([0, 4]))
def test_trusted_equals_cold(versions: list[toy.Toy], late: bool, jobs: int, patched: int) -> None:
    """A folder that stands as it was left need not be looked at: what is published is what a first build would make."""
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr("directory.output.engine.PATCH_SHARE", patched)
        warm, cold = Path(folder, "warm"), Path(folder, "cold")
        for number, version in enumerate(versions):
            report(run(warm, version, jobs, work=keyed(late), trusted=number > 0))
            report(run(cold / str(number), version))
            assert contents(warm) == contents(cold / str(number))
        assert report(run(warm, versions[-1], work=keyed(late))).unchanged


def test_a_trusted_folder_is_not_looked_through(tmp_path: Path) -> None:
    """What somebody did to it in the meantime is found by the next build that does not trust it."""
    out = tmp_path / "site"
    report(run(out, site("a", ("b", "1")), work=keyed(late=False)))
    (out / "a").write_text("edited by hand")
    (out / "stray").write_text("x")
    assert report(run(out, site("a", ("b", "2")), work=keyed(late=False), trusted=True)).made == ("b",)
    assert (out / "a").read_text() == "edited by hand"
    assert report(run(out, site("a", ("b", "2")), work=keyed(late=False))).made == ("a",)
    assert contents(out) == {"a": b"\na\n", "b": b"\n2\n"}


def test_an_edit_needs_no_second_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a trusted folder few tasks are done where they are planned; for many, or late ones, workers are hired."""
    hired: list[int] = []
    hire = processes.hired

    def counted(bench: Bench[toy.Toy], place: Place, jobs: int) -> AbstractContextManager[Crew]:
        hired.append(jobs)
        return hire(bench, place, jobs)

    monkeypatch.setattr(processes, "hired", counted)
    out, pages = tmp_path / "site", "abcdefgh"
    for text, changed, late, expected in (
        ("1", 8, True, [2]),
        ("2", 1, False, []),
        ("3", 1, True, [2]),
        ("4", 8, True, [2]),
    ):
        hired.clear()
        made = [(page, text if n < changed else "1") for n, page in enumerate(pages)]
        report(run(out, site(*made), 2, work=keyed(late), trusted=text > "1"))
        assert hired == expected, text
        assert contents(out) == {page: f"\n{said}\n".encode() for page, said in made}


@pytest.mark.parametrize("late", [False, True])
def test_files_that_pass_to_other_tasks_are_kept(tmp_path: Path, late: bool) -> None:
    """When a city has grown its places are dealt into more shares: no file is made for that, or touched."""
    out, pages = tmp_path / "site", [f"p{n}" for n in range(12)]
    report(run(out, site(*pages), work=toy.tasks(2)))
    before, heard = stats(out), list[Progress]()
    work = [Task(f"{task.name} of 3", task.plan, late=late and n == 2) for n, task in enumerate(toy.tasks(3))]
    assert report(run(out, site(*pages), work=work, progress=heard.append)).unchanged
    assert stats(out) == before
    assert "make" not in {one.stage for one in heard}
    assert report(run(out, site(*pages[:11]), work=work)).removed == ("p11",)


@pytest.mark.parametrize(("jobs", "left"), [(1, ["here"]), (2, [])])
def test_what_is_with_others_is_let_go_of(tmp_path: Path, jobs: int, left: list[str]) -> None:
    """The process that only hands out work need not hold what it is done with; one that does it must."""
    held = ["here"]
    report(build(toy.tasks(), site("a", "b"), tmp_path / "site", jobs, toy.ignore, "c", let_go=held.clear))
    assert held == left
    assert contents(tmp_path / "site") == {"a": b"\na\n", "b": b"\nb\n"}


def test_an_edit_patches_the_version_before(tmp_path: Path) -> None:
    """From the fourth version on, an edit of one page among many links and moves a handful of files, not all."""
    out, pages = tmp_path / "site", [f"p{n}" for n in range(60)]
    links: list[int] = []
    for text in "12345":
        stages: list[Progress] = []
        report(run(out, site(*pages, ("edited", text)), progress=stages.append))
        links.append(sum(one.done == one.total for one in stages if one.stage == "link"))
        assert contents(out)["edited"] == f"\n{text}\n".encode()
        assert len(contents(out)) == 61
    assert links == [0, 1, 1, 0, 0]


def test_late_tasks_follow(tmp_path: Path) -> None:
    """What may come late is made in a second step, after the rest is published; a first build is one step."""
    out = tmp_path / "site"
    work = [Task("early", toy.tasks(2)[0].plan), Task("late", toy.tasks(2)[1].plan, late=True)]
    seen: list[tuple[str, str]] = []

    def look(progress: Progress) -> None:
        if progress.stage == "make" and out.exists():
            seen.append(((out / "early").read_text(), (out / "late").read_text()))

    for text in "12":
        made = report(run(out, site(("early", text), ("late", text)), progress=look, work=work)).made
        assert made == ("early", "late")
    assert seen == [("\n1\n", "\n1\n"), ("\n2\n", "\n1\n")]
    assert contents(out) == {"early": b"\n2\n", "late": b"\n2\n"}
    assert report(run(out, site(("early", "2"), ("late", "2")), work=work)).unchanged


def test_other_code_waits_for_nothing(tmp_path: Path) -> None:
    """What an older program made of a late task does not pass for this program's: all is made again, in one step."""
    out = tmp_path / "site"
    work = [Task("early", toy.tasks(2)[0].plan), Task("late", toy.tasks(2)[1].plan, late=True)]
    totals: list[int] = []
    for code in ("1", "1", "2"):
        stages: list[Progress] = []
        report(run(out, site("early", "late"), work=work, code=code, progress=stages.append))
        totals.append(max((one.done for one in stages if one.stage == "make"), default=0))
    assert totals == [2, 0, 2]


def test_a_file_passes_to_a_late_task_and_back(tmp_path: Path) -> None:
    """A file that passes between a late task and another is in every version, once."""
    out, plan = tmp_path / "site", toy.tasks(1)[0].plan

    def nothing(version: toy.Toy) -> Iterator[Recipe]:
        yield from ()

    for number in range(4):
        tasks = (plan, nothing) if number % 2 else (nothing, plan)
        work = [Task("early", tasks[0]), Task("late", tasks[1], late=True)]
        report(run(out, site("a", ("b", str(number))), work=work))
        assert contents(out) == {"a": b"\na\n", "b": f"\n{number}\n".encode()}


@settings(max_examples=25, deadline=None)
@given(toys(), toys())
def test_second_run_writes_nothing(first: toy.Toy, second: toy.Toy) -> None:
    """A build without changes leaves every inode, link count and time of tree and state as they were."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder, "site")
        report(run(out, first))
        report(run(out, second))
        before = stats(Path(folder))
        again = report(run(out, second))
        assert again.unchanged
        assert again.made == again.removed == ()
        assert stats(Path(folder)) == before


def test_report(tmp_path: Path) -> None:
    """A report parts what was made, kept and removed, and times each stage."""
    out = tmp_path / "site"
    report(run(out, site("a", "b", "c")))
    second = report(run(out, site("a", ("b", "new"), "d")))
    assert (second.made, second.kept, second.removed) == (("b", "d"), ("a",), ("c",))
    assert not second.unchanged
    assert set(second.seconds) == {"read", "plan", "compare", "make", "publish", "first"}


def test_kept_files_keep_inode_and_date(tmp_path: Path) -> None:
    """A kept file is the same file, be it unmade or made again with the same bytes."""
    out = tmp_path / "site"
    report(run(out, site("a", ("b", "b", "idle"), "c")))
    before = {name: (out / name).stat() for name in "abc"}
    second = report(run(out, site("a", ("b", "b", "moved"), ("c", "new"))))
    assert second.made == ("c",)
    for name in "ab":
        now = (out / name).stat()
        assert (now.st_ino, now.st_mtime_ns) == (before[name].st_ino, before[name].st_mtime_ns)
    assert (out / "c").stat().st_ino != before["c"].st_ino


def test_same_bytes_from_other_inputs(tmp_path: Path) -> None:
    """If only inputs change, the tree is untouched, and the manifest learns them so that nothing is made twice."""
    out = tmp_path / "site"
    report(run(out, site(("a", "a", "idle"))))
    before = stats(out)
    made: list[str] = []
    second = report(run(out, site(("a", "a", "moved")), progress=lambda p: made.append(p.stage)))
    assert second.unchanged
    assert "make" in made
    assert {path: s[:2] + s[3:5] for path, s in stats(out).items()} == {p: s[:2] + s[3:5] for p, s in before.items()}
    made.clear()
    report(run(out, site(("a", "a", "moved")), progress=lambda p: made.append(p.stage)))
    assert "make" not in made


def test_code_is_an_input(tmp_path: Path) -> None:
    """Other code makes everything again."""
    stages: list[Progress] = []
    report(run(tmp_path / "site", site("a", "b")))
    report(run(tmp_path / "site", site("a", "b"), code="d", progress=stages.append))
    assert Progress("make", 2, 0) in stages


def test_jobs_make_the_same_bytes(tmp_path: Path) -> None:
    """One, two and three workers publish the same, cold and warm, also from a task larger than its share."""
    pages = [f"p/{number}.html" for number in range(150)]
    for toys_ in (site(*pages), site(*pages, lay="new"), site(*pages[:9], lay="new")):
        for jobs in (1, 2, 3):
            report(run(tmp_path / f"jobs{jobs}", toys_, jobs, work=toy.tasks(1 if jobs == 3 else 4)))
        assert contents(tmp_path / "jobs1") == contents(tmp_path / "jobs2") == contents(tmp_path / "jobs3")


def test_spawned_workers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers started afresh, with everything pickled, make the same."""
    monkeypatch.setattr("threading.active_count", lambda: 2)
    report(run(tmp_path / "a", site("x", "y"), 2))
    report(run(tmp_path / "b", site("x", "y"), 1))
    assert contents(tmp_path / "a") == contents(tmp_path / "b")


def test_workers_leave_before_the_last_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is published, in one step or two, is put together when the workers' memory is free, but not before."""
    decide, at_work = Draft.decision, list[int]()

    def decision(draft: Draft) -> Decision:
        at_work.append(len(multiprocessing.active_children()))
        return decide(draft)

    monkeypatch.setattr(Draft, "decision", decision)
    for pages, steps in ((("a", "b", "c"), [0]), (("a", ("b", "new"), ("c", "new")), [2, 0])):
        at_work.clear()
        report(run(tmp_path / "site", site(*pages), 2, work=[*toy.tasks()[:2], replace(toy.tasks()[2], late=True)]))
        assert at_work == steps


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize(("text", "said"), [("RAISE", "the oven is cold"), ("STR", "instead of bytes")])
def test_failing_make(tmp_path: Path, jobs: int, text: str, said: str) -> None:
    """A make that goes wrong names path, task and cause, and changes nothing."""
    out = tmp_path / "site"
    report(run(out, site("a", "b", "c")))
    before = stats(out)
    result = run(out, site("a", ("b", text), ("c", "new")), jobs)
    assert codes(result) == ["make-failed"]
    assert isinstance(result, list)
    assert result[0].file == "b"
    assert "share 1" in str(result[0])
    assert said in str(result[0])
    assert stats(out) == before
    assert toy.names(State(out).folder) == {"README", "lock", "manifest.json"}


def test_dying_worker(tmp_path: Path) -> None:
    """A worker that is killed is a problem, and changes nothing."""
    out = tmp_path / "site"
    report(run(out, site("a", "b")))
    before = contents(out)
    assert codes(run(out, site("a", ("b", "DIE"), "c", "d", lay="new"), 2)) == ["worker-died"]
    assert contents(out) == before


def test_all_workers_dying(tmp_path: Path) -> None:
    """If every worker is killed the build ends, with a problem each."""
    assert codes(run(tmp_path / "site", site(*[(str(n), "DIE") for n in range(9)]), 2)) == ["worker-died"] * 2
    assert not (tmp_path / "site").exists()


def test_many_faults(tmp_path: Path) -> None:
    """A fault in everything is told some times, not a thousand."""
    result = run(tmp_path / "site", site(*[(str(n), "RAISE") for n in range(1000)]))
    assert 20 <= len(codes(result)) < 100


@pytest.mark.parametrize("jobs", [1, 2])
def test_failing_plan(tmp_path: Path, jobs: int) -> None:
    """A plan that goes wrong names its task; nothing is published."""
    work = [*toy.tasks(1), Task("spring", toy.fails)]
    result = run(tmp_path / "site", site("a"), jobs, work=work)
    assert codes(result) == ["plan-failed"]
    assert isinstance(result, list)
    assert "spring" in str(result[0])
    assert "no such season" in str(result[0])
    assert not (tmp_path / "site").exists()


def test_bad_paths_make_nothing(tmp_path: Path) -> None:
    """All faults of paths are told, of tasks that come later too; a path that cannot be is never written."""
    stages: list[str] = []
    bad = site("a/../b", "x", "X", ("ok", "RAISE"))
    assert codes(run(tmp_path / "site", bad, progress=lambda p: stages.append(p.stage))) == [
        "path-invalid",
        "path-case",
    ]
    assert "make" not in stages


def test_tasks_of_one_name(tmp_path: Path) -> None:
    """Two tasks of one name are misuse."""
    with pytest.raises(ValueError, match="same name"):
        run(tmp_path / "site", site("a"), work=[*toy.tasks(1), *toy.tasks(1)])


@pytest.fixture(params=[0o000, 0o022, 0o077])
def umask(request: pytest.FixtureRequest) -> Iterator[None]:
    """Run under each umask."""
    old = os.umask(request.param)
    yield
    os.umask(old)


@pytest.mark.usefixtures("umask")
@pytest.mark.parametrize("jobs", [1, 2])
def test_modes(tmp_path: Path, jobs: int) -> None:
    """Files are 0644 and folders 0755 under any umask."""
    report(run(tmp_path / "site", site("a/b/c", "d"), jobs))
    report(run(tmp_path / "site", site("a/b/c", "d", "e/f"), jobs))
    paths = [tmp_path / "site", *(tmp_path / "site").rglob("*")]
    assert {(path.is_dir(), path.stat().st_mode & 0o7777) for path in paths} == {(True, 0o755), (False, 0o644)}


def test_hashed_assets_stay_for_one_more_version(tmp_path: Path) -> None:
    """A hashed asset outlives its plan by one publication, whatever is run without changes in between."""
    out, old = tmp_path / "site", "assets/css/site.0123abcd.css"
    report(run(out, site(old, "assets/plain.css", ("index.html", "1"))))
    assert report(run(out, site(("index.html", "2")))).removed == ("assets/plain.css",)
    assert (out / old).exists()
    assert report(run(out, site(("index.html", "2")))).unchanged
    assert (out / old).exists()
    assert report(run(out, site(("index.html", "3")))).removed == (old,)
    assert not (out / old).exists()


def test_carried_asset_planned_again(tmp_path: Path) -> None:
    """A hashed asset that comes back is young again."""
    out, asset = tmp_path / "site", "assets/site.0123abcd.js"
    report(run(out, site(asset, ("i", "1"))))
    for text in "2345":
        report(run(out, site(*([asset] if text in "35" else []), ("i", text))))
        assert (out / asset).exists()


def test_carried_asset_gives_way(tmp_path: Path) -> None:
    """A carried asset never stands in the way of what is planned."""
    out = tmp_path / "site"
    report(run(out, site("assets/a.0123abcd.js")))
    report(run(out, site("assets/A.0123abcd.js")))
    assert list(contents(out)) == ["assets/A.0123abcd.js"]
    report(run(out, site("assets/A.0123abcd.js/b")))
    assert list(contents(out)) == ["assets/A.0123abcd.js/b"]


def test_foreign_files_are_set_aside(tmp_path: Path) -> None:
    """A file that no manifest knows is not carried over; it is kept beside the folder for ever, and said so."""
    out = tmp_path / "site"
    report(run(out, site("a")))
    for text, version in (("mine", "1"), ("other", "2")):
        (out / "sub").mkdir()
        (out / "sub/CNAME").write_text(text)
        warned = report(run(out, site("a", ("sub/CNAME", version) if version == "2" else "b")))
        assert [problem.code for problem in warned.problems] == ["file-foreign"]
        assert "site.state/foreign/sub/CNAME" in str(warned.problems[0])
    for text in "345":
        report(run(out, site("a", ("b", text))))
    assert contents(State(out).foreign) == {"sub/CNAME": b"mine", "sub/CNAME.1": b"other"}
    assert set(contents(out)) == {"a", "b"}


def test_a_link_is_no_published_file(tmp_path: Path) -> None:
    """A link to the same bytes, of the same length and date, is made a file again."""
    out = tmp_path / "site"
    report(run(out, site("ab")))
    (out / "ab").rename(tmp_path / "z")
    (out / "ab").symlink_to("../z")
    assert (out / "ab").lstat().st_size == (tmp_path / "z").stat().st_size
    assert report(run(out, site("ab"))).made == ("ab",)
    assert not (out / "ab").is_symlink()


def test_corrupt_manifest(tmp_path: Path) -> None:
    """A corrupt manifest is a warning and a clean build."""
    out = tmp_path / "site"
    report(run(out, site("a", "b")))
    State(out).manifest.write_text('{"format": "something else"}')
    again = report(run(out, site("a")))
    assert ([problem.code for problem in again.problems], again.made) == (["manifest-unreadable"], ("a",))
    assert list(contents(out)) == ["a"]
    assert report(run(out, site("a"))).unchanged


def test_a_manifest_that_cannot_be_read_is_no_missing_one(tmp_path: Path) -> None:
    """Where the file system refuses it nothing is made anew as if nothing had been published: old assets would go."""
    out = tmp_path / "site"
    report(run(out, site("a")))
    manifest = State(out).manifest
    manifest.unlink()
    manifest.mkdir()
    refused = run(out, site(("a", "2")))
    assert isinstance(refused, list)
    assert [problem.code for problem in refused] == ["write-failed"]
    assert contents(out) == {"a": b"\na\n"}
    told = explain.why(out, "a")
    assert isinstance(told, Problem)
    assert told.code == "manifest-unreadable"
