"""Shows how far a build is: bars on a terminal, a line a stage elsewhere; on stderr, since results go to stdout."""

from __future__ import annotations

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bars

from directory.output.engine import Progress

STAGES = {"plan": ("planning", "tasks"), "make": ("making", "files"), "link": ("keeping", "files")}


class Show:
    """Takes the engine's progress, as the context of one build."""

    def __init__(self) -> None:
        self.console = Console(stderr=True)
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        # No thread of its own: worker processes fork only from a process with a single thread.
        self.bars = Bars(*columns, console=self.console, transient=True, auto_refresh=False)
        self.stages: dict[str, TaskID] = {}

    def __call__(self, progress: Progress) -> None:
        """Take one step."""
        doing, unit = STAGES.get(progress.stage, (progress.stage, "files"))
        if not self.console.is_terminal:
            if progress.stage not in self.stages:
                self.stages[progress.stage] = TaskID(0)
                self.console.print(f"{doing} {progress.total} {unit}", highlight=False)
            return
        if progress.stage not in self.stages:
            self.stages[progress.stage] = self.bars.add_task(doing)
        self.bars.update(self.stages[progress.stage], completed=progress.done, total=progress.total, refresh=True)

    def __enter__(self) -> Show:
        if self.console.is_terminal:
            self.bars.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self.console.is_terminal:
            self.bars.stop()
