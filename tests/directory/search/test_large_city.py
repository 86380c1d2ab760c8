"""A city too large for one core, in the browser: few requests and few bytes a query, and the place is found.

`make test` takes a city of 21,000 venues, a little above where shards begin; `make test-long` one of 100,000.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from directory.search import SearchCorpus, SearchEntry, core_file, write
from directory.search.writer import LARGEST_CORE
from tests.directory.search.cities import MANY_KINDS, SOUNDS, many

LONG = os.environ.get("HYPOTHESIS_PROFILE") == "long"
VENUES = 100_000 if LONG else 21_000
ROOT_A_VENUE = 6.5  # bytes of the root; nearly all names here differ; three of 38 characters and a kind take some five
EACH = 12  # queries of each sort
MOST_REQUESTS, MOST_BYTES = 2, 20_000  # a query, the root aside

SAME_SOUND = dict(zip("福安和明海金林新天", "富按河名害今临心田", strict=True))
TRADITIONAL = dict(zip("兴绿云丰顺宝华东馆", "興綠雲豐順寶華東館", strict=True))


def spoken(entry: SearchEntry) -> list[str]:
    """Give the syllables of a venue's Chinese name."""
    return [SOUNDS[char] for char in entry.name_zh[:3]] + MANY_KINDS[entry.kind][2].split()


def slipped(text: str) -> str:
    """Leave out the fourth letter."""
    return text[:3] + text[4:]


SORTS: dict[str, Callable[[SearchEntry], str]] = {
    "name": lambda e: e.name,
    "Chinese name": lambda e: e.name_zh,
    "a slip": lambda e: slipped(e.name),
    "pinyin": lambda e: "".join(spoken(e)),
    "pinyin by syllables": lambda e: " ".join(spoken(e)),
    "initials": lambda e: "".join(syllable[0] for syllable in spoken(e)),
    "a character of the same sound": lambda e: "".join(SAME_SOUND.get(c, c) for c in e.name_zh[:1]) + e.name_zh[1:],
    "traditional": lambda e: "".join(TRADITIONAL.get(c, c) for c in e.name_zh),
    "address": lambda e: e.address,
    "Chinese address": lambda e: e.address_zh,
    "a property and a district": lambda e: f"{e.tags[0]} {e.district.removesuffix('-district')}",
    "a kind under filters": lambda e: MANY_KINDS[e.kind][0],
}
RARE = {"initials"}  # dozens of names share them: only the bytes are of interest

ASK = """async (asked) => {
  const engine = await import("/search-engine.js"), answers = [];
  await engine.init({ language: "en", base: "/many/" });
  const sizes = () => performance.getEntriesByType("resource").map(({ encodedBodySize }) => encodedBodySize);
  performance.clearResourceTimings();
  for (const [query, filters] of asked) {
    const { hits, lost } = await engine.answer(query, { language: "en", limit: 10, filters });
    answers.push({ hits, lost, sizes: sizes() });
    performance.clearResourceTimings();
  }
  return answers;
}"""


@pytest.fixture(scope="module")
def city() -> SearchCorpus:
    """The city."""
    return many(VENUES)


@pytest.fixture(scope="module")
def files(city: SearchCorpus, folder: Path) -> dict[str, bytes]:
    """Its index, written where the browser finds it."""
    made = write(city)
    (folder / "many").mkdir()
    for name, data in made.items():
        (folder / "many" / name).write_bytes(data)
    return made


def filters_of(sort: str, entry: SearchEntry) -> dict[str, Any]:
    """Give the filters a query is asked under."""
    return {"district": entry.district, "tags": entry.tags[:1]} if sort == "a kind under filters" else {}


def is_found(sort: str, wanted: SearchEntry, hits: list[dict[str, Any]], entries: dict[str, SearchEntry]) -> bool:
    """Tell whether the place is among the hits, or one that fits what was typed as well."""
    found = [entries[hit["id"]] for hit in hits]
    if "address" in sort:
        return any(e.address == wanted.address for e in found)
    if sort.startswith("a property"):
        return bool(found) and all(wanted.tags[0] in e.tags and e.district == wanted.district for e in found)
    if sort.startswith("a kind"):
        return bool(found) and all((e.kind, e.district) == (wanted.kind, wanted.district) for e in found)
    return any(e.name == wanted.name or e.name_zh == wanted.name_zh for e in found)


def test_the_root_is_small_and_the_city_is_in_shards(city: SearchCorpus, files: dict[str, bytes]) -> None:
    """What a reader loads first stays below a limit; the rest lies in shards of a few kilobytes."""
    assert len(city.entries) > LARGEST_CORE
    assert files[core_file("en")][5:6] == b"R"
    assert len(files[core_file("en")]) <= ROOT_A_VENUE * VENUES
    assert max(len(data) for name, data in files.items() if name.startswith("shard.")) * MOST_REQUESTS <= MOST_BYTES


def test_a_query_costs_two_requests_and_20_kb_at_most(page: Page, city: SearchCorpus, files: dict[str, bytes]) -> None:
    """Law: whatever is asked, however it is typed; and what was meant is found."""
    assert files
    chance = random.Random(11)
    entries = {e.id: e for e in city.entries}
    drawn = [(sort, entry) for sort in SORTS for entry in chance.sample([e for e in city.entries if e.tags], EACH)]
    answers = page.evaluate(ASK, [[SORTS[sort](entry), filters_of(sort, entry)] for sort, entry in drawn])
    missed = []
    for (sort, entry), answer in zip(drawn, answers, strict=True):
        assert len(answer["sizes"]) <= MOST_REQUESTS, (sort, entry)
        assert sum(answer["sizes"]) <= MOST_BYTES, (sort, entry)
        assert not answer["lost"]
        if sort not in RARE and not is_found(sort, entry, answer["hits"], entries):
            missed.append((sort, SORTS[sort](entry)))
    assert len(missed) <= 2, missed
    assert sum(len(answer["sizes"]) for answer in answers) > len(answers) / 2  # most queries do need shards
