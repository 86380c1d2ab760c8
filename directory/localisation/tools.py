"""The translators' tools: what there is to translate, and PO files that follow it.

In: templates and Python for the messages domain, a dataset for the venues domain. Out: messages.pot, venues.pot and the
PO files of the dataset's languages, without dates or line numbers, so that nothing changes unless a text does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import polib
from babel.messages.extract import extract_from_dir
from rapidfuzz import fuzz, process

from directory.localisation.languages import LANGUAGES, Language
from directory.model import Dataset, LocalText
from directory.vocabulary import DOORS, KINDS, PROPERTIES, SCOPES

KEYWORDS = {"_": None, "N_": None, "gettext": None, "label": None, "ngettext": (1, 2)}
SIMILAR = 75  # of 100: below it an old translation would mislead more than help
MAX_NOTES = 4  # "yes" is a value of half the vocabulary: a few examples say enough
TAGS = "directory.pages.keep.Keep"  # what templates may hold beside Jinja's own tags
METHODS = [("directory/**.py", "python"), ("signs/**.py", "python"), ("templates/**.html", "jinja2")]


def update(data: Dataset, locales: Path, root: Path) -> Iterator[str]:
    """Write the POT files and merge them into the PO files; give a line of status for each."""
    for domain, pot in (("messages", messages_pot(root)), ("venues", venues_pot(data))):
        _save(pot, locales / f"{domain}.pot")
        yield f"{domain}.pot: {len(pot)} texts"
        for tag in data.city.languages:
            language = LANGUAGES[tag]
            if domain == "messages" and tag == "en":
                continue  # English msgids are the source itself
            path = locales / language.folder / "LC_MESSAGES" / f"{domain}.po"
            po = merged(pot if domain == "messages" else _wanted(pot, data, tag), path, language)
            _save(po, path)
            done = sum(entry.translated() and not entry.fuzzy for entry in po if not entry.obsolete)
            yield f"{path.relative_to(locales)}: {done} of {sum(not entry.obsolete for entry in po)} translated"


def messages_pot(root: Path) -> polib.POFile:
    """Extract the interface's texts, in the order of their English."""
    found: dict[tuple[str, str], tuple[list[str], set[str]]] = {}
    extracted = extract_from_dir(
        root, method_map=METHODS, keywords=KEYWORDS, comment_tags=("NOTE:",), strip_comment_tags=True,
        options_map={"templates/**.html": {"trimmed": "true", "silent": "false", "extensions": TAGS}},
        directory_filter=lambda folder: Path(folder).name not in ("build", ".venv", "tests", "data", "node_modules"),
    )  # fmt: skip
    for filename, _line, message, comments, _context in extracted:
        key = message if isinstance(message, tuple) else (message, "")
        notes, places = found.setdefault((str(key[0]), str(key[1])), ([], set()))
        notes.extend(comment for comment in comments if comment not in notes)
        places.add(Path(filename).as_posix())
    pot = _empty()
    for msgid, note in vocabulary_notes():
        for (english, _plural), (notes, _places) in found.items():
            if english == msgid and note not in notes and len(notes) < MAX_NOTES:
                notes.append(note)
    for (msgid, plural), (notes, places) in sorted(found.items()):
        comment = "\n".join([*notes, f"in: {', '.join(sorted(places))}"])
        forms = {0: "", 1: ""} if plural else {}
        pot.append(polib.POEntry(msgid=msgid, msgid_plural=plural, msgstr_plural=forms, comment=comment))
    return pot


def vocabulary_notes() -> Iterator[tuple[str, str]]:
    """Tell translators what each word of the vocabulary is."""
    for kind in KINDS.values():
        yield kind.label, f"kind of place, one ({kind.osm})"
        yield kind.plural, f"kind of place, heading of a list ({kind.osm})"
    for door in DOORS.values():
        yield door.label, "tile of the home page"
        yield door.question, "under the tile of the home page"
    for prop in PROPERTIES.values():
        yield prop.label, f"property of a place ({prop.osm or prop.key}); its value follows"
        for value in prop.values:
            yield value.label, f"value of: {prop.label}"
    for pattern in SCOPES.values():
        yield (
            pattern,
            "part of a place where a statement holds; {ref} is the part's own mark"
            if "{ref}" in pattern
            else ("part of a place where a statement holds"),
        )


def venues_pot(data: Dataset) -> polib.POFile:
    """Gather what is written about places, one entry a field, with the English where the curator has it."""
    pot = _empty()
    seen = set()  # two sources may state the same award
    for context, texts in sorted(place_texts(data), key=lambda pair: (pair[0], str(pair[1]))):
        tag, source = _source(data, texts)
        if (context, source) in seen:
            continue
        seen.add((context, source))
        known = "; ".join(f"{other}: {text}" for other, text in texts.items() if other != tag)
        pot.append(polib.POEntry(msgctxt=context, msgid=source, comment=f"{tag}" + (f"; {known}" if known else "")))
    return pot


