"""A venue's page: its week, its links, its notices and its neighbours."""

from __future__ import annotations

import re
from typing import Any

import pytest

from directory.localisation.edition import Edition
from directory.model import Notice, Venue
from directory.nearby import Neighbour
from directory.pages.press import press
from directory.pages.venue import (
    FAMILY_ICONS,
    PURPOSES,
    dialled,
    grouped,
    local_kind,
    page_inputs,
    report_link,
    special_days,
    stated_hours,
    venue_page,
    venue_ways,
    week,
)
from directory.vocabulary import FAMILIES
from tests.directory.localisation.builders import EVIDENCE, calendar, catalogue, claim, dataset, site, venue


def edition(tag: str = "en", *more: Venue, **tables: Any) -> Edition:
    """An edition of one venue, `a`, and perhaps others."""
    data = dataset(venue("a", **tables), *more)
    return site(data).edition(tag)


def page(made: Edition, venue_id: str = "a") -> str:
    """A venue's page."""
    return venue_page(press(made), made.venues[venue_id], ()).make().decode()


def test_an_ordinary_week() -> None:
    """Seven days by name, Monday first; a closed day is empty and a whole day says so."""
    made = edition(opening_hours={"value": "Tu-Sa 09:00-12:00,13:00-17:00; Su 00:00-24:00; Mo off; PH off"})
    days = week(made, made.venues["a"])
    assert [day.number for day in days] == list(range(7))
    assert (days[0].name, days[0].hours, days[6].hours) == ("Monday", "", "open 24 hours")
    assert days[1].hours == "\u206609:00–12:00\u2069 and \u206613:00–17:00\u2069"


def test_no_hours_no_week() -> None:
    """Unknown hours are said to be unknown, and never shown as closed."""
    made = edition()
    assert week(made, made.venues["a"]) == ()
    assert "Opening hours not known" in page(made)
    assert "data-schedule" not in page(made)


PHONES = [
    ("+86 21 1234-5678", "+862112345678"),
    ("12345; 67890", "12345"),
    ("+1 212 555 0102;ext=3", "+12125550102"),
]


@pytest.mark.parametrize(("number", "link"), PHONES)
def test_a_number_is_dialled(number: str, link: str) -> None:
    """A tel: address has no spaces (RFC 3966), and is the first of several numbers."""
    made = edition(phone={"value": number})
    assert dialled(made.venues["a"]) == link
    assert f'href="tel:{link}"' in page(made)


def test_no_number_no_call() -> None:
    """Nobody is asked to call a place whose number is not known."""
    made = edition()
    assert dialled(made.venues["a"]) == ""
    assert "tel:" not in page(made)


REPORTS = [
    ("mailto:r@x.example", r"mailto:r@x\.example\?subject=EX[0-9A-Z]{4}%20a%20%26%20b%20%3Cc%3E%22%3F$"),
    ("https://x.example/r", r"https://x\.example/r\?code=EX[0-9A-Z]{4}"),
]


@pytest.mark.parametrize(("report", "form"), REPORTS)
def test_a_report_names_the_place(report: str, form: str) -> None:
    """Who reports an error need not say where: the code is in the subject or the address."""
    made = edition(name={"zh-Hans": 'a & b <c>"?'})
    place = made.venues["a"]
    link = report_link(report, place.venue.code, place.local_name.value)
    assert re.match(form, link)
    assert not set(link) & set('<>" ')
    assert report_link("", place.venue.code, place.local_name.value) == ""
    assert report_link(report, place.venue.code).endswith(
        place.venue.code + ("%20" if "mailto" in report else "&claim=")
    )


def test_map_links_use_local_words() -> None:
    """The services know a place by its local name, whatever language the page is in."""
    made = edition("ar", name={"zh-Hans": "馆", "en": "Hall"}, position={"lat": 39.2, "lon": 82.3})
    assert all("%E9%A6%86" in way.url for way in venue_ways(made.venues["a"], "WGS-84") if "name" in way.url)
    assert all("Hall" not in way.url for way in venue_ways(made.venues["a"], "WGS-84"))


def notice(of: str | None, begins: str = "2026-11-20", ends: str = "2026-12-20") -> Notice:
    """A notice about a place, or about all."""
    raw = {**EVIDENCE, "venue": of, "text": {"en": f"about {of}"}, "begins": begins, "ends": ends}
    return Notice.model_validate(raw)


def test_notices_stand_where_they_belong() -> None:
    """A place shows its own notices and the city's, those in force, with their days."""
    notices = {"a": notice("a"), "b": notice("b"), "all": notice(None), "old": notice("a", "2026-01-01", "2026-11-22")}
    made = site(dataset(venue("a"), venue("b"), notices=notices)).edition("en")
    html = page(made)
    assert ("about a" in html, "about b" in html, "about None" in html) == (True, False, True)
    assert "from 20 November 2026 until 20 December 2026" in html
    assert html.count("about a") == 1


