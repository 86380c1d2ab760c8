"""The codes in QR addresses: five random characters of Crockford's alphabet and a Luhn mod 32 check character. A leaf.

Crockford's Base32 leaves out I, L, O and U, so a code read aloud or copied by hand survives; the check character finds
every single wrong character and almost every swap of neighbours (Luhn mod N, ISO/IEC 7812-1 annex B generalised).
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Container

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
BODY_LENGTH = 5


def _luhn(text: str, factor: int) -> int:
    total = 0
    for character in reversed(text):
        product = factor * ALPHABET.index(character)
        total += product // 32 + product % 32
        factor = 3 - factor
    return total


def check_character(body: str) -> str:
    """Give the check character of a body of Crockford characters."""
    return ALPHABET[-_luhn(body, 2) % 32]


def is_valid(code: str) -> bool:
    """Tell whether a code has the right length, alphabet and check character."""
    return (
        len(code) == BODY_LENGTH + 1 and all(character in ALPHABET for character in code) and _luhn(code, 1) % 32 == 0
    )


def new_code(taken: Container[str], choose: Callable[[str], str] = secrets.choice) -> str:
    """Draw a code that was never given out; `choose` picks one character, so that tests can draw alike."""
    while True:
        body = "".join(choose(ALPHABET) for _ in range(BODY_LENGTH))
        code = body + check_character(body)
        if code not in taken:
            return code
