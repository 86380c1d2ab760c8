"""Point-and-talk boards: two languages, a side each, and no unreviewed word of safety without a stamp."""

from __future__ import annotations

from dataclasses import replace

import pytest

from directory.localisation.edition import Site
from directory.model import Hotline
from directory.signage.talk import talk
from directory.vocabulary import BOARDS
from tests.directory.localisation.builders import EVIDENCE, catalogue, dataset, site

SAFETY = {
    key: [phrase.text for phrase in (*board.questions, *board.answers) if phrase.safety]
    for key, board in BOARDS.items()
}
PAIR = ("zh-Hans", "ar")


def translated(*unreviewed: str) -> Site:
    """A city whose boards are translated and reviewed, but for some words in Arabic."""
    words = {phrase.text: "字" for board in BOARDS.values() for phrase in (*board.questions, *board.answers)}
    ar = catalogue("ar", words, reviewed=True)
    some = replace(ar, reviewed=ar.reviewed - set(unreviewed))
    return site(dataset(), zh_Hans=catalogue("zh-Hans", words, reviewed=True), ar=some)


@pytest.mark.parametrize("key", BOARDS)
def test_a_board_has_all_its_phrases_in_two_languages(key: str) -> None:
    """What the visitor points at stands in front, what staff answer on the back, each in both languages."""
    board = talk(translated(), key, ("zh-Hans", "en"))
    assert board.languages == ("zh-Hans", "en")
    for lines, phrases in ((board.lines, BOARDS[key].questions), (board.back, BOARDS[key].answers)):
        assert [line.texts[1].value for line in lines] == [phrase.text for phrase in phrases]
        assert [line.icon for line in lines] == [phrase.icon for phrase in phrases]
        assert all([text.lang for text in line.texts] == ["zh-Hans", "en"] for line in lines)
    assert (board.sign, board.venue, board.code, board.family) == ("talk", f"board-{key}", "", BOARDS[key].colour)


@pytest.mark.parametrize("key", BOARDS)
def test_reviewed_words_need_no_stamp(key: str) -> None:
    """A board whose words of safety are all reviewed is final; words of comfort may be drafts."""
    comfort = [p.text for p in (*BOARDS[key].questions, *BOARDS[key].answers) if p.text not in SAFETY[key]]
    assert talk(translated(), key, PAIR).drafts == ()
    assert talk(translated(*comfort), key, PAIR).drafts == ()


@pytest.mark.parametrize(("key", "text"), [(key, text) for key, texts in SAFETY.items() for text in texts])
def test_one_unreviewed_word_of_safety_makes_a_draft(key: str, text: str) -> None:
    """A single phrase on which a life or a faith hangs stamps the board, in the language that it is in."""
    assert talk(translated(text), key, PAIR).drafts == ("ar",)
    assert talk(translated(text), key, ("zh-Hans", "en")).drafts == ()


def test_a_board_says_the_emergency_numbers() -> None:
    """In the city's order; it has no address of its own, and is as old as they are."""
    numbers = {
        key: Hotline.model_validate({**EVIDENCE, "observed": day, "name": {"en": key}, "number": number})
        for key, number, day in (("fire", "119", "2026-01"), ("police", "110", "2026-02"))
    }
    board = talk(site(dataset(hotlines=numbers, emergency=["police", "fire"])), "taxi", ("zh-Hans", "en"))
    assert (board.hotline, board.facts_of) == ("110 · 119", "2026-02")
    assert (talk(site(dataset()), "taxi", PAIR).hotline, talk(site(dataset()), "taxi", PAIR).facts_of) == (
        "",
        "unknown",
    )
