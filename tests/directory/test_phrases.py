"""The point-and-talk boards can be pointed at: whole, short, drawn, and safe where a wrong word does harm."""

from __future__ import annotations

import ast
import re
from collections import Counter
from dataclasses import fields
from pathlib import Path

import pytest

from directory.vocabulary import BOARDS, KINDS, Board, Phrase, phrases

SOURCES = Path(__file__).parents[2]
ICONS = SOURCES / "templates" / "assets" / "icons"
COLOURS = {"language", "card", "access", "halal", "convenience", "emergency", "information"}
LINES = {f"{board.key} {phrase.key}": phrase for board in BOARDS.values() for phrase in board.questions + board.answers}
SENTENCE = re.compile(r"[A-Z][A-Za-z',: -]*(?:____)?[.?]")
# Words of health, allergy, halal food, access and emergencies.
GRAVE = re.compile(
    r"allerg|ambulance|breathe|certificate|certifies|diabetes|doctor|fever|halal|heart|hospital|hurts|ingredient"
    r"|medicine|not eat it|pork|pregnant|wheelchair"
)


@pytest.mark.parametrize("key", sorted(BOARDS))
def test_board_fits_a_sheet(key: str) -> None:
    """A board has 10 to 12 questions and 8 to 12 answers, none twice, and stands under its own key."""
    board = BOARDS[key]
    assert board.key == key
    assert 10 <= len(board.questions) <= 12
    assert 8 <= len(board.answers) <= 12
    keys = [phrase.key for phrase in board.questions + board.answers]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("key", sorted(BOARDS))
def test_every_question_can_be_answered(key: str) -> None:
    """Staff of every board can say yes, no and that they do not know, in this order and first of all."""
    texts = [phrase.text for phrase in BOARDS[key].answers]
    assert texts[:3] == ["Yes.", "No.", "I do not know, I will ask."]


@pytest.mark.parametrize("key", sorted(BOARDS))
def test_board_is_drawn_and_named(key: str) -> None:
    """A board has a title without a full stop, a pictogram and a colour of the look."""
    board = BOARDS[key]
    assert (ICONS / f"{board.icon}.svg").is_file()
    assert re.fullmatch(r"[A-Z][a-z]+(?: [a-z]+)+", board.label)
    assert board.colour in COLOURS


def test_a_key_is_one_phrase() -> None:
    """The same key is the same phrase on every board, and no words stand under two keys."""
    shared = set(LINES.values())
    assert len({phrase.key for phrase in shared}) == len(shared)
    assert len({phrase.text for phrase in shared}) == len(shared)


def test_a_kind_has_one_first_choice() -> None:
    """The kinds exist, and no two boards are the first choice of one kind; every board is somebody's."""
    chosen = Counter(kind for board in BOARDS.values() for kind in board.kinds)
    assert set(chosen) <= set(KINDS)
    assert set(chosen.values()) == {1}
    assert all(board.kinds for board in BOARDS.values())


@pytest.mark.parametrize("where", sorted(LINES))
def test_phrase_is_drawn(where: str) -> None:
    """Every phrase has its pictogram."""
    assert (ICONS / f"{LINES[where].icon}.svg").is_file()


def is_good(text: str) -> bool:
    """One sentence in plain English of at most 60 characters, with at most one blank, at its end."""
    return len(text) <= 60 and SENTENCE.fullmatch(text) is not None and "please note" not in text.lower()


@pytest.mark.parametrize("where", sorted(LINES))
def test_phrase_is_one_short_sentence(where: str) -> None:
    """A phrase is one sentence that can be pointed at."""
    assert is_good(LINES[where].text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Stop here!",
        "It costs ____ yuan.",
        "From ____ to ____.",
        "I use a wheelchair. Is there a lift?",
        "where is the toilet?",
        "It is sold out",
        "It costs 20.",
        "Please note that it is sold out.",
        "It is at the end of the long corridor on the left hand side.." + ".",
        "This is a line that nobody reads at a counter, it is too long.",
    ],
)
def test_a_bad_line_is_found(text: str) -> None:
    """The rule for a line refuses a shout, two sentences, a blank within, digits, and too many words."""
    assert not is_good(text)


@pytest.mark.parametrize("where", sorted(key for key, phrase in LINES.items() if phrase.text.endswith("?")))
def test_no_question_is_negative(where: str) -> None:
    """Yes to "is there not" means there is in English and there is not in Japanese: nobody asks so."""
    assert not re.search(r"\bnot\b|n't\b|\bwithout\b|\bno\b", LINES[where].text)


@pytest.mark.parametrize("where", sorted(LINES))
def test_grave_words_are_marked(where: str) -> None:
    """A phrase is marked for safety exactly where it speaks of health, allergy, halal, access or an emergency."""
    phrase = LINES[where]
    grave = bool(GRAVE.search(phrase.text)) or phrase.key == "days"  # "this" is the illness there
    assert phrase.safety == grave


def test_the_restaurant_answers_what_is_dangerous() -> None:
    """Allergy and pork can be answered with yes, with no and with doubt in whole sentences, not by a bare yes."""
    answers = {phrase.key for phrase in BOARDS["restaurant"].answers}
    assert {"contains", "contains_not", "unsure", "pork_kitchen", "no_certificate"} <= answers


def test_an_ambulance_is_never_far() -> None:
    """Every board but the hospital's can ask for an ambulance, and be told that it was called."""
    for board in BOARDS.values():
        asks = "ambulance" in {phrase.key for phrase in board.questions}
        told = "ambulance_called" in {phrase.key for phrase in board.answers}
        assert (asks, told) == ((False, False) if board.key == "hospital" else (True, True)), board.key


def test_translators_are_told_each_line() -> None:
    """Each msgid is marked once, with a note right above it: without one a translator cannot see who speaks."""
    source = Path(phrases.__file__).read_text("utf-8")
    lines = source.splitlines()
    marks = [
        node
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "N_"
    ]
    texts = [node.args[0].value for node in marks if isinstance(node.args[0], ast.Constant)]
    assert len(texts) == len(set(texts)) == len(marks)
    assert set(texts) == {p.text for p in LINES.values()} | {board.label for board in BOARDS.values()}
    assert 70 <= len(texts) <= 85
    for node in marks:
        assert lines[node.lineno - 2].strip().startswith("# NOTE: "), lines[node.lineno - 1]


def test_shapes_are_frozen() -> None:
    """A board is a value: it can be a key of a table, and nobody adds a line to it on the way."""
    assert all(isinstance(hash(board), int) for board in BOARDS.values())
    assert [field.name for field in fields(Phrase)] == ["key", "icon", "text", "safety"]
    assert [field.name for field in fields(Board)][-2:] == ["questions", "answers"]
