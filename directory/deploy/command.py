"""What `build.py deploy` does: read the build, open the target, plan, show the plan or carry it out, say what was done.

In: the words of the command line. Out: lines; the exit code is 1 for everything that keeps a site from going out.
"""

from __future__ import annotations

import errno
from collections.abc import Callable, Mapping
from pathlib import Path

import click

from directory.deploy import record as records
from directory.deploy.built import Built, ChangedError, built
from directory.deploy.plan import Plan, plan
from directory.deploy.send import Sent, send
from directory.deploy.store import shown
from directory.deploy.targets import Target, open_target
from directory.output.console import Show, stop
from directory.output.engine import Progress
from directory.problem import Problem, error

AGAIN = "mend it and run again: what was sent is recorded there, and is not sent twice"
# How the refusals of a system are told; the first word is the problem's code.
REFUSALS = {
    errno.ENOSPC: ("target-full", "no room is left"),
    errno.EDQUOT: ("target-full", "no room is left (quota)"),
    errno.EROFS: ("target-read-only", "it can only be read"),
    errno.EACCES: ("target-read-only", "writing is not allowed"),
    errno.EPERM: ("target-read-only", "writing is not allowed"),
}

Result = Sent | Plan | list[Problem]


def deploy(out: Path, target: str, jobs: int, dry_run: bool, progress: Callable[[Progress], None]) -> Result:
    """Send a published folder to a target, or give the plan for it; or the problems that stopped it."""
    files = built(out, jobs)
    if isinstance(files, list):
        return files
    place = open_target(target, out, not dry_run)
    if isinstance(place, Problem):
        return [place]
    try:
        made = _planned(files, place)
        return made if dry_run or isinstance(made, list) else send(made, out, files, place, jobs, progress)
    except OSError as fault:
        return [_refused(place.name, fault)]
    except ChangedError as fault:
        text = f"{fault} changed while the site was sent: another build was published"
        return [error(str(out), str(fault), "out-changed", fault, text, "run again")]
    finally:
        place.close()


def _planned(files: Mapping[str, Built], place: Target) -> Plan | list[Problem]:
    data = place.read_record()
    record = records.parse(data, place.name) if data is not None else None
    if isinstance(record, Problem):
        return [record]
    made = plan(files, record, place.listing(), place.name)
    return [made] if isinstance(made, Problem) else made


def _refused(name: str, fault: OSError) -> Problem:
    code, text = REFUSALS.get(fault.errno or 0, ("target-failed", "it cannot be read or written"))
    reason = fault.strerror or str(fault)
    return error(name, "", code, reason, f"{text}: {reason}", AGAIN)


def command(target: str, out: Path, dry_run: bool, jobs: int) -> None:
    """Run the command and tell what came of it."""
    with Show() as show:
        result = deploy(out, target, jobs, dry_run, show)
    if isinstance(result, list):
        stop(result)
    if isinstance(result, Plan):
        _tell_plan(result, target)
        return
    what = f"{result.files} sent ({_size(result.size)})" if result.files else "nothing sent"
    click.echo(f"{shown(target)}: {what}, {result.kept} kept, {result.deleted} deleted{_others(result.foreign)}")


def _tell_plan(made: Plan, target: str) -> None:
    for name in made.first:
        click.echo(f"delete\t{name}")
    for path in made.sent:
        click.echo(f"send\t{path}")
    for name in made.last:
        click.echo(f"delete\t{name}")
    gone = len(made.first) + len(made.last)
    counts = f"{len(made.sent)} to send, {len(made.kept)} to keep, {gone} to delete{_others(made.foreign)}"
    click.echo(f"{shown(target)}: {counts}; nothing was done", err=True)


def _others(foreign: int) -> str:
    return f"; {foreign} files there are not ours and stay" if foreign else ""


def _size(size: int) -> str:
    return f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{size / 1e3:.1f} kB"
