"""Answers: what is found, in which order, under which filters, and that nothing typed does harm."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.search import CorruptIndexError, Filters, Index, Near, SearchEntry, core_file, write
from directory.search.format import CORE, pack, unpack
from tests.directory.search.cities import corpus, entry, large, small

SMALL = Index.read(write(small()))


def ids(index: Index, query: str, filters: Filters | None = None) -> list[str]:
    """Give the ids found."""
    return [hit.id for hit in index.search(query, 10, filters)]


def test_every_entry_comes_back_as_it_was_written() -> None:
    """The index holds the entries, positions to a metre."""
    given_corpus = large()
    read = Index.read(write(given_corpus)).root.columns
    wanted = sorted(given_corpus.entries, key=lambda e: e.id)
    for got, want in zip(read.entries, wanted, strict=True):
        assert (
            got.id,
            got.name,
            got.name_zh,
            got.other_names,
            got.address,
            got.address_zh,
            got.kind,
            got.district,
        ) == (
            want.id,
            want.name,
            want.name_zh,
            want.other_names,
            want.address,
            want.address_zh,
            want.kind,
            want.district,
        )
        assert (set(got.tags), got.stale, got.closed) == (set(want.tags), want.stale, want.closed)
        assert got.lat == (None if want.lat is None else pytest.approx(want.lat, abs=6e-6))


def test_writing_is_deterministic_and_shares_what_has_no_language() -> None:
    """Equal corpora give equal bytes, whatever the order of entries; tags and positions serve every language."""
    one, other = small(), small("fr")
    turned = corpus(*reversed(one.entries))
    assert write(one) == write(turned)
    assert {name for name, data in write(one).items() if write(other).get(name) == data} == {"tags.bin", "where.bin"}


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("Peace Hotel", "peace-hotel"),
        ("peace hot", "peace-hotel"),
        ("pe", "peace-hotel"),
        ("paece hotel", "peace-hotel"),
        ("peac hotle", "peace-hotel"),
        ("peacehotel", "peace-hotel"),
        ("和平饭店", "peace-hotel"),
        ("平饭", "peace-hotel"),
        ("heping", "peace-hotel"),
        ("he ping fan dian", "peace-hotel"),
        ("hpfd", "peace-hotel"),
        ("hepin", "peace-hotel"),
        ("hepingfandain", "peace-hotel"),
        ("he pnig fan dian", "peace-hotel"),
        ("xiaotaoyaun", "xiaotaoyuan-mosque"),
        ("河平饭店", "peace-hotel"),
        ("فندق السلام", "peace-hotel"),
        ("和平ﾎﾃﾙ", "peace-hotel"),
        ("南京东路20号", "peace-hotel"),
        ("20 nanjing east road", "peace-hotel"),
        ("南京東路２０", "peace-hotel"),
        ("小桃園清真寺", "xiaotaoyuan-mosque"),
        ("xiaotaoyuan", "xiaotaoyuan-mosque"),
        ("siaotaoyuan mosque", "xiaotaoyuan-mosque"),
        ("luxun hotel", "luxun"),
        ("lvxun", "luxun"),
        ("yinyueting", "music"),
        ("yin le ting", "music"),
        ("เซี่ยงไฮ้", "thai"),
        ("musée shanghai", "city-museum"),
        ("museum 玻璃", "glass-museum"),
        ("people's square", "people-toilet"),
        ("mosque huangpu", "xiaotaoyuan-mosque"),
        ("wheelchair xuhui", "glass-museum"),
    ],
)
def test_the_place_meant_comes_first(query: str, first: str) -> None:
    """By any name, in any script, with slips."""
    assert ids(SMALL, query)[:1] == [first]


def test_exact_before_prefix_before_slip_before_address() -> None:
    """The order of the ranking, on names that differ only in how they match."""
    index = Index.read(
        write(
            corpus(
                entry("a-address", "Tower", "塔", address="Garden"),
                entry("b-slip", "Gardon", "丙"),
                entry("c-prefix", "Gardens", "乙"),
                entry("d-exact", "Garden", "甲"),
                entry("e-inside", "Old Garden", "丁"),
            )
        )
    )
    found = ids(index, "garden")
    assert found[:2] == ["d-exact", "e-inside"]
    assert found.index("c-prefix") < found.index("a-address")
    assert ids(Index.read(write(corpus(entry("slip", "Gardon", "丙"), entry("far", "Gradual", "乙")))), "garden") == [
        "slip"
    ]
    slips = Index.read(write(corpus(entry("prefix", "Museumsplatz", "乙"), entry("slip", "Musuem", "丙"))))
    assert ids(slips, "museu") == ["prefix", "slip"] or ids(slips, "museu") == ["prefix"]


def index_of(*entries: SearchEntry) -> Index:
    """Write and read a small city."""
    return Index.read(write(corpus(*entries)))


def test_open_before_closed_and_fresh_before_stale_at_equal_match() -> None:
    """Of three equal names the open one is first, the stale one next, the one that closed for good last."""
    index = index_of(
        entry("a", "Garden", "园", closed=True), entry("b", "Garden", "园", stale=True), entry("c", "Garden", "园")
    )
    assert ids(index, "garden") == ["c", "b", "a"]


def test_a_better_match_goes_before_an_open_or_fresh_one() -> None:
    """Who types a whole name means that place, closed and stale though it is."""
    index = index_of(entry("a", "Garden House", "园", closed=True, stale=True), entry("b", "Garden Houses", "宅"))
    assert ids(index, "garden house") == ["a", "b"]


def test_what_closed_for_good_is_found_by_words_alone() -> None:
    """No filter lists a place that closed, nor does an empty query."""
    index = index_of(entry("a", "Garden", "园", closed=True), entry("b", "Garden", "园"))
    assert ids(index, "garden", Filters(kind="museum")) == ids(index, "") == ["b"]


def near_here(key: str, metres: float, stale: bool = False) -> SearchEntry:
    """Make a garden so far north of 31.2 N, 121.5 E."""
    return replace(entry(key, "Garden", "园", stale=stale), lat=31.2 + metres / 111_195, lon=121.5)


@given(st.permutations([30, 400, 900, 3_000, 12_000, 90_000]))
def test_near_before_far_when_a_position_is_shared(metres: list[int]) -> None:
    """Equal matches come in the order of distance, whatever their order in the data; unknown positions last."""
    index = index_of(*(near_here(f"g{i}", far) for i, far in enumerate(metres)), entry("nowhere", "Garden", "园"))
    wanted = [f"g{metres.index(far)}" for far in sorted(metres)]
    assert [hit.id for hit in index.answer("garden", near=Near(31.2, 121.5)).hits] == [*wanted, "nowhere"]


def test_nearness_decides_among_equal_matches_only() -> None:
    """A whole name far away goes before a beginning nearby; only much nearer goes before fresher."""
    far = near_here("far", 40_000)
    longer = replace(near_here("longer", 10), name="Gardens of Peace")
    found = index_of(far, longer).answer("garden", near=Near(31.2, 121.5)).hits
    assert [hit.id for hit in found] == ["far", "longer"]
    stale = index_of(near_here("old", 100, stale=True), near_here("new", 200), near_here("away", 5_000))
    assert [hit.id for hit in stale.answer("garden", near=Near(31.2, 121.5)).hits] == ["new", "old", "away"]


def test_name_before_address_before_tag() -> None:
    """A word in the name, in the street, and as a property: in this order."""
    index = index_of(
        entry("tag", "Lake House", "湖", tags=("visa",)),
        entry("street", "Lake House", "湖", address="1 Visa Road"),
        entry("name", "Visa House", "屋"),
    )
    assert ids(index, "visa house") == ["name", "street", "tag"]


@given(
    st.sampled_from(["", "museum", "hotel", "和平", "visa"]),
    st.sampled_from([None, "huangpu", "xuhui", "nowhere"]),
    st.sampled_from([None, "hotel", "museum", "ship"]),
    st.sets(st.sampled_from(["visa", "wheelchair", "unheard"]), max_size=2),
)
def test_filters_all_hold(query: str, district: str | None, kind: str | None, tags: set[str]) -> None:
    """Every hit has the district, the kind and all the tags; filters only take away."""
    filters = Filters(district, tuple(sorted(tags)), kind)
    found = SMALL.answer(query, 99, filters).hits
    for hit in found:
        assert district in (None, hit.district)
        assert kind in (None, hit.kind)
        assert tags <= set(hit.tags)
    if not query:
        assert {hit.id for hit in found} == {
            e.id
            for e in SMALL.root.columns.entries
            if district in (None, e.district) and kind in (None, e.kind) and tags <= set(e.tags) and not e.closed
        }


def test_the_total_counts_beyond_the_limit() -> None:
    """A limit shortens the list, not the count."""
    answer = SMALL.answer("", 2)
    assert (len(answer.hits), answer.total) == (2, sum(not e.closed for e in SMALL.root.columns.entries))


@pytest.mark.parametrize(
    "query",
    [
        "!!!",
        "\x00\x01",
        "\ud800\udfff\ud83d",
        "x" * 10_000,
        "和" * 10_000,
        "a " * 5_000,
        "̀" * 10_000,
        "🕌" * 200,
        "ﷺ" * 200,
    ],
)
def test_hostile_queries_are_answered(query: str) -> None:
    """Nothing typed raises or hangs."""
    assert len(SMALL.search(query)) <= 10


@given(st.text())
def test_any_text_is_answered(query: str) -> None:
    """Scores fall, hits are distinct, the total is at least the list."""
    answer = SMALL.answer(query, 5)
    scores = [hit.score for hit in answer.hits]
    assert scores == sorted(scores, reverse=True)
    assert len({hit.id for hit in answer.hits}) == len(scores) <= answer.total


@pytest.mark.parametrize("index", range(8))
def test_every_name_finds_its_entry(index: int) -> None:
    """Law: an entry's own name or Chinese name has it first, unless another is named the same."""
    wanted = SMALL.root.columns.entries[index]
    assert wanted.id in ids(SMALL, wanted.name)[:1] or wanted.closed
    assert wanted.id in ids(SMALL, wanted.name_zh)[:1]


def test_an_empty_corpus_answers_nothing() -> None:
    """No entries, no words: still an index."""
    assert ids(Index.read(write(corpus())), "museum") == []


def test_files_that_do_not_belong_together_are_refused() -> None:
    """A core does not take another core's tags, and columns of different lengths are told."""
    files = write(small())
    with pytest.raises(CorruptIndexError, match="another core"):
        Index.read({**files, "tags.bin": write(large())["tags.bin"]})
    sections = unpack(CORE, files[core_file("en")])
    sections[2] = b"one\n"
    with pytest.raises(CorruptIndexError):
        Index.read({**files, core_file("en"): pack(CORE, sections)})
