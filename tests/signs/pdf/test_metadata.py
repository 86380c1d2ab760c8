"""What a file says of itself, read by other libraries."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from signs.pdf.finish import Finish, Profile
from signs.pdf.metadata import info, xmp
from signs.pdf.page import Page
from signs.pdf.writer import write
from tests.signs import reading

OFFICE = Finish("office", "rgb", day="2026-05-02")
PRESS = Finish("press", "cmyk", Profile(b"p", "FOGRA39", "coated"), 3.0, True, "2026-05-02", "1.6")


def read(finish: Finish, title: str = "测试", language: str = "zh-Hans") -> dict[str, str]:
    """Read the packet of a file by its XML."""
    document = reading.opened(write([Page(9, 9, (), language, title)], finish))
    root = ElementTree.fromstring(document.Root.Metadata.read_bytes())
    described = next(iter(next(iter(root))))
    return {each.tag.rpartition("}")[2]: "".join(each.itertext()).strip() for each in described}


def test_it_says_title_language_day_and_standards() -> None:
    """The packet names the title, the language, the day of the facts and PDF/UA-1; PDF/X-4 only with a profile."""
    found = read(OFFICE)
    assert (found["title"], found["language"], found["part"], found["Trapped"]) == ("测试", "zh-Hans", "1", "False")
    assert found["CreateDate"] == found["ModifyDate"] == found["MetadataDate"] == "2026-05-02T00:00:00Z"
    assert "GTS_PDFXVersion" not in found
    assert read(PRESS)["GTS_PDFXVersion"] == "PDF/X-4"


def test_both_records_agree() -> None:
    """The old dictionary says the same as the packet, as PDF/X-4 asks (ISO 15930-7, 6.9)."""
    for finish in (OFFICE, PRESS):
        document = reading.opened(write([Page(9, 9, (), "en", "a (b) \\ 测")], finish))
        assert str(document.docinfo["/Title"]) == read(finish, "a (b) \\ 测")["title"]
        assert str(document.docinfo["/CreationDate"]) == "D:20260502000000Z"
        assert str(document.docinfo["/Trapped"]) == "/False"


def test_names_follow_from_what_is_said() -> None:
    """A file's own name changes with title, language and finish, and with nothing else: no clock, no chance."""
    packets = [
        xmp(title, language, finish)
        for title, language, finish in (
            ("a", "en", OFFICE), ("b", "en", OFFICE), ("a", "ar", OFFICE), ("a", "en", PRESS),
            ("a", "en", replace(OFFICE, day="2026-05-03")),
        )
    ]  # fmt: skip
    names = [re.findall(rb"<xmpMM:DocumentID>(uuid:[0-9a-f-]{36})<", packet)[0] for packet in packets]
    assert len(set(names)) == 5
    assert xmp("a", "en", OFFICE) == packets[0]
    assert info("a", OFFICE) == info("a", OFFICE)


@given(st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]), min_size=1, max_size=30))
def test_any_title_is_well_formed(title: str) -> None:
    """Whatever a place is called, the packet is XML and says it."""
    assert read(OFFICE, title)["title"] == title.strip()
