"""Which printed signs are out of date: none right after issuing, each after a change, none after a reprint."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.localisation.edition import Site
from directory.model import Dataset, Issue, Venue
from directory.reprint import StaleBatch, newest, owner, stale, to_draw
from directory.signage.ask import Ask, words
from directory.signage.content import SignContent, canonical, changes, revision
from directory.signage.kinds import asked_sign, venue_sign
from tests.directory.localisation.builders import AS_OF, claim, dataset, site, venue

FIELDS = tuple(field.name for field in fields(SignContent))
NAME = {"zh-Hans": "馆", "en": "Hall"}
KEYS = ("wheelchair", "toilets", "atm", "luggage", "baby_care")
CLAIMS = st.lists(st.sampled_from(KEYS), unique=True, max_size=3)


def batch(
    content: SignContent, place: str = "gate", issued: str = "2026-11-01", count: int = 1, code: str = "", **more: str
) -> Issue:
    """A printed batch of a sign, under its own code or another; a poster in A4 unless told otherwise."""
    raw = {"code": code or content.code, "issued": issued, "languages": "zh-Hans en", "count": count, "place": place}
    return Issue.model_validate({**raw, "revision": revision(content), "says": canonical(content), **more})


def printed_as(made: Site, ask: Ask, **more: Any) -> Issue:
    """A printed batch of another kind of sign of the hall."""
    found = asked_sign(made, made.dataset.venues["hall"], ask)
    assert isinstance(found, SignContent), found
    return batch(found, sign=words(ask), **more)


def with_issues(made: Site, *issues: Issue) -> Site:
    """The same site, with these batches on record."""
    return replace(made, dataset=replace(made.dataset, issues=issues))


def hall(*keys: str, name: Mapping[str, str] = NAME, **tables: Any) -> Venue:
    """A place that offers these things."""
    return venue("hall", *map(claim, keys), name=name, **tables)


def other(value: Any) -> Any:
    """Another value of the same type."""
    if isinstance(value, bool):
        return not value
    return f"{value}x" if isinstance(value, str) else (*value, *(value or ("x",)))


@settings(max_examples=25)
@given(CLAIMS, CLAIMS, st.booleans())
def test_a_batch_is_listed_exactly_when_its_sign_says_something_else(
    then: list[str], now: list[str], renamed: bool
) -> None:
    """Nothing right after issuing; after any change of the revision the batch; after the reprint nothing again."""
    before = site(dataset(hall(*then)))
    printed = batch(venue_sign(before, before.dataset.venues["hall"]))
    assert stale(with_issues(before, printed)) == ()
    after = site(dataset(hall(*now, name={**NAME, "en": "Old Hall"} if renamed else NAME)))
    content = venue_sign(after, after.dataset.venues["hall"])
    found = stale(with_issues(after, printed))
    assert len(found) == (revision(content) != printed.revision)
    assert all((one.printed, one.current) == (printed.revision, revision(content)) for one in found)
    assert all(one.changed == changes(json.loads(printed.says), content) != () for one in found)
    reprinted = batch(content, issued="2026-11-20")
    assert stale(with_issues(after, printed, reprinted)) == ()
    assert stale(with_issues(after, reprinted, printed)) == ()  # wherever a merge of branches put the row


@pytest.mark.parametrize("field", FIELDS)
def test_each_field_is_named_when_it_differs(field: str) -> None:
    """Whatever part of a sign differs, the batch is listed, and that part alone is named: the stamp too."""
    made = site(dataset(hall("wheelchair")))
    content = venue_sign(made, made.dataset.venues["hall"])
    then = replace(content, **{field: other(getattr(content, field))})
    (found,) = stale(with_issues(made, batch(then, code=content.code)))
    assert found.changed == (field,)


def test_a_batch_tells_what_the_printer_needs() -> None:
    """Code, place, names of today, both revisions, day, languages, copies."""
    before = site(dataset(hall("wheelchair")))
    printed = batch(venue_sign(before, before.dataset.venues["hall"]), "main gate", "2026-05-01", 3)
    after = site(dataset(hall("wheelchair", name={**NAME, "en": "Great Hall"})))
    now = revision(venue_sign(after, after.dataset.venues["hall"]))
    assert stale(with_issues(after, printed)) == (
        StaleBatch(
            code=printed.code,
            venue="hall",
            names=("馆", "Great Hall"),
            printed=printed.revision,
            current=now,
            issued="2026-05-01",
            sign="poster",
            size="a4",
            languages=("zh-Hans", "en"),
            place="main gate",
            count=3,
            changed=("names",),
            gone=False,
        ),
    )


def test_a_sign_that_grows_old_by_itself_is_listed() -> None:
    """A fact that became stale leaves the sign without anybody's doing: the day alone makes the batch old."""
    made = site(dataset(hall("wheelchair")))
    printed = batch(venue_sign(made, made.dataset.venues["hall"]))
    later = replace(with_issues(made, printed), as_of=AS_OF + dt.timedelta(days=20 * 365))
    (found,) = stale(later)
    assert "lines" in found.changed


