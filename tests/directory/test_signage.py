"""What a sign says, and how a printed one is recognised as old."""

from __future__ import annotations

import json
import string
from dataclasses import asdict, fields, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.codes import ALPHABET
from directory.localisation.edition import Site
from directory.model import Claim, Dataset
from directory.signage.content import (
    POSTER,
    Limits,
    SignContent,
    SignLine,
    SignText,
    canonical,
    changes,
    is_reserved,
    revision,
)
from directory.signage.facts import MAX_DETAIL
from directory.signage.kinds import venue_sign
from directory.signage.poster import _fitting, _lines
from directory.vocabulary import PROPERTIES, Truth
from tests.directory.localisation.builders import STALE, Messages, catalogue, claim, dataset, site, venue

WORDS = st.text("abc字ص", max_size=3)
TEXTS = st.lists(st.builds(SignText, WORDS, st.sampled_from(["en", "ar"])), max_size=2).map(tuple)
STRINGS = st.lists(WORDS, max_size=2).map(tuple)
CONTENTS = st.builds(
    SignContent,
    venue=WORDS,
    code=WORDS,
    family=WORDS,
    icons=STRINGS,
    kind=TEXTS,
    names=TEXTS,
    lines=st.lists(st.builds(SignLine, WORDS, TEXTS), max_size=2).map(tuple),
    scan=TEXTS,
    address=TEXTS,
    hotline=WORDS,
    facts_of=WORDS,
    sources=STRINGS,
    drafts=STRINGS,
    specimen=st.booleans(),
)
FIELDS = tuple(field.name for field in fields(SignContent))


def content(*claims: Claim, messages: Messages | None = None, reviewed: bool = False, **tables: Any) -> SignContent:
    """The sign of a venue with these claims, in Chinese and English (which needs no review)."""
    one = venue("a", *claims, **tables)
    local = catalogue("zh-Hans", messages, reviewed=reviewed)
    return venue_sign(site(dataset(one), zh_Hans=local), one)


def english(*claims: Claim, **tables: Any) -> list[str]:
    """The English lines of a sign."""
    return [text.value for line in content(*claims, **tables).lines for text in line.texts if text.lang == "en"]


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


NEVER = {
    "stale": [claim("wheelchair", observed=STALE)],
    "no": [claim("wheelchair", "no")],
    "undated": [claim("wheelchair", observed="unknown")],
    "conflict": [claim("wheelchair"), claim("wheelchair", "no", source="list")],
    "expired": [claim("halal", "certificate", valid_until="2026-11-22", issuer="x")],
    "outranked": [claim("wheelchair", method="imported"), claim("wheelchair", "no")],
    "not for signs": [claim("smoking")],
}


@pytest.mark.parametrize("case", NEVER)
def test_what_is_never_printed(case: str) -> None:
    """Paper cannot take a word back: old, doubtful and negative facts stay on the page."""
    sign = content(*NEVER[case])
    assert sign.lines == ()
    assert sign.icons == ("museum",)
    assert sign.sources == ()


SIGNED = sorted(key for key, prop in PROPERTIES.items() if prop.sign)
OBSERVED = st.sampled_from(["2026-11-01", "2026-10", STALE, "unknown"])
CLAIMS = st.lists(
    st.builds(
        lambda key, n, source, observed: claim(
            key, PROPERTIES[key].values[n % len(PROPERTIES[key].values)].key, source=source, observed=observed
        ),
        st.sampled_from(SIGNED),
        st.integers(0, 9),
        st.sampled_from(["survey", "list"]),
        OBSERVED,
    ),
    max_size=12,
)


@given(CLAIMS)
def test_a_line_rests_on_a_fresh_claim_that_says_so(claims: list[Claim]) -> None:
    """A line has a fresh claim of yes or limited behind it; there are six at most, in the order for signs."""
    one = venue("a", *claims)
    labels = {PROPERTIES[key].label: key for key in SIGNED}
    printed = [labels[line.split(":")[0]] for line in english(*claims)]
    assert len(printed) <= POSTER.lines
    assert [PROPERTIES[key].sign for key in printed] == sorted(PROPERTIES[key].sign for key in printed)
    for key in printed:
        truths = {c.definition.truth(c.value) for c in one.claim if c.property == key and c.observed.startswith("2026")}
        assert truths - {Truth.NO}


