"""Which Braille dots stand for a sign's short line of text, and where in millimetres.

In: a text (a venue's name, a code) and its BCP 47 language. Out: cells, the bits of their six dots (U+2800 plus the
bits is the Unicode pattern). `braille_dots` makes lines and dots of them.

The codes are uncontracted, their standards stand in `braille_codes`. What has no sure cell there is a `Problem`, never
left out; so are Japanese, Korean, Thai and Arabic, which have no table. Chinese is written by words (`reading.pinyin`)
without tones, as is usual where whole words tell, and a name's do; readings are Mandarin's, so the codes of Taiwan,
Hong Kong and Macao are refused. National Common Braille (GF 0019-2018) adds tones: another code, not written here.
American signs ask for contracted Braille (ADA 703.3): of that standard the profile has the measures alone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby, pairwise

from directory.localisation.reading import pinyin
from directory.problem import Problem, error
from signs.text.braille_codes import ALONE, CHINESE_MARKS, CODES, FINALS, INITIALS, KINDS, LATIN, Cells, Code
from signs.text.braille_dots import BLANK

_SYLLABLE = re.compile(r"(zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?([aeiouü]+(?:(?:ng|n|r)(?![aeiouü]))?)'?")
_TONES = str.maketrans("", "", "\u0304\u0301\u030c\u0300")
_CHINESE = re.compile(r"[\u3400-\u9fff]+|[0-9]+(?:\.[0-9]+)*|[A-Za-z]+|.")


class _Unknown(Exception):  # noqa: N818 - a message up to `cells`, which makes a Problem of it; never further
    """Carries the character that has no cell."""

    def __init__(self, char: str) -> None:
        self.char = char


def cells(text: str, language: str) -> Cells | Problem:
    """Give a line's cells, blanks single; a language or character without Braille here is a Problem."""
    main, *rest = language.split("-")
    code = CODES.get(main)
    if code is None or (main == "zh" and {"TW", "HK", "MO"} & {tag.upper() for tag in rest}):
        hint = f"leave the line out, or write it in one of {', '.join(CODES)}"
        return error("signs", "braille", "braille-language", language, f'"{language}" has no Braille here', hint)
    try:
        return _chinese(text, code) if main == "zh" else _spelled(text, code)
    except _Unknown as unknown:
        said = f'"{unknown.char}" (U+{ord(unknown.char):04X}) of "{text}" has no Braille cell in "{language}"'
        return error("signs", "braille", "braille-unknown", text, said, "write the line without it")


def _spelled(text: str, code: Code) -> Cells:
    """Spell a line in runs of digits, runs of letters and single marks."""
    line = _tidied(unicodedata.normalize("NFC", text), code)
    inside = f"(?:[{re.escape(code.kept)}][0-9]+)*" if code.kept else ""
    found: Cells = ()
    before, numeric = " ", False  # `numeric`: what comes next could be read as a part of the number
    for token in re.findall(rf"[0-9]+{inside}|[^\W\d_]+|.", line):
        found += _token(token, code, before, numeric)
        numeric = "0" <= token[0] <= "9" or (numeric and token in ".," and token in code.kept)
        before = token
    return found


def _tidied(text: str, code: Code) -> str:
    line = " ".join(text.split())
    for pattern, replacement in code.rewrites:
        line = re.sub(pattern, replacement, line)
    return line


def _token(token: str, code: Code, before: str, numeric: bool) -> Cells:
    """Spell one run or mark; `before` is what stands before it."""
    if token == " ":
        return (BLANK,)
    if "0" <= token[0] <= "9":
        return _number(token, code)
    if len(token) > 1 or token.isalpha():
        return _letters(token, code, numeric)
    marks = {**code.marks, **code.opening} if before in " ([/-" else code.marks
    if token not in marks:
        raise _Unknown(token)
    return (code.guard if numeric and token in code.guarded else ()) + marks[token]


def _number(token: str, code: Code) -> Cells:
    return code.number + _joined(code.digits[c] if c in code.digits else code.marks[c] for c in token)


def _letters(run: str, code: Code, numeric: bool) -> Cells:
    """Spell a run of letters; where the language's are not Latin, each part of it that is Latin behind its sign."""
    if code.latin is None:
        shown = run[0] if code.capital else run[0].lower()  # a capital sign ends a number too
        return (code.sign if numeric and shown in code.confused else ()) + _cased(run, code)
    found: Cells = ()
    for latin, group in groupby(run, str.isascii):
        part = "".join(group)
        if latin:
            found += code.latin[part[0].isupper()] + _plain(part, LATIN, {})
        else:
            back = code.capital if part[0].isupper() else code.sign  # from a number or Latin letters to one's own
            found += (back if numeric or found else ()) + _plain(part, code.letters, code.accents)
    return found


