"""Lines of values in TOML files."""

from __future__ import annotations

import pytest

from directory.location import line_of, positions, written_at

TEXT = '''code = "X"
kind = "cafe"   # a comment

[record]
source = "s"
[name]
zh-Hans = "x"
"en-x" = "y"
[ position . original ]
lat = 1
[[claim]]
property = "a"
text = """
value = 3
[name]
"""
[claim.note]
en = "n"
[[claim]] # second
note = { en = "x", source = "y" }
[claim.note.deep]
a.b = 1
[12300]
number = "1"
district = { value = "x", source = "y" }
[d]
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (["code"], 1),
        (["name"], 6),
        (["name", "en-x"], 8),
        (["name", "missing"], 6),
        (["position", "original", "lat"], 10),
        (["claim", 0], 11),
        (["claim", 0, "property"], 12),
        (["claim", 0, "value"], 11),
        (["claim", 0, "note", "en"], 18),
        (["claim", "1"], 19),
        (["claim", 1, "note", "en"], 20),
        (["claim", 1, "note", "deep", "a", "b"], 22),
        ([12300, "number"], 24),
        (["12300", "number"], 24),
        (["nowhere"], 0),
        ([], 0),
    ],
)
def test_line_of(path: list[str | int], line: int) -> None:
    """A path has its line, or that of its nearest enclosing table."""
    assert line_of(TEXT, path) == line


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_lines_are_counted_as_editors_do(end: str) -> None:
    """Only LF ends a line: form feeds and Unicode's separators inside a text do not."""
    text = end.join(["a = 'x\x0b\x0c\x1c\x85\u2028y'", "[b]", "c = 1"])
    assert positions(text) == [(("a",), 1), (("b",), 2), (("b", "c"), 3)]


def test_written_at() -> None:
    """Evidence that a table does not state is written in [record], unless the table is inline and states it."""
    assert written_at(TEXT, ["name", "source"]) == ("record", "source")
    assert written_at(TEXT, ["name", "method"]) == ("name", "method")
    assert written_at(TEXT, ["12300", "district", "source"]) == ("12300", "district", "source")
    assert written_at(TEXT, ["record", "source"]) == ("record", "source")
    assert written_at(TEXT, ["code"]) == ("code",)
