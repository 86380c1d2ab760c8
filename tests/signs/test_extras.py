"""What a sign prints beside its content: address, small print, and stamps that nobody can switch off."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from signs.extras import Imprint, extras
from tests.signs.conftest import MOSQUE
from tests.signs.samples import LANGUAGES, speaking

IMPRINT = Imprint("https://city.example", "A1B2")


def test_the_small_print_tells_revision_day_and_sources() -> None:
    """Whoever holds an old sign can see which it is."""
    found = extras(replace(MOSQUE, sources=("OpenStreetMap", "City of Shanghai")), IMPRINT, 29)
    assert found.fine == ("rev A1B2 · facts of 2026-05-02", "OpenStreetMap · City of Shanghai")
    assert (found.address, found.modules) == ("city.example/Q/7K3FDG", 29)
    bare = extras(replace(MOSQUE, code="", sources=()), IMPRINT, 0)
    assert (bare.address, len(bare.fine), bare.modules) == ("", 1, 0)


def test_stamps_follow_from_the_content_alone() -> None:
    """SPECIMEN and DRAFT stand where the content says so; no argument of ours takes them away."""
    final = replace(MOSQUE, specimen=False, drafts=())
    for specimen in (True, False):
        for drafts in ((), ("ar",), ("en", "ar")):
            stamps = [
                stamp.value for stamp in extras(replace(final, specimen=specimen, drafts=drafts), IMPRINT, 29).stamps
            ]
            assert any("SPECIMEN" in stamp for stamp in stamps) is specimen
            assert any("DRAFT" in stamp for stamp in stamps) is bool(drafts)
            assert all(tag in stamps[-1].split() for tag in drafts)
    assert {field.name for field in fields(Imprint)} == {"origin", "revision"}


@pytest.mark.parametrize("local", LANGUAGES)
def test_stamps_are_worded_for_local_staff(local: str) -> None:
    """In every language the stamp is in the local language or English, and names the languages of the draft in it."""
    found = extras(replace(speaking(local, "fr"), drafts=("fr",)), IMPRINT, 29).stamps
    assert {stamp.lang for stamp in found} == {local}
    assert found[0].value.startswith("SPECIMEN")
    assert found[1].value.startswith("DRAFT")
    assert found[1].value.endswith(" fr")
    if local != "en":
        assert "French" not in found[1].value


def test_an_unknown_language_is_named_by_its_tag() -> None:
    """A tag that no table knows is a name too."""
    [stamp] = extras(replace(MOSQUE, specimen=False, drafts=("qaa",)), IMPRINT, 29).stamps
    assert stamp.value.endswith(": qaa")
