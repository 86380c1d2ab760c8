"""How names are read and ordered: pinyin for those who cannot read Han characters, the order of names in a language.

The word list and the syllables are loaded when a name is first read: that takes a fifth of a second, and an edit may
need none.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache

from pyuca import Collator

from directory.localisation.text import Text

SPACES = re.compile("( +)")
HAN = re.compile("[\u3400-\u9fff]")
LATIN_READERS = frozenset({"en", "fr", "de", "es", "id", "ru", "ar", "th", "ko"})  # who cannot read Han characters
LATIN_MARKS = str.maketrans("（）【】，。、：；！？《》“”－", '()[],.,:;!?""""-')

# A street at the beginning of an address, or behind a district's name: what is before "东路" is one name, which a
# word list would cut ("中 山东 一路").
STREET = re.compile(
    r"(?:(?<=区)|(?<=县)|(?<=镇)|^|(?<=[（(近与和、,，]))([\u4e00-\u9fff]{1,4}?)([东西南北中]?[一二三四五]?(?:路|街|大道|公路))"
    r"(?![\u4e00-\u9fff])"
)
# Names end in a generic word of one syllable, which stands apart; what qualifies it is joined to it (GB/T 28039, 3.2).
GENERIC = re.compile(r"^([\u4e00-\u9fff]{2,}?)([东西南北中新]?[一二三四五]?(?:路|寺|庙|市|县)|新区)$")
SMALL = frozenset({"的", "与", "和", "及", "暨", "近"})
VOWELS = tuple("aāáǎàoōóǒòeēéěè")


@lru_cache(maxsize=65536)
def pinyin(text: str) -> str:
    """Write a Chinese name or sentence in pinyin with tone marks, by words (GB/T 16159, place names GB/T 28039).

    Names begin each word with a capital, sentences only the first; runs of other characters are kept, marks take their
    Latin form. Words are those of a word list, so a rare name may be cut in another place than its owner would.
    """
    sentence = any(mark in text for mark in "。；！？")
    words = [_spelled(word, plain=sentence) for word in _words(text)]
    line = re.sub(r"\s+", " ", " ".join(words).translate(LATIN_MARKS)).strip()
    line = re.sub(r"\s+([)\],.:;!?])", r"\1", re.sub(r"([(\[])\s+", r"\1", line))
    line = re.sub(r"\s*·\s*", " · ", re.sub(r"(\d) (?=\d)", r"\1", line))
    return line[:1].upper() + line[1:] if sentence else line


def _words(text: str) -> Iterator[str]:
    """Cut a text into words: streets by their form, everything else by the word list, generic words apart."""
    end = 0
    for street in STREET.finditer(text):
        yield from _listed(text[end : street.start()])
        yield street[1]
        yield street[2]
        end = street.end()
    yield from _listed(text[end:])


def _listed(text: str) -> Iterator[str]:
    import rjieba

    for word in rjieba.cut(text):
        if name := GENERIC.match(word):
            yield from name.groups()
        else:
            yield from _short(word)


def _short(word: str) -> Iterator[str]:
    """Cut a word of four characters and more as far as it is made of shorter ones: 人民 广场."""
    import rjieba

    known = set(rjieba.cut_for_search(word)) if len(word) > 3 else set()
    pieces, at = [], 0
    while at < len(word):
        piece = next((word[at : at + n] for n in (2, 3) if word[at : at + n] in known), "")
        if not piece:
            yield word
            return
        pieces.append(piece)
        at += len(piece)
    yield from pieces


def _spelled(word: str, *, plain: bool) -> str:
    """Spell one word, its syllables joined; a syllable that begins with a vowel is set off (GB/T 16159, 6.3)."""
    if not HAN.search(word):
        return word
    syllables = _syllables(word, "TONE")
    joined = syllables[0] + "".join(f"'{one}" if one.startswith(VOWELS) else one for one in syllables[1:])
    return joined if plain or word in SMALL else joined[:1].upper() + joined[1:]


def _syllables(text: str, style: str) -> list[str]:
    from pypinyin import Style, lazy_pinyin

    return lazy_pinyin(text, style=Style.__members__[style])


# Letters that a language counts as its own, written so that the root order puts them after their like (CLDR).
TAILORED: dict[str, tuple[tuple[str, str], ...]] = {"es": (("ñ", "n\u0292"), ("n\u0303", "n\u0292"))}


@lru_cache(maxsize=1)
def _collator() -> Collator:
    return Collator()


@lru_cache(maxsize=1 << 17)
def _elements(part: str) -> list[list[int]]:
    """Give the collation elements of a word or of the spaces between two; names share words, and no contraction of the
    table holds a space, so the elements of a name are those of its parts.
    """
    elements: list[list[int]] = _collator().collation_elements(unicodedata.normalize("NFD", part))
    return elements


def sort_key(language: str) -> Callable[[Text], tuple[object, str]]:
    """Give the order of names in a language: Chinese by pinyin, others by the Unicode Collation Algorithm (UTS 10).

    A name that fell back to Chinese stands where its pinyin does.
    """

    def key(text: Text) -> tuple[object, str]:
        if language.startswith("zh"):
            return " ".join(_syllables(text.value, "TONE3")).casefold(), text.value
        letters = (text.reading or text.value).casefold()
        for letter, after in TAILORED.get(language, ()):
            letters = letters.replace(letter, after)
        elements = [element for part in SPACES.split(letters) for element in _elements(part)]
        return _collator().sort_key_from_collation_elements(elements), text.value

    return key
