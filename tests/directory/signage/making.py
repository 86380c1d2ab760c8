"""Signs of one made-up place, for the tests of each kind."""

from __future__ import annotations

from typing import Any

from directory.localisation.edition import Site
from directory.model import Claim, Venue
from directory.problem import Problem
from directory.signage.ask import Ask
from directory.signage.content import POSTER, Limits, SignContent
from directory.signage.kinds import asked_sign, venue_sign
from tests.directory.localisation.builders import Messages, catalogue, dataset, site, venue

NAME = {"zh-Hans": "馆", "en": "Hall"}


def content(*claims: Claim, messages: Messages | None = None, reviewed: bool = False, **tables: Any) -> SignContent:
    """The poster of a venue with these claims, in Chinese and English (which needs no review)."""
    one = venue("a", *claims, **tables)
    local = catalogue("zh-Hans", messages, reviewed=reviewed)
    return venue_sign(site(dataset(one), zh_Hans=local), one)


def asked(made: Site, venue_id: str, kind: str, *languages: str, limits: Limits = POSTER, **wishes: Any) -> SignContent:
    """A sign of a kind, which can be made."""
    found = asked_sign(made, made.dataset.venues[venue_id], Ask(kind, languages, **wishes), limits)
    assert isinstance(found, SignContent), found
    return found


def refused(made: Site, venue_id: str, kind: str, *languages: str, limits: Limits = POSTER, **wishes: Any) -> Problem:
    """The Problem of a sign that cannot be made."""
    found = asked_sign(made, made.dataset.venues[venue_id], Ask(kind, languages, **wishes), limits)
    assert isinstance(found, Problem), found
    return found


def hall(*claims: Claim, **tables: Any) -> Venue:
    """A place with a name in two languages."""
    return venue("hall", *claims, **{"name": NAME, **tables})


def place(*claims: Claim, **tables: Any) -> Site:
    """A site of this one place."""
    return site(dataset(hall(*claims, **tables)))


def said(sign: SignContent, lang: str = "en") -> list[str]:
    """The lines of a sign in a language, without the marks that keep a name together."""
    texts = [text.value for line in sign.lines for text in line.texts if text.lang == lang]
    return [text.replace("\u2068", "").replace("\u2069", "") for text in texts]
