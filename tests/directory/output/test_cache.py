"""What was worked out before is given again as it was, and nothing else passes for it."""

from __future__ import annotations

import errno
import multiprocessing
import os
import pickle
import time
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.output import tree
from directory.output.cache import MARK, Cache, aside, warmed, worked_out


class Gone:
    """A class that another version of the program has under this name."""


def squared(number: int) -> int:
    """Work something out, and leave a trace of having done so."""
    if trace := os.environ.get("TRACE"):
        with open(trace, "a", encoding="utf-8") as file:
            file.write(f"{number} ")
    return number * number


def run(folder: Path | None, numbers: list[int], code: str = "c", jobs: int = 1) -> list[int]:
    """Square numbers with a cache beside a folder of ours."""
    cache = Cache(folder, code)
    found = worked_out(cache, squared, numbers, [cache.key(str(n)) for n in numbers], jobs)
    cache.settle(whole=True)
    return found


@pytest.fixture
def trace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file that tells which numbers were squared."""
    monkeypatch.setenv("TRACE", str(tmp_path / "trace"))
    (tmp_path / "trace").touch()
    return tmp_path / "trace"


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_is_known_is_not_worked_out_again(tmp_path: Path, trace: Path, jobs: int) -> None:
    """Only what is new is worked out; what a whole run did not ask for is forgotten; other code knows nothing."""
    folder = tmp_path / "state" / "cache"
    folder.parent.mkdir()
    assert run(folder, [1, 2, 3], jobs=jobs) == [1, 4, 9]
    assert run(folder, [3, 2, 4], jobs=jobs) == [9, 4, 16]
    assert run(folder, [1, 4], jobs=jobs) == [1, 16]
    assert run(folder, [4], code="d", jobs=jobs) == [16]
    assert sorted(trace.read_text().split()) == sorted(["1", "2", "3", "4", "1", "4"])
    assert len(list(folder.iterdir())) == 1


@given(st.binary(max_size=60), st.integers(0, 120))
def test_damage_is_never_read(tmp_path_factory: pytest.TempPathFactory, noise: bytes, position: int) -> None:
    """A torn, foreign or swapped entry is as if it were not there: the value is worked out anew."""
    folder = tmp_path_factory.mktemp("damaged") / "cache"
    assert run(folder, [7, 8]) == [49, 64]
    for path in folder.iterdir():
        data = path.read_bytes()
        path.write_bytes(data[:position] + noise + data[position + len(noise) :])
    assert run(folder, [7, 8]) == [49, 64]


def test_one_entry_does_not_pass_for_another(tmp_path: Path) -> None:
    """A sound entry under another's name is not read."""
    folder = tmp_path / "cache"
    run(folder, [7, 8])
    one, other = sorted(folder.iterdir())
    other.write_bytes(one.read_bytes())
    assert one.read_bytes().startswith(MARK)
    assert run(folder, [7, 8]) == [49, 64]


def test_what_is_at_hand_is_neither_read_nor_forgotten(tmp_path: Path, trace: Path) -> None:
    """A process that stays reads a store once; what it has at hand counts as asked for, and is taken as it is."""
    folder = tmp_path / "state" / "cache"
    folder.parent.mkdir()
    assert run(folder, [1, 2]) == [1, 4]
    warm = warmed(folder, "c", {})
    assert sorted(warm.values()) == [1, 4]
    key = Cache(folder, "c").key("2")
    cache = Cache(folder, "c", {**warm, key: "at hand"})
    assert worked_out(cache, squared, [1, 2, 3], [cache.key(str(n)) for n in (1, 2, 3)], 1) == [1, "at hand", 9]
    cache.settle(whole=True)
    assert sorted(trace.read_text().split()) == ["1", "2", "3"]
    assert sorted(warmed(folder, "c", warm).values()) == [1, 4, 9]
    assert warmed(folder, "c", {key: "at hand"})[key] == "at hand"
    gone = pickle.dumps(Gone()).replace(b"Gone", b"Lost")
    store = Cache(folder, "c")
    store.write("lost", gone)
    store.settle(whole=False)
    assert sorted(warmed(folder, "c", warm).values()) == [1, 4, 9]
    assert warmed(tmp_path / "none", "c", warm) == warmed(None, "c", warm) == {}


def test_nothing_is_kept_where_nothing_is_ours(tmp_path: Path) -> None:
    """Without a folder of ours beside it, and without any folder, values are worked out and nothing is written."""
    assert run(tmp_path / "none" / "cache", [2]) == run(None, [2]) == [4]
    assert list(tmp_path.iterdir()) == []


def test_a_store_that_cannot_be_written_is_no_fault(tmp_path: Path) -> None:
    """A file in the store's place does no harm."""
    (tmp_path / "cache").write_text("in the way")
    assert run(tmp_path / "cache", [2]) == [4]
    assert (tmp_path / "cache").read_text() == "in the way"


def test_what_a_full_disk_did_not_take_is_not_kept(tmp_path: Path) -> None:
    """Of new values only those are kept that can be read back whole."""
    store = Cache(tmp_path / "cache", "c")
    for number in range(3):
        store.write(str(number), pickle.dumps("x" * 1000))
    assert store._spill
    store._spill.truncate(2 * len(pickle.dumps("x" * 1000)) + 10)
    store.settle(whole=True)
    assert sorted(path.name for path in (tmp_path / "cache").iterdir()) == ["0", "1"]
    assert Cache(tmp_path / "cache", "c").recall("1") == ["x" * 1000]


def test_a_full_disk_is_no_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is room for half of a new value it is not kept, and neither that nor the end is a fault."""

    def full(descriptor: int, data: bytes) -> None:
        os.write(descriptor, data[: len(data) // 2])
        raise OSError(errno.ENOSPC, "No space left on device")

    store = Cache(tmp_path / "cache", "c")
    store.write("before", pickle.dumps("x" * 1000))
    with monkeypatch.context() as patched:
        patched.setattr(tree, "write_all", full)
        store.write("lost", pickle.dumps("y" * 1000))
    store.write("after", pickle.dumps("z" * 1000))
    store.settle(whole=True)
    assert sorted(path.name for path in (tmp_path / "cache").iterdir()) == ["after", "before"]
    assert Cache(tmp_path / "cache", "c").recall("after") == ["z" * 1000]


def _slow() -> str:
    return f"done by {os.getpid()}"


def _dies() -> int:
    if multiprocessing.parent_process():
        os._exit(3)
    return 7


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a process of one thread; a runner of tests has some of its own."""
    monkeypatch.setattr("threading.active_count", lambda: 1)


@pytest.mark.usefixtures("alone")
def test_work_aside_is_done_by_another_process() -> None:
    """With several jobs a forked process does it; with one, this one does."""
    with aside(_slow, 2) as value:
        assert value() not in (f"done by {os.getpid()}", "")
    with aside(_slow, 1) as value:
        assert value() == f"done by {os.getpid()}"


@pytest.mark.usefixtures("alone")
def test_work_aside_outlives_its_process() -> None:
    """If the process dies, the work is done here; a value that nobody asks for is let go."""
    with aside(_dies, 2) as value:
        assert value() == 7
    with aside(partial(time.sleep, 60), 2):
        begun = time.monotonic()
    assert time.monotonic() - begun < 30
    assert not multiprocessing.active_children()