def test_a_record_in_another_form_is_listed_without_a_change() -> None:
    """A field that signs no longer have makes another revision, which the page of the code calls out of date."""
    made = site(dataset(hall()))
    printed = batch(venue_sign(made, made.dataset.venues["hall"]))
    says = json.dumps({**json.loads(printed.says), "weather": "fine"})
    (found,) = stale(with_issues(made, printed.model_copy(update={"says": says, "revision": "0000"})))
    assert found.changed == ()


def test_two_signs_of_one_revision_by_chance_are_told_apart() -> None:
    """Four characters can agree; what the sign says is compared too."""
    made = site(dataset(hall()))
    content = venue_sign(made, made.dataset.venues["hall"])
    printed = batch(replace(content, hotline="999")).model_copy(update={"revision": revision(content)})
    (found,) = stale(with_issues(made, printed))
    assert found.changed == ("hotline",)


PLACES = st.lists(
    st.tuples(
        st.sampled_from(["A", "B"]),
        st.sampled_from(["gate", "Gate", "desk"]),
        st.sampled_from(["01", "02"]),
        st.sampled_from(["poster", "card"]),
    ),
    max_size=8,
)


@given(PLACES)
def test_the_newest_batch_of_a_place_counts(rows: list[tuple[str, str, str, str]]) -> None:
    """One batch stays of each code, kind and place: the last of its newest day; another spelling is another place."""
    made = site(dataset(hall()))
    one = batch(venue_sign(made, made.dataset.venues["hall"]))
    issues = [
        one.model_copy(update={"code": code, "place": place, "issued": f"2026-11-{day}", "count": number, "sign": sign})
        for number, (code, place, day, sign) in enumerate(rows, 1)
    ]
    kept = newest(issues)
    keys = [(issue.code, issue.sign, issue.place) for issue in kept]
    assert len(keys) == len(set(keys)) == len({(issue.code, issue.sign, issue.place) for issue in issues})
    for issue in kept:
        rivals = [i for i in issues if (i.code, i.sign, i.place) == (issue.code, issue.sign, issue.place)]
        assert issue == max(rivals, key=lambda i: (i.issued, i.count))


def test_a_reprint_settles_its_own_place_alone() -> None:
    """The sign at the desk stays on the list when the one at the gate is printed again."""
    made = site(dataset(hall()))
    content = venue_sign(made, made.dataset.venues["hall"])
    old = replace(content, hotline="999")
    issues = [batch(old, "gate"), batch(old, "desk"), batch(content, "gate", "2026-11-20")]
    assert [one.place for one in stale(with_issues(made, *issues))] == ["desk"]


def test_a_sign_that_fell_back_to_an_old_content_is_settled_by_it() -> None:
    """A change that was taken back makes the old sign right again, and the newer one wrong."""
    made = site(dataset(hall()))
    content = venue_sign(made, made.dataset.venues["hall"])
    first, second = batch(content), batch(replace(content, hotline="999"), issued="2026-11-20")
    assert stale(with_issues(made, first)) == ()
    assert [one.printed for one in stale(with_issues(made, first, second))] == [second.revision]


def test_signs_of_a_closed_place_come_down(load_small_city: Dataset) -> None:
    """They are listed even if they say what they said, and are not drawn again."""
    made = site(load_small_city)
    venues = load_small_city.venues
    closed = batch(venue_sign(made, venues["old-teahouse"]), languages="zh-Hans en ar")
    changed = batch(replace(venue_sign(made, venues["example-museum"]), hotline="999"), languages="zh-Hans en ar")
    found = stale(with_issues(made, closed, changed))
    assert [(one.venue, one.gone, one.changed) for one in found] == [
        ("example-museum", False, ("hotline",)),
        ("old-teahouse", True, ()),
    ]
    assert [one.venue for one in to_draw(found)] == ["example-museum"]


def test_a_sign_is_drawn_once_for_all_its_places() -> None:
    """Two places of one venue need one file."""
    made = site(dataset(hall()))
    old = replace(venue_sign(made, made.dataset.venues["hall"]), hotline="999")
    found = stale(with_issues(made, batch(old, "gate"), batch(old, "desk")))
    assert [one.place for one in found] == ["desk", "gate"]
    assert to_draw(found) == found[:1]


