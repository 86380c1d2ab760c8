"""What one worker does, on this machine or another: plan tasks, and make files.

In: tasks and the context they share. Out: plans, and parcels with the bytes of what was made, which `place` puts into
the tree. Recipes stay where they were planned, since what they close over need not be picklable. A worker that is
asked for files it did not plan, or has made already, plans their task first.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar

from directory.output.recipe import Recipe, RefusedError, Task, digest
from directory.problem import Problem, error

S = TypeVar("S")
Files = list[tuple[str, Mapping[str, str]]]

PLANS_AT_HAND = 4  # of a build: what is planned is made at once, or stands


@dataclass(frozen=True)
class Plan:
    """What a task plans: the digest of it all, and its paths with their inputs, twins included.

    `files` is None where the last version was planned alike: then its files stand as they were published, as soon as
    `place` has seen to it. `key` is the task's, "" if it has none.
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


@dataclass(frozen=True)
class Parcel:
    """What was made for an order; `data` is None where those bytes are in the last version's file already."""

    order: Order
    digest: str
    size: int
    data: bytes | None


@dataclass
class Bench(Generic[S]):
    """A worker's place: the tasks, the shared context, and what it has planned so far.

    Of more tasks than `at_hand` the recipes are let go of, the first ones first, and planned again if asked for: where
    tasks are made as soon as they are planned, few need be kept. `let_go` is called where the shared context has been
    handed to other processes, and is not needed here any more.
    """

    tasks: Sequence[Task[S]]
    shared: S
    at_hand: int = sys.maxsize
    let_go: Callable[[], object] | None = None
    _recipes: dict[int, dict[str, Recipe]] = field(default_factory=dict)

    def key(self, index: int) -> str | Problem:
        """Give the key of a task, which costs less than its plan; "" if it has none, or what went wrong."""
        task = self.tasks[index]
        try:
            return task.key(self.shared) if task.key else ""
        except Exception as fault:
            return _failed(f"task {task.name}", "plan-failed", "planning failed", fault)

    def plan(self, index: int) -> Plan | Problem:
        """Plan one task, or say what went wrong."""
        task, key = self.tasks[index], self.key(index)
        if isinstance(key, Problem):
            return key
        try:
            recipes = [(recipe.path, recipe) for recipe in task.plan(self.shared)]
            files: Files = [(path, dict(recipe.inputs)) for path, recipe in recipes]
        except Exception as fault:
            return _failed(f"task {task.name}", "plan-failed", "planning failed", fault)
        self._recipes.pop(index, None)
        while len(self._recipes) >= self.at_hand:
            del self._recipes[next(iter(self._recipes))]
        self._recipes[index] = dict(recipes)
        return Plan(digest("\n".join(f"{path}\0{sorted(inputs.items())}" for path, inputs in files)), files, key)

    def make(self, index: int, orders: Sequence[Order]) -> Iterator[Parcel | Problem]:
        """Make some files of one task, one after the other, and let go of their recipes: a city has many."""
        here = self._recipes.get(index, {})
        if any(order.path not in here for order in orders) and isinstance(failed := self.plan(index), Problem):
            yield failed
            return
        for order in orders:
            try:
                yield self._make(index, order)
            except RefusedError as refused:
                yield from refused.problems

    def _make(self, index: int, order: Order) -> Parcel | Problem:
        name = self.tasks[index].name
        recipe = self._recipes[index].pop(order.path, None)
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
        made = digest(data)
        return Parcel(order, made, len(data), None if made == order.old_digest else data)


def _failed(where: str, code: str, what: str, fault: Exception) -> Problem:
    """Tell an exception of a plan or a make as a value: its kind and text, and where it was raised."""
    cause = f"{type(fault).__name__}: {fault}"
    last = traceback.extract_tb(fault.__traceback__)[-1]
    place = f"raised in {last.name}, {Path(last.filename).name}:{last.lineno}"
    return error(where, "", code, cause, f"{what}: {cause}", place)
