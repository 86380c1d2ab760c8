"""A booklet, from what it says to pages and a file; or every Problem that keeps it from being printed right.

In: a `Site`, the key of a district, an area or a route, the reader's language. Out: A5 pages in reading order, or a
file of A4 sheets for printing on both sides, folding and stapling. Every entry's symbol is a part of its own (`Leaf`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from directory.localisation.edition import Site
from directory.problem import Problem
from directory.signage.book_content import BookContent, BookEntry
from directory.signage.booklet import booklet
from directory.signage.content import SignText
from signs import faults
from signs.draw import Studio
from signs.extras import Imprint, extras
from signs.layout.book import arrange_book
from signs.layout.book_flow import Leaf
from signs.layout.book_formats import BOOK
from signs.layout.boxes import Extras, Overfull, setting_of
from signs.paint import Paints, paint
from signs.pdf import qr
from signs.pdf.batch import folded
from signs.pdf.colours import Inks
from signs.pdf.finish import Finish
from signs.pdf.page import Page, Piece
from signs.pdf.writer import write
from signs.text.fonts import FontSet, find

Said = tuple[str, SignText, str]
WEIGHTS = ("regular", "bold")


def book(site: Site, key: str, language: str, finish: Finish, *, flat: bool = False) -> bytes | list[Problem]:
    """Make the file of a booklet: sheets for folding, or with `flat` the pages one by one, with bookmarks."""
    content = booklet(site, key, language)
    if isinstance(content, Problem):
        return [content]
    fonts = find([site.dataset.city.languages[0], language])
    if not isinstance(fonts, FontSet):
        return fonts
    studio = Studio(fonts, site.templates / "assets" / "icons")
    found = pages(content, site.dataset.city.qr_origin, studio, finish.inks)
    if isinstance(found, list):
        return found
    title = " · ".join(text.value for text in content.cover.names)
    if flat:
        marks = [(page.title, at) for at, page in enumerate(found) if page.title]
        return write(found, _small(finish), title, marks)
    return folded(found, finish, title)


def pages(content: BookContent, origin: str, studio: Studio, inks: Inks) -> tuple[Page, ...] | list[Problem]:
    """Draw a booklet as A5 pages in reading order."""
    named = f"booklet of {content.cover.venue}"
    beside = _beside(content, origin)
    drawings, problems = faults.drawings(_icons(content), studio.pictogram)
    problems += faults.without_glyphs(named, _texts(content, beside), studio.fonts)
    if problems:
        return problems
    try:
        leaves = arrange_book(content, beside, setting_of(BOOK, studio.measure))
    except Overfull as fault:
        return [faults.too_long(named, fault, BOOK)]
    painter = _Painter(content, origin, Paints(studio.fonts, drawings, inks, (), ""))
    return tuple(painter.page(leaf) for leaf in leaves)


@dataclass(frozen=True)
class _Painter:
    """Paints leaves: each part with the symbol of its own entry."""

    content: BookContent
    origin: str
    paints: Paints

    def page(self, leaf: Leaf) -> Page:
        """Paint the parts of a page one after the other, in the order in which they are read."""
        pieces: list[Piece] = []
        language = self.content.cover.names[0].lang
        for part in leaf.parts:
            paints = self._with_symbol(part.code) if part.code else self.paints
            pieces += paint(part.layout, BOOK, language, leaf.title, paints).pieces
        return Page(BOOK.width, BOOK.height, tuple(pieces), language, leaf.title)

    def _with_symbol(self, code: str) -> Paints:
        entry = next(one for one in self.content.entries if one.code == code)
        return replace(self.paints, symbol=_symbol(self.origin, entry), address=qr.address(self.origin, code))


def _symbol(origin: str, entry: BookEntry) -> qr.Matrix:
    return qr.encode(origin, entry.code, entry.revision, BOOK.correction)


def _small(finish: Finish) -> Finish:
    return replace(finish, small=True)


def _beside(content: BookContent, origin: str) -> Extras:
    """Word what stands beside the content: stamps as on all signs, and how addresses in words begin."""
    first = next(content.entries)
    found = extras(content.cover, Imprint(origin, first.revision), len(_symbol(origin, first)))
    return replace(found, address=qr.in_words(origin, ""), fine=())


def _icons(content: BookContent) -> list[str]:
    groups = [group.icon for group in content.groups]
    kinds = [entry.icon for entry in content.entries]
    return [*content.cover.icons, *groups, *kinds, *(one.icon for one in (*content.legend, *content.marks))]


def _texts(content: BookContent, beside: Extras) -> Iterator[Said]:
    """List what is printed as (field, text, weight)."""
    lists = [content.cover.names, content.cover.kind, content.city, content.dated, beside.stamps, *content.counts]
    lists += [*content.guide, *content.headings.values(), *(group.title for group in content.groups)]
    lists += [one.texts for one in (*content.legend, *content.marks)]
    lists += [one.names for one in (*content.emergency, *content.hotlines)]
    plain = [*(one.number for one in (*content.emergency, *content.hotlines)), beside.address]
    yield from (("words", text, weight) for found in lists for text in found for weight in WEIGHTS)
    yield from (("words", SignText(text, "en"), "bold") for text in plain)
    yield from (("index", text, "regular") for index in content.indexes for text, _ in index.rows)
    for entry in content.entries:
        yield from ((f"entry {entry.number}", text, weight) for text, weight in _entry_texts(entry))


def _entry_texts(entry: BookEntry) -> Iterator[tuple[SignText, str]]:
    yield from ((text, "bold") for text in entry.names)
    quiet = (*entry.kind, *entry.address, *entry.hours, *entry.directions, *entry.lifts)
    yield from ((text, "regular") for text in quiet)