def test_each_kind_size_and_choice_of_languages_is_drawn() -> None:
    """What differs in kind, size or languages is another file; what differs in place alone is not."""
    made = site(dataset(hall("wheelchair")))
    old = replace(venue_sign(made, made.dataset.venues["hall"]), hotline="999")
    more = [
        batch(old, "gate"),
        batch(old, "desk"),
        batch(old, "hall", size="a3"),
        batch(old, "door", sign="decal", size="round-100"),
        batch(old, "till", languages="zh-Hans en ar"),
    ]
    found = stale(with_issues(made, *more))
    assert len(found) == len(more)
    assert sorted((one.sign, one.size, len(one.languages), one.place) for one in to_draw(found)) == [
        ("decal", "round-100", 2, "door"),
        ("poster", "a3", 2, "hall"),
        ("poster", "a4", 2, "desk"),
        ("poster", "a4", 3, "till"),
    ]


def test_a_sign_is_compared_with_one_of_its_own_kind() -> None:
    """A fact of one kind of sign makes that sign old and no other, with its wishes and languages."""
    made = site(dataset(hall("wheelchair")))
    issues = [
        printed_as(made, Ask("access"), size="a5"),
        printed_as(made, Ask("access", arrow="left"), size="a5"),
        printed_as(made, Ask("poster", ("zh-Hans", "en", "ar")), languages="zh-Hans en ar"),
    ]
    assert stale(with_issues(made, *issues)) == ()
    wide = venue("hall", claim("wheelchair"), claim("door:width", 90), name=NAME)
    found = stale(with_issues(site(dataset(wide)), *issues))
    assert [(one.sign, one.size, one.changed, one.gone) for one in found] == [
        ("access", "a5", ("lines",), False),
        ("access arrow=left", "a5", ("lines",), False),
    ]


def test_a_sign_that_lost_what_it_is_for_comes_down() -> None:
    """Where nothing is known any more of what a sign says, it is listed, and is not drawn again."""
    made = site(dataset(hall("wheelchair", "toilets")))
    issue = printed_as(made, Ask("access"))
    (found,) = stale(with_issues(site(dataset(hall("toilets"))), issue))
    assert (found.gone, found.changed, found.current, found.names) == (True, ("lines",), "", ())
    assert to_draw([found]) == ()


def test_a_closing_notice_stays_on_the_door() -> None:
    """It is what hangs at a closed place: up to date while it says what is known, and printed again after a change."""
    shut = {"date": "2026-07"}
    made = site(dataset(hall(closed=shut)))
    issue = printed_as(made, Ask("notice"))
    assert stale(with_issues(made, issue)) == ()
    (found,) = stale(with_issues(site(dataset(hall(closed={"date": "2026-08"}))), issue))
    assert (found.gone, found.changed) == (False, ("lines",))
    opened = stale(with_issues(site(dataset(hall())), issue))
    assert [one.gone for one in opened] == [True]


def test_a_poster_from_before_the_kinds_is_compared_as_it_was() -> None:
    """A record without the fields that came later tells nothing new while the poster says what it said."""
    made = site(dataset(hall("wheelchair")))
    content = venue_sign(made, made.dataset.venues["hall"])
    says = json.loads(canonical(content))
    assert not {"sign", "back"} & set(says)
    assert stale(with_issues(made, batch(content).model_copy(update={"says": json.dumps(says)}))) == ()


def test_the_owner_of_a_code_is_the_place_of_today() -> None:
    """Through any number of redirects."""
    data = dataset(hall())
    data = replace(data, codes={**data.codes, "EX0015": "annex"}, redirects={"annex": "wing", "wing": "hall"})
    assert owner(data, "EX0015").id == owner(data, data.venues["hall"].code).id == "hall"


def test_a_code_whose_place_was_renamed_or_merged_is_not_forgotten() -> None:
    """Codes lead through redirects to the place of today; a sign with the code of a merged place names the code."""
    merged = venue("annex", number=1)
    before = site(dataset(hall(), merged))
    printed = batch(venue_sign(before, merged))
    data = dataset(hall())
    data = replace(data, codes={**data.codes, merged.code: "annex"}, redirects={"annex": "wing", "wing": "hall"})
    (found,) = stale(with_issues(site(data), printed))
    assert (found.code, found.venue) == (merged.code, "hall")
    assert {"code", "venue"} <= set(found.changed)


def test_nothing_printed_means_nothing_to_do(load_small_city: Dataset) -> None:
    """A dataset without printed signs has an empty list."""
    assert stale(site(load_small_city)) == ()
    assert to_draw(()) == ()
