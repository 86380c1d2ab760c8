"""A text knows its own language, direction and how far it can be trusted."""

from __future__ import annotations

import pytest

from directory.localisation.text import Status, Text


@pytest.mark.parametrize("status", Status)
def test_only_unreviewed_words_are_drafts(status: Status) -> None:
    """The curator's words, reviewed ones and honest fallbacks are no drafts."""
    assert Text("a", "en", status).draft == (status is Status.UNREVIEWED)


def test_direction_is_that_of_the_text() -> None:
    """A fallback keeps the direction of its own language."""
    assert Text("متحف", "ar", Status.FALLBACK).dir == "rtl"
    assert Text("Museum", "en", Status.FALLBACK).dir == "ltr"


def test_a_text_reads_as_its_value() -> None:
    """Put into a sentence, a text is its words and nothing else."""
    assert str(Text("馆", "zh-Hans", Status.FALLBACK, "guǎn")) == "馆"
