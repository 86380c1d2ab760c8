"""One picture of each kind of sign in each size, for the page where staff choose; a site without a server has no other.

In: a `Site`. Out: the orders whose pictures are shown, each of the city's first place that has such a sign, and the
recipes of their pictures. A kind of which no place has a sign has no picture.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from directory.localisation.edition import Site
from directory.model import Venue
from directory.output.recipe import Recipe, RefusedError, Task, digest
from directory.signage.ask import Ask
from directory.signage.kinds import possible
from directory.vocabulary import BOARDS
from signs.designs import DESIGNS
from signs.order import BOARD, Order
from signs.picture import picture
from signs.tasks import FOLDER, plan

Orders = Mapping[tuple[str, str], Order]
HEIGHT = 560  # pixels
MOST_BYTES = 30_000  # of a picture: a page shows one at a time, over a slow network
TRIES = 5  # places asked for a sign that fits a size, before that size is left without a picture
LED_TO = 3  # destinations on the example of a direction sign
SHARD = 7  # pictures in one task


def tasks(orders: Orders) -> list[Task[Site]]:
    """List the tasks for the pictures of some orders."""
    found = tuple(orders.values())
    return [
        Task(f"examples/{n // SHARD}", partial(pictures, orders=found[n : n + SHARD]))
        for n in range(0, len(found), SHARD)
    ]


def pictures(site: Site, orders: Sequence[Order]) -> Iterator[Recipe]:
    """Plan the pictures of a share."""
    for order in orders:
        sign = next(iter(plan(site, (order,))))
        inputs = {**sign.inputs, "picture": digest(f"{HEIGHT} {MOST_BYTES}")}
        yield Recipe(f"{FOLDER}examples/{order.kind}-{order.size}.png", inputs, partial(_drawn, sign))


def examples(site: Site) -> Orders:
    """Choose an order for each kind and size: the first that can be drawn, so that no example can stop a build."""
    found = {design: next(filter(partial(_fits, site), _candidates(site, *design)), None) for design in DESIGNS}
    return {design: order for design, order in found.items() if order}


def _drawn(sign: Recipe) -> bytes:
    return picture(sign.make(), HEIGHT, MOST_BYTES)


def _fits(site: Site, order: Order) -> bool:
    """Tell whether a sign can be drawn; what the last build knows of an equal one is not tried again."""
    recipe, known = next(iter(plan(site, (order,)))), site.known.fits
    mark = digest(repr(sorted(recipe.inputs.items())))
    known[mark] = known.pop(mark) if mark in known else _can_be_made(recipe)  # the last asked for stands last
    return known[mark]


def _can_be_made(recipe: Recipe) -> bool:
    try:
        return bool(recipe.make())
    except RefusedError:
        return False


def _candidates(site: Site, kind: str, size: str) -> Iterator[Order]:
    """Give the first orders of a kind and size that there may be a picture of."""
    if kind == "talk":
        yield Order(f"{BOARD}{next(iter(BOARDS))}", Ask("talk", _two_languages(site)), size)
        return
    count = 0
    for venue in site.dataset.venues.values():
        ask = _asked(site, venue, kind)
        if ask and (kind == "direction" or possible(site, venue, kind)):
            yield Order(venue.id, ask, size)
            count += 1
        if count == TRIES:
            return


def _two_languages(site: Site) -> tuple[str, ...]:
    """Give the languages of a board: the city's own, and the first foreign one of its signs."""
    return tuple(dict.fromkeys([site.dataset.city.languages[0], *site.dataset.city.sign_languages]))[:2]


def _asked(site: Site, venue: Venue, kind: str) -> Ask | None:
    """Ask for a kind of sign of a place as staff would; None where nobody would ask for it."""
    if venue.closed and kind != "notice":
        return None
    if kind != "direction":
        return Ask(kind)
    others = [other.id for other in site.living if other.point and other.id != venue.id][:LED_TO]
    ways = [f"{there}:{way}" for there, way in zip(others, ("ahead", "left", "ahead-right"), strict=False)]
    return Ask(kind, toward=tuple(ways)) if venue.point and ways else None
