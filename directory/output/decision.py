"""What does a plan come to, beside the last version and what stands on disk? What is kept, made, carried, and goes.

In: plans, one after the other, and what was made of each; the last manifest, the published folder. Out: what is to be
made of each, and in the end a `Decision`. Tasks that were planned alike, and whose files stand as they were published,
were told apart by the workers: nothing of them is looked at again. Of a task that is done only its share is held, in
the form of the manifest: all plans of a large city would be most of the memory.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from directory.output import tree
from directory.output.artifact import Artifact
from directory.output.manifest import Manifest, Share, share
from directory.output.recipe import Paths, check_paths, fold
from directory.output.worker import Files, Order, Plan
from directory.problem import Problem

HASHED_ASSET = re.compile(r"assets/(?:.+/)?[^/]+\.[0-9a-f]{8,}(?:\.[A-Za-z0-9]+)+")
CARRIED = ""  # the share of the assets that no task plans any more
STANDS = Plan("", None)  # of a task of which nothing changes


@dataclass(frozen=True)
class Decision:
    """What the next version is, beside the last one.

    `shares` are what each task has in it, `written` the paths with other bytes than before. `carried` are hashed assets
    no longer planned, `gone` are known files no longer wanted, `foreign` are files that the manifest does not know.
    """

    shares: Mapping[str, Share]
    written: tuple[str, ...]
    carried: Mapping[str, Artifact]
    gone: tuple[str, ...]
    foreign: tuple[str, ...]


@dataclass
class _Doing:
    """A task being done: its plan, and those of its files that are kept or made already."""

    plan: Plan
    inputs: Mapping[str, Mapping[str, str]]
    done: list[Artifact]
    missing: int


class Draft:
    """The next version, put together task by task beside the last one.

    `names` are the tasks' names. A folder that is `trusted` to stand as it was published holds no other files.
    """

    def __init__(self, names: Sequence[str], last: Manifest, out: Path, code: str, trusted: bool = False) -> None:
        self.names, self.last, self.out, self.code, self.trusted = names, last, out, code, trusted
        self.shares: dict[str, Share] = {}
        self.clash = False  # paths that cannot stand beside each other: nothing more need be made
        self._standing: set[str] = set()
        self._planned: dict[int, tuple[str, ...]] = {}
        self._written: list[str] = []
        self._found: set[str] = set()  # published files that are still there
        self._new = False  # whether a path is planned that was not there, or was another task's
        self._doing: dict[int, _Doing] = {}
        self._paths = Paths()

    def take(self, index: int, plan: Plan) -> list[Order]:
        """Take in a task's plan; gives what is to be made of it, and nothing where paths clash."""
        name = self.names[index]
        self._standing.discard(name)
        if plan.files is None:
            self._standing.add(name)
            self.shares[name] = self.last.shares[name]
            return []
        self._planned[index] = tuple(path for path, _ in plan.files)
        self.clash = bool(self._paths.enter((path, name) for path in self._planned[index])) or self.clash
        if self.clash:
            return []
        kept, orders = self._beside(name, plan.files)
        self._doing[index] = _Doing(plan, dict(plan.files), kept, len(orders))
        self._finish(index)
        return orders

    def _beside(self, name: str, files: Files) -> tuple[list[Artifact], list[Order]]:
        """Hold planned files beside the last version's: what is kept, and what is to be made."""
        mine = self.last.shares.get(name)
        before = mine.read() if mine else {}
        kept: list[Artifact] = []
        orders: list[Order] = []
        for path, inputs in files:
            old = self._intact(path, before)
            self._new = self._new or not (old and path in before)  # or it passes from one task to another
            if old and old.inputs == inputs and self.last.code == self.code:
                kept.append(replace(old, age=0))
            else:
                orders.append(Order(path, old.digest, old.modified_ns) if old else Order(path))
        return kept, orders

    def _intact(self, path: str, before: Mapping[str, Artifact]) -> Artifact | None:
        """Find what a path was in the last version, perhaps as another task's, if it still stands so."""
        if not self.last.shares or not (found := tree.look(self.out / path)):
            return None
        old = before.get(path) or self.last.files.get(path)
        if old is None:
            return None
        self._found.add(path)
        return still_intact(old, found, self.out)

    def put(self, index: int, orders: Iterable[Order], made: Iterable[Artifact]) -> None:
        """Take in what was made for some orders of a task."""
        before = {order.path: order for order in orders}
        doing = self._doing[index]
        for one in made:
            doing.done.append(replace(one, inputs=doing.inputs[one.path]))
            doing.missing -= 1
            if one.digest != (order := before[one.path]).old_digest:
                self._written.append(order.path)  # the string that was planned: one of each is enough
        self._finish(index)

    def _finish(self, index: int) -> None:
        """Turn a task of which nothing is missing into its share."""
        doing = self._doing[index]
        if not doing.missing:
            self.shares[self.names[index]] = share(doing.plan.stamp, doing.done, doing.plan.key)
            del self._doing[index]

    def check(self) -> list[Problem]:
        """Check all planned paths, those of standing tasks too, unless all of them stood together before.

        The answer owes nothing to the order in which the plans came.
        """
        if not self.clash and not (self._new and self._standing):
            return []
        planned = [(path, self.names[index]) for index, paths in sorted(self._planned.items()) for path in paths]
        standing = [name for name in self.names if name in self._standing]
        return check_paths([*planned, *((path, name) for name in standing for path in self.last.shares[name].paths())])

    def decision(self) -> Decision:
        """Say what the version is, when everything is made."""
        planned = {path for paths in self._planned.values() for path in paths}
        left = [(old, tree.look(self.out / old.path)) for old in self._left(planned)]
        assets = [(old, found) for old, found in left if HASHED_ASSET.fullmatch(old.path)]
        carried = _carried(planned, [one for old, found in assets if (one := still_intact(old, found, self.out))])
        expected = sum(self.last.shares[name].count for name in self._standing) + len(self._found)
        expected += sum(found is not None for _, found in left)
        strays = [] if self.trusted else _strays(self.out, self.last, expected)
        # Without a manifest nothing can be told apart: what is found counts as known, and stays in previous/.
        known, foreign = ([old.path for old, _ in left], strays) if self.last.tree else (strays, [])
        gone = sorted(path for path in known if path not in planned and path not in carried)
        return Decision(self.shares, tuple(sorted(self._written)), carried, tuple(gone), tuple(foreign))

    def _left(self, planned: Collection[str]) -> Iterator[Artifact]:
        """Find the last version's files that nobody plans any more."""
        for name, part in self.last.shares.items():
            if name not in self._standing and any(path not in planned for path in part.paths()):
                yield from (one for path, one in part.read().items() if path not in planned)


