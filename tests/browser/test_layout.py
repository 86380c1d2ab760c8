"""Pages on screens from 320 to 1280 pixels: direction, width, size of targets; `test_axe` asks it of every template."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.templates import LANGUAGES, in_all_languages

WIDTHS = (320, 360, 768, 1280)
WIDER = """() => {
  const w = document.documentElement.clientWidth, out = (e) => {
    const r = e.getBoundingClientRect();
    return r.width > 1 && (r.right > w + 1 || r.left < -1);
  };
  if (document.documentElement.scrollWidth <= w) return [];
  return [...document.querySelectorAll("body *")].filter(out).map((e) => e.outerHTML.slice(0, 120)).concat("wider");
}"""
SMALL = """() => [...document.querySelectorAll(
  "button, select, input, .button, .action, .door, .tool, .links a, .ways a, .near a")]
  .filter((e) => e.checkVisibility())
  .map((e) => [e.getBoundingClientRect(), e.outerHTML.slice(0, 90)])
  .filter(([r]) => r.height < 43.5 && r.width > 1)
  .map(([r, e]) => `${Math.round(r.height)} px: ${e}`)"""
PLANT = "html => document.querySelector('main').insertAdjacentHTML('beforeend', html)"


def misfits(page: Page) -> list[str]:
    """What sticks out of the screen or is smaller than a thumb, at each width (WCAG 2.2, 1.4.10 at 320 pixels)."""
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 700})
        found += [f"at {width}: {fault}" for fault in (*page.evaluate(WIDER), *page.evaluate(SMALL))]
    return found


@pytest.mark.parametrize("slug", LANGUAGES)
def test_text_spacing_and_large_print_break_nothing(visit: Open, slug: str) -> None:
    """Twice the letter size at 640 pixels, and WCAG's text spacing (1.4.12) at 320, still fit the screen."""
    page = visit(f"{slug}/venue/shanghai-museum-peoples-square.html", viewport={"width": 640, "height": 700})
    page.evaluate("() => { document.documentElement.style.fontSize = '200%'; }")
    assert page.evaluate(WIDER) == []
    page.set_viewport_size({"width": 320, "height": 700})
    page.evaluate(
        "() => { document.documentElement.style.fontSize = ''; for (const e of document.querySelectorAll('*')) "
        "{ e.style.lineHeight = '1.5'; e.style.letterSpacing = '.12em'; e.style.wordSpacing = '.16em'; } }"
    )
    assert page.evaluate(WIDER) == []


@pytest.mark.parametrize("path", [path for path in in_all_languages() if path.startswith("ar/")])
def test_arabic_runs_from_the_right(visit: Open, path: str) -> None:
    """Arabic pages are right to left as a whole, and the start of a line is at the right edge."""
    page = visit(path)
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    expect(page.locator("html")).to_have_attribute("lang", "ar")
    heading = page.locator("h1, #driver-to").locator("visible=true").first
    assert heading.evaluate("e => getComputedStyle(e).direction") == ("ltr" if "#driver" in path else "rtl")


def test_a_page_that_sticks_out_is_seen(visit: Open) -> None:
    """The measurements find a planted wide element and a planted small button."""
    page = visit("en/index.html", bypass_csp=True)
    page.evaluate(PLANT, '<p style="width:2000px">x</p>')
    assert page.evaluate(WIDER) != []
    page.evaluate(PLANT, '<button style="height:9px">x</button>')
    assert page.evaluate(SMALL) != []
