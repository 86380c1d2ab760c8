"""The memory of the last publication: each file, what it was made from, and which tree that was.

Kept beside the published folder as sorted JSON. What cannot be trusted (torn, foreign, of another version) is
treated as absent: the next build is then a clean one and says so.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from directory.output.artifact import Artifact
from directory.problem import Problem, warning

FORMAT = "directory.output manifest"
VERSION = 1


@dataclass(frozen=True)
class Manifest:
    """The last published tree: digest of the code that made it, inode of its root, and its files by path.

    The inode tells, after a killed run, which of two manifests describes the folder that is published.
    """

    code: str = ""
    tree: int = 0
    files: Mapping[str, Artifact] = field(default_factory=dict)


def write(path: Path, manifest: Manifest) -> None:
    """Write a manifest so that a reader finds the old or the new one, whole, even after a power cut."""
    body = {
        "format": FORMAT,
        "version": VERSION,
        "code": manifest.code,
        "tree": manifest.tree,
        "files": {name: _entry(artifact) for name, artifact in manifest.files.items()},
    }
    text = json.dumps(body, sort_keys=True, ensure_ascii=False, separators=(",", ":")) + "\n"
    partial = path.with_name(path.name + ".partial")
    with partial.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fchmod(file.fileno(), 0o644)
        os.fsync(file.fileno())
    partial.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable (fsync of the directory)."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def read(path: Path) -> Manifest | Problem | None:
    """Read a manifest: None if there is none, a warning if it cannot be trusted."""
    try:
        return _manifest(json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as fault:
        return warning(
            path.name,
            "",
            "manifest-unreadable",
            fault,
            f"the manifest cannot be used ({type(fault).__name__}: {fault})",
            "everything is made again",
        )


def _entry(artifact: Artifact) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "digest": artifact.digest,
        "size": artifact.size,
        "modified_ns": artifact.modified_ns,
        "inputs": dict(artifact.inputs),
    }
    return {**entry, "age": artifact.age} if artifact.age else entry


def _manifest(body: Any) -> Manifest:
    """Check a parsed manifest and give its value; raises ValueError or KeyError on the first thing amiss."""
    if not isinstance(body, dict) or body.get("format") != FORMAT:
        raise ValueError("it is not a manifest of this tool")
    if body.get("version") != VERSION:
        raise ValueError(f"version {body.get('version')!r} instead of {VERSION}")
    files = {path: _artifact(path, entry) for path, entry in body["files"].items()}
    return Manifest(_typed(body["code"], str), _typed(body["tree"], int), files)


def _artifact(path: str, entry: dict[str, Any]) -> Artifact:
    inputs = entry["inputs"]
    if not all(type(value) is str for value in inputs.values()):
        raise ValueError(f"{path}: an input is not a digest")
    return Artifact(
        path,
        _typed(entry["digest"], str),
        _typed(entry["size"], int),
        inputs,
        _typed(entry["modified_ns"], int),
        _typed(entry.get("age", 0), int),
    )


def _typed(value: Any, kind: type) -> Any:
    if type(value) is not kind:
        raise ValueError(f"{value!r} is not of type {kind.__name__}")
    return value
