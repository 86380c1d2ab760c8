"""Compressed copies beside a file, so that a web server sends them without computing: brotli and gzip.

In: a path and its bytes. Out: the copies that are smaller than the file, by suffix; the same bytes each time. Pages are
many and made anew each day, so they are compressed quickly; what everybody loads and few builds change is compressed as
hard as can be.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping

import brotli

from directory.output.headers import ENCODINGS, compressible, stored
from directory.output.recipe import digest_of

ASSETS = "assets/"  # search cores, styles, scripts
QUALITY = {"pages": (5, 6), "assets": (11, 9)}  # brotli 0-11, gzip 1-9
GZIP = 31  # zlib's window bits: 32 KiB, with the header of RFC 1952; zlib writes no time and no name into it


def suffixes(path: str) -> tuple[str, ...]:
    """Name the copies that may stand beside a file."""
    return tuple(ENCODINGS) if compressible(path) else ()


def copies(path: str, data: bytes) -> Mapping[str, bytes]:
    """Make the compressed copies of a file that are smaller than it."""
    if not compressible(path):
        return {}
    hard, level = _quality(path)
    squeezer = zlib.compressobj(level, zlib.DEFLATED, GZIP)
    made = {
        "br": brotli.compress(data, mode=brotli.MODE_GENERIC, quality=hard),
        "gz": squeezer.compress(data) + squeezer.flush(),
    }
    return {suffix: body for suffix, body in made.items() if len(body) < len(data)}


def how(path: str) -> str:
    """Give the digest of the rules a file is sent by: if it differs, the file is sent again."""
    return digest_of([stored(path), _quality(path), suffixes(path)])


def _quality(path: str) -> tuple[int, int]:
    return QUALITY["assets" if path.startswith(ASSETS) else "pages"]
