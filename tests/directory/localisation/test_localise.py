"""Putting a dataset into a language: whose words, how old, what is unknown."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.dates import Freshness
from directory.localisation.languages import LANGUAGES
from directory.localisation.reading import LATIN_READERS, sort_key
from directory.localisation.text import Status, Text
from directory.localisation.values import LocalisedVenue
from directory.model import Claim, Dataset
from directory.vocabulary import FAMILIES, PROPERTIES, SCOPES, Truth, Type
from tests.directory.localisation.builders import (
    AS_OF,
    STALE,
    Messages,
    claim,
    dataset,
    localiser,
    source,
    stated,
    venue,
)

DATA = dataset(venue("a"))
LANGUAGE = st.sampled_from(sorted(LANGUAGES))


def localised(*claims: Claim, tag: str = "en", messages: Messages | None = None, **more: Any) -> LocalisedVenue:
    """A venue with these claims, in a language."""
    one = venue("a", *claims, **more)
    return localiser(dataset(one), tag, messages).venue(one)


def asked(found: LocalisedVenue) -> str:
    """All that a page says is not known."""
    return " | ".join(family.unknown for family in found.families)


@given(LANGUAGE, st.dictionaries(LANGUAGE, st.text("ab字", min_size=1), min_size=1), st.booleans(), st.booleans())
def test_whose_words(tag: str, texts: dict[str, str], translated: bool, reviewed: bool) -> None:
    """The curator's own words, else a translation of the source, else another language that says which it is."""
    source = texts.get("zh-Hans", next(iter(texts.values())))
    messages: Messages = {("c", source): "translated"} if translated else {}
    text = localiser(DATA, tag, messages, reviewed=reviewed).text(texts, "c")
    if tag in texts:
        assert text == Text(texts[tag], tag, Status.SOURCE)
    elif translated:
        assert text == Text("translated", tag, Status.REVIEWED if reviewed else Status.UNREVIEWED)
    else:
        assert text.status is Status.FALLBACK
        assert texts[text.lang] == text.value
        first = next((t for t in (*LANGUAGES[tag].fallbacks, "zh-Hans") if t in texts), next(iter(texts)))
        assert text.lang == first


@pytest.mark.parametrize("tag", sorted(LANGUAGES))
def test_a_chinese_fallback_has_its_reading(tag: str) -> None:
    """Those who cannot read Han characters get pinyin with tones; those who can get none."""
    text = localiser(DATA, tag).text({"zh-Hans": "北京路"}, "c")
    if tag == "zh-Hans":
        assert text.reading == ""
    else:
        assert text.reading == ("Běijīng Lù" if tag in LATIN_READERS else "")
        assert (text.lang, text.dir, text.status) == ("zh-Hans", "ltr", Status.FALLBACK)


def test_a_fallback_keeps_its_direction() -> None:
    """Arabic words on an English page are still written from the right."""
    text = localiser(DATA, "en").text({"ar": "متحف"}, "c")
    assert (text.lang, text.dir, text.reading) == ("ar", "rtl", "")


def test_a_changed_source_ends_its_translation() -> None:
    """A translation belongs to the very words it was made from, and to their place."""
    one = localiser(DATA, "ar", {("a.name", "示例馆"): "متحف"})
    assert one.text({"zh-Hans": "示例馆"}, "a.name").value == "متحف"
    assert one.text({"zh-Hans": "示例新馆"}, "a.name").status is Status.FALLBACK
    assert one.text({"zh-Hans": "示例馆"}, "b.name").status is Status.FALLBACK


def test_no_text_at_all_is_our_own_fault() -> None:
    """A table without texts never comes this far; if it did, it would not be shown as empty."""
    with pytest.raises((ValueError, StopIteration)):
        localiser(DATA, "en").text({}, "c")


def test_the_effective_value_is_shown() -> None:
    """What a better method says stands alone, with its own evidence."""
    weak = claim("wheelchair", "no", method="imported", source="list")
    fact = localised(weak, claim("wheelchair", "yes")).families[2].facts[0]
    assert [(one.value.value, one.truth, one.evidence.source) for one in fact.claims] == [("yes", Truth.YES, "survey")]
    assert not fact.conflict


