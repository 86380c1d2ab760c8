"""The shares of work that make the signs: shards of venues, one sign each.

In: a `Site`. Out: recipes under signs/. A sign that cannot be drawn stops the build with its Problem.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path

from directory.localisation.edition import Site
from directory.output.recipe import Recipe, Task, digest
from directory.problem import Problem
from directory.signage import SignContent, canonical, revision, venue_sign
from signs.fonts import FontSet, find
from signs.formats import A4, Format
from signs.poster import Imprint, draw

SHARD = 100  # signs in one task: some seconds of work
SHEAF = 4  # signs in one task for a folder: small shares, so that a few signs keep all workers busy


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


def path_of(venue: str, form: Format = A4) -> str:
    """Say where a venue's sign is published."""
    return f"signs/{file_of(venue, form)}"


def file_of(venue: str, form: Format = A4) -> str:
    """Name the file of a venue's sign; formats other than the poster's are named, since no id has a dot."""
    return f"{venue}.pdf" if form == A4 else f"{venue}.{form.name}.pdf"


def tasks(site: Site) -> list[Task[Site]]:
    """List the tasks for all living venues."""
    ids = [venue.id for venue in site.living]
    shards = [tuple(ids[n : n + SHARD]) for n in range(0, len(ids), SHARD)]
    return [Task(f"signs/{number}", partial(plan, ids=shard)) for number, shard in enumerate(shards)]


def tasks_of(ids: Sequence[str], form: Format = A4) -> list[Task[Site]]:
    """List the tasks for some venues, for a folder that holds their signs alone."""
    sheaves = [tuple(ids[n : n + SHEAF]) for n in range(0, len(ids), SHEAF)]
    return [Task(f"signs/{number}", partial(plan_flat, ids=sheaf, form=form)) for number, sheaf in enumerate(sheaves)]


def plan_flat(site: Site, ids: tuple[str, ...], form: Format = A4) -> Iterator[Recipe]:
    """Plan the signs of a sheaf, without the folder they are published in."""
    return (replace(recipe, path=Path(recipe.path).name) for recipe in plan(site, ids, form))


def plan(site: Site, ids: tuple[str, ...], form: Format = A4) -> Iterator[Recipe]:
    """Plan the signs of a shard in one format."""
    fonts = fonts_for(site.dataset.city.sign_languages)
    if not isinstance(fonts, FontSet):
        raise SignError(list(fonts))
    icons = site.templates / "assets" / "icons"
    drawings = digest("".join(f"{path.name}\0{path.read_text('utf-8')}" for path in sorted(icons.glob("*.svg"))))
    origin = site.dataset.city.qr_origin
    for venue_id in ids:
        venue = site.dataset.venues[venue_id]
        imprint = Imprint(origin, revision(venue_sign(site, venue)))
        content = venue_sign(site, venue, form.most)
        inputs = {
            "format": digest(form.name),
            "content": digest(canonical(content) + imprint.revision),
            "origin": digest(origin),
            "fonts": fonts.digest,
            "pictograms": drawings,
        }
        yield Recipe(path_of(venue_id, form), inputs, partial(sign, content, imprint, icons, form))


def sign(content: SignContent, imprint: Imprint, icons: Path, form: Format = A4) -> bytes:
    """Draw one sign; raises SignError with its problems."""
    languages = tuple(dict.fromkeys([text.lang for text in content.kind]))
    fonts = fonts_for(languages)
    if not isinstance(fonts, FontSet):
        raise SignError(list(fonts))
    drawn = draw(content, imprint, fonts, icons, form)
    if isinstance(drawn, list):
        raise SignError(drawn)
    return drawn
