"""Laws of the Braille cells and dots, read back by a small reader of its own, and published words."""

from __future__ import annotations

from itertools import combinations, pairwise
from math import dist

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypinyin import lazy_pinyin

from directory.problem import Problem
from signs.text.braille import cells
from signs.text.braille_dots import BLANK, PROFILES, Profile, dots, size, wrap

ALNUM = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
BASE = (0x01, 0x03, 0x09, 0x19, 0x11, 0x0B, 0x1B, 0x13, 0x0A, 0x1A)  # a to j; later rows add dot 3, then dots 3 and 6
LETTERS = (
    dict(zip(BASE, "abcdefghij", strict=True))
    | dict(zip((cell | 0x04 for cell in BASE), "klmnopqrst", strict=True))
    | dict(zip((cell | 0x24 for cell in BASE[:5]), "uvxyz", strict=True))
    | {0x3A: "w"}
)
NUMBER = 0x3C
DIGITS = dict(zip(BASE, "1234567890", strict=True))
FRENCH = dict(zip((*(cell | 0x20 for cell in BASE[:9]), NUMBER), "1234567890", strict=True))
SIGNS = {  # what a reader passes over: signs for capitals and for letters after numbers
    "en": {0x20, 0x30},
    "de": {0x20},
    "fr": {0x28},
    "es": {0x28, 0x10},
    "id": {0x20, 0x30},
    "ru": {0x20, 0x28},
    "zh-Hans": {0x20, 0x30},
}
# A character for every final, for none, and for every initial: liblouis's zhcn-g1 less the tone's cell.
SYLLABLES = (
    "八⠃⠔ 波⠃⠢ 百⠃⠪ 北⠃⠮ 包⠃⠖ 偶⠷ 安⠧ 恩⠴ 昂⠦ 能⠝⠼ 二⠗ 比⠃⠊ 家⠛⠫ 街⠛⠑ 小⠓⠜ 酒⠛⠳ 天⠞⠩ 心⠓⠣ 江⠛⠭ 星⠓⠡ 五⠥ 花⠓⠿ "
    "火⠓⠕ 快⠅⠽ 水⠱⠺ 船⠟⠻ 春⠟⠒ 床⠟⠶ 中⠌⠲ 女⠝⠬ 月⠾ 元⠯ 云⠸ 兄⠓⠹ 四⠎ 知⠌ 吃⠟ 是⠱ 日⠚ 字⠵ 草⠉⠖ 司⠎ 我⠕ 维⠺ "
    "问⠒ 王⠶ 翁⠲ 一⠊ 牙⠫ 也⠑ 要⠜ 有⠳ 言⠩ 音⠣ 阳⠭ 英⠡ 鱼⠬ 约⠾ 园⠯ 用⠹ 厅⠞⠡ 客⠅⠢ 品⠏⠣ 门⠍⠴ 风⠋⠼ 大⠙⠔ "
    "特⠞⠢ 路⠇⠥ 高⠛⠖ 好⠓⠖ 杰⠛⠑ 去⠅⠬ 新⠓⠣ 热⠚⠢ 租⠵⠥"
)
LINES = st.lists(st.lists(st.integers(0, 63), max_size=8).map(tuple), max_size=4)
WORDS = st.lists(st.lists(st.integers(1, 63), min_size=1, max_size=6).map(tuple), min_size=1, max_size=8)
ANY_PROFILE = st.sampled_from(tuple(PROFILES.values()))


def spelled(text: str, language: str) -> str:
    """Write a line's cells as Unicode Braille."""
    found = cells(text, language)
    assert not isinstance(found, Problem), str(found)
    return "".join(chr(0x2800 + cell) for cell in found)


def read(found: tuple[int, ...], language: str) -> str:
    """Read letters and digits back, all letters small."""
    begins, digits = (0x20, FRENCH) if language == "fr" else (NUMBER, DIGITS)
    text, numeric, rest = "", False, list(found)
    while rest:
        cell = rest.pop(0)
        if numeric and cell in digits:
            text += digits[cell]
            continue
        numeric = cell == begins
        if language == "en" and cell == 0x20 and rest[0] == 0x04:
            rest.pop(0)  # the end of capitals
        elif not numeric and cell not in SIGNS[language]:
            text += " " if cell == BLANK else LETTERS[cell]
    return text


