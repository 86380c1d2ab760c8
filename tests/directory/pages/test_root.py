"""What stands once for all languages: chooser, 404, QR addresses, sitemap."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from dataclasses import fields, replace

import html5lib
import pytest

from directory.localisation.edition import Site
from directory.model import Dataset, Issue
from directory.output.recipe import Recipe
from directory.pages import root
from directory.signage.content import SignContent, canonical, revision
from directory.signage.kinds import venue_sign
from tests.directory.localisation.builders import claim, dataset, site, venue

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def planned(made: Site) -> dict[str, Recipe]:
    """The root's recipes by path."""
    return {recipe.path: recipe for recipe in root.plan(made)}


def issue(content: SignContent, **changed: str) -> Issue:
    """A printed batch of a sign that said something else."""
    then = replace(content, **changed)  # type: ignore[arg-type]
    raw = {"code": content.code, "issued": "2026-05-01", "languages": "en", "count": 1, "place": "x"}
    return Issue.model_validate({**raw, "revision": revision(then), "says": canonical(then)})


def test_every_part_of_a_sign_can_be_named() -> None:
    """Whatever differs between a printed sign and today's, there is a word for it; a specimen's stamp is no change."""
    assert set(root.PARTS) == {field.name for field in fields(SignContent)} - {"specimen"}


def test_revisions_tell_what_changed() -> None:
    """The current revision comes first; each printed one names what changed, in every language."""
    one = venue("a", claim("wheelchair"))
    data = dataset(one)
    content = venue_sign(site(data), one)
    made = site(replace(data, issues=(issue(content, hotline="999"), issue(content))))
    now, then = root.revisions(made, content)
    assert (now.id, now.current, now.changed) == (revision(content), True, ())
    assert (then.current, dict(then.changed)["en"]) == (False, ("hotline",))
    assert [tag for tag, _ in then.changed] == ["zh-Hans", "en", "ar"]


def test_another_places_signs_are_not_listed() -> None:
    """A batch belongs to its code alone."""
    one, other = venue("a"), venue("b", number=1)
    data = dataset(one, other)
    issued = issue(venue_sign(site(data), other), hotline="999")
    made = site(replace(data, issues=(issued,)))
    assert len(root.revisions(made, venue_sign(made, one))) == 1


def test_a_codes_page_answers_for_the_sign_in_hand(load_small_city: Dataset) -> None:
    """It lives at /Q/<CODE>/, has an element for each revision, and links to the place in every language."""
    (recipe,) = root.plan_codes(site(load_small_city), ["example-museum"])
    assert recipe.path == "Q/EX0015/index.html"
    page = html5lib.parse(recipe.make().decode(), namespaceHTMLElements=False)
    content = venue_sign(site(load_small_city), load_small_city.venues["example-museum"])
    assert [one.attrib["id"] for one in page.iter("section")] == [revision(content)]
    links = [one.attrib["href"] for one in page.iter("a")]
    assert [f"../../{slug}/venue/example-museum.html" for slug in ("zh-hans", "en", "ar")] == links


def test_a_closed_places_code_still_answers(load_small_city: Dataset) -> None:
    """A sign on a wall outlives the place; its page says that it closed."""
    (recipe,) = root.plan_codes(site(load_small_city), ["old-teahouse"])
    assert "This place has closed for good." in recipe.make().decode()


def test_the_sitemap_has_every_language_of_every_page(load_small_city: Dataset) -> None:
    """Every address names all its languages, and a closed place is not among them."""
    tree = ET.fromstring(planned(site(load_small_city))["sitemap.xml"].make())
    urls = tree.findall(f"{SITEMAP}url")
    assert len(urls) == 3 * (4 + 5)
    addresses = [url.findtext(f"{SITEMAP}loc") or "" for url in urls]
    assert all(address.startswith("https://exampleton.example/") for address in addresses)
    assert not any("old-teahouse" in address for address in addresses)
    for url in urls:
        assert [link.attrib["hreflang"] for link in url if link.tag.endswith("link")] == ["zh-Hans", "en", "ar"]


@pytest.mark.parametrize(("limit", "parts"), [(1000, 0), (9, 2), (3, 6)])
def test_a_large_sitemap_is_cut(monkeypatch: pytest.MonkeyPatch, limit: int, parts: int) -> None:
    """No file has more addresses than the protocol allows; an index names them all."""
    monkeypatch.setattr(root, "SITEMAP_MAX", limit)
    found = planned(site(dataset(venue("a"), venue("b", number=1))))
    names = sorted(path for path in found if path.startswith("sitemap-"))
    assert len(names) == parts
    for name in names:
        assert len(ET.fromstring(found[name].make()).findall(f"{SITEMAP}url")) <= limit
    if names:
        index = ET.fromstring(found["sitemap.xml"].make())
        assert sorted(one.text or "" for one in index.iter(f"{SITEMAP}loc")) == [
            f"https://city.example/{n}" for n in names
        ]


def test_an_address_with_an_ampersand_is_xml() -> None:
    """The site's own address is escaped in the sitemap."""
    found = planned(site(dataset(venue("a"), base_url="https://city.example/?a=1&b=2/")))
    assert ET.fromstring(found["sitemap.xml"].make()) is not None


@pytest.mark.parametrize(("base", "rule"), [("https://city.example/", "Disallow: /"), ("https://city.cn/", "Allow: /")])
def test_a_specimen_is_not_to_be_found(base: str, rule: str) -> None:
    """A site on a reserved domain keeps search engines out; a real one lets them in."""
    text = planned(site(dataset(venue("a"), base_url=base)))["robots.txt"].make().decode()
    assert text == f"User-agent: *\n{rule}\nSitemap: {base}sitemap.xml\n"


def test_a_missing_page_links_from_the_sites_root() -> None:
    """Asked for at any depth, its links still lead home."""
    html = planned(site(dataset(venue("a"), base_url="https://city.example/d/")))["404.html"].make().decode()
    page = html5lib.parse(html, namespaceHTMLElements=False)
    assert all(one.attrib["href"].startswith("/d/") for one in page.iter("a"))


def test_the_chooser_offers_every_language_in_its_own_words() -> None:
    """No language is chosen for the reader."""
    page = html5lib.parse(planned(site(dataset(venue("a"))))["index.html"].make().decode(), namespaceHTMLElements=False)
    assert [(one.attrib["href"], "".join(one.itertext()).strip()) for one in page.iter("a")] == [
        ("zh-hans/index.html", "简体中文"),
        ("en/index.html", "English"),
        ("ar/index.html", "العربية"),
    ]


def test_a_record_is_plain_json() -> None:
    """What a batch says is read back as it was written."""
    content = venue_sign(site(dataset(venue("a"))), venue("a"))
    assert json.loads(issue(content).says)["code"] == content.code
