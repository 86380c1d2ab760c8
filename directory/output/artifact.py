"""What was made of a recipe. The bytes are written where they are made; only this travels and is remembered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Artifact:
    """One published file: the digest and size in bytes of its contents, and the inputs it was made from.

    `modified_ns` is its time stamp on disk, by which an untouched file is recognised without reading it.
    `age` counts the versions published since it was last planned: 0, or 1 for a hashed asset that saved
    copies of older pages may still ask for.
    """

    path: str
    digest: str
    size: int
    inputs: Mapping[str, str]
    modified_ns: int = 0
    age: int = 0
