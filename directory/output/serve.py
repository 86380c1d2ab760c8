"""Preview a published folder on this machine: a loopback web server that answers as a plain static host would.

In: the folder, and a callable that makes what is missing in it. Rules of the addresses: a folder shows its index.html,
`/q/<code>/` leads to `/Q/<CODE>/` (QR addresses are upper case), what is absent is 404.html with status 404, what
cannot be made is 404 too, with the reason as plain text. `wsgi` answers by the same rules on any host.
Nothing outside the folder is ever read, and only names of this machine are answered to: a page of another site whose
name was pointed at 127.0.0.1 (DNS rebinding) is turned away.
"""

from __future__ import annotations

import os
import re
import socket
import sys
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote, unquote_to_bytes

from directory.output.headers import (
    ASK,
    ENCODINGS,
    HEADERS,
    TYPES,
    acceptable,
    compressible,
    content_type,
    negotiated,
)
from directory.problem import Problem, error

MakeMissing = Callable[[str], bytes | Problem | None]
"""(path) -> what is made of it, a Problem that says why it cannot be, or None for what is nothing that is made."""

LOOPBACK = {"127.0.0.1", "::1", "localhost"}
QR_ADDRESS = re.compile(r"[qQ]/([0-9A-Za-z]+)(/.*)?", re.DOTALL)
RANGE = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})")


@dataclass(frozen=True)
class Answer:
    """What is sent back: a status, a body, and the headers beyond the usual ones."""

    status: HTTPStatus
    body: bytes = b""
    type: str = "text/plain; charset=utf-8"
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Site:
    """A published folder as a web server sees it. `make_missing` is called by one thread at a time."""

    root: Path
    make_missing: MakeMissing | None = None
    making: threading.Lock = field(default_factory=threading.Lock, compare=False, repr=False)

    def answer(self, target: str, accept: str = "") -> Answer:
        """Answer a request target (path and query, as on the wire); `accept` is its Accept-Encoding."""
        raw, _, query = target.partition("?")
        path = clean(raw)
        if path is None:
            return self.missing()
        if (code := QR_ADDRESS.fullmatch(path)) and (right := _qr_path(code)) != path:
            return _moved(right, query)
        if path and not path.endswith("/") and self._is_folder(path):
            return _moved(path + "/", query)
        name = path + "index.html" if not path or path.endswith("/") else path
        data = self.read(name)
        if isinstance(data, Problem):  # whoever asked for it must learn why it cannot be
            return Answer(HTTPStatus.NOT_FOUND, f"{data}\n".encode())
        return self._found(name, data, accept) if data is not None else self.missing()

    def _found(self, name: str, data: bytes, accept: str) -> Answer:
        """Answer with a file, or with the compressed copy beside it that the client takes."""
        for suffix in acceptable(accept) if compressible(name) else ():
            copy = self._inside(f"{name}.{suffix}")
            if copy is not None and os.path.isfile(copy):  # noqa: PTH113  never raises, even for a name too long
                said = {**negotiated(name), "Content-Encoding": ENCODINGS[suffix]}
                return Answer(HTTPStatus.OK, copy.read_bytes(), content_type(name), said)
        return Answer(HTTPStatus.OK, data, content_type(name), negotiated(name))

    def missing(self) -> Answer:
        """Answer what is not there: the site's own page, with status 404."""
        data = self.read("404.html")
        own = isinstance(data, bytes) and data
        if not own:
            return Answer(HTTPStatus.NOT_FOUND, b"not found\n")
        return Answer(HTTPStatus.NOT_FOUND, own, TYPES["html"], negotiated("404.html"))

    def read(self, path: str) -> bytes | Problem | None:
        """Read a file of the folder, or have it made; None if there is none, or it lies outside.

        What is made is answered and not kept: only a build writes into the folder.
        """
        real = self._inside(path)
        if real is not None and os.path.isfile(real):  # noqa: PTH113  never raises, even for a name too long
            return real.read_bytes()
        if self.make_missing is None or real is None:
            return None
        with self.making:  # what makes missing files need not be safe for threads
            return self.make_missing(path)

    def _is_folder(self, path: str) -> bool:
        real = self._inside(path)
        return real is not None and os.path.isdir(real)  # noqa: PTH112  never raises

    def _inside(self, path: str) -> Path | None:
        """Follow all links of a clean path; None if they leave the folder."""
        root = self.root.resolve()
        try:
            real = (root / path).resolve()
        except (OSError, RuntimeError, ValueError):  # a loop of links, or a name too long
            return None
        return real if real.is_relative_to(root) else None


def clean(raw: str) -> str | None:
    """Decode the path of a request, once, and check it afterwards: "" is the root, None is not a path of a site.

    Refused are what is not UTF-8, control characters, backslashes, empty and hidden segments (so "." and ".." too).
    """
    if not raw.startswith("/"):
        return None
    try:
        path = unquote_to_bytes(raw).decode("utf-8")[1:]
    except UnicodeDecodeError:
        return None
    segments = path.removesuffix("/").split("/") if path else []
    if "\\" in path or not path.isprintable():
        return None
    well_known = segments[:1] == [".well-known"]  # RFC 8615
    if any(not segment or segment.startswith(".") for segment in segments[well_known:]):
        return None
    return path


