"""Carry a plan out: files stage by stage with their compressed copies, deletions last, the record always true.

In: a `Plan`, the published folder, a `Target`. Out: what was done. The record is written before anything is touched,
after everything was sent, and after the deletions; now and then in between; and when a run fails. So whatever ends a
run, the next one knows which files are ours and goes on with those that are not sure to stand there.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

from directory.deploy import built as builds
from directory.deploy import encode
from directory.deploy.built import Built
from directory.deploy.plan import Plan
from directory.deploy.record import Entry, Record, dump
from directory.deploy.targets import Target
from directory.output.engine import Progress
from directory.output.headers import stored

OFTEN = 1000  # files between two writings of the record: what a killed run sends twice at most


@dataclass(frozen=True)
class Sent:
    """What was done: files sent (without their copies), bytes sent (with them), files kept, names deleted."""

    files: int
    size: int
    kept: int
    deleted: int
    foreign: int


@dataclass
class _Run:
    """How far a run is: what stands at the target, as far as is known."""

    target: Target
    files: dict[str, Entry]
    leaving: set[str]
    progress: Callable[[Progress], None]
    sent: int = 0
    size: int = 0
    deleted: int = 0
    since: int = 0

    def note(self) -> None:
        """Write down what stands at the target."""
        self.since = 0
        self.target.write_record(dump(Record(self.files, frozenset(self.leaving))))


def send(
    plan: Plan,
    out: Path,
    built: Mapping[str, Built],
    target: Target,
    jobs: int,
    progress: Callable[[Progress], None],
) -> Sent:
    """Carry out a plan with `jobs` threads.

    Raises OSError for what the target refuses and ChangedError for a build that changed meanwhile; the record then says
    what stands there, as far as it can still be written.
    """
    if plan.idle:
        return Sent(0, 0, len(plan.kept), 0, plan.foreign)
    run = _Run(target, dict(plan.before.files), set(plan.before.leaving), progress)
    run.note()
    try:
        _delete(run, plan.first)
        threads = 1 if target.threads == 1 else max(jobs, target.threads)
        with ThreadPoolExecutor(threads) as pool:
            for stage in plan.stages:
                _send_stage(run, stage, len(plan.sent), pool, lambda path: _send_file(out, path, built[path], target))
        _sweep(run, plan)
    except BaseException:
        with contextlib.suppress(Exception):  # the record of before still names everything that may stand there
            run.note()
        raise
    target.finish()
    return Sent(run.sent, run.size, len(plan.kept), run.deleted, plan.foreign)


def _send_stage(
    run: _Run,
    stage: Sequence[str],
    total: int,
    pool: ThreadPoolExecutor,
    one: Callable[[str], tuple[Entry, int]],
) -> None:
    """Send the files of a stage; at the first that fails the others are called off."""
    waiting = {pool.submit(one, path): path for path in stage}
    try:
        for done in as_completed(waiting):
            run.files[waiting[done]], size = done.result()
            run.sent, run.size, run.since = run.sent + 1, run.size + size, run.since + 1
            run.progress(Progress("send", run.sent, total))
            if run.since >= OFTEN:
                run.note()
    finally:
        for left in waiting:
            left.cancel()


def _send_file(out: Path, path: str, expected: Built, target: Target) -> tuple[Entry, int]:
    """Send a file and its compressed copies; gives its entry and the bytes that went out."""
    data = builds.read(out, path, expected)
    copies = encode.copies(path, data)
    target.put(path, data, stored(path))
    for suffix, body in copies.items():
        target.put(f"{path}.{suffix}", body, stored(path, suffix))
    sizes = {suffix: len(body) for suffix, body in copies.items()}
    return Entry(expected.digest, expected.size, encode.how(path), sizes), len(data) + sum(sizes.values())


def _sweep(run: _Run, plan: Plan) -> None:
    """Delete what of ours is not of the build: files that it lacks, and copies that are no longer made."""
    run.leaving = (plan.before.names() - Record(run.files).names() - set(plan.first)) & plan.there
    run.note()
    _delete(run, sorted(run.leaving))
    run.note()


def _delete(run: _Run, names: Sequence[str]) -> None:
    for number, name in enumerate(names, 1):
        run.target.delete(name)
        run.leaving.discard(name)
        run.deleted += 1
        run.progress(Progress("delete", number, len(names)))
