"""Texts that say something, cleanly cut."""

from __future__ import annotations

import pytest

from directory.check import place, texts
from directory.model import Dataset
from tests.directory.check import cities
from tests.directory.check.cities import told, with_venue


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("示例路1号（近样本街）", []),
        ("1 Example Road [rear], 2nd floor", []),
        ("《示例》“展”", []),
        ("Example Co., Ltd.", []),
        ("示例路1号（近样本街", ["text-brackets"]),
        ("示例路1号)", ["text-brackets"]),
        ("示例(路】", ["text-brackets"]),
        ("示例(【路)】", ["text-brackets"]),
        ("示例路，", ["text-end"]),
        ("1 Example Road -", ["text-end"]),
        ("see https://museum.example", ["text-url"]),
        ("TBD", ["text-placeholder"]),
        ("N/A", ["text-placeholder"]),
        ("暂无", ["text-placeholder"]),
        ("Test Road", []),
        ("示例路１号", ["text-width"]),
        ("ﾐｭｰｼﾞｱﾑ", ["text-width"]),
    ],
)
def test_addresses(load_small_city: Dataset, text: str, codes: list[str]) -> None:
    """Brackets pair with their like and in their order; a text says something and ends."""
    city = with_venue(load_small_city, "example-museum", address=cities.texts(en=text))
    assert told(texts.slips, city) == [(code, "address.en") for code in codes]


@pytest.mark.parametrize(
    ("kind", "name", "generic"),
    [
        ("restaurant", "餐厅", True),
        ("museum", "博物馆", True),
        ("toilets", "公共厕所", False),
        ("cafe", "旧餐厅", False),
    ],
)
def test_words_of_kinds(load_small_city: Dataset, kind: str, name: str, generic: bool) -> None:
    """A word of a kind is no name, but for what is called by nothing else."""
    city = with_venue(load_small_city, "new-teahouse", name=cities.texts(zh_Hans=name), kind=kind)
    assert told(texts.own_names, city) == ([("name-generic", "name.zh-Hans")] if generic else [])


def test_a_name_in_another_language_is_no_repeat(load_small_city: Dataset) -> None:
    """A Japanese alternative name may be the Chinese one; an English one may not be the English name again."""
    names = cities.texts(zh_Hans="新茶馆", en="New Teahouse")
    city = with_venue(load_small_city, "new-teahouse", name=names, alt_name=cities.texts(ja="新茶館"))
    assert told(texts.own_names, city) == []
    city = with_venue(city, "new-teahouse", alt_name=cities.texts(en="New Tea-House"))
    assert told(texts.own_names, city) == [("alt-name-same", "alt_name.en")]


@pytest.mark.parametrize(
    ("address", "district", "doubted"),
    [
        ("甲区示例路2号", "alpha", False),
        ("乙区示例路2号", "alpha", True),
        ("甲区与乙区之间", "alpha", False),
        ("乙区", None, False),
    ],
)
def test_districts_in_addresses(load_small_city: Dataset, address: str, district: str | None, doubted: bool) -> None:
    """An address may name its district, beside others too; a venue without a district contradicts nothing."""
    update = {"address": cities.texts(zh_Hans=address), "district": cities.stated(district) if district else None}
    city = with_venue(load_small_city, "example-noodles", **update)
    assert told(place.addresses, city) == ([("address-district", "address.zh-Hans")] if doubted else [])
