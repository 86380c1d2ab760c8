"""One table says what a server says of a file: each path of a site has its type and its time, a page its policy."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from directory.output import headers
from directory.output.headers import ASK, HOUR, SHORT, YEAR, acceptable, caching, compressible, negotiated, stored

TEMPLATES = Path(__file__).parents[3] / "templates"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("assets/style.b4c3ebd667cbcabf.css", YEAR),
        ("assets/style.css", ASK),
        ("assets/style.b4c3ebd667cbcab.css", ASK),
        ("assets/search/core.en.bin", ASK),
        ("assets/search/core.b4c3ebd667cbcabf.bin", ASK),
        ("Q/7K3FDG/index.html", ASK),
        ("signs/a.pdf", ASK),
        ("404.html", ASK),
        ("en/404.html", SHORT),
        ("index.html", SHORT),
        ("en/venue/a.html", SHORT),
        ("data/venues.geojson", HOUR),
        ("robots.txt", HOUR),
        ("sitemap-12.xml", HOUR),
        ("favicon.ico", ASK),
    ],
)
def test_how_long_a_copy_is_good(path: str, expected: str) -> None:
    """Only what changes its name with its contents is kept unasked for long; an unknown path never is."""
    assert caching(path) == expected


def test_a_compressed_copy_is_the_same_thing_in_another_coding() -> None:
    """Type and time are those of the file; only the coding is added."""
    plain = stored("en/index.html")
    assert stored("en/index.html", "br") == {**plain, "Content-Encoding": "br"}
    assert stored("en/index.html", "gz") == {**plain, "Content-Encoding": "gzip"}
    assert plain["Content-Type"] == "text/html; charset=utf-8"


def test_what_is_compressed_already_has_one_form() -> None:
    """PDF and pictures are not negotiated about; text and indexes are."""
    for path in ("a.pdf", "a.PNG", "a.zip", "a.woff2"):
        assert not compressible(path)
        assert "Vary" not in negotiated(path)
    for path in ("a.html", "a.bin", "a.csv", "a.svg", "a"):
        assert compressible(path)
        assert negotiated(path)["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("", []),
        ("gzip, deflate, br, zstd", ["br", "gz"]),
        ("gzip", ["gz"]),
        ("GZIP;q=1.0, identity;q=0.5", ["gz"]),
        ("br;q=0, gzip", ["gz"]),
        ("br; q=0.000, *", ["gz"]),
        ("*", ["br", "gz"]),
        ("identity", []),
        ("bread", []),
    ],
)
def test_a_coding_is_sent_only_to_who_takes_it(accept: str, expected: list[str]) -> None:
    """A weight of nothing refuses a coding, also under a star."""
    assert acceptable(accept) == expected


@pytest.mark.parametrize("template", ["base.html", "plain.html"])
def test_the_policy_in_the_header_allows_what_the_pages_say_they_need(template: str) -> None:
    """Each directive of a page's own policy stands in the header as it is: neither of the two forbids what works."""
    said = re.search(r'Content-Security-Policy" content="([^"]*)"', (TEMPLATES / template).read_text("utf-8"))
    assert said is not None
    policy = {part.strip() for part in headers.POLICY.split(";")}
    assert {part.strip() for part in said[1].split(";")} <= policy
    assert "frame-ancestors 'self'" in policy
