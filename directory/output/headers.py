"""What a web server says of a file besides its bytes: media type, how long a copy is good, what a page may load.

A leaf. In: the path of a published file. Out: its headers, for the preview and the WSGI application, for object
storage, and as the table that the examples for nginx and Caddy are tested against.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

# Own table: the system's (mimetypes) differs from machine to machine. Names: the IANA registry of media types.
TYPES = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",  # RFC 9239
    "mjs": "text/javascript; charset=utf-8",
    "json": "application/json",
    "map": "application/json",
    "geojson": "application/geo+json",
    "jsonld": "application/ld+json",
    "webmanifest": "application/manifest+json",
    "xml": "application/xml",
    "txt": "text/plain; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "vcf": "text/vcard; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
    "svg": "image/svg+xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "webp": "image/webp",
    "ico": "image/vnd.microsoft.icon",
    "woff2": "font/woff2",
    "pdf": "application/pdf",
    "zip": "application/zip",
    "gz": "application/gzip",
    "wasm": "application/wasm",
    "bin": "application/octet-stream",
}
# Formats that are compressed in themselves; brotli and gzip would only make them slower.
DENSE = frozenset({"png", "jpg", "webp", "woff2", "pdf", "zip", "gz", "br"})
ENCODINGS = {"br": "br", "gz": "gzip"}  # suffix of a compressed copy -> its content coding (RFC 9110, 8.4.1; RFC 7932)

# The policy that every page carries in itself too (CSP level 3); frame-ancestors works in a header only.
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "worker-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
)
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "SAMEORIGIN",
}


@dataclass(frozen=True)
class Rule:
    """Which paths may be kept how long (Cache-Control), and why."""

    paths: re.Pattern[str]
    caching: str
    why: str


ASK = "no-cache"  # kept, but asked for again before each use: RFC 9111, 5.2.2.4
SHORT = "public, max-age=300, stale-while-revalidate=3600"  # RFC 9111, 5.2.2.1; RFC 5861, 3
HOUR = "public, max-age=3600"
YEAR = "public, max-age=31536000, immutable"  # RFC 8246, 2

# The first rule that fits the whole path counts.
RULES = (
    Rule(re.compile(r"assets/[^/]+\.[0-9a-f]{16}\.[a-z0-9]+"), YEAR, "the name changes with the contents"),
    Rule(re.compile(r"assets/search/.+"), ASK, "the files of an index belong together: one must not outlive another"),
    Rule(re.compile(r"(Q|signs)/.+"), ASK, "whether a sign is out of date is asked today"),
    Rule(re.compile(r"404\.html"), ASK, "what is missing now may be there tomorrow"),
    Rule(re.compile(r"data/.+|robots\.txt|sitemap[^/]*\.xml"), HOUR, "programs read them, and not by the minute"),
    Rule(re.compile(r".+\.html"), SHORT, "a page is made anew once a day; its assets stay for two versions"),
)


def extension(path: str) -> str:
    """Give what stands after the last dot of a path, in lower case."""
    return path.rpartition(".")[2].lower()


def content_type(path: str) -> str:
    """Give the media type of a file by its name; unknown ones are bytes."""
    return TYPES.get(extension(path), TYPES["bin"])


def caching(path: str) -> str:
    """Give the Cache-Control of a published file; what no rule knows is asked for again each time."""
    return next((rule.caching for rule in RULES if rule.paths.fullmatch(path)), ASK)


def compressible(path: str) -> bool:
    """Tell whether brotli and gzip can make a file smaller."""
    return extension(path) not in DENSE


def stored(path: str, suffix: str = "") -> Mapping[str, str]:
    """Give the headers that are stored with a file, or with its compressed copy of this suffix ("br", "gz")."""
    found = {"Content-Type": content_type(path), "Cache-Control": caching(path)}
    return {**found, "Content-Encoding": ENCODINGS[suffix]} if suffix else found


def negotiated(path: str) -> Mapping[str, str]:
    """Give what is said of a file besides its type: caching, Vary (RFC 9110, 12.5.5), and a page's policy."""
    found = {**HEADERS, "Cache-Control": caching(path)}
    if compressible(path):
        found["Vary"] = "Accept-Encoding"
    if extension(path) == "html":
        found["Content-Security-Policy"] = POLICY
    return found


def acceptable(accept: str) -> list[str]:
    """Give the suffixes of the compressed copies that an Accept-Encoding allows (RFC 9110, 12.5.3), smallest first."""
    allowed = {}
    for part in accept.lower().split(","):
        coding, _, weight = part.partition(";")
        allowed[coding.strip()] = not re.fullmatch(r"\s*q\s*=\s*0(\.0*)?\s*", weight)
    return [suffix for suffix, coding in ENCODINGS.items() if allowed.get(coding, allowed.get("*", False))]
