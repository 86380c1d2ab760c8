"""Standing of claims: which one counts, what is a conflict, and that silence is never no."""

from __future__ import annotations

import datetime as dt
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.model import Claim, Dataset, Method, Venue
from directory.standing import RANK, answers, expired, standings, truth
from directory.vocabulary import PROPERTIES, Truth
from tests.conftest import AS_OF

DAYS = st.one_of(st.just("unknown"), st.dates(dt.date(2020, 1, 1), dt.date(2026, 11, 23)).map(lambda d: d.isoformat()))
ENDS = st.none() | st.dates(dt.date(2026, 1, 1), dt.date(2027, 12, 31)).map(lambda d: d.isoformat())
CLAIMS = st.builds(
    Claim,
    source=st.sampled_from(["a", "b"]),
    method=st.sampled_from(Method),
    observed=DAYS,
    property=st.sampled_from(["wheelchair", "elevator"]),
    value=st.sampled_from(["yes", "no"]),
    scope=st.sampled_from([None, "main entrance"]),
    valid_until=ENDS,
    ref=st.none(),
    checked_by=st.none(),
    language=st.none(),
    card_origin=st.none(),
    channel=st.none(),
    issuer=st.none(),
    note=st.none(),
)


def strength(claim: Claim) -> tuple[int, str]:
    """Rank and date, the weakest first, "unknown" the oldest."""
    return RANK[claim.method], claim.observed if claim.observed != "unknown" else ""


def claim(value: str | dict[str, str] = "yes", key: str = "wheelchair", **more: object) -> Claim:
    """A claim with evidence of little interest."""
    table = {"source": "a", "method": "imported", "observed": "2026-01-01", "property": key, "value": value, **more}
    return Claim.model_validate(table)


def with_claims(city: Dataset, *claims: Claim) -> Venue:
    """A venue of the made-up city that says just this."""
    return city.venues["new-teahouse"].model_copy(update={"claim": claims})


@given(st.lists(CLAIMS, max_size=8), st.randoms(use_true_random=False))
def test_the_effective_claim(claims: list[Claim], shuffle: random.Random) -> None:
    """What counts is the unexpired claim of the highest method, then the newest; the file's order is irrelevant."""
    found = standings(tuple(claims), AS_OF)
    living = [claim for claim in claims if not expired(claim, AS_OF)]
    assert set(found) == {claim.slot for claim in living}
    for slot, standing in found.items():
        group = [claim for claim in living if claim.slot == slot]
        best = max(map(strength, group))
        assert {strength(claim) for claim in standing.claims} == {best}
        assert len(standing.claims) + len(standing.others) == len(group)
        assert all(strength(claim) < best for claim in standing.others)
        assert standing.conflict == (len({c.value for c in group if strength(c) == best}) > 1)
    mixed = list(claims)
    shuffle.shuffle(mixed)
    again = standings(tuple(mixed), AS_OF)
    assert {slot: (s.truth, s.conflict) for slot, s in again.items()} == {
        s: (x.truth, x.conflict) for s, x in found.items()
    }


def test_methods_are_ranked_as_listed() -> None:
    """What was seen on the spot outranks what was said, and a guess comes last."""
    assert sorted(Method, key=RANK.__getitem__, reverse=True) == list(Method)
    assert max(RANK, key=RANK.__getitem__) is Method.ON_SITE
    assert min(RANK, key=RANK.__getitem__) is Method.INFERRED


def test_conflict_only_among_equals() -> None:
    """A weaker or older claim that differs is outranked; an equal one makes a conflict, which is unknown."""
    yes, no = claim("yes"), claim("no", source="b")
    assert standings((yes, no), AS_OF)[yes.slot].effective is None
    for stronger in (claim("no", method="on_site"), claim("no", observed="2026-01-02")):
        standing = standings((yes, stronger), AS_OF)[yes.slot]
        assert (standing.effective, standing.others, standing.truth) == (stronger, (yes,), Truth.NO)


def test_expired_claims_do_not_count() -> None:
    """On its last day a certificate holds; on the next it is gone, and the lower rung counts again."""
    top = claim("certificate", "halal", method="document_seen", valid_until="2026-11-23", issuer="x")
    low = claim("operator", "halal", method="operator_statement")
    day = dt.date(2026, 11, 23)
    assert standings((low, top), day)[top.slot].effective == top
    assert standings((low, top), day + dt.timedelta(days=1))[top.slot].effective == low


@pytest.mark.parametrize("key", sorted(PROPERTIES))
def test_silence_is_not_no(load_small_city: Dataset, key: str) -> None:
    """Of a venue that says nothing, nothing is known: neither yes nor no."""
    silent = with_claims(load_small_city)
    assert truth(silent, key, AS_OF) is None
    assert not answers(silent, key, AS_OF)


@given(st.lists(CLAIMS, max_size=5))
def test_no_comes_only_from_a_claim(claims: list[Claim]) -> None:
    """NO is never the answer unless an unexpired claim of that property says so."""
    venue = Venue.model_construct(claim=tuple(claims))
    for key in PROPERTIES:
        said = {c.value for c in claims if c.property == key and not expired(c, AS_OF)}
        assert truth(venue, key, AS_OF) is not Truth.NO or "no" in said
        assert not answers(venue, key, AS_OF) or "yes" in said


def test_whole_venue_outweighs_its_parts(load_small_city: Dataset) -> None:
    """A claim about the whole venue answers a filter; without one, the best of its parts does."""
    part_no, part_yes = claim("no", scope="side entrance"), claim("yes", scope="main entrance")
    assert truth(with_claims(load_small_city, part_no, part_yes), "wheelchair", AS_OF) is Truth.YES
    assert truth(with_claims(load_small_city, part_yes, claim("limited")), "wheelchair", AS_OF) is Truth.LIMITED
    assert (
        truth(with_claims(load_small_city, part_no, claim("yes"), claim("no", source="b")), "wheelchair", AS_OF) is None
    )


def test_awards_are_no_conflict(load_small_city: Dataset) -> None:
    """Two awards of equal standing both count, and the venue has an award; a later one outranks neither."""
    won, too = claim({"en": "Ten Best Windows 2025"}, "award"), claim({"en": "Friendly House"}, "award", source="b")
    newer = claim({"en": "Ten Best Windows 2026"}, "award", method="document_seen", observed="2026-06")
    found = standings((won, too, newer), AS_OF)
    assert [standing.effective for standing in found.values()] == [won, too, newer]
    assert truth(with_claims(load_small_city, won, too, newer), "award", AS_OF) is Truth.YES


def test_sources_of_one_award_are_ranked() -> None:
    """Who says the same in the same words speaks of the same award: the stronger evidence counts."""
    said, seen = claim({"en": "Friendly House"}, "award"), claim({"en": "Friendly House"}, "award", method="on_site")
    standing = standings((said, seen), AS_OF)[said.slot]
    assert (standing.effective, standing.others) == (seen, (said,))
