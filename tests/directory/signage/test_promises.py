"""The notice of services and promises: what visitors may expect, and whom to call if it fails."""

from __future__ import annotations

from dataclasses import replace

from directory.localisation.edition import Site
from directory.model import Claim, Hotline
from directory.signage.content import POSTER
from tests.directory.localisation.builders import EVIDENCE, STALE, claim, dataset, site
from tests.directory.signage.making import asked, hall, place, refused, said

NUMBERS = {
    key: Hotline.model_validate(
        {**EVIDENCE, "observed": day, "name": {"zh-Hans": "热线", "en": name}, "number": number}
    )
    for key, name, number, day in (
        ("city", "City line", "12300", "2026-11-10"),
        ("shops", "Shoppers' line", "12301", "2026-11-12"),
    )
}
PROMISES = (
    claim("promise", {"zh-Hans": "保管三十天。", "en": "Lost property is kept."}),
    claim("promise", {"zh-Hans": "十分钟。", "en": "You wait ten minutes."}, source="list"),
)


def served(*claims: Claim, complaints: tuple[str, ...] = ("city", "shops")) -> Site:
    """A city with numbers for complaints, and a place that promises something."""
    return site(dataset(hall(*claims), hotlines=NUMBERS, sign_complaints=complaints))


def test_promises_stand_in_their_own_words_before_the_numbers() -> None:
    """Each promise is a line, then come services, then the city's numbers with their names, in its order."""
    sign = asked(served(*PROMISES, claim("reservation", "required")), "hall", "promises")
    assert said(sign) == [
        "Lost property is kept.",
        "You wait ten minutes.",
        "Booking: required",
        "City line: 12300",
        "Shoppers' line: 12301",
    ]
    assert [line.icon for line in sign.lines[-2:]] == ["call", "call"]
    assert (sign.sign, sign.facts_of, sign.sources) == ("promises", "2026-11-12", ("survey", "list"))


def test_no_numbers_without_the_citys_choice() -> None:
    """A city that names none prints none."""
    assert said(asked(served(*PROMISES, complaints=()), "hall", "promises")) == [
        "Lost property is kept.",
        "You wait ten minutes.",
    ]


def test_the_numbers_are_never_crowded_out() -> None:
    """Promises give way to the numbers, which the notice is for; what gave way lends no date and no source."""
    sign = asked(served(*PROMISES), "hall", "promises", limits=replace(POSTER, lines=3))
    assert said(sign) == ["Lost property is kept.", "City line: 12300", "Shoppers' line: 12301"]
    tight = asked(served(*PROMISES), "hall", "promises", limits=replace(POSTER, lines=1, room=1))
    assert said(tight) == said(sign)


def test_a_promise_that_was_left_out_changes_nothing() -> None:
    """What is not on the notice does not make it old."""
    late = claim("reservation", "required", observed="2026-11-20", source="list")
    limits = replace(POSTER, lines=3)
    one, other = (asked(served(PROMISES[0], *more), "hall", "promises", limits=limits) for more in ([], [late]))
    assert one == other


def test_nothing_promised_is_a_problem() -> None:
    """Numbers alone are no notice; nor is an old promise."""
    for made in (served(), served(claim("promise", {"en": "x", "zh-Hans": "一"}, observed=STALE)), place()):
        assert refused(made, "hall", "promises").code == "sign-nothing"
