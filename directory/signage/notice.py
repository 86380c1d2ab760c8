"""The closing and the temporary notice: what stands on a door that does not open.

In: a `Scene`. Out: a `SignContent`, or None for a place that is open and has no dated notice on the day.
"""

from __future__ import annotations

from collections.abc import Mapping

from directory.localisation import formats
from directory.localisation.catalogues import fill
from directory.localisation.edition import Site
from directory.localisation.localise import Localiser
from directory.model import Closed, Notice, Venue
from directory.signage.content import Limits, SignContent, SignLine
from directory.signage.scene import Scene, content
from directory.vocabulary import N_

# NOTE: the words in the band of a notice on the door of a place that will not open again
CLOSED = N_("Closed for good")
# NOTE: the words in the band of a dated notice on a door
NOTICE = N_("Notice")
# NOTE: on a notice: the day on which a place closed
SINCE = N_("closed since {date}")
# NOTE: on a notice: the place that took over
SUCCESSOR = N_("go to: {name}")
# NOTE: on a notice: from when until when it holds; both are whole dates
SPAN = N_("from {begins} to {ends}")


def notice(seen: Scene, limits: Limits) -> SignContent | None:
    """Gather what a closed place says for good, or what an open one says until a day."""
    fewer = seen.within(limits.languages)
    if seen.venue.closed:
        return _closing(fewer, seen.venue.closed)
    dated = {key: one for key, one in seen.site.dataset.notices.items() if _stands(one, seen)}
    return _dated(fewer, dict(list(dated.items())[: max(1, limits.lines // 2)])) if dated else None


def _stands(one: Notice, seen: Scene) -> bool:
    return one.venue == seen.venue.id and one in seen.site.notices


def _closing(seen: Scene, closed: Closed) -> SignContent:
    dates = [formats.observed_date(closed.date, one.catalogue.language, "") for one in seen.localisers]
    since = [fill(one.label(SINCE), {"date": day}) for one, day in zip(seen.localisers, dates, strict=True)]
    lines = [SignLine("close", seen.each(since))] if all(dates) else []
    heir = _heir(seen.site, closed)
    if heir:
        heirs = [one.venue(heir) for one in seen.localisers]
        words = [
            fill(one.label(SUCCESSOR), {"name": heir.name.value})
            for one, heir in zip(seen.localisers, heirs, strict=True)
        ]
        lines.append(SignLine("way", seen.each(words)))
        if heirs[0].local_address:
            lines.append(SignLine("here", (seen.each([heirs[0].local_address.value] * len(heirs))[0],)))
    source = seen.site.dataset.sources[closed.source].title
    return content(seen, seen.label(CLOSED), ["close"], lines, (), "emergency", [closed.observed], [source])


def _heir(site: Site, closed: Closed) -> Venue | None:
    """Find the place to go to instead: the last that took over, if it is open; the check vouches for an end."""
    heir: Venue | None = None
    step: Closed | None = closed
    while step and step.successor:
        heir = site.dataset.venues[step.successor]
        step = heir.closed
    return heir if step is None else None


def _dated(seen: Scene, dated: Mapping[str, Notice]) -> SignContent:
    lines = []
    for key, one in dated.items():
        words = [localiser.text(one.text, f"notice.{key}.text").value for localiser in seen.localisers]
        lines.append(SignLine("warning", seen.each(words)))
        lines.append(SignLine("opening_hours", seen.each([_span(one, localiser) for localiser in seen.localisers])))
    sources = [seen.site.dataset.sources[one.source].title for one in dated.values()]
    dates = [one.observed for one in dated.values()]
    return content(seen, seen.label(NOTICE), ["warning"], lines, (), "convenience", dates, sources)


def _span(one: Notice, localiser: Localiser) -> str:
    """Say from when until when a notice holds."""
    language = localiser.catalogue.language
    days = {
        name: formats.observed_date(day, language, day) for name, day in (("begins", one.begins), ("ends", one.ends))
    }
    return fill(localiser.label(SPAN), days)