def test_a_closed_place_sends_to_its_successor() -> None:
    """A closed place says so, links its successor, and offers no sign to print but the notice of its closing."""
    made = edition(
        "en", venue("b", name={"zh-Hans": "新馆", "en": "New Hall"}), closed={"date": "2026", "successor": "b"}
    )
    html = page(made)
    assert "Closed for good" in html
    assert 'href="b.html"' in html
    assert "signs/a.pdf" not in html
    assert "signs/b.pdf" in page(made, "b")


@pytest.mark.parametrize(("origin", "shown"), [("https://city.example", False), ("https://go.city.cn", True)])
def test_an_address_is_promised_only_on_a_real_host(origin: str, shown: bool) -> None:
    """A reserved domain's address would lead nowhere, so it is not promised."""
    made = site(dataset(venue("a"), qr_origin=origin)).edition("en")
    html = page(made)
    assert (f"{origin.removeprefix('https://')}/Q/{made.venues['a'].venue.code}" in html) == shown


@pytest.mark.parametrize(
    ("purpose", "octant"), [*((purpose, 3) for purpose in sorted(PURPOSES)), *(("", n) for n in range(8))]
)
def test_a_neighbour_in_words(purpose: str, octant: int) -> None:
    """Each neighbour has its purpose or kind, a distance and a direction, for eyes and for ears."""
    made = edition("en", venue("b", kind="toilets", name={"zh-Hans": "厕", "en": "Convenience"}))
    html = venue_page(press(made), made.venues["a"], [Neighbour("b", purpose, 120, octant)]).make().decode()
    words = {"toilets": "Next toilet", "atm": "Next cash machine", "halal": "Next halal food", "": "Public toilets"}
    assert words[purpose] in html
    assert 'href="b.html"' in html
    direction = ("north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west")[octant]
    assert f'<span class="sr">{direction}</span>' in html
    assert "120 m" in html


def test_a_conflict_is_shown_as_one() -> None:
    """Both sides stand on the page, each with who says so."""
    one = venue("a", claim("wheelchair"), claim("wheelchair", "no", source="list"))
    html = page(site(dataset(one)).edition("en"))
    assert "Sources disagree" in html
    sides = html.split('<ul class="sides">')[1].split("</ul>")[0]
    assert "survey" in sides
    assert "list" in sides


def test_what_is_unknown_is_said() -> None:
    """A place that nobody described lists what is not known, and says no about nothing."""
    html = page(edition())
    assert "Not known:" in html
    assert "The address is not known." in html
    assert '<dd class="value">no' not in html


def test_every_family_has_its_pictogram() -> None:
    """No family of the vocabulary is without its plate."""
    assert set(FAMILY_ICONS) == set(FAMILIES)


def test_what_a_place_offers_itself_is_not_looked_for_elsewhere() -> None:
    """The next toilet is here where the place has one; another's is named only where it has none."""
    data = dataset(venue("a", claim("toilets", scope="inside gates")), venue("b", claim("toilets")), venue("c"))
    made = site(data).edition("en")
    away = (Neighbour("b", "toilets", 1100, 0),)
    with_its_own = venue_page(press(made), made.venues["a"], away).make().decode()
    without = venue_page(press(made), made.venues["c"], away).make().decode()
    assert 'href="#claim-toilets"' in with_its_own
    assert 'id="claim-toilets"' in with_its_own
    assert "b.html" not in with_its_own
    assert "b.html" in without
    assert "#claim-toilets" not in without


def test_the_driver_is_told_the_kind_where_the_name_does_not_say_it() -> None:
    """A station's name alone is a road's too; a mosque's name says what it is."""
    station = venue("a", kind="metro_station", name={"zh-Hans": "南京东路"})
    mosque = venue("b", kind="mosque", name={"zh-Hans": "沪西清真寺"})
    words = catalogue("zh-Hans", {"Metro station": "地铁站", "Mosque": "清真寺"})
    made = site(dataset(station, mosque), zh_Hans=words).edition("en")
    assert local_kind(made, made.venues["a"]) == "地铁站"
    assert local_kind(made, made.venues["b"]) == ""


def test_what_the_driver_is_told_is_an_input_in_every_language() -> None:
    """The kind is told in the city's own words, so another of these makes the pages of all languages anew."""
    data = dataset(venue("a", kind="toilets"))
    before, after = (
        page_inputs(made.edition("en"), made.edition("en").venues_by_id["a"], ())
        for made in (
            site(data, zh_Hans=catalogue("zh-Hans", {"Public toilets": words})) for words in ("公厕", "洗手间")
        )
    )
    assert {name for name in before if before[name] != after[name]} == {"driver"}


