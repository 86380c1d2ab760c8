"""What a dataset says, read from its TOML files by these few lines alone, so that the program is not its own witness.

Rules from DESIGN section 4: [record] stands for every table that does not say otherwise; the effective claim is the
unexpired one of the highest method, then the newest; a tie of different values is a conflict and counts as unknown.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from directory.vocabulary import DOORS, PROPERTIES

METHODS = (  # the weakest first
    *("inferred", "imported", "official_list", "operator_statement"),
    *("transaction_test", "document_seen", "measured", "on_site"),
)
QUALIFIERS = ("scope", "language", "card_origin", "channel")
Table = Mapping[str, Any]


@dataclass(frozen=True)
class Facts:
    """A dataset on a day."""

    city: Table
    venues: Mapping[str, Table]
    day: dt.date

    @cached_property
    def living(self) -> dict[str, Table]:
        """Venues that have not closed for good."""
        return {key: venue for key, venue in self.venues.items() if "closed" not in venue}

    @property
    def slugs(self) -> dict[str, str]:
        """The folder of each language by its tag."""
        return {tag: tag.lower() for tag in self.city["languages"]}

    def claims(self, venue: str, prop: str | None = None) -> list[dict[str, Any]]:
        """A venue's claims that have not expired, with their evidence filled in."""
        table = self.venues[venue]
        filled = [{**table["record"], **claim} for claim in table.get("claim", [])]
        return [
            claim
            for claim in filled
            if claim.get("valid_until", "9999") >= self.day.isoformat() and prop in (None, claim["property"])
        ]

    def standing(self, venue: str, prop: str) -> dict[tuple[str, ...], list[dict[str, Any]]]:
        """For each part of the venue that a property speaks of, the claims that count there."""
        slots = defaultdict(list)
        for claim in self.claims(venue, prop):
            slots[tuple(claim.get(name, "") for name in QUALIFIERS)].append(claim)
        result = {}
        for slot, group in slots.items():
            best = max(map(_strength, group))
            result[slot] = [claim for claim in group if _strength(claim) == best]
        return result

    def offers(self, venue: str, prop: str) -> bool:
        """Whether a venue offers a property, wholly or with limits."""
        return self.truth(venue, prop) in ("yes", "limited")

    def truth(self, venue: str, prop: str) -> str:
        """What a venue's claims come to: those of the whole place if there are any, else the best of its parts."""
        found = self.standing(venue, prop)
        asked = {slot: claims for slot, claims in found.items() if not slot[0]} or found
        agreed = [
            claims[0]["value"] for claims in asked.values() if all(c["value"] == claims[0]["value"] for c in claims)
        ]
        truths = [PROPERTIES[prop].truth(value).value for value in agreed]
        return next((truth for truth in ("yes", "limited", "no") if truth in truths), "unknown")

    def behind(self, door: str) -> set[str]:
        """The venues behind a door of the home page."""
        query = DOORS[door]
        return {
            key
            for key, venue in self.living.items()
            if venue["kind"] in query.kinds or any(self.offers(key, prop) for prop in query.properties)
        }

    def stale(self, claim: Table) -> bool:
        """Whether a claim is beyond its shelf life or its own end."""
        if claim["observed"] == "unknown":
            return True
        if "valid_until" in claim:
            return bool(claim["valid_until"] < self.day.isoformat())
        return (self.day - first_day(claim["observed"])).days > PROPERTIES[claim["property"]].shelf_life


def first_day(observed: str) -> dt.date:
    """The first day that a date of any precision may mean."""
    year, month, day = [*map(int, observed.split("-")), 1, 1][:3]
    return dt.date(year, month, day)


def _strength(claim: Table) -> tuple[int, str]:
    seen = "" if claim["observed"] == "unknown" else first_day(claim["observed"]).isoformat()
    return METHODS.index(claim["method"]), seen


def read(folder: Path, day: dt.date) -> Facts:
    """Read a dataset folder."""
    files = sorted((folder / "venues").rglob("*.toml"))
    venues = {path.stem: tomllib.loads(path.read_text("utf-8")) for path in files}
    return Facts(tomllib.loads((folder / "city.toml").read_text("utf-8")), venues, day)
