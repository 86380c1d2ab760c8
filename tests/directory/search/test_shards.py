"""Indexes in shards: few bytes a query, every name found, and what can still be had when a shard is lost."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Page

from directory.search import Filters, Index, core_file, write
from directory.search import format as layout
from directory.search.shards import LARGEST_SHARD
from tests.directory.search.cities import entry, large, sharded

FILES = sharded()
CITY = large(size=300, seed=11)
INDEX = Index.read(FILES)


class Counted:
    """Files that tell which of them were read."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        """Begin with none read."""
        self.files, self.read = files, list[str]()

    def __call__(self, name: str) -> bytes:
        """Give a file."""
        self.read.append(name)
        return self.files[name]


def test_every_shard_is_small() -> None:
    """No shard is larger than it may be, unless it holds a single venue; each venue stands in each order."""
    shards = {name: data for name, data in FILES.items() if name.startswith("shard.")}
    assert len(shards) > 30
    assert max(map(len, shards.values())) <= 900
    held = [e.id for n in range(len(shards)) for e in INDEX.shard(n).columns.entries]
    addressed = sum(bool(e.address_zh) for e in CITY.entries)
    assert len(held) == 2 * len(CITY.entries) + addressed
    assert set(held) == {e.id for e in CITY.entries}
    assert LARGEST_SHARD * 2 < 20_000


def test_a_query_reads_two_shards_at_most() -> None:
    """Whatever is asked, two files and what the root knows are enough."""
    counted = Counted(FILES)
    index = Index.read(counted, "en")
    for query in ("fuxingtai hotel", "museum", "zzz", "", "visa", "12 nanjing east road", "fu xing", "和平"):
        counted.read.clear()
        index.shards.clear()
        index.answer(query, 10, Filters("huangpu") if query == "museum" else None)
        assert len(counted.read) <= 2, query


@given(st.sampled_from([e for e in CITY.entries if not e.closed]))
def test_every_name_and_address_finds_its_place(wanted: object) -> None:
    """Law: a whole name, Chinese name or address in an index in shards finds a place of that name or address."""
    assert hasattr(wanted, "name")
    for asked in ("name", "name_zh", "address_zh"):
        text = getattr(wanted, asked)
        if text:
            found = INDEX.search(text, 10)
            entries = {e.id: e for e in CITY.entries}
            assert getattr(entries[found[0].id], asked) == text


def test_filters_find_places_in_the_shards_of_their_district() -> None:
    """A kind with a district and a property: all hits have them, and there are some."""
    found = INDEX.answer("", 10, Filters("huangpu", ("visa",), "hotel"))
    assert found.hits
    for hit in found.hits:
        assert (hit.district, hit.kind, "visa" in hit.tags) == ("huangpu", "hotel", True)


def test_a_lost_or_truncated_shard_leaves_the_others_answers() -> None:
    """What one shard holds is still found when the other is gone, and the loss is told."""
    whole = INDEX.answer("fuxing", 50)
    counted = Counted(FILES)
    Index.read(counted, "en").answer("fuxing", 50)
    first, second = counted.read[1:]
    for spoilt in ({k: v for k, v in FILES.items() if k != first}, {**FILES, first: FILES[first][:-9]}):
        answer = Index.read(spoilt, "en").answer("fuxing", 50)
        assert answer.lost == 1
        assert {hit.id for hit in answer.hits} < {hit.id for hit in whole.hits} or answer.hits == whole.hits
        assert answer.hits
    assert second != first


ASK = """async () => {
  const engine = await import("/search-engine.js");
  await engine.init({ language: "en", base: "/lost-shards/" });
  const { hits, lost } = await engine.answer("fuxing", { limit: 50 });
  return [hits.map((hit) => hit.id), lost];
}"""


def test_the_browser_answers_without_a_lost_shard(page: Page, folder: Path) -> None:
    """A shard that is not there costs its own places only, and is counted; the Python reader says the same."""
    counted = Counted(FILES)
    Index.read(counted, "en").answer("fuxing", 50)
    files = {name: data for name, data in FILES.items() if name != counted.read[1]}
    (folder / "lost-shards").mkdir()
    for name, data in files.items():
        (folder / "lost-shards" / name).write_bytes(data)
    want = Index.read(files, "en").answer("fuxing", 50)
    assert page.evaluate(ASK) == [[hit.id for hit in want.hits], 1]


def test_the_root_is_where_a_core_would_be() -> None:
    """One name for both, so that a reader need not ask which there is; small cities have a core."""
    assert FILES[core_file("en")][5:6] == b"R"
    small = write(large(size=3))
    assert small[core_file("en")][5:6] == b"C"
    assert write(large(size=3), largest=2)[core_file("en")][5:6] == b"R"


def test_an_entry_without_address_is_in_two_orders() -> None:
    """Nothing is made up for a place whose address nobody knows."""
    city = large(size=0)
    made = write(type(city)("en", (entry("a", "Garden", "园"), entry("b", "Lake", "湖")), city.kind_words), 1)
    assert sorted(made) == ["core.en.bin", "shard.en.0.bin", "shard.en.1.bin"]


def test_the_page_on_the_format_says_how_many_sections_there_are() -> None:
    """The page and the program agree on the version, the letters and the number of sections."""
    text = (Path(layout.__file__).parent / "FORMAT.md").read_text("utf-8")
    assert f"(version {layout.VERSION})" in text
    for letter in layout.SECTIONS:
        assert f"`{letter}`" in text
    assert f"A root (`R`) has {layout.SECTIONS['R']} sections" in re.sub(r"\s+", " ", text)
    assert f"A shard (`S`) has {layout.SECTIONS['S']} sections" in re.sub(r"\s+", " ", text)
    assert "sections 1 to 21" in text


@pytest.mark.parametrize("file", ["core.en.bin", "shard.en.0.bin"])
def test_a_file_reads_by_the_page_alone(file: str) -> None:
    """Read by nothing but what the page says: magic, version, letter, zlib, lengths, sections."""
    data = FILES[file]
    assert (data[:4], data[4]) == (b"CDSI", 2)
    raw = zlib.decompress(data[6:])
    at, lengths = 0, []
    for _ in range(1 + layout.SECTIONS[chr(data[5])]):
        number, shift = 0, 0
        while True:
            number |= (raw[at] & 127) << shift
            shift, at = shift + 7, at + 1
            if raw[at - 1] < 128:
                break
        lengths.append(number)
    assert lengths[0] == len(lengths) - 1
    assert at + sum(lengths[1:]) == len(raw)
    if data[5:6] == b"R":
        assert json.loads(raw[at : at + lengths[1]])["language"] == "en"
