"""Texts from outside: what makes one unsound."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.plaintext import faults, for_han, scripts, wide_letters


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("", ["text-empty"]),
        (" \t", ["text-empty", "text-control"]),
        (" a", ["text-space"]),
        ("a  b", ["text-space"]),
        ("a\x07b", ["text-control"]),
        ("a\nb", ["text-control"]),
        ("a\u2028b", ["text-control"]),
        ("a\ue000b", ["text-control"]),
        ("a\u202eb", ["text-bidi"]),
        ("a\u202ab\u202c", ["text-bidi"]),
        ("\u2067a", ["text-bidi"]),
        ("\u2069a\u2067", ["text-bidi"]),
        ("e\u0301", ["text-nfc"]),
        ("<b>x", ["text-markup"]),
        ("</p>", ["text-markup"]),
        ("<!-- x", ["text-markup"]),
        ("a &amp; b", ["text-markup"]),
        ("&#60;", ["text-markup"]),
    ],
)
def test_fault(text: str, codes: list[str]) -> None:
    """Each unsound text has its code, with a message and a hint."""
    found = list(faults(text))
    assert [fault.code for fault in found] == codes
    assert all(fault.message and fault.hint for fault in found)


@pytest.mark.parametrize(
    "text",
    [
        "R&D",
        "5 < 6",
        "小桃园清真寺",
        "\u2067متحف\u2069",
        "می\u200cخواهم",
        "C’est l’été",
        "👩\u200d🦽",
        "a -> b",
        "\u200f(x)",
    ],
)
def test_sound(text: str) -> None:
    """Closed isolates, marks, joiners and plain signs are no faults."""
    assert not list(faults(text))


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_never_raises_and_names_only_numbers(text: str) -> None:
    """Whatever comes in, messages are printable; a text that is not NFC is always told."""
    found = list(faults(text))
    assert all((fault.message + fault.hint).isprintable() for fault in found)
    assert (unicodedata.normalize("NFC", text) != text) == ("text-nfc" in {fault.code for fault in found})


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Ехample", "text-scripts"),
        ("Κafe", "text-scripts"),
        ("музeй", "text-scripts"),
        ("مตحف", "text-scripts"),
        ("aมت", "text-scripts"),
        ("⼈民广场", "text-lookalike"),
        ("𝐒hanghai", "text-lookalike"),
        ("ﬁsh", "text-lookalike"),
        ("ﻣﺘﺤﻒ", "text-lookalike"),
    ],
)
def test_deceit(text: str, code: str) -> None:
    """A word on two keyboards, and signs that only look like letters, are told once."""
    assert [fault.code for fault in faults(text)] == [code]


@pytest.mark.parametrize(
    "text",
    ["T1航站楼", "東京タワー", "IT-парк", "KTX역", "ไทยBTS", "مطعم KFC", "5 µm", "ﷺ", "№ 5", "Ωμέγα", "人々", "Ⅻ世"],
)
def test_written_together(text: str) -> None:
    """Han, kana and Latin make one word, so do Hangul and Latin; a hyphen parts a word; signs have no script."""
    assert not list(faults(text))


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("第ー百货", "第一百货"),
        ("二○○八年", "二〇〇八年"),
        ("人ロ", "人口"),
        ("ー", None),
        ("○", None),
        ("スーパー百货", None),
        ("第一百货", None),
        ("A ー B", None),
    ],
)
def test_kana_for_han(text: str, right: str | None) -> None:
    """Kana and circles beside Han characters are slips, unless the text is Japanese."""
    assert for_han(text) == right


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_scripts_of_a_text_are_those_of_its_letters(text: str) -> None:
    """Scripts add up, folding wide letters leaves none, and what is put right stays so."""
    assert scripts(text) == frozenset().union(*(scripts(c) for c in text))
    assert not wide_letters("".join(c for c in text if c not in wide_letters(text)))
    assert for_han(for_han(text) or "") is None
