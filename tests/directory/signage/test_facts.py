"""A fact in the words of a sign: where it holds, how far, in each language."""

from __future__ import annotations

import pytest

from directory.model import Claim
from directory.signage.facts import MAX_DETAIL
from tests.directory.localisation.builders import STALE, claim
from tests.directory.signage.making import content


def english(*claims: Claim) -> list[str]:
    """The English lines of a poster."""
    return [text.value for line in content(*claims).lines for text in line.texts if text.lang == "en"]


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
