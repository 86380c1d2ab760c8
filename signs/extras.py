"""What a sign prints beside its content: the address in words, the small print, the stamps.

In: a `SignContent` and its `Imprint`. Out: `Extras`. The stamps are no option: a sign whose address lies on a
reserved example domain is a SPECIMEN, one whose safety words nobody has reviewed in some language is a DRAFT (DESIGN,
section 8).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from directory.signage.content import SignContent, SignText
from signs.layout.boxes import Extras
from signs.pdf import qr

# The stamps in the local language beside English; a language not named here has English alone.
_SPECIMEN = {"zh-Hans": "样张", "zh-Hant": "樣張", "ja": "見本", "ko": "견본"}
_DRAFT = {"zh-Hans": "待审校", "zh-Hant": "待審校", "ja": "未校閲", "ko": "검토 전"}


@dataclass(frozen=True)
class Imprint:
    """By what a printed sign is known again: the origin of QR addresses, like `https://city.example`, and its revision.

    The revision is of all that a sign of its kind says, whatever a format leaves out: one record tells of every format.
    """

    origin: str
    revision: str


def extras(content: SignContent, imprint: Imprint, modules: int) -> Extras:
    """Word what stands beside a sign's content; `modules` is the width of its symbol, 0 if it has none."""
    dated = f"rev {imprint.revision} · facts of {content.facts_of}"
    fine = tuple(text for text in (dated, " · ".join(content.sources)) if text)
    address = qr.in_words(imprint.origin, content.code) if content.code else ""
    return Extras(address, fine, tuple(_stamps(content)), modules)


def _stamps(content: SignContent) -> Iterator[SignText]:
    """Word the stamps; the languages of a draft are named in the local one, for the staff that must have them read."""
    local = content.kind[0].lang if content.kind else "en"
    if content.specimen:
        yield SignText(" ".join(["SPECIMEN", *_SPECIMEN.get(local, "").split()]), local)
    if content.drafts:
        named = " · ".join(f"{_language_name(tag, local)} {tag}".strip() for tag in content.drafts)
        word = _DRAFT.get(local, "")
        yield SignText(f"DRAFT {word}: {named}" if word else f"DRAFT: {named}", local)


@lru_cache(maxsize=512)
def _language_name(tag: str, local: str) -> str:
    """Name a language in another (CLDR), which only drafts need."""
    from babel import Locale, UnknownLocaleError

    try:
        return str(Locale.parse(tag, sep="-").get_display_name(Locale.parse(local, sep="-")) or "")
    except UnknownLocaleError:
        return ""  # the tag alone names it
