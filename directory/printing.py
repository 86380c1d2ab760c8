"""Signs on their way to paper: drawn into a folder, gathered in one file, recorded when printed.

In: a `Site` and `Order`s. Out: files, or rows. `build.py` turns options into calls of this.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from directory.localisation.edition import Site
from directory.output.console import Show
from directory.output.folder import Filled, fill
from directory.output.recipe import RefusedError
from directory.problem import Problem, error
from directory.reprint import StaleBatch
from directory.signage.ask import Ask, read, words
from directory.signage.content import canonical, revision
from directory.signage.scene import languages_of
from signs.book import book
from signs.designs import DESIGNS
from signs.order import Order, name
from signs.pdf.batch import merged, on_sheets
from signs.pdf.finish import finish
from signs.pdf.page import Page
from signs.says import record
from signs.tasks import drawn, tasks_of

LARGE, DOTS = "large", "braille="  # in the record of a batch, after its size


def into_folder(site: Site, orders: Sequence[Order], to: Path, jobs: int, code: str, icc: Path | None) -> Filled:
    """Draw each sign into a file of its own; what is there already and would be the same is kept."""
    with Show() as show:
        return fill(tasks_of(orders, icc), site, to, jobs, show, code)


def in_one(site: Site, orders: Sequence[Order], sheets: bool, icc: Path | None) -> bytes | list[Problem]:
    """Draw all signs into one file: a page each with bookmarks, or several on each sheet of A4 with cut marks."""
    made_for = finish(orders[0].finish, "unknown", icc)
    if isinstance(made_for, list):
        return made_for
    found: list[tuple[Page, ...]] = []
    problems: list[Problem] = []
    for order in orders:
        try:
            found.append(drawn(site, order, made_for.inks))
        except RefusedError as fault:
            problems += fault.problems
    if problems:
        return problems
    title, round_cut = site.dataset.city.id, DESIGNS[orders[0].kind, orders[0].size].round
    if not sheets:
        return merged(found, made_for, title, round_cut=round_cut)
    size = orders[0].size
    hint = "print them one to a page"
    return on_sheets(found, made_for, title, round_cut=round_cut) or [
        error("signs", "size", "sign-sheet", size, f"no sheet of A4 holds a sign of size {size}", hint)
    ]


def rows(site: Site, orders: Sequence[Order], count: int, place: str) -> list[list[str]] | Problem:
    """Give the rows of issued.csv for a printed batch: what each sign says today, so that a later day can tell."""
    found = []
    for order in orders:
        content = record(site, order)
        if isinstance(content, Problem):
            return content
        venue = site.dataset.venues[order.venue]
        spoken = " ".join(languages_of(site, venue, order.ask.languages))
        about = [words(order.ask), sized(order), spoken, str(count), place, canonical(content)]
        found.append([venue.code, revision(content), str(site.as_of), *about])
    return found


def booklet(site: Site, key: str, language: str, flat: bool) -> bytes | list[Problem]:
    """Make the booklet of a district, an area or a route: sheets for folding, or `flat` the pages one by one."""
    made_for = finish("office", site.as_of.isoformat())
    return made_for if isinstance(made_for, list) else book(site, key, language, made_for, flat=flat)


def again(batch: StaleBatch) -> Order:
    """Order the sign of a batch again, as it was printed."""
    ask = read(batch.sign, batch.languages)
    size, *more = batch.size.split(" ")
    dots = next((word.removeprefix(DOTS) for word in more if word.startswith(DOTS)), "")
    asked = ask if isinstance(ask, Ask) else Ask(batch.sign, batch.languages)
    return Order(batch.venue, asked, size, large=LARGE in more, braille=dots)


def sized(order: Order) -> str:
    """Write an order's size for the record, with large print and Braille: `a4 large braille=ada`."""
    return " ".join([order.size, *([LARGE] if order.large else []), *([DOTS + order.braille] if order.braille else [])])


def file_of(to: Path, order: Order) -> Path:
    """Say where a sign lies in a folder."""
    return to / name(order)
