"""The publishing machine's side of the work: what of a plan stands on disk, and where what was made goes.

In: plans and parcels, from a worker process of this machine (which has a place of its own) or from another machine.
Out: plans as far as something is to be done, and artifacts in the tree being put together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from directory.output import tree
from directory.output.artifact import Artifact
from directory.output.manifest import Share
from directory.output.tree import Staging
from directory.output.worker import Files, Parcel, Plan
from directory.problem import Problem, error


@dataclass
class Place:
    """The published folder `out`, the tree `staged` that is to take its place, and what was published last.

    `last` holds the shares of the last version by the tasks' names, as far as this version's code made them. Where the
    folder is `trusted` to stand as it was published, nobody looks.
    """

    out: Path
    staged: Path
    last: Mapping[str, Share] = field(default_factory=dict)
    trusted: bool = False
    _staging: Staging | None = None

    def stamp(self, name: str) -> str:
        """Give the stamp a task had in the last version, or nothing."""
        last = self.last.get(name)
        return last.stamp if last else ""

    def known(self, name: str, key: str) -> Plan | None:
        """Give the plan of a task whose key is the last version's, if its files stand as they were published."""
        last = self.last.get(name)
        if not key or last is None or last.key != key or not self._stands(last):
            return None
        return Plan(last.stamp, None, key)

    def _stands(self, last: Share) -> bool:
        return self.trusted or all(tree.is_as_published(self.out, one) for one in last.files.values())

    def beside(self, name: str, plan: Plan) -> Plan:
        """Hold a plan beside the last version: without its files, if it is the same and they stand as published.

        A plan that came without files, since it has the last stamp, gets them from the last version's share.
        """
        last = self.last.get(name)
        if last is None or last.stamp != plan.stamp:
            return plan
        if last.key == plan.key and self._stands(last):
            return Plan(plan.stamp, None, plan.key)
        files: Files = [(path, one.inputs) for path, one in last.files.items()]
        return plan if plan.files is not None else Plan(plan.stamp, files, plan.key)

    def put(self, name: str, parcels: Iterable[Parcel | Problem]) -> list[Artifact | Problem]:
        """Put what was made of a task into the staged tree; problems pass through."""
        if self._staging is None or not self._staging.is_at(self.staged):  # a second step stages a tree of its own
            self.close()
            self._staging = Staging(self.staged)
        return [one if isinstance(one, Problem) else self._put(name, one, self._staging) for one in parcels]

    def _put(self, name: str, parcel: Parcel, staging: Staging) -> Artifact | Problem:
        path = parcel.order.path
        try:
            if parcel.data is None:
                staging.link(self.out / path, path)
                modified_ns = parcel.order.old_modified_ns
            else:
                modified_ns = staging.write(path, parcel.data)
        except OSError as fault:
            return error(path, "", "write-failed", path, f'task "{name}" could not write it ({fault})')
        return Artifact(path, parcel.digest, parcel.size, {}, modified_ns)  # who planned it knows the inputs

    def close(self) -> None:
        """Let go of the staged tree."""
        if self._staging is not None:
            self._staging.close()
            self._staging = None
