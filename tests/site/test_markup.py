"""Every page by the HTML standard and the house's rules: parse, ids, headings, languages, policy, nothing inline."""

from __future__ import annotations

import json
import re
from collections import Counter

import pytest

from directory.localisation.edition import Site
from directory.localisation.languages import LANGUAGES
from tests.site.facts import Facts
from tests.site.reading import ARABIC, HAN, LATIN, Page, Run, classes, outside_templates, read, runs, text, venue_pages

DATA_BLOCKS = ("application/json", "application/ld+json")
NO_LANGUAGE_OF_ITS_OWN = ("index.html", "404.html")
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def parse_faults(page: Page) -> list[str]:
    """What the parser of the HTML standard complains of."""
    return list(page.faults)


def id_faults(page: Page) -> list[str]:
    """Ids that stand twice, and references to ids that are nowhere."""
    found = Counter(element.get("id") for element in page.root.iter() if element.get("id"))
    asked = [
        (name, key)
        for element in page.root.iter()
        for name in ("for", "aria-labelledby", "aria-describedby", "aria-controls")
        for key in (element.get(name) or "").split()
    ]
    twice = [f"id {key} stands {count} times" for key, count in found.items() if count > 1]
    return twice + [f"{name}={key} leads nowhere" for name, key in asked if key not in found]


def heading_faults(page: Page) -> list[str]:
    """More or less than one first heading, and steps down by more than one level."""
    headings = [element for element in outside_templates(page.root) if element.tag in HEADINGS]
    levels = [int(str(element.tag)[1]) for element in headings]
    faults = [] if levels.count(1) == 1 else [f"{levels.count(1)} h1"]
    steps = zip([0, *levels], levels, strict=False)
    faults += [f"h{after} follows h{before}" for before, after in steps if after > before + 1]
    return faults + [f"an empty {e.tag}" for e in headings if not text(e)]


def inline_faults(page: Page) -> list[str]:
    """Styles, handlers and programs that stand in the page itself, and an absent or weak policy."""
    faults = [
        f"inline {name} on {e.tag}" for e in page.root.iter() for name in e.attrib if _inline(str(name), e.attrib[name])
    ]
    faults += ["a style element" for _ in page.all("style")]
    for script in page.all("script"):
        block = script.get("type") in DATA_BLOCKS
        if bool(script.get("src")) == block or (script.text and not block):
            faults.append("a script that is neither a file nor a data block")
        if block:
            json.loads(script.text or "")
    return faults + policy_faults(page)


def _inline(name: str, value: str) -> bool:
    return name == "style" or name.startswith("on") or value.strip().lower().startswith("javascript:")


def policy_faults(page: Page) -> list[str]:
    """What the Content-Security-Policy of a page leaves open."""
    head = page.root.find("head")
    assert head is not None
    found = [
        meta.get("content") or "" for meta in head.iter("meta") if meta.get("http-equiv") == "Content-Security-Policy"
    ]
    if len(found) != 1:
        return [f"{len(found)} policies"]
    rules = {words[0]: words[1:] for part in found[0].split(";") if (words := part.split())}
    faults = [] if rules.get("default-src") == ["'none'"] else ["default-src is not 'none'"]
    faults += [f"no {name}" for name in ("base-uri", "form-action", "style-src", "script-src") if name not in rules]
    loose = [word for words in rules.values() for word in words if word not in ("'none'", "'self'", "data:")]
    faults += [f"the policy allows {word}" for word in loose]
    if "data:" in rules.get("script-src", []):
        faults.append("scripts from data:")
    return faults


def language_faults(page: Page) -> list[str]:
    """Texts whose script is not that of the language they are said to be in."""
    return [f"{run.words[:40]!r} stands as {run.lang or 'no language'}" for run in runs(page.root) if _foreign(run)]


def _foreign(run: Run) -> bool:
    if any(element.get("dir") == "auto" for element in run.around):  # a title of a source, in whatever language
        return False
    if HAN.search(run.words) and not re.match(r"zh(?!-Latn)|ja", run.lang):
        # A Chinese term in brackets, quoted within a sentence, is a word of that sentence.
        return HAN.search(re.sub(r"[(（][^()（）]*[)）]", "", run.words)) is not None
    return ARABIC.search(run.words) is not None and run.lang != "ar"


CHECKS = (parse_faults, id_faults, heading_faults, inline_faults, language_faults)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_no_page_has_faults(pages: dict[str, Page], check: object) -> None:
    """Every page passes; a fault is told with its page."""
    assert callable(check)
    assert [f"{path}: {fault}" for path, page in pages.items() for fault in check(page)] == []


