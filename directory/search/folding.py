"""When are two spellings the same to a searcher? One declared table, applied alike in Python and in the browser.

`FOLDING` travels inside every core file, so the JavaScript reader has no table of its own. Both readers do
NFKD, lower case, NFKD (https://www.unicode.org/reports/tr15/), then drop, shift and map letters by the
table, then NFC; script variants of Han characters are mapped last, and whatever is not a word character
becomes a space. The word ranges are declared here and not asked of the platform, since Python and browsers
ship different versions of Unicode.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

Ranges = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Folding:
    """The folding table: code point ranges (both ends included), and letters mapped one by one.

    `drop` vanishes, `shift` moves a range by a distance, `letters` replaces; `word` ranges make up words
    and `unspaced` ones are single units because their script writes no spaces and has no letters to slip on
    (Han, kana). `inner` ranges are alphabets without spaces (Thai, Lao, Burmese, Khmer): their words are
    sought inside of runs.
    """

    drop: Ranges
    shift: tuple[tuple[int, int, int], ...]
    letters: Mapping[str, str]
    word: Ranges
    unspaced: Ranges
    inner: Ranges

    @cached_property
    def letter_map(self) -> dict[int, str | None]:
        """Give dropping, shifting and replacing as one table for `str.translate`."""
        table: dict[int, str | None] = {c: None for low, high in self.drop for c in range(low, high + 1)}
        table |= {c: chr(c + by) for low, high, by in self.shift for c in range(low, high + 1)}
        table |= {ord(c): to for c, to in self.letters.items()}
        return table

    @cached_property
    def others(self) -> re.Pattern[str]:
        """Give the pattern of a character that is in no word."""
        ranges = "".join(f"\\U{low:08x}-\\U{high:08x}" for low, high in self.word)
        return re.compile(f"[^{ranges}]")


FOLDING = Folding(
    # Soft hyphen; Latin, Greek and Cyrillic marks; Hebrew points; Arabic marks and tatweel; joiners,
    # directions, selectors.
    drop=(
        (0xAD, 0xAD),
        (0x300, 0x36F),
        (0x591, 0x5C7),
        (0x610, 0x61A),
        (0x640, 0x640),
        (0x64B, 0x65F),
        (0x670, 0x670),
        (0x6D6, 0x6ED),
        (0x200B, 0x200F),
        (0x202A, 0x202E),
        (0x2060, 0x2069),
        (0xFE00, 0xFE0F),
        (0xFEFF, 0xFEFF),
    ),
    # Katakana to hiragana; Arabic-Indic, Persian, Devanagari and Thai digits to European ones.
    shift=(
        (0x30A1, 0x30F6, -0x60),
        (0x660, 0x669, 0x30 - 0x660),
        (0x6F0, 0x6F9, 0x30 - 0x6F0),
        (0x966, 0x96F, 0x30 - 0x966),
        (0xE50, 0xE59, 0x30 - 0xE50),
    ),
    letters={
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "ł": "l",
        "þ": "th",
        "ı": "i",
        "ħ": "h",
        "ŋ": "n",
        "ς": "σ",
        "ة": "ه",
        "ى": "ي",
        "ی": "ي",
        "ې": "ي",
        "ک": "ك",
        "گ": "ك",
        "ە": "ه",
        "ہ": "ه",
        "ٱ": "ا",
    },
    word=(
        (0x30, 0x39),
        (0x61, 0x7A),
        (0xDF, 0xF6),
        (0xF8, 0x24F),
        (0x250, 0x2AF),
        (0x370, 0x3FF),
        (0x400, 0x52F),
        (0x561, 0x587),
        (0x5D0, 0x5EA),
        (0x620, 0x64A),
        (0x66E, 0x6D3),
        (0x900, 0xDFF),
        (0xE01, 0xE3A),
        (0xE40, 0xE4E),
        (0xE80, 0xEFF),
        (0xF00, 0x109F),
        (0x10D0, 0x10FF),
        (0x1100, 0x11FF),
        (0x1780, 0x17D3),
        (0x1E00, 0x1FFF),
        (0x3005, 0x3007),
        (0x3041, 0x3096),
        (0x309D, 0x309F),
        (0x30FC, 0x30FE),
        (0x3400, 0x4DBF),
        (0x4E00, 0x9FFF),
        (0xAC00, 0xD7A3),
        (0x20000, 0x323AF),
    ),
    unspaced=(
        (0x3005, 0x3007),
        (0x3041, 0x3096),
        (0x309D, 0x309F),
        (0x30FC, 0x30FE),
        (0x3400, 0x4DBF),
        (0x4E00, 0x9FFF),
        (0x20000, 0x323AF),
    ),
    inner=((0xE01, 0xEFF), (0x1000, 0x109F), (0x1780, 0x17D3)),
)


@dataclass(frozen=True)
class Token:
    """A piece of folded text: one unit of an unspaced script, or a word of any other; `unspaced` tells which."""

    text: str
    unspaced: bool


def within(char: str, ranges: Ranges) -> bool:
    """Tell whether a character lies in one of the ranges."""
    point = ord(char)
    return any(low <= point <= high for low, high in ranges)


def fold(text: str, variants: Mapping[str, str], table: Folding = FOLDING) -> str:
    """Fold a text: marks, width, case, letter and script variants put aside, everything but word characters a space.

    `variants` maps a Han character to the one it is sought by (traditional to simplified).
    """
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).lower()).translate(table.letter_map)
    folded = table.others.sub(" ", unicodedata.normalize("NFC", text))
    return folded if folded.isascii() else "".join([variants.get(c, c) for c in folded])


def tokens(folded: str, table: Folding = FOLDING) -> list[Token]:
    """Cut folded text into words and single units, in order."""
    found: list[Token] = []
    word = ""
    for char in folded + " ":
        unspaced = within(char, table.unspaced)
        if char != " " and not unspaced:
            word += char
            continue
        if word:
            found.append(Token(word, False))
            word = ""
        if unspaced:
            found.append(Token(char, True))
    return found
