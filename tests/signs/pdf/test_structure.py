"""The structure tree, walked by a reader that did not write it: order, languages, headings, words for pictures."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from signs.designs import DESIGNS, Design
from signs.pdf.page import Page, Piece, Tag
from signs.pdf.writer import write
from tests.signs import reading
from tests.signs.pdf.lines import INK, OFFICE
from tests.signs.samples import EVERY, NAMED, POSTER, file, sample, sheet, speaking

TAGS = ("zh-Hans", "en", "ar")


def marks(document: pikepdf.Pdf) -> list[tuple[int, int, str]]:
    """List the marked pieces of all pages: page, MCID, tag."""
    found = []
    for place, page in enumerate(document.pages):
        for tag, mark, _ in reading.marked(page):
            assert (mark is None) == (tag == "Artifact"), (tag, mark)
            if mark is not None:
                found.append((place, mark, tag))
    return list(dict.fromkeys(found))


@pytest.mark.parametrize("design", EVERY, ids=NAMED)
@pytest.mark.parametrize("name", ["office", "press"])
def test_every_mark_is_in_the_tree_once(design: Design, name: str) -> None:
    """Whatever paints is an artifact or one element's, of the element's type, and the parent tree leads back to it."""
    document = reading.opened(file(sample(design, *TAGS), design, name))
    named = [(one.page, mark, one.kind) for one in reading.elements(document) for mark in one.marks]
    assert Counter(named) == Counter(marks(document))
    numbers = document.Root.StructTreeRoot.ParentTree.Nums
    rows = {int(numbers[at]): numbers[at + 1] for at in range(0, len(numbers), 2)}
    for place, page in enumerate(document.pages):
        row = rows[int(page.obj.StructParents)]
        assert len(row) == sum(1 for page_of, _, _ in named if page_of == place)
        for mark, element in enumerate(row):
            kids = element.K if isinstance(element.K, pikepdf.Array) else [element.K]
            assert mark in [int(kid) for kid in kids]
            assert element.Pg.objgen == page.obj.objgen


@pytest.mark.parametrize("design", EVERY, ids=NAMED)
def test_a_page_has_one_heading_and_words_for_its_pictures(design: Design) -> None:
    """One H1, every language of the sign named where it stands, and words for every figure; a tent is heard once."""
    content = sample(design, *TAGS)
    document = reading.opened(file(content, design))
    found = reading.elements(document)
    pages = Counter(one.page for one in found if one.kind == "H1")
    assert pages == Counter(range(len(document.pages)))
    assert {one.kind for one in found} <= {"H1", "P", "Figure"}
    assert {one.language for one in found if one.kind == "P"} >= set(content.languages[: 1 if design.round else 2])
    figures = [one.alt for one in found if one.kind == "Figure"]
    assert all(figures)
    codes = [alt for alt in figures if alt.startswith("QR: HTTPS://")]
    assert len(codes) == (1 if content.code else 0)


def test_the_first_name_is_the_heading_and_a_paragraph_is_one_element() -> None:
    """The lines of a paragraph are one element; the heading is the first name, a board's its title."""
    long = replace(speaking("zh-Hans", "en"), names=sample(POSTER, "en").names * 2)
    document = reading.opened(file(long, POSTER))
    assert reading.elements(document)[0].kind == "P"  # the kind of place, in the band
    texts = file(sample(DESIGNS["talk", "a4"], "zh-Hans", "en"), DESIGNS["talk", "a4"])
    assert next(one.kind for one in reading.elements(reading.opened(texts))) == "H1"
    drafted = reading.elements(reading.opened(file(replace(long, drafts=("en", "zh-Hans")), DESIGNS["card", "a6"])))
    assert any(len(one.marks) > 1 for one in drafted)


def test_vowel_marks_are_spoken() -> None:
    """What does not copy out, the marks of Arabic, is said to screen readers with the whole text."""
    content = speaking("zh-Hans", "ar")
    found = {one.spoken for one in reading.elements(reading.opened(file(content, POSTER))) if one.spoken}
    assert found == {text.value for text in reading.said(content) if reading.VOWELS.search(text.value)}


def test_languages_are_named_against_the_files_own() -> None:
    """In a batch a sign in another language than the file's says so, also where it is that sign's own first one."""
    signs = [*sheet(sample(POSTER, "zh-Hans"), POSTER), *sheet(sample(POSTER, "en"), POSTER)]
    found = reading.elements(reading.opened(write(signs, OFFICE)))
    name = [one for one in found if one.kind == "H1"]
    assert [(one.page, one.language) for one in name] == [(0, "zh-Hans"), (1, "en")]


WORDS = st.lists(
    st.one_of(
        st.none(), st.builds(Tag, st.sampled_from(["P", "H1"]), st.integers(0, 2), st.sampled_from(["en", "ar"]))
    ),
    max_size=8,
)


@settings(max_examples=settings().max_examples)
@given(st.lists(WORDS, min_size=1, max_size=4))
def test_pieces_that_follow_one_another_with_one_tag_are_one_element(pages: list[list[Tag | None]]) -> None:
    """In whatever order tags and artifacts come, elements are the runs of equal tags of a page, in reading order."""
    drawn = [Page(9, 9, tuple(Piece(f"{INK.fill} 0 0 1 1 re f", tag) for tag in tags), "en", "a") for tags in pages]
    wanted: list[tuple[int, str, str, int]] = []
    for place, tags in enumerate(pages):
        last = None
        for tag in filter(None, tags):
            if tag != last:
                wanted.append((place, tag.kind, tag.lang, 0))
            wanted[-1] = (*wanted[-1][:3], wanted[-1][3] + 1)
            last = tag
    found = reading.elements(reading.opened(write(drawn, OFFICE)))
    assert [(one.page, one.kind, one.language, len(one.marks)) for one in found] == wanted
