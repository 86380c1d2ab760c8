"""Which files are chosen, and what is said when they are not there."""

from __future__ import annotations

from pathlib import Path

from signs.text.fonts import CANDIDATES, FontSet, find


def test_languages_choose_their_han_face() -> None:
    """The language tag chooses the Han design, never coverage."""
    found = find(["zh-Hans", "zh-Hant", "ja", "ko"])
    assert isinstance(found, FontSet)
    chosen = {tag: found.for_script("Hani", tag) for tag in ("zh-Hans", "zh-Hant", "ja", "ko")}
    assert chosen == {"zh-Hans": "han-sc", "zh-Hant": "han-tc", "ja": "han-jp", "ko": "han-kr"}
    names = {found.faces[name, "bold"].hb_face.get_name(1) for name in chosen.values()}
    assert len(names) == 4


def test_digest_names_the_set() -> None:
    """Equal languages in any order give one digest, other languages another."""
    first, second, third = find(["en", "ar"]), find(["ar", "en"]), find(["en"])
    assert isinstance(first, FontSet)
    assert isinstance(second, FontSet)
    assert isinstance(third, FontSet)
    assert first.digest == second.digest != third.digest


def test_missing_font_is_a_problem(tmp_path: Path) -> None:
    """A file that is not there is one Problem a face, with the command that installs it."""
    table = tmp_path / "fonts.toml"
    table.write_text(CANDIDATES.read_text(encoding="utf-8").replace("/usr/share", "/nowhere"), encoding="utf-8")
    found = find(["zh-Hans"], candidates=table)
    assert isinstance(found, list)
    assert [problem.field for problem in found] == [
        "faces.han-sc.regular", "faces.han-sc.bold", "faces.latin.regular", "faces.latin.bold",
    ]  # fmt: skip
    assert all("apt-get install fonts-noto-cjk fonts-noto-core" in str(problem) for problem in found)


def test_npm_folder_is_the_second_choice(tmp_path: Path) -> None:
    """Where Debian's file is absent, the same design of an npm folder is taken."""
    table = tmp_path / "fonts.toml"
    table.write_text(CANDIDATES.read_text(encoding="utf-8").replace("/usr/share", "/nowhere"), encoding="utf-8")
    for weight, name in (("400Regular", "Regular"), ("700Bold", "Bold")):
        folder = tmp_path / "npm" / "noto-sans" / weight
        folder.mkdir(parents=True)
        source = Path(f"/usr/share/fonts/truetype/noto/NotoSans-{name}.ttf")
        (folder / f"NotoSans_{weight}.ttf").write_bytes(source.read_bytes())
    found = find(["en"], npm_folder=tmp_path / "npm", candidates=table)
    assert isinstance(found, FontSet)
    assert found.faces["latin", "bold"].covers("A")
