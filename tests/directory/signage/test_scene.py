"""In which languages a sign speaks, and what all signs have in common."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from directory.check import signs as checks
from directory.signage.scene import FEWEST_LANGUAGES, MOST_LANGUAGES, hotline, languages_of, newest
from tests.directory.localisation.builders import AS_OF, dataset, site, venue

TAGS = ("zh-Hans", "en", "ar", "fr", "de", "ja", "ko", "th")
CHOICES = st.lists(st.sampled_from(TAGS), unique=True, max_size=8).map(tuple)


@given(CHOICES, CHOICES, CHOICES.filter(bool))
def test_the_local_language_comes_first_and_then_what_was_chosen(
    asked: tuple[str, ...], own: tuple[str, ...], citys: tuple[str, ...]
) -> None:
    """What is asked for counts before the place's own choice, that before the city's; none twice, six at most."""
    one = venue("a").model_copy(update={"sign_languages": own})
    made = site(dataset(one, languages=TAGS, sign_languages=citys))
    found = languages_of(made, one, asked)
    chosen = [tag for tag in asked or own or citys if tag != "zh-Hans"]
    assert list(found) == ["zh-Hans", *chosen][:MOST_LANGUAGES]
    assert languages_of(made, None, asked) == languages_of(made, venue("b"), asked)


def test_the_check_and_the_sign_count_alike() -> None:
    """What the check lets pass is printed whole."""
    assert (checks.FEWEST, checks.MOST) == (FEWEST_LANGUAGES, MOST_LANGUAGES)


def test_the_newest_date_may_be_unknown() -> None:
    """Dates of any precision are compared as they are written; unknown ones say nothing."""
    assert newest(["2026", "2025-12-31", "unknown"]) == "2026"
    assert newest(["unknown"]) == newest([]) == "unknown"


def test_a_city_without_a_number_prints_none() -> None:
    """The hotline on a sign is the city's choice."""
    assert hotline(site(dataset(), AS_OF)) == ""
