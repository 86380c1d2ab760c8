"""As a WSGI application a folder answers what the preview answers, by the protocol's own validator."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from wsgiref.types import WSGIApplication
from wsgiref.util import setup_testing_defaults
from wsgiref.validate import validator

import pytest

from directory.output.serve import Site
from directory.output.wsgi import application
from directory.problem import Problem, error

REFUSED = error("signs/x", "kind", "sign-nothing", "halal", "nothing is known", "ask first")


def make(path: str) -> bytes | Problem | None:
    """Make what is missing."""
    if path == "signs/broken.pdf":
        raise ValueError("no paper")
    made: dict[str, bytes | Problem] = {"signs/a.pdf": b"%PDF-made", "signs/x.pdf": REFUSED}
    return made.get(path)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A published folder with a secret beside it."""
    root = tmp_path / "site"
    for path, text in {
        "index.html": "home",
        "404.html": "lost",
        "en/é b.html": "accent",
        "ready.pdf": "0123456789",
    }.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)
    (tmp_path / "secret.txt").write_text("secret")
    (root / "link.txt").symlink_to("../secret.txt")
    return root


def ask(app: WSGIApplication, path: str, method: str = "GET", **environ: str) -> tuple[str, dict[str, str], bytes]:
    """Ask an application through the validator of PEP 3333; `path` is percent-decoded, as hosts hand it over."""
    given: list[tuple[str, list[tuple[str, str]]]] = []
    request = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path.encode().decode("latin-1"),
        "SCRIPT_NAME": "",
        "QUERY_STRING": "",
        **environ,
    }
    setup_testing_defaults(request)

    def start_response(status: str, headers: list[tuple[str, str]], fault: Any = None) -> Callable[[bytes], object]:
        given.append((status, headers))
        return len

    result = validator(app)(request, start_response)
    body = b"".join(result)
    result.close()  # type: ignore[attr-defined]  # the validator's own iterator has one
    [(status, headers)] = given
    return status, dict(headers), body


@pytest.mark.parametrize(
    ("path", "status", "kind", "body"),
    [
        ("/", "200 OK", "text/html; charset=utf-8", b"home"),
        ("/en/é b.html", "200 OK", "text/html; charset=utf-8", b"accent"),
        ("/ready.pdf", "200 OK", "application/pdf", b"0123456789"),
        ("/signs/a.pdf", "200 OK", "application/pdf", b"%PDF-made"),
        ("/signs/x.pdf", "404 Not Found", "text/plain; charset=utf-8", f"{REFUSED}\n".encode()),
        ("/nothing", "404 Not Found", "text/html; charset=utf-8", b"lost"),
    ],
)
def test_answers(folder: Path, path: str, status: str, kind: str, body: bytes) -> None:
    """Files, what is made, why it cannot be made, what is not there; HEAD is the same without a body."""
    app = application(folder, make)
    got, headers, found = ask(app, path)
    assert (got, headers["Content-Type"], found) == (status, kind, body)
    assert headers["X-Content-Type-Options"] == "nosniff"
    got, bare, found = ask(app, path, "HEAD")
    assert (got, bare, found) == (status, headers, b"")


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/en/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/..\\secret.txt",
        "//secret.txt",
        "/link.txt",
        "/\x00",
        "",
        "/" + "x" * 5000,
    ],
)
def test_nothing_outside(folder: Path, path: str) -> None:
    """No path leaves the folder; the empty one is the root."""
    status, _, body = ask(application(folder, make), path)
    assert (status, body) == (("200 OK", b"home") if not path else ("404 Not Found", b"lost"))


def test_bytes_that_are_no_text(folder: Path) -> None:
    """A path that is not UTF-8 is no path of a site."""
    assert ask(application(folder), "/", PATH_INFO="/\xff\xfe")[0] == "404 Not Found"


