"""Who stays sees every change of the files, waits for quiet, and is never touched by the work it has had done."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from directory.output import watch


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a file in it and one below."""
    (tmp_path / "venues").mkdir()
    (tmp_path / "city.toml").write_text("a")
    (tmp_path / "venues" / "tea.toml").write_text("b")
    return tmp_path


CHANGES: dict[str, Callable[[Path], object]] = {
    "written longer": lambda root: (root / "city.toml").write_text("longer"),
    "written in place, as long": lambda root: os.utime(root / "city.toml", ns=(0, 1)),
    "put in place of it, as old": lambda root: replaced(root / "venues" / "tea.toml"),
    "added": lambda root: (root / "venues" / "inn.toml").write_text("c"),
    "added in a new folder": lambda root: shutil.copytree(root / "venues", root / "venues" / "west"),
    "gone": lambda root: (root / "venues" / "tea.toml").unlink(),
    "renamed": lambda root: (root / "city.toml").rename(root / "town.toml"),
    "folder gone": lambda root: shutil.rmtree(root / "venues"),
}


def interrupted() -> int:
    """End as Ctrl-C ends it."""
    signal.raise_signal(signal.SIGINT)
    return 0


def replaced(path: Path) -> None:
    """Put another file of the same size and date in a file's place, as editors do."""
    other, status = path.with_suffix(".new"), path.stat()
    other.write_text("x")
    os.utime(other, ns=(status.st_atime_ns, status.st_mtime_ns))
    other.replace(path)


@pytest.mark.parametrize("name", CHANGES)
def test_each_change_is_seen(folder: Path, name: str) -> None:
    """However an editor or a version control system does it."""
    before = watch.look([folder])
    assert before.keys() == {str(folder / "city.toml"), str(folder / "venues" / "tea.toml")}
    assert watch.look([folder]) == before
    CHANGES[name](folder)
    assert watch.look([folder]) != before


@pytest.mark.parametrize("name", [".city.toml.swp", "city.toml~", ".git/HEAD"])
def test_what_tools_keep_for_themselves_is_no_change(folder: Path, name: str) -> None:
    """An editor's own files come and go with every key."""
    before = watch.look([folder])
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text("x")
    assert watch.look([folder]) == before


def test_a_file_may_be_looked_at_by_itself_and_need_not_be_there(folder: Path) -> None:
    """Roots are folders or files; what is not there is seen when it comes."""
    roots = [folder / "city.toml", folder / "none"]
    before = watch.look(roots)
    assert before.keys() == {str(folder / "city.toml")}
    (folder / "none").write_text("")
    assert watch.look(roots).keys() == {str(folder / "city.toml"), str(folder / "none")}


def test_work_begins_when_there_is_quiet() -> None:
    """While a version control system is still writing, what it has written is no reason to begin."""
    seen: Iterator[int] = iter([0, 0, 1, 2, 3, 3])
    slept: list[float] = []
    assert watch.changed(lambda: next(seen), 0, slept.append) == 3
    assert next(seen, None) is None
    assert slept == [watch.PAUSE_S, watch.PAUSE_S, watch.QUIET_S, watch.QUIET_S]


def test_looking_takes_a_small_share_of_the_time() -> None:
    """Where a look takes long, the next one is the later; and later still when nobody has saved for a while."""
    slept: list[float] = []
    times: Iterator[float] = iter([0.0, 0.0, 3.0, 700.0, 703.0, 710.0])
    seen: Iterator[int] = iter([0, 0, 1, 1])
    assert watch.changed(lambda: next(seen), 0, slept.append, lambda: next(times)) == 1
    assert slept == [3.0 * watch.SHARES[0], 3.0 * watch.SHARES[1], watch.QUIET_S]


@pytest.fixture
def terminated() -> Iterator[None]:
    """Give SIGTERM back what it did before."""
    before = signal.getsignal(signal.SIGTERM)
    yield
    signal.signal(signal.SIGTERM, before)


@pytest.mark.usefixtures("terminated")
def test_who_stays_works_after_each_change_and_trusts_only_its_own_result(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not at first, nor after a run that failed, nor where somebody else wrote; it ends as Ctrl-C has it."""
    told, result, rests = tmp_path / "told", tmp_path / "result", []
    monkeypatch.setattr(watch, "QUIET_S", 0.0)
    monkeypatch.setattr(watch, "PAUSE_S", 0.0)
    edits = ["none", "mended", "broken", "mended", "somebody else", "mended"]

    def work(trusted: bool) -> int:
        number = len(told.read_text().split()) if told.exists() else 0
        with told.open("a") as file:
            file.write(f"{trusted}\n")
        if edits[number] == "broken":  # who knows what it did before it ended
            return 1
        result.write_text("x" * (number + 1))
        return 0

    def sources() -> int:
        done = len(told.read_text().split()) if told.exists() else 0
        if done == len(edits):
            raise KeyboardInterrupt
        if done and edits[done] == "somebody else":
            result.write_text("theirs")
        return done

    watch.stay(sources, dict, lambda: watch.look([result]), work, lambda: rests.append(told.read_text().count("\n")))
    assert told.read_text().split() == ["False", "True", "True", "False", "False", "True"]
    assert rests == [1, 2, 4, 5, 6]


@pytest.mark.usefixtures("terminated")
def test_a_changed_program_begins_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is in memory was read by another program."""
    begun: list[list[str]] = []
    seen: Iterator[watch.Seen] = iter([{}, {"build.py": (1, 2, 3)}, {"build.py": (1, 2, 3)}])

    def begin(program: str, words: list[str]) -> None:
        begun.append(words)
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "execv", begin)
    monkeypatch.setattr(watch, "QUIET_S", 0.0)
    watch.stay(int, lambda: next(seen), dict, int, int)
    assert begun == [sys.orig_argv]


def test_what_is_done_leaves_nothing_behind(capfd: pytest.CaptureFixture[str]) -> None:
    """The work's exit code is told, and an exception too; this process is what it was."""
    done: list[str] = []

    def work() -> int:
        done.append("x")
        return 0

    assert watch.forked(work)
    assert not watch.forked(lambda: 3)
    assert not watch.forked(lambda: 1 // 0)
    assert "ZeroDivisionError" in capfd.readouterr().err
    assert not watch.forked(interrupted)  # who ends a build is told nothing
    assert capfd.readouterr().err == ""
    assert done == []
