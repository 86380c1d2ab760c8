"""The laws of a booklet's pages: nothing overlaps or is trimmed, all is legible, no entry is split or lost."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.signage.book_content import BookContent, BookEntry, BookGroup, BookIndex, BookNumber
from directory.signage.booklet import HEADINGS
from directory.signage.content import SignContent, SignLine, SignText
from signs.layout.book import arrange_book
from signs.layout.book_flow import Leaf
from signs.layout.book_formats import BOOK
from signs.layout.boxes import Box, Extras, Overfull, Setting
from signs.text.paragraph import metrics
from tests.signs.page_laws import STAMPS, contents, inside, overlap

BESIDE = Extras("directory.example.org/Q/", (), STAMPS[:1], 29)
FOREIGN = {"en": "Xiaotaoyuan Mosque", "ar": "مسجد شياو تاو يوان"}


def wide(text: str, lang: str, weight: str) -> tuple[float, ...]:
    """Measure without fonts."""
    return tuple(1.0 if ord(char) >= 0x2E80 else 0.55 for char in text)


def both(local: str, other: str, tag: str = "en") -> tuple[SignText, ...]:
    """A text in both languages."""
    return SignText(local, "zh-Hans"), SignText(other, tag)


def entry(number: int, tag: str = "en", **more: object) -> BookEntry:
    """A place with everything that a booklet may say of one."""
    said = both("西藏南路地铁站以东约160米", "≈ 160 m east of South Xizang Road metro station", tag)
    whole = BookEntry(
        venue=f"place-{number}",
        number=number,
        icon="mosque",
        family="halal",
        kind=both("清真寺", "Mosque", tag),
        names=both("小桃园清真寺", FOREIGN[tag], tag),
        address=(SignText("小桃园街52号", "zh-Hans"),),
        code=f"EX{number:03d}X",
        revision="A1B2",
        hours=both("每日09:00–17:00", "daily 09:00–17:00", tag),
        directions=said,
        offers=(SignLine("wheelchair", both("无障碍通行", "Step-free access", tag)),),
    )
    return replace(whole, **more)  # type: ignore[arg-type]


def booklet(entries: list[BookEntry], tag: str = "en", short: bool = False, mixed: bool = False) -> BookContent:
    """A booklet of one group."""
    words = both("黄浦区", "Huangpu", tag)
    group = BookGroup(both("清真寺", "Mosques", tag), "mosque", "halal", tuple(entries), mixed, short)
    cover = SignContent(
        "alpha", "", "information", ("mosque",), words, words, (), (), (), "", "2026-11-23", (), (), True, "booklet"
    )
    rows = {
        name: [(one.names[min(at, len(one.names) - 1)], one.number) for one in entries]
        for at, name in ((0, "zh-Hans"), (1, tag))
    }
    return BookContent(
        cover=cover,
        city=words,
        counts=(both("场所：1", "Places: 1", tag),),
        dated=both("截至2026年11月23日。", "As of 23 November 2026.", tag),
        emergency=(BookNumber("110", both("报警", "Police", tag)), BookNumber("120", both("急救", "Ambulance", tag))),
        hotlines=(BookNumber("+86 21 6437 0000", both("地铁", "Metro", tag)),),
        groups=(group,),
        indexes=tuple(BookIndex(name, tuple(found)) for name, found in rows.items()),
        legend=tuple({one.icon: one for each in entries for one in each.offers}.values()),
        guide=(both("请看。", "Look here.", tag),),
        marks=(SignLine("fresh", both("较新", "recent", tag)),),
        headings={name: both("目录", msgid, tag) for name, msgid in HEADINGS.items()},
    )


def arranged(content: BookContent, beside: Extras = BESIDE) -> tuple[Leaf, ...]:
    """Lay a booklet out."""
    return arrange_book(content, beside, Setting(BOOK, wide))


def assert_laws(leaf: Leaf) -> None:
    """Assert the laws of a page, over all its parts."""
    paper = Box(BOOK.trim, BOOK.trim, BOOK.width - 2 * BOOK.trim, BOOK.height - 2 * BOOK.trim)
    boxes = [box for part in leaf.parts for box in contents(part.layout)]
    grounds = [panel.box for part in leaf.parts for panel in part.layout.panels]
    assert all(inside(box, paper) for box in (*boxes, *grounds))
    for one, other in combinations(boxes, 2):
        assert not overlap(one, other), (one, other)
    for ground in grounds:
        assert all(inside(box, ground) or not overlap(box, ground) for box in boxes), ground
    for part in leaf.parts:
        for text in part.layout.texts:
            assert text.size_pt >= max(7.5, BOOK.least(text.role) * metrics(text.lang).optical) - 1e-6, text
        assert (part.layout.symbol is not None) == bool(part.code)


def said(leaves: tuple[Leaf, ...], role: str) -> list[str]:
    """Give the texts of a role, each once for its first line."""
    texts = [text for leaf in leaves for part in leaf.parts for text in part.layout.texts]
    return [text.text for text in texts if text.role == role and text.start == 0]


@pytest.mark.parametrize("tag", ["en", "ar"])
@pytest.mark.parametrize(("short", "mixed"), [(False, False), (False, True), (True, False)])
@pytest.mark.parametrize("stamps", [(), STAMPS], ids=["clean", "stamped"])
def test_all_pages_keep_the_laws(tag: str, short: bool, mixed: bool, stamps: tuple[SignText, ...]) -> None:
    """In a language of either direction, for places and stations, with and without stamps."""
    for leaf in arranged(
        booklet([entry(n, tag) for n in range(1, 31)], tag, short, mixed), replace(BESIDE, stamps=stamps)
    ):
        assert_laws(leaf)


@settings(max_examples=40)
@given(
    st.text(st.sampled_from("一二三四五六七八"), min_size=1, max_size=120),
    st.lists(st.text(st.sampled_from("abcdefgh"), min_size=1, max_size=12), min_size=1, max_size=25),
    st.booleans(),
    st.sampled_from([25, 29, 33]),
)
def test_any_name_keeps_the_laws(local: str, other: list[str], short: bool, modules: int) -> None:
    """Long names take more lines and, at the end, less size; never another's place."""
    names = both(local, " ".join(other))
    entries = [entry(1), entry(2, names=names, lifts=names), entry(3)]
    for leaf in arranged(booklet(entries, short=short), replace(BESIDE, modules=modules)):
        assert_laws(leaf)


