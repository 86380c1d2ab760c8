"""Build a folder from tasks: plan each, make of it what differs from the last manifest, publish it all at once.

In: tasks, the context they share, the folder, the digest of the code. Out: a `Report`, or the problems, in which case
the published folder is what it was. What is kept:

- a file is *intact* if it has the manifest's size and date, or else its digest (so a copied tree is not made again);
- an intact file whose inputs and code are the manifest's is kept without being made;
- a file made again with the same bytes is kept too: same inode, same date;
- if every file is kept and none goes, the tree is not touched; if the inputs are the same as well, nothing is.

After a build the folder holds what was planned and nothing else, but for hashed assets, which stay for one more
version, since saved copies of the pages before ask for them. Files that no manifest knows are set aside beside it.
Tasks that may come late (indexes, open data) are published in a second step where there is a version before: an edit
is read at once, and found a little later.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from directory.output import cluster, processes, publish, tree
from directory.output import manifest as manifests
from directory.output.artifact import Artifact
from directory.output.crew import Crew, Rota
from directory.output.decision import CARRIED, STANDS, Draft, grow_old, may_wait
from directory.output.manifest import Manifest, share
from directory.output.place import Place
from directory.output.publish import State
from directory.output.recipe import RefusedError, Task
from directory.output.worker import PLANS_AT_HAND, Bench, Plan
from directory.problem import Problem, error, warning

S = TypeVar("S")

Hire = Callable[[Bench[Any], Place], AbstractContextManager[Crew | list[Problem]]]

FEW = 2  # tasks that are done sooner by one process than shared out
TOO_MANY_FAULTS = 20  # a fault in a template fails every page: after so many no more are begun
PATCH_SHARE = 4  # the spare tree is patched where fewer than one file in so many differs from it


@dataclass(frozen=True)
class Progress:
    """How far a stage is: "plan" counts tasks, "make" and "link" count files. `total` is 0 as long as nobody knows.

    A task's files are made as soon as it is planned, so of a build "plan" tells when its end is near.
    """

    stage: str
    done: int
    total: int


@dataclass(frozen=True)
class Report:
    """What a build did, as sorted paths. `unchanged`: the published tree was not touched.

    `manifest` describes the tree now published. `seconds` is the time each stage took, and "first" the time until the
    pages were published; `problems` are warnings.
    """

    made: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: bool
    manifest: Manifest
    seconds: Mapping[str, float] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    @property
    def kept(self) -> tuple[str, ...]:
        """The files that stand as they were, those made again with the same bytes and carried assets among them."""
        return tuple(sorted(self.manifest.files.keys() - set(self.made)))

    @property
    def kept_count(self) -> int:
        """How many they are, for who does not ask which."""
        return self.manifest.count - len(self.made)


def build(
    tasks: Sequence[Task[S]],
    shared: S,
    out: Path,
    jobs: int,
    progress: Callable[[Progress], None],
    code: str,
    scheduler: str = "",
    identify: Callable[[], str] | None = None,
    trusted: bool = False,
    let_go: Callable[[], object] | None = None,
) -> Report | list[Problem]:
    """Publish in `out` what `tasks` plan, using `jobs` worker processes (1: this process only).

    `code` is the digest of the programs and counts as an input of every file. Raises ValueError for two tasks of one
    name. A task's plan is called in a worker, and perhaps in several. With the address of a dask `scheduler`, its
    workers are used instead of processes; one where `identify`, a function that is pickled, gives something else than
    here is refused. A folder that is `trusted` to be as the last build left it is not looked through. `let_go` is
    called when `shared` is with other processes, and not needed in this one any more.
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
            hire: Hire = partial(processes.hired, jobs=jobs)
            if scheduler:
                hire = partial(cluster.hired, scheduler=scheduler, identify=identify or cluster.unchecked(code))
            bench = Bench(tasks, shared, PLANS_AT_HAND, let_go)
            return _Build(bench, state, hire, progress, code, trusted).run()
    except OSError as fault:
        text = f"the file system refused ({fault})"
        return [error(str(out), "", "write-failed", fault, text, "what was published before stands as it was")]


