"""A part of a page is made once for its key, and says what it would say if it were made each time."""

from __future__ import annotations

from pathlib import Path

import pytest

from directory.pages.environment import SYMBOLS, Icons, environment
from directory.pages.keep import HOLE, Memory
from directory.plaintext import faults
from tests.directory.localisation.builders import catalogue


def test_a_kept_part_is_made_once(tmp_path: Path) -> None:
    """What depends on a key is made once for it; what differs each time takes its place, escaped."""
    calls: list[str] = []

    def told(key: str) -> str:
        calls.append(key)
        return key

    made = environment(tmp_path, catalogue("de"), Icons({}), {"told": told})
    template = made.from_string("{% keep key, text %}{{ told(key) }}={{ hole }}{% endkeep %}")
    said = [template.render(key=key, text=text) for key, text in [("a", "1"), ("b", "<2>"), ("a", "3"), ("b", "4")]]
    assert said == ["a=1", "b=&lt;2&gt;", "a=3", "b=4"]
    assert calls == ["a", "b"]


def test_kept_parts_nest(tmp_path: Path) -> None:
    """A part within a part has a place of its own, and hands the text through."""
    made = environment(tmp_path, catalogue("de"), Icons({}), {})
    template = made.from_string(
        "{% keep a, text %}[{% for one in a %}{% keep one, hole %}{{ one }}:{{ hole }}{% endkeep %}{% endfor %}]"
        "{% endkeep %}"
    )
    assert [template.render(a=a, text=text) for a, text in [("xy", "1"), ("yz", "2"), ("xy", "3")]] == [
        "[x:1y:1]",
        "[y:2z:2]",
        "[x:3y:3]",
    ]


def test_kept_parts_do_not_pile_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All languages share what memory there is: beyond it, what was made first is made anew."""
    monkeypatch.setattr("directory.pages.keep.MEMORY", Memory(100))
    both = [environment(tmp_path, catalogue(tag), Icons({}), {}) for tag in ("de", "fr")]
    templates = [made.from_string("{% keep key %}{{ key }}{% endkeep %}") for made in both]
    for n in range(1000):
        assert templates[n // 7 % 2].render(key=f"{n:010}") == f"{n:010}"
    kept = [key for made in both for keep in made.extensions.values() for _, key in keep.kept]  # type: ignore[attr-defined]
    assert sorted(kept) == [f"{n:010}" for n in range(990, 1000)]


def test_no_text_can_hold_what_marks_a_place() -> None:
    """The marks are private-use characters, which no checked text may have."""
    for mark in (HOLE, SYMBOLS):
        assert [fault.code for fault in faults(f"a{mark}")] == ["text-control"]
