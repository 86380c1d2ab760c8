"""Which words and runs stand in the corpus, and where: the inverted lists, derived from the columns when
they are read.
"""

from __future__ import annotations

import enum
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from directory.search.columns import Columns
from directory.search.folding import fold, tokens


class Field(enum.IntEnum):
    """Where a word stands; the value is its place in `FIELD_QUALITY`."""

    NAME = 0
    OTHER = 1
    KIND = 2
    DISTRICT = 3
    TAG = 4
    ADDRESS = 5


FIELD_QUALITY = (100, 97, 93, 92, 88, 90)


@dataclass
class Place:
    """Where a word or run stands: (entry, field) pairs, and (field, key) pairs for the words of a kind,
    district or tag.
    """

    entries: dict[tuple[int, Field], None] = field(default_factory=dict)
    keys: dict[tuple[Field, int], None] = field(default_factory=dict)


@dataclass(frozen=True)
class Vocabulary:
    """Words of spaced scripts and runs of unspaced ones with their places; entries of each key; names
    without spaces.
    """

    words: dict[str, Place]
    runs: dict[str, Place]
    members: dict[tuple[Field, int], list[int]]
    compact: tuple[tuple[str, str], ...]


def pieces(folded: str, columns: Columns) -> tuple[list[str], list[str]]:
    """Cut folded text into words, and into runs of neighbouring units."""
    words: list[str] = []
    runs: list[str] = []
    for chunk in folded.split(" "):
        joined = False
        for token in tokens(chunk, columns.tables.folding):
            if not token.unspaced:
                words.append(token.text)
            elif joined:
                runs[-1] += token.text
            else:
                runs.append(token.text)
            joined = token.unspaced
    return words, runs


def vocabulary(columns: Columns) -> Vocabulary:
    """Derive the inverted lists."""
    words: defaultdict[str, Place] = defaultdict(Place)
    runs: defaultdict[str, Place] = defaultdict(Place)
    compact = []
    for i, entry in enumerate(columns.entries):
        folded = [
            fold(text, columns.tables.han.variants, columns.tables.folding) for text in (entry.name, entry.name_zh)
        ]
        compact.append((folded[0].replace(" ", ""), folded[1].replace(" ", "")))
        said = [(Field.NAME, text) for text in folded]
        said += [
            (Field.OTHER, fold(text, columns.tables.han.variants, columns.tables.folding)) for text in entry.other_names
        ]
        said += [
            (Field.ADDRESS, fold(text, columns.tables.han.variants, columns.tables.folding))
            for text in (entry.address, entry.address_zh)
        ]
        for where, text in said:
            for found, index in zip(pieces(text, columns), (words, runs), strict=True):
                for piece in found:
                    index[piece].entries[i, where] = None
    for where, keys in key_fields(columns):
        for k, (_, labels) in enumerate(keys):
            for label in labels:
                text = fold(label, columns.tables.han.variants, columns.tables.folding)
                for found, index in zip(pieces(text, columns), (words, runs), strict=True):
                    for piece in found:
                        index[piece].keys[where, k] = None
    return Vocabulary(dict(words), dict(runs), members(columns), tuple(compact))


def key_fields(columns: Columns) -> Iterable[tuple[Field, tuple[tuple[str, tuple[str, ...]], ...]]]:
    """List the fields that hold keys, with the keys."""
    return (
        (Field.KIND, columns.tables.kinds),
        (Field.DISTRICT, columns.tables.districts),
        (Field.TAG, columns.tables.tags),
    )


def members(columns: Columns) -> dict[tuple[Field, int], list[int]]:
    """List the entries of each kind, district and tag."""
    place = {where: {key: k for k, (key, _) in enumerate(keys)} for where, keys in key_fields(columns)}
    found: defaultdict[tuple[Field, int], list[int]] = defaultdict(list)
    for i, entry in enumerate(columns.entries):
        if entry.kind:
            found[Field.KIND, place[Field.KIND][entry.kind]].append(i)
        if entry.district:
            found[Field.DISTRICT, place[Field.DISTRICT][entry.district]].append(i)
        for tag in entry.tags:
            found[Field.TAG, place[Field.TAG][tag]].append(i)
    return dict(found)