def _cased(run: str, code: Code) -> Cells:
    """Spell a run with its capital signs, if the code has them."""
    if not code.capital:
        return _plain(run, code.letters, code.accents)
    found: Cells = ()
    done = 0
    for upper, group in groupby(run, str.isupper):
        part = "".join(group)
        done += len(part)
        if upper and len(part) > 1 and (code.end or part == run):
            found += code.word + _plain(part, code.letters, code.accents) + (code.end if done < len(run) else ())
        else:
            sign = code.capital if upper else ()
            found += _joined(sign + _plain(char, code.letters, code.accents) for char in part)
    return found


def _plain(run: str, letters: Mapping[str, Cells], accents: Mapping[str, Cells]) -> Cells:
    """Spell letters without regard to case; an accent that makes no letter of its own comes before its letter."""
    found: Cells = ()
    for char in run:
        small = char.lower()
        base, *marks = list(unicodedata.normalize("NFD", small))
        if small in letters:
            found += letters[small]
        elif base in letters and len(marks) == 1 and marks[0] in accents:
            found += accents[marks[0]] + letters[base]
        else:
            raise _Unknown(char)
    return found


def _joined(parts: Iterable[Cells]) -> Cells:
    return tuple(cell for part in parts for cell in part)


def _chinese(text: str, code: Code) -> Cells:
    """Spell a Chinese line: words by their pinyin, and blanks where the standard asks for one."""
    pieces = list(_pieces(_tidied(unicodedata.normalize("NFKC", text), code), code))
    found = _joined(one + ((BLANK,) if _apart(kind, after) else ()) for (kind, one), (after, _) in pairwise(pieces))
    return found + (pieces[-1][1] if pieces else ())


def _apart(kind: str, after: str) -> bool:
    """Tell whether a blank stands between two pieces: at words, outside pairs, behind stops, and where printed."""
    if kind in {"open", "join", "blank"} or after in {"close", "stop", "join"}:
        return False
    return (kind, after) != ("code", "code")


def _pieces(text: str, code: Code) -> Iterator[tuple[str, Cells]]:
    """Cut a Chinese line: words, codes (numbers and Latin letters), blanks as printed, and marks by their kind."""
    for token in _CHINESE.findall(text):
        if "0" <= token[0] <= "9":
            yield "code", _number(token, code)
        elif token.isascii() and token.isalpha():
            yield "code", (() if token[0].isupper() else code.sign) + _cased(token, code)
        elif "\u3400" <= token[0] <= "\u9fff":
            yield from (("word", word) for word in _words(token))
        elif token == " ":
            yield "blank", ()
        elif token in CHINESE_MARKS:
            yield KINDS.get(token, "join"), CHINESE_MARKS[token]
        else:
            raise _Unknown(token)


def _words(run: str) -> list[Cells]:
    """Spell a run of Han characters by words; one whose reading the code cannot spell is unknown."""
    read = [_word(word) for word in pinyin(run).split()]
    if None in read:
        raise _Unknown(next((char for char in run if _word(pinyin(char)) is None), run[0]))
    return [word for word in read if word is not None]


def _word(spelled: str) -> Cells | None:
    """Spell a word in pinyin, or None if it is none; its tones are left out."""
    plain = unicodedata.normalize("NFC", unicodedata.normalize("NFD", spelled.lower()).translate(_TONES))
    found: Cells = ()
    end = 0
    for syllable in _SYLLABLE.finditer(plain):
        initial, final = syllable[1] or "", _final(syllable[1] or "", syllable[2])
        if syllable.start() != end or (final and final not in FINALS):
            return None
        found += INITIALS.get(initial, ()) + FINALS.get(final, ())
        end = syllable.end()
    return found if end == len(plain) else None


def _final(initial: str, rest: str) -> str:
    """Undo pinyin's spelling of a final: `yuan` is `üan`, `ju` is `jü`; `zhi` has none in Braille."""
    if initial in {"y", "w"}:
        full = {"y": "i", "w": "u"}[initial] + rest
        regular = rest if initial == "y" and rest[0] == "i" else full.replace("iu", "ü", 1)
        return ALONE.get(initial + rest, regular)
    if initial in {"j", "q", "x"}:
        return "ü" + rest[1:] if rest[0] == "u" else rest
    return "" if rest == "i" and initial in {"zh", "ch", "sh", "r", "z", "c", "s"} else rest
