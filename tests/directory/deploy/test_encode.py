"""Compressed copies hold the file, are smaller than it, and are the same each time."""

from __future__ import annotations

import gzip
import random
import time

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.deploy.encode import copies, how, suffixes

PATHS = ["en/index.html", "assets/search/core.en.bin", "data/venues.csv"]


@given(st.sampled_from(PATHS), st.binary(max_size=300) | st.text(max_size=300).map(lambda text: text.encode() * 5))
def test_a_copy_is_the_file_in_fewer_bytes(path: str, data: bytes) -> None:
    """Decompressed, each copy is the file; none is made that is not smaller."""
    made = copies(path, data)
    assert made.keys() <= set(suffixes(path))
    for suffix, body in made.items():
        assert len(body) < len(data)
        assert {"br": brotli.decompress, "gz": gzip.decompress}[suffix](body) == data


def test_copies_are_the_same_tomorrow(monkeypatch: pytest.MonkeyPatch) -> None:
    """No clock stands in a copy: gzip's header has a field for the time, which stays empty (RFC 1952, 2.3.1)."""
    before = copies("a.html", b"a" * 999)
    monkeypatch.setattr(time, "time", lambda: 4e9)
    assert copies("a.html", b"a" * 999) == before
    assert before["gz"][4:8] == bytes(4)


def test_what_few_builds_change_is_compressed_harder() -> None:
    """The same bytes are smaller as a search core than as a page, and each says by which rules it was made."""
    words = random.Random(5).choices([b"tea ", b"rice ", b"museum ", b"halal ", b"station "], k=3000)
    data = b"".join(words)
    page, core = copies("en/core.html", data), copies("assets/search/core.bin", data)
    assert len(core["br"]) < len(page["br"])
    assert page["br"] == brotli.compress(data, quality=5)
    assert core["br"] == brotli.compress(data, quality=11)
    assert how("en/core.html") != how("assets/search/core.bin")


def test_what_is_compressed_already_has_no_copies() -> None:
    """A PDF or a picture stays alone, however well it could be compressed."""
    assert copies("signs/a.pdf", b"a" * 999) == {}
    assert suffixes("a.png") == ()
