"""The Jinja environment of a language: its labels are folded into the templates before they are compiled.

`{{ _("Open") }}` becomes the translated text in the compiled template, so a page pays only for its own facts. A
msgstr is untrusted: it is text, its slots are filled by name and escaped, and never formatted or marked safe.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined, nodes
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

from directory.localisation.catalogues import PLACEHOLDER, Catalogue
from directory.pages.compiler import Generator
from directory.pages.keep import Keep

_SVG = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)
_GAP = re.compile(r">\s+<")
_USED = re.compile(r'<use href="#i-([^"]+)"')
SYMBOLS = "\ue001"  # where a page has its symbols


class _Fold(NodeTransformer):
    """Replaces calls of `_` by texts, or by calls that only fill slots, and calls of `icon` by the pictogram."""

    def __init__(self, catalogue: Catalogue, icon: Callable[..., Markup]) -> None:
        self.catalogue, self.icon = catalogue, icon

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802 - Jinja's visitor protocol
        """Fold one call; the arguments are folded first."""
        self.generic_visit(node)
        if not isinstance(node.node, nodes.Name):
            return node
        if node.node.name == "icon" and all(isinstance(one, nodes.Const) for one in node.args):
            return nodes.Const(self.icon(*(one.as_const() for one in node.args)), lineno=node.lineno)
        if node.node.name != "_":
            return node
        first = node.args[0]
        if not isinstance(first, nodes.Const):
            raise TypeError(f"line {node.lineno}: _() takes a literal text")
        text = nodes.Const(self.catalogue.gettext(str(first.value)), lineno=node.lineno)
        if not node.kwargs:
            return text
        return nodes.Call(
            nodes.Name("filled", "load", lineno=node.lineno), [text], node.kwargs, None, None, lineno=node.lineno
        )


class _Environment(Environment):
    """An environment whose parser folds the labels of one language."""

    code_generator_class = Generator
    catalogue: Catalogue
    icons: Icons

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        template = super()._parse(source, name, filename)
        folded: nodes.Template = _Fold(self.catalogue, self.icons).visit(template)
        folded.set_environment(self)
        return folded


def filled(template: str, /, **values: object) -> Markup:
    """Fill the {slots} of a translated sentence; everything that is not markup already is escaped."""
    safe = {name: escape(value) for name, value in values.items()}
    return Markup(PLACEHOLDER.sub(lambda match: safe.get(match[1], Markup(escape(match[0]))), str(escape(template))))


class Icons:
    """The pictograms of the pages: each is drawn once on a page as a symbol, and used wherever it is asked for."""

    def __init__(self, drawings: Mapping[str, str]) -> None:
        self._symbols = {
            name: f'<symbol id="i-{name}" viewBox="0 0 24 24">{drawing}</symbol>' for name, drawing in drawings.items()
        }

    def __call__(self, name: str, label: str = "") -> Markup:
        """Use a pictogram; without a label it is decoration, hidden from screen readers."""
        if name not in self._symbols:
            raise KeyError(f"there is no pictogram {name!r}")
        role = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true"'
        return Markup(f'<svg class="icon" viewBox="0 0 24 24" {role}><use href="#i-{name}"/></svg>')

    def drawn(self, page: str) -> str:
        """Put the symbols of all pictograms that a finished page uses where it has a place for them."""
        used = dict.fromkeys(_USED.findall(page))
        symbols = "".join(self._symbols[name] for name in used)
        drawing = f'<svg class="symbols" aria-hidden="true" width="0" height="0">{symbols}</svg>'
        before, place, after = page.rpartition(SYMBOLS)  # replace(2) looks through the page a second time
        return f"{before}{drawing}{after}" if place else page


def drawings(folder: Path) -> dict[str, str]:
    """Read the pictograms: the inside of each SVG, with the group that carries its stroke."""
    result = {}
    for path in sorted(folder.glob("*.svg")):
        text = path.read_text("utf-8").strip()
        match = _SVG.search(text)
        if match is None:
            raise ValueError(f"{path.name} is not an SVG")
        inside = _GAP.sub("><", match[1].strip())
        result[path.stem] = (
            '<g fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">'
            f"{inside}</g>"
        )
    return result


def environment(
    templates: Path,
    catalogue: Catalogue,
    icons: Icons,
    helpers: Mapping[str, Callable[..., Any]],
    compiled: BytecodeCache | None = None,
) -> Environment:
    """Make the environment of a language; `helpers` are the functions that templates may call.

    `compiled` holds what was compiled before, with the same labels and pictograms.
    """
    made = _Environment(
        extensions=[Keep],
        loader=FileSystemLoader(templates),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
        bytecode_cache=compiled,
    )
    made.catalogue, made.icons = catalogue, icons
    own = {"filled": filled, "ngettext": _counter(catalogue), "range": range, "namespace": dict, "icon": icons}
    made.globals = {**own, **helpers}
    return made


def _counter(catalogue: Catalogue) -> Callable[..., Markup]:
    def ngettext(singular: str, plural: str, n: int, /, **values: object) -> Markup:
        return filled(catalogue.ngettext(singular, plural, n), **values)

    return ngettext
