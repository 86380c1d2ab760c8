"""Who does the work, as the engine sees it: a crew plans tasks, and makes what is ordered of each.

The work is done by `Hands`: this process alone or processes of this machine (`processes`), or other machines
(`cluster`). Whoever they are, a task is made where it was planned, as long as nobody is idle: that is the `Rota`.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from directory.output.recipe import Task
from directory.output.worker import Order

CHUNK = 32  # files an order holds: many enough to drown the message's cost, few enough to share fairly

Call = tuple[str, int, tuple[Order, ...]]  # "plan" or "make", the task's index, what to make


class Hands(Protocol):
    """Those who do the work."""

    def run(self, rota: Rota) -> Iterator[tuple[Call, Any]]:
        """Have all calls of a rota done, those too that are added meanwhile; gives each with its result as it comes.

        A plan's result is a Plan or a Problem, a make's a list of Artifacts and Problems, or a Problem. Calls may stay
        without a result only if there is a Problem among the others'. The caller may stop listening.
        """
        ...  # pragma: no cover


@dataclass(frozen=True)
class Crew:
    """The workers at work, and whose turn it is."""

    rota: Rota
    hands: Hands

    def plan(self, indexes: Iterable[int]) -> Iterator[tuple[Call, Any]]:
        """Plan some tasks, and make what is ordered of each as soon as its plan is given; gives both as they come."""
        self.rota.begin(sorted(indexes))
        return self.hands.run(self.rota)

    def make(self, orders: Mapping[int, Sequence[Order]]) -> Iterator[tuple[Call, Any]]:
        """Make files of tasks that are planned; gives what was made as it comes."""
        for index, wanted in orders.items():
            self.order(index, wanted)
        return self.hands.run(self.rota)

    def order(self, index: int, orders: Sequence[Order]) -> None:
        """Have files of a planned task made, before anything else is planned."""
        for start in range(0, len(orders), CHUNK):
            self.rota.add(("make", index, tuple(orders[start : start + CHUNK])))


@dataclass
class Rota:
    """Whose turn a call is. Whoever planned a task has a lane with its calls; an empty lane takes from the longest.

    Workers go by any name that can be a key. `planned_by` may be set right where somebody else came to do a call.
    """

    tasks: Sequence[Task[Any]]
    planned_by: dict[int, Hashable] = field(default_factory=dict)
    spent: dict[str, float] = field(default_factory=dict)  # seconds of all workers, by the kind of their calls
    _begun: dict[str, Hashable] = field(default_factory=dict)  # by the tasks' groups
    _waiting: list[int] = field(default_factory=list)  # tasks to plan, the next one last
    _lanes: dict[Hashable, deque[Call]] = field(default_factory=dict)
    _since: dict[Hashable, float] = field(default_factory=dict)  # when a worker began what it is at

    def begin(self, indexes: Iterable[int]) -> None:
        """Take in tasks to plan, in place of all that was here before."""
        self._waiting = list(indexes)[::-1]
        self._lanes, self.spent = {}, {}

    def add(self, call: Call) -> None:
        """Take in what is to be made of a planned task."""
        self._lanes.setdefault(self.planned_by[call[1]], deque()).append(call)

    def make_nothing(self) -> None:
        """Forget what was to be made and is not begun: only plans are asked for yet."""
        self._lanes = {}

    @property
    def empty(self) -> bool:
        """Whether all calls are given out."""
        return not self._waiting and not any(self._lanes.values())

    def next(self, worker: Hashable) -> Call | None:
        """Give a free worker its next call: its own, an unplanned task, or the end of the longest lane."""
        call = self._next(worker)
        if call:
            self._since.setdefault(worker, time.perf_counter())
        return call

    def _next(self, worker: Hashable) -> Call | None:
        if own := self._lanes.get(worker):
            return own.popleft()
        if self._waiting:
            index = self._waiting.pop(self._choice(worker))
            self.planned_by[index] = worker
            return "plan", index, ()
        longest = max(self._lanes.values(), key=len, default=None)
        return longest.pop() if longest else None

    def done(self, worker: Hashable, call: Call) -> None:
        """Note that a worker has answered, and is free from now on."""
        now = time.perf_counter()
        since = self._since.pop(worker, now)
        self.spent[call[0]] = self.spent.get(call[0], 0.0) + now - since

    def _choice(self, worker: Hashable) -> int:
        """Choose an unplanned task: the first whose group no other worker has begun, else the first of all."""
        for place in range(len(self._waiting) - 1, -1, -1):
            group = self.tasks[self._waiting[place]].group
            if not group or self._begun.setdefault(group, worker) == worker:
                return place
        return -1
