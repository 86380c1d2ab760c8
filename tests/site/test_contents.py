"""The published site holds what the dataset holds: every venue, every list, every number, and little weight."""

from __future__ import annotations

import gzip
import re
from collections import Counter
from pathlib import Path, PurePosixPath
from xml.etree.ElementTree import Element

import pytest

from directory.localisation.edition import Site
from directory.model import Method
from directory.signage.content import revision
from directory.signage.kinds import venue_sign
from directory.vocabulary import DOORS, PROPERTIES
from tests.bench.weights import ALL_SCRIPTS, FIRST_FLIGHT, LEVEL, wire
from tests.site.facts import Facts
from tests.site.reading import WHOLE, Page, claim_block, classes, number, says, text, venue_pages

ROWS = 50
BUDGET = 60_000  # bytes, raw: of the styles and scripts that a page loads by itself


def rows(page: Page) -> list[str]:
    """The venues of a list page, in order."""
    links = [link.get("href") or "" for row in page.classed("row") for link in row.iter("a")]
    return [PurePosixPath(href).stem for href in links if "/venue/" in f"/{href}"]


def list_pages(pages: dict[str, Page], base: str) -> list[Page]:
    """The pages of a list, the first one first."""
    name = re.compile(rf"{re.escape(base)}(?:-(\d+))?\.html")
    found = {int(match[1] or 1): page for path, page in pages.items() if (match := name.fullmatch(path))}
    assert sorted(found) == list(range(1, len(found) + 1)), base
    return [found[n] for n in sorted(found)]


def lists_of(facts: Facts) -> dict[str, set[str]]:
    """What each list must hold, by its path within a language."""
    found = {f"door/{door}": facts.behind(door) for door in DOORS}
    for key, venue in facts.living.items():
        found.setdefault(f"kind/{venue['kind']}", set()).add(key)
        if "district" in venue:
            found.setdefault(f"district/{venue['district']['value']}", set()).add(key)
    return found


def test_lists_hold_exactly_what_the_files_say(pages: dict[str, Page], facts: Facts) -> None:
    """Doors, kinds and districts list each place once, at most fifty a page, and say how many."""
    expected = lists_of(facts)
    for slug in WHOLE:
        found = {path.removeprefix(f"{slug}/") for path in pages if re.match(rf"{slug}/(door|kind|district)/", path)}
        assert {re.sub(r"(-\d+)?\.html", "", path) for path in found} >= set(expected)
        for base, wanted in expected.items():
            shown = list_pages(pages, f"{slug}/{base}")
            listed = [row for page in shown for row in rows(page)]
            assert len(listed) == len(set(listed)), base
            assert set(listed) == wanted, f"{slug}/{base}"
            assert all(len(rows(page)) <= ROWS for page in shown)
            (line,) = list(shown[0].classed("found"))
            assert says((line.text or "").split("·")[0], len(wanted)), f"{slug}/{base}"


def counted_tiles(page: Page) -> dict[str, int]:
    """The number beside each link that has one, by the link's address."""
    found = {}
    for link in page.all("a"):
        counts = [child for child in link.iter() if "count" in classes(child)]
        if counts:
            found[link.get("href") or ""] = number(text(counts[0]))
    return found


def test_numbers_beside_links_are_counted_from_the_files(pages: dict[str, Page], facts: Facts) -> None:
    """On home and search each link to a list says how many places are behind it."""
    wanted = {f"{base}.html": len(venues) for base, venues in lists_of(facts).items()}
    tiles = {base: n for base, n in wanted.items() if not base.startswith("door/")}
    for slug in facts.slugs.values():
        home = counted_tiles(pages[f"{slug}/index.html"])
        assert {href: n for href, n in home.items() if href in wanted} == wanted
        assert {href: n for href, n in counted_tiles(pages[f"{slug}/search.html"]).items() if href in tiles} == tiles


