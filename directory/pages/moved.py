"""Addresses of places under ids that they no longer have: each leads on to the page of today, on any static host.

In: an edition whose dataset names renamed ids (`redirects.csv`). Out: recipes of one small page for each, beside the
pages of the places. The reader is led on at once (WCAG technique H76: a refresh after no time disorients nobody);
search engines take the canonical address; the link serves whoever's browser follows no refresh.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from directory.model import Dataset
from directory.output.recipe import Recipe
from directory.pages.press import Press


def plan(press: Press) -> Iterator[Recipe]:
    """Plan the pages that lead on, in one language."""
    for old, new in led(press.edition.site.dataset).items():
        name = press.edition.venues_by_id[new].name
        yield press.page(f"venue/{old}.html", "moved.html", to=f"{new}.html", name=name, base="../../")


def led(data: Dataset) -> Mapping[str, str]:
    """Give every renamed id with the id that its place has today; the check vouches that each leads to one."""
    found = {}
    for old, new in data.redirects.items():
        while new not in data.venues and new in data.redirects:
            new = data.redirects[new]
        if new in data.venues and old not in data.venues:
            found[old] = new
    return found
