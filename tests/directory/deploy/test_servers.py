"""The examples for nginx and Caddy, run as they stand: headers of every file, QR addresses, what is missing.

The WSGI application answers the same questions, since one table stands behind all three.
"""

from __future__ import annotations

import gzip
import http.client
import os
import re
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from wsgiref.simple_server import WSGIRequestHandler, make_server

import brotli
import pytest

from directory.deploy.record import RECORD
from directory.output.headers import HEADERS, POLICY, TYPES, negotiated
from directory.output.wsgi import application
from tests.conftest import AS_OF, SMALL_CITY
from tests.directory.deploy.toy import deployed
from tests.site.building import ROOT, once, run

EXAMPLES = ROOT / "directory" / "deploy"
MERGED = "example-toilets"  # becomes part of the museum: its code has to go on working
NGINX = """
include /etc/nginx/modules-enabled/*.conf;
daemon off; master_process off; pid {folder}/pid; error_log stderr;
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/a; proxy_temp_path {folder}/b; fastcgi_temp_path {folder}/c;
    uwsgi_temp_path {folder}/d; scgi_temp_path {folder}/e;
    include {folder}/city.conf;
}}
"""
BROWSER = {"Accept-Encoding": "gzip, deflate, br, zstd"}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The made-up city, built after two of its places became one, and deployed into a folder."""

    def make(folder: Path) -> None:
        data = Path(shutil.copytree(SMALL_CITY, folder / "city"))
        (data / "venues" / "unplaced" / f"{MERGED}.toml").unlink()
        with (data / "redirects.csv").open("a", encoding="utf-8") as rows:
            rows.write(f"{MERGED},example-museum\n")
        out = folder / "out"
        words = ("--out", out, "--as-of", AS_OF.isoformat(), "--no-signs", "--jobs", "1")
        done = run("site", "--data", data, *words)
        assert done.returncode == 0, done.stderr
        for extension in TYPES:  # one file of each type that a site may hold, most too small to have copies
            (out / f"a file.{extension}").write_bytes(b"{}")
        (out / ".well-known").mkdir()
        (out / ".well-known/security.txt").write_text("Contact: mailto:nobody@city.example\n" * 9)
        deployed(out, folder / "to")
        (folder / "to/.secret").write_text("not of the site")

    return once(tmp_path_factory, "servers", make) / "to"


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def edited(text: str, *changes: tuple[str, str]) -> str:
    """Change an example where it says so; each place must be there once."""
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


@contextmanager
def process(port: int, *words: str, **environment: str) -> Iterator[None]:
    """Run a server until the block ends; it must listen within some seconds."""
    path = f"{os.environ['PATH']}:/usr/sbin"  # where Debian puts nginx, and only root looks
    with subprocess.Popen(
        words,
        env={**os.environ, "PATH": path, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as server:
        try:
            for _ in range(200):
                if server.poll() is not None:
                    break
                with socket.socket() as one:
                    if one.connect_ex(("127.0.0.1", port)) == 0:
                        yield
                        return
                time.sleep(0.05)
            server.kill()
            pytest.fail(f"{words[0]} does not listen: {server.stdout and server.stdout.read()}")
        finally:
            server.terminate()


@contextmanager
def nginx(root: Path, folder: Path) -> Iterator[int]:
    """The nginx example on a port of this machine."""
    port = free_port()
    example = (EXAMPLES / "nginx.conf").read_text("utf-8")
    ours = edited(
        example, ("\n    listen 80; ", f"\n    listen 127.0.0.1:{port}; "), ("root /srv/city;", f"root {root};")
    )
    (folder / "city.conf").write_text(ours, "utf-8")
    (folder / "nginx.conf").write_text(NGINX.format(folder=folder), "utf-8")
    with process(port, "nginx", "-c", str(folder / "nginx.conf")):
        yield port


@contextmanager
def caddy(root: Path, folder: Path) -> Iterator[int]:
    """The Caddy example on a port of this machine, as it stands."""
    port = free_port()
    (folder / "Caddyfile").write_text(f"{{\n\tadmin off\n}}\nimport {EXAMPLES / 'Caddyfile'}\n", "utf-8")
    places = {"CITY_ADDRESS": f"http://127.0.0.1:{port}", "CITY_ROOT": str(root), "HOME": str(folder)}
    homes = {"XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
    with process(
        port, "caddy", "run", "--adapter", "caddyfile", "--config", str(folder / "Caddyfile"), **places, **homes
    ):
        yield port


class Quiet(WSGIRequestHandler):
    """Says nothing of its requests."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the name is the base class's
        """Stay quiet."""


