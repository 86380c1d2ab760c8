"""Fixtures shared by all tests: the made-up city of `examples/small-city`, checked as of one day, and a browser."""

from __future__ import annotations

import datetime as dt
import gc
import os
import shutil
import sys
from collections.abc import Iterator
from functools import _lru_cache_wrapper
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from directory.dataset import load
from directory.model import Dataset
from tests.site.building import SHIPPED, once, publish

SMALL_CITY = Path(__file__).parent / "examples" / "small-city"
AS_OF = dt.date(2026, 11, 23)
ARGUMENTS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"),
]

# Laws are tried on the same inputs each time and without a clock, so that a slow machine changes no verdict.
settings.register_profile("steady", deadline=None, derandomize=True, database=None)
# The long campaign (`make test-long`) tries ten times as many inputs, and others each time.
settings.register_profile("long", deadline=None, max_examples=1000, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))


@pytest.fixture(scope="module", autouse=True)
def forgotten() -> Iterator[None]:
    """Forget what the code keeps for the next call, module by module, in the long campaign.

    A program keeps what it worked out for its one site; a campaign makes sites by the thousand, and would run out of
    memory.
    """
    yield
    if settings.get_current_profile_name() != "long":
        return
    ours = [module for name, module in sys.modules.items() if name.partition(".")[0] in ("directory", "signs", "tests")]
    for value in [value for module in ours for value in vars(module).values()]:
        if isinstance(value, _lru_cache_wrapper):
            value.cache_clear()
    gc.collect()


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


def chromium() -> str:
    """The system's browser; $CHROMIUM names another."""
    names = ("chromium", "chromium-browser", "google-chrome")
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    assert found, "no Chromium on this machine: run  make chromium  or set CHROMIUM"
    return found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for a worker."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The published folder of the shipped dataset; nobody writes into it."""

    def make(folder: Path) -> None:
        publish(SHIPPED, folder / "site", AS_OF.isoformat(), jobs=2)

    return once(tmp_path_factory, "shipped", make) / "site"
