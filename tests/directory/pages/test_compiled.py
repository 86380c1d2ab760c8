"""Templates compiled before are read again, and nothing else passes for them."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader
from jinja2 import environment as jinja_environment

from directory.pages.compiled import Compiled


@pytest.fixture
def compilations(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The templates that were compiled, by name."""
    seen: list[str] = []
    compile_one = jinja_environment.Environment._compile

    def watched(self: Environment, source: str, filename: str) -> object:
        seen.append(Path(filename).name)
        return compile_one(self, source, filename)

    monkeypatch.setattr(jinja_environment.Environment, "_compile", watched)
    return seen


def rendered(folder: Path, store: Path, mark: str = "m", language: str = "en") -> str:
    """Render a template in a fresh environment."""
    made = Environment(loader=FileSystemLoader(folder), bytecode_cache=Compiled(store, language, mark), autoescape=True)
    return made.get_template("a.html").render(n=1)


def test_what_was_compiled_is_read(tmp_path: Path, compilations: list[str]) -> None:
    """The second time nothing is compiled; other labels, another language or another text are."""
    (tmp_path / "a.html").write_text("<p>{{ n }}</p>")
    store = tmp_path / "store"
    assert [rendered(tmp_path, store) for _ in range(3)] == ["<p>1</p>"] * 3
    assert len(compilations) == 1
    rendered(tmp_path, store, mark="other")
    rendered(tmp_path, store, language="ar")
    (tmp_path / "a.html").write_text("<b>{{ n }}</b>")
    assert rendered(tmp_path, store, language="ar") == "<b>1</b>"
    assert len(compilations) == 4


HARMS = (lambda data: data[:-9], lambda data: data[:40] + b"x" + data[41:], lambda data: data[:0])


@pytest.mark.parametrize("harm", HARMS)
def test_damage_is_compiled_again(tmp_path: Path, compilations: list[str], harm: object) -> None:
    """A torn or changed entry is never run."""
    (tmp_path / "a.html").write_text("<p>{{ n }}</p>")
    store = tmp_path / "store"
    rendered(tmp_path, store)
    (entry,) = store.iterdir()
    entry.write_bytes(harm(entry.read_bytes()))  # type: ignore[operator]
    assert rendered(tmp_path, store) == "<p>1</p>"
    assert len(compilations) == 2


def test_a_store_in_the_way_is_no_fault(tmp_path: Path) -> None:
    """A file where the folder should be does no harm."""
    (tmp_path / "a.html").write_text("<p>{{ n }}</p>")
    (tmp_path / "store").write_text("in the way")
    assert rendered(tmp_path, tmp_path / "store") == "<p>1</p>"