def test_a_conflict_shows_both_sides_and_offers_nothing() -> None:
    """Equal claims that differ stand side by side; filters know nothing."""
    found = localised(claim("wheelchair", "yes"), claim("wheelchair", "no", source="list"))
    fact = found.families[2].facts[0]
    assert fact.conflict
    assert {(one.value.value, one.evidence.source) for one in fact.claims} == {("yes", "survey"), ("no", "list")}
    assert found.offers == ()


def test_sources_that_agree_are_one_statement() -> None:
    """Two sources of one value are no conflict and not told twice."""
    fact = localised(claim("wheelchair", "yes"), claim("wheelchair", "yes", source="list")).families[2].facts[0]
    assert (len(fact.claims), fact.conflict) == (1, False)


def test_an_expired_certificate_is_gone() -> None:
    """On its last day a certificate stands; on the next the property is unknown again."""
    one = venue("a", claim("halal", "certificate", valid_until="2026-11-23", issuer="office"), kind="restaurant")
    for day, told in ((AS_OF, True), (AS_OF + dt.timedelta(days=1), False)):
        found = localiser(dataset(one), "en", as_of=day).venue(one)
        halal = next(family for family in found.families if family.key == "halal")
        assert bool(halal.facts) == told
        assert ("Halal food" in halal.unknown) != told
        assert ("halal" in found.offers) == told


def test_evidence_is_carried_whole() -> None:
    """Who says so, how, when, until when, and who issued it reach the page."""
    given = claim("halal", "certificate", valid_until="2027-01-31", issuer="Food Office", method="document_seen")
    evidence = localised(given, kind="restaurant").families[3].facts[0].claims[0].evidence
    assert (evidence.source, evidence.url, evidence.method) == ("survey", "https://survey.example/", "document seen")
    assert (evidence.iso, evidence.observed, evidence.issuer) == ("2026-11-01", "1 Nov 2026", "Food Office")
    assert (evidence.valid_until, evidence.stale, evidence.freshness) == ("31 Jan 2027", "2027-02-01", Freshness.FRESH)


def test_an_unpublished_source_is_named_and_not_linked() -> None:
    """Copies on unrelated hosts are never linked."""
    one = venue("a", claim("toilets"))
    data = dataset(one, sources={"survey": source("survey", publish=False)})
    evidence = localiser(data, "en").venue(one).families[-1].facts[0].claims[0].evidence
    assert (evidence.source, evidence.url) == ("survey", "")


@pytest.mark.parametrize(("observed", "stale"), [("2026-11-01", False), (STALE, True), ("unknown", True)])
def test_a_venue_is_stale_if_all_it_says_is(observed: str, stale: bool) -> None:
    """One fresh claim is enough; a venue without claims is not stale but unknown."""
    assert localised(claim("wheelchair", observed=observed)).stale == stale
    assert not localised(claim("wheelchair", observed=observed), claim("toilets")).stale
    assert not localised().stale


CHOICES = [(key, value.key) for key, prop in PROPERTIES.items() for value in prop.values]


@given(st.lists(st.sampled_from(CHOICES), max_size=6), st.sampled_from(["restaurant", "museum"]))
def test_what_is_told_is_not_unknown(told: list[tuple[str, str]], kind: str) -> None:
    """No list of unknown things names a property that any claim speaks of, a "no" or a conflict included."""
    found = localised(*(claim(key, value) for key, value in told), kind=kind)
    for family in found.families:
        shown = {fact.key for fact in family.facts}
        assert shown == {key for key, _ in told if PROPERTIES[key].family == family.key}
        words = {prop.label for prop in PROPERTIES.values() if prop.family == family.key and prop.key not in shown}
        listed = [word for word in family.unknown.replace(" and ", ", ").split(", ") if word]
        assert set(listed) <= {piece for word in words for piece in word.replace(" and ", ", ").split(", ")}


