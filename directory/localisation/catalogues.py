"""Reads a language's PO catalogues strictly: a msgstr is an untrusted input.

In: locales/<folder>/LC_MESSAGES/{messages,venues}.po and reviewed.csv. Out: (Catalogue, Problems). A message that is
missing, fuzzy or faulty is as if it were not there; a fault is an error, so that nothing half-translated is published
unseen.
"""

from __future__ import annotations

import csv
import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from sys import intern
from typing import Any, NamedTuple

import polib

from directory.dataset import text_file
from directory.localisation.languages import Language
from directory.output.recipe import digest
from directory.plaintext import Fault, faults
from directory.problem import Problem, error, warning

DOMAINS = ("messages", "venues")
PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
PRINTF = re.compile(r"%(?:\([a-z_]+\))?[sd]")  # another program's slots: nothing here would fill them
# A line of a PO file as GNU gettext writes it; polib takes a text that does not end on its line for an empty one.
PO_LINE = re.compile(
    rb"""\s*(?:#.*|(?:(?:msgctxt|msgid|msgid_plural|msgstr(?:\[[0-9]\])?)\s*)?"(?:[^"\\]|\\.)*"\s*)?"""
)
# The same for a whole file: possessive, so that no file is gone through twice.
_SOUND = (
    rb"[ \t]*+(?:#[^\r\n]*+|(?:(?:msgctxt|msgid_plural|msgid|msgstr(?:\[[0-9]\])?+)[ \t]*+)?+"
    rb'"(?:[^"\\\r\n]|\\[^\r\n])*+"[ \t]*+)?+'
)
PO_FILE = re.compile(rb"(?:" + _SOUND + rb"\r?\n)*+(?:" + _SOUND + rb")?+")
MAX_BYTES = 32 * 1024 * 1024
CONTEXT_END = "\x04"  # between context and msgid, as in the MO files of GNU gettext
Key = tuple[str, str]  # context ("" if none), msgid
Forms = str | tuple[str, ...]  # one form stands by itself


class Message(NamedTuple):
    """A translation: one form, or one for each plural category of the language."""

    forms: tuple[str, ...]
    reviewed: bool


@dataclass(frozen=True)
class Catalogue:
    """The messages of one language, both domains: `venues` messages have a context, `messages` rarely.

    `messages` has the forms by `key_of` a text; `reviewed` are the keys of what a person has reviewed.
    """

    language: Language
    messages: Mapping[str, Forms]
    reviewed: frozenset[str] = frozenset()

    def __setstate__(self, state: Mapping[str, Any]) -> None:
        """Come from a cache or another process. What is translated is one text for all languages, and kept once."""
        own = {intern(key): forms for key, forms in state["messages"].items()}
        self.__dict__.update({**state, "messages": own})

    @cached_property
    def prints(self) -> Mapping[str, str]:
        """Digests of the messages about one thing: their contexts begin with its id and a point. "" are all others."""
        found: dict[str, list[str]] = {}
        for key, forms in self.messages.items():
            context = key.rpartition(CONTEXT_END)[0]
            found.setdefault(context.partition(".")[0], []).append(repr((key, forms, key in self.reviewed)))
        return {intern(key): digest("".join(sorted(lines))) for key, lines in found.items()}

    @cached_property
    def digest(self) -> str:
        """The digest of all messages."""
        return digest(repr(sorted(self.prints.items())))

    @cached_property
    def unreviewed(self) -> bool:
        """Whether there is a message that no person has reviewed."""
        return any(key not in self.reviewed for key in self.messages)

    def print_of(self, key: str) -> str:
        """Give the digest of all messages about one thing, "" if there are none."""
        return self.prints.get(key, "")

    def find(self, msgid: str, context: str = "") -> Message | None:
        """Look a message up."""
        key = key_of(context, msgid)
        forms = self.messages.get(key)
        if forms is None:
            return None
        return Message((forms,) if isinstance(forms, str) else forms, key in self.reviewed)

    def gettext(self, msgid: str) -> str:
        """Translate, or give the English msgid."""
        forms = self.messages.get(msgid, msgid)
        return forms if isinstance(forms, str) else forms[0]

    def ngettext(self, singular: str, plural: str, count: int) -> str:
        """Translate a counted message, or choose between the English forms."""
        message = self.find(singular)
        if message is None:
            return singular if count == 1 else plural
        return message.forms[min(self.language.plural_index(count), len(message.forms) - 1)]

    def is_reviewed(self, msgid: str) -> bool:
        """Tell whether a person has reviewed the words; English msgids are the source itself."""
        return self.language.tag == "en" or msgid in self.reviewed


def key_of(context: str, msgid: str) -> str:
    """Give the key of a text: the msgid, after its context if it has one."""
    return f"{context}{CONTEXT_END}{msgid}" if context else msgid


def fill(template: str, values: Mapping[str, object]) -> str:
    """Put values into {name} slots: no attribute access and no format syntax, since a msgstr is untrusted."""
    return PLACEHOLDER.sub(lambda match: str(values.get(match[1], match[0])), template)


