"""Signs about one thing: cards, halal food, the step-free entrance; they promise what the claims say and no more."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.model import Claim
from directory.signage.content import POSTER, Limits
from directory.vocabulary import ARROWS
from tests.directory.localisation.builders import STALE, claim, dataset, site, venue
from tests.directory.signage.making import asked, hall, place, refused, said

CERTIFICATE = claim("halal", "certificate", issuer="Food Office", valid_until="2027-06-30")
EVIDENCE = ["Halal food: certificate in force", "issued by Food Office", "valid until 30 Jun 2027"]
TIGHT = Limits(languages=6, icons=1, lines=1, texts=1, room=1, columns=10)


def test_a_halal_sign_says_the_rung_the_issuer_and_the_end() -> None:
    """The evidence is the sign; "no alcohol" and the like are part of the answer, in the order of their weight."""
    more = [claim("shared_kitchen", "no"), claim("alcohol", "no"), claim("pork", "no")]
    sign = asked(place(CERTIFICATE, *more), "hall", "halal")
    assert said(sign) == [
        *EVIDENCE,
        "Alcohol served: no",
        "Pork served: no",
        "Kitchen shared with food that is not halal: no",
    ]
    assert (sign.sign, sign.family, sign.icons) == ("halal", "halal", ("halal",))
    assert [text.value for text in sign.kind if text.lang == "en"] == ["Halal food"]


@pytest.mark.parametrize(
    ("rung", "more", "lines"),
    [
        ("operator", {}, ["Halal food: the operator says so"]),
        ("operator", {"issuer": "Food Office"}, ["Halal food: the operator says so", "issued by Food Office"]),
        ("certificate", {"issuer": "Food Office", "valid_until": "2027-06-30"}, EVIDENCE),
    ],
)
def test_evidence_is_never_more_than_was_claimed(rung: str, more: dict[str, Any], lines: list[str]) -> None:
    """Without an issuer none is named, without an end none is promised; and what nobody told is no "no"."""
    assert said(asked(place(claim("halal", rung, **more)), "hall", "halal")) == lines


@pytest.mark.parametrize("key", ["alcohol", "pork", "shared_kitchen"])
@pytest.mark.parametrize("case", ["untold", "stale", "undated", "conflict"])
def test_unknown_is_never_a_no(key: str, case: str) -> None:
    """A fact that nobody told, or told lately and without contradiction, is not on the sign at all."""
    told = {
        "untold": [],
        "stale": [claim(key, "no", observed=STALE)],
        "undated": [claim(key, "no", observed="unknown")],
        "conflict": [claim(key, "no"), claim(key, "yes", source="list")],
    }
    assert said(asked(place(CERTIFICATE, *told[case]), "hall", "halal")) == EVIDENCE


WARNINGS = [claim("alcohol"), claim("pork"), claim("shared_kitchen"), claim("diet:halal", "yes")]
CALM = [claim("alcohol", "no"), claim("pork", "no"), claim("shared_kitchen", "no"), claim("diet:halal", "only")]


@given(st.tuples(*(st.sampled_from([None, calm, warning]) for calm, warning in zip(CALM, WARNINGS, strict=True))))
def test_warnings_are_never_left_out(told: tuple[Claim | None, ...]) -> None:
    """However little room there is, the evidence and each warning stand on a halal sign, before what calms."""
    claims = [one for one in told if one]
    made = place(CERTIFICATE, *claims)
    whole, tight = asked(made, "hall", "halal"), asked(made, "hall", "halal", limits=TIGHT)
    warned = [one for one in claims if one in WARNINGS]
    assert said(tight)[:3] == EVIDENCE
    assert len(tight.lines) == 3 + len(warned)
    assert whole.lines[: len(tight.lines)] == tight.lines
    assert len(whole.lines) == min(max(POSTER.lines, 3 + len(warned)), 3 + len(claims))


@pytest.mark.parametrize(
    "claims",
    [
        [],
        [claim("alcohol", "no")],
        [claim("halal", "no")],
        [claim("halal", "operator", observed=STALE)],
        [claim("halal", "certificate", issuer="x", valid_until="2026-11-22")],
        [claim("halal", "operator"), claim("halal", "no", source="list")],
    ],
    ids=["nothing", "no alcohol", "not halal", "stale", "expired", "conflict"],
)
def test_no_halal_sign_without_evidence(claims: list[Claim]) -> None:
    """Nothing to print is a Problem that says what the data lacks."""
    found = refused(place(*claims), "hall", "halal")
    assert (found.code, found.message) == (
        "sign-nothing",
        "hall: no claim about halal food that is young enough to be printed",
    )


def test_six_languages_leave_room_for_the_evidence() -> None:
    """The more languages, the fewer facts beside the evidence; never the evidence."""
    tags = ("zh-Hans", "en", "ar", "fr", "de", "id")
    made = site(dataset(hall(CERTIFICATE, *CALM), languages=tags))
    sign = asked(made, "hall", "halal", *tags)
    assert said(sign)[:3] == EVIDENCE
    assert [len(line.texts) for line in sign.lines] == [6] * len(sign.lines)


def test_cards_are_named_with_origin_and_channel() -> None:
    """Each scheme that is taken is a line; one that is not is left to the page."""
    made = place(
        claim("payment:visa", "no", card_origin="foreign"),
        claim("payment:cards", card_origin="foreign", channel="chip", scope="ticket office"),
        claim("payment:alipay", channel="qr"),
    )
    sign = asked(made, "hall", "cards")
    assert said(sign) == ["Bank cards: foreign cards, chip, ticket office", "Alipay: QR code"]
    assert sign.icons == ("payment-cards", "payment-alipay")


@pytest.mark.parametrize("claims", [[claim("payment:visa", "no")], [claim("tax_refund")], [claim("wheelchair")]])
def test_no_card_sign_without_a_card(claims: list[Claim]) -> None:
    """A sign about cards needs one that is taken."""
    assert refused(place(*claims), "hall", "cards").code == "sign-nothing"


def test_the_band_shows_only_what_the_lines_say() -> None:
    """A scheme that there was no room for has no pictogram either, and lends no date and no source."""
    late = claim("payment:alipay", observed="2026-11-20", source="list")
    made = place(claim("payment:cards"), late)
    sign = asked(made, "hall", "cards", limits=replace(POSTER, lines=1))
    assert (len(sign.lines), sign.icons) == (1, ("payment-cards",))
    assert (sign.facts_of, sign.sources) == ("2026-11-01", ("survey",))
    assert asked(made, "hall", "cards").sources == ("survey", "list")


@pytest.mark.parametrize("way", ARROWS)
def test_the_entrance_is_this_way(way: str) -> None:
    """With an arrow the sign points; without one it stands at the entrance."""
    made = place(claim("wheelchair", "limited", scope="main entrance"), claim("door:width", 82.5))
    there, here = asked(made, "hall", "access", arrow=way), asked(made, "hall", "access")
    assert there.icons == (ARROWS[way], "wheelchair")
    assert here.icons == ("wheelchair",)
    assert [text.value for text in there.kind if text.lang == "en"] == ["Step-free entrance this way"]
    assert [text.value for text in here.kind if text.lang == "en"] == ["Step-free entrance"]
    assert said(there)[0] == said(here)[0] == "Step-free access: limited (main entrance)"


@pytest.mark.parametrize(
    "claims",
    [
        [claim("step_count", 2, scope="main entrance")],
        [claim("toilets:wheelchair")],
        [claim("door:width", 82.5), claim("automatic_door")],
        [claim("wheelchair", "no"), claim("elevator")],
        [claim("wheelchair"), claim("wheelchair", "no", source="list"), claim("elevator")],
        [claim("wheelchair", observed=STALE)],
    ],
    ids=["steps", "toilet", "door", "no", "conflict", "stale"],
)
def test_no_step_free_entrance_is_promised_without_one(claims: list[Claim]) -> None:
    """Steps, a wide door or a toilet are no step-free entrance, and a fresh "no" counts more than a lift."""
    assert refused(place(*claims), "hall", "access").code == "sign-nothing"


def test_a_lift_is_a_way_in() -> None:
    """A station's lift at its exit is what the sign is for, with its limit."""
    made = place(claim("elevator", "staff_operated", scope="exit 1"), claim("wheelchair", "no", observed=STALE))
    assert said(asked(made, "hall", "access")) == ["Lift: ask staff to run it (exit 1)"]


def test_a_limit_stays_however_little_room_there_is() -> None:
    """The first fact stands under the heading in any case: a heading alone would promise more than the claim."""
    sign = asked(place(claim("wheelchair", "limited"), claim("door:width", 80)), "hall", "access", limits=TIGHT)
    assert said(sign) == ["Step-free access: limited"]


def test_a_place_of_another_name_says_the_same() -> None:
    """Names stand in the languages that have one, the local first."""
    one = venue("hall", CERTIFICATE, name={"zh-Hans": "馆"})
    assert [text.lang for text in asked(site(dataset(one)), "hall", "halal").names] == ["zh-Hans"]
