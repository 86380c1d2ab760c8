"""Why a file is what it is: the inputs it was made from, and which of them a fresh plan changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from directory.output import manifest as manifests
from directory.output import publish
from directory.output.manifest import Manifest
from directory.output.recipe import Recipe
from directory.problem import Problem, did_you_mean, error


@dataclass(frozen=True)
class Input:
    """One input of a file: its digest in the last version and in the fresh plan ("" where it has none).

    `state` is same, changed, new or gone; without a fresh plan, "known".
    """

    name: str
    state: str
    before: str
    now: str


@dataclass(frozen=True)
class Explanation:
    """What is known of a published file. `standing` says in words whether the next build would make it again."""

    path: str
    digest: str
    size: int
    standing: str
    inputs: tuple[Input, ...]

    def __str__(self) -> str:
        """Print the file, its standing, and a line for each input."""
        width = max((len(one.name) for one in self.inputs), default=0)
        lines = [f"{self.path}  {self.digest or '-'}  {self.size} bytes: {self.standing}"]
        for one in self.inputs:
            digests = one.before if one.state in ("same", "known") else f"{one.before or '-'} -> {one.now or '-'}"
            lines.append(f"  {one.state:<8}{one.name:<{width}}  {digests}")
        return "\n".join(lines)


def why(out: Path, path: str, planned: Recipe | None = None, code: str = "") -> Explanation | Problem:
    """Explain one file of the last version; with its fresh recipe (and code digest), what differs since.

    The code that made it counts as an input of that name. Gives a problem for a path that is neither known nor planned.
    """
    state = publish.locate(out)
    if isinstance(state, Problem):
        return state
    try:
        known = manifests.read(state.manifest)
    except OSError as fault:
        text = f"the manifest cannot be read ({fault.strerror})"
        return error(str(state.manifest), "", "manifest-unreadable", fault, text, "see that this user may read it")
    if isinstance(known, Problem):
        return known
    if known is None and planned is None:
        return error(str(out), "", "no-manifest", path, "nothing was published here yet", "build it first")
    last = known or Manifest()
    artifact = last.files.get(path)
    if artifact is None and planned is None:
        text = "this file was not published"
        return error(path, "path", "path-unknown", path, text, did_you_mean(path, last.files))
    before = {**artifact.inputs, "code": last.code} if artifact else {}
    inputs = compare(before, {**planned.inputs, "code": code or last.code} if planned else None)
    standing = _standing(bool(artifact), bool(artifact and artifact.age), planned is not None, inputs)
    return Explanation(path, artifact.digest if artifact else "", artifact.size if artifact else 0, standing, inputs)


def compare(before: Mapping[str, str], now: Mapping[str, str] | None) -> tuple[Input, ...]:
    """Set two versions of a file's inputs side by side, by name; without a second one all are "known"."""
    if now is None:
        return tuple(Input(name, "known", before[name], "") for name in sorted(before))
    return tuple(
        Input(name, _state(before.get(name), now.get(name)), before.get(name, ""), now.get(name, ""))
        for name in sorted(before.keys() | now.keys())
    )


def _state(before: str | None, now: str | None) -> str:
    if before is None:
        return "new"
    if now is None:
        return "gone"
    return "same" if before == now else "changed"


def _standing(published: bool, old: bool, planned: bool, inputs: tuple[Input, ...]) -> str:
    if not planned:
        return "no longer planned, kept for one more version" if old else "published"
    if not published:
        return "never published: it would be made"
    changed = sum(one.state != "same" for one in inputs)
    return f"{changed} of {len(inputs)} inputs differ: it would be made again" if changed else "up to date"
