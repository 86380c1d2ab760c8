"""Imports run downward only: the arrows of the house, walked in the source of every module."""

from __future__ import annotations

import ast
import re
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
OWN = ("directory", "signs", "build", "tests")

# From the ground up. A unit is a module or a package with everything in it; the longest name that fits counts.
# A unit imports itself and units of lower layers, never a neighbour in its own layer.
LAYERS: tuple[tuple[str, ...], ...] = (
    ("directory.problem",),
    (
        "directory.dates",
        "directory.geo",
        "directory.codes",
        "directory.location",
        "directory.plaintext",
        "directory.hours",
        "directory.vocabulary",
        "directory.output.headers",
        "directory.output.recipe",
    ),
    ("directory.model",),
    ("directory.schema", "directory.standing", "directory.walks", "directory.signage.ask"),
    ("directory.dataset", "directory.nearby"),
    ("directory.matching",),
    ("directory.check", "directory.audit", "directory.localisation"),
    ("directory.signage",),
    ("directory.reprint",),
    ("directory.pages", "directory.search", "directory.export", "signs"),
    ("directory.output",),
    ("directory.printing", "directory.loading", "directory.program", "directory.deploy"),
    ("directory.commands",),
    ("build",),
)
HEIGHT = {unit: height for height, layer in enumerate(LAYERS) for unit in layer}
# What moves bytes knows nothing of venues.
OUTPUT_SEES = (
    "directory.deploy",
    "directory.output",
    "directory.output.headers",
    "directory.output.recipe",
    "directory.problem",
)
EMPTY = ("directory", "directory.signage")  # packages that only say what they are


def unit_of(module: str) -> str | None:
    """The unit that a module belongs to, or None if the table does not know it."""
    parts = module.split(".")
    names = [".".join(parts[:n]) for n in range(len(parts), 0, -1)]
    return next((name for name in names if name in HEIGHT), None)


def modules(root: Path) -> dict[str, Path]:
    """The project's own modules by dotted name."""
    files = [*(root / "directory").rglob("*.py"), *(root / "signs").rglob("*.py"), *root.glob("*.py")]
    names = {path: ".".join(path.relative_to(root).with_suffix("").parts) for path in files}
    return {name.removesuffix(".__init__"): path for path, name in sorted(names.items())}


@cache
def statements(text: str) -> tuple[ast.Import | ast.ImportFrom, ...]:
    """The import statements of a source text, wherever in it they stand."""
    return tuple(node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Import | ast.ImportFrom))


def imports(name: str, path: Path, known: dict[str, Path]) -> Iterator[tuple[int, str]]:
    """The project's own modules that a module imports, each with its line."""
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    for node in statements(path.read_text("utf-8")):
        if isinstance(node, ast.Import):
            found = [alias.name for alias in node.names]
        else:
            above = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            found = [full if (full := f"{base}.{alias.name}") in known else base for alias in node.names]
        yield from ((node.lineno, target) for target in found if target.split(".")[0] in OWN)


def breaches(root: Path) -> list[str]:
    """Everything in a tree that goes against the arrows, as file:line sentences."""
    known = modules(root)
    found = []
    for name, path in known.items():
        unit = unit_of(name)
        where = path.relative_to(root).as_posix()
        if unit is None and name not in EMPTY:
            found.append(f"{where}: {name} has no place in the table of layers")
            continue
        for line, target in imports(name, path, known):
            other = unit_of(target)
            if unit is None:
                found.append(f"{where}:{line}: {name} imports {target}, but should hold nothing")
            elif other is None:
                found.append(f"{where}:{line}: {name} imports {target}, which has no place in the table of layers")
            elif other != unit and HEIGHT[other] >= HEIGHT[unit]:
                found.append(f"{where}:{line}: {name} imports {target}, which does not lie below it")
            elif unit in ("directory.output", "directory.deploy") and other not in OUTPUT_SEES:
                found.append(f"{where}:{line}: {name} imports {target}, but output knows no venue")
    return found


