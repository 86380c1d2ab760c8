"""The translators' files follow the texts, and change only where a text does."""

from __future__ import annotations

import difflib
import re
from dataclasses import replace
from pathlib import Path

import polib
import pytest
from jinja2 import Environment, nodes

from directory.localisation import catalogues, tools
from directory.localisation.languages import LANGUAGES
from directory.model import Dataset
from directory.pages.keep import Keep
from tests.directory.localisation.builders import TEMPLATES, claim, dataset, venue

ROOT = TEMPLATES.parent
PAGE = """{# NOTE: a greeting #}
<p>{{ _("Hello") }}</p>
<p>{{ ngettext("{count} bus", "{count} buses", n, count=n) }}</p>
"""
CODE = '"""A module."""\n\nWORD = N_("Zebra")\n'


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small project: a template and a module."""
    (tmp_path / "templates").mkdir()
    (tmp_path / "directory").mkdir()
    (tmp_path / "templates" / "page.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "directory" / "words.py").write_text(CODE, encoding="utf-8")
    return tmp_path


def pot(root: Path) -> str:
    """The interface's texts, as written."""
    return str(tools.messages_pot(root))


def everything(folder: Path) -> dict[str, bytes]:
    """All files of a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def edit(root: Path, name: str, old: str, new: str) -> None:
    """Change a file of the project."""
    path = root / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_extraction_finds_every_text(root: Path) -> None:
    """Templates and code are read, with their notes and the plural beside its singular."""
    found = {entry.msgid: entry for entry in tools.messages_pot(root)}
    assert set(found) == {"Hello", "{count} bus", "Zebra"}
    assert found["{count} bus"].msgid_plural == "{count} buses"
    assert "a greeting" in found["Hello"].comment
    assert "in: templates/page.html" in found["Hello"].comment


def test_writing_twice_changes_nothing(load_small_city: Dataset, root: Path, tmp_path: Path) -> None:
    """The second run gives equal bytes in every file, whatever was translated in between."""
    folder = tmp_path / "locales"
    list(tools.update(load_small_city, folder, root))
    path = folder / "ar" / "LC_MESSAGES" / "messages.po"
    po = polib.pofile(str(path), encoding="utf-8", wrapwidth=0)
    for entry in po:
        entry.msgstr, entry.tcomment = ("" if entry.msgid_plural else f"*{entry.msgid}"), "a translator's own remark"
    po.save(str(path))
    list(tools.update(load_small_city, folder, root))
    first = everything(folder)
    list(tools.update(load_small_city, folder, root))
    assert everything(folder) == first
    assert b"a translator's own remark" in first["ar/LC_MESSAGES/messages.po"]


def test_a_moved_line_changes_nothing(root: Path) -> None:
    """Where in its file a text stands is not written down."""
    before = pot(root)
    edit(root, "templates/page.html", "<p>{{ _", "<p>\n\n\n</p><p>{{ _")
    edit(root, "directory/words.py", "WORD", "OTHER = 1\nWORD")
    assert pot(root) == before
    first, second = PAGE.splitlines(keepends=True)[1:]
    (root / "templates" / "page.html").write_text(f"{second}{{# NOTE: a greeting #}}\n{first}", encoding="utf-8")
    assert pot(root) == before


def test_a_new_text_is_one_hunk(root: Path) -> None:
    """A new string adds one piece and touches nothing else."""
    before = pot(root).splitlines()
    edit(root, "templates/page.html", '{{ _("Hello") }}', '{{ _("Hello") }} {{ _("Market") }}')
    changes = difflib.SequenceMatcher(None, before, pot(root).splitlines(), autojunk=False).get_opcodes()
    assert [kind for kind, *_ in changes if kind != "equal"] == ["insert"]


def test_files_have_no_dates_or_line_numbers(load_small_city: Dataset, root: Path, tmp_path: Path) -> None:
    """Nothing in them depends on when or where they were made."""
    list(tools.update(load_small_city, tmp_path / "locales", root))
    for name, data in everything(tmp_path / "locales").items():
        text = data.decode()
        assert "-Date" not in text, name
        assert not re.search(r"^#:", text, re.MULTILINE), name
        assert str(tmp_path) not in text, name


def test_a_written_file_is_read_without_a_fault(load_small_city: Dataset, root: Path, tmp_path: Path) -> None:
    """What the tool writes, the strict reader takes, in every language."""
    data = replace(load_small_city, city=load_small_city.city.model_copy(update={"languages": tuple(LANGUAGES)}))
    list(tools.update(data, tmp_path / "locales", root))
    for language in LANGUAGES.values():
        _, problems = catalogues.load(tmp_path / "locales", language)
        assert not problems


def test_english_has_no_messages_of_its_own(load_small_city: Dataset, root: Path, tmp_path: Path) -> None:
    """English msgids are the source; places need English words like any others."""
    list(tools.update(load_small_city, tmp_path, root))
    assert [path.name for path in (tmp_path / "en" / "LC_MESSAGES").iterdir()] == ["venues.po"]


def merged(source: str, path: Path) -> polib.POEntry:
    """The Arabic entry of a venue's name after its Chinese name became `source`; written back for the next run."""
    data = dataset(venue("a", name={"zh-Hans": source}))
    po = tools.merged(tools.venues_pot(data), path, LANGUAGES["ar"])
    po.save(str(path))
    found: polib.POEntry = next(entry for entry in po if entry.msgctxt == "a.name")
    return found


