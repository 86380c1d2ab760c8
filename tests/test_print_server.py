"""The print server: every sign that can be ordered is made when its address is asked for; its picture too."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PIL import Image

import build
from directory.commands import hosting, options
from directory.localisation.edition import Site
from directory.output.recipe import Recipe, RefusedError
from directory.output.serve import MakeMissing
from directory.output.serve import Site as Served
from directory.problem import Problem
from directory.signage.ask import Ask
from signs import examples as sign_examples
from signs import on_request as requests
from signs.designs import DESIGNS
from signs.on_request import on_request
from signs.order import MOST_NAME, Order, name
from signs.picture import HEIGHT, MOST_PIXELS, picture
from signs.tasks import plan
from tests.conftest import AS_OF, SMALL_CITY

NAMES = (
    "example-museum.pdf",
    "example-museum.card-a6.pdf",
    "example-museum.poster-a3.zh-hans+en+ar.press.pdf",
    "example-museum.decal-round-100.pdf",
    "board-hotel.talk-a5.zh-hans+en.pdf",
    "example-museum.poster-a3.zh-hans+en.large.braille=marburg.grey.pdf",
)
NOT_MADE = {
    "no-such-place.pdf": "no-such-place",
    "example-museum.poster-a9.pdf": "poster-a9",
    "example-museum.poster-a4.pdf": "the name of this sign is",
    "example-museum.poster-a4.xx.pdf": "xx",
    "example-museum.direction-a4.pdf": "destination",
    "EXAMPLE.pdf": "a name is an id",
}


@pytest.fixture(scope="module")
def city() -> Site:
    """The made-up city."""
    found, problems = options.load(SMALL_CITY, AS_OF)
    assert found is not None, problems
    return found


@pytest.fixture
def make() -> MakeMissing:
    """A print server of the made-up city."""
    return hosting.print_server(SMALL_CITY, AS_OF)


@pytest.mark.parametrize("file", NAMES)
def test_a_sign_and_its_picture_are_made(city: Site, file: str) -> None:
    """The address gives the PDF, and with .png a picture of its first page in the same shape, within bounds."""
    made = on_request(city, f"signs/{file}")
    assert isinstance(made, bytes), made
    wide, high = pypdfium2.PdfDocument(made)[0].get_size()
    shown = on_request(city, f"signs/{file.removesuffix('.pdf')}.png")
    assert isinstance(shown, bytes)
    image = Image.open(io.BytesIO(shown))
    assert image.width / image.height == pytest.approx(wide / high, rel=0.01)
    assert image.height == pytest.approx(HEIGHT, abs=2) or image.width * image.height == pytest.approx(
        MOST_PIXELS, rel=0.01
    )
    assert len(image.getcolors() or ()) > 4  # not a blank page


@pytest.mark.parametrize(("file", "told"), NOT_MADE.items())
@pytest.mark.parametrize("ending", [".pdf", ".png"])
def test_what_cannot_be_made_says_why(city: Site, file: str, told: str, ending: str) -> None:
    """A wrong name, an unknown place, a sign with nothing to say: a Problem that names it."""
    found = on_request(city, f"signs/{file.removesuffix('.pdf')}{ending}")
    assert isinstance(found, Problem)
    assert told in str(found)


@pytest.mark.parametrize(
    "path", ["", "signs/", "en/a.pdf", "signs/examples/poster-a4.png", "signs/a/b.pdf", "signs/a.txt", "assets/a.png"]
)
def test_what_is_no_sign_is_left_to_the_site(city: Site, path: str) -> None:
    """Other paths are none of the print server's business."""
    assert on_request(city, path) is None


def test_a_name_too_long_is_refused(city: Site) -> None:
    """Nothing longer than a file name may be is even looked at."""
    toward = tuple(f"example-noodles:{way}" for way in ("left", "right") * 6)
    long = name(Order("example-museum", Ask("direction", toward=toward)))
    assert len(long) > MOST_NAME
    assert isinstance(on_request(city, f"signs/{long}"), Problem)


