"""Notices on a door that does not open: closed for good, or until a day."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from directory.localisation.edition import Site
from directory.model import Dataset, Notice, Venue
from directory.signage.content import POSTER
from tests.directory.localisation.builders import AS_OF, EVIDENCE, dataset, site, venue
from tests.directory.signage.making import asked, hall, refused, said


def news(key: str, begins: str, ends: str, place: str | None = "hall") -> Notice:
    """A dated notice."""
    text = {"zh-Hans": f"消息{key}", "en": f"News {key}"}
    return Notice.model_validate({**EVIDENCE, "venue": place, "text": text, "begins": begins, "ends": ends})


def dated(*notices: Notice, as_of: dt.date = AS_OF) -> Site:
    """A place with notices."""
    found = {str(number): one for number, one in enumerate(notices)}
    return site(dataset(hall(), venue("b", number=1), notices=found), as_of)


def test_a_dated_notice_says_what_and_from_when_until_when() -> None:
    """The words of the notice, then its days, in each language."""
    sign = asked(dated(news("a", "2026-11-20", "2026-12-20")), "hall", "notice")
    assert said(sign) == ["News a", "from 20 Nov 2026 to 20 Dec 2026"]
    assert said(sign, "zh-Hans")[0] == "消息a"
    assert (sign.family, sign.icons, sign.facts_of) == ("convenience", ("warning",), "2026-11-01")
    assert sign.sources == ("survey",)


def test_only_notices_of_the_place_that_have_not_ended_are_printed() -> None:
    """What is over, and what is about another place or the whole city, is on no door."""
    made = dated(
        news("over", "2026-11-01", "2026-11-22"),
        news("other", "2026-11-01", "2026-12-01", "b"),
        news("city", "2026-11-01", "2026-12-01", None),
        news("to come", "2026-12-01", "2026-12-02"),
    )
    assert said(asked(made, "hall", "notice")) == ["News to come", "from 1 Dec 2026 to 2 Dec 2026"]
    over = dated(news("over", "2026-11-01", "2026-11-22"))
    assert refused(over, "hall", "notice").code == "sign-nothing"


def test_two_notices_of_one_text_are_two() -> None:
    """Notices are told apart by their keys, and the lines stay within what a sign holds."""
    twice = dated(*[news("a", "2026-11-20", "2026-12-20")] * 2)
    assert len(asked(twice, "hall", "notice").lines) == 4
    many = dated(*[news(str(n), "2026-11-20", "2026-12-20") for n in range(9)])
    assert len(asked(many, "hall", "notice").lines) == POSTER.lines


def closed(**more: Any) -> Venue:
    """A place that closed for good."""
    return hall(closed={"date": "2026-07", **more})


def heir(name: str, number: int, **more: Any) -> Venue:
    """A place that took over."""
    names = {"zh-Hans": f"馆{number}", "en": name}
    return venue(f"heir-{number}", number=number, name=names, address={"zh-Hans": f"路{number}号"}, **more)


def test_a_closing_names_the_day_and_the_place_to_go_to() -> None:
    """Since when, where to go, and its address as the street sign has it."""
    made = site(dataset(closed(successor="heir-1"), heir("New Hall", 1)))
    sign = asked(made, "hall", "notice")
    assert said(sign) == ["closed since Jul 2026", "go to: New Hall"]
    assert said(sign, "zh-Hans")[-1] == "路1号"
    assert [text.value for text in sign.kind if text.lang == "en"] == ["Closed for good"]
    assert (sign.icons, sign.sources) == (("close",), ("survey",))


def test_a_successor_that_closed_too_is_passed_over() -> None:
    """Nobody is sent to a closed door: the last that took over is named, or none."""
    gone = heir("Gone", 1, closed={"date": "2026-08", "successor": "heir-2"})
    made = site(dataset(closed(successor="heir-1"), gone, heir("Last", 2)))
    assert said(asked(made, "hall", "notice")) == ["closed since Jul 2026", "go to: Last"]
    end = heir("Gone", 1, closed={"date": "2026-08"})
    assert said(asked(site(dataset(closed(successor="heir-1"), end)), "hall", "notice")) == ["closed since Jul 2026"]


@pytest.mark.parametrize(
    ("date", "lines"), [("2026-07-04", ["closed since 4 Jul 2026"]), ("2026", ["closed since 2026"]), ("unknown", [])]
)
def test_the_day_is_as_exact_as_it_is_known(date: str, lines: list[str]) -> None:
    """An unknown day is left out."""
    assert said(asked(site(dataset(closed(date=date))), "hall", "notice")) == lines


def test_an_open_place_without_news_has_no_notice(load_small_city: Dataset) -> None:
    """There is nothing to say on its door."""
    found = refused(site(load_small_city), "example-noodles", "notice")
    assert (found.code, found.file) == ("sign-nothing", "sign of example-noodles")
