"""Whatever kills a build, readers find the old tree or the new one, and the next build needs no cleaning."""

import errno
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from directory.output import publish, tree
from directory.output.engine import Report
from directory.output.publish import State, rollback
from directory.output.tree import Staging
from directory.problem import Problem
from tests.serving import serving

from . import toy
from .toy import codes, contents, report, run, site, stats

REST = [f"rest/{n}" for n in range(6)]
OLD = site("a", "en/b", ("c", "1"), *REST, "assets/s.0123abcd.css")
NEW = site("a", "en/d", ("c", "2"), *REST)
STATE = {"README", "lock", "manifest.json", "previous", "previous.json", "spare"}
CALLS = {
    "os.mkdir",
    "os.rename",
    "os.link",
    "os.remove",
    "os.rmdir",
    "os.chmod",
    "os.utime",
    "os.truncate",
    "os.scandir",
    "open",
    "directory.output.exchange",
}
UNAUDITED = ("write", "pwrite", "fsync", "ftruncate", "stat", "lstat", "fstat")  # calls of os that raise no audit event
FAULTS = (0, errno.ENOSPC, errno.EIO, errno.EACCES)  # 0 is SIGKILL
# The long campaign has every call fail in every way; the short one every call once, and of patched builds some.
LONG = os.environ.get("HYPOTHESIS_PROFILE") == "long"


@dataclass(frozen=True)
class Scene:
    """A build that is to be disturbed: what was published before it, and how this system is.

    `patched`: the new version is made of an older one. `two_steps`: a part of it may come late.
    """

    name: str
    before: tuple[toy.Toy, ...] = (OLD,)
    fallback: bool = False
    patched: bool = False
    two_steps: bool = False

    def build(self, out: Path, version: toy.Toy) -> Report | list[Problem]:
        """Build one version as this scene has it."""
        work = [replace(task, late=self.two_steps and task.name == "share 2") for task in toy.tasks()]
        with pytest.MonkeyPatch.context() as patch:
            if self.patched:
                patch.setattr("directory.output.engine.PATCH_SHARE", 0)
            return run(out, version, work=work)

    def prepare(self, out: Path) -> None:
        """Publish what was there before."""
        for version in self.before:
            report(self.build(out, version))


HISTORY = (site("a", ("c", "0")), OLD, site("a", "en/b", ("c", "3"), *REST, "assets/s.0123abcd.css"), OLD)
SCENES = (
    Scene("plain"),
    Scene("fallback", fallback=True),
    Scene("patched", HISTORY, patched=True),
    Scene("two steps", HISTORY, patched=True, two_steps=True),
)


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
    """Have `act` called before every call to the file system, from now on, for ever: by audit events (PEP 578), and
    for what has none by taking its place.
    """

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if event in CALLS:
            act()

    def watched(call: Callable[..., object]) -> Callable[..., object]:
        def instead(*arguments: object, **options: object) -> object:
            act()
            return call(*arguments, **options)

        return instead

    sys.addaudithook(hook)
    for name in UNAUDITED:
        setattr(os, name, watched(getattr(os, name)))
    tree.flush = watched(tree.flush)  # type: ignore[assignment]


def no_exchange(one: Path, other: Path) -> bool:
    """Stand for a system without renameat2."""
    return False


def disturb(scene: Scene, call: int, fault: int, out: Path) -> int:
    """Build the new version with one call failing; gives how the process ended: 1 for problems, 2 for a report, 3 if
    no call failed, 4 on a traceback, or minus the signal.
    """

    def work() -> None:
        count = 0

        def act() -> None:
            nonlocal count
            count += 1
            if count == call and not fault:
                os.kill(os.getpid(), signal.SIGKILL)
            if count == call:
                raise OSError(fault, os.strerror(fault))

        if scene.fallback:
            publish.exchange = no_exchange
        watch_calls(act)
        try:
            result = scene.build(out, NEW)
        except BaseException:
            os._exit(4)
        os._exit(1 if isinstance(result, list) else 2 if count >= call else 3)

    return in_child(work)


def versions(scene: Scene, tmp_path: Path) -> dict[str, dict[str, bytes]]:
    """Give what a reader may find: the old version, the new one, and between two steps the first of them."""
    out = tmp_path / "reference"
    scene.prepare(out)
    old = contents(out)
    report(scene.build(out, NEW))
    new = contents(out)
    late = {recipe.path for version in (OLD, NEW) for recipe in toy.tasks()[2].plan(version)}
    middle = {path: data for path, data in new.items() if path not in late}
    middle |= {path: data for path, data in old.items() if path in late}
    return {"old": old, "new": new, **({"first step": middle} if scene.two_steps else {})}


def seen(allowed: dict[str, dict[str, bytes]], out: Path, scene: Scene) -> str:
    """Name the version that a reader finds."""
    if not out.exists():
        assert scene.fallback, "readers lost the folder"
        return "gone"
    names = [name for name, version in allowed.items() if version == contents(out)]
    assert names, f"neither: {sorted(contents(out))}"
    return names[0]


