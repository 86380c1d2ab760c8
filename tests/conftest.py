"""Fixtures shared by all tests: the made-up city of `examples/small-city`, checked as of one day."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import settings

from directory.dataset import load
from directory.model import Dataset

SMALL_CITY = Path(__file__).parent / "examples" / "small-city"
AS_OF = dt.date(2026, 11, 23)

# Laws are tried on the same inputs each time and without a clock, so that a slow machine changes no verdict.
settings.register_profile("steady", deadline=None, derandomize=True, database=None)
settings.load_profile("steady")


@pytest.fixture
def small_city() -> Path:
    """The folder of the made-up city; copy it before changing anything."""
    return SMALL_CITY


@pytest.fixture(scope="session")
def load_small_city() -> Dataset:
    """The made-up city, loaded; it has no problems in loading."""
    dataset, problems = load(SMALL_CITY)
    assert dataset is not None
    assert not problems, "\n".join(map(str, problems))
    return dataset
