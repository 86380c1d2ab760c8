"""Many signs in one file, for a print run: they share their fonts, and each has a bookmark.

In: signs as pages. Out: one file. Only here signs share what is embedded; a sign in a file of its own is the same bytes
whatever was drawn beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from signs.pdf.finish import Finish
from signs.pdf.imposition import booklet, marked, sheets
from signs.pdf.page import Page
from signs.pdf.writer import write


def merged(signs: Iterable[Sequence[Page]], finish: Finish, title: str, *, round_cut: bool = False) -> bytes:
    """Write signs one after the other, packed small, with a bookmark for each."""
    pages: list[Page] = []
    bookmarks = []
    for sign in signs:
        bookmarks.append((sign[0].title, len(pages)))
        pages += [
            marked(page, finish.bleed, finish.inks["ink"], round_cut=round_cut) if finish.marks else page
            for page in sign
        ]
    return write(pages, replace(finish, small=True), title, bookmarks)


def on_sheets(signs: Iterable[Sequence[Page]], finish: Finish, title: str, *, round_cut: bool = False) -> bytes | None:
    """Write small signs several to a sheet of A4, with cut marks; None if one does not fit a sheet."""
    pages = [page for sign in signs for page in sign]
    found = sheets(pages, finish.inks["quiet"], round_cut=round_cut)
    return write(found, replace(finish, small=True), title) if found else None


def folded(pages: Sequence[Page], finish: Finish, title: str) -> bytes:
    """Write pages as a booklet: printed on both sides, folded and stapled."""
    return write(booklet(pages), replace(finish, small=True), title)
