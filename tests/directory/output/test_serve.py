"""The preview serves its folder as a static host would, and nothing else to nobody else."""

import http.client
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from directory.output.serve import Answer, PreviewServer, Site, clean, part, server
from directory.problem import Problem, error

PAGES = {
    "index.html": "home",
    "404.html": "lost",
    "en/index.html": "english",
    "en/a b.html": "space",
    "en/é.html": "accent",
    "Q/7K3FDG/index.html": "sign",
    ".hidden": "secret",
    ".well-known/security.txt": "mail",
    "app.mjs": "1",
    "site.webmanifest": "{}",
    "icon.svg": "<svg/>",
    "sign.pdf": "0123456789",
    "index.bin": "b",
    "odd.xyz": "x",
    "en\\win.html": "named with a backslash",
}


REFUSED = error("en/burnt.html", "oven", "too-hot", 300, "nothing can be baked", "wait")


def bake(path: str) -> bytes | Problem | None:
    """Make what is missing."""
    if path == "en/broken.html":
        raise ValueError("no flour")
    if path == "en/burnt.html":
        return REFUSED
    return b"baked" if path == "en/fresh.html" else None


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a published folder with a secret beside it and links out of it."""
    base = tmp_path_factory.mktemp("serve")
    root = base / "site"
    for path, text in PAGES.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)
    (base / "secret.txt").write_text("secret")
    (base / "site-secret").mkdir()
    (base / "site-secret/secret.txt").write_text("secret")
    (root / "link.txt").symlink_to("../secret.txt")
    (root / "linked").symlink_to("..")
    (root / "twin").symlink_to("../site-secret")
    (root / "inside.html").symlink_to("index.html")
    (root / "loop").symlink_to("loop")
    return root


@pytest.fixture(scope="module")
def preview(folder: Path) -> Iterator[PreviewServer]:
    """Give a running server."""
    opened = server(folder, "127.0.0.1", 0, bake)
    assert isinstance(opened, PreviewServer)
    thread = threading.Thread(target=opened.serve_forever, args=(0.01,))
    thread.start()
    yield opened
    opened.shutdown()
    thread.join()
    opened.server_close()


def ask(
    preview: PreviewServer, target: str, method: str = "GET", **headers: str
) -> tuple[int, bytes, http.client.HTTPMessage]:
    """Send a request target as it is; gives status, body and headers."""
    port = preview.server_address[1]
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.putrequest(method, target, skip_host=True)
    for name, value in {"Host": f"localhost:{port}", **headers}.items():
        connection.putheader(name, value)
    connection.endheaders()
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, body, answer.headers


@pytest.mark.parametrize(
    ("target", "body", "kind"),
    [
        ("/", b"home", "text/html; charset=utf-8"),
        ("/index.html?x=1", b"home", "text/html; charset=utf-8"),
        ("/en/", b"english", "text/html; charset=utf-8"),
        ("/en/a%20b.html", b"space", "text/html; charset=utf-8"),
        ("/en/%C3%A9.html", b"accent", "text/html; charset=utf-8"),
        ("/Q/7K3FDG/", b"sign", "text/html; charset=utf-8"),
        ("/.well-known/security.txt", b"mail", "text/plain; charset=utf-8"),
        ("/app.mjs", b"1", "text/javascript; charset=utf-8"),
        ("/site.webmanifest", b"{}", "application/manifest+json"),
        ("/icon.svg", b"<svg/>", "image/svg+xml"),
        ("/sign.pdf", b"0123456789", "application/pdf"),
        ("/index.bin", b"b", "application/octet-stream"),
        ("/odd.xyz", b"x", "application/octet-stream"),
        ("/inside.html", b"home", "text/html; charset=utf-8"),
        ("/en/fresh.html", b"baked", "text/html; charset=utf-8"),
    ],
)
def test_files(preview: PreviewServer, target: str, body: bytes, kind: str) -> None:
    """A file is sent whole with its type and the safe headers; HEAD sends the same without the body."""
    status, got, headers = ask(preview, target)
    assert (status, got, headers["Content-Type"]) == (200, body, kind)
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-cache"
    status, got, bare = ask(preview, target, "HEAD")
    assert (status, got, bare["Content-Length"]) == (200, b"", str(len(body)))


@pytest.mark.parametrize(
    ("target", "location"),
    [
        ("/en", "/en/"),
        ("/en?q=tea", "/en/?q=tea"),
        ("/q/7k3fdg/", "/Q/7K3FDG/"),
        ("/q/7K3FDG", "/Q/7K3FDG/"),
        ("/Q/7k3fdg/index.html", "/Q/7K3FDG/index.html"),
        ("/Q/7K3FDG", "/Q/7K3FDG/"),
        ("/q/evil/%0d%0aX", None),
        ("//localhost/en", None),
        ("/%2Flocalhost/en", None),
    ],
)
def test_redirects(preview: PreviewServer, target: str, location: str | None) -> None:
    """Folders get their slash and QR addresses their case; no redirect leaves the site."""
    status, _, headers = ask(preview, target)
    assert (status, headers["Location"]) == (301 if location else 404, location)


@pytest.mark.parametrize(
    "target",
    [
        "/../secret.txt",
        "/en/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/%2e%2e%2fsecret.txt",
        "/%252e%252e/secret.txt",
        "/..\\secret.txt",
        "/%5c..%5csecret.txt",
        "/..%c0%afsecret.txt",
        "/en/%00/../../secret.txt",
        "/index.html%00.txt",
        "//secret.txt",
        "/../site-secret/secret.txt",
        "/link.txt",
        "/linked/secret.txt",
        "/twin/secret.txt",
        "/en%5cwin.html",
        "/linked",
        "/linked/",
        "/loop",
        "/loop/x",
        "/.hidden",
        "/./.hidden",
        "/en/./index.html",
        "/nothing",
        "/" + "x" * 5000,
        "secret.txt",
        "http://localhost/index.html",
        "*",
    ],
)
def test_nothing_outside(preview: PreviewServer, target: str) -> None:
    """What is absent, malformed, hidden or outside is the site's own page with status 404."""
    status, body, _ = ask(preview, target)
    assert (status, body) == (404, b"lost")


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]", "LOCALHOST"])
def test_hosts_of_this_machine(preview: PreviewServer, host: str) -> None:
    """The names of this machine are answered to, with the port."""
    assert ask(preview, "/", Host=f"{host}:{preview.server_address[1]}")[0] == 200


