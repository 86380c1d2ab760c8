"""A browser with the engine and small indexes, served from loopback; one of each for all tests of search."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from directory.pages.smaller import scripts
from directory.search import write
from tests.directory.search.cities import large, sharded, small

SCRIPTS = Path(__file__).parents[3] / "templates" / "assets" / "js"
POLICY = "default-src 'none'; script-src 'self'; connect-src 'self'; worker-src 'self'"
BLANK = '<!doctype html><html lang="en"><title>search</title>'


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves a folder under the site's content security policy, and writes no log."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def end_headers(self) -> None:
        """Send the policy with every answer."""
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the scripts, and the indexes of two cities."""
    root = tmp_path_factory.mktemp("site")
    sources = {script.name: script.read_text("utf-8") for script in SCRIPTS.glob("search-*.js")}
    for name, text in scripts(sources).items():  # as they are published: a minifier can be wrong
        (root / name).write_text(text, "utf-8")
    for name, files in (("small", write(small())), ("large", write(large())), ("shards", sharded())):
        (root / name).mkdir()
        for file, data in files.items():
            (root / name / file).write_bytes(data)
    (root / "blank.html").write_text(BLANK)
    return root


@pytest.fixture(scope="session")
def site(folder: Path) -> Iterator[str]:
    """The address at which the folder is served."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def page(browser: Browser, site: str) -> Iterator[Page]:
    """A blank page of the site; an error in it fails the test."""
    context = browser.new_context(base_url=site)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto("/blank.html")
    yield page
    context.close()
    assert not errors
