"""The manifest survives itself, and nothing else passes for it."""

import hashlib
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.output import manifest as manifests
from directory.output.artifact import Artifact
from directory.output.manifest import Manifest, Other, Share, share
from directory.problem import Level, Problem

FILES = {"a": Artifact("a", "d", 3, {"in": "x", "of": "y"}, 12, 1), "b/é\u2028": Artifact("b/é\u2028", "e", 0, {}, 5)}
SMALL = Manifest("c", 7, {"one": share("s", FILES.values()), "two": share("t", [])}, Other(8, ("a",)), Other(9))


def test_write_then_read(tmp_path: Path) -> None:
    """What is written is read, and leaves no other file."""
    manifests.write(tmp_path / "m.json", SMALL)
    read = manifests.read(tmp_path / "m.json")
    assert read == SMALL
    assert isinstance(read, Manifest)
    assert (read.files, read.count) == (FILES, 2)
    assert [path.name for path in tmp_path.iterdir()] == ["m.json"]


def test_order_does_not_show(tmp_path: Path) -> None:
    """Equal manifests are equal bytes."""
    turned = {"two": share("t", []), "one": share("s", reversed(FILES.values()))}
    manifests.write(tmp_path / "one", SMALL)
    manifests.write(tmp_path / "two", Manifest("c", 7, turned, Other(8, ("a",)), Other(9)))
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_absent(tmp_path: Path) -> None:
    """No manifest is nothing, not a fault."""
    assert manifests.read(tmp_path / "none") is None


def bodies() -> dict[str, str]:
    """Give manifests with one defect each."""
    body = "{}\n"
    said = hashlib.sha256(body.encode()).hexdigest()
    good = {
        "format": manifests.FORMAT,
        "version": manifests.VERSION,
        "code": "c",
        "tree": 1,
        "previous": [0],
        "spare": [0],
        "second": False,
        "shares": [["one", "stamp", 0, ""]],
        "body": said,
    }
    wrong: list[dict[str, object]] = [
        {"tree": "1"},
        {"tree": True},
        {"shares": [["one", "stamp", "0", ""]]},
        {"shares": [["one", "stamp", 0]]},
        {"shares": []},
        {"shares": None},
        {"spare": [1, 2]},
        {"previous": []},
        {"second": 0},
        {"code": None},
        {"body": said[:-1]},
        {"version": 1},
    ]
    return {
        "empty": "",
        "torn": f"{json.dumps(good)}\n{body}"[:-2],
        "list": "[]",
        "deep": "[" * 100_000,
        "foreign": "{}",
        "headless": body,
        **{str(part): f"{json.dumps({**good, **part})}\n{body}" for part in wrong},
    }


def test_the_body_without_a_defect(tmp_path: Path) -> None:
    """What the defects are made from is a manifest."""
    manifests.write(tmp_path / "m", Manifest("c", 1, {"one": Share("stamp", 0, "{}")}))
    assert isinstance(manifests.read(tmp_path / "m"), Manifest)


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
