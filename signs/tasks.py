"""The shares of work that make the signs: shards of venues, one poster each.

In: a `Site`. Out: recipes under signs/. A sign that cannot be drawn stops the build with its Problem.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache, partial
from pathlib import Path

from directory.localisation.edition import Site
from directory.output.recipe import Recipe, Task, digest
from directory.problem import Problem
from directory.signage import SignContent, canonical, venue_sign
from signs.fonts import FontSet, find
from signs.poster import draw

SHARD = 100  # signs in one task: some seconds of work


class SignError(Exception):
    """A sign that cannot be printed as asked; carries its problems to the report of the build."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(map(str, problems)))
        self.problems = problems


@lru_cache(maxsize=8)
def fonts_for(languages: tuple[str, ...]) -> FontSet | tuple[Problem, ...]:
    """Open the faces of some languages, once in each process."""
    found = find(languages)
    return found if isinstance(found, FontSet) else tuple(found)


def path_of(venue: str) -> str:
    """Say where a venue's sign is published."""
    return f"signs/{venue}.pdf"


def tasks(site: Site) -> list[Task[Site]]:
    """List the tasks for all living venues."""
    ids = [venue.id for venue in site.living]
    shards = [tuple(ids[n : n + SHARD]) for n in range(0, len(ids), SHARD)]
    return [Task(f"signs/{number}", partial(plan, ids=shard)) for number, shard in enumerate(shards)]


def plan(site: Site, ids: tuple[str, ...]) -> Iterator[Recipe]:
    """Plan the signs of a shard."""
    fonts = fonts_for(site.dataset.city.sign_languages)
    if not isinstance(fonts, FontSet):
        raise SignError(list(fonts))
    icons = site.templates / "assets" / "icons"
    drawings = digest("".join(f"{path.name}\0{path.read_text('utf-8')}" for path in sorted(icons.glob("*.svg"))))
    origin = site.dataset.city.qr_origin
    for venue_id in ids:
        content = venue_sign(site, site.dataset.venues[venue_id])
        inputs = {
            "content": digest(canonical(content)),
            "origin": digest(origin),
            "fonts": fonts.digest,
            "pictograms": drawings,
        }
        yield Recipe(path_of(venue_id), inputs, partial(sign, content, origin, icons))


def sign(content: SignContent, origin: str, icons: Path) -> bytes:
    """Draw one sign; raises SignError with its problems."""
    languages = tuple(dict.fromkeys([text.lang for text in content.kind]))
    fonts = fonts_for(languages)
    if not isinstance(fonts, FontSet):
        raise SignError(list(fonts))
    drawn = draw(content, origin, fonts, icons)
    if isinstance(drawn, list):
        raise SignError(drawn)
    return drawn
