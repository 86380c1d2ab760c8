"""Runs the command line as its users do, and builds a site once for all tests of a session."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "directory" / "data"
KEPT = ("PATH", "HOME", "LD_LIBRARY_PATH", "LANG")  # of the environment; everything else would be chance


def run(*words: str | Path, cwd: Path = ROOT, umask: int = -1, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run build.py with these words, in an environment that holds nothing but what is named."""
    known = {name: os.environ[name] for name in KEPT if name in os.environ}
    return subprocess.run(
        [sys.executable, ROOT / "build.py", *words],
        cwd=cwd,
        env={**known, "PYTHONDONTWRITEBYTECODE": "1", **environment},
        umask=umask,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=900,  # a machine may be busy; the shipped site is a minute's work
        check=False,
    )


def publish(data: Path, out: Path, day: str, jobs: int = 1, **environment: str) -> str:
    """Build a site that must succeed; gives what was said on stdout."""
    words = ("site", "--data", data, "--out", out, "--as-of", day, "--jobs", str(jobs))
    done = run(*words, cwd=ROOT, umask=-1, **environment)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """Make a folder once for all workers of a test run; the others wait until it is there."""
    base = factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder = shared / name
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "ready").exists():
            folder.mkdir(exist_ok=True)
            make(folder)
            (folder / "ready").touch()
    return folder


def tree(folder: Path) -> dict[str, bytes]:
    """Every file of a folder by its path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
