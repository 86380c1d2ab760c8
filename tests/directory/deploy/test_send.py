"""Sending: pages after their assets, deletions last, and whatever ends a run, the next one ends as a clean one does."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from directory.deploy import command
from directory.deploy.record import RECORD
from directory.deploy.send import Sent
from directory.deploy.targets import Target, open_target
from directory.problem import Problem
from tests.directory.deploy.toy import OTHER, SITE, Failing, KilledError, build, deployed, quiet, refused
from tests.site.building import ROOT, tree

FULL = OSError(28, "No space left on device")


def opened(target: Path, out: Path) -> Target:
    """Open a folder or a zip."""
    found = open_target(str(target), out, True)
    assert not isinstance(found, Problem), found
    return found


def run_failing(
    monkeypatch: pytest.MonkeyPatch,
    out: Path,
    to: Path,
    at: int = 0,
    fault: BaseException | None = None,
    late: bool = False,
) -> tuple[Failing, object]:
    """Deploy to a target whose call number `at` fails."""
    failing = Failing(opened(to, out), at, fault, late)
    with monkeypatch.context() as patched:
        patched.setattr(command, "open_target", lambda *_: failing)
        try:
            return failing, command.deploy(out, str(to), 1, False, quiet)
        except KilledError as killed:
            return failing, killed


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A built site."""
    return build(tmp_path / "out")


