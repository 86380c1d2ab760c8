"""Who does the work: this process alone, or a crew of worker processes.

Each worker has its own lane of work, so that a task is made where it was planned; a worker with an empty lane takes
over the end of the longest one. The shared context is handed over once, when a worker starts: by fork where this
process has no other thread (nothing is pickled, memory is shared), by spawn elsewhere.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from typing import Any, TypeVar

from directory.output.artifact import Artifact
from directory.output.calm import calm
from directory.output.worker import Bench, Order, Plan
from directory.problem import Problem, error

S = TypeVar("S")

CHUNK = 32  # files an order holds: many enough to drown the message's cost, few enough to share fairly
TOO_MANY_FAULTS = 20  # a fault in a template fails every page: after so many no more are begun

Call = tuple[str, int, tuple[Order, ...]]  # "plan" or "make", the task's index, what to make
Done = Callable[[int], None]


@dataclass
class Crew:
    """The workers at work. `names` are the tasks' names; with no workers, `bench` is worked at right here."""

    names: Sequence[str]
    bench: Bench[Any]
    lanes: list[Lane] = field(default_factory=list)
    _planned_by: dict[int, Lane] = field(default_factory=dict)
    _begun: dict[str, Lane] = field(default_factory=dict)  # by the tasks' groups

    def plan(self, done: Done) -> list[Plan | Problem]:
        """Plan every task, in the tasks' order; `done` is told how many are planned.

        Gives fewer plans than tasks only if there are problems among them.
        """
        calls: list[Call] = [("plan", index, ()) for index in range(len(self.names))]
        plans: dict[int, Plan | Problem] = {}
        for (_, index, _), plan in self._run(calls):
            plans[index] = plan
            done(len(plans))
        return [plans[index] for index in sorted(plans)]

    def make(self, orders: Mapping[int, Sequence[Order]], done: Done) -> list[Artifact | Problem]:
        """Make the files ordered of each task; gives fewer than ordered only if there are problems among them."""
        calls: list[Call] = [
            ("make", index, tuple(wanted[start : start + CHUNK]))
            for index, wanted in orders.items()
            for start in range(0, len(wanted), CHUNK)
        ]
        made: list[Artifact | Problem] = []
        faults = 0
        for _, result in self._run(calls):
            some = result if isinstance(result, list) else [result]
            made += some
            done(len(made))
            faults += sum(isinstance(one, Problem) for one in some)
            if faults >= TOO_MANY_FAULTS:
                break
        return made

    def _run(self, calls: Sequence[Call]) -> Iterator[tuple[Call, Any]]:
        """Have all calls done; gives each with its result as it comes, in no promised order."""
        if not self.lanes:
            yield from ((call, _perform(self.bench, call)) for call in calls)
            return
        waiting = [call for call in calls if call[1] not in self._planned_by]
        for lane in self.lanes:
            lane.todo = deque(call for call in calls if self._planned_by.get(call[1]) is lane)
        busy: dict[Connection, Lane] = {}
        for lane in self.lanes:
            self._give(lane, waiting, busy)
        while busy:
            for connection in wait(list(busy)):
                lane = busy.pop(connection)  # type: ignore[call-overload]
                call = lane.call
                result = self._receive(lane)
                self._give(lane, waiting, busy)
                yield call, result

    def _give(self, lane: Lane, waiting: list[Call], busy: dict[Connection, Lane]) -> None:
        """Give a free worker its next call: its own, an unplanned task, or the end of the longest lane."""
        longest = max(self.lanes, key=lambda other: len(other.todo))
        if lane.dead:
            return
        if lane.todo:
            call = lane.todo.popleft()
        elif waiting:
            call = waiting.pop(self._choice(lane, waiting))
            self._planned_by[call[1]] = lane
        elif longest.todo:
            call = longest.todo.pop()
        else:
            return
        lane.call = call
        with contextlib.suppress(OSError):  # a dead worker is noticed when its answer is read
            lane.connection.send(call)
        busy[lane.connection] = lane

    def _choice(self, lane: Lane, waiting: list[Call]) -> int:
        """Choose an unplanned task: the first whose group no other worker has begun, else the first of all."""
        for place, (_, index, _) in enumerate(waiting):
            group = self.bench.tasks[index].group
            if not group or self._begun.setdefault(group, lane) is lane:
                return place
        return 0

    def _receive(self, lane: Lane) -> Any:
        """Read a worker's answer, or tell that it died at its work (killed, out of memory, a crash in C)."""
        try:
            return lane.connection.recv()
        except (EOFError, OSError):
            lane.dead = True
            lane.process.join(1)
            task, code = self.names[lane.call[1]], lane.process.exitcode
            text = f'a worker process died (exit code {code}) at task "{task}"'
            hint = "perhaps memory ran out: try fewer jobs" if code == -signal.SIGKILL else ""
            return error(f"task {task}", "", "worker-died", code, text, hint)


@dataclass
class Lane:
    """One worker process: our end of its pipe, the calls meant for it, and the one it is at."""

    process: BaseProcess
    connection: Connection
    todo: deque[Call] = field(default_factory=deque)
    call: Call = ("", 0, ())
    dead: bool = False


@contextlib.contextmanager
def crew(bench: Bench[Any], jobs: int) -> Iterator[Crew]:
    """Start the workers (none for one job) and end them afterwards, whatever happens."""
    lanes: list[Lane] = []
    try:
        if jobs > 1:
            context = _context()
            lanes += [_hire(context, bench) for _ in range(jobs)]
        yield Crew([task.name for task in bench.tasks], bench, lanes)
    finally:
        bench.close()
        for lane in lanes:
            lane.process.kill()  # what they wrote is only staged
        for lane in lanes:
            lane.process.join()
            lane.connection.close()


def _context() -> BaseContext:
    """Choose how workers start: forking a process with threads can deadlock (and Python 3.12 warns of it)."""
    fork = sys.platform == "linux" and threading.active_count() == 1
    return multiprocessing.get_context("fork" if fork else "spawn")


def _hire(context: BaseContext, bench: Bench[Any]) -> Lane:
    ours, theirs = context.Pipe()
    process = context.Process(target=_work, args=(bench, theirs), daemon=True)  # type: ignore[attr-defined]
    process.start()
    theirs.close()
    return Lane(process, ours)


def _perform(bench: Bench[Any], call: Call) -> Plan | Problem | list[Artifact | Problem]:
    kind, index, orders = call
    return bench.plan(index) if kind == "plan" else bench.make(index, orders)


def _work(bench: Bench[Any], connection: Connection) -> None:
    """Live as a worker: answer calls until killed, by the parent or by its end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent ends its workers
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_die_with_parent, daemon=True).start()
    calm()
    while True:
        connection.send(_perform(bench, connection.recv()))


def _die_with_parent() -> None:
    """End this worker as soon as its parent has ended, even by SIGKILL: an orphan would hold the lock."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
    os._exit(1)