def test_stated_daily_hours_are_shown_until_the_days_are_known() -> None:
    """They stand in the state's line without proper opening hours, and never beside them or in a conflict."""
    stated = claim("hours_stated", "09:00-17:00")
    other = claim("hours_stated", "10:00-17:00", source="list")
    hours = {"value": "Mo-Su 09:00-17:00"}
    made = site(dataset(venue("a", stated), venue("b", stated, opening_hours=hours), venue("c", stated, other)))
    told = {key: stated_hours(one) for key, one in made.edition("en").venues.items()}
    assert told == {"a": "09:00-17:00", "b": "", "c": ""}


def holidays(hours: str, tag: str = "en") -> list[tuple[str, str, str, bool]]:
    """The coming special days of a place with these hours: two holidays and a Saturday worked instead."""
    known = {2026: calendar(2026, ("2026-12-07", "2026-12-08", "2026-06-01"), ("2026-12-12",))}
    made = site(dataset(venue("a", opening_hours={"value": hours}), holidays=known)).edition(tag)
    return [(day.iso, day.label, day.hours, day.sure) for day in special_days(made, made.venues["a"])]


def test_coming_holidays_are_told() -> None:
    """What the rules say of public holidays holds on the city's own; a weekday worked instead may differ."""
    assert holidays("Mo-Fr 09:00-17:00; PH off") == [
        ("2026-12-07", "public holiday", "closed", True),
        ("2026-12-08", "public holiday", "closed", True),
        ("2026-12-12", "weekend day worked", "closed", False),
    ]
    assert holidays("24/7")[0] == ("2026-12-07", "public holiday", "open 24 hours", True)


def test_hours_that_say_nothing_of_holidays_may_differ() -> None:
    """Nobody said what holds on a holiday: the page says so instead of guessing."""
    (first, *_) = holidays("Mo-Fr 09:00-17:00")
    assert first[:2] == ("2026-12-07", "public holiday")
    assert not first[3]
    known = {2026: calendar(2026, ("2026-12-07",))}
    made = site(dataset(venue("a", opening_hours={"value": "Mo-Fr 09:00-17:00"}), holidays=known)).edition("en")
    html = page(made)
    assert "may differ" in html
    assert "Mon 7 Dec" in html


def test_holidays_beyond_two_months_and_without_hours_are_not_told() -> None:
    """June is over, and who has no hours has no holidays."""
    assert not [day for day in holidays("24/7") if day[0] < "2026-12"]
    made = edition()
    assert special_days(made, made.venues["a"]) == ()


def test_facts_told_alike_are_one_line() -> None:
    """Schemes of which the same is said stand together; another value, part or source is a line of its own."""
    claims = (
        *(claim(f"payment:{scheme}", card_origin="foreign") for scheme in ("visa", "mastercard", "jcb")),
        claim("payment:unionpay", "no"),
        claim("payment:cash", source="list"),
    )
    made = site(dataset(venue("a", *claims))).edition("en")
    (family,) = [one for one in made.venues["a"].families if one.key == "card"]
    assert [group.label for group in grouped(family, made)] == ["Visa, Mastercard and JCB", "UnionPay", "Cash"]
    html = page(made)
    for scheme in ("visa", "mastercard", "jcb"):
        assert html.count(f'id="claim-payment-{scheme}"') == 1


def test_a_conflict_stands_alone() -> None:
    """Two facts in conflict are never joined, though the same sources disagree in the same way."""
    claims = [
        claim(key, value, source=source)
        for key in ("toilets", "atm")
        for value, source in (("yes", "survey"), ("no", "list"))
    ]
    made = site(dataset(venue("a", *claims))).edition("en")
    groups = [group for family in made.venues["a"].families for group in grouped(family, made)]
    assert [len(group.facts) for group in groups] == [1, 1]


@pytest.mark.parametrize(
    ("report", "start"),
    [
        ("mailto:x@city.example", "mailto:x@city.example?subject=EX0008%20"),
        ("https://city.example/r", "https://city.example/r?code=EX0008&claim="),
    ],
)
def test_an_error_is_reported_with_code_and_statement(report: str, start: str) -> None:
    """Each statement has its own link: the city's address, the code, and the property at the end."""
    made = site(dataset(venue("a", claim("toilets")), report=report)).edition("en")
    code = made.venues["a"].venue.code
    html = page(made).replace("&amp;", "&")
    (link,) = re.findall(r'class="fix" href="([^"]+)"', html)
    assert link.startswith(start.replace("EX0008", code))
    assert link.endswith("toilets")
    assert not re.findall('class="fix"', page(site(dataset(venue("a", claim("toilets")))).edition("en")))
