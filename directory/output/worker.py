"""What one worker does: plan tasks, and make files straight into the tree being put together.

Only paths, digests and faults travel to the parent; recipes stay where they were planned, since what they close over
need not be picklable. A worker that is asked for a task it did not plan plans it first.
"""

from __future__ import annotations

import traceback
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar

from directory.output import tree
from directory.output.artifact import Artifact
from directory.output.manifest import Share
from directory.output.recipe import Recipe, RefusedError, Task, digest
from directory.output.tree import Staging
from directory.problem import Problem, error

S = TypeVar("S")
Files = list[tuple[str, Mapping[str, str]]]


@dataclass(frozen=True)
class Plan:
    """What a task plans: the digest of it all, and its paths with their inputs, twins included.

    `files` is None where the last version was planned alike, and its files stand as they were published.
    """

    stamp: str
    files: Files | None
    key: str = ""


@dataclass(frozen=True)
class Order:
    """One file to make; where the file of the last version is intact, its digest and date."""

    path: str
    old_digest: str = ""
    old_modified_ns: int = 0


@dataclass
class Bench(Generic[S]):
    """A worker's place: the tasks, the shared context, and what it has planned and opened so far.

    `last` holds the shares of the last version by the tasks' names, as far as this version's code made them.
    """

    tasks: Sequence[Task[S]]
    shared: S
    out: Path
    staged: Path
    last: Mapping[str, Share] = field(default_factory=dict)
    _recipes: dict[int, dict[str, Recipe]] = field(default_factory=dict)
    _staging: Staging | None = None

    def plan(self, index: int) -> Plan | Problem:
        """Plan one task, or say what went wrong."""
        task, last = self.tasks[index], self.last.get(self.tasks[index].name)
        try:
            key = task.key(self.shared) if task.key else ""
            if key and last and last.key == key and self._stand(last):
                return Plan(last.stamp, None, key)
            files = self._planned(index)
        except Exception as fault:
            return _failed(f"task {task.name}", "plan-failed", "planning failed", fault)
        stamp = digest("\n".join(f"{path}\0{sorted(inputs.items())}" for path, inputs in files))
        alike = last is not None and last.stamp == stamp and last.key == key and self._stand(last)
        return Plan(stamp, None if alike else files, key)

    def _planned(self, index: int) -> Files:
        recipes = [(recipe.path, recipe) for recipe in self.tasks[index].plan(self.shared)]
        self._recipes[index] = dict(recipes)
        return [(path, dict(recipe.inputs)) for path, recipe in recipes]

    def _stand(self, last: Share) -> bool:
        """Tell whether a task's files of the last version are what was published."""
        return all(tree.is_as_published(self.out, one) for one in last.files.values())

    def make(self, index: int, orders: Sequence[Order]) -> list[Artifact | Problem]:
        """Make some files of one task into the staged tree; bytes equal to the last version's keep its file."""
        if index not in self._recipes:
            try:
                self._planned(index)
            except Exception as fault:
                return [_failed(f"task {self.tasks[index].name}", "plan-failed", "planning failed", fault)]
        if self._staging is None or not self._staging.is_at(self.staged):  # a second step stages a tree of its own
            self.close()
            self._staging = Staging(self.staged)
        made: list[Artifact | Problem] = []
        for order in orders:
            try:
                made.append(self._make(index, order, self._staging))
            except RefusedError as refused:
                made += refused.problems
        return made

    def _make(self, index: int, order: Order, staging: Staging) -> Artifact | Problem:
        name = self.tasks[index].name
        recipe = self._recipes[index].get(order.path)
        if recipe is None:
            text = f'task "{name}" planned this file once but not again: its plan is not pure'
            return error(order.path, "", "plan-unstable", order.path, text)
        try:
            data = recipe.make()
            if not isinstance(data, bytes):
                raise TypeError(f"make gave {type(data).__name__} instead of bytes")
        except RefusedError:
            raise
        except Exception as fault:
            return _failed(order.path, "make-failed", f'task "{name}" could not make this file', fault)
        try:
            return self._place(recipe, data, order, staging)
        except OSError as fault:
            return error(order.path, "", "write-failed", order.path, f'task "{name}" could not write it ({fault})')

    def _place(self, recipe: Recipe, data: bytes, order: Order, staging: Staging) -> Artifact:
        made = digest(data)
        if made == order.old_digest:
            staging.link(self.out / recipe.path, recipe.path)
            return Artifact(recipe.path, made, len(data), recipe.inputs, order.old_modified_ns)
        return Artifact(recipe.path, made, len(data), recipe.inputs, staging.write(recipe.path, data))

    def close(self) -> None:
        """Let go of the staged tree."""
        if self._staging is not None:
            self._staging.close()
            self._staging = None


def _failed(where: str, code: str, what: str, fault: Exception) -> Problem:
    """Tell an exception of a plan or a make as a value: its kind and text, and where it was raised."""
    cause = f"{type(fault).__name__}: {fault}"
    last = traceback.extract_tb(fault.__traceback__)[-1]
    place = f"raised in {last.name}, {Path(last.filename).name}:{last.lineno}"
    return error(where, "", code, cause, f"{what}: {cause}", place)