def meters(element: Element) -> list[tuple[int, int]]:
    """The values and ends of all meters."""
    return [(int(m.get("value") or 0), int(m.get("max") or 0)) for m in element.iter("meter")]


def test_the_counts_about_the_data_are_counted_from_the_files(pages: dict[str, Page], facts: Facts) -> None:
    """Places, statements, families, ages and targets, each counted anew from the TOML files."""
    claims = [claim for venue in facts.living for claim in facts.claims(venue)]
    stale = sum(facts.stale(claim) for claim in claims)
    families = Counter(
        family
        for venue in facts.living.values()
        for family in {PROPERTIES[claim["property"]].family for claim in venue.get("claim", [])}
    )
    for slug in facts.slugs.values():
        page = pages[f"{slug}/about.html"]
        (head,) = list(page.classed("head"))
        line = text(head.findall("p")[0]).split("·")
        assert [number(part) for part in line] == [len(facts.living), len(claims)]
        coverage = next(e for e in page.all("section") if e.get("aria-labelledby") == "coverage")
        by_family, by_age, by_method, by_language = [
            meters(table) for table in coverage.iter("table") if "bars" in classes(table)
        ]
        assert Counter(value for value, _ in by_family) == Counter(
            [*families.values(), *[0] * (len(by_family) - len(families))]
        )
        assert {end for _, end in by_family} == {len(facts.living)}
        assert by_age[-1] == (stale, len(claims))
        assert sum(value for value, _ in by_age) == len(claims)
        methods = Counter(claim["method"] for claim in claims)
        assert [value for value, _ in by_method] == [methods[method.value] for method in Method]
        assert len(by_language) == len(facts.slugs)
        assert by_language[0] == (len(facts.venues), len(facts.venues))


def test_each_venue_has_all_its_pages(
    shipped: Path, published: frozenset[str], pages: dict[str, Page], facts: Facts, site: Site
) -> None:
    """A page in each language, an address for its code with the sign's current revision, and a sign while it lives."""
    codes = {path.split("/")[1] for path in published if path.startswith("Q/")}
    assert codes == {venue["code"] for venue in facts.venues.values()}
    for key, venue in facts.venues.items():
        assert {f"{slug}/venue/{key}.html" for slug in facts.slugs.values()} <= published
        if code := pages.get(f"Q/{venue['code']}/index.html"):
            now = revision(venue_sign(site, site.dataset.venues[key]))
            assert "now" in classes(code.one("id", now)), key
            linked = {link.get("href") for link in code.all("a")}
            assert {f"../../{slug}/venue/{key}.html" for slug in facts.slugs.values()} <= linked
        sign = shipped / "signs" / f"{key}.pdf"
        if key in facts.living:
            assert sign.read_bytes().startswith(b"%PDF-")
            assert sign.read_bytes().rstrip().endswith(b"%%EOF")
        else:
            assert not sign.exists()


def test_a_venue_shows_what_its_file_says(pages: dict[str, Page], facts: Facts) -> None:
    """Local name, address and telephone number stand on the page of every language as they stand in the file."""
    local = facts.city["languages"][0]
    for _, key, page in venue_pages(pages, facts):
        venue, words = facts.venues[key], text(page.root)
        assert venue["name"][local] in words, page.path
        assert text(page.one("id", "driver-to")) == venue["name"][local]
        assert venue.get("address", {}).get(local, "") in words, page.path
        if "phone" in venue:
            assert venue["phone"]["value"] in words, page.path
        claimed = {found for e in page.root.iter() if (found := e.get("id") or "").startswith("claim-")}
        assert claimed == {f"claim-{c['property'].replace(':', '-')}" for c in facts.claims(key)}, page.path


