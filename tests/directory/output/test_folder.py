"""Laws of a folder of one's own: what is asked for is there, whole; the rest is left alone; what is right is kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.output import folder as folders
from directory.output.engine import Progress
from directory.output.folder import MANIFEST, Filled, fill
from directory.output.recipe import Task

from . import toy
from .toy import ignore, site, tasks

PAGES = ("a.pdf", "b.pdf", "c.pdf", "d.pdf", "e.pdf")


def filled(made: toy.Toy, folder: Path, jobs: int = 1, code: str = "1") -> Filled:
    """Fill a folder with a toy site."""
    return fill(tasks(), made, folder, jobs, ignore, code)


def texts(folder: Path) -> dict[str, str]:
    """The files of a folder with their texts, the manifest aside."""
    return {path.name: path.read_text() for path in folder.iterdir() if path.name != MANIFEST}


@pytest.mark.parametrize("jobs", [1, 2])
def test_everything_asked_for_is_made(tmp_path: Path, jobs: int) -> None:
    """All files stand in a folder that need not exist, whatever the number of workers, and nothing else."""
    folder = tmp_path / "a" / "print"
    result = filled(site(*PAGES), folder, jobs)
    assert (sorted(result.made), result.kept, result.problems) == (list(PAGES), (), ())
    assert texts(folder) == {page: f"\n{page}\n" for page in PAGES}


TEXT = st.sampled_from(["one", "two"])


@settings(max_examples=40)
@given(st.lists(st.tuples(TEXT, TEXT), min_size=5, max_size=5), st.lists(st.tuples(TEXT, TEXT), min_size=5, max_size=5))
def test_a_second_run_makes_what_differs(
    tmp_path_factory: pytest.TempPathFactory, then: list[tuple[str, str]], now: list[tuple[str, str]]
) -> None:
    """Exactly the files whose inputs differ are made again; a warm folder equals a cold one."""
    folder, cold = tmp_path_factory.mktemp("warm"), tmp_path_factory.mktemp("cold")
    before, after = (site(*[(page, *said) for page, said in zip(PAGES, some, strict=True)]) for some in (then, now))
    filled(before, folder)
    result = filled(after, folder)
    differ = {page for page, old, new in zip(PAGES, then, now, strict=True) if old != new}
    assert set(result.made) == differ
    assert set(result.kept) == set(PAGES) - differ
    filled(after, cold)
    assert texts(folder) == texts(cold)


@pytest.mark.parametrize("harm", ["edit", "delete", "link", "manifest", "code"])
def test_what_cannot_be_trusted_is_made_again(tmp_path: Path, harm: str) -> None:
    """A file that was changed, removed or replaced, a torn manifest, another program: made again, the rest kept."""
    folder = tmp_path / "print"
    filled(site(*PAGES), folder)
    victim = folder / "a.pdf"
    if harm == "edit":
        victim.write_text("scribble")
    elif harm == "manifest":
        (folder / MANIFEST).write_text("{")
    elif harm != "code":
        victim.unlink()
    if harm == "link":
        (tmp_path / "copy").write_text("\na.pdf\n")
        victim.symlink_to(tmp_path / "copy")
    result = filled(site(*PAGES), folder, code="2" if harm == "code" else "1")
    assert sorted(result.made) == (list(PAGES) if harm in ("manifest", "code") else ["a.pdf"])
    assert texts(folder) == {page: f"\n{page}\n" for page in PAGES}
    assert not victim.is_symlink()


def test_other_files_are_left_alone(tmp_path: Path) -> None:
    """What somebody keeps there stays, and so do the signs of an earlier run that this one is not asked for."""
    (tmp_path / "thesis.txt").write_text("years of work")
    filled(site("a.pdf", "b.pdf"), tmp_path)
    assert filled(site("c.pdf"), tmp_path).made == ("c.pdf",)
    assert set(texts(tmp_path)) == {"thesis.txt", "a.pdf", "b.pdf", "c.pdf"}
    assert sorted(filled(site("a.pdf", "b.pdf", "c.pdf"), tmp_path).kept) == ["a.pdf", "b.pdf", "c.pdf"]


@pytest.mark.parametrize("jobs", [1, 2])
def test_one_fault_does_not_hinder_the_others(tmp_path: Path, jobs: int) -> None:
    """A file that cannot be made is a problem; the old one stays, the others are made, and kept the next time."""
    filled(site("b.pdf"), tmp_path)
    broken = site("a.pdf", ("b.pdf", "RAISE"), "c.pdf")
    result = filled(broken, tmp_path, jobs)
    assert sorted(result.made) == ["a.pdf", "c.pdf"]
    assert [problem.file for problem in result.problems] == ["b.pdf"]
    assert texts(tmp_path) == {page: f"\n{page}\n" for page in ("a.pdf", "b.pdf", "c.pdf")}
    assert sorted(filled(site("a.pdf", "b.pdf", "c.pdf"), tmp_path).kept) == ["a.pdf", "b.pdf", "c.pdf"]


def test_a_run_that_was_broken_off_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C loses the round that it falls in: what was made before is kept, and no partial file stays."""
    monkeypatch.setattr(folders, "ROUND", 1)

    def break_off(progress: Progress) -> None:
        if progress.stage == "make" and progress.done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fill(tasks(5), site(*PAGES), tmp_path, 1, break_off, "1")
    assert sorted(texts(tmp_path)) == ["a.pdf", "b.pdf"]
    result = fill(tasks(5), site(*PAGES), tmp_path, 1, ignore, "1")
    assert (result.kept, result.made) == (("a.pdf", "b.pdf"), ("c.pdf", "d.pdf", "e.pdf"))


def test_progress_counts_to_the_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each stage rises to its total, over all rounds."""
    monkeypatch.setattr(folders, "ROUND", 2)
    heard: list[Progress] = []
    fill(tasks(5), site(*PAGES), tmp_path, 1, heard.append, "1")
    for stage in ("plan", "make"):
        assert [(one.done, one.total) for one in heard if one.stage == stage] == [(n, 5) for n in range(1, 6)]


def test_a_plan_that_fails_makes_nothing(tmp_path: Path) -> None:
    """A plan that goes wrong and a path that leads out of the folder are told before anything is made."""
    result = fill([*tasks(), Task("bad", toy.fails)], site("a.pdf"), tmp_path, 1, ignore, "1")
    assert [problem.code for problem in result.problems] == ["plan-failed"]
    result = filled(site("a.pdf", "../b.pdf"), tmp_path)
    assert [problem.code for problem in result.problems] == ["path-invalid"]
    assert texts(tmp_path) == {}


def test_a_folder_that_cannot_be_is_a_problem(tmp_path: Path) -> None:
    """A folder below a file cannot hold anything; the file stays."""
    (tmp_path / "file").write_text("x")
    result = filled(site("a.pdf"), tmp_path / "file" / "below")
    assert [problem.code for problem in result.problems] == ["write-failed"]
    assert (tmp_path / "file").read_text() == "x"
