"""The shares of work that make the signs: shards of orders, one file each.

In: a `Site` and `Order`s. Out: recipes. A sign that cannot be made as ordered raises `RefusedError` with its Problems.
`ready_orders` and `board_orders` are those whose files stand ready on the site.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from pathlib import Path
from typing import TypeVar

from directory.localisation import keys
from directory.localisation.edition import Site
from directory.output.recipe import Recipe, RefusedError, Task, dealt, digest
from directory.problem import Problem
from directory.signage.ask import Ask
from directory.signage.stock import BOARD as BOARD_DESIGN
from directory.signage.stock import ready
from directory.vocabulary import BOARDS as DIALOGUES
from signs.braille_strip import strip
from signs.draw import Studio, compose, draw, pages
from signs.extras import extras
from signs.order import BOARD, Order, name
from signs.pdf import qr
from signs.pdf.colours import Inks
from signs.pdf.finish import Finish, finish
from signs.pdf.page import Page
from signs.preflight import preflight
from signs.says import Said, said
from signs.tactile import NONE, Strip, shortened
from signs.text.fonts import FontSet, find
from signs.text.thai import dictionary

T = TypeVar("T")
FOLDER = "signs/"  # of the site
SHARD = 32  # about so many venues in one task, with some signs each: a second of work
SHEAF = 4  # signs in one task for a folder: small shares, so that a few signs keep all workers busy


@dataclass(frozen=True)
class Run:
    """What a share of signs is made for: the folder in which they are published, the print shop's own profile, and
    whether each is for paper, so that it is not given out if the preflight finds a fault.
    """

    folder: str = FOLDER
    icc: Path | None = None
    checked: bool = False


SITE = Run()


@lru_cache(maxsize=64)
def studio(languages: tuple[str, ...], icons: Path) -> Studio | tuple[Problem, ...]:
    """Open the faces of some languages, once in each process."""
    found = find(languages)
    return Studio(found, icons) if isinstance(found, FontSet) else tuple(found)


def tasks(site: Site) -> list[Task[Site]]:
    """List the tasks for the signs that stand ready on a site: shards of its venues, and the boards.

    A shard's key says whether any of its signs may have changed, for less than planning them.
    """
    shards = dealt(site.dataset.venues, SHARD)
    found = [
        Task(f"signs/{n}of{len(shards)}", partial(plan_ready, ids=ids), key=partial(key_of_ready, ids=ids))
        for n, ids in enumerate(shards)
    ]
    return [*found, Task("signs/boards", plan_boards, key=partial(key_of_ready, ids=()))]


def tasks_of(orders: Sequence[Order], icc: Path | None = None) -> list[Task[Site]]:
    """List the tasks for a folder that holds some signs alone, for paper: each passes the preflight."""
    return _shared(orders, SHEAF, Run("", icc, checked=True))


def plan_ready(site: Site, ids: Sequence[str]) -> Iterator[Recipe]:
    """Plan the signs that most staff of some venues want, for a site without a server."""
    yield from plan(site, ready_orders(site, ids))


def ready_orders(site: Site, ids: Sequence[str]) -> tuple[Order, ...]:
    """Order what is `ready` of some venues."""
    venues = [site.dataset.venues[venue_id] for venue_id in ids]
    return tuple(Order(venue.id, Ask(kind), size) for venue in venues for kind, size in ready(site, venue))


def plan_boards(site: Site) -> Iterator[Recipe]:
    """Plan a point-and-talk board in the city's language and each other."""
    yield from plan(site, board_orders(site))


def board_orders(site: Site) -> tuple[Order, ...]:
    """Order every board in the city's language and each other."""
    first, *others = site.dataset.city.languages
    kind, size = BOARD_DESIGN
    return tuple(Order(f"{BOARD}{key}", Ask(kind, (first, tag)), size) for key in DIALOGUES for tag in others)


def key_of_ready(site: Site, ids: Sequence[str]) -> str:
    """Key the ready signs of some venues: all that is said of these, the city's tables, what signs are set with."""
    fonts = find(site.dataset.city.languages)
    faces = fonts.digest if isinstance(fonts, FontSet) else str(fonts)
    icons = _drawings(site.templates / "assets" / "icons")
    return digest(f"{keys.of_places(site, ids)} {faces} {dictionary()} {icons}")


