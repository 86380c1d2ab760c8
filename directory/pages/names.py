"""The index of all places by name, for readers without a script: by initial, and by the pinyin of the Chinese name.

In: an edition. Out: recipes of list pages, `name/initial*.html` and `name/pinyin*.html`; the search page leads to them
by the letters that `letters` gives.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from directory.localisation.edition import Edition
from directory.localisation.reading import pinyin
from directory.localisation.values import LocalisedVenue
from directory.output.recipe import Recipe
from directory.pages.lists import Group, cut_pages, list_pages, page_names, row
from directory.pages.press import Press
from directory.vocabulary import N_

# NOTE: heading of a list of all places, by the first letter of their names
BY_INITIAL = N_("All places by name")
# NOTE: heading of a list of all places, by the first letter of their Chinese names in pinyin
BY_PINYIN = N_("All places by pinyin")
OTHER = "#"
# The leading consonants of Hangul syllables as they stand alone (Unicode 3.12: U+AC00 + 588 a consonant).
CONSONANTS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"


@dataclass(frozen=True)
class Letter:
    """An initial, and the address (with its group) of the page where its places begin."""

    letter: str
    address: str


def initial(name: str) -> str:
    """Give the letter under which a name stands: its first, without marks; of Han characters that of their pinyin, of
    Hangul the leading consonant; "#" for anything else.
    """
    first = next((c for c in name if c.isalnum()), OTHER)
    if "\u4e00" <= first <= "\u9fff":
        first = pinyin(name[name.index(first) :])[:1] or OTHER
    if "\uac00" <= first <= "\ud7a3":
        return CONSONANTS[(ord(first) - 0xAC00) // 588]
    letter = unicodedata.normalize("NFD", first)[:1].upper()
    return letter if letter.isalpha() else OTHER


def plan(press: Press) -> Iterator[Recipe]:
    """Plan both indexes; in a Chinese edition names are in pinyin order already, so one is enough."""
    label = press.edition.localiser.label
    for base, heading, groups in indexes(press.edition):
        yield from list_pages(press, base, label(heading), "", "information", "access", groups)


def indexes(edition: Edition) -> Iterator[tuple[str, str, tuple[Group, ...]]]:
    """Give each index: where it lies, its heading, its groups."""
    living = [venue for venue in edition.venues.values() if not venue.venue.closed]
    if not edition.language.tag.startswith("zh"):
        yield "name/initial", BY_INITIAL, grouped(edition, [(initial(v.name.value), v) for v in living])
    sounded = sorted(living, key=lambda v: (pinyin(v.local_name.value).casefold(), v.venue.id))
    yield "name/pinyin", BY_PINYIN, grouped(edition, [(initial(v.local_name.value), v) for v in sounded])


def grouped(edition: Edition, venues: Sequence[tuple[str, LocalisedVenue]]) -> tuple[Group, ...]:
    """Group rows by letter: letters in the order of their code points, what has none last."""
    found: dict[str, list[LocalisedVenue]] = {}
    for letter, venue in venues:
        found.setdefault(letter, []).append(venue)
    return tuple(
        Group(letter, tuple(row(edition, venue) for venue in found[letter]))
        for letter in sorted(found, key=lambda letter: (letter == OTHER, letter))
    )


def letters(edition: Edition) -> Mapping[str, tuple[Letter, ...]]:
    """Give, for the heading of each index, its letters with the pages where they begin."""
    ways: dict[str, tuple[Letter, ...]] = {}
    for base, heading, groups in indexes(edition):
        pages = list(cut_pages(groups))
        begun: dict[str, Letter] = {}
        for name, page in zip(page_names(base, len(pages)), pages, strict=True):
            for number, group in enumerate(page, 1):
                begun.setdefault(group.heading, Letter(group.heading, f"{name}#group-{number}"))
        ways[edition.localiser.label(heading)] = tuple(begun.values())
    return ways
