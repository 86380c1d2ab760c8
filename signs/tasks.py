"""The shares of work that make the signs: shards of orders, one file each.

In: a `Site` and `Order`s. Out: recipes. A sign that cannot be made as ordered raises `SignError` with its Problems.
`published` are the orders whose files stand ready on the site.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache, partial
from pathlib import Path
from typing import TypeVar

from directory.localisation.edition import Site
from directory.output.recipe import Recipe, Task, digest
from directory.problem import Problem
from directory.signage.ask import Ask
from directory.signage.kinds import possible
from directory.vocabulary import BOARDS as DIALOGUES
from signs.braille_strip import strip
from signs.draw import Studio, draw, pages
from signs.order import BOARD, Order, name
from signs.pdf.colours import Inks
from signs.pdf.finish import Finish, finish
from signs.pdf.page import Page
from signs.says import Said, said
from signs.tactile import NONE
from signs.text.fonts import FontSet, find

T = TypeVar("T")
FOLDER = "signs/"  # of the site
READY = (("poster", "a4"), ("card", "a6"), ("cards", "a5"), ("halal", "a5"), ("access", "a5"), ("notice", "a4"))
CLOSED = (("notice", "a4"),)
SHARD = 100  # signs in one task: some seconds of work
SHEAF = 4  # signs in one task for a folder: small shares, so that a few signs keep all workers busy


class SignError(Exception):
    """A sign that cannot be made as ordered; carries its problems to the report of the build."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(map(str, problems)))
        self.problems = problems


@lru_cache(maxsize=64)
def studio(languages: tuple[str, ...], icons: Path) -> Studio | tuple[Problem, ...]:
    """Open the faces of some languages, once in each process."""
    found = find(languages)
    return Studio(found, icons) if isinstance(found, FontSet) else tuple(found)


def tasks(site: Site) -> list[Task[Site]]:
    """List the tasks for the signs that stand ready on a site."""
    return _shared(published(site), SHARD, FOLDER)


def tasks_of(orders: Sequence[Order], icc: Path | None = None) -> list[Task[Site]]:
    """List the tasks for a folder that holds some signs alone."""
    return _shared(orders, SHEAF, "", icc)


def published(site: Site) -> list[Order]:
    """List the signs that most staff want, for a site without a server: what `READY` names where there is such a sign,
    and a point-and-talk board in the city's language and each other.
    """
    orders = [
        Order(venue.id, Ask(kind), size)
        for venue in site.dataset.venues.values()
        for kind, size in (READY if not venue.closed else CLOSED)
        if possible(site, venue, kind)
    ]
    others = site.dataset.city.languages[1:]
    boards = [
        Order(f"{BOARD}{key}", Ask("talk", (site.dataset.city.languages[0], tag)), "a4")
        for key in DIALOGUES
        for tag in others
    ]
    return orders + boards


def _shared(orders: Sequence[Order], size: int, folder: str, icc: Path | None = None) -> list[Task[Site]]:
    shares = [tuple(orders[n : n + size]) for n in range(0, len(orders), size)]
    return [
        Task(f"signs/{number}", partial(plan, orders=share, folder=folder, icc=icc))
        for number, share in enumerate(shares)
    ]


def plan(site: Site, orders: tuple[Order, ...], folder: str = FOLDER, icc: Path | None = None) -> Iterator[Recipe]:
    """Plan the signs of a share."""
    icons = site.templates / "assets" / "icons"
    drawings = _drawings(icons)
    for order in orders:
        what = _sound(said(site, order))
        opened = _opened(what, icons)
        made_for = _sound(finish(order.finish, what.content.facts_of, icc))
        inputs = {
            "order": digest(name(order)),
            "content": digest(what.canonical),
            "origin": digest(what.imprint.origin),
            "fonts": opened.fonts.digest,
            "pictograms": drawings,
            **({"profile": digest(made_for.profile.data)} if made_for.profile else {}),
        }
        yield Recipe(f"{folder}{name(order)}", inputs, partial(sign, what, order, opened, made_for))


def _sound(found: T | Problem | list[Problem]) -> T:
    """Give what was found, or raise what is in the way."""
    if isinstance(found, Problem):
        raise SignError([found])
    if isinstance(found, list):
        raise SignError(found)
    return found


def _opened(what: Said, icons: Path) -> Studio:
    found = studio(what.content.languages, icons)
    if isinstance(found, tuple):
        raise SignError(list(found))
    return found


@lru_cache(maxsize=8)
def _drawings(icons: Path) -> str:
    return digest("".join(f"{path.name}\0{path.read_text('utf-8')}" for path in sorted(icons.glob("*.svg"))))


def sign(what: Said, order: Order, opened: Studio, made_for: Finish) -> bytes:
    """Draw one sign into a file of its own; raises SignError with its problems."""
    dots = _sound(strip(what.content, what.design, order.braille)) if order.braille else NONE
    return _sound(draw(what.content, what.imprint, what.design, opened, made_for, dots))


def drawn(site: Site, order: Order, inks: Inks) -> tuple[Page, ...]:
    """Draw one sign as pages, for a batch or a sheet; raises SignError with its problems."""
    what = _sound(said(site, order))
    dots = _sound(strip(what.content, what.design, order.braille)) if order.braille else NONE
    opened = _opened(what, site.templates / "assets" / "icons")
    return _sound(pages(what.content, what.imprint, what.design, opened, inks, dots))
