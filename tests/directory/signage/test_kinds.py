"""All kinds of sign: which say the same, and which of them a change makes old."""

from __future__ import annotations

import ast
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import directory.signage
from directory.localisation.edition import Site
from directory.model import Claim, Dataset
from directory.problem import Problem
from directory.signage.ask import ABOUT_PLACES, Ask
from directory.signage.content import Limits, SignContent, canonical, revision
from directory.signage.kinds import RECORDS, SIGN_KINDS, asked_sign, possible
from tests.directory.localisation.builders import STALE, claim, site
from tests.directory.signage.making import asked, hall, place

ALIKE = ("poster", "card", "tent", "decal")
CERTIFICATE = claim("halal", "certificate", issuer="x", valid_until="2027-06-30")
# A fact, what it becomes, and the kinds of sign that show it.
CHANGES: tuple[tuple[Claim, Claim, frozenset[str]], ...] = (
    (CERTIFICATE, CERTIFICATE.model_copy(update={"issuer": "y"}), frozenset({"halal"})),
    (CERTIFICATE, claim("halal", "operator"), frozenset({"halal", "poster"})),
    (claim("alcohol", "no"), claim("alcohol"), frozenset({"halal"})),
    (claim("payment:alipay"), claim("payment:alipay", channel="qr"), frozenset({"cards"})),
    (claim("wheelchair"), claim("wheelchair", "limited"), frozenset({"access", "poster"})),
    (claim("door:width", 80), claim("door:width", 90), frozenset({"access"})),
    (
        claim("promise", {"en": "a", "zh-Hans": "甲"}),
        claim("promise", {"en": "b", "zh-Hans": "乙"}),
        frozenset({"promises"}),
    ),
    (claim("smoking"), claim("smoking", "no"), frozenset()),
)
SOUND = (CERTIFICATE, claim("wheelchair"), claim("payment:alipay"), claim("promise", {"en": "c", "zh-Hans": "丙"}))


def revisions(made: Site, *kinds: str) -> dict[str, str]:
    """The revisions of the signs of a place that can be made."""
    found = {kind: asked_sign(made, made.dataset.venues["hall"], Ask(kind)) for kind in kinds or RECORDS}
    return {kind: revision(sign) for kind, sign in found.items() if isinstance(sign, SignContent)}


FACTS = st.lists(st.sampled_from([*SOUND, *(before for before, _, _ in CHANGES)]), max_size=6)


@given(FACTS, st.sampled_from([(), ("zh-Hans", "en"), ("zh-Hans", "en", "ar")]))
def test_poster_card_tent_and_sticker_bear_one_revision(claims: list[Claim], languages: tuple[str, ...]) -> None:
    """They say the same of a place, so one record tells of all, in whatever language."""
    made = place(*claims)
    assert len({canonical(asked(made, "hall", kind, *languages)) for kind in ALIKE}) == 1


@pytest.mark.parametrize(("before", "after", "shown"), CHANGES)
def test_a_change_makes_only_those_signs_old_that_show_it(before: Claim, after: Claim, shown: frozenset[str]) -> None:
    """A changed fact changes the revision of each kind that shows it, and of no other."""
    sound = tuple(one for one in SOUND if one.property != before.property)
    then, now = revisions(place(*sound, before)), revisions(place(*sound, after))
    assert set(then) == set(now) == {"poster", "cards", "halal", "access", "promises"}
    changed = {kind for kind in then if then[kind] != now[kind]}
    assert changed >= shown
    assert changed - shown <= ({"poster"} if before.property in ("halal", "payment:alipay") else set())


@pytest.mark.parametrize("kind", ["cards", "halal", "access", "promises"])
def test_stale_evidence_prints_nothing(kind: str) -> None:
    """Where every claim is too old to be promised on paper there is no sign, and the Problem says what is missing."""
    told = [*SOUND[1:], claim("halal", "operator"), claim("alcohol", "no")]  # a certificate holds until its own end
    old = [one.model_copy(update={"observed": STALE}) for one in told]
    assert isinstance(asked_sign(place(*told), hall(*told), Ask(kind)), SignContent)
    found = asked_sign(place(*old), hall(*old), Ask(kind))
    assert isinstance(found, Problem)
    assert (found.code, found.value, found.message) == ("sign-nothing", kind, f"hall: {SIGN_KINDS[kind].nothing}")


def test_each_kind_says_for_what_it_is() -> None:
    """Every kind has its words and pictogram; one that can be empty says what would be missing."""
    for key, kind in SIGN_KINDS.items():
        assert (kind.key, bool(kind.label), bool(kind.purpose), bool(kind.icon)) == (key, True, True, True)
        assert bool(kind.nothing) == (key not in ALIKE)


def test_an_unknown_kind_is_a_problem() -> None:
    """A slip is told with what was meant."""
    found = asked_sign(place(), hall(), Ask("posters"))
    assert isinstance(found, Problem)
    assert (found.code, found.hint) == ("sign-kind", 'did you mean "poster"?')


@pytest.mark.parametrize("kind", ABOUT_PLACES)
def test_a_place_that_says_nothing_has_a_poster_and_no_more(kind: str) -> None:
    """Its name and its code are worth a sign; all other kinds need something to say."""
    made = place()
    assert possible(made, made.dataset.venues["hall"], kind) == (kind in ALIKE)


@pytest.mark.parametrize("kind", ABOUT_PLACES)
def test_a_sign_knows_its_kind_and_languages(load_small_city: Dataset, kind: str) -> None:
    """Whatever can be made names its kind, the local language first, and one text of each language in the band."""
    made = site(load_small_city)
    for one in load_small_city.venues.values():
        found = asked_sign(made, one, Ask(kind, ("zh-Hans", "ar"), toward=("example-station:left",)))
        if isinstance(found, SignContent):
            assert found.sign == ("poster" if kind in ALIKE else kind)
            assert found.languages == ("zh-Hans", "ar")
            assert (found.venue, found.code, found.specimen) == (one.id, one.code, True)


NARROW = st.builds(
    Limits,
    languages=st.integers(1, 3),
    icons=st.integers(1, 4),
    lines=st.integers(1, 6),
    texts=st.integers(1, 18),
    room=st.integers(2, 24),
    columns=st.integers(8, 24),
)


@given(FACTS, st.sampled_from(["cards", "halal", "access"]), NARROW)
def test_a_smaller_size_says_a_part_of_the_same(claims: list[Claim], kind: str, limits: Limits) -> None:
    """Fewer facts and languages, from the beginning, in the same words: one record tells of every size."""
    made = place(*SOUND, *claims)
    whole, part = asked_sign(made, hall(), Ask(kind)), asked_sign(made, hall(), Ask(kind), limits)
    if isinstance(whole, Problem) or isinstance(part, Problem):
        assert isinstance(part, Problem)
        return
    shorter = [replace(line, texts=line.texts[: limits.languages]) for line in whole.lines]
    assert list(part.lines) == shorter[: len(part.lines)] != []
    assert (part.kind, part.names) == (whole.kind[: limits.languages], whole.names[: limits.languages])
    assert (part.code, part.family, part.sign) == (whole.code, whole.family, whole.sign)


def test_who_only_draws_a_sign_loads_no_dataset() -> None:
    """The package itself imports nothing, so that its content can be had alone."""
    folder = Path(str(directory.signage.__file__)).parent
    tree = ast.parse((folder / "__init__.py").read_text("utf-8"))
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
