"""The browser's engine: the same answers as the Python reader, digit by digit, and clear errors."""

from __future__ import annotations

import json
import random
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Error, Page

from directory.search import Filters, Index, Near, core_file, write
from directory.search.folding import fold
from tests.directory.search.cities import large, sharded, small

ASK = """async ([city, asked]) => {
  const engine = await import("/search-engine.js"), { marks } = await import("/search-shown.js"), found = [];
  await engine.init({ language: "en", base: `/${city}/` });
  for (const [query, filters, limit, near] of asked) {
    const more = { details: true, marks, counted: true };
    found.push(await engine.answer(query, { language: "en", limit, filters, near, ...more }));
  }
  return found;
}"""
FOLD = """async (texts) => {
  const engine = await import("/search-engine.js");
  await engine.init({ language: "en", base: "/small/" });
  return Promise.all(texts.map((text) => engine.folded(text, "en")));
}"""

CITIES = {"small": small(), "large": large(), "shards": large(size=300, seed=11)}
INDEXES = {name: Index.read(write(CITIES[name])) for name in ("small", "large")} | {"shards": Index.read(sharded())}
LETTERS = "aefghilnoptux zvüé和福兴泰乐富新樂ﾎホの20'مسโ-"

PLACES = [None, Near(31.21, 121.49), Near(-89.9, 179.99999)]
Asked = tuple[str, Filters, int, Near | None]


def mutated(text: str, chance: random.Random) -> str:
    """Make up to two slips in a text, or cut it."""
    for _ in range(chance.randint(0, 2)):
        at = chance.randrange(len(text) + 1)
        text = chance.choice(
            [
                text[:at] + chance.choice(LETTERS) + text[at:],
                text[:at] + text[at + 1 :],
                text[:at],
                text[at:],
                text[:at] + text[at : at + 2][::-1] + text[at + 2 :],
                text.replace(" ", ""),
                text.upper(),
            ]
        )
    return text


def real_queries(name: str, count: int, seed: int) -> list[str]:
    """Draw texts of a city and spoil them."""
    chance = random.Random(seed)
    texts = [
        text for e in CITIES[name].entries for text in (e.name, e.name_zh, *e.other_names, e.address, e.address_zh)
    ]
    texts += [
        "fuxingtai",
        "fu xing tai",
        "fxt",
        "leyuan",
        "wheelchair huangpu",
        "halal hotel",
        "hotelfuxing",
        "公共厕所 福",
        "bin guan",
    ]
    return [mutated(chance.choice([text for text in texts if text]), chance) for _ in range(count)]


def compare(page: Page, city: str, asked: list[Asked]) -> None:
    """Ask both readers; demand equal rows, totals and counts."""
    sent = [
        [query, {"district": f.district, "tags": f.tags, "kind": f.kind}, limit, near and vars(near)]
        for query, f, limit, near in asked
    ]
    answers: list[dict[str, Any]] = page.evaluate(ASK, [city, sent])
    for (query, filters, limit, near), got in zip(asked, answers, strict=True):
        want = INDEXES[city].answer(query, limit, filters, near)
        rows = [{k: v for k, v in hit.items() if not k.startswith("marks")} for hit in got["hits"]]
        wanted = json.loads(json.dumps([vars(hit) for hit in want.hits]))
        assert (rows, got["total"], got["lost"]) == (wanted, want.total, want.lost), repr(query)
        assert got["facets"] == vars(want.facets), repr(query)
        for hit in got["hits"]:
            for start, end in hit["marks"]:
                assert 0 <= start < end <= len(hit["name"])


@pytest.mark.parametrize("city", ["small", "large", "shards"])
@pytest.mark.parametrize("seed", [1, 2])
def test_both_readers_answer_spoilt_names_alike(page: Page, city: str, seed: int) -> None:
    """Names with slips, cut, run together: equal ids, scores and rows."""
    chance = random.Random(seed)
    compare(
        page,
        city,
        [
            (query, Filters(), chance.choice([1, 3, 10, 50]), chance.choice(PLACES))
            for query in real_queries(city, 250, seed)
        ],
    )


FILTERS = st.builds(
    Filters,
    st.sampled_from([None, "huangpu", "nowhere"]),
    st.sampled_from([(), ("visa",), ("visa", "halal"), ("no",)]),
    st.sampled_from([None, "hotel", "ship"]),
)
QUERIES = st.text(LETTERS, max_size=14) | st.text(st.characters(exclude_categories=["Cs", "Cn"]), max_size=300)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(
    st.lists(
        st.tuples(QUERIES, FILTERS, st.sampled_from([0, 1, 10, 99]), st.sampled_from(PLACES)), min_size=10, max_size=30
    )
)
def test_both_readers_answer_any_text_alike(page: Page, asked: list[Asked]) -> None:
    """Any text under any filters: equal ids, scores and rows."""
    compare(page, "small", asked)
    compare(page, "large", asked)
    compare(page, "shards", asked)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cn"])), max_size=50))
def test_both_readers_fold_alike(page: Page, texts: list[str]) -> None:
    """One table, two programs: any text of assigned characters folds to the same."""
    variants = INDEXES["small"].root.columns.tables.han.variants
    assert page.evaluate(FOLD, texts) == [fold(text, variants) for text in texts]


