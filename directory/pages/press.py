"""Turns the parts of a page into its recipe: templates of one language, assets under hashed names, shared inputs.

In: an `Edition` and, for each page, its parts by name. Out: `Recipe`s whose inputs are those parts and the frame.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, Template
from markupsafe import Markup, escape

from directory.localisation import formats
from directory.localisation.edition import Edition
from directory.localisation.text import Text
from directory.output.recipe import Recipe, digest
from directory.pages import smaller
from directory.pages.compiled import Compiled
from directory.pages.environment import SYMBOLS, Icons, drawings, environment
from directory.pages.jsonld import script_json
from directory.plaintext import scripts
from directory.signage.content import is_reserved
from directory.vocabulary import N_


@dataclass(frozen=True)
class Asset:
    """A style sheet or script: the hashed path under which it is published, and its bytes."""

    path: str
    content: bytes


@dataclass(frozen=True)
class Templates:
    """A folder of templates, read once: pictograms, assets by file name, a digest of everything that frames a page."""

    folder: Path
    icons: Mapping[str, str]
    assets: Mapping[str, Asset]
    digest: str


ISOLATE = re.compile("\u2068([^\u2069]*)\u2069")
# NOTE: for screen readers, after words that nobody has reviewed
UNREVIEWED = N_("not yet reviewed")


def say(text: Text, lang: str, unreviewed: str) -> Markup:
    """Write a text on a page: marked with its own language if it fell back, and as a draft if it is one."""
    words = escape(text.value)
    if text.draft:
        return Markup(f'<span class="draft">{words}<span class="sr"> ({escape(unreviewed)})</span></span>')
    if text.lang == lang:
        return words
    reading = f' <bdi class="reading" lang="zh-Latn-pinyin">{escape(text.reading)}</bdi>' if text.reading else ""
    return Markup(f'<bdi lang="{escape(text.lang)}">{words}</bdi>{reading}')


def tongue(text: str, lang: str, local: str) -> Markup:
    """Give the lang attribute of a title that stands as its source has it, by its script; Han is the city's own.

    Without it a browser draws Han in the shapes of whatever language the page is in, and reads it out so.
    """
    found = scripts(text)
    own = "ja" if "Kana" in found else "ko" if "Hangul" in found else local if "Han" in found else lang
    return Markup("") if own == lang else Markup(' lang="{}"').format(own)


def isolated(words: str, lang: str, local: str) -> Markup:
    """Write words in which isolates (UAX #9) hold what stands on the spot ("exit 南"); Han has its tag."""

    def element(match: re.Match[str]) -> str:
        return f"<bdi{tongue(match[1], lang, local)}>{match[1]}</bdi>"

    return Markup(ISOLATE.sub(element, str(escape(words))))


@lru_cache(maxsize=4)
def read_templates(folder: Path) -> Templates:
    """Read a folder of templates."""
    assets = {}
    for kind, small in (("css", smaller.styles), ("js", smaller.scripts)):
        paths = sorted((folder / "assets" / kind).glob(f"*.{kind}"))
        for name, text in small({path.name: path.read_text("utf-8") for path in paths}).items():
            content, stem = text.encode("utf-8"), name.removesuffix(f".{kind}")
            assets[name] = Asset(f"assets/{stem}.{digest(content)}.{kind}", content)
    icons = drawings(folder / "assets" / "icons")
    texts = [f"{path.relative_to(folder)}\0{path.read_text('utf-8')}" for path in sorted(folder.rglob("*.html"))]
    frame = [*texts, repr(sorted(icons.items())), *(asset.path for asset in assets.values())]
    return Templates(folder, icons, assets, digest("\0".join(frame)))


@dataclass(frozen=True)
class Press:
    """Makes the pages of one edition."""

    edition: Edition

    @property
    def templates(self) -> Templates:
        """The templates, shared by all editions."""
        return read_templates(self.edition.site.templates)

    @cached_property
    def environment(self) -> Environment:
        """The templates with this language's labels folded in."""
        catalogue = self.edition.localiser.catalogue
        return environment(self.templates.folder, catalogue, self._icons, self._helpers(), self._compiled())

    def _compiled(self) -> Compiled | None:
        """Give what was compiled before, where there is a folder for it; names of blocks and icons are in the mark."""
        known = self.edition.site.known
        if known.compiled is None:
            return None
        mark = f"{known.code} {self._frame['labels']} {digest(repr(sorted(self.templates.icons.items())))}"
        return Compiled(known.compiled, self.edition.language.tag, mark)

    @cached_property
    def _icons(self) -> Icons:
        return Icons(self.templates.icons)

    def _helpers(self) -> dict[str, Any]:
        """What every template may name: formats of this language, the city, the language itself."""
        language, localiser = self.edition.language, self.edition.localiser
        city = self.edition.site.dataset.city
        return {
            "lang": language.tag,
            "dir": language.direction,
            "slug": language.slug,
            "city": city,
            "city_name": self._city_name,
            "languages": self.edition.site.languages,
            "local": localiser.local,
            "number": partial(formats.number, language=language),
            "percent": partial(formats.percent, language=language),
            "distance": partial(formats.distance, language=language),
            "spans": partial(formats.spans, language=language),
            "all_of": partial(formats.all_of, language=language),
            "weekdays": formats.weekdays(language),
            "emergency": self._emergency,
            "statements": self._statements,
            "drafts": self._drafts,
            "assets": {name: asset.path for name, asset in self.templates.assets.items()},
            "specimen": is_reserved(city.qr_origin),
            "script_json": lambda value: Markup(script_json(value)),
            "tongue": partial(tongue, lang=language.tag, local=localiser.local),
            "isolated": partial(isolated, lang=language.tag, local=localiser.local),
            "say": partial(say, lang=language.tag, unreviewed=localiser.label(UNREVIEWED)),
        }

    @cached_property
    def _city_name(self) -> Text:
        return self.edition.localiser.text(self.edition.site.dataset.city.name, "city.name")

    @cached_property
    def _statements(self) -> list[tuple[str, Text]]:
        localiser = self.edition.localiser
        found = self.edition.site.dataset.city.statement
        return [(key, localiser.text(statement.title, f"statement.{key}.title")) for key, statement in found.items()]

    @cached_property
    def _drafts(self) -> bool:
        return self.edition.localiser.catalogue.unreviewed

    def _districts(self) -> list[Text]:
        localiser = self.edition.localiser
        return [localiser.district(key) for key in localiser.dataset.city.district]

    @cached_property
    def _emergency(self) -> list[Any]:
        return [self.edition.localiser.hotline(key) for key in self.edition.site.dataset.city.emergency]

    @cached_property
    def _frame(self) -> Mapping[str, str]:
        """The inputs that every page of this language shares."""
        return {
            "templates": self.templates.digest,
            "city": digest(repr(self.edition.site.dataset.city)),
            "labels": self.edition.localiser.catalogue.print_of(""),
            "emergency": digest(repr(self._emergency)),
            "words": digest(repr([self._city_name, self._statements, self._drafts, self._districts()])),
        }

    def page_of(
        self, rest: str, template: str, inputs: Mapping[str, str], parts: Callable[[], Mapping[str, object]]
    ) -> Recipe:
        """Plan a page whose parts are gathered only if it is made; `inputs` are what they are gathered from."""
        path = self.edition.path(rest)
        return Recipe(path, self._framed(inputs), partial(self._gathered, path, template, parts))

    def _gathered(self, path: str, template: str, parts: Callable[[], Mapping[str, object]]) -> bytes:
        return self.render(path, template, parts())

    def page(self, rest: str, template: str, **parts: object) -> Recipe:
        """Plan a page of this language: its inputs are the parts by name, and the frame that all pages share."""
        return self.page_at(self.edition.path(rest), template, **parts)

    def page_at(self, path: str, template: str, **parts: object) -> Recipe:
        """Plan a page at a path from the site's root."""
        inputs = self._framed({name: digest(repr(part)) for name, part in parts.items()})
        return Recipe(path, inputs, partial(self.render, path, template, parts))

    def _framed(self, inputs: Mapping[str, str]) -> dict[str, str]:
        """Add the frame to a page's own inputs; raises ValueError where one of these would hide one of the frame's."""
        if hidden := self._frame.keys() & inputs.keys():
            raise ValueError(f"{sorted(hidden)} are names of the frame's inputs")
        return {**self._frame, **inputs}

    def render(self, path: str, template: str, parts: Mapping[str, object]) -> bytes:
        """Make a page's bytes."""
        rest = path.partition("/")[2]  # the same in every language
        page = self._template(template).render(**parts, rest=rest, symbols=SYMBOLS, up="../" * path.count("/"))
        return self._icons.drawn(page).encode("utf-8")

    def _template(self, name: str) -> Template:
        """Give a template whose globals are a plain dictionary: Jinja's chain of them costs a page a tenth more."""
        if name not in self._templates:
            found = self._templates[name] = self.environment.get_template(name)
            found.globals = dict(found.globals)
        return self._templates[name]

    @cached_property
    def _templates(self) -> dict[str, Template]:
        return {}


@lru_cache(maxsize=64)
def press(edition: Edition) -> Press:
    """Give an edition's press; made once in each process, since compiling templates costs more than a page."""
    return Press(edition)
