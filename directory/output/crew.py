"""Who does the work, as the engine sees it: a crew plans tasks, then makes what is ordered.

The work is done by `Hands`: this process alone or processes of this machine (`processes`), or other machines
(`cluster`). Whoever they are, a task is made where it was planned, as long as nobody is idle: that is the `Rota`.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from directory.output.artifact import Artifact
from directory.output.recipe import Task
from directory.output.worker import Order, Plan
from directory.problem import Problem

CHUNK = 32  # files an order holds: many enough to drown the message's cost, few enough to share fairly
TOO_MANY_FAULTS = 20  # a fault in a template fails every page: after so many no more are begun

Call = tuple[str, int, tuple[Order, ...]]  # "plan" or "make", the task's index, what to make
Done = Callable[[int], None]


class Hands(Protocol):
    """Those who do the work."""

    def run(self, calls: Sequence[Call]) -> Iterator[tuple[Call, Any]]:
        """Have all calls done; gives each with its result as it comes, in no promised order.

        A plan's result is a Plan or a Problem, a make's a list of Artifacts and Problems, or a Problem. Calls may stay
        without a result only if there is a Problem among the others'. The caller may stop listening.
        """
        ...  # pragma: no cover


@dataclass(frozen=True)
class Crew:
    """The workers at work. `names` are the tasks' names."""

    names: Sequence[str]
    hands: Hands

    def plan(self, indexes: Iterable[int], done: Done) -> tuple[dict[int, Plan], list[Problem]]:
        """Plan some tasks, in their order; `done` is told how many are planned.

        Gives fewer plans than tasks only if there are problems.
        """
        calls: list[Call] = [("plan", index, ()) for index in sorted(indexes)]
        results: dict[int, Plan | Problem] = {}
        for (_, index, _), plan in self.hands.run(calls):
            results[index] = plan
            done(len(results))
        found = sorted(results.items(), key=lambda pair: pair[0])
        faults = [result for _, result in found if isinstance(result, Problem)]
        return {index: result for index, result in found if isinstance(result, Plan)}, faults

    def make(self, orders: Mapping[int, Sequence[Order]], done: Done) -> list[Artifact | Problem]:
        """Make the files ordered of each task; gives fewer than ordered only if there are problems among them."""
        calls: list[Call] = [
            ("make", index, tuple(wanted[start : start + CHUNK]))
            for index, wanted in orders.items()
            for start in range(0, len(wanted), CHUNK)
        ]
        made: list[Artifact | Problem] = []
        faults = 0
        for _, result in self.hands.run(calls):
            some = result if isinstance(result, list) else [result]
            made += some
            done(len(made))
            faults += sum(isinstance(one, Problem) for one in some)
            if faults >= TOO_MANY_FAULTS:
                break
        return made


@dataclass
class Rota:
    """Whose turn a call is. Whoever planned a task has a lane with its calls; an empty lane takes from the longest.

    Workers go by any name that can be a key. `planned_by` may be set right where somebody else came to do a call.
    """

    tasks: Sequence[Task[Any]]
    planned_by: dict[int, Hashable] = field(default_factory=dict)
    _begun: dict[str, Hashable] = field(default_factory=dict)  # by the tasks' groups
    _waiting: list[Call] = field(default_factory=list)
    _lanes: dict[Hashable, deque[Call]] = field(default_factory=dict)

    def begin(self, calls: Sequence[Call]) -> None:
        """Take in calls, in place of any before."""
        self._waiting = [call for call in calls if call[1] not in self.planned_by]
        self._lanes = {}
        for call in calls:
            if call[1] in self.planned_by:
                self._lanes.setdefault(self.planned_by[call[1]], deque()).append(call)

    @property
    def empty(self) -> bool:
        """Whether all calls are given out."""
        return not self._waiting and not any(self._lanes.values())

    def has_own(self, worker: Hashable) -> bool:
        """Tell whether calls wait for the worker who planned them."""
        return bool(self._lanes.get(worker))

    def next(self, worker: Hashable) -> Call | None:
        """Give a free worker its next call: its own, an unplanned task, or the end of the longest lane."""
        if own := self._lanes.get(worker):
            return own.popleft()
        if self._waiting:
            call = self._waiting.pop(self._choice(worker))
            self.planned_by[call[1]] = worker
            return call
        longest = max(self._lanes.values(), key=len, default=None)
        return longest.pop() if longest else None

    def _choice(self, worker: Hashable) -> int:
        """Choose an unplanned task: the first whose group no other worker has begun, else the first of all."""
        for place, (_, index, _) in enumerate(self._waiting):
            group = self.tasks[index].group
            if not group or self._begun.setdefault(group, worker) == worker:
                return place
        return 0
