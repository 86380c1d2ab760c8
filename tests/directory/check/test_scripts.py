"""Names in the scripts of their languages: what is told, and what a good curator would wave away."""

from __future__ import annotations

import pytest

from directory.check import scripts
from directory.model import Dataset
from tests.directory.check.cities import texts, told, with_venue


def said_of(city: Dataset, tag: str, name: str) -> list[str]:
    """The codes for a name in a language."""
    changed = with_venue(city, "example-station", name=texts(**{tag: name}))
    return [code for rule in (scripts.names, scripts.han) for code, _ in told(rule, changed)]


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("zh-Hans", "T1航站楼"),
        ("zh-Hans", "K11"),
        ("zh-Hans", "Lifeline Shanghai"),
        ("zh-Hans", "1933"),
        ("zh-Hans", "优の良品"),
        ("zh-Hans", "二〇〇八年馆"),
        ("zh-Hans", "乾隆皇帝、著名的瞭望台"),
        ("zh-Hant", "歷史博物館"),
        ("en", "Café Größe №1"),
        ("en", "Yù Yuán Garden"),
        ("ja", "東京タワー"),
        ("ja", "上海博物館"),
        ("ja", "スーパーマーケット"),
        ("ko", "상하이 타워"),
        ("ko", "KTX역"),
        ("ar", "متحف KFC"),
        ("ru", "Музей Apple"),
        ("th", "สยาม BTS"),
        ("vi", "Bảo tàng Hà Nội"),
        ("tlh", "漢字 and everything"),
    ],
)
def test_sound_names(load_small_city: Dataset, tag: str, name: str) -> None:
    """Brands, numbers, borrowed letters and languages that nobody knows here are no faults."""
    assert said_of(load_small_city, tag, name) == []


@pytest.mark.parametrize(
    ("tag", "name", "code"),
    [
        ("zh-Hans", "متحف", "name-script"),
        ("zh-Hans", "Museum of Modern Art", "name-latin"),
        ("zh-Hans", "博物馆 Музей", "name-mixed"),
        ("zh-Hans", "歷史博物馆", "text-variant"),
        ("zh-Hans", "第ー百货", "text-lookalike"),
        ("zh-Hans", "人民广场二○○八", "text-lookalike"),
        ("zh-Hans", "人ロ站", "text-lookalike"),
        ("en", "СОСО", "name-script"),
        ("en", "Museum 馆", "name-mixed"),
        ("ar", "博物馆", "name-script"),
        ("ru", "上海博物馆", "name-script"),
        ("ru", "The Shanghai Museum", "name-latin"),
        ("th", "上海", "name-script"),
        ("ko", "ミュージアム", "name-script"),
        ("ja", "музей", "name-script"),
        ("de", "Музей", "name-script"),
    ],
)
def test_faulty_names(load_small_city: Dataset, tag: str, name: str, code: str) -> None:
    """Each wrong script has one code, and is told once."""
    assert said_of(load_small_city, tag, name) == [code]


def test_only_names_are_judged(load_small_city: Dataset) -> None:
    """An address in English may quote Chinese; a description may speak of anything."""
    city = with_venue(load_small_city, "example-museum", address=texts(en="1 Example Road 示例路1号"))
    assert told(scripts.names, city) == []
