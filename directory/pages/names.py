"""The index of all places by name, for readers without a script: by initial, and by the pinyin of the Chinese name.

In: an edition. Out: recipes of list pages, `name/initial*.html` and `name/pinyin*.html`; the search page leads to them
by the letters that `letters` gives.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from directory.localisation.edition import Edition, Site
from directory.localisation.reading import pinyin
from directory.localisation.values import LocalisedVenue
from directory.output.recipe import Recipe
from directory.pages.lists import ROWS_A_PAGE, Group, entry, list_pages, page_names
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


@lru_cache(maxsize=1 << 15)
def initial(name: str) -> str:
    """Give the letter under which a name stands: its first, without marks; of Han characters that of their pinyin, of
    Hangul the leading consonant; "#" for anything else.
    """
    first = next((c for c in name if c.isalnum()), OTHER)
    if "\u4e00" <= first <= "\u9fff":
        first = pinyin(name[name.index(first) :])[:1] or OTHER
    if "\uac00" <= first <= "\ud7a3":
        return CONSONANTS[(ord(first) - 0xAC00) // 588]
    letter = unicodedata.normalize("NFD", first)[:1].upper()[:1]
    return letter if letter.isalpha() else OTHER


def plan(press: Press) -> Iterator[Recipe]:
    """Plan the indexes."""
    edition = press.edition
    for base, heading, found in indexes(edition):
        groups = tuple(Group(letter, tuple(entry(edition, venue) for venue in venues)) for letter, venues in found)
        yield from list_pages(press, base, edition.localiser.label(heading), "", "information", "access", groups)


@lru_cache(maxsize=1)
def _by_pinyin(site: Site) -> tuple[str, ...]:
    """Give all ids by the pinyin of their local names: the same for every language."""
    names = {key: venue.name.texts[site.dataset.city.languages[0]] for key, venue in site.dataset.venues.items()}
    return tuple(sorted(names, key=lambda key: (pinyin(names[key]).casefold(), key)))


Lettered = list[tuple[str, list[LocalisedVenue]]]


def indexes(edition: Edition) -> Iterator[tuple[str, str, Lettered]]:
    """Give each index: where it lies, its heading, its letters with their places."""
    living = [venue for venue in edition.venues.values() if not venue.venue.closed]
    yield "name/initial", BY_INITIAL, lettered(living, [venue.name.value for venue in living])
    by_pinyin = {key: place for place, key in enumerate(_by_pinyin(edition.site))}
    living.sort(key=lambda venue: by_pinyin[venue.venue.id])
    yield "name/pinyin", BY_PINYIN, lettered(living, [venue.local_name.value for venue in living])


def lettered(venues: Sequence[LocalisedVenue], names: Sequence[str]) -> Lettered:
    """Group places by the letter of a name: letters in the order of their code points, what has none last."""
    found: dict[str, list[LocalisedVenue]] = {}
    for venue, name in zip(venues, names, strict=True):
        found.setdefault(initial(name), []).append(venue)
    return sorted(found.items(), key=lambda pair: (pair[0] == OTHER, pair[0]))


def letters(edition: Edition) -> Mapping[str, tuple[Letter, ...]]:
    """Give, for the heading of each index, its letters with the pages where they begin.

    In a Chinese edition both are in pinyin order, so one is enough to lead to; each page is there in every language.
    """
    one = edition.language.tag.startswith("zh")
    shown = [index for index in indexes(edition) if not (one and index[1] == BY_INITIAL)]
    return {edition.localiser.label(heading): begun(base, found) for base, heading, found in shown}


def begun(base: str, found: Lettered) -> tuple[Letter, ...]:
    """Say on which page of an index each letter begins, and as which group of it."""
    pages = page_names(base, max(1, -(-sum(len(venues) for _, venues in found) // ROWS_A_PAGE)))
    ways, before = [], 0
    first: dict[int, int] = {}
    for number, (letter, venues) in enumerate(found):
        page = before // ROWS_A_PAGE
        # A letter that goes on from the page before is the first group of this one.
        first.setdefault(page, number - (before % ROWS_A_PAGE > 0))
        ways.append(Letter(letter, f"{pages[page]}#group-{number - first[page] + 1}"))
        before += len(venues)
    return tuple(ways)
