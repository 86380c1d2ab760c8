"""Pinyin of names by words, as signs and maps write it, and the order of names."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypinyin import Style, lazy_pinyin

from directory.localisation.reading import pinyin, sort_key
from directory.localisation.text import Status, Text


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("中国证券博物馆", "Zhōngguó Zhèngquàn Bówùguǎn"),
        ("人民广场", "Rénmín Guǎngchǎng"),
        ("上海佘山国家森林公园", "Shànghǎi Shéshān Guójiā Sēnlín Gōngyuán"),
        ("静安寺", "Jìng'ān Sì"),
        ("豫园", "Yùyuán"),
        ("陆家嘴", "Lùjiāzuǐ"),
        ("打浦桥", "Dǎpǔqiáo"),
        ("龙阳路", "Lóngyáng Lù"),
        ("淮海中路", "Huáihǎi Zhōnglù"),
        ("南京东路步行街", "Nánjīng Dōnglù Bùxíngjiē"),
        ("中山东一路", "Zhōngshān Dōngyīlù"),
        ("黄浦路15号", "Huángpǔ Lù 15 Hào"),
        ("浦东新区世纪大道88号", "Pǔdōng Xīnqū Shìjì Dàdào 88 Hào"),
        ("重庆南路", "Chóngqìng Nánlù"),
        ("长沙路29号", "Chángshā Lù 29 Hào"),
        ("西安路", "Xī'ān Lù"),
        ("益丰·外滩源", "Yìfēng · Wàitān Yuán"),
        ("银行博物馆暨钱币馆", "Yínháng Bówùguǎn jì Qiánbì Guǎn"),
        ("虹桥2号航站楼（国际）", "Hóngqiáo 2 Hào Hángzhànlóu (Guójì)"),
        ("M50", "M50"),
        ("", ""),
    ],
)
def test_names_are_written_by_words(name: str, expected: str) -> None:
    """Words apart and capitalised, generic words of one syllable apart, vowels set off, polyphones by their word."""
    assert pinyin(name) == expected


def test_sentences_have_one_capital() -> None:
    """Only names begin every word with a capital; marks take their Latin form."""
    assert pinyin("请从南门进入，再上二楼。") == "Qǐng cóng nánmén jìnrù, zài shàng èrlóu."


@given(st.text(alphabet="上海人民广场路中山东一安西饿欧12（）·，A ", max_size=20))
def test_what_is_not_han_stays(text: str) -> None:
    """No Han character is left, and digits and Latin letters stand in their order."""
    spelled = pinyin(text)
    assert not re.search("[\u4e00-\u9fff]", spelled)
    assert re.sub("[^0-9]", "", spelled) == re.sub("[^0-9]", "", text)
    assert bool(re.search("[\u4e00-\u9fff]", text)) <= bool(re.search("[a-zà-ǜ]", spelled.lower()))


def test_chinese_is_ordered_by_pinyin() -> None:
    """Not by code point: 八 (ba) before 一 (yi)."""
    key = sort_key("zh-Hans")
    names = [Text(name, "zh-Hans", Status.SOURCE) for name in ("一大会址", "中山公园", "八佰伴", "外滩")]
    found = [text.value for text in sorted(names, key=key)]
    assert found == ["八佰伴", "外滩", "一大会址", "中山公园"]
    assert found == sorted(found, key=lambda name: lazy_pinyin(name, style=Style.TONE3))


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("th", ["กรุงเทพ", "แกลเลอรี", "เซี่ยงไฮ้", "พิพิธภัณฑ์", "โรงแรม", "สวน"]),  # by consonant, not leading vowel
        ("ru", ["Евгений", "Ёлка", "Ель", "Жук"]),  # ё among е
        ("es", ["Nada", "Nube", "Nzonzi", "Ñandú", "Oso"]),  # ñ is a letter of its own
        ("fr", ["école", "église", "Zoo"]),
        ("de", ["Apfel", "Äpfel", "Zoo"]),
        ("ko", ["가나", "나비"]),
        ("ar", ["أ", "ب", "متحف", "مسجد"]),
    ],
)
def test_names_are_ordered_as_the_language_does(language: str, names: list[str]) -> None:
    """By letters and only then by marks and case; Thai by the consonant that is spoken first."""
    texts = [Text(name, language, Status.SOURCE) for name in reversed(names)]
    assert [text.value for text in sorted(texts, key=sort_key(language))] == names


def test_a_chinese_fallback_stands_where_its_pinyin_does() -> None:
    """Among Latin names, by its reading."""
    names = [Text("Zoo", "fr", Status.SOURCE), Text("外滩", "zh-Hans", Status.FALLBACK, "Wàitān")]
    assert [text.value for text in sorted(names, key=sort_key("fr"))] == ["外滩", "Zoo"]
