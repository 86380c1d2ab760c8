"""The direction sign: which way, to what, how far; from the place where it hangs.

In: a `Scene` whose `Ask` names the places to lead to and where its reader looks. Out: a `SignContent`. The arrow
follows from the bearing, unless the ask says another: a straight line does not know the street. Distances are in
a straight line and rounded as a walker reckons, so each carries "≈".
"""

from __future__ import annotations

from directory.geo import bearing_deg, distance_m
from directory.localisation.edition import Site
from directory.model import Venue
from directory.problem import Problem, did_you_mean, error
from directory.signage.ask import Ask
from directory.signage.content import Limits, SignContent, SignLine, SignText
from directory.signage.scene import Scene, content, stated_dates
from directory.vocabulary import ARROWS, KINDS, N_, arrow_at

# NOTE: the words in the band of a sign with arrows to several places
DIRECTIONS = N_("The way to")


def direction(seen: Scene, limits: Limits) -> SignContent | None:
    """Gather the destinations, the nearest last as road signs have it; None if none is named or one has no way.

    Nobody is led to a place that has closed for good.
    """
    fewer = seen.within(limits.languages)
    wanted = [(destination(seen.site, name), way) for name, _, way in (one.partition(":") for one in seen.ask.toward)]
    venues = [(venue, way) for venue, way in wanted if venue and not venue.closed]
    far = sorted(venues, key=lambda each: -(metres(seen.venue, each[0]) or 0.0))
    lines = [found for venue, way in far if (found := _line(fewer, venue, way))]
    if not lines or len(lines) < len(venues):
        return None
    dates = [date for venue, _ in venues for date in stated_dates(venue)]
    return content(fewer, fewer.label(DIRECTIONS), ["way"], lines, (), "information", dates)


def destination(site: Site, name: str) -> Venue | None:
    """Find a place that a sign leads to, under the id it has now: the words of a printed sign keep the old one."""
    while name not in site.dataset.venues and name in site.dataset.redirects:
        name = site.dataset.redirects[name]
    return site.dataset.venues.get(name)


def lost(site: Site, venue: Venue, ask: Ask, limits: Limits) -> Problem | None:
    """Say what is wrong with the places that a sign is asked to lead to: none may drop off it unseen."""
    file, names = f"sign of {venue.id}", [one.partition(":")[0] for one in ask.toward]
    for name in names:
        if destination(site, name) is None:
            hint = did_you_mean(name, site.dataset.venues)
            return error(file, "to", "sign-venue", name, "there is no such venue", hint)
    if len(names) > limits.lines:
        message = f"{len(names)} destinations, where this size has room for {limits.lines}"
        return error(file, "to", "sign-destinations", len(names), message, "choose a larger size, or make two signs")
    return None


def metres(here: Venue, there: Venue) -> float | None:
    """Give the distance in metres between two places in a straight line; None if a position is not known."""
    return distance_m(here.point, there.point) if here.point and there.point else None


def way(seen: Scene, there: Venue) -> str:
    """Name the direction to a place as the reader of the sign sees it; "" if it cannot be known."""
    here = seen.venue
    if here.point is None or there.point is None or seen.ask.facing is None:
        return ""
    return arrow_at(bearing_deg(here.point, there.point) - seen.ask.facing)


def _line(seen: Scene, there: Venue, stated: str) -> SignLine | None:
    """Say one destination; None where neither the ask nor the positions tell the way."""
    arrow = ARROWS.get(stated or way(seen, there), "")
    if not arrow:
        return None
    names = [localiser.name(there) for localiser in seen.localisers]
    values = [name.value for name in names]
    once = [name for at, name in enumerate(names) if name.value not in values[:at]]  # the same in two languages
    texts = tuple(SignText(name.value, name.lang) for name in once)
    far = metres(seen.venue, there)
    return SignLine(KINDS[there.kind].icon, texts, arrow, f"≈ {rounded(far)}" if far is not None else "")


def rounded(far: float) -> str:
    """Write a distance for walkers: to 10 m below 200 m, to 50 m below a kilometre, to 0.1 km above. SI symbols."""
    if far < 200:
        return f"{max(10, round(far / 10) * 10)} m"
    return f"{round(far / 50) * 50} m" if far < 975 else f"{far / 1000:.1f} km"
