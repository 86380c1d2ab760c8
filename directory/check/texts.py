"""What will visitors read? Every text of the dataset is plain, tagged with its language, and fits where it is shown."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from directory.check.syntax import is_language_tag
from directory.matching import folded, is_generic
from directory.model import Dataset, Evidence, LocalText, Statement, Venue
from directory.plaintext import faults, wide_letters
from directory.problem import Problem, did_you_mean, error, warning

MAX_NAME = 120  # longer names fit on no sign
MAX_DESCRIPTION = 300  # three sentences; more is an article, and nobody reads it on the way
NAMELESS = frozenset({"toilets", "atm", "tax_refund", "lost_and_found", "volunteer_post"})  # called by their kind
NOTHING = frozenset(
    {
        *("todo", "tbd", "tba", "fixme", "xxx", "n/a", "na", "none", "null", "nil", "test", "unknown"),
        *("待定", "待补", "待补充", "暂无", "不详", "未知", "测试", "无"),
    }
)
PAIRS = {"(": ")", "（": "）", "[": "]", "【": "】", "「": "」", "『": "』", "《": "》", "“": "”"}
LOOSE_ENDS = tuple(",;:、，；：/|-–—")
WEB = re.compile(r"https?://|www\.", re.IGNORECASE)
SHOWN = re.compile(r"(name|alt_name|address|cross_street)\.")  # what stands on a sign of a venue


@dataclass(frozen=True)
class Written:
    """A text where it is written: its file, its path in the file, its language tag ("" if it has none), itself."""

    file: str
    field: str
    tag: str
    text: str


def texts(data: Dataset, as_of: dt.date) -> Iterator[Problem]:
    """Texts are plain, in NFC, without overrides; their keys are language tags; names are not longer than a sign."""
    for said in everything(data):
        if said.tag and not is_language_tag(said.tag):
            message = f'"{said.tag}" is not a language tag or a key of this table'
            hint = did_you_mean(said.tag, [*data.city.languages, *Evidence.model_fields])
            yield error(said.file, said.field, "language-tag", said.tag, message, hint)
        for fault in faults(said.text):
            yield error(said.file, said.field, fault.code, said.text, fault.message, fault.hint)
        if said.field.startswith("name.") and len(said.text) > MAX_NAME:
            hint = f"expected at most {MAX_NAME}: the rest belongs into [description]"
            yield error(said.file, said.field, "name-long", said.text, f"has {len(said.text)} characters", hint)


def slips(data: Dataset, as_of: dt.date) -> Iterator[Problem]:
    """A text says something, and what stands on a sign is neatly cut.

    text-placeholder: it only says that it is to be written. text-brackets: a bracket is not closed, or not by its like.
    text-end: it breaks off at a comma or dash. text-url: it holds a web address, which has a field of its own.
    text-long: a description has more than 300 characters. text-width: Latin letters are full-width, kana half-width.
    """
    for said in everything(data):
        if said.tag and said.text.casefold() in NOTHING:
            hint = "write the text, or take the line out: nothing means unknown"
            yield error(said.file, said.field, "text-placeholder", said.text, "says nothing", hint)
        if wide := wide_letters(said.text):
            hint = "type them with the keyboard set to half width (kana: to full width)"
            yield warning(said.file, said.field, "text-width", said.text, f"holds {''.join(wide[:8])}", hint)
        if said.field.startswith("description.") and len(said.text) > MAX_DESCRIPTION:
            message, hint = f"has {len(said.text)} characters", f"expected at most {MAX_DESCRIPTION}"
            yield warning(said.file, said.field, "text-long", said.text, message, hint)
        if said.tag and SHOWN.match(said.field):
            for code, message, hint in _uncut(said.text):
                yield warning(said.file, said.field, code, said.text, message, hint)


def _uncut(text: str) -> Iterator[tuple[str, str, str]]:
    """Say where a name or an address was cut badly: problem code, message, hint."""
    if odd := _unpaired(text):
        yield "text-brackets", f"has {odd} without its other half", "close brackets with their like"
    if text.endswith(LOOSE_ENDS):
        yield "text-end", f"ends in {text[-1]}", "something is missing behind it, or it is too much"
    if WEB.search(text):
        yield "text-url", "holds a web address", "write it into [website]"


def _unpaired(text: str) -> str:
    """Give the first bracket that has no other half, or ""."""
    opened: list[str] = []
    for character in text:
        if character in PAIRS:
            opened.append(character)
        elif character in PAIRS.values() and (not opened or PAIRS[opened.pop()] != character):
            return character
    return opened[0] if opened else ""


def own_names(data: Dataset, as_of: dt.date) -> Iterator[Problem]:
    """A venue's texts say something of their own.

    name-generic: the local name is more than a word for the kind of place. alt-name-same: an alternative name is
    another one in its language (Japanese may well be the traditional Chinese). address-name: so is the address.
    """
    local = data.city.languages[0] if data.city.languages else "und"
    for venue in data.venues.values():
        file, names = data.files[venue.id], venue.name.texts
        if venue.kind not in NAMELESS and is_generic(names.get(local, "")):
            message, hint = "is a word for the kind of place", "write what tells it from the others, as its sign says"
            yield warning(file, f"name.{local}", "name-generic", names[local], message, hint)
        for code, field in (("alt-name-same", "alt_name"), ("address-name", "address")):
            table = getattr(venue, field)
            for tag, text in table.texts.items() if table else ():
                if folded(text) == folded(names.get(tag, "")):
                    message, hint = "is the name again", "take the line out, or write another"
                    yield warning(file, f"{field}.{tag}", code, text, message, hint)


def everything(data: Dataset) -> Iterator[Written]:
    """List every text of the dataset that somebody reads."""
    for venue in data.venues.values():
        yield from _of_venue(data.files[venue.id], venue)
    for folder, found in (("areas", data.areas), ("routes", data.routes)):
        for key, one in found.items():
            yield from _by_tag(f"{folder}/{key}.toml", "name", one.name.texts)
            yield from _by_tag(
                f"{folder}/{key}.toml", "description", one.description.texts if one.description else None
            )
    for lead, row in data.rejected.items():
        yield Written("rejected.csv", lead, "", row.note)
    for key, hotline in data.hotlines.items():
        yield from _by_tag("hotlines.toml", f"{key}.name", hotline.name)
        yield from _by_tag("hotlines.toml", f"{key}.note", hotline.note)
    for key, notice in data.notices.items():
        yield from _by_tag("notices.toml", f"{key}.text", notice.text)
    for key, target in data.targets.items():
        yield from _by_tag("targets.toml", f"{key}.label", target.label)
    for key, source in data.sources.items():
        yield from _untagged("sources.toml", key, source, ("title", "url", "publisher", "licence"))
    yield from _of_city(data)


def _of_venue(file: str, venue: Venue) -> Iterator[Written]:
    told = ("name",) if venue.position else ("name", "address")  # `place` asks for these texts
    for name, table in venue.stated().items():
        if isinstance(table, LocalText):
            yield from _by_tag(file, name, table.texts or (None if name in told else {}))
        yield from _untagged(file, name, table, ("value", "ref", "checked_by"))
    for number, claim in enumerate(venue.claim):
        at = f"claim.{number}"
        value = claim.value if isinstance(claim.value, dict) else None
        yield from _by_tag(file, f"{at}.value", value or None)  # an empty one does not fit its property, and is told so
        yield from _by_tag(file, f"{at}.note", claim.note)
        yield from _untagged(file, at, claim, ("value", "scope", "issuer", "ref", "checked_by"))


def _of_city(data: Dataset) -> Iterator[Written]:
    """The city's own words."""
    yield from _by_tag("city.toml", "name", data.city.name)
    yield from _by_tag("city.toml", "driver_note", data.city.driver_note or None)
    yield Written("city.toml", "data_licence", "", data.city.data_licence)
    for number, text in enumerate(data.city.attribution):
        yield Written("city.toml", f"attribution.{number}", "", text)
    for key, district in data.city.district.items():
        yield from _by_tag("city.toml", f"district.{key}.name", district.name)
    for key, statement in data.city.statement.items():
        yield from _of_statement(f"statement.{key}", statement)


def _of_statement(path: str, statement: Statement) -> Iterator[Written]:
    """A page's title and its paragraphs, each on one line: where lines break in TOML means nothing."""
    yield from _by_tag("city.toml", f"{path}.title", statement.title)
    if not statement.text:
        yield Written("city.toml", f"{path}.text", "", "")
    for tag, text in statement.text.items():
        for paragraph in text.strip().split("\n\n"):
            yield Written("city.toml", f"{path}.text.{tag}", tag, " ".join(paragraph.split()))


def _by_tag(file: str, path: str, table: Mapping[str, str] | None) -> Iterator[Written]:
    """The texts of a table by language; a table without any is a text that is empty in all of them."""
    if table is not None and not table:
        yield Written(file, path, "", "")
    for tag, text in (table or {}).items():
        yield Written(file, f"{path}.{tag}", tag, text)


def _untagged(file: str, path: str, table: object, fields: tuple[str, ...]) -> Iterator[Written]:
    """The texts of a table that are the same in every language."""
    for field in fields:
        if isinstance(text := getattr(table, field, None), str):
            yield Written(file, f"{path}.{field}", "", text)