def test_the_second_time_nothing_is_sent(out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first deploy sends all, the second makes not one call."""
    first = deployed(out, tmp_path / "to")
    assert (first.files, first.kept) == (len(SITE), 0)
    failing, again = run_failing(monkeypatch, out, tmp_path / "to")
    assert failing.calls == []
    assert again == Sent(0, 0, len(SITE), 0, 0)


def test_a_changed_page_is_sent_with_its_copies_and_nothing_else(
    out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One page differs: it, its two copies and the record are written."""
    deployed(out, tmp_path / "to")
    (out / "en/venue/tea.html").write_bytes(b"<h1>green tea</h1>" * 40)
    failing, _ = run_failing(monkeypatch, out, tmp_path / "to")
    page = "en/venue/tea.html"
    assert failing.calls == [
        "write_record",
        *(f"put {page}{suffix}" for suffix in ("", ".br", ".gz")),
        "write_record",
        "write_record",
    ]


def test_a_page_that_no_longer_compresses_loses_its_copies(out: Path, tmp_path: Path) -> None:
    """Copies that are no longer smaller are deleted, for a server would send them in place of the page."""
    deployed(out, tmp_path / "to")
    (out / "en/venue/tea.html").write_bytes(b"T")
    done = deployed(out, tmp_path / "to")
    assert (done.files, done.deleted) == (1, 2)
    assert not list((tmp_path / "to").rglob("tea.html.*"))
    assert deployed(out, tmp_path / "to").files == 0


def test_order(out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything pages load, then pages, then home pages and the sitemap; a record before and after; then deletions."""
    to = tmp_path / "to"
    deployed(out, to)
    build(out, OTHER)
    (out / "en/index.html").write_bytes(b"<h1>new home</h1>" * 40)
    (out / "en/venue/bare.html").write_bytes(b"T")  # too small for copies: none of it is there to delete
    (out / "signs/tea.pdf").write_bytes(b"%PDF-2.0")
    failing, _ = run_failing(monkeypatch, out, to)
    calls = [call for call in failing.calls if not call.endswith((".br", ".gz")) or call.startswith("delete")]
    assert calls == [
        "write_record",
        "put assets/style.fedcba9876543210.css",
        "put signs/tea.pdf",
        "put en/venue/bare.html",
        "put en/venue/rice.html",
        "put en/venue/tea.html",
        "put en/index.html",
        "write_record",
        "delete assets/style.0123456789abcdef.css",
        "delete assets/style.0123456789abcdef.css.br",
        "delete assets/style.0123456789abcdef.css.gz",
        "delete robots.txt",
        "write_record",
    ]


def test_who_reads_meanwhile_reads_one_version(out: Path, tmp_path: Path) -> None:
    """A web server that has a page open sends the whole old one: files are renamed into place, not written over."""
    deployed(out, tmp_path / "to")
    with (tmp_path / "to/en/venue/tea.html").open("rb") as page:
        build(out, OTHER)
        deployed(out, tmp_path / "to")
        assert page.read() == SITE["en/venue/tea.html"]
    assert (tmp_path / "to/en/venue/tea.html").read_bytes() == OTHER["en/venue/tea.html"]


def test_foreign_files_stay(out: Path, tmp_path: Path) -> None:
    """What somebody put beside our files stands after every deploy, also below folders that become empty of ours."""
    to = tmp_path / "to"
    deployed(out, to)
    (to / "theirs.txt").write_text("mine")
    (to / "data/theirs").mkdir()
    (to / "data/theirs/notes.html").write_text("mine")
    build(out, {path: data for path, data in SITE.items() if not path.startswith(("data/", "signs/"))})
    done = deployed(out, to)
    assert done.foreign == 2
    assert (to / "theirs.txt").read_text() == (to / "data/theirs/notes.html").read_text() == "mine"
    assert not (to / "data/venues.geojson").exists()
    assert not (to / "signs").exists()


@pytest.mark.parametrize("fault", [FULL, KilledError()], ids=["full", "killed"])
@pytest.mark.parametrize("late", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("kind", ["to", "to.zip"])
def test_whatever_ends_a_run_the_next_one_ends_as_a_clean_one(
    out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: BaseException, late: bool, kind: str
) -> None:
    """Each single call fails once, with and without its effect; then a deploy leaves what a clean one leaves."""
    old, clean = tmp_path / "old" / kind, tmp_path / "clean" / kind
    old.parent.mkdir()
    deployed(out, old)
    build(out, OTHER)
    deployed(out, clean)
    calls, _ = run_failing(monkeypatch, out, copied(old, tmp_path / "count" / kind))
    assert len(calls.calls) > 10
    for at in range(1, len(calls.calls) + 1):
        to = copied(old, tmp_path / f"to-{at}" / kind)
        _, ended = run_failing(monkeypatch, out, to, at, fault, late)
        assert isinstance(ended, KilledError) or (isinstance(ended, list) and ended[0].code == "target-full"), ended
        deployed(out, to)
        assert contents(to) == contents(clean), at


def copied(source: Path, to: Path) -> Path:
    """Copy a folder or a file."""
    to.parent.mkdir(exist_ok=True)
    return Path(shutil.copytree(source, to) if source.is_dir() else shutil.copy(source, to))


def contents(target: Path) -> object:
    """Every byte of a folder or a zip."""
    return tree(target) if target.is_dir() else target.read_bytes()


def test_after_a_failure_only_the_rest_is_sent(out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk in the middle: the record says what stands there, and the next deploy leaves that alone."""
    failing, ended = run_failing(monkeypatch, out, tmp_path / "to", 12, FULL)
    assert isinstance(ended, list)
    began = {
        call.removeprefix("put ")
        for call in failing.calls
        if call.startswith("put") and not call.endswith(("br", "gz"))
    }
    done = deployed(out, tmp_path / "to")
    assert done.kept == len(began) - 1 > 2  # all but the one that failed
    assert done.files == len(SITE) - done.kept


def test_the_second_of_two_deploys_at_once_is_turned_away(out: Path, tmp_path: Path) -> None:
    """While one writes, another writes nothing and says so; afterwards it may."""
    first = opened(tmp_path / "to", out)
    assert refused(out, tmp_path / "to").code == "target-locked"
    assert not any((tmp_path / "to").iterdir())
    first.close()
    deployed(out, tmp_path / "to")


def test_a_build_that_is_published_meanwhile_stops_it(
    out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that is no longer what was planned is not sent under a wrong name."""
    whole = command._planned

    def late(*words: object) -> object:
        made = whole(*words)  # type: ignore[arg-type]
        (out / "en/venue/tea.html").write_bytes(b"another build")
        return made

    monkeypatch.setattr(command, "_planned", late)
    problem = refused(out, tmp_path / "to")
    assert (problem.code, problem.field) == ("out-changed", "en/venue/tea.html")
    assert not (tmp_path / "to/index.html").exists()


def test_a_killed_process_leaves_what_the_next_one_mends(tmp_path: Path) -> None:
    """The real thing: deploys of a larger site are killed after ever longer times; then one run makes it whole."""
    out = build(
        tmp_path / "out", {**SITE, **{f"en/venue/{n}.html": os.urandom(40_000).hex().encode() for n in range(60)}}
    )
    deployed(out, tmp_path / "clean")
    script = (
        "import sys; from pathlib import Path; from directory.deploy.command import deploy;"
        "print('on', flush=True); print(deploy(Path(sys.argv[1]), sys.argv[2], 2, False, lambda _: None))"
    )
    partly = 0
    for wait in (0.02, 0.05, 0.1, 0.15):
        process = subprocess.Popen(
            [sys.executable, "-c", script, str(out), str(tmp_path / "to")], cwd=ROOT, stdout=subprocess.PIPE
        )
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(wait)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        stands = (tmp_path / "to" / RECORD).exists()
        partly += stands
    assert partly, "no run was killed while it wrote"
    deployed(out, tmp_path / "to")
    assert tree(tmp_path / "to") == tree(tmp_path / "clean")
