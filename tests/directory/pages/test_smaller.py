"""What is published of style and scripts says the same in fewer bytes."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from directory.pages import smaller
from tests.directory.localisation.builders import TEMPLATES


def test_scripts_keep_what_they_export() -> None:
    """Local names get short, exports and texts stay, comments go."""
    source = """
    // what it is for
    const aVeryLongName = "aVeryLongName of a text";
    export function greeting(somebody) { return `${aVeryLongName}, ${somebody}`; }
    """
    small = smaller.scripts({"a.js": source})["a.js"]
    assert "greeting" in small
    assert "aVeryLongName of a text" in small
    assert "what it is for" not in small
    assert "somebody" not in small


def test_a_broken_script_is_named(tmp_path: Path) -> None:
    """A script that cannot be parsed stops the build; it is a fault of ours."""
    with pytest.raises(RuntimeError, match="could not be made smaller"):
        smaller.scripts({"a.js": "function ("})


def test_the_projects_scripts_parse_and_are_smaller(tmp_path: Path) -> None:
    """Every script is half its size at most, and still one that an independent parser takes as a module."""
    sources = {path.name: path.read_text("utf-8") for path in (TEMPLATES / "assets" / "js").glob("*.js")}
    node = shutil.which("node")
    for name, text in smaller.scripts(sources).items():
        assert len(text) < 0.65 * len(sources[name]), name
        if node:
            (tmp_path / f"{name}.mjs").write_text(text, "utf-8")
            subprocess.run([node, "--check", str(tmp_path / f"{name}.mjs")], check=True, capture_output=True)


def test_styles_are_smaller() -> None:
    """Comments and white space go."""
    assert smaller.styles({"a.css": "/* why */\n.a  {\n color: red;\n}\n"}) == {"a.css": ".a{color:red}"}
