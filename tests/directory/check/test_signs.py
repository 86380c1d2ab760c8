"""What signs may be asked to print: languages and numbers beyond the counterexamples."""

from __future__ import annotations

from dataclasses import replace

import pytest

from directory.check import signs
from directory.model import Dataset, Issue
from directory.signage.ask import ABOUT_PLACES
from tests.directory.check.cities import told
from tests.directory.localisation.builders import dataset, venue

MANY = ("zh-Hans", "en", "ar", "fr", "de", "es", "ja", "ko")


def speaking(*tags: str, languages: tuple[str, ...] = MANY) -> Dataset:
    """A city of many languages, whose one place chose these for its signs."""
    one = venue("a").model_copy(update={"sign_languages": tags})
    return dataset(one, languages=languages, sign_languages=languages[:2])


@pytest.mark.parametrize(
    ("tags", "codes"),
    [
        ((), []),
        (("en",), []),
        (("zh-Hans", "en"), []),
        (("en", "zh-Hans"), []),
        (MANY[:6], []),
        (MANY[1:6], []),
        (MANY[1:7], ["sign-languages"]),
        (MANY[:7], ["sign-languages"]),
        (("zh-Hans",), ["sign-languages"]),
        (("en", "en"), ["sign-languages"]),
        (("en", "xx"), ["sign-language"]),
        (("zh-Hans", "zh-Hans"), ["sign-languages", "sign-languages"]),
    ],
)
def test_two_to_six_languages_with_the_local_one(tags: tuple[str, ...], codes: list[str]) -> None:
    """The local language counts, whether it is named or not; each other fault is told."""
    assert told(signs.languages, speaking(*tags)) == [(code, "sign_languages") for code in codes]


def test_a_city_of_one_language() -> None:
    """Its places may name it, and need not."""
    for tags in ((), ("zh-Hans",)):
        assert told(signs.languages, speaking(*tags, languages=("zh-Hans",))) == []


def test_the_citys_own_choice_fits_a_sign() -> None:
    """More than six would be cut off in silence."""
    assert told(signs.languages, dataset(languages=MANY, sign_languages=MANY[:6])) == []
    assert told(signs.languages, dataset(languages=MANY, sign_languages=MANY[:7])) == [
        ("sign-languages", "sign_languages")
    ]


def test_no_numbers_are_no_fault(load_small_city: Dataset) -> None:
    """A city need not print any."""
    city = load_small_city.city.model_copy(update={"sign_hotline": "", "sign_complaints": ()})
    assert told(signs.numbers, replace(load_small_city, city=city)) == []
    assert told(signs.numbers, load_small_city) == []


def test_one_fault_a_number(load_small_city: Dataset) -> None:
    """An emergency number that is doubtful too is told once."""
    lines = load_small_city.hotlines
    doubtful = {**lines, "911000": lines["911000"].model_copy(update={"doubtful": True})}
    city = load_small_city.city.model_copy(update={"sign_complaints": ("911000", "12300", "nobody")})
    assert told(signs.numbers, replace(load_small_city, city=city, hotlines=doubtful)) == [
        ("hotline-unknown", "sign_complaints"),
        ("phone-emergency", "sign_complaints"),
    ]


@pytest.mark.parametrize("kind", ABOUT_PLACES)
@pytest.mark.parametrize("wishes", ["", " arrow=left", " facing=90 to=the-bund=left to=yu-garden"])
def test_every_kind_of_sign_may_have_been_printed(load_small_city: Dataset, kind: str, wishes: str) -> None:
    """With any wish; also one whose place has been renamed since."""
    raw = {"code": "EX005X", "revision": "7K3F", "issued": "2026-11-01", "sign": f"{kind}{wishes}", "place": "gate"}
    issue = Issue.model_validate({**raw, "size": "a4", "languages": "zh-Hans en", "count": 1, "says": "{}"})
    assert told(signs.batches, replace(load_small_city, issues=(issue,))) == []
