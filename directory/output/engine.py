"""Build a folder from tasks: plan everything, compare with the last manifest, make what differs, publish at once.

In: tasks, the context they share, the folder, the digest of the code. Out: a `Report`, or the problems, in which case
the published folder is what it was. What is kept:

- a file is *intact* if it has the manifest's size and date, or else its digest (so a copied tree is not made again);
- an intact file whose inputs and code are the manifest's is kept without being made;
- a file made again with the same bytes is kept too: same inode, same date;
- if every file is kept and none goes, the tree is not touched; if the inputs are the same as well, nothing is.

After a build the folder holds what was planned and nothing else, but for hashed assets, which stay for one more
version, since saved copies of the pages before ask for them. Files that no manifest knows are set aside beside it.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from directory.output import manifest as manifests
from directory.output import publish, tree
from directory.output.artifact import Artifact
from directory.output.crew import Crew, crew
from directory.output.manifest import Manifest
from directory.output.publish import State
from directory.output.recipe import Task, check_paths, fold
from directory.output.worker import Bench, Order, Plan
from directory.problem import Problem, error, warning

S = TypeVar("S")
T = TypeVar("T")

HASHED_ASSET = re.compile(r"assets/(?:.+/)?[^/]+\.[0-9a-f]{8,}(?:\.[A-Za-z0-9]+)+")


@dataclass(frozen=True)
class Progress:
    """How far a stage is: "plan" counts tasks, "make" and "link" count files."""

    stage: str
    done: int
    total: int


@dataclass(frozen=True)
class Report:
    """What a build did, as sorted paths. `unchanged`: the published tree was not touched.

    `kept` includes files made again with the same bytes and carried assets. `seconds` is the time each stage took;
    `problems` are warnings.
    """

    made: tuple[str, ...]
    kept: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: bool
    seconds: Mapping[str, float] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Decision:
    """What the comparison of a plan with the last manifest says.

    `kept` stay unmade, `orders` are to be made by task, `carried` are hashed assets no longer planned, `gone` are
    known files no longer wanted, `foreign` are files that the manifest does not know.
    """

    kept: Mapping[str, Artifact]
    orders: Mapping[int, Sequence[Order]]
    carried: Mapping[str, Artifact]
    gone: tuple[str, ...]
    foreign: tuple[str, ...]


def build(
    tasks: Sequence[Task[S]],
    shared: S,
    out: Path,
    jobs: int,
    progress: Callable[[Progress], None],
    code: str,
) -> Report | list[Problem]:
    """Publish in `out` what `tasks` plan, using `jobs` worker processes (1: this process only).

    `code` is the digest of the programs and counts as an input of every file. Raises ValueError for two tasks of one
    name. A task's plan is called in a worker, and perhaps in several.
    """
    if len({task.name for task in tasks}) < len(tasks):
        raise ValueError("two tasks have the same name")
    state = publish.locate(out)
    if isinstance(state, Problem):
        return [state]
    try:
        if refused := publish.check_owner(state):
            return [refused]
        with publish.locked(state) as held:
            if held:
                return [held]
            publish.recover(state)
            if refused := publish.check_owner(state):
                return [refused]
            return _Build(tasks, shared, state, jobs, progress, code).run()
    except OSError as fault:
        text = f"the file system refused ({fault})"
        return [error(str(out), "", "write-failed", fault, text, "what was published before stands as it was")]


class _Build:
    """One run of `build`, holding the lock: its stages, in order, and what they are told."""

    def __init__(
        self,
        tasks: Sequence[Task[S]],
        shared: S,
        state: State,
        jobs: int,
        progress: Callable[[Progress], None],
        code: str,
    ) -> None:
        self.bench = Bench(tasks, shared, state.out, state.next)
        self.state, self.jobs, self.progress, self.code = state, jobs, progress, code
        self.seconds: dict[str, float] = {}
        self.warnings: list[Problem] = []

    def run(self) -> Report | list[Problem]:
        """Plan, compare, make, publish; a stage that gives problems is the last one."""
        last = self.last_manifest()
        try:
            with crew(self.bench, self.jobs) as workers:
                plans, faults = self.plan(workers)
                if faults:
                    return faults
                with self.timed("compare"):
                    decision = decide(plans, last, self.state.out, self.code)
                made, faults = self.make(workers, decision)
                if faults:
                    return faults
            return self.publish(last, decision, made)
        finally:
            if not self.state.journal.exists():
                publish.discard(self.state, self.state.next)

    def last_manifest(self) -> Manifest:
        """Read the manifest of the last version; one that cannot be trusted is as good as none."""
        known = manifests.read(self.state.manifest)
        if isinstance(known, Problem):
            self.warnings.append(replace(known, file=f"{self.state.folder.name}/{known.file}"))
        return known if isinstance(known, Manifest) else Manifest()

    def plan(self, workers: Crew) -> tuple[list[Plan], list[Problem]]:
        """Plan every task and check every path, before anything is made."""
        with self.timed("plan"):
            names, total = workers.names, len(workers.names)
            plans, faults = parted(workers.plan(lambda done: self.progress(Progress("plan", done, total))))
            if not faults:
                faults = check_paths((path, names[i]) for i, plan in enumerate(plans) for path, _ in plan)
            return plans, faults

    def make(self, workers: Crew, decision: Decision) -> tuple[dict[str, Artifact], list[Problem]]:
        """Make what differs into the staged tree."""
        if not decision.orders:
            return {}, []
        with self.timed("make"):
            tree.make_root(self.state.next)
            total = sum(map(len, decision.orders.values()))
            results = workers.make(decision.orders, lambda done: self.progress(Progress("make", done, total)))
            made, faults = parted(results)
            return {one.path: one for one in made}, sorted(faults)

    def publish(self, last: Manifest, decision: Decision, made: Mapping[str, Artifact]) -> Report:
        """Publish what was made, if it makes a difference: the tree, or the manifest alone, or nothing."""
        old = {order.path: order for orders in decision.orders.values() for order in orders}
        written = sorted(path for path, one in made.items() if one.digest != old[path].old_digest)
        unchanged = not (written or decision.gone or decision.foreign) and self.state.out.exists()
        carried, dropped = (dict(decision.carried), []) if unchanged else grow_old(decision.carried)
        files = {**decision.kept, **made, **carried}
        with self.timed("publish"):
            if not unchanged:
                self.replace_tree(files, made, decision.foreign)
            elif files != last.files or self.code != last.code:
                manifests.write(self.state.manifest, Manifest(self.code, last.tree, files))
        kept = sorted(files.keys() - set(written))
        removed = sorted([*decision.gone, *dropped])
        return Report(tuple(written), tuple(kept), tuple(removed), unchanged, self.seconds, tuple(self.warnings))

    def replace_tree(self, files: Mapping[str, Artifact], made: Mapping[str, Artifact], foreign: Sequence[str]) -> None:
        """Complete the staged tree with the kept files, and switch it into place."""
        if not self.state.next.exists():
            tree.make_root(self.state.next)
        staging = tree.Staging(self.state.next)
        try:
            kept = sorted(files.keys() - made.keys())
            for done, path in enumerate(kept, 1):
                staging.link(self.state.out / path, path)
                if done % 1000 == 0 or done == len(kept):
                    self.progress(Progress("link", done, len(kept)))
        finally:
            staging.close()
        self.set_aside(foreign)
        publish.switch(self.state, Manifest(self.code, 0, files))
        try:
            publish.finish(self.state)
            publish.discard(self.state, self.state.trash)
        except OSError as fault:
            text = f"published, but the folder beside it could not be tidied ({fault})"
            self.warnings.append(warning(str(self.state.folder), "", "untidy", fault, text, "the next build does it"))

    def set_aside(self, foreign: Sequence[str]) -> None:
        """Keep the files that no manifest knows under foreign/ beside the folder; they are not carried over."""
        for path in foreign:
            target = set_aside(self.state.out / path, self.state.foreign / path)
            text = "this file was not made by the build and is not carried over"
            hint = f'it is kept as "{target.relative_to(self.state.folder.parent)}"'
            self.warnings.append(warning(f"{self.state.out.name}/{path}", "", "file-foreign", path, text, hint))

    @contextmanager
    def timed(self, stage: str) -> Iterator[None]:
        """Note how long a stage takes."""
        start = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[stage] = round(time.perf_counter() - start, 6)


def parted(results: Iterable[T | Problem]) -> tuple[list[T], list[Problem]]:
    """Part results from problems."""
    good: list[T] = []
    faults: list[Problem] = []
    for result in results:
        if isinstance(result, Problem):
            faults.append(result)
        else:
            good.append(result)
    return good, faults


def decide(plans: Sequence[Plan], last: Manifest, out: Path, code: str) -> Decision:
    """Compare all plans with the last manifest and with what is on disk."""
    found = tree.scan(out)
    intact = {path: one for path, old in last.files.items() if (one := still_intact(old, found.get(path), out))}
    kept: dict[str, Artifact] = {}
    orders: dict[int, list[Order]] = {}
    for index, plan in enumerate(plans):
        for path, inputs in plan:
            old = intact.get(path)
            if old and old.inputs == inputs and last.code == code:
                kept[path] = replace(old, age=0)
            else:
                order = Order(path, old.digest, old.modified_ns) if old else Order(path)
                orders.setdefault(index, []).append(order)
    planned = {path for plan in plans for path, _ in plan}
    carried = _carried(planned, intact)
    # Without a manifest nothing can be told apart: what is found counts as known, and stays in previous/.
    known = last.files.keys() if last.tree else found.keys()
    gone = (path for path in known if path not in planned and path not in carried)
    foreign = (path for path in found if path not in known)
    return Decision(kept, orders, carried, tuple(sorted(gone)), tuple(sorted(foreign)))


def still_intact(old: Artifact, found: tree.Found | None, out: Path) -> Artifact | None:
    """Give the manifest's entry, with the date on disk, if the file is still what was published."""
    if found is None or not found.regular or found.size != old.size:
        return None
    if found.modified_ns == old.modified_ns:
        return old
    same = tree.content_digest(out / old.path) == old.digest
    return replace(old, modified_ns=found.modified_ns) if same else None


