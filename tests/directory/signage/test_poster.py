"""The poster: what may be printed, in which order, within which room."""

from __future__ import annotations

from dataclasses import asdict, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.localisation.edition import Site
from directory.model import Claim, Dataset
from directory.signage.content import POSTER, Limits, SignLine, SignText
from directory.signage.kinds import venue_sign
from directory.signage.poster import fitting, lines_of
from directory.vocabulary import PROPERTIES, Truth
from tests.directory.localisation.builders import STALE, catalogue, claim, dataset, site, venue
from tests.directory.signage.making import content, said

WORDS = st.text("abc字ص", max_size=3)
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
    printed = [labels[line.split(":")[0]] for line in said(content(*claims))]
    assert len(printed) <= POSTER.lines
    assert [PROPERTIES[key].sign for key in printed] == sorted(PROPERTIES[key].sign for key in printed)
    for key in printed:
        truths = {c.definition.truth(c.value) for c in one.claim if c.property == key and c.observed.startswith("2026")}
        assert truths - {Truth.NO}


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
    kept = fitting(names, lines, POSTER)
    assert kept == tuple(lines[: len(kept)])
    taken = lines_of(names, 24) + sum(lines_of(line.texts, 24) for line in kept)
    assert not kept or taken <= POSTER.room
    assert all(number * len(line.texts) <= POSTER.texts for number, line in enumerate(kept, 1))
    if len(kept) < len(lines):
        following = lines[len(kept)]
        full = taken + lines_of(following.texts, 24) > POSTER.room
        full = full or len(kept) == POSTER.lines
        assert full or (len(kept) + 1) * len(following.texts) > POSTER.texts


def test_wide_characters_take_two_columns() -> None:
    """Twelve Han characters fill a line of 24 columns, thirteen begin another."""
    assert lines_of([SignText("字" * 12, "zh-Hans")], 24) == 1
    assert lines_of([SignText("字" * 13, "zh-Hans")], 24) == 2
    assert lines_of([SignText("a" * 24, "en"), SignText("a", "en")], 24) == 2


def test_a_fact_that_no_longer_fits_is_left_to_the_page() -> None:
    """Beside a name of one line there is room for two facts of eight lines, not for three."""
    fact = SignLine("lift", (SignText("a" * 96, "en"), SignText("a" * 96, "fr")))
    assert fitting([SignText("name", "en")], [fact, fact, fact], POSTER) == (fact, fact)


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
