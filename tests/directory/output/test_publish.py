"""Whatever kills a build, readers find the old tree or the new one, and the next build needs no cleaning."""

import errno
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from directory.output import publish
from directory.output.publish import State, rollback
from directory.output.tree import Staging
from directory.problem import Problem

from . import toy
from .toy import codes, contents, report, run, site, stats

OLD = site("a", "en/b", ("c", "1"), "assets/s.0123abcd.css")
NEW = site("a", "en/d", ("c", "2"), lay="")
STATE = {"README", "lock", "manifest.json", "previous", "previous.json", "spare"}
WRITES = {
    "os.mkdir",
    "os.rename",
    "os.link",
    "os.remove",
    "os.rmdir",
    "os.chmod",
    "os.utime",
    "os.truncate",
    "directory.output.exchange",
}


def in_child(work: Callable[[], None]) -> int:
    """Run something in a forked process; gives its exit code, or minus the signal that ended it."""
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def watch_calls(act: Callable[[], None]) -> None:
    """Have `act` called before every call that changes the file system (PEP 578), from now on, for ever."""

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        writing = event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)
        if event in WRITES or writing:
            act()

    sys.addaudithook(hook)


def no_exchange(one: Path, other: Path) -> bool:
    """Stand for a system without renameat2."""
    return False


def kill_at(number: int, out: Path, fallback: bool) -> int:
    """Build the new version and be killed at the given call; gives how the process ended."""
    count = 0

    def act() -> None:
        nonlocal count
        count += 1
        if count == number:
            os.kill(os.getpid(), signal.SIGKILL)

    def work() -> None:
        if fallback:
            publish.exchange = no_exchange
        watch_calls(act)
        run(out, NEW)

    return in_child(work)


@pytest.mark.parametrize("fallback", [False, True])
def test_killed_anywhere(tmp_path: Path, fallback: bool) -> None:
    """SIGKILL at every call that writes: the old tree or the new one, and the next build is as if nothing was."""
    old, new, whole = set(), set(), expected(tmp_path)
    for number in range(1, 200):
        out = tmp_path / f"killed{number}" / "site"
        report(run(out, OLD))
        before = contents(out)
        ended = kill_at(number, out, fallback)
        after = contents(out) if out.exists() else None
        if after == before:
            old.add(number)
        elif after == whole:
            new.add(number)
        else:
            assert fallback, f"call {number} left {after}"
            assert after is None
        again = report(run(out, NEW))
        assert contents(out) == whole
        assert toy.names(State(out).folder) <= STATE
        assert again.problems == ()
        assert contents(State(out).previous) == before
        if ended == 0:
            break
    assert len(old) > 5
    assert len(new) >= 3
    assert max(old) < min(new)
    assert ended == 0


def expected(tmp_path: Path) -> dict[str, bytes]:
    """Give what the new version looks like after the old one."""
    report(run(tmp_path / "reference", OLD))
    report(run(tmp_path / "reference", NEW))
    return contents(tmp_path / "reference")


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EACCES])
def test_failing_anywhere(tmp_path: Path, number: int) -> None:
    """Every writing call that fails leaves the old tree or the new one, says so, and needs no cleaning."""
    whole = expected(tmp_path)
    for call in range(1, 200):
        out = tmp_path / f"failed{call}" / "site"
        report(run(out, OLD))
        before = contents(out)
        ended = in_child(lambda call=call, out=out: fail_at(call, number, out))  # type: ignore[misc]
        assert ended in (1, 2, 3), f"call {call} ended in a traceback"
        assert contents(out) == (before if ended == 1 else whole), f"call {call}"
        report(run(out, NEW))
        assert contents(out) == whole
        assert toy.names(State(out).folder) <= STATE
        if ended == 3:
            return
    pytest.fail("the build never ran through")


