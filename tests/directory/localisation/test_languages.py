"""The table of languages is held against CLDR and gettext."""

from __future__ import annotations

import gettext
import re

import pytest
from babel import Locale

from directory.localisation.languages import LANGUAGES, Language, direction

ALL = pytest.mark.parametrize("language", LANGUAGES.values(), ids=str)
COUNTS = (*range(1001), 10**6)


def formula(language: Language) -> tuple[int, str]:
    """Read a Plural-Forms header as gettext does."""
    match = re.fullmatch(r"nplurals=(\d); plural=(.+);", language.plural_forms)
    assert match
    return int(match[1]), match[2]


@ALL
def test_plural_index_is_cldrs_category(language: Language) -> None:
    """The form chosen for a count is the one of CLDR's category for it."""
    locale = Locale.parse(language.folder)
    for count in COUNTS:
        assert language.categories[language.plural_index(count)] == locale.plural_form(count)


@ALL
def test_gettext_chooses_the_same_form(language: Language) -> None:
    """The formula in PO headers, evaluated as the C expression it is, gives the same index."""
    number, expression = formula(language)
    evaluate = gettext.c2py(expression)
    assert number == len(language.categories)
    for count in COUNTS:
        assert evaluate(count) == language.plural_index(count)


@ALL
def test_a_category_has_one_form(language: Language) -> None:
    """Categories are CLDR's, each once, in its order."""
    order = ["zero", "one", "two", "few", "many", "other"]
    assert list(language.categories) == sorted(set(language.categories), key=order.index)


@ALL
def test_folder_and_slug_lead_back_to_the_tag(language: Language) -> None:
    """The three spellings name one language: folders and addresses lead back to their tag."""
    assert language.folder.replace("_", "-") == language.tag
    assert [tag for tag in LANGUAGES if tag.lower() == language.slug] == [language.tag]
    assert LANGUAGES[language.tag] is language


@ALL
def test_fallbacks_are_other_languages_of_the_table(language: Language) -> None:
    """A text falls back to languages that there are, and not to the one that lacks it."""
    assert set(language.fallbacks) <= LANGUAGES.keys() - {language.tag}


@ALL
def test_own_name_is_cldrs(language: Language) -> None:
    """A language calls itself what CLDR says it does; CLDR's "Indonesia" alone would be the country."""
    locale = Locale.parse(language.folder)
    name = str(locale.languages.get(language.folder, locale.get_language_name())).casefold()
    assert language.own_name.casefold() == {"indonesia": "bahasa indonesia"}.get(name, name)


@ALL
def test_direction_is_cldrs(language: Language) -> None:
    """The table's direction is that of CLDR's character order, also for texts."""
    assert language.direction == Locale.parse(language.folder).text_direction == direction(language.tag)


BEYOND = [("fa", "rtl"), ("ug", "rtl"), ("he-IL", "rtl"), ("it", "ltr"), ("zh", "ltr")]


@pytest.mark.parametrize(("tag", "expected"), BEYOND)
def test_direction_beyond_the_table(tag: str, expected: str) -> None:
    """A text in a language that the site does not speak still has its own direction."""
    assert direction(tag) == expected


def test_the_launch_languages() -> None:
    """The twelve languages of the plan are all there."""
    expected = {"zh-Hans", "zh-Hant", "en", "ja", "ko", "fr", "de", "es", "ru", "ar", "id", "th"}
    assert set(LANGUAGES) == expected
