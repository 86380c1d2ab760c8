"""What stands once for all languages: chooser, 404, QR addresses, sitemap."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from dataclasses import fields, replace
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import pytest

from directory.localisation.edition import Site
from directory.model import Dataset, Issue, Venue
from directory.output.recipe import Recipe
from directory.pages import root
from directory.signage.ask import Ask, words
from directory.signage.content import SignContent, canonical, revision
from directory.signage.kinds import RECORDS, asked_sign, venue_sign
from tests.directory.localisation.builders import claim, dataset, site, venue

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def planned(made: Site) -> dict[str, Recipe]:
    """The root's recipes by path."""
    return {recipe.path: recipe for recipe in root.plan(made)}


def issue(content: SignContent, ask: Ask | None = None, **changed: Any) -> Issue:
    """A printed batch of a sign that said something else."""
    then = replace(content, **changed)
    spoken = " ".join(content.languages)
    raw = {"code": content.code, "issued": "2026-05-01", "languages": spoken, "count": 1, "place": "x"}
    sign = words(ask or Ask(content.sign))
    return Issue.model_validate({**raw, "sign": sign, "revision": revision(then), "says": canonical(then)})


def sign_of(made: Site, venue: Venue, kind: str, **wishes: Any) -> SignContent:
    """A sign that can be made."""
    found = asked_sign(made, venue, Ask(kind, **wishes))
    assert isinstance(found, SignContent), found
    return found


def page_of(made: Site, code: str) -> Element:
    """The page of a code."""
    (recipe,) = root.plan_codes(made, [code])
    assert recipe.path == f"Q/{code}/index.html"
    tree: Element = html5lib.parse(recipe.make().decode(), namespaceHTMLElements=False)
    return tree


def classed(page: Element, name: str) -> list[Element]:
    """The elements of a class, in order."""
    return [element for element in page.iter() if name in element.attrib.get("class", "").split()]


def test_every_part_of_a_sign_can_be_named() -> None:
    """Whatever differs between a printed sign and today's, there is a word for it; a specimen's stamp is no change."""
    assert set(root.PARTS) == {field.name for field in fields(SignContent)} - {"specimen"}


def test_revisions_tell_what_changed() -> None:
    """The current revision comes first; each printed one names what changed, in every language."""
    one = venue("a", claim("wheelchair"))
    data = dataset(one)
    content = venue_sign(site(data), one)
    made = site(replace(data, issues=(issue(content, hotline="999"), issue(content))))
    now, access, then = root.revisions(made, one, one.code)
    assert (now.id, now.current, now.changed) == (revision(content), True, ())
    assert (access.id, access.current) == (revision(sign_of(made, one, "access")), True)
    assert (then.current, dict(then.changed)["en"]) == (False, ("hotline",))
    assert [tag for tag, _ in then.changed] == ["zh-Hans", "en", "ar"]


def test_another_places_signs_are_not_listed() -> None:
    """A batch belongs to its code alone."""
    one, other = venue("a"), venue("b", number=1)
    data = dataset(one, other)
    issued = issue(venue_sign(site(data), other), hotline="999")
    made = site(replace(data, issues=(issued,)))
    assert [found.id for found in root.revisions(made, one, one.code)] == [revision(venue_sign(made, one))]


def test_every_kind_of_sign_has_its_revision_in_time() -> None:
    """Each kind that a place can have is current; one that can no longer be made has lost its facts."""
    one = venue("a", claim("wheelchair"), claim("payment:alipay"))
    made = site(dataset(one))
    kinds = ["poster", "cards", "access"]
    assert [each.id for each in root.revisions(made, one, one.code)] == [revision(sign_of(made, one, k)) for k in kinds]
    assert set(kinds) < set(RECORDS)
    bare = venue("a", claim("payment:alipay"))
    later = site(replace(dataset(bare), issues=(issue(sign_of(made, one, "access")),)))
    *_, lost = root.revisions(later, bare, bare.code)
    assert (lost.current, dict(lost.changed)["en"]) == (False, ("facts on the sign",))


@pytest.mark.parametrize("ask", [Ask("access", arrow="left"), Ask("poster", ("zh-Hans", "ar")), Ask("access", ("ar",))])
def test_a_sign_with_wishes_is_current_while_it_says_what_it_said(ask: Ask) -> None:
    """Other languages and an arrow make other revisions, which hold as long as what was recorded of them does."""
    one = venue("a", claim("wheelchair"))
    made = site(dataset(one))
    content = asked_sign(made, one, ask)
    assert isinstance(content, SignContent)
    found = {each.id: each.current for each in _revisions(made, one, issue(content, ask))}
    assert found[revision(content)]
    assert len(found) == 3
    old = issue(content, ask, hotline="999")
    assert not {each.id: each.current for each in _revisions(made, one, old)}[old.revision]


