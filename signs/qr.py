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

from qrcode.constants import ERROR_CORRECT_M, ERROR_CORRECT_Q
from qrcode.image.pure import PyPNGImage
from qrcode.main import QRCode
from qrcode.util import QRData

ALPHANUMERIC: Literal[2] = 2  # mode indicators, ISO/IEC 18004:2015 table 2
BYTE: Literal[4] = 4
QUIET_ZONE = 4  # modules, ISO/IEC 18004:2015 section 6.3.8
Correction = Literal["M", "Q"]  # levels of error correction: 15 and 25 % of the codewords
_LEVELS = {"M": ERROR_CORRECT_M, "Q": ERROR_CORRECT_Q}
Matrix = tuple[tuple[bool, ...], ...]
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
    symbol = QRCode(error_correction=_LEVELS[correction], border=0, image_factory=PyPNGImage)
    symbol.add_data(QRData(address(origin, code).encode(), mode=ALPHANUMERIC), optimize=0)
    symbol.add_data(QRData(f"#{revision}".encode(), mode=BYTE), optimize=0)
    symbol.make(fit=True)
    return tuple(tuple(bool(module) for module in row) for row in symbol.modules)


def runs(matrix: Matrix) -> list[tuple[int, int, int]]:
    """Give each horizontal run of dark modules as row, first column and length."""
    found = []
    for row, modules in enumerate(matrix):
        column = 0
        while column < len(modules):
            length = 0
            while column + length < len(modules) and modules[column + length]:
                length += 1
            if length:
                found.append((row, column, length))
            column += max(1, length)
    return found
