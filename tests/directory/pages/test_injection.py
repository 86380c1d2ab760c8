"""No text of a dataset or a catalogue becomes markup, script or an address: every page is what it is with plain words.

The same small site is made twice, once with a hostile text in every field and once with plain words; parsed as a
browser does, both have the same elements and attributes, and the words are shown as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

import html5lib
import pytest

from directory.localisation.edition import Site
from directory.model import Dataset, Hotline, Notice, Source, Target
from directory.pages.tasks import tasks
from directory.vocabulary import KINDS, PROPERTIES, SCOPES, Type
from tests.directory.localisation.builders import EVIDENCE, calendar, catalogue, claim, dataset, site, venue

MARKUP = (
    '"><script>x</script><img src=x onerror=x>{{ 7777*7 }}{% raw %}{# x #}{x.__class__}</title></script></template>'
    "</style></textarea>--><svg onload=x>' onclick='x &quot;&#60;"
)
PAYLOADS = {"markup": MARKUP, "address": "javascript:alert(1)//", "words": "</script><!--<script>&amp;\\u003c"}
ALLOWED = ("https:", "http:", "mailto:", "tel:", "om:", "data:,")
Say = Callable[[str], str]


def three(say: Say, field: str) -> dict[str, str]:
    """A text in two languages, so that the third falls back."""
    return {"zh-Hans": say(f"{field} zh"), "en": say(f"{field} en")}


def places(say: Say) -> list[Any]:
    """A place that says everything there is to say, and one that closed."""
    claims = [
        claim(key, prop.values[0].key, note=three(say, f"note {key}"), issuer=say("issuer"), valid_until="2027-01-01")
        for key, prop in PROPERTIES.items()
        if prop.values
    ]
    claims += [claim(key, three(say, key)) for key, prop in PROPERTIES.items() if prop.type is Type.TEXT]
    claims += [claim(key, say(key)) for key, prop in PROPERTIES.items() if prop.type is Type.PLAIN]
    claims += [
        claim("elevator", "no", source="list"),
        claim("ramp:wheelchair", scope=f"exit {say('')[:20].strip() or '1'}"),
    ]
    texts: dict[str, Any] = {
        field: three(say, field) for field in ("name", "alt_name", "description", "address", "cross_street")
    }
    open_place = venue(
        "a",
        *claims,
        **texts,
        district={"value": "alpha"},
        position={"lat": 39.2, "lon": 82.3},
        opening_hours={"value": "Mo-Fr 09:00-17:00; PH off"},
        phone={"value": say("phone; 2")},
        website={"value": "https://a.example/?q={{7777*7}}&x=javascript:#%3Cscript%3E"},
    )
    closed = {"date": "2026", "successor": "a"}
    return [open_place, venue("b", name=three(say, "other"), closed=closed, kind="hotel", number=1)]


def hostile(say: Say) -> Dataset:
    """A dataset whose every free text is said by `say`."""
    source = {"title": say("title"), "publisher": say("publisher"), "licence": say("licence"), "retrieved": "2026"}
    hotline = {
        "name": three(say, "hotline"),
        "number": say("number"),
        "note": three(say, "note"),
        "languages": ["en", "xx"],
    }
    target = {"label": three(say, "target"), "goal": 9, "properties": ["halal"], "clause": say("clause")}
    notice = {"text": three(say, "notice"), "begins": "2026-11-01", "ends": "2026-12-31"}
    return dataset(
        *places(say),
        sources={
            "survey": Source.model_validate({**source, "url": "https://s.example/"}),
            "list": Source.model_validate(source),
        },
        hotlines={
            "h": Hotline.model_validate({**EVIDENCE, **hotline, "opening_hours": say("hours"), "doubtful": True})
        },
        targets={"t": Target.model_validate({**EVIDENCE, **target})},
        notices={
            "n": Notice.model_validate({**EVIDENCE, **notice}),
            "m": Notice.model_validate({**EVIDENCE, **notice, "venue": "a"}),
        },
        holidays={2026: calendar(2026)},
        name=three(say, "city"),
        driver_note=three(say, "driver"),
        attribution=[say("attribution")],
        emergency=["h"],
        report="mailto:report@city.example",
        district={"alpha": {"name": three(say, "district")}},
        statement={"privacy": {"title": three(say, "statement"), "text": three(say, "paragraph")}},
    )


def words() -> Iterator[str]:
    """Every label of kinds, properties, values and scopes, and some of the templates'."""
    for kind in KINDS.values():
        yield from (kind.label, kind.plural)
    for prop in PROPERTIES.values():
        yield from (prop.label, *(value.label for value in prop.values if value.label != "yes"))
    yield from SCOPES.values()
    yield from (
        "Search",
        "Open now",
        "Driver card",
        "Not known: {things}.",
        "{city} for visitors",
        "not yet reviewed",
        "Home page",
    )


