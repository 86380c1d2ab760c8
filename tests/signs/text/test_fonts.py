"""Which files are chosen, and what is said when they are not there."""

from __future__ import annotations

from pathlib import Path

from signs.text.fonts import CANDIDATES, FontSet, find
from signs.text.shaping import missing


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
        f"faces.{name}.{weight}" for name in ("han-sc", "latin", "symbols") for weight in ("regular", "bold")
    ]  # fmt: skip
    assert all("apt-get install fonts-noto-cjk fonts-noto-core" in str(problem) for problem in found)


def test_npm_folder_is_the_second_choice(tmp_path: Path) -> None:
    """Where Debian's file is absent, the same design of an npm folder is taken."""
    table = tmp_path / "fonts.toml"
    table.write_text(CANDIDATES.read_text(encoding="utf-8").replace("/usr/share", "/nowhere"), encoding="utf-8")
    for design, weight, name in (
        ("noto-sans", "400Regular", "NotoSans-Regular"),
        ("noto-sans", "700Bold", "NotoSans-Bold"),
        ("noto-sans-math", "400Regular", "NotoSansMath-Regular"),
    ):
        folder = tmp_path / "npm" / design / weight
        folder.mkdir(parents=True)
        source = Path(f"/usr/share/fonts/truetype/noto/{name}.ttf")
        (folder / f"{name.partition('-')[0]}_{weight}.ttf").write_bytes(source.read_bytes())
    found = find(["en"], npm_folder=tmp_path / "npm", candidates=table)
    assert isinstance(found, FontSet)
    assert found.faces["latin", "bold"].covers("A")


def test_every_sign_has_the_signs_before_distances() -> None:
    """ "≈" stands on direction signs of all cities, also of those whose scripts' faces lack it."""
    for tags in (["en"], ["ru", "ar"], ["th", "de"], ["zh-Hans", "en"]):
        found = find(tags)
        assert isinstance(found, FontSet)
        assert not [weight for weight in ("regular", "bold") if missing("≈ 350 m", "en", weight, found)]


def test_a_face_is_opened_once() -> None:
    """Sets of other languages hold the same faces, so that signs in them can stand in one file."""
    first, second = find(["zh-Hans", "en"]), find(["en", "ar"])
    assert isinstance(first, FontSet)
    assert isinstance(second, FontSet)
    assert first.faces["latin", "bold"] is second.faces["latin", "bold"]
