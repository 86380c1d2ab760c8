"""The symbol's content and size."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from qrcode.constants import ERROR_CORRECT_M, ERROR_CORRECT_Q
from qrcode.image.pure import PyPNGImage
from qrcode.main import QRCode
from qrcode.util import QRData

from directory.codes import ALPHABET
from signs.pdf import qr
from signs.pdf.qr import Correction
from tests.signs.reading import by_zbar, by_zxing


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
    covered = [(row, column + i) for column, row, length in qr.runs(matrix) for i in range(length)]
    assert sorted(covered) == [(r, c) for r, row in enumerate(matrix) for c, dark in enumerate(row) if dark]
    assert all(column + length == 29 or not matrix[row][column + length] for column, row, length in qr.runs(matrix))


HOSTS = st.from_regex(r"[a-z][a-z0-9]{0,12}(-[a-z0-9]{1,8})?\.(city|municipality)\.example", fullmatch=True)
CODES = st.text(st.sampled_from(ALPHABET), min_size=6, max_size=6)
REVISIONS = st.text(st.sampled_from(ALPHABET), min_size=4, max_size=4)
LEVELS_OF_SIGNS: tuple[Correction, Correction] = ("Q", "M")
LEVELS = {"M": ERROR_CORRECT_M, "Q": ERROR_CORRECT_Q}


@settings(max_examples=settings().max_examples // 2)
@given(st.sampled_from(["http", "https"]), HOSTS, CODES, REVISIONS, st.sampled_from(["M", "Q"]))
def test_sums_are_the_librarys_symbol(scheme: str, host: str, code: str, revision: str, level: Correction) -> None:
    """The symbol that is put together from sums is the one the library draws, module by module."""
    origin = f"{scheme}://{host}"
    symbol = QRCode(error_correction=LEVELS[level], mask_pattern=qr.MASK, image_factory=PyPNGImage)
    symbol.add_data(QRData(qr.address(origin, code).encode(), mode=qr.ALPHANUMERIC), optimize=0)
    symbol.add_data(QRData(f"#{revision}".encode(), mode=qr.BYTE), optimize=0)
    symbol.make()
    assert [list(row) for row in qr.encode(origin, code, revision, level)] == [
        [int(bool(module)) for module in row] for row in symbol.modules
    ]


@settings(max_examples=settings().max_examples // 4)
@given(HOSTS, CODES, REVISIONS, st.sampled_from(["M", "Q"]))
def test_two_decoders_read_it_back(host: str, code: str, revision: str, level: Correction) -> None:
    """Drawn at four pixels a module, both decoders read the address and the revision."""
    matrix = qr.encode(f"https://{host}", code, revision, level)
    size = len(matrix) + 2 * qr.QUIET_ZONE
    image = Image.new("L", (size, size), 255)
    for column, row, length in qr.runs(matrix):
        for at in range(length):
            image.putpixel((column + at + qr.QUIET_ZONE, row + qr.QUIET_ZONE), 0)
    image = image.resize((4 * size, 4 * size), Image.Resampling.NEAREST)
    wanted = [f"HTTPS://{host.upper()}/Q/{code}/#{revision}"]
    assert by_zxing(image) == by_zbar(image) == wanted


def test_level_q_bears_more_than_m() -> None:
    """Posters get dirty: at the same size or larger, a symbol at level Q differs from one at M."""
    strong, weak = (qr.encode("https://city.example", "7K3FDG", "A1B2", level) for level in LEVELS_OF_SIGNS)
    assert strong != weak
    assert len(strong) >= len(weak)
