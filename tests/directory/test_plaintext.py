"""Texts from outside: what makes one unsound."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.plaintext import faults


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