@contextmanager
def wsgi(root: Path, folder: Path) -> Iterator[int]:
    """The WSGI application on a port of this machine."""
    with make_server("127.0.0.1", 0, application(root), handler_class=Quiet) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


SERVERS: Mapping[str, Callable[[Path, Path], AbstractContextManager[int]]] = {
    "nginx": nginx,
    "caddy": caddy,
    "wsgi": wsgi,
}


@pytest.fixture(scope="module", params=list(SERVERS))
def port(request: pytest.FixtureRequest, root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """A running server of the deployed site."""
    with SERVERS[request.param](root, tmp_path_factory.mktemp(request.param)) as found:
        yield found


Reply = tuple[int, http.client.HTTPMessage, bytes]


def ask(port: int, target: str, method: str = "GET", **headers: str) -> Reply:
    """Ask a server for a target as it is; underscores in names of headers are dashes."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, target, headers={"Host": f"127.0.0.1:{port}", **names})
    reply = connection.getresponse()
    body = reply.read()
    connection.close()
    return reply.status, reply.headers, body


def decoded(headers: http.client.HTTPMessage, body: bytes) -> bytes:
    """Undo the content coding of a body."""
    undo: dict[str | None, Callable[[bytes], bytes]] = {None: bytes, "br": brotli.decompress, "gzip": gzip.decompress}
    return undo[headers["Content-Encoding"]](body)


def files(root: Path) -> dict[str, Path]:
    """The files of the site, without their copies and without what is not of the site."""
    found = {path.relative_to(root).as_posix(): path for path in sorted(root.rglob("*")) if path.is_file()}
    assert {RECORD, ".secret"} <= found.keys()
    return {
        name: path
        for name, path in found.items()
        if name not in (RECORD, ".secret") and not (name[:-3] in found and name.endswith((".br", ".gz")))
    }


def copies(path: Path) -> set[str]:
    """The codings in which a file lies there."""
    return {
        coding for suffix, coding in (("br", "br"), ("gz", "gzip")) if path.with_name(f"{path.name}.{suffix}").exists()
    }


@pytest.mark.parametrize("accept", ["gzip, deflate, br, zstd", "gzip", ""])
def test_every_file_has_its_headers(port: int, root: Path, accept: str) -> None:
    """Bytes, type, caching, policy and safe headers of every file; the best coding of those that lie there."""
    seen = set()
    for name, path in files(root).items():
        target = "/" + name.replace(" ", "%20")
        status, headers, body = ask(port, target, Accept_Encoding=accept)
        assert status == 200, name
        assert decoded(headers, body) == path.read_bytes(), name
        there = copies(path)
        best = next((coding for coding in ("br", "gzip") if coding in accept and coding in there), None)
        assert headers["Content-Encoding"] == best, name
        assert headers["Content-Type"] == TYPES[name.rpartition(".")[2]], name
        expected = negotiated(name)
        for key, value in expected.items():
            assert headers.get_all(key) == [value], (name, key)
        for key in {"Content-Security-Policy", "Vary"} - expected.keys():
            assert headers[key] is None, (name, key)
        seen.add(best)
    assert seen == {"gzip, deflate, br, zstd": {"br", None}, "gzip": {"gzip", None}, "": {None}}[accept]


def test_folders_show_their_pages(port: int, root: Path) -> None:
    """The root offers all languages without sending anybody on; a language's folder is its home page."""
    for target, name in (("/", "index.html"), ("/en/", "en/index.html"), ("/ar/", "ar/index.html")):
        status, headers, body = ask(port, target, **BROWSER, Accept_Language="ar")
        assert (status, decoded(headers, body)) == (200, (root / name).read_bytes())
        assert headers["Content-Type"] == "text/html; charset=utf-8"
        assert headers["Cache-Control"] == negotiated(name)["Cache-Control"]
        assert headers["Content-Security-Policy"] == POLICY
    status, headers, _ = ask(port, "/en")
    assert (status in (301, 308), headers["Location"]) == (True, "/en/")


def codes(root: Path) -> list[str]:
    """Every code that the site has a page for."""
    return sorted(path.name for path in (root / "Q").iterdir())


def test_qr_addresses(port: int, root: Path) -> None:
    """The address on a sign is answered at once, for every code ever given out, also those of merged places."""
    found = codes(root)
    assert len(found) >= 6
    for code in found:
        status, headers, body = ask(port, f"/Q/{code}/", **BROWSER)
        assert (status, decoded(headers, body)) == (200, (root / "Q" / code / "index.html").read_bytes())
        assert headers["Content-Type"] == "text/html; charset=utf-8"
        assert headers["Cache-Control"] == "no-cache"
        assert headers["Content-Security-Policy"] == POLICY
    merged = [code for code in found if b"venue/example-museum.html" in (root / "Q" / code / "index.html").read_bytes()]
    assert len(merged) == 2, "the museum's own code and that of the place which became part of it"


@pytest.mark.parametrize(
    "form", ["/Q/{}", "/q/{}", "/q/{}/", "/Q/{lower}", "/Q/{lower}/", "/q/{lower}", "/q/{lower}/", "/q/{mixed}"]
)
def test_qr_addresses_typed_by_hand(port: int, root: Path, form: str) -> None:
    """Lower case, a missing slash: one redirect leads to the one address, and stays on this site."""
    for code in codes(root):
        target = form.format(code, lower=code.lower(), mixed=code[:3] + code[3:].lower())
        if target == f"/Q/{code}/":
            continue
        status, headers, _ = ask(port, target)
        assert (status in (301, 308), headers["Location"]) == (True, f"/Q/{code}/"), target


@pytest.mark.parametrize(
    "target",
    [
        "/en/venue/no-such-place.html",
        "/no/such/folder/",
        "/Q/EX0000/",
        "/q/ex0000o/x",
        "/Q/",
        f"/{RECORD}",
        "/.secret",
        "/en/.secret",
        "/.git/config",
        "/%2e%2e/secret",
        "/..%2f..%2fetc%2fpasswd",
    ],
)
def test_what_is_not_there(port: int, root: Path, target: str) -> None:
    """The site's own page in all languages, with status 404, not kept; hidden files are not there."""
    status, headers, body = ask(port, target, **BROWSER)
    if status == 400:  # a server may call a path that leads out of the site a bad request
        assert ".." in target.replace("%2e", ".")
        return
    if status == 301:
        status, headers, body = ask(port, headers["Location"], **BROWSER)
    assert (status, decoded(headers, body)) == (404, (root / "404.html").read_bytes())
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert headers["Cache-Control"] == "no-cache"
    for key, value in HEADERS.items():
        assert headers.get_all(key) == [value], key


def test_other_methods(port: int) -> None:
    """HEAD has the headers of GET and no body; nothing can be sent to a static site."""
    status, headers, _ = ask(port, "/en/index.html")
    bare_status, bare, body = ask(port, "/en/index.html", "HEAD")
    assert (bare_status, body) == (status, b"")
    assert bare["Content-Length"] == headers["Content-Length"]
    assert ask(port, "/en/index.html", "POST")[0] == 405


@pytest.mark.parametrize("name", ["nginx", "caddy"])
def test_a_copy_that_is_still_good_is_not_sent_again(name: str, root: Path, tmp_path: Path) -> None:
    """Every file has an ETag, and asking with it is answered by 304 without a body, in the same coding."""
    with SERVERS[name](root, tmp_path) as port:
        for target in ("/Q/EX0015/", "/en/index.html", "/assets/search/core.en.bin"):
            _, headers, _ = ask(port, target, **BROWSER)
            assert headers["ETag"], target
            status, _, body = ask(port, target, **BROWSER, If_None_Match=headers["ETag"])
            assert (status, body) == (304, b""), target


def test_the_examples_name_every_type() -> None:
    """A type that joins the table of headers joins both examples."""
    for name in ("nginx.conf", "Caddyfile"):
        text = (EXAMPLES / name).read_text("utf-8")
        for extension, kind in TYPES.items():
            if extension != "bin":  # the type of everything else
                assert re.search(rf"\b{extension}\b", text), (name, extension)
                assert kind.partition(";")[0] in text


def test_old_addresses_lead_on(port: int) -> None:
    """The page of a place that was renamed, or became part of another, leads to that of today in every language."""
    for slug in ("en", "ar", "zh-hans"):
        for old, new in (("tea-pavilion", "new-teahouse"), (MERGED, "example-museum")):
            status, headers, body = ask(port, f"/{slug}/venue/{old}.html", **BROWSER)
            assert status == 200, old
            assert f'content="0; url={new}.html"' in decoded(headers, body).decode()
            assert ask(port, f"/{slug}/venue/{new}.html")[0] == 200
