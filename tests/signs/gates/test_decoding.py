"""Every symbol of every kind of sign is read from pixels by two decoders that did not make it, clean and degraded.

The camera of the degraded set: four pixels a module, blur of 0.3 module, noise of 10 of 255 levels, tilt. Law: clean
all by both, degraded 95 % by either, also with 8 % of the data area blotted out on what is encoded at level Q.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from math import dist, pi
from statistics import NormalDist

import pytest
from hypothesis import settings
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from directory.codes import ALPHABET
from directory.signage.content import revision
from signs.designs import Design
from signs.pdf import qr
from signs.pdf.qr import Correction, Matrix
from signs.preflight import file_faults
from tests.signs.reading import by_zbar, by_zxing, picture
from tests.signs.samples import EVERY, NAMED, ORIGIN, asked, file, sample

DECODERS: tuple[Callable[[Image.Image], list[str]], ...] = (by_zxing, by_zbar)
TAGS = ("zh-Hans", "en", "ar", "ko")
PIXELS = 4  # a module: what a phone's preview has at the distance that formats are made for
BLUR, NOISE, TILT = 0.3, 10.0, 0.06  # modules, levels, share of the width that a far edge is shorter by
BLOT = 0.08  # of the data area
GRAIN = bytes(round(NormalDist(128, NOISE).inv_cdf((byte + 0.5) / 256)) for byte in range(256))  # by chance, a level
TRIALS = settings().max_examples // 2 * 2  # 100; 1000 in the long campaign


@pytest.mark.parametrize("finish", ["office", "grey", "press"])
@pytest.mark.parametrize("design", EVERY, ids=NAMED)
def test_two_decoders_read_every_sign(design: Design, finish: str) -> None:
    """At 100 and 300 dots per inch both read the address and the revision, once on each face; a board has none."""
    content = sample(design, *TAGS)
    data = file(content, design, finish)
    wanted = [f"{ORIGIN.upper()}/Q/{content.code}/#{revision(content)}"] * design.faces if content.code else []
    for dpi in (100, 300):
        image = picture(data, dpi)
        assert [decode(image) for decode in DECODERS] == [wanted, wanted], dpi


@pytest.mark.parametrize("design", EVERY, ids=NAMED)
def test_six_languages_leave_the_symbol_its_room(design: Design) -> None:
    """Where words are many the symbol may come down to its least modules, and is read all the same."""
    content = asked(design, "zh-Hans", "de", "ru", "ja", "ar", "th")
    content = replace(content, drafts=(), specimen=False) if design.form.width == 100 else content
    wanted = [f"{ORIGIN.upper()}/Q/{content.code}/#{revision(content)}"] * design.faces if content.code else []
    data = file(content, design)
    image = picture(data, 100)
    assert [decode(image) for decode in DECODERS] == [wanted, wanted]
    assert not list(file_faults(data, wanted[0] if wanted else "", len(wanted)))


def symbol(chance: random.Random, level: Correction) -> tuple[str, Matrix]:
    """Make up an address, and its symbol."""
    code, rev = ("".join(chance.choices(ALPHABET, k=count)) for count in (6, 4))
    return f"{ORIGIN.upper()}/Q/{code}/#{rev}", qr.encode(ORIGIN, code, rev, level)


def drawn(matrix: Matrix, blot: float, chance: random.Random) -> Image.Image:
    """Draw a symbol with its quiet zone at many pixels a module, with a round blot off the finder patterns."""
    size, scale = len(matrix), 4 * PIXELS
    whole = (size + 2 * qr.QUIET_ZONE) * scale
    image = Image.new("L", (whole, whole), 255)
    pen = ImageDraw.Draw(image)
    for column, row, length in qr.runs(matrix):
        x, y = (column + qr.QUIET_ZONE) * scale, (row + qr.QUIET_ZONE) * scale
        pen.rectangle((x, y, x + length * scale - 1, y + scale - 1), fill=0)
    if blot:
        radius = (blot * size * size / pi) ** 0.5
        finders = ((3.5, 3.5), (size - 3.5, 3.5), (3.5, size - 3.5))
        across, down = size / 2, size / 2
        while True:  # anywhere in the symbol that leaves its finder patterns alone
            across, down = (chance.uniform(radius, size - radius) for _ in range(2))
            if radius > size / 4 or all(dist((across, down), finder) > radius + 5 for finder in finders):
                break
        edges = (across - radius, down - radius, across + radius, down + radius)
        pen.ellipse([(edge + qr.QUIET_ZONE) * scale for edge in edges], fill=chance.choice((0, 255)))
    return image


def seen(image: Image.Image, chance: random.Random) -> Image.Image:
    """Take a picture: from aside, out of focus, in little light."""
    width, height = image.size
    aside, above = (chance.uniform(-TILT, TILT) for _ in range(2))
    far = [max(0.0, way) * width / 2 for way in (aside, -aside, above, -above)]
    left, right, top, bottom = far
    corners = (
        -left - top,
        -top - left,
        -left - bottom,
        height + left + bottom,
        width + right + bottom,
        height + right + bottom,
        width + right + top,
        -right - top,
    )
    tilted = image.transform(image.size, Image.Transform.QUAD, corners, Image.Resampling.BICUBIC, fillcolor=255)
    blurred = tilted.filter(ImageFilter.GaussianBlur(BLUR * 4 * PIXELS))
    small = blurred.resize((width // 4, height // 4), Image.Resampling.BOX)
    grain = Image.frombytes("L", small.size, chance.randbytes(small.width * small.height).translate(GRAIN))
    return ImageChops.add(small, grain, 1, -128)


def share_read(level: Correction, blot: float, trials: int = TRIALS) -> float:
    """Give how many of the trials any of the decoders reads."""
    read = 0.0
    for trial in range(trials):
        chance = random.Random(f"{level} {blot} {trial}")
        wanted, matrix = symbol(chance, level)
        image = seen(drawn(matrix, blot, chance), chance)
        read += any(decode(image) == [wanted] for decode in DECODERS)
    return read / trials


@pytest.mark.parametrize("level", ["Q", "M"])
def test_a_hasty_picture_is_read(level: Correction) -> None:
    """Blurred, noisy and tilted, 99 % are read."""
    assert share_read(level, 0.0, TRIALS // 2) >= 0.99


def test_a_blotted_poster_is_read() -> None:
    """With a blot on 8 % of the data area as well, 95 % at level Q are read; a blot four times as large is too much."""
    assert share_read("Q", BLOT) >= 0.95
    assert share_read("Q", 4 * BLOT, 20) < 0.5
