"""The QR symbol of a sign: its address, then its revision (DESIGN section 8; ISO/IEC 18004).

In: origin, code and revision. Out: rows of modules without the quiet zone, and the address in words. The address is
upper case, so that it fits the alphanumeric mode and the modules grow larger; the revision follows as a fragment,
which a server never sees.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal
from urllib.parse import urlsplit

from qrcode.base import rs_blocks
from qrcode.constants import ERROR_CORRECT_M, ERROR_CORRECT_Q
from qrcode.image.pure import PyPNGImage
from qrcode.main import QRCode
from qrcode.util import BitBuffer, QRData, create_bytes

ALPHANUMERIC: Literal[2] = 2  # mode indicators, ISO/IEC 18004:2015 table 2
BYTE: Literal[4] = 4
QUIET_ZONE = 4  # modules, ISO/IEC 18004:2015 section 6.3.8
MASK = 1  # of the eight patterns (7.8.2): rows in turn
Correction = Literal["M", "Q"]  # levels of error correction: 15 and 25 % of the codewords
_LEVELS = {"M": ERROR_CORRECT_M, "Q": ERROR_CORRECT_Q}
Matrix = tuple[bytes, ...]  # rows of modules, 1 where dark
_ZERO_ONE = bytes.maketrans(b"01", b"\0\1")
_DARK = re.compile(rb"\x01+")  # a run of dark modules
_CHARACTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"  # ISO/IEC 18004:2015, table 5
_ALPHANUMERIC = re.compile(r"[0-9A-Z $%*+\-./:]+")  # ISO/IEC 18004:2015, table 5


def address(origin: str, code: str) -> str:
    """Give the address a symbol holds, `HTTPS://HOST/Q/<CODE>/`; an origin it cannot hold raises ValueError."""
    parts = urlsplit(origin)
    if parts.scheme not in {"https", "http"} or not parts.netloc or parts.path.strip("/") or parts.query:
        raise ValueError(f'the origin of QR addresses must be like "https://city.example", not "{origin}"')
    text = f"{parts.scheme}://{parts.netloc}/Q/{code}/".upper()
    if not _ALPHANUMERIC.fullmatch(text):
        raise ValueError(f'"{text}" does not fit the alphanumeric mode of QR; write the host in ASCII')
    return text


def in_words(origin: str, code: str) -> str:
    """Give the address a person types: `city.example/Q/7K3FDG`."""
    return f"{urlsplit(origin).netloc.lower()}/Q/{code}"


@lru_cache(maxsize=1024)
def encode(origin: str, code: str, revision: str, correction: Correction = "Q") -> Matrix:
    """Encode the address alphanumerically and `#<revision>` in bytes; level Q bears the dirt that posters get."""
    data, _ = _bits(origin, code, revision)
    return _plane(origin, len(code), len(revision), correction).drawn(data)


def _bits(origin: str, code: str, revision: str) -> tuple[int, int]:
    """Write the segments (7.4) as one number, its highest bit the first, with the count of its bits."""
    text, tail = address(origin, code), f"#{revision}".encode()
    bits, count = ALPHANUMERIC << 9 | len(text), 13  # mode, and lengths by table 3 for versions 1 to 9
    for at in range(0, len(text) - 1, 2):
        bits, count = bits << 11 | _CHARACTERS.index(text[at]) * 45 + _CHARACTERS.index(text[at + 1]), count + 11
    if len(text) % 2:
        bits, count = bits << 6 | _CHARACTERS.index(text[-1]), count + 6
    bits = bits << 12 | BYTE << 8 | len(tail)
    return bits << 8 * len(tail) | int.from_bytes(tail), count + 12 + 8 * len(tail)


class _Plane:
    """All symbols of one origin: they differ in the bits of code and revision alone.

    Error correction and masking are linear over GF(2): a symbol is the sum of a symbol without those bits and of what
    each bit that is set adds to it. What a bit adds is drawn once, by the library; a symbol is then a few dozen sums
    instead of the polynomial divisions that take a quarter of a sign's time.
    """

    def __init__(self, base: int, length: int, version: int, correction: Correction) -> None:
        self._base, self._length, self._version, self._level = base, length, version, _LEVELS[correction]
        self._blank = self._symbol(base)
        self._added: dict[int, int] = {}

    def drawn(self, data: int) -> Matrix:
        """Draw the symbol of some data of the plane's length."""
        symbol, rest = self._blank, data ^ self._base
        while rest:
            bit = rest & -rest
            if bit not in self._added:
                self._added[bit] = self._symbol(self._base ^ bit) ^ self._blank
            symbol ^= self._added[bit]
            rest ^= bit
        size = self._version * 4 + 17
        modules = f"{symbol:0{size * size}b}".encode().translate(_ZERO_ONE)
        return tuple(modules[at : at + size] for at in range(0, size * size, size))

    def _symbol(self, data: int) -> int:
        """Let the library draw a symbol, as one number of its modules row by row."""
        symbol = QRCode(self._version, self._level, mask_pattern=MASK, image_factory=PyPNGImage)
        buffer = BitBuffer()
        buffer.put(data, self._length)
        symbol.data_cache = _words(buffer, self._version, self._level)
        symbol.makeImpl(False, MASK)
        return int("".join("1" if module else "0" for row in symbol.modules for module in row), 2)


def _words(buffer: BitBuffer, version: int, level: int) -> list[int]:
    """Fill the data up (7.4.9, 7.4.10) and add the error correction."""
    blocks = rs_blocks(version, level)
    room = 8 * sum(block.data_count for block in blocks)
    for _ in range(min(4, room - len(buffer)) + (-(len(buffer) + min(4, room - len(buffer)))) % 8):
        buffer.put_bit(False)
    for place in range((room - len(buffer)) // 8):
        buffer.put(0x11 if place % 2 else 0xEC, 8)
    words: list[int] = create_bytes(buffer, blocks)
    return words


@lru_cache(maxsize=64)
def _plane(origin: str, code: int, revision: int, correction: Correction) -> _Plane:
    """Prepare an origin's symbols: of the smallest version that holds its addresses."""
    zeros = ("0" * code, "0" * revision)
    symbol = QRCode(error_correction=_LEVELS[correction], image_factory=PyPNGImage)
    symbol.add_data(QRData(address(origin, zeros[0]).encode(), mode=ALPHANUMERIC), optimize=0)
    symbol.add_data(QRData(f"#{zeros[1]}".encode(), mode=BYTE), optimize=0)
    return _Plane(*_bits(origin, *zeros), int(symbol.best_fit()), correction)


def runs(matrix: Matrix) -> list[tuple[int, int, int]]:
    """Give each horizontal run of dark modules as first column, row and length."""
    spans = [(row, found.span()) for row, modules in enumerate(matrix) for found in _DARK.finditer(modules)]
    return [(start, row, end - start) for row, (start, end) in spans]
