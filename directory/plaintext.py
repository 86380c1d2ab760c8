"""Faults of a text that came from outside: a curator's table, a translator's msgstr. A leaf.

Texts are plain: no markup, no control characters, Unicode Normalization Form C, no bidirectional overrides or
unbalanced isolates (Trojan Source, CVE-2021-42574; UAX #9 section 2), no word of mixed scripts and no characters that
only look like letters (UTS #39, Unicode Security Mechanisms): nobody sees them, and no search finds them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e")  # LRE RLE PDF LRO RLO: isolates do what they do, safely
ISOLATES, POP = frozenset("\u2066\u2067\u2068"), "\u2069"
# Characters made for other standards' round trips, or for formulas, that look like letters of a word: radicals and
# strokes (⼈ for 人), mathematical alphabets (𝐒 for S), ligatures (ﬁ), Arabic letters already joined (not ﷺ and ﷲ).
LOOKALIKES = re.compile("[\u2e80-\u2fdf\u31c0-\u31ef\ufb00-\ufb06\ufb50-\ufdcf\ufe70-\ufefc\U0001d400-\U0001d7ff]")
WIDE = re.compile("[０-９Ａ-Ｚａ-ｚｦ-ﾟ]")  # full-width ASCII, half-width kana
# UTS #39 5.2: one script to a word; those that are written together; and Latin beside any but its look-alikes.
TOGETHER = (
    frozenset({"Han", "Kana", "Latin", "Bopomofo"}),
    frozenset({"Han", "Hangul", "Latin"}),
)
CONFUSED = frozenset({"Cyrillic", "Greek", "Armenian", "Cherokee", "Coptic"})  # alphabets with letters that look Latin
# What Chinese typists and scanners put for a Han character: the long mark and square kana, a circle for the zero.
FOR_HAN = dict(zip("ー○◯ロニエハカタトチ", "一〇〇口二工八力夕卜千", strict=True))
_SCRIPTS = {"CJK": "Han", "KANGXI": "Han", "HIRAGANA": "Kana", "KATAKANA": "Kana", "HALFWIDTH": "Kana"}
_LETTERS = re.compile(r"[^\W\d_]+")
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
    if not text.isprintable():  # all that follows here is not, and most texts are
        yield from _invisible(text)
    if not unicodedata.is_normalized("NFC", text):
        yield Fault("text-nfc", "is not in Unicode Normalization Form C", "save it as NFC; most editors have a command")
    if _MARKUP.search(text):
        yield Fault("text-markup", "holds markup", "write plain text: no tags, no entities")
    if not text.isascii():
        yield from _deceits(text)


def _invisible(text: str) -> Iterator[Fault]:
    """List what nobody sees: control characters, directions that are overridden or left open."""
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


def _deceits(text: str) -> Iterator[Fault]:
    """List what looks like other letters than it is."""
    if bad := sorted(set(LOOKALIKES.findall(text))):
        meant = unicodedata.normalize("NFKC", "".join(bad[:5]))
        yield Fault("text-lookalike", f"holds {_names(bad)}: signs that only look like letters", f"type again: {meant}")
    for word in mixed_words(text):
        odd = _rarest(word)
        message = f'mixes scripts in the word "{word}": {odd} is {script(odd)}'
        yield Fault("text-scripts", message, "type the word again on one keyboard")


@lru_cache(maxsize=8192)
def script(character: str) -> str:
    """Name the script of a letter as Unicode's names tell it ("Han", "Kana", "Latin"); "" for all that is no letter."""
    if not unicodedata.category(character).startswith("L"):
        return ""
    first = unicodedata.name(character, "").split(" ")[0].split("-")[0]
    if first in ("MODIFIER", "MICRO", "FEMININE", "MASCULINE", "IDEOGRAPHIC", "OHM", "KELVIN", "ANGSTROM", "FULLWIDTH"):
        return ""  # shared by scripts, or a sign
    return _SCRIPTS.get(first, first.capitalize())


def scripts(text: str) -> frozenset[str]:
    """Name the scripts of a text's letters."""
    return frozenset(filter(None, map(script, set(text))))


def mixed_words(text: str) -> list[str]:
    """List the words whose letters belong to scripts that are not written together (UTS #39, 5.2, level 4)."""
    if len(scripts(text)) < 2:
        return []
    return [word for word in _LETTERS.findall(text) if _is_mixed(word)]


@lru_cache(maxsize=1 << 16)
def _is_mixed(word: str) -> bool:
    return _mixed(scripts(word))


def _mixed(found: frozenset[str]) -> bool:
    """Tell whether scripts do not belong into one word."""
    if len(found) < 2 or any(found <= allowed for allowed in TOGETHER):
        return False
    return "Latin" not in found or len(found) > 2 or bool(found & CONFUSED)


def _rarest(word: str) -> str:
    """Give a letter of the script that a mixed word has least of."""
    counts = {name: sum(script(c) == name for c in word) for name in scripts(word)}
    least = min(sorted(counts), key=lambda name: counts[name])
    return next(c for c in word if script(c) == least)


def wide_letters(text: str) -> list[str]:
    """List full-width Latin letters and digits, and half-width kana; the plain ones are what is meant."""
    return sorted(set(WIDE.findall(text)))


def for_han(text: str) -> str | None:
    """Give a Chinese text with kana and circles between Han characters put right; None if there are none.

    A text with kana beside them (の, ン) is Japanese or a brand's own spelling, and left alone.
    """
    if any(script(c) == "Kana" and c not in FOR_HAN for c in text):
        return None
    right = "".join(
        FOR_HAN[c] if c in FOR_HAN and any(script(d) == "Han" for d in text[max(0, i - 1) : i + 2] if d != c) else c
        for i, c in enumerate(text)
    )
    return right if right != text else None


def _names(characters: list[str]) -> str:
    return ", ".join(f"U+{ord(c):04X}" for c in characters[:5])


def _balanced(text: str) -> bool:
    depth = 0
    for character in text:
        depth += (character in ISOLATES) - (character == POP)
        if depth < 0:
            return False
    return depth == 0
