"""The laws of a page with or without a symbol, and a count of what is printed, for signs of rows and of cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import combinations

from signs.layout.boxes import Layout
from signs.layout.formats import Format
from signs.text.paragraph import metrics
from tests.signs.page_laws import contents, inside, overlap, within_trim


def assert_laws(page: Layout, form: Format) -> None:
    """Assert that nothing overlaps but on its ground, nothing is near the trim, nothing is too small."""
    boxes, grounds, on_page = contents(page), [panel.box for panel in page.panels], within_trim(form)
    assert all(on_page(box) for box in (*boxes, *grounds))
    for one, other in combinations(boxes, 2):
        assert not overlap(one, other), (one, other)
    for first, second in combinations(grounds, 2):
        assert not overlap(first, second) or inside(second, first), (first, second)
    for ground in grounds:
        assert all(inside(box, ground) or not overlap(box, ground) for box in boxes), ground
    for text in page.texts:
        assert text.size_pt >= form.least(text.role) * metrics(text.lang).optical - 1e-6, text


def printed(pages: Iterable[Layout], role: str) -> Counter[tuple[str, str]]:
    """Count the texts of a role by language: those whose lines, put together, are the whole text."""
    found: Counter[tuple[str, str]] = Counter()
    for page in pages:
        said = ""
        for text in (text for text in page.texts if text.role == role):
            said = (said if text.start else "") + text.text[text.start : text.end]
            if said.replace(" ", "") == text.text.replace(" ", ""):
                found[text.text, text.lang] += 1
    return found
