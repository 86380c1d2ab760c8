"""Streams of a PDF, packed as small as is worth its time (ISO 32000-1, 7.3.8 and 7.4.4).

In: bytes, the keys of their dictionary and a level of zlib. Out: the body of a stream object. Next: `writer` numbers
it.
"""

from __future__ import annotations

import zlib

SMALL = 8192  # bytes: the window of zlib's wbits 13


def deflated(data: bytes, level: int) -> bytes:
    """Pack data as zlib does. A small piece gets a small window: to set up a whole one takes 60 microseconds, more than
    packing it does, and a sign has twenty such pieces.
    """
    if len(data) > SMALL:
        return zlib.compress(data, level)
    packer = zlib.compressobj(level, zlib.DEFLATED, 13, 6)
    return packer.compress(data) + packer.flush()


def stream(data: bytes, keys: str, level: int) -> bytes:
    """Write a stream (7.3.8), packed at a level of zlib; at 0 it stays as it is."""
    body = deflated(data, level) if level else data
    packed = "/Filter/FlateDecode" if level else ""
    return b"<<%b/Length %d>>stream\n%b\nendstream" % (f"{keys}{packed}".encode("latin-1"), len(body), body)
