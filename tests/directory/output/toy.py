"""A toy site for the laws of the output engine: texts become pages, by plans that can be pickled."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from directory.output.engine import Progress, Report, build
from directory.output.recipe import Recipe, RefusedError, Task, digest
from directory.problem import Problem, error


@dataclass(frozen=True)
class Toy:
    """Pages as (path, text, idle) triples: `idle` is an input that does not show in the bytes. `lay` adds a line."""

    pages: tuple[tuple[str, str, str], ...]
    lay: str = ""


def render(text: str, lay: str) -> bytes:
    """Make a page; some texts stand for makers that go wrong or take their time."""
    if text == "RAISE":
        raise ValueError("the oven is cold")
    if text == "STR":
        return text  # type: ignore[return-value]
    if text == "REFUSE":
        raise RefusedError([error("menu", "dish", "too-hot", text, "this burns the tongue", "let it cool")])
    if text.startswith("SLOW"):
        time.sleep(0.01)
    if text == "DIE":
        os.kill(os.getpid(), signal.SIGKILL)
    return f"{lay}\n{text}\n".encode()


def plan(share: int, shares: int, toy: Toy) -> Iterator[Recipe]:
    """Plan every `shares`-th page, beginning with number `share`."""
    for path, text, idle in toy.pages[share::shares]:
        inputs = {"text": digest(text), "lay": digest(toy.lay), "idle": digest(idle)}
        yield Recipe(path, inputs, partial(render, text, toy.lay))


def edition() -> str:
    """Say which edition of the toy program this process runs."""
    return os.environ.get("TOY_EDITION", "first")


def fails(toy: Toy) -> Iterator[Recipe]:
    """Stand for a plan that goes wrong."""
    raise LookupError("no such season")


def tasks(shares: int = 3) -> list[Task[Toy]]:
    """Share the site among tasks."""
    return [Task(f"share {share}", partial(plan, share, shares)) for share in range(shares)]


def site(*pages: str | tuple[str, str] | tuple[str, str, str], lay: str = "") -> Toy:
    """Give a site of pages; a page that says no more says its path."""
    whole = [(page, page) if isinstance(page, str) else page for page in pages]
    return Toy(tuple((page[0], page[1], page[2] if len(page) == 3 else "") for page in whole), lay)


def ignore(progress: Progress) -> None:
    """Hear of progress and do nothing."""


def run(
    out: Path,
    toy: Toy,
    jobs: int = 1,
    code: str = "c",
    progress: Callable[[Progress], None] = ignore,
    work: Sequence[Task[Toy]] | None = None,
    scheduler: str = "",
    trusted: bool = False,
) -> Report | list[Problem]:
    """Build a toy site, on a cluster if a scheduler is named."""
    return build(tasks() if work is None else work, toy, out, jobs, progress, code, scheduler, edition, trusted)


def report(result: Report | list[Problem]) -> Report:
    """Expect a build that went well."""
    assert isinstance(result, Report), [str(problem) for problem in result]
    return result


def codes(result: Report | list[Problem]) -> list[str]:
    """Expect a build that was refused, and give the problems' codes."""
    assert isinstance(result, list)
    assert all(isinstance(str(problem), str) and problem.message for problem in result)
    return [problem.code for problem in result]


def contents(root: Path) -> dict[str, bytes]:
    """Read a whole tree."""
    return {str(path.relative_to(root)): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def names(folder: Path) -> set[str]:
    """Give the names in a folder."""
    return {path.name for path in folder.iterdir()}


def stats(root: Path) -> dict[str, tuple[int, ...]]:
    """Give all that lstat(2) says of a tree, but for the times of reading; the lock's text may change."""
    return {
        str(path.relative_to(root)): (s.st_mode, s.st_ino, s.st_nlink, s.st_size, s.st_mtime_ns, s.st_ctime_ns)
        for path in [root, *sorted(root.rglob("*"))]
        if path.name != "lock"
        for s in [path.lstat()]
    }
