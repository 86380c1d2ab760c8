"""The tables of the uncontracted Braille codes: which dots stand for a letter, a mark, a digit, a Chinese final.

In: nothing. Out: `CODES` by language, and the initials, finals and marks of Chinese, which `braille` spells lines with.
All codes are uncontracted. The tables follow these codes and were compared with liblouis 3.24, but for id, which it
lacks; a mark or letter about which there was doubt is left to be unknown:

- en: Unified English Braille (2013), capitals by letter (6) and word (6-6), not by passage.
- de: Basisschrift (Das System der deutschen Brailleschrift, 2018) without capital signs, as guidelines for signs ask.
  Signs in Germany use Vollschrift: its eight letter groups need the joints of compounds, which nothing here knows.
- fr: Code braille français uniformisé (2008): capitals 46, numbers with dot 6 and the digits of Antoine.
- es: Comisión Braille Española, B 1: capitals 46. id: Sistem Braille Indonesia: capitals 6.
- ru: GOST R 58511-2019, 6.1: no sign for Cyrillic capitals; words in Latin letters begin with 6, or 46 for a capital.
- zh: Current Chinese Braille (GB/T 15720-2008); Latin letters behind 56, 6 or 6-6.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Cells = tuple[int, ...]


def bits(pattern: str) -> Cells:
    """Read dots as Braille tables write them: `6-36` is dot 6, then dots 3 and 6."""
    return tuple(sum(1 << int(dot) - 1 for dot in cell) for cell in pattern.split("-"))


def table(text: str) -> dict[str, Cells]:
    """Read a table with blanks between its entries: a character and its dots, or a name, a colon and its dots."""
    pairs = (entry.split(":") if entry[1:].find(":") > 0 else (entry[0], entry[1:]) for entry in text.split())
    return {name: bits(pattern) for name, pattern in pairs}


LATIN = table(
    "a1 b12 c14 d145 e15 f124 g1245 h125 i24 j245 k13 l123 m134 n1345 o135 p1234 q12345 r1235 s234 t2345"
    " u136 v1236 w2456 x1346 y13456 z1356"
)
CYRILLIC = table(
    "а1 б12 в2456 г1245 д145 е15 ё16 ж245 з1356 и24 й12346 к13 л123 м134 н1345 о135 п1234 р1235 с234 т2345 у136 ф124"
    " х125 ц14 ч12345 ш156 щ1346 ъ12356 ы2346 ь23456 э246 ю1256 я1246"
)
NUMBER = bits("3456")
DIGITS = table("0245 11 212 314 4145 515 6124 71245 8125 924")
ANTOINE = table("03456 116 2126 3146 41456 5156 61246 712456 81256 9246")
# Combining marks: macron, acute, caron, grave, circumflex, tilde, diaeresis, ring, cedilla.
ENGLISH_ACCENTS = table(
    "\u03044-36 \u030145-34 \u030c45-346 \u030045-16 \u030245-146 \u030345-12456 \u030845-25 \u030a45-1246"
    " \u032745-12346"
)


@dataclass(frozen=True)
class Code:
    """One language's uncontracted code.

    `opening` is for marks that begin a word, `kept` for those inside a number that leave it in force. After a number
    `sign` comes before a letter in `confused`, `guard` before a mark in `guarded`. `capital` is for a letter, `word`
    for a run of capitals (a part of a run only where `end` can close it); a code may have none. `latin` are the signs
    before small and capital Latin letters where the letters are others, whose `capital` only stands for `sign`.
    """

    marks: Mapping[str, Cells]
    letters: Mapping[str, Cells] = field(default_factory=lambda: LATIN)
    opening: Mapping[str, Cells] = field(default_factory=dict)
    accents: Mapping[str, Cells] = field(default_factory=dict)
    number: Cells = NUMBER
    digits: Mapping[str, Cells] = field(default_factory=lambda: DIGITS)
    kept: str = ".,"
    confused: str = "abcdefghij"
    sign: Cells = ()
    guarded: str = ""
    guard: Cells = ()
    capital: Cells = ()
    word: Cells = ()
    end: Cells = ()
    latin: tuple[Cells, Cells] | None = None
    rewrites: tuple[tuple[str, str], ...] = ()


RANGE = (r"(?<=\d)[–—](?=\d)", "-")
CODES: Mapping[str, Code] = {
    "en": Code(
        table(
            ",2 ;23 :25 .256 !235 ?236 '3 ’3 -36 –6-36 —6-36 (5-126 )5-345 [46-126 ]46-345 /456-34 &4-12346 @4-1"
            ' #456-1456 %46-356 +5-235 =5-2356 °45-245 €4-15 $4-234 £4-123 ¥4-13456 §45-234 …256-256-256 "356 “236 ”356'
        ),
        opening=table('"236 ?56-236'),
        accents=ENGLISH_ACCENTS,
        sign=bits("56"),
        capital=bits("6"),
        word=bits("6-6"),
        end=bits("6-3"),
    ),
    "de": Code(
        table(
            ".3 ,2 ;23 :25 ?26 !235 '6 ’6 -36 –6-36 (2356 )2356 [6-2356 ]6-2356 /5-2 &5-136 %3456-245-356 §346 +4-235"
            ' =4-2356 €4-15 $4-234 °4-356 …3-3-3 "356 “356 ”356 »356 «356'
        ),
        letters=LATIN | table("ä345 ö246 ü1256 ß2346"),
        opening=table('„236 "236 »236 «236 ?6-26'),
        accents=dict.fromkeys(ENGLISH_ACCENTS, bits("4")),
        sign=bits("6"),
        guarded=';:?!()"“”»«',
        guard=bits("6"),
        rewrites=((r"\s*—", "–"), (r"\s+–", "–"), (r"(?<=\d)\s+%", "%"), (r"§\s+", "§")),
    ),
    "fr": Code(
        table(
            ",2 ;23 :25 .256 ?26 !235 '3 ’3 -36 –36-36 —36-36 (236 )356 [45-236 ]356-12 /34 &5-123456 @345 %5-346"
            ' °5-135 €45-15 …256-256-256 "2356 “2356 ”2356 «2356 »2356'
        ),
        letters=LATIN | table("à12356 â16 ç12346 é123456 è2346 ê126 ë1246 î146 ï12456 ô1456 ù23456 û156 ü1256 œ246"),
        number=bits("6"),
        digits=ANTOINE,
        kept=".,:/-",
        confused="âêîôûëïüœ",
        sign=bits("56"),
        capital=bits("46"),
        word=bits("46-46"),
        rewrites=(RANGE, (r"«\s+", "«"), (r"\s+([»;:!?])", r"\1")),
    ),
    "es": Code(
        table(
            ".3 ,2 ;23 :25 ?26 ¿26 !235 ¡235 '3 ’3 -36 –36-36 —36-36 (126 )345 [12356 ]23456 /6-2 &6-12346 %456-356"
            ' €456-15 +235 …3-3-3 "236 “236 ”236 «236 »236'
        ),
        letters=LATIN | table("á12356 é2346 í34 ó346 ú23456 ü1256 ñ12456"),
        sign=bits("5"),
        capital=bits("46"),
        word=bits("46-46"),
        rewrites=(RANGE,),
    ),
    "id": Code(
        table(".256 ,2 ;23 :25 ?236 !235 '3 ’3 -36 (2356 )2356 /34 …3-3-3 \"356 “236 ”356"),
        opening=table('"236'),
        kept="",
        sign=bits("56"),
        capital=bits("6"),
        word=bits("6-6"),
        rewrites=(RANGE,),
    ),
    "ru": Code(
        table(
            ",2 .256 ;23 :25 ?26 !235 -36 –36 (126 )345 /6-34 &6-12346 %3456-356 №1345 +235 …256-256-256"
            ' "356 “356 ”356 »356'
        ),
        letters=CYRILLIC,
        opening=table('„236 "236 “236 «236'),
        kept=",",
        sign=bits("5"),
        capital=bits("45"),
        latin=(bits("6"), bits("46")),
        rewrites=(RANGE, (r"\s*—", "–"), (r"\s+–", "–"), (r"№\s+", "№"), (r"(?<=\d)\s+%", "%")),
    ),
    # Only numbers and Latin letters: the words are `_word`'s, the marks CHINESE_MARKS. A time's colon is its own.
    "zh": Code(
        table(".3"),
        sign=bits("56"),
        capital=bits("6"),
        word=bits("6-6"),
        rewrites=((r"(?<=[0-9]):(?=[0-9])", "∶"), (r"\.{3,}", "…")),
    ),
}

INITIALS = table(
    "b12 p1234 m134 f124 d145 t2345 n1345 l123 g1245 k13 h125 j1245 q13 x125 r245 z1356 c14 s234 zh:34 ch:12345 sh:156"
)
FINALS = table(
    "a35 o26 e26 ai:246 ei:2346 ao:235 ou:12356 an:1236 en:356 ang:236 eng:3456 er:1235 i24 ia:1246 ie:15 iao:345"
    " iu:1256 ian:146 in:126 iang:1346 ing:16 u136 ua:123456 uo:135 uai:13456 ui:2456 uan:12456 un:25 uang:2356 ong:256"
    " ü346 üe:23456 üan:12346 ün:456 iong:1456"
)
ALONE = {"you": "iu", "wei": "ui", "wen": "un", "weng": "ong", "yong": "iong", "wu": "u"}  # finals without an initial
# By compatibility form (NFKC), in which full-width and ASCII marks are one.
CHINESE_MARKS = table(
    ",5 。5-23 、4 ;56 :36 ?5-3 !56-2 (56-3 )6-23 [56-23 ]56-23 《5-36 》36-2 “45 ”45 ‘45-45 ’45-45 ·6-3 —6-36 –6-36"
    " ~6-36 -36 /456-34 &4-12346 …5-5-5 ∶25"
)
KINDS = dict.fromkeys("([《“‘", "open") | dict.fromkeys(")]》”’", "close") | dict.fromkeys(",。、;:?!…", "stop")