def place_texts(data: Dataset) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Give every translatable text about places by its context."""
    yield "city.name", data.city.name
    if data.city.driver_note:
        yield "city.driver_note", data.city.driver_note
    for key, district in data.city.district.items():
        yield f"district.{key}.name", district.name
    for key, statement in data.city.statement.items():
        yield f"statement.{key}.title", statement.title
        yield f"statement.{key}.text", statement.text
    for key, hotline in data.hotlines.items():
        yield f"hotline.{key}.name", hotline.name
        if hotline.note:
            yield f"hotline.{key}.note", hotline.note
    for key, target in data.targets.items():
        yield f"target.{key}.label", target.label
    for key, notice in data.notices.items():
        yield f"notice.{key}.text", notice.text
    for folder, found in (("area", data.areas), ("route", data.routes)):
        for key, one in found.items():
            yield f"{folder}.{key}.name", one.name.texts
            if one.description:
                yield f"{folder}.{key}.description", one.description.texts
    for venue in data.venues.values():
        for name in ("name", "description", "address"):
            table: LocalText | None = getattr(venue, name)
            if table is not None and table.texts:
                yield f"{venue.id}.{name}", table.texts
        seen = set()
        for claim in venue.claim:
            if isinstance(claim.value, dict):
                yield f"{venue.id}.{claim.property}", claim.value
            if claim.note and (claim.property, str(claim.note)) not in seen:
                seen.add((claim.property, str(claim.note)))
                yield f"{venue.id}.{claim.property}.note", claim.note


def _wanted(pot: polib.POFile, data: Dataset, tag: str) -> polib.POFile:
    """Leave out what the curator has written in a language already."""
    has = {(context, _source(data, texts)[1]) for context, texts in place_texts(data) if tag in texts}
    wanted = _empty()
    wanted.extend(entry for entry in pot if (entry.msgctxt, entry.msgid) not in has)
    return wanted


def _source(data: Dataset, texts: Mapping[str, str]) -> tuple[str, str]:
    """Give the language and text that is translated: the local one, else the first."""
    local = data.city.languages[0]
    return (local, texts[local]) if local in texts else next(iter(texts.items()))


def merged(pot: polib.POFile, path: Path, language: Language) -> polib.POFile:
    """Bring a PO file up to date; a changed source keeps its old translation as fuzzy, with the old msgid."""
    old = polib.pofile(str(path), encoding="utf-8") if path.exists() else polib.POFile()
    living = [entry for entry in old if not entry.obsolete]
    exact = {(entry.msgctxt, entry.msgid): entry for entry in living}
    wanted_keys = {(entry.msgctxt, entry.msgid) for entry in pot}
    orphans = [
        entry for key, entry in exact.items() if key not in wanted_keys and (entry.msgstr or entry.msgstr_plural)
    ]
    po = _empty(language)
    for wanted in pot:
        known = exact.get((wanted.msgctxt, wanted.msgid))
        po.append(_carried(wanted, known, known or _nearest(wanted, orphans), language))
    return po


def _carried(
    wanted: polib.POEntry, known: polib.POEntry | None, old: polib.POEntry | None, language: Language
) -> polib.POEntry:
    """Make the entry for a source: with its `known` translation, or the `old` one of another source as fuzzy."""
    entry = polib.POEntry(msgctxt=wanted.msgctxt, msgid=wanted.msgid, msgid_plural=wanted.msgid_plural)
    entry.comment = wanted.comment
    if wanted.msgid_plural:
        forms = old.msgstr_plural if old else {}
        entry.msgstr_plural = {n: forms.get(n, "") for n in range(len(language.categories))}
    if old is None:
        return entry
    if not wanted.msgid_plural:
        entry.msgstr = old.msgstr
    entry.tcomment = old.tcomment
    if known is None or known.fuzzy:
        entry.flags = ["fuzzy"]
        entry.previous_msgid = old.previous_msgid if old.fuzzy and old.previous_msgid else old.msgid
        if known is not None:
            entry.previous_msgid = known.previous_msgid
    return entry


def _nearest(wanted: polib.POEntry, orphans: list[polib.POEntry]) -> polib.POEntry | None:
    """Find the old entry that a new source was made from: of the same context, else with very similar words."""
    if wanted.msgctxt:
        return next((entry for entry in orphans if entry.msgctxt == wanted.msgctxt), None)
    plural = bool(wanted.msgid_plural)
    candidates = {n: e.msgid for n, e in enumerate(orphans) if not e.msgctxt and bool(e.msgid_plural) == plural}
    best = process.extractOne(wanted.msgid, candidates, scorer=fuzz.ratio, score_cutoff=SIMILAR)
    return orphans[best[2]] if best else None


def _empty(language: Language | None = None) -> polib.POFile:
    po = polib.POFile(wrapwidth=0)
    po.metadata = {
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    if language is not None:
        po.metadata |= {"Language": language.folder, "Plural-Forms": language.plural_forms}
    return po


def _save(po: polib.POFile, path: Path) -> None:
    """Write a catalogue if its bytes differ."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = str(po) + "\n"
    if not path.exists() or path.read_text("utf-8") != text:
        whole = path.with_name(f"{path.name}.new")  # a full disk must not cost a translator's work
        try:
            whole.write_text(text, encoding="utf-8")
            whole.replace(path)
        finally:
            whole.unlink(missing_ok=True)
