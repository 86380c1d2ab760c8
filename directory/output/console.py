"""What the terminal sees: problems, refusals of the file system, how far a build is; talk on stderr, results on stdout.

Progress is bars on a terminal, a line a stage elsewhere.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NoReturn

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, ProgressColumn, Task, TaskID, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bars
from rich.table import Table
from rich.text import Text

from directory.output.engine import Progress
from directory.problem import Level, Problem, error

EVERY_S = 10.0  # between two lines of a stage in a log
STAGES = {"plan": ("doing", "tasks"), "make": ("making", "files"), "link": ("keeping", "files")}


class Rate(ProgressColumn):
    """How many are done a second."""

    def render(self, task: Task) -> Text:
        """Write the rate; nothing before there is one."""
        return Text(f"{task.speed:,.0f}/s" if task.speed else "")


class Show:
    """Takes the engine's progress, as the context of one build.

    Bars with rate and remaining time on a terminal; elsewhere a line when a stage begins, and one each ten seconds.
    `clock` gives seconds.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.console, self.clock = Console(stderr=True), clock
        self.began: dict[str, float] = {}
        self.told: dict[str, float] = {}
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), Rate(), TimeRemainingColumn())
        # No thread of its own: worker processes fork only from a process with a single thread.
        self.bars = Bars(*columns, console=self.console, transient=True, auto_refresh=False)
        self.stages: dict[str, TaskID] = {}

    def __call__(self, progress: Progress) -> None:
        """Take one step."""
        doing, unit = STAGES.get(progress.stage, (progress.stage, "files"))
        if not self.console.is_terminal:
            self._line(progress, doing, unit)
            return
        if progress.stage not in self.stages:
            self.stages[progress.stage] = self.bars.add_task(doing, total=progress.total or None)
        bar, total = self.stages[progress.stage], progress.total or None
        self.bars.update(bar, completed=progress.done, total=total, refresh=True)

    def _line(self, progress: Progress, doing: str, unit: str) -> None:
        """Tell a log file how far a stage is, now and then."""
        now = self.clock()
        if progress.stage not in self.began:
            self.began[progress.stage] = self.told[progress.stage] = now
            many = f"{progress.total} {unit}" if progress.total else unit
            self.console.print(f"{doing} {many}", highlight=False)
        elif now - self.told[progress.stage] >= EVERY_S and progress.done != progress.total:
            self.told[progress.stage] = now
            rate = progress.done / (now - self.began[progress.stage])
            many = f"{progress.done} of {progress.total}" if progress.total else f"{progress.done}"
            left = f", {(progress.total - progress.done) / rate:.0f} s left" if progress.total and rate else ""
            self.console.print(f"{doing} {unit}: {many}, {rate:.0f}/s{left}", highlight=False)

    def __enter__(self) -> Show:
        if self.console.is_terminal:
            self.bars.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self.console.is_terminal:
            self.bars.stop()


def tell(problems: Iterable[Problem], as_json: bool = False) -> None:
    """Print problems: lines to stderr, or JSON to stdout."""
    found = list(problems)
    if as_json:
        click.echo(json.dumps([problem.as_json() for problem in found], ensure_ascii=False, indent=1))
        return
    if found:
        click.echo("\n".join(map(str, found)), err=True)
        errors = sum(problem.level is Level.ERROR for problem in found)
        click.echo(
            f"{errors} error{'s' * (errors != 1)}, {len(found) - errors} warning{'s' * (len(found) - errors != 1)}",
            err=True,
        )


def table(console: Console, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print rows: a table on a terminal; elsewhere a line each, the header first, with tabs between the cells.

    Every cell becomes one line of printable characters: no tab, line break or escape sequence gets out of it.
    """
    clean = [[_plain(cell) for cell in row] for row in rows]
    if not console.is_terminal:
        for row in [columns, *clean]:
            click.echo("\t".join(row), file=console.file)
        return
    shown = Table(*columns)
    for row in clean:
        shown.add_row(*map(Text, row))
    console.print(shown)


def _plain(cell: str) -> str:
    return " ".join("".join(char if char.isprintable() else " " for char in cell).split())


@contextmanager
def writing(target: Path) -> Iterator[None]:
    """Turn a refusal of the file system into one line and exit code 1."""
    try:
        yield
    except OSError as fault:
        hint = "choose another place, or check its rights and room"
        stop([error(str(target), "", "write-failed", "", f"cannot be written: {fault.strerror}", hint)])


def ended(command: Callable[[], object]) -> int:
    """Run a command to its end and give its exit code; an output that is closed or full is told in a line."""
    code = 0
    try:
        command()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    except OSError as fault:
        if fault.filename is not None:  # not of our own output: a bug of ours
            raise
        sys.stderr.write(f"the output cannot be written ({fault.strerror}): give it another place\n")
        code = 1
    with suppress(OSError):  # who read our words may have gone
        sys.stdout.flush()
        sys.stderr.flush()
    return code


def stop(problems: Iterable[Problem]) -> NoReturn:
    """Tell what is in the way and end with exit code 1."""
    tell(problems)
    raise SystemExit(1)


def fail(problems: Iterable[Problem]) -> NoReturn:
    """Tell what stopped a build and end with exit code 1."""
    tell(problems)
    click.echo("nothing was published; what was there before stands as it was", err=True)
    raise SystemExit(1)