SENTENCES = [
    ([claim("wheelchair")], "Step-free access"),
    ([claim("wheelchair", "limited")], "Step-free access: limited"),
    ([claim("wheelchair", "limited", scope="main entrance")], "Step-free access: limited (main entrance)"),
    ([claim("elevator", "staff_operated", scope="exit 1")], "Lift: ask staff to run it (exit \u20681\u2069)"),
    ([claim("elevator", scope="exit 1"), claim("elevator", "no", scope="exit 2")], "Lift: exit \u20681\u2069"),
    (
        [claim("elevator", scope="exit 1"), claim("elevator", "staff_operated", scope="exit 2")],
        "Lift: exit \u20681\u2069",
    ),
    (
        [claim("elevator", scope="exit 1"), claim("elevator", scope="exit 2", observed=STALE)],
        "Lift: exit \u20681\u2069",
    ),
    ([claim("elevator", scope=f"exit {n}{n}{n}") for n in range(6)], "Lift"),
    ([claim("language", "consult", language="ar")], "Languages spoken: Arabic"),
    ([claim("halal", "operator")], "Halal food: the operator says so"),
    ([claim("halal", "certificate", valid_until="2027-01-01", issuer="x")], "Halal food: certificate in force"),
]


@pytest.mark.parametrize(("claims", "sentence"), SENTENCES)
def test_a_line_in_words(claims: list[Claim], sentence: str) -> None:
    """Where it holds, or the value if it is no plain yes; too long a place gives way to the label alone."""
    assert english(*claims) == [sentence]


def test_a_limit_is_never_left_out() -> None:
    """However long the places, a sign does not turn "limited" into a plain yes."""
    claims = [claim("wheelchair", "limited", scope=f"entrance {n}{'x' * MAX_DETAIL}"[:24]) for n in range(4)]
    assert english(*claims) == ["Step-free access: limited"]


def test_facts_are_of_the_newest_printed_date() -> None:
    """The date on a sign is the newest of its name, address and printed facts, and of nothing else."""
    name = {"zh-Hans": "馆", "observed": "2024-01-01"}
    unprinted = claim("elevator", "no", scope="exit 2", observed="2026-11-20")
    printed = claim("elevator", scope="exit 1", observed="2026-06", source="list")
    sign = content(printed, unprinted, claim("smoking", observed="2026-11-21"), name=name)
    assert (sign.facts_of, sign.sources) == ("2026-06", ("list",))
    assert content(name={"zh-Hans": "馆", "observed": "unknown"}).facts_of == "unknown"


def signs(reviewed: bool) -> Site:
    """A site whose signs are in Chinese, English and Arabic, all words translated."""
    labels = [prop.label for prop in PROPERTIES.values()]
    words = dict.fromkeys([*labels, *(value.label for prop in PROPERTIES.values() for value in prop.values)], "字")
    data = dataset(
        venue("safe", claim("wheelchair")), venue("plain", claim("toilets")), sign_languages=["zh-Hans", "en", "ar"]
    )
    return site(data, zh_Hans=catalogue("zh-Hans", words, reviewed=True), ar=catalogue("ar", words, reviewed=reviewed))


@pytest.mark.parametrize(
    ("venue_id", "reviewed", "drafts"), [("safe", False, ("ar",)), ("safe", True, ()), ("plain", False, ())]
)
def test_drafts_are_languages_with_unreviewed_safety_words(
    venue_id: str, reviewed: bool, drafts: tuple[str, ...]
) -> None:
    """A word about access that nobody reviewed stamps the sign; a toilet does not, and English never does."""
    one = signs(reviewed)
    assert venue_sign(one, one.dataset.venues[venue_id]).drafts == drafts


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


