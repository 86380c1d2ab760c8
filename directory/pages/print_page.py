"""The page for a place's own staff: choose a sign, look at it, get the file; and how to print and hang it.

In: a `Site` and its `Stock` of signs. Out: the recipe of `print.html` in each language. Without a script the page says
what signs there are and leads to the places, whose own pages link the ready files; the rest is `print-page.js`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from directory.localisation.edition import Edition, Site
from directory.output.recipe import Recipe, Task, digest
from directory.pages import keys
from directory.pages.front import counted, district_tiles, kind_tiles
from directory.pages.jsonld import script_json
from directory.pages.press import Press, press
from directory.signage.kinds import SIGN_KINDS
from directory.signage.scene import FEWEST_LANGUAGES, MOST_LANGUAGES
from directory.signage.stock import READY, Size, Stock
from directory.vocabulary import ARROWS, BOARDS, N_

TALK = "talk"  # the one kind that is about no place
POINTED = {"access": "arrow", "direction": "toward"}  # what only some kinds ask for
# NOTE: kind of sign: a board of sentences in two languages, visitor and staff point at them instead of speaking
TALK_LABEL = N_("Point-and-talk board")
# NOTE: what this kind of sign is for
TALK_PURPOSE = N_("sentences in two languages to point at, for a counter or a taxi")
# NOTE: which way a sign points, as somebody who reads it sees it
WAYS = {
    "ahead": N_("straight ahead"),
    # NOTE: which way a sign points, as somebody who reads it sees it
    "ahead-right": N_("ahead and to the right"),
    # NOTE: which way a sign points, as somebody who reads it sees it
    "right": N_("to the right"),
    # NOTE: which way a sign points, as somebody who reads it sees it
    "back-right": N_("back and to the right"),
    # NOTE: which way a sign points, as somebody who reads it sees it
    "back": N_("back"),
    # NOTE: which way a sign points, as somebody who reads it sees it
    "back-left": N_("back and to the left"),
    # NOTE: which way a sign points, as somebody who reads it sees it
    "left": N_("to the left"),
    # NOTE: which way a sign points, as somebody who reads it sees it
    "ahead-left": N_("ahead and to the left"),
}
# NOTE: for whom the file is made; one of a list of three
FINISHES = {
    "office": N_("Office printer"),
    # NOTE: for whom the file is made: the file has bleed, crop marks and CMYK colours
    "press": N_("Print shop, with crop marks"),
    # NOTE: for whom the file is made: no colours
    "grey": N_("Black and white"),
}
# NOTE: names of two ways to space Braille dots: the European and the American one
PROFILES = {"marburg": N_("Braille, Marburg Medium"), "ada": N_("Braille, ADA")}


@dataclass(frozen=True)
class Choice:
    """One thing to choose: its key in orders, its words, its pictogram if it has one."""

    key: str
    label: str
    icon: str = ""


@dataclass(frozen=True)
class KindChoice:
    """A kind of sign to choose: its key, what it is, what it is for, its sizes in words."""

    key: str
    label: str
    purpose: str
    icon: str
    sizes: tuple[str, ...]


def tasks(site: Site, stock: Stock) -> list[Task[Site]]:
    """List the tasks for the pages where staff choose: one a language."""
    return [
        Task(f"print/{tag}", partial(plan, tag=tag, stock=stock), key=partial(key_of, tag=tag, stock=stock))
        for tag in (language.tag for language in site.languages)
    ]


def key_of(site: Site, tag: str, stock: Stock) -> str:
    """Key the page of a language: what there is to print, and how many places of each kind and district."""
    return digest(f"{keys.of_lists(site, tag)} {stock}")


def plan(site: Site, tag: str, stock: Stock) -> Iterator[Recipe]:
    """Plan the page of a language."""
    yield page(press(site.edition(tag)), stock)


def page(pressed: Press, stock: Stock) -> Recipe:
    """Plan the page of an edition."""
    edition = pressed.edition
    city, label = edition.site.dataset.city, edition.localiser.label
    counts = counted(edition.site)
    return pressed.page(
        "print.html",
        "print.html",
        signs=sign_kinds(edition, stock),
        ways=tuple(Choice(key, label(WAYS[key]), icon) for key, icon in ARROWS.items()),
        finishes=tuple(Choice(key, label(FINISHES[key])) for key in stock.finishes),
        profiles=tuple(Choice(key, label(PROFILES[key])) for key in stock.profiles),
        boards=tuple(Choice(board.key, label(board.label), board.icon) for board in BOARDS.values()),
        fewest=FEWEST_LANGUAGES,
        most=MOST_LANGUAGES,
        stock=data(edition, stock),
        report=city.report or "",
        kinds=kind_tiles(edition, counts),
        districts=district_tiles(edition, counts),
    )


def sign_kinds(edition: Edition, stock: Stock) -> tuple[KindChoice, ...]:
    """Give the kinds of sign that can be made, in the order of the vocabulary, boards last."""
    label = edition.localiser.label
    found = [
        KindChoice(kind.key, label(kind.label), label(kind.purpose), kind.icon, _sizes(stock, kind.key))
        for kind in SIGN_KINDS.values()
        if kind.key in stock.sizes
    ]
    if TALK in stock.sizes:
        found.append(KindChoice(TALK, label(TALK_LABEL), label(TALK_PURPOSE), "language", _sizes(stock, TALK)))
    return tuple(found)


def data(edition: Edition, stock: Stock) -> str:
    """Write what the script chooses from: sizes of each kind, the city's languages, what is ready, which pictures are.

    A size is (name, words, width and height in mm, metres from which its code is scanned).
    """
    city = edition.site.dataset.city
    return script_json(
        {
            "sizes": {
                kind: [[one.name, words(one), one.width_mm, one.height_mm, one.scan_m] for one in sizes]
                for kind, sizes in stock.sizes.items()
            },
            "asks": POINTED,
            "languages": list(city.languages),
            "usual": list(dict.fromkeys([city.languages[0], *city.sign_languages])),
            "ready": READY,
            "examples": [f"{kind}-{size}" for kind, size in stock.examples],
            "longest": stock.longest,
            "fewest": FEWEST_LANGUAGES,
            "most": MOST_LANGUAGES,
        }
    )


def words(size: Size) -> str:
    """Put a size into words of no language: "A4 · 210 × 297 mm", "⌀ 100 mm"; isolated for pages from the right."""
    measure = f"⌀ {size.width_mm:g} mm" if size.round else f"{size.width_mm:g} × {size.height_mm:g} mm"
    paper = size.name.partition("-")[0].upper()
    named = f"{paper} · {measure}" if paper[:1] == "A" and paper[1:].isdigit() else measure
    return f"\u2066{named}\u2069"


def _sizes(stock: Stock, kind: str) -> tuple[str, ...]:
    return tuple(words(size) for size in stock.sizes[kind])