@pytest.mark.parametrize("language", SIGNS)
@given(text=st.text(ALNUM + " "))
def test_letters_and_digits_read_back(language: str, text: str) -> None:
    """A reader who knows the alphabet, the digits and the signs gets the text back, in every code."""
    found = cells(text, language)
    assert not isinstance(found, Problem)
    assert read(found, language) == " ".join(text.split()).lower()


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Toilet", "⠠⠞⠕⠊⠇⠑⠞"),
        ("en", "WC", "⠠⠠⠺⠉"),
        ("en", "WCs", "⠠⠠⠺⠉⠠⠄⠎"),
        ("en", "Room 12b", "⠠⠗⠕⠕⠍⠀⠼⠁⠃⠰⠃"),
        ("en", "Café (“1,000.5”)", "⠠⠉⠁⠋⠘⠌⠑⠀⠐⠣⠦⠼⠁⠂⠚⠚⠚⠲⠑⠴⠐⠜"),
        ("de", "Straße 5", "⠎⠞⠗⠁⠮⠑⠀⠼⠑"),
        ("de", "„Café“ 5a (5)", "⠦⠉⠁⠋⠈⠑⠴⠀⠼⠑⠠⠁⠀⠶⠼⠑⠠⠶"),
        ("de", "Alt – 50 %", "⠁⠇⠞⠠⠤⠀⠼⠑⠚⠼⠚⠴"),
        ("fr", "Deuxième édition, septembre 2008", "⠨⠙⠑⠥⠭⠊⠮⠍⠑⠀⠿⠙⠊⠞⠊⠕⠝⠂⠀⠎⠑⠏⠞⠑⠍⠃⠗⠑⠀⠠⠣⠼⠼⠳"),
        ("fr", "L’ÉCOLE « 9–17 »", "⠨⠇⠄⠨⠨⠿⠉⠕⠇⠑⠀⠶⠠⠪⠤⠡⠻⠶"),
        ("es", "¿Baño 2b?", "⠢⠨⠃⠁⠻⠕⠀⠼⠃⠐⠃⠢"),
        ("es", "3.000,5", "⠼⠉⠄⠚⠚⠚⠂⠑"),
        ("id", "Pintu 3 (WC)", "⠠⠏⠊⠝⠞⠥⠀⠼⠉⠀⠶⠠⠠⠺⠉⠶"),
        ("ru", "«Туалет» 12б", "⠦⠞⠥⠁⠇⠑⠞⠴⠀⠼⠁⠃⠐⠃"),
        ("ru", "Кафе Starbucks", "⠅⠁⠋⠑⠀⠨⠎⠞⠁⠗⠃⠥⠉⠅⠎"),
        ("ru", "VIPзал № 5", "⠨⠧⠊⠏⠐⠵⠁⠇⠀⠝⠼⠑"),
        ("zh-Hans", "上海", "⠱⠦⠓⠪"),
        ("zh-Hans", "国家通用盲文", "⠛⠕⠛⠫⠀⠞⠲⠹⠀⠍⠦⠒"),
        ("zh-Hans", "女儿", "⠝⠬⠗"),
        ("zh-Hans", "南京东路300号A座", "⠝⠧⠛⠡⠀⠙⠲⠇⠥⠀⠼⠉⠚⠚⠀⠓⠖⠀⠠⠁⠀⠵⠕"),
        ("zh-Hans", "上海（老店）、wifi。", "⠱⠦⠓⠪⠀⠰⠄⠇⠖⠙⠩⠠⠆⠈⠀⠰⠺⠊⠋⠊⠐⠆"),
        ("zh-Hans", "09：00–18:00 上海", "⠼⠚⠊⠒⠼⠚⠚⠠⠤⠼⠁⠓⠒⠼⠚⠚⠀⠱⠦⠓⠪"),
        ("zh-Hant", "上海", "⠱⠦⠓⠪"),
    ],
)
def test_published_words(language: str, text: str, expected: str) -> None:
    """Words whose cells the standards, their title pages or liblouis print."""
    assert spelled(text, language) == expected


@pytest.mark.parametrize("case", SYLLABLES.split())
def test_chinese_initials_and_finals(case: str) -> None:
    """Every initial and final has the cells of GB/T 15720."""
    assert spelled(case[0], "zh-Hans") == case[1:]


def test_chinese_syllables_are_told_apart() -> None:
    """Two common characters share cells exactly if they share a toneless syllable; only `e` and `o` fall together."""
    syllables: dict[str, set[str]] = {}
    for high in range(0xB0, 0xD8):
        for char in bytes(one for low in range(0xA1, 0xFF) for one in (high, low)).decode("gb2312", "ignore"):
            if char not in "哟嗯":
                syllables.setdefault(spelled(char, "zh-Hans"), set()).update(lazy_pinyin(char))
    assert len(syllables) > 390
    assert [sorted(shared) for shared in syllables.values() if len(shared) > 1] == [["e", "o"], ["me", "mo"]]


@pytest.mark.parametrize(
    ("language", "text", "char", "point"),
    [
        ("en", "Garden ★", "★", "U+2605"),
        ("en", "上海", "上", "U+4E0A"),
        ("es", "Çedilla", "Ç", "U+00C7"),
        ("ru", "café", "é", "U+00E9"),
        ("id", "5 %", "%", "U+0025"),
        ("zh-Hans", "上海㐂", "㐂", "U+3402"),
        ("zh-Hans", "嗯", "嗯", "U+55EF"),
        ("zh-Hans", "上海™★", "★", "U+2605"),
    ],
)
def test_unknown_character_is_named(language: str, text: str, char: str, point: str) -> None:
    """What has no cell is told with its code point, never left out."""
    found = cells(text, language)
    assert isinstance(found, Problem)
    assert found.code == "braille-unknown"
    assert f'"{char}" ({point})' in found.message