def fail_at(call: int, number: int, out: Path) -> None:
    """Build with one call failing; exits 1 for problems, 2 for a report, 3 if no call failed, 4 on a traceback."""
    count = 0

    def act() -> None:
        nonlocal count
        count += 1
        if count == call:
            raise OSError(number, os.strerror(number))

    watch_calls(act)
    try:
        result = run(out, NEW)
    except BaseException:
        os._exit(4)
    os._exit(1 if isinstance(result, list) else 2 if count >= call else 3)


def test_killed_with_workers(tmp_path: Path) -> None:
    """A build killed with its workers at work leaves the old tree, and the next one runs at once."""
    out = tmp_path / "site"
    report(run(out, OLD))
    before = contents(out)
    code = (
        "import os, signal, sys\nfrom pathlib import Path\nfrom tests.directory.output import toy\n"
        "def kill(progress):\n    if progress.stage == 'make': os.kill(os.getpid(), signal.SIGKILL)\n"
        "pages = [(f'p{n}', 'new') for n in range(500)]\n"
        "toy.run(Path(sys.argv[1]), toy.site(*pages), 2, progress=kill)\n"
    )
    root = Path(__file__).parents[3]
    ended = subprocess.run([sys.executable, "-c", code, str(out)], cwd=root, timeout=60, check=False)
    assert ended.returncode == -signal.SIGKILL
    assert contents(out) == before
    assert State(out).next.exists()
    report(run(out, NEW, 2))
    assert contents(out) == expected(tmp_path)
    assert not State(out).next.exists()


def test_a_straggler_cannot_write_into_the_next_tree(tmp_path: Path) -> None:
    """Who still writes into a tree that was moved away writes there."""
    tree = tmp_path / "next"
    tree.mkdir()
    straggler = Staging(tree)
    tree.rename(tmp_path / "trash")
    tree.mkdir()
    straggler.write("a", b"late")
    straggler.close()
    assert list(tree.iterdir()) == []


def test_two_builders(tmp_path: Path) -> None:
    """The second builder at work is refused, and told by whom and since when."""
    out = tmp_path / "site"
    results: list[object] = []

    def meddle(progress: object) -> None:
        if not results:
            results.append(run(out, site("x")))

    report(run(out, site("a"), progress=meddle))
    (result,) = results
    assert isinstance(result, list)
    assert codes(result) == ["out-locked"]
    assert f"process {os.getpid()}, since 20" in str(result[0])
    assert list(contents(out)) == ["a"]


def test_stale_lock(tmp_path: Path) -> None:
    """What a dead builder wrote in the lock holds nobody up."""
    out = tmp_path / "site"
    report(run(out, site("a")))
    State(out).lock.write_text(json.dumps({"pid": 1, "since": "long ago, by a process with a longer text" * 9}))
    report(run(out, site("b")))
    assert json.loads(State(out).lock.read_text())["pid"] == os.getpid()


def test_readers_see_whole_versions(tmp_path: Path) -> None:
    """While versions are published, a reader always finds the folder, and its files agree in one opened tree."""
    out = tmp_path / "site"
    report(run(out, site("a", "b", lay="0")))
    seen: list[tuple[bytes, bytes]] = []
    stop = threading.Event()

    def reading() -> None:
        while not stop.is_set():
            folder = os.open(out, os.O_RDONLY)  # a tree once opened stays the same tree
            texts = []
            for name in ("a", "b"):
                with open(os.open(name, os.O_RDONLY, dir_fd=folder), "rb") as file:
                    texts.append(file.read()[:2])
            os.close(folder)
            seen.append((texts[0], texts[1]))

    failed: list[BaseException] = []
    hook, threading.excepthook = threading.excepthook, lambda fault: failed.append(fault.exc_value or Exception())
    reader = threading.Thread(target=reading)
    reader.start()
    try:
        # A tree lives on as previous/ for one version, so a reader of the version before last may lose it: the next
        # one is published only when the reading that was under way at the switch, and one more, are over.
        for number in range(1, 10):
            report(run(out, site("a", "b", lay=str(number))))
            switched = len(seen)
            while len(seen) < switched + 2 and not failed:
                pass
    finally:
        stop.set()
        reader.join()
        threading.excepthook = hook
    assert not failed
    assert all(one == other for one, other in seen)


