"""Where Thai words begin: Thai is written without spaces, and only a dictionary knows (UAX #14, class SA).

In: a text. Out: the places at which a line may begin inside its Thai stretches; none where pythainlp, an optional
package of 67 MB, is not installed: then Thai breaks at spaces and U+200B alone, and a stretch that is too long for its
line is a Problem that names the package. Next: `linebreak`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

PACKAGE = "pythainlp"
HINT = f"run: .venv/bin/pip install {PACKAGE}   (Thai then breaks between words), or put U+200B between the words"
_AFTER = "ๆฯ"  # repetition and abbreviation: they stay with the word before them
_STRETCH = re.compile("[\u0e00-\u0e7f]{2,}")


@lru_cache(maxsize=1)
def dictionary() -> str:
    """Name the dictionary in use, an input of everything that is laid out; "" if there is none."""
    try:
        from pythainlp import __version__
    except ModuleNotFoundError:
        return ""
    return f"{PACKAGE} {__version__}"


@lru_cache(maxsize=1)
def _segmenter() -> Callable[[str], list[str]] | None:
    """Load the dictionary, which takes a second, when the first Thai line is broken."""
    if not dictionary():
        return None
    from pythainlp.tokenize.newmm import segment

    found: Callable[[str], list[str]] = segment
    return found


@lru_cache(maxsize=4096)
def word_starts(text: str) -> frozenset[int]:
    """Give the places inside Thai stretches at which a word begins, but for their first."""
    stretches = () if text.isascii() else tuple(_STRETCH.finditer(text))
    segment = _segmenter() if stretches else None
    if segment is None:
        return frozenset()
    found = set()
    for stretch in stretches:
        place = stretch.start()
        for word in segment(stretch[0])[:-1]:
            place += len(word)
            if text[place] not in _AFTER:
                found.add(place)
    return frozenset(found)
