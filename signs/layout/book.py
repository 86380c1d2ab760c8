"""A booklet of a part of the city, page by page, no PDF.

In: a `BookContent`, what is drawn beside it, and what texts are set with. Out: `Leaf`s in reading order; a text that
would have to be printed smaller than may be read raises `Overfull`. The laws are those of all signs: no box overlaps
another, none comes within what the trim may take.

    cover       names, pictograms, the day, emergency numbers
    contents    kinds with their pages, how to use it, what the pictograms mean
    entries     group by group, never split; stations two in a row
    index       a section for each language
    back cover  emergency numbers and hotlines
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from directory.signage.book_content import BookContent, BookGroup
from directory.signage.content import SignText
from signs.layout.book_cover import cover
from signs.layout.book_entry import entry_strip, group_strip, station_strip
from signs.layout.book_flow import APART, Leaf, Strip, columns, part, shifted, side_by_side, single, words
from signs.layout.book_formats import BookFormat
from signs.layout.book_lists import (
    contents_strip,
    guide_strips,
    heading_strip,
    hotline_strip,
    index_strips,
    legend_strip,
)
from signs.layout.boxes import Block, Extras, Setting, place
from signs.layout.flow import put
from signs.layout.heading import reads_from_right

HEAD = 9.0  # mm from the top: the running head
BETWEEN = 6.0  # mm between two columns
ROW_GAP = 1.6  # mm between the rows of lists
BACK_GAP = 2.4  # between telephone numbers
FIRST = 2  # the page after the cover


def arrange_book(content: BookContent, beside: Extras, setting: Setting[BookFormat]) -> tuple[Leaf, ...]:
    """Lay a booklet out on its pages."""
    front = len(_front(content, {}, setting))
    places = _sheets(_entries(content, beside, setting), setting.form.gap, setting)
    starts = {key: FIRST + front + at for at, page in enumerate(places) for strip in page for key in [strip.key] if key}
    pages = [
        *_front(content, starts, setting),
        *places,
        *(page for one in content.indexes for page in _index(content, one.language, setting)),
    ]
    leaves = [_leaf(page, number, content, beside, setting) for number, page in enumerate(pages, FIRST)]
    back = [_leaf(page, None, content, beside, setting) for page in _back(content, setting)]
    return (cover(content, beside, setting), *leaves, *back)


def _sheets(strips: Sequence[Strip], gap: float, setting: Setting[BookFormat]) -> list[list[Strip]]:
    """Let strips of the whole width flow over pages."""
    form = setting.form
    return columns(strips, gap, (form.left, form.inner), lambda _: (form.top, form.bottom - form.foot))


def _entries(content: BookContent, beside: Extras, setting: Setting[BookFormat]) -> list[Strip]:
    found = []
    for place_, group in enumerate(content.groups):
        found.append(group_strip(group, _key(place_), setting))
        if group.short:
            found += _stations(group, setting)
        else:
            found += [entry_strip(entry, group.mixed, beside, setting) for entry in group.entries]
    return found


def _key(place_: int) -> str:
    return f"group {place_}"


def _half(setting: Setting[BookFormat]) -> float:
    return (setting.form.inner - BETWEEN) / 2


def _stations(group: BookGroup, setting: Setting[BookFormat]) -> Iterator[Strip]:
    """Put stations two in a row."""
    width = _half(setting)
    strips = [station_strip(entry, width, setting) for entry in group.entries]
    for at in range(0, len(strips), 2):
        yield side_by_side(strips[at : at + 2], width + BETWEEN)


def _front(content: BookContent, starts: Mapping[str, int], setting: Setting[BookFormat]) -> list[list[Strip]]:
    """Lay the contents, how to use the booklet and what its pictograms mean.

    Without the pages on which groups start it takes as many pages, so it is laid out once to count them.
    """
    width = _half(setting)
    rows = [contents_strip(one, starts.get(_key(at), 0), setting) for at, one in enumerate(content.groups)]
    strips = [heading_strip(content.headings["contents"], setting), *rows]
    strips += [heading_strip(content.headings["guide"], setting), *guide_strips(content, setting)]
    if content.legend:
        strips.append(heading_strip(content.headings["legend"], setting))
        marks = [legend_strip(one, width, setting) for one in content.legend]
        strips += [side_by_side(marks[at : at + 2], width + BETWEEN) for at in range(0, len(marks), 2)]
    return _sheets(strips, ROW_GAP, setting)


def _index(content: BookContent, language: str, setting: Setting[BookFormat]) -> list[list[Strip]]:
    """Lay an index in two columns a page, its heading above those of the first."""
    form, width = setting.form, _half(setting)
    index = next(one for one in content.indexes if one.language == language)
    named = [text for text in content.headings["index"] if text.lang == language]
    head = shifted(heading_strip(named, setting), down=form.top)
    first = head.block.bottom + ROW_GAP

    def room(column: int) -> tuple[float, float]:
        return (first if column < 2 else form.top), form.bottom - form.foot

    found = columns(list(index_strips(index, width, setting)), ROW_GAP / 2, (form.left, width), room)
    step = width + BETWEEN
    sides = (step, 0.0) if reads_from_right(named) else (0.0, step)
    moved = [[shifted(strip, right=sides[at % 2]) for strip in column] for at, column in enumerate(found)]
    pages = [[strip for column in moved[at : at + 2] for strip in column] for at in range(0, len(moved), 2)]
    return [[head, *page] if place_ == 0 else page for place_, page in enumerate(pages)]


def _back(content: BookContent, setting: Setting[BookFormat]) -> list[list[Strip]]:
    """Lay the numbers to call, on the back cover where they are found in a hurry."""
    strips = []
    for key, numbers, colour in (("emergency", content.emergency, "alert"), ("hotlines", content.hotlines, "ink")):
        if numbers:
            strips.append(heading_strip(content.headings[key], setting))
            strips += [hotline_strip(one, colour, setting) for one in numbers]
    return _sheets(strips, BACK_GAP, setting) or [[]]  # a last page in any case: it is the back cover


def _leaf(
    strips: Sequence[Strip], number: int | None, content: BookContent, beside: Extras, setting: Setting[BookFormat]
) -> Leaf:
    """Make a page: the running head, what stands on it, its number."""
    begun = {strip.key for strip in strips}
    titles = [group.title[-1].value for at, group in enumerate(content.groups) if _key(at) in begun]
    parts = [part(_head(content, beside, setting)), *map(part, strips), part(_foot(number, content, setting))]
    return Leaf(tuple(parts), ", ".join(titles))


def _head(content: BookContent, beside: Extras, setting: Setting[BookFormat]) -> Strip:
    """Lay the running head: which part of the city, and the stamps, which no page is without."""
    form, half = setting.form, setting.form.inner / 2 - BETWEEN / 2
    names = words(content.cover.names, "head", "regular", half, setting)
    stamps = words(beside.stamps, "head", "bold", half, setting)
    told = put(names, "head", form.left, HEAD, half, "quiet", APART)
    stamped = put(stamps, "head", form.left + half + BETWEEN, HEAD, half, "alert", APART, at_right=True)
    return Strip(Block((*told, *stamped), bottom=form.top))


def _foot(number: int | None, content: BookContent, setting: Setting[BookFormat]) -> Strip:
    """Lay the page's number, and the day it was true; the covers have none, since blank pages may lie before."""
    form = setting.form
    dated = single(content.dated[-1], "head", "regular", form.inner * 0.45, setting)
    texts = place(dated, "head", form.left, form.bottom - dated.height_mm, dated.width_mm, "quiet")
    if number is not None:
        found = single(SignText(str(number), "en"), "head", "bold", form.inner, setting)
        y = form.bottom - found.height_mm
        texts += place(found, "head", form.left, y, form.inner, "quiet", centred=True)
    return Strip(Block(texts, bottom=form.bottom))
