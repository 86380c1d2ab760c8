"""A crew on other machines: the workers of a dask.distributed cluster do what worker processes do on one.

In: the scheduler's address, a bench, the place. Out: a `Crew`, or why there is none. What is made comes back as bytes
and is written here, so workers need no disk in common; bytes that are the last version's do not travel. dask repeats
what a worker was at when it died. CLUSTER.md tells how to run one, and what it is trusted with.
"""

from __future__ import annotations

import contextlib
import gc
import pickle
import time
import uuid
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from queue import Empty, SimpleQueue
from threading import Lock
from typing import Any

from directory.output.calm import calm
from directory.output.crew import Call, Crew, Rota
from directory.output.place import Place
from directory.output.recipe import Task
from directory.output.worker import PLANS_AT_HAND, Bench, Parcel, Plan
from directory.problem import Problem, error

CONNECT_S = 10.0  # a scheduler answers, and has a worker, within so many seconds
PATIENCE_S = 60.0  # so long workers may be away before a build gives up: a killed one is started again in some seconds
TICK_S = 1.0  # how often is looked who is there
AHEAD = 2  # calls a worker has: the one it is at, and one so that it need not wait for us

LOST = "workers-lost"
NOBODYS: Call = ("plan", 0, ())  # what a problem of the whole cluster is told of

Identify = Callable[[], str]
Client = Any  # distributed.Client and .Future: an optional package, and typed only in part
Future = Any


@dataclass(frozen=True)
class Key:
    """What a worker has to know of a build: its id, and what it must find when it calls `identify`, as we did."""

    build: str
    identity: str
    identify: Identify


# What runs in a worker.

_kept: dict[str, Bench[Any]] = {}  # the bench of the build at hand, by the build's id
_one = Lock()  # a worker with several threads takes turns: what pages and signs are made with is not shared


def keep(context: bytes) -> bytes:
    """Hold the pickled tasks and context as a result of dask's, which gives it to every worker that lacks it."""
    return context


def work(key: Key, context: bytes, call: Call, stamp: str) -> tuple[str, Any]:
    """Do one call; gives the worker's address, and the result.

    That is a Plan (without its files if it has the `stamp` of the last version), a list of Parcels and Problems, or a
    Problem.
    """
    from distributed import get_worker

    address = str(get_worker().address)
    with _one:
        if fault := foreign(address, key.identity, key.identify()):  # it may have come when the others were looked at
            return address, fault
        return address, _perform(_bench(key.build, context), call, stamp)


def _bench(build: str, context: bytes) -> Bench[Any]:
    """Give the bench of a build; the one of a build before is dropped first, since each may be most of the memory."""
    if build not in _kept:
        gc.unfreeze()
        _kept.clear()
        gc.collect()
        tasks, shared = pickle.loads(context)
        _kept[build] = Bench(tasks, shared, PLANS_AT_HAND)
        calm()
    return _kept[build]


def _perform(bench: Bench[Any], call: Call, stamp: str) -> Plan | Problem | list[Parcel | Problem]:
    kind, index, orders = call
    if kind == "make":
        return list(bench.make(index, orders))
    plan = bench.plan(index)
    return Plan(stamp, None) if isinstance(plan, Plan) and plan.stamp == stamp else plan


def foreign(address: str, ours: str, theirs: object) -> Problem | None:
    """Refuse a worker that is not what publishes: `theirs` is what it found, or the exception that hindered it."""
    if theirs == ours:
        return None
    if isinstance(theirs, Exception):
        text = f"the worker at {address} cannot run this program ({type(theirs).__name__}: {theirs})"
        return error(address, "", "worker-foreign", address, text, "start it in the folder of this same program")
    text = f"the worker at {address} has another program, other packages or other fonts ({theirs}, here {ours})"
    hint = "install there what is here, and start the worker again: it keeps what it once loaded"
    return error(address, "", "worker-foreign", theirs, text, hint)


# What runs where the site is published.


