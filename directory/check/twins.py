"""Does a place stand twice in the dataset? Pairs of venues that `matching` finds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from directory.matching import Twin, twins
from directory.model import Dataset
from directory.problem import Problem, error, warning


def twin_venues(data: Dataset, as_of: dt.date) -> Iterator[Problem]:
    """Two files are two places.

    twin-venues: one name, akin kinds, and less than 150 m or one address between them: nothing stated tells them apart.
    twin-likely: the names are merely like, or what is stated leaves it open.
    """
    local = data.city.languages[0] if data.city.languages else "und"
    for twin in twins(data.venues.values(), local, data.city.name.values()):
        if twin.sure:
            hint = "keep one file; of two places say what tells them apart: the branch in the name, the address"
            yield error(data.files[twin.b], "name", "twin-venues", twin.a, _said(twin), hint)
        else:
            hint = "keep one file, or state both addresses"
            yield warning(data.files[twin.b], "name", "twin-likely", twin.a, _said(twin), hint)


def _said(twin: Twin) -> str:
    metres = "" if twin.distance_m is None else f", {twin.distance_m:.0f} m apart"
    return f"may be the same place as {twin.a} ({twin.reason}{metres})"
