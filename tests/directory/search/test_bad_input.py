"""Whatever is typed, the work is bounded: counted in calls and steps, never by the clock, in both readers."""

from __future__ import annotations

import sys
from types import FrameType
from typing import Any

import pytest
from playwright.sync_api import CDPSession, Page

from directory.search import Index, write
from directory.search.index import LONGEST_QUERY
from directory.search.part import MOST_TOKENS
from tests.directory.search.cities import large

INDEX = Index.read(write(large()))

# What people type when they type much: a name with its address, in words, in pinyin by syllables, in characters.
ORDINARY = [
    "fuxingtai museum 120 nanjing east road huangpu wheelchair",
    "fu xing tai bo wu guan nan jing dong lu wheelchair halal",
    "福兴泰博物馆南京东路120号公共厕所",
    "fuxintgai msueum nanjign esat raod",
]
# U+FDFA and U+FB03 unfold to 18 and to 3 letters.
BAD: dict[str, str] = {
    "empty": "",
    "blank": " \t\u3000\u00a0\u2028",
    "letters": "x" * 10_000,
    "known letters": "fuxingtai" * 1_100,
    "pinyin": "fu xing tai " * 900,
    "one letter words": "f x t " * 1_700,
    "characters": "福" * 10_000,
    "names": "福兴泰" * 3_400,
    "numbers": "1234567890" * 1_000,
    "unfolding": "\ufdfa" * 10_000,
    "ligatures": "\ufb03" * 10_000,
    "marks alone": "\u0300" * 10_000,
    "stacked marks": "a" + "\u0300" * 10_000,
    "emoji": "🕌👨‍👩‍👧‍👦🇨🇳" * 1_000,
    "right to left": "\u202e\u200f\u2067مسجد\u2069" * 1_000,
    "regular expression": "(.*+?)[a-z]{9,}|\\1$^(?=x)" * 400,
    "markup": "<script>alert(1)</script>&amp;" * 300,
    "controls": "\x00\x1f\x7f\x01\x02\x03\n" * 1_400,
    "lone surrogates": "\ud800museum\udfff \udbff" * 600,
    "outside of Unicode's characters": "\ufffe\uffff\U0010ffff" * 3_000,
}
TIMES = 3  # the hardest of these may cost so many times the hardest ordinary query: two were measured


def calls(query: str) -> int:
    """Count the calls that an answer of the Python reader takes."""
    count = 0

    def called(_: FrameType, event: str, __: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(called)
    try:
        INDEX.answer(query)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("name", BAD)
def test_python_does_bounded_work(name: str) -> None:
    """No text costs more than a few times what the hardest ordinary query costs, and it is answered."""
    assert calls(BAD[name]) <= TIMES * max(map(calls, ORDINARY))


class Coverage:
    """Counts how often each block of the engine is entered: the browser's own record of work done."""

    def __init__(self, page: Page) -> None:
        """Begin to count."""
        self.page, self.session = page, page.context.new_cdp_session(page)
        start_coverage(self.session)

    def steps(self, query: str) -> tuple[int, list[str], int]:
        """Ask, and give the steps taken, the ids found and how many there are in all."""
        found: list[Any] = self.page.evaluate(ASK.replace("QUERY", js_literal(query)))
        scripts = self.session.send("Profiler.takePreciseCoverage")["result"]
        engine = [script for script in scripts if script["url"].endswith("/search-engine.js")]
        count = sum(r["count"] for script in engine for f in script["functions"] for r in f["ranges"])
        return count, found[0], found[1]


ASK = """async () => {
  const { hits, total } = await globalThis.engine.answer(QUERY, { language: "en", limit: 10 });
  return [hits.map((hit) => hit.id), total];
}"""
OPEN = """async () => {
  globalThis.engine = await import("/search-engine.js");
  await globalThis.engine.init({ language: "en", base: "/large/" });
  await globalThis.engine.search("museum", { limit: 1 });
}"""


def start_coverage(session: CDPSession) -> None:
    """Turn the browser's count of entered blocks on."""
    session.send("Profiler.enable")
    session.send("Profiler.startPreciseCoverage", {"callCount": True, "detailed": True})


def js_literal(text: str) -> str:
    """Write a text as JavaScript, in UTF-16, so that lone surrogates stay alone."""
    data = text.encode("utf-16-be", "surrogatepass")
    return '"' + "".join(f"\\u{data[i]:02x}{data[i + 1]:02x}" for i in range(0, len(data), 2)) + '"'


def test_the_browser_does_bounded_work(page: Page) -> None:
    """The same of the browser's engine, in steps; and it finds what the Python reader finds."""
    coverage = Coverage(page)
    page.evaluate(OPEN)
    most = TIMES * max(coverage.steps(query)[0] for query in [*ORDINARY, *ORDINARY])
    for name, query in BAD.items():
        steps, ids, total = coverage.steps(query)
        want = INDEX.answer(query)
        assert (ids, total) == ([hit.id for hit in want.hits], want.total), name
        assert steps <= most, name


def test_only_the_beginning_of_a_long_query_counts(page: Page) -> None:
    """Characters after the first 100 and words after the first 24 change nothing, in either reader."""
    coverage = Coverage(page)
    page.evaluate(OPEN)
    words = [f"{first}{second}" for first in "bdghlmpt" for second in "aeu"]
    assert len(words) == MOST_TOKENS
    for short, more in (
        ("fuxingtai museum ".ljust(LONGEST_QUERY, "x"), "peace hotel" * 900),
        ("福兴泰".ljust(LONGEST_QUERY, "的"), "和平饭店" * 2_500),
        (" ".join(words), " peace hotel glass"),
    ):
        assert coverage.steps(short + more)[1:] == coverage.steps(short)[1:]
        assert INDEX.answer(short + more) == INDEX.answer(short)
