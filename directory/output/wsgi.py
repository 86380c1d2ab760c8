"""A published folder as a WSGI application (PEP 3333), so that any Python host answers as the preview does.

In: the folder, and a callable that makes what is missing in it. Out: an application for gunicorn, uWSGI, mod_wsgi and
the like. Names of hosts, encryption and limits of requests are the web server's business; here nothing but files is
given out, nothing is written, and no address leaves the folder (`serve.clean`).
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable
from dataclasses import replace
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import quote

from directory.output.headers import ASK, HEADERS
from directory.output.serve import Answer, MakeMissing, Site, part

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
METHODS = ("GET", "HEAD")


def application(folder: Path, make_missing: MakeMissing | None = None) -> Application:
    """Make the application of a published folder; it may be called by several threads at once."""
    site = Site(folder, make_missing)

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        try:
            given = _answer(site, environ)
        except Exception:  # a bug of ours: the host's log gets it, a stranger does not
            traceback.print_exc(file=environ["wsgi.errors"])
            given = Answer(HTTPStatus.INTERNAL_SERVER_ERROR, b"this could not be made\n")
        headers = {
            **HEADERS,
            "Cache-Control": ASK,
            **given.headers,
            "Content-Type": given.type,
            "Content-Length": str(len(given.body)),
            "Accept-Ranges": "bytes",
        }
        start_response(f"{given.status.value} {given.status.phrase}", list(headers.items()))
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [given.body]

    return answer


def _answer(site: Site, environ: dict[str, Any]) -> Answer:
    """Answer a request; the path of the application itself (SCRIPT_NAME) stands before that of every redirect."""
    if environ["REQUEST_METHOD"] not in METHODS:
        return Answer(HTTPStatus.METHOD_NOT_ALLOWED, b"only GET and HEAD\n", headers={"Allow": ", ".join(METHODS)})
    wanted = environ.get("HTTP_RANGE")
    accept = "" if wanted else environ.get("HTTP_ACCEPT_ENCODING", "")
    found = part(site.answer(_target(environ), accept), wanted)
    if "Location" not in found.headers:
        return found
    mount = quote(_bytes(environ.get("SCRIPT_NAME", "")).rstrip(b"/"))
    return replace(found, headers={**found.headers, "Location": f"{mount}{found.headers['Location']}"})


def _target(environ: dict[str, Any]) -> str:
    """Give the request target as it was on the wire; hosts hand over the path decoded."""
    path, query = quote(_bytes(environ.get("PATH_INFO", ""))) or "/", environ.get("QUERY_STRING", "")
    return f"{path}?{query}" if query else path


def _bytes(text: str) -> bytes:
    """Give back the bytes of a string of the environment: one character a byte (PEP 3333, "Unicode Issues")."""
    return text.encode("latin-1", "replace")