@pytest.mark.parametrize("language", ["ja", "ko", "th", "ar", "zh-TW", "zh-Hant-HK"])
def test_language_without_braille(language: str) -> None:
    """A language without a table, and Chinese where another code is read, is a Problem whatever the text."""
    found = cells("5", language)
    assert isinstance(found, Problem)
    assert (found.code, found.value) == ("braille-language", language)


@pytest.mark.parametrize("language", SIGNS)
@given(text=st.text(ALNUM + " ()-,;:?!\u00a0"))
def test_blanks_are_single(language: str, text: str) -> None:
    """No line begins or ends with a blank, and none has two in a row."""
    found = cells(text, language)
    assert not isinstance(found, Problem)
    assert not found or b"" not in bytes(found).split(bytes([BLANK]))


def test_profiles_are_within_their_standards() -> None:
    """Marburg Medium has its one set of distances; ADA's are within the ranges of table 703.3.1."""
    marburg, ada = PROFILES["marburg"], PROFILES["ada"]
    assert (marburg.dot_spacing_mm, marburg.cell_spacing_mm, marburg.line_spacing_mm) == (2.5, 6.0, 10.0)
    assert 1.3 <= marburg.dot_mm <= 1.6
    assert 0.6 <= marburg.height_mm <= 0.7
    assert 1.5 <= ada.dot_mm <= 1.6
    assert 0.6 <= ada.height_mm <= 0.9
    assert 2.3 <= ada.dot_spacing_mm <= 2.5
    assert 6.1 <= ada.cell_spacing_mm <= 7.6
    assert 10.0 <= ada.line_spacing_mm <= 10.2
    assert all(name == profile.name for name, profile in PROFILES.items())


def test_dots_stand_where_they_are_numbered() -> None:
    """Dots 1 to 3 go down, 4 to 6 down beside them; cells go right, lines down."""
    found = dots([(0b111111, 0b000001), (0b100000,)], PROFILES["marburg"], 10, 20)
    first = ((10, 20), (10, 22.5), (10, 25), (12.5, 20), (12.5, 22.5), (12.5, 25))
    assert found == (*first, (16, 20), (12.5, 35))


@given(lines=LINES, profile=ANY_PROFILE)
def test_dots_keep_their_distance_and_place(lines: list[tuple[int, ...]], profile: Profile) -> None:
    """Every raised bit is a dot, no two are nearer than the spacing, and none reaches out of `size`."""
    found = dots(lines, profile, 0, 0)
    assert len(found) == sum(cell.bit_count() for line in lines for cell in line)
    assert all(dist(one, other) > profile.dot_spacing_mm - 1e-6 for one, other in combinations(found, 2))
    width, height = size(lines, profile)
    assert all(x + profile.dot_mm <= width + 1e-6 and y + profile.dot_mm <= height + 1e-6 for x, y in found)


@given(lines=LINES, profile=ANY_PROFILE)
def test_size_is_that_of_full_cells(lines: list[tuple[int, ...]], profile: Profile) -> None:
    """With every dot raised the dots touch the edges of `size`: it is not larger than needed."""
    width, height = size(lines, profile)
    if any(lines):
        full = dots([(63,) * max(map(len, lines))] * len(lines), profile, 0, 0)
        reach = tuple(max(one[axis] for one in full) + profile.dot_mm for axis in (0, 1))
        assert (width, height) == pytest.approx(reach)
    else:
        assert (width, height) == (0, 0)


@given(words=WORDS, columns=st.integers(6, 20), profile=ANY_PROFILE)
def test_wrapped_lines_join_to_the_same_cells(words: list[tuple[int, ...]], columns: int, profile: Profile) -> None:
    """Lines joined by blanks are the line again, each fits, and no line could take the next one's first word."""
    line = tuple(cell for word in words for cell in (BLANK, *word))[1:]
    width = size([(63,) * columns], profile)[0]
    lines = wrap(line, width, profile, len(words))
    assert lines is not None
    assert tuple(cell for one in lines for cell in (BLANK, *one))[1:] == line
    assert all(0 < len(one) <= columns for one in lines)
    for one, following in pairwise(lines):
        first = bytes(following).split(bytes([BLANK]))[0]
        assert len(one) + 1 + len(first) > columns


@given(words=WORDS, profile=ANY_PROFILE)
def test_wrap_refuses_what_does_not_fit(words: list[tuple[int, ...]], profile: Profile) -> None:
    """A word wider than the line, or one line more than allowed, is None: nothing is broken inside a word."""
    line = tuple(cell for word in words for cell in (BLANK, *word))[1:]
    longest = size([max(words, key=len)], profile)[0]
    lines = wrap(line, longest, profile, len(words))
    assert lines is not None
    assert wrap(line, longest - 0.1, profile, len(words)) is None
    assert wrap(line, longest, profile, len(lines) - 1) is None


def test_wrap_of_nothing() -> None:
    """No cells are no lines."""
    assert wrap((), 100, PROFILES["ada"], 1) == []