def _shared(orders: Sequence[Order], size: int, run: Run) -> list[Task[Site]]:
    shares = [tuple(orders[n : n + size]) for n in range(0, len(orders), size)]
    return [Task(f"signs/{number}", partial(plan, orders=share, run=run)) for number, share in enumerate(shares)]


def plan(site: Site, orders: tuple[Order, ...], run: Run = SITE) -> Iterator[Recipe]:
    """Plan the signs of a share. One that cannot be made as ordered is refused when it is made; it hinders no other."""
    icons = site.templates / "assets" / "icons"
    for order in orders:
        path = f"{run.folder}{name(order)}"
        try:
            yield _planned(site, order, path, icons, run)
        except RefusedError as refused:
            yield Recipe(path, {"refused": digest(str(refused))}, partial(_refuse, refused.problems))


def _planned(site: Site, order: Order, path: str, icons: Path, run: Run) -> Recipe:
    what = _sound(said(site, order))
    opened = _opened(what, icons)
    made_for = _sound(finish(order.finish, what.content.facts_of, run.icc))
    inputs = {
        "order": digest(name(order)),
        "content": digest(what.canonical),
        "origin": digest(what.imprint.origin),
        "fonts": opened.fonts.digest,
        "dictionary": digest(dictionary()),
        "pictograms": _drawings(icons),
        **({"profile": digest(made_for.profile.data)} if made_for.profile else {}),
    }
    return Recipe(path, inputs, partial(sign, what, order, opened, made_for, run.checked))


def _refuse(problems: tuple[Problem, ...]) -> bytes:
    raise RefusedError(problems)


def _sound(found: T | Problem | list[Problem]) -> T:
    """Give what was found, or raise what is in the way."""
    if isinstance(found, Problem):
        raise RefusedError([found])
    if isinstance(found, list):
        raise RefusedError(found)
    return found


def _opened(what: Said, icons: Path) -> Studio:
    found = studio(what.content.languages, icons)
    if isinstance(found, tuple):
        raise RefusedError(list(found))
    return found


@lru_cache(maxsize=8)
def _drawings(icons: Path) -> str:
    return digest("".join(f"{path.name}\0{path.read_text('utf-8')}" for path in sorted(icons.glob("*.svg"))))


def sign(what: Said, order: Order, opened: Studio, made_for: Finish, checked: bool = False) -> bytes:
    """Draw one sign into a file of its own; raises RefusedError.

    `checked`: it is for paper, and is not given out if the preflight finds a fault.
    """
    dots = _sound(strip(what.content, what.design, order.braille)) if order.braille else NONE
    data = _sound(draw(what.content, what.imprint, what.design, opened, made_for, dots))
    if checked:
        faults = released(what, opened, dots, data, name(order))
        if faults:
            raise RefusedError(faults)
    return data


def released(what: Said, opened: Studio, dots: Strip, data: bytes, file_name: str) -> list[Problem]:
    """Hold a sign against the laws of layout and its file against a printer's and a camera's eye."""
    content, origin, code = what.content, what.imprint.origin, what.content.code
    symbol = qr.encode(origin, code, what.imprint.revision, what.design.form.correction) if code else ()
    design = replace(what.design, form=shortened(what.design.form, dots.height))
    layouts, laid = compose(content, extras(content, what.imprint, len(symbol)), design, opened.measure)
    address = f"{qr.address(origin, code)}#{what.imprint.revision}" if code else ""
    return preflight(file_name, layouts, laid, data, address)


def drawn(site: Site, order: Order, inks: Inks) -> tuple[Page, ...]:
    """Draw one sign as pages, for a batch or a sheet; raises RefusedError."""
    what = _sound(said(site, order))
    dots = _sound(strip(what.content, what.design, order.braille)) if order.braille else NONE
    opened = _opened(what, site.templates / "assets" / "icons")
    return _sound(pages(what.content, what.imprint, what.design, opened, inks, dots))