def test_no_is_an_answer() -> None:
    """A "no" is told as such: neither unknown nor offered."""
    found = localised(claim("elevator", "no"))
    assert "Lift" not in asked(found)
    assert "Lift" in asked(localised())
    assert found.families[2].facts[0].claims[0].truth is Truth.NO
    assert "elevator" not in found.offers


@given(st.lists(st.tuples(st.sampled_from(CHOICES), st.sampled_from(["survey", "list"])), max_size=8))
def test_offers_come_from_claims_that_agree(told: list[tuple[tuple[str, str], str]]) -> None:
    """A property is offered only if some claim says yes or limited, and no equal one says otherwise."""
    found = localised(*(claim(key, value, source=who) for (key, value), who in told))
    for key in found.offers:
        values = {value for (one, value), _ in told if one == key}
        assert len(values) == 1
        assert PROPERTIES[key].truth(values.pop()) is not Truth.NO


def test_families_keep_the_vocabularys_order() -> None:
    """Blocks and facts stand in the same order on every page."""
    found = localised(*(claim(key, value) for key, value in reversed(CHOICES)))
    assert [family.key for family in found.families] == list(FAMILIES)
    keys = [fact.key for family in found.families for fact in family.facts]
    assert keys == sorted(
        keys, key=lambda key: (list(FAMILIES).index(PROPERTIES[key].family), list(PROPERTIES).index(key))
    )


def test_halal_is_asked_where_food_is() -> None:
    """A museum is not asked about its halal food; a restaurant is."""
    assert "Halal food" in asked(localised(kind="restaurant"))
    assert all(family.key != "halal" for family in localised(kind="museum").families)


WHERE = [
    ({"language": "ar", "key": "language"}, ("Arabic",)),
    ({"card_origin": "foreign", "channel": "chip", "key": "payment:cards"}, ("foreign cards", "chip")),
    ({"scope": "exit N1", "key": "elevator"}, ("exit \u2068N1\u2069",)),
    ({"scope": "main entrance", "key": "elevator"}, ("main entrance",)),
    ({"scope": "exit {x.y} 9", "key": "elevator"}, ("exit \u2068{x.y} 9\u2069",)),
    ({"key": "elevator"}, ()),
]


@pytest.mark.parametrize(("fields", "words"), WHERE)
def test_where_it_holds(fields: dict[str, str], words: tuple[str, ...]) -> None:
    """Language, cards, channel and part of the place are put into words; a part's own mark is isolated."""
    fields = dict(fields)
    key = fields.pop("key")
    one = claim(key, PROPERTIES[key].values[0].key, **fields)
    assert [c.where for family in localised(one).families for fact in family.facts for c in fact.claims] == [words]


@pytest.mark.parametrize("pattern", SCOPES)
def test_where_it_holds_in_another_language(pattern: str) -> None:
    """Every part has words of the language, around the part's own mark."""
    one = claim("elevator", scope=pattern.replace("{ref}", "N1"))
    found = localised(one, tag="ar", messages={SCOPES[pattern]: "كلمة {ref}" if "{ref}" in pattern else "كلمة"})
    claims = next(family for family in found.families if family.key == "access").facts[0].claims
    assert claims[0].where == (("كلمة \u2068N1\u2069",) if "{ref}" in pattern else ("كلمة",))


VALUES = [
    ("step_count", 2, "2"),
    ("door:width", 82.5, "82.5 cm"),
    ("line", "1, 2", "1, 2"),
    ("fee", "no", "free of charge"),
]


@pytest.mark.parametrize(("key", "value", "words"), VALUES)
def test_a_value_in_words(key: str, value: object, words: str) -> None:
    """Choices have their label, numbers their unit, plain texts stay as they are."""
    found = localised(claim(key, value))
    assert [c.value.value for family in found.families for fact in family.facts for c in fact.claims] == [words]


def test_every_value_has_its_label() -> None:
    """Each allowed value of each property is put into the words of the vocabulary."""
    for prop in PROPERTIES.values():
        for value in prop.values:
            facts = [fact for family in localised(claim(prop.key, value.key)).families for fact in family.facts]
            assert [fact.claims[0].value.value for fact in facts] == [value.label]
    assert all(prop.values for prop in PROPERTIES.values() if prop.type is Type.CHOICE)


