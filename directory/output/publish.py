"""Switch a finished tree into place as a whole, and survive being killed at any moment.

Beside the published folder `<out>` stands `<out>.state/`:

    README            says whose it is: the marker that `<out>` is ours to replace
    lock              held while a build runs (flock); its text says who holds it
    manifest.json     describes `<out>`;  previous.json describes previous/
    next/ next.json   the tree being made; next.json, written when next/ is whole, is the journal of the switch
    previous/         the tree published before, for a rollback
    spare/            an older one, of which the next version is made; work/ while that is done
    cache/            what was read of the sources before; may be deleted at any time
    foreign/          files found in `<out>` that no manifest knew; never deleted by a build
    trash/            what is being deleted

The switch: next.json is written; `<out>` and next/ change places (renameat2(2) RENAME_EXCHANGE, one atomic step; two
renames where there is none); next/, now the old tree, becomes previous/ and that spare/; the manifests follow;
next.json is gone. After the second step of a build next/ becomes spare/: previous/ is the version before the first.
`recover` finishes or undoes what it finds half done: next.json names its tree by the inode of the root folder, so it
is known on which side of the switch the run was killed.
"""

from __future__ import annotations

import contextlib
import ctypes
import datetime
import errno
import fcntl
import json
import os
import sys
import time
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from directory.output import manifest as manifests
from directory.output import tree
from directory.output.manifest import Manifest, Other
from directory.problem import Problem, error

AT_FDCWD, RENAME_EXCHANGE = -100, 2  # linux/fcntl.h, linux/fs.h
NO_EXCHANGE = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP}  # an old kernel, or a file system without it
PATIENCE_S = 0.5  # workers of a killed run hold its lock until they notice, some milliseconds later

README = """This folder belongs to the folder of the same name without ".state", which a build publishes.
It holds the manifest, the version published before, and files that were found there and not known.
Delete both folders together to start afresh; manifest.json alone to have everything made again.
"""


@dataclass(frozen=True)
class State:
    """Where a published folder and everything beside it lie; `out` has no symbolic links left in it."""

    out: Path

    @property
    def folder(self) -> Path:
        """The folder beside the published one."""
        return self.out.with_name(self.out.name + ".state")

    @property
    def next(self) -> Path:
        """The tree being made."""
        return self.folder / "next"

    @property
    def previous(self) -> Path:
        """The tree published before."""
        return self.folder / "previous"

    @property
    def spare(self) -> Path:
        """A tree of which the next version can be made with few changes."""
        return self.folder / "spare"

    @property
    def work(self) -> Path:
        """That tree, while it is made into the next version."""
        return self.folder / "work"

    @property
    def foreign(self) -> Path:
        """Files found in the published folder that no manifest knew."""
        return self.folder / "foreign"

    @property
    def trash(self) -> Path:
        """A tree being deleted."""
        return self.folder / "trash"

    @property
    def manifest(self) -> Path:
        """What describes the published tree."""
        return self.folder / "manifest.json"

    @property
    def previous_manifest(self) -> Path:
        """What describes the tree published before."""
        return self.folder / "previous.json"

    @property
    def journal(self) -> Path:
        """What describes the next tree, from when it is whole until it is in place."""
        return self.folder / "next.json"

    @property
    def marker(self) -> Path:
        """What says that the published folder was made here."""
        return self.folder / "README"

    @property
    def cache(self) -> Path:
        """What was worked out of the sources before; it may be deleted at any time."""
        return self.folder / "cache"

    @property
    def lock(self) -> Path:
        """What a running build holds."""
        return self.folder / "lock"


def locate(out: Path) -> State | Problem:
    """Find the real place of a folder to publish in. A symbolic link is followed: its target is what is switched."""
    try:
        real = out.resolve()
        taken = real.exists() and not real.is_dir()
        mounted = real.is_mount()
        State(real).folder.exists()  # a name may be short enough, and not the one beside it
    except (OSError, RuntimeError, ValueError) as fault:
        hint = "give another folder's name"
        return error(str(out), "", "out-path", out, f"the output folder cannot be found ({fault})", hint)
    if not real.name or taken:
        return error(str(out), "", "out-path", out, "the output is not a folder", "give a new folder's name")
    if mounted:
        hint = f'give a folder inside it, e.g. "{out / "site"}"'
        return error(str(out), "", "out-mount", out, "the output folder is a mount point and cannot be switched", hint)
    return State(real)


