"""A plan sends what differs, in an order that readers can live with, and never names a foreign file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.deploy import encode
from directory.deploy.built import Built
from directory.deploy.plan import Plan, plan, stage
from directory.deploy.record import Entry, Record
from directory.problem import Problem


def entry(path: str, digest: str = "1") -> Entry:
    """An entry of three bytes without copies, sent by today's rules."""
    return Entry(digest, 3, encode.how(path), {})


def made(built: dict[str, str], record: Record | None, found: dict[str, int]) -> Plan:
    """Plan without a problem."""
    result = plan({path: Built(digest, 3) for path, digest in built.items()}, record, found, "t")
    assert isinstance(result, Plan), result
    return result


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("assets/a.css", 0),
        ("data/a.json", 0),
        ("signs/a.pdf", 0),
        ("robots.txt", 0),
        ("en/venue/a.html", 1),
        ("Q/EX0015/index.html", 1),
        ("404.html", 1),
        ("en/index.html", 2),
        ("index.html", 2),
        ("sitemap.xml", 2),
    ],
)
def test_stages(path: str, expected: int) -> None:
    """Pages come after what they load, and the pages by which one enters come last."""
    assert stage(path) == expected


def test_what_stands_is_kept_and_what_differs_is_sent() -> None:
    """A new digest, another rule, another size at the target, or no file there: each sends the file again."""
    names = ("same.html", "digest.html", "rule.html", "size.html", "lost.html", "half.html")
    record = Record({name: entry(name) for name in names})
    files = {**record.files, "rule.html": Entry("1", 3, "old rule", {}), "half.html": Entry("", 3, "", {})}
    found = {**dict.fromkeys(names, 3), "size.html": 2}
    del found["lost.html"]
    built = {**dict.fromkeys(names, "1"), "digest.html": "2", "new.html": "1"}
    result = made(built, Record(files), found)
    assert set(result.sent) == {"digest.html", "rule.html", "size.html", "lost.html", "half.html", "new.html"}
    assert result.kept.keys() == {"same.html"}


def test_a_copy_that_is_missing_sends_its_file_again() -> None:
    """The record names a compressed copy that somebody deleted."""
    record = Record({"a.html": Entry("1", 3, encode.how("a.html"), {"br": 2})})
    assert made({"a.html": "1"}, record, {"a.html": 3, "a.html.br": 2}).idle
    assert made({"a.html": "1"}, record, {"a.html": 3}).sent == ("a.html",)


PATHS = st.sampled_from(["a.html", "b.html", "a.html.br", "en/a.html", "en/index.html", "en", "x/y/z.css", "x", "x/y"])


@given(st.dictionaries(PATHS, st.sampled_from("12")), st.dictionaries(PATHS, st.sampled_from("12")), st.sets(PATHS))
def test_only_ours_is_deleted_and_only_ours_is_overwritten(
    built: dict[str, str], stood: dict[str, str], there: set[str]
) -> None:
    """Whatever stands there: what a plan deletes is named by the record and not built; what it puts hides nothing."""
    record = Record({path: entry(path, digest) for path, digest in stood.items()})
    result = plan({path: Built(digest, 3) for path, digest in built.items()}, record, dict.fromkeys(there, 3), "t")
    foreign = there - record.names()
    if isinstance(result, Problem):
        assert foreign
        return
    deleted = {*result.first, *result.last}
    assert deleted <= record.names() & there
    assert deleted.isdisjoint(built)
    assert foreign.isdisjoint(result.before.names())
    assert {*result.sent, *result.kept} == built.keys()


def test_what_stands_in_the_way_goes_first() -> None:
    """A file becomes a folder, and a folder a file: the old ones go before anything is sent, all others after it."""
    stood = Record({path: entry(path) for path in ("way", "box/a.html", "old.html")})
    found = dict.fromkeys(stood.files, 3)
    result = made({"way/b.html": "1", "box": "1"}, stood, found)
    assert (result.first, result.last) == (("box/a.html", "way"), ("old.html",))


@pytest.mark.parametrize(
    ("foreign", "built"),
    [("a.html", "a.html"), ("a.html.br", "a.html"), ("en", "en/a.html"), ("a.html/b", "a.html")],
)
def test_a_foreign_file_in_the_way_stops_it(foreign: str, built: str) -> None:
    """A file that the record does not name stands where ours, its copy or its folder belongs."""
    result = plan({built: Built("1", 3)}, Record(), {foreign: 3}, "t")
    assert isinstance(result, Problem)
    assert (result.code, result.value) == ("target-taken", foreign)


def test_a_place_that_is_not_ours_is_refused() -> None:
    """Without a record nothing may stand there; with one, foreign files elsewhere stay and are counted."""
    refused = plan({"a.html": Built("1", 3)}, None, {"their.txt": 3}, "t")
    assert isinstance(refused, Problem)
    assert refused.code == "target-foreign"
    assert made({"a.html": "1"}, None, {}).sent == ("a.html",)
    assert made({"a.html": "1"}, Record(), {"their.txt": 3}).foreign == 1
