"""The opening hours of an ordinary week in one line, for paper.

In: a localised venue. Out: words such as "Tuesday–Sunday 09:00–17:00"; "" where the hours are not known or stale.
What holds on public holidays is left to the page, which knows the calendar of the year. Next: `booklet`.
"""

from __future__ import annotations

from itertools import groupby

from directory import hours
from directory.dates import Freshness
from directory.localisation import formats
from directory.localisation.catalogues import fill
from directory.localisation.localise import Localiser
from directory.localisation.values import LocalisedVenue
from directory.vocabulary import N_

# NOTE: opening hours that are the same on all days; {hours} is like 09:00–17:00
DAILY = N_("daily {hours}")
# NOTE: opening hours of one day or of several; {days} is like Tuesday–Sunday
ON_DAYS = N_("{days} {hours}")
ALL_DAY = N_("open 24 hours")
WHOLE = ((0, 1440),)
Spans = tuple[tuple[int, int], ...]


def in_words(venue: LocalisedVenue, localiser: Localiser) -> str:
    """Word a venue's ordinary week: days of the same hours that follow one another are joined."""
    stated = venue.opening_hours
    if stated is None or stated.evidence.freshness is Freshness.STALE:
        return ""
    week = hours.week(stated.text.value, localiser.as_of)
    if len(set(week)) == 1:
        return _every_day(week[0], localiser)
    names = formats.weekdays(localiser.catalogue.language)
    parts = []
    for spans, found in groupby(range(7), key=lambda day: week[day]):
        days = list(found)
        if spans:
            named = names[days[0]] if len(days) == 1 else f"{names[days[0]]}–{names[days[-1]]}"
            parts.append(fill(localiser.label(ON_DAYS), {"days": named, "hours": _spans(spans, localiser)}))
    return formats.all_of(parts, localiser.catalogue.language)


def _every_day(spans: Spans, localiser: Localiser) -> str:
    if not spans:
        return ""  # rules that never open an ordinary week say nothing a visitor can use
    if spans == WHOLE:
        return localiser.label(ALL_DAY)
    return fill(localiser.label(DAILY), {"hours": _spans(spans, localiser)})


def _spans(spans: Spans, localiser: Localiser) -> str:
    return localiser.label(ALL_DAY) if spans == WHOLE else formats.spans(spans, localiser.catalogue.language)
