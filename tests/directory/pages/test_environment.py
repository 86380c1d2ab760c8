"""Labels are folded into templates; whatever a translator wrote comes out as text."""

from __future__ import annotations

from pathlib import Path

import html5lib
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jinja2 import nodes
from jinja2.exceptions import UndefinedError
from markupsafe import Markup, escape

from directory.localisation.catalogues import Message
from directory.pages.environment import SYMBOLS, Icons, drawings, environment, filled
from tests.directory.localisation.builders import TEMPLATES, Messages, catalogue

PAYLOADS = (
    "<script>x</script>",
    '"><script>x</script>',
    "{{ 7*7 }}",
    "{% raw %}",
    "{# gone #}",
    "{x.__class__}",
    "{0}",
    "%(x)s",
    "&lt;b&gt;",
    "'\"",
    "</title>",
)
ICONS = {"call": "<path d='1'/>", "up": "<path d='2'/>"}


def render(folder: Path, template: str, messages: Messages, **values: object) -> str:
    """Render one template in German, its `_` words translated."""
    (folder / "page.html").write_text(template, encoding="utf-8")
    made = environment(folder, catalogue("de", messages), Icons(ICONS), {"who": str})
    return made.get_template("page.html").render(**values)


def test_labels_become_constants(tmp_path: Path) -> None:
    """After folding, no call of `_` is left: the label stands in the compiled template."""
    made = environment(tmp_path, catalogue("de", {"Open": "Offen"}), Icons(ICONS), {})
    tree = made._parse('{{ _("Open") }} {{ _("{n} left", n=n) }}', None, None)
    called = [call.node.name for call in tree.find_all(nodes.Call) if isinstance(call.node, nodes.Name)]
    assert called == ["filled"]
    assert {one.value for one in tree.find_all(nodes.Const)} == {"Offen", "{n} left"}


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_msgstr_is_text(tmp_path: Path, payload: str) -> None:
    """Markup, template and format syntax of a translation are shown as written, plain, in slots and counted."""
    counted = '{{ ngettext("{n} bus", "{n} buses", 2, n=2) }}'
    template = '<p title="{{ _("Open") }}">{{ _("Open") }}|{{ _("{n} left", n=7) }}|' + counted + "</p>"
    messages: Messages = {"Open": payload, "{n} left": f"{payload}{{n}}", "{n} bus": (payload, payload)}
    page = html5lib.parseFragment(render(tmp_path, template, messages), namespaceHTMLElements=False)
    assert [element.tag for element in page.iter()] == ["DOCUMENT_FRAGMENT", "p"]
    assert page[0].text == f"{payload}|{payload}7|{payload}"
    assert page[0].attrib == {"title": payload}


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_slot_is_escaped(tmp_path: Path, payload: str) -> None:
    """What fills a slot is text too, once, whatever it looks like."""
    html = render(tmp_path, '{{ _("{n} of {m}", n=n, m="b") }}', {"{n} of {m}": "{n}, {m}"}, n=payload)
    assert html == f"{escape(payload)}, b"


def test_markup_fills_a_slot_as_markup() -> None:
    """A template's own markup may stand in a sentence."""
    assert filled("a {x} <", x=Markup("<b>y</b>")) == "a <b>y</b> &lt;"


def test_an_unfilled_slot_stays_visible() -> None:
    """A slot without a value is shown rather than dropped, and reaches for nothing."""
    assert filled("{x} {y}", x="{y}") == "{y} {y}"


@given(st.text(max_size=12), st.text(max_size=12))
def test_filling_is_text_in_text(template: str, value: str) -> None:
    """The result is the escaped sentence with escaped values in its slots."""
    expected = str(escape(template)).replace("{x}", str(escape(value)).replace("{x}", "\0")).replace("\0", "{x}")
    assert "\0" in template + value or filled(template, x=value) == expected


@pytest.mark.parametrize(
    "template", ["{{ _(word) }}", '{{ _("a" ~ word) }}', "{{ _(word, n=1) }}", '{{ _(_("a")|upper) }}']
)
def test_a_computed_label_does_not_compile(tmp_path: Path, template: str) -> None:
    """It could never have been extracted, so it is our own fault and told at once."""
    with pytest.raises(TypeError, match="literal"):
        render(tmp_path, template, {}, word="Open")


