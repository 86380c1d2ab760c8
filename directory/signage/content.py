"""What a sign says, as plain texts and pictogram names; and its revision.

In: words in each of the sign's languages. Out: a `SignContent` without a single millimetre. The other modules of this
package gather one for each kind of sign; `signs` draws it; `reprint` compares it with what was printed.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from urllib.parse import urlsplit

from directory.codes import ALPHABET

# RFC 2606 and RFC 6761: names that never belong to anybody, so an address on them cannot be a real sign's.
RESERVED = re.compile(r"(^|\.)(example\.(com|net|org)|example|test|invalid|localhost)$")


@dataclass(frozen=True)
class SignText:
    """A text in one language; `lang` is a BCP 47 tag and chooses face, direction and line breaking."""

    value: str
    lang: str


@dataclass(frozen=True)
class SignLine:
    """One fact, destination or phrase: a pictogram's name and the same words in each language, the local one first.

    A destination also has `arrow`, the way to turn as a pictogram's name, and `distance`, the same in all languages.
    """

    icon: str
    texts: tuple[SignText, ...]
    arrow: str = ""
    distance: str = ""


@dataclass(frozen=True)
class SignContent:
    """Everything a sign says, without QR and revision (DESIGN section 8).

    `venue` is the id of the place it is about, `code` that of its QR address; a point-and-talk board has neither.
    `family` names the colour of the band, `icons` the one to four pictograms in it. `names`, `kind` (the words in the
    band) and `scan` hold one text a language, the local first. `back` is what stands on the other side.
    `facts_of` is the newest date among the facts (ISO, or "unknown").
    `drafts` are the BCP 47 tags in which safety words are unreviewed: they stamp the sign DRAFT.
    `specimen` stamps it SPECIMEN, since its address lies on a reserved example domain. `sign` is the kind of sign.
    """

    venue: str
    code: str
    family: str
    icons: tuple[str, ...]
    kind: tuple[SignText, ...]
    names: tuple[SignText, ...]
    lines: tuple[SignLine, ...]
    scan: tuple[SignText, ...]
    address: tuple[SignText, ...]
    hotline: str
    facts_of: str
    sources: tuple[str, ...]
    drafts: tuple[str, ...]
    specimen: bool
    sign: str = "poster"
    back: tuple[SignLine, ...] = ()

    @property
    def languages(self) -> tuple[str, ...]:
        """Give the languages it speaks, the local one first."""
        return tuple(dict.fromkeys(text.lang for text in self.kind))


@dataclass(frozen=True)
class Limits:
    """How much a sign may say, so that it surely fits at the least legal size.

    The most languages, pictograms in the band, facts, and facts times languages; `room` is in lines of names and
    facts of `columns` columns (wide characters count two). `names` are how many of its names it bears.
    """

    languages: int
    icons: int
    lines: int
    texts: int
    room: int
    columns: int
    names: int = 6

    def speaking(self, languages: int) -> Limits:
        """Give the limits of a sign for which languages were asked: it says all of them, or cannot be made."""
        return replace(self, languages=languages, names=languages)


# The most that any sign says, and what its revision is of. Found by drawing a made-up city of 1,000 venues in two to
# six languages on A4; a city of longer texts has to shorten them, as the Problems of its signs tell.
POSTER = Limits(languages=6, icons=4, lines=6, texts=18, room=24, columns=24)


# Fields that came after the first signs were printed, with the values that those signs had: they are not written, so a
# printed sign keeps the revision it bears.
LATER: Mapping[str, object] = {"arrow": "", "distance": "", "sign": "poster", "back": ()}


def canonical(content: SignContent) -> str:
    """Write a sign's content as canonical JSON, for its hash and for the record of what was printed."""
    return json.dumps(content, default=_written, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _written(part: object) -> dict[str, object]:
    return {name: value for name, value in vars(part).items() if name not in LATER or value != LATER[name]}


def revision(content: SignContent) -> str:
    """Give the four-character revision of what a sign says: a hash in Crockford's alphabet.

    Four characters tell 2^20 contents apart; a venue has few revisions, and the page of its code lists them all.
    """
    number = int.from_bytes(hashlib.sha256(canonical(content).encode()).digest()[:4]) >> 12
    return "".join(ALPHABET[number >> shift & 31] for shift in (15, 10, 5, 0))


def changes(then: Mapping[str, object], now: SignContent) -> tuple[str, ...]:
    """Name the fields of a sign that differ between what a printed one said and what it would say now."""
    current, names = json.loads(canonical(now)), {field.name for field in fields(now)} - {"specimen"}
    return tuple(sorted(name for name in names if current.get(name) != then.get(name)))


def is_reserved(origin: str) -> bool:
    """Tell whether an origin lies on a reserved example domain: then every sign is a SPECIMEN."""
    return RESERVED.search((urlsplit(origin).hostname or "").lower()) is not None
