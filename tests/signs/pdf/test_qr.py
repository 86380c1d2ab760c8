"""The symbol's content and size."""

from __future__ import annotations

import pytest

from signs.pdf import qr


def test_address_is_alphanumeric() -> None:
    """The address is upper case, and what a person types is lower case but for the code."""
    assert qr.address("https://city.example", "7K3FDG") == "HTTPS://CITY.EXAMPLE/Q/7K3FDG/"
    assert qr.in_words("https://city.example/", "7K3FDG") == "city.example/Q/7K3FDG"


def test_symbol_stays_small() -> None:
    """Two segments keep the symbol at version 3 (29 modules), so that its modules are large."""
    assert len(qr.encode("https://city.example", "7K3FDG", "A1B2")) == 29


@pytest.mark.parametrize(
    "origin", ["city.example", "https://city.example/sub", "ftp://city.example", "https://市.example"]
)
def test_origins_that_cannot_be_printed(origin: str) -> None:
    """An origin that is no host root in ASCII is a misuse."""
    with pytest.raises(ValueError, match=r"origin|alphanumeric"):
        qr.address(origin, "7K3FDG")


def test_runs_cover_the_symbol() -> None:
    """The runs are the dark modules, each once, and none touches the next."""
    matrix = qr.encode("https://city.example", "7K3FDG", "A1B2")
    covered = [(row, column + i) for row, column, length in qr.runs(matrix) for i in range(length)]
    assert sorted(covered) == [(r, c) for r, row in enumerate(matrix) for c, dark in enumerate(row) if dark]
    assert all(column + length == 29 or not matrix[row][column + length] for row, column, length in qr.runs(matrix))