def test_a_missing_translation_is_english(tmp_path: Path) -> None:
    """The msgid stands in its place."""
    template = '{{ _("Open <now>") }} {{ ngettext("{n} bus", "{n} buses", n, n=n) }}'
    assert render(tmp_path, template, {}, n=1) == "Open &lt;now&gt; 1 bus"
    assert render(tmp_path, template, {}, n=2) == "Open &lt;now&gt; 2 buses"


def test_a_counted_label_has_the_languages_form(tmp_path: Path) -> None:
    """The form is chosen by the count, and the number shown is the one in the slot."""
    template = '{{ ngettext("{n} bus", "{n} buses", n, n=n) }}'
    for count, words in ((1, "1 Bus"), (2, "2 Busse"), (0, "0 Busse")):
        assert render(tmp_path, template, {"{n} bus": ("{n} Bus", "{n} Busse")}, n=count) == words


def test_an_unknown_name_is_an_error(tmp_path: Path) -> None:
    """A page never silently leaves a fact out because of a slip in a template."""
    with pytest.raises(UndefinedError):
        render(tmp_path, "{{ nobody }}", {})
    assert render(tmp_path, "{{ who(7) }}", {}) == "7"


def test_two_languages_do_not_share_a_template(tmp_path: Path) -> None:
    """Each environment has its own folded templates of the same file."""
    (tmp_path / "page.html").write_text('{{ _("Open") }}', encoding="utf-8")
    pages = [
        environment(tmp_path, catalogue(tag, {"Open": tag}), Icons({}), {}).get_template("page.html").render()
        for tag in ("de", "fr")
    ]
    assert pages == ["de", "fr"]


def test_the_projects_templates_compile() -> None:
    """Every template compiles, with any label translated into anything."""
    made = environment(TEMPLATES, catalogue("de"), Icons(drawings(TEMPLATES / "assets" / "icons")), {})
    for name in made.list_templates(["html"]):
        made.get_template(name)


def test_an_unknown_pictogram_is_an_error() -> None:
    """A page with a hole where a pictogram belongs is never made."""
    with pytest.raises(KeyError, match="nothing"):
        Icons(ICONS)("nothing")


@given(st.lists(st.sampled_from(["call", "up"]), max_size=6))
def test_a_symbol_is_drawn_once(used: list[str]) -> None:
    """However often a pictogram is used, its drawing is on the page once; unused ones are not."""
    icons = Icons(ICONS)
    page = icons.drawn("".join(icons(name) for name in used) + SYMBOLS)
    for name, drawing in ICONS.items():
        assert page.count(f'id="i-{name}"') == page.count(drawing) == (name in used)
        assert page.count(f'href="#i-{name}"') == used.count(name)


def test_a_known_pictogram_is_part_of_the_template(tmp_path: Path) -> None:
    """A pictogram named in the template is drawn when it compiles; one that a value names, when the page is made."""
    made = environment(tmp_path, catalogue("de"), Icons(ICONS), {})
    tree = made._parse('{{ icon("up") }}{{ icon(name) }}', None, None)
    assert len(list(tree.find_all(nodes.Call))) == 1
    shown = made.from_string('{{ icon("up") }}{{ icon(name) }}').render(name="up")
    assert shown == 2 * Icons(ICONS)("up")
    with pytest.raises(KeyError, match="gone"):
        made.from_string('{{ icon("gone") }}')


def test_a_pictogram_is_named_or_hidden() -> None:
    """With a label it is an image of that name for screen readers; without, it is decoration."""
    icons = Icons(ICONS)
    assert 'aria-hidden="true"' in icons("up")
    assert 'role="img" aria-label="&lt;b&gt; &#34;"' in icons("up", '<b> "')


def test_a_drawing_must_be_svg(tmp_path: Path) -> None:
    """A file that is none is our own fault, and named."""
    (tmp_path / "a.svg").write_text("<p>", encoding="utf-8")
    with pytest.raises(ValueError, match=r"a\.svg"):
        drawings(tmp_path)


def test_the_projects_pictograms_are_inert() -> None:
    """No drawing brings a script, a style or an address with it."""
    for name, drawing in drawings(TEMPLATES / "assets" / "icons").items():
        for word in ("<script", "<style", "href", " on", "url("):
            assert word not in drawing, name


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=20))
def test_any_msgstr_is_shown_as_it_is(tmp_path: Path, words: str) -> None:
    """Whatever the words, the page shows exactly them."""
    made = environment(tmp_path, catalogue("de", {"a": words}), Icons({}), {})
    assert made.from_string('{{ _("a") }}').render() == escape(words)
    assert made.catalogue.find("a") == Message((words,), reviewed=False)  # type: ignore[attr-defined]
