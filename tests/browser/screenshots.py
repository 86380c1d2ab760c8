"""Pictures of the shipped site to look at: pages x widths x languages x light and dark, and a sheet of each page.

In: a built site. Out: PNG files in a folder of your own. Run by `make screenshots`; looks at the site as it was built.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from tests.browser.templates import TEMPLATES
from tests.conftest import ARGUMENTS, chromium
from tests.serving import serving

PAGES = ("home", "door", "kind", "venue", "driver", "walk", "hotlines", "about", "search", "print", "pictograms")
LANGUAGES = ("zh-hans", "en", "ar", "th")
WIDTHS = {360: 780, 768: 1024, 1280: 900}  # CSS pixels, width to height of the first screen
SCHEMES = ("light", "dark")
SHEET_HEIGHT = 1600  # pixels: what of a long page is worth a look on a sheet


@dataclass(frozen=True)
class Shot:
    """One picture: which page, in which language, how wide, light or dark."""

    page: str
    language: str
    width: int
    scheme: str

    @property
    def name(self) -> str:
        """The file's name."""
        return f"{self.page}-{self.language}-{self.width}-{self.scheme}.png"


def shots() -> Iterator[Shot]:
    """Give all pictures, page by page."""
    for page in PAGES:
        for scheme in SCHEMES:
            for language in LANGUAGES:
                for width in WIDTHS:
                    yield Shot(page, language, width, scheme)


def take(browser: Browser, origin: str, shot: Shot, folder: Path) -> None:
    """Take one picture; the driver card is one screen, everything else the whole page."""
    page = browser.new_page(viewport={"width": shot.width, "height": WIDTHS[shot.width]})
    page.emulate_media(color_scheme="dark" if shot.scheme == "dark" else "light")
    page.goto(f"{origin}{TEMPLATES[shot.page].format(shot.language)}")
    page.wait_for_load_state("networkidle")
    page.screenshot(path=folder / shot.name, full_page=shot.page != "driver")
    page.close()


def sheet(page: str, scheme: str, folder: Path) -> None:
    """Put a page's pictures side by side, all languages, the top of each."""
    pictures = [Image.open(folder / s.name) for s in shots() if s.page == page and s.scheme == scheme]
    tops = [picture.crop((0, 0, picture.width, min(picture.height, SHEET_HEIGHT))) for picture in pictures]
    rows = [tops[n : n + len(WIDTHS)] for n in range(0, len(tops), len(WIDTHS))]
    width = sum(top.width + 16 for top in rows[0])
    height = sum(max(top.height for top in row) + 16 for row in rows)
    whole = Image.new("RGB", (width, height), "#808080")
    y = 0
    for row in rows:
        x = 0
        for top in row:
            whole.paste(top, (x, y))
            x += top.width + 16
        y += max(top.height for top in row) + 16
    whole.save(folder / f"sheet-{page}-{scheme}.png")


def main(site: Path, folder: Path) -> None:
    """Take all pictures of a built site into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with serving(site) as origin, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        for shot in shots():
            take(browser, origin, shot, folder)
        browser.close()
    for page in PAGES:
        for scheme in SCHEMES:
            sheet(page, scheme, folder)
    sys.stdout.write(f"{folder}: {len(list(shots()))} pictures, {len(PAGES) * len(SCHEMES)} sheets\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