class _Build:
    """One run of `build`, holding the lock: its stages, in order, and what they are told."""

    def __init__(
        self,
        bench: Bench[Any],
        state: State,
        hire: Hire,
        progress: Callable[[Progress], None],
        code: str,
        trusted: bool,
    ) -> None:
        self.state, self.hire, self.progress, self.code, self.trusted = state, hire, progress, code, trusted
        self.started = time.perf_counter()
        self.seconds: dict[str, float] = {}
        self.warnings: list[Problem] = []
        self.late = {task.name for task in bench.tasks if task.late}
        self.last = self.last_manifest()
        alike = self.last.shares if self.last.code == code else {}
        self.bench, self.place = bench, Place(state.out, state.next, alike, trusted)

    def run(self) -> Report | list[Problem]:
        """Go through the steps; one that is refused is the last one."""
        try:
            with ExitStack() as stack:
                return summed(list(self.steps(stack)), self.seconds, self.warnings)
        except RefusedError as refused:
            return list(refused.problems)
        finally:
            self.place.close()
            with suppress(OSError):  # what is left is tidied up by the next build
                if not self.state.journal.exists():
                    publish.discard(self.state, self.state.next)

    def steps(self, stack: ExitStack) -> Iterator[Report]:
        """Plan, make and publish what may not wait, then the rest; raises RefusedError."""
        names = [task.name for task in self.bench.tasks]
        waiting = may_wait(names, self.late, self.last, self.code)
        standing = self.standing(waiting) if self.trusted else {}
        asked = [index for index in range(len(names)) if index not in waiting and index not in standing]
        alone = self.trusted and len(asked) <= FEW  # an edit: done before a second process has begun
        workers = Crew(Rota(self.bench.tasks), processes.Alone(self.bench, self.place)) if alone else self.hired(stack)
        draft = self.draft(names, {*waiting, *standing})
        self.work(workers, asked, draft)
        if waiting and self.check(draft):  # perhaps a file passes from a late task to another: then both are one step
            self.work(workers, waiting, draft)
            waiting = set()
        refuse(self.check(draft))
        if not waiting:
            stack.close()  # what comes now takes memory, and the workers theirs with them
        first = self.publish(draft, second=False)
        yield first
        self.seconds["first"] = round(time.perf_counter() - self.started, 6)
        if waiting:
            workers = self.hired(stack) if alone else workers
            draft = self.draft(names, set(range(len(names))) - waiting)
            self.work(workers, waiting, draft)
            refuse(self.check(draft))
            stack.close()
            yield self.publish(draft, second=not first.unchanged)

    def draft(self, names: Sequence[str], standing: Iterable[int]) -> Draft:
        """Begin the next version, in which some tasks stand as they are."""
        draft = Draft(names, self.last, self.state.out, self.code, self.trusted)
        for index in standing:
            draft.take(index, STANDS)
        return draft

    def hired(self, stack: ExitStack) -> Crew:
        """Hire the workers until the build ends; raises RefusedError if there are none to be had."""
        self.place.close()
        found = stack.enter_context(self.hire(self.bench, self.place))
        if not isinstance(found, Crew):
            raise RefusedError(found)
        return found

    def standing(self, waiting: Collection[int]) -> dict[int, Plan]:
        """Find the tasks whose keys, which cost little, say that they stand; a fault in one is told by who plans it."""
        with self.timed("plan"):
            keys = {n: self.bench.key(n) for n in range(len(self.bench.tasks)) if n not in waiting}
            found = {
                n: self.place.known(self.bench.tasks[n].name, key) for n, key in keys.items() if isinstance(key, str)
            }
        return {index: plan for index, plan in found.items() if plan}

    def last_manifest(self) -> Manifest:
        """Read the manifest of the last version; one that cannot be trusted is as good as none."""
        with self.timed("read"):
            known = manifests.read(self.state.manifest)
        if isinstance(known, Problem):
            self.warnings.append(replace(known, file=f"{self.state.folder.name}/{known.file}"))
        return known if isinstance(known, Manifest) else Manifest()

    def work(self, workers: Crew, indexes: Collection[int], draft: Draft) -> None:
        """Plan some tasks, and make what differs of each as soon as it is planned; raises RefusedError.

        After a fault in a plan nothing more is made, but the other plans may have faults to tell too.
        """
        started, faults = time.perf_counter(), Faults()
        planned = made = 0
        for (kind, index, orders), result in workers.plan(indexes):
            if kind == "plan":
                planned += 1
                wanted = [] if faults.note(result) else draft.take(index, result)
                if faults.plans or draft.clash:
                    workers.rota.make_nothing()
                elif wanted:
                    self.stage()
                    workers.order(index, wanted)
                self.progress(Progress("plan", planned, len(indexes)))
                continue
            good = faults.part(result)
            draft.put(index, orders, good)
            made += len(good)
            self.progress(Progress("make", made, 0))
            if len(faults.makes) >= TOO_MANY_FAULTS:
                break
        self.share_out(time.perf_counter() - started, workers.rota.spent)
        refuse(sorted(faults.plans or faults.makes))

    def stage(self) -> None:
        """Have a tree to make files in."""
        if not self.state.next.exists():
            tree.make_root(self.state.next)

    def share_out(self, seconds: float, spent: Mapping[str, float]) -> None:
        """Note how long planning and making took: what passed, by the shares that the workers had in it."""
        whole = sum(spent.values()) or 1.0
        for stage, part in spent.items():
            self.seconds[stage] = round(self.seconds.get(stage, 0.0) + seconds * part / whole, 6)

    def check(self, draft: Draft) -> list[Problem]:
        """Check the paths of the next version."""
        with self.timed("compare"):
            return draft.check()

    def publish(self, draft: Draft, *, second: bool) -> Report:
        """Publish what was made, if it makes a difference: the tree, or the manifest alone, or nothing."""
        with self.timed("compare"):
            decision = draft.decision()
        written = decision.written
        unchanged = not (written or decision.gone or decision.foreign) and self.state.out.exists()
        carried, dropped = (dict(decision.carried), []) if unchanged else grow_old(decision.carried, second=second)
        removed = sorted([*decision.gone, *dropped])
        with self.timed("publish"):
            shares = {**decision.shares, **({CARRIED: share("", carried.values())} if carried else {})}
            if not unchanged:
                leaving = {*removed, *decision.foreign}
                previous, spare = publish.beside(self.state, self.last, {*written, *leaving}, second=second)
                new = Manifest(self.code, 0, shares, previous, spare, second)
                self.replace_tree(new, {*written, *leaving, *self.last.spare.changes}, written, leaving)
                self.set_aside(decision.foreign)
                self.switch()
            else:
                # A copy that was taken for ours is ours from now on (`publish.check_owner`).
                root = self.state.out.stat().st_ino if self.last.tree else 0
                seen = replace(self.last, code=self.code, shares=shares, tree=root)
                if seen != self.last:
                    self.last = seen
                    manifests.write(self.state.manifest, seen)
        return Report(written, tuple(removed), unchanged, self.last)

    def replace_tree(self, new: Manifest, differing: set[str], written: Sequence[str], leaving: set[str]) -> None:
        """Complete the new tree under next/: patch the spare one where that is less, else link all that is kept."""
        patched = PATCH_SHARE * len(differing) < new.count and publish.has_spare(self.state, self.last)
        if patched:
            publish.patch(self.state, differing, set(written), leaving)
        whole = patched and (self.trusted or tree.count(self.state.next) == new.count)
        if not whole:  # or somebody was at the spare tree
            self.link_kept(new)
        self.last = new

    def link_kept(self, new: Manifest) -> None:
        """Give every file that was not made its place in the staged tree, which then holds nothing else."""
        if not self.state.next.exists():
            tree.make_root(self.state.next)
        staging = tree.Staging(self.state.next)
        try:
            staged, wanted = set(tree.scan(self.state.next)), {p for one in new.shares.values() for p in one.paths()}
            for path in staged - wanted:
                staging.unlink(path)
            kept = sorted(wanted - staged)
            for done, path in enumerate(kept, 1):
                staging.link(self.state.out / path, path)
                if done % 1000 == 0 or done == len(kept):
                    self.progress(Progress("link", done, len(kept)))
        finally:
            staging.close()

    def switch(self) -> None:
        """Let the new tree take the published one's place, and tidy up."""
        self.last = publish.switch(self.state, self.last)
        try:
            publish.finish(self.state, second=self.last.second)
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
            self.seconds[stage] = round(self.seconds.get(stage, 0.0) + time.perf_counter() - start, 6)