def _revisions(made: Site, one: Venue, *issues: Issue) -> tuple[root.Revision, ...]:
    return root.revisions(replace(made, dataset=replace(made.dataset, issues=issues)), one, one.code)


def test_a_codes_page_answers_for_the_sign_in_hand(load_small_city: Dataset) -> None:
    """It lives at /Q/<CODE>/, has an anchor for each revision of today, and links to the place in every language."""
    made = site(load_small_city)
    page = page_of(made, "EX0015")
    museum = load_small_city.venues["example-museum"]
    kinds = ("poster", "cards", "promises", "notice")
    assert [one.attrib["id"] for one in classed(page, "now")] == [revision(sign_of(made, museum, k)) for k in kinds]
    assert classed(page, "revision") == []
    links = [one.attrib["href"] for one in page.iter("a")]
    assert [f"../../{slug}/venue/example-museum.html" for slug in ("zh-hans", "en", "ar")] == links


def test_all_revisions_of_today_share_one_part(load_small_city: Dataset) -> None:
    """The words are there once, after the anchors and before those for a sign without a revision, as siblings."""
    made = site(load_small_city)
    museum = load_small_city.venues["example-museum"]
    old = issue(venue_sign(made, museum), hotline="999")
    page = page_of(replace(made, dataset=replace(load_small_city, issues=(old,))), "EX0015")
    (main,) = page.iter("main")
    (current,), (gone,), (none,) = (classed(page, name) for name in ("current", "revision", "revision-none"))
    places = [list(main).index(one) for one in (*classed(page, "now"), current, gone, none)]
    assert places == sorted(places)
    assert [(len(one), one.text) for one in classed(page, "now")] == [(0, None)] * 4
    said = "".join(page.itertext())
    assert said.count("Your sign is up to date.") == 3  # once a language, which have no translation here
    assert gone.attrib["id"] == old.revision
    assert [one.text for one in gone.iter("li") if not len(one)] == ["hotline"] * 3
    identifiers = [one.attrib["id"] for one in page.iter() if "id" in one.attrib]
    assert len(identifiers) == len(set(identifiers))


def test_a_closed_places_code_still_answers(load_small_city: Dataset) -> None:
    """A sign on a wall outlives the place; its page says that it closed, and knows the notice on its door."""
    made = site(load_small_city)
    page = page_of(made, "EX004Z")
    assert "This place has closed for good." in "".join(page.itertext())
    notice = revision(sign_of(made, load_small_city.venues["old-teahouse"], "notice"))
    assert notice in [one.attrib["id"] for one in classed(page, "now")]


def test_the_code_of_a_merged_place_answers_with_its_successor() -> None:
    """It leads to the place of today in every language, and tells of what was printed under it; nothing is current."""
    merged = venue("annex", number=1, name={"zh-Hans": "旧馆", "en": "Annex"})
    one = venue("hall", name={"zh-Hans": "馆", "en": "Hall"})
    then = venue_sign(site(dataset(one, merged)), merged)
    data = dataset(one)
    data = replace(
        data,
        codes={**data.codes, merged.code: "annex"},
        redirects={"annex": "wing", "wing": "hall"},
        issues=(issue(then),),
    )
    page = page_of(site(data), merged.code)
    assert [one.attrib["href"] for one in page.iter("a")] == [
        f"../../{slug}/venue/hall.html" for slug in ("zh-hans", "en", "ar")
    ]
    assert classed(page, "now") == classed(page, "current") == []
    (old,) = classed(page, "revision")
    assert old.attrib["id"] == revision(then)
    assert {"name", "code"} <= {item.text for item in old.iter("li")}
    own = page_of(site(data), one.code)
    assert [one.attrib["id"] for one in classed(own, "now")] == [revision(venue_sign(site(data), one))]
    assert classed(own, "revision") == []


def test_codes_are_planned_with_every_share(load_small_city: Dataset) -> None:
    """Each code that was ever given out has its page, whatever became of its place."""
    made = site(load_small_city)
    paths = [recipe.path for recipe in root.plan_codes(made, tuple(load_small_city.codes))]
    assert paths == [f"Q/{code}/index.html" for code in load_small_city.codes]


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


def test_a_heavy_sitemap_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    """No file has more bytes than the protocol allows, however few its addresses; together they have all pages."""
    monkeypatch.setattr(root, "SITEMAP_BYTES", 5000)
    found = planned(site(dataset(*(venue("a" * 20 + letter, number=n) for n, letter in enumerate("bcdefgh")))))
    made = [recipe.make() for path, recipe in found.items() if path.startswith("sitemap-")]
    assert len(made) > 2
    assert max(map(len, made)) < 5000 + 300  # a head of two lines, and a foot
    assert sum(data.count(b"<url>") for data in made) == len(site(dataset(venue("a"))).languages) * (4 + 7)


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
