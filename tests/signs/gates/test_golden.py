"""Golden pictures: a poster of each of the twelve languages, looked at once by people and compared ever since.

A picture may differ by a little, as other releases of the renderer draw edges otherwise, not by a glyph. After a change
of design they are made anew and looked at again:

    .venv/bin/python -m tests.signs.gates.test_golden
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

from tests.signs.reading import picture
from tests.signs.samples import LANGUAGES, POSTER, file, speaking

FOLDER = Path(__file__).parent / "golden"
DPI = 60
MOST_BYTES = 25_000
MEAN, PATCH = 0.6, 14.0  # of 255 levels, over the page and over any patch of 1 cm: a letter is more, an edge less
SIDE = round(DPI / 2.54)


def shown(language: str) -> Image.Image:
    """Print the poster of a place that speaks its own language and this one."""
    local = "zh-Hans" if language != "zh-Hans" else "en"
    return picture(file(speaking(local, language), POSTER), DPI)


def differences(one: Image.Image, other: Image.Image) -> tuple[float, float]:
    """Give the mean difference of the page and of the patch where it is largest."""
    found = ImageChops.difference(one, other)
    patches = [
        ImageStat.Stat(found.crop((x, y, x + SIDE, y + SIDE))).mean[0]
        for y in range(0, found.height, SIDE)
        for x in range(0, found.width, SIDE)
    ]
    return ImageStat.Stat(found).mean[0], max(patches)


@pytest.mark.parametrize("language", LANGUAGES)
def test_posters_look_as_they_did(language: str) -> None:
    """The poster is the picture that was accepted."""
    golden = Image.open(FOLDER / f"{language}.png").convert("L")
    now = shown(language)
    assert golden.size == now.size
    mean, patch = differences(now, golden)
    assert mean <= MEAN
    assert patch <= PATCH


def test_pictures_are_small_and_tell_languages_apart() -> None:
    """One for each language, light enough for a repository; neighbours differ by more than the tolerance."""
    paths = sorted(FOLDER.glob("*.png"))
    assert {path.stem for path in paths} == set(LANGUAGES)
    assert all(path.stat().st_size <= MOST_BYTES for path in paths)
    images = [Image.open(path).convert("L") for path in paths]
    for one, other in pairwise(images):
        assert differences(one, other)[1] > PATCH


def regenerate() -> None:
    """Make the pictures anew, in 16 greys."""
    for language in LANGUAGES:
        grey = shown(language).quantize(16, dither=Image.Dither.NONE)
        grey.save(FOLDER / f"{language}.png", optimize=True)


if __name__ == "__main__":
    regenerate()
