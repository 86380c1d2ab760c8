"""Makes the table of Han characters for a corpus; the only module that asks pypinyin and OpenCC, and only
at build time.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from directory.search.folding import fold, within
from directory.search.han import HanTable, gb_level_1

READINGS_KEPT = 3
HAN_BLOCKS = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF))


def han_table(texts: Iterable[str]) -> HanTable:
    """Make the table for the characters of these texts (display texts, not yet folded)."""
    variants, traditional = script_variants(), traditional_forms()
    shown = set[str]().union(*texts)
    seen = {c for char in shown for c in fold(char, {}) if within(c, HAN_BLOCKS)}
    base = sorted({variants.get(c, c) for c in seen})
    wanted = set(base)
    return HanTable(
        readings={c: found for c in base if (found := readings(c))},
        variants={c: to for c, to in sorted(variants.items()) if to in wanted},
        traditional={c: traditional[c] for c in base if c in traditional},
        common=common_runs(),
    )


@cache
def readings(char: str) -> tuple[str, ...]:
    """Give a character's pinyin without tones, ü as v, the usual reading first; () if it has none."""
    from pypinyin import Style, pinyin  # slow to load, and an edit seldom asks for it

    rows = pinyin(char, style=Style.NORMAL, heteronym=True, errors="ignore", v_to_u=False)
    found = dict.fromkeys(syllable for row in rows for syllable in row if syllable.isascii() and syllable.isalpha())
    return tuple(found)[:READINGS_KEPT]


@cache
def script_variants() -> dict[str, str]:
    """Map each traditional or Japanese form to the simplified character, by OpenCC's tables, one character at a time.

    A Japanese form that GB 2312 also has is a character of its own in Chinese: 沪 is Shanghai, not Japan's 濾.
    """
    chars = [chr(c) for low, high in HAN_BLOCKS for c in range(low, high + 1)]
    older = [c if in_gb_2312(c) else to for c, to in zip(chars, each("jp2t", chars), strict=True)]
    simplified = each("t2s", older)
    direct = {c: to for c, to in zip(chars, simplified, strict=True) if len(to) == 1 and to != c}
    # A second step for the few forms that map to a form that maps on; a target must map to itself.
    return {
        c: direct.get(to, to)
        for c, to in direct.items()
        if direct.get(to, to) != c and direct.get(to, to) not in direct
    }


def in_gb_2312(char: str) -> bool:
    """Tell whether the basic set of simplified Chinese has a character."""
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


@cache
def traditional_forms() -> dict[str, str]:
    """Map each simplified character to its usual traditional form, where that is another and maps back."""
    back = script_variants()
    chars = sorted(set(back.values()))
    return {c: to for c, to in zip(chars, each("s2t", chars), strict=True) if to != c and back.get(to) == c}


def each(conversion: str, chars: list[str]) -> list[str]:
    """Convert characters one by one: a line each, so that no phrase rule sees two together."""
    from opencc import OpenCC

    converted: str = OpenCC(conversion).convert("\n".join(chars))
    return converted.split("\n")


@cache
def common_runs() -> tuple[tuple[str, int], ...]:
    """Cut GB 2312 level 1, which is in pinyin order, into runs of one syllable.

    A character's usual reading may be another than the one it is filed under; the longest rising sequence
    of usual readings tells the order, and the others take the syllable they stand among.
    """
    usual = [(readings(char) or ("",))[0] for char in gb_level_1()]
    rising = longest_rising([filing_key(syllable) for syllable in usual])
    runs: list[tuple[str, int]] = []
    for at, syllable in enumerate(usual):
        if runs and (at not in rising or syllable == runs[-1][0]):
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        else:
            runs.append((syllable, 1))
    return tuple(runs)


def filing_key(syllable: str) -> str:
    """Give the key by which the standard files a syllable: ü directly after u (lu, lü, luan, lüe, lun)."""
    return syllable[:-1] + "u!" if syllable.endswith("v") else syllable.replace("v", "u")


def longest_rising(keys: list[str]) -> set[int]:
    """Give the positions of a longest sequence that never falls (patience sorting; Fredman 1975)."""
    tails: list[str] = []
    ends: list[int] = []
    before: list[int] = []
    for at, key in enumerate(keys):
        slot = bisect_right(tails, key)
        before.append(ends[slot - 1] if slot else -1)
        tails[slot : slot + 1] = [key]
        ends[slot : slot + 1] = [at]
    found, at = set[int](), ends[-1]
    while at >= 0:
        found.add(at)
        at = before[at]
    return found


def as_written(table: HanTable, pairs: Iterable[tuple[str, str]]) -> HanTable:
    """Put first the reading by which a character is written most often in these (Chinese, Latin) names of one place.

    So 长 reads Chang in a city that writes Changjiang, and names that are pinyin go on being derived.
    """
    seen: Counter[tuple[str, str]] = Counter()
    for chinese, latin in pairs:
        word = latin.split(" ", 1)[0].lower().replace("ü", "v")
        if word.isascii() and word.isalpha() and len(table.readings.get(chinese[:1], ())) > 0:
            seen.update(spelling(table, chinese, word))
    first = {
        char: tuple(sorted(found, key=lambda reading: -seen[char, reading])) for char, found in table.readings.items()
    }
    return replace(table, readings=first)


def spelling(table: HanTable, chinese: str, word: str) -> list[tuple[str, str]]:
    """Say how the first characters of a name spell a word out, each with its reading; [] if they do not."""
    if not word:
        return []
    for reading in table.readings.get(chinese[:1], ()):
        if word == reading:
            return [(chinese[0], reading)]
        if word.startswith(reading) and (rest := spelling(table, chinese[1:], word[len(reading) :])):
            return [(chinese[0], reading), *rest]
    return []
