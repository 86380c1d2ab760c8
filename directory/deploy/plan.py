"""What is to be done so that a target holds the build and nothing else of ours.

In: the files of the build, the target's record, and what is really there. Out: a `Plan`, or the problems that forbid
one; `send` comes next. No plan touches a file that the record does not name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from directory.deploy import encode
from directory.deploy.built import Built
from directory.deploy.record import RECORD, Entry, Record, pending
from directory.problem import Problem, error

SHOWN = 5  # foreign files named in one message


@dataclass(frozen=True)
class Plan:
    """What to send, stage after stage; what is kept as it stands; what of ours has to go.

    `first` goes before anything is sent, since a folder of the build stands in its place, or a file in that of its
    folder; `last` goes when everything else is done. `before` is the record to write before anything is touched.
    `recorded` tells whether the record names just what is kept: one that a broken run left names more, and must not
    claim for ever what somebody else may put there. `there` names what of ours stands there now, `foreign` counts the
    files that are not ours.
    """

    stages: tuple[tuple[str, ...], ...]
    kept: Mapping[str, Entry]
    first: tuple[str, ...]
    last: tuple[str, ...]
    before: Record
    recorded: bool
    there: frozenset[str]
    foreign: int

    @property
    def sent(self) -> tuple[str, ...]:
        """Everything to be sent, in its order."""
        return tuple(path for stage in self.stages for path in stage)

    @property
    def idle(self) -> bool:
        """Tell whether there is nothing to do."""
        return self.recorded and not (self.sent or self.first or self.last)


def plan(built: Mapping[str, Built], record: Record | None, found: Mapping[str, int], target: str) -> Plan | Problem:
    """Compare the build with a target; `found` gives the size in bytes of every file that is there, by its name."""
    if record is None and found:
        return _not_ours(target, found)
    old = record or Record()
    ours = old.names()
    kept = {path: old.files[path] for path, file in built.items() if _stands(path, file, old.files.get(path), found)}
    send = {path: pending(built[path].size, encode.suffixes(path)) for path in built if path not in kept}
    if taken := _clashes(Record(send).names(), found.keys() - ours):
        return _taken(target, taken)
    needed = Record({**kept, **send}).names()
    gone = (ours - needed) & found.keys()
    first = _in_the_way(gone, needed)
    before = Record({**kept, **send}, frozenset(gone))
    stages = (tuple(sorted(path for path in send if stage(path) == number)) for number in range(STAGES))
    there = frozenset(ours & found.keys())
    last = tuple(sorted(gone - first))
    return Plan(
        tuple(stages), kept, tuple(sorted(first)), last, before, old == Record(kept), there, len(found) - len(there)
    )


STAGES = 3


def stage(path: str) -> int:
    """Tell when a file is sent: what pages load, then pages, then the pages by which visitors and robots come in."""
    if (path.endswith("index.html") and path.count("/") <= 1) or path.startswith("sitemap"):
        return 2
    return 1 if path.endswith(".html") else 0


def _stands(path: str, file: Built, entry: Entry | None, found: Mapping[str, int]) -> bool:
    """Tell whether a file stands at the target as it would be sent: by the record, and in all its sizes."""
    if entry is None or (entry.digest, entry.size, entry.how) != (file.digest, file.size, encode.how(path)):
        return False
    return all(found.get(name) == size for name, size in entry.sizes(path))


def _folders(names: Iterable[str]) -> set[str]:
    """Give every folder above these names."""
    found: set[str] = set()
    for name in names:
        while (name := name.rpartition("/")[0]) and name not in found:
            found.add(name)
    return found


def _clashes(wanted: set[str], foreign: set[str]) -> set[str]:
    """Give the foreign files that stand where ours, or folders of ours, have to stand."""
    under = {name for name in foreign if any(folder in wanted for folder in _folders([name]))}
    return foreign & wanted | foreign & _folders(wanted) | under


def _in_the_way(gone: set[str], needed: set[str]) -> set[str]:
    """Give what of ours has to go before anything is sent: a file where a folder comes, files below a file to come."""
    return gone & _folders(needed) | {name for name in gone if any(folder in needed for folder in _folders([name]))}


def _not_ours(target: str, found: Mapping[str, int]) -> Problem:
    text = f"it is not empty and was not filled by this tool: {_some(found)}"
    hint = f"nothing was touched: choose an empty place; only where {RECORD} stands does a deploy go on"
    return error(target, "", "target-foreign", target, text, hint)


def _taken(target: str, taken: set[str]) -> Problem:
    text = f"files that are not ours stand where the site belongs: {_some(taken)}"
    return error(target, "", "target-taken", min(taken), text, "nothing was touched: move them away")


def _some(names: Iterable[str]) -> str:
    listed = sorted(names)
    return ", ".join(listed[:SHOWN]) + (f" and {len(listed) - SHOWN} more" if len(listed) > SHOWN else "")
