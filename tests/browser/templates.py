"""One page for each template of the shipped site, and the places that the browser tests look at."""

from __future__ import annotations

MUSEUM = "shanghai-museum-peoples-square"  # Tuesday to Sunday 9 to 17 o'clock
STATION = "metro-peoples-square"
MOSQUE = "xiaotaoyuan-mosque"
TEMPLE = "city-god-temple"  # its sources disagree about the hours
CODE = "J8SCWV"  # the museum's
LANGUAGES = ("zh-hans", "zh-hant", "en", "ja", "ko", "fr", "de", "es", "ru", "ar", "id", "th")

TEMPLATES = {
    "home": "{}/index.html",
    "search": "{}/search.html",
    "door": "{}/door/access.html",
    "kind": "{}/kind/metro_station.html",
    "district": "{}/district/huangpu.html",
    "venue": f"{{}}/venue/{MUSEUM}.html",
    "walk": "{}/area/the-bund.html",
    "pictograms": "{}/pictograms.html",
    "print": "{}/print.html",
    "hotlines": "{}/hotlines.html",
    "about": "{}/about.html",
    "sources": "{}/sources.html",
    "statement": "{}/privacy.html",
    "driver": f"{{}}/venue/{MUSEUM}.html#driver",
    "chooser": "index.html",
    "lost": "404.html",
    "code": f"Q/{CODE}/index.html",
}


def in_all_languages(slugs: tuple[str, ...] = LANGUAGES) -> list[str]:
    """The path of each template in each of these languages; those without a language once."""
    paths = [path.format(slug) for path in TEMPLATES.values() for slug in slugs]
    return list(dict.fromkeys(paths))