@given(st.integers(1, 60))
@settings(max_examples=15)
def test_every_entry_is_whole_on_one_page_in_its_order(count: int) -> None:
    """Each code stands once beside its symbol, in the order of numbers, and all its texts in the same part."""
    entries = [entry(n) for n in range(1, count + 1)]
    leaves = arranged(booklet(entries))
    coded = [part for leaf in leaves for part in leaf.parts if part.code]
    assert [part.code for part in coded] == [one.code for one in entries]
    for part, one in zip(coded, entries, strict=True):
        shown = {text.text for text in part.layout.texts}
        wanted = (*one.names, *one.address, *one.hours, *one.directions)
        assert {text.value for text in wanted} | {one.code, BESIDE.address + one.code, str(one.number)} == shown


def test_a_heading_is_never_last_on_its_page() -> None:
    """Whatever comes before, a group's heading stands with its first entry."""
    for count in range(1, 16):
        content = booklet([entry(n) for n in range(1, count + 1)])
        second = replace(content.groups[0], title=both("寺庙", "Temples"), entries=(entry(99),))
        leaves = arranged(replace(content, groups=(content.groups[0], second)))
        [page] = [leaf for leaf in leaves if "Temples" in leaf.title]
        assert "EX099X" in [part.code for part in page.parts]


def test_the_contents_name_the_page_of_each_group() -> None:
    """The number beside a group in the contents is that at the foot of the page where it begins."""
    content = booklet([entry(n) for n in range(1, 20)])
    second = replace(content.groups[0], title=both("寺庙", "Temples"), entries=(entry(99),))
    leaves = arranged(replace(content, groups=(content.groups[0], second)))
    [at] = [number for number, leaf in enumerate(leaves, 1) if "Temples" in leaf.title]
    assert str(at) in said((leaves[at - 1],), "head")
    rows = [text.text for part in leaves[1].parts for text in part.layout.texts]
    assert rows[rows.index("Temples") + 2] == str(at)


def test_the_covers_say_what_is_needed_in_a_hurry() -> None:
    """Names, day and emergency numbers on the cover, hotlines on the back, and no page's number on either."""
    leaves = arranged(booklet([entry(1)]))
    first, last = leaves[:1], leaves[-1:]
    assert said(first, "title") == ["黄浦区", "Huangpu"]
    assert said(first, "hotline") == ["110", "120"]
    assert said(last, "hotline") == ["110", "120", "+86 21 6437 0000"]
    assert not [text for text in said(first + last, "head") if text.isdigit()]


def test_stamps_stand_on_every_page() -> None:
    """A page that is copied alone is known for a specimen too."""
    for leaf in arranged(booklet([entry(n) for n in range(1, 20)])):
        assert STAMPS[0].value in said((leaf,), "stamp") + said((leaf,), "head")


def test_symbols_can_be_scanned_one_at_a_time() -> None:
    """Modules are large enough for 0.15 m, and no two symbols are nearer than their quiet zones."""
    for leaf in arranged(booklet([entry(n) for n in range(1, 20)])):
        symbols = [part.layout.symbol for part in leaf.parts if part.layout.symbol]
        assert all(symbol.module >= 0.15 * 1000 / 340 for symbol in symbols)
        for one, other in combinations(symbols, 2):
            assert not overlap(one.box, other.box)


def test_what_does_not_fit_is_named() -> None:
    """A name without end raises Overfull with its role and text."""
    endless = both("一", "Endlessly " * 80)
    with pytest.raises(Overfull) as caught:
        arranged(booklet([entry(1, names=endless)]))
    assert caught.value.role == "other"
    assert caught.value.text == endless[1]


def test_small_type_is_for_the_hand() -> None:
    """No role may be printed below 7.5 points, nor wanted below its least."""
    for role, found in BOOK.roles.items():
        assert 7.5 <= found.least_pt <= found.wanted_pt, role