def _carried(planned: set[str], intact: Mapping[str, Artifact]) -> dict[str, Artifact]:
    """Find the hashed assets no longer planned, as far as no planned file takes their place."""
    carried = {path: old for path, old in intact.items() if path not in planned and HASHED_ASSET.fullmatch(path)}
    if not carried:
        return {}
    files = {fold(path) for path in planned}
    clashes = check_paths([*((path, "") for path in planned), *((path, "") for path in carried)])
    taken = {problem.file for problem in clashes}
    return {path: old for path, old in carried.items() if path not in taken and fold(path) not in files}


def grow_old(carried: Mapping[str, Artifact]) -> tuple[dict[str, Artifact], list[str]]:
    """Let carried assets age by the version now published; gives those that stay, and the paths that go."""
    staying = {path: replace(old, age=old.age + 1) for path, old in carried.items() if old.age == 0}
    return staying, sorted(carried.keys() - staying.keys())


def set_aside(source: Path, target: Path) -> Path:
    """Keep a file under another name by a hard link (or a copy), beside what is there already; gives the name."""
    free, number = target, 0
    while os.path.lexists(free):
        if os.path.samestat(free.lstat(), source.lstat()):
            return free
        number += 1
        free = target.with_name(f"{target.name}.{number}")
    free.parent.mkdir(parents=True, exist_ok=True)
    tree.link_or_copy(source, free)
    return free
