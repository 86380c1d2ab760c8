"""Is a text written in its language? Scripts, look-alikes, and the two forms of Chinese.

Nobody sees these faults; a search, a screen reader and a font do. The rules follow UTS #39 (Unicode Security
Mechanisms) as far as it speaks of names.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from opencc import OpenCC

from directory.check.texts import Written, everything
from directory.model import Dataset
from directory.plaintext import for_han, mixed_words, script, scripts
from directory.problem import Problem, error, warning

# The scripts of the languages that a directory is likely to have (CLDR, script metadata); others are not judged.
SCRIPTS: dict[str, frozenset[str]] = {
    "zh": frozenset({"Han"}),
    "ja": frozenset({"Han", "Kana"}),
    "ko": frozenset({"Hangul", "Han"}),
    "th": frozenset({"Thai"}),
    "he": frozenset({"Hebrew"}),
    "el": frozenset({"Greek"}),
    "hi": frozenset({"Devanagari"}),
    **dict.fromkeys(("ar", "fa", "ur", "ug"), frozenset({"Arabic"})),
    **dict.fromkeys(("ru", "uk", "be", "bg", "kk", "mn"), frozenset({"Cyrillic"})),
    **dict.fromkeys(("en", "fr", "de", "es", "pt", "it", "nl", "id", "ms", "vi", "tr", "pl"), frozenset({"Latin"})),
}
NAMES = re.compile(r"(?:.+\.)?name\.[^.]+\Z")  # of a venue, a hotline, the city, its districts; not other names
BRAND_WORDS = 2  # a brand keeps its Latin letters (Plaza 66, Lifeline Shanghai); three words are a name in English
_SIMPLIFIED = OpenCC("t2s")


def _tagged(data: Dataset) -> Iterator[tuple[Written, str]]:
    """The texts that have a language, each with the language alone."""
    for said in everything(data):
        if said.tag:
            yield said, said.tag.split("-")[0]


def names(data: Dataset, as_of: dt.date) -> Iterator[Problem]:
    """A name is written in a script of its language; brands may be Latin anywhere.

    name-script: no letter of it belongs to the language. name-latin: several Latin words stand for a name in a language
    that is not written so. name-mixed: it holds letters of a foreign script besides its own.
    """
    for said, language in _tagged(data):
        expected = SCRIPTS.get(language)
        found = scripts(said.text)
        if not expected or not found or not NAMES.match(said.field):
            continue
        if not found & expected and found != {"Latin"}:
            message = f"is written in {_listed(found)}, not in {_listed(expected)}"
            hint = f"write the name in {said.tag}, or take the line out: a page shows another language's and says so"
            yield error(said.file, said.field, "name-script", said.text, message, hint)
        elif not found & expected and len(said.text.split()) > BRAND_WORDS:
            message, hint = f"has no letter of {_listed(expected)}", "take the line out, unless the door says it so"
            yield warning(said.file, said.field, "name-latin", said.text, message, hint)
        elif found & expected and (foreign := _foreign(said.text, expected)):
            odd = "".join(sorted({c for c in said.text if script(c) in foreign})[:5])
            message, hint = f"holds {odd}, which is {_listed(foreign)}", f"write the name in {said.tag} alone"
            yield warning(said.file, said.field, "name-mixed", said.text, message, hint)


def _foreign(text: str, expected: frozenset[str]) -> frozenset[str]:
    """Give the scripts of a name beside its own and Latin; a word that mixes scripts is told as such (`plaintext`).

    の stands in Chinese brands; a kana in place of a Chinese character is told by `han`.
    """
    if mixed_words(text) or ("Han" in expected and for_han(text)):
        return frozenset()
    return scripts(text.replace("の", "")) - expected - {"Latin"}


def _listed(found: frozenset[str]) -> str:
    return " and ".join(sorted(found))


def han(data: Dataset, as_of: dt.date) -> Iterator[Problem]:
    """Chinese is written in Chinese characters.

    text-lookalike: kana or circles stand for them (第ー百货 for 第一百货). text-variant: a simplified text holds
    traditional characters; where the door bears them, they belong into zh-Hant or an alternative name.
    """
    for said, language in _tagged(data):
        if language != "zh":
            continue
        if right := for_han(said.text):
            hint = f"type it again: {right}"
            yield error(said.file, said.field, "text-lookalike", said.text, "has a sign for a Chinese character", hint)
        if said.tag == "zh-Hans" and (plain := _SIMPLIFIED.convert(said.text)) != said.text:
            odd = "".join(a for a, b in zip(said.text, plain, strict=False) if a != b)
            message, hint = f"holds traditional characters: {odd}", f"write {plain}"
            yield warning(said.file, said.field, "text-variant", said.text, message, hint)
