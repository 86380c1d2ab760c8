"""Laws and cases of UAX #14 and our tailorings."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signs.text.linebreak import opportunities
from signs.text.linebreak_classes import UNICODE_VERSION, line_break_class

CASES = [
    line.split()
    for line in Path(__file__).with_name("linebreak_cases.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def pieces(text: str, language: str) -> str:
    """Write a text with a bar at every opportunity."""
    places = (0, *opportunities(text, language), len(text))
    return "|".join(text[a:b] for a, b in pairwise(places))


def test_unicode_cases() -> None:
    """Without tailoring the opportunities are those of Unicode's LineBreakTest."""
    for case in CASES:
        text, expected = "", []
        for mark in case:
            if mark == "÷":
                expected.append(len(text))
            elif mark != "×":
                text += chr(int(mark, 16))
        assert list(opportunities(text, "en")) == [place for place in expected if 0 < place < len(text)], case


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("每日09:00–18:00。", "zh-Hans", "每|日|09:00–18:00。"),
        ("09:00～18:00開館", "ja", "09:00～18:00|開|館"),
        ("小桃园（清真）寺", "zh-Hans", "小|桃|园|（清|真）|寺"),
        ("称“老店”。", "zh-Hans", "称|“老|店”。"),
        ("キャッシュ", "ja", "キャッ|シュ"),
        ("가나다 라마바", "ko", "가나다 |라마바"),
        ("가나다 漢字는", "ko", "가나다 |漢字는"),
        ("Open 09:00–18:00 daily", "en", "Open |09:00–18:00 |daily"),
        ("one-stop centre", "en", "one-|stop |centre"),
        ("ห้องน้ำ\u200bสาธารณะ", "th", "ห้องน้ำ\u200b|สาธารณะ"),
        ("ห้องน้ำสาธารณะ", "th", "ห้องน้ำ|สาธารณะ"),
        ("5 %", "en", "5 |%"),
        ("¥20起", "zh-Hans", "¥20|起"),
    ],
)
def test_tailored_lines(text: str, language: str, expected: str) -> None:
    """Kinsoku, words in Korean, whole times, and Thai between words."""
    assert pieces(text, language) == expected


def test_classes_are_of_one_version() -> None:
    """The table says its version and tells the classes it computes apart."""
    assert UNICODE_VERSION == "15.0.0"
    assert [line_break_class(c) for c in "가각文a1（\u200b\u0e31ー"] == [
        "H2", "H3", "ID", "AL", "NU", "OP", "ZW", "CM", "CJ",
    ]  # fmt: skip


@given(st.text(max_size=30), st.sampled_from(["en", "zh-Hans", "ja", "ko", "ar", "th"]))
def test_opportunities_lie_inside(text: str, language: str) -> None:
    """Opportunities rise, and lie between the first and the last character."""
    places = opportunities(text, language)
    assert list(places) == sorted(set(places))
    assert all(0 < place < len(text) for place in places)


LANGUAGES = st.sampled_from(["en", "zh-Hans", "ja", "ko"])


@given(st.integers(0, 23), st.integers(0, 59), st.sampled_from("-–—~～"), LANGUAGES)
def test_times_never_break(hour: int, minute: int, dash: str, language: str) -> None:
    """A range of times has no opportunity, whatever joins it."""
    time = f"{hour:02}:{minute:02}"
    assert opportunities(f"{time}{dash}{time}", language) == ()