@pytest.mark.parametrize("fault", FAULTS, ids=["SIGKILL", "ENOSPC", "EIO", "EACCES"])
@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
def test_failing_anywhere(tmp_path: Path, scene: Scene, fault: int) -> None:
    """Every call to the file system, failing or killing the build: readers find the old version or the new one, an
    error says so, and the next build is as if nothing had been.
    """
    allowed, found = versions(scene, tmp_path), set()
    stride = 1 if LONG else 7  # of the calls, in the short campaign
    for call in range(1, 600, stride):
        out = tmp_path / f"call{call}" / "site"
        scene.prepare(out)
        ended = disturb(scene, call, fault, out)
        assert ended != 4, f"call {call} ended in a traceback"
        found.add(name := seen(allowed, out, scene))
        assert (ended, name) not in {(1, "new"), (2, "old"), (3, "old")}, f"call {call}"
        again = report(scene.build(out, NEW))
        # A version between two steps counts as one: hashed assets outlive it, and no more.
        gone = {"assets/s.0123abcd.css"} if name == "first step" else set()
        assert contents(out).keys() == allowed["new"].keys() - gone
        assert contents(out).items() <= allowed["new"].items()
        assert again.problems == ()
        assert toy.names(State(out).folder) <= STATE
        if ended == 3:
            break
        shutil.rmtree(out.parent)
    assert ended == 3
    assert found >= set(allowed) - ({"first step"} if not LONG else set())


def test_the_campaign_is_long_enough(tmp_path: Path) -> None:
    """Every scene has so many calls that the long campaign comes to two thousand faults and more."""
    counts = []
    for scene in SCENES:
        out = tmp_path / scene.name / "site"
        scene.prepare(out)
        low, high = 1, 2000
        while low < high:  # the first call that is not reached any more
            middle = (low + high) // 2
            trial = Path(shutil.copytree(out.parent, tmp_path / f"{scene.name} {middle}", symlinks=True)) / "site"
            low, high = (low, middle) if disturb(scene, middle, errno.EIO, trial) == 3 else (middle + 1, high)
        counts.append(low - 1)
    assert len(FAULTS) * sum(counts) >= 2000, counts


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
    assert contents(out) == versions(SCENES[0], tmp_path)["new"]
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


def test_a_server_misses_nothing_while_versions_are_published(tmp_path: Path) -> None:
    """Through thirty publications a page is always there, and so is the style that it names, of its own version."""
    out, pages = tmp_path / "site", [f"rest/{n}" for n in range(30)]

    def version(number: int) -> toy.Toy:
        style = f"assets/s.{number:08x}.css"
        return site(("index.html", style), (style, f"style {number}"), *pages)

    report(run(out, version(0)))
    stop, fetched, faults = threading.Event(), 0, list[str]()

    def reading(address: str) -> None:
        nonlocal fetched
        while not stop.is_set():
            try:
                style = urllib.request.urlopen(f"{address}index.html").read().decode().strip()
                said = urllib.request.urlopen(f"{address}{style}").read().decode().strip()
                if int(style[9:17], 16) != int(said.split()[1]):
                    faults.append(f"{style} says {said}")
            except OSError as fault:  # an HTTPError is one
                faults.append(str(fault))
            fetched += 1

    with serving(out) as address:
        reader = threading.Thread(target=reading, args=(address,))
        reader.start()
        for number in range(1, 31):
            report(run(out, version(number)))
            before = fetched  # who began before the publication may still be between the two; who begins now is not
            while fetched < before + 2 and not faults:  # a page is read, and then its style, within two versions
                pass
        stop.set()
        reader.join()
    assert faults == []
    assert fetched >= 60


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


def test_rollback_goes_back_before_both_steps(tmp_path: Path) -> None:
    """After a build in two steps, the version before is the one before the first; builds go on from either."""
    scene, out = SCENES[-1], tmp_path / "site"
    scene.prepare(out)
    old = contents(out)
    report(scene.build(out, NEW))
    new = contents(out)
    for version in (old, new, old):
        assert rollback(out) is None
        assert contents(out) == version
    for toys in (NEW, OLD, NEW):
        report(scene.build(out, toys))
        whole = {path: data for path, data in contents(out).items() if "assets" not in path}
        assert whole == {path: data for path, data in (new if toys is NEW else old).items() if "assets" not in path}
    assert rollback(out) is None
    assert contents(out) == old


def test_rollback_of_what_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A refusal of the file system is a problem, and the published version stands."""
    out = tmp_path / "site"
    report(run(out, OLD))
    report(run(out, NEW))

    def refuse(*arguments: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    before = contents(out)
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", refuse)
        fault = rollback(out)
    assert fault is not None
    assert fault.code == "write-failed"
    assert contents(out) == before
    assert report(run(out, NEW)).unchanged


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
