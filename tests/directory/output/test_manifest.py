"""The manifest survives itself, and nothing else passes for it."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.output import manifest as manifests
from directory.output.artifact import Artifact
from directory.output.manifest import Manifest
from directory.problem import Level, Problem

SMALL = Manifest("c", 7, {"a": Artifact("a", "d", 3, {"in": "x"}, 12, 1), "b/é": Artifact("b/é", "e", 0, {}, 5)})


def test_write_then_read(tmp_path: Path) -> None:
    """What is written is read, and leaves no other file."""
    manifests.write(tmp_path / "m.json", SMALL)
    assert manifests.read(tmp_path / "m.json") == SMALL
    assert [path.name for path in tmp_path.iterdir()] == ["m.json"]


def test_order_does_not_show(tmp_path: Path) -> None:
    """Equal manifests are equal bytes."""
    turned = Manifest(SMALL.code, SMALL.tree, dict(reversed(list(SMALL.files.items()))))
    manifests.write(tmp_path / "one", SMALL)
    manifests.write(tmp_path / "two", turned)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_absent(tmp_path: Path) -> None:
    """No manifest is nothing, not a fault."""
    assert manifests.read(tmp_path / "none") is None


def bodies() -> dict[str, str]:
    """Give manifests with one defect each."""
    good = {"format": manifests.FORMAT, "version": 1, "code": "c", "tree": 1, "files": {}}
    entry = {"digest": "d", "size": 1, "modified_ns": 1, "inputs": {"a": "b"}}
    wrong: list[dict[str, object]] = [
        {"size": "1"},
        {"size": True},
        {"inputs": {"a": 1}},
        {"inputs": None},
        {"inputs": ["a"]},
        {"digest": None},
    ]
    return {
        "empty": "",
        "torn": json.dumps(good)[:-9],
        "list": "[]",
        "deep": "[" * 100_000,
        "foreign": "{}",
        "older": json.dumps({**good, "version": 0}),
        "no files": json.dumps({**good, "files": None}),
        "no code": json.dumps({**good, "code": None}),
        "entry": json.dumps({**good, "files": {"a": 1}}),
        **{str(part): json.dumps({**good, "files": {"a": {**entry, **part}}}) for part in wrong},
    }


@pytest.mark.parametrize("name", bodies())
def test_defects(tmp_path: Path, name: str) -> None:
    """A manifest with a defect is a warning."""
    (tmp_path / "m").write_text(bodies()[name])
    problem = manifests.read(tmp_path / "m")
    assert isinstance(problem, Problem)
    assert problem.level is Level.WARNING


@given(st.binary(max_size=40), st.integers(0, 300))
def test_damage(tmp_path_factory: pytest.TempPathFactory, noise: bytes, position: int) -> None:
    """A damaged manifest is a warning or still a manifest, never an exception."""
    path = tmp_path_factory.getbasetemp() / "damaged"
    manifests.write(path, SMALL)
    data = path.read_bytes()
    path.write_bytes(data[:position] + noise + data[position + len(noise) :])
    assert isinstance(manifests.read(path), Manifest | Problem)
