"""Paths and digests of recipes."""

import datetime
import enum
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.output.recipe import check_paths, digest, digest_of


@pytest.mark.parametrize(
    "path",
    [
        *("index.html", "en/venue/a-b.html", "Q/7K3FDG/index.html", "assets/css/site.3fa9c2d1.css"),
        *(".well-known/security.txt", "zh-hans/豫园.html", "é.html", "a b.html", "x" * 255),
    ],
)
def test_good_paths(path: str) -> None:
    """What a site needs is allowed."""
    assert check_paths([(path, "t")]) == []


@pytest.mark.parametrize(
    "path",
    [
        *("", "/etc/passwd", "a//b", "a/", "./a", "a/../b", "..", ".git/config", "a/.hidden", "a/.well-known/b"),
        *("a\\b", "a\0b", "e\u0301.html", "a\u202eb", "a\nb", "a\udc80b", "c:x", "a.", "a ", "nul", "en/CON.html"),
        *("x" * 256, "é" * 128, "/".join(["x" * 200] * 6)),
    ],
)
def test_bad_paths(path: str) -> None:
    """Every other path is one problem that names its task."""
    (problem,) = check_paths([(path, "task 7")])
    assert (problem.code, "task 7" in problem.hint) == ("path-invalid", True)
    assert str(problem).isprintable()


@pytest.mark.parametrize(
    ("paths", "code"),
    [
        (["a", "a"], "path-twice"),
        (["en/A.html", "en/a.html"], "path-case"),
        (["straße", "STRASSE"], "path-case"),
        (["En/a", "en/b"], "path-case"),
        (["x/En/y/a", "x/en/y/b"], "path-case"),
        (["a/b", "a"], "path-folder"),
        (["a", "a/b"], "path-folder"),
        (["a", "A/b/c/d"], "path-folder"),
        (["A/b/c/d", "a/B"], "path-folder"),
    ],
)
def test_collisions(paths: list[str], code: str) -> None:
    """Two paths that one disk cannot hold are one problem, found among others."""
    planned = [("other", "t"), *((path, "t") for path in paths), ("z/other", "t")]
    assert [problem.code for problem in check_paths(planned)] == [code]


@given(st.lists(st.lists(st.sampled_from(["a", "b", "c"]), min_size=1, max_size=3), max_size=8))
def test_collisions_agree_with_a_disk(names: list[list[str]]) -> None:
    """A set of paths is accepted exactly if no path is another or lies inside another."""
    paths = ["/".join(name) for name in names]
    clash = len(set(paths)) < len(paths) or any(one.startswith(other + "/") for one in paths for other in paths)
    assert bool(check_paths([(path, "t") for path in paths])) == clash


@dataclass(frozen=True)
class Point:
    """A value."""

    x: int
    y: object = None


@dataclass(frozen=True)
class Pair:
    """Another value of the same fields."""

    x: int
    y: object = None


class Colour(enum.Enum):
    """A closed term."""

    RED = "red"


def test_digests_tell_values_apart() -> None:
    """Different values and types have different digests."""
    day = datetime.date(2026, 5, 2)
    values: list[object] = [Point(1), Pair(1), Point(2), {"x": 1}, (1,), {1}, [[1]], day, "2026-05-02", b"2026", None]
    assert len({digest_of(value) for value in values}) == len(values)


def test_digests_do_not_depend_on_order() -> None:
    """Keys and members have no order; equal values have equal digests."""
    assert digest_of({"a": 1, "b": {3, 1, 2}}) == digest_of({"b": {2, 3, 1}, "a": 1})
    assert digest_of([Point(1, Colour.RED)]) == digest_of((Point(1, Colour.RED),))


@pytest.mark.parametrize("value", [object(), float("nan"), {1: print}])
def test_no_digest(value: object) -> None:
    """What has no canonical form is misuse."""
    with pytest.raises((TypeError, ValueError)):
        digest_of(value)


def test_known_digest() -> None:
    """A digest is the head of SHA-256 (FIPS 180-2, appendix B.1), of text and bytes alike."""
    assert digest("abc") == digest(b"abc") == "ba7816bf8f01cfea"
