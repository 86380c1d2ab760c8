"""Problems print on one line, whatever they quote, and are plain values."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from directory.problem import Level, Problem, did_you_mean, error, has_errors, printable, shorten, warning

ANY = st.text(st.characters(exclude_categories=()))


@given(ANY, ANY, ANY, ANY, ANY)
def test_prints_on_one_line(file: str, field: str, value: str, message: str, hint: str) -> None:
    """No value breaks the line, moves the cursor or reorders it: only printable characters are left."""
    for text in (
        str(error(file, field, "x", value, message, hint, 3)),
        str(Problem(file, 0, field, "x", Level.ERROR, value, message, hint)),
    ):
        assert text.isprintable()
        assert len(text.splitlines()) == 1


@given(ANY)
def test_printable_keeps_what_is_printable(text: str) -> None:
    """Escaping changes nothing that a terminal shows as it is, and is done once."""
    assert printable(printable(text)) == printable(text)
    assert (printable(text) == text) == text.isprintable()


@given(st.one_of(ANY, st.integers(), st.floats(), st.dictionaries(ANY, ANY)), st.integers(1, 200))
def test_shorten_keeps_the_limit(value: object, limit: int) -> None:
    """A value is shown in at most so many characters."""
    assert len(shorten(value, limit)) <= limit


def test_where_what_and_next_step() -> None:
    """The line reads: level and code, file and line, field, message, hint."""
    assert str(error("a.toml", "kind", "kind-unknown", "x", '"x" is not a kind', "write a kind", 7)) == (
        'error[kind-unknown] a.toml:7 kind: "x" is not a kind; write a kind'
    )
    assert str(warning("a.toml", "", "old", "", "is old")) == "warning[old] a.toml: is old"


def test_bidi_controls_are_shown() -> None:
    """An override in a value is shown as its number."""
    assert printable("a\u202eb\n\U000e0001") == "a\\u202eb\\u000a\\U000e0001"


@given(ANY)
def test_json(value: str) -> None:
    """A problem is written as JSON and read back with the same fields."""
    fields = json.loads(json.dumps(error("a", "b", "c", value, "d", "e", 1).as_json()))
    assert list(fields) == ["file", "line", "field", "code", "level", "value", "message", "hint"]
    assert fields["level"] == "error"


def test_only_errors_stop() -> None:
    """A warning stops nothing."""
    told = warning("a", "", "c", "", "d")
    assert not has_errors([told])
    assert has_errors([told, error("a", "", "c", "", "d")])


def test_did_you_mean() -> None:
    """The nearest word is suggested; else some are named; an empty list says so."""
    assert did_you_mean("musuem", ["museum", "mosque"]) == 'did you mean "museum"?'
    assert did_you_mean("zzz", ["museum", "mosque"]) == "expected one of: mosque, museum"
    assert did_you_mean("zzz", map(str, range(9))).endswith("7, …")
    assert did_you_mean("zzz", []) == "there is none yet"