@pytest.mark.parametrize(
    "host", ["evil.example:{}", "localhost", "localhost:1", "127.0.0.1.evil.example:{}", "", "0.0.0.0:{}"]
)
def test_other_hosts(preview: PreviewServer, host: str) -> None:
    """Every other name is misdirected: DNS rebinding gives a foreign page no way in."""
    assert ask(preview, "/", Host=host.format(preview.server_address[1]))[0] == 421


def test_a_page_that_fails(preview: PreviewServer) -> None:
    """A page that cannot be made says why, and the preview goes on."""
    assert ask(preview, "/en/broken.html")[:2] == (500, b"ValueError: no flour\n")
    assert ask(preview, "/")[0] == 200


def test_what_cannot_be_made_says_why(preview: PreviewServer) -> None:
    """The Problem is the answer, as plain text with status 404; what is nothing that is made keeps the site's page."""
    status, body, headers = ask(preview, "/en/burnt.html")
    assert (status, body.decode(), headers["Content-Type"]) == (404, f"{REFUSED}\n", "text/plain; charset=utf-8")


def test_other_methods(preview: PreviewServer) -> None:
    """Only reading is understood."""
    assert ask(preview, "/", "POST")[0] == 501


@pytest.mark.parametrize(
    ("wanted", "status", "body"),
    [
        ("bytes=2-4", 206, b"234"),
        ("bytes=7-", 206, b"789"),
        ("bytes=-2", 206, b"89"),
        ("bytes=5-99", 206, b"56789"),
        ("bytes=-99", 206, b"0123456789"),
        ("bytes=10-", 416, b""),
        ("bytes=-0", 416, b""),
        ("bytes=4-2", 416, b""),
        ("bytes=-", 200, b"0123456789"),
        ("bytes=0-1,3-4", 200, b"0123456789"),
        ("lines=1-2", 200, b"0123456789"),
    ],
)
def test_ranges(preview: PreviewServer, wanted: str, status: int, body: bytes) -> None:
    """A PDF reader may ask for one range of bytes (RFC 9110, 14.2)."""
    assert ask(preview, "/sign.pdf", Range=wanted)[:2] == (status, body)


def test_without_own_404(tmp_path: Path) -> None:
    """A folder without a 404.html still answers."""
    answer = Site(tmp_path).answer("/x")
    assert (answer.status, answer.body) == (404, b"not found\n")
    assert part(answer, "bytes=0-1") == Answer(answer.status, answer.body)


@pytest.mark.parametrize(("raw", "path"), [("/", ""), ("/a/", "a/"), ("/a/b", "a/b"), ("/a//", None), ("", None)])
def test_clean(raw: str, path: str | None) -> None:
    """A path is decoded once and checked afterwards."""
    assert clean(raw) == path


@pytest.mark.parametrize(
    ("host", "port", "code"), [("0.0.0.0", 0, "host-not-loopback"), ("127.0.0.1", 99999, "port-taken")]
)
def test_refused_servers(folder: Path, host: str, port: int, code: str) -> None:
    """Only loopback is served; an impossible port is a problem."""
    refused = server(folder, host, port)
    assert isinstance(refused, Problem)
    assert refused.code == code


def test_taken_port_and_missing_folder(preview: PreviewServer, folder: Path, tmp_path: Path) -> None:
    """A taken port and a missing folder are problems."""
    taken = server(folder, "127.0.0.1", preview.server_address[1])
    missing = server(tmp_path / "none", "127.0.0.1", 0)
    assert isinstance(taken, Problem)
    assert isinstance(missing, Problem)
    assert (taken.code, missing.code) == ("port-taken", "out-missing")
