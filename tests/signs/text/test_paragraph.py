"""Lines, sizes and the least of them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from signs.text.paragraph import POINT_MM, Measure, break_lines, fit, fit_name, least_size, set_paragraph


def test_least_size_follows_the_distance() -> None:
    """At the least size capitals are a three-hundredth of the distance high."""
    assert least_size(1.5) == 19.9
    assert 1500 / 300 <= least_size(1.5) * 0.714 * POINT_MM < 1500 / 300 + 0.05


def test_lines_are_even_and_end_without_spaces(boxy: Measure) -> None:
    """No word is left alone on the last line, and spaces at line ends are not drawn."""
    paragraph = set_paragraph("aaaa bbbb cccc dd", "en", "bold", 20, 16 * 0.55 * 20 * POINT_MM, 2, boxy)
    assert paragraph is not None
    assert [paragraph.text[a:b] for a, b, _ in paragraph.lines] == ["aaaa bbbb", "cccc dd"]


def test_a_piece_that_cannot_break_does_not_fit(boxy: Measure) -> None:
    """A Thai word that overflows does so visibly: it is refused, not cut."""
    word = "สาธารณะ"
    assert break_lines(word, "th", boxy(word, "th", "bold"), 3.0) is None
    assert fit(word, "th", "bold", (20, 60), 10, 3, boxy) is None


def test_names_rather_shrink_than_break(boxy: Measure) -> None:
    """A name a little too long stays on one line; a much longer one takes two."""
    ten, twenty = "一二三四五六七八九十", "一二三四五六七八九十" * 2
    one = fit_name(ten, "zh-Hans", "bold", (20, 60), 178, 3, boxy)
    two = fit_name(twenty, "zh-Hans", "bold", (20, 60), 178, 3, boxy)
    assert one is not None
    assert two is not None
    assert (len(one.lines), len(two.lines)) == (1, 2)
    assert 42 <= one.size_pt < 60


@given(st.text(st.sampled_from("ab 文字，–1"), min_size=1, max_size=40), st.floats(2, 30))
def test_lines_keep_within_the_limit(text: str, limit: float) -> None:
    """Every line fits, and the lines hold every character but spaces, in order."""
    widths = [1.0 if ord(char) > 0x2E80 else 0.5 for char in text]
    lines = break_lines(text, "zh-Hans", widths, limit)
    if lines is None:
        return
    assert all(width <= limit + 1e-6 for _, _, width in lines)
    assert "".join(text[a:b] for a, b, _ in lines).replace(" ", "") == text.replace(" ", "")


@given(st.text(st.sampled_from("ab 文字"), min_size=1, max_size=30), st.integers(20, 170))
def test_a_fitted_size_lies_between_its_limits(text: str, width: int) -> None:
    """What fits lies between the least and the wanted size, and half a point more would not fit."""

    def measure(value: str, lang: str, weight: str) -> tuple[float, ...]:
        return tuple(1.0 if ord(char) > 0x2E80 else 0.5 for char in value)

    found = fit(text, "zh-Hans", "bold", (10, 40), width, 2, measure)
    if found is None:
        assert set_paragraph(text, "zh-Hans", "bold", 10, width, 2, measure) is None
        return
    assert 10 <= found.size_pt <= 40
    assert found.width_mm <= width + 1e-6
    if found.size_pt < 39.5:
        assert set_paragraph(text, "zh-Hans", "bold", found.size_pt + 0.5, width, 2, measure) is None
