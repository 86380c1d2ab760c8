"""No page breaks a rule of axe or sticks out: every template in every language, light and dark, on phone and desk."""

from __future__ import annotations

import os
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import Open
from tests.browser.templates import in_all_languages
from tests.browser.test_layout import misfits
from tests.site.reading import WHOLE

SIZES = ((360, 640), (1280, 800))
OPTIONS = {"resultTypes": ["violations"], "preload": False}
# Rows of one list are made by one macro: the first of them stand for the others, which would take most of the time.
CONTEXT = {
    "exclude": [[".sources > li:nth-child(n+21)"], [".rows > .row:nth-child(n+11)"], [".links > li:nth-child(n+25)"]]
}
LISTS = ("/door/", "/kind/", "/district/", "/sources", "/about", "/area/", "/search", "/pictograms")
PATHS = in_all_languages()


def violations(page: Page) -> list[str]:
    """What axe finds: the rule, and the first element that breaks it. The script is put into the page once."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(Axe().axe_script)
    found: dict[str, Any] = page.evaluate("([where, how]) => axe.run(where, how)", [CONTEXT, OPTIONS])
    return [f"{rule['id']}: {rule['nodes'][0]['html'][:120]}" for rule in found["violations"]]


def look(page: Page, path: str) -> None:
    """Measure the page, then run axe at both widths, light and dark, in one visit.

    A rule is broken by markup, colours or width: outside three languages and the long campaign two runs see each
    width and each scheme once.
    """
    assert misfits(page) == [], path
    whole = path.split("/")[0] in WHOLE or os.environ.get("HYPOTHESIS_PROFILE") == "long"
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        for scheme in ("light", "dark") if whole else ("light" if width < 768 else "dark",):
            page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            assert violations(page) == [], f"{path}, {scheme}, {width} px"


# Two classes, so that two workers share the work.


class TestLists:
    """Pages of many places."""

    @pytest.mark.parametrize("path", [path for path in PATHS if any(part in f"/{path}" for part in LISTS)])
    def test_axe_finds_nothing(self, visit: Open, path: str) -> None:
        """WCAG rules and best practices hold in both colour schemes and at both widths."""
        look(visit(path), path)


class TestPlaces:
    """Pages of one place, and those without any."""

    @pytest.mark.parametrize("path", [path for path in PATHS if not any(part in f"/{path}" for part in LISTS)])
    def test_axe_finds_nothing(self, visit: Open, path: str) -> None:
        """WCAG rules and best practices hold in both colour schemes and at both widths."""
        look(visit(path), path)


def test_axe_finds_what_is_planted(visit: Open) -> None:
    """A button without a name and grey on grey are found, so the rules do run; so is a fault in a list's tenth row."""
    page = visit("en/index.html", bypass_csp=True)
    page.evaluate(
        "() => document.querySelector('main').insertAdjacentHTML('beforeend', "
        "'<button></button><p style=\"color:#777;background:#888\">hard to read</p>')"
    )
    assert {found.split(":")[0] for found in violations(page)} >= {"button-name", "color-contrast"}
    rows = visit("en/kind/museum.html", bypass_csp=True)
    rows.evaluate("() => document.querySelectorAll('.row')[9].insertAdjacentHTML('beforeend', '<button></button>')")
    assert {found.split(":")[0] for found in violations(rows)} == {"button-name"}
