"""What machines read of the site: canonical addresses, languages of a page, the sitemap, JSON-LD."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest

from directory.localisation.catalogues import Catalogue
from directory.localisation.edition import Site
from directory.vocabulary import FIELD_SHELF_LIFE, KINDS, PROPERTIES, Property, Type
from tests.site.facts import Facts, Table, first_day
from tests.site.reading import Page, venue_pages

NAMESPACES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
Clusters = dict[str, dict[str, str]]


def path_of(address: str, base: str) -> str:
    """The path of a page from its full address."""
    assert address.startswith(base), address
    path = address.removeprefix(base)
    return f"{path}index.html" if not path or path.endswith("/") else path


def cluster_faults(clusters: Clusters, tags: set[str]) -> list[str]:
    """Pages whose languages are not all there, do not name themselves, or are not named back (Google's rule)."""
    found = []
    for path, others in clusters.items():
        if set(others) != {*tags, "x-default"}:
            found.append(f"{path}: names {sorted(others)}")
        if path not in others.values():
            found.append(f"{path}: does not name itself")
        for tag, other in others.items():
            if clusters.get(other) != others:
                found.append(f"{path}: the {tag} page {other} does not name the same cluster")
    return found


def test_the_languages_of_a_page_name_each_other(shipped: Path, pages: dict[str, Page], facts: Facts) -> None:
    """hreflang clusters are whole, reciprocal, and have an x-default."""
    base = facts.city["base_url"]
    rests = {path.partition("/")[2] for path in pages if path.split("/")[0] in facts.slugs.values()}
    assert len(rests) > len(facts.venues) / 2
    clusters = {
        path: {tag: path_of(address, base) for tag, address in alternates(shipped / path)}
        for slug in facts.slugs.values()
        for rest in rests
        if (path := f"{slug}/{rest}")
    }
    assert cluster_faults(clusters, set(facts.slugs)) == []


def alternates(page: Path) -> list[tuple[str, str]]:
    """The alternate links of a page's head, by their language: more pages than are parsed are asked for theirs."""
    head = page.read_text("utf-8").partition("</head>")[0]
    return re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">', head)


def test_a_broken_cluster_is_found() -> None:
    """A page that is not named back, not named at all, or that lacks a language, is a fault."""
    both = {"en": "en/a", "ar": "ar/a", "x-default": "en/a"}
    assert cluster_faults({"en/a": both, "ar/a": both}, {"en", "ar"}) == []
    assert cluster_faults({"en/a": both}, {"en", "ar"}) != []
    assert cluster_faults({"en/a": both, "ar/a": {**both, "en": "en/b"}}, {"en", "ar"}) != []
    assert cluster_faults({"en/a": both, "ar/a": both}, {"en", "ar", "fr"}) != []


def test_every_page_names_its_own_address(published: frozenset[str], pages: dict[str, Page], facts: Facts) -> None:
    """The canonical address is the page's own; a QR address gives its venue's, and is not to be found itself."""
    base = facts.city["base_url"]
    by_code = {venue["code"]: key for key, venue in facts.venues.items()}
    for path, page in pages.items():
        hidden = any(
            meta.get("name") == "robots" and "noindex" in (meta.get("content") or "") for meta in page.all("meta")
        )
        if path == "404.html":
            assert hidden
            continue
        own = path_of(page.links("canonical")[""], base)
        if path.startswith("Q/"):
            assert hidden, path
            assert own in published, path
            assert own.endswith(f"/venue/{by_code[path.split('/')[1]]}.html"), path
        else:
            assert not hidden, path
            assert own == path


def test_the_sitemap_lists_what_is_there(shipped: Path, published: frozenset[str], facts: Facts) -> None:
    """The sitemap is well-formed, lists each living venue in each language once, and nothing that is not published."""
    base = facts.city["base_url"]
    tree = ElementTree.parse(shipped / "sitemap.xml").getroot()
    assert tree.tag == f"{{{NAMESPACES['s']}}}urlset"
    listed = []
    for entry in tree.findall("s:url", NAMESPACES):
        loc = entry.find("s:loc", NAMESPACES)
        assert loc is not None
        path = path_of(loc.text or "", base)
        links = {
            link.get("hreflang"): path_of(link.get("href") or "", base) for link in entry.findall("x:link", NAMESPACES)
        }
        listed.append(path)
        assert set(links) >= set(facts.slugs), path
        assert set(links.values()) <= published, path
        assert path in links.values()
    assert len(listed) == len(set(listed))
    assert set(listed) <= published
    assert {f"{slug}/venue/{key}.html" for slug in facts.slugs.values() for key in facts.living} <= set(listed)
    assert not {
        f"{slug}/venue/{key}.html" for slug in facts.slugs.values() for key in facts.venues if key not in facts.living
    } & set(listed)


def test_robots_keeps_a_specimen_out_of_search_engines(shipped: Path, facts: Facts) -> None:
    """On a reserved example domain nothing may be found; elsewhere everything may, and the sitemap is named."""
    lines = (shipped / "robots.txt").read_text("utf-8").splitlines()
    host = urlsplit(facts.city["base_url"]).hostname or ""
    reserved = host.endswith((".example", "example.org", "example.com", "example.net", ".test"))
    assert ("Disallow: /" in lines) == reserved
    assert f"Sitemap: {facts.city['base_url']}sitemap.xml" in lines


# ---- JSON-LD: recomputed from the TOML files


def block(page: Page) -> dict[str, Any]:
    """The JSON-LD of a page."""
    found = [script.text or "" for script in page.all("script") if script.get("type") == "application/ld+json"]
    assert len(found) == 1, page.path
    value: dict[str, Any] = json.loads(found[0])
    return value


def expected_features(facts: Facts, venue: str, words: Catalogue) -> set[str]:
    """The amenities that may be told: fresh and undisputed, in reviewed words where a wrong one does harm."""
    result = set()
    for prop, definition in PROPERTIES.items():
        parts = facts.standing(venue, prop)
        if definition.schema_org != "amenityFeature" or not parts:
            continue
        counted = [claim for claims in parts.values() for claim in claims]
        agreed = all(repr(claim["value"]) == repr(claims[0]["value"]) for claims in parts.values() for claim in claims)
        sure = not definition.safety or all(is_reviewed(words, definition, claim["value"]) for claim in counted)
        if agreed and sure and not any(facts.stale(claim) for claim in counted):
            result.add(prop)
    return result


def is_reviewed(words: Catalogue, definition: Property, value: object) -> bool:
    """Whether a person has reviewed the words of a property and of its value."""
    labels = [definition.label, *(choice.label for choice in definition.values if choice.key == value)]
    return all(map(words.is_reviewed, labels))


def feature_faults(told: list[dict[str, Any]], expected: set[str], labels: dict[str, str]) -> list[str]:
    """Amenities that are told but not to be trusted, that are missing, or that stand twice."""
    names = [labels.get(feature["name"], f"?{feature['name']}") for feature in told]
    twice = [f"{name} twice" for name in names if names.count(name) > 1]
    wrong = [f"{name} is stale, in conflict or not stated" for name in names if name not in expected]
    return twice + wrong + [f"{name} is missing" for name in expected - set(names)]


def test_search_engines_are_told_fresh_and_undisputed_facts_only(
    pages: dict[str, Page], facts: Facts, site: Site
) -> None:
    """Each amenity in JSON-LD is fresh and undisputed by the TOML files, and none that is so is left out."""
    told_at_all = 0
    labels = {
        tag: {site.catalogues[tag].gettext(prop.label): key for key, prop in PROPERTIES.items()} for tag in facts.slugs
    }
    for tag, venue, page in venue_pages(pages, facts):
        told = block(page).get("amenityFeature", [])
        told_at_all += len(told)
        wanted = expected_features(facts, venue, site.catalogues[tag])
        assert feature_faults(told, wanted, labels[tag]) == [], f"{tag} {venue}"
    assert told_at_all


def test_a_stale_or_missing_amenity_is_found() -> None:
    """The comparison tells an amenity too many, too few, and twice."""
    labels = {"A lift": "elevator", "A ramp": "ramp:wheelchair"}
    assert feature_faults([{"name": "A lift"}], {"elevator"}, labels) == []
    assert feature_faults([{"name": "A lift"}], set(), labels) != []
    assert feature_faults([], {"elevator"}, labels) != []
    assert feature_faults([{"name": "A lift"}, {"name": "A lift"}], {"elevator"}, labels) != []


def test_the_values_of_amenities_are_the_effective_ones(pages: dict[str, Page], facts: Facts, site: Site) -> None:
    """JSON-LD says true for yes, false for no, words for what holds in part and for what is a text or a number."""
    keys = {site.catalogues["en"].gettext(definition.label): key for key, definition in PROPERTIES.items()}
    seen: dict[str, int] = defaultdict(int)
    for tag, venue, page in venue_pages(pages, facts):
        for feature in block(page).get("amenityFeature", []) if tag == "en" else ():
            prop = keys[feature["name"]]
            claims = [claim for part in facts.standing(venue, prop).values() for claim in part]
            truth = facts.truth(venue, prop)
            plain = {"yes": feature["value"] is True, "no": feature["value"] is False}
            words = isinstance(feature["value"], str) and feature["value"]
            expected = plain.get(truth, words) if PROPERTIES[prop].type is Type.CHOICE else words
            assert expected, f"{venue} {prop}"
            assert feature.get("validFrom", "unknown") in {claim["observed"] for claim in claims}
            seen[truth] += 1
    assert seen["yes"]


def test_json_ld_says_what_the_dataset_says(pages: dict[str, Page], facts: Facts) -> None:
    """Type, address of the page, names, position; a telephone number only while its evidence is fresh or due."""
    for _, venue, page in venue_pages(pages, facts):
        table, place = facts.venues[venue], block(page)
        assert place["@context"] == "https://schema.org"
        assert place["@type"] == KINDS[table["kind"]].schema_org
        assert place["url"] == page.links("canonical")[""]
        local = table["name"][facts.city["languages"][0]]
        assert local in (place["name"], place.get("alternateName")), page.path
        at = table.get("position")
        geo = {"@type": "GeoCoordinates", "latitude": at["lat"], "longitude": at["lon"]} if at else None
        assert place.get("geo") == geo, page.path
        assert ("telephone" in place) == _phone_holds(facts, table), page.path


def _phone_holds(facts: Facts, table: Table) -> bool:
    if "phone" not in table:
        return False
    observed = {**table["record"], **table["phone"]}["observed"]
    return observed != "unknown" and (facts.day - first_day(observed)).days <= FIELD_SHELF_LIFE["phone"]


def test_a_page_of_no_venue_has_no_json_ld(pages: dict[str, Page]) -> None:
    """Only a venue is a place."""
    with pytest.raises(AssertionError):
        block(pages["index.html"])
