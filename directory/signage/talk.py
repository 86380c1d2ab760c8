"""The point-and-talk board: questions on one side, answers on the other, each in two languages.

In: a `Site`, a board's key and a pair of languages. Out: a `SignContent` whose `lines` are what the visitor points at
and whose `back` is what staff answer. It is about no venue, so it has no code; it says the emergency numbers instead.
"""

from __future__ import annotations

from collections.abc import Sequence

from directory.localisation.edition import Site
from directory.localisation.localise import Localiser
from directory.signage.content import SignContent, SignLine, SignText
from directory.signage.scene import newest
from directory.vocabulary import BOARDS, N_, Board, Phrase

# NOTE: on a point-and-talk board, above the questions
POINT = N_("Point at what you want to say.")
# NOTE: on a point-and-talk board, above the answers, for staff
ANSWER = N_("Answers: please point.")


def talk(site: Site, key: str, languages: Sequence[str]) -> SignContent:
    """Gather a board of `BOARDS` in a pair of languages, the visitor's and the city's own.

    The board's words that nobody has reviewed in a language stamp it DRAFT, if a life or a faith hangs on them.
    """
    board = BOARDS[key]
    localisers = [site.edition(tag).localiser for tag in languages]
    numbers = [site.dataset.hotlines[name] for name in site.dataset.city.emergency]
    return SignContent(
        venue=f"board-{key}",
        code="",
        family=board.colour,
        icons=(board.icon,),
        kind=_each(localisers, board.label),
        names=_each(localisers, POINT),
        lines=_lines(localisers, board.questions),
        scan=_each(localisers, ANSWER),
        address=(),
        hotline=" · ".join(number.number for number in numbers),
        facts_of=newest([number.observed for number in numbers]),
        sources=(),
        drafts=tuple(one.tag for one in localisers if not _reviewed(one, board)),
        specimen=False,
        sign="talk",
        back=_lines(localisers, board.answers),
    )


def _each(localisers: Sequence[Localiser], msgid: str) -> tuple[SignText, ...]:
    return tuple(SignText(one.label(msgid), one.tag) for one in localisers)


def _lines(localisers: Sequence[Localiser], phrases: Sequence[Phrase]) -> tuple[SignLine, ...]:
    return tuple(SignLine(phrase.icon, _each(localisers, phrase.text)) for phrase in phrases)


def _reviewed(localiser: Localiser, board: Board) -> bool:
    phrases = (*board.questions, *board.answers)
    return all(localiser.catalogue.is_reviewed(phrase.text) for phrase in phrases if phrase.safety)