def review_hash(context: str, msgid: str, forms: tuple[str, ...]) -> str:
    """Give the fingerprint under which a translation is reviewed; it changes with source, context or translation."""
    return hashlib.sha256("\x00".join((context, msgid, *forms)).encode()).hexdigest()[:16]


def load(locales: Path, language: Language) -> tuple[Catalogue, list[Problem]]:
    """Read both domains of a language; a missing file is an empty one, told by the audit and not here."""
    problems: list[Problem] = []
    reviewed = _reviewed(locales / language.folder / "reviewed.csv", locales, problems)
    messages: dict[str, Forms] = {}
    sound: set[str] = set()
    for domain in DOMAINS:
        path = locales / language.folder / "LC_MESSAGES" / f"{domain}.po"
        if path.exists():
            for key, forms in _read(path, path.relative_to(locales.parent).as_posix(), language, problems):
                messages[intern(key_of(*key))] = forms[0] if len(forms) == 1 else forms
                if reviewed and review_hash(*key, forms) in reviewed:
                    sound.add(key_of(*key))
    made = Catalogue(language, messages, frozenset(sound))
    _ = made.digest, made.unreviewed  # cached properties travel with their catalogue, through a cache too
    return made, sorted(problems)


def incomplete(locales: Path, catalogue: Catalogue) -> list[Problem]:
    """Warn of interface texts that a language lacks: they appear in English on its pages."""
    pot = locales / "messages.pot"
    if catalogue.language.tag == "en" or not pot.exists():
        return []
    try:
        wanted = [entry.msgid for entry in polib.pofile(str(pot), encoding="utf-8")]
    except (OSError, ValueError, UnicodeError, IndexError):
        hint = "python build.py locale writes it anew"
        return [warning(f"{locales.name}/{pot.name}", "", "not-po", "", "cannot be read", hint)]
    missing = [msgid for msgid in wanted if catalogue.find(msgid) is None]
    if not missing:
        return []
    name = f"{locales.name}/{catalogue.language.folder}/LC_MESSAGES/messages.po"
    text = f"{len(missing)} of {len(wanted)} texts are not translated and appear in English"
    return [warning(name, "", "untranslated", missing[0], text, "python build.py locale lists them in this file")]


def _reviewed(path: Path, locales: Path, problems: list[Problem]) -> frozenset[str]:
    if not path.exists():
        return frozenset()
    name = path.relative_to(locales.parent).as_posix()
    text = text_file.read(path, name, MAX_BYTES)
    if isinstance(text, Problem):
        problems.append(text)
        return frozenset()
    try:
        rows = list(csv.reader(text.splitlines()))
    except csv.Error as fault:
        problems.append(error(name, "", "not-csv", "", f"cannot be read: {fault}", "save it as CSV in UTF-8", line=1))
        return frozenset()
    if not rows or rows[0] != ["hash", "reviewer", "date"]:
        problems.append(error(name, "", "csv-header", "", "has another header", "expected hash,reviewer,date", line=1))
        return frozenset()
    return frozenset(row[0] for row in rows[1:] if row)


def _read(path: Path, name: str, language: Language, problems: list[Problem]) -> Iterator[tuple[Key, tuple[str, ...]]]:
    """Read one PO file; give the messages that are whole, and tell the faults."""
    found = list(_file_faults(path, name))
    problems.extend(found)
    if found:
        return
    try:
        po = polib.pofile(str(path), encoding="utf-8")
    except (OSError, ValueError, UnicodeError, IndexError) as fault:
        line = re.search(r"line (\d+)", str(fault))
        problems.append(
            error(name, "", "not-po", "", "cannot be read as a PO file",
                  "check the file with: msgfmt --check", line=int(line[1]) if line else 0)
        )  # fmt: skip
        return
    problems.extend(_header_faults(po, name, language, path.read_bytes()))
    living = [entry for entry in po if not entry.obsolete]
    times = Counter(map(_key, living))
    for entry in living:
        if times[_key(entry)] > 1:
            times[_key(entry)] *= -1  # tell it once, and give neither
            problems.append(_duplicate(entry, name))
        if times[_key(entry)] < 0 or entry.fuzzy or not entry.translated():
            continue
        forms = tuple(entry.msgstr_plural[i] for i in sorted(entry.msgstr_plural)) or (entry.msgstr,)
        wrong = list(_message_faults(entry, forms, name, language))
        problems.extend(wrong)
        if not wrong:
            yield _key(entry), forms


def _key(entry: polib.POEntry) -> Key:
    return entry.msgctxt or "", entry.msgid


def _field(entry: polib.POEntry) -> str:
    return f"{entry.msgctxt}: {entry.msgid}" if entry.msgctxt else str(entry.msgid)


def _duplicate(entry: polib.POEntry, name: str) -> Problem:
    hint = "keep one of them"
    return error(name, _field(entry), "po-duplicate", "", "stands more than once", hint, entry.linenum or 0)