def test_texts_stand_in_the_signs_languages(load_small_city: Dataset) -> None:
    """One text a language, the local one first; a name that only fell back is not printed twice."""
    one = site(load_small_city)
    sign = venue_sign(one, load_small_city.venues["example-museum"])
    assert [text.lang for text in sign.names] == ["zh-Hans", "en", "ar"]
    assert [text.lang for text in venue_sign(one, load_small_city.venues["example-noodles"]).names] == ["zh-Hans", "en"]
    for texts in (sign.kind, sign.scan, *(line.texts for line in sign.lines)):
        assert [text.lang for text in texts] == ["zh-Hans", "en", "ar"]
    assert [(text.value, text.lang) for text in sign.address] == [("示例路1号", "zh-Hans")]
    assert sign.hotline == "12300"


def test_pictograms_are_few_and_different() -> None:
    """Two to four stand in the band: the kind's first, none twice."""
    sign = content(
        claim("toilets"), claim("wheelchair"), claim("atm"), claim("luggage"), claim("baby_care"), kind="toilets"
    )
    assert sign.icons[0] == "toilets"
    assert len(sign.icons) == len(set(sign.icons)) <= 4
    assert asdict(sign)["icons"] == sign.icons


SHOWN = st.lists(st.builds(SignText, st.text("a字", min_size=1, max_size=60), st.just("en")), min_size=1, max_size=6)


@given(SHOWN, st.lists(st.builds(SignLine, WORDS, SHOWN.map(tuple)), max_size=8))
def test_facts_are_kept_in_order_while_there_is_room(names: list[SignText], lines: list[SignLine]) -> None:
    """What a poster keeps is the beginning of what could be said, within its room; nothing is left out needlessly."""
    kept = _fitting(names, lines, POSTER)
    assert kept == tuple(lines[: len(kept)])
    taken = _lines(names, 24) + sum(_lines(line.texts, 24) for line in kept)
    assert not kept or taken <= POSTER.room
    assert all(number * len(line.texts) <= POSTER.texts for number, line in enumerate(kept, 1))
    if len(kept) < len(lines):
        following = lines[len(kept)]
        full = taken + _lines(following.texts, 24) > POSTER.room
        assert full or (len(kept) + 1) * len(following.texts) > POSTER.texts


def test_wide_characters_take_two_columns() -> None:
    """Twelve Han characters fill a line of 24 columns, thirteen begin another."""
    assert _lines([SignText("字" * 12, "zh-Hans")], 24) == 1
    assert _lines([SignText("字" * 13, "zh-Hans")], 24) == 2
    assert _lines([SignText("a" * 24, "en"), SignText("a", "en")], 24) == 2


def test_a_fact_that_no_longer_fits_is_left_to_the_page() -> None:
    """Beside a name of one line there is room for two facts of eight lines, not for three."""
    fact = SignLine("lift", (SignText("a" * 96, "en"), SignText("a" * 96, "fr")))
    assert _fitting([SignText("name", "en")], [fact, fact, fact], POSTER) == (fact, fact)


NARROW = st.builds(
    Limits,
    languages=st.integers(1, 3),
    icons=st.integers(1, 4),
    lines=st.integers(0, 6),
    texts=st.integers(1, 18),
    room=st.integers(2, 24),
    columns=st.integers(8, 24),
)


@given(CLAIMS, NARROW)
def test_a_smaller_format_says_a_part_of_the_same(claims: list[Claim], limits: Limits) -> None:
    """Fewer facts and languages, from the beginning, in the same words: the revision of the whole covers them."""
    made = site(dataset(venue("a", *claims, name={"zh-Hans": "馆", "en": "Hall"})))
    whole, part = (venue_sign(made, made.dataset.venues["a"], each) for each in (POSTER, limits))
    assert part.lines == tuple(
        replace(line, texts=line.texts[: limits.languages]) for line in whole.lines[: len(part.lines)]
    )
    assert len(part.lines) <= limits.lines
    assert (part.kind, part.scan) == (whole.kind[: limits.languages], whole.scan[: limits.languages])
    assert part.names == whole.names[: limits.languages]
    assert part.icons == whole.icons[: len(part.icons)]
    assert set(part.sources) <= set(whole.sources) or len(whole.sources) == 3
    assert (part.code, part.hotline, part.address) == (whole.code, whole.hotline, whole.address)
