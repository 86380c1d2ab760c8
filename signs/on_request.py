"""The print server's answer: what an address under signs/ names is made when it is asked for.

In: a `Site` and a path, whose file name is an order (`order`). Out: the PDF, or with the ending .png a picture of it;
a Problem that says why there is no such sign; None for what is no sign at all. Nothing is written: what was asked for
last is kept in memory. One at a time: the caller sees to that, since pdfium is not safe for threads.
"""

from __future__ import annotations

from functools import lru_cache

from directory.localisation.edition import Edition, Site
from directory.output.recipe import RefusedError
from directory.problem import Problem
from signs.order import SUFFIX, Order, parse
from signs.picture import picture
from signs.tasks import FOLDER, Run, plan

PICTURE = ".png"
KEPT = 32  # files in memory, some 60 kB each: whoever looks at a picture then asks for the file
FOR_PAPER = Run(checked=True)


def on_request(site: Site, path: str) -> bytes | Problem | None:
    """Make what a path of the site names."""
    name = path.removeprefix(FOLDER)
    if name == path or "/" in name or not name.endswith((SUFFIX, PICTURE)):
        return None
    order = parse(name.removesuffix(PICTURE) + SUFFIX if name.endswith(PICTURE) else name, site.dataset.city.languages)
    if isinstance(order, Problem):
        return order
    made = _made(site.edition(site.dataset.city.languages[0]), order)
    return picture(made) if isinstance(made, bytes) and name.endswith(PICTURE) else made


@lru_cache(maxsize=KEPT)
def _made(edition: Edition, order: Order) -> bytes | Problem:
    """Make an order; an edition stands for its site, which cannot be a key."""
    try:
        return next(iter(plan(edition.site, (order,), FOR_PAPER))).make()
    except RefusedError as refused:
        return refused.problems[0]
