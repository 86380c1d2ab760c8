"""Which printed signs say something else today? The list of what to print again, and of what to take down.

In: a `Site` with the batches of issued.csv. Out: `StaleBatch`es, by venue and place. Next: `build.py signs --stale`
prints them or draws the signs anew.

The newest batch of a kind of sign of a code at a place is what hangs there: whoever prints a sign again hangs it where
the old one hung. So a reprint settles all older batches of that code, kind and place, and `count` is the number of
copies that hang there after it. Places are compared letter by letter: a slip leaves the old batch on the list, where it
is seen, and never off it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from directory.localisation.edition import Site
from directory.model import Dataset, Issue, Venue
from directory.signage.ask import Ask, read
from directory.signage.content import SignContent, changes, revision
from directory.signage.kinds import asked_sign


@dataclass(frozen=True)
class StaleBatch:
    """A printed batch whose signs say something else than their venue's sign of today, or whose venue has closed.

    `code`, `printed` (the revision), `issued` (ISO day), `sign` (its kind with wishes), `size`, `languages` (BCP 47),
    `place` and `count` are the batch's.
    `venue` is the id and `names` the names on the sign of today, whose revision is `current`. `changed` names the
    fields of `SignContent` that differ, the specimen's stamp included; it is empty if only the stored form differs.
    `gone`: the signs are to be taken down, and nothing is printed again: their place has closed, or what they say is no
    longer known.
    """

    code: str
    venue: str
    names: tuple[str, ...]
    printed: str
    current: str
    issued: str
    sign: str
    size: str
    languages: tuple[str, ...]
    place: str
    count: int
    changed: tuple[str, ...]
    gone: bool


def stale(site: Site) -> tuple[StaleBatch, ...]:
    """List the batches that hang somewhere and are out of date, by venue and place."""
    hanging = [(owner(site.dataset, issue.code), issue) for issue in newest(site.dataset.issues)]
    found = [_compared(site, venue, issue) for venue, issue in hanging]
    listed = [batch for batch in found if batch.gone or batch.changed or batch.printed != batch.current]
    return tuple(sorted(listed, key=lambda batch: (batch.venue, batch.place, batch.code)))


def newest(issues: Iterable[Issue]) -> tuple[Issue, ...]:
    """Keep the newest batch of each code, kind of sign and place; of two on one day the later one in the file."""
    by_day = sorted(issues, key=lambda issue: issue.issued)  # stable: merged branches leave the file out of order
    return tuple({(issue.code, issue.sign, issue.place): issue for issue in by_day}.values())


def to_draw(batches: Iterable[StaleBatch]) -> tuple[StaleBatch, ...]:
    """Give a batch for each sign that is to be printed again: of several places the first."""
    kept = {(batch.venue, batch.sign, batch.size, batch.languages): batch for batch in reversed(list(batches))}
    return tuple(batch for batch in reversed(kept.values()) if not batch.gone)


def owner(data: Dataset, code: str) -> Venue:
    """Find the venue that a code was given to, under the id it has now; the check vouches that there is one."""
    venue_id = data.codes[code]
    while venue_id not in data.venues:
        venue_id = data.redirects[venue_id]
    return data.venues[venue_id]


def today(site: Site, venue: Venue, issue: Issue) -> SignContent | None:
    """Give what a printed sign would say today; None if its place could not have such a sign any more."""
    ask = read(issue.sign, issue.languages.split())
    found = asked_sign(site, venue, ask) if isinstance(ask, Ask) else ask
    return found if isinstance(found, SignContent) else None


def changed(issue: Issue, now: SignContent | None) -> tuple[str, ...]:
    """Name what differs between a printed sign and that of today, by the whole content: four characters can agree by
    chance. A sign that cannot be made any more has lost what it is for: its facts.
    """
    return changes(json.loads(issue.says), now) if now else ("lines",)


def _compared(site: Site, venue: Venue, issue: Issue) -> StaleBatch:
    now = today(site, venue, issue)
    then = json.loads(issue.says)
    # no news to visitors, but to the printer
    stamp = ("specimen",) if now and then.get("specimen") != now.specimen else ()
    return StaleBatch(
        code=issue.code,
        venue=venue.id,
        names=tuple(name.value for name in now.names) if now else (),
        printed=issue.revision,
        current=revision(now) if now else "",
        issued=issue.issued,
        sign=issue.sign,
        size=issue.size,
        languages=tuple(issue.languages.split()),
        place=issue.place,
        count=issue.count,
        changed=changed(issue, now) + stamp,
        gone=now is None or (venue.closed is not None and now.sign != "notice"),
    )
