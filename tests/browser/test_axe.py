"""No page breaks a rule of axe: every template in every language, light and dark, on a phone and on a desk."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import Open
from tests.browser.templates import in_all_languages

SIZES = ((360, 640), (1280, 800))


def violations(page: Page) -> list[str]:
    """What axe finds: the rule, and the first element that breaks it."""
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [f"{rule['id']}: {rule['nodes'][0]['html'][:120]}" for rule in found]


@pytest.mark.parametrize("path", in_all_languages())
def test_axe_finds_nothing(visit: Open, path: str) -> None:
    """WCAG rules and best practices hold in both colour schemes and at both widths."""
    page = visit(path)
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            assert violations(page) == [], f"{path}, {scheme}, {width} px"


def test_axe_finds_what_is_planted(visit: Open) -> None:
    """A button without a name and grey on grey are found, so the rules do run."""
    page = visit("en/index.html", bypass_csp=True)
    page.evaluate(
        "() => document.querySelector('main').insertAdjacentHTML('beforeend', "
        "'<button></button><p style=\"color:#777;background:#888\">hard to read</p>')"
    )
    assert {found.split(":")[0] for found in violations(page)} >= {"button-name", "color-contrast"}