def _qr_path(code: re.Match[str]) -> str:
    """Give the one right form of a QR address."""
    rest = code[2] or "/"
    return f"Q/{code[1].upper()}{rest}"


def _moved(path: str, query: str) -> Answer:
    """Lead to another path of this site; the location is built from a clean path, so it cannot leave the site."""
    suffix = f"?{query}" if query and query.isascii() and query.isprintable() and " " not in query else ""
    return Answer(HTTPStatus.MOVED_PERMANENTLY, headers={"Location": "/" + quote(path) + suffix})


def part(answer: Answer, wanted: str | None) -> Answer:
    """Cut an answer to the one range of bytes that a PDF reader asks for (RFC 9110, 14.2); others are ignored."""
    asked = RANGE.fullmatch(wanted or "")
    if answer.status is not HTTPStatus.OK or asked is None or asked[1] == asked[2] == "":
        return answer
    size = len(answer.body)
    first = int(asked[1]) if asked[1] else max(0, size - int(asked[2]))
    last = min(int(asked[2]), size - 1) if asked[1] and asked[2] else size - 1
    if first > last:
        unmet = HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE
        return Answer(unmet, headers={"Content-Range": f"bytes */{size}"})
    extent = {**answer.headers, "Content-Range": f"bytes {first}-{last}/{size}"}
    return Answer(HTTPStatus.PARTIAL_CONTENT, answer.body[first : last + 1], answer.type, extent)


class PreviewServer(ThreadingHTTPServer):
    """The server of one site; it has its port when made and serves when told (`serve_forever`)."""

    daemon_threads = True

    def __init__(self, site: Site, host: str, port: int) -> None:
        self.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self.site = site
        super().__init__((host, port), Handler)

    def knows(self, host: str | None) -> bool:
        """Tell whether a Host header names this machine and this port."""
        port = self.server_address[1]
        names = {"localhost", "127.0.0.1", "[::1]"}
        allowed = {f"{name}:{port}" for name in names} | (names if port == 80 else set())
        return (host or "").lower() in allowed

    @property
    def address(self) -> str:
        """The address to open."""
        host = self.server_address[0]
        host = host if isinstance(host, str) else str(host)
        return f"http://{f'[{host}]' if ':' in host else host}:{self.server_address[1]}/"


class Handler(BaseHTTPRequestHandler):
    """Reads one request and sends the site's answer."""

    server: PreviewServer
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "preview", ""
    timeout = 30

    def do_GET(self) -> None:
        """Send a file."""
        self._send(self._answer(), body=True)

    def do_HEAD(self) -> None:
        """Send a file's headers."""
        self._send(self._answer(), body=False)

    def _answer(self) -> Answer:
        if not self.server.knows(self.headers.get("Host")):
            return Answer(HTTPStatus.MISDIRECTED_REQUEST, b"this server answers to localhost only\n")
        try:
            whole = "Range" not in self.headers  # a part is cut from the bytes that have no content coding
            answer = self.server.site.answer(self.path, self.headers.get("Accept-Encoding", "") if whole else "")
        except Exception as fault:  # a page that fails to be made must not end the preview
            return Answer(HTTPStatus.INTERNAL_SERVER_ERROR, f"{type(fault).__name__}: {fault}\n".encode())
        return part(answer, self.headers.get("Range"))

    def _send(self, answer: Answer, body: bool) -> None:
        self.send_response(answer.status)
        # Whoever looks at a site while building it wants to see the last build: nothing is kept unasked.
        for name, value in {**HEADERS, **answer.headers, "Cache-Control": ASK}.items():
            self.send_header(name, value)
        self.send_header("Content-Type", answer.type)
        self.send_header("Content-Length", str(len(answer.body)))
        self.send_header("Accept-Ranges", "bytes")
        self.end_headers()
        if body:
            try:
                self.wfile.write(answer.body)
            except ConnectionError:  # whoever asked went away meanwhile
                self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the name is the base class's
        """Stay quiet: a preview's requests interest nobody."""


def server(out: Path, host: str, port: int, make_missing: MakeMissing | None = None) -> PreviewServer | Problem:
    """Open a preview server; port 0 takes any free one. Only loopback addresses are served."""
    if host not in LOOPBACK:
        hint = f"expected one of: {', '.join(sorted(LOOPBACK))}"
        return error("serve", "host", "host-not-loopback", host, "the preview is for this machine only", hint)
    if not out.is_dir():
        return error(str(out), "", "out-missing", out, "there is no such folder to show", "build it first")
    try:
        return PreviewServer(Site(out, make_missing), host, port)
    except (OSError, OverflowError) as fault:
        return error("serve", "port", "port-taken", port, f"the port cannot be opened ({fault})", "choose another")


def serve(
    out: Path, host: str = "127.0.0.1", port: int = 8000, make_missing: MakeMissing | None = None
) -> Problem | None:
    """Show a published folder until interrupted (Ctrl-C); tells its address on stderr."""
    opened = server(out, host, port, make_missing)
    if isinstance(opened, Problem):
        return opened
    with opened:
        print(f"{opened.address}  (Ctrl-C ends)", file=sys.stderr, flush=True)
        try:
            opened.serve_forever()
        except KeyboardInterrupt:
            return None
    return None
