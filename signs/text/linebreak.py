"""Where a line may break: UAX #14 (revision 50, Unicode 15.0), tailored for signs.

In: a text and its BCP 47 language. Out: the places at which a new line may begin. `layout` chooses among them by
measured widths. The tailorings (UAX #14, section 8):

- Chinese and Japanese: strict kinsoku (small kana and iteration marks never begin a line: CJ is NS), curly
  quotation marks open and close, ambiguous characters are ideographs.
- Korean: by words, as CSS `word-break: keep-all`; Hangul and Hanja break at spaces alone.
- Times and ranges of numbers (`09:00–18:00`, `3—5`, `09:00～18:00`) never break.
- Thai breaks between the words of a dictionary where there is one (`thai`); Lao, Khmer and Burmese, and Thai without
  it, break at spaces and U+200B only.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from signs.text import thai
from signs.text.linebreak_classes import line_break_class

_HARD = frozenset({"BK", "CR", "LF", "NL"})
_NO_BASE = _HARD | {"SP", "ZW"}  # what no combining mark can attach to (LB9)
_LETTERS = ("AL", "HL")
_JAMO = ("JL", "JV", "JT", "H2", "H3")
_PICTURES = ("ID", "EB", "EM")


def _pairs(before: tuple[str, ...], after: tuple[str, ...]) -> set[tuple[str, str]]:
    return {(one, other) for one in before for other in after}


# Pairs that keep together with nothing between them, by rule.
_TOGETHER = frozenset(
    _pairs(_LETTERS, ("NU",)) | _pairs(("NU",), _LETTERS)  # LB23
    | _pairs(("PR",), _PICTURES) | _pairs(_PICTURES, ("PO",))  # LB23a
    | _pairs(("PR", "PO"), _LETTERS) | _pairs(_LETTERS, ("PR", "PO"))  # LB24
    | _pairs(("JL",), ("JL", "JV", "H2", "H3")) | _pairs(("JV", "H2"), ("JV", "JT"))  # LB26
    | _pairs(("JT", "H3"), ("JT",)) | _pairs(_JAMO, ("PO",)) | _pairs(("PR",), _JAMO)  # LB26, LB27
    | _pairs(_LETTERS, _LETTERS) | _pairs(("IS",), _LETTERS)  # LB28, LB29
    | {("SY", "HL"), ("EB", "EM"), ("CR", "LF")}  # LB21b, LB30b, LB5
)  # fmt: skip
# The number of LB25 as a regular expression over classes (UAX #14, section 8.2, example 7).
_NUMBER = re.compile(r"(?:(?:PR|PO) )?(?:(?:OP|HY) )?NU (?:(?:NU|SY|IS) )*(?:(?:CL|CP) )?((?:PR|PO) )?")
_RANGE = re.compile(r"(?<=\d)[-‐‑‒–—~〜～/:](?=\d)")  # joins two numbers: tailored, never a break at either side
_QUOTES = {"‘": "OP", "“": "OP", "’": "CL", "”": "CL"}
_EAST_ASIAN = frozenset({"zh", "ja"})


@lru_cache(maxsize=4096)
def opportunities(text: str, language: str) -> tuple[int, ...]:
    """Give the places in `text` where a line may begin, in order; neither its start nor its end is among them."""
    classes = classify(text, language)
    bases = _bases(classes)
    merged = [_merged(classes, place, bases) for place in range(len(text))]
    kept = _numbers(text, merged, bases)
    words = thai.word_starts(text)
    return tuple(
        place
        for place in range(1, len(text))
        if place in words or (place not in kept and _may_break(text, classes, merged, bases, place))
    )


def classify(text: str, language: str) -> list[str]:
    """Give each character's class, tailored to the language (LB1)."""
    main = language.split("-")[0]
    return [_tailored(char, line_break_class(char), main) for char in text]


def _tailored(char: str, found: str, main: str) -> str:
    if main in _EAST_ASIAN and char in _QUOTES:
        return _QUOTES[char]
    if main == "ko" and (found in _JAMO or found == "ID"):
        return "AL"
    if found == "AI":
        return "ID" if main in _EAST_ASIAN else "AL"
    return "NS" if found == "CJ" else found