def test_the_same_sign_is_drawn_once(city: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever looked at the picture gets the file from memory: drawn once, byte for byte what a build would write."""
    requests._made.cache_clear()
    drawn = []

    def counted(*given: Any) -> Iterator[Recipe]:
        drawn.append(given)
        return plan(*given)

    monkeypatch.setattr(requests, "plan", counted)
    on_request(city, "signs/example-museum.card-a6.png")
    made = on_request(city, "signs/example-museum.card-a6.pdf")
    assert len(drawn) == 1
    assert made == next(iter(plan(city, (Order("example-museum", Ask("card"), "a6"),)))).make()


def test_the_dataset_is_read_at_the_first_sign(monkeypatch: pytest.MonkeyPatch, make: MakeMissing) -> None:
    """Pages do not wait for it, and it is read once."""
    read = []
    load = options.load

    def counted(*given: Any) -> Any:
        read.append(given)
        return load(*given)

    monkeypatch.setattr(hosting, "load", counted)
    assert make("en/nothing.html") is None
    assert read == []
    assert isinstance(make("signs/example-museum.pdf"), bytes)
    assert isinstance(make("signs/example-noodles.pdf"), bytes)
    assert len(read) == 1


def test_a_broken_dataset_is_the_reason(tmp_path: Path) -> None:
    """Where there is no dataset, the answer to a sign says so, and the server goes on."""
    make = hosting.print_server(tmp_path / "none")
    found = make("signs/a.pdf")
    assert isinstance(found, Problem)
    assert "none" in str(found)
    assert make("en/index.html") is None


def test_many_at_once(tmp_path: Path, make: MakeMissing) -> None:
    """Requests at once for files and pictures all get theirs; nothing is written into the folder."""
    served = Served(tmp_path, make)
    wanted = [f"/signs/{file.removesuffix('.pdf')}{end}" for file in NAMES[:4] for end in (".pdf", ".png")] * 2
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(served.answer, wanted))
    assert {answer.status for answer in found} == {200}
    assert [answer.body[:4] for answer in found] == [b"%PDF" if w.endswith("f") else b"\x89PNG" for w in wanted]
    assert list(tmp_path.iterdir()) == []
    assert threading.active_count() < 20


def test_as_a_wsgi_host_serves_it(tmp_path: Path) -> None:
    """`build:wsgi()` gives the folder's pages and every sign."""
    (tmp_path / "index.html").write_text("home")
    app = build.wsgi(str(SMALL_CITY), str(tmp_path))
    for path, start in (("/", b"home"), ("/signs/example-museum.pdf", b"%PDF-"), ("/signs/x.pdf", b"error[")):
        environ = {"REQUEST_METHOD": "GET", "PATH_INFO": path, "SCRIPT_NAME": ""}
        assert b"".join(app(environ, print)).startswith(start)


# ---- pictures


@pytest.fixture(scope="module")
def posters(city: Site) -> bytes:
    """A poster's file."""
    made = on_request(city, "signs/example-museum.pdf")
    assert isinstance(made, bytes)
    return made


@pytest.mark.parametrize("most", [30_000, 8_000, 3_000])
def test_a_picture_fits_its_bytes(posters: bytes, most: int) -> None:
    """With a bound it gets fewer colours, then smaller, in the same shape; and is the same twice."""
    found = picture(posters, 560, most)
    assert len(found) <= most
    image = Image.open(io.BytesIO(found))
    assert image.mode == "P"
    assert image.width / image.height == pytest.approx(210 / 297, rel=0.02)
    assert picture(posters, 560, most) == found


def test_a_huge_page_is_a_bounded_picture(posters: bytes) -> None:
    """However tall a picture is asked for, it has no more pixels than the bound."""
    image = Image.open(io.BytesIO(picture(posters, 100_000)))
    assert image.width * image.height <= MOST_PIXELS * 1.01


def test_each_kind_and_size_that_a_city_has_gets_one_small_picture(city: Site) -> None:
    """The pictures stand under the names that the page asks for, each light enough for a slow network."""
    orders = sign_examples.examples(city)
    recipes = [recipe for task in sign_examples.tasks(orders) for recipe in task.plan(city)]
    assert [recipe.path for recipe in recipes] == [f"signs/examples/{kind}-{size}.png" for kind, size in orders]
    assert {("poster", "a4"), ("talk", "a4"), ("direction", "a4")} <= set(orders) <= set(DESIGNS)
    for recipe in recipes:
        assert 1_000 < len(recipe.make()) <= sign_examples.MOST_BYTES, recipe.path


def test_what_no_place_has_gets_no_picture(city: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """A kind that no place can have, and signs that cannot be drawn, are left out; the build goes on."""
    monkeypatch.setattr(sign_examples, "possible", lambda _site, _venue, kind: kind == "poster")
    assert {kind for kind, _ in sign_examples.examples(city)} == {"poster", "talk", "direction"}

    def refuse() -> bytes:
        raise RefusedError([])

    monkeypatch.setattr(sign_examples, "plan", lambda *_given: iter([Recipe("x", {"case": "refused"}, refuse)]))
    assert sign_examples.examples(city) == {}
