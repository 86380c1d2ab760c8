"""What a sign says as canonical text, its revision, and what changed since it was printed."""

from __future__ import annotations

import json
import string
from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.codes import ALPHABET
from directory.signage.content import LATER, SignContent, SignLine, SignText, canonical, changes, is_reserved, revision
from directory.signage.kinds import venue_sign
from tests.directory.localisation.builders import claim, dataset, site, venue
from tests.directory.signage.making import content

WORDS = st.text("abc字ص", max_size=3)
TEXTS = st.lists(st.builds(SignText, WORDS, st.sampled_from(["en", "ar"])), max_size=2).map(tuple)
STRINGS = st.lists(WORDS, max_size=2).map(tuple)
LINES = st.lists(st.builds(SignLine, WORDS, TEXTS, WORDS, WORDS), max_size=2).map(tuple)
CONTENTS = st.builds(
    SignContent,
    venue=WORDS,
    code=WORDS,
    family=WORDS,
    icons=STRINGS,
    kind=TEXTS,
    names=TEXTS,
    lines=LINES,
    scan=TEXTS,
    address=TEXTS,
    hotline=WORDS,
    facts_of=WORDS,
    sources=STRINGS,
    drafts=STRINGS,
    specimen=st.booleans(),
    sign=st.sampled_from(["poster", "halal", "talk"]),
    back=LINES,
)
FIELDS = tuple(field.name for field in fields(SignContent))


@given(CONTENTS)
def test_a_revision_is_four_crockford_characters(sign: SignContent) -> None:
    """It can be read aloud and stands in a QR code's byte segment."""
    assert len(revision(sign)) == 4
    assert set(revision(sign)) <= set(ALPHABET)
    assert not set("ILOU") & set(ALPHABET)
    assert set(ALPHABET) <= set(string.digits + string.ascii_uppercase)


@given(CONTENTS, CONTENTS, st.sampled_from(FIELDS))
def test_what_a_sign_says_is_all_in_its_canonical_text(one: SignContent, other: SignContent, field: str) -> None:
    """Any field that differs makes another text, and equal signs one text; the revision is the hash of that."""
    changed = replace(one, **{field: getattr(other, field)})
    assert (canonical(changed) == canonical(one)) == (changed == one)
    assert revision(replace(one)) == revision(one)


@pytest.mark.parametrize("field", FIELDS)
def test_a_revision_changes_with_every_field(field: str) -> None:
    """Each field on its own changes the revision."""
    sign = content(claim("wheelchair"))
    value = getattr(sign, field)
    other: Any = (
        not value
        if isinstance(value, bool)
        else f"{value}x"
        if isinstance(value, str)
        else (*value, *(value or ("x",)))
    )
    assert revision(replace(sign, **{field: other})) != revision(sign)


def test_a_revision_stays_what_it_was() -> None:
    """Printed signs carry it: this value may never change for this content."""
    text = (SignText("a", "en"),)
    fixed = SignContent("v", "EX0015", "access", ("a",), text, text, (), text, (), "", "2026", (), (), specimen=False)
    assert canonical(fixed) == (
        '{"address":[],"code":"EX0015","drafts":[],"facts_of":"2026","family":"access","hotline":"","icons":["a"],'
        '"kind":[{"lang":"en","value":"a"}],"lines":[],"names":[{"lang":"en","value":"a"}],'
        '"scan":[{"lang":"en","value":"a"}],"sources":[],"specimen":false,"venue":"v"}'
    )
    assert revision(fixed) == "J7Z0"


@given(CONTENTS, CONTENTS)
def test_changes_name_the_fields_that_differ(then: SignContent, now: SignContent) -> None:
    """Between a printed sign and today's, exactly the fields that differ are named, the specimen's stamp aside."""
    expected = {name for name in FIELDS if getattr(then, name) != getattr(now, name)} - {"specimen"}
    assert set(changes(json.loads(canonical(then)), now)) == expected


def test_a_record_of_an_older_program() -> None:
    """A field that the printed sign did not have counts as changed; one that is gone is nothing to tell."""
    sign = content()
    then = json.loads(canonical(sign))
    del then["hotline"]
    then["weather"] = "fine"
    assert changes(then, sign) == ("hotline",)


@pytest.mark.parametrize("field", ["sign", "back"])
def test_a_record_from_before_a_field_holds(field: str) -> None:
    """A poster that was printed when signs had no such field says what it said: nothing has changed."""
    sign = content(claim("wheelchair"))
    then = json.loads(canonical(sign))
    assert field not in then
    assert changes(then, sign) == ()
    other: Any = "halal" if field == "sign" else sign.lines
    assert changes(then, replace(sign, **{field: other})) == (field,)
    assert changes(json.loads(canonical(replace(sign, **{field: other}))), sign) == (field,)


def test_later_fields_are_fields() -> None:
    """Each field that may be left out of the text is there, with the value that stands for its absence as default."""
    defaults = {field.name: field.default for part in (SignContent, SignLine) for field in fields(part)}
    assert {name: defaults[name] for name in LATER} == LATER


ORIGINS = {
    "https://directory.example.org": True,
    "https://EXAMPLE.com:8080": True,
    "https://x.test": True,
    "http://localhost:8000": True,
    "https://city.example": True,
    "https://a.invalid": True,
    "https://go.sh.gov.cn": False,
    "https://example.org.cn": False,
    "https://notexample.org": False,
    "https://mytest": False,
    "https://example.shop": False,
    "https://test.city.cn": False,
}


@pytest.mark.parametrize(("origin", "reserved"), ORIGINS.items())
def test_a_specimen_is_on_a_reserved_domain(origin: str, reserved: bool) -> None:
    """Names that never belong to anybody make a specimen (RFC 2606, RFC 6761); a real host, however alike, does not."""
    assert is_reserved(origin) == reserved
    one = venue("a")
    assert venue_sign(site(dataset(one, qr_origin=origin)), one).specimen == reserved