def translate(path: Path, msgstr: str) -> None:
    """Translate a venue's name."""
    po = polib.pofile(str(path), encoding="utf-8")
    entry = next(entry for entry in po if entry.msgctxt == "a.name")
    entry.msgstr, entry.flags, entry.previous_msgid = msgstr, [], None
    po.save(str(path))


def test_a_changed_source_keeps_its_translation_as_fuzzy(tmp_path: Path) -> None:
    """The translator sees the old words and what they were made from, through any number of changes."""
    path = tmp_path / "venues.po"
    assert not merged("旧名", path).fuzzy
    translate(path, "اسم")
    assert (merged("旧名", path).msgstr, merged("旧名", path).fuzzy) == ("اسم", False)
    for source in ("新名", "新名", "更新名"):
        entry = merged(source, path)
        assert (entry.msgid, entry.msgstr, entry.fuzzy) == (source, "اسم", True)
        assert entry.previous_msgid == "旧名"


def test_what_the_curator_wrote_is_not_asked_for() -> None:
    """A language with words of the curator's own has nothing to translate there."""
    data = dataset(venue("a", name={"zh-Hans": "馆", "ar": "متحف"}, description={"zh-Hans": "说明"}))
    pot = tools.venues_pot(data)
    asked = {tag: {entry.msgctxt for entry in tools._wanted(pot, data, tag)} for tag in ("ar", "en", "zh-Hans")}
    assert {"a.name", "a.description"} & asked["ar"] == {"a.description"}
    assert {"a.name", "a.description"} <= asked["en"]
    assert not asked["zh-Hans"]


def test_a_text_about_places_is_asked_for_once() -> None:
    """Two sources of the same award, or two claims with the same note, are one entry."""
    award = {"zh-Hans": "五星"}
    claims = [claim("award", award, source=who, note={"zh-Hans": "见证书"}) for who in ("survey", "list")]
    found = [(entry.msgctxt, entry.msgid) for entry in tools.venues_pot(dataset(venue("a", *claims)))]
    assert len(found) == len(set(found))
    assert {("a.award", "五星"), ("a.award.note", "见证书")} <= set(found)


def test_the_reader_finds_what_the_tool_asks_for(load_small_city: Dataset) -> None:
    """Every entry's context and msgid are those under which pages look a text up."""
    found = {(entry.msgctxt, entry.msgid) for entry in tools.venues_pot(load_small_city)}
    assert {("example-museum.name", "示例博物馆"), ("example-museum.audio_guide.note", "请到服务台领取。")} <= found
    assert {("district.beta.name", "乙区"), ("hotline.12300.name", "示例热线"), ("city.name", "示例城")} <= found


def test_the_projects_own_texts_stand_once() -> None:
    """No msgid of the interface is asked for twice, with a plural and without."""
    found = [entry.msgid for entry in tools.messages_pot(ROOT)]
    assert len(found) == len(set(found))
    assert "" not in found


@pytest.mark.parametrize("name", sorted(path.name for path in TEMPLATES.glob("*.html")))
def test_labels_in_templates_are_literal(name: str) -> None:
    """A label that is computed could not be extracted, and would never be translated."""
    tree = Environment(autoescape=True, extensions=[Keep]).parse((TEMPLATES / name).read_text("utf-8"))
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name in ("_", "ngettext"):
            texts = call.args[: 1 if call.node.name == "_" else 2]
            assert texts, f"{name}:{call.lineno}"
            assert all(isinstance(text, nodes.Const) for text in texts), f"{name}:{call.lineno}"