def translated(say: Say) -> Site:
    """The site, its Arabic catalogue as hostile as its dataset."""
    labels: dict[str, str | tuple[str, ...]] = {word: say(word) for word in words()}
    labels["{count} place"] = tuple(say(f"form {n}") for n in range(6))
    return site(hostile(say), ar=catalogue("ar", labels))


@lru_cache(maxsize=4)
def pages(payload: str) -> dict[str, Any]:
    """All pages of a site whose texts hold a payload, parsed as a browser parses them; "" for plain words."""
    # A prefix that sorts and reads alike keeps rows in the same order.
    made = translated(lambda field: f"{payload}{field}"[:480])
    found = {}
    for task in tasks(made):
        for recipe in task.plan(made):
            if recipe.path.endswith(".html") and not recipe.path.startswith("zh-hans/"):
                found[recipe.path] = html5lib.parse(recipe.make().decode(), namespaceHTMLElements=False)
    return found


def skeleton(page: Any) -> list[tuple[str, tuple[str, ...]]]:
    """The elements and the names of their attributes, in the order of the document."""
    return [(str(one.tag), tuple(sorted(map(str, one.attrib)))) for one in page.iter()]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_the_elements_are_the_templates_own(payload: str) -> None:
    """No text adds or takes away an element or an attribute, on any page."""
    plain, odd = pages("x"), pages(PAYLOADS[payload])
    assert set(plain) == set(odd)
    assert len(plain) > 30
    for path, page in odd.items():
        assert skeleton(page) == skeleton(plain[path]), path


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_runs(payload: str) -> None:
    """Scripts are the site's own files or data; no attribute is a handler; no address is a script."""
    for path, page in pages(PAYLOADS[payload]).items():
        for one in page.iter():
            assert not any(str(name).startswith("on") for name in one.attrib), path
            if one.tag == "script":
                assert one.attrib.get("type") in ("module", "application/json", "application/ld+json"), path
                assert one.attrib.get("src", "assets/").lstrip("./").startswith("assets/"), path
            for name in ("href", "src", "action"):
                address = one.attrib.get(name, "").strip().lower()
                assert ":" not in address.split("/")[0].split("?")[0] or address.startswith(ALLOWED), (path, address)


def test_nothing_is_evaluated() -> None:
    """Template syntax in a text is shown, never worked out."""
    for path, page in pages(MARKUP).items():
        shown = "".join(page.itertext())
        assert "54439" not in shown, path
        assert "&lt;" not in shown, path


@pytest.mark.parametrize(
    "field", ["name en", "description en", "address zh", "driver zh", "award en", "title", "issuer", "attribution"]
)
def test_texts_are_shown_as_they_are(field: str) -> None:
    """Whatever a text holds, readers see exactly it."""
    shown = "".join(pages(MARKUP)["en/venue/a.html"].itertext())
    assert f"{MARKUP}{field}" in shown