@dataclass
class Cluster:
    """The workers of a scheduler, by their addresses."""

    client: Client
    key: Key
    context: Future
    tasks: Sequence[Task[Any]]
    place: Place
    _sent: dict[str, tuple[Call, str, Future]] = field(default_factory=dict)  # by dask's key: to whom it was given
    _answered: SimpleQueue[str] = field(default_factory=SimpleQueue)
    _workers: tuple[str, ...] = ()
    _looked: float = 0.0
    _seen: float = 0.0

    def run(self, rota: Rota) -> Iterator[tuple[Call, Any]]:
        """Have all calls done; what is still under way when nobody listens any more is called off."""
        self._seen = time.monotonic()
        try:
            while self._sent or not rota.empty:
                if lost := self._look():
                    yield NOBODYS, lost
                    return
                self._hand_out(rota)
                with contextlib.suppress(Empty):
                    call, given_to, future = self._sent.pop(self._answered.get(timeout=TICK_S))
                    rota.done(given_to, call)
                    result = self._result(call, future, rota)
                    yield call, result
                    if isinstance(result, Problem) and result.code == LOST:
                        return
        finally:
            self._call_off()

    def _look(self) -> Problem | None:
        """Look who is there, once a tick; a Problem if nobody has been for too long."""
        now = time.monotonic()
        if now - self._looked < TICK_S:
            return None
        self._looked, why = now, "no worker is left at the scheduler"
        try:
            if self.client.status != "running":
                raise OSError(f"the client is {self.client.status}")
            self._workers = tuple(self.client.sync(self.client.scheduler.ncores, callback_timeout=CONNECT_S))
        except (OSError, TimeoutError) as fault:
            self._workers, why = (), f"the scheduler has gone ({fault})"
        if self._workers:
            self._seen = now
        elif now - self._seen >= PATIENCE_S:
            return _lost(f"{why}, for {PATIENCE_S:.0f} s now")
        return None

    def _hand_out(self, rota: Rota) -> None:
        """Give every worker that is there its next calls. Where a task was planned is a wish: dask may know better."""
        busy = Counter(worker for _, worker, _ in self._sent.values())
        for worker in self._workers:
            for _ in range(AHEAD - busy[worker]):
                call = rota.next(worker)
                if call is None:
                    return
                self._send(call, worker)

    def _send(self, call: Call, worker: str) -> None:
        stamp = self.place.stamp(self.tasks[call[1]].name) if call[0] == "plan" else ""
        where = {"workers": [worker], "allow_other_workers": True}
        future = self.client.submit(work, self.key, self.context, call, stamp, pure=False, **where)
        self._sent[future.key] = (call, worker, future)
        future.add_done_callback(self._note)

    def _note(self, future: Future) -> None:
        """Hear, in a thread of dask's, that a call is done, went wrong or was lost."""
        self._answered.put(future.key)

    def _result(self, call: Call, future: Future, rota: Rota) -> Any:
        """Fetch what a call gave, and put what was made into the tree."""
        name = self.tasks[call[1]].name
        try:
            worker, given = future.result(timeout=PATIENCE_S)
        except Exception as fault:  # whatever dask raises for a call that did not come to its end, or what broke there
            return _failed(name, fault)
        rota.planned_by[call[1]] = worker  # perhaps not the one it was given to
        if isinstance(given, Problem):
            return given
        return self.place.beside(name, given) if isinstance(given, Plan) else self.place.put(name, given)

    def _call_off(self) -> None:
        """Leave no call behind, whose answer would be taken for one of the next run."""
        futures = [future for _, _, future in self._sent.values()]
        self._sent, self._answered = {}, SimpleQueue()
        if futures and self.client.status == "running":
            with contextlib.suppress(OSError, TimeoutError):
                self.client.cancel(futures, force=True)


def _lost(text: str) -> Problem:
    return error("cluster", "", LOST, "", text, "nothing was published: see to the cluster, then build again")


def _failed(name: str, fault: Exception) -> Problem:
    """Tell why a call came to nothing: its workers died, the scheduler went, or the worker could not begin."""
    from distributed import CancelledError, KilledWorker

    if isinstance(fault, KilledWorker):
        text = f'one worker after the other died at task "{name}"'
        hint = "perhaps memory ran out: read their logs"
        return error(f"task {name}", "", "worker-died", str(fault.last_worker), text, hint)
    if isinstance(fault, CancelledError):  # not by us: that is what dask makes of a broken connection
        return _lost(f'the scheduler has gone, before task "{name}" was done')
    if isinstance(fault, (OSError, TimeoutError)):
        return _lost(f'the answer to task "{name}" was lost ({type(fault).__name__})')
    text = f'a worker could not do task "{name}" ({type(fault).__name__}: {fault})'
    return error(f"task {name}", "", "worker-failed", type(fault).__name__, text, "read the worker's log")


@contextlib.contextmanager
def hired(bench: Bench[Any], place: Place, scheduler: str, identify: Identify) -> Iterator[Crew | list[Problem]]:
    """Join the cluster of a scheduler, and leave it afterwards, whatever happens; or say why not."""
    client = _client(scheduler)
    if isinstance(client, Problem):
        yield [client]
        return
    try:
        key = Key(uuid.uuid4().hex, identify(), identify)
        if faults := _unfit(client, scheduler, key):
            yield faults
            return
        context = client.submit(keep, pickle.dumps((bench.tasks, bench.shared)), pure=False)
        yield Crew(Rota(bench.tasks), Cluster(client, key, context, bench.tasks, place))
    finally:
        place.close()
        with contextlib.suppress(OSError, TimeoutError):  # of a scheduler that has gone no leave can be taken
            client.close(timeout=CONNECT_S)


def _client(scheduler: str) -> Client | Problem:
    """Connect to a scheduler."""
    try:
        import distributed
    except ModuleNotFoundError as missing:
        text = f"building on a cluster needs the package {missing.name}, which is not installed"
        return error(scheduler, "", "cluster-missing", missing.name, text, "pip install distributed, here and there")
    try:
        return distributed.Client(scheduler, timeout=CONNECT_S, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, TimeoutError, ValueError) as fault:
        text = f"no scheduler answers at {scheduler} within {CONNECT_S:.0f} s ({fault})"
        hint = "start one (dask scheduler) and give its address as tcp://host:8786, or leave --scheduler out"
        return error(scheduler, "", "scheduler-missing", scheduler, text, hint)


def _unfit(client: Client, scheduler: str, key: Key) -> list[Problem]:
    """Say why a cluster cannot be worked with: there is nobody, or somebody who is not what we are."""
    try:
        client.wait_for_workers(1, timeout=CONNECT_S)
        found = client.run(key.identify, on_error="return")
    except (OSError, TimeoutError) as fault:
        text = f"no worker has come to the scheduler at {scheduler} within {CONNECT_S:.0f} s ({fault})"
        return [error(scheduler, "", "workers-missing", scheduler, text, f"start some: dask worker {scheduler}")]
    faults = (foreign(worker, key.identity, theirs) for worker, theirs in sorted(found.items()))
    return [fault for fault in faults if fault]


def unchecked(code: str) -> Identify:
    """Give what finds every worker alike, for a publisher that knows no better."""
    return partial(str, code)