def cache_of(out: Path) -> Path | None:
    """Give the folder for what is worked out of the sources; None where nothing can be published."""
    state = locate(out)
    return state.cache if isinstance(state, State) else None


def check_owner(state: State) -> Problem | None:
    """Refuse to replace a folder that was not published from here; nothing is touched.

    Ours is what is absent or empty, or has our marker beside it and is the tree of the manifest: the same root
    folder or, for a copy, one that holds at least half of the manifest's files in their size. Without a readable
    manifest the marker alone counts.
    """
    if _has_content(state.folder) and not (state.lock.exists() or state.marker.exists()):
        return _foreign(state.folder, "it stands where the build keeps its state and was not made by it")
    if not _has_content(state.out):
        return None
    if not (state.marker.exists() or state.journal.exists()):
        return _foreign(state.out, "it is not empty and was not made by this tool")
    if manifests.tree_of(state.manifest) == state.out.stat().st_ino:
        return None
    known = manifests.read(state.manifest)
    if not isinstance(known, Manifest) or state.journal.exists() or describes(known, state.out):
        return None
    return _foreign(state.out, "it was replaced by files that this tool did not make")


def describes(known: Manifest, root: Path) -> bool:
    """Tell whether a manifest names the tree at `root` (see `check_owner`)."""
    if root.stat().st_ino == known.tree:
        return True
    found = tree.scan(root)
    same = sum(path in found and found[path].size == made.size for path, made in known.files.items())
    return 2 * same >= len(known.files) > 0


def _has_content(folder: Path) -> bool:
    try:
        return any(True for _ in folder.iterdir())
    except FileNotFoundError:
        return False


def _foreign(folder: Path, reason: str) -> Problem:
    hint = "nothing was touched: move it away or choose another output folder"
    return error(str(folder), "", "out-foreign", folder, reason, hint)


@contextlib.contextmanager
def locked(state: State) -> Iterator[Problem | None]:
    """Hold the lock of a published folder, or yield the problem that another build does.

    Forked workers inherit the lock, so it is free only when nobody writes any more.
    """
    state.folder.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(state.lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        if not _acquire(descriptor):
            yield _held(state, os.pread(descriptor, 1000, 0))
            return
        since = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
        holder = json.dumps({"pid": os.getpid(), "since": since}).encode()
        os.pwrite(descriptor, holder, 0)
        os.ftruncate(descriptor, len(holder))
        yield None
    finally:
        os.close(descriptor)


def _acquire(descriptor: int) -> bool:
    """Take the lock, waiting a moment for the workers of a killed run to end."""
    deadline = time.monotonic() + PATIENCE_S
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > deadline:
                return False
            time.sleep(0.02)
        else:
            return True


def _held(state: State, text: bytes) -> Problem:
    try:
        holder = json.loads(text)
        who = f"process {holder['pid']}, since {holder['since']}"
    except (ValueError, KeyError, TypeError):
        who = "a process that has not said which"
    hint = "wait for it to end; this run wrote nothing"
    return error(str(state.out), "", "out-locked", who, f"another build is writing this folder: {who}", hint)


def recover(state: State) -> None:
    """Bring the folder to rest after a killed run: finish a switch that took place, clear what was left half made."""
    journal = manifests.read(state.journal)
    if isinstance(journal, Manifest):
        if _is_tree(state.next, journal) and not state.out.exists():  # killed between two renames, or at the first
            state.next.rename(state.out)
        if _is_tree(state.out, journal):
            finish(state, second=journal.second)
    state.journal.unlink(missing_ok=True)
    for left in (state.trash, state.work, state.next):
        discard(state, left)


def _is_tree(root: Path, known: Manifest) -> bool:
    try:
        return root.stat().st_ino == known.tree
    except FileNotFoundError:
        return False


def discard(state: State, root: Path) -> None:
    """Delete a tree by way of the trash, so that no half-deleted tree keeps a name that means something."""
    if root != state.trash and root.exists():
        tree.remove(state.trash)
        root.rename(state.trash)
    tree.remove(state.trash)


def has_spare(state: State, last: Manifest) -> bool:
    """Tell whether there is a tree of which the next version can be made: the one of which the manifest speaks."""
    try:
        return state.spare.stat().st_ino == last.spare.tree
    except FileNotFoundError:
        return False


def patch(state: State, differing: Collection[str], written: Collection[str], leaving: Collection[str]) -> None:
    """Make the spare tree into the new one, next/: only in `differing` paths is it another.

    `written` stand in the staged tree, `leaving` are not in the new one; all others are taken over from `<out>`. To
    link a hundred thousand files takes seconds, to patch a dozen none.
    """
    state.spare.rename(state.work)
    staging = tree.Staging(state.work)
    try:
        for path in differing:  # first what goes: a folder may take a file's place
            staging.unlink(path)
        for path in sorted(differing):
            if path in written:
                staging.take(state.next / path, path)
            elif path not in leaving and os.path.lexists(state.out / path):
                staging.link(state.out / path, path)
    finally:
        staging.close()
    discard(state, state.next)
    state.work.rename(state.next)


def beside(state: State, last: Manifest, changes: Collection[str], *, second: bool) -> tuple[Other, Other]:
    """Say what stands beside the new tree once it is published: the version before, and the spare tree.

    `changes` are the paths in which the new tree differs from the one published now.
    """
    old = Other(last.tree, tuple(sorted(changes))) if state.out.exists() else Other()
    before = Other(last.previous.tree, tuple(sorted({*changes, *last.previous.changes})))
    if not before.tree or not state.previous.is_dir():
        before = Other()
    return (before, old) if second else (old, before)


def switch(state: State, made: Manifest) -> Manifest:
    """Publish the finished tree next/: from here on it is `<out>`. `finish` tidies up after it.

    Gives the manifest with the tree's inode. Raises OSError if it cannot; then `<out>` is what it was.
    """
    tree.flush(state.next)
    known = replace(made, tree=state.next.stat().st_ino)
    manifests.write(state.journal, known)
    if state.out.exists():
        _exchange(state)
    else:
        state.next.rename(state.out)
    return known


def _exchange(state: State) -> None:
    """Let `<out>` and next/ change places in one step, or in two where the system cannot."""
    sys.audit("directory.output.exchange", str(state.next), str(state.out))
    if not exchange(state.next, state.out):
        discard(state, state.previous)
        state.out.rename(state.previous)
        try:
            state.next.rename(state.out)
        except OSError:
            state.previous.rename(state.out)
            raise


def exchange(one: Path, other: Path) -> bool:
    """Exchange two names atomically with renameat2(2); False where the system or file system has no such call."""
    call = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if call is None:
        return False
    if call(AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(other), RENAME_EXCHANGE) == 0:
        return True
    if ctypes.get_errno() in NO_EXCHANGE:
        return False
    raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(one), None, str(other))