def test_a_text_and_a_note_are_translated_by_their_place() -> None:
    """Texts of claims and their notes have a context of their own."""
    one = claim("promise", {"zh-Hans": "保管"}, note={"zh-Hans": "问"})
    messages: Messages = {("a.promise", "保管"): "kept", ("a.promise.note", "问"): "ask"}
    told = localised(one, messages=messages).families[-1].facts[0].claims[0]
    assert told.note is not None
    assert (told.value.value, told.note.value) == ("kept", "ask")


@pytest.mark.parametrize("key", sorted(PROPERTIES))
def test_safety_words_are_marked_until_reviewed(key: str) -> None:
    """A wrong word does harm in access, halal and emergencies: unreviewed ones are drafts, others are not."""
    prop = PROPERTIES[key]
    if not prop.values:
        return
    words: Messages = {prop.label: "x", **{value.label: "y" for value in prop.values}}
    one = venue("a", claim(key, prop.values[0].key))
    for reviewed in (False, True):
        found = localiser(dataset(one), "ar", words, reviewed=reviewed).venue(one)
        drafts = [c.draft for family in found.families for fact in family.facts for c in fact.claims]
        assert drafts == [prop.safety and not reviewed]


def test_chinese_is_in_the_order_of_its_sounds() -> None:
    """Names in Chinese are sorted by pinyin, not by code point."""
    names = ["中山", "北京", "上海", "安徽", "示例"]
    texts = [Text(name, "zh-Hans", Status.SOURCE) for name in names]
    assert [text.value for text in sorted(texts, key=sort_key("zh-Hans"))] == ["安徽", "北京", "上海", "示例", "中山"]


def test_marks_do_not_change_the_order() -> None:
    """É stands beside E, and a fallback at the letters of its reading."""
    texts = [Text(name, "fr", Status.SOURCE) for name in ("Zoo", "Ez", "Église", "Eglantine", "eau")]
    texts.append(Text("北京", "zh-Hans", Status.FALLBACK, "běi jīng"))
    texts.append(Text("b", "fr", Status.SOURCE))
    found = [text.value for text in sorted(texts, key=sort_key("fr"))]
    assert found == ["b", "北京", "eau", "Eglantine", "Église", "Ez", "Zoo"]


@given(st.lists(st.text(max_size=5), max_size=5), LANGUAGE)
def test_the_order_is_total(names: list[str], tag: str) -> None:
    """Different names never have the same place, so the order never depends on the file's."""
    keys = {sort_key(tag)(Text(name, tag, Status.SOURCE)) for name in names}
    assert len(keys) == len(set(names))


def test_a_hotline_in_words(load_small_city: Dataset) -> None:
    """A number names its languages, its hours and whether it may not answer."""
    found = localiser(load_small_city, "en").hotline("visitors")
    assert (found.name.value, found.languages, found.doubtful) == ("Visitors' line", "English and Arabic", True)
    assert found.hours == "Mo-Fr 09:00-17:00; PH off"


def test_the_local_words_are_always_there() -> None:
    """What a finger points at is in the city's own language, whatever the page's."""
    tables: dict[str, Any] = {
        "address": {"zh-Hans": "示例路1号", "en": "1 Example Road"},
        "cross_street": {"zh-Hans": "近样本街"},
    }
    found = localised(tag="ar", **tables)
    assert found.local_name.value == "示例馆"
    assert found.local_address is not None
    assert found.cross_street is not None
    assert (found.local_address.value, found.cross_street.value) == ("示例路1号", "近样本街")
    assert found.address is not None
    assert found.address.text.lang == "en"


def test_plain_fields_have_their_evidence() -> None:
    """Hours, phone and website carry who says so, like every claim."""
    found = localised(opening_hours=stated(value="24/7", observed=STALE), phone=stated(value="+1 212 555 0100"))
    assert found.opening_hours is not None
    assert found.phone is not None
    assert found.opening_hours.evidence.freshness is Freshness.STALE
    assert (found.phone.evidence.freshness, found.website) == (Freshness.FRESH, None)
