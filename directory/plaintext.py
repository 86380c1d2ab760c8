"""Faults of a text that came from outside: a curator's table, a translator's msgstr. A leaf.

Texts are plain: no markup, no control characters, Unicode Normalization Form C, no bidirectional overrides or
unbalanced isolates (Trojan Source, CVE-2021-42574; UAX #9 section 2).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e")  # LRE RLE PDF LRO RLO: isolates do what they do, safely
ISOLATES, POP = frozenset("\u2066\u2067\u2068"), "\u2069"
_MARKUP = re.compile(r"<\s*/?\s*[A-Za-z!]|&(?:#\d+|#x[0-9A-Fa-f]+|[A-Za-z]{2,8});")


@dataclass(frozen=True)
class Fault:
    """What is wrong with a text: a code, a message and what to do."""

    code: str
    message: str
    hint: str


def faults(text: str) -> Iterator[Fault]:
    """List what is wrong with a text; nothing for a sound one."""
    if all(c.isspace() or unicodedata.category(c) == "Cf" for c in text):  # nothing of it would be seen
        yield Fault("text-empty", "is empty", "write the text, or take the line out: nothing means unknown")
    elif text != text.strip() or "  " in text:
        yield Fault("text-space", "has spaces at its ends or doubled", "take the extra spaces out")
    if bad := sorted({c for c in text if unicodedata.category(c) in ("Cc", "Cs", "Co", "Cn", "Zl", "Zp")}):
        yield Fault("text-control", f"holds {_names(bad)}", "take control and unassigned characters out")
    if any(c in OVERRIDES for c in text):
        yield Fault(
            "text-bidi",
            f"holds {_names(sorted(OVERRIDES & set(text)))}",
            "take embeddings and overrides out; isolates (U+2066 to U+2069) may stay",
        )
    if not _balanced(text):
        yield Fault("text-bidi", "has an isolate that is not closed", "close U+2066, U+2067 or U+2068 with U+2069")
    if unicodedata.normalize("NFC", text) != text:
        yield Fault("text-nfc", "is not in Unicode Normalization Form C", "save it as NFC; most editors have a command")
    if _MARKUP.search(text):
        yield Fault("text-markup", "holds markup", "write plain text: no tags, no entities")


def _names(characters: list[str]) -> str:
    return ", ".join(f"U+{ord(c):04X}" for c in characters[:5])


def _balanced(text: str) -> bool:
    depth = 0
    for character in text:
        depth += (character in ISOLATES) - (character == POP)
        if depth < 0:
            return False
    return depth == 0
