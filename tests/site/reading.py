"""Published pages, parsed by the HTML standard's own algorithm, with every fault it has a name for."""

from __future__ import annotations

import os
import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import html5lib

from tests.browser.templates import MOSQUE, MUSEUM, STATION, TEMPLE
from tests.site.facts import Facts

HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
ARABIC = re.compile(r"[\u0620-\u06ff]")
LATIN = re.compile(r"[A-Za-z]{2}")
WHOLE = ("zh-hans", "ar")  # the languages in which every list is read
ALWAYS = tuple(f"venue/{key}.html" for key in (MUSEUM, STATION, MOSQUE, TEMPLE))
SILENT = ("script", "style", "template", "svg", "title")  # no text of these is read on the page itself


@dataclass(frozen=True)
class Page:
    """A page: its path from the site's root, its bytes, its tree, and the parser's complaints."""

    path: str
    raw: bytes
    root: Element
    faults: tuple[str, ...]

    @property
    def lang(self) -> str:
        """The language that the page says it is in."""
        return self.root.get("lang") or ""

    def all(self, *tags: str) -> Iterator[Element]:
        """All elements of these names, in document order."""
        return (element for element in self.root.iter() if element.tag in tags)

    def classed(self, name: str) -> Iterator[Element]:
        """All elements of a class."""
        return (element for element in self.root.iter() if name in classes(element))

    def one(self, attribute: str, value: str) -> Element:
        """The only element with an attribute of this value."""
        found = [element for element in self.root.iter() if element.get(attribute) == value]
        assert len(found) == 1, f"{self.path}: {len(found)} elements with {attribute}={value}"
        return found[0]

    def links(self, rel: str) -> dict[str, str]:
        """The addresses of the head's links of a relation, by hreflang ("" without one)."""
        found = [link for link in self.all("link") if rel in (link.get("rel") or "").split()]
        pairs = [(link.get("hreflang") or "", link.get("href") or "") for link in found]
        assert len(dict(pairs)) == len(pairs), f"{self.path}: two {rel} links for one language"
        return dict(pairs)


def read(path: str, raw: bytes) -> Page:
    """Parse one page."""
    parser: Any = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False)
    root = parser.parse(raw, transport_encoding="utf-8")
    return Page(path, raw, root, tuple(f"line {line}: {code} {more}" for (line, _), code, more in parser.errors))


def sampled(path: str, languages: Sequence[str], *, everything: bool) -> bool:
    """Whether a page is read by the tests: the long campaign reads all, else a fixed share that leaves no kind out.

    All pages about the whole city; all lists in two languages, and an eighth of those in others; every second place in
    one language, by turns, and an eighth of the metro stations; four places in all languages; a sixteenth of the QR
    pages.
    """
    first, _, rest = path.partition("/")
    chance = zlib.crc32(path.encode())
    if everything or not rest or ("/" not in rest and first in languages):
        return True
    if first == "Q":
        return chance % 16 == 0
    if rest.startswith("venue/"):
        turn = zlib.crc32(rest.encode())
        alike = turn // len(languages) % (8 if rest.startswith("venue/metro-") else 2)
        return rest in ALWAYS or (languages[turn % len(languages)] == first and not alike)
    return first in WHOLE or chance % 8 == 0


def read_sample(folder: Path, languages: Sequence[str]) -> dict[str, Page]:
    """Parse the pages of a site that `sampled` chooses."""
    everything = os.environ.get("HYPOTHESIS_PROFILE") == "long"
    paths = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.html"))
    chosen = [path for path in paths if sampled(path, languages, everything=everything)]
    return {path: read(path, (folder / path).read_bytes()) for path in chosen}


def venue_pages(pages: Mapping[str, Page], facts: Facts) -> Iterator[tuple[str, str, Page]]:
    """Each venue page that was read: the language's tag, the venue's id, the page."""
    for tag, slug in facts.slugs.items():
        for key in facts.venues:
            if page := pages.get(f"{slug}/venue/{key}.html"):
                yield tag, key, page


def claim_block(page: Page, prop: str) -> Element:
    """The part of a venue's page that tells of a property; facts of which the same is said share one."""
    anchor = f"claim-{prop.replace(':', '-')}"
    found = [e for e in page.classed("claim") if anchor in {one.get("id") for one in e.iter()}]
    assert len(found) == 1, f"{page.path}: {len(found)} blocks tell of {prop}"
    return found[0]


def classes(element: Element) -> list[str]:
    """The classes of an element."""
    return (element.get("class") or "").split()


def outside_templates(element: Element) -> Iterator[Element]:
    """An element and all within, but for templates, which are no part of the page until a script uses them."""
    if element.tag != "template":
        yield element
        for child in element:
            yield from outside_templates(child)


def text(element: Element) -> str:
    """All text within an element, its white space folded."""
    return " ".join("".join(element.itertext()).split())


@dataclass(frozen=True)
class Run:
    """A text of the page: its words, the language it stands in, the elements around it from the root down."""

    words: str
    lang: str
    around: tuple[Element, ...]


def runs(element: Element, lang: str = "", around: tuple[Element, ...] = ()) -> Iterator[Run]:
    """Every text that a reader may see or hear, with its inherited language."""
    if element.tag in SILENT or not isinstance(element.tag, str):
        return
    lang, around = element.get("lang") or lang, (*around, element)
    if element.text and element.text.strip():
        yield Run(element.text.strip(), lang, around)
    for child in element:
        yield from runs(child, lang, around)
        if child.tail and child.tail.strip():
            yield Run(child.tail.strip(), lang, around)


def number(words: str) -> int:
    """The one whole number in a text, whatever digits and separators the language writes."""
    found = re.findall(r"\d+", re.sub(r"(?<=\d)[.,٬’\s](?=\d{3})", "", words))
    assert len(found) == 1, words
    return int(found[0])


def says(words: str, count: int) -> bool:
    """Whether a counted sentence gives this number; languages write up to two in words, or by the form of the noun."""
    return number(words) == count if re.search(r"\d", words) else bool(words.strip()) and count <= 2