def refuse(faults: Sequence[Problem]) -> None:
    """Go no further if there are faults: raises RefusedError."""
    if faults:
        raise RefusedError(faults)


@dataclass
class Faults:
    """What went wrong, in plans and in making."""

    plans: list[Problem] = field(default_factory=list)
    makes: list[Problem] = field(default_factory=list)

    def note(self, plan: Plan | Problem) -> bool:
        """Tell whether a plan is none."""
        if isinstance(plan, Problem):
            self.plans.append(plan)
        return isinstance(plan, Problem)

    def part(self, results: Problem | Iterable[Artifact | Problem]) -> list[Artifact]:
        """Take the problems out of what was made."""
        found = [results] if isinstance(results, Problem) else list(results)
        self.makes += [one for one in found if isinstance(one, Problem)]
        return [one for one in found if not isinstance(one, Problem)]


def summed(reports: Sequence[Report], seconds: Mapping[str, float], problems: Sequence[Problem]) -> Report:
    """Sum up the waves of a build."""
    return Report(
        made=tuple(sorted({path for one in reports for path in one.made})),
        removed=tuple(sorted({path for one in reports for path in one.removed})),
        unchanged=all(one.unchanged for one in reports),
        manifest=reports[-1].manifest,
        seconds=seconds,
        problems=tuple(problems),
    )


def figures(report: Report, seconds: Mapping[str, float]) -> dict[str, object]:
    """Give what a build did in numbers: files made, kept and removed, and the seconds of each stage."""
    counts = {"made": len(report.made), "kept": report.kept_count, "removed": len(report.removed)}
    return {**counts, "unchanged": report.unchanged, "seconds": dict(seconds)}


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
