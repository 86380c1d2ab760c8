"""How names are read and ordered: pinyin for those who cannot read Han characters, the order of names in a language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

from pypinyin import Style, lazy_pinyin

from directory.localisation.text import Text

LATIN_READERS = frozenset({"en", "fr", "de", "es", "id", "ru", "ar", "th", "ko"})  # who cannot read Han characters


LATIN_MARKS = str.maketrans("（）【】，。、：；！？《》“”", '()[],.,:;!?""""')


@lru_cache(maxsize=65536)
def pinyin(text: str) -> str:
    """Write Chinese in pinyin with tone marks; runs of other characters are kept, marks take their Latin form."""
    syllables = " ".join(lazy_pinyin(text, style=Style.TONE, neutral_tone_with_five=False)).translate(LATIN_MARKS)
    syllables = re.sub(r"\s+([)\],.:;!?])", r"\1", re.sub(r"([(\[])\s+", r"\1", syllables))
    return re.sub(r"\s*·\s*", " · ", re.sub(r"\s+", " ", syllables)).strip()


def sort_key(language: str) -> Callable[[Text], tuple[str, str]]:
    """Give the order of names in a language: Chinese by pinyin, others by letters without marks."""

    def key(text: Text) -> tuple[str, str]:
        if language.startswith("zh"):
            return " ".join(lazy_pinyin(text.value, style=Style.TONE3)).casefold(), text.value
        letters = unicodedata.normalize("NFD", (text.reading or text.value).casefold())
        return "".join(c for c in letters if not unicodedata.combining(c)), text.value

    return key