def _bases(classes: list[str]) -> list[int]:
    """Give for each place the one it combines with: itself, or the base its marks attach to (LB9)."""
    bases: list[int] = []
    for place, found in enumerate(classes):
        attaches = found in {"CM", "ZWJ"} and place > 0 and classes[bases[-1]] not in _NO_BASE
        bases.append(bases[-1] if attaches else place)
    return bases


def _merged(classes: list[str], place: int, bases: list[int]) -> str:
    """Give the class of the sequence a place belongs to; a mark without a base is AL (LB10)."""
    found = classes[bases[place]]
    return "AL" if found in {"CM", "ZWJ"} else found


def _numbers(text: str, merged: list[str], bases: list[int]) -> set[int]:
    """Give the places inside numbers, and at either side of what joins two of them."""
    heads = [place for place in range(len(merged)) if bases[place] == place]
    starts, position = {}, 0
    for head in heads:
        starts[position] = head
        position += len(merged[head]) + 1
    joined = "".join(merged[head] + " " for head in heads)
    kept = set()
    match = _NUMBER.search(joined)
    while match:
        kept |= {head for at, head in starts.items() if match.start() < at < match.end()}
        again = match.start(1) if match[1] else match.end()  # a sign after one number may begin the next
        match = _NUMBER.search(joined, again)
    for match in _RANGE.finditer(text):
        kept |= {match.start(), match.end()}
    return kept


def _may_break(text: str, classes: list[str], merged: list[str], bases: list[int], place: int) -> bool:
    """Tell whether a line may begin at `place` (LB4 to LB31, but for LB25)."""
    previous, after = merged[place - 1], merged[place]
    if previous in _HARD:
        return (previous, after) != ("CR", "LF")  # LB4, LB5
    if after in _HARD or after in {"SP", "ZW"} or bases[place] != place:
        return False  # LB6, LB7, LB9
    before, spaced = _before_spaces(merged, place)
    if before == "ZW":
        return True  # LB8
    if classes[place - 1] == "ZWJ" or "WJ" in {previous, after} or previous == "GL":
        return False  # LB8a, LB11, LB12
    if after == "GL" and previous not in {"SP", "BA", "HY"}:
        return False  # LB12a
    if after in {"CL", "CP", "EX", "IS", "SY"} or before == "OP":
        return False  # LB13, LB14
    if (before, after) in {("QU", "OP"), ("CL", "NS"), ("CP", "NS"), ("B2", "B2")}:
        return False  # LB15, LB16, LB17
    if spaced:
        return True  # LB18
    return not _adjacent(text, merged, bases, place)


def _before_spaces(merged: list[str], place: int) -> tuple[str, bool]:
    """Give the class before `place` and its spaces, and whether there are spaces."""
    index = place - 1
    while index >= 0 and merged[index] == "SP":
        index -= 1
    return (merged[index] if index >= 0 else ""), index < place - 1


def _adjacent(text: str, merged: list[str], bases: list[int], place: int) -> bool:
    """Tell whether two neighbours without a space between them keep together (LB19 to LB30b)."""
    previous, after = merged[place - 1], merged[place]
    base = bases[place - 1]
    if "QU" in {previous, after}:
        return True  # LB19
    if "CB" in {previous, after}:
        return False  # LB20
    if after in {"BA", "HY", "NS", "IN"} or previous == "BB":
        return True  # LB21, LB22
    if previous in {"HY", "BA"} and base > 0 and merged[base - 1] == "HL":
        return True  # LB21a
    if (previous, after) in _TOGETHER:
        return True
    if previous in {"AL", "HL", "NU"} and after == "OP" and not _wide(text[place]):
        return True  # LB30
    if previous == "CP" and after in {"AL", "HL", "NU"} and not _wide(text[base]):
        return True  # LB30
    if previous == after == "RI":
        return _flags_before(merged, bases, base) % 2 == 0  # LB30a
    return after == "EM" and previous == "ID" and unicodedata.category(text[base]) == "Cn"  # LB30b


def _wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in {"F", "W", "H"}


def _flags_before(merged: list[str], bases: list[int], base: int) -> int:
    """Count the regional indicators that stand in a row before the one at `base`."""
    count = 0
    while base > 0 and merged[base - 1] == "RI":
        base = bases[base - 1]
        count += 1
    return count