def test_disagreement_is_shown_and_never_settled_in_silence(pages: dict[str, Page], facts: Facts) -> None:
    """Where claims of equal standing differ, both sides stand on the page with their evidence."""
    seen = 0
    for _, key, page in venue_pages(pages, facts):
        for prop in {claim["property"] for claim in facts.claims(key)}:
            parts = facts.standing(key, prop).values()
            clash = any(claim["value"] != claims[0]["value"] for claims in parts for claim in claims)
            sides = [element for element in claim_block(page, prop).iter() if "sides" in classes(element)]
            assert bool(sides) == clash, f"{page.path} {prop}"
            seen += clash
    assert seen, "the shipped dataset has a conflict to show"


def test_unreviewed_safety_words_are_marked(pages: dict[str, Page], facts: Facts, site: Site) -> None:
    """Words about halal, access and emergencies that no person has reviewed stand marked in that language."""
    marked = 0
    for tag, key, page in venue_pages(pages, facts):
        words = site.catalogues[tag]
        for prop in {claim["property"] for claim in facts.claims(key)}:
            definition = PROPERTIES[prop]
            if not definition.safety:
                continue
            values = [e for e in claim_block(page, prop).iter() if "value" in classes(e)]
            drafts = [e for e in values if any("draft" in classes(child) for child in e.iter())]
            if not words.is_reviewed(definition.label):
                assert len(drafts) == len(values) > 0, f"{page.path} {prop}"
                marked += 1
            elif tag == "en":
                assert not drafts, f"{page.path} {prop}"
    assert marked or all(words.is_reviewed("Halal") for words in site.catalogues.values())


def test_a_page_says_once_that_words_are_unreviewed(pages: dict[str, Page], facts: Facts) -> None:
    """A page with a marked word carries the notice that explains the mark, once."""
    for path, page in pages.items():
        if path.split("/")[0] in facts.slugs.values():
            notices = list(page.classed("draft-notice"))
            assert len(notices) <= 1
            assert notices or not list(page.classed("draft")), path


def test_pages_are_light(shipped: Path, pages: dict[str, Page]) -> None:
    """A venue's page with its style is what the network's first flight carries; no page loads more than its budget."""
    for path, page in pages.items():
        styles = [link.get("href") or "" for link in page.all("link") if link.get("rel") == "stylesheet"]
        files = [shipped / "assets" / PurePosixPath(address).name for address in styles]
        if "/venue/" in path:
            assert len(gzip.compress(page.raw, LEVEL)) + sum(map(wire, files)) <= FIRST_FLIGHT, path
        files += [
            shipped / "assets" / PurePosixPath(s.get("src") or "").name for s in page.all("script") if s.get("src")
        ]
        assert sum(file.stat().st_size for file in set(files)) < BUDGET, path


def test_all_scripts_together_are_light(shipped: Path) -> None:
    """What a visitor who searches downloads of scripts, as it is sent; and so does who makes a sign."""
    weights = {path.name.partition(".")[0]: wire(path) for path in (shipped / "assets").glob("*.js")}
    for other in ("print-page", "search-page"):
        assert 0 < sum(size for name, size in weights.items() if name != other) <= ALL_SCRIPTS, other


def test_each_language_has_its_search_index(shipped: Path, facts: Facts) -> None:
    """The search page of a language finds an index of that language."""
    names = {path.name for path in (shipped / "assets" / "search").iterdir()}
    assert {f"core.{tag}.bin" for tag in facts.slugs} <= names


def test_nothing_but_pages_and_their_parts_is_published(shipped: Path) -> None:
    """No manifest, no dot file, no source lies in the published folder."""
    endings = {path.suffix for path in shipped.rglob("*") if path.is_file()}
    assert endings <= {".html", ".css", ".js", ".bin", ".pdf", ".png", ".xml", ".txt", ".json", ".geojson", ".csv"}
    assert not list(shipped.rglob(".*"))


@pytest.mark.parametrize(("words", "wanted"), [("1,234 places", 1234), ("٦٢ مكانًا", 62), ("62", 62), ("1 234", 1234)])
def test_numbers_are_read_in_any_language(words: str, wanted: int) -> None:
    """The reader of numbers used above knows separators and other digits."""
    assert number(words) == wanted
