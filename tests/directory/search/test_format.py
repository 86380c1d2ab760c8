"""The byte layout: what is written is read, and what was altered is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.search import format as layout
from directory.search.format import CorruptIndexError


@given(st.sampled_from(sorted(layout.SECTIONS)), st.data())
def test_sections_come_back(kind: str, data: st.DataObject) -> None:
    """Any sections of any kind of file are read as they were written."""
    count = layout.SECTIONS[kind]
    sections = data.draw(st.lists(st.binary(max_size=99), min_size=count, max_size=count))
    assert layout.unpack(kind, layout.pack(kind, sections)) == sections


@given(st.lists(st.text(st.characters(exclude_characters="\n", exclude_categories=["Cs"]))))
def test_lines_come_back(texts: list[str]) -> None:
    """Any texts without a line feed come back, empty ones too."""
    assert layout.read_lines(layout.lines(texts)) == texts


@given(st.lists(st.integers(0, 65535)), st.lists(st.integers(-(2**31), 2**31 - 1)))
def test_numbers_come_back(small: list[int], signed: list[int]) -> None:
    """Numbers come back."""
    assert layout.read_numbers(layout.numbers(small)) == small
    assert layout.read_integers(layout.integers(signed)) == signed


@given(st.integers(0, 2**35 - 1))
def test_leb128_comes_back(number: int) -> None:
    """A length comes back, and the reader knows where it ended."""
    written = layout.leb128(number)
    assert layout.read_leb128(written + b"\xff", 0) == (number, len(written))


@given(st.integers(0, 80), st.integers(0, 255))
def test_an_altered_byte_is_refused(at: int, byte: int) -> None:
    """No byte of what is told can be altered unnoticed; a stream has bits that mean nothing (RFC 1951, 3.2.3)."""
    sections = [b"visitors", b"services" * 9]
    data = layout.pack("T", sections)
    altered = bytearray(data)
    altered[at % len(data)] = byte
    if bytes(altered) != data:
        try:
            found = layout.unpack("T", bytes(altered))
        except CorruptIndexError:
            return
        assert found == sections


@given(st.integers(0, 80))
def test_a_truncated_file_is_refused(length: int) -> None:
    """No beginning of a file is taken for the file."""
    data = layout.pack("T", [b"visitors", b"services" * 9])
    with pytest.raises(CorruptIndexError):
        layout.unpack("T", data[: length % len(data)])


def test_a_file_never_unpacks_to_more_than_any_index(monkeypatch: pytest.MonkeyPatch) -> None:
    """A small file that unpacks to gigabytes is refused before it does."""
    monkeypatch.setattr(layout, "LARGEST", 1_000_000)
    with pytest.raises(CorruptIndexError):
        layout.inflate(layout.deflated([bytes(10_000_000)]))
