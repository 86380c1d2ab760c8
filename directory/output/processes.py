"""The crew of one machine: this process alone, or worker processes that write what they make into the tree themselves.

The shared context is handed over once, when a worker starts: by fork where this process has no other thread (nothing
is pickled, memory is shared), by spawn elsewhere. Only paths, digests and faults travel to the parent.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from typing import Any

from directory.output.artifact import Artifact
from directory.output.calm import calm, give_back
from directory.output.crew import Call, Crew, Rota
from directory.output.place import Place
from directory.output.recipe import Task
from directory.output.worker import Bench, Plan
from directory.problem import Problem, error


@dataclass(frozen=True)
class Alone:
    """No worker processes: everything is done right here."""

    bench: Bench[Any]
    place: Place

    def run(self, rota: Rota) -> Iterator[tuple[Call, Any]]:
        """Do one call after the other."""
        while call := rota.next(""):
            result = _perform(self.bench, self.place, call)
            rota.done("", call)
            yield call, result


@dataclass
class Lane:
    """One worker process: our end of its pipe, and the call it is at."""

    process: BaseProcess
    connection: Connection
    call: Call = ("", 0, ())
    dead: bool = False


@dataclass(frozen=True)
class Processes:
    """Worker processes, each at the end of a pipe, by their place in `lanes`."""

    tasks: Sequence[Task[Any]]
    lanes: Sequence[Lane]

    def run(self, rota: Rota) -> Iterator[tuple[Call, Any]]:
        """Have all calls done, each worker going on as soon as it has answered and the answer has been heard."""
        busy: dict[Connection, int] = {}
        while True:
            for number in range(len(self.lanes)):
                self._give(number, rota, busy)
            if not busy:
                return
            for connection in wait(list(busy)):
                number = busy.pop(connection)  # type: ignore[call-overload]
                call = self.lanes[number].call
                result = self._receive(self.lanes[number])
                rota.done(number, call)
                yield call, result
                self._give(number, rota, busy)

    def _give(self, number: int, rota: Rota, busy: dict[Connection, int]) -> None:
        """Give a free worker its next call."""
        lane = self.lanes[number]
        call = None if lane.dead or lane.connection in busy else rota.next(number)
        if call is None:
            return
        lane.call = call
        with contextlib.suppress(OSError):  # a dead worker is noticed when its answer is read
            lane.connection.send(call)
        busy[lane.connection] = number

    def _receive(self, lane: Lane) -> Any:
        """Read a worker's answer, or tell that it died at its work (killed, out of memory, a crash in C)."""
        try:
            return lane.connection.recv()
        except (EOFError, OSError):
            lane.dead = True
            lane.process.join(1)
            task, code = self.tasks[lane.call[1]].name, lane.process.exitcode
            text = f'a worker process died (exit code {code}) at task "{task}"'
            hint = "perhaps memory ran out: try fewer jobs" if code == -signal.SIGKILL else ""
            return error(f"task {task}", "", "worker-died", code, text, hint)


@contextlib.contextmanager
def hired(bench: Bench[Any], place: Place, jobs: int) -> Iterator[Crew]:
    """Start the workers (none for one job) and end them afterwards, whatever happens."""
    lanes: list[Lane] = []
    try:
        if jobs > 1:
            context = _context()
            lanes += [_hire(context, bench, place) for _ in range(jobs)]
            if bench.let_go:
                bench.let_go()
                give_back()
        yield Crew(Rota(bench.tasks), Processes(bench.tasks, lanes) if lanes else Alone(bench, place))
    finally:
        place.close()
        for lane in lanes:
            lane.process.kill()  # what they wrote is only staged
        for lane in lanes:
            lane.process.join()
            lane.connection.close()


def _context() -> BaseContext:
    """Choose how workers start: forking a process with threads can deadlock (and Python 3.12 warns of it)."""
    fork = sys.platform == "linux" and threading.active_count() == 1
    return multiprocessing.get_context("fork" if fork else "spawn")


def _hire(context: BaseContext, bench: Bench[Any], place: Place) -> Lane:
    ours, theirs = context.Pipe()
    process = context.Process(target=_work, args=(bench, place, theirs), daemon=True)  # type: ignore[attr-defined]
    process.start()
    theirs.close()
    return Lane(process, ours)


def _perform(bench: Bench[Any], place: Place, call: Call) -> Plan | Problem | list[Artifact | Problem]:
    kind, index, orders = call
    name = bench.tasks[index].name
    if kind == "plan":
        key = bench.key(index)
        if isinstance(key, Problem):
            return key
        if stands := place.known(name, key):
            return stands
        plan = bench.plan(index)
        return plan if isinstance(plan, Problem) else place.beside(name, plan)
    return place.put(name, bench.make(index, orders))


def _work(bench: Bench[Any], place: Place, connection: Connection) -> None:
    """Live as a worker: answer calls until killed, by the parent or by its end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent ends its workers
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_die_with_parent, daemon=True).start()
    calm()
    while True:
        call = connection.recv()
        if call[0] == "plan":  # what was done before is over
            give_back()
        connection.send(_perform(bench, place, call))


def _die_with_parent() -> None:
    """End this worker as soon as its parent has ended, even by SIGKILL: an orphan would hold the lock."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
    os._exit(1)
