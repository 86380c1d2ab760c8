"""The structure tree of a file: what its marked pieces are and in which order they are read (ISO 32000-1, 14.7).

In: the tagged pieces of each page. Out: objects in the file. Screen readers need it, PDF/UA-1 demands it: a language
for every text, and words for every figure.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from signs.pdf.page import Tag


class Objects(Protocol):
    """Where objects go: what `pdf.File` does."""

    def reserve(self) -> int:
        """Give a number."""

    def put(self, body: str, number: int = 0) -> int:
        """Add an object."""


def _utf16(value: str) -> str:
    return f"<FEFF{value.encode('utf-16-be').hex().upper()}>"


class Tree:
    """A structure tree in the making; marks are numbered page by page. What names no language has the file's."""

    def __init__(self, file: Objects, pages: Sequence[int], language: str) -> None:
        self._file, self._pages, self._language = file, pages, language
        self._root, self._document = file.reserve(), file.reserve()
        self._elements: list[int] = []
        self._last: tuple[int, Tag] | None = None
        self._open: tuple[int, str, list[int]] | None = None  # number, keys and marks of the element in the making
        self._parents: list[list[int]] = [[] for _ in pages]

    def mark(self, place: int, tag: Tag) -> int:
        """Enter a piece of a page and give the number that marks it."""
        mark = len(self._parents[place])
        if self._open and self._last == (place, tag):
            self._open[2].append(mark)
        else:
            self._close()
            self._open = (self._file.reserve(), self._keys(place, tag), [mark])
            self._last = (place, tag)
        self._parents[place].append(self._open[0])
        return mark

    def _keys(self, place: int, tag: Tag) -> str:
        keys = f"/S/{tag.kind}/P {self._document} 0 R/Pg {self._pages[place]} 0 R"
        keys += f"/Lang({tag.lang})" if tag.lang and tag.lang != self._language else ""
        keys += f"/Alt{_utf16(tag.alt)}" if tag.alt else ""
        return f"{keys}/ActualText{_utf16(tag.spoken)}" if tag.spoken else keys

    def _close(self) -> None:
        if self._open:
            number, keys, marks = self._open
            kids = str(marks[0]) if len(marks) == 1 else f"[{' '.join(map(str, marks))}]"
            self._file.put(f"<<{keys}/K {kids}>>", number)
            self._elements.append(number)
            self._open = None

    def put(self) -> int:
        """Add the tree and give the number of its root."""
        self._close()
        kids = " ".join(f"{number} 0 R" for number in self._elements)
        self._file.put(f"<</S/Document/P {self._root} 0 R/K[{kids}]>>", self._document)
        rows = [self._file.put(f"[{' '.join(f'{each} 0 R' for each in row)}]") for row in self._parents]
        numbers = " ".join(f"{place} {row} 0 R" for place, row in enumerate(rows))
        keys = f"/K {self._document} 0 R/ParentTree<</Nums[{numbers}]>>/ParentTreeNextKey {len(rows)}"
        return self._file.put(f"<</Type/StructTreeRoot{keys}>>", self._root)