def finish(state: State, *, second: bool = False) -> None:
    """After the switch: keep the old tree as previous/ (after a second step as spare/), let the manifests follow.

    Every step may find itself already done.
    """
    manifests.sync_folder(state.out.parent)
    if state.next.exists():
        if second:
            discard(state, state.spare)
            state.next.rename(state.spare)
        else:
            if state.previous.exists():
                discard(state, state.spare)
                state.previous.rename(state.spare)
            state.next.rename(state.previous)
    if not state.marker.exists():
        state.marker.write_text(README, encoding="utf-8")
    if state.manifest.exists() and not second:
        state.manifest.replace(state.previous_manifest)
    state.journal.rename(state.manifest)
    manifests.sync_folder(state.folder)


def rollback(out: Path) -> Problem | None:
    """Publish the previous version again; the present one becomes the previous. Gives a problem if there is none."""
    state = locate(out)
    if isinstance(state, Problem):
        return state
    try:
        if refused := check_owner(state):
            return refused
        if not state.folder.is_dir():
            return _no_previous(out)
        with locked(state) as held:
            if held:
                return held
            recover(state)
            return _back(state)
    except OSError as fault:
        text = f"the file system refused ({fault})"
        return error(str(out), "", "write-failed", fault, text, "run it again: nothing is lost")


def _back(state: State) -> Problem | None:
    before, now = manifests.read(state.previous_manifest), manifests.read(state.manifest)
    if not isinstance(before, Manifest) or not _is_tree(state.previous, before):
        return _no_previous(state.out)
    spare = Other()
    if isinstance(now, Manifest):  # the two differ in the same paths, whichever is the newer
        spare = Other(now.spare.tree, tuple(sorted({*now.spare.changes, *now.previous.changes})))
        before = replace(before, previous=Other(now.tree, now.previous.changes))
    state.previous.rename(state.next)
    switch(state, replace(before, spare=spare, second=False))
    finish(state)
    return None


def _no_previous(out: Path) -> Problem:
    hint = "the version before is kept from the second build on"
    return error(str(out), "", "no-previous", out, "there is no version before to go back to", hint)
