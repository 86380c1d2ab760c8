"""Every address on every page: inside the site it exists, outside it is a link that says so, and nothing is fetched."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from tests.site.facts import Facts
from tests.site.reading import Page, read, venue_pages

FETCHED = {"src", "srcset", "poster", "data", "background", "action", "formaction", "ping", "manifest"}
OPENED = {"a", "area"}
SCHEMES = {"http", "https", "tel", "mailto", "om"}
NAMED_ONLY = {"canonical", "alternate"}  # links of the head that nobody follows by loading the page
CSS_ADDRESS = re.compile(r"url\(\s*['\"]?([^'\")]*)|@import\s+['\"]([^'\"]*)", re.IGNORECASE)
SCRIPT_ADDRESS = re.compile(r"(?:https?:)?//[a-z0-9-]+\.[a-z]", re.IGNORECASE)


def references(page: Page) -> Iterator[tuple[str, str, str]]:
    """Every address of a page: the element's name, the attribute, the address."""
    for element in page.root.iter():
        for name, value in element.attrib.items():
            if name == "href" or name in FETCHED or str(name).endswith("}href"):
                yield str(element.tag), str(name), value
            if str(name).startswith("data-") and name in ("data-index", "data-worker", "data-engine", "data-shown"):
                yield str(element.tag), str(name), value


def faults(page: Page, files: Mapping[str, frozenset[str]]) -> list[str]:
    """What is wrong with the addresses of a page. `files` gives the ids in each page, nothing for other files."""
    return [fault for tag, name, value in references(page) if (fault := _fault(page, tag, name, value, files))]


def _fault(page: Page, tag: str, name: str, value: str, files: Mapping[str, frozenset[str]]) -> str:
    parts = urlsplit(value)
    if tag == "link" and name == "href" and _rels(page, value) & NAMED_ONLY:
        return "" if parts.scheme == "https" else f"{value} is not a full address"
    if value == "data:,":
        return ""
    if parts.scheme or parts.netloc:
        if tag not in OPENED:
            return f"{tag} {name} fetches {value}"
        return "" if parts.scheme in SCHEMES else f"a link of scheme {parts.scheme}"
    if value.startswith("/") and page.path != "404.html":  # which is answered at any depth
        return f"{value} leads from the host's root, not from the page"
    return _inside(page, parts.path, unquote(parts.fragment), files)


def _rels(page: Page, href: str) -> set[str]:
    return {rel for link in page.all("link") if link.get("href") == href for rel in (link.get("rel") or "").split()}


def _inside(page: Page, path: str, fragment: str, files: Mapping[str, frozenset[str]]) -> str:
    here = posixpath.dirname(page.path)
    target = posixpath.normpath(posixpath.join("/", here, unquote(path))).lstrip("/") if path else page.path
    if path.endswith("/"):
        return "" if any(name.startswith(f"{target}/") for name in files) else f"{path} is no folder"
    if target not in files:
        return f"{path} leads nowhere"
    return "" if not fragment or fragment in files[target] else f"{path}#{fragment} is not on that page"


class Ids(Mapping[str, frozenset[str]]):
    """The files of a site with the ids of each, read when they are asked for."""

    def __init__(self, folder: Path, published: frozenset[str]) -> None:
        self.folder, self.published = folder, published
        self.known: dict[str, frozenset[str]] = {}

    def __getitem__(self, path: str) -> frozenset[str]:
        if path not in self.published:
            raise KeyError(path)
        if path not in self.known:
            found = re.findall(rb'\sid="([^"]+)"', (self.folder / path).read_bytes()) if path.endswith(".html") else []
            self.known[path] = frozenset(one.decode() for one in found)
        return self.known[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self.published)

    def __len__(self) -> int:
        return len(self.published)

    def __contains__(self, path: object) -> bool:
        return path in self.published


def test_every_address_leads_somewhere(shipped: Path, published: frozenset[str], pages: dict[str, Page]) -> None:
    """Links, anchors, styles, scripts and search files of every page exist; other hosts are only linked to."""
    files = Ids(shipped, published)
    assert [f"{path}: {fault}" for path, page in pages.items() for fault in faults(page, files)] == []


def test_links_to_other_sites_say_so(pages: dict[str, Page]) -> None:
    """A link to another host has rel=external and gives it no referrer's window (noopener)."""
    for path, page in pages.items():
        for link in page.all("a"):
            if urlsplit(link.get("href") or "").scheme in ("http", "https", "om"):
                assert {"external", "noopener"} <= set((link.get("rel") or "").split()), f"{path}: {link.get('href')}"


def test_no_style_or_script_knows_another_host(shipped: Path) -> None:
    """Style sheets fetch nothing, scripts hold no host's name: a page cannot ask another host for anything."""
    styles, scripts = list(shipped.rglob("*.css")), list(shipped.rglob("*.js"))
    assert styles
    assert scripts
    for path in styles:
        found = [first or second for first, second in CSS_ADDRESS.findall(path.read_text("utf-8"))]
        assert [address for address in found if not address.startswith(("data:", "#"))] == [], path.name
    for path in scripts:
        assert SCRIPT_ADDRESS.findall(path.read_text("utf-8")) == [], path.name


def test_each_place_has_its_anchors(pages: dict[str, Page], facts: Facts) -> None:
    """A venue's page has its actions, the way there and the driver card, and a link to each."""
    for _, _, page in venue_pages(pages, facts):
        linked = {link.get("href") for link in page.all("a")}
        for anchor in ("actions", "way", "driver", "main"):
            page.one("id", anchor)
            assert f"#{anchor}" in linked, f"{page.path}: {anchor}"


FILES = {
    "en/good.html": frozenset({"a"}),
    "en/other.html": frozenset({"b"}),
    "assets/search/core.bin": frozenset[str](),
}


@pytest.mark.parametrize(
    "good",
    [
        '<a href="other.html#b">x</a>',
        '<a href="#a">x</a>',
        '<a href="https://x.example" rel="external">x</a>',
        '<a href="tel:110">x</a>',
        '<form data-index="../assets/search/"></form>',
        '<link rel="canonical" href="https://x.example/">',
    ],
)
def test_a_good_address_passes(good: str) -> None:
    """What the house uses is let through."""
    assert faults(read("en/good.html", f"<!doctype html><body>{good}".encode()), FILES) == []


@pytest.mark.parametrize(
    "bad",
    [
        '<a href="gone.html">x</a>',
        '<a href="other.html#a">x</a>',
        '<a href="#b">x</a>',
        '<a href="/en/other.html">x</a>',
        '<a href="ftp://x.example/">x</a>',
        '<img src="https://x.example/a.png">',
        '<img src="//x.example/a.png">',
        '<link rel="stylesheet" href="https://x.example/a.css">',
        '<link rel="preconnect" href="https://x.example/">',
        '<script src="https://x.example/a.js"></script>',
        '<form action="https://x.example/"></form>',
        '<form data-index="../assets/none/"></form>',
        '<svg><use xlink:href="https://x.example/#i"/></svg>',
        '<svg><use href="#i"/></svg>',
        '<iframe src="https://x.example/"></iframe>',
    ],
)
def test_a_planted_address_is_found(bad: str) -> None:
    """An address that leads nowhere, or fetches from another host, is a fault."""
    assert faults(read("en/good.html", f"<!doctype html><body>{bad}".encode()), FILES) != []
