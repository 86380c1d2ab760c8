"""The shipped site in the system's Chromium: served on loopback, other hosts cut off, every complaint a failure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route

from tests.serving import serving
from tests.site.conftest import facts, pages, site

__all__ = ["facts", "pages", "site"]

PHONE = {"width": 360, "height": 640}
TUESDAY_10 = dt.datetime(2026, 11, 24, 2, tzinfo=dt.UTC)  # ten in the morning in the city, eight hours ahead


@dataclass
class Watch:
    """What pages asked for and complained of: nothing may be asked of another host."""

    complaints: list[str] = field(default_factory=list)

    def guard(self, route: Route) -> None:
        """Let requests to this machine through; cut off and note all others."""
        address = urlsplit(route.request.url)
        if address.scheme in ("data", "blob", "file") or address.hostname == "127.0.0.1":
            route.continue_()
        else:
            self.complaints.append(f"asked {route.request.url}")
            route.abort()

    def over(self, context: BrowserContext) -> None:
        """Watch every page of a context."""
        context.route("**/*", self.guard)
        context.on("console", lambda message: self.complaints.append(message.text) if message.type == "error" else None)
        context.on("weberror", lambda fault: self.complaints.append(str(fault.error)))


@pytest.fixture(scope="session")
def base(shipped: Path) -> Iterator[str]:
    """The address of the shipped site on this machine, ending in a slash."""
    with serving(shipped) as address:
        yield address


@pytest.fixture
def watch() -> Iterator[Watch]:
    """Fails the test at its end if any page complained or asked another host for anything."""
    made = Watch()
    yield made
    assert made.complaints == []


Open = Callable[..., Page]


@pytest.fixture
def visit(browser: Browser, base: str, watch: Watch) -> Iterator[Open]:
    """Opens a page of the site: visit(path, now=None, **context settings). The clock stands at Tuesday ten o'clock."""
    contexts: list[BrowserContext] = []

    def opened(path: str, now: dt.datetime | None = TUESDAY_10, **settings: Any) -> Page:
        context = browser.new_context(**{"viewport": PHONE, "timezone_id": "Asia/Shanghai", "locale": "en", **settings})
        contexts.append(context)
        watch.over(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        if now:
            page.clock.set_fixed_time(now)
        page.goto(path if "://" in path else base + path)
        return page

    yield opened
    for context in contexts:
        context.close()
