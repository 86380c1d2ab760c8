"""What a reader knows of Han characters: their readings, and the keys that sound alike.

The table is made at build time (`readings`) for the characters in use, travels in the core, and lets the
reader derive pinyin, initials and homophones, so that none of these is shipped ("derive, don't ship").
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

GB_FIRST, GB_LAST = 0xB0A1, 0xD7F9
SURE_LETTERS = 3


@dataclass(frozen=True)
class HanTable:
    """Readings and script variants of the characters in use.

    `readings`: character to its pinyin syllables (no tones, ü as v), the usual one first. `variants`:
    another form of a character to the one in use. `traditional`: simplified character to its usual
    traditional form. `common`: syllables with the number of characters each has in level 1 of GB 2312,
    whose 3,755 characters are ordered by pinyin; so the readings of characters that no name uses, but a
    typist may, cost half a kilobyte.
    """

    readings: Mapping[str, tuple[str, ...]]
    variants: Mapping[str, str]
    traditional: Mapping[str, str]
    common: tuple[tuple[str, int], ...]

    @cached_property
    def common_readings(self) -> dict[str, str]:
        """Give the reading of each character of GB 2312's first level, by its order alone."""
        syllables = (syllable for syllable, count in self.common for _ in range(count))
        return dict(zip(gb_level_1(), syllables, strict=False))

    @cached_property
    def by_reading(self) -> dict[str, tuple[str, ...]]:
        """Give the characters in use for each syllable."""
        return self._group(str)

    @cached_property
    def by_blurred(self) -> dict[str, tuple[str, ...]]:
        """Give the characters in use for each blurred syllable."""
        return self._group(blur)

    @cached_property
    def by_slip(self) -> dict[str, tuple[str, ...]]:
        """Give the syllables in use for each of them, and for each with a letter left out but the first."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for syllable in self.by_reading:
            for form in dict.fromkeys((syllable, *shortened(syllable))):
                found[form].append(syllable)
        return {form: tuple(syllables) for form, syllables in found.items()}

    def slipped(self, typed: str) -> list[str]:
        """List the syllables in use that a slip away from what was typed: a letter left out, added, replaced or moved,
        never the first. Of fewer than three letters any could be meant.
        """
        if len(typed) < SURE_LETTERS:
            return []
        forms = dict.fromkeys((typed, *shortened(typed)))
        return list(dict.fromkeys(one for form in forms for one in self.by_slip.get(form, ()) if one != typed))

    def _group(self, key: type[str] | object) -> dict[str, tuple[str, ...]]:
        found: defaultdict[str, list[str]] = defaultdict(list)
        for char, readings in self.readings.items():
            for name in dict.fromkeys(blur(r) if key is blur else r for r in readings):
                found[name].append(char)
        return {name: tuple(chars) for name, chars in found.items()}

    def readings_of(self, char: str) -> tuple[str, ...]:
        """Give the readings of any character: of those in use all, of other common ones the usual one, else none."""
        known = self.readings.get(char)
        if known:
            return known
        common = self.common_readings.get(char)
        return (common,) if common else ()


def gb_level_1() -> list[str]:
    """List the characters of GB 2312 level 1 in their order: rows of 94 from B0A1 to D7F9."""
    points = (lead << 8 | trail for lead in range(0xB0, 0xD8) for trail in range(0xA1, 0xFF))
    return [point.to_bytes(2).decode("gb2312") for point in points if point <= GB_LAST]


def shortened(letters: str) -> list[str]:
    """Leave out one letter, each but the first."""
    return [letters[:i] + letters[i + 1 :] for i in range(1, len(letters))]


def blur(syllable: str) -> str:
    """Put aside what speakers of many regions do not tell apart: zh/z, ch/c, sh/s, n/l at the front, ng/n
    at the end, ü/u.
    """
    if syllable[:2] in ("zh", "ch", "sh"):
        syllable = syllable[0] + syllable[2:]
    if syllable[:1] == "n" and len(syllable) > 1:
        syllable = "l" + syllable[1:]
    if syllable.endswith("ng"):
        syllable = syllable[:-1]
    return syllable.replace("v", "u")


def romanise(text: str, table: HanTable) -> str:
    """Write a Han text as one capitalised pinyin word, each character by its first reading; "" if one has none."""
    syllables = [table.readings.get(char, ("",))[0] for char in text]
    return "".join(syllables).replace("v", "ü").capitalize() if all(syllables) else ""


def in_traditional(text: str, table: HanTable) -> str:
    """Write a simplified text in traditional characters, one by one."""
    return "".join(table.traditional.get(char, char) for char in text)
