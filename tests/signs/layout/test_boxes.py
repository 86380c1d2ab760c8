"""The search for the largest size, and paragraphs put into columns."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.signage.content import SignText
from signs.designs import DESIGNS
from signs.layout.boxes import LADDER, Overfull, largest, place, set_all, setting_of, stack, stack_height
from signs.text.paragraph import metrics
from tests.signs.samples import studio


@given(st.integers(-8, LADDER + 1), st.integers(-8, 4), st.integers(5, LADDER))
def test_the_first_step_that_fits_is_found(fits: int, first: int, last: int) -> None:
    """Whatever the first step is that fits, it is the one; if none does, the last one's failure is raised."""
    tried: list[int] = []

    def attempt(step: int) -> int:
        tried.append(step)
        if step < fits:
            raise Overfull("name", SignText(str(step), "en"))
        return step

    if fits > last:
        with pytest.raises(Overfull) as caught:
            largest(attempt, first, last)
        assert caught.value.text.value == str(last)
    else:
        assert largest(attempt, first, last) == max(first, fits)
    assert len(tried) <= 2 + (last - first).bit_length()
    assert all(first <= step <= last for step in tried)


@pytest.mark.parametrize("lang", ["en", "ar", "th"])
def test_sizes_come_down_the_ladder(lang: str) -> None:
    """From the wanted size to the least in equal steps, larger by the script's optical size."""
    form = DESIGNS["poster", "a4"].form
    found = [setting_of(form, lambda *_: ()).size_at("fact", step, lang) for step in range(LADDER + 1)]
    optical = metrics(lang).optical
    assert found[0] == pytest.approx(form.roles["fact"].wanted_pt * optical)
    assert found[-1] == pytest.approx(form.least("fact") * optical)
    steps = {round(a - b, 6) for a, b in pairwise(found)}
    assert len(steps) == 1


def test_settings_are_shared() -> None:
    """One setting for each format and measure, so that what was set is kept for the next sign."""
    form, measure = DESIGNS["poster", "a4"].form, studio(("en",)).measure
    assert setting_of(form, measure) is setting_of(form, measure)
    assert setting_of(DESIGNS["poster", "a5"].form, measure) is not setting_of(form, measure)


def test_lines_stand_below_one_another_at_their_side() -> None:
    """Left to right at the left edge, right to left at the right one, centred in the middle; nothing beyond."""
    found = setting_of(DESIGNS["poster", "a4"].form, studio(("en", "ar", "th")).measure)
    texts = [SignText("Step-free entrance and lift", "en"), SignText("مدخل بلا درج ومصعد", "ar")]
    both = set_all(texts, "fact", 0, "regular", 40, 4, found)
    block = stack(both, "fact", 10, 20, 40, "ink", 1)
    assert block.bottom == pytest.approx(20 + stack_height(both) + 1)
    for text in block.texts:
        edge = text.box.right == pytest.approx(50) if text.lang == "ar" else text.box.x == pytest.approx(10)
        assert edge
        assert text.box.y < text.baseline < text.box.bottom
        assert 10 - 1e-6 <= text.box.x <= text.box.right <= 50 + 1e-6
    tops = [text.box.y for text in block.texts]
    assert tops == sorted(tops)
    for text in place(both[0], "fact", 10, 20, 40, "ink", centred=True):
        assert text.box.x - 10 == pytest.approx(50 - text.box.right)


def test_what_does_not_fit_is_named() -> None:
    """The text that is too long at a step is raised, with its role."""
    found = setting_of(DESIGNS["poster", "a4"].form, studio(("en",)).measure)
    texts = [SignText("A", "en"), SignText("Unbreakable" * 9, "en")]
    with pytest.raises(Overfull) as caught:
        set_all(texts, "fact", LADDER, "bold", 40, 3, found)
    assert (caught.value.role, caught.value.text) == ("fact", texts[1])
