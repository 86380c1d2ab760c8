"""What the bench asks of an engine, and the fonts it may use.

A module of this package has an `Engine`, made once in a process of its own: `prepare` is not timed, `sign` gives one
file. An engine that can put many signs into one file is `Merging` as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

from tests.bench.sign_peers.sheet import Sheet

WEIGHTS = {"regular": "400Regular", "bold": "700Bold"}
# Static TrueType faces of the same design for every peer, since two of them embed no CFF. BCP 47 tag: npm package.
PACKAGES = {"zh-Hans": "noto-sans-sc", "en": "noto-sans", "ar": "noto-sans-arabic", "ko": "noto-sans-kr"}
FAMILIES = {"zh-Hans": "Noto Sans SC", "en": "Noto Sans", "ar": "Noto Sans Arabic", "ko": "Noto Sans KR"}


@dataclass(frozen=True)
class Fonts:
    """A folder that holds one file for each language and weight."""

    folder: Path

    def file(self, tag: str, weight: str) -> Path:
        """Give the file of a language's face."""
        return self.folder / f"{PACKAGES[tag]}-{weight}.ttf"


class Engine(Protocol):
    """One way to make signs."""

    def prepare(self, sheet: Sheet) -> Any:
        """Give what `sign` takes, where it is not the sheet itself."""

    def sign(self, prepared: Any) -> bytes:
        """Make one sign."""


@runtime_checkable
class Merging(Engine, Protocol):
    """One way to make files of many signs too."""

    def merged(self, prepared: Sequence[Any]) -> bytes:
        """Make one file with a page for each sign."""