def _file_faults(path: Path, name: str) -> Iterator[Problem]:
    data = text_file.read_bytes(path, name, MAX_BYTES)
    if isinstance(data, Problem):
        yield data
        return
    if _is_sound(data):
        return
    if data.startswith(b"\xef\xbb\xbf"):
        yield error(name, "", "bom", "", "begins with a byte order mark", "save as UTF-8 without BOM", line=1)
    for number, line in enumerate(data.splitlines(), 1):
        if line.startswith((b"<<<<<<< ", b">>>>>>> ", b"=======")):
            yield error(name, "", "conflict-marker", line.decode("utf-8", "replace"), "holds a merge conflict",
                        "choose one side and delete the markers", line=number)  # fmt: skip
        try:
            line.decode("utf-8")
        except UnicodeDecodeError:
            yield error(name, "", "not-utf-8", "", "is not UTF-8", "save the file as UTF-8", line=number)
            return
        if not PO_LINE.fullmatch(line.removeprefix(b"\xef\xbb\xbf")) and not line.startswith((b"<<<", b">>>", b"===")):
            hint = 'a text ends on its line with ", and \\" stands for a quotation mark in it'
            yield error(name, "", "not-po", line.decode(), "is not a line of a PO file", hint, line=number)
            return


def _is_sound(data: bytes) -> bool:
    """Tell in one go of most files that no line of them is at fault; the others are gone through line by line."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return PO_FILE.fullmatch(data) is not None


def _header_faults(po: polib.POFile, name: str, language: Language, data: bytes) -> Iterator[Problem]:
    charset = po.metadata.get("Content-Type", "")
    if not re.search(r"charset=utf-8\s*$", charset.lower()):
        yield error(name, "Content-Type", "po-charset", charset, f'says "{charset}"',
                    "expected text/plain; charset=UTF-8", _header_line(data, "Content-Type"))  # fmt: skip
    if po.metadata.get("Language") not in (language.folder, language.tag):
        said = po.metadata.get("Language")
        yield error(name, "Language", "po-language", said, f'says "{said}"', f"expected {language.folder}",
                    _header_line(data, "Language"))  # fmt: skip
    stated = po.metadata.get("Plural-Forms", "").replace(" ", "")
    if any(entry.msgid_plural for entry in po) and stated != language.plural_forms.replace(" ", ""):
        yield error(name, "Plural-Forms", "po-plural", po.metadata.get("Plural-Forms"), "differs from CLDR",
                    f"expected {language.plural_forms}", _header_line(data, "Plural-Forms"))  # fmt: skip


def _header_line(data: bytes, field: str) -> int:
    """Give the line of a header field; that of the header itself where the field is missing."""
    start = data.find(f'"{field}:'.encode())
    return data[: max(0, start)].count(b"\n") + 1


def _message_faults(entry: polib.POEntry, forms: tuple[str, ...], name: str, language: Language) -> Iterator[Problem]:
    field = _field(entry)
    if CONTEXT_END in field:  # it would pass for another text, in a context
        yield error(name, field, "po-control", "", "its context or source holds U+0004", "take it out",
                    entry.linenum or 0)  # fmt: skip
    expected = len(language.categories) if entry.msgid_plural else 1
    if len(forms) != expected or (entry.msgid_plural and sorted(entry.msgstr_plural) != list(range(expected))):
        said = ", ".join(f"msgstr[{number}]" for number in sorted(entry.msgstr_plural)) or "one msgstr"
        wanted = ", ".join(f"msgstr[{number}]" for number in range(expected)) if entry.msgid_plural else "one msgstr"
        yield error(name, field, "po-forms", len(forms), f"its forms are {said}", f"expected {wanted}",
                    entry.linenum or 0)  # fmt: skip
    source = set(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
    for form in forms:
        if not source and _is_plain(form) and "://" not in entry.msgid:
            continue
        slots = PLACEHOLDER.findall(form)
        # A form for exactly zero, one or two things may say the number in words.
        may_omit = {"count"} if entry.msgid_plural else set()
        odd = "{" in PLACEHOLDER.sub("", form) or set(PRINTF.findall(form)) - set(PRINTF.findall(entry.msgid))
        if odd or set(slots) - source or (source - may_omit) - set(slots):
            yield error(name, field, "po-placeholder", form, f"its slots are {_slots(slots)}",
                        f"expected {_slots(sorted(source))}", entry.linenum or 0)  # fmt: skip
        for fault in _text_faults(form, entry.msgid):
            yield error(name, field, fault.code, form, fault.message, fault.hint, entry.linenum or 0)
        if re.search(r"https?://|javascript:", form) and not re.search(r"https?://", entry.msgid):
            yield error(name, field, "po-url", form, "brings in an address", "take it out", entry.linenum or 0)


def _is_plain(form: str) -> bool:
    """Tell quickly of most translations that they are sound: words without slots, signs of markup or addresses."""
    return not any(sign in form for sign in "{%:\n") and next(faults(form), None) is None


def _text_faults(form: str, msgid: str) -> Iterator[Fault]:
    """List what is wrong with a translation; it may have paragraphs where its source has them, as `check` lets it."""
    paragraphs = [form] if "\n" not in msgid else [line for line in form.split("\n") if line.strip()]
    for paragraph in paragraphs:
        yield from faults(paragraph)


def _slots(names: list[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in names) or "none"