@pytest.mark.parametrize("mount", ["", "/city", "/stadt é".encode().decode("latin-1")])
def test_redirects_stay_under_the_mount(folder: Path, mount: str) -> None:
    """A folder gets its slash, below the path at which the application is mounted."""
    status, headers, _ = ask(application(folder), "/en", SCRIPT_NAME=mount, QUERY_STRING="q=1")
    assert status == "301 Moved Permanently"
    assert headers["Location"] == {"": "", "/city": "/city"}.get(mount, "/stadt%20%C3%A9") + "/en/?q=1"


def test_a_range_of_bytes(folder: Path) -> None:
    """A PDF reader may ask for a part (RFC 9110, 14.2)."""
    status, headers, body = ask(application(folder), "/ready.pdf", HTTP_RANGE="bytes=2-4")
    assert (status, headers["Content-Range"], body) == ("206 Partial Content", "bytes 2-4/10", b"234")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_other_methods(folder: Path, method: str) -> None:
    """Only reading is understood."""
    status, headers, _ = ask(application(folder), "/", method)
    assert (status, headers["Allow"]) == ("405 Method Not Allowed", "GET, HEAD")


def test_a_file_that_fails_to_be_made(folder: Path) -> None:
    """A bug of ours is status 500 for this request, and tells a stranger nothing."""
    status, _, body = ask(application(folder, make), "/signs/broken.pdf")
    assert status == "500 Internal Server Error"
    assert b"no paper" not in body


def test_one_at_a_time_is_made_and_nothing_is_written(folder: Path) -> None:
    """Requests at once all are answered, what makes files is never entered twice, and the folder stays as it was."""
    inside, most = 0, 0
    before = sorted(folder.rglob("*"))

    def slow(path: str) -> bytes:
        nonlocal inside, most
        inside += 1
        most = max(most, inside)
        time.sleep(0.002)  # long enough for another thread to come in
        inside -= 1
        return path.encode()

    app = application(folder, slow)
    with ThreadPoolExecutor(8) as pool:
        found: Iterator[tuple[str, dict[str, str], bytes]] = pool.map(lambda n: ask(app, f"/signs/{n}.pdf"), range(40))
        assert [body for _, _, body in found] == [f"signs/{n}.pdf".encode() for n in range(40)]
    assert most == 1
    assert sorted(folder.rglob("*")) == before


def test_a_problem_is_the_same_from_the_preview(folder: Path) -> None:
    """The preview says why a sign cannot be made, in the same words."""
    answer = Site(folder, make).answer("/signs/x.pdf")
    assert (answer.status, answer.type, answer.body.decode().strip()) == (
        404,
        "text/plain; charset=utf-8",
        str(REFUSED),
    )


def test_compressed_copies_are_sent_to_who_takes_them(tmp_path: Path) -> None:
    """The copy beside a file is its body in another coding; a part is always one of the file itself."""
    bodies = {"a.html": b"0123456789", "a.html.br": b"B", "a.html.gz": b"G", "b.pdf": b"P", "b.pdf.gz": b"X"}
    for name, data in bodies.items():
        (tmp_path / name).write_bytes(data)
    app = application(tmp_path)
    for accept, coding, body in (("gzip, br", "br", b"B"), ("gzip", "gzip", b"G"), ("", None, b"0123456789")):
        _, headers, got = ask(app, "/a.html", HTTP_ACCEPT_ENCODING=accept)
        assert (headers.get("Content-Encoding"), got) == (coding, body)
        assert headers["Vary"] == "Accept-Encoding"
        assert headers["Content-Type"] == "text/html; charset=utf-8"
        assert "max-age=300" in headers["Cache-Control"]
    status, headers, got = ask(app, "/a.html", HTTP_ACCEPT_ENCODING="br", HTTP_RANGE="bytes=0-1")
    assert (status, headers.get("Content-Encoding"), got) == ("206 Partial Content", None, b"01")
    assert ask(app, "/b.pdf", HTTP_ACCEPT_ENCODING="gzip")[2] == b"P"