def test_imports_run_downward() -> None:
    """No module imports a layer above it or a neighbour in its own, and none stands outside the table."""
    assert breaches(ROOT) == []


def test_the_table_names_only_what_is_there() -> None:
    """A unit that has gone leaves the table too."""
    known = modules(ROOT)
    assert [unit for unit in HEIGHT if unit not in known] == []


def test_only_tests_import_the_command_line() -> None:
    """Nothing in the program imports build.py; that build.py imports every part shows the walk sees imports at all."""
    known = modules(ROOT)
    seen = {unit_of(target) for _, target in imports("build", known["build"], known)}
    assert {"directory.commands", "directory.pages", "directory.search", "signs", "directory.output"} <= seen
    for name, path in known.items():
        assert all(target != "build" for _, target in imports(name, path, known)), name


def test_modules_are_loaded_by_import_statements_alone() -> None:
    """No module loads another by a computed name, which this walk could not see."""
    for name, path in modules(ROOT).items():
        text = path.read_text("utf-8")
        assert not re.search(r"importlib(?!\.metadata\b)", text), name  # which only reads the version of a package
        assert "__import__" not in text, name


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of the source tree, to plant faults in."""
    for folder in ("directory", "signs"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("data", "__pycache__", "*.ttf"))
    shutil.copy(ROOT / "build.py", tmp_path / "build.py")
    return tmp_path


@pytest.mark.parametrize(
    ("path", "line", "told"),
    [
        ("directory/dates.py", "from directory.model import Venue", "directory.model, which does not lie below it"),
        ("directory/dates.py", "from directory import geo", "directory.geo, which does not lie below it"),
        ("directory/model.py", "import directory.dataset", "directory.dataset, which does not lie below it"),
        ("directory/model.py", "from . import schema", "directory.schema, which does not lie below it"),
        ("directory/check/place.py", "from directory import audit", "directory.audit, which does not lie below it"),
        ("directory/localisation/text.py", "from directory import signage", "directory.signage, which does not lie"),
        ("directory/localisation/text.py", "from ..signage import revision", "directory.signage, which does not lie"),
        ("directory/pages/ways.py", "from directory.search import index", "directory.search.index, which does not lie"),
        ("directory/search/han.py", "import signs.pdf.qr", "signs.pdf.qr, which does not lie below it"),
        ("directory/check/signs.py", "from directory.signage import kinds", "directory.signage.kinds, which does not"),
        ("directory/signage/ask.py", "from directory.signage import kinds", "directory.signage.kinds, which does not"),
        ("signs/order.py", "from directory import printing", "directory.printing, which does not lie below it"),
        ("directory/output/tree.py", "from directory import printing", "directory.printing, which does not lie below"),
        ("directory/pages/venue.py", "from directory.output import engine", "directory.output.engine, which does not"),
        ("directory/output/tree.py", "from directory import geo", "directory.geo, but output knows no venue"),
        ("directory/output/tree.py", "from directory.model import Venue", "directory.model, but output knows no venue"),
        ("directory/output/tree.py", "from directory.deploy import plan", "directory.deploy.plan, which does not lie"),
        ("directory/deploy/plan.py", "from directory.model import Venue", "directory.model, but output knows no venue"),
        ("directory/signage/talk.py", "def late():\n    import build", "build, which does not lie below it"),
        ("directory/geo.py", "import tests.conftest", "tests.conftest, which has no place"),
        ("directory/__init__.py", "from directory.dates import age_days", "directory.dates, but should hold nothing"),
        ("directory/helpers.py", "", "directory.helpers has no place in the table of layers"),
    ],
)
def test_a_planted_import_is_found(copied: Path, path: str, line: str, told: str) -> None:
    """Each kind of breach, planted in a copy of the tree, is told with its file; nothing else is."""
    target = copied / path
    before = target.read_text("utf-8") if target.exists() else '"""New."""\n'
    target.write_text(f"{before}\n{line}\n", "utf-8")
    found = breaches(copied)
    assert len(found) == 1
    assert found[0].startswith(path)
    assert told in found[0]
