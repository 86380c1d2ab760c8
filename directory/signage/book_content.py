"""What a booklet of a part of the city says, as plain texts and pictogram names.

In: words in the local language and in the reader's. Out: a `BookContent` without a single millimetre: `booklet` gathers
it, `signs.book` draws it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from directory.signage.content import SignContent, SignLine, SignText


@dataclass(frozen=True)
class BookEntry:
    """A place: its id and number in the booklet, pictogram and colour of its kind, and texts, the local one first.

    `revision` is that of its poster, which the page behind its code knows. `lifts` is said of stations alone.
    """

    venue: str
    number: int
    icon: str
    family: str
    kind: tuple[SignText, ...]
    names: tuple[SignText, ...]
    address: tuple[SignText, ...]
    code: str
    revision: str
    hours: tuple[SignText, ...]
    directions: tuple[SignText, ...]
    offers: tuple[SignLine, ...]
    lifts: tuple[SignText, ...] = ()


@dataclass(frozen=True)
class BookGroup:
    """Entries under a heading. `mixed`: of several kinds, so each says its own; `short`: several to a line."""

    title: tuple[SignText, ...]
    icon: str
    family: str
    entries: tuple[BookEntry, ...]
    mixed: bool = False
    short: bool = False


@dataclass(frozen=True)
class BookNumber:
    """A public number with its names."""

    number: str
    names: tuple[SignText, ...]


@dataclass(frozen=True)
class BookIndex:
    """The names in one language, in its order, each with the number of its entry."""

    language: str
    rows: tuple[tuple[SignText, int], ...]


@dataclass(frozen=True)
class BookContent:
    """All that a booklet says. `cover` holds names, pictograms, the day, and what stamps follow from.

    `counts` and `dated` are lines of the cover, `headings` those of the pages by their key in `booklet.HEADINGS`.
    """

    cover: SignContent
    city: tuple[SignText, ...]
    counts: tuple[tuple[SignText, ...], ...]
    dated: tuple[SignText, ...]
    emergency: tuple[BookNumber, ...]
    hotlines: tuple[BookNumber, ...]
    groups: tuple[BookGroup, ...]
    indexes: tuple[BookIndex, ...]
    legend: tuple[SignLine, ...]
    guide: tuple[tuple[SignText, ...], ...]
    marks: tuple[SignLine, ...]
    headings: Mapping[str, tuple[SignText, ...]]

    @property
    def entries(self) -> Iterator[BookEntry]:
        """Give all entries in the order of their numbers."""
        return (entry for group in self.groups for entry in group.entries)
