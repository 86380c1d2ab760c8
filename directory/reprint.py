"""Which printed signs say something else today? The list of what to print again, and of what to take down.

In: a `Site` with the batches of issued.csv. Out: `StaleBatch`es, by venue and place. Next: `build.py signs --stale`
prints them or draws the signs anew.

The newest batch of a code at a place is what hangs there: whoever prints a sign again hangs it where the old one hung.
So a reprint settles all older batches of that code and place, and `count` is the number of copies that hang there after
it. Places are compared letter by letter: a slip leaves the old batch on the list, where it is seen, and never off it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from directory.localisation.edition import Site
from directory.model import Dataset, Issue, Venue
from directory.signage import changes, revision, venue_sign


@dataclass(frozen=True)
class StaleBatch:
    """A printed batch whose signs say something else than their venue's sign of today, or whose venue has closed.

    `code`, `printed` (the revision), `issued` (ISO day), `languages` (BCP 47), `place` and `count` are the batch's.
    `venue` is the id and `names` the names on the sign of today, whose revision is `current`. `changed` names the
    fields of `SignContent` that differ, the specimen's stamp included; it is empty if only the stored form differs.
    `closed`: the signs are to be taken down, and nothing is printed again.
    """

    code: str
    venue: str
    names: tuple[str, ...]
    printed: str
    current: str
    issued: str
    languages: tuple[str, ...]
    place: str
    count: int
    changed: tuple[str, ...]
    closed: bool


def stale(site: Site) -> tuple[StaleBatch, ...]:
    """List the batches that hang somewhere and are out of date, by venue and place."""
    hanging = [(_owner(site.dataset, issue.code), issue) for issue in newest(site.dataset.issues)]
    found = [_compared(site, venue, issue) for venue, issue in hanging]
    listed = [batch for batch in found if batch.closed or batch.changed or batch.printed != batch.current]
    return tuple(sorted(listed, key=lambda batch: (batch.venue, batch.place, batch.code)))


def newest(issues: Iterable[Issue]) -> tuple[Issue, ...]:
    """Keep the newest batch of each code and place; of two on one day the one that stands later in the file."""
    by_day = sorted(issues, key=lambda issue: issue.issued)  # stable: merged branches leave the file out of order
    return tuple({(issue.code, issue.place): issue for issue in by_day}.values())


def to_draw(batches: Iterable[StaleBatch]) -> tuple[str, ...]:
    """Give the venues whose sign is to be printed again, each once: not those that have closed."""
    return tuple(dict.fromkeys(batch.venue for batch in batches if not batch.closed))


def _owner(data: Dataset, code: str) -> Venue:
    """Find the venue that a code was given to, under the id it has now; the check vouches that there is one."""
    venue_id = data.codes[code]
    while venue_id not in data.venues:
        venue_id = data.redirects[venue_id]
    return data.venues[venue_id]


def _compared(site: Site, venue: Venue, issue: Issue) -> StaleBatch:
    """Compare a batch with the sign of today: by the whole content, since four characters can agree by chance."""
    then, now = json.loads(issue.says), venue_sign(site, venue)
    stamp = () if then.get("specimen") == now.specimen else ("specimen",)  # no news to visitors, but to the printer
    return StaleBatch(
        code=issue.code,
        venue=venue.id,
        names=tuple(name.value for name in now.names),
        printed=issue.revision,
        current=revision(now),
        issued=issue.issued,
        languages=tuple(issue.languages.split()),
        place=issue.place,
        count=issue.count,
        changed=changes(then, now) + stamp,
        closed=venue.closed is not None,
    )
