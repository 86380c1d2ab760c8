"""For whom a file is made: finishes by name, and the profiles that a print shop's needs."""

from __future__ import annotations

from pathlib import Path

import pytest

from signs.pdf import finish as module
from signs.pdf.finish import BLEED, FINISHES, UNDATED, Finish, Profile, finish, profile, whole_day


def icc(kind: bytes = b"prtr", space: bytes = b"CMYK", signature: bytes = b"acsp") -> bytes:
    """Write the head of an ICC profile (ICC.1:2010, 7.2)."""
    return bytes(12) + kind + space + bytes(16) + signature + bytes(88)


def made(name: str) -> Finish:
    """Give a finish, expecting no problem."""
    found = finish(name, "2026-05-02")
    assert isinstance(found, Finish), found
    return found


def test_each_finish_is_for_somebody() -> None:
    """The office's is in RGB, the copier's in greys, the shop's in four inks with profile, bleed and marks."""
    office, press, grey = (made(name) for name in FINISHES)
    assert (office.palette, office.profile, office.marks, office.bleed) == ("rgb", None, False, 0.0)
    assert (grey.palette, grey.profile, grey.marks) == ("grey", None, False)
    assert (press.palette, press.marks, press.bleed, press.version) == ("cmyk", True, BLEED, "1.6")
    assert press.profile is not None
    assert press.profile.data[16:20] == b"CMYK"
    assert press.profile.condition
    assert {one.day for one in (office, press, grey)} == {"2026-05-02"}


def test_days_are_whole() -> None:
    """A year or a month stands for its first day, an unknown date for one long past."""
    assert [whole_day(day) for day in ("2026", "2026-05", "2026-05-02", "unknown")] == [
        "2026-01-01",
        "2026-05-01",
        "2026-05-02",
        UNDATED,
    ]


def test_an_unknown_finish_is_a_problem() -> None:
    """A slip of the pen is answered with the nearest name."""
    found = finish("pres", "unknown")
    assert isinstance(found, list)
    assert [problem.code for problem in found] == ["sign-finish"]
    assert 'did you mean "press"' in str(found[0])


def test_the_shops_own_profile_is_taken(tmp_path: Path) -> None:
    """A profile given as a file is embedded as it is, under its file's name."""
    path = tmp_path / "coated-2026.icc"
    path.write_bytes(icc())
    found = finish("press", "2026-05-02", path)
    assert isinstance(found, Finish)
    assert found.profile == Profile(icc(), "coated-2026", "coated-2026")


@pytest.mark.parametrize(
    "data",
    [icc(kind=b"mntr"), icc(space=b"RGB "), icc(signature=b"none"), b"", b"%PDF-1.7"],
    ids=["screen", "rgb", "unsigned", "empty", "pdf"],
)
def test_what_is_no_profile_of_a_press_is_a_problem(data: bytes, tmp_path: Path) -> None:
    """A screen's profile would print wrong colours without a word: it is refused, with the file's name."""
    path = tmp_path / "shop.icc"
    path.write_bytes(data)
    found = profile(path)
    assert isinstance(found, list)
    assert [problem.code for problem in found] == ["profile-form"]
    assert "shop.icc" in str(found[0])


def test_a_missing_file_is_a_problem(tmp_path: Path) -> None:
    """A file that is not there says so, not a traceback."""
    found = profile(tmp_path / "none.icc")
    assert isinstance(found, list)
    assert [problem.code for problem in found] == ["profile-unreadable"]


def test_no_profile_at_all_names_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where neither a package nor the shop's file is there, the hint says what to install."""
    table = tmp_path / "press.toml"
    table.write_text(module.CONDITIONS.read_text("utf-8").replace("/usr/share", "/nowhere"), "utf-8")
    monkeypatch.setattr(module, "CONDITIONS", table)
    profile.cache_clear()
    found = profile()
    profile.cache_clear()
    assert isinstance(found, list)
    assert [problem.code for problem in found] == ["profile-missing"]
    assert "apt-get install libgs-common" in found[0].hint
