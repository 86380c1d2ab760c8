"""A msgstr is an untrusted input: what is odd is told with its line, and is as if it were not there."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directory.localisation.catalogues import Catalogue, fill, incomplete, load, review_hash
from directory.localisation.languages import LANGUAGES
from directory.problem import Level, Problem
from tests.directory.localisation.builders import catalogue

GERMAN = LANGUAGES["de"]
HEADER = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Language: de\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""
SOUND = 'msgid "Open {day}"\nmsgstr "{day} offen"\n'
PLURAL = 'msgid "{count} place"\nmsgid_plural "{count} places"\n'


@pytest.fixture
def locales(tmp_path: Path) -> Path:
    """A folder of catalogues."""
    (tmp_path / "locales" / "de" / "LC_MESSAGES").mkdir(parents=True)
    return tmp_path / "locales"


def read(locales: Path, data: str | bytes, domain: str = "messages") -> tuple[Catalogue, list[Problem]]:
    """Write a German PO file and read it."""
    path = locales / "de" / "LC_MESSAGES" / f"{domain}.po"
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return load(locales, GERMAN)


def entry(msgid: str, msgstr: str, before: str = "") -> str:
    """One entry."""
    return f'{before}msgid "{msgid}"\nmsgstr "{msgstr}"\n\n'


def test_a_sound_file_has_no_problems(locales: Path) -> None:
    """What is right is read, context, plural and paragraphs included."""
    text = HEADER + SOUND + "\n" + PLURAL + 'msgstr[0] "ein Ort"\nmsgstr[1] "{count} Orte"\n\n'
    text += entry("Guten", "Tag", 'msgctxt "a.name"\n') + entry("One.\\n\\nTwo.", "Eins.\\n\\nZwei.")
    found, problems = read(locales, text)
    assert not problems
    assert found.gettext("Open {day}") == "{day} offen"
    assert [found.ngettext("{count} place", "{count} places", n) for n in (1, 2)] == ["ein Ort", "{count} Orte"]
    message = found.find("Guten", "a.name")
    assert message is not None
    assert message.forms == ("Tag",)
    assert found.gettext("One.\n\nTwo.") == "Eins.\n\nZwei."


FILES = {
    "bom": (b"\xef\xbb\xbf" + (HEADER + SOUND).encode(), 1),
    "conflict-marker": (HEADER.encode() + b"<<<<<<< mine\n" + SOUND.encode(), 7),
    "not-utf-8": (HEADER.encode() + 'msgid "a"\nmsgstr "\xfc"\n'.encode("latin-1"), 8),
    "not-po": ((HEADER + SOUND).encode() + b'\nmsgid "a"\nmsgstr "b\n', 11),
    "po-duplicate": ((HEADER + SOUND + "\n" + SOUND).encode(), 7),
    "po-language": ((HEADER.replace("de\\n", "ar\\n")).encode(), 4),
    "po-charset": ((HEADER.replace("UTF-8", "utf-7")).encode(), 3),
    "po-plural": (
        (
            HEADER.replace("nplurals=2", "nplurals=9999999") + PLURAL + 'msgstr[0] "{count}"\nmsgstr[1] "{count}"\n'
        ).encode(),
        5,
    ),
}


@pytest.mark.parametrize("code", FILES)
def test_a_faulty_file_is_one_problem_with_its_line(locales: Path, code: str) -> None:
    """Each fault of a file is told once, with its line and what to do, and nothing is raised."""
    data, line = FILES[code]
    _, problems = read(locales, data)
    assert [(problem.code, problem.line) for problem in problems] == [(code, line)]
    assert problems[0].file == "locales/de/LC_MESSAGES/messages.po"
    assert problems[0].hint
    assert problems[0].level is Level.ERROR


@pytest.mark.parametrize("code", ["bom", "conflict-marker", "not-utf-8", "not-po", "po-duplicate"])
def test_an_unreadable_file_gives_no_messages(locales: Path, code: str) -> None:
    """What cannot be read whole is not read by halves."""
    found, _ = read(locales, FILES[code][0])
    assert not found.messages


GARBAGE = ("hello", 'msgid "a" msgstr', 'msgstr[12] "x"', 'msgid "a"b"', "msgid 'a'", 'msgstr "\\"', '"')


@pytest.mark.parametrize("line", GARBAGE)
def test_a_line_that_is_no_po_is_told(locales: Path, line: str) -> None:
    """A lenient parser would swallow such a line, and a text with it."""
    _, problems = read(locales, f"{HEADER}{line}\n")
    assert [(problem.code, problem.line) for problem in problems] == [("not-po", 7)]


def test_what_is_no_file_is_told(locales: Path) -> None:
    """A folder or a device in the place of a catalogue or of the reviews is a problem, and not waited for."""
    folder = locales / "de" / "LC_MESSAGES"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "messages.po").unlink(missing_ok=True)
    (folder / "messages.po").symlink_to("/dev/zero")
    (locales / "de" / "reviewed.csv").mkdir()
    _, problems = load(locales, LANGUAGES["de"])
    assert [problem.code for problem in problems] == ["not-a-file", "not-a-file"]


@pytest.mark.parametrize("data", [b"\xff\xfe", b'msgid "x\n'])
def test_a_broken_template_raises_nothing(locales: Path, data: bytes) -> None:
    """A POT file that cannot be read is at most a warning: it only tells what is not translated yet."""
    (locales / "messages.pot").write_bytes(data)
    found, _ = load(locales, LANGUAGES["de"])
    assert {problem.level for problem in incomplete(locales, found)} <= {Level.WARNING}


def test_wrong_forms_are_named(locales: Path) -> None:
    """Forms with the wrong numbers are told by their numbers: their count may well be right."""
    _, problems = read(locales, HEADER + PLURAL + 'msgstr[3] "{count}"\nmsgstr[5] "{count}"\n')
    assert [(p.code, p.message, p.hint) for p in problems if p.code == "po-forms"] == [
        ("po-forms", "its forms are msgstr[3], msgstr[5]", "expected msgstr[0], msgstr[1]")
    ]


MESSAGES = {
    "missing": ("Open {day}", "offen", "po-placeholder"),
    "extra": ("Open", "{name} offen", "po-placeholder"),
    "renamed": ("Open {day}", "{tag} offen", "po-placeholder"),
    "attribute": ("Open {day}", "{day} {day.__class__}", "po-placeholder"),
    "position": ("Open {day}", "{day} {0}", "po-placeholder"),
    "empty": ("Open {day}", "{day} {}", "po-placeholder"),
    "format": ("Open {day}", "{day} {day!r:>99}", "po-placeholder"),
    "template": ("Open {day}", "{{ day }}", "po-placeholder"),
    "percent": ("Open {day}", "{day} %s", "po-placeholder"),
    "percent name": ("Open {day}", "{day} %(day)s", "po-placeholder"),
    "tag": ("Open", "<b>offen</b>", "text-markup"),
    "entity": ("Open", "offen &amp; zu", "text-markup"),
    "override": ("Open", "\u202enefo", "text-bidi"),
    "isolate": ("Open", "\u2067offen", "text-bidi"),
    "control": ("Open", "offen\\t", "text-control"),
    "paragraphs": ("Open", "Eins.\\n\\nZwei.", "text-control"),
    "address": ("Open", "siehe https://evil.example", "po-url"),
    "script": ("Open", "javascript:alert(1)", "po-url"),
    "context": ("Open\x04er", "offen", "po-control"),
    "decomposed": ("Open", "geo\u0308ffnet", "text-nfc"),
}


@pytest.mark.parametrize("case", MESSAGES)
def test_a_faulty_message_is_told_and_absent(locales: Path, case: str) -> None:
    """Its problem has the line of the entry and a hint; the English stands in its place; its neighbour is read."""
    msgid, msgstr, code = MESSAGES[case]
    found, problems = read(locales, HEADER + entry(msgid, msgstr) + entry("Closed", "zu"))
    assert code in {problem.code for problem in problems}
    assert {problem.line for problem in problems} == {7}
    assert all(problem.hint and problem.field == msgid for problem in problems)
    assert found.gettext(msgid) == msgid
    assert found.gettext("Closed") == "zu"


FORMS = {
    "one of two": 'msgstr[0] "{count} Orte"\n',
    "three of two": 'msgstr[0] "{count} a"\nmsgstr[1] "{count} b"\nmsgstr[2] "{count} c"\n',
    "a gap": 'msgstr[0] "{count} a"\nmsgstr[7] "{count} b"\n',
}


@pytest.mark.parametrize("case", FORMS)
def test_forms_are_the_languages_own(locales: Path, case: str) -> None:
    """A counted message has one form for each category, numbered from 0."""
    found, problems = read(locales, HEADER + PLURAL + FORMS[case])
    assert [(problem.code, problem.line) for problem in problems] == [("po-forms", 7)]
    assert not found.messages


def test_a_form_may_say_the_number_in_words(locales: Path) -> None:
    """Only the count may be left out, since "one place" needs no figure."""
    text = 'msgid "{count} place in {city}"\nmsgid_plural "{count} places in {city}"\n'
    _, sound = read(locales, HEADER + text + 'msgstr[0] "ein Ort in {city}"\nmsgstr[1] "{count} Orte in {city}"\n')
    _, wrong = read(locales, HEADER + text + 'msgstr[0] "ein Ort"\nmsgstr[1] "{count} Orte in {city}"\n')
    assert not sound
    assert [problem.code for problem in wrong] == ["po-placeholder"]


@pytest.mark.parametrize("before", ["#, fuzzy\n", "#~ "])
def test_fuzzy_and_obsolete_are_as_if_absent(locales: Path, before: str) -> None:
    """What is only a guess, or no longer asked for, is not read and not a fault, whatever it holds."""
    text = f'{before}msgid "Open"\n{before if before == "#~ " else ""}msgstr "<b>{{x}}"\n'
    found, problems = read(locales, HEADER + text)
    assert (found.messages, problems) == ({}, [])


def test_an_empty_translation_is_missing(locales: Path) -> None:
    """What is not translated yet is no fault."""
    found, problems = read(locales, HEADER + entry("Open", "") + PLURAL + 'msgstr[0] ""\nmsgstr[1] ""\n')
    assert (found.messages, problems) == ({}, [])


def test_missing_files_are_empty_catalogues(tmp_path: Path) -> None:
    """A language that nobody has begun is no fault."""
    found, problems = load(tmp_path / "locales", GERMAN)
    assert (found.messages, problems) == ({}, [])


LINES = st.sampled_from([
    *GARBAGE, *HEADER.splitlines(), *SOUND.splitlines(), *PLURAL.splitlines(), 'msgstr[0] "a"', 'msgstr[9] "{x}"',
    "#, fuzzy", '#| msgid "b"', '#~ msgid "c"', "#~|", 'msgctxt "c"', "", "\x85", "\x00", "=======", "#:", "#,", "#",
    '"\\n"',
])  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(LINES, max_size=14))
def test_nothing_in_a_file_raises(locales: Path, lines: list[str]) -> None:
    """Whatever lines stand in a file, and in whatever order, reading gives values."""
    for data in ("\n".join(lines), HEADER + "\n".join(lines)):
        found, problems = read(locales, data)
        assert all(isinstance(problem, Problem) for problem in problems)
        assert all(found.messages.values())


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=80))
def test_no_bytes_raise(locales: Path, data: bytes) -> None:
    """Nor do bytes of any kind, in a PO file or in the list of reviews."""
    (locales / "de" / "reviewed.csv").write_bytes(b"hash,reviewer,date\n" + data)
    _, problems = read(locales, data)
    assert all(problem.line >= 0 and problem.hint for problem in problems)


TEXT = st.text(max_size=8)


@given(TEXT, TEXT, st.lists(TEXT, min_size=1, max_size=3), st.integers(0, 4), TEXT)
def test_a_review_ends_with_any_change(context: str, msgid: str, forms: list[str], place: int, other: str) -> None:
    """The hash under which words are reviewed differs if context, source or any form does."""
    parts = [context, msgid, *forms]
    changed = [*parts]
    changed[place % len(parts)] = other
    same = review_hash(changed[0], changed[1], tuple(changed[2:])) == review_hash(context, msgid, tuple(forms))
    assert same == (changed == parts) or "\x00" in "".join(parts + changed)


def test_reviewed_by_its_hash(locales: Path) -> None:
    """A line in reviewed.csv makes these very words reviewed, and no others."""
    lines = f"hash,reviewer,date\n{review_hash('', 'Open {day}', ('{day} offen',))},A. Person,2026-11-01\n"
    (locales / "de" / "reviewed.csv").write_text(lines, encoding="utf-8")
    found, problems = read(locales, HEADER + SOUND + "\n" + entry("Closed", "zu"))
    assert not problems
    assert found.is_reviewed("Open {day}")
    assert not found.is_reviewed("Closed")
    found, _ = read(locales, HEADER + SOUND.replace("offen", "auf"))
    assert not found.is_reviewed("Open {day}")


@pytest.mark.parametrize(
    ("data", "code"), [(b"a,b,c\n", "csv-header"), (b"", "csv-header"), (b"hash,\xff\n", "not-utf-8")]
)
def test_a_faulty_list_of_reviews(locales: Path, data: bytes, code: str) -> None:
    """A list that cannot be read is told, and nothing counts as reviewed."""
    (locales / "de" / "reviewed.csv").write_bytes(data)
    found, problems = read(locales, HEADER + SOUND)
    assert [(p.file, p.line, p.code, bool(p.hint)) for p in problems] == [("locales/de/reviewed.csv", 1, code, True)]
    assert not found.is_reviewed("Open {day}")


def test_english_is_the_source() -> None:
    """English msgids need no review; what no language has is not reviewed."""
    assert catalogue("en").is_reviewed("Open")
    assert not catalogue("de").is_reviewed("Open")


def test_without_translation_english_stands() -> None:
    """What is missing is English, in the right number."""
    empty = catalogue("ar")
    assert empty.gettext("Open") == "Open"
    assert [empty.ngettext("a place", "places", n) for n in (0, 1, 2)] == ["places", "a place", "places"]


class Trap:
    """An object whose parts must never be reached for."""

    def __getattribute__(self, name: str) -> object:
        """Fail on any attribute that a template names."""
        if name in ("secret", "real"):
            raise AssertionError(name)
        return super().__getattribute__(name)

    def __getitem__(self, key: object) -> object:
        """Fail on any item."""
        raise AssertionError(key)

    def __format__(self, spec: str) -> str:
        """Fail on any format."""
        raise AssertionError(spec)

    def __str__(self) -> str:
        return "value"


PIECES = st.sampled_from(
    ["{x}", "{x.secret}", "{x[0]}", "{x!r}", "{x:>9}", "{0}", "{", "}", "{{x}}", "%(x)s", "{y}", "a"]
)


@given(st.lists(PIECES, max_size=8).map("".join))
def test_fill_never_evaluates(template: str) -> None:
    """Only {x} is replaced, by the value's text; all else stays as it was written."""
    assert fill(template, {"x": Trap()}) == template.replace("{x}", "value")


@given(st.text(max_size=12))
def test_fill_puts_a_value_in_once(value: str) -> None:
    """A value that looks like a slot, or like a pattern's reference, stays what it is."""
    assert fill("a {x} b", {"x": value, "y": "no"}) == f"a {value} b"
    assert fill("{x}{y}", {"x": "{y}\\1", "y": "z"}) == "{y}\\1z"


def test_what_is_translated_is_one_text_for_all_languages() -> None:
    """However many catalogues come from a cache: a city's names and sentences are most of what it holds."""
    found = [
        pickle.loads(pickle.dumps(catalogue(tag, {"Tea house": tag, ("a.name", "A"): tag}))) for tag in ("de", "fr")
    ]
    keys = [sorted(one.messages) for one in found]
    assert keys[0] == keys[1] != []
    assert all(mine is theirs for mine, theirs in zip(*keys, strict=True))
    assert found[0].gettext("Tea house") == "de"
