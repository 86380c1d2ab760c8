"""What does a plan come to, beside the last version and what stands on disk? What is kept, made, carried, and goes.

In: plans, the last manifest, the published folder. Out: a `Decision`. Tasks that were planned alike, and whose files
stand as they were published, were told apart by the workers: nothing of them is looked at again.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from directory.output import tree
from directory.output.artifact import Artifact
from directory.output.manifest import Manifest, Share
from directory.output.recipe import check_paths, fold
from directory.output.worker import Order, Plan
from directory.problem import Problem

HASHED_ASSET = re.compile(r"assets/(?:.+/)?[^/]+\.[0-9a-f]{8,}(?:\.[A-Za-z0-9]+)+")
CARRIED = ""  # the share of the assets that no task plans any more
STANDS = Plan("", None)  # of a task of which nothing changes


@dataclass(frozen=True)
class Decision:
    """What the comparison of a plan with the last manifest says.

    `standing` are the shares of tasks of which nothing changes, `anew` the others' plans by task; of their files `kept`
    stay unmade and `orders` are to be made. `carried` are hashed assets no longer planned, `gone` are known files no
    longer wanted, `foreign` are files that the manifest does not know.
    """

    standing: Mapping[str, Share]
    anew: Mapping[int, Plan]
    kept: Mapping[str, Artifact]
    orders: Mapping[int, Sequence[Order]]
    carried: Mapping[str, Artifact]
    gone: tuple[str, ...]
    foreign: tuple[str, ...]


def decide(
    plans: Sequence[Plan], names: Sequence[str], last: Manifest, out: Path, code: str, trusted: bool = False
) -> Decision:
    """Compare all plans with the last manifest and with what is on disk; a `trusted` folder holds no other files."""
    standing = {names[index]: last.shares[names[index]] for index, plan in enumerate(plans) if plan.files is None}
    anew = {index: plan for index, plan in enumerate(plans) if plan.files is not None}
    before = _files(part for name, part in last.shares.items() if name not in standing)
    found = {path: seen for path in before if (seen := tree.look(out / path))}
    intact = {path: one for path, old in before.items() if (one := still_intact(old, found.get(path), out))}
    kept: dict[str, Artifact] = {}
    orders: dict[int, list[Order]] = {}
    for index, plan in anew.items():
        for path, inputs in plan.files or ():
            old = intact.get(path)
            if old and old.inputs == inputs and last.code == code:
                kept[path] = replace(old, age=0)
            else:
                order = Order(path, old.digest, old.modified_ns) if old else Order(path)
                orders.setdefault(index, []).append(order)
    planned = {path for plan in anew.values() for path, _ in plan.files or ()}
    carried = _carried(planned, intact)
    expected = sum(part.count for part in standing.values()) + len(found)
    strays = [] if trusted else _strays(out, last, expected)
    # Without a manifest nothing can be told apart: what is found counts as known, and stays in previous/.
    known, foreign = (before, strays) if last.tree else (dict.fromkeys(strays), ())
    gone = sorted(path for path in known if path not in planned and path not in carried)
    return Decision(standing, anew, kept, orders, carried, tuple(gone), tuple(foreign))


def check(decision: Decision, names: Sequence[str]) -> list[Problem]:
    """Check the planned paths, those of standing tasks too, unless all of them stood together in the last version."""
    planned = [(path, names[index]) for index, plan in decision.anew.items() for path, _ in plan.files or ()]
    old = {order.path for orders in decision.orders.values() for order in orders if order.old_digest}
    if len(planned) == len({path for path, _ in planned} & (old | decision.kept.keys())):
        return []
    return check_paths([*planned, *((path, name) for name, part in decision.standing.items() for path in part.files)])


def _files(shares: Iterable[Share]) -> dict[str, Artifact]:
    return {path: one for part in shares for path, one in part.files.items()}


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


def _carried(planned: set[str], intact: Mapping[str, Artifact]) -> dict[str, Artifact]:
    """Find the hashed assets no longer planned, as far as no planned file takes their place."""
    carried = {path: old for path, old in intact.items() if path not in planned and HASHED_ASSET.fullmatch(path)}
    if not carried:
        return {}
    files = {fold(path) for path in planned}
    clashes = check_paths([*((path, "") for path in planned), *((path, "") for path in carried)])
    taken = {problem.file for problem in clashes}
    return {path: old for path, old in carried.items() if path not in taken and fold(path) not in files}


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
