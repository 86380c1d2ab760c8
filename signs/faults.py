"""What keeps words and pictograms from being printed right, as Problems: one wording for all that is drawn.

In: texts with their weights, names of pictograms, a text that did not fit. Out: Problems that name the thing drawn
(`named`, such as "booklet of huangpu"), the text and what to do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from directory.problem import Problem, error, shorten
from directory.signage.content import SignText
from signs.layout.boxes import Overfull
from signs.layout.formats import Format
from signs.pdf.pictogram import Pictogram
from signs.text import shaping, thai
from signs.text.fonts import FontSet

SHORTER = "shorten the text, choose a larger size, or leave a language off"


def without_glyphs(named: str, texts: Iterable[tuple[str, SignText, str]], fonts: FontSet) -> Iterator[Problem]:
    """Find the characters that would print as boxes; `texts` are (field, text, weight)."""
    for part, text, weight in texts:
        for absent in shaping.missing(text.value, text.lang, weight, fonts):
            message = f'"{shorten(text.value, 60)}" ({text.lang}) needs {absent.code_point}, which no font found has'
            hint = f"the package to look at: {absent.package}"
            yield error(named, part, "glyph-missing", absent.char, message, hint)


def drawings(
    names: Iterable[str], read: Callable[[str], Pictogram | list[Problem]]
) -> tuple[dict[str, Pictogram], list[Problem]]:
    """Read pictograms by name, each once."""
    found: dict[str, Pictogram] = {}
    problems: list[Problem] = []
    for name in dict.fromkeys(names):
        one = read(name)
        if isinstance(one, Pictogram):
            found[name] = one
        else:
            problems += one
    return found, problems


def too_long(named: str, fault: Overfull, form: Format) -> Problem:
    """Tell which text does not fit at the least size for its reading distance."""
    role, text = fault.role, fault.text
    message = (
        f'"{shorten(text.value, 60)}" ({text.lang}) does not fit {form.name.upper()} at {form.least(role)} pt, '
        f"the least for reading it at {form.roles[role].distance_m:g} m"
    )
    hint = thai.HINT if text.lang == "th" and not thai.dictionary() else SHORTER
    return error(named, role, "sign-text-too-long", text.value, message, hint)
