"""A text with the language it is really in, and how far it can be trusted."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from directory.localisation.languages import direction


class Status(enum.StrEnum):
    """Where a text comes from. `SOURCE` is the curator's own table, `FALLBACK` is another language than asked for."""

    SOURCE = "source"
    REVIEWED = "reviewed"
    UNREVIEWED = "unreviewed"
    FALLBACK = "fallback"


@dataclass(frozen=True)
class Text:
    """A text, the BCP 47 tag of its own language, its status, and its reading in Latin letters if it fell back."""

    value: str
    lang: str
    status: Status
    reading: str = ""

    @property
    def dir(self) -> str:
        """The direction of the text's own language."""
        return direction(self.lang)

    @property
    def draft(self) -> bool:
        """Whether nobody has reviewed it."""
        return self.status is Status.UNREVIEWED

    def __str__(self) -> str:
        return self.value