def still_intact(old: Artifact, found: tree.Found | None, out: Path) -> Artifact | None:
    """Give the manifest's entry, with the date on disk, if the file is still what was published."""
    if found is None or not found.regular or found.size != old.size:
        return None
    if found.modified_ns == old.modified_ns:
        return old
    same = tree.content_digest(out / old.path) == old.digest
    return replace(old, modified_ns=found.modified_ns) if same else None


def _strays(out: Path, last: Manifest, expected: int) -> list[str]:
    """List the files on disk that the manifest does not know; counting them tells in a moment if there are any."""
    if tree.count(out) == expected:
        return []
    return sorted(path for path in tree.scan(out) if path not in last.files)


def _carried(planned: set[str], assets: Sequence[Artifact]) -> dict[str, Artifact]:
    """Choose of the hashed assets no longer planned those whose place no planned file takes."""
    if not assets:
        return {}
    files = {fold(path) for path in planned}
    clashes = check_paths([*((path, "") for path in planned), *((one.path, "") for one in assets)])
    taken = {problem.file for problem in clashes}
    return {one.path: one for one in assets if one.path not in taken and fold(one.path) not in files}


def grow_old(carried: Mapping[str, Artifact], *, second: bool) -> tuple[dict[str, Artifact], list[str]]:
    """Let carried assets age by the version now published; gives those that stay, and the paths that go.

    The second step of a build is no version of its own: in it, none goes.
    """
    staying = {path: replace(old, age=1) for path, old in carried.items() if second or old.age == 0}
    return staying, sorted(carried.keys() - staying.keys())


def may_wait(names: Sequence[str], late: Collection[str], last: Manifest, code: str) -> set[int]:
    """Choose the tasks that are planned only when the others are published: late ones that the last version has.

    Until then they stand as they were. What other code made cannot stand beside what this one makes.
    """
    return {n for n, name in enumerate(names) if name in late and name in last.shares} if last.code == code else set()
