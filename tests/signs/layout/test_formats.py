"""Formats: least sizes and modules follow from distances, and large print is the same page said larger."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signs.designs import DESIGNS, Design
from signs.layout.formats import LARGE_PRINT, SCAN_RATIO, Role, large_print
from signs.text.paragraph import least_size
from tests.signs.samples import EVERY, NAMED

EACH = pytest.mark.parametrize("design", EVERY, ids=NAMED)


@EACH
def test_large_print_is_1_4_times_as_large(design: Design) -> None:
    """DIN 1450 asks 1.4 times for low vision: of every wanted size and every distance, so of the least sizes too.

    What is stamped on a sign is for those who hang it, and stays.
    """
    form, large = design.form, design.large().form
    assert LARGE_PRINT == 1.4
    assert large.roles.keys() == form.roles.keys()
    assert large.roles["stamp"] == form.roles["stamp"]
    for role, found in form.roles.items():
        if role == "stamp":
            continue
        assert large.roles[role].wanted_pt == pytest.approx(1.4 * found.wanted_pt)
        assert large.roles[role].distance_m == pytest.approx(1.4 * found.distance_m)
        assert large.least(role) == pytest.approx(1.4 * form.least(role), abs=0.15)
    assert (large.width, large.height, large.name) == (form.width, form.height, form.name)
    assert type(large) is type(form)
    assert large_print(form) is large_print(form)


@EACH
def test_large_print_says_less_but_something(design: Design) -> None:
    """At least the local language and another, and no more of anything than the usual print."""
    most, large = design.form.most, design.large().form.most
    assert 2 <= large.languages <= most.languages
    for field in ("icons", "lines", "texts", "room", "columns"):
        assert getattr(large, field) <= max(getattr(most, field), 4), field
    assert large.lines >= 1


@EACH
def test_margins_leave_the_trim_alone(design: Design) -> None:
    """What is printed stands within the margins, these within the trim."""
    form = design.form
    assert form.trim <= form.margin
    assert form.left == form.margin
    assert form.right == form.width - form.margin
    assert form.bottom == form.height - form.margin
    assert form.inner == form.right - form.left > 0


@EACH
def test_every_wanted_size_is_legible(design: Design) -> None:
    """No role is wanted smaller than it may be printed, nor smaller than five points."""
    for role, found in design.form.roles.items():
        assert 5 <= found.least_pt <= found.wanted_pt, role


@EACH
@given(st.integers(21, 57))
def test_modules_are_as_large_as_the_distance_asks(design: Design, modules: int) -> None:
    """A longer address makes the symbol larger and never its modules too small; the quiet zone is four of them."""
    form = design.form
    assert SCAN_RATIO == 340
    assert form.module(modules) >= form.scan_m * 1000 / SCAN_RATIO - 1e-9
    assert form.module(modules) * modules >= form.symbol - 1e-9
    assert form.quiet(modules) == pytest.approx(4 * form.module(modules))


def test_dirt_decides_the_level_of_correction() -> None:
    """What hangs on walls and doors is encoded at Q, what lies within reach at M, where larger modules help more."""
    levels = {
        kind: {design.form.correction for key, design in DESIGNS.items() if key[0] == kind} for kind, _ in DESIGNS
    }
    assert levels["poster"] == levels["decal"] == levels["direction"] == levels["notice"] == {"Q"}
    assert levels["card"] == levels["tent"] == {"M"}


@given(st.floats(0.2, 6))
def test_roles_take_their_least_size_from_the_distance(distance: float) -> None:
    """The least size is that of the distance, whatever is wanted."""
    assert Role(distance, 400.0).least_pt == least_size(distance)
