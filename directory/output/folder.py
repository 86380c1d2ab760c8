"""Make files into a folder that belongs to somebody else: nothing in it is published, switched or removed.

In: tasks as for `engine`, and the folder. Out: what was made and kept. A manifest in the folder remembers what each
file was made from: an intact file of equal inputs and code is kept, so a run that broke off goes on where it stopped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from directory.output import manifest as manifests
from directory.output import tree
from directory.output.artifact import Artifact
from directory.output.crew import Crew
from directory.output.decision import still_intact
from directory.output.engine import Faults, Progress
from directory.output.manifest import Manifest, share
from directory.output.place import Place
from directory.output.processes import hired
from directory.output.recipe import Task, check_paths
from directory.output.worker import Bench, Order, Plan
from directory.problem import Problem, error

S = TypeVar("S")

MANIFEST = ".manifest.json"
ROUND = 4  # tasks for each worker between two writings of the manifest: what a killed run loses at most

Orders = Mapping[int, Sequence[Order]]


@dataclass(frozen=True)
class Filled:
    """The paths asked for, in the order of the tasks: those made, those kept; and what could not be made."""

    made: tuple[str, ...]
    kept: tuple[str, ...]
    problems: tuple[Problem, ...]


def fill(
    tasks: Sequence[Task[S]], shared: S, folder: Path, jobs: int, progress: Callable[[Progress], None], code: str
) -> Filled:
    """Make what the tasks plan, with `jobs` workers; one file that cannot be made does not hinder the others.

    `code` is the digest of the programs. Files are made beside their place and moved there whole. Plans that fail,
    and paths that cannot be, are told before anything is made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=".partial-", dir=folder) as staged:
            return _fill(Bench(tasks, shared), Place(folder, Path(staged)), jobs, progress, code)
    except OSError as fault:
        text = f"cannot be written: {fault.strerror}"
        return Filled((), (), (error(str(folder), "", "write-failed", fault, text, "choose another place"),))


def _fill(bench: Bench[S], place: Place, jobs: int, progress: Callable[[Progress], None], code: str) -> Filled:
    """Plan everything, then make what differs, round by round."""
    names = [task.name for task in bench.tasks]
    with hired(bench, place, min(jobs, len(names))) as workers:
        plans, faults = _plans(workers, len(names), progress)
        faults = faults or check_paths((path, names[i]) for i, plan in enumerate(plans) for path, _ in plan.files or ())
        if faults:
            return Filled((), (), tuple(sorted(faults)))
        known = _known(place.out, code)
        orders = _orders(plans, known, place.out)
        total, made = sum(map(len, orders.values())), dict[str, Artifact]()
        inputs = {path: made_from for plan in plans for path, made_from in plan.files or ()}
        wrong = Faults()
        for part in _rounds(orders, ROUND * max(1, jobs)):
            some: list[Artifact] = []
            for _, result in workers.make(part):
                some += wrong.part(result)
                progress(Progress("make", len(made) + len(some) + len(wrong.makes), total))
            made |= {one.path: replace(one, inputs=inputs[one.path]) for one in some}
            _settle(place, [one.path for one in some], Manifest(code, 0, {"": share("", {**known, **made}.values())}))
    ordered = {order.path for part in orders.values() for order in part}
    paths = [path for plan in plans for path, _ in plan.files or ()]
    kept = tuple(path for path in paths if path not in ordered)
    return Filled(tuple(path for path in paths if path in made), kept, tuple(sorted(wrong.makes)))


def _plans(workers: Crew, count: int, progress: Callable[[Progress], None]) -> tuple[list[Plan], list[Problem]]:
    """Plan all tasks, in their order, and tell what went wrong."""
    found: dict[int, Plan] = {}
    faults = Faults()
    for (_, index, _), plan in workers.plan(range(count)):
        if not faults.note(plan):
            found[index] = plan
        progress(Progress("plan", len(found) + len(faults.plans), count))
    return [plan for _, plan in sorted(found.items())], faults.plans


def _known(folder: Path, code: str) -> Mapping[str, Artifact]:
    """Read what is remembered of the folder; nothing if other programs made it, or if it cannot be trusted."""
    last = manifests.read(folder / MANIFEST)
    return last.files if isinstance(last, Manifest) and last.code == code else {}


def _orders(plans: Sequence[Plan], known: Mapping[str, Artifact], folder: Path) -> dict[int, list[Order]]:
    """Say which files are to be made, by task: those that are not there as they would be made."""
    orders: dict[int, list[Order]] = {}
    for index, plan in enumerate(plans):
        for path, inputs in plan.files or ():
            old = known.get(path)
            if not (old and old.inputs == inputs and still_intact(old, tree.look(folder / path), folder)):
                orders.setdefault(index, []).append(Order(path))
    return orders


def _rounds(orders: Orders, size: int) -> Iterator[Orders]:
    rest = iter(orders.items())
    while part := dict(islice(rest, size)):
        yield part


def _settle(place: Place, paths: Sequence[str], manifest: Manifest) -> None:
    """Move what a round made to its place, then remember it."""
    for path in paths:
        (place.out / path).parent.mkdir(parents=True, exist_ok=True)
        (place.staged / path).replace(place.out / path)
    manifests.write(place.out / MANIFEST, manifest)