GOOD = (
    '<!doctype html><html lang="en" dir="ltr"><head><meta charset="utf-8"><title>A</title><meta http-equiv='
    "\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'self'; script-src 'self'; base-uri 'none'; "
    'form-action \'self\'"></head><body><h1>A</h1><p id="a">b</p></body></html>'
)


@pytest.mark.parametrize(
    ("check", "old", "new"),
    [
        (parse_faults, "<p id", "<p><div></p><p id"),
        (id_faults, "<h1>", '<h1 id="a">'),
        (id_faults, "<h1>", '<h1 aria-labelledby="c">'),
        (heading_faults, "<h1>A</h1>", "<h2>A</h2>"),
        (heading_faults, "</h1>", "</h1><h3>B</h3>"),
        (heading_faults, "</h1>", "</h1><h1>B</h1>"),
        (heading_faults, "<h1>A</h1>", "<h1></h1>"),
        (inline_faults, "<h1>", '<h1 style="color:red">'),
        (inline_faults, "<h1>", '<h1 onclick="x()">'),
        (inline_faults, "<h1>", '<a href=" JavaScript:x()">c</a><h1>'),
        (inline_faults, "<h1>", "<script>x()</script><h1>"),
        (inline_faults, "<title>", "<style>a{}</style><title>"),
        (inline_faults, "'self'; script-src", "'unsafe-inline'; script-src"),
        (inline_faults, "base-uri 'none'; ", ""),
        (inline_faults, "script-src 'self'", "script-src https://x.example"),
        (inline_faults, "http-equiv", "name"),
        (language_faults, ">b<", ">博物馆<"),
        (language_faults, ">b<", ">متحف<"),
        (language_faults, ">b<", '><span lang="zh-Latn-pinyin">博物馆</span><'),
    ],
)
def test_a_planted_fault_is_found(check: object, old: str, new: str) -> None:
    """Each check passes a good page and finds a fault put into it."""
    assert callable(check)
    assert check(read("good.html", GOOD.encode())) == []
    assert old in GOOD
    assert check(read("bad.html", GOOD.replace(old, new, 1).encode())) != []


def test_pages_are_in_the_language_of_their_folder(pages: dict[str, Page], facts: Facts) -> None:
    """The lang of <html> is the BCP 47 tag of the folder's language, its dir that language's direction."""
    tags = {slug: tag for tag, slug in facts.slugs.items()}
    seen = set()
    for path, page in pages.items():
        folder = path.split("/")[0]
        if folder in tags:
            seen.add(folder)
            assert (page.lang, page.root.get("dir")) == (tags[folder], LANGUAGES[tags[folder]].direction), path
        else:
            assert folder in ("Q", *NO_LANGUAGE_OF_ITS_OWN), path
            assert page.lang == facts.city["languages"][0], path
    assert seen == set(tags)


def test_names_stand_in_their_own_language(pages: dict[str, Page], facts: Facts, site: Site) -> None:
    """A venue's name that fell back to another language says which, so that it is read out and drawn rightly."""
    fallbacks = 0
    for tag, venue_id, page in venue_pages(pages, facts):
        venue = facts.venues[venue_id]
        first, *_ = [run for heading in page.all("h1") for run in runs(heading, page.lang)]
        source = venue["name"][facts.city["languages"][0]]
        translated = site.catalogues[tag].find(source, f"{venue_id}.name")  # which may well be written the same
        if tag not in venue["name"] and not translated and first.words in venue["name"].values():
            own = {key for key, name in venue["name"].items() if name == first.words}
            assert first.lang in own, page.path
            fallbacks += 1
        if tag == "ar" and LATIN.search(first.words) and not ARABIC.search(first.words):
            assert first.lang != "ar", page.path
    assert fallbacks or all(facts.city["languages"][0] in venue["name"] for venue in facts.venues.values())


def test_every_control_has_a_name(pages: dict[str, Page]) -> None:
    """Links and buttons say something to a screen reader; pictures of meaning too."""
    for path, page in pages.items():
        for element in page.all("a", "button", "summary"):
            named = text(element) or element.get("aria-label") or any(e.get("aria-label") for e in element.iter())
            # The link of the search page's row is filled by its script.
            assert named or "data-link" in element.attrib, f"{path}: a {element.tag} without words"
        for icon in page.all("svg"):
            spoken = icon.get("role") == "img" and icon.get("aria-label")
            assert spoken or icon.get("aria-hidden") == "true", f"{path}: a picture that is neither named nor hidden"


def test_what_nobody_reviewed_is_said_so_aloud(pages: dict[str, Page]) -> None:
    """Dots under unreviewed words are for the eye: the words beside them are for the ear, on the page of one place."""
    for path, page in pages.items():
        for draft in page.classed("draft"):
            if "/venue/" in path:
                assert any("sr" in classes(child) for child in draft.iter()), path