def test_every_letter_folds_alike(page: Page) -> None:
    """Each code point of the Basic Multilingual Plane that this Python knows, one by one and between letters."""
    texts = [f"a{chr(c)}B" for c in range(0x10000) if unicodedata.category(chr(c)) not in ("Cs", "Cn")]
    variants = INDEXES["small"].root.columns.tables.han.variants
    got = page.evaluate(FOLD, texts)
    differing = [text for text, folded in zip(texts, got, strict=True) if folded != fold(text, variants)]
    assert differing == []


HOSTILE = """async () => {
  const engine = await import("/search-engine.js");
  await engine.init({ language: "en", base: "/small/" });
  const queries = ["", " ", "\\u0000\\u0001", "\\ud800", "\\udfff\\ud83d museum", "x".repeat(10000), "和".repeat(10000),
    "\\u0300".repeat(10000), "\\ufdfa".repeat(500), "🕌".repeat(99) + "\\ud83d", null, undefined, 12, {}];
  return Promise.all(queries.map(async (q) => (await engine.search(q, { limit: 3 })).length));
}"""


def test_hostile_queries_are_answered_in_the_browser(page: Page) -> None:
    """Lone surrogates, 10,000 characters, no text at all: an answer, not an error."""
    counts = page.evaluate(HOSTILE)
    assert counts[:2] == [3, 3]
    assert all(count <= 3 for count in counts)


@pytest.mark.parametrize("spoil", ["truncated", "altered", "empty", "other", "missing"])
def test_a_spoilt_core_is_an_error_and_the_next_try_is_fresh(page: Page, folder: Path, spoil: str) -> None:
    """A core cut short, altered, of another kind or not there is told, and not remembered."""
    files = write(small())
    core = files[core_file("en")]
    made = {"truncated": core[:-9], "altered": core[:99] + b"?!" + core[101:], "empty": b"", "other": files["tags.bin"]}
    at = folder / spoil
    at.mkdir(exist_ok=True)
    if spoil in made:
        (at / core_file("en")).write_bytes(made[spoil])
    why = "cut short or altered" if spoil in ("truncated", "altered") else ""
    with pytest.raises(Error, match=f"search index: {why}"):
        page.evaluate(ASK, [spoil, [["museum", {}, 3]]])
    for name, data in files.items():
        (at / name).write_bytes(data)
    retry = ASK.replace("engine.init({", "fetch(`/${city}/core.en.bin`, { cache: 'reload' }); await engine.init({")
    assert page.evaluate(retry, [spoil, [["museum", {}, 3]]])[0]["total"] > 0


def test_lazy_files_are_fetched_only_when_asked_for(page: Page) -> None:
    """A name costs the core alone; a tag word costs the tags; rows with details the positions."""
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url.split("?")[0].rsplit("/", 1)[1]))
    ask = """async ([query, details]) => {
      const engine = await import("/search-engine.js");
      await engine.init({ language: "en", base: "/small/" });
      return (await engine.search(query, { limit: 1, details })).length;
    }"""
    page.evaluate(ask, ["peace hotel", False])
    assert [name for name in fetched if name.endswith(".bin")] == ["core.en.bin"]
    page.evaluate(ask, ["wheelchair", False])
    assert [name for name in fetched if name.endswith(".bin")] == ["core.en.bin", "tags.bin"]
    page.evaluate(ask, ["wheelchair", True])
    assert [name for name in fetched if name.endswith(".bin")] == ["core.en.bin", "tags.bin", "where.bin"]


MARKED = [
    ("peace hotel", ["Peace Hotel"], []),
    ("paece hotel", ["Peace Hotel"], []),  # a word with a slip, as a whole
    ("hotel paece", ["Peace Hotel"], []),
    ("hot", ["Hot"], []),  # a beginning, no more
    ("平饭", [], ["平饭"]),
    ("heping", [], ["和平"]),
    ("he ping fan dian", [], ["和平饭店"]),
    ("hepin", [], ["和平"]),  # n for ng
    ("hepingfandain", [], ["和平饭店"]),  # letters swapped in the last syllable
    ("peace hepingfandain", ["Peace"], ["和平饭店"]),
    ("河平饭店", [], ["平饭店"]),  # what stands there, before what sounds alike
    ("20 nanjing east road", [], []),  # found by its address: nothing of the name is marked
]


@pytest.mark.parametrize(("query", "latin", "chinese"), MARKED, ids=[query for query, _, _ in MARKED])
def test_what_was_typed_is_marked_in_the_names(page: Page, query: str, latin: list[str], chinese: list[str]) -> None:
    """The words as typed, else those with a slip, and the characters that the pinyin reads."""
    (answer,) = page.evaluate(ASK, ["small", [[query, {}, 5, None]]])
    hit = next(hit for hit in answer["hits"] if hit["id"] == "peace-hotel")
    for name, marks, wanted in ((hit["name"], hit["marks"], latin), (hit["name_zh"], hit["marks_zh"], chinese)):
        shown = "".join(name[start:end] for start, end in marks).replace(" ", "")
        assert shown == "".join(wanted).replace(" ", ""), name