@pytest.mark.parametrize("state", [[], ["notes.txt"]])
def test_foreign_folder_is_refused(tmp_path: Path, state: list[str]) -> None:
    """A folder that the build did not make is refused, and nothing is touched."""
    out = tmp_path / "site"
    (out / "sub").mkdir(parents=True)
    (out / "sub/thesis.txt").write_text("years of work")
    for name in state:
        (tmp_path / "site.state").mkdir()
        (tmp_path / "site.state" / name).write_text("mine")
    before = stats(tmp_path)
    assert codes(run(out, site("a"))) == ["out-foreign"]
    assert stats(tmp_path) == before


def test_replaced_folder_is_refused(tmp_path: Path) -> None:
    """A folder put in the place of the one that was published is refused, whatever lies beside it."""
    out = tmp_path / "site"
    report(run(out, site("a", "b", "c")))
    out.rename(tmp_path / "elsewhere")
    out.mkdir()
    (out / "thesis.txt").write_text("years of work")
    before = stats(out)
    assert codes(run(out, site("a"))) == ["out-foreign"]
    assert stats(out) == before


def test_empty_and_absent_folders_are_taken(tmp_path: Path) -> None:
    """An empty folder may be used, and a missing one with its parents is made."""
    (tmp_path / "empty").mkdir()
    report(run(tmp_path / "empty", site("a")))
    report(run(tmp_path / "x/y/z", site("a")))
    assert contents(tmp_path / "empty") == contents(tmp_path / "x/y/z")


def test_symbolic_links_are_followed(tmp_path: Path) -> None:
    """A linked output folder is resolved: the link stays, and its target is what is published."""
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    report(run(tmp_path / "link", site("a")))
    report(run(tmp_path / "link", site("b")))
    assert (tmp_path / "link").is_symlink()
    assert list(contents(tmp_path / "real")) == ["b"]
    assert State(tmp_path / "real").manifest.exists()


@pytest.mark.parametrize("kind", ["file", "loop", "mount", "root", "n" * 253, "n" * 300])
def test_impossible_outputs(tmp_path: Path, kind: str) -> None:
    """What cannot be a published folder is a problem."""
    (tmp_path / "file").write_text("text")
    (tmp_path / "loop").symlink_to("loop")
    out = {"mount": Path("/proc"), "root": Path("/")}.get(kind, tmp_path / kind)
    assert codes(run(out, site("a"))) in (["out-path"], ["out-mount"])
    assert (tmp_path / "file").read_text() == "text"


def test_rollback(tmp_path: Path) -> None:
    """The version before can be published again, and back; the next build then goes on from there."""
    out = tmp_path / "site"
    assert isinstance(rollback(out), Problem)
    report(run(out, site("a", ("b", "1"))))
    assert isinstance(rollback(out), Problem)
    first = contents(out)
    report(run(out, site("a", ("b", "2"), "c")))
    second = contents(out)
    assert rollback(out) is None
    assert contents(out) == first
    assert rollback(out) is None
    assert contents(out) == second
    rollback(out)
    assert report(run(out, site("a", ("b", "1")))).unchanged


def test_without_hard_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a file system has no hard links, kept files are copied with their dates."""
    out = tmp_path / "site"
    report(run(out, site("a", "b")))
    before = (out / "a").stat().st_mtime_ns

    def refuse(*arguments: object, **options: object) -> None:
        raise OSError(errno.EXDEV, "cross-device link")

    monkeypatch.setattr(os, "link", refuse)
    assert report(run(out, site("a", "c"))).kept == ("a",)
    assert (out / "a").stat().st_mtime_ns == before
    assert report(run(out, site("a", "c"))).unchanged


def test_toy_is_spread_over_tasks() -> None:
    """The toy site's tasks share its pages and lose none."""
    planned = [recipe.path for task in toy.tasks() for recipe in task.plan(OLD)]
    assert sorted(planned) == sorted(page[0] for page in OLD.pages)
